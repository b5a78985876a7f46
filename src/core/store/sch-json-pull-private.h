/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-json-names.h"
#include "sch-json-pull.h"
#include "sch-json-scan.h"

G_BEGIN_DECLS

/* The inside of the reader, shared by its walk, its values and its errors. */

typedef struct
{
  const char *start;
  gboolean is_object;
  gboolean has_items;
  SchJsonNameSet members;
} SchJsonFrame;

struct _SchJsonPull
{
  const char *data;
  const char *end;
  const char *p;
  const char *value; /* start of the value last begun */
  const char *peeked_end;
  SchJsonToken peeked;
  gboolean has_value;
  gboolean started;

  char *file_name;
  guint first_line;
  guint max_depth;
  guint depth;
  SchJsonFrame *frames;

  SchJsonNames names;
  GStringChunk *name_chunk;
  GString *name;
  GString *scratch;

  /* Where lines and columns were last counted to. */
  const char *counted;
  guint counted_line;
  guint counted_column;

  guint n_repairs;
  GError *error;
};

SchJsonType sch_json_pull_next_type (SchJsonPull *self);
gboolean sch_json_pull_expect_type (SchJsonPull *self, SchJsonType type);
gboolean sch_json_pull_scan_scalar (SchJsonPull *self, SchJsonType type, SchJsonToken *token);
void sch_json_pull_end_value (SchJsonPull *self, const char *end);

void sch_json_pull_fail_at (SchJsonPull *self, const char *where, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void sch_json_pull_fail_expected (SchJsonPull *self, const char *expected);
void sch_json_pull_fail_type (SchJsonPull *self, SchJsonType expected, SchJsonType found);
void sch_json_pull_fail_token (SchJsonPull *self, const SchJsonToken *token);

G_END_DECLS
