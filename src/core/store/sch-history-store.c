/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The undo history of a layer: two stacks in memory, and the log of operations on the disk that
 * leads to them.
 *
 * A record is an operation; its payload is the sequence number (u64 little endian) and, for a new
 * group, the group. The sequence number of a record that only rebuilds the stacks is 0. Loading
 * writes nothing; a file past its bounds is rewritten by the next append. */

#include "sch-history-store.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "sch-error.h"

#define HISTORY_MAGIC "scholiast-history 1\n"
#define SEQ_BYTES 8u
/* The file may hold this many times what the stacks may. Undo and redo make records too, and even a
 * rewritten file has two for a group that can be redone. */
#define MAX_FILE_BYTES (2u * (guint64) SCH_HISTORY_MAX_BYTES)
#define MAX_FILE_RECORDS (4u * SCH_HISTORY_MAX_GROUPS)

struct _SchHistoryStore
{
  char *path;
  SchRecordLog *log;     /* NULL until the first append */
  guint64 compact_above; /* bytes of the file; more than the bound after a single huge step */
};

/**
 * sch_history_log_new:
 *
 * Returns: (transfer full): an empty history
 */
SchHistoryLog *
sch_history_log_new (void)
{
  SchHistoryLog *log = g_new0 (SchHistoryLog, 1);

  log->done = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  log->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return log;
}

void
sch_history_log_free (SchHistoryLog *log)
{
  if (log == NULL)
    return;
  g_ptr_array_unref (log->done);
  g_ptr_array_unref (log->undone);
  g_free (log);
}

/* Drops the oldest groups until the rest is within the bounds. The newest always stays, so that
 * even a huge step can be taken back. */
static void
trim_done (GPtrArray *done)
{
  guint64 bytes = 0;
  guint n_kept = 0;

  while (n_kept < done->len && n_kept < SCH_HISTORY_MAX_GROUPS)
    {
      bytes += g_bytes_get_size (g_ptr_array_index (done, done->len - 1 - n_kept));
      if (bytes > SCH_HISTORY_MAX_BYTES && n_kept > 0)
        break;
      n_kept++;
    }
  if (n_kept < done->len)
    g_ptr_array_remove_range (done, 0, done->len - n_kept);
}

static void
forget_all (SchHistoryLog *log)
{
  g_ptr_array_set_size (log->done, 0);
  g_ptr_array_set_size (log->undone, 0);
}

/* Moves the last group of one stack to the other. An operation that has nothing to work on shows
 * that something is missing before it: what is left of the stacks no longer fits the documents. */
static void
move_last (SchHistoryLog *log, GPtrArray *from, GPtrArray *to)
{
  if (from->len == 0)
    forget_all (log);
  else
    g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
}

/**
 * sch_history_log_apply:
 * @seq: sequence number of the operation
 * @payload: (nullable): the group of %SCH_HISTORY_DO; without meaning for the others
 *
 * Does to the stacks what the person did, and keeps them within %SCH_HISTORY_MAX_GROUPS and
 * %SCH_HISTORY_MAX_BYTES by forgetting the oldest groups. An undo or redo of nothing empties both.
 */
void
sch_history_log_apply (SchHistoryLog *log, SchHistoryOp op, guint64 seq, GBytes *payload)
{
  g_return_if_fail (log != NULL);
  g_return_if_fail (op != SCH_HISTORY_DO || payload != NULL);

  switch (op)
    {
    case SCH_HISTORY_DO:
      g_ptr_array_set_size (log->undone, 0);
      g_ptr_array_add (log->done, g_bytes_ref (payload));
      trim_done (log->done);
      break;
    case SCH_HISTORY_UNDO:
      move_last (log, log->done, log->undone);
      break;
    case SCH_HISTORY_REDO:
      move_last (log, log->undone, log->done);
      break;
    default:
      g_return_if_reached ();
    }
  log->last_seq = seq;
}

typedef struct
{
  SchHistoryLog *log;
  SchRecordLogDamage damage;
  guint bad_seen;
} Load;

static gboolean
take_record (guint32 type, const char *payload, gsize byte_len, gpointer data)
{
  Load *load = data;
  g_autoptr (GBytes) group = NULL;
  guint64 seq;

  /* Without the missing operations the stacks before this one are not to be trusted. */
  if (load->damage.bad_records != load->bad_seen)
    forget_all (load->log);
  load->bad_seen = load->damage.bad_records;

  if (byte_len < SEQ_BYTES || type < SCH_HISTORY_DO || type > SCH_HISTORY_REDO)
    {
      forget_all (load->log);
      return TRUE;
    }
  memcpy (&seq, payload, SEQ_BYTES);
  if (type == SCH_HISTORY_DO)
    group = g_bytes_new (payload + SEQ_BYTES, byte_len - SEQ_BYTES);
  sch_history_log_apply (load->log, type, GUINT64_FROM_LE (seq), group);
  return TRUE;
}

static gboolean
append_record (SchRecordLog *log, SchHistoryOp op, guint64 seq, const char *payload, gsize byte_len,
               GError **error)
{
  g_autofree char *record = g_malloc (SEQ_BYTES + byte_len);

  seq = GUINT64_TO_LE (seq);
  memcpy (record, &seq, SEQ_BYTES);
  if (byte_len > 0)
    memcpy (record + SEQ_BYTES, payload, byte_len);
  return sch_record_log_append (log, op, record, SEQ_BYTES + byte_len, FALSE, error);
}

/* Writes the operations that lead from nothing to the stacks of @history. Only the last has a
 * sequence number: if it is lost, so is the claim that the history reaches that far. */
static gboolean
append_history (SchRecordLog *log, const SchHistoryLog *history, GError **error)
{
  guint n_done = history->done->len, n_undone = history->undone->len;
  guint n_groups = n_done + n_undone, n_records = n_groups + n_undone;

  for (guint i = 0; i < n_records; i++)
    {
      guint64 seq = i + 1 == n_records ? history->last_seq : 0;
      GBytes *group = NULL;
      const char *payload = NULL;
      gsize byte_len = 0;

      if (i < n_done)
        group = g_ptr_array_index (history->done, i);
      else if (i < n_groups)
        group = g_ptr_array_index (history->undone, n_groups - 1 - i);
      if (group != NULL)
        payload = g_bytes_get_data (group, &byte_len);
      if (!append_record (log, group != NULL ? SCH_HISTORY_DO : SCH_HISTORY_UNDO, seq, payload,
                          byte_len, error))
        return FALSE;
    }
  /* Nothing can be undone: an operation without effect keeps the sequence number. */
  return n_records > 0 || append_record (log, SCH_HISTORY_UNDO, history->last_seq, NULL, 0, error);
}

static gboolean
rename_over (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    {
      int code = errno;
      g_autofree char *name = g_filename_display_name (to);

      g_set_error (
          error, G_IO_ERROR, g_io_error_from_errno (code),
          _ ("The history %s could not be replaced (%s). Check its folder, then try again."), name,
          g_strerror (code));
      return FALSE;
    }
  return sch_record_log_sync_folder (folder, error);
}

/* Replaces the log by a shorter one with the same result. Until the new one is durable the old one
 * stays. */
static gboolean
compact (SchHistoryStore *self, GError **error)
{
  g_autofree char *temporary = g_strconcat (self->path, ".tmp", NULL);
  g_autoptr (SchHistoryLog) history = sch_history_store_load (self, error);
  g_autoptr (SchRecordLog) log = NULL;

  if (history == NULL || !sch_record_log_remove (temporary, error))
    return FALSE;
  log = sch_record_log_open (temporary, HISTORY_MAGIC, error);
  if (log == NULL)
    return FALSE;
  if (!append_history (log, history, error) || !sch_record_log_sync (log, error) ||
      !rename_over (temporary, self->path, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  g_clear_pointer (&self->log, sch_record_log_close);
  self->log = sch_record_log_open (self->path, HISTORY_MAGIC, error);
  if (self->log == NULL)
    return FALSE;
  self->compact_above = MAX (MAX_FILE_BYTES, 2 * sch_record_log_get_size (self->log));
  return TRUE;
}

/**
 * sch_history_store_new:
 * @folder: where the histories of the corpus are; made at the first append
 * @layer: name of the layer
 *
 * Writes and reads nothing.
 *
 * Returns: (transfer full): the store FOLDER/LAYER.log
 */
SchHistoryStore *
sch_history_store_new (const char *folder, const char *layer)
{
  SchHistoryStore *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (layer != NULL && strchr (layer, '/') == NULL, NULL);

  self = g_new0 (SchHistoryStore, 1);
  self->compact_above = MAX_FILE_BYTES;
  name = g_strconcat (layer, ".log", NULL);
  self->path = g_build_filename (folder, name, NULL);
  return self;
}

/**
 * sch_history_store_load:
 *
 * Reads what can be undone and redone. What is damaged costs the steps before it, never more: a
 * file that is no history at all is an empty one here (and an error of the next append, which does
 * not write into it). The sequence number tells whether the history reaches as far as the
 * documents do.
 *
 * Returns: (transfer full) (nullable): the history, or %NULL with an error of GIO if the file is
 *   there and cannot be read
 */
SchHistoryLog *
sch_history_store_load (SchHistoryStore *self, GError **error)
{
  g_autoptr (SchHistoryLog) log = sch_history_log_new ();
  g_autoptr (GError) local_error = NULL;
  Load load = { .log = log };

  g_return_val_if_fail (self != NULL, NULL);

  if (!sch_record_log_read (self->path, HISTORY_MAGIC, take_record, &load, &load.damage,
                            &local_error) &&
      !g_error_matches (local_error, SCH_ERROR, SCH_ERROR_FORMAT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&log);
}

/**
 * sch_history_store_append:
 * @seq: sequence number of the operation
 * @payload: (nullable): the group of %SCH_HISTORY_DO, @byte_len bytes; ignored for the others
 *
 * Records an operation, without a sync. A file that has grown past its bounds is rewritten before.
 *
 * Returns: whether the operation was recorded; if not, the file is as before
 */
gboolean
sch_history_store_append (SchHistoryStore *self, SchHistoryOp op, guint64 seq, const char *payload,
                          gsize byte_len, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (op >= SCH_HISTORY_DO && op <= SCH_HISTORY_REDO, FALSE);
  g_return_val_if_fail (payload != NULL || byte_len == 0, FALSE);

  if (self->log == NULL)
    {
      self->log = sch_record_log_open (self->path, HISTORY_MAGIC, error);
      if (self->log == NULL)
        return FALSE;
    }
  if ((sch_record_log_get_size (self->log) > self->compact_above ||
       sch_record_log_get_n_records (self->log) > MAX_FILE_RECORDS) &&
      !compact (self, error))
    return FALSE;
  if (op != SCH_HISTORY_DO)
    byte_len = 0;
  return append_record (self->log, op, seq, payload, byte_len, error);
}

/**
 * sch_history_store_sync:
 *
 * Returns: whether everything appended so far is on the disk
 */
gboolean
sch_history_store_sync (SchHistoryStore *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->log == NULL || sch_record_log_sync (self->log, error);
}

/**
 * sch_history_store_get_path:
 *
 * Returns: the file name, whether or not the file is there yet
 */
const char *
sch_history_store_get_path (SchHistoryStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

void
sch_history_store_free (SchHistoryStore *self)
{
  if (self == NULL)
    return;
  sch_record_log_close (self->log);
  g_free (self->path);
  g_free (self);
}
