/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers as a whole: renamed, blinded, copied, removed and brought back. Nothing of another layer
 * changes, and what is removed is there, bit by bit, when it comes back. */

#include "corpus-fixture.h"

#include "sch-corpus-layer-edits.h"

static const char dana_json[] = "annotations/dana/layer.json";

static void
undo (SchCorpus *corpus, const char *layer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = sch_corpus_undo (corpus, layer, &error);

  g_assert_no_error (error);
  g_assert_nonnull (group);
}

static void
assert_title (SchCorpus *corpus, const char *layer, const char *expected)
{
  g_autofree char *title = sch_corpus_dup_layer_title (corpus, layer);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_rename (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  before = read_text (f, dana_json);
  corpus = open_corpus (f);
  g_assert_true (sch_corpus_rename_layer (corpus, "dana", "Second reading", &error));
  g_assert_no_error (error);
  assert_title (corpus, "dana", "Second reading");
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Rename Layer");
  g_assert_false (sch_corpus_is_layer_foreign (corpus, "dana", "dana"));
  close_corpus (f);
  assert_valid_files (f);

  /* Also after closing it can be undone; without a title the annotator's name stands. */
  corpus = open_corpus (f);
  assert_title (corpus, "dana", "Second reading");
  undo (corpus, "dana");
  assert_title (corpus, "dana", "dana");
  close_corpus (f);
  after = read_text (f, dana_json);
  g_assert_cmpstr (after, ==, before);
}

static void
test_rename_to_same (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *step = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  corpus = open_corpus (f);
  step = g_strdup (sch_corpus_get_undo_name (corpus, "dana"));
  g_assert_true (sch_corpus_rename_layer (corpus, "dana", "dana", &error));
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, step);
}

static void
test_blind (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  corpus = open_corpus (f);
  g_assert_false (sch_corpus_is_layer_blind (corpus, "dana"));
  g_assert_false (sch_corpus_is_layer_blind (corpus, NULL));
  g_assert_true (sch_corpus_set_layer_blind (corpus, "dana", TRUE, &error));
  g_assert_true (sch_corpus_is_layer_blind (corpus, "dana"));
  flush (corpus);
  content = read_text (f, dana_json);
  g_assert_nonnull (strstr (content, "\"blind\": true"));
  assert_valid_files (f);
  undo (corpus, "dana");
  g_assert_false (sch_corpus_is_layer_blind (corpus, "dana"));
}

static void
write_layer_json (CorpusFixture *f, const char *layer, const char *annotator, const char *role)
{
  g_autofree char *file = g_strdup_printf ("annotations/%s/layer.json", layer);
  g_autofree char *content = g_strdup_printf (
      "{\n  \"format\": \"scholiast-layer\",\n  \"version\": 1,\n  \"annotator\": \"%s\",\n"
      "  \"role\": \"%s\"\n}\n",
      annotator, role);

  write_text (f, file, content);
}

static void
test_whose (CorpusFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *layer;
    const char *annotator;
    const char *role;
    gboolean foreign;
  } cases[] = {
    { "dana", "dana", "annotator", FALSE },   { "dana-2", "Dana", "annotator", FALSE },
    { "lena", "Lena Ö.", "annotator", TRUE }, { "gold", "Lena", "adjudicated", FALSE },
    { "import", "Lena", "imported", FALSE },  { "machine", "model", "suggestions", FALSE },
    { "nobody", "", "annotator", FALSE },
  };
  SchCorpus *corpus;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    write_layer_json (f, cases[i].layer, cases[i].annotator, cases[i].role);
  corpus = open_corpus (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].layer);
      g_assert_cmpint (sch_corpus_is_layer_foreign (corpus, cases[i].layer, "dana"), ==,
                       cases[i].foreign);
    }
  g_assert_false (sch_corpus_is_layer_foreign (corpus, "not-there", "dana"));
  /* A layer of one's own name is one's own, whoever set it up. */
  g_assert_false (sch_corpus_is_layer_foreign (corpus, "lena", "lena"));
}

/* --- Remove and restore --------------------------------------------------------------------- */

static void
test_remove (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *place = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_tree = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) layers = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  folder = g_build_filename (f->root, "annotations", "dana", NULL);
  corpus = open_corpus (f);
  tag (corpus, "a.txt", "s9", 22, 37);
  flush (corpus);
  before = snapshot_tree (folder);

  /* An edit that is on its way to the disk goes with it. */
  remove_span (corpus, "a.txt", "s9");
  tag (corpus, "a.txt", "s9", 22, 37);
  place = sch_corpus_remove_layer (corpus, "dana", &error);
  g_assert_no_error (error);
  g_assert_nonnull (place);
  g_assert_true (g_str_has_prefix (place, f->root));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  kept = g_build_filename (place, "dana", NULL);
  kept_tree = snapshot_tree (kept);
  g_assert_cmpstr (kept_tree, ==, before);
  layers = sch_corpus_list_layers (corpus);
  g_assert_cmpuint (g_strv_length (layers), ==, 0);
  assert_no_issues (corpus);
  sch_corpus_tick (corpus);
  assert_no_issues (corpus);

  name = sch_corpus_restore_layer (corpus, "dana", place, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "dana");
  after = snapshot_tree (folder);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  assert_spans (corpus, "a.txt", "s1:person s9:person");
  g_assert_nonnull (sch_corpus_get_cluster (corpus, "dana", "k1"));

  /* Its history came back with it. */
  undo (corpus, "dana");
  assert_spans (corpus, "a.txt", "s1:person");
  close_corpus (f);
  assert_valid_files (f);
}

/* The layer stays away after closing, and its place in the backups keeps it. */
static void
test_remove_and_close (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) layers = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  corpus = open_corpus (f);
  tag (corpus, "a.txt", "s9", 22, 37);
  place = sch_corpus_remove_layer (corpus, "dana", &error);
  g_assert_no_error (error);
  close_corpus (f);
  corpus = open_corpus (f);
  layers = sch_corpus_list_layers (corpus);
  g_assert_cmpuint (g_strv_length (layers), ==, 0);
  assert_no_issues (corpus);
  g_assert_null (sch_corpus_get_undo_name (corpus, "dana"));
  name = sch_corpus_restore_layer (corpus, "dana", place, &error);
  g_assert_no_error (error);
  assert_spans (corpus, "a.txt", "s1:person s9:person");
}

/* A layer of the same name was begun since: both are kept. */
static void
test_restore_beside (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;
  g_autofree char *content = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  corpus = open_corpus (f);
  place = sch_corpus_remove_layer (corpus, "dana", &error);
  g_assert_no_error (error);
  tag (corpus, "a.txt", "t1", 4, 12);
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Tag");
  name = sch_corpus_restore_layer (corpus, "dana", place, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "dana-2");
  assert_spans (corpus, "a.txt", "t1:person");
  content = read_text (f, "annotations/dana-2/a.txt.json");
  g_assert_nonnull (strstr (content, "\"s1\""));
}

static void
test_refused (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *place = NULL;
  g_autofree char *reason = NULL;

  make_all_files (f);
  before = snapshot_tree (f->root);
  f->corpus = open_with (f, "reader", SCH_OPEN_READ_ONLY);
  reason = sch_corpus_dup_no_layer_files_reason (f->corpus);
  g_assert_nonnull (reason);
  place = sch_corpus_remove_layer (f->corpus, "dana", &error);
  g_assert_null (place);
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (sch_corpus_rename_layer (f->corpus, "dana", "X", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  g_clear_error (&error);
  place = sch_corpus_remove_layer (f->corpus, "nowhere", &error);
  g_assert_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND);
  close_corpus (f);
  after = snapshot_tree (f->root);
  g_assert_cmpstr (after, ==, before);
}

/* --- Copy ----------------------------------------------------------------------------------- */

typedef struct
{
  GError *error;
  gboolean done;
} CopyResult;

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CopyResult *copy = data;

  sch_corpus_copy_layer_finish (SCH_CORPUS (source), result, &copy->error);
  copy->done = TRUE;
}

static GError *
copy_layer (SchCorpus *corpus, const char *from, const char *to, const char *title,
            GCancellable *cancellable, SchLayerCopy *progress)
{
  CopyResult copy = { NULL, FALSE };
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  sch_corpus_copy_layer_async (corpus, from, to, title, progress, cancellable, copied_cb, &copy);
  while (!copy.done && g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_true (copy.done);
  return copy.error;
}

static void
test_copy (CorpusFixture *f, gconstpointer data)
{
  SchLayerCopy progress = { 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *original = NULL;
  g_autofree char *copied = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  write_layer_json (f, "dana", "Lena", "imported");
  replace_in_file (f, "annotations/dana/a.txt.json", "\"annotator\": \"dana\"",
                   "\"annotator\": \"lena\"");
  folder = g_build_filename (f->root, "annotations", "dana", NULL);
  corpus = open_corpus (f);
  tag (corpus, "a.txt", "s9", 22, 37);
  flush (corpus);
  before = snapshot_tree (folder);
  error = copy_layer (corpus, "dana", "dana-2", "Dana’s own", NULL, &progress);
  g_assert_no_error (error);
  g_assert_cmpint (progress.n_done, ==, 3);
  g_assert_cmpint (progress.n_total, ==, 3);
  assert_title (corpus, "dana-2", "Dana’s own");
  g_assert_false (sch_corpus_is_layer_foreign (corpus, "dana-2", "dana"));
  g_assert_cmpstr (sch_tree_get_string (sch_corpus_get_layer_info (corpus, "dana-2"), "role"), ==,
                   "annotator");
  g_assert_nonnull (sch_corpus_get_cluster (corpus, "dana-2", "k1"));
  original = read_text (f, "annotations/dana/b.txt.json");
  copied = read_text (f, "annotations/dana-2/b.txt.json");
  g_assert_cmpstr (copied, ==, original);
  g_free (copied);
  copied = read_text (f, "annotations/dana-2/a.txt.json");
  g_assert_nonnull (strstr (copied, "\n  \"annotator\": \"dana\",\n"));
  g_assert_nonnull (strstr (copied, "\"s9\""));
  after = snapshot_tree (folder);
  g_assert_cmpstr (after, ==, before);
  close_corpus (f);
  assert_valid_files (f);
}

static void
test_copy_refused (CorpusFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *to;
    int code;
  } cases[] = {
    { "dana", "dana", SCH_ERROR_EXISTS },
    { "dana", "Not A Name", SCH_ERROR_EXISTS },
    { "nowhere", "new", SCH_ERROR_NOT_FOUND },
  };
  SchLayerCopy progress = { 0, 0 };
  SchCorpus *corpus;

  make_all_files (f);
  corpus = open_corpus (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)
          error = copy_layer (corpus, cases[i].from, cases[i].to, "X", NULL, &progress);

      g_assert_error (error, SCH_ERROR, cases[i].code);
    }
}

static void
test_copy_cancelled (CorpusFixture *f, gconstpointer data)
{
  SchLayerCopy progress = { 0, 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *rest = NULL;
  g_auto (GStrv) layers = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  corpus = open_corpus (f);
  g_cancellable_cancel (cancellable);
  error = copy_layer (corpus, "dana", "new", "New", cancellable, &progress);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  folder = g_build_filename (f->root, "annotations", "new", NULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  rest = g_build_filename (f->root, ".scholiast", "copy", "new", NULL);
  g_assert_false (g_file_test (rest, G_FILE_TEST_EXISTS));
  layers = sch_corpus_list_layers (corpus);
  g_assert_cmpuint (g_strv_length (layers), ==, 1);
}

#define ADD(path, func) \
  g_test_add ("/layer-edits/" path, CorpusFixture, NULL, set_up_corpus, func, tear_down_corpus)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("rename", test_rename);
  ADD ("rename-to-same", test_rename_to_same);
  ADD ("blind", test_blind);
  ADD ("whose", test_whose);
  ADD ("remove", test_remove);
  ADD ("remove-and-close", test_remove_and_close);
  ADD ("restore-beside", test_restore_beside);
  ADD ("refused", test_refused);
  ADD ("copy", test_copy);
  ADD ("copy-refused", test_copy_refused);
  ADD ("copy-cancelled", test_copy_cancelled);
  return g_test_run ();
}
