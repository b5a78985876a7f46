/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of a corpus's layer documents.
 *
 * One file with a rollback journal: it survives being killed, and needs no shared memory, so that
 * the cache may lie on any file system. Invariants: a database that cannot be used is removed and
 * begun anew, once; where that fails too, every look-up finds nothing. Nobody waits longer than
 * BUSY_MS for another instance.
 */

#include "config.h"

#include "sch-index.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "sch-store.h"

#define APPLICATION_ID 0x53636849 /* "SchI" */
#define VERSION 1
#define BUSY_MS 200
/* A file that was changed this short a time ago may change once more within the same clock tick. */
#define SETTLE_NS (G_GINT64_CONSTANT (20) * 1000 * 1000)

typedef enum
{
  LOOK_UP,
  FIND_LAYER,
  ADD_LAYER,
  ADD_LABEL,
  FIND_DOCUMENT,
  ADD_DOCUMENT,
  FORGET_LABELS,
  ADD_COUNT,
  LIST_PATHS,
  FORGET_DOCUMENT,
  SUM_LABELS,
  COUNT_DOCUMENTS,
  N_STATEMENTS
} Statement;

static const char *const texts[N_STATEMENTS] = {
  [LOOK_UP] = "SELECT mtime, ctime, size, inode, status, spans, relations, doubts, problems,"
              " checked, clusters FROM documents WHERE layer = ?1 AND path = ?2",
  [FIND_LAYER] = "SELECT id FROM layers WHERE name = ?1",
  [ADD_LAYER] = "INSERT OR IGNORE INTO layers (name) VALUES (?1)",
  [ADD_LABEL] = "INSERT OR IGNORE INTO labels (name) VALUES (?1)",
  [FIND_DOCUMENT] = "SELECT id FROM documents WHERE layer = ?1 AND path = ?2",
  [ADD_DOCUMENT] =
      "INSERT OR REPLACE INTO documents (layer, path, mtime, ctime, size, inode, status,"
      " spans, relations, doubts, problems, checked, clusters, id)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
  [FORGET_LABELS] = "DELETE FROM counts WHERE document = ?1",
  [ADD_COUNT] = "INSERT OR REPLACE INTO counts (document, label, n)"
                " SELECT ?1, id, ?3 FROM labels WHERE name = ?2",
  [LIST_PATHS] = "SELECT id, path FROM documents WHERE layer = ?1",
  [FORGET_DOCUMENT] = "DELETE FROM documents WHERE id = ?1",
  [SUM_LABELS] = "SELECT labels.name, SUM(n) FROM documents JOIN counts ON document = documents.id"
                 " JOIN labels ON labels.id = label WHERE layer = ?1 GROUP BY label",
  [COUNT_DOCUMENTS] = "SELECT COUNT(*) FROM documents WHERE layer = ?1",
};

static const char schema[] =
    "CREATE TABLE about (corpus TEXT NOT NULL, root TEXT NOT NULL);"
    "CREATE TABLE layers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE labels (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, layer INTEGER NOT NULL, path TEXT NOT NULL,"
    " mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, size INTEGER NOT NULL,"
    " inode INTEGER NOT NULL, status INTEGER NOT NULL, spans INTEGER NOT NULL,"
    " relations INTEGER NOT NULL, doubts INTEGER NOT NULL, problems INTEGER NOT NULL,"
    " checked INTEGER NOT NULL, clusters INTEGER NOT NULL, UNIQUE (layer, path));"
    "CREATE TABLE counts (document INTEGER NOT NULL, label INTEGER NOT NULL, n INTEGER NOT NULL,"
    " PRIMARY KEY (document, label)) WITHOUT ROWID;";

struct _SchIndex
{
  GMutex lock;
  char *file;
  char *corpus;
  char *root;
  sqlite3 *database; /* (nullable): nothing is kept */
  sqlite3_stmt *statements[N_STATEMENTS];
  gboolean read_only;
  gboolean renewed; /* it was removed and begun anew */
};

/* --- Stamps --------------------------------------------------------------------------------- */

static gint64
to_ns (const struct timespec *time)
{
  return (gint64) time->tv_sec * G_GINT64_CONSTANT (1000000000) + time->tv_nsec;
}

gboolean
sch_index_stamp_read (const char *file, SchIndexStamp *stamp)
{
  struct stat st;

  memset (stamp, 0, sizeof *stamp);
  if (stat (file, &st) != 0 || !S_ISREG (st.st_mode))
    return FALSE;
  stamp->mtime_ns = to_ns (&st.st_mtim);
  stamp->ctime_ns = to_ns (&st.st_ctim);
  stamp->size = (guint64) st.st_size;
  stamp->inode = st.st_ino;
  return TRUE;
}

gboolean
sch_index_stamp_equal (const SchIndexStamp *a, const SchIndexStamp *b)
{
  return a->mtime_ns == b->mtime_ns && a->ctime_ns == b->ctime_ns && a->size == b->size &&
         a->inode == b->inode;
}

gboolean
sch_index_stamp_is_settled (const SchIndexStamp *stamp)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return to_ns (&now) - MAX (stamp->ctime_ns, stamp->mtime_ns) > SETTLE_NS;
}

/* --- The database ---------------------------------------------------------------------------- */

static void
let_go (SchIndex *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
  if (self->database != NULL)
    sqlite3_close (self->database);
  self->database = NULL;
}

static gboolean
run (SchIndex *self, const char *sql)
{
  return sqlite3_exec (self->database, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static gint64
read_number (SchIndex *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 result = -1;

  if (sqlite3_prepare_v2 (self->database, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    result = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return result;
}

/* Where it is of this corpus in this folder. */
static gboolean
is_about (SchIndex *self)
{
  sqlite3_stmt *statement = NULL;
  gboolean result = FALSE;

  if (sqlite3_prepare_v2 (self->database, "SELECT 1 FROM about WHERE corpus = ?1 AND root = ?2", -1,
                          &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, self->corpus, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, self->root, -1, SQLITE_STATIC);
      result = sqlite3_step (statement) == SQLITE_ROW;
    }
  sqlite3_finalize (statement);
  return result;
}

static gboolean
make_tables (SchIndex *self)
{
  sqlite3_stmt *statement = NULL;
  g_autofree char *head = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                           APPLICATION_ID, VERSION);
  gboolean ok = run (self, "BEGIN IMMEDIATE");

  /* Another instance may have been faster. */
  if (ok && read_number (self, "SELECT COUNT(*) FROM sqlite_master") > 0)
    return run (self, "COMMIT");
  ok = ok && run (self, schema) &&
       sqlite3_prepare_v2 (self->database, "INSERT INTO about VALUES (?1, ?2)", -1, &statement,
                           NULL) == SQLITE_OK;
  if (ok)
    {
      sqlite3_bind_text (statement, 1, self->corpus, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, self->root, -1, SQLITE_STATIC);
      ok = sqlite3_step (statement) == SQLITE_DONE;
    }
  sqlite3_finalize (statement);
  ok = ok && run (self, head) && run (self, "COMMIT");
  if (!ok)
    run (self, "ROLLBACK");
  return ok;
}

static gboolean
prepare (SchIndex *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    if (sqlite3_prepare_v3 (self->database, texts[i], -1, SQLITE_PREPARE_PERSISTENT,
                            &self->statements[i], NULL) != SQLITE_OK)
      return FALSE;
  return TRUE;
}

/* What another instance holds is not broken. */
static gboolean
is_busy (SchIndex *self)
{
  int code = self->database != NULL ? sqlite3_errcode (self->database) : SQLITE_OK;

  return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

static gboolean
try_open (SchIndex *self, gboolean *busy)
{
  int flags = SQLITE_OPEN_NOMUTEX;
  int result = sqlite3_open_v2 (self->file, &self->database,
                                flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  gboolean ok;

  self->read_only = FALSE;
  if (result == SQLITE_CANTOPEN)
    {
      let_go (self);
      self->read_only = TRUE;
      result = sqlite3_open_v2 (self->file, &self->database, flags | SQLITE_OPEN_READONLY, NULL);
    }
  if (result == SQLITE_OK)
    {
      self->read_only = sqlite3_db_readonly (self->database, "main") != 0;
      sqlite3_busy_timeout (self->database, BUSY_MS);
      sqlite3_extended_result_codes (self->database, 0);
      run (self, "PRAGMA synchronous = NORMAL");
    }
  ok = result == SQLITE_OK &&
       (read_number (self, "PRAGMA page_count") != 0 || self->read_only || make_tables (self)) &&
       read_number (self, "PRAGMA application_id") == APPLICATION_ID &&
       read_number (self, "PRAGMA user_version") == VERSION && is_about (self) && prepare (self);
  *busy = !ok && is_busy (self);
  if (!ok)
    let_go (self);
  return ok;
}

static void
remove_files (SchIndex *self)
{
  g_autofree char *journal = g_strconcat (self->file, "-journal", NULL);

  g_unlink (self->file);
  g_unlink (journal);
}

/* Opens it, and begins anew where it cannot be used. */
static void
open_database (SchIndex *self)
{
  gboolean busy;

  if (try_open (self, &busy) || busy || self->renewed)
    return;
  self->renewed = TRUE;
  g_info ("The index %s is begun anew", self->file);
  remove_files (self);
  try_open (self, &busy);
}

/* After a statement that did not work. */
static void
look_after (SchIndex *self, int code)
{
  if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB)
    return;
  let_go (self);
  if (self->renewed)
    return;
  remove_files (self);
  open_database (self);
}

char *
sch_index_dup_file (const char *folder, const char *corpus, const char *root)
{
  const char *parts[] = { "index", corpus, root, NULL };
  g_autofree char *key = sch_id_from_parts (parts);
  g_autofree char *name = g_strconcat (key, ".sqlite", NULL);

  return g_build_filename (folder, "index", name, NULL);
}

/**
 * sch_index_open:
 * @folder: (nullable): the user's cache folder; NULL where there is none
 * @corpus: id
 * @root: folder of the corpus
 *
 * Never fails: without a usable folder, nothing is found in it and nothing kept.
 */
SchIndex *
sch_index_open (const char *folder, const char *corpus, const char *root)
{
  SchIndex *self = g_new0 (SchIndex, 1);
  g_autofree char *parent = NULL;

  g_mutex_init (&self->lock);
  if (folder == NULL)
    return self;
  self->corpus = g_strdup (corpus);
  self->root = g_strdup (root);
  self->file = sch_index_dup_file (folder, corpus, root);
  parent = g_path_get_dirname (self->file);
  g_mkdir_with_parents (parent, 0700);
  open_database (self);
  return self;
}

void
sch_index_close (SchIndex *self)
{
  if (self == NULL)
    return;
  let_go (self);
  g_mutex_clear (&self->lock);
  g_free (self->file);
  g_free (self->corpus);
  g_free (self->root);
  g_free (self);
}

/* --- Statements ----------------------------------------------------------------------------- */

static void
bind_text (SchIndex *self, Statement which, int position, const char *text)
{
  sqlite3_bind_text (self->statements[which], position, text, -1, SQLITE_STATIC);
}

static void
bind_number (SchIndex *self, Statement which, int position, gint64 number)
{
  sqlite3_bind_int64 (self->statements[which], position, number);
}

/* Runs a statement that gives nothing. */
static int
finish (SchIndex *self, Statement which)
{
  int code = sqlite3_step (self->statements[which]);

  sqlite3_reset (self->statements[which]);
  return code == SQLITE_ROW ? SQLITE_DONE : code;
}

/* The first column of the first row; 0 where there is none. */
static gint64
find (SchIndex *self, Statement which, int *code)
{
  gint64 result = 0;

  *code = sqlite3_step (self->statements[which]);
  if (*code == SQLITE_ROW)
    result = sqlite3_column_int64 (self->statements[which], 0);
  sqlite3_reset (self->statements[which]);
  return result;
}

static gint64
find_layer (SchIndex *self, const char *layer, int *code)
{
  bind_text (self, FIND_LAYER, 1, layer);
  return find (self, FIND_LAYER, code);
}

/* --- Reading -------------------------------------------------------------------------------- */

static void
read_row (sqlite3_stmt *statement, SchIndexRow *row)
{
  const SchIndexStamp stamp = { sqlite3_column_int64 (statement, 0),
                                sqlite3_column_int64 (statement, 1),
                                (guint64) sqlite3_column_int64 (statement, 2),
                                (guint64) sqlite3_column_int64 (statement, 3) };

  if (!sch_index_stamp_equal (&stamp, &row->stamp))
    return;
  row->found = TRUE;
  row->status = (guint) sqlite3_column_int64 (statement, 4);
  row->n_spans = (guint) sqlite3_column_int64 (statement, 5);
  row->n_relations = (guint) sqlite3_column_int64 (statement, 6);
  row->n_doubts = (guint) sqlite3_column_int64 (statement, 7);
  row->n_problems = (guint) sqlite3_column_int64 (statement, 8);
  row->checked = sqlite3_column_int64 (statement, 9);
  row->clusters = sqlite3_column_int64 (statement, 10);
}

void
sch_index_look_up (SchIndex *self, const char *layer, SchIndexRow *rows, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  int code = SQLITE_DONE;
  gint64 id;

  for (guint i = 0; i < n; i++)
    rows[i].found = FALSE;
  if (self->database == NULL || !run (self, "BEGIN"))
    return;
  id = find_layer (self, layer, &code);
  for (guint i = 0; i < n && id != 0 && (code == SQLITE_ROW || code == SQLITE_DONE); i++)
    {
      bind_number (self, LOOK_UP, 1, id);
      bind_text (self, LOOK_UP, 2, rows[i].path);
      code = sqlite3_step (self->statements[LOOK_UP]);
      if (code == SQLITE_ROW)
        read_row (self->statements[LOOK_UP], &rows[i]);
      sqlite3_reset (self->statements[LOOK_UP]);
    }
  run (self, "COMMIT");
  look_after (self, code);
}

GHashTable *
sch_index_count_labels (SchIndex *self, const char *layer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = self->statements[SUM_LABELS];
  int code;
  gint64 id;

  if (self->database == NULL || (id = find_layer (self, layer, &code)) == 0)
    return counts;
  bind_number (self, SUM_LABELS, 1, id);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_hash_table_insert (counts, g_strdup ((const char *) sqlite3_column_text (statement, 0)),
                         GUINT_TO_POINTER ((guint) sqlite3_column_int64 (statement, 1)));
  sqlite3_reset (statement);
  look_after (self, code);
  return counts;
}

guint
sch_index_get_n_documents (SchIndex *self, const char *layer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  int code;
  gint64 id;

  if (self->database == NULL || (id = find_layer (self, layer, &code)) == 0)
    return 0;
  bind_number (self, COUNT_DOCUMENTS, 1, id);
  return (guint) find (self, COUNT_DOCUMENTS, &code);
}

/* --- Writing -------------------------------------------------------------------------------- */

static int
store_labels (SchIndex *self, gint64 document, const SchIndexRow *row)
{
  GHashTableIter iter;
  gpointer label, n;
  int code;

  bind_number (self, FORGET_LABELS, 1, document);
  code = finish (self, FORGET_LABELS);
  if (row->labels == NULL)
    return code;
  g_hash_table_iter_init (&iter, row->labels);
  while (code == SQLITE_DONE && g_hash_table_iter_next (&iter, &label, &n))
    {
      bind_number (self, ADD_COUNT, 1, document);
      bind_text (self, ADD_COUNT, 2, label);
      bind_number (self, ADD_COUNT, 3, GPOINTER_TO_UINT (n));
      code = finish (self, ADD_COUNT);
      if (code == SQLITE_DONE && sqlite3_changes (self->database) == 0)
        {
          bind_text (self, ADD_LABEL, 1, label);
          code = finish (self, ADD_LABEL);
          if (code == SQLITE_DONE)
            code = finish (self, ADD_COUNT);
        }
    }
  return code;
}

static int
store_row (SchIndex *self, gint64 layer, const SchIndexRow *row)
{
  const gint64 numbers[] = { row->stamp.mtime_ns,
                             row->stamp.ctime_ns,
                             (gint64) row->stamp.size,
                             (gint64) row->stamp.inode,
                             row->status,
                             row->n_spans,
                             row->n_relations,
                             row->n_doubts,
                             row->n_problems,
                             row->checked,
                             row->clusters };
  gint64 document;
  int code;

  bind_number (self, FIND_DOCUMENT, 1, layer);
  bind_text (self, FIND_DOCUMENT, 2, row->path);
  document = find (self, FIND_DOCUMENT, &code);
  bind_number (self, ADD_DOCUMENT, 1, layer);
  bind_text (self, ADD_DOCUMENT, 2, row->path);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    bind_number (self, ADD_DOCUMENT, 3 + (int) i, numbers[i]);
  if (document != 0)
    bind_number (self, ADD_DOCUMENT, 14, document);
  else
    sqlite3_bind_null (self->statements[ADD_DOCUMENT], 14);
  code = finish (self, ADD_DOCUMENT);
  if (code != SQLITE_DONE)
    return code;
  if (document == 0)
    document = sqlite3_last_insert_rowid (self->database);
  return store_labels (self, document, row);
}

static gboolean
finish_writing (SchIndex *self, int code)
{
  gboolean ok = code == SQLITE_DONE && run (self, "COMMIT");

  if (!ok)
    {
      if (code == SQLITE_DONE)
        code = sqlite3_errcode (self->database);
      run (self, "ROLLBACK");
      look_after (self, code);
    }
  return ok;
}

gboolean
sch_index_store (SchIndex *self, const char *layer, const SchIndexRow *rows, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 id;
  int code;

  if (self->database == NULL || self->read_only)
    return FALSE;
  if (!run (self, "BEGIN IMMEDIATE"))
    {
      look_after (self, sqlite3_errcode (self->database));
      return FALSE;
    }
  bind_text (self, ADD_LAYER, 1, layer);
  code = finish (self, ADD_LAYER);
  id = code == SQLITE_DONE ? find_layer (self, layer, &code) : 0;
  if (id != 0)
    code = SQLITE_DONE;
  for (guint i = 0; i < n && code == SQLITE_DONE; i++)
    code = store_row (self, id, &rows[i]);
  return finish_writing (self, code);
}

void
sch_index_keep_only (SchIndex *self, const char *layer, GHashTable *paths)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = self->statements[LIST_PATHS];
  int code;
  gint64 id;

  if (self->database == NULL || self->read_only || (id = find_layer (self, layer, &code)) == 0)
    return;
  bind_number (self, LIST_PATHS, 1, id);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    if (!g_hash_table_contains (paths, sqlite3_column_text (statement, 1)))
      {
        gint64 document = sqlite3_column_int64 (statement, 0);

        g_array_append_val (gone, document);
      }
  sqlite3_reset (statement);
  look_after (self, code);
  if (gone->len == 0 || self->database == NULL || !run (self, "BEGIN IMMEDIATE"))
    return;
  code = SQLITE_DONE;
  for (guint i = 0; i < gone->len && code == SQLITE_DONE; i++)
    {
      gint64 document = g_array_index (gone, gint64, i);

      bind_number (self, FORGET_LABELS, 1, document);
      code = finish (self, FORGET_LABELS);
      bind_number (self, FORGET_DOCUMENT, 1, document);
      if (code == SQLITE_DONE)
        code = finish (self, FORGET_DOCUMENT);
    }
  finish_writing (self, code);
}
