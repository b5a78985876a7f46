/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guidelines: Markdown as people write it, the file beside the documents, and spans that become
 * examples of their labels. */

#include "corpus-fixture.h"

#include "sch-guidelines.h"
#include "sch-markdown.h"

/* --- Markdown ------------------------------------------------------------------------------- */

static void
dump_inline (const SchInline *stretch, GString *out)
{
  if (stretch->style & SCH_INLINE_BOLD)
    g_string_append (out, "<b>");
  if (stretch->style & SCH_INLINE_ITALIC)
    g_string_append (out, "<i>");
  if (stretch->style & SCH_INLINE_CODE)
    g_string_append (out, "<c>");
  if (stretch->style & SCH_INLINE_STRIKE)
    g_string_append (out, "<s>");
  if (stretch->url != NULL)
    g_string_append_printf (out, "<a %s>", stretch->url);
  g_string_append (out, stretch->text);
  if (stretch->style != SCH_INLINE_PLAIN || stretch->url != NULL)
    g_string_append (out, "</>");
}

/* "P:text|H1:text|I1•:text|C:code|R|T:row", with a ">" for each quotation around it. */
static char *
dump_markdown (const char *markdown)
{
  static const char kinds[] = { 'P', 'H', 'I', 'C', 'R', 'T' };
  g_autoptr (GPtrArray) blocks = sch_markdown_parse (markdown);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const SchBlock *block = g_ptr_array_index (blocks, i);

      if (i > 0)
        g_string_append_c (out, '|');
      for (guint k = 0; k < block->quotes; k++)
        g_string_append_c (out, '>');
      g_string_append_c (out, kinds[block->kind]);
      if (block->level > 0)
        g_string_append_printf (out, "%u", block->level);
      g_string_append (out, block->marker != NULL ? block->marker : "");
      g_string_append_c (out, ':');
      for (guint k = 0; k < block->inlines->len; k++)
        dump_inline (g_ptr_array_index (block->inlines, k), out);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *markdown;
  const char *expected;
} markdown_cases[] = {
  { "", "" },
  { "one\ntwo\n\nthree", "P:one two|P:three" },
  { "one  \ntwo\\\nthree", "P:one\ntwo\nthree" },
  { "# Title\ntext\n## Part ##\n####### no", "H1:Title|P:text|H2:Part|P:####### no" },
  { "Title\n=====\nPart\n---\ntext", "H1:Title|H2:Part|P:text" },
  { "#hash", "P:#hash" },
  { "- a\n- b\n  goes on\n- c", "I1•:a|I1•:b goes on|I1•:c" },
  { "- a\n  - b\n    - c\n- d", "I1•:a|I2•:b|I3•:c|I1•:d" },
  { "1. a\n2) b\n10. c", "I11.:a|I12.:b|I110.:c" },
  { "- a\n\n  more\n\ntext", "I1•:a|I1:more|P:text" },
  { "- a\nlazy", "I1•:a lazy" },
  { "text\n- a", "P:text|I1•:a" },
  { "In\n1987. A year", "P:In 1987. A year" },
  { "- - -\n***\n", "R:|R:" },
  { "> quoted\n> more\n\n> > deep", ">P:quoted more|>>P:deep" },
  { "> - a\n> - b", ">I1•:a|>I1•:b" },
  { "```\na *b*\n\n  c\n```\nend", "C:a *b*\n\n  c|P:end" },
  { "~~~ c\nx", "C:x" },
  { "    code\n    more\n\ntext", "C:code\nmore|P:text" },
  { "text\n    goes on", "P:text goes on" },
  { "| A | B |\n|---|:-:|\n| x | y |\n| z | `a|b` |\nend",
    "T:<b>x</>\n<i>B</>: y|T:<b>z</>\n<i>B</>: <c>a|b</>|P:end" },
  { "a | b", "P:a | b" },
  { "*i* **b** ***bi*** _i_ __b__", "P:<i>i</> <b>b</> <b><i>bi</> <i>i</> <b>b</>" },
  { "**bold *both* bold**", "P:<b>bold </><b><i>both</><b> bold</>" },
  { "snake_case_name and 2 * 3 * 4 and a**", "P:snake_case_name and 2 * 3 * 4 and a**" },
  { "~~gone~~ ~no~", "P:<s>gone</> ~no~" },
  { "`a *b*` and ``c ` d`` and `open", "P:<c>a *b*</> and <c>c ` d</> and `open" },
  { "\\*no\\* \\a", "P:*no* \\a" },
  { "[site](https://example.org \"T\") [file](notes.md) [js](javascript:x)",
    "P:<a https://example.org>site</> file js" },
  { "[**bold**](http://a.org)", "P:<b><a http://a.org>bold</>" },
  { "see [it][Ref] and [ref]\n\n[ref]: https://r.org",
    "P:see <a https://r.org>it</> and <a https://r.org>ref</>" },
  { "[Saint Alban]’s mountain", "P:[Saint Alban]’s mountain" },
  { "![a map](map.png)", "P:<i>a map</>" },
  { "<https://a.org> <b>x</b> a<br>b 1 < 2", "P:<a https://a.org>https://a.org</> x a\nb 1 < 2" },
  { "go to https://a.org/x_y_z, now",
    "P:go to <a https://a.org/x_y_z>https://a.org/x_y_z</>, now" },
  { "<!-- not\nshown -->\ntext", "P:text" },
  { "<script>alert(1)</script>", "P:alert(1)" },
  { "&lt;b&gt; &amp; &unknown;", "P:<b> & &unknown;" },
  { "\xef\xbb\xbf# BOM\r\nx\r\n", "H1:BOM|P:x" },
  { "متن **مهم**", "P:متن <b>مهم</>" },
};

static void
test_markdown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (markdown_cases); i++)
    {
      g_autofree char *dump = dump_markdown (markdown_cases[i].markdown);

      g_test_message ("%s", markdown_cases[i].markdown);
      g_assert_cmpstr (dump, ==, markdown_cases[i].expected);
    }
}

/* Nothing takes long, whatever it is. */
static void
test_markdown_hostile (void)
{
  static const char *const units[] = { "*a ",   "_a",    "[",    "![",   "`",  "<!--\n",
                                       "> ",    "- ",    "[a](", "**a*", "~~", "    ",
                                       "|-|\n", "```\n", "\\",   "<",    "&" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 begin = g_get_monotonic_time ();
      g_autofree char *dump = NULL;

      while (text->len < 200000)
        g_string_append (text, units[i]);
      dump = dump_markdown (text->str);
      g_test_message ("200 kB of %s: %.0f ms", units[i],
                      (g_get_monotonic_time () - begin) / 1000.0);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 120 * G_USEC_PER_SEC);
    }
}

static void
test_markdown_random (void)
{
  static const char alphabet[] = "*_`[]()!<>#-|~\\ \n\n  ab1.:&\t";

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *dump = NULL;

      for (guint n = g_test_rand_int_range (0, 60); n > 0; n--)
        g_string_append_c (text, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
      dump = dump_markdown (text->str);
      g_assert_true (g_utf8_validate (dump, -1, NULL));
    }
}

/* --- The file ------------------------------------------------------------------------------- */

static void
test_file (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL;
  g_autofree char *text = NULL;
  g_autofree char *on_disk = NULL;
  SchCorpus *corpus = open_corpus (f);

  none = sch_guidelines_read (corpus, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_true (sch_guidelines_create (corpus, &error));
  g_assert_no_error (error);
  text = sch_guidelines_read (corpus, &error);
  g_assert_no_error (error);
  on_disk = read_text (f, "GUIDELINES.md");
  g_assert_cmpstr (text, ==, on_disk);
  g_assert_true (g_str_has_prefix (text, "# Guidelines: corpus\n"));
  g_assert_nonnull (strstr (text, "\n## Person\n\nA single human being"));
  g_assert_nonnull (strstr (text, "\nExamples:\n\n- Marie Curie\n"));
  g_assert_true (g_str_has_suffix (text, "\n"));

  /* Never over one that is there. */
  write_text (f, "GUIDELINES.md", "Mine.\n");
  g_assert_false (sch_guidelines_create (corpus, &error));
  g_assert_nonnull (error);
  g_free (on_disk);
  on_disk = read_text (f, "GUIDELINES.md");
  g_assert_cmpstr (on_disk, ==, "Mine.\n");
}

static void
test_named_file (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *outside = NULL;
  SchCorpus *corpus;

  write_text (f, "scholiast.json",
              "{\"format\": \"scholiast-corpus\", \"version\": 1, \"id\": \"k\", "
              "\"guidelines\": \"docs/How to.md\"}");
  write_text (f, "docs/How to.md", "So.\n");
  corpus = open_corpus (f);
  text = sch_guidelines_read (corpus, &error);
  g_assert_cmpstr (text, ==, "So.\n");
  close_corpus (f);

  write_text (f, "scholiast.json",
              "{\"format\": \"scholiast-corpus\", \"version\": 1, \"id\": \"k\", "
              "\"guidelines\": \"../secret\"}");
  corpus = open_corpus (f);
  outside = sch_guidelines_read (corpus, &error);
  g_assert_null (outside);
  g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
}

static void
test_bad_file (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  write_bytes (f, "GUIDELINES.md", "caf\xe9", -1);
  corpus = open_corpus (f);
  text = sch_guidelines_read (corpus, &error);
  g_assert_null (text);
  g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
  g_clear_error (&error);
  write_bytes (f, "GUIDELINES.md", "a\0b", 3);
  text = sch_guidelines_read (corpus, &error);
  g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
}

/* --- Examples ------------------------------------------------------------------------------- */

static void
assert_example (const char *string, const SchRange *ranges, guint n, const char *expected)
{
  g_autoptr (SchText) text = sch_text_new_from_string (string);
  g_autoptr (SchSpan) span = sch_span_new ("s", "person", ranges, n);
  g_autofree char *example = sch_guidelines_dup_example (text, span);

  g_assert_cmpstr (example, ==, expected);
}

static void
test_example (void)
{
  static const char long_text[] = "At the end of a very long day Ada Lovelace met the inventor of "
                                  "the analytical engine in London.";
  static const SchRange ada = { 30, 42 };
  static const SchRange start = { 0, 6 };
  static const SchRange line = { 4, 7 };
  static const SchRange parts[] = { { 0, 4 }, { 9, 12 } };
  static const SchRange broken = { 0, 7 };
  g_autoptr (GString) huge = g_string_new (NULL);
  const SchRange all = { 0, 1000 };
  g_autoptr (SchText) text = NULL;
  g_autoptr (SchSpan) span = NULL;
  g_autofree char *example = NULL;

  assert_example (long_text, &ada, 1,
                  "At the end of a very long day [Ada Lovelace] met the inventor of the …");
  assert_example (long_text, &start, 1, "[At the] end of a very long day Ada …");
  assert_example ("one\nAda\r\ntwo", &line, 1, "[Ada]");
  assert_example ("Lord and Lady Pim", parts, 2, "[Lord] and [Lad]y Pim");
  assert_example ("Ada\nLov elace", &broken, 1, "[Ada Lov] elace");
  while (huge->len < 1000)
    g_string_append (huge, "word ");
  text = sch_text_new_from_string (huge->str);
  span = sch_span_new ("s", "claim", &all, 1);
  example = sch_guidelines_dup_example (text, span);
  g_assert_cmpuint (strlen (example), <, 200);
  g_assert_true (g_utf8_validate (example, -1, NULL));
}

static gboolean
has_example (SchCorpus *corpus, const char *label, const char *example, gboolean counter)
{
  const SchLabel *found = sch_scheme_get_label (sch_corpus_get_scheme (corpus), label);

  return g_strv_contains ((const char *const *) (counter ? found->counterexamples
                                                         : found->examples),
                          example);
}

static void
test_add_example (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *after_undo = NULL;
  gboolean added;
  guint revision;
  SchCorpus *corpus = open_corpus (f);

  /* Of the bundled scheme: the corpus gets a scheme of its own. */
  tag (corpus, "a.txt", "s1", 0, 12);
  close_corpus (f);
  scheme = read_text (f, "scheme.json");
  corpus = open_corpus (f);
  revision = sch_scheme_get_revision (sch_corpus_get_scheme (corpus));
  g_assert_true (
      sch_guidelines_add_example (corpus, "dana", "person", "[Ada] “met”", FALSE, &added, &error));
  g_assert_no_error (error);
  g_assert_true (added);
  g_assert_true (has_example (corpus, "person", "[Ada] “met”", FALSE));
  g_assert_cmpuint (sch_scheme_get_revision (sch_corpus_get_scheme (corpus)), ==, revision);
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Add Example of “Person”");
  g_assert_true (sch_guidelines_add_example (corpus, "dana", "cue", "[was]", TRUE, &added, &error));
  g_assert_true (has_example (corpus, "cue", "[was]", TRUE));
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Add Counter-Example of “Cue”");

  /* Once is enough. */
  g_assert_true (sch_guidelines_add_example (corpus, "dana", "cue", "[was]", TRUE, &added, &error));
  g_assert_false (added);
  g_assert_false (sch_guidelines_add_example (corpus, "dana", "nix", "x", TRUE, &added, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND);
  close_corpus (f);
  assert_valid_files (f);

  corpus = open_corpus (f);
  g_assert_true (has_example (corpus, "person", "[Ada] “met”", FALSE));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SchEditGroup) group = sch_corpus_undo (corpus, "dana", NULL);

      g_assert_nonnull (group);
    }
  g_assert_false (has_example (corpus, "person", "[Ada] “met”", FALSE));
  close_corpus (f);
  after_undo = read_text (f, "scheme.json");
  g_assert_cmpstr (after_undo, ==, scheme);
}

#define ADD(path, func) \
  g_test_add ("/guidelines/" path, CorpusFixture, NULL, set_up_corpus, func, tear_down_corpus)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guidelines/markdown", test_markdown);
  g_test_add_func ("/guidelines/markdown-hostile", test_markdown_hostile);
  g_test_add_func ("/guidelines/markdown-random", test_markdown_random);
  ADD ("file", test_file);
  ADD ("named-file", test_named_file);
  ADD ("bad-file", test_bad_file);
  g_test_add_func ("/guidelines/example", test_example);
  ADD ("add-example", test_add_example);
  return g_test_run ();
}
