/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interchange of Scholiast itself: one document a line, offsets in code points, and enough
 * repeated (text, UTF-16 and byte offsets) that a file checks itself. */

#include "config.h"

#include "sch-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-format-private.h"

/* --- Writing --- */

static void
write_raw_member (SchJsonWriter *writer, const char *name, const char *json)
{
  sch_json_writer_member (writer, name);
  sch_json_writer_raw (writer, json, strlen (json));
}

static void
write_pair (SchJsonWriter *writer, guint start, guint end)
{
  sch_json_writer_begin_array (writer);
  sch_json_writer_int (writer, start);
  sch_json_writer_int (writer, end);
  sch_json_writer_end_array (writer);
}

/* The members of a native record but those that were written already: "a": 1, "b": 2 */
static void
write_rest (SchJsonWriter *writer, gpointer record, const char *const *written)
{
  g_autofree char *json = sch_record_dup_json (record, NULL);
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "");
  const char *name;

  sch_json_pull_begin_object (pull);
  while (sch_json_pull_next_member (pull, &name))
    {
      g_autofree char *member = g_strdup (name);
      const char *raw;
      gsize byte_len;

      if (!sch_json_pull_read_raw (pull, &raw, &byte_len) || g_strv_contains (written, member))
        continue;
      sch_json_writer_member (writer, member);
      sch_json_writer_raw (writer, raw, byte_len);
    }
}

static void
write_span (SchJsonWriter *writer, SchFormatDocument *document, SchSpan *span)
{
  static const char *const written[] = { "id",         "label",   "ranges", "text",
                                         "attributes", "cluster", NULL };
  SchText *text = document->text;
  guint start = sch_span_get_start (span);
  guint end = sch_span_get_end (span);
  g_autofree char *covered = sch_span_dup_covered (span, text);

  sch_json_writer_begin_object (writer);
  sch_json_writer_member (writer, "id");
  sch_json_writer_string (writer, span->record.id);
  sch_json_writer_member (writer, "label");
  sch_json_writer_string (writer, span->label);
  sch_json_writer_member (writer, "kind");
  sch_json_writer_string (writer, sch_format_document_get_kind (document, span->label));
  sch_json_writer_member (writer, "start");
  sch_json_writer_int (writer, start);
  sch_json_writer_member (writer, "end");
  sch_json_writer_int (writer, end);
  sch_json_writer_member (writer, "text");
  sch_json_writer_string (writer, covered);
  sch_json_writer_member (writer, "ranges");
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < span->n_ranges; i++)
    write_pair (writer, span->ranges[i].start, span->ranges[i].end);
  sch_json_writer_end_array (writer);
  sch_json_writer_member (writer, "attributes");
  sch_attributes_write (span->record.attributes, writer);
  sch_json_writer_member (writer, "cluster");
  if (span->clusters == NULL || span->clusters[0] == NULL)
    sch_json_writer_null (writer);
  else if (span->clusters[1] == NULL)
    sch_json_writer_string (writer, span->clusters[0]);
  else
    sch_json_writer_strv (writer, (const char *const *) span->clusters);
  sch_json_writer_member (writer, "utf16");
  write_pair (writer, sch_text_utf16_of_char (text, start), sch_text_utf16_of_char (text, end));
  sch_json_writer_member (writer, "bytes");
  write_pair (writer, sch_text_byte_of_char (text, start), sch_text_byte_of_char (text, end));
  write_rest (writer, span, written);
  sch_json_writer_end_object (writer);
}

static void
write_records (SchJsonWriter *writer, const char *name, GPtrArray *records)
{
  sch_json_writer_member (writer, name);
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    sch_record_write (g_ptr_array_index (records, i), writer, NULL);
  sch_json_writer_end_array (writer);
}

static void
write_state (SchJsonWriter *writer, SchFormatDocument *document)
{
  static const char *const written[] = { "path", "attributes", "status", NULL };
  SchState *state = document->state;

  sch_json_writer_member (writer, "attributes");
  sch_attributes_write (state != NULL ? state->record.attributes : NULL, writer);
  sch_json_writer_member (writer, "layer");
  sch_json_writer_string (writer, document->layer != NULL ? document->layer : "");
  sch_json_writer_member (writer, "status");
  sch_json_writer_string (writer,
                          sch_status_to_string (state != NULL ? state->status : SCH_STATUS_TODO));
  if (state != NULL)
    write_rest (writer, state, written);
}

static gboolean
jsonl_write (SchFormatWriter *self, SchFormatDocument *document, GError **error)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  const char *data;
  gsize byte_len;

  sch_json_writer_begin_object (writer);
  sch_json_writer_member (writer, "path");
  sch_json_writer_string (writer, document->path != NULL ? document->path : "");
  if (document->unit != NULL)
    write_raw_member (writer, "unit", document->unit);
  data = sch_text_get_data (document->text, &byte_len);
  sch_json_writer_member (writer, "text");
  sch_json_writer_string_len (writer, data, byte_len);
  write_raw_member (writer, "metadata", document->metadata != NULL ? document->metadata : "{}");
  write_state (writer, document);
  sch_json_writer_member (writer, "spans");
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < document->spans->len; i++)
    write_span (writer, document, g_ptr_array_index (document->spans, i));
  sch_json_writer_end_array (writer);
  write_records (writer, "relations", document->relations);
  write_records (writer, "clusters", document->clusters);
  if (document->links->len > 0)
    write_records (writer, "links", document->links);
  sch_json_writer_end_object (writer);
  data = sch_json_writer_peek (writer, &byte_len);
  return sch_format_writer_put (self, data, byte_len, error) &&
         sch_format_writer_put (self, "\n", 1, error);
}

/* A line that begins with an object which has "path" or "text", and "spans". */
static guint
jsonl_sniff (const char *data, gsize byte_len)
{
  g_autofree char *head = NULL;
  gsize i = byte_len >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  while (i < byte_len && strchr (" \t\r\n", data[i]) != NULL)
    i++;
  if (i == byte_len || data[i] != '{')
    return 0;
  head = g_strndup (data + i, MIN (byte_len - i, 4096));
  if (strstr (head, "\"path\"") != NULL)
    return 90;
  return strstr (head, "\"text\"") != NULL || strstr (head, "\"spans\"") != NULL ? 60 : 0;
}

static const char *const extensions[] = { "jsonl", "ndjson", NULL };

const SchFormat sch_format_jsonl = {
  .id = "jsonl",
  .name = N_ ("Scholiast JSON Lines"),
  .description = N_ ("One document a line with all of its annotations; checks itself"),
  .extensions = extensions,
  .offsets = SCH_OFFSETS_CODE_POINTS,
  .sniff = jsonl_sniff,
  .read = sch_format_jsonl_read,
  .write = jsonl_write,
};
