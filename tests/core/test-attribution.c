/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who says a claim: its cues, its sources, and through whom it came, in the News scheme. */

#include <glib.h>
#include <string.h>

#include "sch-attribution-relation.h"
#include "sch-attribution.h"

#define TEXT \
  "The ministry, the paper wrote, was told by an aide that “all ships, the captain says, are safe”."
#define HEAD                                                                \
  "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1, " \
  "\"document\": {\"path\": \"a.txt\"}, \"annotator\": \"dana\", \"status\": \"in-progress\", "
#define RELATION(id, type, from, to) \
  "{\"id\": \"" id "\", \"type\": \"" type "\", \"from\": \"" from "\", \"to\": \"" to "\"}"

static const struct
{
  const char *id;
  const char *label;
  guint start;
  guint end;
} all_spans[] = {
  { "outer", "claim", 57, 94 },    { "inner", "claim", 86, 94 },    { "told", "cue", 35, 39 },
  { "says", "cue", 80, 84 },       { "aide", "source", 43, 50 },    { "paper", "source", 14, 23 },
  { "ministry", "source", 0, 12 }, { "captain", "source", 68, 79 }, { "ship", "person", 61, 66 },
};

static SchScheme *
read_news (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "schemes", "news.json", NULL);
  g_autofree char *json = NULL;
  gsize length;
  SchScheme *scheme;

  g_file_get_contents (path, &json, &length, &error);
  g_assert_no_error (error);
  scheme = sch_scheme_new_from_json (json, length, "news.json", &error);
  g_assert_no_error (error);
  return scheme;
}

static SchLayerDocument *
read_json (const char *spans, const char *relations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchText) text = sch_text_new_from_string (TEXT);
  g_autofree char *json = g_strconcat (HEAD "\"spans\": [", spans, "], \"relations\": [", relations,
                                       "]}", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  SchLayerDocument *document = sch_layer_document_new_from_json ("dana", "a.txt", text, bytes,
                                                                 "a.json", &error);

  g_assert_no_error (error);
  return document;
}

static SchLayerDocument *
read_document (const char *relations)
{
  g_autoptr (GString) spans = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all_spans); i++)
    g_string_append_printf (spans, "%s{\"id\": \"%s\", \"label\": \"%s\", \"ranges\": [[%u, %u]]}",
                            i > 0 ? ", " : "", all_spans[i].id, all_spans[i].label,
                            all_spans[i].start, all_spans[i].end);
  return read_json (spans->str, relations);
}

static char *
dup_ids (GPtrArray *spans)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((SchSpan *) spans->pdata[i])->record.id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_parts (SchAttribution *attribution, const char *cues, const char *sources,
              const char *reporters)
{
  g_autofree char *cue_ids = dup_ids (attribution->cues);
  g_autofree char *source_ids = dup_ids (attribution->sources);
  g_autofree char *reporter_ids = dup_ids (attribution->reporters);

  g_assert_cmpstr (cue_ids, ==, cues);
  g_assert_cmpstr (source_ids, ==, sources);
  g_assert_cmpstr (reporter_ids, ==, reporters);
}

static void
test_nothing (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLayerDocument) document = read_document ("");
  g_autoptr (SchAttribution) bare = sch_attribution_new (scheme, document, "outer");

  assert_parts (bare, "", "", "");
  g_assert_true (bare->may_have_cue);
  g_assert_true (bare->may_have_source);
  g_assert_true (bare->may_be_own);
  g_assert_false (bare->is_own);
  g_assert_null (sch_attribution_new (scheme, document, "ship"));
  g_assert_null (sch_attribution_new (scheme, document, "nobody"));
  g_assert_null (sch_attribution_new (scheme, document, NULL));
}

static void
test_chain (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLayerDocument) document = read_document (
      RELATION ("r1", "attributed-to", "outer", "aide") ", " RELATION ("r2", "cue-of", "told", "outer") ", " RELATION (
          "r3", "mediated-by", "outer",
          "paper") ", " RELATION ("r4", "attributed-to", "outer",
                                  "ministry") ", " RELATION ("r5", "attributed-to", "outer",
                                                             "gone") ", " RELATION ("r6",
                                                                                    "mediated-by",
                                                                                    "outer",
                                                                                    "aide") ", " RELATION ("r7",
                                                                                                           "attributed-to",
                                                                                                           "aide",
                                                                                                           "captain") ", " RELATION ("r8",
                                                                                                                                     "attributed-to",
                                                                                                                                     "captain",
                                                                                                                                     "aide"));
  g_autoptr (SchAttribution) outer = sch_attribution_new (scheme, document, "outer");

  /* Several sources in the order of the text; who is a source is no reporter as well; a ring of sources
   * ends. */
  assert_parts (outer, "told", "ministry aide", "paper captain");
}

static void
test_nested (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLayerDocument) document = read_document (
      RELATION ("r1", "attributed-to", "outer",
                "aide") ", " RELATION ("r2", "attributed-to", "inner",
                                       "captain") ", " RELATION ("r3", "cue-of", "says", "inner"));
  g_autoptr (SchAttribution) inner = sch_attribution_new (scheme, document, "inner");
  g_autoptr (SchAttribution) outer = sch_attribution_new (scheme, document, "outer");

  assert_parts (inner, "says", "captain", "aide");
  assert_parts (outer, "", "aide", "");
}

static void
test_own (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLayerDocument) document = read_json (
      "{\"id\": \"mine\", \"label\": \"claim\", \"ranges\": [[0, 12]], \"attributes\": {\"voice\": "
      "\"author\"}, \"set\": [\"voice\"]},"
      "{\"id\": \"taken\", \"label\": \"claim\", \"ranges\": [[14, 23]], \"attributes\": {\"voice\": "
      "\"author\"}}",
      "");
  g_autoptr (SchAttribution) mine = sch_attribution_new (scheme, document, "mine");
  g_autoptr (SchAttribution) taken = sch_attribution_new (scheme, document, "taken");

  g_assert_true (mine->is_own);
  g_assert_false (mine->own_is_derived);
  g_assert_true (taken->is_own);
  g_assert_true (taken->own_is_derived);
  assert_parts (mine, "", "", "");
}

static void
test_find_cue (void)
{
  static const struct
  {
    const char *text; /* the claim in square brackets, its cue in braces, a claim around it in <> */
    const char *language;
  } cases[] = {
    { "“[We lost the north quay]”, {said} Ada Quint.", "en" },
    { "Ada Quint {told} reporters that [the harbour is shut]. He said no more.", "en" },
    { "She said so on Monday. [The harbour is shut], the mayor {pointed out}.", "en" },
    { "The mayor says it all day, but the claims that [the harbour is shut] were {denied}.", "en" },
    { "[Der Hafen ist zu], {teilte mit} der Sprecher.", "de" },
    { "[Le port est fermé], a-t-elle {affirmé} lundi.", "fr" },
    { "{وقال} المتحدث إن [الميناء مغلق].", "ar" },
    /* A claim in a claim: the words of the outer one come first, even where others are nearer. */
    { "Ada said <[the ships are safe], the captain of the ferry {reported}>.", "en" },
    { "Ada told us <the captain {said} that [the ships are safe]>, the paper wrote.", "en" },
    { "Ada {said} that <the harbour is shut and [two ferries sank]>.", "en" },
    { "Ada {said} <[the ships are safe] for now>, the captain of the ferry reported.", "en" },
    /* Around the outer one, none of its own words count. */
    { "[The ships, the captain says, are safe], Ada {told} us.", "en" },
    { "[The harbour is shut] for nine days.", "en" },
    { "The claims that [the harbour is shut].", "en" },
    { "He {accused} the United States of [leaving the quay] this spring.", "en" },
    { "In the United States [the harbour is shut].", "en" },
    { "{Calling it} [the end of the harbour], the mayor left.", "en" },
    { "The mayor {had not confirmed} that [the harbour is shut].", "en" },
    { "[The harbour is shut], {according to} the mayor.", "en" },
    { "{Nach den Worten} des Sprechers [ist der Hafen zu].", "de" },
  };
  g_autoptr (SchScheme) scheme = read_news ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) plain = g_string_new (NULL);
      guint at[256] = { 0 };
      guint n = 0;
      gboolean has_cue = strchr (cases[i].text, '{') != NULL;
      g_autofree char *spans = NULL;
      g_autoptr (SchText) text = NULL;
      g_autoptr (SchLayerDocument) document = NULL;
      g_autoptr (SchAttribution) attribution = NULL;
      SchRange cue = { 0, 0 };

      for (const char *p = cases[i].text; *p != '\0'; p = g_utf8_next_char (p))
        if (strchr ("[]{}<>", *p) != NULL)
          {
            at[(guchar) *p] = n;
          }
        else
          {
            g_string_append_unichar (plain, g_utf8_get_char (p));
            n++;
          }
      text = sch_text_new_from_string (plain->str);
      spans = g_strdup_printf ("{\"id\": \"c\", \"label\": \"claim\", \"ranges\": [[%u, %u]]}, "
                               "{\"id\": \"o\", \"label\": \"%s\", \"ranges\": [[%u, %u]]}",
                               at['['], at[']'], at['>'] > 0 ? "claim" : "person", at['<'],
                               MAX (at['>'], at[']']));
      document = read_json (spans, "");
      attribution = sch_attribution_new (scheme, document, "c");
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (sch_attribution_find_cue (attribution, text, cases[i].language, &cue), ==,
                       has_cue);
      if (has_cue)
        {
          g_assert_cmpuint (cue.start, ==, at['{']);
          g_assert_cmpuint (cue.end, ==, at['}']);
        }
    }
}

/* Of several relations to a source, the one that a rule asks for says who the claim is from. */
static void
test_relation_of_rule (void)
{
  static const char *const rules[] = {
    "", "{\"id\": \"r\", \"labels\": [\"claim\"], \"requires\": \"said-by\"}"
  };
  static const char *const expected[] = { "passed-by", "said-by" };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = g_strdup_printf (
          "{\"format\": \"scholiast-scheme\", \"version\": 1, \"name\": \"Two\", \"labels\": ["
          "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\"},"
          "{\"id\": \"source\", \"name\": \"Source\", \"kind\": \"source\"}], \"relations\": ["
          "{\"id\": \"passed-by\", \"name\": \"p\", \"from\": [\"claim\"], \"to\": [\"source\"]},"
          "{\"id\": \"said-by\", \"name\": \"s\", \"from\": [\"claim\"], \"to\": [\"source\"]}],"
          "\"rules\": [%s]}",
          rules[i]);
      g_autoptr (SchScheme)
          scheme = sch_scheme_new_from_json (json, strlen (json), "two.json", &error);
      const SchLabel *claim;
      const SchLabel *source;
      gboolean claim_is_start = FALSE;

      g_assert_no_error (error);
      claim = sch_scheme_get_label (scheme, "claim");
      source = sch_scheme_get_label (scheme, "source");
      g_assert_cmpstr (
          sch_attribution_relation_find_type (scheme, claim, source, &claim_is_start)->id, ==,
          expected[i]);
      g_assert_true (claim_is_start);
      for (guint k = 0; k < G_N_ELEMENTS (expected); k++)
        {
          g_autoptr (SchRelation)
              relation = sch_relation_new (SCH_RECORD_RELATION, "x", expected[k], "a", "b");

          g_assert_true (sch_attribution_relation_is (scheme, relation, claim, source) == (k == i));
        }
      g_assert_true (sch_attribution_relation_exists (scheme, claim, SCH_KIND_SOURCE));
      g_assert_false (sch_attribution_relation_exists (scheme, claim, SCH_KIND_CUE));
    }
}

/* Words between the parts of a claim are nearer to it than those behind it. */
static void
test_find_cue_between (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchText)
      text = sch_text_new_from_string ("“The ferry”, Ada said, “sank”, the paper wrote.");
  g_autoptr (SchLayerDocument) document = read_json (
      "{\"id\": \"c\", \"label\": \"claim\", \"ranges\": [[1, 10], [24, 28]]}", "");
  g_autoptr (SchAttribution) attribution = sch_attribution_new (scheme, document, "c");
  SchRange cue;

  g_assert_true (sch_attribution_find_cue (attribution, text, "en", &cue));
  g_assert_cmpuint (cue.start, ==, 17);
  g_assert_cmpuint (cue.end, ==, 21);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attribution/nothing", test_nothing);
  g_test_add_func ("/attribution/chain", test_chain);
  g_test_add_func ("/attribution/nested", test_nested);
  g_test_add_func ("/attribution/own", test_own);
  g_test_add_func ("/attribution/find-cue", test_find_cue);
  g_test_add_func ("/attribution/relation-of-rule", test_relation_of_rule);
  g_test_add_func ("/attribution/find-cue-between", test_find_cue_between);
  return g_test_run ();
}
