/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document's annotations in one layer, live. Invariants: the hash tables hold the same spans
 * as the index; every relation is in the adjacency list of both its ends (also where an end is
 * missing); label counts and doubts are those of the spans. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-layer-document-private.h"

struct _SchLayerDocument
{
  GObject parent_instance;

  SchLayerContent *content; /* all but spans, relations, orphans and state */
  SchSpanIndex *index;
  GHashTable *spans;          /* id -> SchSpan, key owned by the span */
  GHashTable *relations;      /* id -> SchRelation */
  GHashTable *relations_of;   /* span id (owned) -> GPtrArray of SchRelation */
  GHashTable *orphans;        /* id -> SchTree */
  GHashTable *cluster_counts; /* cluster id (owned) -> count of member spans */
  GHashTable *label_counts;   /* label (interned) -> count */
  GHashTable *items;          /* SchSpan -> its SchSpanItem while somebody holds it */
  SchState *state;
  guint n_doubts;
  gboolean text_differs;
};

enum
{
  SPANS_CHANGED,
  RECORD_CHANGED,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_SPAN_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return sch_span_index_get_n_spans (SCH_LAYER_DOCUMENT (model)->index);
}

static gpointer
get_item (GListModel *model, guint position)
{
  SchSpan *span = sch_span_index_get (SCH_LAYER_DOCUMENT (model)->index, position);

  return span != NULL ? sch_span_item_get_shared (span, SCH_LAYER_DOCUMENT (model)->items) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchLayerDocument, sch_layer_document, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
count_label (SchLayerDocument *self, const char *label, int change)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->label_counts, label)) + change;

  if (count == 0)
    g_hash_table_remove (self->label_counts, label);
  else
    g_hash_table_insert (self->label_counts, (gpointer) g_intern_string (label),
                         GUINT_TO_POINTER (count));
}

static void
add_adjacent (SchLayerDocument *self, const char *span_id, SchRelation *relation)
{
  GPtrArray *list = g_hash_table_lookup (self->relations_of, span_id);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->relations_of, g_strdup (span_id), list);
    }
  g_ptr_array_add (list, relation);
}

static void
remove_adjacent (SchLayerDocument *self, const char *span_id, SchRelation *relation)
{
  GPtrArray *list = g_hash_table_lookup (self->relations_of, span_id);

  if (list == NULL)
    return;
  g_ptr_array_remove (list, relation);
  if (list->len == 0)
    g_hash_table_remove (self->relations_of, span_id);
}

static void
add_relation (SchLayerDocument *self, SchRelation *relation)
{
  g_hash_table_insert (self->relations, relation->record.id, sch_record_ref (relation));
  add_adjacent (self, relation->from, relation);
  if (strcmp (relation->from, relation->to) != 0)
    add_adjacent (self, relation->to, relation);
}

static void
remove_relation (SchLayerDocument *self, SchRelation *relation)
{
  SchRelation *own = g_hash_table_lookup (self->relations, relation->record.id);

  if (own == NULL)
    return;
  remove_adjacent (self, own->from, own);
  if (strcmp (own->from, own->to) != 0)
    remove_adjacent (self, own->to, own);
  g_hash_table_remove (self->relations, relation->record.id);
}

static void
count_clusters (SchLayerDocument *self, SchSpan *span, int change)
{
  for (guint i = 0; span->clusters != NULL && span->clusters[i] != NULL; i++)
    {
      const char *id = span->clusters[i];
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->cluster_counts, id)) + change;

      if (count == 0)
        g_hash_table_remove (self->cluster_counts, id);
      else
        g_hash_table_insert (self->cluster_counts, g_strdup (id), GUINT_TO_POINTER (count));
    }
}

static void
count_span (SchLayerDocument *self, SchSpan *span, int change)
{
  count_label (self, span->label, change);
  count_clusters (self, span, change);
  if (span->doubt || span->record.state == SCH_STATE_DOUBTFUL)
    self->n_doubts += change;
}

/* Fills the live structures from the content's arrays and empties these. */
static void
index_content (SchLayerDocument *self)
{
  SchLayerContent *content = self->content;

  self->index = sch_span_index_new_sorted ((SchSpan *const *) content->spans->pdata,
                                           content->spans->len);
  for (guint i = 0; i < content->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (content->spans, i);

      g_hash_table_insert (self->spans, span->record.id, sch_record_ref (span));
      count_span (self, span, 1);
    }
  for (guint i = 0; i < content->relations->len; i++)
    add_relation (self, g_ptr_array_index (content->relations, i));
  for (guint i = 0; i < content->orphans->len; i++)
    {
      SchRecord *orphan = g_ptr_array_index (content->orphans, i);

      g_hash_table_insert (self->orphans, orphan->id, sch_record_ref (orphan));
    }
  self->state = sch_record_ref (content->state);
  g_ptr_array_set_size (content->spans, 0);
  g_ptr_array_set_size (content->relations, 0);
  g_ptr_array_set_size (content->orphans, 0);
}

static void
sch_layer_document_finalize (GObject *object)
{
  SchLayerDocument *self = SCH_LAYER_DOCUMENT (object);

  g_clear_pointer (&self->content, sch_layer_content_free);
  g_clear_pointer (&self->index, sch_span_index_free);
  g_clear_pointer (&self->relations_of, g_hash_table_unref);
  g_clear_pointer (&self->spans, g_hash_table_unref);
  g_clear_pointer (&self->relations, g_hash_table_unref);
  g_clear_pointer (&self->orphans, g_hash_table_unref);
  g_clear_pointer (&self->label_counts, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->cluster_counts, g_hash_table_unref);
  g_clear_pointer (&self->state, sch_record_unref);
  G_OBJECT_CLASS (sch_layer_document_parent_class)->finalize (object);
}

static void
sch_layer_document_class_init (SchLayerDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_layer_document_finalize;

  signals[SPANS_CHANGED] = g_signal_new ("spans-changed", SCH_TYPE_LAYER_DOCUMENT,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_UINT, G_TYPE_UINT);
  signals[RECORD_CHANGED] = g_signal_new ("record-changed", SCH_TYPE_LAYER_DOCUMENT,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                          G_TYPE_INT, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[RESET] = g_signal_new ("reset", SCH_TYPE_LAYER_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
sch_layer_document_init (SchLayerDocument *self)
{
  self->spans = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sch_record_unref);
  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sch_record_unref);
  self->relations_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) g_ptr_array_unref);
  self->orphans = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sch_record_unref);
  self->cluster_counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->label_counts = g_hash_table_new (g_str_hash, g_str_equal);
  self->items = g_hash_table_new (NULL, NULL);
}

SchLayerDocument *
sch_layer_document_new_from_content (SchLayerContent *content)
{
  SchLayerDocument *self = g_object_new (SCH_TYPE_LAYER_DOCUMENT, NULL);

  self->content = content;
  index_content (self);
  if (content->text != NULL && content->file_sha256[0] != '\0')
    {
      self->text_differs = strcmp (content->file_sha256, sch_text_get_sha256 (content->text)) != 0;
      if (!self->text_differs)
        content->file_sha256[0] = '\0';
    }
  return self;
}

/**
 * sch_layer_document_new:
 * @text: (nullable): the document's text
 *
 * Returns: (transfer full): an empty layer document
 */
SchLayerDocument *
sch_layer_document_new (const char *layer, const char *path, SchText *text)
{
  return sch_layer_document_new_from_content (sch_layer_content_new (layer, path, text));
}

SchLayerDocument *
sch_layer_document_new_from_json (const char *layer, const char *path, SchText *text, GBytes *json,
                                  const char *file_name, GError **error)
{
  g_autoptr (SchLayerContent) content = sch_layer_content_new (layer, path, text);

  if (!sch_layer_content_read (content, json, file_name, error))
    return NULL;
  return sch_layer_document_new_from_content (g_steal_pointer (&content));
}

const char *
sch_layer_document_get_layer (SchLayerDocument *self)
{
  return self->content->layer;
}

const char *
sch_layer_document_get_path (SchLayerDocument *self)
{
  return self->content->path;
}

void
sch_layer_document_set_path (SchLayerDocument *self, const char *path)
{
  SchState *state = sch_record_copy (self->state);

  g_free (self->content->path);
  self->content->path = g_strdup (path);
  sch_record_set_id (state, path);
  sch_record_unref (self->state);
  self->state = state;
}

SchText *
sch_layer_document_get_text (SchLayerDocument *self)
{
  return self->content->text;
}

gboolean
sch_layer_document_text_differs (SchLayerDocument *self)
{
  return self->text_differs;
}

guint
sch_layer_document_get_scheme_revision (SchLayerDocument *self)
{
  return self->content->scheme_revision;
}

SchSpanIndex *
sch_layer_document_get_index (SchLayerDocument *self)
{
  return self->index;
}

guint
sch_layer_document_get_n_spans (SchLayerDocument *self)
{
  return sch_span_index_get_n_spans (self->index);
}

SchSpan *
sch_layer_document_get_span (SchLayerDocument *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->spans, id) : NULL;
}

guint
sch_layer_document_count_label (SchLayerDocument *self, const char *label)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->label_counts, label));
}

/* (transfer container) (element-type utf8): the labels of its spans, interned, in no order */
GPtrArray *
sch_layer_document_list_labels (SchLayerDocument *self)
{
  GPtrArray *labels = g_ptr_array_sized_new (g_hash_table_size (self->label_counts));
  GHashTableIter iter;
  gpointer label;

  g_hash_table_iter_init (&iter, self->label_counts);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    g_ptr_array_add (labels, label);
  return labels;
}

/* Spans of this document that are in a cluster. */
guint
sch_layer_document_count_cluster (SchLayerDocument *self, const char *cluster)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->cluster_counts, cluster));
}

guint
sch_layer_document_count_doubts (SchLayerDocument *self)
{
  return self->n_doubts;
}

guint
sch_layer_document_get_n_relations (SchLayerDocument *self)
{
  return g_hash_table_size (self->relations);
}

SchRelation *
sch_layer_document_get_relation (SchLayerDocument *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->relations, id) : NULL;
}

GPtrArray *
sch_layer_document_get_relations_of (SchLayerDocument *self, const char *span_id)
{
  return span_id != NULL ? g_hash_table_lookup (self->relations_of, span_id) : NULL;
}

static gboolean
collect_first_range (SchSpan *span, const SchRange *range, gpointer data)
{
  if (range == &span->ranges[0])
    g_ptr_array_add (data, sch_record_ref (span));
  return TRUE;
}

GPtrArray *
sch_layer_document_list_relations (SchLayerDocument *self)
{
  return sch_record_list_table (self->relations);
}

/* The index gives them in order without sorting. */
GPtrArray *
sch_layer_document_list_spans (SchLayerDocument *self)
{
  guint n_spans = sch_span_index_get_n_spans (self->index);
  GPtrArray *spans = g_ptr_array_new_full (n_spans, sch_record_unref);

  sch_span_index_foreach (self->index, 0, G_MAXUINT, collect_first_range, spans);
  return spans;
}

SchState *
sch_layer_document_get_state (SchLayerDocument *self)
{
  return self->state;
}

SchStatus
sch_layer_document_get_status (SchLayerDocument *self)
{
  return self->state->status;
}

guint
sch_layer_document_get_n_orphans (SchLayerDocument *self)
{
  return g_hash_table_size (self->orphans);
}

GPtrArray *
sch_layer_document_list_orphans (SchLayerDocument *self)
{
  return sch_record_list_table (self->orphans);
}

gpointer
sch_layer_document_get_record (SchLayerDocument *self, SchRecordType type, const char *id)
{
  switch (type)
    {
    case SCH_RECORD_SPAN:
      return g_hash_table_lookup (self->spans, id);
    case SCH_RECORD_RELATION:
      return g_hash_table_lookup (self->relations, id);
    case SCH_RECORD_ORPHAN:
      return g_hash_table_lookup (self->orphans, id);
    case SCH_RECORD_STATE:
      return self->state;
    default:
      return NULL;
    }
}

static gboolean
check_ranges (SchLayerDocument *self, SchSpan *span, GError **error)
{
  SchText *text = self->content->text;

  if (text == NULL || self->text_differs ||
      sch_span_get_end (span) <= sch_text_get_char_count (text))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_RANGE,
               _ ("%s: the range %u–%u lies outside the text (%u characters)"), self->content->path,
               sch_span_get_start (span), sch_span_get_end (span), sch_text_get_char_count (text));
  return FALSE;
}

gboolean
sch_layer_document_check_record (SchLayerDocument *self, SchRecordType type, gpointer before,
                                 gpointer after, GError **error)
{
  const char *id = after != NULL ? ((SchRecord *) after)->id : ((SchRecord *) before)->id;
  gpointer current = sch_layer_document_get_record (self, type, id);

  if (type == SCH_RECORD_STATE && (before == NULL || after == NULL))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID, _ ("%s: a state cannot be made or removed"),
                   self->content->path);
      return FALSE;
    }
  if (before != NULL && after != NULL &&
      strcmp (((SchRecord *) before)->id, ((SchRecord *) after)->id) != 0)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID, _ ("%s: an edit must not change an id"),
                   id);
      return FALSE;
    }
  if (before == NULL &&
      (g_hash_table_contains (self->spans, id) || g_hash_table_contains (self->relations, id) ||
       g_hash_table_contains (self->orphans, id)))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS, _ ("%s: the id “%s” is there already"),
                   self->content->path, id);
      return FALSE;
    }
  if (before != NULL && !sch_record_equal (before, current))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_CONFLICT,
                   _ ("%s: “%s” has been changed in the meantime"), self->content->path, id);
      return FALSE;
    }
  if (type == SCH_RECORD_SPAN && after != NULL)
    return check_ranges (self, after, error);
  return TRUE;
}

static void
emit_items_changed (SchLayerDocument *self, guint old_position, guint new_position, gboolean had,
                    gboolean has)
{
  GListModel *model = G_LIST_MODEL (self);

  if (had && has && old_position == new_position)
    g_list_model_items_changed (model, old_position, 1, 1);
  else if (had && has)
    {
      guint first = MIN (old_position, new_position);
      guint count = MAX (old_position, new_position) - first + 1;

      g_list_model_items_changed (model, first, count, count);
    }
  else if (had)
    g_list_model_items_changed (model, old_position, 1, 0);
  else
    g_list_model_items_changed (model, new_position, 0, 1);
}

static void
replace_span (SchLayerDocument *self, SchSpan *before, SchSpan *after)
{
  const char *id = after != NULL ? after->record.id : before->record.id;
  g_autoptr (SchSpan) old = sch_record_ref (g_hash_table_lookup (self->spans, id));
  gboolean in_place = old != NULL && after != NULL && sch_span_same_ranges (old, after);
  guint old_position = 0;
  guint new_position = 0;
  guint start = G_MAXUINT;
  guint end = 0;

  if (old != NULL)
    {
      old_position = sch_span_index_rank (self->index, old);
      if (in_place)
        sch_span_index_replace (self->index, old, after);
      else
        sch_span_index_remove (self->index, old);
      count_span (self, old, -1);
      g_hash_table_remove (self->spans, id);
      start = sch_span_get_start (old);
      end = sch_span_get_end (old);
    }
  if (after != NULL)
    {
      if (!in_place)
        sch_span_index_insert (self->index, after);
      g_hash_table_insert (self->spans, after->record.id, sch_record_ref (after));
      count_span (self, after, 1);
      new_position = in_place ? old_position : sch_span_index_rank (self->index, after);
      start = MIN (start, sch_span_get_start (after));
      end = MAX (end, sch_span_get_end (after));
    }
  emit_items_changed (self, old_position, new_position, old != NULL, after != NULL);
  g_signal_emit (self, signals[SPANS_CHANGED], 0, start, end);
}

static void
replace_relation (SchLayerDocument *self, SchRelation *before, SchRelation *after)
{
  if (before != NULL)
    remove_relation (self, before);
  if (after != NULL)
    add_relation (self, after);
}

static void
replace_orphan (SchLayerDocument *self, SchRecord *before, SchRecord *after)
{
  if (before != NULL)
    g_hash_table_remove (self->orphans, before->id);
  if (after != NULL)
    g_hash_table_insert (self->orphans, after->id, sch_record_ref (after));
}

void
sch_layer_document_replace_record (SchLayerDocument *self, SchRecordType type, gpointer before,
                                   gpointer after)
{
  /* Who listens gets the record that was there, also when nobody else holds it any more. */
  gpointer held = sch_record_ref (before);

  switch (type)
    {
    case SCH_RECORD_SPAN:
      replace_span (self, before, after);
      break;
    case SCH_RECORD_RELATION:
      replace_relation (self, before, after);
      break;
    case SCH_RECORD_ORPHAN:
      replace_orphan (self, before, after);
      break;
    case SCH_RECORD_STATE:
      {
        SchState *old = self->state;

        self->state = sch_record_ref (after);
        sch_record_unref (old);
        break;
      }
    default:
      g_return_if_reached ();
    }
  g_signal_emit (self, signals[RECORD_CHANGED], 0, (int) type, before, after);
  sch_record_unref (held);
}

static void
clear_live (SchLayerDocument *self)
{
  g_clear_pointer (&self->index, sch_span_index_free);
  g_hash_table_remove_all (self->relations_of);
  g_hash_table_remove_all (self->spans);
  g_hash_table_remove_all (self->relations);
  g_hash_table_remove_all (self->orphans);
  g_hash_table_remove_all (self->label_counts);
  g_hash_table_remove_all (self->cluster_counts);
  g_clear_pointer (&self->state, sch_record_unref);
  self->n_doubts = 0;
}

static void
swap_strings (char **a, char **b)
{
  char *string = *a;

  *a = *b;
  *b = string;
}

/* All but the state: what there is now, in an order that a file has. */
SchLayerContent *
sch_layer_document_dup_content (SchLayerDocument *self)
{
  SchLayerContent *from = self->content;
  SchLayerContent *content = sch_layer_content_new (from->layer, from->path, from->text);

  g_ptr_array_unref (content->spans);
  content->spans = sch_layer_document_list_spans (self);
  g_ptr_array_unref (content->relations);
  content->relations = sch_layer_document_list_relations (self);
  g_ptr_array_unref (content->orphans);
  content->orphans = sch_record_list_table (self->orphans);
  sch_record_unref (content->state);
  content->state = sch_record_ref (self->state);
  content->scheme_revision = from->scheme_revision;
  content->annotator = g_strdup (from->annotator);
  content->document_extra = g_strdup (from->document_extra);
  content->file_extra = g_strdup (from->file_extra);
  content->file_length = from->file_length;
  memcpy (content->file_sha256, from->file_sha256, sizeof content->file_sha256);
  return content;
}

void
sch_layer_document_take_content (SchLayerDocument *self, SchLayerDocument *other)
{
  guint n_before = sch_span_index_get_n_spans (self->index);
  SchLayerContent *content = sch_layer_document_dup_content (other);

  clear_live (self);
  /* Whoever borrowed layer and path still has them. */
  swap_strings (&content->layer, &self->content->layer);
  swap_strings (&content->path, &self->content->path);
  sch_layer_content_free (self->content);
  self->content = content;
  self->text_differs = other->text_differs;
  index_content (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before,
                              sch_span_index_get_n_spans (self->index));
  g_signal_emit (self, signals[RESET], 0);
}
