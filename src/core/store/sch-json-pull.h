/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SCH_JSON_MAX_DEPTH 64u
#define SCH_JSON_MAX_BYTES (1024u * 1024u * 1024u)
#define SCH_JSON_MAX_STRING_BYTES (256u * 1024u * 1024u)
#define SCH_JSON_MAX_MEMBERS 100000u

typedef enum
{
  SCH_JSON_NULL,
  SCH_JSON_BOOLEAN,
  SCH_JSON_NUMBER,
  SCH_JSON_STRING,
  SCH_JSON_ARRAY,
  SCH_JSON_OBJECT,
  SCH_JSON_NONE, /* no value here: the end, or an error */
} SchJsonType;

/**
 * SchJsonPull:
 *
 * A strict pull reader (RFC 8259) over one buffer that outlives it. Wrong input of any kind
 * (bad UTF-8, NUL or \u0000, raw control characters, duplicate member names, numbers that a
 * double or int64 cannot hold, depth, size, two roots, empty input, trailing commas) becomes one
 * sticky #SCH_ERROR_FORMAT whose message names the file, the line and the column (both from 1;
 * columns count code points). After an error every call returns FALSE or %SCH_JSON_NONE at once,
 * so a reader may check once, at the end, with sch_json_pull_finish(). A leading UTF-8 BOM is
 * skipped. A lone surrogate escape is read as U+FFFD and counted as a repair.
 */
typedef struct _SchJsonPull SchJsonPull;

SchJsonPull *sch_json_pull_new (const char *data, gsize byte_len, const char *file_name);
SchJsonPull *sch_json_pull_new_at (const char *data, gsize byte_len, const char *file_name,
                                   guint first_line);
void sch_json_pull_free (SchJsonPull *self);
void sch_json_pull_set_max_depth (SchJsonPull *self, guint max_depth);

SchJsonType sch_json_pull_peek (SchJsonPull *self);
gboolean sch_json_pull_begin_object (SchJsonPull *self);
gboolean sch_json_pull_next_member (SchJsonPull *self, const char **name);
gboolean sch_json_pull_begin_array (SchJsonPull *self);
gboolean sch_json_pull_next_element (SchJsonPull *self);
gboolean sch_json_pull_read_string (SchJsonPull *self, char **value);
gboolean sch_json_pull_peek_string (SchJsonPull *self, const char **value, gsize *byte_len);
gboolean sch_json_pull_peek_is_integer (SchJsonPull *self);
gboolean sch_json_pull_read_int64 (SchJsonPull *self, gint64 *value);
gboolean sch_json_pull_read_uint (SchJsonPull *self, guint *value);
gboolean sch_json_pull_read_double (SchJsonPull *self, double *value);
gboolean sch_json_pull_read_boolean (SchJsonPull *self, gboolean *value);
gboolean sch_json_pull_read_null (SchJsonPull *self);
gboolean sch_json_pull_read_strv (SchJsonPull *self, char ***value);
gboolean sch_json_pull_read_raw (SchJsonPull *self, const char **start, gsize *byte_len);
gboolean sch_json_pull_skip (SchJsonPull *self);
guint sch_json_pull_get_line (SchJsonPull *self);
guint sch_json_pull_get_column (SchJsonPull *self);
guint sch_json_pull_get_n_repairs (SchJsonPull *self);
void sch_json_pull_fail (SchJsonPull *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean sch_json_pull_failed (SchJsonPull *self);
gboolean sch_json_pull_finish (SchJsonPull *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchJsonPull, sch_json_pull_free)

G_END_DECLS
