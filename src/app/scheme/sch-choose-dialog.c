/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemes beside what is in the one that is selected. Nothing is changed here: the scheme that is taken
 * is handed on when the window closes. */

#include "config.h"

#include "sch-choose-dialog.h"

#include <glib/gi18n-lib.h>

#include "sch-label-help.h"
#include "sch-message.h"
#include "sch-scheme-adopt.h"
#include "sch-scheme-catalog.h"
#include "sch-swatch.h"

struct _SchChooseDialog
{
  AdwWindow parent_instance;

  GtkListBox *schemes;
  GtkLabel *name;
  GtkLabel *description;
  GtkListBox *labels;
  GtkLabel *more; /* relations and rules */
  GtkWidget *remove;
  GtkWidget *use;

  SchWorkspace *workspace;
  SchSchemeCatalog *catalog;
  SchScheme *scheme; /* (nullable): of the selected row */
};

G_DEFINE_FINAL_TYPE (SchChooseDialog, sch_choose_dialog, ADW_TYPE_WINDOW)

/* --- What is in the selected one ------------------------------------------------------------- */

static GtkWidget *
make_label_row (const SchLabel *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = sch_swatch_new ();
  GtkWidget *name = gtk_label_new (label->name);
  g_autofree char *tooltip = sch_label_help_dup_tooltip (label);

  sch_swatch_set_label (SCH_SWATCH (swatch), label);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_margin_start (box, *label->parent != '\0' ? 24 : 0);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), name);
  if (*label->key != '\0')
    {
      g_autofree char *upper = g_utf8_strup (label->key, -1);
      GtkWidget *key = gtk_label_new (upper);

      gtk_widget_add_css_class (key, "keycap");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label->description, -1);
  return row;
}

static char *
dup_more (SchScheme *scheme)
{
  guint n_relations = sch_scheme_get_n_relation_types (scheme);
  guint n_rules = sch_scheme_get_rules (scheme)->len;
  g_autofree char *relations = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u relation",
                                                             "%u relations", n_relations),
                                                n_relations);
  g_autofree char *rules = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rule", "%u rules",
                                                         n_rules),
                                            n_rules);

  /* Translators: “3 relations, 2 rules”. */
  return g_strdup_printf (_ ("%s, %s"), relations, rules);
}

static void
show_labels (SchChooseDialog *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->labels))) != NULL)
    gtk_list_box_remove (self->labels, row);
  for (int kind = 0; self->scheme != NULL && kind < SCH_N_KINDS; kind++)
    for (guint i = 0; i < sch_scheme_get_n_labels (self->scheme); i++)
      {
        const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);

        if ((int) label->kind == kind && !label->retired)
          gtk_list_box_append (self->labels, make_label_row (label));
      }
}

static const SchSchemeEntry *
get_entry (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "entry") : NULL;
}

static void
row_selected_cb (SchChooseDialog *self, GtkListBoxRow *row)
{
  const SchSchemeEntry *entry = get_entry (row);
  g_autoptr (GError) error = NULL;
  g_autofree char *more = NULL;

  g_clear_pointer (&self->scheme, sch_scheme_unref);
  if (entry != NULL)
    self->scheme = sch_scheme_catalog_load (self->catalog, entry->id, &error);
  if (self->scheme != NULL)
    more = dup_more (self->scheme);
  gtk_label_set_text (self->name, entry != NULL ? entry->name : "");
  gtk_label_set_text (self->description, error != NULL   ? error->message
                                         : entry != NULL ? entry->description
                                                         : "");
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->description), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->description), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          *gtk_label_get_text (self->description) != '\0');
  gtk_label_set_text (self->more, more != NULL ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), more != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->labels), self->scheme != NULL);
  gtk_widget_set_visible (self->remove, entry != NULL && entry->own);
  gtk_widget_set_sensitive (self->use, self->scheme != NULL);
  show_labels (self);
}

/* --- Choosing -------------------------------------------------------------------------------- */

static void
use_cb (SchChooseDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (self->scheme == NULL || parent == NULL)
    return;
  sch_scheme_adopt (GTK_WIDGET (parent), self->workspace, self->scheme);
  gtk_window_close (GTK_WINDOW (self));
}

/* Loading is the business of the corpus's window, which may have the scheme's window before it. */
static void
from_file_cb (SchChooseDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  while (parent != NULL &&
         !gtk_widget_activate_action (GTK_WIDGET (parent), "win.load-scheme", NULL))
    parent = gtk_window_get_transient_for (parent);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- The list -------------------------------------------------------------------------------- */

static GtkWidget *
make_row (SchChooseDialog *self, const SchSchemeEntry *entry, const char *current)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u label", "%u labels",
                                                         entry->n_labels),
                                            entry->n_labels);
  g_autofree char *subtitle = NULL;

  if (entry->error != NULL)
    subtitle = g_strdup (_ ("Cannot be read"));
  else if (g_strcmp0 (entry->name, current) == 0)
    /* Translators: %s is “18 labels”. */
    subtitle = g_strdup_printf (_ ("%s · in use here"), count);
  else
    subtitle = g_strdup (count);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "entry", (gpointer) entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, entry->description, -1);
  return row;
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  gboolean own = get_entry (row)->own;
  GtkWidget *label;

  if (before != NULL && get_entry (before)->own == own)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (own ? _ ("My Schemes") : _ ("Schemes of Scholiast"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_start (label, 26);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_box_row_set_header (row, label);
}

static void
fill (SchChooseDialog *self)
{
  GPtrArray *entries = sch_scheme_catalog_get_entries (self->catalog);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->schemes))) != NULL)
    gtk_list_box_remove (self->schemes, row);
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->schemes,
                         make_row (self, g_ptr_array_index (entries, i),
                                   scheme != NULL ? sch_scheme_get_name (scheme) : NULL));
  gtk_list_box_select_row (self->schemes, gtk_list_box_get_row_at_index (self->schemes, 0));
}

static void
remove_answered_cb (const char *answer, gpointer data)
{
  g_autoptr (SchChooseDialog) self = data;
  const SchSchemeEntry *entry;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (self->catalog == NULL || !g_str_equal (answer, "remove"))
    return;
  entry = get_entry (gtk_list_box_get_selected_row (self->schemes));
  id = entry != NULL && entry->own ? g_strdup (entry->id) : NULL;
  if (id == NULL)
    return;
  if (sch_scheme_catalog_remove (self->catalog, id, &error))
    sch_scheme_catalog_refresh (self->catalog);
  else
    sch_workspace_show_error (self->workspace, error);
  fill (self);
}

static void
remove_cb (SchChooseDialog *self)
{
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "remove", _ ("_Remove"), SCH_ANSWER_DESTRUCTIVE },
  };
  const SchSchemeEntry *entry = get_entry (gtk_list_box_get_selected_row (self->schemes));
  g_autofree char *heading = NULL;

  if (entry == NULL)
    return;
  /* Translators: %s is the name of a scheme. */
  heading = g_strdup_printf (_ ("Remove “%s” from Your Schemes?"), entry->name);
  sch_message_ask (GTK_WINDOW (self), heading, _ ("Corpora that use it keep what they have."), NULL,
                   answers, G_N_ELEMENTS (answers), remove_answered_cb, g_object_ref (self));
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
sch_choose_dialog_dispose (GObject *object)
{
  SchChooseDialog *self = SCH_CHOOSE_DIALOG (object);

  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_pointer (&self->catalog, sch_scheme_catalog_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_choose_dialog_parent_class)->dispose (object);
}

static void
sch_choose_dialog_class_init (SchChooseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_choose_dialog_dispose;
  g_type_ensure (SCH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-choose-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SchChooseDialog, schemes);
  gtk_widget_class_bind_template_child (widget_class, SchChooseDialog, name);
  gtk_widget_class_bind_template_child (widget_class, SchChooseDialog, description);
  gtk_widget_class_bind_template_child (widget_class, SchChooseDialog, labels);
  gtk_widget_class_bind_template_child (widget_class, SchChooseDialog, more);
  gtk_widget_class_bind_template_child (widget_class, SchChooseDialog, remove);
  gtk_widget_class_bind_template_child (widget_class, SchChooseDialog, use);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sch_choose_dialog_init (SchChooseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->schemes, header_func, NULL, NULL);
}

SchChooseDialog *
sch_choose_dialog_new (GtkWindow *parent, SchWorkspace *workspace)
{
  const SchEnvironment *environment = sch_workspace_get_environment (workspace);
  SchChooseDialog *self = g_object_new (SCH_TYPE_CHOOSE_DIALOG, "transient-for", parent, NULL);
  GtkListBoxRow *row;

  self->workspace = g_object_ref (workspace);
  self->catalog = sch_scheme_catalog_new (environment->data_dir, environment->schemes_dir);
  fill (self);
  row = gtk_list_box_get_selected_row (self->schemes);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return self;
}
