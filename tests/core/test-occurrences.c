/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding and annotating all places of a surface: the rules on small texts. */

#include "occurrences-fixture.h"
#include "sch-surface-pattern.h"

/* --- Patterns ------------------------------------------------------------------------------- */

static void
test_patterns (void)
{
  static const struct
  {
    const char *surface;
    const char *text;
    const char *matches;
  } cases[] = {
    { "Austin", "Austin, austin, AUSTIN, Austins, Austin’s", "0 16 33" },
    { "the harbour", "The harbour. the\nHARBOUR the  harbours", "0 13" },
    { "The harbour", "the harbour The harbour the Harbour", "0 12 24" },
    { "Brown", "brown Brown BROWN", "6 12" },
    { "Prime Minister", "prime minister, Prime Minister, prime Minister", "16" },
    { "US", "us US U.S. Us USA", "3" },
    { "U.S.", "U.S. u.s. US", "0" },
    { "REUTERS", "Reuters REUTERS", "8" },
    { "O’Neil–Tee", "O'Neil-Tee O‘Neil—Tee", "0 11" },
    { "New York", "New\xc2\xa0York New\n  York NewYork", "0 9" },
    { "caf\xc3\xa9 bar", "cafe\xcc\x81 BAR cafe bar CAF\xc3\x89 bar", "0 19" },
    { "stra\xc3\x9f"
      "e weg",
      "STRASSE WEG strasse weg", "0 12" },
    { "na na", "na na na na", "0 6" },
    { "Kessel", "Kessel-based Kessel\xcc\x81 \xf0\x9f\x98\x80Kessel", "0 22" },
    { "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa9\xd7\x9c",
      "0" },
    { "Monday's vote", "Monday’s vote", "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchSurfacePattern)
          pattern = sch_surface_pattern_new (cases[i].surface, TRUE, TRUE);
      g_autoptr (SchText) text = sch_text_new_from_string (cases[i].text);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
      g_autoptr (GString) matches = g_string_new (NULL);
      guint at = 0;
      SchRange match;

      while (sch_surface_pattern_next (pattern, text, segmenter, &at, G_MAXUINT, &match))
        g_string_append_printf (matches, "%s%u", matches->len > 0 ? " " : "", match.start);
      g_test_message ("%s", cases[i].surface);
      g_assert_cmpstr (matches->str, ==, cases[i].matches);
    }
}

/* --- Rules ---------------------------------------------------------------------------------- */

static const char text_a[] =
    /*         1         2         3         4         5         6         7         8
     12345678901234567890123456789012345678901234567890123456789012345678901234567890 */
    "Austin met Lloyd Austin. Later Austin spoke. Mr. Austin left; Lloyd Austin stayed.\n";
static const char text_b[] = "AUSTIN wrote to Lloyd Austin of the Austin Club. An austin.\n";

static void
set_up_texts (Fixture *f, gconstpointer data)
{
  set_up (f, data);
  write_file (f, "a.txt", text_a);
  write_file (f, "b.txt", text_b);
  open_corpus (f);
}

static void
test_longest_first (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (f, "a.txt", "person", "Austin", 0);
  g_autofree char *longer = NULL;
  g_autofree char *club = NULL;
  g_autofree char *claim = NULL;

  assert_found (f, "a.txt", id, 0, "a.txt:17 a.txt:31 a.txt:49 a.txt:68");
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_CORPUS,
                "a.txt:17 a.txt:31 a.txt:49 a.txt:68 b.txt:0 b.txt:22 b.txt:36");
  /* One longer surface of the kind, annotated once, keeps all its places. */
  longer = tag (f, "a.txt", "person", "Lloyd Austin", 0);
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_CORPUS, "a.txt:31 a.txt:49 b.txt:0 b.txt:36");
  /* Of the same kind, not only of the same label. */
  club = tag (f, "b.txt", "organization", "Austin Club", 0);
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_CORPUS, "a.txt:31 a.txt:49 b.txt:0");
  /* Another kind does not matter. */
  claim = tag (f, "a.txt", "claim", "Later Austin spoke.", 0);
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_CORPUS, "a.txt:31 a.txt:49 b.txt:0");
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_CORPUS | SCH_OCCURRENCES_NESTED,
                "a.txt:17 a.txt:31 a.txt:49 a.txt:68 b.txt:0 b.txt:22 b.txt:36");
}

static void
test_what_is_there (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (f, "a.txt", "person", "Austin", 0);
  g_autofree char *same = tag (f, "a.txt", "person", "Austin", 2);
  g_autofree char *other = tag (f, "a.txt", "place", "Austin", 3);
  g_autofree char *out = tag (f, "a.txt", "not-text", "Lloyd Austin stayed", 0);

  assert_found (f, "a.txt", id, 0, "a.txt:17");
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_NESTED, "a.txt:17 a.txt:49");
}

static void
test_done_documents (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (f, "a.txt", "person", "Austin", 0);
  SchAnnotator who = get_annotator (f, "b.txt");
  g_autoptr (SchOccurrences) found = NULL;
  g_autofree char *hits = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_annotate_set_status (&who, SCH_STATUS_DONE, &error));
  found = search (f, "a.txt", id, SCH_OCCURRENCES_CORPUS, 1000);
  hits = describe (found);
  g_assert_cmpstr (hits, ==, "a.txt:17 a.txt:31 a.txt:49 a.txt:68");
  g_assert_cmpuint (sch_occurrences_get_n_protected (found), ==, 1);
}

static void
test_no_surface (Fixture *f, gconstpointer data)
{
  SchAnnotator who = get_annotator (f, "a.txt");
  const SchRange empty = { 3, 3 };
  g_autofree char *id = sch_annotate_tag (&who, "person", &empty, 1, NULL);
  g_autoptr (SchOccurrences) found = search (f, "a.txt", id, SCH_OCCURRENCES_CORPUS, 1000);

  g_assert_true (sch_occurrences_is_done (found));
  g_assert_cmpuint (sch_occurrences_get_n (found), ==, 0);
}

/* --- Annotating ----------------------------------------------------------------------------- */

static guint
count_spans (Fixture *f, const char *path, const char *cluster)
{
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (get_annotator (f, path).document);
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      n += strcmp (span->label, "person") == 0 && sch_span_has_cluster (span, cluster) &&
           g_strcmp0 (sch_attributes_get_json (span->record.attributes, "mention"),
                      "\"nominal\"") == 0;
    }
  return n;
}

static void
test_annotate (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (f, "a.txt", "person", "Austin", 0);
  SchAnnotator who = get_annotator (f, "a.txt");
  g_autofree char *cluster = sch_annotate_new_cluster (&who, id, NULL, NULL);
  g_autoptr (SchOccurrences) found = NULL;
  g_autoptr (SchOccurrences) again = NULL;
  g_autoptr (SchEditGroup) undone = NULL;
  g_autofree char *hits = NULL;
  g_autoptr (GError) error = NULL;
  guint n_spans;
  guint n_documents;
  SchSpan *made;

  g_assert_true (sch_annotate_set_attribute (&who, id, "mention", "\"nominal\"", &error));
  g_assert_true (sch_annotate_set_note (&who, id, "only here", &error));
  found = search (f, "a.txt", id, SCH_OCCURRENCES_CORPUS | SCH_OCCURRENCES_NESTED, 1000);
  g_assert_cmpuint (sch_occurrences_get_n (found), ==, 7);
  sch_occurrence_set_ticked (sch_occurrences_peek (found, 0), FALSE);
  sch_occurrence_set_ticked (sch_occurrences_peek (found, 5), FALSE);
  sch_corpus_unload_layer_document (f->corpus, "dana", "b.txt");
  g_assert_true (sch_annotate_occurrences (&who, found, &n_spans, &n_documents, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_spans, ==, 5);
  g_assert_cmpuint (n_documents, ==, 2);
  g_assert_cmpuint (count_spans (f, "a.txt", cluster), ==, 4);
  g_assert_cmpuint (count_spans (f, "b.txt", cluster), ==, 2);
  g_assert_cmpint (sch_layer_document_get_status (get_annotator (f, "b.txt").document), ==,
                   SCH_STATUS_IN_PROGRESS);
  made = sch_span_index_get (sch_layer_document_get_index (get_annotator (f, "b.txt").document), 0);
  g_assert_cmpint (made->record.origin, ==, SCH_ORIGIN_OCCURRENCES);
  g_assert_null (made->record.note);
  g_assert_cmpstr (sch_corpus_get_undo_name (f->corpus, "dana"), ==, "Annotate All: “Austin”");

  /* What was left out is remembered, over a restart too. */
  g_clear_object (&found);
  close_corpus (f);
  open_corpus (f);
  again = search (f, "a.txt", id, SCH_OCCURRENCES_CORPUS | SCH_OCCURRENCES_NESTED, 1000);
  hits = describe (again);
  g_assert_cmpstr (hits, ==, "a.txt:17- b.txt:22-");
  sch_occurrence_set_ticked (sch_occurrences_peek (again, 0), TRUE);
  who = get_annotator (f, "a.txt");
  g_assert_true (sch_annotate_occurrences (&who, again, &n_spans, NULL, &error));
  g_assert_cmpuint (n_spans, ==, 1);
  undone = sch_corpus_undo (f->corpus, "dana", &error);
  g_assert_nonnull (undone);
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_CORPUS | SCH_OCCURRENCES_NESTED,
                "a.txt:17- b.txt:22-");
  /* One undo takes the first step back in both documents, with the memory. */
  g_clear_pointer (&undone, sch_edit_group_unref);
  undone = sch_corpus_undo (f->corpus, "dana", &error);
  g_assert_nonnull (undone);
  g_assert_cmpuint (count_spans (f, "a.txt", cluster), ==, 1);
  g_assert_cmpuint (count_spans (f, "b.txt", cluster), ==, 0);
  assert_found (f, "a.txt", id, SCH_OCCURRENCES_CORPUS,
                "a.txt:17 a.txt:31 a.txt:49 a.txt:68 b.txt:0 b.txt:22 b.txt:36");
}

static void
test_new_source (Fixture *f, gconstpointer data)
{
  SchAnnotator who = get_annotator (f, "a.txt");
  const SchRange range = { 31, 37 };
  g_autoptr (SchSpan) source = sch_span_new ("new", "person", &range, 1);
  g_autoptr (SchOccurrences) found = sch_occurrences_new (f->corpus, "dana", "a.txt", source, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *hits = NULL;
  guint n_spans;

  while (sch_occurrences_step (found, 10))
    ;
  hits = describe (found);
  g_assert_cmpstr (hits, ==, "a.txt:0 a.txt:17 a.txt:49 a.txt:68");
  g_assert_true (sch_annotate_occurrences (&who, found, &n_spans, NULL, &error));
  g_assert_cmpuint (n_spans, ==, 5);
  g_assert_cmpuint (sch_layer_document_get_n_spans (who.document), ==, 5);
}

static void
test_extend (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (f, "b.txt", "person", "AUSTIN", 0);
  g_autofree char *other = tag (f, "b.txt", "person", "Austin", 0);
  g_autoptr (SchOccurrences) found = search (f, "b.txt", other, 0, 1000);
  g_autofree char *hits = NULL;

  g_assert_cmpuint (sch_occurrences_get_n (found), ==, 1);
  sch_occurrence_set_ticked (sch_occurrences_peek (found, 0), FALSE);
  sch_occurrences_extend (found);
  g_assert_false (sch_occurrences_is_done (found));
  while (sch_occurrences_step (found, 10))
    ;
  hits = describe (found);
  g_assert_cmpstr (hits, ==, "b.txt:36- a.txt:0 a.txt:17 a.txt:31 a.txt:49 a.txt:68");
}

static void
test_choices_carry_over (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (f, "a.txt", "person", "Austin", 0);
  g_autoptr (SchOccurrences) here = search (f, "a.txt", id, 0, 1000);
  g_autoptr (SchOccurrences)
      all = sch_occurrences_new (f->corpus, "dana", "a.txt", get_span (f, "a.txt", id),
                                 SCH_OCCURRENCES_CORPUS);
  g_autofree char *hits = NULL;

  sch_occurrence_set_ticked (sch_occurrences_peek (here, 1), FALSE);
  sch_occurrences_take_choices (all, here);
  while (sch_occurrences_step (all, 10))
    ;
  hits = describe (all);
  g_assert_cmpstr (hits, ==, "a.txt:17 a.txt:31- a.txt:49 a.txt:68 b.txt:0 b.txt:22 b.txt:36");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/occurrences/patterns", test_patterns);
  g_test_add ("/occurrences/longest-first", Fixture, NULL, set_up_texts, test_longest_first,
              tear_down);
  g_test_add ("/occurrences/what-is-there", Fixture, NULL, set_up_texts, test_what_is_there,
              tear_down);
  g_test_add ("/occurrences/done-documents", Fixture, NULL, set_up_texts, test_done_documents,
              tear_down);
  g_test_add ("/occurrences/no-surface", Fixture, NULL, set_up_texts, test_no_surface, tear_down);
  g_test_add ("/occurrences/annotate", Fixture, NULL, set_up_texts, test_annotate, tear_down);
  g_test_add ("/occurrences/new-source", Fixture, NULL, set_up_texts, test_new_source, tear_down);
  g_test_add ("/occurrences/extend", Fixture, NULL, set_up_texts, test_extend, tear_down);
  g_test_add ("/occurrences/choices-carry-over", Fixture, NULL, set_up_texts,
              test_choices_carry_over, tear_down);
  return g_test_run ();
}
