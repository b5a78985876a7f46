/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels that are not retired, in the order of the kinds and within them of the scheme, with
 * headings: entities, what attribution needs (claims, sources, cues), others. Counts follow the
 * layer document, a moment behind it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-later.h"
#include "sch-palette-row.h"
#include "sch-palette.h"

struct _SchPalette
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchPalette, sch_palette, GTK_TYPE_WIDGET)

typedef enum
{
  GROUP_ENTITIES,
  GROUP_ATTRIBUTION,
  GROUP_OTHER,
} Group;

static Group
group_of (SchKind kind)
{
  switch (kind)
    {
    case SCH_KIND_ENTITY:
      return GROUP_ENTITIES;
    case SCH_KIND_CLAIM:
    case SCH_KIND_SOURCE:
    case SCH_KIND_CUE:
      return GROUP_ATTRIBUTION;
    case SCH_KIND_OTHER:
    case SCH_N_KINDS:
    default:
      return GROUP_OTHER;
    }
}

static const char *
get_group_name (Group group)
{
  switch (group)
    {
    case GROUP_ENTITIES:
      return _ ("Entities");
    case GROUP_ATTRIBUTION:
      return _ ("Attribution");
    case GROUP_OTHER:
    default:
      return C_ ("labels", "Other");
    }
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  Group group = group_of (sch_palette_row_get_kind (SCH_PALETTE_ROW (row)));
  GtkWidget *header;

  if (before != NULL && group_of (sch_palette_row_get_kind (SCH_PALETTE_ROW (before))) == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  header = gtk_label_new (get_group_name (group));
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "palette-heading");
  gtk_list_box_row_set_header (row, header);
}

static SchPaletteRow *
get_row (SchPalette *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);

  return row != NULL ? SCH_PALETTE_ROW (row) : NULL;
}

static gboolean
update_counts_cb (gpointer data)
{
  SchPalette *self = data;
  SchPaletteRow *row;

  self->update_source = 0;
  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    sch_palette_row_set_count (row, self->layer_document != NULL
                                        ? sch_layer_document_count_label (
                                              self->layer_document, sch_palette_row_get_label (row))
                                        : 0);
  return G_SOURCE_REMOVE;
}

static void
queue_update_counts (SchPalette *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_counts_cb, self);
}

static void
record_changed_cb (SchPalette *self, int type, gpointer before, gpointer after)
{
  if (type == SCH_RECORD_SPAN)
    queue_update_counts (self);
}

static void
layer_document_changed_cb (SchPalette *self)
{
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  if (self->layer_document != NULL)
    {
      g_signal_connect_object (self->layer_document, "record-changed",
                               G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (queue_update_counts),
                               self, G_CONNECT_SWAPPED);
    }
  queue_update_counts (self);
}

static void
armed_changed_cb (SchPalette *self)
{
  const char *armed = sch_workspace_get_armed_label (self->workspace);
  SchPaletteRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    sch_palette_row_set_armed (row, g_strcmp0 (armed, sch_palette_row_get_label (row)) == 0);
}

static void
fill (SchPalette *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (Group group = GROUP_ENTITIES; scheme != NULL && group <= GROUP_OTHER; group++)
    for (SchKind kind = SCH_KIND_ENTITY; kind < SCH_N_KINDS; kind++)
      for (guint i = 0; group_of (kind) == group && i < sch_scheme_get_n_labels (scheme); i++)
        {
          const SchLabel *label = sch_scheme_get_label_at (scheme, i);

          if (label->kind == kind && !label->retired)
            gtk_list_box_append (self->list, sch_palette_row_new (label));
        }
  armed_changed_cb (self);
  queue_update_counts (self);
}

static void
corpus_changed_cb (SchPalette *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

static void
row_activated_cb (SchPalette *self, SchPaletteRow *row)
{
  sch_workspace_activate_label (self->workspace, sch_palette_row_get_label (row), FALSE);
}

static void
sch_palette_dispose (GObject *object)
{
  SchPalette *self = SCH_PALETTE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_clear_object (&self->layer_document);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_palette_parent_class)->dispose (object);
}

static void
sch_palette_class_init (SchPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_palette_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, SchPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, SchPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sch_palette_init (SchPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_func, NULL, NULL);
}

void
sch_palette_set_workspace (SchPalette *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_PALETTE (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::armed-label", G_CALLBACK (armed_changed_cb), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
}

/**
 * sch_palette_focus_list:
 *
 * Returns: whether the palette took the keyboard focus
 */
gboolean
sch_palette_focus_list (SchPalette *self)
{
  g_return_val_if_fail (SCH_IS_PALETTE (self), FALSE);
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
