/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the labels: tree, form, and the gestures that concern a label as a whole. */

#include "config.h"

#include "sch-labels-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-label-adder.h"
#include "sch-label-dialogs.h"
#include "sch-label-edits.h"
#include "sch-label-form.h"
#include "sch-label-tree.h"
#include "sch-popup.h"
#include "sch-wrap-layout.h"

struct _SchLabelsPage
{
  SchSchemePage parent_instance;

  SchLabelTree *tree;
  SchLabelForm *form;
  GtkStack *stack;
  GtkWidget *empty_page;
  GtkMenuButton *add_button;
  SchLabelAdder *adder;
  GtkButton *retire_button;
};

G_DEFINE_FINAL_TYPE (SchLabelsPage, sch_labels_page, SCH_TYPE_SCHEME_PAGE)

static SchWorkspace *
get_workspace (SchLabelsPage *self)
{
  return sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
}

static const SchLabel *
get_selected (SchLabelsPage *self)
{
  SchScheme *scheme = sch_scheme_page_get_scheme (SCH_SCHEME_PAGE (self));
  const char *id = sch_label_tree_get_selected (self->tree);

  return scheme != NULL && id != NULL ? sch_scheme_get_label (scheme, id) : NULL;
}

/* --- What can be done ----------------------------------------------------------------------- */

static guint
count_in_use (SchScheme *scheme)
{
  guint n = 0;

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    n += !sch_scheme_get_label_at (scheme, i)->retired;
  return n;
}

static void
update_actions (SchLabelsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean editable = sch_scheme_page_is_editable (SCH_SCHEME_PAGE (self));
  const SchLabel *label = get_selected (self);
  gboolean any = editable && label != NULL;
  gboolean used = any && !label->retired;
  SchScheme *scheme = sch_scheme_page_get_scheme (SCH_SCHEME_PAGE (self));

  gtk_widget_action_set_enabled (widget, "label.add", editable);
  gtk_widget_action_set_enabled (widget, "label.merge",
                                 any && count_in_use (scheme) > (used ? 1u : 0u));
  gtk_widget_action_set_enabled (widget, "label.retire", any);
  gtk_widget_action_set_enabled (widget, "label.delete", any);
  gtk_widget_action_set_enabled (widget, "label.move", used);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), editable);
  gtk_button_set_label (self->retire_button,
                        label != NULL && label->retired ? _ ("_Restore") : _ ("_Retire"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->retire_button),
                               label != NULL && label->retired
                                   ? _ ("Offer the Label Again")
                                   : _ ("Offer the Label No More; Its Annotations Are Kept"));
}

static void
selected_cb (SchLabelsPage *self, const char *id)
{
  sch_label_form_show (self->form, id);
  gtk_stack_set_visible_child (self->stack,
                               id != NULL ? GTK_WIDGET (self->form) : self->empty_page);
  sch_label_adder_set_beside (self->adder, id);
  update_actions (self);
}

/* --- Gestures ------------------------------------------------------------------------------- */

static void
added_cb (SchLabelsPage *self, const char *id)
{
  sch_label_tree_select (self->tree, id);
  sch_label_tree_focus (self->tree);
}

static void
dropped_cb (SchLabelsPage *self, const char *id, const char *target, int drop)
{
  g_autofree char *moved = g_strdup (id);

  if (sch_label_edits_drop (get_workspace (self), moved, target, drop))
    sch_label_tree_select (self->tree, moved);
}

static void
stepped_cb (SchLabelsPage *self, const char *id, int step)
{
  sch_label_edits_step (get_workspace (self), id, step);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (SCH_LABELS_PAGE (widget)->add_button);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (widget);

  sch_label_form_flush (self->form);
  sch_label_dialogs_merge (widget, get_workspace (self), sch_label_tree_get_selected (self->tree));
}

static void
retire_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (widget);
  const SchLabel *label;

  sch_label_form_flush (self->form);
  label = get_selected (self);
  if (label != NULL)
    sch_label_edits_set_retired (get_workspace (self), label->id, !label->retired);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (widget);

  sch_label_form_flush (self->form);
  sch_label_dialogs_remove (widget, get_workspace (self), sch_label_tree_get_selected (self->tree));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (widget);

  sch_label_edits_step (get_workspace (self), sch_label_tree_get_selected (self->tree),
                        g_variant_get_int32 (parameter));
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_label_form_focus_name (SCH_LABELS_PAGE (widget)->form);
}

static void
append_step (GMenu *menu, const char *name, SchLabelStep step)
{
  g_autoptr (GMenuItem) item = sch_popup_new_item (name, NULL);

  g_menu_item_set_action_and_target (item, "label.move", "i", step);
  g_menu_append_item (menu, item);
}

static void
menu_cb (SchLabelsPage *self, const char *id, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *steps = g_menu_new ();
  GMenu *ends = g_menu_new ();
  const SchLabel *label = get_selected (self);
  double page_x;
  double page_y;

  if (label == NULL)
    return;
  append_step (steps, _ ("Move Up (Alt+Up)"), SCH_LABEL_UP);
  append_step (steps, _ ("Move Down (Alt+Down)"), SCH_LABEL_DOWN);
  append_step (steps, _ ("Put Below the One Before"), SCH_LABEL_IN);
  append_step (steps, _ ("Put Beside Its Parent"), SCH_LABEL_OUT);
  sch_popup_append (ends, _ ("Merge Into…"), "label.merge");
  sch_popup_append (ends, label->retired ? _ ("Restore") : _ ("Retire"), "label.retire");
  sch_popup_append (ends, _ ("Delete…"), "label.delete");
  if (!label->retired)
    sch_popup_take_section (menu, NULL, steps);
  else
    g_object_unref (steps);
  sch_popup_take_section (menu, NULL, ends);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->tree), GTK_WIDGET (self), x, y, &page_x,
                                    &page_y);
  sch_popup_show (GTK_WIDGET (self), G_MENU_MODEL (menu), page_x, page_y,
                  gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
}

/* --- As a page ------------------------------------------------------------------------------ */

static void
sch_labels_page_update (SchSchemePage *page)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (page);

  sch_label_tree_show (self->tree, sch_scheme_page_get_scheme (page));
  selected_cb (self, sch_label_tree_get_selected (self->tree));
}

static void
sch_labels_page_search (SchSchemePage *page, const char *text)
{
  sch_label_tree_set_filter (SCH_LABELS_PAGE (page)->tree, text);
}

static gboolean
sch_labels_page_select (SchSchemePage *page, const SchSchemePlace *place)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (page);
  const char *id = place->part == SCH_PART_LABEL ? place->id : place->owner;

  if (id == NULL)
    return FALSE;
  sch_label_tree_select (self->tree, id);
  if (place->part == SCH_PART_LABEL)
    sch_label_form_focus_name (self->form);
  else if (place->id != NULL)
    sch_label_form_open_attribute (self->form, place->id);
  return TRUE;
}

/* The keyboard starts in the tree. */
static gboolean
sch_labels_page_grab_focus (GtkWidget *widget)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (widget);

  if (sch_label_tree_get_selected (self->tree) == NULL)
    return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  sch_label_tree_focus (self->tree);
  return TRUE;
}

static void
sch_labels_page_flush (SchSchemePage *page)
{
  sch_label_form_flush (SCH_LABELS_PAGE (page)->form);
}

static void
sch_labels_page_set_editable (SchSchemePage *page, gboolean editable)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (page);

  SCH_SCHEME_PAGE_CLASS (sch_labels_page_parent_class)->set_editable (page, editable);
  sch_label_tree_set_editable (self->tree, editable);
  update_actions (self);
}

/* --- Making it ------------------------------------------------------------------------------ */

static GtkWidget *
new_button (const char *label, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* Side by side, one below the other where it is too narrow. */
static void
add_pair (GtkWidget *bar, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (row, g_object_new (SCH_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_set_hexpand (first, TRUE);
  gtk_widget_set_hexpand (second, TRUE);
  gtk_box_append (GTK_BOX (row), first);
  gtk_box_append (GTK_BOX (row), second);
  gtk_box_append (GTK_BOX (bar), row);
}

static GtkWidget *
make_buttons (SchLabelsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, SCH_WRAP_LAYOUT_SPACING);
  GtkWidget *retire = new_button (_ ("_Retire"), NULL, "label.retire");
  GtkWidget *merge = new_button (_ ("_Merge Into…"), _ ("Give All Its Annotations Another Label"),
                                 "label.merge");
  GtkWidget *delete = new_button (_ ("_Delete…"), _ ("Take the Label Out of the Scheme (Delete)"),
                                  "label.delete");

  gtk_widget_add_css_class (bar, "label-buttons");
  self->adder = SCH_LABEL_ADDER (sch_label_adder_new (get_workspace (self)));
  g_signal_connect_object (self->adder, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  self->add_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->add_button, _ ("_Add"));
  gtk_menu_button_set_use_underline (self->add_button, TRUE);
  gtk_menu_button_set_direction (self->add_button, GTK_ARROW_UP);
  gtk_menu_button_set_popover (self->add_button, GTK_WIDGET (self->adder));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add_button), _ ("Add a Label (Insert)"));
  self->retire_button = GTK_BUTTON (retire);
  /* A long name beside a short one, in whatever language. */
  add_pair (bar, GTK_WIDGET (self->add_button), retire);
  add_pair (bar, merge, delete);
  return bar;
}

static GtkWidget *
make_list (SchLabelsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (SchLabelCounts) counts = sch_label_counts_new (get_workspace (self));

  self->tree = SCH_LABEL_TREE (sch_label_tree_new (counts));
  gtk_widget_set_vexpand (GTK_WIDGET (self->tree), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tree));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_widget_set_size_request (box, 220, -1);
  g_signal_connect_object (self->tree, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tree, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tree, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tree, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
make_empty_page (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = new_button (_ ("_Add a Label"), NULL, "label.add");

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Labels"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("A label says what a piece of text is: a person, a claim, a "
                                      "topic. Each has a colour and a key."));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
sch_labels_page_constructed (GObject *object)
{
  SchLabelsPage *self = SCH_LABELS_PAGE (object);
  GtkWidget *list;

  G_OBJECT_CLASS (sch_labels_page_parent_class)->constructed (object);
  list = make_list (self);
  self->form = SCH_LABEL_FORM (sch_label_form_new (get_workspace (self)));
  self->empty_page = make_empty_page ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->form));
  gtk_stack_add_child (self->stack, self->empty_page);
  sch_scheme_page_set_content (SCH_SCHEME_PAGE (self), list, GTK_WIDGET (self->stack));
  selected_cb (self, NULL);
}

static void
sch_labels_page_class_init (SchLabelsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SchSchemePageClass *page_class = SCH_SCHEME_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sch_labels_page_constructed;
  widget_class->grab_focus = sch_labels_page_grab_focus;
  page_class->update = sch_labels_page_update;
  page_class->search = sch_labels_page_search;
  page_class->select = sch_labels_page_select;
  page_class->flush = sch_labels_page_flush;
  page_class->set_editable = sch_labels_page_set_editable;
  gtk_widget_class_install_action (widget_class, "label.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "label.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "label.retire", NULL, retire_action);
  gtk_widget_class_install_action (widget_class, "label.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "label.move", "i", move_action);
  gtk_widget_class_install_action (widget_class, "label.rename", NULL, rename_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "label.add", NULL);
}

static void
sch_labels_page_init (SchLabelsPage *self)
{
}
