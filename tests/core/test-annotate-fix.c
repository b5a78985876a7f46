/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mending problems: what is offered, that it is one step which goes away with undo, and that nothing
 * is offered where something would be lost or the problem is no longer what it was. */

#include "annotate-fixture.h"

#include "sch-corpus-scheme.h"
#include "sch-error.h"
#include "sch-problem-fix.h"
#include "sch-scheme-draft.h"

static void
add_rule (SchSchemeDraft *draft, const char *name, const char *labels, const char *member,
          const char *json, const char *unless)
{
  const SchSchemePlace list = { SCH_PART_RULE, NULL, NULL, NULL };
  g_autofree char *id = sch_scheme_draft_add (draft, &list, name, G_MAXUINT);
  const SchSchemePlace place = { SCH_PART_RULE, NULL, id, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_scheme_draft_set_json (draft, &place, "labels", labels, &error));
  g_assert_true (sch_scheme_draft_set_json (draft, &place, member, json, &error));
  if (unless)
    g_assert_true (sch_scheme_draft_set_json (draft, &place, "unless", unless, &error));
}

static void
add_voice (SchSchemeDraft *draft)
{
  const SchSchemePlace list = { SCH_PART_LABEL_ATTRIBUTE, "claim", NULL, NULL };
  g_autofree char *id = sch_scheme_draft_add (draft, &list, "Voice", G_MAXUINT);
  const SchSchemePlace place = { SCH_PART_LABEL_ATTRIBUTE, "claim", id, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (id, ==, "voice");
  sch_scheme_draft_set_string (draft, &place, "type", "choice");
  g_assert_true (
      sch_scheme_draft_set_json (draft, &place, "values", "[\"source\", \"author\"]", &error));
}

/* The scheme of the fixture with rules. */
static void
set_up_rules (Fixture *f, gconstpointer data)
{
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;

  set_up (f, data);
  draft = sch_scheme_draft_new (sch_corpus_get_scheme (f->corpus));
  add_voice (draft);
  add_rule (draft, "Words", "[\"entity\"]", "wholeWords", "true", NULL);
  add_rule (draft, "Marks", "[\"claim\"]", "balanced", "\"quotes\"", NULL);
  add_rule (draft, "Flat", "[\"entity\"]", "noOverlap", "[\"entity\"]", NULL);
  add_rule (draft, "Said", "[\"claim\"]", "requires", "\"attributed-to\"",
            "{\"voice\": [\"author\"]}");
  scheme = sch_scheme_draft_finish (draft, &error);
  g_assert_no_error (error);
  assert_ok (sch_corpus_set_scheme (f->corpus, "dana", "Add Rules", scheme, &error), error);
}

static SchProblemList *
list_problems (Fixture *f)
{
  return sch_problem_list_new_full (f->a.document, sch_corpus_get_scheme (f->corpus), "en", FALSE,
                                    NULL, NULL);
}

/* (nullable) (transfer full) */
static SchProblem *
find (SchProblemList *list, const char *rule)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (sch_problem_get_rule (problem), rule))
        return g_steal_pointer (&problem);
    }
  return NULL;
}

static void
assert_fix (Fixture *f, SchProblem *problem, SchFix fix, const char *name)
{
  SchScheme *scheme = sch_corpus_get_scheme (f->corpus);
  g_autofree char *found = sch_problem_dup_fix_name (problem, f->a.document, scheme);

  g_assert_cmpint (sch_problem_find_fix (problem, f->a.document, scheme), ==, fix);
  g_assert_cmpstr (found, ==, name);
}

static void
fix (Fixture *f, SchProblem *problem, const char *step_name)
{
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);

  assert_ok (sch_problem_fix (problem, &f->a, &error), error);
  end_step (f, step, step_name);
}

static void
test_words (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = tag (&f->a, "person", 0, 7);
  g_autoptr (SchProblemList) list = list_problems (f);
  g_autoptr (SchProblem) problem = find (list, "words");
  Step step;

  assert_fix (f, problem, SCH_FIX_RANGES, "Change Extent to “Ada Lovelace”");
  fix (f, problem, "Change Extent to “Ada Lovelace”");
  assert_ranges (&f->a, id, "0-12");
  g_assert_null (find (list, "words"));
  /* It is not there any more. */
  assert_fix (f, problem, SCH_FIX_NONE, NULL);
  step = begin_step (f);
  g_assert_false (sch_problem_fix (problem, &f->a, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (&f->a, "claim", 25, 34);
  g_autoptr (SchProblemList) list = list_problems (f);
  g_autoptr (SchProblem) problem = find (list, "marks");

  assert_fix (f, problem, SCH_FIX_RANGES, "Change Extent to ““It works””");
  fix (f, problem, "Change Extent to ““It works””");
  assert_ranges (&f->a, id, "25-35");
  g_assert_null (find (list, "marks"));
}

/* @attributes: (nullable): canonical JSON of "mention" */
static void
put_span (Fixture *f, const char *id, const char *label, guint start, guint end,
          const char *mention)
{
  const SchRange range = { start, end };
  g_autoptr (SchSpan) span = sch_span_new (id, label, &range, 1);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Import", "dana");
  g_autoptr (SchAttributes) attributes = sch_attributes_with_json (NULL, "mention", mention);
  g_autoptr (GError) error = NULL;

  sch_record_set_attributes (span, attributes);
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", A, NULL, span);
  assert_ok (sch_corpus_apply (f->corpus, group, &error), error);
}

static void
test_duplicate (Fixture *f, gconstpointer data)
{
  g_autoptr (SchProblemList) list = list_problems (f);
  g_autoptr (SchProblem) problem = NULL;

  put_span (f, "p1", "person", 0, 12, NULL);
  put_span (f, "p2", "human", 0, 12, "\"name\"");
  problem = find (list, "flat");
  g_assert_cmpstr (sch_problem_get_span (problem), ==, "p2");
  g_assert_cmpstr (sch_problem_get_other (problem), ==, "p1");
  assert_fix (f, problem, SCH_FIX_DUPLICATE, "Merge With Its Duplicate");
  fix (f, problem, "Merge 2 Annotations");
  g_assert_null (sch_layer_document_get_span (f->a.document, "p1"));
  assert_attribute (&f->a, "p2", "mention", "\"name\"");
}

static void
test_no_duplicate (Fixture *f, gconstpointer data)
{
  g_autoptr (SchProblemList) list = list_problems (f);
  g_autoptr (SchProblem) values = NULL;
  g_autoptr (SchProblem) label = NULL;
  g_autoptr (SchProblem) place = NULL;
  g_autoptr (GError) error = NULL;
  const char *ids[] = { "p2", NULL };

  put_span (f, "p1", "person", 0, 12, "\"pronoun\"");
  put_span (f, "p2", "person", 0, 12, "\"name\"");
  values = find (list, "flat");
  assert_fix (f, values, SCH_FIX_NONE, NULL);
  assert_ok (sch_annotate_delete (&f->a, ids, &error), error);
  put_span (f, "p3", "group", 0, 12, NULL);
  label = find (list, "flat");
  assert_fix (f, label, SCH_FIX_NONE, NULL);
  ids[0] = "p3";
  assert_ok (sch_annotate_delete (&f->a, ids, &error), error);
  put_span (f, "p4", "person", 4, 12, NULL);
  place = find (list, "flat");
  assert_fix (f, place, SCH_FIX_NONE, NULL);
}

static void
test_exempt (Fixture *f, gconstpointer data)
{
  g_autofree char *id = tag (&f->a, "claim", 26, 34);
  g_autoptr (SchProblemList) list = list_problems (f);
  g_autoptr (SchProblem) problem = find (list, "said");

  assert_fix (f, problem, SCH_FIX_EXEMPT, "Set “Voice” to “author”");
  fix (f, problem, "Change Voice of “It works”");
  assert_attribute (&f->a, id, "voice", "\"author\"");
  g_assert_null (find (list, "said"));
}

static void
test_dangling (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autoptr (SchRelation)
      relation = sch_relation_new (SCH_RECORD_RELATION, "r", "attributed-to", claim, "nobody");
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Import", "dana");
  g_autoptr (SchProblemList) list = list_problems (f);
  g_autoptr (SchProblem) problem = NULL;

  sch_edit_group_add (group, SCH_RECORD_RELATION, "dana", A, NULL, relation);
  assert_ok (sch_corpus_apply (f->corpus, group, &error), error);
  problem = find (list, "dangling-relation");
  assert_fix (f, problem, SCH_FIX_RELATION, "Remove the Relation");
  fix (f, problem, "Remove Relation: attributed to");
  g_assert_null (find (list, "dangling-relation"));
}

static void
note_cb (gboolean *done)
{
  *done = TRUE;
}

static void
wait_for_summary (Fixture *f)
{
  gboolean done = FALSE;
  gulong id = g_signal_connect_swapped (f->corpus, "summarized", G_CALLBACK (note_cb), &done);

  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (f->corpus, id);
}

/* Documents that nobody looks at are checked under the new rules; all else stays as it was. */
static void
test_recheck (Fixture *f, gconstpointer data)
{
  SchDocument *document = sch_corpus_find_document (f->corpus, B);
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = tag (&f->b, "claim", 0, 3);

  assert_ok (sch_corpus_flush (f->corpus, &error), error);
  sch_corpus_set_active_layer (f->corpus, "dana");
  sch_corpus_summarize_all (f->corpus);
  wait_for_summary (f);
  g_assert_cmpuint (sch_document_get_n_problems (document), ==, 1);
  draft = sch_scheme_draft_new (sch_corpus_get_scheme (f->corpus));
  add_rule (draft, "Claims", "[\"claim\"]", "wholeWords", "true", NULL);
  add_rule (draft, "In", "[\"claim\"]", "inside", "[\"source\"]", NULL);
  scheme = sch_scheme_draft_finish (draft, &error);
  g_assert_no_error (error);
  assert_ok (sch_corpus_set_scheme (f->corpus, "dana", "Add Rules", scheme, &error), error);
  sch_corpus_recheck_all (f->corpus);
  sch_corpus_recheck_all (f->corpus);
  g_assert_cmpuint (sch_document_get_n_problems (document), ==, 1);
  wait_for_summary (f);
  g_assert_cmpuint (sch_document_get_n_problems (document), ==, 2);
  g_assert_cmpuint (sch_document_get_n_spans (document), ==, 1);
}

#define ADD(name, func) g_test_add ("/fix/" name, Fixture, NULL, set_up_rules, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("words", test_words);
  ADD ("marks", test_marks);
  ADD ("duplicate", test_duplicate);
  ADD ("no-duplicate", test_no_duplicate);
  ADD ("exempt", test_exempt);
  ADD ("dangling", test_dangling);
  ADD ("recheck", test_recheck);
  return g_test_run ();
}
