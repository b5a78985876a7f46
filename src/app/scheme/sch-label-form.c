/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one label.
 *
 * Always holds: it shows the label as the scheme has it; what could not be changed is shown as it was. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-label-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-attribute-list.h"
#include "sch-color-row.h"
#include "sch-key-row.h"
#include "sch-label-edits.h"
#include "sch-scheme-entry.h"
#include "sch-scheme-rows.h"
#include "sch-strings-editor.h"

struct _SchLabelForm
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkEditable *name;
  AdwComboRow *kind;
  AdwComboRow *parent;
  SchColorRow *color;
  SchLabelKeyRow *key;
  SchTextRow *description;
  SchStringsEditor *examples;
  SchStringsEditor *counterexamples;
  GtkSwitch *excluded;
  AdwPreferencesGroup *attributes;
  GtkWidget *attribute_list; /* (nullable): of the label on show */
  char *attribute_owner;     /* (nullable): whose attributes these are */
  GtkLabel *id_label;

  SchWorkspace *workspace;
  char *label;
  GPtrArray *parents; /* of id, in the order of the row; the first is "" */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SchLabelForm, sch_label_form, GTK_TYPE_WIDGET)

static const SchLabel *
get_label (SchLabelForm *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  return scheme != NULL && self->label != NULL ? sch_scheme_get_label (scheme, self->label) : NULL;
}

static void fill (SchLabelForm *self);

/* The form shows what is so, not what was tried. */
static void
check (SchLabelForm *self, gboolean done)
{
  if (!done)
    fill (self);
}

/* --- Changes by the person ------------------------------------------------------------------ */

static gboolean
name_typed_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchLabelForm *self = data;

  return sch_label_edits_rename (self->workspace, self->label, text, complaint);
}

static void
kind_cb (SchLabelForm *self)
{
  guint kind = adw_combo_row_get_selected (self->kind);

  if (!self->filling && kind < SCH_N_KINDS && get_label (self) != NULL)
    check (self, sch_label_edits_set_kind (self->workspace, self->label, kind));
}

static void
parent_cb (SchLabelForm *self)
{
  guint position = adw_combo_row_get_selected (self->parent);

  if (!self->filling && position < self->parents->len)
    check (self, sch_label_edits_set_parent (self->workspace, self->label,
                                             g_ptr_array_index (self->parents, position)));
}

static void
color_cb (SchLabelForm *self, const char *color)
{
  check (self, sch_label_edits_set_color (self->workspace, self->label, color));
}

static void
key_cb (SchLabelForm *self, const char *key)
{
  check (self, sch_label_edits_set_key (self->workspace, self->label, key));
}

static void
swap_cb (SchLabelForm *self, const char *other)
{
  check (self, sch_label_edits_swap_keys (self->workspace, self->label, other));
}

static void
description_cb (SchLabelForm *self, const char *text)
{
  check (self, sch_label_edits_describe (self->workspace, self->label, text));
}

static void
examples_cb (SchLabelForm *self, char **strings, int change)
{
  check (self, sch_label_edits_set_examples (self->workspace, self->label, FALSE,
                                             (const char *const *) strings, change));
}

static void
counterexamples_cb (SchLabelForm *self, char **strings, int change)
{
  check (self, sch_label_edits_set_examples (self->workspace, self->label, TRUE,
                                             (const char *const *) strings, change));
}

static void
excluded_cb (SchLabelForm *self)
{
  if (!self->filling)
    check (self, sch_label_edits_set_excluded (self->workspace, self->label,
                                               gtk_switch_get_active (self->excluded)));
}

/* --- Filling -------------------------------------------------------------------------------- */

/* Labels of the same kind that do not stand below this one, with points for those above them. */
static void
fill_parents (SchLabelForm *self, SchScheme *scheme, const SchLabel *label)
{
  g_autoptr (GArray) places = sch_label_order_list (scheme);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const SchLabel *parent = sch_label_order_get_parent (scheme, label);
  guint selected = 0;

  g_ptr_array_set_size (self->parents, 0);
  g_ptr_array_add (self->parents, g_strdup (""));
  gtk_string_list_append (names, C_ ("parent label", "None"));
  for (guint i = 0; i < places->len && !label->retired; i++)
    {
      const SchLabel *other = g_array_index (places, SchLabelPlace, i).label;

      if (other->retired || other->kind != label->kind ||
          sch_label_order_is_below (scheme, other, label))
        continue;
      if (other == parent)
        selected = self->parents->len;
      gtk_string_list_append (names, other->name);
      g_ptr_array_add (self->parents, g_strdup (other->id));
    }
  adw_combo_row_set_model (self->parent, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->parent, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->parent), self->parents->len > 1);
}

static void
fill_color (SchLabelForm *self, SchScheme *scheme, const SchLabel *label)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) colors = g_ptr_array_new ();

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *other = sch_scheme_get_label_at (scheme, i);

      if (other == label || other->retired || other->kind != label->kind)
        continue;
      g_ptr_array_add (names, other->name);
      g_ptr_array_add (colors, other->color);
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (colors, NULL);
  sch_color_row_show (self->color, label->color, (const char *const *) names->pdata,
                      (const char *const *) colors->pdata);
}

static void
fill_id (SchLabelForm *self, const SchLabel *label)
{
  g_autofree char *replaced = label->replaces != NULL ? g_strjoinv (", ", label->replaces)
                                                      : g_strdup ("");
  g_autofree char *text = NULL;

  if (*replaced != '\0')
    /* Translators: the id of a label in files, and the ids of labels that were merged into it. */
    text = g_strdup_printf (_ ("In files: %s, also for %s"), label->id, replaced);
  else
    /* Translators: the id of a label in files, which never changes. */
    text = g_strdup_printf (_ ("In files: %s"), label->id);
  gtk_label_set_text (self->id_label, text);
}

static void
fill_with (SchLabelForm *self, SchScheme *scheme, const SchLabel *label)
{
  SchLabelKeys *keys = sch_workspace_get_label_keys (self->workspace);

  sch_scheme_entry_show (self->name, label->name);
  adw_combo_row_set_selected (self->kind, label->kind);
  fill_parents (self, scheme, label);
  fill_color (self, scheme, label);
  sch_label_key_row_show (self->key, scheme, label,
                          keys != NULL ? sch_label_keys_get_key (keys, label->id) : label->key);
  sch_text_row_show (self->description, label->description);
  sch_strings_editor_show (self->examples, (const char *const *) label->examples);
  sch_strings_editor_show (self->counterexamples, (const char *const *) label->counterexamples);
  gtk_switch_set_active (self->excluded, g_str_equal (label->role, "exclude"));
  fill_id (self, label);
}

/* The list follows the scheme by itself; another label has another one. */
static void
show_attributes (SchLabelForm *self)
{
  const SchSchemePlace list = { SCH_PART_LABEL_ATTRIBUTE, self->label, NULL, NULL };

  if (g_strcmp0 (self->attribute_owner, self->label) == 0)
    return;
  if (self->attribute_list != NULL)
    adw_preferences_group_remove (self->attributes, self->attribute_list);
  g_free (self->attribute_owner);
  self->attribute_owner = g_strdup (self->label);
  self->attribute_list = sch_attribute_list_new (self->workspace, &list, _ ("Attributes"));
  adw_preferences_group_add (self->attributes, self->attribute_list);
}

static void
fill (SchLabelForm *self)
{
  const SchLabel *label = get_label (self);

  gtk_widget_set_visible (GTK_WIDGET (self->box), label != NULL);
  if (label == NULL)
    return;
  self->filling = TRUE;
  fill_with (self, sch_workspace_get_scheme (self->workspace), label);
  self->filling = FALSE;
  show_attributes (self);
}

void
sch_label_form_open_attribute (SchLabelForm *self, const char *id)
{
  g_return_if_fail (SCH_IS_LABEL_FORM (self));

  if (self->attribute_list != NULL)
    sch_attribute_list_open (SCH_ATTRIBUTE_LIST (self->attribute_list), id);
}

void
sch_label_form_flush (SchLabelForm *self)
{
  g_return_if_fail (SCH_IS_LABEL_FORM (self));

  if (get_label (self) == NULL)
    return;
  /* A name that cannot be is not kept for the next label. */
  if (!sch_scheme_entry_flush (self->name))
    fill (self);
  sch_text_row_flush (self->description);
  sch_strings_editor_flush (self->examples);
  sch_strings_editor_flush (self->counterexamples);
  sch_scheme_rows_flush (GTK_WIDGET (self->attributes));
}

void
sch_label_form_show (SchLabelForm *self, const char *id)
{
  g_return_if_fail (SCH_IS_LABEL_FORM (self));

  if (g_strcmp0 (id, self->label) != 0)
    {
      g_autofree char *next = g_strdup (id);

      sch_label_form_flush (self);
      g_free (self->label);
      self->label = g_steal_pointer (&next);
    }
  fill (self);
}

void
sch_label_form_focus_name (SchLabelForm *self)
{
  g_return_if_fail (SCH_IS_LABEL_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_editable_select_region (self->name, 0, -1);
}

/* --- Making it ------------------------------------------------------------------------------ */

static AdwPreferencesGroup *
add_group (SchLabelForm *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static AdwComboRow *
add_combo (SchLabelForm *self, AdwPreferencesGroup *group, const char *title, GCallback selected)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "notify::selected", selected, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static void
add_kinds (SchLabelForm *self)
{
  const char *const kinds[] = {
    [SCH_KIND_ENTITY] = C_ ("kind of label", "Entity"),
    [SCH_KIND_CLAIM] = C_ ("kind of label", "Claim"),
    [SCH_KIND_SOURCE] = C_ ("kind of label", "Source"),
    [SCH_KIND_CUE] = C_ ("kind of label", "Cue"),
    [SCH_KIND_OTHER] = C_ ("kind of label", "Other"),
    [SCH_N_KINDS] = NULL,
  };
  g_autoptr (GtkStringList) names = gtk_string_list_new (kinds);

  self->filling = TRUE;
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (names));
  self->filling = FALSE;
}

static void
add_appearance (SchLabelForm *self)
{
  AdwPreferencesGroup *group = add_group (self, NULL);

  self->name = GTK_EDITABLE (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name"));
  adw_preferences_group_add (group, GTK_WIDGET (self->name));
  sch_scheme_entry_watch (self->name, name_typed_cb, self);
  self->kind = add_combo (self, group, _ ("Kind"), G_CALLBACK (kind_cb));
  add_kinds (self);
  self->parent = add_combo (self, group, _ ("Below"), G_CALLBACK (parent_cb));
  self->key = SCH_LABEL_KEY_ROW (sch_label_key_row_new ());
  g_signal_connect_object (self->key, "changed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key, "swapped", G_CALLBACK (swap_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->key));
  self->color = SCH_COLOR_ROW (sch_color_row_new (_ ("Colour")));
  g_signal_connect_object (self->color, "changed", G_CALLBACK (color_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->color));
}

static void
add_meaning (SchLabelForm *self)
{
  AdwPreferencesGroup *group = add_group (self, _ ("Meaning"));

  self->description = SCH_TEXT_ROW (sch_text_row_new (_ ("Description")));
  g_signal_connect_object (self->description, "committed", G_CALLBACK (description_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->description));
  self->examples = SCH_STRINGS_EDITOR (
      sch_strings_editor_new (_ ("Examples"), _ ("What gets this label"), _ ("Example")));
  g_signal_connect_object (self->examples, "changed", G_CALLBACK (examples_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->box, GTK_WIDGET (self->examples));
  self->counterexamples = SCH_STRINGS_EDITOR (
      sch_strings_editor_new (_ ("Counter-Examples"),
                              _ ("What looks like it, and gets another one"),
                              _ ("Counter-Example")));
  g_signal_connect_object (self->counterexamples, "changed", G_CALLBACK (counterexamples_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->box, GTK_WIDGET (self->counterexamples));
}

static void
add_use (SchLabelForm *self)
{
  AdwPreferencesGroup *group;
  GtkWidget *row = adw_action_row_new ();

  self->attributes = add_group (self, _ ("Attributes"));
  group = add_group (self, _ ("Use"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Not part of the text"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("What has this label is left out of exports on request"));
  self->excluded = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->excluded), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->excluded, "notify::active", G_CALLBACK (excluded_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->excluded));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->excluded));
  adw_preferences_group_add (group, row);
  self->id_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->id_label, 0);
  gtk_label_set_wrap (self->id_label, TRUE);
  gtk_label_set_wrap_mode (self->id_label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->id_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->id_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->id_label), "dim-label");
  gtk_box_append (self->box, GTK_WIDGET (self->id_label));
}

static void
sch_label_form_dispose (GObject *object)
{
  SchLabelForm *self = SCH_LABEL_FORM (object);

  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_label_form_parent_class)->dispose (object);
}

static void
sch_label_form_finalize (GObject *object)
{
  SchLabelForm *self = SCH_LABEL_FORM (object);

  g_free (self->label);
  g_free (self->attribute_owner);
  g_ptr_array_unref (self->parents);
  G_OBJECT_CLASS (sch_label_form_parent_class)->finalize (object);
}

static void
sch_label_form_class_init (SchLabelFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_label_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_label_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_label_form_init (SchLabelForm *self)
{
  self->parents = g_ptr_array_new_with_free_func (g_free);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  add_appearance (self);
  add_meaning (self);
  add_use (self);
}

GtkWidget *
sch_label_form_new (SchWorkspace *workspace)
{
  SchLabelForm *self = g_object_new (SCH_TYPE_LABEL_FORM, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (sch_workspace_get_settings (workspace), "changed::key-set",
                           G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
