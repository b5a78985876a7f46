/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many gestures: what stands in the files afterwards, what a later session can undo, and any gestures in
 * any order. */

#include "annotate-fixture.h"

#include <string.h>

#include "sch-error.h"
#include "sch-surface-index.h"

/* --- Files --- */

static void
assert_file (Fixture *f, SchLayerDocument *document)
{
  g_autofree char *path = g_strconcat (f->root, "/annotations/dana/",
                                       sch_layer_document_get_path (document), ".json", NULL);
  g_autofree char *expected = dump_document (document);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *person = tag (&f->b, "person", 0, 12);
  g_autofree char *relation = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  g_autofree char *cluster = sch_annotate_new_cluster (&f->b, person, NULL, &error);
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;

  assert_ok (sch_annotate_set_attribute (&f->b, person, "age", "36", &error), error);
  assert_ok (sch_annotate_remove_range (&f->a, claim, (SchRange){ 28, 29 }, &error), error);
  assert_ok (sch_corpus_flush (f->corpus, &error), error);
  assert_file (f, f->a.document);
  assert_file (f, f->b.document);

  /* Opened again everything is there, and can still be undone. */
  before = dump (f);
  undo (f);
  undone = dump (f);
  redo (f);
  close_corpus (f);
  f->environment->instance[0]++;
  open_corpus (f);
  assert_dump (f, before);
  undo (f);
  assert_dump (f, undone);
  redo (f);
  assert_dump (f, before);
  assert_ok (sch_corpus_flush (f->corpus, &error), error);
  assert_file (f, f->a.document);
  assert_file (f, f->b.document);
}

/* The clock may have been set back between two sessions. */
static void
test_clock_set_back (Fixture *f, gconstpointer data)
{
  g_autofree char *initial = dump (f);
  g_autofree char *first = tag (&f->a, "person", 0, 3);
  g_autofree char *second = tag (&f->a, "person", 4, 12);
  g_autofree char *third = NULL;
  g_autofree char *final = NULL;

  close_corpus (f);
  f->environment->instance[0]++;
  clock_seconds -= 1000;
  open_corpus (f);
  third = tag (&f->a, "person", 13, 16);
  final = dump (f);
  close_corpus (f);
  f->environment->instance[0]++;
  open_corpus (f);
  assert_dump (f, final);
  for (guint i = 0; i < 3; i++)
    undo (f);
  assert_dump (f, initial);
  g_assert_false (sch_corpus_can_undo (f->corpus, "dana"));
  for (guint i = 0; i < 3; i++)
    redo (f);
  assert_dump (f, final);
}

static void
test_clusters_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = tag (&f->a, "person", 0, 12);
  g_autofree char *second = tag (&f->b, "claim", 0, 12);
  g_autofree char *one = sch_annotate_new_cluster (&f->a, first, NULL, &error);
  g_autofree char *two = sch_annotate_new_cluster (&f->b, second, "two", &error);
  g_autofree char *path = g_build_filename (f->root, "annotations", "dana", "clusters.json", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (f->corpus, "dana");

  assert_ok (sch_corpus_flush (f->corpus, &error), error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpuint (clusters->len, ==, 2);
  for (guint i = 0; i < clusters->len; i++)
    {
      g_autofree char *json = sch_record_dup_json (g_ptr_array_index (clusters, i), NULL);

      g_assert_nonnull (strstr (content, json));
    }
}

/* Somebody without the right to write is told so, and nothing changes. */
static void
test_read_only (Fixture *f, gconstpointer data)
{
  const SchRange range = { 0, 3 };
  g_autoptr (GError) error = NULL;
  Step step;

  close_corpus (f);
  f->corpus = sch_corpus_open (f->root, f->environment, SCH_OPEN_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  f->a.corpus = f->b.corpus = f->corpus;
  f->a.document = sch_corpus_get_layer_document (f->corpus, "dana", A, &error);
  f->b.document = sch_corpus_get_layer_document (f->corpus, "dana", B, &error);
  step = begin_step (f);
  g_assert_null (sch_annotate_tag (&f->a, "person", &range, 1, &error));
  end_refused (f, step, &error, SCH_ERROR_READ_ONLY);
}

/* --- Anything, in any order --- */

static const char *
random_span (const SchAnnotator *who)
{
  SchSpanIndex *index = sch_layer_document_get_index (who->document);
  guint n_spans = sch_span_index_get_n_spans (index);

  if (n_spans == 0 || g_test_rand_int_range (0, 20) == 0)
    return "nobody";
  return sch_span_index_get (index, g_test_rand_int_range (0, n_spans))->record.id;
}

static SchRange
random_range (const SchAnnotator *who)
{
  guint count = sch_text_get_char_count (sch_layer_document_get_text (who->document));
  guint start = g_test_rand_int_range (0, count + 1);
  guint end = MIN (start + g_test_rand_int_range (0, 15), count + 1);

  /* Names that are there several times, so that they meet in clusters. */
  if (g_test_rand_int_range (0, 3) == 0)
    return (SchRange){ 0, 12 };
  return (SchRange){ start, end };
}

static const char *
random_of (const char *const *list, guint n)
{
  return list[g_test_rand_int_range (0, n)];
}

static const char *
random_cluster (Fixture *f)
{
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (f->corpus, "dana");

  if (clusters->len == 0 || g_test_rand_int_range (0, 4) == 0)
    return NULL;
  return ((SchRecord *) g_ptr_array_index (clusters, g_test_rand_int_range (0, clusters->len)))->id;
}

static void
random_gesture (Fixture *f)
{
  static const char *const labels[] = { "person", "person", "group",  "number",
                                        "money",  "claim",  "source", "old" };
  static const char *const types[] = { "attributed-to", "same", "gone" };
  static const char *const attributes[] = { "mention", "age", "value", "unit" };
  static const char *const values[] = {
    "\"name\"", "\"nominal\"", "\"pronoun\"", "3", "12.5", NULL
  };
  const SchAnnotator *who = g_test_rand_int_range (0, 2) == 0 ? &f->a : &f->b;
  const char *label = random_of (labels, G_N_ELEMENTS (labels));
  const SchRange ranges[] = { random_range (who), random_range (who) };
  const char *three[] = { random_span (who), random_span (who), random_span (who), NULL };
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (who->document);
  g_autofree char *id = NULL;

  clock_seconds += g_test_rand_int_range (0, 3);
  three[g_test_rand_int_range (1, 4)] = NULL;
  switch (g_test_rand_int_range (0, 19))
    {
    case 0:
    case 1:
    case 2:
    case 3:
      id = sch_annotate_tag (who, label, ranges, 1 + g_test_rand_int_range (0, 2), NULL);
      break;
    case 4:
      id = sch_annotate_stack (who, three[0], label, NULL);
      break;
    case 5:
      sch_annotate_relabel (who, three[0], label, NULL);
      break;
    case 6:
      sch_annotate_set_ranges (who, three[0], ranges, 2, NULL);
      break;
    case 7:
      sch_annotate_add_range (who, three[0], ranges[0], NULL);
      break;
    case 8:
      sch_annotate_remove_range (who, three[0], ranges[0], NULL);
      break;
    case 9:
      sch_annotate_delete (who, three, NULL);
      break;
    case 10:
      sch_annotate_set_attribute (who, three[0], random_of (attributes, 4), random_of (values, 6),
                                  NULL);
      break;
    case 11:
      sch_annotate_set_note (who, three[0], random_of (values, 6), NULL);
      break;
    case 12:
      sch_annotate_set_doubt (who, three[0], g_test_rand_int_range (0, 2) == 0, NULL);
      break;
    case 13:
      sch_annotate_set_status (who, g_test_rand_int_range (0, 4), NULL);
      break;
    case 14:
      sch_annotate_merge (who, three, NULL);
      break;
    case 15:
      id = sch_annotate_relate (who, random_of (types, 3), random_span (who), random_span (who),
                                NULL);
      break;
    case 16:
      if (relations->len > 0)
        sch_annotate_unrelate (who, ((SchRecord *) g_ptr_array_index (relations, 0))->id, NULL);
      break;
    case 17:
      sch_annotate_set_cluster (who, three[0], random_cluster (f), NULL);
      break;
    default:
      id = sch_annotate_new_cluster (who, three[0], NULL, NULL);
      break;
    }
}

/* What the index of surfaces should say, by looking at every span. */
static void
assert_surface (Fixture *f, const char *label, const char *surface)
{
  const SchAnnotator *both[] = { &f->a, &f->b };
  g_autofree char *wanted = sch_surface_fold (surface);
  g_autofree char *found = sch_surface_index_dup_cluster (sch_surface_index_get (f->corpus, "dana"),
                                                          label, surface);
  g_autoptr (GHashTable) clusters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (both[i]->document);

      for (guint j = 0; j < spans->len; j++)
        {
          SchSpan *span = g_ptr_array_index (spans, j);
          g_autofree char *covered = sch_span_dup_covered (span, sch_layer_document_get_text (
                                                                     both[i]->document));
          g_autofree char *folded = sch_surface_fold (covered);

          for (guint k = 0; span->clusters != NULL && span->clusters[k] != NULL; k++)
            if (strcmp (span->label, label) == 0 && strcmp (folded, wanted) == 0 &&
                sch_corpus_get_cluster (f->corpus, "dana", span->clusters[k]) != NULL)
              g_hash_table_add (clusters, span->clusters[k]);
        }
    }
  if (g_hash_table_size (clusters) != 1)
    g_assert_null (found);
  else
    g_assert_true (found != NULL && g_hash_table_contains (clusters, found));
}

static void
test_random (Fixture *f, gconstpointer data)
{
  g_autofree char *initial = dump (f);
  g_autofree char *final = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 400; i++)
    {
      guint n_edited = f->n_edited;
      char *before = dump (f);

      random_gesture (f);
      g_assert_cmpuint (f->n_edited - n_edited, <=, 1);
      if (f->n_edited == n_edited)
        {
          assert_dump (f, before);
          g_free (before);
        }
      else
        g_ptr_array_add (states, before);
      assert_surface (f, "person", "Ada Lovelace");
      assert_surface (f, "group", "Ada Lovelace");
      assert_surface (f, "person", "Ada");
    }
  g_assert_cmpuint (states->len, >, 100);
  final = dump (f);
  assert_ok (sch_corpus_flush (f->corpus, &error), error);
  assert_file (f, f->a.document);
  assert_file (f, f->b.document);
  for (guint i = states->len; i-- > 0;)
    {
      undo (f);
      assert_dump (f, g_ptr_array_index (states, i));
      assert_surface (f, "person", "Ada Lovelace");
    }
  g_assert_false (sch_corpus_can_undo (f->corpus, "dana"));
  assert_dump (f, initial);
  while (sch_corpus_can_redo (f->corpus, "dana"))
    redo (f);
  assert_dump (f, final);
  /* Across a restart as well. */
  close_corpus (f);
  f->environment->instance[0]++;
  open_corpus (f);
  assert_dump (f, final);
  for (guint i = states->len; i-- > 0;)
    {
      undo (f);
      assert_dump (f, g_ptr_array_index (states, i));
    }
  assert_dump (f, initial);
  assert_ok (sch_corpus_flush (f->corpus, &error), error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/annotate/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("files", test_files);
  ADD ("clusters-file", test_clusters_file);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("read-only", test_read_only);
  ADD ("random", test_random);
  return g_test_run ();
}
