/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of formats share: a sink that keeps everything, and a document that has everything. */

#include "format-fixture.h"

#include <string.h>

#include "sch-tokens.h"

static gboolean
add_document (SchFormatSink *sink, SchFormatDocument *document, GError **error)
{
  g_ptr_array_add (((FixtureSink *) sink)->documents, document);
  return TRUE;
}

static SchText *
find_text (SchFormatSink *sink, const char *path)
{
  SchText *text = g_hash_table_lookup (((FixtureSink *) sink)->texts, path);

  return text != NULL ? sch_text_ref (text) : NULL;
}

static SchText *
find_words (SchFormatSink *sink, const char *fingerprint, char **path)
{
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, ((FixtureSink *) sink)->texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      gsize byte_len;
      const char *data = sch_text_get_data (text, &byte_len);
      g_autofree char *other = sch_words_fingerprint (data, byte_len);

      if (strcmp (other, fingerprint) == 0)
        {
          *path = g_strdup (name);
          return sch_text_ref (text);
        }
    }
  return NULL;
}

void
fixture_sink_init (FixtureSink *self)
{
  self->report = sch_report_new ();
  self->sink.add = add_document;
  self->sink.find_text = find_text;
  self->sink.find_words = find_words;
  self->sink.report = self->report;
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_format_document_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) sch_text_unref);
}

void
fixture_sink_clear (FixtureSink *self)
{
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->report, sch_report_free);
}

void
fixture_sink_add_text (FixtureSink *self, const char *path, const char *text)
{
  g_hash_table_insert (self->texts, g_strdup (path), sch_text_new_from_string (text));
}

gboolean
fixture_read (const SchFormat *format, const char *data, gssize byte_len, FixtureSink *sink,
              GCancellable *cancellable, GError **error)
{
  gsize len = byte_len < 0 ? strlen (data) : (gsize) byte_len;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, len, NULL);
  const SchReadOptions options = { .file_name = "in.file", .stem = "in" };

  return format->read (stream, &options, &sink->sink, cancellable, error);
}

void
fixture_read_good (const SchFormat *format, const char *data, FixtureSink *sink)
{
  g_autoptr (GError) error = NULL;

  fixture_read (format, data, -1, sink, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_read_bad (const SchFormat *format, const char *data, FixtureSink *sink, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_read (format, data, -1, sink, NULL, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, part) == NULL)
    g_error ("expected “%s” in “%s”", part, error->message);
}

char *
fixture_write (const SchFormat *format, GPtrArray *documents, const SchWriteOptions *options,
               SchReport *report)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_auto (SchFormatWriter) writer = { .format = format, .stream = stream, .report = report };
  g_autoptr (GError) error = NULL;

  if (options != NULL)
    writer.options = *options;
  for (guint i = 0; format->measure != NULL && i < documents->len; i++)
    format->measure (&writer.options, g_ptr_array_index (documents, i));
  sch_format_writer_begin (&writer, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < documents->len; i++)
    sch_format_writer_add (&writer, g_ptr_array_index (documents, i), &error);
  g_assert_no_error (error);
  sch_format_writer_end (&writer, &error);
  g_assert_no_error (error);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

SchSpan *
fixture_add_span (SchFormatDocument *document, const char *id, const char *label, guint start,
                  guint end)
{
  SchRange range = { start, end };
  SchSpan *span = sch_span_new (id, label, &range, 1);

  span->record.origin = SCH_ORIGIN_IMPORT;
  g_ptr_array_add (document->spans, span);
  sch_format_document_set_kind (document, label, "entity");
  return span;
}

SchFormatDocument *
fixture_document (void)
{
  static const char
      text[] = "🥳 Ada Lovelace, cafe\xCC\x81 owner, met “Bob”.\r\n"
               "قالت ندى: «نعم». Ada\xC2\xA0Lovelace left 👩🏽‍🚀 today.\n";
  SchFormatDocument *document = sch_format_document_new ();
  static const char *const clusters[] = { "k1", "k2", NULL };
  static const SchRange parts[] = { { 2, 5 }, { 29, 32 } };
  SchSpan *span;

  document->path = g_strdup ("a b.txt");
  document->layer = g_strdup ("dana");
  document->language = g_strdup ("en");
  document->text = sch_text_new_from_string (text);
  fixture_add_span (document, "s0", "mark", 0, 1);
  span = fixture_add_span (document, "s1", "person", 2, 14);
  span->record.attributes = sch_attributes_with_string (NULL, "mention", "a, \"b\"");
  span->record.note = g_strdup ("line one\nline; two");
  sch_span_set_clusters (span, clusters);
  fixture_add_span (document, "s2", "given", 2, 5);
  fixture_add_span (document, "s3", "crossing", 6, 27);
  span = fixture_add_span (document, "s4", "parts", 2, 5);
  sch_span_set_ranges (span, parts, 2);
  fixture_add_span (document, "s5", "empty", 30, 30);
  fixture_add_span (document, "s6", "place", 16, 21);
  fixture_add_span (document, "s7", "rtl", 45, 48);
  g_ptr_array_add (document->relations,
                   sch_relation_new (SCH_RECORD_RELATION, "r1", "knows", "s1", "s6"));
  g_ptr_array_add (document->clusters, sch_cluster_new ("k1", "entity", "Ada"));
  g_ptr_array_add (document->clusters, sch_cluster_new ("k2", "entity", "Poets"));
  sch_format_document_sort (document);
  return document;
}

SchFormatDocument *
fixture_get (FixtureSink *sink, guint index)
{
  g_assert_cmpuint (index, <, sink->documents->len);
  return g_ptr_array_index (sink->documents, index);
}

char *
fixture_describe (SchFormatDocument *document)
{
  GString *all = g_string_new (NULL);

  sch_format_document_sort (document);
  for (guint i = 0; i < document->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (document->spans, i);
      g_autofree char *covered = sch_span_dup_covered (span, document->text);

      g_string_append_printf (all, "%s%s ", i > 0 ? " | " : "", span->label);
      for (guint r = 0; r < span->n_ranges; r++)
        g_string_append_printf (all, "%s%u-%u", r > 0 ? "," : "", span->ranges[r].start,
                                span->ranges[r].end);
      g_string_append_printf (all, " %s", covered);
    }
  return g_string_free (all, FALSE);
}
