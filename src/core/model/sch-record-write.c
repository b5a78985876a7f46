/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing records as JSON, in the members and the order of the native files; what a reader kept in
 * the record's extra comes last. */

#include "config.h"

#include "sch-record.h"

#include <math.h>
#include <string.h>

#include "sch-bulk.h"
#include "sch-canonical.h"
#include "sch-native-files.h"

static void
write_time (SchJsonWriter *writer, const char *name, gint64 seconds)
{
  g_autofree char *time = seconds != 0 ? sch_time_to_string (seconds) : NULL;

  sch_json_writer_member_string (writer, name, time);
}

static void
write_attributes (SchRecord *record, SchJsonWriter *writer)
{
  if (record->attributes == NULL)
    return;
  sch_json_writer_member (writer, "attributes");
  sch_attributes_write (record->attributes, writer);
}

static void
write_review (SchRecord *record, SchJsonWriter *writer)
{
  if (record->origin != SCH_ORIGIN_MANUAL)
    sch_json_writer_member_string (writer, "origin", sch_origin_to_string (record->origin));
  if (record->state != SCH_STATE_CONFIRMED)
    sch_json_writer_member_string (writer, "state", sch_review_state_to_string (record->state));
  if (!isnan (record->score))
    {
      sch_json_writer_member (writer, "score");
      sch_json_writer_double (writer, record->score);
    }
  sch_json_writer_member_string (writer, "suggestedBy", record->suggested_by);
  sch_json_writer_member_string (writer, "confirmed", record->confirmed);
}

static void
write_times (SchRecord *record, SchJsonWriter *writer)
{
  write_time (writer, "created", record->created);
  write_time (writer, "modified", record->modified);
}

static void
write_covered (SchSpan *span, SchJsonWriter *writer, SchText *text)
{
  guint start = sch_span_get_start (span);
  guint end = sch_span_get_end (span);

  if (span->text != NULL)
    sch_json_writer_member_string (writer, "text", span->text);
  else if (text != NULL && span->n_ranges == 1 && start < end &&
           end <= sch_text_get_char_count (text))
    {
      gsize byte_len;
      const char *slice = sch_text_peek_slice (text, start, end, &byte_len);

      sch_json_writer_member (writer, "text");
      sch_json_writer_string_len (writer, slice, byte_len);
    }
  else if (text != NULL)
    {
      g_autofree char *covered = sch_span_dup_covered (span, text);

      sch_json_writer_member_string (writer, "text", covered);
    }
}

static void
write_span (SchSpan *span, SchJsonWriter *writer, SchText *text)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "id", span->record.id);
  sch_json_writer_member_string (writer, "label", span->label);
  sch_json_writer_member (writer, "ranges");
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < span->n_ranges; i++)
    {
      sch_json_writer_begin_array (writer);
      sch_json_writer_int (writer, span->ranges[i].start);
      sch_json_writer_int (writer, span->ranges[i].end);
      sch_json_writer_end_array (writer);
    }
  sch_json_writer_end_array (writer);
  write_covered (span, writer, text);
  write_attributes (&span->record, writer);
  sch_json_writer_member_strv (writer, "set", (const char *const *) span->set);
  if (span->clusters != NULL && span->clusters[1] == NULL)
    sch_json_writer_member_string (writer, "cluster", span->clusters[0]);
  else
    sch_json_writer_member_strv (writer, "cluster", (const char *const *) span->clusters);
  sch_json_writer_member_string (writer, "note", span->record.note);
  if (span->doubt)
    sch_json_writer_member_string (writer, "flag", "doubt");
  write_review (&span->record, writer);
  write_times (&span->record, writer);
  sch_json_writer_member_string (writer, "by", span->record.by);
  sch_canonical_write_extra (span->record.extra, writer);
  sch_json_writer_end_object (writer);
}

static void
write_relation (SchRelation *relation, SchJsonWriter *writer)
{
  gboolean is_link = relation->record.type == SCH_RECORD_LINK;

  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "id", relation->record.id);
  sch_json_writer_member_string (writer, "type", relation->type);
  sch_json_writer_member_string (writer, "from", relation->from);
  sch_json_writer_member_string (writer, "to", relation->to);
  write_attributes (&relation->record, writer);
  sch_json_writer_member_string (writer, "note", relation->record.note);
  write_review (&relation->record, writer);
  if (is_link)
    sch_json_writer_member_string (writer, "by", relation->record.by);
  write_times (&relation->record, writer);
  if (!is_link)
    sch_json_writer_member_string (writer, "by", relation->record.by);
  sch_canonical_write_extra (relation->record.extra, writer);
  sch_json_writer_end_object (writer);
}

static void
write_raw_member (SchJsonWriter *writer, const char *name, const char *json)
{
  if (json == NULL || strcmp (json, "[]") == 0 || strcmp (json, "{}") == 0)
    return;
  sch_json_writer_member (writer, name);
  sch_json_writer_raw (writer, json, strlen (json));
}

static void
write_cluster (SchCluster *cluster, SchJsonWriter *writer)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "id", cluster->record.id);
  sch_json_writer_member_string (writer, "kind", cluster->kind);
  sch_json_writer_member_string (writer, "name", cluster->name);
  sch_json_writer_member_string (writer, "label", cluster->label);
  sch_json_writer_member_string (writer, "link", cluster->link);
  write_attributes (&cluster->record, writer);
  sch_json_writer_member_string (writer, "note", cluster->record.note);
  sch_json_writer_member_string (writer, "status", cluster->status);
  sch_json_writer_member_string (writer, "mergedInto", cluster->merged_into);
  write_raw_member (writer, "verdicts", cluster->verdicts);
  write_raw_member (writer, "assessment", cluster->assessment);
  write_review (&cluster->record, writer);
  sch_json_writer_member_string (writer, "by", cluster->record.by);
  write_times (&cluster->record, writer);
  sch_canonical_write_extra (cluster->record.extra, writer);
  sch_json_writer_end_object (writer);
}

static void
write_state (SchState *state, SchJsonWriter *writer)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "path", state->record.id);
  sch_json_writer_member_string (writer, "status", sch_status_to_string (state->status));
  write_attributes (&state->record, writer);
  sch_json_writer_member_string (writer, "note", state->record.note);
  if (state->ignored->len > 0)
    {
      sch_json_writer_member (writer, "ignored");
      sch_json_writer_begin_array (writer);
      for (guint i = 0; i < state->ignored->len; i++)
        {
          const char *json = g_ptr_array_index (state->ignored, i);

          sch_json_writer_raw (writer, json, strlen (json));
        }
      sch_json_writer_end_array (writer);
    }
  sch_canonical_write_extra (state->record.extra, writer);
  sch_json_writer_end_object (writer);
}

/**
 * sch_record_write:
 * @writer: where a value may stand
 * @text: (nullable): the document, for the covered text of a span that has no text of its own
 *
 * Writes the record inline, in canonical form.
 */
void
sch_record_write (gpointer data, SchJsonWriter *writer, SchText *text)
{
  SchRecord *record = data;

  switch (record->type)
    {
    case SCH_RECORD_SPAN:
      write_span (data, writer, text);
      break;
    case SCH_RECORD_RELATION:
    case SCH_RECORD_LINK:
      write_relation (data, writer);
      break;
    case SCH_RECORD_CLUSTER:
      write_cluster (data, writer);
      break;
    case SCH_RECORD_STATE:
      write_state (data, writer);
      break;
    case SCH_RECORD_BULK:
      sch_bulk_write (data, writer);
      break;
    case SCH_RECORD_ORPHAN:
    case SCH_RECORD_REJECTED:
    case SCH_RECORD_LAYER:
    case SCH_RECORD_SCHEME:
    case SCH_RECORD_METADATA:
    case SCH_RECORD_CORPUS:
      sch_native_write_inline (((SchTree *) data)->node, record->type, writer);
      break;
    case SCH_N_RECORD_TYPES:
    default:
      g_return_if_reached ();
    }
}

/**
 * sch_record_dup_json:
 *
 * Returns: (transfer full): the record as canonical JSON text
 */
char *
sch_record_dup_json (gpointer record, SchText *text)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_record_write (record, writer, text);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}
