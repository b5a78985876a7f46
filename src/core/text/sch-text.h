/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A document larger than this is refused with a message, not opened. */
#define SCH_TEXT_MAX_BYTES (100u * 1024u * 1024u)

/**
 * SchText:
 *
 * The immutable text of one document, exactly as stored: nothing stripped, no newline translation,
 * a BOM is one code point. Shared between threads by reference count. Offsets of the model are
 * Unicode code points ("char"); the conversions to UTF-8 bytes and UTF-16 units cost
 * O(log n) plus a scan of at most one block (pure ASCII text: O(1)).
 *
 * Lines are the paragraphs of GtkTextBuffer: they end after "\n", "\r\n", "\r" or U+2029; the
 * delimiter belongs to the line that it ends. A text has at least one line; a text that ends with a
 * delimiter has an empty last line.
 */
typedef struct _SchText SchText;

SchText *sch_text_new (GBytes *bytes, GError **error);
SchText *sch_text_new_from_string (const char *string);
SchText *sch_text_ref (SchText *text);
void sch_text_unref (SchText *text);

GBytes *sch_text_get_bytes (SchText *text);
const char *sch_text_get_data (SchText *text, gsize *byte_len);
guint sch_text_get_char_count (SchText *text);
guint sch_text_get_utf16_count (SchText *text);
gboolean sch_text_is_ascii (SchText *text);
const char *sch_text_get_sha256 (SchText *text);

gsize sch_text_byte_of_char (SchText *text, guint char_offset);
guint sch_text_char_of_byte (SchText *text, gsize byte_offset);
guint sch_text_utf16_of_char (SchText *text, guint char_offset);
guint sch_text_char_of_utf16 (SchText *text, guint utf16_offset, gboolean *exact);

guint sch_text_get_n_lines (SchText *text);
guint sch_text_get_line_start (SchText *text, guint line);
guint sch_text_get_line_end (SchText *text, guint line, gboolean with_delimiter);
guint sch_text_line_at (SchText *text, guint char_offset);

gunichar sch_text_get_char (SchText *text, guint char_offset);
char *sch_text_dup_slice (SchText *text, guint char_start, guint char_end);
const char *sch_text_peek_slice (SchText *text, guint char_start, guint char_end, gsize *byte_len);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchText, sch_text_unref)

G_END_DECLS
