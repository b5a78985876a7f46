/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching all documents. One text is held at a time; of the others only their hits are kept, and
 * the hash by which it is known later whether they still mean the same places. */

#include "config.h"

#include <string.h>

#include "sch-corpus-find-private.h"
#include "sch-text-cut.h"

struct _SchCorpusFind
{
  GObject parent_instance;

  SchCorpus *corpus;
  SchFindQuery *query;
  GPtrArray *documents; /* of SchDocument, when the search began */
  guint n_done;
  GPtrArray *rows;    /* of SchFindHit */
  GHashTable *hashes; /* SchDocument -> hash of the text that was searched */
  guint n_hits;
  guint n_found;
  guint n_failed;
  char *reason;
  gboolean is_cut;

  SchText *text; /* (nullable): of the document that is being searched */
  SchFind *find;
  GArray *hits;
};

/* --- A list --------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_FIND_HIT;
}

static guint
get_n_items (GListModel *model)
{
  return SCH_CORPUS_FIND (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *rows = SCH_CORPUS_FIND (model)->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchCorpusFind, sch_corpus_find, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- Searching ------------------------------------------------------------------------------ */

static void
drop_text (SchCorpusFind *self)
{
  g_clear_pointer (&self->find, sch_find_free);
  g_clear_pointer (&self->text, sch_text_unref);
  g_clear_pointer (&self->hits, g_array_unref);
}

static void
note_failure (SchCorpusFind *self, const GError *error)
{
  self->n_failed++;
  g_free (self->reason);
  self->reason = g_strdup (error->message);
}

/* Shows what was found in a document, and goes on to the next. */
static void
end_document (SchCorpusFind *self)
{
  SchDocument *document = g_ptr_array_index (self->documents, self->n_done);
  guint left = SCH_CORPUS_FIND_MAX_HITS - self->n_hits;
  guint n = self->hits != NULL ? MIN (self->hits->len, left) : 0;
  guint before = self->rows->len;

  self->n_done++;
  if (n == 0)
    {
      drop_text (self);
      return;
    }
  self->is_cut = self->hits->len > left;
  self->n_hits += n;
  self->n_found++;
  g_hash_table_insert (self->hashes, document, g_strdup (sch_text_get_sha256 (self->text)));
  g_ptr_array_add (self->rows, sch_find_hit_new_document (document, n));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->rows, sch_find_hit_new (document, self->text,
                                                   g_array_index (self->hits, SchRange, i)));
  drop_text (self);
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->rows->len - before);
}

static SchSegmenter *
make_segmenter (SchCorpusFind *self, const char *path)
{
  const char *language = sch_corpus_get_language (self->corpus, path);
  const SchSnapRules *rules = sch_scheme_get_snap_rules (sch_corpus_get_scheme (self->corpus),
                                                         language);

  return sch_find_query_get_flags (self->query) & SCH_FIND_WHOLE_WORDS
             ? sch_segmenter_new (self->text, language, rules)
             : NULL;
}

static void
begin_document (SchCorpusFind *self)
{
  SchDocument *document = g_ptr_array_index (self->documents, self->n_done);
  const char *path = sch_document_get_path (document);
  g_autoptr (GError) error = NULL;

  self->text = sch_corpus_load_text (self->corpus, path, &error);
  if (self->text == NULL)
    {
      note_failure (self, error);
      end_document (self);
      return;
    }
  self->hits = g_array_new (FALSE, FALSE, sizeof (SchRange));
  self->find = sch_find_new (self->query, self->text, make_segmenter (self, path));
}

gboolean
sch_corpus_find_step (SchCorpusFind *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), FALSE);

  if (self->is_cut || self->n_done >= self->documents->len || sch_find_query_is_empty (self->query))
    return FALSE;
  if (self->find == NULL)
    {
      begin_document (self);
      return TRUE;
    }
  if (sch_find_step (self->find, self->hits, &error) &&
      self->n_hits + self->hits->len <= SCH_CORPUS_FIND_MAX_HITS)
    return TRUE;
  if (error != NULL)
    note_failure (self, error);
  end_document (self);
  return TRUE;
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_corpus_find_finalize (GObject *object)
{
  SchCorpusFind *self = SCH_CORPUS_FIND (object);

  drop_text (self);
  g_hash_table_unref (self->hashes);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->documents);
  sch_find_query_unref (self->query);
  g_object_unref (self->corpus);
  g_free (self->reason);
  G_OBJECT_CLASS (sch_corpus_find_parent_class)->finalize (object);
}

static void
sch_corpus_find_class_init (SchCorpusFindClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_corpus_find_finalize;
}

static void
sch_corpus_find_init (SchCorpusFind *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->hashes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * sch_corpus_find_new:
 *
 * Returns: (transfer full): a search that has not begun
 */
SchCorpusFind *
sch_corpus_find_new (SchCorpus *corpus, SchFindQuery *query)
{
  SchCorpusFind *self;
  GListModel *documents;

  g_return_val_if_fail (SCH_IS_CORPUS (corpus) && query != NULL, NULL);

  self = g_object_new (SCH_TYPE_CORPUS_FIND, NULL);
  self->corpus = g_object_ref (corpus);
  self->query = sch_find_query_ref (query);
  documents = sch_corpus_get_documents (corpus);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    g_ptr_array_add (self->documents, g_list_model_get_item (documents, i));
  return self;
}

guint
sch_corpus_find_get_n_hits (SchCorpusFind *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), 0);
  return self->n_hits;
}

guint
sch_corpus_find_get_n_found (SchCorpusFind *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), 0);
  return self->n_found;
}

guint
sch_corpus_find_get_n_done (SchCorpusFind *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), 0);
  return self->n_done;
}

guint
sch_corpus_find_get_n_documents (SchCorpusFind *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), 0);
  return self->documents->len;
}

gboolean
sch_corpus_find_is_cut (SchCorpusFind *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), FALSE);
  return self->is_cut;
}

guint
sch_corpus_find_get_n_failed (SchCorpusFind *self, const char **reason)
{
  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), 0);

  *reason = self->reason;
  return self->n_failed;
}

gboolean
sch_corpus_find_is_current (SchCorpusFind *self, SchDocument *document, SchText *text)
{
  const char *hash;

  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self), FALSE);

  hash = g_hash_table_lookup (self->hashes, document);
  return hash != NULL && text != NULL && strcmp (hash, sch_text_get_sha256 (text)) == 0;
}

/* --- Tagging -------------------------------------------------------------------------------- */

/* Whether the document may be tagged: as it was, not done, and writable. */
static gboolean
may_tag (SchCorpusFind *self, const char *layer, SchDocument *document)
{
  const char *path = sch_document_get_path (document);
  SchLayerDocument *layer_document = sch_corpus_get_layer_document (self->corpus, layer, path,
                                                                    NULL);

  return layer_document != NULL &&
         sch_layer_document_get_status (layer_document) != SCH_STATUS_DONE &&
         sch_corpus_get_layer_read_only_reason (self->corpus, layer, path) == NULL &&
         sch_corpus_find_is_current (self, document, sch_layer_document_get_text (layer_document));
}

/* The hits of the document at @row without the blanks around them; they belong to @keep. */
static SchPlaces
collect_places (SchCorpusFind *self, const char *layer, guint row, GPtrArray *keep)
{
  SchFindHit *head = g_ptr_array_index (self->rows, row);
  const char *path = sch_document_get_path (sch_find_hit_get_document (head));
  SchText *text = sch_layer_document_get_text (
      sch_corpus_peek_layer_document (self->corpus, layer, path));
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));

  for (guint i = 1; i <= sch_find_hit_get_n_hits (head); i++)
    {
      SchRange hit = sch_find_hit_get_range (g_ptr_array_index (self->rows, row + i));
      guint start = sch_text_skip_blank (text, hit.start, hit.end);
      SchRange range = { start, sch_text_skip_blank_back (text, hit.end, start) };

      if (range.start < range.end)
        g_array_append_val (ranges, range);
    }
  g_ptr_array_add (keep, ranges);
  return (SchPlaces){ path, (const SchRange *) (gpointer) ranges->data, ranges->len };
}

/**
 * sch_corpus_find_tag:
 * @who: its document does not matter
 * @n_made: (out): how many spans were made
 * @n_skipped: (out): how many documents were left out: done, changed since, or read-only
 *
 * Gives all hits in the list a label, in one step.
 */
gboolean
sch_corpus_find_tag (SchCorpusFind *self, const SchAnnotator *who, const char *layer,
                     const char *label, guint *n_made, guint *n_skipped, GError **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (SchPlaces));

  g_return_val_if_fail (SCH_IS_CORPUS_FIND (self) && label != NULL, FALSE);

  *n_skipped = 0;
  for (guint row = 0; row < self->rows->len;)
    {
      SchFindHit *head = g_ptr_array_index (self->rows, row);

      if (may_tag (self, layer, sch_find_hit_get_document (head)))
        {
          SchPlaces there = collect_places (self, layer, row, keep);

          g_array_append_val (places, there);
        }
      else
        {
          (*n_skipped)++;
        }
      row += 1 + sch_find_hit_get_n_hits (head);
    }
  return sch_annotate_tag_places (who, layer, label, (const SchPlaces *) (gpointer) places->data,
                                  places->len, n_made, error);
}
