/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-lines.h"

G_BEGIN_DECLS

#define SCH_CSV_MAX_CELLS 10000u
#define SCH_CSV_MAX_RECORD_BYTES (64u * 1024u * 1024u)

/**
 * SchCsv:
 *
 * The records of a table (RFC 4180): cells in double quotes may hold separators, line breaks and
 * doubled quotes; all else is data as it is. Empty lines are passed over.
 */
typedef struct _SchCsv SchCsv;

SchCsv *sch_csv_new (GInputStream *stream, const char *file_name, char separator);
void sch_csv_free (SchCsv *self);
/* (element-type utf8) @cells: valid until the next call. FALSE at the end, or with an error. */
gboolean sch_csv_next (SchCsv *self, GPtrArray **cells, GCancellable *cancellable, GError **error);
/* Where the last record began. */
guint sch_csv_get_line (SchCsv *self);
/* Of comma, semicolon and TAB the one that the first line has most of, outside quotes; 0 = none. */
char sch_csv_sniff_separator (const char *data, gsize byte_len);
void sch_csv_append_cell (GString *record, const char *cell, char separator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchCsv, sch_csv_free)

G_END_DECLS
