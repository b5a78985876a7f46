/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows a layer document that is shown but not edited here; others may edit it all the same. */

#include "config.h"

#include "sch-behind-painter.h"

struct _SchBehindPainter
{
  GtkTextView *view; /* not owned */
  SchPainter *painter;
  SchLayerDocument *document;
  char *title;
};

static void
spans_changed_cb (SchBehindPainter *self, guint char_start, guint char_end)
{
  sch_painter_invalidate (self->painter, char_start, char_end);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
reset_cb (SchBehindPainter *self)
{
  sch_painter_invalidate_all (self->painter);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

SchBehindPainter *
sch_behind_painter_new (GtkTextView *view, SchDocumentLayout *layout)
{
  SchBehindPainter *self = g_new0 (SchBehindPainter, 1);

  self->view = view;
  self->painter = sch_painter_new_behind (view, layout);
  return self;
}

static void
let_go (SchBehindPainter *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->title, g_free);
}

void
sch_behind_painter_free (SchBehindPainter *self)
{
  let_go (self);
  g_clear_pointer (&self->painter, sch_painter_free);
  g_free (self);
}

void
sch_behind_painter_set_document (SchBehindPainter *self, SchLayerDocument *document,
                                 SchScheme *scheme, const char *title)
{
  if (document == NULL && self->document == NULL)
    return;
  if (document != NULL)
    g_object_ref (document);
  let_go (self);
  self->document = document;
  self->title = g_strdup (title);
  sch_painter_set_document (self->painter, document, scheme);
  if (document != NULL)
    {
      g_signal_connect_swapped (document, "spans-changed", G_CALLBACK (spans_changed_cb), self);
      g_signal_connect_swapped (document, "reset", G_CALLBACK (reset_cb), self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

void
sch_behind_painter_set_scheme (SchBehindPainter *self, SchScheme *scheme)
{
  sch_painter_set_document (self->painter, self->document, scheme);
}

SchPainter *
sch_behind_painter_get_painter (SchBehindPainter *self)
{
  return self->painter;
}

char *
sch_behind_painter_dup_tooltip (SchBehindPainter *self, float x, float y)
{
  SchScheme *scheme = sch_painter_get_scheme (self->painter);
  g_autoptr (GPtrArray) spans = NULL;
  GString *text;

  if (self->document == NULL)
    return NULL;
  spans = sch_painter_hit (self->painter, x, y);
  if (spans->len == 0)
    return NULL;
  text = g_string_new (self->title);
  for (guint i = 0; i < spans->len; i++)
    {
      const SchSpan *span = g_ptr_array_index (spans, i);
      const SchLabel *label = sch_scheme_get_label (scheme, span->label);

      g_string_append_printf (text, "\n%s", label != NULL ? label->name : span->label);
    }
  return g_string_free (text, FALSE);
}
