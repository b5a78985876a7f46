/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures on single annotations: what each makes of the records, that it is one step, that undo and redo
 * restore every byte, and that a refused one changes nothing. */

#include "annotate-fixture.h"

#include <string.h>

#include "sch-error.h"
#include "sch-store.h"

static void
test_tag (Fixture *f, gconstpointer data)
{
  const SchRange messy[] = { { 17, 23 }, { 4, 12 }, { 0, 5 } };
  Step step = begin_step (f);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = sch_annotate_tag (&f->a, "person", messy, 3, &error);
  g_autofree char *again = NULL;
  g_autofree char *other = NULL;
  g_autofree char *replaced = NULL;
  SchSpan *span;

  g_assert_no_error (error);
  end_step (f, step, "Tag “Person”");
  assert_ranges (&f->a, id, "0-12 17-23");
  span = get (&f->a, id);
  g_assert_true (sch_id_is_valid (id));
  g_assert_cmpuint (strlen (id), ==, 16);
  g_assert_cmpstr (span->record.by, ==, "dana");
  g_assert_cmpint (span->record.created, ==, NOW);
  g_assert_cmpint (span->record.modified, ==, NOW);
  g_assert_cmpint (span->record.origin, ==, SCH_ORIGIN_MANUAL);
  g_assert_null (span->record.attributes);
  g_assert_null (span->clusters);
  g_assert_cmpint (sch_layer_document_get_status (f->a.document), ==, SCH_STATUS_IN_PROGRESS);
  g_assert_cmpint (sch_layer_document_get_status (f->b.document), ==, SCH_STATUS_TODO);

  /* The same once more is the same span; another label or other ranges are another. */
  step = begin_step (f);
  again = sch_annotate_tag (&f->a, "person", messy, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, id);
  g_clear_pointer (&again, g_free);
  again = sch_annotate_tag (&f->a, "human", messy, 3, &error);
  g_assert_cmpstr (again, ==, id);
  end_nothing (f, step);
  other = tag (&f->a, "group", 0, 12);
  g_assert_cmpstr (other, !=, id);
  replaced = tag (&f->a, "human", 0, 12);
  g_assert_cmpstr (get (&f->a, replaced)->label, ==, "person");
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 3);
}

static void
test_tag_refused (Fixture *f, gconstpointer data)
{
  const SchRange good = { 0, 3 };
  const SchRange outside = { 70, 75 };
  const SchRange turned = { 3, 0 };
  const SchRange end = { 73, 73 };
  Step step = begin_step (f);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_cmpuint (sch_text_get_char_count (sch_layer_document_get_text (f->a.document)), ==, 73);
  g_assert_null (sch_annotate_tag (&f->a, "nothing", &good, 1, &error));
  g_assert_nonnull (strstr (error->message, "nothing"));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_null (sch_annotate_tag (&f->a, NULL, &good, 1, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_null (sch_annotate_tag (&f->a, "old", &good, 1, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_null (sch_annotate_tag (&f->a, "person", &outside, 1, &error));
  g_assert_nonnull (strstr (error->message, A));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  g_assert_null (sch_annotate_tag (&f->a, "person", &turned, 1, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  g_assert_null (sch_annotate_tag (&f->a, "person", NULL, 0, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  /* A point is a place too, also at the very end. */
  id = sch_annotate_tag (&f->a, "person", &end, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sch_layer_document_get_status (f->a.document), ==, SCH_STATUS_IN_PROGRESS);
}

static void
test_stack (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *person = tag (&f->a, "person", 0, 12);
  g_autofree char *cluster = sch_annotate_new_cluster (&f->a, person, NULL, &error);
  Step step = begin_step (f);
  g_autofree char *source = sch_annotate_stack (&f->a, person, "source", &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  end_step (f, step, "Tag “Source”");
  assert_ranges (&f->a, source, "0-12");
  g_assert_true (sch_span_has_cluster (get (&f->a, source), cluster));
  step = begin_step (f);
  again = sch_annotate_stack (&f->a, person, "source", &error);
  g_assert_cmpstr (again, ==, source);
  g_clear_pointer (&again, g_free);
  again = sch_annotate_stack (&f->a, person, "person", &error);
  g_assert_cmpstr (again, ==, person);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_null (sch_annotate_stack (&f->a, "nobody", "source", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

static void
test_relabel (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *person = tag (&f->a, "person", 0, 12);
  g_autofree char *other = tag (&f->a, "person", 37, 49);
  g_autofree char *relation = sch_annotate_relate (&f->a, "same", person, other, &error);
  g_autofree char *cluster = sch_annotate_new_cluster (&f->a, person, NULL, &error);
  Step step;

  assert_ok (sch_annotate_set_attribute (&f->a, person, "mention", "\"nominal\"", &error), error);
  assert_ok (sch_annotate_set_attribute (&f->a, person, "age", "36", &error), error);
  assert_ok (sch_annotate_set_note (&f->a, person, "the first", &error), error);
  clock_seconds += 60;
  step = begin_step (f);
  assert_ok (sch_annotate_relabel (&f->a, person, "group", &error), error);
  end_step (f, step, "Change Label to “Group”");
  assert_attribute (&f->a, person, "mention", "\"nominal\"");
  assert_attribute (&f->a, person, "age", NULL);
  g_assert_cmpstr (get (&f->a, person)->record.note, ==, "the first");
  g_assert_true (sch_span_has_cluster (get (&f->a, person), cluster));
  g_assert_cmpint (get (&f->a, person)->record.created, ==, NOW);
  g_assert_cmpint (get (&f->a, person)->record.modified, ==, NOW + 60);
  g_assert_nonnull (sch_layer_document_get_relation (f->a.document, relation));

  /* A value that the new label does not know goes; a relation that does not suit stays. */
  assert_ok (sch_annotate_set_attribute (&f->a, other, "mention", "\"pronoun\"", &error), error);
  assert_ok (sch_annotate_relabel (&f->a, other, "group", &error), error);
  assert_attribute (&f->a, other, "mention", NULL);
  assert_ok (sch_annotate_relabel (&f->a, other, "claim", &error), error);
  g_assert_nonnull (sch_layer_document_get_relation (f->a.document, relation));

  step = begin_step (f);
  assert_ok (sch_annotate_relabel (&f->a, other, "claim", &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_relabel (&f->a, other, "nothing", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_false (sch_annotate_relabel (&f->a, other, "old", &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_relabel (&f->a, "nobody", "claim", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

static void
test_ranges (Fixture *f, gconstpointer data)
{
  const SchRange moved[] = { { 37, 49 }, { 0, 3 } };
  const SchRange outside = { 0, 74 };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = tag (&f->a, "person", 0, 12);
  Step step = begin_step (f);

  assert_ok (sch_annotate_set_ranges (&f->a, id, moved, 2, &error), error);
  end_step (f, step, "Change Extent to “Ada Ada Lovelace”");
  assert_ranges (&f->a, id, "0-3 37-49");
  step = begin_step (f);
  assert_ok (sch_annotate_set_ranges (&f->a, id, moved, 2, &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_ranges (&f->a, id, &outside, 1, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_ranges (&f->a, id, NULL, 0, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);

  step = begin_step (f);
  assert_ok (sch_annotate_add_range (&f->a, id, (SchRange){ 2, 12 }, &error), error);
  end_step (f, step, "Change Extent to “Ada Lovelace Ada Lovelace”");
  assert_ranges (&f->a, id, "0-12 37-49");
  step = begin_step (f);
  assert_ok (sch_annotate_add_range (&f->a, id, (SchRange){ 3, 5 }, &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_add_range (&f->a, id, (SchRange){ 20, 20 }, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  g_assert_false (sch_annotate_add_range (&f->a, id, (SchRange){ 20, 90 }, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);

  step = begin_step (f);
  assert_ok (sch_annotate_remove_range (&f->a, id, (SchRange){ 3, 4 }, &error), error);
  end_step (f, step, "Change Extent to “Ada Lovelace Ada Lovelace”");
  assert_ranges (&f->a, id, "0-3 4-12 37-49");
  assert_ok (sch_annotate_remove_range (&f->a, id, (SchRange){ 10, 40 }, &error), error);
  assert_ranges (&f->a, id, "0-3 4-10 40-49");
  assert_ok (sch_annotate_remove_range (&f->a, id, (SchRange){ 4, 10 }, &error), error);
  assert_ranges (&f->a, id, "0-3 40-49");
  step = begin_step (f);
  assert_ok (sch_annotate_remove_range (&f->a, id, (SchRange){ 3, 40 }, &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_remove_range (&f->a, id, (SchRange){ 0, 49 }, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  g_assert_false (sch_annotate_remove_range (&f->a, "nobody", (SchRange){ 0, 49 }, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

/* A stored text says what a span covered once; a person who sets its range says what it covers. */
static void
test_stored_text (Fixture *f, gconstpointer data)
{
  const SchRange range = { 0, 3 };
  g_autoptr (SchSpan) odd = sch_span_new ("odd", "person", &range, 1);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Import", "dana");
  g_autoptr (GError) error = NULL;
  Step step;

  odd->text = g_strdup ("Ida");
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", A, NULL, odd);
  assert_ok (sch_corpus_apply (f->corpus, group, &error), error);
  assert_ok (sch_annotate_set_note (&f->a, "odd", "n", &error), error);
  g_assert_cmpstr (get (&f->a, "odd")->text, ==, "Ida");
  assert_ok (sch_annotate_remove_range (&f->a, "odd", (SchRange){ 50, 60 }, &error), error);
  g_assert_cmpstr (get (&f->a, "odd")->text, ==, "Ida");
  step = begin_step (f);
  assert_ok (sch_annotate_set_ranges (&f->a, "odd", &range, 1, &error), error);
  end_step (f, step, "Change Extent to “Ada”");
  g_assert_null (get (&f->a, "odd")->text);
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *long_claim = tag (&f->a, "claim", 0, 72);
  g_autofree char *first = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  g_autofree char *second = sch_annotate_relate (&f->a, "attributed-to", long_claim, source,
                                                 &error);
  const char *both[] = { claim, source, claim, NULL };
  const char *last[] = { long_claim, NULL };
  const char *wrong[] = { long_claim, "nobody", NULL };
  const char *none[] = { NULL };
  Step step = begin_step (f);

  assert_ok (sch_annotate_delete (&f->a, none, &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_delete (&f->a, wrong, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  assert_ok (sch_annotate_delete (&f->a, both, &error), error);
  end_step (f, step, "Delete 2 Annotations");
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 1);
  g_assert_cmpuint (sch_layer_document_get_n_relations (f->a.document), ==, 0);
  step = begin_step (f);
  assert_ok (sch_annotate_delete (&f->a, last, &error), error);
  end_step (f, step, "Delete “Ada Lovelace met O’Neil. “It…”");
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 0);
}

static void
test_attributes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *person = tag (&f->a, "person", 0, 12);
  g_autofree char *number = tag (&f->a, "number", 13, 16);
  Step step = begin_step (f);

  assert_ok (sch_annotate_set_attribute (&f->a, person, "mention", "\"nominal\"", &error), error);
  end_step (f, step, "Change Mention of “Ada Lovelace”");
  assert_attribute (&f->a, person, "mention", "\"nominal\"");
  g_assert_null (get (&f->a, person)->set);
  step = begin_step (f);
  assert_ok (sch_annotate_set_attribute (&f->a, person, "mention", " \"nominal\" ", &error), error);
  end_nothing (f, step);
  /* A default is not stored, and NULL takes a value out. */
  step = begin_step (f);
  assert_ok (sch_annotate_set_attribute (&f->a, person, "mention", "\"name\"", &error), error);
  end_step (f, step, "Change Mention of “Ada Lovelace”");
  g_assert_null (get (&f->a, person)->record.attributes);
  assert_ok (sch_annotate_set_attribute (&f->a, person, "age", "36", &error), error);
  assert_ok (sch_annotate_set_attribute (&f->a, person, "age", NULL, &error), error);
  g_assert_null (get (&f->a, person)->record.attributes);

  /* What a person sets over a derived value is marked, until it is taken out again. */
  step = begin_step (f);
  assert_ok (sch_annotate_set_attribute (&f->a, number, "value", "3", &error), error);
  end_step (f, step, "Change Value of “met”");
  assert_ok (sch_annotate_set_attribute (&f->a, number, "unit", "\"people\"", &error), error);
  g_assert_cmpstr (get (&f->a, number)->set[0], ==, "unit");
  g_assert_cmpstr (get (&f->a, number)->set[1], ==, "value");
  g_assert_null (get (&f->a, number)->set[2]);
  assert_ok (sch_annotate_set_attribute (&f->a, number, "unit", "\"\"", &error), error);
  assert_attribute (&f->a, number, "unit", "\"\"");
  assert_ok (sch_annotate_relabel (&f->a, number, "money", &error), error);
  g_assert_cmpstr (get (&f->a, number)->set[0], ==, "value");
  g_assert_null (get (&f->a, number)->set[1]);
  step = begin_step (f);
  assert_ok (sch_annotate_set_attribute (&f->a, number, "value", NULL, &error), error);
  end_step (f, step, "Change Value of “met”");
  g_assert_null (get (&f->a, number)->set);
  g_assert_null (get (&f->a, number)->record.attributes);

  step = begin_step (f);
  g_assert_false (sch_annotate_set_attribute (&f->a, person, "value", "3", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_attribute (&f->a, person, "mention", "\"else\"", &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_attribute (&f->a, person, "age", "\"old\"", &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_attribute (&f->a, person, "age", "36}", &error));
  end_refused (f, step, &error, SCH_ERROR_FORMAT);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_attribute (&f->a, person, "age", "", &error));
  end_refused (f, step, &error, SCH_ERROR_FORMAT);
}

static void
test_note_doubt_status (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = tag (&f->a, "person", 0, 12);
  Step step = begin_step (f);

  assert_ok (sch_annotate_set_note (&f->a, id, "a “note”\n2nd line", &error), error);
  end_step (f, step, "Change Note of “Ada Lovelace”");
  g_assert_cmpstr (get (&f->a, id)->record.note, ==, "a “note”\n2nd line");
  step = begin_step (f);
  assert_ok (sch_annotate_set_note (&f->a, id, "", &error), error);
  end_step (f, step, "Change Note of “Ada Lovelace”");
  g_assert_null (get (&f->a, id)->record.note);
  step = begin_step (f);
  assert_ok (sch_annotate_set_note (&f->a, id, NULL, &error), error);
  assert_ok (sch_annotate_set_doubt (&f->a, id, FALSE, &error), error);
  end_nothing (f, step);

  step = begin_step (f);
  assert_ok (sch_annotate_set_doubt (&f->a, id, TRUE, &error), error);
  end_step (f, step, "Doubt “Ada Lovelace”");
  g_assert_cmpuint (sch_layer_document_count_doubts (f->a.document), ==, 1);
  step = begin_step (f);
  assert_ok (sch_annotate_set_doubt (&f->a, id, FALSE, &error), error);
  end_step (f, step, "Clear Doubt about “Ada Lovelace”");
  g_assert_cmpuint (sch_layer_document_count_doubts (f->a.document), ==, 0);

  step = begin_step (f);
  assert_ok (sch_annotate_set_status (&f->a, SCH_STATUS_DONE, &error), error);
  end_step (f, step, "Mark as Done");
  step = begin_step (f);
  assert_ok (sch_annotate_set_status (&f->a, SCH_STATUS_DONE, &error), error);
  end_nothing (f, step);
  assert_ok (sch_annotate_set_status (&f->b, SCH_STATUS_QUESTION, &error), error);
  assert_ok (sch_annotate_set_status (&f->b, SCH_STATUS_TODO, &error), error);
  g_assert_cmpint (sch_layer_document_get_status (f->b.document), ==, SCH_STATUS_TODO);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_note (&f->a, "nobody", "x", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_doubt (&f->a, "nobody", TRUE, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/annotate/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("tag", test_tag);
  ADD ("tag-refused", test_tag_refused);
  ADD ("stack", test_stack);
  ADD ("relabel", test_relabel);
  ADD ("ranges", test_ranges);
  ADD ("stored-text", test_stored_text);
  ADD ("delete", test_delete);
  ADD ("attributes", test_attributes);
  ADD ("note-doubt-status", test_note_doubt_status);
  return g_test_run ();
}
