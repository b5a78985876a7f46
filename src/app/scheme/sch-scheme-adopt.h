/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/* Gives the corpus another scheme, as one step. Where annotations have labels that it does not have, a
 * window asks what becomes of them first, and names what else in use it does not have; nothing is changed before its button is pressed.
 * @widget: in the window that waits */
void sch_scheme_adopt (GtkWidget *widget, SchWorkspace *workspace, SchScheme *scheme);

G_END_DECLS
