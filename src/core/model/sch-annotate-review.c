/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures of somebody who looks through what is not settled: problems that are none, spans that
 * nobody has confirmed, and orphans. An orphan is a whole span (or has one under "span"), with its
 * relations under "relations". */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-json-tree.h"
#include "sch-review.h"

/* --- Problems that are none ----------------------------------------------------------------- */

static void
free_ignored (gpointer data)
{
  SchIgnored *ignored = data;

  g_free (ignored->rule);
  g_free (ignored->id);
  g_free (ignored->reason);
  g_free (ignored);
}

static void
read_string_into (SchJsonPull *pull, char **place)
{
  if (*place == NULL && sch_json_pull_peek (pull) == SCH_JSON_STRING)
    sch_json_pull_read_string (pull, place);
  else
    sch_json_pull_skip (pull);
}

static SchIgnored *
read_ignored (const char *json)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "");
  SchIgnored *ignored = g_new0 (SchIgnored, 1);
  const char *name;

  sch_json_pull_begin_object (pull);
  while (sch_json_pull_next_member (pull, &name))
    {
      if (strcmp (name, "rule") == 0)
        read_string_into (pull, &ignored->rule);
      else if (strcmp (name, "span") == 0)
        read_string_into (pull, &ignored->id);
      else if (strcmp (name, "reason") == 0)
        read_string_into (pull, &ignored->reason);
      else
        sch_json_pull_skip (pull);
    }
  if (ignored->rule == NULL)
    ignored->rule = g_strdup ("");
  if (ignored->id == NULL)
    ignored->id = g_strdup ("");
  if (ignored->reason == NULL)
    ignored->reason = g_strdup ("");
  return ignored;
}

GPtrArray *
sch_state_list_ignored (SchState *state)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_ignored);

  for (guint i = 0; state != NULL && i < state->ignored->len; i++)
    g_ptr_array_add (list, read_ignored (g_ptr_array_index (state->ignored, i)));
  return list;
}

static char *
write_ignored (const char *rule, const char *id, const char *reason)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "rule", rule);
  sch_json_writer_member_string (writer, "span", id);
  sch_json_writer_member_string (writer, "reason", reason);
  sch_json_writer_end_object (writer);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}

static gboolean
take_ignored_out (SchState *state, const char *rule, const char *id)
{
  gboolean any = FALSE;

  for (guint i = state->ignored->len; i > 0; i--)
    {
      SchIgnored *ignored = read_ignored (g_ptr_array_index (state->ignored, i - 1));

      if (strcmp (ignored->rule, rule) == 0 && strcmp (ignored->id, id) == 0)
        {
          g_ptr_array_remove_index (state->ignored, i - 1);
          any = TRUE;
        }
      free_ignored (ignored);
    }
  return any;
}

/* The state changes once in a step, so that work is begun with it. */
static gboolean
change_state (const SchAnnotator *who, const char *name, SchState *after, GError **error)
{
  SchState *before = sch_layer_document_get_state (who->document);
  g_autoptr (SchEditGroup) group = NULL;

  if (after->status == SCH_STATUS_TODO)
    after->status = SCH_STATUS_IN_PROGRESS;
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_STATE, before, after);
  return sch_corpus_apply (who->corpus, group, error);
}

/**
 * sch_annotate_ignore_problem:
 * @rule: of the problem
 * @id: of the span or relation concerned
 * @reason: (nullable): why it is none
 *
 * Declares a problem to be none; a reason given before is replaced.
 */
gboolean
sch_annotate_ignore_problem (const SchAnnotator *who, const char *rule, const char *id,
                             const char *reason, GError **error)
{
  g_autoptr (SchState) after = NULL;

  if (sch_layer_document_get_span (who->document, id) == NULL &&
      sch_layer_document_get_relation (who->document, id) == NULL)
    return sch_annotate_find_span (who, id, error) != NULL;
  after = sch_record_copy (sch_layer_document_get_state (who->document));
  take_ignored_out (after, rule, id);
  g_ptr_array_add (after->ignored, write_ignored (rule, id, reason));
  return change_state (who, _ ("Ignore Problem"), after, error);
}

/**
 * sch_annotate_heed_problem:
 *
 * Takes back that a problem is none. Nothing happens where nobody said so.
 */
gboolean
sch_annotate_heed_problem (const SchAnnotator *who, const char *rule, const char *id,
                           GError **error)
{
  g_autoptr (SchState) after = sch_record_copy (sch_layer_document_get_state (who->document));

  if (!take_ignored_out (after, rule, id))
    return TRUE;
  return change_state (who, _ ("Stop Ignoring Problem"), after, error);
}

/* --- Confirming ----------------------------------------------------------------------------- */

/**
 * sch_annotate_confirm_many:
 * @spans: (array zero-terminated=1): ids
 *
 * Confirms spans that were suggested, projected or whose place was in doubt; others stay as they are.
 */
gboolean
sch_annotate_confirm_many (const SchAnnotator *who, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *now = sch_time_to_string (sch_corpus_get_environment (who->corpus)->now ());
  g_autoptr (SchEditGroup) group = sch_annotate_begin (who, "");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SchSpan *before = sch_annotate_find_span (who, ids[i], error);
      g_autoptr (SchSpan) after = NULL;

      if (before == NULL)
        return FALSE;
      if (before->record.state == SCH_STATE_CONFIRMED || !g_hash_table_add (seen, before))
        continue;
      after = sch_record_copy (before);
      after->record.state = SCH_STATE_CONFIRMED;
      g_free (after->record.confirmed);
      after->record.confirmed = g_strdup (now);
      sch_annotate_put (who, group, SCH_RECORD_SPAN, before, after);
    }
  g_free (group->name);
  group->name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Confirm %u Annotation",
                                              "Confirm %u Annotations", group->edits->len),
                                 group->edits->len);
  return sch_annotate_finish (who, group, error);
}

/* --- Orphans -------------------------------------------------------------------------------- */

/* (nullable): the object that is the span. */
static JsonObject *
get_span_object (SchTree *orphan)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (orphan->node) ? json_node_get_object (orphan->node)
                                                             : NULL;
  JsonNode *inner = object != NULL ? json_object_get_member (object, "span") : NULL;

  return inner != NULL && JSON_NODE_HOLDS_OBJECT (inner) ? json_node_get_object (inner) : object;
}

/**
 * sch_orphan_get_string:
 * @member: of the span: "label", "text", ...
 */
const char *
sch_orphan_get_string (SchTree *orphan, const char *member)
{
  JsonObject *object = get_span_object (orphan);
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static SchTree *
find_orphan (const SchAnnotator *who, const char *id, GError **error)
{
  SchTree *orphan = id != NULL
                        ? sch_layer_document_get_record (who->document, SCH_RECORD_ORPHAN, id)
                        : NULL;

  if (orphan == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                 _ ("%s has no lost annotation “%s” any more."),
                 sch_layer_document_get_path (who->document), id != NULL ? id : "");
  return orphan;
}

/* (transfer full) (nullable): a record from its JSON. */
static gpointer
read_record (SchRecordType type, JsonNode *node, const char *file_name, GError **error)
{
  gsize byte_len;
  g_autofree char *json = sch_json_tree_to_string (node, FALSE, &byte_len);
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, byte_len, file_name);
  gpointer record = sch_record_read (type, pull);

  if (record != NULL && sch_json_pull_finish (pull, error))
    return record;
  if (record != NULL)
    sch_record_unref (record);
  else if (sch_json_pull_finish (pull, error))
    g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, _ ("%s: this is no annotation"), file_name);
  return NULL;
}

static JsonNode *
make_ranges (const SchRange *ranges, guint n_ranges)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < n_ranges; i++)
    {
      JsonArray *range = json_array_new ();

      json_array_add_int_element (range, ranges[i].start);
      json_array_add_int_element (range, ranges[i].end);
      json_array_add_array_element (array, range);
    }
  json_node_take_array (node, array);
  return node;
}

/* The span as it was, on the ranges; its text is what they cover. */
static SchSpan *
make_span (const SchAnnotator *who, SchTree *orphan, const SchRange *ranges, guint n_ranges,
           GError **error)
{
  JsonObject *from = get_span_object (orphan);
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GList) members = from != NULL ? json_object_get_members (from) : NULL;
  SchSpan *span;

  for (GList *l = members; l != NULL; l = l->next)
    if (strcmp (l->data, "relations") != 0 && strcmp (l->data, "ranges") != 0 &&
        strcmp (l->data, "text") != 0 && strcmp (l->data, "state") != 0)
      json_object_set_member (object, l->data,
                              json_node_copy (json_object_get_member (from, l->data)));
  json_object_set_member (object, "ranges", make_ranges (ranges, n_ranges));
  json_node_take_object (node, object);
  span = read_record (SCH_RECORD_SPAN, node, sch_layer_document_get_path (who->document), error);
  if (span == NULL)
    return NULL;
  if (strcmp (span->record.id, orphan->record.id) != 0)
    sch_record_set_id (span, orphan->record.id);
  return span;
}

/* Those that are not there under another span's care. One without its other end is a problem, and
 * none any more when that one is attached too. */
static gboolean
put_relations (const SchAnnotator *who, SchEditGroup *group, SchTree *orphan, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (orphan->node) ? json_node_get_object (orphan->node)
                                                             : NULL;
  JsonNode *list = object != NULL ? json_object_get_member (object, "relations") : NULL;
  JsonArray *array = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list)
                                                                  : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (SchRelation)
          relation = read_record (SCH_RECORD_RELATION, json_array_get_element (array, i),
                                  sch_layer_document_get_path (who->document), error);

      if (relation == NULL)
        return FALSE;
      if (sch_layer_document_get_relation (who->document, relation->record.id) == NULL)
        sch_annotate_put (who, group, SCH_RECORD_RELATION, NULL, relation);
    }
  return TRUE;
}

static char *
dup_orphan_quote (SchTree *orphan)
{
  return sch_annotate_shorten (sch_orphan_get_string (orphan, "text"), SCH_ANNOTATE_QUOTE_CHARS);
}

/**
 * sch_annotate_attach_orphan:
 * @ranges: code points, in any order
 *
 * Makes an orphan a span again, with all that it was but its place.
 *
 * Returns: (transfer full) (nullable): the id of the span
 */
char *
sch_annotate_attach_orphan (const SchAnnotator *who, const char *orphan_id, const SchRange *ranges,
                            guint n_ranges, GError **error)
{
  SchTree *orphan = find_orphan (who, orphan_id, error);
  g_autofree SchRange *own = g_memdup2 (ranges, n_ranges * sizeof (SchRange));
  g_autoptr (SchSpan) span = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *name = NULL;

  if (orphan == NULL || !sch_annotate_check_ranges (who, own, &n_ranges, error))
    return NULL;
  span = make_span (who, orphan, own, n_ranges, error);
  if (span == NULL)
    return NULL;
  quote = dup_orphan_quote (orphan);
  name = g_strdup_printf (_ ("Attach “%s”"), quote);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_ORPHAN, orphan, NULL);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, NULL, span);
  if (!put_relations (who, group, orphan, error) || !sch_annotate_finish (who, group, error))
    return NULL;
  return g_strdup (orphan_id);
}

gboolean
sch_annotate_discard_orphan (const SchAnnotator *who, const char *orphan_id, GError **error)
{
  SchTree *orphan = find_orphan (who, orphan_id, error);
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *name = NULL;

  if (orphan == NULL)
    return FALSE;
  quote = dup_orphan_quote (orphan);
  name = g_strdup_printf (_ ("Discard “%s”"), quote);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_ORPHAN, orphan, NULL);
  return sch_annotate_finish (who, group, error);
}
