/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing the scheme of a corpus and what becomes of its annotations: in loaded layer documents and
 * in files, over undo, redo, restarts, lost power and foreign changes; surveys; layers of an older
 * revision. */

#include "corpus-fixture.h"

#include "sch-corpus-labels.h"
#include "sch-corpus-scheme.h"
#include "sch-scheme-lack.h"

#define SCHEME                                                                                \
  "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"S\","      \
  "\"labels\": [{\"id\": \"person\", \"kind\": \"entity\", \"key\": \"e\", \"attributes\": [" \
  "  {\"id\": \"role\", \"type\": \"choice\", \"values\": [\"chair\", \"head\", \"other\"]}," \
  "  {\"id\": \"age\", \"type\": \"text\"}]},"                                                \
  "{\"id\": \"place\", \"kind\": \"entity\", \"key\": \"d\"},"                                \
  "{\"id\": \"site\", \"kind\": \"entity\"}],"                                                \
  "\"relations\": [{\"id\": \"in\", \"from\": [\"person\"], \"to\": [\"place\"]},"            \
  "{\"id\": \"at\", \"from\": [\"person\"], \"to\": [\"place\"]}]}\n"

#define LAYER_HEAD                                                                     \
  "{\n  \"format\": \"scholiast-annotations\",\n  \"version\": 1,\n  \"scheme\": 3,\n" \
  "  \"document\": {\"path\": \"%s\", \"length\": %u, \"sha256\": \"%s\"},\n"          \
  "  \"annotator\": \"%s\",\n  \"status\": \"in-progress\",\n"

/* Two persons, a place, a site; a relation; what the program does not know. */
#define LAYER_RECORDS                                                                           \
  "  \"spans\": [\n"                                                                            \
  "    {\"id\": \"p1\", \"label\": \"person\", \"ranges\": [[0, 3]], \"text\": \"%s\","         \
  " \"attributes\": {\"age\": \"36\", \"role\": \"chair\"}, \"odd\": 1},\n"                     \
  "    {\"id\": \"p2\", \"label\": \"person\", \"ranges\": [[1, 4]], \"attributes\": {\"age\":" \
  " \"old\", \"role\": \"head\"}},\n"                                                           \
  "    {\"id\": \"l1\", \"label\": \"place\", \"ranges\": [[2, 6]]},\n"                         \
  "    {\"id\": \"s1\", \"label\": \"site\", \"ranges\": [[3, 7]]}\n  ],\n"                     \
  "  \"relations\": [\n"                                                                        \
  "    {\"id\": \"r1\", \"type\": \"in\", \"from\": \"p1\", \"to\": \"l1\"},\n"                 \
  "    {\"id\": \"r2\", \"type\": \"in\", \"from\": \"p2\", \"to\": \"s1\"}\n  ]\n}\n"

static const SchSchemePlace person = { SCH_PART_LABEL, NULL, "person", NULL };
static const SchSchemePlace site = { SCH_PART_LABEL, NULL, "site", NULL };
static const SchSchemePlace role = { SCH_PART_LABEL_ATTRIBUTE, "person", "role", NULL };
static const SchSchemePlace age = { SCH_PART_LABEL_ATTRIBUTE, "person", "age", NULL };
static const SchSchemePlace chair = { SCH_PART_LABEL_ATTRIBUTE, "person", "role", "chair" };
static const SchSchemePlace in_type = { SCH_PART_RELATION, NULL, "in", NULL };

static void
write_layer (CorpusFixture *f, const char *layer, const char *path)
{
  g_autofree char *text = read_text (f, path);
  g_autofree char *name = g_strconcat ("annotations/", layer, "/", path, ".json", NULL);
  g_autofree char *covered = g_utf8_substring (text, 0, 3);
  g_autoptr (GString) json = g_string_new (NULL);
  char sha256[65];

  sch_store_sha256 (text, strlen (text), sha256);
  g_string_append_printf (json, LAYER_HEAD, path, (guint) g_utf8_strlen (text, -1), sha256, layer);
  g_string_append_printf (json, LAYER_RECORDS, covered);
  write_text (f, name, json->str);
}

static void
set_up_scheme (CorpusFixture *f, gconstpointer data)
{
  set_up_corpus (f, data);
  write_text (f, "scheme.json", SCHEME);
  write_layer (f, "dana", "a.txt");
  write_layer (f, "dana", "b.txt");
  write_layer (f, "lena", "a.txt");
}

/* A worker's task lets go of the corpus a moment after its result. */
static void
tear_down_scheme (CorpusFixture *f, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (f->corpus != NULL && g_atomic_int_get ((int *) &G_OBJECT (f->corpus)->ref_count) > 1 &&
         g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  tear_down_corpus (f, data);
}

static const char *const files[] = { "annotations/dana/a.txt.json", "annotations/dana/b.txt.json",
                                     "annotations/lena/a.txt.json" };

static guint
count_in_files (CorpusFixture *f, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *content = read_text (f, files[i]);

      for (const char *p = content; (p = strstr (p, part)) != NULL; p++)
        n++;
    }
  return n;
}

#define assert_count(f, part, expected) g_assert_cmpuint (count_in_files (f, part), ==, expected)

static SchScheme *
merge (SchCorpus *corpus, const SchSchemePlace *place, const char *into)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (sch_corpus_get_scheme (corpus));
  g_autoptr (GError) error = NULL;
  SchScheme *scheme;

  sch_scheme_draft_merge (draft, place, into, &error);
  g_assert_no_error (error);
  scheme = sch_scheme_draft_finish (draft, &error);
  g_assert_no_error (error);
  return scheme;
}

static guint64
change (SchCorpus *corpus, SchScheme *scheme, SchSchemeChanges *changes)
{
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  sch_corpus_change_scheme (corpus, "dana", "Change", scheme, changes, &n, &error);
  g_assert_no_error (error);
  return n;
}

static guint64
merge_labels (SchCorpus *corpus)
{
  g_autoptr (SchScheme) scheme = merge (corpus, &site, "place");
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();

  sch_scheme_changes_replace (changes, &site, "place");
  return change (corpus, scheme, changes);
}

static void
step_back (SchCorpus *corpus, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = redo ? sch_corpus_redo (corpus, "dana", &error)
                                        : sch_corpus_undo (corpus, "dana", &error);

  g_assert_no_error (error);
  g_assert_nonnull (group);
}

/* One loaded, two in files only: all are changed, and come back by undo. */
static void
test_merge (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) loaded = NULL;

  assert_spans (corpus, "a.txt", "p1:person p2:person l1:place s1:site");
  flush (corpus);
  before = read_text (f, files[1]);
  g_assert_cmpuint (merge_labels (corpus), ==, 3);
  loaded = sch_corpus_list_loaded (corpus, "lena");
  g_assert_cmpuint (loaded->len, ==, 0);
  assert_spans (corpus, "a.txt", "p1:person p2:person l1:place s1:place");
  g_assert_null (sch_corpus_peek_layer_document (corpus, "dana", "b.txt"));
  flush (corpus);
  g_assert_null (sch_corpus_peek_layer_document (corpus, "dana", "b.txt"));
  assert_count (f, "\"site\"", 0);
  assert_count (f, "\"place\"", 6);
  assert_count (f, "\"odd\": 1", 3);
  assert_count (f, "\"scheme\": 4", 3);
  g_assert_cmpstr (sch_scheme_get_label (sch_corpus_get_scheme (corpus), "site")->id, ==, "place");

  step_back (corpus, FALSE);
  assert_spans (corpus, "a.txt", "p1:person p2:person l1:place s1:site");
  flush (corpus);
  assert_count (f, "\"site\"", 3);
  g_assert_cmpstr (sch_scheme_get_label (sch_corpus_get_scheme (corpus), "site")->id, ==, "site");
  {
    g_autofree char *after = read_text (f, files[1]);
    g_autoptr (GString) expected = g_string_new (before);

    /* The file's own form is canonical now; nothing else is another. */
    g_string_replace (expected, "\"scheme\": 3", "\"scheme\": 4", 0);
    g_assert_cmpint (strlen (after) - strlen (expected->str), <, 400);
  }
  step_back (corpus, TRUE);
  assert_spans (corpus, "b.txt", "p1:person p2:person l1:place s1:place");
  close_corpus (f);
  assert_count (f, "\"site\"", 0);
  /* The undo of an earlier session. */
  corpus = open_corpus (f);
  step_back (corpus, FALSE);
  close_corpus (f);
  assert_count (f, "\"site\"", 3);
  assert_no_issues (open_corpus (f));
}

/* Loaded after the step and before it is in the file. */
static void
test_loaded_late (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");

  merge_labels (corpus);
  assert_spans (corpus, "b.txt", "p1:person p2:person l1:place s1:place");
  add_span (group, "dana", "b.txt", "late", 0, 2);
  apply (corpus, group);
  flush (corpus);
  assert_count (f, "\"late\"", 1);
  assert_count (f, "\"site\"", 0);
  step_back (corpus, FALSE);
  step_back (corpus, FALSE);
  assert_spans (corpus, "b.txt", "p1:person p2:person l1:place s1:site");
  close_corpus (f);
  assert_count (f, "\"site\"", 3);
}

static void
merge_session (SchCorpus *corpus, gpointer data)
{
  merge_labels (corpus);
}

/* Journaled, and then the program is gone: the next one has it in the model and in the files. */
static void
test_crash (CorpusFixture *f, gconstpointer data)
{
  run_killed_session (f, merge_session, NULL);
  assert_count (f, "\"site\"", 3);
  {
    SchCorpus *corpus = open_corpus (f);

    assert_spans (corpus, "b.txt", "p1:person p2:person l1:place s1:place");
    g_assert_cmpstr (sch_scheme_get_label (sch_corpus_get_scheme (corpus), "site")->id, ==,
                     "place");
    flush (corpus);
    assert_count (f, "\"site\"", 0);
    step_back (corpus, FALSE);
    close_corpus (f);
    assert_count (f, "\"site\"", 3);
  }
}

/* Another program changed a file that is not loaded, before ours was written. */
static void
test_foreign (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *content = read_text (f, files[1]);
  g_autoptr (GString) changed = g_string_new (content);

  merge_labels (corpus);
  g_string_replace (changed, "\"role\": \"head\"", "\"role\": \"other\"", 0);
  write_text (f, files[1], changed->str);
  flush (corpus);
  assert_count (f, "\"site\"", 0);
  assert_count (f, "\"other\"", 1);
  assert_spans (corpus, "b.txt", "p1:person p2:person l1:place s1:place");
}

/* A label is removed with its spans, and the relations of these. */
static void
test_remove (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (sch_corpus_get_scheme (corpus));
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autoptr (SchScheme) scheme = NULL;

  assert_spans (corpus, "a.txt", "p1:person p2:person l1:place s1:site");
  sch_scheme_draft_remove (draft, &site);
  scheme = sch_scheme_draft_finish (draft, NULL);
  sch_scheme_changes_remove (changes, &site);
  g_assert_cmpuint (change (corpus, scheme, changes), ==, 6);
  assert_spans (corpus, "a.txt", "p1:person p2:person l1:place");
  flush (corpus);
  assert_count (f, "\"s1\"", 0);
  assert_count (f, "\"r1\"", 3);
  step_back (corpus, FALSE);
  assert_spans (corpus, "a.txt", "p1:person p2:person l1:place s1:site");
  assert_spans (corpus, "b.txt", "p1:person p2:person l1:place s1:site");
  flush (corpus);
  assert_count (f, "\"s1\"", 6);
  assert_count (f, "\"r2\"", 3);
  step_back (corpus, TRUE);
  flush (corpus);
  assert_count (f, "\"s1\"", 0);
}

static void
test_values (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (values, "\"old\"", NULL);
  sch_scheme_changes_replace (changes, &chair, "head");
  sch_scheme_changes_convert (changes, &age, SCH_ATTRIBUTE_NUMBER, values);
  sch_scheme_changes_replace (changes, &in_type, "at");
  sch_scheme_changes_replace (changes, &person, "place");
  change (corpus, NULL, changes);
  flush (corpus);
  assert_count (f, "\"role\": \"head\"", 6);
  assert_count (f, "\"age\": 36", 3);
  assert_count (f, "\"age\"", 3);
  assert_count (f, "\"at\"", 6);
  assert_count (f, "\"person\"", 0);
  step_back (corpus, FALSE);
  flush (corpus);
  assert_count (f, "\"role\": \"chair\"", 3);
  assert_count (f, "\"age\": \"36\"", 3);
  assert_count (f, "\"age\": \"old\"", 3);
  assert_count (f, "\"in\"", 6);
  assert_count (f, "\"person\"", 6);
}

static void
test_clusters (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Cluster", "dana");
  g_autoptr (SchCluster) cluster = sch_cluster_new ("c1", "entity", "Port");
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();

  cluster->label = g_strdup ("site");
  sch_edit_group_add (group, SCH_RECORD_CLUSTER, "dana", NULL, NULL, cluster);
  apply (corpus, group);
  sch_scheme_changes_replace (changes, &site, "place");
  g_assert_cmpuint (change (corpus, NULL, changes), ==, 4);
  g_assert_cmpstr (sch_corpus_get_cluster (corpus, "dana", "c1")->label, ==, "place");
  step_back (corpus, FALSE);
  g_assert_cmpstr (sch_corpus_get_cluster (corpus, "dana", "c1")->label, ==, "site");
}

/* --- Asynchronous --------------------------------------------------------------------------- */

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_survey (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  const SchSchemePlace *const places[] = { &person, &role, &chair, &in_type };
  const guint expected[] = { 6, 6, 3, 6 };
  SchProgress progress = { 0 };

  write_text (f, "annotations/lena/b.txt.json", "{ broken");
  close_corpus (f);
  corpus = open_corpus (f);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SchSchemeSurvey) survey = NULL;

      sch_corpus_survey_scheme_async (corpus, places[i], &progress, NULL, store_result_cb, &result);
      wait_for_result (&result);
      survey = sch_corpus_survey_scheme_finish (corpus, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (survey->n, ==, expected[i]);
      g_assert_cmpuint (survey->concerns->len, ==, 3);
      g_assert_cmpstr (((SchSchemeConcern *) survey->concerns->pdata[2])->layer, ==, "lena");
      g_assert_cmpuint (survey->unread->len, ==, 1);
      g_assert_cmpint (progress.n_done, ==, 4);
      if (i == 1)
        g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (survey->values, "\"chair\"")), ==,
                          3);
    }
}

static void
test_async (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchScheme) scheme = merge (corpus, &site, "place");
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  sch_scheme_changes_replace (changes, &site, "place");
  g_cancellable_cancel (cancellable);
  sch_corpus_change_scheme_async (corpus, "dana", "Merge", scheme, changes, NULL, cancellable,
                                  store_result_cb, &cancelled);
  wait_for_result (&cancelled);
  g_assert_false (sch_corpus_change_scheme_finish (corpus, cancelled, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));

  sch_corpus_change_scheme_async (corpus, "dana", "Merge", scheme, changes, NULL, NULL,
                                  store_result_cb, &done);
  /* Edited while the files are read: nothing of that is lost. */
  relabel (corpus, "b.txt", "p1", "site");
  wait_for_result (&done);
  g_assert_true (sch_corpus_change_scheme_finish (corpus, done, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 4);
  assert_spans (corpus, "b.txt", "p1:place p2:person l1:place s1:place");
  step_back (corpus, FALSE);
  assert_spans (corpus, "b.txt", "p1:site p2:person l1:place s1:site");
}

/* Somebody else's layer comes later, made with the scheme as it was. */
static void
test_outdated (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  merge_labels (corpus);
  close_corpus (f);
  write_layer (f, "omar", "a.txt");
  write_layer (f, "omar", "b.txt");
  corpus = open_corpus (f);
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "omar"), ==, 0);
  sch_corpus_get_layer_document (corpus, "omar", "a.txt", NULL);
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "omar"), ==, 1);
  sch_corpus_update_layer_async (corpus, "omar", NULL, NULL, store_result_cb, &result);
  wait_for_result (&result);
  g_assert_true (sch_corpus_update_layer_finish (corpus, result, &n, &error));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "omar"), ==, 0);
  flush (corpus);
  {
    g_autofree char *content = read_text (f, "annotations/omar/b.txt.json");
    g_autoptr (SchEditGroup) undone = NULL;

    g_assert_null (strstr (content, "\"site\""));
    undone = sch_corpus_undo (corpus, "omar", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sch_corpus_count_outdated (corpus, "omar"), ==, 1);
  }
}

#define OTHER_SCHEME                                                                     \
  "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"O\"," \
  "\"labels\": [{\"id\": \"person\", \"kind\": \"entity\", \"attributes\": ["            \
  "  {\"id\": \"role\", \"type\": \"choice\", \"values\": [\"chair\"]}]}],"              \
  "\"relations\": [{\"id\": \"at\"}]}\n"

/* What annotations name and another scheme lacks, with what it lacks labels for left out. */
static void
test_lacks (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme)
      other = sch_scheme_new_from_json (OTHER_SCHEME, strlen (OTHER_SCHEME), "o.json", &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GPtrArray) lacks = NULL;
  g_autoptr (GString) told = g_string_new (NULL);

  g_assert_no_error (error);
  sch_corpus_get_layer_document (corpus, "dana", "a.txt", NULL);
  sch_corpus_count_labels_async (corpus, other, NULL, NULL, store_result_cb, &result);
  wait_for_result (&result);
  counts = sch_corpus_count_labels_finish (corpus, result, &lacks, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "site")), ==, 3);
  for (guint i = 0; i < lacks->len; i++)
    {
      const SchSchemeLack *lack = g_ptr_array_index (lacks, i);
      g_autofree char *text = sch_scheme_difference_dup_place_text (lack->what);

      g_string_append_printf (told, "%s %u\n", text, lack->n);
    }
  g_assert_cmpstr (told->str, ==,
                   "label “person”, attribute “age” 6\n"
                   "label “person”, attribute “role”, value “head” 3\n"
                   "relation “in” 6\n");
}

/* Relations, values and clusters are outdated, no label. “head” and “at” are in use: no old ids. */
#define REPLACING_SCHEME                                                                                   \
  "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 4, \"name\": \"S\","                   \
  "\"labels\": [{\"id\": \"person\", \"kind\": \"entity\", \"attributes\": ["                              \
  "  {\"id\": \"role\", \"type\": \"choice\", \"values\": ["                                               \
  "    {\"id\": \"head\", \"replaces\": [\"chair\"]}, {\"id\": \"other\", \"replaces\": [\"head\"]}]}]},"  \
  "  {\"id\": \"place\", \"kind\": \"entity\"}, {\"id\": \"site\", \"kind\": \"entity\"}],"                \
  "\"relations\": [{\"id\": \"near\", \"replaces\": [\"at\"]}, {\"id\": \"at\", \"replaces\": [\"in\"]}]," \
  "\"clusterAttributes\": {\"entity\": [{\"id\": \"size\", \"type\": \"choice\", \"values\": ["            \
  "  {\"id\": \"large\", \"replaces\": [\"big\"]}]}]}}\n"

static void
test_outdated_without_labels (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Cluster", "dana");
  g_autoptr (SchCluster) cluster = sch_cluster_new ("c1", "entity", "Port");
  g_autoptr (SchAttributes) big = sch_attributes_with_string (NULL, "size", "big");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SchCorpus *corpus;
  guint64 n = 0;

  write_text (f, "scheme.json", REPLACING_SCHEME);
  corpus = open_corpus (f);
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "dana"), ==, 0);
  sch_corpus_get_layer_document (corpus, "dana", "a.txt", NULL);
  /* A value of p1, two relations. */
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "dana"), ==, 3);
  sch_record_set_attributes (cluster, big);
  sch_edit_group_add (group, SCH_RECORD_CLUSTER, "dana", NULL, NULL, cluster);
  apply (corpus, group);
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "dana"), ==, 4);
  sch_corpus_update_layer_async (corpus, "dana", NULL, NULL, store_result_cb, &result);
  wait_for_result (&result);
  g_assert_true (sch_corpus_update_layer_finish (corpus, result, &n, &error));
  g_assert_cmpuint (n, ==, 7);
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "dana"), ==, 0);
  flush (corpus);
  assert_count (f, "\"chair\"", 1);
  assert_count (f, "\"in\"", 2);
  assert_count (f, "\"near\"", 0);
  step_back (corpus, FALSE);
  g_assert_cmpuint (sch_corpus_count_outdated (corpus, "dana"), ==, 4);
}

static void
test_convert (void)
{
  static const struct
  {
    const char *json;
    SchAttributeType type;
    const char *expected;
  } cases[] = {
    { "\"12\"", SCH_ATTRIBUTE_NUMBER, "12" },
    { "\"1.50\"", SCH_ATTRIBUTE_NUMBER, "1.5" },
    { "\"12 men\"", SCH_ATTRIBUTE_NUMBER, NULL },
    { "\"\"", SCH_ATTRIBUTE_NUMBER, NULL },
    { "\"inf\"", SCH_ATTRIBUTE_NUMBER, NULL },
    { "12", SCH_ATTRIBUTE_TEXT, "\"12\"" },
    { "true", SCH_ATTRIBUTE_TEXT, "\"true\"" },
    { "[\"a\", \"b\"]", SCH_ATTRIBUTE_TEXT, "\"a, b\"" },
    { "\"yes\"", SCH_ATTRIBUTE_BOOLEAN, "true" },
    { "\"perhaps\"", SCH_ATTRIBUTE_BOOLEAN, NULL },
    { "\"a\"", SCH_ATTRIBUTE_CHOICES, "[\"a\"]" },
    { "[\"a\"]", SCH_ATTRIBUTE_CHOICE, "\"a\"" },
    { "[\"a\", \"b\"]", SCH_ATTRIBUTE_CHOICE, NULL },
    { "\"two words\"", SCH_ATTRIBUTE_CHOICE, NULL },
    { "\"2026-03\"", SCH_ATTRIBUTE_DATE, "\"2026-03\"" },
    { "\"March\"", SCH_ATTRIBUTE_DATE, NULL },
    { "\"https://example.org/\"", SCH_ATTRIBUTE_URL, "\"https://example.org/\"" },
    { "\"example\"", SCH_ATTRIBUTE_URL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *converted = sch_scheme_convert_value (cases[i].json, cases[i].type);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpstr (converted, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (CorpusFixture *f, gconstpointer data);
  } tests[] = {
    { "merge", test_merge },
    { "loaded-late", test_loaded_late },
    { "crash", test_crash },
    { "foreign", test_foreign },
    { "remove", test_remove },
    { "values", test_values },
    { "clusters", test_clusters },
    { "survey", test_survey },
    { "async", test_async },
    { "outdated", test_outdated },
    { "outdated-without-labels", test_outdated_without_labels },
    { "lacks", test_lacks },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpus-scheme/convert", test_convert);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/corpus-scheme/", tests[i].name, NULL);

      g_test_add (path, CorpusFixture, NULL, set_up_scheme, tests[i].test, tear_down_scheme);
    }
  return g_test_run ();
}
