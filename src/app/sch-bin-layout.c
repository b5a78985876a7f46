/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives every child the whole of its parent, as GtkBinLayout does, but never asks for the width that
 * goes with a height. A GtkStack asks that whenever it gets a size, and a row or a label that wraps then
 * tries one width after another: hundreds of milliseconds for a window. No widget of ours gets
 * narrower by being higher. */

#include "config.h"

#include "sch-bin-layout.h"

struct _SchBinLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SchBinLayout, sch_bin_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
sch_bin_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                        int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  GtkWidget *child;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_min = 0, child_nat = 0, child_min_baseline = -1, child_nat_baseline = -1;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, for_size, &child_min, &child_nat, &child_min_baseline,
                          &child_nat_baseline);
      *minimum = MAX (*minimum, child_min);
      *natural = MAX (*natural, child_nat);
      if (child_min_baseline > -1)
        *minimum_baseline = MAX (*minimum_baseline, child_min_baseline);
      if (child_nat_baseline > -1)
        *natural_baseline = MAX (*natural_baseline, child_nat_baseline);
    }
}

static void
sch_bin_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                         int baseline)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
sch_bin_layout_class_init (SchBinLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = sch_bin_layout_measure;
  manager_class->allocate = sch_bin_layout_allocate;
}

static void
sch_bin_layout_init (SchBinLayout *self)
{
}

/**
 * sch_bin_new:
 * @child: (transfer floating):
 *
 * For what is no widget of ours, a box in a stack for example.
 */
GtkWidget *
sch_bin_new (GtkWidget *child)
{
  GtkWidget *bin = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  g_return_val_if_fail (GTK_IS_WIDGET (child), bin);

  gtk_widget_set_layout_manager (bin, g_object_new (SCH_TYPE_BIN_LAYOUT, NULL));
  adw_bin_set_child (ADW_BIN (bin), child);
  return bin;
}
