/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing of the write-ahead journal: which records it has, and that the header comes first. */

#include "sch-journal.h"

#include <string.h>

#include "sch-json-writer.h"

struct _SchJournal
{
  SchJournalHeader *header;
  char *path;
  SchRecordLog *log; /* NULL until the first append */
};

/**
 * sch_journal_header_copy:
 *
 * Returns: (transfer full): a copy in which no string is %NULL
 */
SchJournalHeader *
sch_journal_header_copy (const SchJournalHeader *header)
{
  SchJournalHeader *copy;

  g_return_val_if_fail (header != NULL, NULL);

  copy = g_new0 (SchJournalHeader, 1);
  copy->corpus = g_strdup (header->corpus != NULL ? header->corpus : "");
  copy->machine = g_strdup (header->machine != NULL ? header->machine : "");
  copy->instance = g_strdup (header->instance != NULL ? header->instance : "");
  copy->started = g_strdup (header->started != NULL ? header->started : "");
  return copy;
}

void
sch_journal_header_free (SchJournalHeader *header)
{
  if (header == NULL)
    return;
  g_free (header->corpus);
  g_free (header->machine);
  g_free (header->instance);
  g_free (header->started);
  g_free (header);
}

/* 2026-11-21T10:00:00Z becomes 20261121T100000Z, so that names sort by time. */
static char *
build_file_name (const SchJournalHeader *header)
{
  GString *name = g_string_new (NULL);

  for (const char *c = header->started; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (name, *c);
  g_string_append_c (name, '-');
  for (const char *c = header->instance; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || strchr ("._-", *c) != NULL)
      g_string_append_c (name, *c);
  g_string_append (name, SCH_JOURNAL_SUFFIX);
  return g_string_free (name, FALSE);
}

static gboolean
append_writer (SchJournal *self, SchJournalRecordType type, SchJsonWriter *writer, gboolean sync,
               GError **error)
{
  gsize byte_len;
  const char *payload;

  sch_json_writer_end_object (writer);
  payload = sch_json_writer_peek (writer, &byte_len);
  return sch_record_log_append (self->log, type, payload, byte_len, sync, error);
}

static gboolean
append_header (SchJournal *self, GError **error)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "corpus", self->header->corpus);
  sch_json_writer_member_string (writer, "machine", self->header->machine);
  sch_json_writer_member_string (writer, "instance", self->header->instance);
  sch_json_writer_member_string (writer, "started", self->header->started);
  return append_writer (self, SCH_JOURNAL_HEADER, writer, FALSE, error);
}

/* Opens the log and sees to it that the header stands in it. A log that another program took away
 * starts again with a header. */
static gboolean
begin_append (SchJournal *self, GError **error)
{
  if (self->log == NULL)
    {
      self->log = sch_record_log_open (self->path, SCH_JOURNAL_MAGIC, error);
      if (self->log == NULL)
        return FALSE;
    }
  if (!sch_record_log_refresh (self->log, error))
    return FALSE;
  return sch_record_log_get_n_records (self->log) > 0 || append_header (self, error);
}

/**
 * sch_journal_new:
 * @folder: where the journals of the corpus are; made at the first append
 * @header: what the journal says about its writer
 *
 * Writes nothing.
 *
 * Returns: (transfer full): the journal FOLDER/STARTED-INSTANCE.log
 */
SchJournal *
sch_journal_new (const char *folder, const SchJournalHeader *header)
{
  SchJournal *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (header != NULL, NULL);

  self = g_new0 (SchJournal, 1);
  self->header = sch_journal_header_copy (header);
  name = build_file_name (self->header);
  self->path = g_build_filename (folder, name, NULL);
  return self;
}

/**
 * sch_journal_append:
 * @payload: JSON; a group begins with its sequence number: `{"seq": 12, ...}`
 * @sync: whether to return only when this and everything before is on the disk
 *
 * On failure (a full disk) the journal is as before and the record may be appended again. After
 * %SCH_ERROR_CHANGED (the journal was removed by another program) the next append starts a new
 * one, which has none of the earlier records: the files must then be written soon.
 *
 * Returns: whether the record was written
 */
gboolean
sch_journal_append (SchJournal *self, SchJournalRecordType type, const char *payload,
                    gsize byte_len, gboolean sync, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (type != SCH_JOURNAL_HEADER, FALSE);

  return begin_append (self, error) &&
         sch_record_log_append (self->log, type, payload, byte_len, sync, error);
}

/**
 * sch_journal_append_base:
 * @file: name of the file, relative to the corpus
 * @sha256: of its content, "" if it is not there
 *
 * Says in which state @file is before the next group, the first that changes it. Not synced: it
 * comes to the disk with that group.
 *
 * Returns: whether the record was written
 */
gboolean
sch_journal_append_base (SchJournal *self, const char *file, const char *sha256, GError **error)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (file != NULL && sha256 != NULL, FALSE);

  if (!begin_append (self, error))
    return FALSE;
  sch_json_writer_begin_object (writer);
  sch_json_writer_member (writer, "file");
  sch_json_writer_string (writer, file);
  sch_json_writer_member (writer, "sha256");
  sch_json_writer_string (writer, sha256);
  return append_writer (self, SCH_JOURNAL_BASE, writer, FALSE, error);
}

/**
 * sch_journal_append_checkpoint:
 * @file: name of the file, relative to the corpus
 * @sha256: of the content that holds the groups
 * @seq: sequence number of the last group that is in that content
 *
 * States are looked up by their hash, so this may be called just before @file is replaced as well:
 * then no crash can leave a file in a state that the journal does not know. Returns when it is on
 * the disk.
 *
 * Returns: whether the record was written
 */
gboolean
sch_journal_append_checkpoint (SchJournal *self, const char *file, const char *sha256, guint64 seq,
                               GError **error)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (file != NULL && sha256 != NULL, FALSE);
  g_return_val_if_fail (seq <= G_MAXINT64, FALSE);

  if (!begin_append (self, error))
    return FALSE;
  sch_json_writer_begin_object (writer);
  sch_json_writer_member (writer, "file");
  sch_json_writer_string (writer, file);
  sch_json_writer_member (writer, "sha256");
  sch_json_writer_string (writer, sha256);
  sch_json_writer_member (writer, "seq");
  sch_json_writer_int (writer, seq);
  return append_writer (self, SCH_JOURNAL_CHECKPOINT, writer, TRUE, error);
}

/**
 * sch_journal_get_size:
 *
 * Returns: bytes of the journal; 0 before the first append and after a reset
 */
guint64
sch_journal_get_size (SchJournal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->log != NULL ? sch_record_log_get_size (self->log) : 0;
}

/**
 * sch_journal_get_path:
 *
 * Returns: the file name, whether or not the file is there yet
 */
const char *
sch_journal_get_path (SchJournal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * sch_journal_reset:
 *
 * To be called when all files are durable with all groups: removes the journal.
 *
 * Returns: whether the file is durably gone; on failure the journal goes on as it is
 */
gboolean
sch_journal_reset (SchJournal *self, GError **error)
{
  gboolean removed;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->log == NULL)
    return TRUE;
  removed = sch_record_log_remove (self->path, error);
  /* It can be gone even if that is not durable yet. */
  if (removed || !g_file_test (self->path, G_FILE_TEST_EXISTS))
    g_clear_pointer (&self->log, sch_record_log_close);
  return removed;
}

/**
 * sch_journal_free:
 * @self: (transfer full) (nullable): the journal
 *
 * The file stays: only sch_journal_reset() removes it.
 */
void
sch_journal_free (SchJournal *self)
{
  if (self == NULL)
    return;
  sch_record_log_close (self->log);
  sch_journal_header_free (self->header);
  g_free (self->path);
  g_free (self);
}
