/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CoNLL-2003: all schemes of tags, columns, comments; losses of what it cannot carry. */

#include "format-fixture.h"

#include <string.h>

#include "sch-tokens.h"

static void
expect (const char *file, const char *described)
{
  g_auto (FixtureSink) sink = { 0 };
  g_autofree char *found = NULL;

  fixture_sink_init (&sink);
  fixture_read_good (&sch_format_conll2003, file, &sink);
  found = fixture_describe (fixture_get (&sink, 0));
  g_assert_cmpstr (found, ==, described);
}

static void
expect_bad (const char *file, const char *part)
{
  g_auto (FixtureSink) sink = { 0 };

  fixture_sink_init (&sink);
  fixture_read_bad (&sch_format_conll2003, file, &sink, part);
}

static void
test_schemes (void)
{
  /* IOB1: B only between neighbours. */
  expect ("a I-X\nb I-X\nc B-X\nd O\ne I-Y\n", "X 0-3 a b | X 4-5 c | Y 8-9 e");
  /* IOB2 */
  expect ("a B-X\nb I-X\nc B-X\nd O\n\ne I-X\n", "X 0-3 a b | X 4-5 c | X 8-9 e");
  /* IOBES and BILOU */
  expect ("a S-X\nb B-X\nc I-X\nd E-X\ne S-X\n", "X 0-1 a | X 2-7 b c d | X 8-9 e");
  expect ("a U-X\nb B-X\nc I-X\nd L-X\ne U-X\n", "X 0-1 a | X 2-7 b c d | X 8-9 e");
  expect ("a W-X\nb B-X\nc M-X\nd E-X\n", "X 0-1 a | X 2-7 b c d");
  /* Labels with hyphens, and none. */
  expect ("a B-NEWS-ORG\nb I-NEWS-ORG\n", "NEWS-ORG 0-3 a b");
  expect ("a B\nb I\nc O\n", "entity 0-3 a b");
}

static void
test_columns (void)
{
  expect ("U.N. NNP I-NP I-ORG\nofficial NN I-NP O\n", "ORG 0-4 U.N.");
  expect ("#\thttp://x [2009-10-17]\n1\tUni\tB-ORG\tO\n2\tBonn\tI-ORG\tB-LOC\n",
          "ORG 0-8 Uni Bonn | LOC 4-8 Bonn");
  expect ("CHAPTER\tO\tO\tO\t\nthe\tB-LOC\tO\tO\t\nHole\tI-LOC\tB-X\tO\t\n",
          "LOC 8-16 the Hole | X 12-16 Hole");
  expect ("a\xC2\xA0"
          "b B-X\n\n\n\nc O\n\n\n",
          "X 0-3 a\xC2\xA0"
          "b");
  expect ("a -X- _ B-X B-Y\nb -X- _ I-X O\n", "X 0-3 a b | Y 0-1 a");
  expect ("# B-X\nb O\n", "X 0-1 #");
}

static void
test_documents (void)
{
  g_auto (FixtureSink) sink = { 0 };
  g_autofree char *found = NULL;

  fixture_sink_init (&sink);
  fixture_sink_add_text (&sink, "known.txt", "Hello,\n  dear Ann.\n");
  fixture_read_good (&sch_format_conll2003,
                     "-DOCSTART- -X- -X- O\n\na -X- _ O\n\n-DOCSTART- -X- O O\n\nHello -X- _ O\n"
                     ", -X- _ O\ndear -X- _ B-X\nAnn -X- _ I-X\n. -X- _ O\n",
                     &sink);
  g_assert_cmpuint (sink.documents->len, ==, 2);
  g_assert_cmpstr (fixture_get (&sink, 0)->path, ==, "in-0001.txt");
  g_assert_cmpstr (fixture_get (&sink, 1)->path, ==, "known.txt");
  found = fixture_describe (fixture_get (&sink, 1));
  g_assert_cmpstr (found, ==, "X 9-17 dear Ann");
}

static void
test_errors (void)
{
  expect_bad ("SOCCERO SOCCERO SOCCERO\n-\tO\nJAPAN\tB-LOC\n", "in.file:");
  expect_bad ("a O\nb c O\n", "in.file:2");
  expect_bad ("a\n", "in.file:1");
  expect_bad ("a O\nb X-Y\n", "in.file:2: “X-Y” is no tag");
}

static char *
write_one (SchFormatDocument *document, const SchWriteOptions *options, SchReport *report)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();

  g_ptr_array_add (documents, document);
  return fixture_write (&sch_format_conll2003, documents, options, report);
}

static void
test_write (void)
{
  g_autoptr (SchFormatDocument) document = sch_format_document_new ();
  g_autoptr (SchReport) report = sch_report_new ();
  SchWriteOptions options = { .tokens = SCH_TOKENS_WHITESPACE };
  g_autofree char *one = NULL;
  g_autofree char *columns = NULL;
  g_autofree char *dropped = NULL;

  document->path = g_strdup ("a.txt");
  document->text = sch_text_new_from_string ("Big Ben struck. It rang.");
  fixture_add_span (document, "1", "X", 0, 7);
  fixture_add_span (document, "2", "Y", 4, 7);
  fixture_add_span (document, "3", "Z", 16, 17);
  one = write_one (document, &options, report);
  g_assert_cmpstr (one, ==,
                   "-DOCSTART- -X- -X- O\n\nBig -X- _ B-X\nBen -X- _ I-X\nstruck. -X- _ O\n\n"
                   "It -X- _ B-Z\nrang. -X- _ O\n\n");
  /* The nested one, and the one that is not all of a token. */
  g_assert_cmpuint (sch_report_get_count (report, SCH_REPORT_LOSS), ==, 2);
  options.nesting = SCH_NESTING_COLUMNS;
  columns = write_one (document, &options, report);
  g_assert_nonnull (strstr (columns, "Ben -X- _ I-X B-Y\n"));
  g_assert_nonnull (strstr (columns, "-DOCSTART- -X- -X- O O\n"));
  options.misaligned = SCH_MISALIGNED_DROP;
  options.unit_set = TRUE;
  options.unit = SCH_SEGMENT_DOCUMENT;
  dropped = write_one (document, &options, report);
  g_assert_nonnull (strstr (dropped, "struck. -X- _ O O\nIt -X- _ O O\n"));
}

static void
test_tokens (void)
{
  g_autoptr (SchText) text = sch_text_new_from_string ("a\xC2\xA0"
                                                       "b  c\n\n d");
  g_autoptr (GArray) tokens = sch_tokens_list (text, "en", NULL, SCH_TOKENS_WHITESPACE);
  g_autoptr (GArray) paragraphs = sch_units_list (text, "en", SCH_SEGMENT_PARAGRAPH);
  g_autofree char *one = sch_words_fingerprint ("a b\nc", 5);
  g_autofree char *two = sch_words_fingerprint ("ab c\r\n", 6);
  g_autofree char *three = sch_words_fingerprint ("abd", 3);

  g_assert_cmpuint (tokens->len, ==, 4);
  g_assert_cmpuint (paragraphs->len, ==, 2);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, !=, three);
}

/* Files of other programs, where they are. */
static void
test_samples (void)
{
  static const struct
  {
    const char *file;
    guint n_spans; /* 0 = must fail */
  } samples[] = {
    { "conll2003/dkpro-core/en-orig.conll", 3 },
    { "conll2003/dkpro-core/germeval2014_test.conll", 6 },
    { "conll2003/dkpro-core/ner2002_test.conll", 4 },
    { "conll2003/doccano/example.conll", 2 },
    { "conll2003/doccano/labeling.trailing.conll", 2 },
    { "conll2003/doccano/labeling.invalid.conll", 0 },
    { "conll2003/spacy/ner-token-per-line.iob", 7 },
    { "conll2003/spacy/ner-token-per-line-conll2003.iob", 7 },
    { "conll-bio-nested/litbank/11_alices_adventures_in_wonderland_brat.tsv", 75 },
  };
  const char *shared = g_getenv ("SCH_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "", "formats", "samples",
                                              NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the samples are not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *file = g_build_filename (folder, samples[i].file, NULL);
      g_autofree char *content = NULL;
      gsize byte_len;
      g_autoptr (GError) error = NULL;
      g_auto (FixtureSink) sink = { 0 };
      guint n = 0;

      g_assert_true (g_file_get_contents (file, &content, &byte_len, &error));
      g_assert_true (sch_format_conll2003.sniff (content, byte_len) > 0 || samples[i].n_spans == 0);
      fixture_sink_init (&sink);
      fixture_read (&sch_format_conll2003, content, byte_len, &sink, NULL, &error);
      for (guint k = 0; k < sink.documents->len; k++)
        n += fixture_get (&sink, k)->spans->len;
      g_test_message ("%s: %u spans%s%s", samples[i].file, n, error != NULL ? ", " : "",
                      error != NULL ? error->message : "");
      if (samples[i].n_spans == 0)
        g_assert_nonnull (strstr (error->message, "in.file:"));
      else
        g_assert_no_error (error);
      g_assert_cmpuint (n, ==, samples[i].n_spans);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conll2003/schemes", test_schemes);
  g_test_add_func ("/conll2003/columns", test_columns);
  g_test_add_func ("/conll2003/documents", test_documents);
  g_test_add_func ("/conll2003/errors", test_errors);
  g_test_add_func ("/conll2003/write", test_write);
  g_test_add_func ("/conll2003/tokens", test_tokens);
  g_test_add_func ("/conll2003/samples", test_samples);
  return g_test_run ();
}
