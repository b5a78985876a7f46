/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record-log.h"

G_BEGIN_DECLS

#define SCH_JOURNAL_MAGIC "scholiast-journal 1\n"
#define SCH_JOURNAL_SUFFIX ".log"

/**
 * SchJournalHeader:
 * @corpus: id of the corpus
 * @machine: id of the machine
 * @instance: random id of the program instance that writes it
 * @started: RFC 3339 time
 */
typedef struct
{
  char *corpus;
  char *machine;
  char *instance;
  char *started;
} SchJournalHeader;

SchJournalHeader *sch_journal_header_copy (const SchJournalHeader *header);
void sch_journal_header_free (SchJournalHeader *header);

/**
 * SchJournalRecordType:
 * @SCH_JOURNAL_HEADER: a #SchJournalHeader
 * @SCH_JOURNAL_BASE: {"file", "sha256"}: state of a file before its first edit; "" = not there
 * @SCH_JOURNAL_GROUP: one edit group
 * @SCH_JOURNAL_CHECKPOINT: {"file", "sha256", "seq"}: the file with this content has all groups up
 *   to seq
 *
 * Types of journal records; payloads are JSON.
 */
typedef enum
{
  SCH_JOURNAL_HEADER = 1,
  SCH_JOURNAL_BASE = 2,
  SCH_JOURNAL_GROUP = 3,
  SCH_JOURNAL_CHECKPOINT = 4,
} SchJournalRecordType;

/**
 * SchJournal:
 *
 * The write-ahead journal of one program instance for one corpus. A group is "saved" once
 * its record is fsynced. Created at the first append.
 */
typedef struct _SchJournal SchJournal;

SchJournal *sch_journal_new (const char *folder, const SchJournalHeader *header);
gboolean sch_journal_append (SchJournal *self, SchJournalRecordType type, const char *payload,
                             gsize byte_len, gboolean sync, GError **error);
gboolean sch_journal_append_base (SchJournal *self, const char *file, const char *sha256,
                                  GError **error);
gboolean sch_journal_append_checkpoint (SchJournal *self, const char *file, const char *sha256,
                                        guint64 seq, GError **error);
guint64 sch_journal_get_size (SchJournal *self);
const char *sch_journal_get_path (SchJournal *self);
/* Everything is durable in the files: the journal is removed; the next append starts a new one. */
gboolean sch_journal_reset (SchJournal *self, GError **error);
void sch_journal_free (SchJournal *self);

/* One journal found in the folder, as read back. Groups are in order; for each file the position
 * (index into groups) from which its edits are not in the file with the given hash. */
typedef struct _SchJournalReplay SchJournalReplay;

/* Of char *, absolute names, oldest first. */
GPtrArray *sch_journal_list (const char *folder, GError **error);
SchJournalReplay *sch_journal_replay_read (const char *path, GError **error);
const SchJournalHeader *sch_journal_replay_get_header (SchJournalReplay *self);
guint sch_journal_replay_get_n_groups (SchJournalReplay *self);
const char *sch_journal_replay_get_group (SchJournalReplay *self, guint index, gsize *byte_len);
/* Whether @sha256 is a state of @file that this journal knows (a base or a checkpoint), and if so
 * the index of the first group that is not in it. A file the journal never named: FALSE. */
gboolean sch_journal_replay_find_state (SchJournalReplay *self, const char *file,
                                        const char *sha256, guint *first_group);
gboolean sch_journal_replay_names_file (SchJournalReplay *self, const char *file);
const SchRecordLogDamage *sch_journal_replay_get_damage (SchJournalReplay *self);
void sch_journal_replay_free (SchJournalReplay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchJournalHeader, sch_journal_header_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchJournal, sch_journal_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchJournalReplay, sch_journal_replay_free)

G_END_DECLS
