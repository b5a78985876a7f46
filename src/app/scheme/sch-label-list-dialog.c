/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list is pasted or typed; below it stands what it will make. Nothing is changed before Add. */

#include "config.h"

#include "sch-label-list-dialog.h"

#include <glib/gi18n-lib.h>

#include "sch-dialog.h"
#include "sch-label-list.h"
#include "sch-label-suggest.h"
#include "sch-later.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-place.h"
#include "sch-swatch.h"

#define INDENT 24
/* More than a person looks through. */
#define MAX_ROWS 300u

struct _SchLabelListDialog
{
  AdwWindow parent_instance;

  GtkTextView *text;
  GtkDropDown *kind;
  GtkLabel *status;
  GtkListBox *warnings;
  GtkListBox *preview;
  GtkWidget *add;

  SchWorkspace *workspace;
  SchLabelList *list; /* (nullable): of the text as it was last read */
  guint source;
};

G_DEFINE_FINAL_TYPE (SchLabelListDialog, sch_label_list_dialog, ADW_TYPE_WINDOW)

static SchKind
get_kind (SchLabelListDialog *self)
{
  return (SchKind) gtk_drop_down_get_selected (self->kind);
}

/* --- What it will make ------------------------------------------------------------------------ */

static guint
get_depth (SchLabelList *list, const SchProposedLabel *label)
{
  guint depth = label->parent_id != NULL;

  while (label->parent != 0)
    {
      label = g_ptr_array_index (list->labels, label->parent - 1);
      depth++;
    }
  return depth;
}

static GtkWidget *
make_row (SchLabelListDialog *self, const SchProposedLabel *proposed)
{
  const SchLabel label = { .id = proposed->name,
                           .name = proposed->name,
                           .color = proposed->color,
                           .kind = proposed->has_kind ? proposed->kind : get_kind (self) };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *swatch = sch_swatch_new ();

  sch_swatch_set_label (SCH_SWATCH (swatch), &label);
  gtk_widget_set_margin_start (swatch, (int) (get_depth (self->list, proposed) * INDENT));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), proposed->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), proposed->existing != NULL
                                                         ? _ ("Here already: it is left as it is")
                                                         : proposed->description);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), swatch);
  if (*proposed->key != '\0')
    {
      g_autofree char *upper = g_utf8_strup (proposed->key, -1);
      GtkWidget *key = gtk_label_new (upper);

      gtk_widget_add_css_class (key, "keycap");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), key);
    }
  gtk_widget_set_sensitive (row, proposed->existing == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  proposed->name, -1);
  return row;
}

static GtkWidget *
make_warning (const SchLabelListWarning *warning)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: %u is the number of a line of a text. */
  g_autofree char *line = g_strdup_printf (_ ("Line %u"), warning->line);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), warning->text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, line,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, warning->text, -1);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show_count (SchLabelListDialog *self)
{
  guint n = self->list != NULL ? sch_label_list_count_new (self->list) : 0;
  g_autofree char *button = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Add %u Label",
                                                          "_Add %u Labels", n),
                                             n);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new label",
                                                        "%u new labels", n),
                                           n);

  gtk_button_set_label (GTK_BUTTON (self->add), n > 0 ? button : _ ("_Add"));
  gtk_label_set_text (self->status, text);
  gtk_widget_set_visible (GTK_WIDGET (self->status),
                          self->list != NULL &&
                              self->list->labels->len + self->list->warnings->len > 0);
  gtk_widget_set_sensitive (self->add, n > 0);
}

static gboolean
read_cb (gpointer data)
{
  SchLabelListDialog *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  self->source = 0;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_clear_pointer (&self->list, sch_label_list_free);
  self->list = sch_label_list_parse (text, sch_workspace_get_scheme (self->workspace));
  clear_list (self->preview);
  clear_list (self->warnings);
  for (guint i = 0; i < MIN (self->list->labels->len, MAX_ROWS); i++)
    gtk_list_box_append (self->preview, make_row (self, g_ptr_array_index (self->list->labels, i)));
  for (guint i = 0; i < MIN (self->list->warnings->len, MAX_ROWS); i++)
    gtk_list_box_append (self->warnings,
                         make_warning (g_ptr_array_index (self->list->warnings, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->preview), self->list->labels->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), self->list->warnings->len > 0);
  show_count (self);
  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (SchLabelListDialog *self)
{
  if (self->source == 0)
    self->source = sch_later_add (read_cb, self);
}

/* --- Adding ----------------------------------------------------------------------------------- */

/* Those for which the list has no key get one, as long as there is one. */
static void
give_keys (SchSchemeDraft *draft, char **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SchSchemePlace place = { .part = SCH_PART_LABEL, .id = ids[i] };
      g_autoptr (SchScheme) now = sch_scheme_draft_finish (draft, NULL);
      const SchLabel *label = now != NULL ? sch_scheme_get_label (now, ids[i]) : NULL;
      g_autofree char *key = NULL;

      if (label == NULL || *label->key != '\0')
        continue;
      key = sch_scheme_suggest_key (now, label->name);
      if (*key == '\0')
        continue;
      sch_scheme_draft_set_string (draft, &place, "key", key);
    }
}

static void
add_cb (SchLabelListDialog *self)
{
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *name = NULL;
  guint n;

  if (self->source != 0)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      read_cb (self);
    }
  n = self->list != NULL ? sch_label_list_count_new (self->list) : 0;
  draft = n > 0 ? sch_scheme_edits_begin (self->workspace) : NULL;
  if (draft == NULL)
    return;
  ids = sch_label_list_add_to_draft (self->list, draft, get_kind (self));
  give_keys (draft, ids);
  name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Add %u Label", "Add %u Labels", n), n);
  if (!sch_scheme_edits_commit (self->workspace, draft, name))
    return;
  sch_workspace_show_message (self->workspace, name, _ ("Undo"), "win.undo");
  gtk_window_close (GTK_WINDOW (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
sch_label_list_dialog_dispose (GObject *object)
{
  SchLabelListDialog *self = SCH_LABEL_LIST_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->list, sch_label_list_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_label_list_dialog_parent_class)->dispose (object);
}

static void
sch_label_list_dialog_class_init (SchLabelListDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_label_list_dialog_dispose;
}

static void
sch_label_list_dialog_init (SchLabelListDialog *self)
{
}

static GtkWidget *
make_text (SchLabelListDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_text_view_set_monospace (self->text, TRUE);
  gtk_text_view_set_left_margin (self->text, 9);
  gtk_text_view_set_right_margin (self->text, 9);
  gtk_text_view_set_top_margin (self->text, 6);
  gtk_text_view_set_bottom_margin (self->text, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("List of labels"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->text));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 150);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "card");
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  return scrolled;
}

static GtkWidget *
make_kind_row (SchLabelListDialog *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (_ ("Kind of labels that do not say one"));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (SchKind kind = SCH_KIND_ENTITY; kind < SCH_N_KINDS; kind++)
    gtk_string_list_append (names, sch_scheme_place_get_kind_title (kind));
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind of labels that do not say one"), -1);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->kind));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (text_changed_cb), self);
  return row;
}

static GtkListBox *
new_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_visible (list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
make_content (SchLabelListDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *help = gtk_label_new (
      _ ("One label a line: its name, then if you like [k] for its key, #3584e4 for its colour "
         "and a description after a colon. Indented lines stand below the label above them. "
         "Tables with a header (name, key, color, kind, description, parent) work too."));

  gtk_label_set_wrap (GTK_LABEL (help), TRUE);
  gtk_label_set_xalign (GTK_LABEL (help), 0);
  gtk_widget_add_css_class (help, "dim-label");
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "heading");
  self->warnings = new_list (_ ("What was not understood"));
  self->preview = new_list (_ ("Labels of the list"));
  gtk_box_append (GTK_BOX (box), help);
  gtk_box_append (GTK_BOX (box), make_text (self));
  gtk_box_append (GTK_BOX (box), make_kind_row (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warnings));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));
  return box;
}

SchLabelListDialog *
sch_label_list_dialog_new (GtkWindow *parent, SchWorkspace *workspace)
{
  SchLabelListDialog *self = g_object_new (SCH_TYPE_LABEL_LIST_DIALOG, "transient-for", parent,
                                           "default-width", 560, "default-height", 560, NULL);

  self->workspace = g_object_ref (workspace);
  self->add = sch_dialog_set_up (ADW_WINDOW (self), _ ("Paste a List of Labels"), _ ("_Add"),
                                 make_content (self));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  show_count (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  return self;
}
