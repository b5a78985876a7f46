/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derived values follow the edits of spans and relations, each in the step of the edit, and never go
 * over what a person set. */

#include "derive-fixture.h"

#include "sch-corpus-documents.h"
#include "sch-metadata.h"

/* --- Quotation --- */

static void
test_link (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "The bridge is shut, Ada Okafor said. It rained.\n");
  g_autofree char *claim = tag (f, DOC, "claim", "The bridge is shut", 0);
  g_autofree char *own = tag (f, DOC, "claim", "It rained", 0);
  g_autofree char *source = NULL;
  g_autofree char *relation = NULL;
  g_autofree char *before = NULL;

  assert_value (&who, claim, "quote", "\"indirect\"");
  assert_value (&who, own, "quote", "\"none\"");
  source = tag (f, DOC, "source", "Ada Okafor", 0);
  before = dump (&who);
  relation = sch_annotate_relate (&who, "attributed-to", own, source, NULL);
  assert_value (&who, own, "quote", "\"indirect\"");
  undo_to (f, &who, before);
  relation = (g_free (relation), sch_annotate_relate (&who, "attributed-to", own, source, NULL));
  g_assert_true (sch_annotate_unrelate (&who, relation, NULL));
  assert_value (&who, own, "quote", "\"none\"");
}

static void
test_delete_source (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "It rained in Ada's town. It snowed.\n");
  g_autofree char *claim = tag (f, DOC, "claim", "It rained", 0);
  g_autofree char *source = NULL;
  g_autofree char *before = NULL;

  who.claim = claim;
  source = tag_as (&who, "source", 13, 16);
  assert_value (&who, claim, "quote", "\"indirect\"");
  before = dump (&who);
  g_assert_true (sch_annotate_delete (&who, (const char *const[]){ source, NULL }, NULL));
  assert_value (&who, claim, "quote", "\"none\"");
  undo_to (f, &who, before);
}

static void
test_ranges (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "She called it “a disaster for us” on air.\n");
  g_autofree char *claim = tag (f, DOC, "claim", "a disaster for us", 0);
  g_autofree char *before = dump (&who);
  const SchRange wider = { 14, 40 };

  assert_value (&who, claim, "quote", "\"direct\"");
  g_assert_true (sch_annotate_set_ranges (&who, claim, &wider, 1, NULL));
  assert_value (&who, claim, "quote", "\"mixed\"");
  undo_to (f, &who, before);
}

static void
test_label (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "“Come in” was all.\n");
  g_autofree char *id = tag (f, DOC, "person", "Come in", 0);
  g_autofree char *before = dump (&who);

  assert_value (&who, id, "quote", NULL);
  g_assert_true (sch_annotate_relabel (&who, id, "claim", NULL));
  assert_value (&who, id, "quote", "\"direct\"");
  g_assert_true (sch_annotate_relabel (&who, id, "person", NULL));
  assert_value (&who, id, "quote", NULL);
  undo_to (f, &who, NULL);
  undo_to (f, &who, before);
}

static void
test_person (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "She called it “a disaster for us” on air.\n");
  g_autofree char *claim = tag (f, DOC, "claim", "a disaster for us", 0);
  const SchAttribute *quote = get_attribute (&who, "claim", "quote");
  const SchRange wider = { 14, 40 };

  g_assert_true (sch_span_is_derived (get_span (f, DOC, claim), quote));
  g_assert_true (sch_annotate_set_attribute (&who, claim, "quote", "\"reported\"", NULL));
  g_assert_false (sch_span_is_derived (get_span (f, DOC, claim), quote));
  g_assert_true (sch_annotate_set_ranges (&who, claim, &wider, 1, NULL));
  assert_value (&who, claim, "quote", "\"reported\"");
  g_assert_true (sch_annotate_derive (&who, NULL, TRUE, NULL, NULL));
  assert_value (&who, claim, "quote", "\"reported\"");
  g_assert_true (sch_annotate_set_attribute (&who, claim, "quote", NULL, NULL));
  assert_value (&who, claim, "quote", "\"mixed\"");
  g_assert_true (sch_span_is_derived (get_span (f, DOC, claim), quote));
}

/* To take out what is derived again at once changes nothing, and is no step. */
static void
test_nothing (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "It rained.\n");
  g_autofree char *claim = tag (f, DOC, "claim", "It rained", 0);
  g_autofree char *name = g_strdup (sch_corpus_get_undo_name (f->corpus, "dana"));

  g_assert_true (sch_annotate_set_attribute (&who, claim, "quote", NULL, NULL));
  assert_value (&who, claim, "quote", "\"none\"");
  g_assert_cmpstr (sch_corpus_get_undo_name (f->corpus, "dana"), ==, name);
}

static void
test_own (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "The firm says the lift is “safe”. So be it.\n");
  g_autofree char *claim = tag (f, DOC, "claim", "the lift is “safe”", 0);

  assert_value (&who, claim, "quote", "\"mixed\"");
  g_assert_true (sch_annotate_set_attribute (&who, claim, "voice", "\"author\"", NULL));
  assert_value (&who, claim, "quote", "\"none\"");
  g_assert_true (sch_annotate_set_attribute (&who, claim, "voice", "\"source\"", NULL));
  assert_value (&who, claim, "quote", "\"mixed\"");
}

/* What nobody derived and nobody marked, as in files of other programs, stays. */
static void
test_foreign (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "It rained. It snowed.\n");
  const SchRange range = { 0, 9 };
  const SchRange wider = { 0, 10 };
  g_autoptr (SchSpan) span = sch_span_new ("foreign", "claim", &range, 1);
  g_autoptr (SchAttributes) values = sch_attributes_with_string (NULL, "quote", "reported");
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Import", NULL);
  guint n;

  sch_record_set_attributes (span, values);
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", DOC, NULL, span);
  g_assert_true (sch_corpus_apply (f->corpus, group, NULL));
  g_assert_true (sch_annotate_set_ranges (&who, "foreign", &wider, 1, NULL));
  assert_value (&who, "foreign", "quote", "\"reported\"");
  g_assert_true (sch_annotate_derive (&who, NULL, FALSE, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (sch_annotate_derive (&who, NULL, TRUE, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  assert_value (&who, "foreign", "quote", "\"none\"");
}

/* Spans that came without values get them all in one step. */
static void
test_again (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "It rained. “It snowed.”\n");
  const SchRange ranges[] = { { 0, 9 }, { 12, 22 } };
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Import", NULL);
  g_autofree char *before = NULL;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autoptr (SchSpan) span = sch_span_new (id, "claim", &ranges[i], 1);

      sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", DOC, NULL, span);
    }
  g_assert_true (sch_corpus_apply (f->corpus, group, NULL));
  before = dump (&who);
  g_assert_true (sch_annotate_derive (&who, NULL, FALSE, &n, NULL));
  /* Two quotations, and who answers for the first. */
  g_assert_cmpuint (n, ==, 3);
  assert_value (&who, "s0", "quote", "\"none\"");
  assert_value (&who, "s1", "quote", "\"direct\"");
  undo_to (f, &who, before);
}

/* --- What is no part of the text --- */

static void
test_exclude (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "Photo: the bridge is shut\nIt rained.\n");
  g_autofree char *claim = tag (f, DOC, "claim", "the bridge is shut", 0);
  g_autofree char *other = tag (f, DOC, "claim", "It rained", 0);
  g_autofree char *own = tag (f, DOC, "claim", "bridge", 0);
  g_autofree char *before = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *excluded = NULL;
  const SchRange shorter = { 0, 6 };
  const SchRange longer = { 0, 36 };

  g_assert_true (sch_annotate_set_attribute (&who, own, "quote", "\"direct\"", NULL));
  before = dump (&who);
  assert_value (&who, claim, "quote", "\"none\"");
  aside = tag_as (&who, "not-text", 0, 25);
  assert_value (&who, claim, "quote", "\"caption\"");
  assert_value (&who, other, "quote", "\"none\"");
  assert_value (&who, own, "quote", "\"direct\"");
  excluded = dump (&who);
  undo_to (f, &who, before);
  g_clear_pointer (&aside, g_free);
  aside = tag_as (&who, "not-text", 0, 25);
  g_assert_true (sch_annotate_set_ranges (&who, aside, &longer, 1, NULL));
  assert_value (&who, other, "quote", "\"caption\"");
  g_assert_true (sch_annotate_set_ranges (&who, aside, &shorter, 1, NULL));
  assert_value (&who, claim, "quote", "\"none\"");
  assert_value (&who, other, "quote", "\"none\"");
  undo_to (f, &who, NULL);
  g_assert_true (sch_annotate_relabel (&who, aside, "person", NULL));
  assert_value (&who, claim, "quote", "\"none\"");
  undo_to (f, &who, NULL);
  assert_value (&who, claim, "quote", "\"caption\"");
  g_assert_true (sch_annotate_delete (&who, (const char *const[]){ aside, NULL }, NULL));
  assert_value (&who, claim, "quote", "\"none\"");
  assert_value (&who, other, "quote", "\"none\"");
}

/* --- What is known of the document --- */

static void
set_metadata (SchAnnotator *who, const char *by, const char *member, const char *value)
{
  SchDocument *document = sch_corpus_find_document (who->corpus, DOC);
  SchTree *now = sch_document_get_metadata (document);
  g_autoptr (SchTree) base = now != NULL ? sch_record_ref (now) : sch_metadata_new (DOC);
  g_autoptr (SchTree) tree = sch_metadata_with_text (base, member, value);
  g_autoptr (GError) error = NULL;

  sch_corpus_set_properties (who->corpus, "dana", by, DOC, tree, FALSE, NULL, &error);
  g_assert_no_error (error);
}

static void
test_metadata (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "On Monday 1.200 people met, and on Friday.\n");
  g_autofree char *monday = tag (f, DOC, "date", "Monday", 0);
  g_autofree char *friday = tag (f, DOC, "date", "Friday", 0);
  g_autofree char *number = tag (f, DOC, "number", "1.200 people", 0);
  g_autofree char *before = NULL;

  g_assert_true (sch_annotate_set_attribute (&who, friday, "iso", "\"2025-01-03\"", NULL));
  assert_value (&who, monday, "iso", NULL);
  assert_value (&who, number, "value", "1.2");
  before = dump (&who);
  set_metadata (&who, "dana", "published", "2026-03-05");
  assert_value (&who, monday, "iso", "\"2026-03-02\"");
  assert_value (&who, friday, "iso", "\"2025-01-03\"");
  set_metadata (&who, "dana", "language", "de");
  assert_value (&who, number, "value", "1200");
  undo_to (f, &who, NULL);
  undo_to (f, &who, before);
  g_assert_null (sch_document_get_metadata (sch_corpus_find_document (f->corpus, DOC)));
  /* Where nobody may change the layer, its values stay. */
  set_metadata (&who, NULL, "published", "2026-03-05");
  assert_dump (&who, before);
}

/* A document that nobody has loaded follows, too; one without annotations is not begun. */
static void
test_metadata_unloaded (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "On Monday they met.\n");
  g_autofree char *monday = tag (f, DOC, "date", "Monday", 0);
  g_autofree char *file = g_build_filename (f->root, "annotations", "dana", "b.txt.json", NULL);

  g_assert_true (sch_corpus_flush (f->corpus, NULL));
  sch_corpus_unload_layer_document (f->corpus, "dana", DOC);
  set_metadata (&who, "dana", "published", "2026-03-05");
  who = get_annotator (f, DOC);
  assert_value (&who, monday, "iso", "\"2026-03-02\"");
  write_file (f, "b.txt", "On Monday.\n");
  g_assert_true (sch_corpus_rescan (f->corpus, NULL, NULL));
  set_metadata (&who, "dana", "published", "2026-03-12");
  g_assert_true (sch_corpus_flush (f->corpus, NULL));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

/* --- The value last set --- */

static const char sticky[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"name\": \"S\", \"labels\": ["
    "{\"id\": \"code\", \"name\": \"Code\", \"kind\": \"entity\", \"color\": \"#3584e4\", \"attributes\": ["
    "{\"id\": \"who\", \"name\": \"Who\", \"type\": \"text\", \"default\": {\"derive\": \"sticky\"}}]}]}\n";

static void
test_sticky (Fixture *f, gconstpointer data)
{
  SchAnnotator who;
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *before = NULL;
  SchAnnotator eve;

  write_file (f, "scheme.json", sticky);
  who = open_text (f, "one two three four\n");
  first = tag_as (&who, "code", 0, 3);
  assert_value (&who, first, "who", NULL);
  g_assert_true (sch_annotate_set_attribute (&who, first, "who", "\"Ada\"", NULL));
  before = dump (&who);
  second = tag_as (&who, "code", 4, 7);
  assert_value (&who, second, "who", "\"Ada\"");
  g_assert_true (
      sch_span_is_derived (get_span (f, DOC, second), get_attribute (&who, "code", "who")));
  g_assert_true (sch_annotate_set_attribute (&who, first, "who", "\"Eve\"", NULL));
  assert_value (&who, second, "who", "\"Ada\"");
  undo_to (f, &who, NULL);
  undo_to (f, &who, before);
  eve = who;
  eve.by = "eve";
  third = tag_as (&eve, "code", 8, 13);
  assert_value (&who, third, "who", NULL);
  g_assert_true (sch_annotate_set_attribute (&who, first, "who", NULL, NULL));
  assert_value (&who, first, "who", NULL);
}

/* --- Anything --- */

#define N_STEPS 300u

static void
do_something (SchAnnotator *who, GPtrArray *ids, guint n_chars)
{
  static const char *const labels[] = { "claim", "source", "cue", "number", "date", "not-text" };
  static const char *const days[] = { "2026-03-05", "2024-05-03", "" };
  static const char *const languages[] = { "de", "en", "" };
  guint start = g_test_rand_int_range (0, (gint) n_chars - 20);
  const SchRange range = { start, start + (guint) g_test_rand_int_range (1, 20) };
  char *a = ids->len > 0 ? ids->pdata[g_test_rand_int_range (0, (gint) ids->len)] : NULL;
  char *b = ids->len > 0 ? ids->pdata[g_test_rand_int_range (0, (gint) ids->len)] : NULL;

  who->claim = b;
  switch (a == NULL ? 0 : g_test_rand_int_range (0, 9))
    {
    case 0:
      g_ptr_array_add (ids,
                       sch_annotate_tag (who,
                                         labels[g_test_rand_int_range (0, G_N_ELEMENTS (labels))],
                                         &range, 1, NULL));
      break;
    case 1:
      sch_annotate_set_ranges (who, a, &range, 1, NULL);
      break;
    case 2:
      sch_annotate_relabel (who, a, labels[g_test_rand_int_range (0, G_N_ELEMENTS (labels))], NULL);
      break;
    case 3:
      g_free (sch_annotate_relate (who, "attributed-to", a, b, NULL));
      break;
    case 4:
      sch_annotate_set_attribute (who, a, "quote", "\"reported\"", NULL);
      break;
    case 5:
      sch_annotate_delete (who, (const char *const[]){ a, NULL }, NULL);
      break;
    case 6:
      set_metadata (who, "dana", "published", days[g_test_rand_int_range (0, 3)]);
      break;
    case 7:
      set_metadata (who, "dana", "language", languages[g_test_rand_int_range (0, 3)]);
      break;
    default:
      sch_annotate_merge (who, (const char *const[]){ a, b, NULL }, NULL);
      break;
    }
}

/* Where every value is the derived one or a person's, deriving anew finds nothing to do. */
static void
test_random (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (
      f, "She said: “It rained, and ‘he’ knew.” According to Ada, 1,200 people "
         "left on 3 May 2024. „Nein“, sagte er – reportedly some 5 %.\n");
  guint n_chars = sch_text_get_char_count (sch_layer_document_get_text (who.document));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *empty = dump (&who);
  g_autofree char *last = NULL;
  guint n;

  for (guint i = 0; i < N_STEPS; i++)
    {
      do_something (&who, ids, n_chars);
      g_assert_true (sch_annotate_derive (&who, NULL, TRUE, &n, NULL));
      g_assert_cmpuint (n, ==, 0);
    }
  last = dump (&who);
  while (sch_corpus_can_undo (f->corpus, "dana"))
    undo_to (f, &who, NULL);
  assert_dump (&who, empty);
  while (sch_corpus_can_redo (f->corpus, "dana"))
    {
      g_autoptr (SchEditGroup) group = sch_corpus_redo (f->corpus, "dana", NULL);

      g_assert_nonnull (group);
    }
  assert_dump (&who, last);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/derive/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("link", test_link);
  ADD ("delete-source", test_delete_source);
  ADD ("ranges", test_ranges);
  ADD ("label", test_label);
  ADD ("person", test_person);
  ADD ("nothing", test_nothing);
  ADD ("own", test_own);
  ADD ("foreign", test_foreign);
  ADD ("again", test_again);
  ADD ("exclude", test_exclude);
  ADD ("metadata", test_metadata);
  ADD ("metadata-unloaded", test_metadata_unloaded);
  ADD ("sticky", test_sticky);
  ADD ("random", test_random);
  return g_test_run ();
}
