/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no part of the text in one document is none in the others. Documents that were not loaded
 * before they were looked at are let go of again. */

#include "config.h"

#include "sch-annotate-exclude.h"

#include <string.h>

#include "sch-annotate-private.h"
#include "sch-repeated-lines.h"

typedef struct
{
  char *path;
  GArray *ranges; /* of SchRange */
} Found;

struct _SchExcludeLines
{
  SchAnnotator who;
  SchLayerDocument *document;
  char *layer;
  char *by;
  char *label;
  GHashTable *keys;
  GPtrArray *documents; /* of SchDocument */
  guint n_done;
  guint n_skipped;
  GArray *found; /* of Found */
};

static void
clear_found (gpointer data)
{
  Found *found = data;

  g_free (found->path);
  g_array_unref (found->ranges);
}

/**
 * sch_exclude_lines_new:
 * @span: id of an annotation of whole lines in the document of @who
 *
 * Returns: (transfer full) (nullable): NULL with an error where the annotation is not there or has only a
 *   part of a line
 */
SchExcludeLines *
sch_exclude_lines_new (const SchAnnotator *who, const char *span_id, GError **error)
{
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  g_autoptr (GHashTable) keys = NULL;
  GListModel *documents = sch_corpus_get_documents (who->corpus);
  SchExcludeLines *self;

  if (span == NULL)
    return NULL;
  keys = sch_repeated_lines_get_keys (sch_layer_document_get_text (who->document), span, error);
  if (keys == NULL)
    return NULL;
  self = g_new0 (SchExcludeLines, 1);
  self->document = g_object_ref (who->document);
  self->layer = g_strdup (sch_layer_document_get_layer (who->document));
  self->by = g_strdup (who->by);
  self->who = *who;
  self->who.by = self->by;
  g_object_ref (self->who.corpus);
  self->label = g_strdup (span->label);
  self->keys = g_steal_pointer (&keys);
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (self->found, clear_found);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    g_ptr_array_add (self->documents, g_list_model_get_item (documents, i));
  return self;
}

void
sch_exclude_lines_free (SchExcludeLines *self)
{
  g_object_unref (self->who.corpus);
  g_object_unref (self->document);
  g_free (self->layer);
  g_free (self->by);
  g_free (self->label);
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->documents);
  g_array_unref (self->found);
  g_free (self);
}

static gboolean
covers_cb (SchSpan *span, const SchRange *range, gpointer data)
{
  gpointer *search = data;
  const SchRange *line = search[0];

  if (sch_scheme_get_label (search[1], span->label) != search[2] || range->start > line->start ||
      range->end < line->end)
    return TRUE;
  search[3] = span;
  return FALSE;
}

static gboolean
is_excluded (SchExcludeLines *self, SchLayerDocument *document, SchRange line)
{
  SchScheme *scheme = sch_corpus_get_scheme (self->who.corpus);
  gpointer search[4] = { &line, scheme, (gpointer) sch_scheme_get_label (scheme, self->label),
                         NULL };

  sch_span_index_foreach (sch_layer_document_get_index (document), line.start, line.end, covers_cb,
                          search);
  return search[3] != NULL;
}

static gboolean
may_change (SchExcludeLines *self, SchLayerDocument *document, const char *path)
{
  if (sch_corpus_get_layer_read_only_reason (self->who.corpus, self->layer, path) != NULL)
    return FALSE;
  return document == self->document || sch_layer_document_get_status (document) != SCH_STATUS_DONE;
}

/* Keeps those of the lines that are not excluded already. */
static void
note_lines (SchExcludeLines *self, const char *path, GArray *lines)
{
  gboolean was_loaded = sch_corpus_peek_layer_document (self->who.corpus, self->layer, path) !=
                        NULL;
  SchLayerDocument *document = sch_corpus_get_layer_document (self->who.corpus, self->layer, path,
                                                              NULL);

  for (guint i = lines->len; document != NULL && i-- > 0;)
    if (is_excluded (self, document, g_array_index (lines, SchRange, i)))
      g_array_remove_index (lines, i);
  if (document == NULL || (lines->len > 0 && !may_change (self, document, path)))
    {
      self->n_skipped++;
    }
  else if (lines->len > 0)
    {
      Found found = { g_strdup (path), g_array_ref (lines) };

      g_array_append_val (self->found, found);
    }
  if (document != NULL && !was_loaded)
    sch_corpus_unload_layer_document (self->who.corpus, self->layer, path);
}

/**
 * sch_exclude_lines_step:
 *
 * Looks through one more document.
 */
gboolean
sch_exclude_lines_step (SchExcludeLines *self)
{
  SchDocument *document;
  g_autoptr (SchText) text = NULL;
  g_autoptr (GArray) lines = NULL;

  if (self->n_done >= self->documents->len)
    return FALSE;
  document = g_ptr_array_index (self->documents, self->n_done++);
  text = sch_corpus_load_text (self->who.corpus, sch_document_get_path (document), NULL);
  if (text == NULL)
    {
      self->n_skipped++;
      return self->n_done < self->documents->len;
    }
  lines = sch_repeated_lines_find (text, self->keys);
  if (lines->len > 0)
    note_lines (self, sch_document_get_path (document), lines);
  return self->n_done < self->documents->len;
}

guint
sch_exclude_lines_get_n_done (SchExcludeLines *self)
{
  return self->n_done;
}

guint
sch_exclude_lines_get_n_documents (SchExcludeLines *self)
{
  return self->documents->len;
}

guint
sch_exclude_lines_get_n_skipped (SchExcludeLines *self)
{
  return self->n_skipped;
}

gboolean
sch_exclude_lines_apply (SchExcludeLines *self, guint *n_made, guint *n_in, GError **error)
{
  g_autofree SchPlaces *places = g_new0 (SchPlaces, self->found->len + 1);

  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);

      places[i] = (SchPlaces){ found->path, (const SchRange *) (gpointer) found->ranges->data,
                               found->ranges->len };
    }
  *n_in = self->found->len;
  return sch_annotate_tag_places (&self->who, self->layer, self->label, places, self->found->len,
                                  n_made, error);
}
