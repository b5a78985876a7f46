/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-text.h"

G_BEGIN_DECLS

/* A longer paragraph is shown as several buffer lines, because the cost of laying out a line of
 * GtkTextView grows with its length. */
#define SCH_VIEW_MAP_MAX_LINE_CHARS 8000u

/**
 * SchViewMap:
 *
 * Maps the offsets of a document to those of the text buffer that shows it, and back. The buffer's
 * text is the document's, except that paragraphs longer than a limit are split by an inserted line
 * feed (preferably after a sentence, else after white space, never within a grapheme cluster), that
 * a BOM is shown as nothing harmful, and that characters which the buffer cannot hold or that would
 * break a line differently are replaced one for one. Immutable. Both directions cost O(log splits).
 */
typedef struct _SchViewMap SchViewMap;

SchViewMap *sch_view_map_new (SchText *text, guint max_line_chars);
void sch_view_map_free (SchViewMap *self);

guint sch_view_map_get_n_splits (SchViewMap *self);
guint sch_view_map_get_buffer_count (SchViewMap *self);
char *sch_view_map_dup_buffer_text (SchViewMap *self, gsize *byte_len);
guint sch_view_map_to_buffer (SchViewMap *self, guint char_offset);
guint sch_view_map_to_buffer_end (SchViewMap *self, guint char_offset);
guint sch_view_map_to_document (SchViewMap *self, guint buffer_offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchViewMap, sch_view_map_free)

G_END_DECLS
