/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in which a person says what becomes of the values of an attribute. */

#include "config.h"

#include "sch-scheme-mapping.h"

#include <glib/gi18n-lib.h>

#include "sch-choice-row.h"
#include "sch-dialog.h"
#include "sch-mapping-row.h"

struct _SchSchemeMapping
{
  AdwWindow parent_instance;

  GtkWidget *box;
  GtkWidget *all_list;
  GtkWidget *list;
  GPtrArray *rows; /* of SchMappingRow */
  SchScheme *scheme;
  const SchAttribute *attribute;
  SchAttributeType type;
  char *without;
  gboolean typed;
  gboolean applied;
};

G_DEFINE_FINAL_TYPE (SchSchemeMapping, sch_scheme_mapping, ADW_TYPE_WINDOW)

enum
{
  APPLY,
  CANCEL,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
apply_cb (SchSchemeMapping *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!sch_mapping_row_check (self->rows->pdata[i]))
      return;
  self->applied = TRUE;
  g_object_ref (self);
  g_signal_emit (self, signals[APPLY], 0);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static gboolean
close_request_cb (SchSchemeMapping *self)
{
  if (!self->applied)
    g_signal_emit (self, signals[CANCEL], 0);
  return GDK_EVENT_PROPAGATE;
}

static void
all_cb (SchSchemeMapping *self, const char *key)
{
  SchMappingTarget target = SCH_MAPPING_VALUE;

  if (g_str_equal (key, "keep"))
    target = SCH_MAPPING_KEEP;
  else if (g_str_equal (key, "remove"))
    target = SCH_MAPPING_REMOVE;
  for (guint i = 0; i < self->rows->len; i++)
    sch_mapping_row_set_target (self->rows->pdata[i], target);
}

static GtkWidget *
new_boxed_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static GtkWidget *
new_all_row (SchSchemeMapping *self)
{
  static const char *const keys[] = { "proposed", "keep", "remove", NULL };
  const char *titles[] = { _ ("As proposed"), _ ("Keep as they are"), _ ("Take away"), NULL };
  GtkWidget *row = sch_choice_row_new (_ ("All of Them"));

  sch_choice_row_set_choices (SCH_CHOICE_ROW (row), keys, titles);
  g_signal_connect_swapped (row, "chosen", G_CALLBACK (all_cb), self);
  return row;
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_scheme_mapping_finalize (GObject *object)
{
  SchSchemeMapping *self = SCH_SCHEME_MAPPING (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_free (self->without);
  G_OBJECT_CLASS (sch_scheme_mapping_parent_class)->finalize (object);
}

static void
sch_scheme_mapping_class_init (SchSchemeMappingClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_scheme_mapping_finalize;
  signals[APPLY] = g_signal_new ("apply", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  signals[CANCEL] = g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
sch_scheme_mapping_init (SchSchemeMapping *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * sch_scheme_mapping_new:
 * @parent: the window over which it stands
 *
 * Returns: (transfer none): the window, to be filled and presented; it belongs to GTK
 */
SchSchemeMapping *
sch_scheme_mapping_new (GtkWindow *parent, const char *title, const char *explanation,
                        const char *apply_label, SchScheme *scheme, const SchAttribute *attribute,
                        SchAttributeType type, const char *without)
{
  SchSchemeMapping *self = g_object_new (SCH_TYPE_SCHEME_MAPPING, "transient-for", parent, NULL);
  GtkWidget *text = gtk_label_new (explanation);
  GtkWidget *button;

  self->scheme = sch_scheme_ref (scheme);
  self->attribute = attribute;
  self->type = type;
  self->without = g_strdup (without);
  self->typed = type != SCH_ATTRIBUTE_BOOLEAN &&
                !((type == SCH_ATTRIBUTE_CHOICE || type == SCH_ATTRIBUTE_CHOICES) &&
                  attribute->values->len > 0);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->all_list = new_boxed_list (_ ("All values"));
  self->list = new_boxed_list (_ ("Values"));
  button = sch_dialog_set_up (ADW_WINDOW (self), title, apply_label, self->box);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, -1);
  sch_dialog_fit (ADW_WINDOW (self), 120, 420);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_list_box_append (GTK_LIST_BOX (self->all_list), new_all_row (self));
  gtk_widget_set_visible (self->all_list, FALSE);
  gtk_box_append (GTK_BOX (self->box), text);
  gtk_box_append (GTK_BOX (self->box), self->all_list);
  gtk_box_append (GTK_BOX (self->box), self->list);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  return self;
}

void
sch_scheme_mapping_add (SchSchemeMapping *self, const char *json, const char *name, guint n,
                        const char *proposal, SchMappingTarget target)
{
  GtkWidget *row;

  g_return_if_fail (SCH_IS_SCHEME_MAPPING (self) && json != NULL);
  row = sch_mapping_row_new (self->attribute, self->type, self->typed, self->without);
  sch_mapping_row_set_old (SCH_MAPPING_ROW (row), json, name, n);
  sch_mapping_row_propose (SCH_MAPPING_ROW (row), proposal, target);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (self->all_list, self->rows->len > 1);
}

guint
sch_scheme_mapping_get_length (SchSchemeMapping *self)
{
  g_return_val_if_fail (SCH_IS_SCHEME_MAPPING (self), 0);
  return self->rows->len;
}

const char *
sch_scheme_mapping_get_old (SchSchemeMapping *self, guint index)
{
  g_return_val_if_fail (SCH_IS_SCHEME_MAPPING (self) && index < self->rows->len, NULL);
  return sch_mapping_row_get_old (self->rows->pdata[index]);
}

SchMappingTarget
sch_scheme_mapping_get_new (SchSchemeMapping *self, guint index, char **value)
{
  g_return_val_if_fail (SCH_IS_SCHEME_MAPPING (self) && index < self->rows->len, SCH_MAPPING_KEEP);
  return sch_mapping_row_get_new (self->rows->pdata[index], value);
}
