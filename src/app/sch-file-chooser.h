/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @folder: (nullable): what was chosen; NULL = cancelled */
typedef void (*SchFolderChosen) (GFile *folder, gpointer data);

void sch_file_chooser_choose_folder (GtkWindow *parent, const char *title, SchFolderChosen chosen,
                                     gpointer data);

void sch_file_chooser_choose_file (GtkWindow *parent, const char *title, SchFolderChosen chosen,
                                   gpointer data);

/* @name: of the file, proposed; the person is asked before another one is replaced */
void sch_file_chooser_save_file (GtkWindow *parent, const char *title, const char *name,
                                 SchFolderChosen chosen, gpointer data);

G_END_DECLS
