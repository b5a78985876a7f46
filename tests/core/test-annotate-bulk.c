/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures on many annotations at once: one step each, which undo and redo take back and forth. */

#include "annotate-fixture.h"

#include <string.h>

#include "sch-error.h"

static void
test_relabel (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = tag (&f->a, "person", 0, 3);
  g_autofree char *two = tag (&f->a, "person", 4, 12);
  g_autofree char *group = tag (&f->a, "group", 17, 23);
  const char *all[] = { one, two, group, one, NULL };
  const char *wrong[] = { one, "nobody", NULL };
  const char *none[] = { NULL };
  Step step;

  assert_ok (sch_annotate_set_attribute (&f->a, one, "mention", "\"nominal\"", &error), error);
  assert_ok (sch_annotate_set_attribute (&f->a, two, "mention", "\"pronoun\"", &error), error);
  assert_ok (sch_annotate_set_attribute (&f->a, two, "age", "36", &error), error);
  step = begin_step (f);
  assert_ok (sch_annotate_relabel_many (&f->a, all, "group", &error), error);
  end_step (f, step, "Change Label of 2 Annotations to “Group”");
  g_assert_cmpstr (get (&f->a, one)->label, ==, "group");
  assert_attribute (&f->a, one, "mention", "\"nominal\"");
  assert_attribute (&f->a, two, "mention", NULL);
  assert_attribute (&f->a, two, "age", NULL);
  step = begin_step (f);
  assert_ok (sch_annotate_relabel_many (&f->a, all, "group", &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_relabel_many (&f->a, wrong, "person", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_false (sch_annotate_relabel_many (&f->a, all, "old", &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_relabel_many (&f->a, none, "person", &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
}

static void
test_attribute (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *person = tag (&f->a, "person", 0, 3);
  g_autofree char *group = tag (&f->a, "group", 17, 23);
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *number = tag (&f->a, "number", 4, 12);
  const char *all[] = { person, group, claim, number, NULL };
  const char *claims[] = { claim, NULL };
  Step step = begin_step (f);

  assert_ok (sch_annotate_set_attribute_many (&f->a, all, "mention", "\"nominal\"", &error), error);
  end_step (f, step, "Change Mention of 2 Annotations");
  assert_attribute (&f->a, person, "mention", "\"nominal\"");
  assert_attribute (&f->a, group, "mention", "\"nominal\"");
  assert_attribute (&f->a, claim, "mention", NULL);
  step = begin_step (f);
  /* What one of the labels does not allow, none gets. */
  g_assert_false (sch_annotate_set_attribute_many (&f->a, all, "mention", "\"pronoun\"", &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_attribute_many (&f->a, claims, "mention", "\"name\"", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  assert_ok (sch_annotate_set_attribute_many (&f->a, all, "mention", NULL, &error), error);
  end_step (f, step, "Change Mention of 2 Annotations");
  assert_attribute (&f->a, person, "mention", NULL);
  step = begin_step (f);
  assert_ok (sch_annotate_set_attribute_many (&f->a, all, "value", "7", &error), error);
  end_step (f, step, "Change Value of 1 Annotation");
  g_assert_cmpstr (get (&f->a, number)->set[0], ==, "value");
}

static void
test_doubt (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = tag (&f->a, "person", 0, 3);
  g_autofree char *two = tag (&f->a, "person", 4, 12);
  const char *all[] = { one, two, NULL };
  Step step;

  assert_ok (sch_annotate_set_doubt (&f->a, one, TRUE, &error), error);
  step = begin_step (f);
  assert_ok (sch_annotate_set_doubt_many (&f->a, all, TRUE, &error), error);
  end_step (f, step, "Doubt 1 Annotation");
  g_assert_cmpuint (sch_layer_document_count_doubts (f->a.document), ==, 2);
  step = begin_step (f);
  assert_ok (sch_annotate_set_doubt_many (&f->a, all, FALSE, &error), error);
  end_step (f, step, "Clear Doubt about 2 Annotations");
  g_assert_cmpuint (sch_layer_document_count_doubts (f->a.document), ==, 0);
}

static void
test_clusters (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = tag (&f->a, "person", 0, 12);
  g_autofree char *two = tag (&f->a, "person", 37, 49);
  g_autofree char *three = tag (&f->a, "person", 17, 23);
  const char *pair[] = { one, two, NULL };
  const char *all[] = { one, two, three, NULL };
  Step step = begin_step (f);
  g_autofree char *ada = sch_annotate_new_cluster_many (&f->a, pair, NULL, &error);
  SchCluster *cluster;

  assert_ok (ada != NULL, error);
  end_step (f, step, "New Cluster “Ada Lovelace”");
  cluster = sch_corpus_get_cluster (f->corpus, "dana", ada);
  g_assert_cmpstr (cluster->kind, ==, "entity");
  g_assert_cmpstr (cluster->label, ==, "person");
  g_assert_true (sch_span_has_cluster (get (&f->a, two), ada));
  step = begin_step (f);
  assert_ok (sch_annotate_set_cluster_many (&f->a, all, ada, &error), error);
  end_step (f, step, "Join 1 Annotation to “Ada Lovelace”");
  step = begin_step (f);
  assert_ok (sch_annotate_set_cluster_many (&f->a, all, NULL, &error), error);
  end_step (f, step, "Take 3 Annotations out of Their Clusters");
  g_assert_null (get (&f->a, three)->clusters);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_cluster_many (&f->a, all, "nothing", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

/* 10,000 spans: what the core takes for a change of label, and for undoing it. */
static void
test_speed (Fixture *f, gconstpointer data)
{
  guint n = 10000;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Import", "dana");
  g_auto (GStrv) ids = g_new0 (char *, n + 1);
  gint64 start;
  gint64 relabelled;

  for (guint i = 0; i < n; i++)
    {
      SchRange range = { i % 60, i % 60 + 1 + i % 7 };
      g_autoptr (SchSpan) span = NULL;

      ids[i] = g_strdup_printf ("s%05u", i);
      span = sch_span_new (ids[i], "person", &range, 1);
      sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", A, NULL, span);
    }
  assert_ok (sch_corpus_apply (f->corpus, group, &error), error);
  start = g_get_monotonic_time ();
  assert_ok (sch_annotate_relabel_many (&f->a, (const char *const *) ids, "group", &error), error);
  relabelled = g_get_monotonic_time ();
  g_assert_cmpuint (sch_layer_document_count_label (f->a.document, "group"), ==, n);
  undo (f);
  g_assert_cmpuint (sch_layer_document_count_label (f->a.document, "person"), ==, n);
  g_test_message ("%u spans: change of label %.1f ms, undo %.1f ms", n, (relabelled - start) / 1e3,
                  (g_get_monotonic_time () - relabelled) / 1e3);
  g_assert_cmpint (relabelled - start, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/annotate-bulk/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("relabel", test_relabel);
  ADD ("attribute", test_attribute);
  ADD ("doubt", test_doubt);
  ADD ("clusters", test_clusters);
  ADD ("speed", test_speed);
#undef ADD
  return g_test_run ();
}
