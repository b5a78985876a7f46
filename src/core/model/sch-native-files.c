/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The framing of the small native files: which format and version a file says it is, which of its
 * members hold records, and the checks that a reader of one file makes before anything is built
 * from it. What the records mean is the business of scheme, corpus and layer. */

#include "sch-native-files.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "sch-canonical.h"
#include "sch-error.h"
#include "sch-json-tree.h"
#include "sch-tree-private.h"

#define FORMAT_CLUSTERS "scholiast-clusters"
#define FORMAT_DOCUMENTS "scholiast-documents"

static const char *
get_format (SchRecordType type)
{
  switch (type)
    {
    case SCH_RECORD_CORPUS:
      return "scholiast-corpus";
    case SCH_RECORD_SCHEME:
      return "scholiast-scheme";
    case SCH_RECORD_LAYER:
      return "scholiast-layer";
    default:
      return NULL;
    }
}

/* What a member of a tree must be; members that are not listed may be anything. */
typedef enum
{
  IS_STRING,
  IS_STRINGS,
  IS_BOOLEAN,
  IS_ARRAY,
} Expected;

typedef struct
{
  const char *name;
  Expected expected;
} Check;

static const Check corpus_checks[] = {
  { "id", IS_STRING },
  { "title", IS_STRING },
  { "documents", IS_STRINGS },
  { "exclude", IS_STRINGS },
  { "language", IS_STRING },
  { "guidelines", IS_STRING },
  { "team", IS_ARRAY },
  { "annotationsFolder", IS_STRING },
  { NULL },
};

static const Check layer_checks[] = {
  { "annotator", IS_STRING },
  { "title", IS_STRING },
  { "role", IS_STRING },
  { "blind", IS_BOOLEAN },
  { NULL },
};

static const Check metadata_checks[] = {
  { "path", IS_STRING },
  { "title", IS_STRING },
  { "outlet", IS_STRING },
  { "author", IS_STRING },
  { "published", IS_STRING },
  { "retrieved", IS_STRING },
  { "url", IS_STRING },
  { "language", IS_STRING },
  { "direction", IS_STRING },
  { "story", IS_STRING },
  { "split", IS_STRING },
  { "version_of", IS_STRING },
  { NULL },
};

static const Check rejected_checks[] = { { "a", IS_STRING }, { "b", IS_STRING }, { NULL } };

static const Check *
get_checks (SchRecordType type)
{
  switch (type)
    {
    case SCH_RECORD_CORPUS:
      return corpus_checks;
    case SCH_RECORD_LAYER:
      return layer_checks;
    case SCH_RECORD_METADATA:
      return metadata_checks;
    case SCH_RECORD_REJECTED:
      return rejected_checks;
    default:
      return NULL;
    }
}

static const char *
describe_mismatch (JsonNode *node, Expected expected)
{
  switch (expected)
    {
    case IS_STRING:
      return sch_node_is_string (node) ? NULL : _ ("must be a string");
    case IS_STRINGS:
      return sch_node_is_strings (node) ? NULL : _ ("must be a list of strings");
    case IS_BOOLEAN:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
                 ? NULL
                 : _ ("must be true or false");
    case IS_ARRAY:
    default:
      return JSON_NODE_HOLDS_ARRAY (node) ? NULL : _ ("must be a list");
    }
}

/* @place: where in the file, ending with a colon and a space, or "" */
static gboolean
check_members (JsonObject *object, SchRecordType type, const char *file_name, const char *place,
               GError **error)
{
  const Check *checks = get_checks (type);

  for (; checks && checks->name; checks++)
    {
      JsonNode *node = json_object_get_member (object, checks->name);
      const char *mismatch = NULL;

      if (node && !JSON_NODE_HOLDS_NULL (node))
        mismatch = describe_mismatch (node, checks->expected);
      if (mismatch)
        {
          /* Translators: file, place in it, member, what it must be. */
          g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, _ ("%s: %s“%s” %s"), file_name, place,
                       checks->name, mismatch);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_version (double version, const char *file_name, GError **error)
{
  if (version == floor (version) && version >= 1 && version <= SCH_FILE_VERSION)
    return TRUE;
  if (version > SCH_FILE_VERSION)
    g_set_error (error, SCH_ERROR, SCH_ERROR_VERSION,
                 _ ("%s was written by a newer version of Scholiast (version %.17g of the format, "
                    "known are those up to %d); update Scholiast to change it"),
                 file_name, version, SCH_FILE_VERSION);
  else
    g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
                 _ ("%s: “version” is %.17g, it must be a whole number from 1"), file_name,
                 version);
  return FALSE;
}

static gboolean
check_format (const char *found, const char *format, const char *file_name, GError **error)
{
  if (g_strcmp0 (found, format) == 0)
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
               _ ("%s: “format” is “%s”, but a file of this name must be “%s”"), file_name,
               found ? found : "", format);
  return FALSE;
}

/* Reads "format" and "version", which stand in front in every file we write, before the rest is
 * looked at: of a newer version nothing else is known. */
static gboolean
check_header (const char *json, gsize byte_len, const char *format, const char *file_name,
              GError **error)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, byte_len, file_name);
  g_autofree char *found = NULL;
  double version = 0;
  gboolean has_version = FALSE;
  const char *name;

  sch_json_pull_begin_object (pull);
  while (!(found && has_version) && sch_json_pull_next_member (pull, &name))
    {
      if (g_str_equal (name, "format") && !found)
        sch_json_pull_read_string (pull, &found);
      else if (g_str_equal (name, "version"))
        has_version = sch_json_pull_read_double (pull, &version);
      else
        sch_json_pull_skip (pull);
    }
  if (sch_json_pull_failed (pull))
    return sch_json_pull_finish (pull, error);
  return check_format (found, format, file_name, error) &&
         check_version (version, file_name, error);
}

static JsonNode *
parse_object (const char *json, gsize byte_len, const char *file_name, GError **error)
{
  g_autoptr (JsonNode) node = sch_json_tree_parse (json, byte_len, file_name, error);

  if (!node)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, _ ("%s: must hold an object { … }"),
                   file_name);
      return NULL;
    }
  return g_steal_pointer (&node);
}

/* Checks one record and makes a tree of it; takes nothing of @node but a reference. */
static SchTree *
make_tree (SchRecordType type, const char *id, JsonNode *node, const char *file_name,
           const char *place, GError **error)
{
  g_autofree char *own_id = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, _ ("%s: %smust be an object { … }"),
                   file_name, place);
      return NULL;
    }
  if (!check_members (json_node_get_object (node), type, file_name, place, error))
    return NULL;
  own_id = sch_native_dup_tree_id (type, node);
  if (type == SCH_RECORD_METADATA && !*own_id)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
                   _ ("%s: %s“path” is missing: which document is meant?"), file_name, place);
      return NULL;
    }
  if (type == SCH_RECORD_REJECTED &&
      (!*sch_node_get_string (node, "a") || !*sch_node_get_string (node, "b")))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, _ ("%s: %s“a” or “b” is missing"), file_name,
                   place);
      return NULL;
    }
  return sch_tree_new (type, id ? id : own_id, node);
}

/**
 * sch_native_read_tree:
 * @type: CORPUS, SCHEME or LAYER for the content of that file; else one record
 * @id: (nullable): id of the record; NULL = by its content
 * @json: need not end with a NUL
 * @file_name: named in messages
 *
 * Returns: (transfer full) (nullable): the tree, or NULL with SCH_ERROR_FORMAT (not JSON, not an
 *   object, another format, a member of the wrong type) or SCH_ERROR_VERSION
 */
SchTree *
sch_native_read_tree (SchRecordType type, const char *id, const char *json, gsize byte_len,
                      const char *file_name, GError **error)
{
  const char *format = get_format (type);
  g_autoptr (JsonNode) node = NULL;

  if (format && !check_header (json, byte_len, format, file_name, error))
    return NULL;
  node = parse_object (json, byte_len, file_name, error);
  return node ? make_tree (type, id, node, file_name, "", error) : NULL;
}

/**
 * sch_native_write_tree:
 * @tree: of type CORPUS, SCHEME or LAYER
 *
 * Returns: (transfer full): the bytes of the file
 */
GBytes *
sch_native_write_tree (SchTree *tree)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_canonical_write_file (tree->node, tree->record.type, writer);
  return sch_json_writer_steal (writer);
}

/**
 * sch_native_write_inline:
 * @node: what a SchTree of type @type holds
 *
 * Writes it as a value in one line.
 */
void
sch_native_write_inline (JsonNode *node, SchRecordType type, SchJsonWriter *writer)
{
  sch_canonical_write_inline (node, type, writer);
}

/* Takes @id into @seen; a second time is an error. */
static gboolean
check_unique (GHashTable *seen, const char *id, const char *file_name, GError **error)
{
  if (g_hash_table_add (seen, g_strdup (id)))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, _ ("%s: “%s” is there twice; take one out"),
               file_name, id);
  return FALSE;
}

static gboolean
read_metadata (JsonNode *list, GPtrArray *metadata, const char *file_name, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (list))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, _ ("%s: “documents” must be a list"),
                   file_name);
      return FALSE;
    }
  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      /* Translators: the how manieth document of a file, with what follows: “path” is missing */
      g_autofree char *place = g_strdup_printf (_ ("document %u: "), i + 1);
      SchTree *tree = make_tree (SCH_RECORD_METADATA, NULL, node, file_name, place, error);

      if (!tree)
        return FALSE;
      g_ptr_array_add (metadata, tree);
      if (!check_unique (seen, tree->record.id, file_name, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sch_native_read_documents:
 * @json: content of documents.json
 * @extra: (out) (optional) (nullable) (transfer full): members that this version does not know
 *
 * Returns: (transfer full) (nullable) (element-type SchTree): the metadata in the file's order
 */
GPtrArray *
sch_native_read_documents (const char *json, gsize byte_len, const char *file_name, char **extra,
                           GError **error)
{
  static const char *const known[] = { "format", "version", "documents", NULL };
  g_autoptr (GPtrArray) metadata = g_ptr_array_new_with_free_func (sch_record_unref);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonNode *list;

  if (!check_header (json, byte_len, FORMAT_DOCUMENTS, file_name, error))
    return NULL;
  root = parse_object (json, byte_len, file_name, error);
  if (!root)
    return NULL;
  object = json_node_get_object (root);
  list = json_object_get_member (object, "documents");
  if (list && !read_metadata (list, metadata, file_name, error))
    return NULL;
  if (extra)
    *extra = sch_canonical_dup_extra (object, known);
  return g_steal_pointer (&metadata);
}

static void
begin_file (SchJsonWriter *writer, const char *format)
{
  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "format");
  sch_json_writer_string (writer, format);
  sch_json_writer_member (writer, "version");
  sch_json_writer_int (writer, SCH_FILE_VERSION);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const SchRecord *first = *(const SchRecord *const *) a;
  const SchRecord *second = *(const SchRecord *const *) b;

  return strcmp (first->id, second->id);
}

static int
compare_rejected (gconstpointer a, gconstpointer b)
{
  JsonNode *first = (*(SchTree *const *) a)->node;
  JsonNode *second = (*(SchTree *const *) b)->node;
  int result = strcmp (sch_node_get_string (first, "a"), sch_node_get_string (second, "a"));

  return result ? result
                : strcmp (sch_node_get_string (first, "b"), sch_node_get_string (second, "b"));
}

/* A member with @records, sorted by @compare, one per line; nothing where there are none. */
static void
write_records (SchJsonWriter *writer, const char *name, GPtrArray *records, GCompareFunc compare)
{
  g_autoptr (GPtrArray) sorted = NULL;

  if (!records || records->len == 0)
    return;
  sorted = g_ptr_array_copy (records, (GCopyFunc) (void *) sch_record_ref, NULL);
  g_ptr_array_set_free_func (sorted, sch_record_unref);
  g_ptr_array_sort (sorted, compare);
  sch_json_writer_member (writer, name);
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < sorted->len; i++)
    {
      SchRecord *record = sorted->pdata[i];

      if (record->type == SCH_RECORD_METADATA || record->type == SCH_RECORD_REJECTED)
        sch_canonical_write_inline (((SchTree *) record)->node, record->type, writer);
      else
        sch_record_write (record, writer, NULL);
    }
  sch_json_writer_end_records (writer);
}

/**
 * sch_native_write_documents:
 * @metadata: (element-type SchTree): in any order
 * @extra: (nullable): as sch_native_read_documents() gave it
 *
 * Returns: (transfer full): the bytes of documents.json, sorted by path
 */
GBytes *
sch_native_write_documents (GPtrArray *metadata, const char *extra)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  begin_file (writer, FORMAT_DOCUMENTS);
  write_records (writer, "documents", metadata, compare_ids);
  sch_canonical_write_extra (extra, writer);
  sch_json_writer_end_file (writer);
  return sch_json_writer_steal (writer);
}

/**
 * sch_clusters_file_free:
 * @file: (transfer full) (nullable)
 */
void
sch_clusters_file_free (SchClustersFile *file)
{
  if (!file)
    return;
  g_clear_pointer (&file->clusters, g_ptr_array_unref);
  g_clear_pointer (&file->links, g_ptr_array_unref);
  g_clear_pointer (&file->rejected, g_ptr_array_unref);
  g_free (file->extra);
  g_free (file);
}

static gboolean
read_rejected (SchJsonPull *pull, SchTree **tree, const char *file_name, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *place = NULL;
  const char *start;
  gsize byte_len;

  place = g_strdup_printf (_ ("line %u: "), sch_json_pull_get_line (pull));
  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return sch_json_pull_finish (pull, error);
  node = sch_json_tree_parse (start, byte_len, file_name, error);
  if (node)
    *tree = make_tree (SCH_RECORD_REJECTED, NULL, node, file_name, place, error);
  return *tree != NULL;
}

/* An array of records with ids that are unique in it. */
static gboolean
read_records (SchJsonPull *pull, SchRecordType type, GPtrArray *records, const char *file_name,
              GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  sch_json_pull_begin_array (pull);
  while (sch_json_pull_next_element (pull))
    {
      SchRecord *record = NULL;

      if (type == SCH_RECORD_REJECTED)
        {
          if (!read_rejected (pull, (SchTree **) &record, file_name, error))
            return FALSE;
        }
      else
        record = sch_record_read (type, pull);
      if (!record)
        break;
      g_ptr_array_add (records, record);
      if (!check_unique (seen, record->id, file_name, error))
        return FALSE;
    }
  return !sch_json_pull_failed (pull) || sch_json_pull_finish (pull, error);
}

static gboolean
read_clusters_member (SchJsonPull *pull, const char *name, SchClustersFile *file,
                      SchJsonWriter *extra, const char *file_name, GError **error)
{
  const char *start;
  gsize byte_len;

  if (g_str_equal (name, "clusters"))
    return read_records (pull, SCH_RECORD_CLUSTER, file->clusters, file_name, error);
  if (g_str_equal (name, "links"))
    return read_records (pull, SCH_RECORD_LINK, file->links, file_name, error);
  if (g_str_equal (name, "rejected"))
    return read_records (pull, SCH_RECORD_REJECTED, file->rejected, file_name, error);
  if (g_str_equal (name, "format") || g_str_equal (name, "version"))
    return sch_json_pull_skip (pull) || sch_json_pull_finish (pull, error);
  sch_json_writer_member (extra, name);
  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return sch_json_pull_finish (pull, error);
  sch_json_writer_raw (extra, start, byte_len);
  return TRUE;
}

/**
 * sch_native_read_clusters:
 * @json: content of clusters.json
 *
 * Returns: (transfer full) (nullable): clusters, links and rejected proposals in the file's order
 */
SchClustersFile *
sch_native_read_clusters (const char *json, gsize byte_len, const char *file_name, GError **error)
{
  g_autoptr (SchClustersFile) file = NULL;
  g_autoptr (SchJsonWriter) extra = sch_json_writer_new ();
  g_autoptr (SchJsonPull) pull = NULL;
  const char *name;
  gsize extra_len;

  if (!check_header (json, byte_len, FORMAT_CLUSTERS, file_name, error))
    return NULL;
  file = g_new0 (SchClustersFile, 1);
  file->clusters = g_ptr_array_new_with_free_func (sch_record_unref);
  file->links = g_ptr_array_new_with_free_func (sch_record_unref);
  file->rejected = g_ptr_array_new_with_free_func (sch_record_unref);
  pull = sch_json_pull_new (json, byte_len, file_name);
  sch_json_writer_begin_object (extra);
  sch_json_pull_begin_object (pull);
  while (sch_json_pull_next_member (pull, &name))
    if (!read_clusters_member (pull, name, file, extra, file_name, error))
      return NULL;
  if (!sch_json_pull_finish (pull, error))
    return NULL;
  sch_json_writer_end_object (extra);
  name = sch_json_writer_peek (extra, &extra_len);
  if (extra_len > 2)
    file->extra = g_strndup (name + 1, extra_len - 2);
  return g_steal_pointer (&file);
}

/**
 * sch_native_write_clusters:
 *
 * Returns: (transfer full): the bytes of clusters.json; clusters and links sorted by id, rejected
 *   proposals by both of their ids
 */
GBytes *
sch_native_write_clusters (const SchClustersFile *file)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  begin_file (writer, FORMAT_CLUSTERS);
  write_records (writer, "clusters", file->clusters, compare_ids);
  write_records (writer, "links", file->links, compare_ids);
  write_records (writer, "rejected", file->rejected, compare_rejected);
  sch_canonical_write_extra (file->extra, writer);
  sch_json_writer_end_file (writer);
  return sch_json_writer_steal (writer);
}
