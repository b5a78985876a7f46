/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of doubts, under the titles of their documents. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-doubt-list.h"
#include "sch-doubts-page.h"
#include "sch-swatch.h"

struct _SchDoubtsPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *progress;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *list_page;
  GtkWidget *empty_page;

  SchWorkspace *workspace;
  SchDoubtList *doubts;
};

G_DEFINE_FINAL_TYPE (SchDoubtsPage, sch_doubts_page, GTK_TYPE_WIDGET)

static void
update_page (SchDoubtsPage *self)
{
  guint n_waiting = sch_doubt_list_get_n_waiting (self->doubts);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->doubts)) > 0;
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "Reading… %u document to go",
                                                        "Reading… %u documents to go", n_waiting),
                                           n_waiting);

  gtk_label_set_text (self->progress, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), n_waiting > 1);
  gtk_stack_set_visible_child (self->stack,
                               any || n_waiting > 0 ? self->list_page : self->empty_page);
}

static void
activate_cb (SchDoubtsPage *self, guint position)
{
  g_autoptr (SchDoubt) doubt = g_list_model_get_item (G_LIST_MODEL (self->doubts), position);
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchDocument *document = doubt != NULL && corpus != NULL
                              ? sch_corpus_find_document (corpus, sch_doubt_get_path (doubt))
                              : NULL;

  if (document == NULL)
    return;
  sch_workspace_set_document (self->workspace, document);
  if (sch_doubt_get_span (doubt) != NULL)
    sch_workspace_select_span (self->workspace, sch_doubt_get_span (doubt), TRUE);
}

/* --- Rows ----------------------------------------------------------------------------------- */

static GtkWidget *
add_label (GtkWidget *row, GtkWidget *box, const char *key)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_object_set_data (G_OBJECT (row), key, label);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDoubtsPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = g_object_new (SCH_TYPE_SWATCH, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption;

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (row), "swatch", swatch);
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), texts);
  add_label (row, texts, "text");
  caption = add_label (row, texts, "caption");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_list_item_set_child (item, row);
}

static char *
dup_caption (SchDoubt *doubt, const char *label)
{
  const char *note = sch_doubt_get_note (doubt);

  /* Translators: the label and the note of an annotation. */
  return note != NULL && *note != '\0' ? g_strdup_printf (_ ("%s · %s"), label, note)
                                       : g_strdup (label);
}

/* What a screen reader says for the row. */
static char *
dup_name (SchDoubt *doubt, const char *label)
{
  const char *note = sch_doubt_get_note (doubt);

  if (note != NULL && *note != '\0')
    /* Translators: label and text of an annotation in doubt, and its note. */
    return g_strdup_printf (_ ("%s: %s, in doubt, %s"), label, sch_doubt_get_text (doubt), note);
  /* Translators: label and text of an annotation in doubt. */
  return g_strdup_printf (_ ("%s: %s, in doubt"), label, sch_doubt_get_text (doubt));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDoubtsPage *self)
{
  SchDoubt *doubt = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *text = g_object_get_data (G_OBJECT (row), "text");
  GtkWidget *caption = g_object_get_data (G_OBJECT (row), "caption");
  gboolean heading = sch_doubt_get_span (doubt) == NULL;
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *label = !heading && scheme != NULL
                              ? sch_scheme_get_label (scheme, sch_doubt_get_label (doubt))
                              : NULL;
  const char *label_name = label != NULL ? label->name : sch_doubt_get_label (doubt);
  g_autofree char *below = heading ? g_strdup ("") : dup_caption (doubt, label_name);
  g_autofree char *name = NULL;

  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "swatch"), !heading);
  gtk_widget_set_visible (caption, !heading);
  if (heading)
    gtk_widget_add_css_class (text, "heading");
  else
    gtk_widget_remove_css_class (text, "heading");
  sch_swatch_set_label (g_object_get_data (G_OBJECT (row), "swatch"), label);
  gtk_label_set_text (GTK_LABEL (text), sch_doubt_get_text (doubt));
  gtk_label_set_text (GTK_LABEL (caption), below);
  name = heading ? g_strdup (sch_doubt_get_text (doubt)) : dup_name (doubt, label_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_doubts_page_dispose (GObject *object)
{
  SchDoubtsPage *self = SCH_DOUBTS_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->doubts != NULL)
    g_signal_handlers_disconnect_by_data (self->doubts, self);
  g_clear_object (&self->doubts);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_doubts_page_parent_class)->dispose (object);
}

static void
sch_doubts_page_class_init (SchDoubtsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_doubts_page_dispose;
  g_type_ensure (SCH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-doubts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchDoubtsPage, box);
  gtk_widget_class_bind_template_child (widget_class, SchDoubtsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, SchDoubtsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SchDoubtsPage, list);
  gtk_widget_class_bind_template_child (widget_class, SchDoubtsPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchDoubtsPage, empty_page);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_doubts_page_init (SchDoubtsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sch_doubts_page_new (SchWorkspace *workspace)
{
  SchDoubtsPage *self = g_object_new (SCH_TYPE_DOUBTS_PAGE, NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->workspace = g_object_ref (workspace);
  self->doubts = sch_doubt_list_new (workspace);
  selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->doubts))));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (self->doubts, "items-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->doubts, "progress-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  update_page (self);
  return GTK_WIDGET (self);
}
