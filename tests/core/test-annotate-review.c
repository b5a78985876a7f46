/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking through what is not settled: ignored problems, unconfirmed annotations, orphans. */

#include "annotate-fixture.h"

#include <string.h>

#include "sch-error.h"
#include "sch-json-tree.h"
#include "sch-problems.h"
#include "sch-review.h"

static const char orphan_json[] =
    "{\"id\": \"lost1\", \"label\": \"source\", \"ranges\": [[400, 412]], \"text\": \"Ada Lovelace\","
    " \"cluster\": \"c9\", \"note\": \"n\", \"state\": \"doubtful\", \"x\": {\"k\": 1},"
    " \"relations\": [{\"id\": \"r1\", \"type\": \"attributed-to\", \"from\": \"CLAIM\","
    " \"to\": \"lost1\"}]}";

static void
add_orphan (Fixture *f, const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = sch_json_tree_parse (json, strlen (json), "orphan", &error);
  g_autoptr (SchTree) orphan = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Lose", "dana");

  g_assert_no_error (error);
  orphan = sch_tree_new (SCH_RECORD_ORPHAN, "lost1", node);
  json_node_unref (node);
  sch_edit_group_add (group, SCH_RECORD_ORPHAN, "dana", A, NULL, orphan);
  assert_ok (sch_corpus_apply (f->corpus, group, &error), error);
}

static void
test_ignore (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *wrong = sch_annotate_relate (&f->a, "same", claim, source, &error);
  g_autoptr (SchProblemList)
      problems = sch_problem_list_new (f->a.document, sch_corpus_get_scheme (f->corpus), NULL,
                                       NULL);
  g_autoptr (GPtrArray) ignored = NULL;
  Step step = begin_step (f);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (problems)), ==, 1);
  assert_ok (sch_annotate_ignore_problem (&f->a, "relation-ends", wrong, "It “is” so", &error),
             error);
  end_step (f, step, "Ignore Problem");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (problems)), ==, 0);
  assert_ok (sch_annotate_ignore_problem (&f->a, "relation-ends", wrong, NULL, &error), error);
  assert_ok (sch_annotate_ignore_problem (&f->a, "text", claim, "Old text", &error), error);
  ignored = sch_state_list_ignored (sch_layer_document_get_state (f->a.document));
  g_assert_cmpuint (ignored->len, ==, 2);
  g_assert_cmpstr (((SchIgnored *) ignored->pdata[0])->id, ==, wrong);
  g_assert_cmpstr (((SchIgnored *) ignored->pdata[0])->reason, ==, "");
  g_assert_cmpstr (((SchIgnored *) ignored->pdata[1])->rule, ==, "text");
  g_assert_cmpstr (((SchIgnored *) ignored->pdata[1])->reason, ==, "Old text");
  step = begin_step (f);
  assert_ok (sch_annotate_heed_problem (&f->a, "relation-ends", wrong, &error), error);
  end_step (f, step, "Stop Ignoring Problem");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (problems)), ==, 1);
  step = begin_step (f);
  assert_ok (sch_annotate_heed_problem (&f->a, "relation-ends", wrong, &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_ignore_problem (&f->a, "text", "nobody", NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

/* Ignoring is work on the document too: one change of its state, in the same step. */
static void
test_ignore_begins (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  Step step;

  assert_ok (sch_annotate_set_status (&f->a, SCH_STATUS_TODO, &error), error);
  step = begin_step (f);
  assert_ok (sch_annotate_ignore_problem (&f->a, "text", claim, NULL, &error), error);
  end_step (f, step, "Ignore Problem");
  g_assert_cmpint (sch_layer_document_get_status (f->a.document), ==, SCH_STATUS_IN_PROGRESS);
}

static void
test_confirm (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Suggest", "dana");
  const char *all[] = { "s0", "s1", "s2", "s0", NULL };
  Step step;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      SchRange range = { i, i + 1 };
      g_autoptr (SchSpan) span = sch_span_new (id, "person", &range, 1);

      span->record.state = i == 1 ? SCH_STATE_CONFIRMED : SCH_STATE_SUGGESTED;
      sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", A, NULL, span);
    }
  assert_ok (sch_corpus_apply (f->corpus, group, &error), error);
  step = begin_step (f);
  assert_ok (sch_annotate_confirm_many (&f->a, all, &error), error);
  end_step (f, step, "Confirm 2 Annotations");
  g_assert_cmpint (get (&f->a, "s0")->record.state, ==, SCH_STATE_CONFIRMED);
  g_assert_nonnull (get (&f->a, "s0")->record.confirmed);
  g_assert_null (get (&f->a, "s1")->record.confirmed);
  step = begin_step (f);
  assert_ok (sch_annotate_confirm_many (&f->a, all, &error), error);
  end_nothing (f, step);
}

static void
test_orphans (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autoptr (GString) json = g_string_new (orphan_json);
  g_autoptr (GPtrArray) orphans = NULL;
  g_autofree char *id = NULL;
  const SchRange range = { 37, 49 };
  const SchRange outside = { 400, 412 };
  SchRelation *relation;
  Step step;

  g_string_replace (json, "CLAIM", claim, 0);
  add_orphan (f, json->str);
  orphans = sch_layer_document_list_orphans (f->a.document);
  g_assert_cmpuint (orphans->len, ==, 1);
  g_assert_cmpstr (sch_orphan_get_string (orphans->pdata[0], "text"), ==, "Ada Lovelace");
  g_assert_cmpstr (sch_orphan_get_string (orphans->pdata[0], "nothing"), ==, "");
  step = begin_step (f);
  g_assert_null (sch_annotate_attach_orphan (&f->a, "lost1", &outside, 1, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  id = sch_annotate_attach_orphan (&f->a, "lost1", &range, 1, &error);
  assert_ok (id != NULL, error);
  end_step (f, step, "Attach “Ada Lovelace”");
  g_assert_cmpuint (sch_layer_document_get_n_orphans (f->a.document), ==, 0);
  assert_ranges (&f->a, id, "37-49");
  g_assert_cmpstr (get (&f->a, id)->label, ==, "source");
  g_assert_cmpstr (get (&f->a, id)->record.note, ==, "n");
  g_assert_cmpstr (get (&f->a, id)->record.extra, ==, "\"x\": {\"k\": 1}");
  g_assert_cmpint (get (&f->a, id)->record.state, ==, SCH_STATE_CONFIRMED);
  g_assert_true (sch_span_has_cluster (get (&f->a, id), "c9"));
  relation = sch_layer_document_get_relation (f->a.document, "r1");
  g_assert_cmpstr (relation->from, ==, claim);
  undo (f);
  step = begin_step (f);
  assert_ok (sch_annotate_discard_orphan (&f->a, "lost1", &error), error);
  end_step (f, step, "Discard “Ada Lovelace”");
  step = begin_step (f);
  g_assert_false (sch_annotate_discard_orphan (&f->a, "lost1", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

/* The other form that a file may have, and one that is no annotation. */
static void
test_nested_orphan (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const SchRange range = { 0, 3 };
  g_autofree char *id = NULL;

  add_orphan (f, "{\"span\": {\"id\": \"lost1\", \"label\": \"person\", \"text\": \"Ada\"}}");
  id = sch_annotate_attach_orphan (&f->a, "lost1", &range, 1, &error);
  assert_ok (id != NULL, error);
  g_assert_cmpstr (get (&f->a, id)->label, ==, "person");
}

static void
test_bad_orphan (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const SchRange range = { 0, 3 };

  add_orphan (f, "{\"id\": \"lost1\", \"label\": 7}");
  g_assert_null (sch_annotate_attach_orphan (&f->a, "lost1", &range, 1, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (sch_layer_document_get_n_orphans (f->a.document), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) \
  g_test_add ("/annotate-review/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("ignore", test_ignore);
  ADD ("ignore-begins", test_ignore_begins);
  ADD ("confirm", test_confirm);
  ADD ("orphans", test_orphans);
  ADD ("nested-orphan", test_nested_orphan);
  ADD ("bad-orphan", test_bad_orphan);
#undef ADD
  return g_test_run ();
}
