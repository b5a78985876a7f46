/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the labels. */

#include "config.h"

#include "sch-labels-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _SchLabelsPage
{
  SchSchemePage parent_instance;
};

G_DEFINE_FINAL_TYPE (SchLabelsPage, sch_labels_page, SCH_TYPE_SCHEME_PAGE)

static void
sch_labels_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (sch_labels_page_parent_class)->constructed (object);
  sch_scheme_page_set_content (SCH_SCHEME_PAGE (object), NULL,
                               gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
}

static void
sch_labels_page_class_init (SchLabelsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = sch_labels_page_constructed;
}

static void
sch_labels_page_init (SchLabelsPage *self)
{
}
