/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The serial writer. One thread owns the journal and the history stores; the queue, the state of
 * the head and the results are behind one lock. Results go back through an idle source, or directly
 * from sch_saver_wait(). */

#include "config.h"

#include "sch-saver.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sch-error.h"

typedef enum
{
  JOB_BASE,
  JOB_GROUP,
  JOB_HISTORY,
  JOB_FILE,
  JOB_REMOVE,
  JOB_SET_ASIDE,
  JOB_RESET,
} JobKind;

typedef struct
{
  JobKind kind;
  guint64 seq;
  char *file;
  char *layer;
  SchHistoryOp op;
  SchFileState state;
  SchSaverProduce produce;
  gpointer data;
  GDestroyNotify destroy;
  GBytes *bytes; /* produced once, also when the job is tried again */
} Job;

struct _SchSaver
{
  char *root;
  char *private_folder;
  SchSaverCallback callback;
  gpointer callback_data;
  GMainContext *context;
  GThread *thread;

  GMutex lock;
  GCond cond;
  GQueue jobs;     /* of Job; the head is under way */
  GQueue results;  /* of SchSaverResult */
  GSource *source; /* pending delivery */
  guint64 last_queued_seq;
  gboolean busy;   /* the head is being worked on */
  gboolean failed; /* the head could not be done */
  GError *error;
  gboolean stop;

  /* The owner's own. */
  guint n_users; /* itself, and calls that deliver results */

  /* The thread's own. */
  SchJournal *journal;
  GHashTable *histories; /* layer -> SchHistoryStore */
  gboolean keep_journal; /* an older one is left, which is true only together with this one */
};

static void
free_job (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job->file);
  g_free (job->layer);
  g_free (job);
}

static void
free_result (SchSaverResult *result)
{
  g_free (result->file);
  g_clear_error (&result->error);
  g_free (result);
}

static void
release_saver (SchSaver *self)
{
  if (--self->n_users > 0)
    return;
  g_queue_clear_full (&self->results, (GDestroyNotify) free_result);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);
  g_free (self->root);
  g_free (self->private_folder);
  g_free (self);
}

/* Hands what has arrived to the callback, on the owner's thread. The callback may free the saver. */
static void
deliver_results (SchSaver *self)
{
  self->n_users++;
  for (;;)
    {
      SchSaverResult *result;

      g_mutex_lock (&self->lock);
      result = self->stop ? NULL : g_queue_pop_head (&self->results);
      g_mutex_unlock (&self->lock);
      if (result == NULL)
        break;
      self->callback (result, self->callback_data);
      free_result (result);
    }
  release_saver (self);
}

static gboolean
deliver_cb (gpointer data)
{
  SchSaver *self = data;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->lock);
  deliver_results (self);
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
post_result (SchSaver *self, SchSaverEvent event, const Job *job, const GError *error)
{
  SchSaverResult *result = g_new0 (SchSaverResult, 1);

  result->event = event;
  result->seq = job->seq;
  result->file = g_strdup (job->file);
  result->state = job->state;
  result->error = error != NULL ? g_error_copy (error) : NULL;
  g_queue_push_tail (&self->results, result);
  if (self->source != NULL)
    return;
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, deliver_cb, self, NULL);
  g_source_attach (self->source, self->context);
}

static SchHistoryStore *
get_history (SchSaver *self, const char *layer)
{
  SchHistoryStore *store = g_hash_table_lookup (self->histories, layer);

  if (store == NULL)
    {
      g_autofree char *folder = g_build_filename (self->private_folder, "history", NULL);

      store = sch_history_store_new (folder, layer);
      g_hash_table_insert (self->histories, g_strdup (layer), store);
    }
  return store;
}

/* The private folder is no part of the dataset: git is told so. */
static void
ensure_ignored (SchSaver *self)
{
  g_autofree char *path = g_build_filename (self->private_folder, ".gitignore", NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("*\n", 2);
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  if (!sch_store_make_folder (self->private_folder, &error) ||
      !sch_store_replace (path, content, NULL, NULL, &error))
    g_info ("%s", error->message);
}

static gboolean
run_group (SchSaver *self, Job *job, GError **error)
{
  gsize byte_len;
  const char *payload;
  g_autoptr (GError) history_error = NULL;

  if (job->bytes == NULL)
    {
      job->bytes = job->produce (job->data);
      ensure_ignored (self);
    }
  payload = g_bytes_get_data (job->bytes, &byte_len);
  if (!sch_journal_append (self->journal, SCH_JOURNAL_GROUP, payload, byte_len, TRUE, error))
    return FALSE;
  /* Losing the history loses undo and nothing else: not a reason to stop. */
  if (job->layer != NULL && !sch_history_store_append (get_history (self, job->layer), job->op,
                                                       job->seq, payload, byte_len, &history_error))
    g_info ("%s", history_error->message);
  return TRUE;
}

static gboolean
run_history (SchSaver *self, Job *job, GError **error)
{
  gsize byte_len;
  const char *payload = g_bytes_get_data (job->bytes, &byte_len);

  return sch_history_store_append (get_history (self, job->layer), job->op, job->seq, payload,
                                   byte_len, error);
}

/* No folder on the way may be a link: it could lead out of the corpus. */
static gboolean
check_folders (SchSaver *self, const char *file, GError **error)
{
  for (const char *slash = strchr (file, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (file, slash - file);
      g_autofree char *path = g_build_filename (self->root, folder, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      g_set_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY,
                   _ ("“%s” is a link, and nothing is written behind links; put the folder itself "
                      "there to save in it"),
                   path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_file (SchSaver *self, Job *job, GError **error)
{
  g_autofree char *path = g_build_filename (self->root, job->file, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  SchFileState state;
  char sha256[65];

  if (job->bytes == NULL)
    job->bytes = job->produce (job->data);
  if (job->bytes == NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_CHANGED,
                   _ ("“%s” cannot be read any more, so nothing is written over it"), path);
      return FALSE;
    }
  /* The checkpoint comes first: whenever the power fails, the journal knows the file's state. */
  sch_store_sha256 (g_bytes_get_data (job->bytes, NULL), g_bytes_get_size (job->bytes), sha256);
  if (!check_folders (self, job->file, error) ||
      !sch_journal_append_checkpoint (self->journal, job->file, sha256, job->seq, error) ||
      !sch_store_make_folder (folder, error) ||
      !sch_store_replace (path, job->bytes, &job->state, &state, error))
    return FALSE;
  job->state = state;
  return TRUE;
}

static gboolean
run_reset (SchSaver *self, Job *job, GError **error)
{
  GHashTableIter iter;
  gpointer store;
  g_autoptr (GError) history_error = NULL;

  g_hash_table_iter_init (&iter, self->histories);
  while (g_hash_table_iter_next (&iter, NULL, &store))
    if (!sch_history_store_sync (store, &history_error))
      {
        g_info ("%s", history_error->message);
        g_clear_error (&history_error);
      }
  return sch_journal_reset (self->journal, error);
}

static gboolean
run_remove (SchSaver *self, Job *job, GError **error)
{
  gboolean removed = sch_store_remove (job->file, error);

  self->keep_journal |= !removed;
  return removed;
}

static gboolean
run_set_aside (SchSaver *self, Job *job, GError **error)
{
  g_autofree char *folder = g_build_filename (self->private_folder, "backup", NULL);
  g_autofree char *name = g_path_get_basename (job->file);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (sch_store_make_folder (folder, error))
    {
      if (g_rename (job->file, path) == 0)
        return TRUE;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("Could not move “%s” to “%s”: %s"), job->file, folder, g_strerror (errno));
    }
  self->keep_journal = TRUE;
  return FALSE;
}

static gboolean
run_job (SchSaver *self, Job *job, GError **error)
{
  switch (job->kind)
    {
    case JOB_BASE:
      return sch_journal_append_base (self->journal, job->file, job->state.sha256, error);
    case JOB_GROUP:
      return run_group (self, job, error);
    case JOB_HISTORY:
      return run_history (self, job, error);
    case JOB_FILE:
      return run_file (self, job, error);
    case JOB_REMOVE:
      return run_remove (self, job, error);
    case JOB_SET_ASIDE:
      return run_set_aside (self, job, error);
    case JOB_RESET:
      return self->keep_journal || run_reset (self, job, error);
    default:
      g_assert_not_reached ();
    }
}

/* With the lock held: what the outcome of the head means. */
static void
finish_job (SchSaver *self, Job *job, GError *error)
{
  gboolean stands = error != NULL && (job->kind == JOB_BASE || job->kind == JOB_GROUP);

  if (stands)
    {
      self->failed = TRUE;
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
      post_result (self, SCH_SAVER_FAILED, job, error);
      return;
    }
  g_queue_pop_head (&self->jobs);
  if (job->kind == JOB_GROUP)
    post_result (self, SCH_SAVER_JOURNALED, job, NULL);
  else if (job->kind == JOB_FILE)
    post_result (self, error != NULL ? SCH_SAVER_FILE_FAILED : SCH_SAVER_WRITTEN, job, error);
  else if (job->kind == JOB_RESET && error == NULL)
    post_result (self, SCH_SAVER_RESET, job, NULL);
  else if (error != NULL)
    g_info ("%s", error->message);
  free_job (job);
}

static gpointer
run_thread (gpointer data)
{
  SchSaver *self = data;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      Job *job;
      g_autoptr (GError) error = NULL;
      gboolean skip;

      while (!self->stop && (self->failed || g_queue_is_empty (&self->jobs)))
        g_cond_wait (&self->cond, &self->lock);
      if (self->stop)
        break;
      job = g_queue_peek_head (&self->jobs);
      skip = job->kind == JOB_RESET && self->last_queued_seq > job->seq;
      self->busy = TRUE;
      g_mutex_unlock (&self->lock);

      if (!skip)
        run_job (self, job, &error);

      g_mutex_lock (&self->lock);
      self->busy = FALSE;
      if (skip)
        free_job (g_queue_pop_head (&self->jobs));
      else
        finish_job (self, job, error);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

SchSaver *
sch_saver_new (const char *root, const char *private_folder, const SchJournalHeader *header,
               SchSaverCallback callback, gpointer data)
{
  SchSaver *self = g_new0 (SchSaver, 1);
  g_autofree char *journal_folder = g_build_filename (private_folder, "journal", NULL);

  self->root = g_strdup (root);
  self->private_folder = g_strdup (private_folder);
  self->callback = callback;
  self->callback_data = data;
  self->context = g_main_context_ref_thread_default ();
  self->n_users = 1;
  self->journal = sch_journal_new (journal_folder, header);
  self->histories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) sch_history_store_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("saver", run_thread, self);
  return self;
}

static void
push_job (SchSaver *self, Job *job)
{
  g_mutex_lock (&self->lock);
  if (job->kind == JOB_GROUP)
    self->last_queued_seq = job->seq;
  g_queue_push_tail (&self->jobs, job);
  self->failed = FALSE; /* new work is a reason to try again */
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

static Job *
new_job (JobKind kind, const char *file, guint64 seq)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->file = g_strdup (file);
  job->seq = seq;
  return job;
}

/**
 * sch_saver_push_base:
 * @file: relative to the corpus
 * @sha256: of its content before its first edit, "" where it is not there
 */
void
sch_saver_push_base (SchSaver *self, const char *file, const char *sha256)
{
  Job *job = new_job (JOB_BASE, file, 0);

  g_strlcpy (job->state.sha256, sha256, sizeof job->state.sha256);
  push_job (self, job);
}

/**
 * sch_saver_push_group:
 * @produce: makes the group's JSON from @data, in the writer thread
 * @history_layer: (nullable): whose history gets it too
 */
void
sch_saver_push_group (SchSaver *self, guint64 seq, SchSaverProduce produce, gpointer data,
                      GDestroyNotify destroy, const char *history_layer, SchHistoryOp op)
{
  Job *job = new_job (JOB_GROUP, NULL, seq);

  job->produce = produce;
  job->data = data;
  job->destroy = destroy;
  job->layer = g_strdup (history_layer);
  job->op = op;
  push_job (self, job);
}

void
sch_saver_push_history (SchSaver *self, const char *layer, SchHistoryOp op, guint64 seq,
                        GBytes *payload)
{
  Job *job = new_job (JOB_HISTORY, NULL, seq);

  job->layer = g_strdup (layer);
  job->op = op;
  job->bytes = g_bytes_ref (payload);
  push_job (self, job);
}

/**
 * sch_saver_push_file:
 * @file: relative to the corpus
 * @seq: the last group that is in the content
 * @expected: what is on the disk as far as we know; anything else there is not replaced
 */
void
sch_saver_push_file (SchSaver *self, const char *file, guint64 seq, const SchFileState *expected,
                     SchSaverProduce produce, gpointer data, GDestroyNotify destroy)
{
  Job *job = new_job (JOB_FILE, file, seq);

  job->state = *expected;
  job->produce = produce;
  job->data = data;
  job->destroy = destroy;
  push_job (self, job);
}

void
sch_saver_push_remove (SchSaver *self, const char *absolute_file)
{
  push_job (self, new_job (JOB_REMOVE, absolute_file, 0));
}

void
sch_saver_push_set_aside (SchSaver *self, const char *absolute_file)
{
  push_job (self, new_job (JOB_SET_ASIDE, absolute_file, 0));
}

void
sch_saver_push_reset (SchSaver *self, guint64 seq)
{
  push_job (self, new_job (JOB_RESET, NULL, seq));
}

void
sch_saver_close_history (SchSaver *self, const char *layer)
{
  g_mutex_lock (&self->lock);
  /* The thread looks at its histories only while it has a job. */
  if (g_queue_is_empty (&self->jobs))
    g_hash_table_remove (self->histories, layer);
  else
    g_warn_if_reached ();
  g_mutex_unlock (&self->lock);
}

void
sch_saver_retry (SchSaver *self)
{
  g_mutex_lock (&self->lock);
  self->failed = FALSE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

gboolean
sch_saver_is_idle (SchSaver *self)
{
  gboolean idle;

  g_mutex_lock (&self->lock);
  idle = g_queue_is_empty (&self->jobs);
  g_mutex_unlock (&self->lock);
  return idle;
}

gboolean
sch_saver_wait (SchSaver *self, GError **error)
{
  gboolean done;

  g_mutex_lock (&self->lock);
  while (!g_queue_is_empty (&self->jobs) && !self->failed)
    g_cond_wait (&self->cond, &self->lock);
  done = !self->failed;
  if (!done && error != NULL)
    *error = g_error_copy (self->error);
  g_mutex_unlock (&self->lock);
  deliver_results (self);
  return done;
}

void
sch_saver_free (SchSaver *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_source_unref (self->source);
    }
  g_queue_clear_full (&self->jobs, (GDestroyNotify) free_job);
  g_clear_pointer (&self->journal, sch_journal_free);
  g_clear_pointer (&self->histories, g_hash_table_unref);
  release_saver (self);
}
