/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down is as wide as its longest choice, and would make a side panel, and with it the
 * window, wider than the person wants it. The labels of its button are made to give way; those in
 * its list stay whole. */

#include "config.h"

#include "sch-ellipsize.h"

#define MIN_CHARS 4

static void
ellipsize_labels (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (widget), MIN_CHARS);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ellipsize_labels (child);
}

void
sch_ellipsize_drop_down (GtkDropDown *drop_down)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  ellipsize_labels (GTK_WIDGET (drop_down));
}
