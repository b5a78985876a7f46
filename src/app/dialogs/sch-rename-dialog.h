/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

typedef void (*SchRenamed) (const char *from, const char *to, gpointer data);

/* Asks for another path of a document, and moves it there. @renamed is called where it was moved. */
void sch_rename_dialog_show (GtkWindow *parent, SchWorkspace *workspace, SchDocument *document,
                             SchRenamed renamed, gpointer data);

G_END_DECLS
