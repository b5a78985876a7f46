/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A combo row that speaks of keys instead of positions, and tells what people do apart from what the
 * program shows. */

#include "config.h"

#include "sch-choice-row.h"

struct _SchChoiceRow
{
  AdwComboRow parent_instance;

  char **keys;
  char **titles;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SchChoiceRow, sch_choice_row, ADW_TYPE_COMBO_ROW)

enum
{
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
selected_cb (SchChoiceRow *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autofree char *key = NULL;

  if (self->filling || self->keys == NULL || position >= g_strv_length (self->keys))
    return;
  key = g_strdup (self->keys[position]);
  g_signal_emit (self, signals[CHOSEN], 0, key);
}

static void
sch_choice_row_finalize (GObject *object)
{
  SchChoiceRow *self = SCH_CHOICE_ROW (object);

  g_strfreev (self->keys);
  g_strfreev (self->titles);
  G_OBJECT_CLASS (sch_choice_row_parent_class)->finalize (object);
}

static void
sch_choice_row_class_init (SchChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_choice_row_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sch_choice_row_init (SchChoiceRow *self)
{
  g_signal_connect_swapped (self, "notify::selected", G_CALLBACK (selected_cb), self);
}

GtkWidget *
sch_choice_row_new (const char *title)
{
  GtkWidget *self = g_object_new (SCH_TYPE_CHOICE_ROW, "title", title, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return self;
}

void
sch_choice_row_set_choices (SchChoiceRow *self, const char *const *keys, const char *const *titles)
{
  g_autoptr (GtkStringList) list = NULL;

  g_return_if_fail (SCH_IS_CHOICE_ROW (self));
  if (self->keys != NULL && g_strv_equal ((const char *const *) self->keys, keys) &&
      g_strv_equal ((const char *const *) self->titles, titles))
    return;
  g_strfreev (self->keys);
  g_strfreev (self->titles);
  self->keys = g_strdupv ((char **) keys);
  self->titles = g_strdupv ((char **) titles);
  list = gtk_string_list_new (titles);
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (list));
  self->filling = FALSE;
}

void
sch_choice_row_choose (SchChoiceRow *self, const char *key)
{
  g_return_if_fail (SCH_IS_CHOICE_ROW (self));
  for (guint i = 0; self->keys != NULL && self->keys[i] != NULL; i++)
    if (g_strcmp0 (self->keys[i], key) == 0)
      {
        self->filling = TRUE;
        adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
        self->filling = FALSE;
        return;
      }
}

const char *
sch_choice_row_get_chosen (SchChoiceRow *self)
{
  guint position;

  g_return_val_if_fail (SCH_IS_CHOICE_ROW (self), NULL);
  position = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return self->keys != NULL && position < g_strv_length (self->keys) ? self->keys[position] : NULL;
}
