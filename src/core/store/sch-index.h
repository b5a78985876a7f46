/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchIndex:
 *
 * What was counted in the layer documents of a corpus, in an SQLite database in the user's cache
 * folder. It is never the only copy of anything: what is missing, stale, damaged or of another
 * version is counted again. Any thread may use it, one at a time.
 */
typedef struct _SchIndex SchIndex;

/**
 * SchIndexStamp: what tells that a file has changed. All 0: there is no file.
 */
typedef struct
{
  gint64 mtime_ns;
  gint64 ctime_ns;
  guint64 size;
  guint64 inode;
} SchIndexStamp;

/**
 * SchIndexRow:
 * @path: of the document; not copied
 * @stamp: of its file in the layer
 * @found: out: whether the index has these counts for exactly this stamp
 * @checked: under what the problems were counted; 0: they were not
 * @clusters: which clusters there were then; 0: the document names none
 * @labels: (nullable): label -> number of spans (GUINT_TO_POINTER)
 *
 * A layer document and what is in it.
 */
typedef struct
{
  const char *path;
  SchIndexStamp stamp;
  gboolean found;
  guint status;
  guint n_spans;
  guint n_relations;
  guint n_doubts;
  guint n_problems;
  gint64 checked;
  gint64 clusters;
  GHashTable *labels;
} SchIndexRow;

gboolean sch_index_stamp_read (const char *file, SchIndexStamp *stamp);
gboolean sch_index_stamp_equal (const SchIndexStamp *a, const SchIndexStamp *b);
/* FALSE where the file may change again without its stamp showing it. */
gboolean sch_index_stamp_is_settled (const SchIndexStamp *stamp);

SchIndex *sch_index_open (const char *folder, const char *corpus, const char *root);
void sch_index_close (SchIndex *self);
/* Looks up @n rows in one go: paths and stamps are given, the rest is filled in. */
void sch_index_look_up (SchIndex *self, const char *layer, SchIndexRow *rows, guint n);
/* Stores @n rows in one transaction; FALSE where that is not possible now. */
gboolean sch_index_store (SchIndex *self, const char *layer, const SchIndexRow *rows, guint n);
/* Takes out what is not in @paths. */
void sch_index_keep_only (SchIndex *self, const char *layer, GHashTable *paths);
/* label -> number of spans in all documents of the layer that are in the index */
GHashTable *sch_index_count_labels (SchIndex *self, const char *layer);
guint sch_index_get_n_documents (SchIndex *self, const char *layer);
char *sch_index_dup_file (const char *folder, const char *corpus, const char *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchIndex, sch_index_close)

G_END_DECLS
