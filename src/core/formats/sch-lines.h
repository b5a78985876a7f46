/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A line of an imported file that is longer than this is refused. */
#define SCH_LINES_MAX_BYTES (512u * 1024u * 1024u)

/**
 * SchLines:
 *
 * The lines of a UTF-8 stream, one in memory at a time. A BOM at the start is dropped; a line that
 * is not UTF-8 or holds a NUL is an error that names the file and the line.
 */
typedef struct _SchLines SchLines;

SchLines *sch_lines_new (GInputStream *stream, const char *file_name);
void sch_lines_free (SchLines *self);
/* FALSE at the end, or with an error. The line is without its delimiter and valid until the next call. */
gboolean sch_lines_next (SchLines *self, const char **line, gsize *byte_len,
                         GCancellable *cancellable, GError **error);
/* The delimiter of the last line: "\n", "\r\n" or "" (the last line of a file that ends without). */
const char *sch_lines_get_delimiter (SchLines *self);
guint sch_lines_get_number (SchLines *self);
const char *sch_lines_get_file_name (SchLines *self);
gboolean sch_lines_had_bom (SchLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLines, sch_lines_free)

G_END_DECLS
