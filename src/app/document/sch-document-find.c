/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search behind the find bar.
 *
 * Always holds: hits are those of query in text found so far; while searching there is a find and,
 * once the first slice was not enough, an idle source. */

#include "config.h"

#include "sch-document-find.h"

#include "sch-text-cut.h"

#define SLICE_USEC 8000
/* After input and drawing, in turn with GtkTextView, which measures the lines of a long text for
 * seconds. */
#define SEARCH_PRIORITY (G_PRIORITY_HIGH_IDLE + 25)

struct _SchDocumentFind
{
  GObject parent_instance;

  SchFindQuery *query; /* (nullable) */
  SchText *text;       /* (nullable) */
  SchFind *find;       /* (nullable) */
  GArray *hits;
  guint source;
};

enum
{
  FOUND,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchDocumentFind, sch_document_find, G_TYPE_OBJECT)

static void
stop (SchDocumentFind *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->find, sch_find_free);
}

/* Returns whether there is more to do. */
static gboolean
search_slice (SchDocumentFind *self)
{
  gint64 until = g_get_monotonic_time () + SLICE_USEC;
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;

  while (more && self->hits->len < SCH_DOCUMENT_FIND_MAX_HITS && g_get_monotonic_time () < until)
    more = sch_find_step (self->find, self->hits, &error);
  if (more && self->hits->len < SCH_DOCUMENT_FIND_MAX_HITS)
    return TRUE;
  /* A source that returns FALSE needs not be removed. */
  self->source = 0;
  stop (self);
  if (self->hits->len > SCH_DOCUMENT_FIND_MAX_HITS)
    g_array_set_size (self->hits, SCH_DOCUMENT_FIND_MAX_HITS);
  g_signal_emit (self, signals[ENDED], 0, error);
  return FALSE;
}

static gboolean
search_on_cb (gpointer data)
{
  SchDocumentFind *self = data;

  if (!search_slice (self))
    return G_SOURCE_REMOVE;
  g_signal_emit (self, signals[FOUND], 0);
  return G_SOURCE_CONTINUE;
}

static void
sch_document_find_finalize (GObject *object)
{
  SchDocumentFind *self = SCH_DOCUMENT_FIND (object);

  stop (self);
  sch_find_query_unref (self->query);
  g_clear_pointer (&self->text, sch_text_unref);
  g_array_unref (self->hits);
  G_OBJECT_CLASS (sch_document_find_parent_class)->finalize (object);
}

static void
sch_document_find_class_init (SchDocumentFindClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_document_find_finalize;
  signals[FOUND] = g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_ERROR);
}

static void
sch_document_find_init (SchDocumentFind *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (SchRange));
}

SchDocumentFind *
sch_document_find_new (void)
{
  return g_object_new (SCH_TYPE_DOCUMENT_FIND, NULL);
}

void
sch_document_find_start (SchDocumentFind *self, SchFindQuery *query, SchText *text,
                         SchSegmenter *segmenter)
{
  g_return_if_fail (SCH_IS_DOCUMENT_FIND (self));

  stop (self);
  g_array_unref (self->hits);
  self->hits = g_array_new (FALSE, FALSE, sizeof (SchRange));
  sch_find_query_unref (self->query);
  self->query = query != NULL ? sch_find_query_ref (query) : NULL;
  g_clear_pointer (&self->text, sch_text_unref);
  self->text = text != NULL ? sch_text_ref (text) : NULL;
  if (!sch_document_find_is_set (self))
    {
      sch_segmenter_free (segmenter);
      return;
    }
  self->find = sch_find_new (query, text, segmenter);
  if (search_slice (self))
    self->source = g_idle_add_full (SEARCH_PRIORITY, search_on_cb, self, NULL);
}

gboolean
sch_document_find_is_set (SchDocumentFind *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_FIND (self), FALSE);
  return self->query != NULL && self->text != NULL && !sch_find_query_is_empty (self->query);
}

gboolean
sch_document_find_is_searching (SchDocumentFind *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_FIND (self), FALSE);
  return self->find != NULL;
}

gboolean
sch_document_find_is_cut (SchDocumentFind *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_FIND (self), FALSE);
  return self->hits->len >= SCH_DOCUMENT_FIND_MAX_HITS;
}

SchText *
sch_document_find_get_text (SchDocumentFind *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_FIND (self), NULL);
  return self->text;
}

GArray *
sch_document_find_get_hits (SchDocumentFind *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_FIND (self), NULL);
  return self->hits;
}

/**
 * sch_document_find_list_ranges:
 *
 * Blanks at the ends are no part of an annotation.
 *
 * Returns: (transfer full) (element-type SchRange): the hits that are not blank
 */
GArray *
sch_document_find_list_ranges (SchDocumentFind *self)
{
  GArray *ranges;

  g_return_val_if_fail (SCH_IS_DOCUMENT_FIND (self), NULL);

  ranges = g_array_sized_new (FALSE, FALSE, sizeof (SchRange), self->hits->len);
  for (guint i = 0; i < self->hits->len; i++)
    {
      SchRange hit = g_array_index (self->hits, SchRange, i);
      guint start = sch_text_skip_blank (self->text, hit.start, hit.end);
      SchRange range = { start, sch_text_skip_blank_back (self->text, hit.end, start) };

      if (range.start < range.end)
        g_array_append_val (ranges, range);
    }
  return ranges;
}
