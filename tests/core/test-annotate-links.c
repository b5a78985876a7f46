/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures that link annotations: relations, merging, clusters, and which cluster a new entity joins. */

#include "annotate-fixture.h"

#include <string.h>

#include "sch-error.h"
#include "sch-surface-index.h"

static void
test_relate (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  Step step = begin_step (f);
  g_autofree char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  g_autofree char *again = NULL;
  g_autofree char *back = NULL;
  g_autofree char *same = NULL;
  SchRelation *relation;

  g_assert_no_error (error);
  end_step (f, step, "Relate: attributed to");
  relation = sch_layer_document_get_relation (f->a.document, id);
  g_assert_cmpstr (relation->from, ==, claim);
  g_assert_cmpstr (relation->to, ==, source);
  g_assert_cmpstr (relation->record.by, ==, "dana");
  g_assert_cmpint (relation->record.created, ==, NOW);
  step = begin_step (f);
  again = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  g_assert_cmpstr (again, ==, id);
  end_nothing (f, step);
  /* The other way round is another one, unless the type is symmetric. */
  back = sch_annotate_relate (&f->a, "attributed-to", source, claim, &error);
  g_assert_cmpstr (back, !=, id);
  same = sch_annotate_relate (&f->a, "same", source, claim, &error);
  g_clear_pointer (&again, g_free);
  again = sch_annotate_relate (&f->a, "same", claim, source, &error);
  g_assert_cmpstr (again, ==, same);

  step = begin_step (f);
  assert_ok (sch_annotate_unrelate (&f->a, back, &error), error);
  end_step (f, step, "Remove Relation: attributed to");
  step = begin_step (f);
  g_assert_false (sch_annotate_unrelate (&f->a, back, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_null (sch_annotate_relate (&f->a, "nothing", claim, source, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_null (sch_annotate_relate (&f->a, "gone", claim, source, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_null (sch_annotate_relate (&f->a, "same", claim, "nobody", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_null (sch_annotate_relate (&f->a, "same", NULL, claim, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_null (sch_annotate_relate (&f->a, "same", claim, claim, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
}

static void
test_change_relation (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *other = tag (&f->a, "source", 56, 59);
  g_autofree char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  g_autofree char *second = NULL;
  SchRelation *relation;
  Step step = begin_step (f);

  assert_ok (sch_annotate_change_relation (&f->a, id, NULL, source, claim, &error), error);
  end_step (f, step, "Reverse Relation: attributed to");
  relation = sch_layer_document_get_relation (f->a.document, id);
  g_assert_cmpstr (relation->from, ==, source);
  g_assert_cmpstr (relation->to, ==, claim);
  step = begin_step (f);
  assert_ok (sch_annotate_change_relation (&f->a, id, "same", claim, other, &error), error);
  end_step (f, step, "Change Relation: same as");
  relation = sch_layer_document_get_relation (f->a.document, id);
  g_assert_cmpstr (relation->type, ==, "same");
  g_assert_cmpstr (relation->from, ==, claim);
  g_assert_cmpstr (relation->to, ==, other);
  step = begin_step (f);
  assert_ok (sch_annotate_change_relation (&f->a, id, NULL, NULL, NULL, &error), error);
  end_nothing (f, step);
  /* A symmetric one the other way round is the same; one of another type is not. */
  second = sch_annotate_relate (&f->a, "attributed-to", other, claim, &error);
  step = begin_step (f);
  g_assert_false (sch_annotate_change_relation (&f->a, second, "same", NULL, NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_change_relation (&f->a, second, NULL, NULL, other, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_change_relation (&f->a, second, "gone", NULL, NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_change_relation (&f->a, second, NULL, "nobody", NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_false (sch_annotate_change_relation (&f->a, "nothing", NULL, NULL, NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = tag (&f->a, "claim", 26, 34);
  g_autofree char *two = tag (&f->a, "claim", 0, 5);
  g_autofree char *three = tag (&f->a, "claim", 4, 12);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *c1 = sch_annotate_new_cluster (&f->a, one, "c1", &error);
  g_autofree char *c2 = sch_annotate_new_cluster (&f->a, two, "c2", &error);
  g_autofree char *kept = sch_annotate_relate (&f->a, "attributed-to", one, source, &error);
  g_autofree char *twice = sch_annotate_relate (&f->a, "attributed-to", two, source, &error);
  g_autofree char *turned = sch_annotate_relate (&f->a, "attributed-to", source, three, &error);
  g_autofree char *inner = sch_annotate_relate (&f->a, "same", three, two, &error);
  const char *all[] = { one, two, three, one, NULL };
  const char *alone[] = { one, one, NULL };
  const char *wrong[] = { one, "nobody", NULL };
  Step step = begin_step (f);

  g_assert_false (sch_annotate_merge (&f->a, alone, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_merge (&f->a, wrong, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  assert_ok (sch_annotate_set_cluster (&f->a, three, c1, &error), error);
  assert_ok (sch_annotate_set_note (&f->a, two, "n2", &error), error);
  assert_ok (sch_annotate_set_note (&f->a, three, "n3", &error), error);

  step = begin_step (f);
  assert_ok (sch_annotate_merge (&f->a, all, &error), error);
  end_step (f, step, "Merge 3 Annotations");
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 2);
  assert_ranges (&f->a, one, "0-12 26-34");
  g_assert_cmpuint (g_strv_length (get (&f->a, one)->clusters), ==, 2);
  g_assert_true (sch_span_has_cluster (get (&f->a, one), c1));
  g_assert_true (sch_span_has_cluster (get (&f->a, one), c2));
  g_assert_cmpstr (get (&f->a, one)->record.note, ==, "n2\nn3");
  g_assert_cmpuint (sch_layer_document_get_n_relations (f->a.document), ==, 2);
  g_assert_nonnull (sch_layer_document_get_relation (f->a.document, kept));
  g_assert_null (sch_layer_document_get_relation (f->a.document, twice));
  g_assert_null (sch_layer_document_get_relation (f->a.document, inner));
  g_assert_cmpstr (sch_layer_document_get_relation (f->a.document, turned)->to, ==, one);
}

static void
test_clusters (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *person = tag (&f->a, "person", 0, 12);
  g_autofree char *claim = tag (&f->b, "claim", 0, 42);
  Step step = begin_step (f);
  g_autofree char *ada = sch_annotate_new_cluster (&f->a, person, NULL, &error);
  g_autofree char *said = NULL;
  SchCluster *cluster;

  g_assert_no_error (error);
  end_step (f, step, "New Cluster “Ada Lovelace”");
  cluster = sch_corpus_get_cluster (f->corpus, "dana", ada);
  g_assert_cmpstr (cluster->name, ==, "Ada Lovelace");
  g_assert_cmpstr (cluster->kind, ==, "entity");
  g_assert_cmpstr (cluster->label, ==, "person");
  g_assert_cmpstr (cluster->record.by, ==, "dana");
  g_assert_cmpint (cluster->record.created, ==, NOW);
  g_assert_true (sch_span_has_cluster (get (&f->a, person), ada));

  step = begin_step (f);
  said = sch_annotate_new_cluster (&f->b, claim, "What was said", &error);
  end_step (f, step, "New Cluster “What was said”");
  cluster = sch_corpus_get_cluster (f->corpus, "dana", said);
  g_assert_cmpstr (cluster->kind, ==, "claim");
  g_assert_null (cluster->label);

  step = begin_step (f);
  assert_ok (sch_annotate_set_cluster (&f->b, claim, ada, &error), error);
  end_step (f, step, "Join “Ada Lovelace”");
  g_assert_true (sch_span_has_cluster (get (&f->b, claim), ada));
  g_assert_false (sch_span_has_cluster (get (&f->b, claim), said));
  step = begin_step (f);
  assert_ok (sch_annotate_set_cluster (&f->b, claim, ada, &error), error);
  end_nothing (f, step);
  step = begin_step (f);
  assert_ok (sch_annotate_set_cluster (&f->a, person, NULL, &error), error);
  end_step (f, step, "Take “Ada Lovelace” out of Its Cluster");
  g_assert_null (get (&f->a, person)->clusters);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_cluster (&f->a, person, "nothing", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_false (sch_annotate_set_cluster (&f->a, "nobody", ada, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  step = begin_step (f);
  g_assert_null (sch_annotate_new_cluster (&f->a, "nobody", NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } table[] = {
    { "Ada Lovelace", "ada lovelace" },
    { "ADA\u00a0LOVELACE", "ada lovelace" },
    { "Ada\r\n  Lovelace", "ada lovelace" },
    { "O’Neil", "o'neil" },
    { "O'Neil", "o'neil" },
    { "“yes” «non» „ja‟", "\"yes\" \"non\" \"ja\"" },
    { "a–b—c−d‑e", "a-b-c-d-e" },
    { "Cafe\u0301", "caf\u00e9" },
    { "STRASSE", "strasse" },
    { "Straße", "strasse" },
    { "😀", "😀" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *folded = sch_surface_fold (table[i].text);

      g_assert_cmpstr (folded, ==, table[i].folded);
    }
}

static void
assert_only_cluster (const SchAnnotator *who, const char *id, const char *cluster)
{
  SchSpan *span = get (who, id);

  if (cluster == NULL)
    {
      g_assert_null (span->clusters);
      return;
    }
  g_assert_nonnull (span->clusters);
  g_assert_cmpstr (span->clusters[0], ==, cluster);
  g_assert_null (span->clusters[1]);
}

static void
test_auto_join (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = tag (&f->a, "person", 0, 12);
  g_autofree char *ada = sch_annotate_new_cluster (&f->a, first, NULL, &error);
  Step step = begin_step (f);
  g_autofree char *capital = tag (&f->b, "person", 0, 12);
  g_autofree char *second = NULL;
  g_autofree char *group = NULL;
  g_autofree char *source = NULL;
  g_autofree char *other = NULL;
  g_autofree char *third = NULL;

  /* In another document, in capitals, with a no-break space. */
  end_step (f, step, "Tag “Person”");
  assert_only_cluster (&f->b, capital, ada);
  g_assert_cmpint (get (&f->b, capital)->record.origin, ==, SCH_ORIGIN_MANUAL);
  /* Another label has clusters of its own, and only entities join. */
  group = tag (&f->a, "group", 37, 49);
  assert_only_cluster (&f->a, group, NULL);
  source = tag (&f->a, "source", 37, 49);
  assert_ok (sch_annotate_set_cluster (&f->a, source, ada, &error), error);
  second = tag (&f->b, "source", 0, 12);
  assert_only_cluster (&f->b, second, NULL);
  g_clear_pointer (&second, g_free);
  /* Not when it is not wished. */
  f->a.auto_join = FALSE;
  second = tag (&f->a, "person", 37, 49);
  assert_only_cluster (&f->a, second, NULL);
  f->a.auto_join = TRUE;

  /* Two clusters are none; with one of them gone it is one again. */
  other = sch_annotate_new_cluster (&f->a, second, "another Ada", &error);
  undo (f);
  redo (f);
  assert_ok (sch_annotate_delete (&f->b, (const char *const[]){ capital, NULL }, &error), error);
  third = tag (&f->b, "person", 0, 12);
  assert_only_cluster (&f->b, third, NULL);
  assert_ok (sch_annotate_delete (&f->b, (const char *const[]){ third, NULL }, &error), error);
  assert_ok (sch_annotate_set_cluster (&f->a, second, NULL, &error), error);
  g_clear_pointer (&third, g_free);
  third = tag (&f->b, "person", 0, 12);
  assert_only_cluster (&f->b, third, ada);
  /* A cluster that nobody is in any more, or that does not exist, is none. */
  assert_ok (sch_annotate_relabel (&f->b, third, "claim", &error), error);
  assert_ok (sch_annotate_set_ranges (&f->a, first, &(SchRange){ 17, 23 }, 1, &error), error);
  g_clear_pointer (&capital, g_free);
  capital = tag (&f->b, "person", 0, 12);
  assert_only_cluster (&f->b, capital, NULL);
  /* The apostrophe may be of either kind. */
  g_clear_pointer (&capital, g_free);
  capital = tag (&f->b, "person", 22, 28);
  assert_only_cluster (&f->b, capital, ada);
}

/* Documents that are loaded, unloaded or changed from outside after the index was built. */
static void
test_auto_join_loading (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = tag (&f->b, "person", 0, 12);
  g_autofree char *ada = sch_annotate_new_cluster (&f->b, first, NULL, &error);
  g_autofree char *second = NULL;
  SchSurfaceIndex *index;
  g_autofree char *found = NULL;

  assert_ok (sch_corpus_flush (f->corpus, &error), error);
  close_corpus (f);
  f->environment->instance[0]++;
  clock_seconds++;
  f->corpus = sch_corpus_open (f->root, f->environment, SCH_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  index = sch_surface_index_get (f->corpus, "dana");
  g_assert_true (index == sch_surface_index_get (f->corpus, "dana"));
  g_assert_null (sch_surface_index_dup_cluster (index, "person", "Ada Lovelace"));
  f->a.corpus = f->b.corpus = f->corpus;
  f->a.document = sch_corpus_get_layer_document (f->corpus, "dana", A, &error);
  g_assert_null (sch_surface_index_dup_cluster (index, "person", "Ada Lovelace"));
  f->b.document = sch_corpus_get_layer_document (f->corpus, "dana", B, &error);
  found = sch_surface_index_dup_cluster (index, "human", "ada  lovelace");
  g_assert_cmpstr (found, ==, ada);
  second = tag (&f->a, "person", 0, 12);
  assert_only_cluster (&f->a, second, ada);
  undo (f);
  sch_corpus_unload_layer_document (f->corpus, "dana", B);
  g_assert_null (sch_surface_index_dup_cluster (index, "person", "Ada Lovelace"));
  f->b.document = sch_corpus_get_layer_document (f->corpus, "dana", B, &error);
  g_clear_pointer (&found, g_free);
  found = sch_surface_index_dup_cluster (index, "person", "Ada Lovelace");
  g_assert_cmpstr (found, ==, ada);
  g_assert_null (sch_surface_index_dup_cluster (index, "person", ""));
  g_assert_null (sch_surface_index_dup_cluster (index, "person", " "));
}

static void
apply_cluster (Fixture *f, SchCluster *before, SchCluster *after)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Cluster", "dana");
  g_autoptr (GError) error = NULL;

  sch_edit_group_add (group, SCH_RECORD_CLUSTER, "dana", NULL, before, after);
  assert_ok (sch_corpus_apply (f->corpus, group, &error), error);
}

/* A cluster that was merged leads to the one it was merged into; one that is gone is none. */
static void
test_merged_cluster (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = tag (&f->a, "person", 0, 12);
  g_autofree char *second = tag (&f->a, "person", 17, 23);
  g_autofree char *one = sch_annotate_new_cluster (&f->a, first, "one", &error);
  g_autofree char *two = sch_annotate_new_cluster (&f->a, second, "two", &error);
  SchCluster *before = sch_corpus_get_cluster (f->corpus, "dana", one);
  g_autoptr (SchCluster) merged = sch_record_copy (before);
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;

  merged->merged_into = g_strdup (two);
  apply_cluster (f, before, merged);
  third = tag (&f->b, "person", 0, 12);
  assert_only_cluster (&f->b, third, two);
  /* The first is still in the one, the third in the two: they are the same. */
  fourth = tag (&f->a, "person", 37, 49);
  assert_only_cluster (&f->a, fourth, two);
  assert_ok (sch_annotate_set_cluster (&f->a, fourth, one, &error), error);
  assert_only_cluster (&f->a, fourth, two);
  apply_cluster (f, merged, NULL);
  apply_cluster (f, sch_corpus_get_cluster (f->corpus, "dana", two), NULL);
  g_clear_pointer (&fourth, g_free);
  fourth = tag (&f->b, "person", 22, 28);
  assert_only_cluster (&f->b, fourth, NULL);
}

/* Another program changes a file that is loaded. */
static void
test_auto_join_foreign (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = tag (&f->a, "person", 0, 12);
  g_autofree char *ada = sch_annotate_new_cluster (&f->a, first, "Ada", &error);
  g_autofree char *second = tag (&f->b, "person", 0, 12);
  g_autofree char *path = g_build_filename (f->root, "annotations", "dana", A ".json", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GString) changed = NULL;
  const char *where;
  g_autofree char *third = NULL;

  assert_only_cluster (&f->b, second, ada);
  assert_ok (sch_annotate_delete (&f->b, (const char *const[]){ second, NULL }, &error), error);
  assert_ok (sch_corpus_flush (f->corpus, &error), error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  changed = g_string_new (content);
  g_string_replace (changed, "\"label\": \"person\"", "\"label\": \"claim\"", 0);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  clock_seconds += 10;
  where = sch_layer_document_get_path (f->a.document);
  sch_corpus_tick (f->corpus);
  /* What was borrowed from the document is still there. */
  g_assert_true (sch_layer_document_get_path (f->a.document) == where);
  g_assert_cmpstr (get (&f->a, first)->label, ==, "claim");
  third = tag (&f->b, "person", 0, 12);
  assert_only_cluster (&f->b, third, NULL);
}

static guint
count_relations (Fixture *f)
{
  return sch_layer_document_get_n_relations (f->a.document);
}

static void
test_current_claim (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *person = tag (&f->a, "person", 37, 49);
  g_autofree char *before = tag (&f->a, "source", 1, 3);
  g_autofree char *source = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;
  GPtrArray *relations;
  const SchRelation *relation;
  Step step;

  /* A source on the ranges of an entity is tied to the claim in the same step. */
  f->a.claim = claim;
  step = begin_step (f);
  source = sch_annotate_stack (&f->a, person, "source", &error);
  g_assert_no_error (error);
  end_step (f, step, "Tag “Source”");
  g_assert_cmpuint (count_relations (f), ==, 1);
  relations = sch_layer_document_get_relations_of (f->a.document, claim);
  relation = g_ptr_array_index (relations, 0);
  g_assert_cmpstr (relation->type, ==, "attributed-to");
  g_assert_cmpstr (relation->from, ==, claim);
  g_assert_cmpstr (relation->to, ==, source);
  /* The claim has its source: the next one is not tied. Neither is an entity. */
  second = tag (&f->a, "source", 4, 6);
  g_assert_cmpuint (count_relations (f), ==, 1);
  undo (f);
  undo (f);
  g_assert_cmpuint (count_relations (f), ==, 0);
  /* One that is there already is tied as it is. */
  step = begin_step (f);
  again = tag (&f->a, "source", 1, 3);
  g_assert_cmpstr (again, ==, before);
  end_step (f, step, "Relate: attributed to");
  g_assert_cmpuint (count_relations (f), ==, 1);
  f->a.claim = NULL;
}

static void
test_join (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = tag (&f->a, "claim", 26, 34);
  g_autofree char *two = tag (&f->a, "claim", 0, 5);
  g_autofree char *three = tag (&f->a, "claim", 4, 12);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *other = NULL;
  const char *cluster;
  Step step = begin_step (f);

  /* A new cluster is named by the one that the other comes to. */
  assert_ok (sch_annotate_join (&f->a, one, two, &error), error);
  end_step (f, step, "Join “Ada L”");
  cluster = get (&f->a, two)->clusters[0];
  g_assert_true (sch_span_has_cluster (get (&f->a, one), cluster));
  g_assert_cmpstr (sch_corpus_get_cluster (f->corpus, "dana", cluster)->kind, ==, "claim");
  step = begin_step (f);
  assert_ok (sch_annotate_join (&f->a, two, one, &error), error);
  end_nothing (f, step);

  /* The other's cluster, else the span's own; where both have one, the other's. */
  step = begin_step (f);
  assert_ok (sch_annotate_join (&f->a, one, three, &error), error);
  end_step (f, step, "Join “Ada L”");
  g_assert_true (sch_span_has_cluster (get (&f->a, three), cluster));
  other = sch_annotate_new_cluster (&f->a, three, "c3", &error);
  step = begin_step (f);
  assert_ok (sch_annotate_join (&f->a, one, three, &error), error);
  end_step (f, step, "Join “c3”");
  g_assert_cmpstr (get (&f->a, one)->clusters[0], ==, other);
  g_assert_null (get (&f->a, one)->clusters[1]);

  step = begin_step (f);
  g_assert_false (sch_annotate_join (&f->a, one, source, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_join (&f->a, one, one, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_join (&f->a, one, "nobody", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/annotate/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("relate", test_relate);
  ADD ("change-relation", test_change_relation);
  ADD ("merge", test_merge);
  ADD ("clusters", test_clusters);
  ADD ("join", test_join);
  g_test_add_func ("/annotate/fold", test_fold);
  ADD ("auto-join", test_auto_join);
  ADD ("auto-join-loading", test_auto_join_loading);
  ADD ("merged-cluster", test_merged_cluster);
  ADD ("current-claim", test_current_claim);
  ADD ("auto-join-foreign", test_auto_join_foreign);
  return g_test_run ();
}
