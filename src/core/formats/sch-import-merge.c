/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an imported document changes in the corpus, as edits: each record is compared with the one
 * that has its id, and only what differs is edited. What the source does not say (who made it and
 * when, what its format cannot carry) stays as it is. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-derive.h"
#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-import-private.h"
#include "sch-native-files.h"
#include "sch-store.h"

/* One document on its way in. @ids: source id -> id; @places: "label start-end..." -> SchSpan; @given:
 * values that might be derived and are in the source */
typedef struct
{
  SchImport *import;
  SchFormatDocument *document;
  SchLayerDocument *existing; /* (nullable) */
  SchEditGroup *group;
  GHashTable *ids;
  GHashTable *clusters;
  GHashTable *places;
  GHashTable *taken; /* ids that this document has got */
  GHashTable *given;
} Merge;

static void
count (Merge *self, SchCountType type, SchCountColumn column)
{
  sch_report_count (self->import->report, type, column, 1);
}

/* --- Ids --- */

static void
note_owner (GHashTable *owners, const char *id, const char *path)
{
  g_hash_table_insert (owners, g_strdup (id), g_strdup (path));
}

static void
note_layer_document (SchImport *import, GHashTable *owners, const char *layer, const char *path)
{
  gboolean loaded = sch_corpus_peek_layer_document (import->corpus, layer, path) != NULL;
  SchLayerDocument *document = sch_corpus_get_layer_document (import->corpus, layer, path, NULL);
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GPtrArray) relations = NULL;

  if (document == NULL)
    return;
  spans = sch_layer_document_list_spans (document);
  relations = sch_layer_document_list_relations (document);
  for (guint i = 0; i < spans->len; i++)
    note_owner (owners, ((SchRecord *) g_ptr_array_index (spans, i))->id, path);
  for (guint i = 0; i < relations->len; i++)
    note_owner (owners, ((SchRecord *) g_ptr_array_index (relations, i))->id, path);
  if (!loaded)
    sch_corpus_unload_layer_document (import->corpus, layer, path);
}

/* Which document of the layer has an id; ids are unique within a layer. */
static GHashTable *
get_owners (SchImport *import, const char *layer)
{
  GHashTable *owners = g_hash_table_lookup (import->owner_of_id, layer);
  g_auto (GStrv) paths = NULL;

  if (owners != NULL)
    return owners;
  owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (import->owner_of_id, g_strdup (layer), owners);
  paths = sch_corpus_list_layer_paths (import->corpus, layer);
  for (guint i = 0; paths[i] != NULL; i++)
    note_layer_document (import, owners, layer, paths[i]);
  return owners;
}

/* The source's id where it is valid and free in the layer, else one made of it. */
static char *
make_id (Merge *self, const char *kind, const char *source_id)
{
  const char *layer = self->document->layer;
  const char *path = self->document->path;
  GHashTable *owners = get_owners (self->import, layer);
  const char *owner = g_hash_table_lookup (owners, source_id);
  char *id = NULL;

  if (sch_id_is_valid (source_id) && (owner == NULL || strcmp (owner, path) == 0) &&
      !g_hash_table_contains (self->taken, source_id))
    id = g_strdup (source_id);
  for (guint ordinal = 0; id == NULL; ordinal++)
    {
      g_autofree char *number = g_strdup_printf ("%s%u", kind, ordinal);
      const char *parts[] = { layer, path, source_id, number, NULL };

      id = sch_id_from_parts (parts);
      if (g_hash_table_contains (self->taken, id))
        g_clear_pointer (&id, g_free);
    }
  g_hash_table_add (self->taken, g_strdup (id));
  note_owner (owners, id, path);
  return id;
}

/* --- Records --- */

static void
add_edit (Merge *self, SchRecordType type, SchCountType counted, gpointer before, gpointer after)
{
  gboolean in_document = type == SCH_RECORD_SPAN || type == SCH_RECORD_RELATION;

  if (before != NULL && sch_record_equal (before, after))
    {
      count (self, counted, SCH_COUNT_UNCHANGED);
      return;
    }
  count (self, counted, SCH_COUNT_IMPORTED);
  sch_edit_group_add (self->group, type, self->document->layer,
                      in_document ? self->document->path : NULL, before, after);
}

static void
keep_string (char **to, const char *from)
{
  if (*to == NULL || **to == '\0')
    {
      g_free (*to);
      *to = g_strdup (from);
    }
}

/* Takes over what the source does not say. */
static void
keep_record (Merge *self, SchRecord *record, const SchRecord *existing)
{
  guint lacks = self->import->format->lacks;

  if (record->origin == SCH_ORIGIN_IMPORT)
    record->origin = existing->origin;
  if (record->created == 0)
    record->created = existing->created;
  if (record->modified == 0)
    record->modified = existing->modified;
  if (record->by == NULL && existing->by != NULL)
    record->by = existing->by;
  if (lacks & SCH_LACKS_ATTRIBUTES && record->attributes == NULL && existing->attributes != NULL)
    record->attributes = sch_attributes_ref (existing->attributes);
  if (lacks & SCH_LACKS_NOTES)
    keep_string (&record->note, existing->note);
  if (!(lacks & SCH_LACKS_PROVENANCE))
    return;
  record->state = existing->state;
  record->score = existing->score;
  keep_string (&record->suggested_by, existing->suggested_by);
  keep_string (&record->confirmed, existing->confirmed);
  keep_string (&record->extra, existing->extra);
}

static char *
dup_place (const SchSpan *span)
{
  GString *place = g_string_new (span->label);

  for (guint i = 0; i < span->n_ranges; i++)
    g_string_append_printf (place, " %u-%u", span->ranges[i].start, span->ranges[i].end);
  return g_string_free (place, FALSE);
}

static void
index_places (Merge *self)
{
  g_autoptr (GPtrArray) spans = NULL;

  if (self->existing == NULL)
    return;
  spans = sch_layer_document_list_spans (self->existing);
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      g_hash_table_insert (self->places, dup_place (span), sch_record_ref (span));
    }
}

/* FALSE: the map says to leave the span out. */
static gboolean
set_label (Merge *self, SchSpan *span)
{
  SchScheme *scheme = sch_corpus_get_scheme (self->import->corpus);
  const char *label = sch_label_map_find (self->import->options.map, scheme, span->label);
  g_autofree char *message = NULL;

  if (*label == '\0')
    {
      sch_report_add (self->import->report, SCH_REPORT_SELECTION,
                      _ ("spans left out by the map of labels"), self->import->file_name,
                      self->document->line, 1, span->label);
      return FALSE;
    }
  if (strcmp (label, span->label) != 0)
    {
      g_autofree char *copy = g_strdup (label);

      sch_span_set_label (span, copy);
    }
  if (sch_scheme_get_label (scheme, span->label) == NULL)
    {
      message = g_strdup_printf (
          _ ("the scheme has no label “%s”; its spans are kept as they are. Add the label to the "
             "scheme, or give its name here with --map"),
          span->label);
      sch_report_add (self->import->report, SCH_REPORT_NOTE, message, NULL, 0, 1, NULL);
    }
  return TRUE;
}

static const char *
map_cluster (Merge *self, const char *source_id)
{
  const char *known = g_hash_table_lookup (self->clusters, source_id);
  const char *parts[] = { self->document->layer, "cluster", source_id, NULL };
  char *id;

  if (known != NULL)
    return known;
  id = sch_id_is_valid (source_id) ? g_strdup (source_id) : sch_id_from_parts (parts);
  g_hash_table_insert (self->clusters, g_strdup (source_id), id);
  return id;
}

static void
map_clusters (Merge *self, SchSpan *span)
{
  g_autoptr (GPtrArray) mapped = NULL;

  if (span->clusters == NULL)
    return;
  mapped = g_ptr_array_new ();
  for (guint i = 0; span->clusters[i] != NULL; i++)
    if (*span->clusters[i] != '\0')
      g_ptr_array_add (mapped, g_strdup (map_cluster (self, span->clusters[i])));
  g_ptr_array_add (mapped, NULL);
  sch_span_set_clusters (span, (const char *const *) mapped->pdata);
  g_strfreev ((char **) g_ptr_array_free (g_steal_pointer (&mapped), FALSE));
}

static void
keep_span (Merge *self, SchSpan *span, const SchSpan *existing)
{
  keep_record (self, &span->record, &existing->record);
  if (self->import->format->lacks & SCH_LACKS_CLUSTERS)
    sch_span_set_clusters (span, (const char *const *) existing->clusters);
  if (self->import->format->lacks & SCH_LACKS_PROVENANCE)
    {
      span->doubt = existing->doubt;
      g_strfreev (span->set);
      span->set = g_strdupv (existing->set);
    }
}

/* The next attribute of the span's label that may be derived. */
static const SchAttribute *
next_derived (Merge *self, const SchSpan *span, guint *i)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (self->import->corpus),
                                                span->label);

  while (label != NULL && *i < label->attributes->len)
    {
      const SchAttribute *attribute = g_ptr_array_index (label->attributes, (*i)++);

      if (attribute->derive != NULL)
        return attribute;
    }
  return NULL;
}

static void
note_given (Merge *self, const SchSpan *span)
{
  const SchAttribute *attribute;

  for (guint i = 0; (attribute = next_derived (self, span, &i)) != NULL;)
    if (sch_attributes_get_json (span->record.attributes, attribute->id) != NULL)
      g_hash_table_add (self->given, sch_annotate_dup_given_key (span->record.id, attribute->id));
}

/* A value that the source does not give stays as it is, and may follow what changes; one that it gives
 * as it is here stays whose it is. */
static void
keep_derived (Merge *self, SchSpan *span, const SchSpan *existing)
{
  const SchAttribute *attribute;

  if (strcmp (span->label, existing->label) != 0)
    return;
  for (guint i = 0; (attribute = next_derived (self, span, &i)) != NULL;)
    {
      const char *given = sch_attributes_get_json (span->record.attributes, attribute->id);
      const char *there = sch_attributes_get_json (existing->record.attributes, attribute->id);
      g_autoptr (SchAttributes) values = NULL;

      if (there == NULL || sch_annotate_is_set (span, attribute->id) ||
          (given != NULL && strcmp (given, there) != 0))
        continue;
      values = sch_attributes_with_json (span->record.attributes, attribute->id, there);
      sch_record_set_attributes (span, values);
      if (sch_annotate_is_set (existing, attribute->id))
        sch_annotate_mark_set (span, attribute->id, TRUE);
    }
}

static void
merge_span (Merge *self, SchSpan *source)
{
  g_autoptr (SchSpan) span = sch_record_copy (source);
  g_autofree char *source_id = g_strdup (source->record.id);
  g_autofree char *place = NULL;
  g_autofree char *id = NULL;
  SchSpan *existing;

  if (!set_label (self, span))
    {
      count (self, SCH_COUNT_SPANS, SCH_COUNT_DROPPED);
      return;
    }
  place = dup_place (span);
  existing = *source_id == '\0' ? g_hash_table_lookup (self->places, place) : NULL;
  if (existing != NULL && !g_hash_table_contains (self->taken, existing->record.id))
    {
      id = g_strdup (existing->record.id);
      g_hash_table_add (self->taken, g_strdup (id));
    }
  else
    {
      id = make_id (self, "", *source_id != '\0' ? source_id : place);
      existing = self->existing != NULL ? sch_layer_document_get_span (self->existing, id) : NULL;
    }
  if (*source_id != '\0' && !g_hash_table_contains (self->ids, source_id))
    g_hash_table_insert (self->ids, g_steal_pointer (&source_id), g_strdup (id));
  sch_record_set_id (span, id);
  map_clusters (self, span);
  note_given (self, span);
  if (existing != NULL)
    {
      keep_span (self, span, existing);
      keep_derived (self, span, existing);
    }
  g_clear_pointer (&span->text, g_free);
  add_edit (self, SCH_RECORD_SPAN, SCH_COUNT_SPANS, existing, span);
}

static void
merge_relation (Merge *self, SchRelation *source)
{
  g_autoptr (SchRelation) relation = sch_record_copy (source);
  const char *from = g_hash_table_lookup (self->ids, source->from);
  const char *to = g_hash_table_lookup (self->ids, source->to);
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;
  SchRelation *existing = NULL;

  if (from == NULL || to == NULL)
    {
      sch_report_add (self->import->report, SCH_REPORT_DROPPED,
                      _ ("relations whose spans are not there"), self->import->file_name,
                      self->document->line, 1, from == NULL ? source->from : source->to);
      count (self, SCH_COUNT_RELATIONS, SCH_COUNT_DROPPED);
      return;
    }
  key = *source->record.id != '\0'
            ? g_strdup (source->record.id)
            : g_strdup_printf ("%s %s %s", source->type, source->from, source->to);
  id = make_id (self, "r", key);
  g_free (relation->from);
  relation->from = g_strdup (from);
  g_free (relation->to);
  relation->to = g_strdup (to);
  sch_record_set_id (relation, id);
  if (relation->record.origin == SCH_ORIGIN_MANUAL)
    relation->record.origin = SCH_ORIGIN_IMPORT;
  if (self->existing != NULL)
    existing = sch_layer_document_get_relation (self->existing, id);
  if (existing != NULL)
    keep_record (self, &relation->record, &existing->record);
  add_edit (self, SCH_RECORD_RELATION, SCH_COUNT_RELATIONS, existing, relation);
}

/* --- Clusters --- */

static gboolean
is_made (Merge *self, const char *id)
{
  g_autofree char *key = g_strconcat (self->document->layer, "\n", id, NULL);

  return !g_hash_table_add (self->import->made, g_steal_pointer (&key));
}

static void
merge_cluster (Merge *self, SchCluster *source)
{
  g_autoptr (SchCluster) cluster = sch_record_copy (source);
  g_autofree char *id = g_strdup (map_cluster (self, source->record.id));
  SchCluster *existing = sch_corpus_get_cluster (self->import->corpus, self->document->layer, id);

  /* The same cluster stands in each document that has members of it. */
  if (is_made (self, id))
    return;
  count (self, SCH_COUNT_CLUSTERS, SCH_COUNT_READ);
  sch_record_set_id (cluster, id);
  if (cluster->record.origin == SCH_ORIGIN_MANUAL)
    cluster->record.origin = SCH_ORIGIN_IMPORT;
  if (existing != NULL)
    {
      keep_record (self, &cluster->record, &existing->record);
      keep_string (&cluster->kind, existing->kind);
      keep_string (&cluster->label, existing->label);
    }
  add_edit (self, SCH_RECORD_CLUSTER, SCH_COUNT_CLUSTERS, existing, cluster);
}

/* A cluster that the source only names: called by the text of its first span. */
static void
ensure_cluster (Merge *self, const SchSpan *span, const char *source_id)
{
  const char *id = map_cluster (self, source_id);
  SchScheme *scheme = sch_corpus_get_scheme (self->import->corpus);
  const char *kind = sch_format_document_get_kind (self->document, span->label);
  const char *label = sch_label_map_find (self->import->options.map, scheme, span->label);
  g_autofree char *name = NULL;
  g_autoptr (SchCluster) cluster = NULL;

  if (is_made (self, id))
    return;
  count (self, SCH_COUNT_CLUSTERS, SCH_COUNT_READ);
  if (sch_corpus_get_cluster (self->import->corpus, self->document->layer, id) != NULL)
    {
      count (self, SCH_COUNT_CLUSTERS, SCH_COUNT_UNCHANGED);
      return;
    }
  name = sch_span_dup_covered (span, self->document->text);
  if (*kind == '\0' || sch_scheme_get_label (scheme, label) != NULL)
    kind = sch_kind_to_string (sch_scheme_get_kind (scheme, label));
  cluster = sch_cluster_new (id, kind, name);
  cluster->record.origin = SCH_ORIGIN_IMPORT;
  add_edit (self, SCH_RECORD_CLUSTER, SCH_COUNT_CLUSTERS, NULL, cluster);
}

static void
merge_links (Merge *self)
{
  g_autoptr (GPtrArray)
      there = sch_corpus_list_cluster_links (self->import->corpus, self->document->layer);

  for (guint i = 0; i < self->document->links->len; i++)
    {
      g_autoptr (SchRelation) link = sch_record_copy (g_ptr_array_index (self->document->links, i));
      SchRelation *existing = NULL;
      g_autofree char *from = g_strdup (map_cluster (self, link->from));
      g_autofree char *to = g_strdup (map_cluster (self, link->to));
      const char *parts[] = { self->document->layer, "link", link->type, from, to, NULL };

      if (link->record.origin == SCH_ORIGIN_MANUAL)
        link->record.origin = SCH_ORIGIN_IMPORT;
      if (!sch_id_is_valid (link->record.id))
        {
          g_autofree char *id = sch_id_from_parts (parts);

          sch_record_set_id (link, id);
        }
      g_free (link->from);
      link->from = g_steal_pointer (&from);
      g_free (link->to);
      link->to = g_steal_pointer (&to);
      if (is_made (self, link->record.id))
        continue;
      for (guint k = 0; existing == NULL && k < there->len; k++)
        if (strcmp (((SchRecord *) g_ptr_array_index (there, k))->id, link->record.id) == 0)
          existing = g_ptr_array_index (there, k);
      if (existing != NULL)
        keep_record (self, &link->record, &existing->record);
      if (existing == NULL || !sch_record_equal (existing, link))
        sch_edit_group_add (self->group, SCH_RECORD_LINK, self->document->layer, NULL, existing,
                            link);
    }
}

static void
merge_clusters (Merge *self)
{
  for (guint i = 0; i < self->document->clusters->len; i++)
    merge_cluster (self, g_ptr_array_index (self->document->clusters, i));
  for (guint i = 0; i < self->document->spans->len; i++)
    {
      const SchSpan *span = g_ptr_array_index (self->document->spans, i);

      for (guint c = 0; span->clusters != NULL && span->clusters[c] != NULL; c++)
        if (*span->clusters[c] != '\0')
          ensure_cluster (self, span, span->clusters[c]);
    }
  merge_links (self);
}

/* --- Documents and layers --- */

static void
merge_state (Merge *self)
{
  g_autoptr (SchState) initial = sch_state_new (self->document->path);
  SchState *existing = self->existing != NULL ? sch_layer_document_get_state (self->existing)
                                              : initial;
  SchState *source = self->document->state;
  g_autoptr (SchState) state = NULL;
  SchAttributes *attributes;

  if (source == NULL)
    return;
  state = sch_record_copy (existing);
  state->status = source->status;
  if (source->record.note != NULL)
    sch_record_set_note (state, source->record.note);
  for (guint i = 0; i < sch_attributes_get_size (source->record.attributes); i++)
    {
      attributes = sch_attributes_with_json (state->record.attributes,
                                             sch_attributes_get_key (source->record.attributes, i),
                                             sch_attributes_get_json_at (source->record.attributes,
                                                                         i));
      sch_record_set_attributes (state, attributes);
      sch_attributes_unref (attributes);
    }
  for (guint i = 0; i < source->ignored->len; i++)
    if (!g_ptr_array_find_with_equal_func (state->ignored, g_ptr_array_index (source->ignored, i),
                                           g_str_equal, NULL))
      g_ptr_array_add (state->ignored, g_strdup (g_ptr_array_index (source->ignored, i)));
  if (!sch_record_equal (existing, state))
    sch_edit_group_add (self->group, SCH_RECORD_STATE, self->document->layer, self->document->path,
                        existing, state);
}

static gboolean
merge_metadata (Merge *self, GError **error)
{
  SchDocument *document = sch_corpus_find_document (self->import->corpus, self->document->path);
  SchTree *existing = document != NULL ? sch_document_get_metadata (document) : NULL;
  g_autoptr (JsonNode) source = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (SchTree) merged = NULL;
  JsonObject *object;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (self->document->metadata == NULL)
    return TRUE;
  source = json_from_string (self->document->metadata, error);
  if (source == NULL)
    return FALSE;
  root = json_node_new (JSON_NODE_OBJECT);
  object = json_object_new ();
  json_node_take_object (root, object);
  json_object_set_string_member (object, "path", self->document->path);
  if (existing != NULL)
    {
      json_object_iter_init (&iter, json_node_get_object (existing->node));
      while (json_object_iter_next (&iter, &name, &value))
        json_object_set_member (object, name, json_node_copy (value));
    }
  json_object_iter_init (&iter, json_node_get_object (source));
  while (json_object_iter_next (&iter, &name, &value))
    if (strcmp (name, "path") != 0)
      json_object_set_member (object, name, json_node_copy (value));
  merged = sch_tree_new (SCH_RECORD_METADATA, self->document->path, root);
  if (existing == NULL || !sch_record_equal (existing, merged))
    sch_edit_group_add (self->group, SCH_RECORD_METADATA, NULL, NULL, existing, merged);
  return TRUE;
}

/* The first annotations of a layer bring its layer.json. */
static gboolean
ensure_layer (Merge *self, GError **error)
{
  const char *layer = self->document->layer;
  g_auto (GStrv) there = NULL;
  g_autofree char *json = NULL;
  g_autoptr (SchTree) tree = NULL;

  there = sch_corpus_list_layers (self->import->corpus);
  if (g_strv_contains ((const char *const *) there, layer) &&
      sch_corpus_get_layer_info (self->import->corpus, layer) != NULL)
    return TRUE;
  if (!g_hash_table_add (self->import->made, g_strdup (layer)))
    return TRUE;
  json = g_strdup_printf (
      "{\"format\": \"scholiast-layer\", \"version\": %d, \"annotator\": \"%s\", "
      "\"role\": \"%s\"}",
      SCH_FILE_VERSION, layer, strcmp (layer, "suggestions") == 0 ? "suggestions" : "imported");
  tree = sch_native_read_tree (SCH_RECORD_LAYER, layer, json, strlen (json), layer, error);
  if (tree == NULL)
    return FALSE;
  sch_edit_group_add (self->group, SCH_RECORD_LAYER, layer, NULL, NULL, tree);
  return TRUE;
}

gboolean
sch_import_peek_existing (SchImport *self, SchFormatDocument *document, SchLayerDocument **existing,
                          GError **error)
{
  const char *reason;

  *existing = NULL;
  if (sch_corpus_find_document (self->corpus, document->path) == NULL)
    return TRUE;
  *existing = sch_corpus_get_layer_document (self->corpus, document->layer, document->path, error);
  if (*existing == NULL)
    return FALSE;
  reason = sch_corpus_get_layer_read_only_reason (self->corpus, document->layer, document->path);
  if (reason == NULL || (self->options.dry_run &&
                         g_strcmp0 (reason, sch_corpus_get_read_only_reason (self->corpus)) == 0))
    return TRUE;
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, reason);
  return FALSE;
}

/* What the source leaves open and the text tells; of a document that is there, which in a dry run a new
 * one is not. */
static void
derive (Merge *self)
{
  const SchAnnotator who = { .corpus = self->import->corpus, .document = self->existing };

  if (self->existing != NULL)
    sch_annotate_put_imported (&who, self->group, self->given);
}

static void
clear_merge (Merge *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->clusters);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->given);
}

gboolean
sch_import_merge (SchImport *self, SchFormatDocument *document, SchEditGroup *group, GError **error)
{
  Merge merge = { .import = self, .document = document, .group = group };
  guint before = group->edits->len;
  gboolean good;

  if (!sch_layer_name_is_valid (document->layer))
    {
      g_set_error (
          error, SCH_ERROR, SCH_ERROR_INVALID,
          _ ("“%s” cannot be a layer's name: use lower-case letters, digits, “.”, “_” and “-”"),
          document->layer);
      return FALSE;
    }
  if (!sch_import_peek_existing (self, document, &merge.existing, error))
    return FALSE;
  merge.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  merge.clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  merge.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sch_record_unref);
  merge.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  merge.given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index_places (&merge);
  good = ensure_layer (&merge, error);
  if (good)
    {
      merge_clusters (&merge);
      for (guint i = 0; i < document->spans->len; i++)
        merge_span (&merge, g_ptr_array_index (document->spans, i));
      for (guint i = 0; i < document->relations->len; i++)
        merge_relation (&merge, g_ptr_array_index (document->relations, i));
      merge_state (&merge);
      good = merge_metadata (&merge, error);
      if (good)
        derive (&merge);
    }
  sch_report_count (self->report, SCH_COUNT_DOCUMENTS,
                    group->edits->len > before || merge.existing == NULL ? SCH_COUNT_IMPORTED
                                                                         : SCH_COUNT_UNCHANGED,
                    1);
  clear_merge (&merge);
  return good;
}
