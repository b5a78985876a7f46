/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A corpus in good times: what is written when, groups, undo and redo. */

#include "corpus-fixture.h"

static const char layer_file[] = "annotations/dana/a.txt.json";

/* Opening and looking at everything leaves every byte where it was. */
static void
test_open_writes_nothing (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *before = snapshot_tree (f->root);
  g_autofree char *after = NULL;
  SchCorpus *corpus = open_corpus (f);
  GListModel *documents = sch_corpus_get_documents (corpus);

  assert_no_issues (corpus);
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 3);
  assert_spans (corpus, "a.txt", "");
  g_assert_null (sch_corpus_get_cluster (corpus, "dana", "x"));
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  g_assert_cmpint (sch_corpus_get_saved_state (corpus), ==, SCH_SAVED);
  sch_corpus_tick (corpus);
  flush (corpus);
  close_corpus (f);
  after = snapshot_tree (f->root);
  g_assert_cmpstr (before, ==, after);
}

static void
test_first_edit (CorpusFixture *f, gconstpointer data)
{
  static const char *const files[] = { "scholiast.json", "scheme.json",
                                       "annotations/dana/layer.json",
                                       "annotations/dana/a.txt.json" };
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *text = read_text (f, "a.txt");
  g_autofree char *after = NULL;

  tag (corpus, "a.txt", "s1", 0, 12);
  g_assert_cmpint (sch_corpus_get_saved_state (corpus), ==, SCH_SAVING);
  wait_for_state (corpus, SCH_SAVED);
  g_assert_true (sch_corpus_has_unwritten_files (corpus));
  flush (corpus);
  g_assert_false (sch_corpus_has_unwritten_files (corpus));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *content = read_text (f, files[i]);

      g_assert_nonnull (content);
    }
  after = read_text (f, "a.txt");
  g_assert_cmpstr (text, ==, after);
  close_corpus (f);
  assert_valid_files (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:person");
}

static void
test_roll_back (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *spans = NULL;
  SchLayerDocument *document;
  SchSpan *s1;
  g_autoptr (SchSpan) once = NULL;
  g_autoptr (SchSpan) twice = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Many", "dana");
  g_autoptr (GError) error = NULL;

  tag (corpus, "a.txt", "s1", 0, 12);
  document = sch_corpus_get_layer_document (corpus, "dana", "a.txt", NULL);
  s1 = sch_layer_document_get_span (document, "s1");
  once = sch_record_copy (s1);
  sch_span_set_label (once, "claim");
  twice = sch_record_copy (once);
  sch_span_set_label (twice, "source");
  add_span (group, "dana", "b.txt", "s2", 0, 3);
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", "a.txt", s1, once);
  /* Found only while applying: it expects what the group did not make. */
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", "a.txt", twice, s1);
  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CONFLICT);
  assert_spans (corpus, "a.txt", "s1:person");
  assert_spans (corpus, "b.txt", "");
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Tag");
}

static void
refuse (SchCorpus *corpus, SchEditGroup *group, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, code);
  sch_edit_group_unref (group);
}

static SchEditGroup *
span_group (const char *layer, const char *path, const char *id, guint start, guint end)
{
  SchEditGroup *group = sch_edit_group_new ("Refused", NULL);

  add_span (group, layer, path, id, start, end);
  return group;
}

static void
test_refused (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchRelation) relation = sch_relation_new (SCH_RECORD_RELATION, "s1", "x", "s1", "s1");
  SchEditGroup *group;

  tag (corpus, "a.txt", "s1", 0, 12);
  refuse (corpus, span_group ("dana", "a.txt", "s1", 0, 1), SCH_ERROR_EXISTS);
  refuse (corpus, span_group ("dana", "a.txt", "s2", 0, 4000), SCH_ERROR_RANGE);
  refuse (corpus, span_group ("dana", "a.txt", "not an id", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group ("Dana!", "a.txt", "s2", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group ("dana", "../a.txt", "s2", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group (NULL, "a.txt", "s2", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group ("dana", NULL, "s2", 0, 1), SCH_ERROR_INVALID);
  /* One id for a span and a relation would make a file that cannot be read. */
  group = sch_edit_group_new ("Refused", NULL);
  sch_edit_group_add (group, SCH_RECORD_RELATION, "dana", "a.txt", NULL, relation);
  refuse (corpus, group, SCH_ERROR_EXISTS);
  assert_spans (corpus, "a.txt", "s1:person");
  flush (corpus);
}

static void
test_undo (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchEditGroup) many = sch_edit_group_new ("Annotate all", "dana");

  tag (corpus, "a.txt", "s1", 0, 12);
  add_span (many, "dana", "b.txt", "s2", 0, 3);
  add_span (many, "dana", "deep/er/c.txt", "s3", 0, 1);
  add_span (many, "dana", "a.txt", "s4", 17, 32);
  apply (corpus, many);
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (SchEditGroup) undone = NULL;
      g_autoptr (SchEditGroup) redone = NULL;

      g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Annotate all");
      g_assert_cmpstr (sch_corpus_get_undo_path (corpus, "dana"), ==, "b.txt");
      undone = sch_corpus_undo (corpus, "dana", NULL);
      g_assert_nonnull (undone);
      assert_spans (corpus, "a.txt", "s1:person");
      assert_spans (corpus, "b.txt", "");
      assert_spans (corpus, "deep/er/c.txt", "");
      g_assert_cmpstr (sch_corpus_get_redo_name (corpus, "dana"), ==, "Annotate all");
      g_assert_cmpstr (sch_corpus_get_redo_path (corpus, "dana"), ==, "b.txt");
      if (round == 1)
        {
          close_corpus (f);
          corpus = open_corpus (f);
        }
      redone = sch_corpus_redo (corpus, "dana", NULL);
      g_assert_nonnull (redone);
      assert_spans (corpus, "a.txt", "s1:person s4:person");
      assert_spans (corpus, "b.txt", "s2:person");
      close_corpus (f);
      corpus = open_corpus (f);
    }
  g_assert_false (sch_corpus_can_redo (corpus, "dana"));
  g_assert_false (sch_corpus_can_undo (corpus, "nobody"));
}

/* A step that another program made impossible is dropped; those before it can still be undone, also
 * after closing and opening. */
static void
test_dropped_step (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) undone = NULL;
  g_autoptr (SchEditGroup) redone = NULL;

  tag (corpus, "a.txt", "s1", 0, 12);
  tag (corpus, "a.txt", "s2", 17, 32);
  flush (corpus);
  replace_in_file (f, layer_file, "\"id\": \"s2\", \"label\": \"person\"",
                   "\"id\": \"s2\", \"label\": \"source\"");
  sch_corpus_tick (corpus);
  g_assert_null (sch_corpus_undo (corpus, "dana", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CONFLICT);
  undone = sch_corpus_undo (corpus, "dana", NULL);
  g_assert_nonnull (undone);
  assert_spans (corpus, "a.txt", "s2:source");
  close_corpus (f);
  corpus = open_corpus (f);
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  redone = sch_corpus_redo (corpus, "dana", NULL);
  g_assert_nonnull (redone);
  assert_spans (corpus, "a.txt", "s1:person s2:source");
}

static void
test_new_layer (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("New layer", "gold");
  g_autoptr (JsonNode)
      node = json_from_string ("{\"format\": \"scholiast-layer\", \"version\": 1, "
                               "\"annotator\": \"Gold\", \"role\": \"adjudicated\"}",
                               NULL);
  g_autoptr (SchTree) info = sch_tree_new (SCH_RECORD_LAYER, "gold", node);
  g_autoptr (SchEditGroup) undone = NULL;
  g_autoptr (SchEditGroup) redone = NULL;
  g_autofree char *title = NULL;

  sch_edit_group_add (group, SCH_RECORD_LAYER, "gold", NULL, NULL, info);
  apply (corpus, group);
  undone = sch_corpus_undo (corpus, "gold", NULL);
  g_assert_nonnull (undone);
  flush (corpus);
  redone = sch_corpus_redo (corpus, "gold", NULL);
  g_assert_nonnull (redone);
  close_corpus (f);
  corpus = open_corpus (f);
  title = sch_corpus_dup_layer_title (corpus, "gold");
  g_assert_cmpstr (title, ==, "Gold");
  close_corpus (f);
  assert_valid_files (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/corpus/" name, CorpusFixture, NULL, set_up_corpus, func, tear_down_corpus)
  ADD ("open-writes-nothing", test_open_writes_nothing);
  ADD ("first-edit", test_first_edit);
  ADD ("roll-back", test_roll_back);
  ADD ("refused", test_refused);
  ADD ("undo", test_undo);
  ADD ("dropped-step", test_dropped_step);
  ADD ("new-layer", test_new_layer);
  return g_test_run ();
}
