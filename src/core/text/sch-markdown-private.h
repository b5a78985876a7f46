/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-markdown.h"

G_BEGIN_DECLS

/* What the two halves of the Markdown reader share: blocks of lines, and what is within a line. */
void sch_inline_free (gpointer data);
void sch_markdown_parse_inline (const char *text, SchInlineStyle style, GHashTable *references,
                                GPtrArray *inlines);

G_END_DECLS
