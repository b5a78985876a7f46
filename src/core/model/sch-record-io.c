/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as JSON, in the members and the order of the native files. Members that this version does
 * not know, or whose value it cannot hold, are kept in the record's extra and written back. */

#include "config.h"

#include "sch-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "sch-native-files.h"
#include "sch-store.h"

/* --- Reading --- */

static void
keep_extra (SchRecord *record, SchJsonPull *pull, const char *name)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autofree char *key = g_strdup (name);
  const char *start;
  gsize byte_len;
  char *extra;

  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return;
  sch_json_writer_string (writer, key);
  extra = g_strconcat (record->extra != NULL ? record->extra : "", record->extra != NULL ? ", " : "",
                       sch_json_writer_peek (writer, NULL), ": ", NULL);
  sch_json_writer_reset (writer);
  sch_json_writer_raw (writer, start, byte_len);
  g_free (record->extra);
  record->extra = g_strconcat (extra, sch_json_writer_peek (writer, NULL), NULL);
  g_free (extra);
}

static void
read_time (SchRecord *record, SchJsonPull *pull, const char *name, gint64 *seconds)
{
  const char *string;

  if (sch_json_pull_peek (pull) != SCH_JSON_STRING)
    {
      sch_json_pull_fail (pull, _("“%s” is not a time like 2026-11-21T10:00:00Z"), name);
      return;
    }
  if (sch_json_pull_peek_string (pull, &string, NULL) && !sch_time_from_string (string, seconds))
    sch_json_pull_fail (pull, _("“%s” is not a time like 2026-11-21T10:00:00Z"), name);
}

static void
read_origin (SchRecord *record, SchJsonPull *pull)
{
  const char *string;
  SchOrigin origin;

  if (!sch_json_pull_peek_string (pull, &string, NULL))
    return;
  if (sch_origin_from_string (string, &origin))
    record->origin = origin;
  else
    sch_json_pull_fail (pull, _("“%s” is not an origin that this version knows"), string);
}

static void
read_review_state (SchRecord *record, SchJsonPull *pull)
{
  const char *string;
  SchReviewState state;

  if (!sch_json_pull_peek_string (pull, &string, NULL))
    return;
  if (sch_review_state_from_string (string, &state))
    record->state = state;
  else
    sch_json_pull_fail (pull, _("“%s” is not a state that this version knows"), string);
}

static void
read_id (SchRecord *record, SchJsonPull *pull)
{
  char *id = NULL;

  if (!sch_json_pull_read_string (pull, &id))
    return;
  g_free (record->id);
  record->id = id;
  if (!sch_id_is_valid (id))
    sch_json_pull_fail (pull, _("“%s” is not an id (letters, digits, “.”, “_”, “-”, at most 64)"), id);
}

/* Members that all kinds share. */
static void
read_common (SchRecord *record, SchJsonPull *pull, const char *name)
{
  const char *string;

  if (strcmp (name, "attributes") == 0)
    {
      sch_attributes_unref (record->attributes);
      record->attributes = sch_attributes_read (pull);
    }
  else if (strcmp (name, "created") == 0)
    read_time (record, pull, name, &record->created);
  else if (strcmp (name, "modified") == 0)
    read_time (record, pull, name, &record->modified);
  else if (strcmp (name, "by") == 0)
    {
      if (sch_json_pull_peek_string (pull, &string, NULL) && *string != '\0')
        record->by = g_ref_string_new_intern (string);
    }
  else if (strcmp (name, "note") == 0)
    sch_json_pull_read_string (pull, &record->note);
  else if (strcmp (name, "origin") == 0)
    read_origin (record, pull);
  else if (strcmp (name, "state") == 0)
    read_review_state (record, pull);
  else if (strcmp (name, "score") == 0)
    sch_json_pull_read_double (pull, &record->score);
  else if (strcmp (name, "suggestedBy") == 0)
    sch_json_pull_read_string (pull, &record->suggested_by);
  else if (strcmp (name, "confirmed") == 0 && sch_json_pull_peek (pull) == SCH_JSON_STRING)
    sch_json_pull_read_string (pull, &record->confirmed);
  else
    keep_extra (record, pull, name);
}

static void
require_member (SchJsonPull *pull, gboolean there, const char *name)
{
  if (!there)
    sch_json_pull_fail (pull, _("the member “%s” is missing"), name);
}

static void
read_ranges (SchSpan *span, SchJsonPull *pull)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  guint n_ranges;

  if (!sch_json_pull_begin_array (pull))
    return;
  while (sch_json_pull_next_element (pull))
    {
      SchRange range = { 0, 0 };

      if (!sch_json_pull_begin_array (pull))
        return;
      if (!sch_json_pull_next_element (pull) || !sch_json_pull_read_uint (pull, &range.start)
          || !sch_json_pull_next_element (pull) || !sch_json_pull_read_uint (pull, &range.end)
          || sch_json_pull_next_element (pull) || range.end < range.start)
        {
          sch_json_pull_fail (pull, _("a range must be two offsets, [start, end], start not after end"));
          return;
        }
      g_array_append_val (ranges, range);
    }
  n_ranges = ranges->len;
  if (!sch_ranges_normalize ((SchRange *) (void *) ranges->data, &n_ranges))
    sch_json_pull_fail (pull, _("a span needs at least one range"));
  else
    sch_span_set_ranges (span, (SchRange *) (void *) ranges->data, n_ranges);
}

static void
read_clusters (SchSpan *span, SchJsonPull *pull)
{
  char *id = NULL;
  char **ids = NULL;

  if (sch_json_pull_peek (pull) == SCH_JSON_STRING)
    {
      const char *list[2] = { NULL, NULL };

      if (sch_json_pull_read_string (pull, &id))
        {
          list[0] = *id != '\0' ? id : NULL;
          sch_span_set_clusters (span, list);
        }
      g_free (id);
    }
  else if (sch_json_pull_read_strv (pull, &ids))
    {
      sch_span_set_clusters (span, (const char *const *) ids);
      g_strfreev (ids);
    }
}

static gpointer
read_span (SchJsonPull *pull)
{
  static const SchRange nowhere = { 0, 0 };
  SchSpan *span = sch_span_new ("", "", &nowhere, 1);
  gboolean has_ranges = FALSE;
  const char *name;
  const char *string;

  if (sch_json_pull_begin_object (pull))
    while (sch_json_pull_next_member (pull, &name))
      {
        if (strcmp (name, "id") == 0)
          read_id (&span->record, pull);
        else if (strcmp (name, "label") == 0)
          {
            if (sch_json_pull_peek_string (pull, &string, NULL))
              sch_span_set_label (span, string);
          }
        else if (strcmp (name, "ranges") == 0)
          {
            has_ranges = TRUE;
            read_ranges (span, pull);
          }
        else if (strcmp (name, "text") == 0)
          sch_json_pull_read_string (pull, &span->text);
        else if (strcmp (name, "cluster") == 0)
          read_clusters (span, pull);
        else if (strcmp (name, "set") == 0)
          sch_json_pull_read_strv (pull, &span->set);
        else if (strcmp (name, "flag") == 0 && sch_json_pull_peek (pull) == SCH_JSON_STRING)
          {
            if (sch_json_pull_peek_string (pull, &string, NULL))
              {
                span->doubt = strcmp (string, "doubt") == 0;
                if (!span->doubt)
                  sch_json_pull_fail (pull, _("“%s” is not a flag that this version knows"), string);
              }
          }
        else
          read_common (&span->record, pull, name);
      }
  require_member (pull, span->record.id[0] != '\0', "id");
  require_member (pull, span->label[0] != '\0', "label");
  require_member (pull, has_ranges, "ranges");
  return span;
}

static gpointer
read_relation (SchRecordType type, SchJsonPull *pull)
{
  SchRelation *relation = sch_relation_new (type, "", "", NULL, NULL);
  const char *name;
  const char *string;

  if (sch_json_pull_begin_object (pull))
    while (sch_json_pull_next_member (pull, &name))
      {
        if (strcmp (name, "id") == 0)
          read_id (&relation->record, pull);
        else if (strcmp (name, "type") == 0)
          {
            if (sch_json_pull_peek_string (pull, &string, NULL))
              {
                g_ref_string_release (relation->type);
                relation->type = g_ref_string_new_intern (string);
              }
          }
        else if (strcmp (name, "from") == 0)
          sch_json_pull_read_string (pull, &relation->from);
        else if (strcmp (name, "to") == 0)
          sch_json_pull_read_string (pull, &relation->to);
        else
          read_common (&relation->record, pull, name);
      }
  require_member (pull, relation->record.id[0] != '\0', "id");
  require_member (pull, relation->type[0] != '\0', "type");
  require_member (pull, relation->from != NULL, "from");
  require_member (pull, relation->to != NULL, "to");
  return relation;
}

static void
read_raw_copy (SchJsonPull *pull, char **value)
{
  const char *start;
  gsize byte_len;
  g_autoptr (SchJsonWriter) writer = NULL;

  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return;
  writer = sch_json_writer_new ();
  sch_json_writer_raw (writer, start, byte_len);
  g_free (*value);
  *value = g_strdup (sch_json_writer_peek (writer, NULL));
}

static gpointer
read_cluster (SchJsonPull *pull)
{
  SchCluster *cluster = sch_cluster_new ("", NULL, NULL);
  const struct
  {
    const char *name;
    char **value;
  } strings[] = {
    { "kind", &cluster->kind }, { "name", &cluster->name },     { "label", &cluster->label },
    { "link", &cluster->link }, { "status", &cluster->status }, { "mergedInto", &cluster->merged_into },
  };
  const char *name;

  if (sch_json_pull_begin_object (pull))
    while (sch_json_pull_next_member (pull, &name))
      {
        guint i = 0;

        while (i < G_N_ELEMENTS (strings) && strcmp (strings[i].name, name) != 0)
          i++;
        if (i < G_N_ELEMENTS (strings))
          sch_json_pull_read_string (pull, strings[i].value);
        else if (strcmp (name, "id") == 0)
          read_id (&cluster->record, pull);
        else if (strcmp (name, "verdicts") == 0)
          read_raw_copy (pull, &cluster->verdicts);
        else if (strcmp (name, "assessment") == 0)
          read_raw_copy (pull, &cluster->assessment);
        else
          read_common (&cluster->record, pull, name);
      }
  require_member (pull, cluster->record.id[0] != '\0', "id");
  return cluster;
}

static gpointer
read_state (SchJsonPull *pull)
{
  SchState *state = sch_state_new ("");
  const char *name;
  const char *string;

  if (sch_json_pull_begin_object (pull))
    while (sch_json_pull_next_member (pull, &name))
      {
        if (strcmp (name, "path") == 0)
          {
            char *path = NULL;

            if (sch_json_pull_read_string (pull, &path))
              {
                g_free (state->record.id);
                state->record.id = path;
              }
          }
        else if (strcmp (name, "status") == 0)
          {
            if (sch_json_pull_peek_string (pull, &string, NULL)
                && !sch_status_from_string (string, &state->status))
              sch_json_pull_fail (pull, _("“%s” is not a status"), string);
          }
        else if (strcmp (name, "ignored") == 0)
          {
            if (sch_json_pull_begin_array (pull))
              while (sch_json_pull_next_element (pull))
                {
                  char *json = NULL;

                  read_raw_copy (pull, &json);
                  if (json != NULL)
                    g_ptr_array_add (state->ignored, json);
                }
          }
        else
          read_common (&state->record, pull, name);
      }
  return state;
}

/* The id of a record that is a tree: what identifies it in its file. */
static char *
dup_tree_id (SchRecordType type, JsonObject *object)
{
  switch (type)
    {
    case SCH_RECORD_METADATA:
      return g_strdup (json_object_get_string_member_with_default (object, "path", ""));
    case SCH_RECORD_REJECTED:
      return g_strdup_printf ("%s %s", json_object_get_string_member_with_default (object, "a", ""),
                              json_object_get_string_member_with_default (object, "b", ""));
    case SCH_RECORD_ORPHAN:
      if (json_object_has_member (object, "span")
          && JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "span")))
        object = json_object_get_object_member (object, "span");
      return g_strdup (json_object_get_string_member_with_default (object, "id", ""));
    default:
      return g_strdup ("");
    }
}

static gpointer
read_tree (SchRecordType type, SchJsonPull *pull)
{
  const char *start;
  gsize byte_len;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (sch_json_pull_peek (pull) != SCH_JSON_OBJECT)
    {
      sch_json_pull_fail (pull, _("expected an object"));
      return NULL;
    }
  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return NULL;
  /* The slice was checked by the strict reader. */
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, start, byte_len, &error))
    {
      sch_json_pull_fail (pull, "%s", error->message);
      return NULL;
    }
  id = dup_tree_id (type, json_node_get_object (json_parser_get_root (parser)));
  return sch_tree_new (type, id, json_parser_get_root (parser));
}

/**
 * sch_record_read:
 * @type: what kind of record is expected
 * @pull: at an object
 *
 * Returns: (transfer full) (nullable): the record, or NULL when @pull has failed
 */
gpointer
sch_record_read (SchRecordType type, SchJsonPull *pull)
{
  gpointer record;

  switch (type)
    {
    case SCH_RECORD_SPAN:
      record = read_span (pull);
      break;
    case SCH_RECORD_RELATION:
    case SCH_RECORD_LINK:
      record = read_relation (type, pull);
      break;
    case SCH_RECORD_CLUSTER:
      record = read_cluster (pull);
      break;
    case SCH_RECORD_STATE:
      record = read_state (pull);
      break;
    case SCH_RECORD_ORPHAN:
    case SCH_RECORD_REJECTED:
    case SCH_RECORD_LAYER:
    case SCH_RECORD_SCHEME:
    case SCH_RECORD_METADATA:
    case SCH_RECORD_CORPUS:
      record = read_tree (type, pull);
      break;
    case SCH_N_RECORD_TYPES:
    default:
      g_return_val_if_reached (NULL);
    }
  if (sch_json_pull_failed (pull))
    g_clear_pointer (&record, sch_record_unref);
  return record;
}

/* --- Writing --- */

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
write_extra (SchRecord *record, SchJsonWriter *writer)
{
  g_autofree char *object = NULL;
  g_autoptr (SchJsonPull) pull = NULL;
  const char *name;

  if (record->extra == NULL)
    return;
  object = g_strconcat ("{", record->extra, "}", NULL);
  pull = sch_json_pull_new (object, strlen (object), "extra");
  sch_json_pull_begin_object (pull);
  while (sch_json_pull_next_member (pull, &name))
    {
      const char *start;
      gsize byte_len;

      sch_json_writer_member (writer, name);
      if (sch_json_pull_read_raw (pull, &start, &byte_len))
        sch_json_writer_raw (writer, start, byte_len);
    }
}

static void
write_covered (SchSpan *span, SchJsonWriter *writer, SchText *text)
{
  guint start = sch_span_get_start (span);
  guint end = sch_span_get_end (span);

  if (span->text != NULL)
    sch_json_writer_member_string (writer, "text", span->text);
  else if (text != NULL && span->n_ranges == 1 && start < end && end <= sch_text_get_char_count (text))
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
  write_extra (&span->record, writer);
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
  write_extra (&relation->record, writer);
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
  write_extra (&cluster->record, writer);
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
  write_extra (&state->record, writer);
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
