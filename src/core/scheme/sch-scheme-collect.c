/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change of the scheme does to the annotations of one layer document, as edits: one bulk edit
 * for each field and pair of values, whole records for what goes. */

#include "config.h"

#include "sch-scheme-collect.h"

#include <string.h>

static void
free_collected (gpointer data)
{
  SchEdit *edit = data;

  g_free (edit->layer);
  g_free (edit->path);
  sch_record_unref (edit->before);
  sch_record_unref (edit->after);
  g_free (edit);
}

static void
free_item (gpointer data)
{
  SchCollectItem *item = data;

  g_free (item->layer_name);
  g_free (item->path);
  g_clear_pointer (&item->content, sch_layer_content_free);
  g_clear_pointer (&item->away, sch_away_document_free);
  g_clear_pointer (&item->edits, g_ptr_array_unref);
  g_clear_error (&item->error);
  g_free (item);
}

/* A picture of now: from the model, or what a thread needs to read the file. */
static void
take_picture (SchCorpus *self, SchCollectItem *item)
{
  SchLayerDocument *document = g_hash_table_lookup (item->layer->documents, item->path);
  g_autofree char *name = sch_corpus_dup_layer_document_file (self, item->layer_name, item->path);

  g_clear_pointer (&item->content, sch_layer_content_free);
  g_clear_pointer (&item->away, sch_away_document_free);
  item->dirty_seq = sch_corpus_get_file (self, name)->dirty_seq;
  if (document != NULL)
    item->content = sch_layer_document_dup_content (document);
  else
    item->away = sch_away_document_new (self, item->layer, item->path);
}

GPtrArray *
sch_collect_list_items (SchCorpus *self, const char *only)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (free_item);
  g_auto (GStrv) layers = sch_corpus_list_layers (self);

  for (guint i = 0; layers[i] != NULL; i++)
    {
      SchLayer *layer = sch_corpus_get_layer (self, layers[i]);
      g_auto (GStrv) paths = sch_corpus_list_layer_paths (self, layers[i]);

      if (only != NULL && strcmp (only, layers[i]) != 0)
        continue;
      for (guint k = 0; paths[k] != NULL; k++)
        {
          SchCollectItem *item = g_new0 (SchCollectItem, 1);
          const char *reason = sch_corpus_get_layer_read_only_reason (self, layers[i], paths[k]);

          item->layer = layer;
          item->layer_name = g_strdup (layers[i]);
          item->path = g_strdup (paths[k]);
          if (reason != NULL)
            item->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_READ_ONLY, reason);
          else
            take_picture (self, item);
          g_ptr_array_add (items, item);
        }
    }
  return items;
}

SchLayerContent *
sch_collect_read (SchCollectItem *item, gboolean with_text, GError **error)
{
  SchLayerContent *content;

  if (item->content != NULL)
    return g_steal_pointer (&item->content);
  content = sch_away_document_read (item->away, with_text, &item->state, error);
  item->read = content != NULL;
  return content;
}

/* --- From records to edits --- */

typedef struct
{
  SchCollectItem *item;
  GHashTable *bulks; /* field and both values -> Bulk */
  GPtrArray *order;  /* of Bulk, as they were first met */
} Collector;

typedef struct
{
  gboolean of_relations;
  char *attribute;
  char *before;
  char *after;
  GString *ids;
} Bulk;

static void
free_bulk (gpointer data)
{
  Bulk *bulk = data;

  g_free (bulk->attribute);
  g_free (bulk->before);
  g_free (bulk->after);
  g_string_free (bulk->ids, TRUE);
  g_free (bulk);
}

static void
add_edit (SchCollectItem *item, SchRecordType type, gpointer before, gpointer after)
{
  SchEdit *edit = g_new (SchEdit, 1);

  *edit = (SchEdit){ type, g_strdup (item->layer_name), g_strdup (item->path),
                     sch_record_ref (before), sch_record_ref (after) };
  g_ptr_array_add (item->edits, edit);
}

/* @before, @after: (nullable) */
static void
add_to_bulk (Collector *collector, const SchRecord *record, const char *attribute,
             const char *before, const char *after)
{
  gboolean of_relations = record->type == SCH_RECORD_RELATION;
  g_autofree char *key = g_strdup_printf ("%d\n%s\n%s\n%s", of_relations,
                                          attribute != NULL ? attribute : "",
                                          before != NULL ? before : "", after != NULL ? after : "");
  Bulk *bulk = g_hash_table_lookup (collector->bulks, key);

  if (bulk == NULL)
    {
      bulk = g_new0 (Bulk, 1);
      bulk->of_relations = of_relations;
      bulk->attribute = g_strdup (attribute);
      bulk->before = g_strdup (before);
      bulk->after = g_strdup (after);
      bulk->ids = g_string_new (NULL);
      g_ptr_array_add (collector->order, bulk);
      g_hash_table_insert (collector->bulks, g_steal_pointer (&key), bulk);
    }
  if (bulk->ids->len > 0)
    g_string_append_c (bulk->ids, ' ');
  g_string_append (bulk->ids, record->id);
}

static void
compare_attributes (Collector *collector, const SchRecord *before, const SchRecord *after)
{
  for (guint i = 0; i < sch_attributes_get_size (before->attributes); i++)
    {
      const char *key = sch_attributes_get_key (before->attributes, i);
      const char *old = sch_attributes_get_json_at (before->attributes, i);
      const char *new = sch_attributes_get_json (after->attributes, key);

      if (g_strcmp0 (old, new) != 0)
        add_to_bulk (collector, before, key, old, new);
    }
}

static void
compare_record (Collector *collector, SchRecord *before, SchRecord *after)
{
  const char *old = before->type == SCH_RECORD_SPAN ? ((SchSpan *) before)->label
                                                    : ((SchRelation *) before)->type;
  const char *new = before->type == SCH_RECORD_SPAN ? ((SchSpan *) after)->label
                                                    : ((SchRelation *) after)->type;

  if (strcmp (old, new) != 0)
    add_to_bulk (collector, before, NULL, old, new);
  compare_attributes (collector, before, after);
}

/* @gone: ids of spans that go */
static void
collect_relations (Collector *collector, SchLayerContent *content, SchSchemeChanges *changes,
                   GHashTable *gone)
{
  SchCollectItem *item = collector->item;

  for (guint i = 0; i < content->relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (content->relations, i);
      g_autoptr (SchRelation) mapped = sch_scheme_changes_map (changes, relation);

      if (mapped == relation && !g_hash_table_contains (gone, relation->from) &&
          !g_hash_table_contains (gone, relation->to))
        continue;
      item->n_concerned++;
      if (mapped == NULL || g_hash_table_contains (gone, relation->from) ||
          g_hash_table_contains (gone, relation->to))
        add_edit (item, SCH_RECORD_RELATION, relation, NULL);
      else
        compare_record (collector, &relation->record, &mapped->record);
    }
}

static void
collect_spans (Collector *collector, SchLayerContent *content, SchSchemeChanges *changes,
               GPtrArray *removed, GHashTable *gone)
{
  for (guint i = 0; i < content->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (content->spans, i);
      g_autoptr (SchSpan) mapped = sch_scheme_changes_map (changes, span);

      if (mapped == span)
        continue;
      collector->item->n_concerned++;
      if (mapped != NULL)
        {
          compare_record (collector, &span->record, &mapped->record);
          continue;
        }
      g_ptr_array_add (removed, span);
      g_hash_table_add (gone, span->record.id);
    }
}

static void
collect_whole (SchCollectItem *item, SchRecordType type, gpointer record, SchSchemeChanges *changes)
{
  gpointer mapped = sch_scheme_changes_map (changes, record);

  if (mapped != record)
    {
      item->n_concerned++;
      add_edit (item, type, record, mapped);
    }
  sch_record_unref (mapped);
}

static void
add_bulk_edits (Collector *collector)
{
  for (guint i = 0; i < collector->order->len; i++)
    {
      const Bulk *bulk = g_ptr_array_index (collector->order, i);
      g_autoptr (GRefString) ids = g_ref_string_new_len (bulk->ids->str, bulk->ids->len);
      g_autoptr (SchBulk)
          before = sch_bulk_new (bulk->of_relations, bulk->attribute, bulk->before, ids);
      g_autoptr (SchBulk)
          after = sch_bulk_new (bulk->of_relations, bulk->attribute, bulk->after, ids);

      add_edit (collector->item, SCH_RECORD_BULK, before, after);
    }
}

/* Relations go before the spans that they join, so that undo brings the spans back first. */
static void
collect (SchCollectItem *item, SchLayerContent *content, SchSchemeChanges *changes)
{
  g_autoptr (GHashTable) bulks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (free_bulk);
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  Collector collector = { item, bulks, order };

  g_clear_pointer (&item->edits, g_ptr_array_unref);
  item->edits = g_ptr_array_new_with_free_func (free_collected);
  item->n_concerned = 0;
  collect_spans (&collector, content, changes, removed, gone);
  collect_relations (&collector, content, changes, gone);
  for (guint i = 0; i < removed->len; i++)
    add_edit (item, SCH_RECORD_SPAN, g_ptr_array_index (removed, i), NULL);
  add_bulk_edits (&collector);
  collect_whole (item, SCH_RECORD_STATE, content->state, changes);
  for (guint i = 0; i < content->orphans->len; i++)
    collect_whole (item, SCH_RECORD_ORPHAN, g_ptr_array_index (content->orphans, i), changes);
}

void
sch_collect_run (SchCollectItem *item, SchSchemeChanges *changes)
{
  g_autoptr (SchLayerContent) content = NULL;

  if (item->error != NULL)
    return;
  content = sch_collect_read (item, sch_scheme_changes_remove_spans (changes), &item->error);
  if (content != NULL)
    collect (item, content, changes);
}

void
sch_collect_refresh (SchCorpus *self, SchCollectItem *item, SchSchemeChanges *changes)
{
  g_autofree char *name = sch_corpus_dup_layer_document_file (self, item->layer_name, item->path);
  SchCorpusFile *file = sch_corpus_get_file (self, name);

  if (item->error != NULL)
    return;
  if (file->dirty_seq != item->dirty_seq ||
      g_hash_table_contains (item->layer->documents, item->path))
    {
      take_picture (self, item);
      sch_collect_run (item, changes);
    }
  else if (!file->known && item->read)
    {
      file->state = item->state;
      file->known = TRUE;
    }
}
