/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A light widget with a row in it once it is needed. An empty slot is as high as the row that was
 * measured last, and shows nothing; the list item has its name all the same. */

#include "config.h"

#include "sch-document-slot.h"

#define FIRST_HEIGHT 32

struct _SchDocumentSlot
{
  GtkWidget parent_instance;

  GtkWidget *row; /* (nullable) */
  SchDocument *document;
  gboolean filled;
  guint wanted_source;
};

G_DEFINE_FINAL_TYPE (SchDocumentSlot, sch_document_slot, GTK_TYPE_WIDGET)

static guint wanted_signal;
static int last_height = FIRST_HEIGHT;

static gboolean
wanted_cb (gpointer data)
{
  SchDocumentSlot *self = data;

  self->wanted_source = 0;
  if (!self->filled && self->document != NULL)
    g_signal_emit (self, wanted_signal, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
is_seen (GtkWidget *widget)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return window != NULL && gtk_widget_compute_bounds (widget, window, &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (window);
}

static void
sch_document_slot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchDocumentSlot *self = SCH_DOCUMENT_SLOT (widget);

  if (self->row != NULL)
    gtk_widget_allocate (self->row, width, height, baseline, NULL);
  if (!self->filled && self->document != NULL && self->wanted_source == 0 && is_seen (widget))
    self->wanted_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, wanted_cb, self, NULL);
}

static void
sch_document_slot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  SchDocumentSlot *self = SCH_DOCUMENT_SLOT (widget);

  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? last_height : 0;
  if (!self->filled)
    return;
  gtk_widget_measure (self->row, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    last_height = *minimum;
}

static GtkSizeRequestMode
sch_document_slot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sch_document_slot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchDocumentSlot *self = SCH_DOCUMENT_SLOT (widget);

  if (self->filled)
    gtk_widget_snapshot_child (widget, self->row, snapshot);
}

static void
sch_document_slot_dispose (GObject *object)
{
  SchDocumentSlot *self = SCH_DOCUMENT_SLOT (object);

  g_clear_handle_id (&self->wanted_source, g_source_remove);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sch_document_slot_parent_class)->dispose (object);
}

static void
sch_document_slot_class_init (SchDocumentSlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_document_slot_dispose;
  widget_class->size_allocate = sch_document_slot_size_allocate;
  widget_class->measure = sch_document_slot_measure;
  widget_class->get_request_mode = sch_document_slot_get_request_mode;
  widget_class->snapshot = sch_document_slot_snapshot;
  wanted_signal = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_document_slot_init (SchDocumentSlot *self)
{
}

GtkWidget *
sch_document_slot_new (void)
{
  return g_object_new (SCH_TYPE_DOCUMENT_SLOT, NULL);
}

void
sch_document_slot_set_document (SchDocumentSlot *self, SchDocument *document)
{
  GtkWidget *item;

  g_return_if_fail (SCH_IS_DOCUMENT_SLOT (self));

  if (self->document == document)
    return;
  g_set_object (&self->document, document);
  self->filled = FALSE;
  if (self->row != NULL)
    sch_document_row_set_document (SCH_DOCUMENT_ROW (self->row), NULL);
  item = gtk_widget_get_parent (GTK_WIDGET (self));
  if (document != NULL && item != NULL)
    sch_document_row_name_item (item, document);
}

SchDocument *
sch_document_slot_get_document (SchDocumentSlot *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_SLOT (self), NULL);
  return self->document;
}

void
sch_document_slot_fill (SchDocumentSlot *self)
{
  g_return_if_fail (SCH_IS_DOCUMENT_SLOT (self));

  if (self->filled || self->document == NULL)
    return;
  if (self->row == NULL)
    {
      self->row = sch_document_row_new ();
      gtk_widget_set_parent (self->row, GTK_WIDGET (self));
    }
  self->filled = TRUE;
  sch_document_row_set_document (SCH_DOCUMENT_ROW (self->row), self->document);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
sch_document_slot_is_filled (SchDocumentSlot *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_SLOT (self), FALSE);
  return self->filled;
}
