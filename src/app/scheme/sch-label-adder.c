/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question for a new label: its name and kind. Colour and key are chosen for it, and can be changed
 * in its form. */

#include "config.h"

#include "sch-label-adder.h"

#include <glib/gi18n-lib.h>

#include "sch-label-edits.h"
#include "sch-label-suggest.h"

struct _SchLabelAdder
{
  GtkPopover parent_instance;

  GtkEditable *name;
  GtkDropDown *kind;
  GtkLabel *trouble;
  GtkWidget *add;

  SchWorkspace *workspace;
  char *beside;
};

G_DEFINE_FINAL_TYPE (SchLabelAdder, sch_label_adder, GTK_TYPE_POPOVER)

static guint added_signal;

static char *
dup_name (SchLabelAdder *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
}

static void
name_changed_cb (SchLabelAdder *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autofree char *name = dup_name (self);
  const SchLabel *other = scheme != NULL && *name != '\0'
                              ? sch_scheme_find_label_by_name (scheme, name)
                              : NULL;
  const char *trouble = "";

  if (other != NULL)
    trouble = other->retired ? _ ("A retired label has this name: restore it")
                             : _ ("There is a label of this name already");
  gtk_label_set_text (self->trouble, trouble);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), *trouble != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  trouble, -1);
  gtk_widget_set_sensitive (self->add, *name != '\0' && other == NULL);
}

static void
add_cb (SchLabelAdder *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *id = NULL;

  if (!gtk_widget_get_sensitive (self->add))
    return;
  id = sch_label_edits_add (self->workspace, name, gtk_drop_down_get_selected (self->kind),
                            self->beside);
  if (id == NULL)
    return;
  gtk_editable_set_text (self->name, "");
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, added_signal, 0, id);
}

void
sch_label_adder_set_beside (SchLabelAdder *self, const char *beside)
{
  SchScheme *scheme;
  const SchLabel *label;

  g_return_if_fail (SCH_IS_LABEL_ADDER (self));

  g_free (self->beside);
  self->beside = g_strdup (beside);
  scheme = sch_workspace_get_scheme (self->workspace);
  label = scheme != NULL && beside != NULL ? sch_scheme_get_label (scheme, beside) : NULL;
  if (label != NULL)
    gtk_drop_down_set_selected (self->kind, label->kind);
}

static void
sch_label_adder_dispose (GObject *object)
{
  g_clear_object (&SCH_LABEL_ADDER (object)->workspace);
  G_OBJECT_CLASS (sch_label_adder_parent_class)->dispose (object);
}

static void
sch_label_adder_finalize (GObject *object)
{
  g_free (SCH_LABEL_ADDER (object)->beside);
  G_OBJECT_CLASS (sch_label_adder_parent_class)->finalize (object);
}

static void
sch_label_adder_class_init (SchLabelAdderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_label_adder_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_label_adder_finalize;
  added_signal = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_kinds (SchLabelAdder *self)
{
  const char *const kinds[] = {
    C_ ("kind of label", "Entity"), C_ ("kind of label", "Claim"), C_ ("kind of label", "Source"),
    C_ ("kind of label", "Cue"),    C_ ("kind of label", "Other"), NULL,
  };

  self->kind = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind of the label"), -1);
  return GTK_WIDGET (self->kind);
}

static void
sch_label_adder_init (SchLabelAdder *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->name = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("Name of the label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the label"), -1);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_label_set_max_width_chars (self->trouble, 60);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  self->add = gtk_button_new_with_mnemonic (_ ("_Add Label"));
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_widget_set_sensitive (self->add, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), make_kinds (self));
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (box, "label-adder");
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
sch_label_adder_new (SchWorkspace *workspace)
{
  SchLabelAdder *self = g_object_new (SCH_TYPE_LABEL_ADDER, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
