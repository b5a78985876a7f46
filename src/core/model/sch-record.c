/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Life and death of records: allocation, copying, comparison, names of their enumerations.
 * Reading them from JSON is in sch-record-io.c, writing in sch-record-write.c. */

#include "config.h"

#include "sch-record.h"

#include <math.h>
#include <string.h>
#include <time.h>

static const char *const origin_names[] = { "manual",    "occurrences", "suggestion", "carried",
                                            "projected", "import",      "merge" };
static const char *const state_names[] = { "", "suggested", "projected", "doubtful" };
static const char *const status_names[] = { "todo", "in-progress", "question", "done" };
static const char *const type_names[] = { "span",    "relation", "state",    "orphan",
                                          "cluster", "link",     "rejected", "layer",
                                          "scheme",  "metadata", "corpus",   "bulk" };

G_STATIC_ASSERT (G_N_ELEMENTS (type_names) == SCH_N_RECORD_TYPES);

static gboolean
find_name (const char *const *names, guint n_names, const char *string, guint *index)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], string) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
sch_origin_to_string (SchOrigin origin)
{
  return origin_names[origin];
}

gboolean
sch_origin_from_string (const char *string, SchOrigin *origin)
{
  guint index;

  if (!find_name (origin_names, G_N_ELEMENTS (origin_names), string, &index))
    return FALSE;
  *origin = index;
  return TRUE;
}

const char *
sch_review_state_to_string (SchReviewState state)
{
  return state_names[state];
}

gboolean
sch_review_state_from_string (const char *string, SchReviewState *state)
{
  guint index;

  if (!find_name (state_names, G_N_ELEMENTS (state_names), string, &index))
    return FALSE;
  *state = index;
  return TRUE;
}

const char *
sch_status_to_string (SchStatus status)
{
  return status_names[status];
}

gboolean
sch_status_from_string (const char *string, SchStatus *status)
{
  guint index;

  if (!find_name (status_names, G_N_ELEMENTS (status_names), string, &index))
    return FALSE;
  *status = index;
  return TRUE;
}

const char *
sch_record_type_to_string (SchRecordType type)
{
  return type_names[type];
}

gboolean
sch_record_type_from_string (const char *string, SchRecordType *type)
{
  guint index;

  if (!find_name (type_names, G_N_ELEMENTS (type_names), string, &index))
    return FALSE;
  *type = index;
  return TRUE;
}

gboolean
sch_record_type_is_in_layer_document (SchRecordType type)
{
  return type == SCH_RECORD_SPAN || type == SCH_RECORD_RELATION || type == SCH_RECORD_STATE ||
         type == SCH_RECORD_ORPHAN || type == SCH_RECORD_BULK;
}

static gpointer
alloc_record (gsize size, SchRecordType type, const char *id)
{
  SchRecord *record = g_malloc0 (size);

  g_atomic_ref_count_init (&record->refs);
  record->type = type;
  record->score = NAN;
  record->id = g_strdup (id);
  return record;
}

/**
 * sch_relation_new:
 * @record_type: %SCH_RECORD_RELATION between spans or %SCH_RECORD_LINK between clusters
 *
 * Returns: (transfer full): a directed link of type @type
 */
SchRelation *
sch_relation_new (SchRecordType record_type, const char *id, const char *type, const char *from,
                  const char *to)
{
  SchRelation *self = alloc_record (sizeof (SchRelation), record_type, id);

  self->type = g_intern_string (type);
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  return self;
}

/**
 * sch_cluster_new:
 * @kind: "entity", "claim", ...
 *
 * Returns: (transfer full): a cluster
 */
SchCluster *
sch_cluster_new (const char *id, const char *kind, const char *name)
{
  SchCluster *self = alloc_record (sizeof (SchCluster), SCH_RECORD_CLUSTER, id);

  self->kind = g_strdup (kind);
  self->name = g_strdup (name);
  return self;
}

/**
 * sch_state_new:
 * @path: of the document; the id of the record
 *
 * Returns: (transfer full): the state of a layer document that nobody has touched
 */
SchState *
sch_state_new (const char *path)
{
  SchState *self = alloc_record (sizeof (SchState), SCH_RECORD_STATE, path);

  self->ignored = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * sch_tree_new:
 * @node: an object; it is sealed
 *
 * Returns: (transfer full): a record that is a JSON object
 */
SchTree *
sch_tree_new (SchRecordType type, const char *id, JsonNode *node)
{
  SchTree *self = alloc_record (sizeof (SchTree), type, id);

  self->node = json_node_ref (node);
  json_node_seal (self->node);
  return self;
}

/**
 * sch_bulk_new:
 *
 * Returns: (transfer full): the value that the records with these ids have
 */
SchBulk *
sch_bulk_new (gboolean of_relations, const char *attribute, const char *value, GRefString *ids)
{
  SchBulk *self = alloc_record (sizeof (SchBulk), SCH_RECORD_BULK, "bulk");

  self->of_relations = of_relations;
  self->attribute = g_strdup (attribute);
  self->value = g_strdup (value);
  self->ids = ids != NULL ? g_ref_string_acquire (ids) : NULL;
  return self;
}

gpointer
sch_record_ref (gpointer record)
{
  if (record != NULL)
    g_atomic_ref_count_inc (&((SchRecord *) record)->refs);
  return record;
}

static void
free_members (SchRecord *record)
{
  switch (record->type)
    {
    case SCH_RECORD_SPAN:
      {
        SchSpan *span = (SchSpan *) record;

        if (span->ranges != &span->single)
          g_free (span->ranges);
        g_free (span->text);
        g_strfreev (span->clusters);
        g_strfreev (span->set);
        break;
      }
    case SCH_RECORD_RELATION:
    case SCH_RECORD_LINK:
      {
        SchRelation *relation = (SchRelation *) record;

        g_free (relation->from);
        g_free (relation->to);
        break;
      }
    case SCH_RECORD_STATE:
      g_ptr_array_unref (((SchState *) record)->ignored);
      break;
    case SCH_RECORD_BULK:
      {
        SchBulk *bulk = (SchBulk *) record;

        g_free (bulk->attribute);
        g_free (bulk->value);
        g_clear_pointer (&bulk->ids, g_ref_string_release);
        break;
      }
    case SCH_RECORD_CLUSTER:
      {
        SchCluster *cluster = (SchCluster *) record;

        g_free (cluster->kind);
        g_free (cluster->name);
        g_free (cluster->label);
        g_free (cluster->link);
        g_free (cluster->status);
        g_free (cluster->merged_into);
        g_free (cluster->verdicts);
        g_free (cluster->assessment);
        break;
      }
    case SCH_RECORD_ORPHAN:
    case SCH_RECORD_REJECTED:
    case SCH_RECORD_LAYER:
    case SCH_RECORD_SCHEME:
    case SCH_RECORD_METADATA:
    case SCH_RECORD_CORPUS:
      json_node_unref (((SchTree *) record)->node);
      break;
    case SCH_N_RECORD_TYPES:
    default:
      g_assert_not_reached ();
    }
}

void
sch_record_unref (gpointer data)
{
  SchRecord *record = data;

  if (record == NULL || !g_atomic_ref_count_dec (&record->refs))
    return;
  free_members (record);
  g_free (record->id);
  sch_attributes_unref (record->attributes);
  g_free (record->note);
  g_free (record->suggested_by);
  g_free (record->confirmed);
  g_free (record->extra);
  g_free (record);
}

static gpointer
copy_members (SchRecord *record)
{
  switch (record->type)
    {
    case SCH_RECORD_SPAN:
      {
        SchSpan *span = (SchSpan *) record;
        SchSpan *copy = sch_span_new (record->id, span->label, span->ranges, span->n_ranges);

        copy->doubt = span->doubt;
        copy->text = g_strdup (span->text);
        copy->clusters = g_strdupv (span->clusters);
        copy->set = g_strdupv (span->set);
        return copy;
      }
    case SCH_RECORD_RELATION:
    case SCH_RECORD_LINK:
      {
        SchRelation *relation = (SchRelation *) record;

        return sch_relation_new (record->type, record->id, relation->type, relation->from,
                                 relation->to);
      }
    case SCH_RECORD_STATE:
      {
        SchState *state = (SchState *) record;
        SchState *copy = sch_state_new (record->id);

        copy->status = state->status;
        for (guint i = 0; i < state->ignored->len; i++)
          g_ptr_array_add (copy->ignored, g_strdup (g_ptr_array_index (state->ignored, i)));
        return copy;
      }
    case SCH_RECORD_BULK:
      {
        SchBulk *bulk = (SchBulk *) record;

        return sch_bulk_new (bulk->of_relations, bulk->attribute, bulk->value, bulk->ids);
      }
    case SCH_RECORD_CLUSTER:
      {
        SchCluster *cluster = (SchCluster *) record;
        SchCluster *copy = sch_cluster_new (record->id, cluster->kind, cluster->name);

        copy->label = g_strdup (cluster->label);
        copy->link = g_strdup (cluster->link);
        copy->status = g_strdup (cluster->status);
        copy->merged_into = g_strdup (cluster->merged_into);
        copy->verdicts = g_strdup (cluster->verdicts);
        copy->assessment = g_strdup (cluster->assessment);
        return copy;
      }
    case SCH_RECORD_ORPHAN:
    case SCH_RECORD_REJECTED:
    case SCH_RECORD_LAYER:
    case SCH_RECORD_SCHEME:
    case SCH_RECORD_METADATA:
    case SCH_RECORD_CORPUS:
      return sch_tree_new (record->type, record->id, ((SchTree *) record)->node);
    case SCH_N_RECORD_TYPES:
    default:
      g_assert_not_reached ();
    }
}

/**
 * sch_record_copy:
 *
 * Returns: (transfer full): a copy that is one's own to change
 */
gpointer
sch_record_copy (gpointer data)
{
  SchRecord *record = data;
  SchRecord *copy;

  g_return_val_if_fail (record != NULL, NULL);

  copy = copy_members (record);
  copy->origin = record->origin;
  copy->state = record->state;
  copy->attributes = sch_attributes_ref (record->attributes);
  copy->note = g_strdup (record->note);
  copy->by = record->by;
  copy->created = record->created;
  copy->modified = record->modified;
  copy->score = record->score;
  copy->suggested_by = g_strdup (record->suggested_by);
  copy->confirmed = g_strdup (record->confirmed);
  copy->extra = g_strdup (record->extra);
  return copy;
}

/**
 * sch_record_equal:
 *
 * Returns: whether two records (either may be NULL) would be written with the same bytes
 */
gboolean
sch_record_equal (gpointer a, gpointer b)
{
  g_autoptr (SchJsonWriter) a_writer = NULL;
  g_autoptr (SchJsonWriter) b_writer = NULL;

  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || ((SchRecord *) a)->type != ((SchRecord *) b)->type)
    return FALSE;
  a_writer = sch_json_writer_new ();
  b_writer = sch_json_writer_new ();
  sch_record_write (a, a_writer, NULL);
  sch_record_write (b, b_writer, NULL);
  return strcmp (sch_json_writer_peek (a_writer, NULL), sch_json_writer_peek (b_writer, NULL)) == 0;
}

int
sch_record_compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SchRecord *const *) a)->id, (*(SchRecord *const *) b)->id);
}

/**
 * sch_record_list_table:
 * @table: whose values are records
 *
 * Returns: (transfer full): the records, sorted by id
 */
GPtrArray *
sch_record_list_table (GHashTable *table)
{
  GPtrArray *list = g_ptr_array_new_full (g_hash_table_size (table), sch_record_unref);
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (list, sch_record_ref (record));
  g_ptr_array_sort (list, sch_record_compare_ids);
  return list;
}

void
sch_record_set_id (gpointer data, const char *id)
{
  SchRecord *record = data;
  char *copy = g_strdup (id);

  g_free (record->id);
  record->id = copy;
}

void
sch_record_set_note (gpointer data, const char *note)
{
  SchRecord *record = data;
  char *copy = note != NULL && *note != '\0' ? g_strdup (note) : NULL;

  g_free (record->note);
  record->note = copy;
}

void
sch_record_set_attributes (gpointer data, SchAttributes *attributes)
{
  SchRecord *record = data;
  SchAttributes *old = record->attributes;

  record->attributes = sch_attributes_ref (attributes);
  sch_attributes_unref (old);
}

/**
 * sch_record_stamp:
 * @by: who changes it
 * @now_seconds: since 1970 UTC
 *
 * Says who changed the record and when; a new record gets the same time of creation.
 */
void
sch_record_stamp (gpointer data, const char *by, gint64 now_seconds)
{
  SchRecord *record = data;

  record->by = by != NULL ? g_intern_string (by) : NULL;
  if (record->created == 0)
    record->created = now_seconds;
  record->modified = now_seconds;
}

/**
 * sch_time_to_string:
 *
 * Returns: (transfer full): RFC 3339 in UTC with whole seconds
 */
char *
sch_time_to_string (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  if (time == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

/**
 * sch_time_from_string:
 *
 * Returns: whether @string is exactly what sch_time_to_string() would write for @seconds; other
 *   forms of a time are left to the caller to keep as they are
 */
gboolean
sch_time_from_string (const char *string, gint64 *seconds)
{
  static const char pattern[] = "dddd-dd-ddTdd:dd:ddZ";
  struct tm parts = { 0 };
  int *const fields[] = { &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                          &parts.tm_hour, &parts.tm_min, &parts.tm_sec };
  guint field = 0;
  g_autofree char *again = NULL;

  for (guint i = 0; i < sizeof pattern; i++)
    {
      if (pattern[i] == 'd' && g_ascii_isdigit (string[i]))
        *fields[field] = *fields[field] * 10 + (string[i] - '0');
      else if (pattern[i] != 'd' && pattern[i] == string[i])
        field++;
      else
        return FALSE;
    }
  parts.tm_year -= 1900;
  parts.tm_mon -= 1;
  *seconds = timegm (&parts);
  /* A day or an hour that there is not comes out as another one. */
  again = sch_time_to_string (*seconds);
  return *seconds != 0 && strcmp (again, string) == 0;
}
