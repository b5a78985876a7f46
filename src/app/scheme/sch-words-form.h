/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchWordsForm: what a word is in one language: endings that are no part of it, strings that join two,
 * and a line in which that can be tried.
 */
#define SCH_TYPE_WORDS_FORM (sch_words_form_get_type ())
G_DECLARE_FINAL_TYPE (SchWordsForm, sch_words_form, SCH, WORDS_FORM, GtkWidget)

GtkWidget *sch_words_form_new (SchWorkspace *workspace, const char *language);
/* Shows the scheme as it is. */
void sch_words_form_refresh (SchWordsForm *self);
void sch_words_form_flush (SchWordsForm *self);
/* The built-in rules hold again for the language: at once, with Undo. */
void sch_words_form_reset (SchWorkspace *workspace, const char *language);
/* (transfer full): canonical JSON of the rules */
char *sch_words_form_dup_json (const char *const *strip, const char *const *join);
/* (transfer full): “Deutsch (de)”: each by its own name, which who looks for it reads */
char *sch_words_form_dup_language_name (const char *tag);

G_END_DECLS
