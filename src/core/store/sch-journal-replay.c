/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a journal back: its groups in order, and which states of which files it knows.
 *
 * Nothing here writes: whose journal it is, and whether its writer lives, is for the caller to
 * judge. */

#include "sch-journal.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sch-error.h"
#include "sch-json-pull.h"

/* Of a group whose payload has none: no checkpoint can claim it. */
#define SEQ_UNKNOWN G_MAXUINT64

typedef struct
{
  char *payload;
  gsize byte_len;
  guint64 seq;
} Group;

typedef struct
{
  char *file;
  char *sha256;
  gboolean is_checkpoint;
  guint64 seq;    /* of a checkpoint */
  guint n_groups; /* groups that stood before this record */
} State;

struct _SchJournalReplay
{
  char *display_name;
  SchJournalHeader *header;
  GArray *groups;     /* of Group */
  GHashTable *states; /* char *file -> GArray of State, in order; the key is owned by the table */
  SchRecordLogDamage damage;
};

static void
clear_group (Group *group)
{
  g_free (group->payload);
}

static void
clear_state (State *state)
{
  g_free (state->file);
  g_free (state->sha256);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sch_journal_list:
 * @folder: absolute name of a folder, which need not exist
 *
 * Returns: (transfer container) (element-type filename): absolute names of the journals in
 *   @folder, oldest first; %NULL with an error of GIO if the folder cannot be read
 */
GPtrArray *
sch_journal_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);

  dir = g_dir_open (folder, 0, &local_error);
  if (dir == NULL)
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&paths);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && g_str_has_suffix (name, SCH_JOURNAL_SUFFIX) &&
          g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_names);
  return g_steal_pointer (&paths);
}

static const char *
skip_space (const char *at)
{
  while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
    at++;
  return at;
}

/* The number in `{"seq": NUMBER`, the first member of a group; the rest is not looked at. */
static guint64
parse_group_seq (const char *payload)
{
  static const char member[] = "\"seq\"";
  const char *at = skip_space (payload);
  char *end = NULL;
  guint64 seq;

  if (*at != '{')
    return SEQ_UNKNOWN;
  at = skip_space (at + 1);
  if (strncmp (at, member, strlen (member)) != 0)
    return SEQ_UNKNOWN;
  at = skip_space (at + strlen (member));
  if (*at != ':')
    return SEQ_UNKNOWN;
  at = skip_space (at + 1);
  if (!g_ascii_isdigit (*at))
    return SEQ_UNKNOWN;
  errno = 0;
  seq = g_ascii_strtoull (at, &end, 10);
  end = (char *) skip_space (end);
  return errno == 0 && (*end == ',' || *end == '}') ? seq : SEQ_UNKNOWN;
}

/* Takes the string members named in @names out of a small object. */
static gboolean
parse_strings (const char *payload, gsize byte_len, const char *display_name,
               const char *const *names, char **values, gint64 *seq)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (payload, byte_len, display_name);
  const char *name;

  if (!sch_json_pull_begin_object (pull))
    return FALSE;
  while (sch_json_pull_next_member (pull, &name))
    {
      guint i = 0;

      while (names[i] != NULL && strcmp (names[i], name) != 0)
        i++;
      if (names[i] != NULL && values[i] == NULL)
        sch_json_pull_read_string (pull, &values[i]);
      else if (seq != NULL && strcmp (name, "seq") == 0)
        sch_json_pull_read_int64 (pull, seq);
      else
        sch_json_pull_skip (pull);
    }
  return sch_json_pull_finish (pull, NULL);
}

static gboolean
read_header (SchJournalReplay *self, const char *payload, gsize byte_len)
{
  static const char *const names[] = { "corpus", "machine", "instance", "started", NULL };
  char *values[4] = { NULL };
  gboolean ok = parse_strings (payload, byte_len, self->display_name, names, values, NULL);

  if (ok)
    {
      SchJournalHeader header = { values[0], values[1], values[2], values[3] };

      sch_journal_header_free (self->header);
      self->header = sch_journal_header_copy (&header);
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_free (values[i]);
  return ok;
}

static gboolean
read_state (SchJournalReplay *self, gboolean is_checkpoint, const char *payload, gsize byte_len)
{
  static const char *const names[] = { "file", "sha256", NULL };
  char *values[2] = { NULL };
  gint64 seq = -1;
  State state = { .is_checkpoint = is_checkpoint, .n_groups = self->groups->len };
  GArray *of_file;

  if (!parse_strings (payload, byte_len, self->display_name, names, values, &seq) ||
      values[0] == NULL || values[1] == NULL || (is_checkpoint && seq < 0))
    {
      g_free (values[0]);
      g_free (values[1]);
      return FALSE;
    }
  state.file = values[0];
  state.sha256 = values[1];
  state.seq = is_checkpoint ? seq : 0;
  of_file = g_hash_table_lookup (self->states, state.file);
  if (of_file == NULL)
    {
      of_file = g_array_new (FALSE, FALSE, sizeof (State));
      g_array_set_clear_func (of_file, (GDestroyNotify) clear_state);
      g_hash_table_insert (self->states, g_strdup (state.file), of_file);
    }
  g_array_append_val (of_file, state);
  return TRUE;
}

static gboolean
take_record (guint32 type, const char *payload, gsize byte_len, gpointer data)
{
  SchJournalReplay *self = data;
  gboolean ok = TRUE;

  switch (type)
    {
    case SCH_JOURNAL_HEADER:
      ok = read_header (self, payload, byte_len);
      break;
    case SCH_JOURNAL_BASE:
    case SCH_JOURNAL_CHECKPOINT:
      ok = read_state (self, type == SCH_JOURNAL_CHECKPOINT, payload, byte_len);
      break;
    case SCH_JOURNAL_GROUP:
      {
        Group group = { g_malloc (byte_len + 1), byte_len, parse_group_seq (payload) };

        memcpy (group.payload, payload, byte_len);
        group.payload[byte_len] = '\0';
        g_array_append_val (self->groups, group);
      }
      break;
    default:
      ok = FALSE;
    }
  if (!ok)
    self->damage.bad_records++;
  return TRUE;
}

/**
 * sch_journal_replay_read:
 * @path: a journal, which is not written
 *
 * A torn last record is left out, so is a damaged one in the middle; see
 * sch_journal_replay_get_damage().
 *
 * Returns: (transfer full) (nullable): the journal, or %NULL with %SCH_ERROR_FORMAT for a file
 *   that is none, or an error of GIO
 */
SchJournalReplay *
sch_journal_replay_read (const char *path, GError **error)
{
  g_autoptr (SchJournalReplay) self = NULL;
  SchJournalHeader no_header = { NULL };
  SchRecordLogDamage damage;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (SchJournalReplay, 1);
  self->display_name = g_filename_display_name (path);
  self->header = sch_journal_header_copy (&no_header);
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (self->groups, (GDestroyNotify) clear_group);
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_array_unref);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                   _ ("The journal %s is not there any more."), self->display_name);
      return NULL;
    }
  if (!sch_record_log_read (path, SCH_JOURNAL_MAGIC, take_record, self, &damage, error))
    return NULL;
  /* Records that are whole and make no sense were counted on the way. */
  damage.bad_records += self->damage.bad_records;
  self->damage = damage;
  return g_steal_pointer (&self);
}

/**
 * sch_journal_replay_get_header:
 *
 * Returns: (transfer none): who wrote the journal; with empty strings where that cannot be read,
 *   which is nobody
 */
const SchJournalHeader *
sch_journal_replay_get_header (SchJournalReplay *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->header;
}

guint
sch_journal_replay_get_n_groups (SchJournalReplay *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->groups->len;
}

/**
 * sch_journal_replay_get_group:
 * @byte_len: (out) (optional): length of the payload
 *
 * Returns: (transfer none): the payload, followed by a NUL
 */
const char *
sch_journal_replay_get_group (SchJournalReplay *self, guint index, gsize *byte_len)
{
  const Group *group;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->groups->len, NULL);

  group = &g_array_index (self->groups, Group, index);
  if (byte_len != NULL)
    *byte_len = group->byte_len;
  return group->payload;
}

/**
 * sch_journal_replay_find_state:
 * @file: name of a file, relative to the corpus
 * @sha256: of its content now, "" if it is not there
 * @first_group: (out) (optional): index of the first group that is not in that content; equal to
 *   the number of groups if all are in it
 *
 * Where a file came back to an earlier content, the last time counts: what it went through in
 * between makes no difference to that content.
 *
 * Returns: whether the journal knows @file in this state; if not, another program changed it
 */
gboolean
sch_journal_replay_find_state (SchJournalReplay *self, const char *file, const char *sha256,
                               guint *first_group)
{
  const State *found = NULL;
  GArray *of_file;
  guint first;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (file != NULL && sha256 != NULL, FALSE);

  of_file = g_hash_table_lookup (self->states, file);
  for (guint i = of_file != NULL ? of_file->len : 0; i > 0 && found == NULL; i--)
    if (strcmp (g_array_index (of_file, State, i - 1).sha256, sha256) == 0)
      found = &g_array_index (of_file, State, i - 1);
  if (found == NULL)
    return FALSE;

  first = found->n_groups;
  if (found->is_checkpoint)
    {
      /* A snapshot is written later than it is taken: groups may have come in between. */
      first = self->groups->len;
      while (first > 0)
        {
          guint64 seq = g_array_index (self->groups, Group, first - 1).seq;

          if (seq != SEQ_UNKNOWN && seq <= found->seq)
            break;
          first--;
        }
    }
  if (first_group != NULL)
    *first_group = first;
  return TRUE;
}

/**
 * sch_journal_replay_names_file:
 *
 * Returns: whether the journal has a state of @file
 */
gboolean
sch_journal_replay_names_file (SchJournalReplay *self, const char *file)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  return g_hash_table_contains (self->states, file);
}

/**
 * sch_journal_replay_get_damage:
 *
 * Returns: (transfer none): what could not be read; records that are whole but make no sense count
 *   as bad
 */
const SchRecordLogDamage *
sch_journal_replay_get_damage (SchJournalReplay *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->damage;
}

void
sch_journal_replay_free (SchJournalReplay *self)
{
  if (self == NULL)
    return;
  g_free (self->display_name);
  sch_journal_header_free (self->header);
  g_array_unref (self->groups);
  g_hash_table_unref (self->states);
  g_free (self);
}
