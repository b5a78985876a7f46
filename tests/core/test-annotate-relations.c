/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is changed of one relation: its ends, attributes and note, and what it may become. */

#include "annotate-fixture.h"

#include <string.h>

#include "sch-error.h"
#include "sch-links.h"

static SchRelation *
relation_of (Fixture *f, const char *id)
{
  SchRelation *relation = sch_layer_document_get_relation (f->a.document, id);

  g_assert_nonnull (relation);
  return relation;
}

static void
assert_ends (Fixture *f, const char *id, const char *from, const char *to)
{
  g_assert_cmpstr (relation_of (f, id)->from, ==, from);
  g_assert_cmpstr (relation_of (f, id)->to, ==, to);
}

static void
test_set_end (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *second = tag (&f->a, "claim", 0, 5);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *other = tag (&f->a, "source", 56, 59);
  g_autofree char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  Step step;

  assert_ok (sch_annotate_set_relation_note (&f->a, id, "sure", &error), error);
  assert_ok (sch_annotate_set_relation_attribute (&f->a, id, "manner", "\"written\"", &error),
             error);
  step = begin_step (f);
  assert_ok (sch_annotate_set_relation_end (&f->a, id, TRUE, other, &error), error);
  end_step (f, step, "Change Relation: attributed to");
  assert_ends (f, id, claim, other);
  step = begin_step (f);
  assert_ok (sch_annotate_set_relation_end (&f->a, id, FALSE, second, &error), error);
  end_step (f, step, "Change Relation: attributed to");
  assert_ends (f, id, second, other);
  /* All else stays. */
  g_assert_cmpstr (relation_of (f, id)->type, ==, "attributed-to");
  g_assert_cmpstr (relation_of (f, id)->record.note, ==, "sure");
  g_assert_cmpstr (sch_attributes_get_json (relation_of (f, id)->record.attributes, "manner"), ==,
                   "\"written\"");
  g_assert_cmpuint (sch_layer_document_get_n_relations (f->a.document), ==, 1);
  /* The end that it has is no step. */
  step = begin_step (f);
  assert_ok (sch_annotate_set_relation_end (&f->a, id, TRUE, other, &error), error);
  end_nothing (f, step);
}

static void
assert_refused (Fixture *f, const char *id, gboolean at_to, const char *span, int code,
                const char *says)
{
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);

  g_assert_false (sch_annotate_set_relation_end (&f->a, id, at_to, span, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
  end_refused (f, step, &error, code);
}

static void
test_refused_ends (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *other = tag (&f->a, "source", 56, 59);
  g_autofree char *person = tag (&f->a, "person", 0, 5);
  g_autofree char *number = tag (&f->a, "number", 4, 12);
  g_autofree char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  g_autofree char *twin = sch_annotate_relate (&f->a, "attributed-to", claim, other, &error);
  g_autofree char *same = sch_annotate_relate (&f->a, "same", person, number, &error);

  g_assert_no_error (error);
  /* The scheme has no such relation: another annotation, or another type. */
  assert_refused (f, id, TRUE, person, SCH_ERROR_INVALID,
                  "“attributed to” lead from “Claim” to “Person”. Choose another annotation");
  assert_refused (f, id, FALSE, other, SCH_ERROR_INVALID, "lead from “Source” to “Source”");
  /* Both ends would be one. */
  assert_refused (f, same, TRUE, person, SCH_ERROR_INVALID, "Choose another one");
  /* There is one already. */
  assert_refused (f, twin, TRUE, source, SCH_ERROR_INVALID, "Remove one of the relations instead");
  assert_refused (f, id, TRUE, "nobody", SCH_ERROR_NOT_FOUND, "Select another one");
  assert_refused (f, "nothing", TRUE, source, SCH_ERROR_NOT_FOUND, "Select another one");
}

static void
test_may_become (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_corpus_get_scheme (f->corpus);
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *other = tag (&f->a, "source", 56, 59);
  g_autofree char *person = tag (&f->a, "person", 0, 5);
  g_autofree char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  const SchRelationType *same = sch_scheme_get_relation_type (scheme, "same");
  const SchRelationType *own = sch_scheme_get_relation_type (scheme, "attributed-to");
  g_autofree char *twin = NULL;

  g_assert_true (
      sch_links_may_end (scheme, f->a.document, relation_of (f, id), TRUE, get (&f->a, other)));
  g_assert_false (
      sch_links_may_end (scheme, f->a.document, relation_of (f, id), FALSE, get (&f->a, other)));
  g_assert_false (
      sch_links_may_end (scheme, f->a.document, relation_of (f, id), TRUE, get (&f->a, person)));
  /* Where it ends already, and where it would be twice. */
  g_assert_false (
      sch_links_may_end (scheme, f->a.document, relation_of (f, id), TRUE, get (&f->a, source)));
  twin = sch_annotate_relate (&f->a, "attributed-to", claim, other, &error);
  g_assert_no_error (error);
  g_assert_false (
      sch_links_may_end (scheme, f->a.document, relation_of (f, id), TRUE, get (&f->a, other)));
  g_assert_false (sch_links_may_be (scheme, f->a.document, relation_of (f, id), own));
  g_assert_false (sch_links_may_be (scheme, f->a.document, relation_of (f, id), same));
  g_assert_false (sch_links_may_reverse (scheme, f->a.document, relation_of (f, id)));
}

static void
test_attributes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  const SchRelationType *type = sch_scheme_get_relation_type (sch_corpus_get_scheme (f->corpus),
                                                              "attributed-to");
  const SchAttribute *where = sch_relation_type_get_attribute (type, "where");
  Step step = begin_step (f);

  g_assert_false (sch_relation_type_asks_for (type, where, NULL));
  assert_ok (sch_annotate_set_relation_attribute (&f->a, id, "manner", "\"written\"", &error),
             error);
  end_step (f, step, "Change Relation: attributed to");
  g_assert_true (sch_relation_type_asks_for (type, where, relation_of (f, id)->record.attributes));
  /* A fixed default is not stored. */
  step = begin_step (f);
  assert_ok (sch_annotate_set_relation_attribute (&f->a, id, "manner", "\"spoken\"", &error),
             error);
  end_step (f, step, "Change Relation: attributed to");
  g_assert_null (sch_attributes_get_json (relation_of (f, id)->record.attributes, "manner"));
  step = begin_step (f);
  assert_ok (sch_annotate_set_relation_attribute (&f->a, id, "manner", NULL, &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_relation_attribute (&f->a, id, "manner", "\"sung\"", &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_relation_attribute (&f->a, id, "nothing", "1", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

static void
test_note (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  Step step = begin_step (f);

  assert_ok (sch_annotate_set_relation_note (&f->a, id, "by letter", &error), error);
  end_step (f, step, "Change Relation: attributed to");
  g_assert_cmpstr (relation_of (f, id)->record.note, ==, "by letter");
  step = begin_step (f);
  assert_ok (sch_annotate_set_relation_note (&f->a, id, "by letter", &error), error);
  end_nothing (f, step);
  assert_ok (sch_annotate_set_relation_note (&f->a, id, "", &error), error);
  g_assert_null (relation_of (f, id)->record.note);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_relation_note (&f->a, "nothing", "x", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/annotate/relation/set-end", Fixture, NULL, set_up, test_set_end, tear_down);
  g_test_add ("/annotate/relation/refused-ends", Fixture, NULL, set_up, test_refused_ends,
              tear_down);
  g_test_add ("/annotate/relation/may-become", Fixture, NULL, set_up, test_may_become, tear_down);
  g_test_add ("/annotate/relation/attributes", Fixture, NULL, set_up, test_attributes, tear_down);
  g_test_add ("/annotate/relation/note", Fixture, NULL, set_up, test_note, tear_down);
  return g_test_run ();
}
