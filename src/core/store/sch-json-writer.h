/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchJsonWriter:
 *
 * Writes canonical JSON: the same calls always give the same bytes. Inline values have ", " and
 * ": " between their parts. A *file* is a top-level object with one member per line, indented by
 * two spaces; *records* is an array member of a file with one element per line, indented by four.
 * Only '"', '\\', U+0001..U+001F and U+007F are escaped. Numbers are in shortest round-trip form,
 * integers of up to 2^53 without fraction or exponent.
 */
typedef struct _SchJsonWriter SchJsonWriter;

SchJsonWriter *sch_json_writer_new (void);
void sch_json_writer_free (SchJsonWriter *self);

void sch_json_writer_begin_file (SchJsonWriter *self);
void sch_json_writer_end_file (SchJsonWriter *self);
void sch_json_writer_begin_records (SchJsonWriter *self);
void sch_json_writer_end_records (SchJsonWriter *self);
void sch_json_writer_begin_object (SchJsonWriter *self);
void sch_json_writer_end_object (SchJsonWriter *self);
void sch_json_writer_begin_array (SchJsonWriter *self);
void sch_json_writer_end_array (SchJsonWriter *self);
void sch_json_writer_member (SchJsonWriter *self, const char *name);
void sch_json_writer_string (SchJsonWriter *self, const char *value);
void sch_json_writer_string_len (SchJsonWriter *self, const char *value, gsize byte_len);
void sch_json_writer_int (SchJsonWriter *self, gint64 value);
void sch_json_writer_double (SchJsonWriter *self, double value);
void sch_json_writer_boolean (SchJsonWriter *self, gboolean value);
void sch_json_writer_null (SchJsonWriter *self);
void sch_json_writer_strv (SchJsonWriter *self, const char *const *value);
/* Any valid JSON value, re-spaced canonically but with its member order kept. */
void sch_json_writer_raw (SchJsonWriter *self, const char *json, gsize byte_len);
/* Member with a value; nothing is written for NULL, "" and empty arrays. */
void sch_json_writer_member_string (SchJsonWriter *self, const char *name, const char *value);
void sch_json_writer_member_strv (SchJsonWriter *self, const char *name, const char *const *value);

/* What was written so far; the writer stays usable after reset. */
const char *sch_json_writer_peek (SchJsonWriter *self, gsize *byte_len);
void sch_json_writer_forget (SchJsonWriter *self);
GBytes *sch_json_writer_steal (SchJsonWriter *self);
void sch_json_writer_reset (SchJsonWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchJsonWriter, sch_json_writer_free)

G_END_DECLS
