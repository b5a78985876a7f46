/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchVisibility:
 *
 * Which labels of the open corpus are hidden, and of which types the lines of relations. Hidden spans
 * are not painted, and not hit by clicks, Tab or the list. Forgotten when the corpus is closed.
 *
 * Signals:
 * - "changed"
 */
#define SCH_TYPE_VISIBILITY (sch_visibility_get_type ())
G_DECLARE_FINAL_TYPE (SchVisibility, sch_visibility, SCH, VISIBILITY, GObject)

SchVisibility *sch_visibility_new (void);
/* Whether spans with this label (an id, also one unknown to the scheme) are shown. */
gboolean sch_visibility_shows (SchVisibility *self, const char *label);
/* The same of a span; @scheme knows under which label one with a former label's id goes. */
gboolean sch_visibility_shows_span (SchVisibility *self, SchScheme *scheme, const SchSpan *span);
void sch_visibility_set_hidden (SchVisibility *self, const char *label, gboolean hidden);
/* Hides all labels of the scheme but @label, or shows all again if it is alone already. */
void sch_visibility_isolate (SchVisibility *self, SchScheme *scheme, const char *label);
/* The same for all labels of some kinds; @kinds: of 1 << kind. */
void sch_visibility_set_kinds_hidden (SchVisibility *self, SchScheme *scheme, guint kinds,
                                      gboolean hidden);
void sch_visibility_isolate_kinds (SchVisibility *self, SchScheme *scheme, guint kinds);
void sch_visibility_show_all (SchVisibility *self);
gboolean sch_visibility_hides_any (SchVisibility *self);
/* (transfer container) (element-type utf8): ids, sorted */
GPtrArray *sch_visibility_list_hidden (SchVisibility *self);

/* Whether relations are drawn that have this type, or one that it replaces. */
gboolean sch_visibility_shows_lines (SchVisibility *self, SchScheme *scheme, const char *type);
void sch_visibility_set_lines_hidden (SchVisibility *self, const char *type, gboolean hidden);
void sch_visibility_show_all_lines (SchVisibility *self);
/* (transfer container) (element-type utf8): ids of types, sorted */
GPtrArray *sch_visibility_list_hidden_lines (SchVisibility *self);

G_END_DECLS
