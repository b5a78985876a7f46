/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-view.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchScrollStrip: beside the scroll bar, the whole document in small: annotations, hits, doubts and
 * problems where they are in the text, and what of it is on the screen. A click goes there.
 */
#define SCH_TYPE_SCROLL_STRIP (sch_scroll_strip_get_type ())
G_DECLARE_FINAL_TYPE (SchScrollStrip, sch_scroll_strip, SCH, SCROLL_STRIP, GtkWidget)

GtkWidget *sch_scroll_strip_new (SchWorkspace *workspace, SchDocumentView *view);

G_END_DECLS
