/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a document that is moved. The plan is on the disk first (moves.json in the
 * private folder). Then the annotations are written at their new place, the text is renamed, the
 * metadata follow, and only then the old annotations go: whenever the power fails, everything is
 * there once at least, and the next opening goes on where it stopped. Each step may be done twice.
 * The plans stay as a list of moves, so that older steps of the history find their documents. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sch-corpus-documents.h"
#include "sch-corpus-move-private.h"
#include "sch-error.h"
#include "sch-json-tree.h"
#include "sch-scan.h"

#define FILE_NAME "moves.json"
#define FORMAT_NAME "scholiast-moves"
#define MAX_MOVES 2000u

void (*sch_corpus_move_hook) (guint step);

void
sch_move_note_step (guint step)
{
  if (sch_corpus_move_hook != NULL)
    sch_corpus_move_hook (step);
}

/* --- Plans --- */

void
sch_move_free (SchMove *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static char *
dup_plan_path (SchCorpus *self)
{
  return g_build_filename (self->private_folder, FILE_NAME, NULL);
}

static void
add_move (JsonBuilder *builder, const SchMove *move)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "from");
  json_builder_add_string_value (builder, move->from);
  json_builder_set_member_name (builder, "to");
  json_builder_add_string_value (builder, move->to);
  json_builder_set_member_name (builder, "seq");
  json_builder_add_int_value (builder, (gint64) move->seq);
  json_builder_set_member_name (builder, "done");
  json_builder_add_boolean_value (builder, move->done);
  json_builder_end_object (builder);
}

gboolean
sch_move_write_plans (SchCorpus *self, GError **error)
{
  g_autofree char *path = dup_plan_path (self);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *json;

  while (self->moves->len > MAX_MOVES)
    g_ptr_array_remove_index (self->moves, 0);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, FORMAT_NAME);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, SCH_FILE_VERSION);
  json_builder_set_member_name (builder, "moves");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->moves->len; i++)
    add_move (builder, g_ptr_array_index (self->moves, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  bytes = g_bytes_new_take (json, strlen (json));
  return sch_store_make_folder (self->private_folder, error) &&
         sch_store_replace (path, bytes, NULL, NULL, error);
}

static void
take_move (SchCorpus *self, JsonObject *object)
{
  SchMove *move;
  const char *from = json_object_get_string_member_with_default (object, "from", "");
  const char *to = json_object_get_string_member_with_default (object, "to", "");

  if (!sch_path_is_valid (from, NULL) || !sch_path_is_valid (to, NULL))
    return;
  move = g_new0 (SchMove, 1);
  move->from = g_strdup (from);
  move->to = g_strdup (to);
  move->seq = (guint64) json_object_get_int_member_with_default (object, "seq", 0);
  move->done = json_object_get_boolean_member_with_default (object, "done", TRUE);
  g_ptr_array_add (self->moves, move);
}

static void
read_plans (SchCorpus *self)
{
  g_autofree char *path = dup_plan_path (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_store_read (path, SCH_JSON_MAX_BYTES, NULL, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonNode *list;
  gsize byte_len;
  const char *data;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &byte_len);
  root = sch_json_tree_parse (data, byte_len, FILE_NAME, &error);
  list = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
             ? json_object_get_member (json_node_get_object (root), "moves")
             : NULL;
  if (error != NULL)
    sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, "", error->message);
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (list), i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        take_move (self, json_node_get_object (node));
    }
}

/* --- Files --- */

/* The layers by their folders: at opening nothing else is known. */
static GPtrArray *
list_layer_folders (SchCorpus *self)
{
  g_autofree char *folder = sch_corpus_dup_absolute (self, self->annotations);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);

      if (sch_layer_name_is_valid (name) && g_file_test (child, G_FILE_TEST_IS_DIR) &&
          !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        g_ptr_array_add (names, g_strdup (name));
    }
  return names;
}

/* A file that cannot be understood goes along as it is. */
static GBytes *
write_for_path (const char *layer, const char *to, GBytes *bytes)
{
  g_autoptr (SchLayerContent) content = sch_layer_content_new (layer, to, NULL);

  if (!sch_layer_content_read (content, bytes, to, NULL))
    return g_bytes_ref (bytes);
  return sch_layer_content_write (content);
}

static gboolean
copy_layer_file (SchCorpus *self, const char *layer, const SchMove *move, GError **error)
{
  g_autofree char *old_file = sch_corpus_dup_layer_document_file (self, layer, move->from);
  g_autofree char *new_file = sch_corpus_dup_layer_document_file (self, layer, move->to);
  g_autofree char *old_path = sch_corpus_dup_absolute (self, old_file);
  g_autofree char *new_path = sch_corpus_dup_absolute (self, new_file);
  g_autofree char *folder = g_path_get_dirname (new_path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) written = NULL;

  if (!g_file_test (old_path, G_FILE_TEST_EXISTS) || g_file_test (new_path, G_FILE_TEST_EXISTS))
    return TRUE;
  bytes = sch_store_read (old_path, SCH_JSON_MAX_BYTES, NULL, error);
  if (bytes == NULL)
    return FALSE;
  written = write_for_path (layer, move->to, bytes);
  return sch_store_make_folder (folder, error) && sch_store_create (new_path, written, error);
}

static GBytes *
read_layer_file (SchCorpus *self, const char *layer, const char *path)
{
  g_autofree char *file = sch_corpus_dup_layer_document_file (self, layer, path);
  g_autofree char *absolute = sch_corpus_dup_absolute (self, file);

  return sch_store_read (absolute, SCH_JSON_MAX_BYTES, NULL, NULL);
}

/* Whether what is at the new place is what copy_layer_file() makes of what is at the old one. */
static gboolean
is_copied (SchCorpus *self, const char *layer, const SchMove *move, GBytes *old_bytes)
{
  g_autoptr (GBytes) new_bytes = read_layer_file (self, layer, move->to);
  g_autoptr (GBytes) written = write_for_path (layer, move->to, old_bytes);

  return new_bytes != NULL && g_bytes_equal (written, new_bytes);
}

static gboolean
remove_layer_file (SchCorpus *self, const char *layer, const char *path, GError **error)
{
  g_autofree char *file = sch_corpus_dup_layer_document_file (self, layer, path);
  g_autofree char *absolute = sch_corpus_dup_absolute (self, file);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *layer_folder = g_build_filename (self->root, self->annotations, layer, NULL);

  if (!sch_store_remove (absolute, error))
    return FALSE;
  sch_store_remove_empty_folders (folder, layer_folder);
  return TRUE;
}

/* Only what is at the new place too. */
static gboolean
remove_old (SchCorpus *self, const char *layer, const SchMove *move, GError **error)
{
  g_autoptr (GBytes) old_bytes = read_layer_file (self, layer, move->from);
  g_autofree char *old_file = NULL;
  g_autofree char *message = NULL;

  if (old_bytes == NULL)
    return TRUE;
  if (is_copied (self, layer, move, old_bytes))
    return remove_layer_file (self, layer, move->from, error);
  old_file = sch_corpus_dup_layer_document_file (self, layer, move->from);
  message = g_strdup_printf (_ ("%s was not taken away after “%s” became “%s”, because other "
                                "annotations are there already. Compare the two."),
                             old_file, move->from, move->to);
  sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, old_file, message);
  return TRUE;
}

static gboolean
move_text (SchCorpus *self, const SchMove *move, GError **error)
{
  g_autofree char *from = sch_corpus_dup_absolute (self, move->from);
  g_autofree char *to = sch_corpus_dup_absolute (self, move->to);
  g_autofree char *folder = g_path_get_dirname (to);

  if (!g_file_test (from, G_FILE_TEST_EXISTS) || g_file_test (to, G_FILE_TEST_EXISTS))
    return TRUE;
  return sch_store_make_folder (folder, error) && sch_store_rename (from, to, error);
}

/* @records: (element-type SchTree). Returns whether anything is another now. */
static gboolean
rename_records (GPtrArray *records, const SchMove *move)
{
  gboolean changed = FALSE;
  gboolean has_new = FALSE;

  for (guint i = 0; i < records->len; i++)
    has_new |= strcmp (((SchRecord *) g_ptr_array_index (records, i))->id, move->to) == 0;
  for (guint i = 0; i < records->len; i++)
    {
      SchTree *old = g_ptr_array_index (records, i);
      SchTree *now = NULL;

      /* What the new place has of its own is kept, and the old one too. */
      if (strcmp (old->record.id, move->from) == 0 && !has_new)
        now = sch_metadata_with_path (old, move->to);
      else if (strcmp (sch_tree_get_string (old, "version_of"), move->from) == 0)
        now = sch_tree_with_string (old, "version_of", move->to);
      if (now == NULL)
        continue;
      records->pdata[i] = now;
      sch_record_unref (old);
      changed = TRUE;
    }
  return changed;
}

static gboolean
move_metadata (SchCorpus *self, const SchMove *move, GError **error)
{
  g_autofree char *path = sch_corpus_dup_absolute (self, "documents.json");
  SchFileState state;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *extra = NULL;
  gsize byte_len;
  const char *data;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  bytes = sch_store_read (path, SCH_JSON_MAX_BYTES, &state, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &byte_len);
  records = sch_native_read_documents (data, byte_len, "documents.json", &extra, NULL);
  /* A file that cannot be understood is protected; it is no reason to stop half-way. */
  if (records == NULL || !rename_records (records, move))
    return TRUE;
  written = sch_native_write_documents (records, extra);
  return sch_store_replace (path, written, &state, NULL, error);
}

/* All steps, each of which may have been done before. @committed: (out): whether it can only go on */
gboolean
sch_move_carry_out (SchCorpus *self, const SchMove *move, gboolean *committed, GError **error)
{
  g_autoptr (GPtrArray) layers = list_layer_folders (self);

  *committed = FALSE;
  sch_move_note_step (1);
  for (guint i = 0; i < layers->len; i++)
    if (!copy_layer_file (self, g_ptr_array_index (layers, i), move, error))
      return FALSE;
  sch_move_note_step (2);
  if (!move_text (self, move, error))
    return FALSE;
  *committed = TRUE;
  sch_move_note_step (3);
  if (!move_metadata (self, move, error))
    return FALSE;
  sch_move_note_step (4);
  for (guint i = 0; i < layers->len; i++)
    {
      if (!remove_old (self, g_ptr_array_index (layers, i), move, error))
        return FALSE;
      sch_move_note_step (5);
    }
  return TRUE;
}

/* Before the text was renamed, there are only copies of the annotations to take away. */
void
sch_move_take_back (SchCorpus *self, const SchMove *move)
{
  g_autoptr (GPtrArray) layers = list_layer_folders (self);

  for (guint i = 0; i < layers->len; i++)
    {
      const char *layer = g_ptr_array_index (layers, i);
      g_autoptr (GBytes) old_bytes = read_layer_file (self, layer, move->from);
      g_autoptr (GError) error = NULL;

      if (old_bytes != NULL && is_copied (self, layer, move, old_bytes) &&
          !remove_layer_file (self, layer, move->to, &error))
        g_info ("%s", error->message);
    }
}

/**
 * sch_corpus_finish_moves:
 *
 * At opening, before anything of the documents is read: reads the list of moves, and does the rest of
 * one that was interrupted. For reading only, and behind somebody else's lock, it is left as it is.
 */
void
sch_corpus_finish_moves (SchCorpus *self)
{
  gboolean changed = FALSE;

  read_plans (self);
  if ((self->flags & SCH_OPEN_READ_ONLY) != 0 || self->read_only != NULL || self->aside)
    return;
  for (guint i = 0; i < self->moves->len; i++)
    {
      SchMove *move = g_ptr_array_index (self->moves, i);
      g_autoptr (GError) error = NULL;
      gboolean committed;

      if (move->done)
        continue;
      if (sch_move_carry_out (self, move, &committed, &error))
        move->done = changed = TRUE;
      else
        sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, move->from, error->message);
    }
  if (changed)
    sch_move_write_plans (self, NULL);
}
