/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  SCH_STRINGS_ADDED,
  SCH_STRINGS_CHANGED,
  SCH_STRINGS_MOVED,
  SCH_STRINGS_REMOVED,
} SchStringsChange;

/**
 * SchStringsEditor: a list of short texts: add, change, move, remove.
 *
 * Signal "changed" (GStrv strings, int SchStringsChange): the list is another one now
 */
#define SCH_TYPE_STRINGS_EDITOR (sch_strings_editor_get_type ())
G_DECLARE_FINAL_TYPE (SchStringsEditor, sch_strings_editor, SCH, STRINGS_EDITOR,
                      AdwPreferencesGroup)

/* @item: what one of them is called, such as “Example” */
GtkWidget *sch_strings_editor_new (const char *title, const char *description, const char *item);
void sch_strings_editor_show (SchStringsEditor *self, const char *const *strings);
void sch_strings_editor_flush (SchStringsEditor *self);

G_END_DECLS
