/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for every format of the table. */

#include "format-fixture.h"

#include <string.h>

#include "sch-error.h"

static GPtrArray *
make_documents (void)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_format_document_free);

  g_ptr_array_add (documents, fixture_document ());
  return documents;
}

static void
add_text_of (FixtureSink *sink, SchFormatDocument *document)
{
  g_hash_table_insert (sink->texts, g_strdup (document->path), sch_text_ref (document->text));
}

static char *
make_sample (const SchFormat *format, SchReport *report)
{
  g_autoptr (GPtrArray) documents = make_documents ();
  const SchWriteOptions options = { .misaligned = SCH_MISALIGNED_DROP };

  return fixture_write (format, documents, &options, report);
}

static void
test_table (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_formats_find (format->id, &error) == format);
  g_assert_no_error (error);
  g_assert_nonnull (format->extensions[0]);
  g_assert_true (*format->name != '\0' && *format->description != '\0');
  g_assert_cmpuint (format->lacks, <, 1u << SCH_N_LACKS);
  for (guint i = 0; i < SCH_N_LACKS; i++)
    g_assert_true (*sch_format_lack_to_string (1u << i) != '\0' &&
                   *sch_format_lack_describe (1u << i) != '\0');
}

static void
test_sniff (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autofree char *sample = make_sample (format, report);
  g_autofree char *with_bom = g_strconcat ("\xEF\xBB\xBF", sample, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_formats_sniff (sample, strlen (sample), "x", &error) == format);
  g_assert_no_error (error);
  g_assert_true (sch_formats_sniff (with_bom, strlen (with_bom), "x", &error) == format);
  for (gsize n = 0; n < MIN (strlen (sample), 300); n++)
    format->sniff (sample, n);
}

/* All that the format can carry comes back; what it cannot is in the report. */
static void
test_round_trip (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autofree char *sample = make_sample (format, report);
  g_autoptr (SchFormatDocument) original = fixture_document ();
  g_auto (FixtureSink) sink = { 0 };
  SchFormatDocument *read;
  guint n_found = 0;

  fixture_sink_init (&sink);
  add_text_of (&sink, original);
  fixture_read_good (format, sample, &sink);
  g_assert_cmpuint (sink.documents->len, ==, 1);
  read = fixture_get (&sink, 0);
  g_assert_true (
      g_bytes_equal (sch_text_get_bytes (read->text), sch_text_get_bytes (original->text)));
  g_assert_cmpuint (read->spans->len + sch_report_get_count (report, SCH_REPORT_LOSS), ==,
                    original->spans->len);
  for (guint i = 0; i < read->spans->len; i++)
    for (guint k = 0; k < original->spans->len; k++)
      {
        SchSpan *a = g_ptr_array_index (read->spans, i);
        SchSpan *b = g_ptr_array_index (original->spans, k);

        if (strcmp (a->label, b->label) != 0 || !sch_span_same_ranges (a, b))
          continue;
        n_found++;
        if (!(format->lacks & SCH_LACKS_IDS))
          g_assert_cmpstr (a->record.id, ==, b->record.id);
        if (!(format->lacks & SCH_LACKS_ATTRIBUTES))
          g_assert_true (sch_attributes_equal (a->record.attributes, b->record.attributes));
        if (!(format->lacks & SCH_LACKS_NOTES))
          g_assert_cmpstr (a->record.note, ==, b->record.note);
        if (!(format->lacks & SCH_LACKS_CLUSTERS) && b->clusters != NULL)
          g_assert_true (
              g_strv_equal ((const char *const *) a->clusters, (const char *const *) b->clusters));
      }
  g_assert_cmpuint (n_found, ==, read->spans->len);
  if (!(format->lacks & SCH_LACKS_RELATIONS))
    g_assert_cmpuint (read->relations->len, ==, original->relations->len);
  else
    g_assert_cmpuint (sch_report_get_count (report, SCH_REPORT_NOT_CARRIED), >, 0);
  if (!(format->lacks & SCH_LACKS_CLUSTER_DATA))
    g_assert_cmpuint (read->clusters->len, ==, original->clusters->len);
}

/* The same bytes each time, and again from what was read. */
static void
test_stable (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autofree char *one = make_sample (format, report);
  g_autofree char *two = make_sample (format, report);
  g_autofree char *three = NULL;
  g_autoptr (SchFormatDocument) original = fixture_document ();
  g_auto (FixtureSink) sink = { 0 };
  const SchWriteOptions options = { .misaligned = SCH_MISALIGNED_DROP };

  g_assert_cmpstr (one, ==, two);
  fixture_sink_init (&sink);
  add_text_of (&sink, original);
  fixture_read_good (format, one, &sink);
  sch_format_document_sort (fixture_get (&sink, 0));
  three = fixture_write (format, sink.documents, &options, report);
  g_assert_cmpstr (one, ==, three);
}

static void
test_bom_and_crlf (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autofree char *sample = make_sample (format, report);
  g_auto (GStrv) lines = g_strsplit (sample, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);
  g_autofree char *changed = g_strconcat ("\xEF\xBB\xBF", joined, NULL);
  g_autoptr (SchFormatDocument) original = fixture_document ();
  g_auto (FixtureSink) plain = { 0 };
  g_auto (FixtureSink) sink = { 0 };
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  fixture_sink_init (&plain);
  fixture_sink_init (&sink);
  add_text_of (&plain, original);
  add_text_of (&sink, original);
  fixture_read_good (format, sample, &plain);
  fixture_read_good (format, changed, &sink);
  a = fixture_describe (fixture_get (&plain, 0));
  b = fixture_describe (fixture_get (&sink, 0));
  g_assert_cmpstr (a, ==, b);
}

static void
try_read (const SchFormat *format, const char *bytes, gsize byte_len)
{
  g_autoptr (SchFormatDocument) original = fixture_document ();
  g_auto (FixtureSink) sink = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean good;

  fixture_sink_init (&sink);
  add_text_of (&sink, original);
  good = fixture_read (format, bytes, byte_len, &sink, NULL, &error);
  g_assert_true (good == (error == NULL));
  if (!good)
    g_assert_nonnull (strstr (error->message, "in.file"));
  for (guint i = 0; good && i < sink.documents->len; i++)
    {
      SchFormatDocument *document = fixture_get (&sink, i);

      for (guint k = 0; k < document->spans->len; k++)
        g_assert_cmpuint (sch_span_get_end (g_ptr_array_index (document->spans, k)), <=,
                          sch_text_get_char_count (document->text));
    }
}

static void
test_truncated (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autofree char *sample = make_sample (format, report);

  for (gsize n = 0; n <= strlen (sample); n++)
    {
      g_autofree char *part = g_memdup2 (sample, n);

      try_read (format, part != NULL ? part : "", n);
    }
}

static void
test_random (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autofree char *sample = make_sample (format, report);
  gsize len = strlen (sample);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *bytes = g_memdup2 (sample, len);

      for (gint32 k = g_rand_int_range (rand, 1, 4); k > 0; k--)
        bytes[g_rand_int_range (rand, 0, len)] = i % 3 == 0
                                                     ? g_rand_int_range (rand, 0, 256)
                                                     : sample[g_rand_int_range (rand, 0, len)];
      try_read (format, bytes, len);
      format->sniff (bytes, len);
    }
  for (guint i = 0; i < 500; i++)
    {
      char bytes[200];

      for (guint k = 0; k < sizeof bytes; k++)
        bytes[k] = g_rand_int_range (rand, 0, 256);
      try_read (format, bytes, g_rand_int_range (rand, 0, sizeof bytes));
    }
}

static void
test_cancel (gconstpointer data)
{
  const SchFormat *format = data;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autofree char *sample = make_sample (format, report);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (FixtureSink) sink = { 0 };

  fixture_sink_init (&sink);
  g_cancellable_cancel (cancellable);
  g_assert_false (fixture_read (format, sample, -1, &sink, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_encoding (gconstpointer data)
{
  const SchFormat *format = data;
  g_auto (FixtureSink) sink = { 0 };

  fixture_sink_init (&sink);
  fixture_read_bad (format, "a\n\xFF\xFE b\n", &sink, "in.file:");
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sch_formats_find ("nonsense", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "jsonl"));
  g_clear_error (&error);
  g_assert_null (sch_formats_sniff ("hello", 5, "x.bin", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (gconstpointer data);
  } tests[] = {
    { "table", test_table },   { "sniff", test_sniff },           { "round-trip", test_round_trip },
    { "stable", test_stable }, { "bom-crlf", test_bom_and_crlf }, { "truncated", test_truncated },
    { "random", test_random }, { "cancel", test_cancel },         { "encoding", test_encoding },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint f = 0; sch_formats_get (f) != NULL; f++)
    for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
      {
        g_autofree char *path = g_strdup_printf ("/formats/%s/%s", sch_formats_get (f)->id,
                                                 tests[t].name);

        g_test_add_data_func (path, sch_formats_get (f), tests[t].test);
      }
  g_test_add_func ("/formats/unknown", test_unknown);
  return g_test_run ();
}
