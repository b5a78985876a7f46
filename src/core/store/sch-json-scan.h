/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tokens of JSON: what #SchJsonPull is made of, and of no use elsewhere. */

typedef enum
{
  SCH_JSON_FAULT_NONE,
  SCH_JSON_FAULT_END,
  SCH_JSON_FAULT_CONTROL,
  SCH_JSON_FAULT_NUL,
  SCH_JSON_FAULT_UTF8,
  SCH_JSON_FAULT_ESCAPE,
  SCH_JSON_FAULT_TOO_LONG,
  SCH_JSON_FAULT_NUMBER,
  SCH_JSON_FAULT_RANGE,
} SchJsonFault;

/**
 * SchJsonToken:
 * @start: of a string the byte after the quote, else the first byte
 * @byte_len: of a string the bytes between the quotes, else all
 * @end: the byte after the token
 * @where: the byte that is wrong, if @fault is set
 */
typedef struct
{
  const char *start;
  gsize byte_len;
  const char *end;
  const char *where;
  SchJsonFault fault;
  gboolean has_escapes;
  gboolean is_integer;
} SchJsonToken;

gboolean sch_json_scan_string (const char *p, const char *end, SchJsonToken *token);
gboolean sch_json_scan_number (const char *p, const char *end, SchJsonToken *token);
gboolean sch_json_scan_word (const char *p, const char *end, SchJsonToken *token);
guint sch_json_decode (GString *out, const SchJsonToken *token);
gboolean sch_json_check_number (SchJsonToken *token);
gboolean sch_json_parse_int64 (SchJsonToken *token, gint64 *value);
gboolean sch_json_parse_double (SchJsonToken *token, double *value);

G_END_DECLS
