/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading records from JSON. Members that this version does not know are kept in the record's extra,
 * to be written back. */

#include "config.h"

#include "sch-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-bulk.h"
#include "sch-canonical.h"
#include "sch-json-tree.h"
#include "sch-native-files.h"
#include "sch-store.h"

static void
read_time (SchRecord *record, SchJsonPull *pull, const char *name, gint64 *seconds)
{
  const char *string;

  if (sch_json_pull_peek (pull) != SCH_JSON_STRING)
    {
      sch_json_pull_fail (pull, _ ("“%s” is not a time like 2026-11-21T10:00:00Z"), name);
      return;
    }
  if (sch_json_pull_peek_string (pull, &string, NULL) && !sch_time_from_string (string, seconds))
    sch_json_pull_fail (pull, _ ("“%s” is not a time like 2026-11-21T10:00:00Z"), name);
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
    sch_json_pull_fail (pull, _ ("“%s” is not an origin that this version knows"), string);
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
    sch_json_pull_fail (pull, _ ("“%s” is not a state that this version knows"), string);
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
    sch_json_pull_fail (pull, _ ("“%s” is not an id (letters, digits, “.”, “_”, “-”, at most 64)"),
                        id);
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
        record->by = g_intern_string (string);
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
  else if (strcmp (name, "confirmed") == 0)
    sch_json_pull_read_string (pull, &record->confirmed);
  else
    sch_canonical_append_extra (&record->extra, pull, name);
}

static void
require_member (SchJsonPull *pull, gboolean there, const char *name)
{
  if (!there)
    sch_json_pull_fail (pull, _ ("the member “%s” is missing"), name);
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
      if (!sch_json_pull_next_element (pull) || !sch_json_pull_read_uint (pull, &range.start) ||
          !sch_json_pull_next_element (pull) || !sch_json_pull_read_uint (pull, &range.end) ||
          sch_json_pull_next_element (pull) || range.end < range.start)
        {
          sch_json_pull_fail (pull,
                              _ ("a range must be two offsets, [start, end], start not after end"));
          return;
        }
      g_array_append_val (ranges, range);
    }
  n_ranges = ranges->len;
  if (!sch_ranges_normalize ((SchRange *) (void *) ranges->data, &n_ranges))
    sch_json_pull_fail (pull, _ ("a span needs at least one range"));
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
        else if (strcmp (name, "flag") == 0)
          {
            if (sch_json_pull_peek_string (pull, &string, NULL))
              {
                span->doubt = strcmp (string, "doubt") == 0;
                if (!span->doubt)
                  sch_json_pull_fail (pull, _ ("“%s” is not a flag that this version knows"),
                                      string);
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
                relation->type = g_intern_string (string);
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
    { "kind", &cluster->kind },     { "name", &cluster->name },
    { "label", &cluster->label },   { "link", &cluster->link },
    { "status", &cluster->status }, { "mergedInto", &cluster->merged_into },
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
            if (sch_json_pull_peek_string (pull, &string, NULL) &&
                !sch_status_from_string (string, &state->status))
              sch_json_pull_fail (pull, _ ("“%s” is not a status"), string);
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

static gpointer
read_tree (SchRecordType type, SchJsonPull *pull)
{
  const char *start;
  gsize byte_len;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (sch_json_pull_peek (pull) != SCH_JSON_OBJECT)
    {
      sch_json_pull_fail (pull, _ ("expected an object"));
      return NULL;
    }
  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return NULL;
  node = sch_json_tree_parse (start, byte_len, NULL, &error);
  if (node == NULL)
    {
      sch_json_pull_fail (pull, "%s", error->message);
      return NULL;
    }
  id = sch_native_dup_tree_id (type, node);
  return sch_tree_new (type, id, node);
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
    case SCH_RECORD_BULK:
      record = sch_bulk_read (pull);
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
