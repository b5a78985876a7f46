/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/* @heading: (nullable): stands over this one and those that follow */
typedef struct
{
  const char *id;
  const char *name;
  const char *heading;
} SchNamesChoice;

/**
 * SchNamesChooser: a button that says which of several things are chosen, and a list of them with
 * check marks under it. The choice is taken over when the list is closed.
 *
 * Signal "changed" (strv ids): others are chosen, in the order of the list
 */
#define SCH_TYPE_NAMES_CHOOSER (sch_names_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SchNamesChooser, sch_names_chooser, SCH, NAMES_CHOOSER, GtkWidget)

/* @name: what is chosen here, for screen readers; @none: what the button says with nothing chosen */
GtkWidget *sch_names_chooser_new (const char *name, const char *none);
void sch_names_chooser_set_choices (SchNamesChooser *self, const SchNamesChoice *choices,
                                    guint n_choices);
/* The kinds, then the labels that are not retired. */
void sch_names_chooser_set_labels (SchNamesChooser *self, SchScheme *scheme, gboolean with_kinds);
void sch_names_chooser_set_values (SchNamesChooser *self, const SchAttribute *attribute);
/* Ids that are no choices are kept and shown as they are. */
void sch_names_chooser_set_chosen (SchNamesChooser *self, const char *const *ids);

G_END_DECLS
