/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of one format share. */

#include "sch-format.h"

G_BEGIN_DECLS

/* --- sch-formats.c --- */

/* The part of sch_format_writer_add() that depends on what was added before; the other one is the
 * format's write(). */
void sch_format_writer_report_lacks (SchFormatWriter *writer, SchFormatDocument *document);

/* --- sch-format-jsonl.c --- */

gboolean sch_format_jsonl_read (GInputStream *stream, const SchReadOptions *options,
                                SchFormatSink *sink, GCancellable *cancellable, GError **error);

/* --- sch-format-table.c --- */

typedef enum
{
  SCH_TABLE_DOCUMENT,
  SCH_TABLE_ID,
  SCH_TABLE_START,
  SCH_TABLE_END,
  SCH_TABLE_TEXT,
  SCH_TABLE_LABEL,
  SCH_TABLE_KIND,
  SCH_TABLE_RANGES,
  SCH_TABLE_ATTRIBUTES,
  SCH_TABLE_CLUSTER,
  SCH_TABLE_NOTE,
  SCH_TABLE_ANNOTATOR,
  SCH_TABLE_LAYER,
  SCH_TABLE_CREATED,
  SCH_TABLE_MODIFIED,
  SCH_TABLE_N_COLUMNS,
} SchTableColumn;

/* The column with this header, whatever its case, spaces and underscores; SCH_TABLE_N_COLUMNS = none. */
SchTableColumn sch_table_find_column (const char *header);
gboolean sch_format_table_read (GInputStream *stream, const SchReadOptions *options,
                                SchFormatSink *sink, GCancellable *cancellable, GError **error);

G_END_DECLS
