/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every file of the bundled corpus and schemes is what we would write: read and written again, it has
 * the same bytes. And the sample opens without a complaint. */

#include "corpus-fixture.h"

#include "sch-layer-document-private.h"

static GBytes *
read_data (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sch_store_read (path, SCH_JSON_MAX_BYTES, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
assert_same (const char *name, GBytes *expected, GBytes *written)
{
  g_test_message ("%s", name);
  g_assert_cmpstr (g_bytes_get_data (written, NULL), !=, NULL);
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                   g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

static void
test_trees (void)
{
  static const struct
  {
    SchRecordType type;
    const char *name;
  } files[] = {
    { SCH_RECORD_CORPUS, "sample/scholiast.json" },
    { SCH_RECORD_SCHEME, "sample/scheme.json" },
    { SCH_RECORD_SCHEME, "schemes/news.json" },
    { SCH_RECORD_LAYER, "sample/annotations/sample/layer.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = read_data (files[i].name);
      g_autoptr (GError) error = NULL;
      gsize byte_len;
      const char *data = g_bytes_get_data (bytes, &byte_len);
      g_autoptr (SchTree)
          tree = sch_native_read_tree (files[i].type, NULL, data, byte_len, files[i].name, &error);
      g_autoptr (GBytes) written = NULL;

      g_assert_no_error (error);
      written = sch_native_write_tree (tree);
      assert_same (files[i].name, bytes, written);
      {
        /* Through the journal it comes back the same, too. */
        g_autofree char *json = sch_record_dup_json (tree, NULL);
        g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "journal");
        g_autoptr (SchTree) again = sch_record_read (files[i].type, pull);

        g_assert_true (sch_record_equal (tree, again));
      }
    }
}

static void
test_documents (void)
{
  g_autoptr (GBytes) bytes = read_data ("sample/documents.json");
  g_autoptr (GError) error = NULL;
  g_autofree char *extra = NULL;
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  g_autoptr (GPtrArray)
      metadata = sch_native_read_documents (data, byte_len, "documents.json", &extra, &error);
  g_autoptr (GBytes) written = NULL;

  g_assert_no_error (error);
  written = sch_native_write_documents (metadata, extra);
  assert_same ("documents.json", bytes, written);
}

static void
test_clusters (void)
{
  g_autoptr (GBytes) bytes = read_data ("sample/annotations/sample/clusters.json");
  g_autoptr (GError) error = NULL;
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  g_autoptr (SchClustersFile)
      file = sch_native_read_clusters (data, byte_len, "clusters.json", &error);
  g_autoptr (GBytes) written = NULL;

  g_assert_no_error (error);
  written = sch_native_write_clusters (file);
  assert_same ("clusters.json", bytes, written);
}

static void
test_corpus (void)
{
  g_autofree char *base = g_dir_make_tmp ("sch-sample-XXXXXX", NULL);
  g_autofree char *root = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "sample", NULL);
  g_autoptr (SchEnvironment) environment = new_fixture_environment (base, "sample");
  g_autoptr (GError) error = NULL;
  g_autoptr (SchCorpus)
      corpus = sch_corpus_open (root, environment, SCH_OPEN_READ_ONLY, NULL, &error);
  GListModel *documents;

  g_assert_no_error (error);
  documents = sch_corpus_get_documents (corpus);
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 5);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      const char *path = sch_document_get_path (document);
      SchLayerDocument *layer = sch_corpus_get_layer_document (corpus, "sample", path, &error);
      g_autofree char *name = g_strconcat ("sample/annotations/sample/", path, ".json", NULL);
      g_autoptr (GBytes) bytes = read_data (name);
      g_autoptr (SchLayerSnapshot) snapshot = NULL;
      g_autoptr (GBytes) written = NULL;
      g_autoptr (GPtrArray) spans = NULL;

      g_assert_no_error (error);
      g_assert_false (sch_layer_document_text_differs (layer));
      snapshot = sch_layer_document_snapshot (layer, 0, NULL);
      written = sch_layer_snapshot_to_json (snapshot);
      assert_same (path, bytes, written);
      spans = sch_layer_document_list_spans (layer);
      for (guint k = 0; k < spans->len; k++)
        g_assert_null (((SchSpan *) g_ptr_array_index (spans, k))->text);
    }
  assert_no_issues (corpus);
  sch_corpus_close (corpus, NULL);
  remove_tree (base);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/trees", test_trees);
  g_test_add_func ("/sample/documents", test_documents);
  g_test_add_func ("/sample/clusters", test_clusters);
  g_test_add_func ("/sample/corpus", test_corpus);
  return g_test_run ();
}
