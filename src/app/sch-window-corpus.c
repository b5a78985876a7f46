/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an open corpus: its panels, how wide they are, and the document between them. It costs more than the rest
 * of the window and is no part of the first picture, so it is built after that. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-hidden-bar.h"
#include "sch-native-files.h"
#include "sch-window-private.h"

#define RESOURCE "/org/scholiast/Scholiast/ui/sch-corpus-page.ui"
#define NARROW_WIDTH 1100
#define NARROW_DOCUMENTS 190
#define NARROW_INSPECTOR 260

/* --- Widths --------------------------------------------------------------------------------- */

static int
get_max_position (GtkPaned *paned)
{
  int max_position;

  g_object_get (paned, "max-position", &max_position, NULL);
  return max_position;
}

/* Once the window has its width: the panels as wide as they were, or less in a small window. */
static gboolean
place_panels_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SchWindow *self = SCH_WINDOW (data);
  int width = gtk_widget_get_width (GTK_WIDGET (self->outer_paned));
  gboolean narrow = width < NARROW_WIDTH;
  int documents = g_settings_get_int (self->settings, "documents-width");
  int inspector = g_settings_get_int (self->settings, "inspector-width");
  int height = g_settings_get_int (self->settings, "inspector-height");
  int middle;

  if (width <= 1 || get_max_position (self->outer_paned) <= 0)
    return G_SOURCE_CONTINUE;
  if (narrow)
    {
      documents = MIN (documents, NARROW_DOCUMENTS);
      inspector = MIN (inspector, NARROW_INSPECTOR);
    }
  gtk_paned_set_position (self->outer_paned, documents);
  /* When the middle then gets another width, the end keeps its own. */
  middle = gtk_widget_get_width (GTK_WIDGET (self->inner_paned));
  gtk_paned_set_position (self->inner_paned, middle - inspector);
  if (height > 0 && height < gtk_widget_get_height (GTK_WIDGET (self->outer_paned)))
    gtk_paned_set_position (self->right_paned, height);
  self->panels_placed = TRUE;
  return G_SOURCE_REMOVE;
}

static void
mapped_cb (SchWindow *self)
{
  if (!self->panels_placed)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->outer_paned), place_panels_cb, self, NULL);
}

/* For the next window. */
void
sch_window_remember_panels (SchWindow *self)
{
  gboolean split;

  /* In a small window the panels were made smaller; that is not what the person chose. */
  if (!self->panels_placed || gtk_widget_get_width (GTK_WIDGET (self->outer_paned)) < NARROW_WIDTH)
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (self->documents)))
    g_settings_set_int (self->settings, "documents-width",
                        CLAMP (gtk_paned_get_position (self->outer_paned), 120, 4096));
  if (gtk_widget_get_visible (GTK_WIDGET (self->right_panel)))
    g_settings_set_int (self->settings, "inspector-width",
                        CLAMP (gtk_widget_get_width (GTK_WIDGET (self->right_panel)), 120, 4096));
  /* Only where the person moved it: else it is shared out anew in a window of another height. */
  g_object_get (self->right_paned, "position-set", &split, NULL);
  if (split && gtk_widget_get_visible (GTK_WIDGET (self->right_panel)))
    g_settings_set_int (self->settings, "inspector-height",
                        CLAMP (gtk_paned_get_position (self->right_paned), 0, 4096));
}

/* --- What it shows -------------------------------------------------------------------------- */

static void
update_no_texts (SchWindow *self)
{
  g_auto (GStrv)
      patterns = sch_corpus_get_info (self->corpus) != NULL
                     ? sch_tree_dup_strv (sch_corpus_get_info (self->corpus), "documents")
                     : NULL;
  g_autofree char *joined = patterns != NULL && patterns[0] != NULL ? g_strjoinv ("  ", patterns)
                                                                    : g_strdup ("**/*.txt");
  g_autofree char *text = NULL;

  /* Translators: the first %s is a folder, the second are patterns of file names. */
  text = g_strdup_printf (_ ("Documents are the files in %s that match: %s\nCopy texts into the "
                             "folder; they appear here by themselves."),
                          sch_corpus_get_root (self->corpus), joined);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->no_texts_page), text);
}

void
sch_window_update_corpus_page (SchWindow *self)
{
  gboolean any = sch_workspace_get_document (self->workspace) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->document_bar), any);
  if (self->corpus != NULL && !any &&
      g_list_model_get_n_items (sch_corpus_get_documents (self->corpus)) == 0)
    {
      update_no_texts (self);
      gtk_stack_set_visible_child (self->document_stack, self->no_texts_page);
    }
  else
    {
      gtk_stack_set_visible_child (self->document_stack, self->document_bin);
    }
}

/* --- Building it ---------------------------------------------------------------------------- */

#define GET(member, TYPE) \
  self->member = TYPE (gtk_builder_get_object (self->corpus_builder, #member))

static void
build (SchWindow *self)
{
  g_type_ensure (SCH_TYPE_BIN_LAYOUT);
  g_type_ensure (SCH_TYPE_CORPUS_BARS);
  g_type_ensure (SCH_TYPE_DOCUMENT_BAR);
  g_type_ensure (SCH_TYPE_DOCUMENTS_PANEL);
  g_type_ensure (SCH_TYPE_INSPECTOR);
  g_type_ensure (SCH_TYPE_PALETTE);
  g_type_ensure (SCH_TYPE_SIDE_PANEL);
  self->corpus_builder = gtk_builder_new_from_resource (RESOURCE);
  GET (corpus_page, GTK_WIDGET);
  GET (outer_paned, GTK_PANED);
  GET (inner_paned, GTK_PANED);
  GET (right_paned, GTK_PANED);
  GET (documents, SCH_DOCUMENTS_PANEL);
  GET (right_panel, SCH_SIDE_PANEL);
  GET (inspector, SCH_INSPECTOR);
  GET (palette, SCH_PALETTE);
  GET (bars, SCH_CORPUS_BARS);
  GET (document_stack, GTK_STACK);
  GET (no_texts_page, GTK_WIDGET);
  GET (document_bin, GTK_WIDGET);
  GET (document_slot, GTK_WIDGET);
  GET (document_bar, SCH_DOCUMENT_BAR);
}

/**
 * sch_window_add_corpus_page:
 *
 * Before this is called all members for parts of the page are NULL; from then on they are there as long as
 * the window.
 */
void
sch_window_add_corpus_page (SchWindow *self)
{
  build (self);
  g_signal_connect_object (self->corpus_page, "map", G_CALLBACK (mapped_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "show-documents", self->documents, "visible",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "show-inspector", self->right_panel, "visible",
                   G_SETTINGS_BIND_GET);
  self->document_page = SCH_DOCUMENT_PAGE (sch_document_page_new (self->workspace));
  gtk_widget_set_vexpand (GTK_WIDGET (self->document_page), TRUE);
  gtk_box_append (GTK_BOX (self->document_slot), sch_hidden_bar_new (self->workspace));
  gtk_box_append (GTK_BOX (self->document_slot), GTK_WIDGET (self->document_page));
  sch_documents_panel_set_workspace (self->documents, self->workspace);
  sch_inspector_set_workspace (self->inspector, self->workspace);
  sch_palette_set_workspace (self->palette, self->workspace);
  sch_corpus_bars_set_workspace (self->bars, self->workspace);
  sch_document_bar_set_workspace (self->document_bar, self->workspace);
  sch_window_add_keys (self);
  gtk_stack_add_child (self->stack, self->corpus_page);
}
