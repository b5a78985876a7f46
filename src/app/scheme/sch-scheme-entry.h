/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Entries whose text is a part of the scheme. What is typed is one step: taken over on Enter and when
 * the focus leaves; Escape takes it back. */

/* Returns whether the text was taken; else the entry goes on showing what was typed, marked. @complaint: (out)
 * (nullable): what is wrong with it, to be read beside the entry. */
typedef gboolean (*SchSchemeTyped) (GtkEditable *editable, const char *text, char **complaint,
                                    gpointer data);

/* @editable: a GtkEntry, an AdwEntryRow, ... */
void sch_scheme_entry_watch (GtkEditable *editable, SchSchemeTyped typed, gpointer data);
/* What is so now. It replaces what is being typed. */
void sch_scheme_entry_show (GtkEditable *editable, const char *text);
/* Takes over what is typed, as Enter does. FALSE = it could not be taken. */
gboolean sch_scheme_entry_flush (GtkEditable *editable);
/* Whether the widget with the focus holds text that was not taken over yet: then undo is its own. */
gboolean sch_scheme_entry_is_typing (GtkWidget *focus);

/**
 * SchTextRow: a row with a text of several lines, such as a description. Works like the entries, but
 * Enter is a new line.
 */
#define SCH_TYPE_TEXT_ROW (sch_text_row_get_type ())
G_DECLARE_FINAL_TYPE (SchTextRow, sch_text_row, SCH, TEXT_ROW, AdwPreferencesRow)

GtkWidget *sch_text_row_new (const char *title);
/* "committed" (string): the text was typed, and is another one. */
void sch_text_row_show (SchTextRow *self, const char *text);
void sch_text_row_flush (SchTextRow *self);

G_END_DECLS
