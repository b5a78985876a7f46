/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small native files: canonical bytes, what is kept and what is refused. */

#include <string.h>

#include "sch-error.h"
#include "sch-native-files.h"

static SchTree *
read_tree (SchRecordType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  SchTree *tree = sch_native_read_tree (type, NULL, json, strlen (json), "a.json", &error);

  g_assert_no_error (error);
  g_assert_nonnull (tree);
  return tree;
}

/* Line by line, for a message that can be read. */
static void
assert_bytes (GBytes *bytes, const char *expected)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  g_autofree char *string = g_strndup (data, byte_len);
  g_auto (GStrv) lines = g_strsplit (string, "\n", -1);
  g_auto (GStrv) expected_lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] && expected_lines[i]; i++)
    g_assert_cmpstr (lines[i], ==, expected_lines[i]);
  g_assert_cmpuint (byte_len, ==, strlen (expected));
}

typedef struct
{
  const char *name;
  SchRecordType type;
  const char *input;
  const char *output;
} Canonical;

static const Canonical canonical[] = {
  { "corpus", SCH_RECORD_CORPUS,
    "{\"zeta\": [], \"x\": {\"b\": 1, \"a\": \"\"}, \"team\": [{\"name\": \"D\", \"id\": \"d\"}],"
    "\"title\": \"T\", \"exclude\": [\"README*\"], \"documents\":[ \"**/*.txt\" ,\"!b\"],"
    "\"language\": \"\", \"version\": 1, \"format\": \"scholiast-corpus\", \"id\": \"k3\"}",
    "{\n  \"format\": \"scholiast-corpus\",\n  \"version\": 1,\n  \"id\": \"k3\",\n"
    "  \"title\": \"T\",\n  \"documents\": [\"**/*.txt\", \"!b\"],\n  \"exclude\": [\"README*\"],\n"
    "  \"team\": [{\"name\": \"D\", \"id\": \"d\"}],\n  \"x\": {\"b\": 1, \"a\": \"\"},\n"
    "  \"zeta\": []\n}\n" },
  { "layer", SCH_RECORD_LAYER,
    "{\"format\": \"scholiast-layer\", \"version\": 1.0, \"blind\": false, \"role\": \"annotator\","
    "\"annotator\": \"dana\", \"since\": null}",
    "{\n  \"format\": \"scholiast-layer\",\n  \"version\": 1,\n  \"annotator\": \"dana\",\n"
    "  \"role\": \"annotator\",\n  \"since\": null\n}\n" },
  { "scheme", SCH_RECORD_SCHEME,
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"name\": \"N\", \"revision\": 0,"
    "\"snap\": {\"en\": {\"join\": [], \"strip\": [\"’s\"]}},"
    "\"rules\": [{\"message\": \"M\", \"id\": \"r\", \"nearby\": \"claim\","
    "  \"unless\": {\"b\": [\"1\"], \"a\": [\"2\"]}, \"labels\": [\"claim\"]}],"
    "\"clusterAttributes\": {\"entity\": [{\"type\": \"text\", \"id\": \"role\"}]},"
    "\"labels\": [{\"kind\": \"claim\", \"id\": \"claim\", \"retired\": false, \"parent\": \"\","
    "  \"more\": false, \"attributes\": [{\"default\": false, \"id\": \"b\", \"type\": \"boolean\","
    "  \"required\": true, \"when\": {\"c\": [\"x\"], \"a\": [\"y\"]}},"
    "  {\"values\": [\"x\", {\"name\": \"Y\", \"id\": \"y\"}], \"type\": \"choice\", \"id\": \"c\"}]},"
    "  {\"id\": \"s\", \"kind\": \"source\"}],"
    "\"relations\": []}",
    "{\n  \"format\": \"scholiast-scheme\",\n  \"version\": 1,\n  \"revision\": 0,\n"
    "  \"name\": \"N\",\n  \"labels\": [\n"
    "    {\"id\": \"claim\", \"kind\": \"claim\", \"attributes\": [{\"id\": \"b\", \"type\": "
    "\"boolean\", \"default\": false, \"required\": true, \"when\": {\"a\": [\"y\"], \"c\": "
    "[\"x\"]}}, {\"id\": \"c\", \"type\": \"choice\", \"values\": [\"x\", {\"id\": \"y\", \"name\": "
    "\"Y\"}]}], \"more\": false},\n"
    "    {\"id\": \"s\", \"kind\": \"source\"}\n  ],\n"
    "  \"clusterAttributes\": {\"entity\": [{\"id\": \"role\", \"type\": \"text\"}]},\n"
    "  \"rules\": [\n    {\"id\": \"r\", \"labels\": [\"claim\"], \"unless\": {\"a\": [\"2\"], "
    "\"b\": [\"1\"]}, \"message\": \"M\", \"nearby\": \"claim\"}\n  ],\n"
    "  \"snap\": {\"en\": {\"strip\": [\"’s\"]}}\n}\n" },
};

static void
test_canonical (gconstpointer data)
{
  const Canonical *c = data;
  g_autoptr (SchTree) tree = read_tree (c->type, c->input);
  g_autoptr (GBytes) bytes = sch_native_write_tree (tree);
  g_autoptr (SchTree) again = NULL;
  g_autoptr (GBytes) bytes_again = NULL;

  assert_bytes (bytes, c->output);
  again = read_tree (c->type, c->output);
  bytes_again = sch_native_write_tree (again);
  assert_bytes (bytes_again, c->output);
}

static void
test_inline (void)
{
  g_autoptr (SchTree) tree = read_tree (
      SCH_RECORD_METADATA,
      "{\"genre\": \"\", \"split\": \"dev\", \"author\": \"\", \"title\": \"A “b”\","
      " \"path\": \"b/a.txt\", \"words\": 12.50}");
  g_autoptr (SchTree)
      rejected = read_tree (SCH_RECORD_REJECTED, "{\"why\": \"?\", \"b\": \"2\", \"a\": \"1\"}");
  g_autofree char *json = sch_record_dup_json (tree, NULL);
  g_autofree char *rejected_json = sch_record_dup_json (rejected, NULL);

  g_assert_cmpstr (tree->record.id, ==, "b/a.txt");
  g_assert_cmpstr (json, ==,
                   "{\"path\": \"b/a.txt\", \"title\": \"A “b”\", \"split\": \"dev\", "
                   "\"genre\": \"\", \"words\": 12.5}");
  g_assert_cmpstr (rejected->record.id, ==, "1 2");
  g_assert_cmpstr (rejected_json, ==, "{\"a\": \"1\", \"b\": \"2\", \"why\": \"?\"}");
}

typedef struct
{
  SchRecordType type;
  const char *input;
  int code;
  const char *message;
} Refused;

static void
test_refused (void)
{
  static const Refused refused[] = {
    { SCH_RECORD_CORPUS, "", SCH_ERROR_FORMAT, "a.json" },
    { SCH_RECORD_CORPUS, "[]", SCH_ERROR_FORMAT, "a.json" },
    { SCH_RECORD_CORPUS, "{}", SCH_ERROR_FORMAT, "scholiast-corpus" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-layer\", \"version\": 1}", SCH_ERROR_FORMAT,
      "scholiast-layer" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\"}", SCH_ERROR_FORMAT, "version" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\", \"version\": \"1\"}", SCH_ERROR_FORMAT,
      "a.json" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\", \"version\": 0}", SCH_ERROR_FORMAT,
      "version" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\", \"version\": 2, \"id\": {}}",
      SCH_ERROR_VERSION, "newer" },
    { SCH_RECORD_CORPUS, "{\"version\": 2, \"id\": {}, \"format\": \"scholiast-corpus\"}",
      SCH_ERROR_VERSION, "newer" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\", \"version\": 1, \"title\": 3}",
      SCH_ERROR_FORMAT, "“title”" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\", \"version\": 1, \"documents\": [3]}",
      SCH_ERROR_FORMAT, "“documents”" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\", \"version\": 1, ", SCH_ERROR_FORMAT,
      "a.json" },
    { SCH_RECORD_CORPUS, "{\"format\": \"scholiast-corpus\", \"version\": 1, \"id\": '1'}",
      SCH_ERROR_FORMAT, "a.json" },
    { SCH_RECORD_LAYER, "{\"format\": \"scholiast-layer\", \"version\": 1, \"blind\": 1}",
      SCH_ERROR_FORMAT, "“blind”" },
    { SCH_RECORD_METADATA, "{\"title\": \"a\"}", SCH_ERROR_FORMAT, "“path”" },
    { SCH_RECORD_REJECTED, "{\"a\": \"1\"}", SCH_ERROR_FORMAT, "“b”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const Refused *r = &refused[i];
      g_autoptr (GError) error = NULL;
      SchTree *tree = sch_native_read_tree (r->type, NULL, r->input, strlen (r->input), "a.json",
                                            &error);

      g_test_message ("%s", r->input);
      g_assert_null (tree);
      g_assert_error (error, SCH_ERROR, r->code);
      g_assert_nonnull (strstr (error->message, "a.json"));
      g_assert_nonnull (strstr (error->message, r->message));
    }
}

static void
test_documents (void)
{
  static const char input[] =
      "{\"format\": \"scholiast-documents\", \"checked\": [1,2], \"version\": 1, \"documents\": "
      "[{\"path\": \"b.txt\"}, {\"title\": \"A\", \"path\": \"a.txt\"}], \"note\": \"n\"}";
  static const char output
      [] = "{\n  \"format\": \"scholiast-documents\",\n  \"version\": 1,\n  \"documents\": [\n"
           "    {\"path\": \"a.txt\", \"title\": \"A\"},\n    {\"path\": \"b.txt\"}\n  ],\n"
           "  \"checked\": [1, 2],\n  \"note\": \"n\"\n}\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *extra = NULL;
  g_autoptr (GPtrArray) metadata = sch_native_read_documents (input, strlen (input),
                                                              "documents.json", &extra, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (metadata->len, ==, 2);
  g_assert_cmpstr (((SchRecord *) metadata->pdata[0])->id, ==, "b.txt");
  bytes = sch_native_write_documents (metadata, extra);
  assert_bytes (bytes, output);
  g_clear_pointer (&bytes, g_bytes_unref);
  g_ptr_array_set_size (metadata, 0);
  bytes = sch_native_write_documents (metadata, NULL);
  assert_bytes (bytes, "{\n  \"format\": \"scholiast-documents\",\n  \"version\": 1\n}\n");
}

static void
test_documents_refused (void)
{
  static const char *const inputs[][2] = {
    { "{\"format\": \"scholiast-documents\", \"version\": 1, \"documents\": {}}", "“documents”" },
    { "{\"format\": \"scholiast-documents\", \"version\": 1, \"documents\": [{\"path\": \"a\"}, 3]}",
      "document 2" },
    { "{\"format\": \"scholiast-documents\", \"version\": 1, \"documents\": [{\"title\": \"a\"}]}",
      "document 1" },
    { "{\"format\": \"scholiast-documents\", \"version\": 1, \"documents\": [{\"path\": \"a\"}, "
      "{\"path\": \"a\"}]}",
      "“a”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *metadata = sch_native_read_documents (inputs[i][0], strlen (inputs[i][0]),
                                                       "documents.json", NULL, &error);

      g_assert_null (metadata);
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "documents.json"));
      g_assert_nonnull (strstr (error->message, inputs[i][1]));
    }
}

static void
test_clusters (void)
{
  static const char input
      [] = "{\"format\": \"scholiast-clusters\", \"version\": 1, \"more\": {\"k\":[1,2]},"
           "\"rejected\": [{\"b\": \"y\", \"a\": \"x\"}, {\"a\": \"w\", \"b\": \"z\"}],"
           "\"links\": [{\"id\": \"l2\", \"type\": \"supports\", \"from\": \"a\", \"to\": \"b\"},"
           "{\"id\": \"l1\", \"from\": \"b\", \"to\": \"a\", \"type\": \"contradicts\"}],"
           "\"clusters\": [{\"id\": \"b\", \"kind\": \"claim\", \"name\": \"B\"},"
           "{\"id\": \"a\", \"mergedInto\": \"b\"}]}";
  static const char output[] =
      "{\n  \"format\": \"scholiast-clusters\",\n  \"version\": 1,\n  \"clusters\": [\n"
      "    {\"id\": \"a\", \"mergedInto\": \"b\"},\n"
      "    {\"id\": \"b\", \"kind\": \"claim\", \"name\": \"B\"}\n  ],\n  \"links\": [\n"
      "    {\"id\": \"l1\", \"type\": \"contradicts\", \"from\": \"b\", \"to\": \"a\"},\n"
      "    {\"id\": \"l2\", \"type\": \"supports\", \"from\": \"a\", \"to\": \"b\"}\n  ],\n"
      "  \"rejected\": [\n    {\"a\": \"w\", \"b\": \"z\"},\n    {\"a\": \"x\", \"b\": \"y\"}\n"
      "  ],\n  \"more\": {\"k\": [1, 2]}\n}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (SchClustersFile)
      file = sch_native_read_clusters (input, strlen (input), "clusters.json", &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (file->clusters->len, ==, 2);
  g_assert_cmpuint (file->links->len, ==, 2);
  g_assert_cmpuint (file->rejected->len, ==, 2);
  bytes = sch_native_write_clusters (file);
  assert_bytes (bytes, output);
}

/* Cut anywhere, the file is an error and nothing worse. */
static void
test_clusters_truncated (void)
{
  static const char input
      [] = "{\"format\": \"scholiast-clusters\", \"version\": 1, \"clusters\": [{\"id\": \"a\", "
           "\"kind\": \"claim\"}], \"rejected\": [{\"a\": \"w\", \"b\": \"z\"}], \"k\": [1]}";

  for (gsize byte_len = 0; byte_len < strlen (input); byte_len++)
    {
      g_autoptr (GError) error = NULL;
      SchClustersFile *file = sch_native_read_clusters (input, byte_len, "clusters.json", &error);

      g_assert_null (file);
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "clusters.json"));
    }
}

static void
test_clusters_refused (void)
{
  static const char *const inputs[][2] = {
    { "{\"format\": \"scholiast-clusters\", \"version\": 1, \"clusters\": [{\"id\": \"a\"}, "
      "{\"id\": \"a\"}]}",
      "“a”" },
    { "{\"format\": \"scholiast-clusters\", \"version\": 1, \"clusters\": [3]}", "clusters.json" },
    { "{\"format\": \"scholiast-clusters\", \"version\": 1,\n\"rejected\": [{\"a\": 1}]}",
      "line 2" },
    { "{\"format\": \"scholiast-clusters\", \"version\": 1, \"links\": {}}", "clusters.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GError) error = NULL;
      SchClustersFile *file = sch_native_read_clusters (inputs[i][0], strlen (inputs[i][0]),
                                                        "clusters.json", &error);

      g_test_message ("%s", inputs[i][0]);
      g_assert_null (file);
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, inputs[i][1]));
    }
}

static void
test_members (void)
{
  g_autoptr (SchTree)
      tree = read_tree (SCH_RECORD_METADATA,
                        "{\"path\": \"a.txt\", \"title\": \"A\", \"x\": {\"k\": [1]}, "
                        "\"tags\": [\"p\", \"q\"], \"odd\": [1], \"done\": true}");
  g_autoptr (SchTree) titled = sch_tree_with_string (tree, "title", "B");
  g_autoptr (SchTree) untitled = sch_tree_with_string (tree, "title", "");
  g_autoptr (SchTree) moved = sch_tree_with_string (untitled, "path", "b.txt");
  g_autoptr (SchTree) more = sch_tree_with_string (tree, "outlet", "O");
  g_auto (GStrv) tags = sch_tree_dup_strv (tree, "tags");
  g_auto (GStrv) odd = sch_tree_dup_strv (tree, "odd");
  g_autofree char *moved_json = sch_record_dup_json (moved, NULL);

  g_assert_cmpstr (sch_tree_get_string (tree, "title"), ==, "A");
  g_assert_cmpstr (sch_tree_get_string (tree, "x"), ==, "");
  g_assert_cmpstr (sch_tree_get_string (tree, "none"), ==, "");
  g_assert_cmpstr (sch_tree_get_string (NULL, "title"), ==, "");
  g_assert_cmpuint (g_strv_length (tags), ==, 2);
  g_assert_cmpuint (g_strv_length (odd), ==, 0);
  g_assert_true (sch_tree_get_boolean (tree, "done"));
  g_assert_false (sch_tree_get_boolean (tree, "title"));
  g_assert_cmpstr (sch_tree_get_string (titled, "title"), ==, "B");
  g_assert_cmpstr (sch_tree_get_string (more, "outlet"), ==, "O");
  g_assert_cmpstr (moved->record.id, ==, "b.txt");
  g_assert_cmpstr (moved_json, ==,
                   "{\"path\": \"b.txt\", \"x\": {\"k\": [1]}, \"tags\": [\"p\", \"q\"], "
                   "\"odd\": [1], \"done\": true}");
}

/* The files that come with the program are canonical: reading and writing changes no byte. */
static void
test_bundled (gconstpointer data)
{
  const char *path = data;
  g_autofree char *file_name = g_test_build_filename (G_TEST_DIST, "data", path, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *content = NULL;
  g_autofree char *extra = NULL;
  g_autoptr (GPtrArray) metadata = NULL;
  g_autoptr (SchClustersFile) clusters = NULL;
  g_autoptr (SchTree) tree = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize byte_len;

  g_file_get_contents (file_name, &content, &byte_len, &error);
  g_assert_no_error (error);
  if (g_str_equal (name, "documents.json"))
    {
      metadata = sch_native_read_documents (content, byte_len, name, &extra, &error);
      g_assert_no_error (error);
      bytes = sch_native_write_documents (metadata, extra);
    }
  else if (g_str_equal (name, "clusters.json"))
    {
      clusters = sch_native_read_clusters (content, byte_len, name, &error);
      g_assert_no_error (error);
      bytes = sch_native_write_clusters (clusters);
    }
  else
    {
      SchRecordType type = g_str_equal (name, "layer.json")       ? SCH_RECORD_LAYER
                           : g_str_equal (name, "scholiast.json") ? SCH_RECORD_CORPUS
                                                                  : SCH_RECORD_SCHEME;

      tree = sch_native_read_tree (type, NULL, content, byte_len, name, &error);
      g_assert_no_error (error);
      bytes = sch_native_write_tree (tree);
    }
  assert_bytes (bytes, content);
}

int
main (int argc, char **argv)
{
  static const char *const bundled[] = {
    "schemes/news.json",
    "sample/scholiast.json",
    "sample/scheme.json",
    "sample/documents.json",
    "sample/annotations/sample/layer.json",
    "sample/annotations/sample/clusters.json",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (canonical); i++)
    {
      g_autofree char *path = g_strconcat ("/native-files/canonical/", canonical[i].name, NULL);

      g_test_add_data_func (path, &canonical[i], test_canonical);
    }
  g_test_add_func ("/native-files/inline", test_inline);
  g_test_add_func ("/native-files/refused", test_refused);
  g_test_add_func ("/native-files/documents", test_documents);
  g_test_add_func ("/native-files/documents/refused", test_documents_refused);
  g_test_add_func ("/native-files/clusters", test_clusters);
  g_test_add_func ("/native-files/clusters/truncated", test_clusters_truncated);
  g_test_add_func ("/native-files/clusters/refused", test_clusters_refused);
  g_test_add_func ("/native-files/members", test_members);
  for (guint i = 0; i < G_N_ELEMENTS (bundled); i++)
    {
      g_autofree char *path = g_strconcat ("/native-files/bundled/", bundled[i], NULL);

      g_test_add_data_func (path, bundled[i], test_bundled);
    }
  return g_test_run ();
}
