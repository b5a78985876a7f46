/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From label and surface to clusters, for one layer of a corpus. Invariants: unless it is stale, the
 * counts are those of all spans with a cluster in the documents of self->documents, which are all
 * that are loaded; changes of one span are followed by its record's before and after. Whatever
 * changes more than that (a foreign change merged, a document unloaded, another scheme) makes the
 * index stale, and it is built anew at the next question. */

#include "config.h"

#include "sch-surface-index.h"

#include <string.h>

#include "sch-fold.h"

struct _SchSurfaceIndex
{
  GObject parent_instance;

  SchCorpus *corpus; /* owns us */
  char *layer;
  GHashTable *documents; /* SchLayerDocument, not owned */
  GHashTable *surfaces;  /* label and folded surface -> (cluster -> count) */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (SchSurfaceIndex, sch_surface_index, G_TYPE_OBJECT)

/**
 * sch_surface_fold:
 * @text: UTF-8
 *
 * What two spellings of the same name have in common: Unicode composed (NFC) and case-folded;
 * curly and straight quotation marks, hyphens and dashes each one character; any white space,
 * also no-break spaces and line ends, one space.
 *
 * Returns: (transfer full): the folded text, to compare by bytes
 */
char *
sch_surface_fold (const char *text)
{
  g_autofree char *composed = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) marks = NULL;
  gboolean after_space = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  if (composed == NULL)
    return g_strdup (text);
  marks = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_isspace (c) || c == 0x0b || c == 0x85;

      if (!is_space)
        g_string_append_unichar (marks, sch_fold_mark (c));
      else if (!after_space)
        g_string_append_c (marks, ' ');
      after_space = is_space;
    }
  folded = g_utf8_casefold (marks->str, marks->len);
  /* Folding can take a composed character apart. */
  return g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/* (nullable): NULL for what is no surface. */
static char *
make_key (SchSurfaceIndex *self, const char *label_id, const char *text)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (self->corpus), label_id);
  g_autofree char *folded = NULL;

  if (g_utf8_strlen (text, -1) > SCH_SURFACE_MAX_CHARS)
    return NULL;
  folded = sch_surface_fold (text);
  if (*folded == '\0' || strcmp (folded, " ") == 0)
    return NULL;
  return g_strconcat (label != NULL ? label->id : label_id, "\n", folded, NULL);
}

static void
count_in_surface (SchSurfaceIndex *self, const char *key, const char *cluster, int change)
{
  GHashTable *counts = g_hash_table_lookup (self->surfaces, key);
  int count;

  if (counts == NULL)
    {
      counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->surfaces, g_strdup (key), counts);
    }
  count = GPOINTER_TO_INT (g_hash_table_lookup (counts, cluster)) + change;
  if (count > 0)
    g_hash_table_insert (counts, g_strdup (cluster), GINT_TO_POINTER (count));
  else
    g_hash_table_remove (counts, cluster);
  if (g_hash_table_size (counts) == 0)
    g_hash_table_remove (self->surfaces, key);
}

static void
count_span (SchSurfaceIndex *self, SchSpan *span, SchText *text, int change)
{
  g_autofree char *covered = NULL;
  g_autofree char *key = NULL;

  if (span == NULL || span->clusters == NULL || text == NULL ||
      sch_span_get_end (span) - sch_span_get_start (span) > SCH_SURFACE_MAX_SPREAD)
    return;
  covered = sch_span_dup_covered (span, text);
  key = make_key (self, span->label, covered);
  for (guint i = 0; key != NULL && span->clusters[i] != NULL; i++)
    count_in_surface (self, key, span->clusters[i], change);
}

static void
record_changed_cb (SchSurfaceIndex *self, int type, gpointer before, gpointer after,
                   SchLayerDocument *document)
{
  SchText *text = sch_layer_document_get_text (document);

  if (type != SCH_RECORD_SPAN || self->stale)
    return;
  count_span (self, before, text, -1);
  count_span (self, after, text, 1);
}

static void
mark_stale_cb (SchSurfaceIndex *self)
{
  self->stale = TRUE;
}

static void
document_gone_cb (gpointer data, GObject *where_it_was)
{
  SchSurfaceIndex *self = data;

  g_hash_table_remove (self->documents, where_it_was);
  self->stale = TRUE;
}

static gboolean
count_first_range (SchSpan *span, const SchRange *range, gpointer data)
{
  gpointer *closure = data;

  if (range->start == span->ranges[0].start && range->end == span->ranges[0].end)
    count_span (closure[0], span, sch_layer_document_get_text (closure[1]), 1);
  return TRUE;
}

static void
count_document (SchSurfaceIndex *self, SchLayerDocument *document)
{
  gpointer closure[] = { self, document };

  sch_span_index_foreach (sch_layer_document_get_index (document), 0, G_MAXUINT, count_first_range,
                          closure);
}

/* Follows a document from now on. */
static void
add_document (SchSurfaceIndex *self, SchLayerDocument *document)
{
  if (!g_hash_table_add (self->documents, document))
    return;
  g_object_weak_ref (G_OBJECT (document), document_gone_cb, self);
  g_signal_connect_object (document, "record-changed", G_CALLBACK (record_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "reset", G_CALLBACK (mark_stale_cb), self, G_CONNECT_SWAPPED);
  if (!self->stale)
    count_document (self, document);
}

static void
loaded_cb (SchSurfaceIndex *self, SchLayerDocument *document, SchCorpus *corpus)
{
  if (strcmp (sch_layer_document_get_layer (document), self->layer) == 0)
    add_document (self, document);
}

static void
rebuild (SchSurfaceIndex *self)
{
  GHashTableIter iter;
  gpointer document;

  g_hash_table_remove_all (self->surfaces);
  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, &document, NULL))
    count_document (self, document);
  self->stale = FALSE;
}

static void
sch_surface_index_dispose (GObject *object)
{
  SchSurfaceIndex *self = SCH_SURFACE_INDEX (object);
  GHashTableIter iter;
  gpointer document;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, &document, NULL))
    {
      g_object_weak_unref (document, document_gone_cb, self);
      g_hash_table_iter_remove (&iter);
    }
  G_OBJECT_CLASS (sch_surface_index_parent_class)->dispose (object);
}

static void
sch_surface_index_finalize (GObject *object)
{
  SchSurfaceIndex *self = SCH_SURFACE_INDEX (object);

  g_free (self->layer);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->surfaces);
  G_OBJECT_CLASS (sch_surface_index_parent_class)->finalize (object);
}

static void
sch_surface_index_class_init (SchSurfaceIndexClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sch_surface_index_dispose;
  object_class->finalize = sch_surface_index_finalize;
}

static void
sch_surface_index_init (SchSurfaceIndex *self)
{
  self->documents = g_hash_table_new (NULL, NULL);
  self->surfaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_hash_table_unref);
  self->stale = TRUE;
}

/**
 * sch_surface_index_get:
 * @layer: name of a layer, there or not
 *
 * Returns: (transfer none): the corpus's index of that layer
 */
SchSurfaceIndex *
sch_surface_index_get (SchCorpus *corpus, const char *layer)
{
  g_autofree char *key = g_strconcat ("sch-surface-index/", layer, NULL);
  SchSurfaceIndex *self = g_object_get_data (G_OBJECT (corpus), key);
  g_autoptr (GPtrArray) loaded = NULL;

  if (self != NULL)
    return self;
  self = g_object_new (SCH_TYPE_SURFACE_INDEX, NULL);
  self->corpus = corpus;
  self->layer = g_strdup (layer);
  g_object_set_data_full (G_OBJECT (corpus), key, self, g_object_unref);
  g_signal_connect_object (corpus, "layer-document-loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (mark_stale_cb), self,
                           G_CONNECT_SWAPPED);
  loaded = sch_corpus_list_loaded (corpus, layer);
  for (guint i = 0; i < loaded->len; i++)
    add_document (self, g_ptr_array_index (loaded, i));
  return self;
}

/* The cluster into which @id was merged, or itself; NULL where it does not exist. */
static const char *
resolve_cluster (SchSurfaceIndex *self, const char *id)
{
  SchCluster *cluster = sch_corpus_get_cluster (self->corpus, self->layer, id);

  /* More steps than any honest chain has: a circle. */
  for (guint i = 0; i < 100 && cluster != NULL; i++)
    {
      if (cluster->merged_into == NULL)
        return cluster->record.id;
      cluster = sch_corpus_get_cluster (self->corpus, self->layer, cluster->merged_into);
    }
  return NULL;
}

/**
 * sch_surface_index_dup_cluster:
 * @label: id of a label
 * @text: covered text, as it is in the document
 *
 * Returns: (transfer full) (nullable): the one cluster to which all spans with this label and
 *   surface belong that are in any; NULL where there is none or more than one
 */
char *
sch_surface_index_dup_cluster (SchSurfaceIndex *self, const char *label, const char *text)
{
  g_autofree char *key = make_key (self, label, text);
  const char *found = NULL;
  GHashTable *counts;
  GHashTableIter iter;
  gpointer id;

  if (key == NULL)
    return NULL;
  if (self->stale)
    rebuild (self);
  counts = g_hash_table_lookup (self->surfaces, key);
  if (counts == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const char *cluster = resolve_cluster (self, id);

      if (cluster != NULL && found != NULL && strcmp (cluster, found) != 0)
        return NULL;
      found = cluster != NULL ? cluster : found;
    }
  return g_strdup (found);
}
