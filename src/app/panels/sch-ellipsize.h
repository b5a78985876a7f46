/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets a drop-down be narrower than its longest choice: what it shows is then cut with "…". */
void sch_ellipsize_drop_down (GtkDropDown *drop_down);

G_END_DECLS
