/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SchMarkdownView: Markdown to read, select and copy. A link is opened by a click, or by Enter with
 * the caret in it; its tooltip says where it leads.
 */
#define SCH_TYPE_MARKDOWN_VIEW (sch_markdown_view_get_type ())
G_DECLARE_FINAL_TYPE (SchMarkdownView, sch_markdown_view, SCH, MARKDOWN_VIEW, GtkTextView)

GtkWidget *sch_markdown_view_new (void);
void sch_markdown_view_set_markdown (SchMarkdownView *self, const char *markdown);

G_END_DECLS
