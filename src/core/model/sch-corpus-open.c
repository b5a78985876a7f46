/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a folder as a corpus. Writes nothing; whatever is missing has a default, whatever is
 * broken becomes an issue and is protected from being overwritten. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

static const char default_patterns[] = "**/*.txt";
static const char *const default_exclude[] = { "README*", "LICENSE*", "GUIDELINES*", NULL };

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static SchTree *
make_default_info (SchCorpus *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *id = sch_id_new_random ();

  json_builder_begin_object (builder);
  add_string (builder, "format", "scholiast-corpus");
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, SCH_FILE_VERSION);
  add_string (builder, "id", id);
  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, default_patterns);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "exclude");
  json_builder_begin_array (builder);
  for (guint i = 0; default_exclude[i] != NULL; i++)
    json_builder_add_string_value (builder, default_exclude[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return sch_tree_new (SCH_RECORD_CORPUS, "", root);
}

static void
read_info (SchCorpus *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_corpus_read_file (self, "scholiast.json", &error);
  const char *folder;

  if (bytes != NULL)
    {
      gsize byte_len;
      const char *data = g_bytes_get_data (bytes, &byte_len);

      self->info = sch_native_read_tree (SCH_RECORD_CORPUS, "", data, byte_len, "scholiast.json",
                                         &error);
      self->has_info = self->info != NULL;
    }
  if (self->info == NULL)
    self->info = make_default_info (self);

  self->id = g_strdup (sch_tree_get_string (self->info, "id"));
  folder = sch_tree_get_string (self->info, "annotationsFolder");
  self->annotations = g_strdup (
      *folder != '\0' && sch_path_is_valid (folder, NULL) ? folder : "annotations");
  if (error != NULL)
    sch_corpus_protect_file (self, "scholiast.json", error->message);
}

static SchScheme *
read_default_scheme (SchCorpus *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->environment->data_dir, "schemes", "news.json",
                                            NULL);
  g_autoptr (GBytes) bytes = sch_store_read (path, SCH_JSON_MAX_BYTES, NULL, error);
  gsize byte_len;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &byte_len);
  return sch_scheme_new_from_json (data, byte_len, path, error);
}

static gboolean
read_scheme (SchCorpus *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = sch_corpus_read_file (self, "scheme.json", &local);

  if (bytes != NULL)
    {
      gsize byte_len;
      const char *data = g_bytes_get_data (bytes, &byte_len);

      self->scheme = sch_scheme_new_from_json (data, byte_len, "scheme.json", &local);
      self->has_scheme = self->scheme != NULL;
    }
  if (local != NULL)
    sch_corpus_protect_file (self, "scheme.json", local->message);
  if (self->scheme == NULL)
    self->scheme = read_default_scheme (self, error);
  return self->scheme != NULL;
}

static void
read_metadata (SchCorpus *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_corpus_read_file (self, "documents.json", &error);

  if (bytes != NULL)
    sch_corpus_take_metadata (self, bytes, &error);
  if (error != NULL)
    sch_corpus_protect_file (self, "documents.json", error->message);
}

char *
sch_corpus_dup_aside_folder (SchCorpus *self, const char *id_or_place)
{
  const char *parts[] = { "corpus", id_or_place, NULL };
  g_autofree char *key = sch_id_from_parts (parts);

  return g_build_filename (self->environment->state_dir, "corpora", key, NULL);
}

/* Journal and history live in the corpus, or in the user's state folder where it cannot be written. */
static void
choose_private_folder (SchCorpus *self)
{
  gboolean has_id = self->has_info && *self->id != '\0';

  self->aside = !sch_store_is_writable (self->root);
  if (self->aside)
    self->private_folder = sch_corpus_dup_aside_folder (self, has_id ? self->id : self->root);
  else
    self->private_folder = g_build_filename (self->root, ".scholiast", NULL);
  if (!g_file_test (self->private_folder, G_FILE_TEST_IS_SYMLINK) || self->read_only != NULL)
    return;
  self->read_only = g_strdup_printf (
      _ ("“%s” is a link, and nothing is written behind links. Take it away to change the corpus."),
      self->private_folder);
  sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, ".scholiast", self->read_only);
}

static gboolean
check_lock (SchCorpus *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->private_folder, "lock", NULL);
  g_autofree char *owner = NULL;
  const SchEnvironment *environment = self->environment;
  const SchLockIdentity identity = { environment->host, environment->boot_id, environment->instance,
                                     environment->user, environment->runtime_dir };

  if ((self->flags & (SCH_OPEN_READ_ONLY | SCH_OPEN_STEAL_LOCK)) != 0 ||
      !sch_lock_is_held (path, &identity, environment->now (), &owner) ||
      g_strcmp0 (owner, environment->instance) == 0)
    return TRUE;
  g_set_error (
      error, SCH_ERROR, SCH_ERROR_LOCKED,
      _ ("%s is open in another window or on another machine. Close it there first, or open "
         "it here for reading only."),
      self->root);
  return FALSE;
}

static gboolean
check_root (const char *root, GError **error)
{
  if (g_file_test (root, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_file_test (root, G_FILE_TEST_EXISTS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY,
                 _ ("%s is not a folder. Open the folder that holds the documents."), root);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("There is no folder %s. It may have been moved or renamed."), root);
  return FALSE;
}

SchCorpus *
sch_corpus_open (const char *root, const SchEnvironment *environment, SchOpenFlags flags,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (SchCorpus) self = NULL;
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (root != NULL && environment != NULL, NULL);

  if (!check_root (root, error))
    return NULL;
  self = g_object_new (SCH_TYPE_CORPUS, NULL);
  self->closed = TRUE; /* until it is open, there is nothing to close */
  canonical = g_canonicalize_filename (root, NULL);
  self->root = g_ref_string_new (canonical);
  self->environment = sch_environment_copy (environment);
  self->flags = flags;
  self->seq = (guint64) environment->now () * 1000u;

  read_info (self);
  choose_private_folder (self);
  if (!check_lock (self, error) || !read_scheme (self, error))
    return NULL;
  if ((flags & SCH_OPEN_READ_ONLY) != 0 && self->read_only == NULL)
    self->read_only = g_strdup (_ ("This corpus was opened for reading only."));
  sch_corpus_finish_moves (self);
  read_metadata (self);
  if (!sch_corpus_read_documents (self, cancellable, error))
    return NULL;
  sch_corpus_read_layers (self);
  sch_corpus_replay_journals (self);
  sch_corpus_add_missing (self);
  if (self->active_layer == NULL)
    sch_corpus_set_active_layer (self, NULL);
  self->closed = FALSE;
  return g_steal_pointer (&self);
}

typedef struct
{
  char *root;
  SchEnvironment *environment;
  SchOpenFlags flags;
} OpenData;

static void
free_open_data (gpointer data)
{
  OpenData *open = data;

  g_free (open->root);
  sch_environment_free (open->environment);
  g_free (open);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenData *open = data;
  GError *error = NULL;
  SchCorpus *corpus = sch_corpus_open (open->root, open->environment, open->flags, cancellable,
                                       &error);

  if (corpus != NULL)
    g_task_return_pointer (task, corpus, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sch_corpus_open_async:
 *
 * Opens a corpus in a worker thread; nobody else sees it before it is handed over.
 */
void
sch_corpus_open_async (const char *root, const SchEnvironment *environment, SchOpenFlags flags,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  OpenData *open = g_new0 (OpenData, 1);

  open->root = g_strdup (root);
  open->environment = sch_environment_copy (environment);
  open->flags = flags;
  g_task_set_source_tag (task, sch_corpus_open_async);
  g_task_set_task_data (task, open, free_open_data);
  g_task_run_in_thread (task, open_thread);
}

SchCorpus *
sch_corpus_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
