/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of problems under all kinds of rules: it follows random edits like one made anew; large
 * documents are checked in steps. */

#include "rules-fixture.h"

/* --- Following edits ------------------------------------------------------------------------ */

static const char all_rules[] =
    "{\"id\": \"count\", " ONE_TO_TWO ", \"unless\": {\"voice\": [\"author\"]}},"
    "{\"id\": \"ends\", \"relation\": \"cue-of\", \"from\": [\"cue\"], \"within\": \"sentence\"},"
    "{\"id\": \"near\", \"relation\": \"knows\", \"within\": \"paragraph\"},"
    "{\"id\": \"value\", \"labels\": [\"claim\"], \"attribute\": \"quote\"},"
    "{\"id\": \"overlap\", " NO_OVERLAP ", \"unless\": {\"mention\": [\"pronoun\"]}},"
    "{\"id\": \"one-way\", \"labels\": [\"cue\"], \"noOverlap\": [\"source\", \"person\"]},"
    "{\"id\": \"crossing\", " NO_CROSSING "},"
    "{\"id\": \"inside\", " INSIDE ", \"when\": {\"sure\": [true]}},"
    "{\"id\": \"outside\", " OUTSIDE "},"
    "{\"id\": \"quotes\", " QUOTES "},"
    "{\"id\": \"words\", " WORDS "}";

static const char random_text[] =
    "“Ada said” that ‘it’ rained. In Rome (or so).\n“Nobody else” saw it; قال «نعم» ثم. Bob did.\n";

static const char *const span_ids[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };
static const char *const relation_ids[] = { "r1", "r2", "r3", "r4", "r5", "r6" };
static const char *const labels[] = { "person", "place",    "claim",     "source",
                                      "cue",    "not-text", "unheard-of" };
static const char *const types[] = { "attributed-to", "cue-of", "knows" };
static const char *const values[][2] = {
  { "voice", "\"author\"" },    { "quote", "\"none\"" },   { "quote", "\"direct\"" },
  { "mention", "\"pronoun\"" }, { "mention", "\"name\"" }, { "sure", "true" },
};

static const char *
pick (const char *const *from, guint n)
{
  return from[g_test_rand_int_range (0, n)];
}

static void
pick_ranges (SchSpan *span, guint n_chars)
{
  guint n_ranges = g_test_rand_int_range (1, 4);
  SchRange ranges[3];

  for (guint i = 0; i < n_ranges; i++)
    {
      ranges[i].start = g_test_rand_int_range (0, n_chars);
      ranges[i].end = MIN (ranges[i].start + g_test_rand_int_range (0, 20), n_chars);
    }
  g_assert_true (sch_ranges_normalize (ranges, &n_ranges));
  sch_span_set_ranges (span, ranges, n_ranges);
}

static void
pick_attribute (SchSpan *span)
{
  guint value = g_test_rand_int_range (0, G_N_ELEMENTS (values));
  g_autoptr (SchAttributes)
      attributes = sch_attributes_with_json (span->record.attributes, values[value][0],
                                             g_test_rand_bit () ? values[value][1] : NULL);

  sch_record_set_attributes (span, attributes);
}

/* As gestures do: one thing at a time. */
static void
change_span (SchLayerDocument *document)
{
  const char *id = pick (span_ids, G_N_ELEMENTS (span_ids));
  guint n_chars = sch_text_get_char_count (sch_layer_document_get_text (document));
  SchSpan *old = sch_layer_document_get_span (document, id);
  g_autoptr (SchSpan) before = old ? sch_record_ref (old) : NULL;
  g_autoptr (SchSpan) after = NULL;
  const SchRange first = { 0, 3 };
  int what = g_test_rand_int_range (0, 8);

  if (before && what == 0)
    {
      sch_layer_document_replace_record (document, SCH_RECORD_SPAN, before, NULL);
      return;
    }
  after = before ? sch_record_copy (before)
                 : sch_span_new (id, pick (labels, G_N_ELEMENTS (labels)), &first, 1);
  if (!before || what < 4)
    pick_ranges (after, n_chars);
  else if (what < 6)
    pick_attribute (after);
  else
    sch_span_set_label (after, pick (labels, G_N_ELEMENTS (labels)));
  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, before, after);
}

static void
change_relation (SchLayerDocument *document)
{
  const char *id = pick (relation_ids, G_N_ELEMENTS (relation_ids));
  SchRelation *old = sch_layer_document_get_relation (document, id);
  g_autoptr (SchRelation) before = old ? sch_record_ref (old) : NULL;
  g_autoptr (SchRelation) after = NULL;

  if (!before || g_test_rand_int_range (0, 3) > 0)
    after = sch_relation_new (SCH_RECORD_RELATION, id, pick (types, G_N_ELEMENTS (types)),
                              pick (span_ids, G_N_ELEMENTS (span_ids)),
                              pick (span_ids, G_N_ELEMENTS (span_ids)));
  sch_layer_document_replace_record (document, SCH_RECORD_RELATION, before, after);
}

static void
assert_as_anew (SchProblemList *list, SchLayerDocument *document, SchScheme *scheme)
{
  g_autoptr (SchProblemList)
      anew = sch_problem_list_new_full (document, scheme, "en", FALSE, NULL, NULL);
  g_autofree char *found = describe (G_LIST_MODEL (list));
  g_autofree char *expected = describe (G_LIST_MODEL (anew));

  g_assert_cmpstr (found, ==, expected);
}

static void
test_random (void)
{
  g_autoptr (SchScheme) scheme = read_scheme (all_rules);
  g_autoptr (SchScheme) other = read_scheme ("{\"id\": \"r\", " INSIDE "}");
  g_autoptr (SchLayerDocument) document = read_document (random_text, "");
  g_autoptr (SchProblemList)
      list = sch_problem_list_new_full (document, scheme, "en", FALSE, NULL, NULL);

  for (guint i = 0; i < 6000; i++)
    {
      if (g_test_rand_int_range (0, 4) > 0)
        change_span (document);
      else
        change_relation (document);
      assert_as_anew (list, document, scheme);
      if (i % 1000 == 999)
        {
          sch_problem_list_set_scheme (list, other, "en");
          assert_as_anew (list, document, other);
          sch_problem_list_set_scheme (list, scheme, "en");
        }
    }
}

/* --- Large documents ------------------------------------------------------------------------ */

#define N_SPANS 5000u

/* Words of five characters and a blank; every other one is a cue in no claim. */
static SchLayerDocument *
make_large (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (GString) spans = g_string_new ("\"spans\": [");

  for (guint i = 0; i < N_SPANS; i++)
    {
      g_string_append (string, "words ");
      g_string_append_printf (spans,
                              "%s{\"id\": \"s%u\", \"label\": \"%s\", \"ranges\": [[%u, %u]]}",
                              i > 0 ? ", " : "", i, i % 2 == 0 ? "cue" : "person", i * 6,
                              i * 6 + 5);
    }
  g_string_append (spans, "]");
  return read_document (string->str, spans->str);
}

static void
wait_for (SchProblemList *list)
{
  while (sch_problem_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, guint *n_signals)
{
  (*n_signals)++;
}

static void
remove_span (SchLayerDocument *document, const char *id)
{
  g_autoptr (SchSpan) span = sch_record_ref (sch_layer_document_get_span (document, id));

  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, span, NULL);
}

static void
add_claim (SchLayerDocument *document)
{
  const SchRange range = { 0, 300 };
  g_autoptr (SchSpan) claim = sch_span_new ("claim", "claim", &range, 1);

  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, NULL, claim);
}

/* What was there is shown until all is checked; edits in between count. */
static void
test_steps (void)
{
  g_autoptr (SchScheme) scheme = read_scheme ("{\"id\": \"r\", " INSIDE "}");
  g_autoptr (SchScheme) other = read_scheme ("{\"id\": \"r\", " WORDS "}");
  g_autoptr (SchLayerDocument) document = make_large ();
  g_autoptr (SchProblemList)
      list = sch_problem_list_new_full (document, scheme, "en", TRUE, NULL, NULL);
  GListModel *model = G_LIST_MODEL (list);
  guint n_signals = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &n_signals);
  g_assert_true (sch_problem_list_is_busy (list));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  g_main_context_iteration (NULL, TRUE);
  remove_span (document, "s0");
  remove_span (document, "s4998");
  add_claim (document);
  g_assert_cmpuint (n_signals, ==, 0);
  wait_for (list);
  g_assert_cmpuint (n_signals, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, N_SPANS / 2 - 1 - 25);
  assert_as_anew (list, document, scheme);

  sch_problem_list_set_scheme (list, other, "en");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, N_SPANS / 2 - 1 - 25);
  g_main_context_iteration (NULL, TRUE);
  sch_problem_list_set_scheme (list, scheme, "en");
  remove_span (document, "claim");
  wait_for (list);
  g_assert_cmpuint (n_signals, ==, 2);
  assert_as_anew (list, document, scheme);
  remove_span (document, "s2");
  g_assert_cmpuint (n_signals, ==, 3);

  /* It may go while it is busy. */
  sch_problem_list_set_scheme (list, other, "en");
  g_assert_true (sch_problem_list_is_busy (list));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules-live/random", test_random);
  g_test_add_func ("/rules-live/steps", test_steps);
  return g_test_run ();
}
