/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON lines: members in any order and all of them optional but the offsets and labels of
 * spans. Where the offsets do not fit the text that a span repeats, that text decides the unit they
 * were counted in. Nothing is moved without a report. */

#include "config.h"

#include "sch-format-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-lines.h"
#include "sch-offsets.h"

typedef struct
{
  gboolean there;
  guint start;
  guint end;
} Pair;

typedef struct
{
  SchSpan *span;
  char *quote;
  Pair own; /* start, end */
  Pair utf16;
  Pair bytes;
  GArray *ranges; /* of SchRange, or NULL */
} ReadSpan;

typedef struct
{
  SchFormatSink *sink;
  const SchReadOptions *options;
  SchFormatDocument *document;
  char *text;
  GPtrArray *spans; /* of ReadSpan */
  SchJsonPull *pull;
  guint line;
} Reader;

static void
read_span_free (gpointer data)
{
  ReadSpan *self = data;

  g_clear_pointer (&self->span, sch_record_unref);
  g_free (self->quote);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_free (self);
}

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->document, sch_format_document_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->spans, g_ptr_array_unref);
  g_clear_pointer (&self->pull, sch_json_pull_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
add_repair (Reader *self, const char *what, const char *example)
{
  sch_report_add (self->sink->report, SCH_REPORT_REPAIR, what, self->options->file_name, self->line,
                  1, example);
  sch_report_count (self->sink->report, SCH_COUNT_SPANS, SCH_COUNT_REPAIRED, 1);
}

/* A string, or what others write in its place: null, a number. */
static char *
read_loose_string (SchJsonPull *pull)
{
  const char *raw;
  gsize byte_len;
  char *value = NULL;

  switch (sch_json_pull_peek (pull))
    {
    case SCH_JSON_STRING:
      sch_json_pull_read_string (pull, &value);
      return value;
    case SCH_JSON_NULL:
      sch_json_pull_read_null (pull);
      return NULL;
    case SCH_JSON_NUMBER:
      return sch_json_pull_read_raw (pull, &raw, &byte_len) ? g_strndup (raw, byte_len) : NULL;
    case SCH_JSON_BOOLEAN:
    case SCH_JSON_ARRAY:
    case SCH_JSON_OBJECT:
    case SCH_JSON_NONE:
    default:
      sch_json_pull_fail (pull, _ ("expected a string"));
      return NULL;
    }
}

static guint
read_offset (Reader *self)
{
  double value = -1;
  g_autofree char *string = NULL;

  if (sch_json_pull_peek (self->pull) == SCH_JSON_STRING)
    {
      char *end = NULL;

      if (!sch_json_pull_read_string (self->pull, &string))
        return 0;
      value = g_ascii_strtod (string, &end);
      if (end == string || *end != '\0')
        value = -1;
      else
        add_repair (self, _ ("offsets written as strings"), string);
    }
  else if (!sch_json_pull_read_double (self->pull, &value))
    return 0;
  if (value < 0 || value > G_MAXINT || value != (double) (guint) value)
    {
      sch_json_pull_fail (self->pull, _ ("an offset must be a whole number from 0 on"));
      return 0;
    }
  return value;
}

static gboolean
read_two (Reader *self, guint *start, guint *end)
{
  if (!sch_json_pull_begin_array (self->pull) || !sch_json_pull_next_element (self->pull))
    return FALSE;
  *start = read_offset (self);
  if (!sch_json_pull_next_element (self->pull))
    {
      sch_json_pull_fail (self->pull, _ ("expected two offsets, [start, end]"));
      return FALSE;
    }
  *end = read_offset (self);
  if (sch_json_pull_next_element (self->pull))
    sch_json_pull_fail (self->pull, _ ("expected two offsets, [start, end]"));
  return !sch_json_pull_failed (self->pull);
}

static void
read_pair (Reader *self, Pair *pair)
{
  if (sch_json_pull_peek (self->pull) == SCH_JSON_NULL)
    sch_json_pull_read_null (self->pull);
  else
    pair->there = read_two (self, &pair->start, &pair->end);
}

static void
read_ranges (Reader *self, ReadSpan *span)
{
  if (sch_json_pull_peek (self->pull) == SCH_JSON_NULL)
    {
      sch_json_pull_read_null (self->pull);
      return;
    }
  g_clear_pointer (&span->ranges, g_array_unref);
  span->ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  if (!sch_json_pull_begin_array (self->pull))
    return;
  while (sch_json_pull_next_element (self->pull))
    {
      SchRange range;

      if (!read_two (self, &range.start, &range.end))
        return;
      g_array_append_val (span->ranges, range);
    }
  if (span->ranges->len == 0)
    g_clear_pointer (&span->ranges, g_array_unref);
}

/* Reads a record of which some members were collected, "id" among them or not: the native reader
 * gets an object in which the id is a placeholder, since ids of other programs have any form. */
static gpointer
finish_record (Reader *self, SchRecordType type, GString *members, const char *id)
{
  g_autofree char *json = g_strdup_printf ("{\"id\": \"x\"%s}", members->str);
  g_autoptr (SchJsonPull)
      pull = sch_json_pull_new_at (json, strlen (json), self->options->file_name, self->line);
  g_autoptr (GError) error = NULL;
  gpointer record = sch_record_read (type, pull);

  if (!sch_json_pull_finish (pull, &error))
    {
      const char *message = strstr (error->message, ": ");

      g_clear_pointer (&record, sch_record_unref);
      sch_json_pull_fail (self->pull, _ ("“%s”: %s"), id != NULL ? id : "",
                          message != NULL ? message + 2 : error->message);
      return NULL;
    }
  sch_record_set_id (record, id != NULL ? id : "");
  return record;
}

/* Keeps a member as it is for the native reader; null is as good as nothing. */
static void
collect_member (SchJsonPull *pull, GString *members, const char *name)
{
  g_autoptr (SchJsonWriter) writer = NULL;
  g_autofree char *member = g_strdup (name);
  const char *raw;
  gsize byte_len;

  if (sch_json_pull_peek (pull) == SCH_JSON_NULL)
    {
      sch_json_pull_read_null (pull);
      return;
    }
  if (!sch_json_pull_read_raw (pull, &raw, &byte_len))
    return;
  writer = sch_json_writer_new ();
  sch_json_writer_string (writer, member);
  g_string_append_printf (members, ", %s: ", sch_json_writer_peek (writer, NULL));
  g_string_append_len (members, raw, byte_len);
}

static void
read_span_member (Reader *self, ReadSpan *span, GString *members, const char *name, char **id,
                  char **kind)
{
  SchJsonPull *pull = self->pull;

  if (strcmp (name, "id") == 0)
    *id = read_loose_string (pull);
  else if (strcmp (name, "kind") == 0)
    *kind = read_loose_string (pull);
  else if (strcmp (name, "text") == 0)
    span->quote = read_loose_string (pull);
  else if (strcmp (name, "start") == 0)
    {
      span->own.start = read_offset (self);
      span->own.there = TRUE;
    }
  else if (strcmp (name, "end") == 0)
    span->own.end = read_offset (self);
  else if (strcmp (name, "ranges") == 0)
    read_ranges (self, span);
  else if (strcmp (name, "utf16") == 0)
    read_pair (self, &span->utf16);
  else if (strcmp (name, "bytes") == 0)
    read_pair (self, &span->bytes);
  else
    collect_member (pull, members, name);
}

static void
read_span (Reader *self)
{
  ReadSpan *span = g_new0 (ReadSpan, 1);
  g_autoptr (GString) members = g_string_new (", \"ranges\": [[0, 0]]");
  g_autofree char *id = NULL;
  g_autofree char *kind = NULL;
  const char *name;

  g_ptr_array_add (self->spans, span);
  if (!sch_json_pull_begin_object (self->pull))
    return;
  while (sch_json_pull_next_member (self->pull, &name))
    read_span_member (self, span, members, name, &id, &kind);
  if (sch_json_pull_failed (self->pull))
    return;
  if (!span->own.there && span->ranges == NULL)
    {
      sch_json_pull_fail (self->pull,
                          _ ("the span “%s” has neither “start” and “end” nor “ranges”"),
                          id != NULL ? id : "");
      return;
    }
  if (id != NULL && *id != '\0')
    self->document->has_ids = TRUE;
  span->span = finish_record (self, SCH_RECORD_SPAN, members, id);
  if (span->span == NULL)
    return;
  if (span->span->record.origin == SCH_ORIGIN_MANUAL)
    span->span->record.origin = SCH_ORIGIN_IMPORT;
  if (kind != NULL && *kind != '\0')
    sch_format_document_set_kind (self->document, span->span->label, kind);
}

/* A relation, cluster or link. */
static void
read_record (Reader *self, SchRecordType type, GPtrArray *records)
{
  g_autoptr (GString) members = g_string_new (NULL);
  g_autofree char *id = NULL;
  const char *name;
  gpointer record;

  if (!sch_json_pull_begin_object (self->pull))
    return;
  while (sch_json_pull_next_member (self->pull, &name))
    {
      if (strcmp (name, "id") == 0)
        {
          g_free (id);
          id = read_loose_string (self->pull);
        }
      else
        collect_member (self->pull, members, name);
    }
  if (sch_json_pull_failed (self->pull))
    return;
  record = finish_record (self, type, members, id);
  if (record != NULL)
    g_ptr_array_add (records, record);
}

static void
read_list (Reader *self, SchRecordType type, GPtrArray *records)
{
  if (sch_json_pull_peek (self->pull) == SCH_JSON_NULL)
    {
      sch_json_pull_read_null (self->pull);
      return;
    }
  if (!sch_json_pull_begin_array (self->pull))
    return;
  while (sch_json_pull_next_element (self->pull))
    {
      if (type == SCH_RECORD_SPAN)
        read_span (self);
      else
        read_record (self, type, records);
    }
}

static char *
read_object (SchJsonPull *pull)
{
  g_autoptr (SchJsonWriter) writer = NULL;
  const char *raw;
  gsize byte_len;

  if (sch_json_pull_peek (pull) == SCH_JSON_NULL)
    {
      sch_json_pull_read_null (pull);
      return NULL;
    }
  if (sch_json_pull_peek (pull) != SCH_JSON_OBJECT)
    {
      sch_json_pull_fail (pull, _ ("expected an object"));
      return NULL;
    }
  if (!sch_json_pull_read_raw (pull, &raw, &byte_len))
    return NULL;
  writer = sch_json_writer_new ();
  sch_json_writer_raw (writer, raw, byte_len);
  raw = sch_json_writer_peek (writer, &byte_len);
  return byte_len > 2 ? g_strndup (raw, byte_len) : NULL;
}

static void
read_document_member (Reader *self, const char *name, GString *state)
{
  SchFormatDocument *document = self->document;
  SchJsonPull *pull = self->pull;

  if (strcmp (name, "path") == 0)
    document->path = read_loose_string (pull);
  else if (strcmp (name, "text") == 0)
    self->text = read_loose_string (pull);
  else if (strcmp (name, "layer") == 0)
    document->layer = read_loose_string (pull);
  else if (strcmp (name, "metadata") == 0)
    document->metadata = read_object (pull);
  else if (strcmp (name, "unit") == 0)
    document->unit = read_object (pull);
  else if (strcmp (name, "spans") == 0)
    read_list (self, SCH_RECORD_SPAN, NULL);
  else if (strcmp (name, "relations") == 0)
    read_list (self, SCH_RECORD_RELATION, document->relations);
  else if (strcmp (name, "clusters") == 0)
    read_list (self, SCH_RECORD_CLUSTER, document->clusters);
  else if (strcmp (name, "links") == 0)
    read_list (self, SCH_RECORD_LINK, document->links);
  else
    collect_member (pull, state, name);
}

static gboolean
read_state (Reader *self, GString *members, GError **error)
{
  g_autofree char *json = NULL;
  g_autoptr (SchJsonPull) pull = NULL;

  if (members->len == 0)
    return TRUE;
  json = g_strdup_printf ("{%s}", members->str + 2);
  pull = sch_json_pull_new_at (json, strlen (json), self->options->file_name, self->line);
  self->document->state = sch_record_read (SCH_RECORD_STATE, pull);
  return sch_json_pull_finish (pull, error);
}

/* The text of the record, else that of the document in the corpus. A record of a unit of a document
 * (a sentence) says where in the document it lies. */
static gboolean
find_text (Reader *self, GError **error)
{
  SchFormatDocument *document = self->document;

  if (self->text != NULL)
    {
      gsize byte_len = strlen (self->text);
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->text), byte_len);

      document->text = sch_text_new (bytes, error);
      if (document->text == NULL)
        {
          g_prefix_error (error, "%s:%u: ", self->options->file_name, self->line);
          return FALSE;
        }
    }
  else if (document->path != NULL && self->sink->find_text != NULL)
    document->text = self->sink->find_text (self->sink, document->path);
  if (document->text == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                 _ ("%s:%u: the record of “%s” has no “text”, and there is no such document in "
                    "the corpus"),
                 self->options->file_name, self->line,
                 document->path != NULL ? document->path : "");
  return document->text != NULL;
}

/* The ranges of the span in code points, if offsets of @unit make them give @quote. */
static gboolean
try_unit (SchText *text, const ReadSpan *read, SchOffsets unit, GArray *ranges)
{
  SchRange single = { read->own.start, read->own.end };
  const SchRange *from = read->ranges != NULL ? (SchRange *) (void *) read->ranges->data : &single;
  guint n = read->ranges != NULL ? read->ranges->len : 1;

  g_array_set_size (ranges, 0);
  for (guint i = 0; i < n; i++)
    {
      SchRange range;

      if (!sch_offsets_to_chars (text, unit, from[i].start, from[i].end, &range))
        return FALSE;
      g_array_append_val (ranges, range);
    }
  return read->quote == NULL || sch_ranges_cover (text, ranges, read->quote);
}

static SchOffsets
find_unit (Reader *self)
{
  static const SchOffsets units[] = { SCH_OFFSETS_CODE_POINTS, SCH_OFFSETS_UTF16,
                                      SCH_OFFSETS_BYTES };
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));

  if (self->options->offsets != SCH_OFFSETS_AUTO)
    return self->options->offsets;
  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    {
      gboolean all = TRUE;

      for (guint i = 0; all && i < self->spans->len; i++)
        all = try_unit (self->document->text, g_ptr_array_index (self->spans, i), units[u], ranges);
      if (all)
        return units[u];
    }
  return SCH_OFFSETS_CODE_POINTS;
}

/* "start" and "end" must be the outer borders of "ranges". */
static gboolean
borders_agree (const ReadSpan *read)
{
  guint start = G_MAXUINT;
  guint end = 0;

  if (read->ranges == NULL || !read->own.there)
    return TRUE;
  for (guint i = 0; i < read->ranges->len; i++)
    {
      start = MIN (start, g_array_index (read->ranges, SchRange, i).start);
      end = MAX (end, g_array_index (read->ranges, SchRange, i).end);
    }
  return start == read->own.start && end == read->own.end;
}

static gboolean
pair_agrees (SchText *text, const Pair *pair, SchOffsets unit, const SchSpan *span)
{
  SchRange range;

  return !pair->there ||
         (sch_offsets_to_chars (text, unit, pair->start, pair->end, &range) &&
          range.start == sch_span_get_start (span) && range.end == sch_span_get_end (span));
}

static gboolean
set_ranges (SchSpan *span, GArray *ranges)
{
  guint n = ranges->len;

  if (!sch_ranges_normalize ((SchRange *) (void *) ranges->data, &n))
    return FALSE;
  sch_span_set_ranges (span, (SchRange *) (void *) ranges->data, n);
  return TRUE;
}

static gboolean
fail_span (Reader *self, const ReadSpan *read, GError **error)
{
  g_autofree char *quote = sch_report_dup_quote (read->quote != NULL ? read->quote : "");

  g_set_error (error, SCH_ERROR, SCH_ERROR_RANGE,
               _ ("%s:%u: the span “%s” (%s) at %u–%u does not agree with the text in code points, "
                  "UTF-16 units or bytes; correct its offsets or its text"),
               self->options->file_name, self->line, read->span->record.id,
               read->quote != NULL ? quote : read->span->label, read->own.start, read->own.end);
  return FALSE;
}

static gboolean
resolve_span (Reader *self, ReadSpan *read, SchOffsets unit, GError **error)
{
  SchText *text = self->document->text;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  ReadSpan other = { .quote = read->quote };

  if (!borders_agree (read))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_RANGE,
                   _ ("%s:%u: in the span “%s”, “start” and “end” are not the borders of “ranges”; "
                      "correct one of them"),
                   self->options->file_name, self->line, read->span->record.id);
      return FALSE;
    }
  if (try_unit (text, read, unit, ranges))
    {
      if (unit != SCH_OFFSETS_CODE_POINTS && self->options->offsets == SCH_OFFSETS_AUTO)
        add_repair (self,
                    unit == SCH_OFFSETS_UTF16
                        ? _ ("spans counted in UTF-16 units, as their text shows")
                        : _ ("spans counted in bytes, as their text shows"),
                    read->span->record.id);
    }
  else
    {
      gboolean found = FALSE;

      other.own = read->utf16;
      if (read->quote != NULL && read->utf16.there && read->ranges == NULL)
        found = try_unit (text, &other, SCH_OFFSETS_UTF16, ranges);
      other.own = read->bytes;
      if (!found && read->quote != NULL && read->bytes.there && read->ranges == NULL)
        found = try_unit (text, &other, SCH_OFFSETS_BYTES, ranges);
      if (!found)
        return fail_span (self, read, error);
      add_repair (self, _ ("spans placed by “utf16” or “bytes”, as their text shows"),
                  read->span->record.id);
    }
  if (!set_ranges (read->span, ranges))
    return fail_span (self, read, error);
  if (unit == SCH_OFFSETS_CODE_POINTS &&
      (!pair_agrees (text, &read->utf16, SCH_OFFSETS_UTF16, read->span) ||
       !pair_agrees (text, &read->bytes, SCH_OFFSETS_BYTES, read->span)))
    {
      if (read->quote == NULL)
        return fail_span (self, read, error);
      add_repair (self, _ ("spans whose “utf16” or “bytes” are wrong, as their text shows"),
                  read->span->record.id);
    }
  return TRUE;
}

static gboolean
resolve (Reader *self, GError **error)
{
  SchOffsets unit;

  if (!find_text (self, error))
    return FALSE;
  unit = find_unit (self);
  for (guint i = 0; i < self->spans->len; i++)
    {
      ReadSpan *read = g_ptr_array_index (self->spans, i);

      if (!resolve_span (self, read, unit, error))
        return FALSE;
      g_ptr_array_add (self->document->spans, g_steal_pointer (&read->span));
    }
  return TRUE;
}

static gboolean
read_document (const SchReadOptions *options, SchFormatSink *sink, const char *line, gsize byte_len,
               guint number, guint ordinal, GError **error)
{
  g_auto (Reader) self = { .sink = sink, .options = options, .line = number };
  g_autoptr (GString) state = g_string_new (NULL);
  const char *name;

  self.document = sch_format_document_new ();
  self.document->line = number;
  self.spans = g_ptr_array_new_with_free_func (read_span_free);
  self.pull = sch_json_pull_new_at (line, byte_len, options->file_name, number);
  if (sch_json_pull_begin_object (self.pull))
    while (sch_json_pull_next_member (self.pull, &name))
      read_document_member (&self, name, state);
  if (sch_json_pull_get_n_repairs (self.pull) > 0)
    sch_report_add (sink->report, SCH_REPORT_REPAIR, _ ("lone surrogates read as U+FFFD"),
                    options->file_name, number, sch_json_pull_get_n_repairs (self.pull), NULL);
  if (!sch_json_pull_finish (self.pull, error) || !read_state (&self, state, error))
    return FALSE;
  if (self.document->path == NULL || *self.document->path == '\0')
    {
      g_free (self.document->path);
      self.document->path = g_strdup_printf ("%s-%04u.txt", options->stem, ordinal);
    }
  if (!resolve (&self, error))
    return FALSE;
  return sink->add (sink, g_steal_pointer (&self.document), error);
}

gboolean
sch_format_jsonl_read (GInputStream *stream, const SchReadOptions *options, SchFormatSink *sink,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (SchLines) lines = sch_lines_new (stream, options->file_name);
  g_autoptr (GError) local = NULL;
  const char *line;
  gsize byte_len;
  guint ordinal = 0;

  while (sch_lines_next (lines, &line, &byte_len, cancellable, &local))
    {
      gsize blanks = 0;

      while (blanks < byte_len && strchr (" \t\r", line[blanks]) != NULL)
        blanks++;
      if (blanks == byte_len)
        continue;
      if (!read_document (options, sink, line, byte_len, sch_lines_get_number (lines), ++ordinal,
                          error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}
