/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three-way merges of whole files, without a corpus around them. What a file is says its "format". */

#include "config.h"

#include "sch-native-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-json-pull.h"
#include "sch-layer-document-private.h"
#include "sch-native-files.h"
#include "sch-scheme-merge.h"
#include "sch-tree-private.h"

/* The three files; @base may be NULL. */
typedef struct
{
  GBytes *base;
  GBytes *ours;
  GBytes *theirs;
  const char *file_name;
  GPtrArray *conflicts;
} Merge;

static void add_conflict (Merge *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_conflict (Merge *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->conflicts, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* --- Records --- */

static GHashTable *
index_records (GPtrArray *records)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_insert (index, ((SchRecord *) records->pdata[i])->id, records->pdata[i]);
  return index;
}

/* (nullable): what becomes of one record; any of the three may be NULL. */
static gpointer
choose (Merge *self, SchRecord *base, SchRecord *ours, SchRecord *theirs)
{
  SchRecord *any = ours != NULL ? ours : theirs;

  if (sch_record_equal (ours, theirs) || sch_record_equal (base, theirs))
    return ours;
  if (sch_record_equal (base, ours))
    return theirs;
  if (ours != NULL && theirs != NULL)
    add_conflict (self, _ ("%s “%s” was changed on both sides; ours is taken"),
                  sch_record_type_to_string (any->type), any->id);
  else
    add_conflict (self, _ ("%s “%s” was removed on one side and changed on the other; it is kept"),
                  sch_record_type_to_string (any->type), any->id);
  return any;
}

/* (transfer full): in the order of ours, then what only theirs has. */
static GPtrArray *
merge_records (Merge *self, GPtrArray *base, GPtrArray *ours, GPtrArray *theirs)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (sch_record_unref);
  g_autoptr (GHashTable) old = index_records (base);
  g_autoptr (GHashTable) own = index_records (ours);
  g_autoptr (GHashTable) other = index_records (theirs);

  for (guint i = 0; ours != NULL && i < ours->len; i++)
    {
      SchRecord *record = ours->pdata[i];
      gpointer chosen = choose (self, g_hash_table_lookup (old, record->id), record,
                                g_hash_table_lookup (other, record->id));

      if (chosen != NULL)
        g_ptr_array_add (merged, sch_record_ref (chosen));
    }
  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    {
      SchRecord *record = theirs->pdata[i];
      gpointer chosen = !g_hash_table_contains (own, record->id)
                            ? choose (self, g_hash_table_lookup (old, record->id), NULL, record)
                            : NULL;

      if (chosen != NULL)
        g_ptr_array_add (merged, sch_record_ref (chosen));
    }
  return merged;
}

/* Returns: which of three texts is to be taken; what is unknown to the program is not looked into. */
static const char *
choose_text (Merge *self, const char *base, const char *ours, const char *theirs, const char *what)
{
  if (g_strcmp0 (ours, theirs) == 0 || g_strcmp0 (base, theirs) == 0)
    return ours;
  if (g_strcmp0 (base, ours) == 0)
    return theirs;
  add_conflict (self, _ ("“%s” was changed on both sides; ours is taken"), what);
  return ours;
}

/* --- Trees, member by member --- */

static char *
dup_json (JsonNode *node)
{
  g_autoptr (SchTree) tree = node != NULL ? sch_tree_new (SCH_RECORD_ORPHAN, "", node) : NULL;

  return tree != NULL ? sch_record_dup_json (tree, NULL) : NULL;
}

static JsonNode *
get_member (JsonNode *node, const char *member)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), member)
             : NULL;
}

static void
merge_member (Merge *self, JsonObject *merged, JsonNode *const nodes[3], const char *member)
{
  JsonNode *old = get_member (nodes[0], member);
  JsonNode *own = get_member (nodes[1], member);
  JsonNode *other = get_member (nodes[2], member);
  g_autofree char *old_json = dup_json (old);
  g_autofree char *own_json = dup_json (own);
  g_autofree char *other_json = dup_json (other);
  const char *chosen = choose_text (self, old_json, own_json, other_json, member);
  JsonNode *node = chosen == own_json ? own : other;

  if (node != NULL)
    json_object_set_member (merged, member, json_node_copy (node));
}

/* @base: (nullable) */
static SchTree *
merge_trees (Merge *self, SchTree *base, SchTree *ours, SchTree *theirs)
{
  JsonNode *const nodes[3] = { base != NULL ? base->node : NULL, ours->node, theirs->node };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) merged = json_object_new ();

  for (guint side = 1; side < 3; side++)
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (nodes[side]));

      for (GList *l = names; l != NULL; l = l->next)
        if (side == 1 || get_member (nodes[1], l->data) == NULL)
          merge_member (self, merged, nodes, l->data);
    }
  json_node_set_object (node, merged);
  return sch_tree_new (ours->record.type, ours->record.id, node);
}

static SchTree *
read_tree (Merge *self, SchRecordType type, GBytes *bytes, GError **error)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);

  return sch_native_read_tree (type, "", data, byte_len, self->file_name, error);
}

static GBytes *
merge_tree_files (Merge *self, SchRecordType type, GError **error)
{
  g_autoptr (SchTree) base = NULL;
  g_autoptr (SchTree) ours = read_tree (self, type, self->ours, error);
  g_autoptr (SchTree) theirs = ours != NULL ? read_tree (self, type, self->theirs, error) : NULL;
  g_autoptr (SchTree) merged = NULL;

  if (theirs == NULL)
    return NULL;
  if (self->base != NULL)
    {
      base = read_tree (self, type, self->base, error);
      if (base == NULL)
        return NULL;
    }
  merged = merge_trees (self, base, ours, theirs);
  return sch_native_write_tree (merged);
}

/* --- scheme.json --- */

static SchScheme *
read_scheme (Merge *self, GBytes *bytes, GError **error)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);

  return sch_scheme_new_from_json (data, byte_len, self->file_name, error);
}

static GBytes *
merge_schemes (Merge *self, GError **error)
{
  g_autoptr (SchScheme) base = NULL;
  g_autoptr (SchScheme) ours = read_scheme (self, self->ours, error);
  g_autoptr (SchScheme) theirs = ours != NULL ? read_scheme (self, self->theirs, error) : NULL;
  g_autoptr (SchScheme) merged = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (theirs == NULL)
    return NULL;
  if (self->base != NULL)
    {
      base = read_scheme (self, self->base, error);
      if (base == NULL)
        return NULL;
    }
  merged = sch_scheme_merge (base, ours, theirs, &conflicts);
  for (guint i = 0; i < conflicts->len; i++)
    g_ptr_array_add (self->conflicts,
                     sch_scheme_conflict_dup_text (g_ptr_array_index (conflicts, i)));
  return sch_native_write_tree (sch_scheme_get_tree (merged));
}

/* --- documents.json --- */

static GPtrArray *
read_documents (Merge *self, GBytes *bytes, char **extra, GError **error)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);

  return sch_native_read_documents (data, byte_len, self->file_name, extra, error);
}

/* A document that both sides changed is merged member by member. */
static void
merge_metadata (Merge *self, GPtrArray *records, GPtrArray *base, GPtrArray *theirs)
{
  g_autoptr (GHashTable) old = index_records (base);
  g_autoptr (GHashTable) other = index_records (theirs);

  for (guint i = 0; i < records->len; i++)
    {
      SchTree *own = records->pdata[i];
      SchTree *their = g_hash_table_lookup (other, own->record.id);

      if (their == NULL || sch_record_equal (own, their))
        continue;
      records->pdata[i] = merge_trees (self, g_hash_table_lookup (old, own->record.id), own, their);
      sch_record_unref (own);
    }
}

static GBytes *
merge_documents (Merge *self, GError **error)
{
  g_autofree char *old_extra = NULL;
  g_autofree char *own_extra = NULL;
  g_autofree char *other_extra = NULL;
  g_autoptr (GPtrArray) base = NULL;
  g_autoptr (GPtrArray) ours = read_documents (self, self->ours, &own_extra, error);
  g_autoptr (GPtrArray)
      theirs = ours != NULL ? read_documents (self, self->theirs, &other_extra, error) : NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) merged = NULL;

  if (theirs == NULL)
    return NULL;
  if (self->base != NULL)
    {
      base = read_documents (self, self->base, &old_extra, error);
      if (base == NULL)
        return NULL;
    }
  /* First what both have, so that no record is left that both changed. */
  merge_metadata (self, ours, base, theirs);
  changed = g_ptr_array_copy (theirs, (GCopyFunc) (void *) sch_record_ref, NULL);
  g_ptr_array_set_free_func (changed, sch_record_unref);
  {
    g_autoptr (GHashTable) own = index_records (ours);

    for (guint i = 0; i < changed->len; i++)
      {
        SchRecord *record = changed->pdata[i];
        gpointer same = g_hash_table_lookup (own, record->id);

        if (same == NULL)
          continue;
        changed->pdata[i] = sch_record_ref (same);
        sch_record_unref (record);
      }
  }
  merged = merge_records (self, base, ours, changed);
  return sch_native_write_documents (merged, choose_text (self, old_extra, own_extra, other_extra,
                                                          "documents.json"));
}

/* --- clusters.json --- */

static SchClustersFile *
read_clusters (Merge *self, GBytes *bytes, GError **error)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);

  return sch_native_read_clusters (data, byte_len, self->file_name, error);
}

static GBytes *
merge_clusters (Merge *self, GError **error)
{
  g_autoptr (SchClustersFile) base = NULL;
  g_autoptr (SchClustersFile) ours = read_clusters (self, self->ours, error);
  g_autoptr (SchClustersFile) theirs = ours != NULL ? read_clusters (self, self->theirs, error)
                                                    : NULL;
  g_autoptr (SchClustersFile) merged = NULL;

  if (theirs == NULL)
    return NULL;
  if (self->base != NULL)
    {
      base = read_clusters (self, self->base, error);
      if (base == NULL)
        return NULL;
    }
  merged = g_new0 (SchClustersFile, 1);
  merged->clusters = merge_records (self, base != NULL ? base->clusters : NULL, ours->clusters,
                                    theirs->clusters);
  merged->links = merge_records (self, base != NULL ? base->links : NULL, ours->links,
                                 theirs->links);
  merged->rejected = merge_records (self, base != NULL ? base->rejected : NULL, ours->rejected,
                                    theirs->rejected);
  merged->extra = g_strdup (choose_text (self, base != NULL ? base->extra : NULL, ours->extra,
                                         theirs->extra, "clusters.json"));
  return sch_native_write_clusters (merged);
}

/* --- Layer documents --- */

/* The path of the document, which the file says. */
static char *
dup_document_path (GBytes *bytes)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (data, byte_len, "");
  const char *name;
  char *path = NULL;

  sch_json_pull_begin_object (pull);
  while (path == NULL && sch_json_pull_next_member (pull, &name))
    {
      if (strcmp (name, "document") != 0)
        {
          sch_json_pull_skip (pull);
          continue;
        }
      sch_json_pull_begin_object (pull);
      while (sch_json_pull_next_member (pull, &name))
        if (strcmp (name, "path") == 0 && path == NULL)
          sch_json_pull_read_string (pull, &path);
        else
          sch_json_pull_skip (pull);
      break;
    }
  return path != NULL ? path : g_strdup ("");
}

static SchLayerContent *
read_content (Merge *self, GBytes *bytes, const char *path, GError **error)
{
  g_autoptr (SchLayerContent) content = sch_layer_content_new ("", path, NULL);

  return sch_layer_content_read (content, bytes, self->file_name, error)
             ? g_steal_pointer (&content)
             : NULL;
}

static void
replace_records (GPtrArray **records, GPtrArray *merged)
{
  g_ptr_array_unref (*records);
  *records = merged;
}

static void
replace_string (char **string, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*string);
  *string = copy;
}

/* Where one side has the annotations of another state of the text, the file says the older one: then all
 * are looked for in the text again when it is opened. */
static void
merge_text (Merge *self, SchLayerContent *base, SchLayerContent *ours, SchLayerContent *theirs)
{
  gboolean ours_old;
  gboolean theirs_old;

  if (strcmp (ours->file_sha256, theirs->file_sha256) == 0)
    return;
  ours_old = base != NULL && strcmp (base->file_sha256, ours->file_sha256) == 0;
  theirs_old = base != NULL && strcmp (base->file_sha256, theirs->file_sha256) == 0;
  if (theirs_old)
    {
      ours->file_length = theirs->file_length;
      g_strlcpy (ours->file_sha256, theirs->file_sha256, sizeof ours->file_sha256);
    }
  else if (!ours_old)
    add_conflict (self, _ ("the annotations are of different texts of the document; open it to see "
                           "where they are in the text that is there now"));
}

/* A relation that one side made keeps the span that the other removed. */
static void
keep_ends (Merge *self, SchLayerContent *merged, SchLayerContent *base)
{
  g_autoptr (GHashTable) spans = index_records (merged->spans);
  g_autoptr (GHashTable) old = index_records (base->spans);

  for (guint i = 0; i < merged->relations->len; i++)
    {
      const SchRelation *relation = merged->relations->pdata[i];
      const char *const ends[] = { relation->from, relation->to };

      for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
        {
          SchRecord *span = !g_hash_table_contains (spans, ends[k])
                                ? g_hash_table_lookup (old, ends[k])
                                : NULL;

          if (span == NULL)
            continue;
          add_conflict (
              self,
              _ ("%s “%s” was removed on one side, and has a relation on the other; it is "
                 "kept"),
              sch_record_type_to_string (span->type), span->id);
          g_ptr_array_add (merged->spans, sch_record_ref (span));
          g_hash_table_insert (spans, span->id, span);
        }
    }
}

/* Into @ours. */
static void
merge_contents (Merge *self, SchLayerContent *base, SchLayerContent *ours, SchLayerContent *theirs)
{
  SchState *state = choose (self, base != NULL ? &base->state->record : NULL, &ours->state->record,
                            &theirs->state->record);

  if (state != NULL && state != ours->state)
    {
      sch_record_unref (ours->state);
      ours->state = sch_record_ref (state);
    }
  merge_text (self, base, ours, theirs);
  replace_records (&ours->spans, merge_records (self, base != NULL ? base->spans : NULL,
                                                ours->spans, theirs->spans));
  replace_records (&ours->relations, merge_records (self, base != NULL ? base->relations : NULL,
                                                    ours->relations, theirs->relations));
  replace_records (&ours->orphans, merge_records (self, base != NULL ? base->orphans : NULL,
                                                  ours->orphans, theirs->orphans));
  if (base != NULL)
    keep_ends (self, ours, base);
  g_ptr_array_sort (ours->spans, sch_span_compare_pointers);
  g_ptr_array_sort (ours->relations, sch_record_compare_ids);
  g_ptr_array_sort (ours->orphans, sch_record_compare_ids);
  ours->scheme_revision = MAX (ours->scheme_revision, theirs->scheme_revision);
  replace_string (&ours->annotator, choose_text (self, base != NULL ? base->annotator : NULL,
                                                 ours->annotator, theirs->annotator, "annotator"));
  replace_string (&ours->file_extra, choose_text (self, base != NULL ? base->file_extra : NULL,
                                                  ours->file_extra, theirs->file_extra, "x"));
  replace_string (&ours->document_extra,
                  choose_text (self, base != NULL ? base->document_extra : NULL,
                               ours->document_extra, theirs->document_extra, "document"));
}

static GBytes *
merge_layer_documents (Merge *self, GError **error)
{
  g_autofree char *path = dup_document_path (self->ours);
  g_autoptr (SchLayerContent) base = NULL;
  g_autoptr (SchLayerContent) ours = read_content (self, self->ours, path, error);
  g_autoptr (SchLayerContent) theirs = ours != NULL ? read_content (self, self->theirs, path, error)
                                                    : NULL;

  if (theirs == NULL)
    return NULL;
  if (self->base != NULL)
    {
      base = read_content (self, self->base, path, error);
      if (base == NULL)
        return NULL;
    }
  merge_contents (self, base, ours, theirs);
  return sch_layer_content_write (ours);
}

/* --- Any of them --- */

/* (transfer full) (nullable): the member "format" of the file */
static char *
dup_format (GBytes *bytes)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (data, byte_len, "");
  const char *name;
  char *format = NULL;

  if (sch_json_pull_peek (pull) != SCH_JSON_OBJECT)
    return NULL;
  sch_json_pull_begin_object (pull);
  while (format == NULL && sch_json_pull_next_member (pull, &name))
    if (strcmp (name, "format") == 0 && sch_json_pull_peek (pull) == SCH_JSON_STRING)
      sch_json_pull_read_string (pull, &format);
    else
      sch_json_pull_skip (pull);
  return format;
}

static GBytes *
merge_format (Merge *self, const char *format, GError **error)
{
  if (g_strcmp0 (format, "scholiast-scheme") == 0)
    return merge_schemes (self, error);
  if (g_strcmp0 (format, "scholiast-annotations") == 0)
    return merge_layer_documents (self, error);
  if (g_strcmp0 (format, "scholiast-clusters") == 0)
    return merge_clusters (self, error);
  if (g_strcmp0 (format, "scholiast-documents") == 0)
    return merge_documents (self, error);
  if (g_strcmp0 (format, "scholiast-corpus") == 0)
    return merge_tree_files (self, SCH_RECORD_CORPUS, error);
  if (g_strcmp0 (format, "scholiast-layer") == 0)
    return merge_tree_files (self, SCH_RECORD_LAYER, error);
  g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
               _ ("%s is no file of a corpus that can be merged: its “format” is “%s”"),
               self->file_name, format != NULL ? format : "");
  return NULL;
}

GBytes *
sch_native_merge (GBytes *base, GBytes *ours, GBytes *theirs, const char *file_name,
                  GPtrArray **conflicts, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Merge self = { base != NULL && g_bytes_get_size (base) > 0 ? base : NULL, ours, theirs, file_name,
                 found };
  g_autofree char *format = dup_format (ours);
  GBytes *merged = merge_format (&self, format, error);

  if (merged != NULL && conflicts != NULL)
    *conflicts = g_steal_pointer (&found);
  return merged;
}
