/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SCH_SCAN_MAX_DEPTH 32u
#define SCH_SCAN_MAX_FILES 1000000u

/**
 * SchScanEntry:
 * @path: relative, '/'-separated, valid UTF-8 (for a bad name: its display form)
 * @file_name: (nullable): absolute name in file system encoding, set only where it differs from
 *   root + "/" + path
 * @problem: (nullable): why this file cannot be a document of the corpus, and what to do
 * @warning: (nullable): what may go wrong with this document elsewhere, and what to do
 */
typedef struct
{
  char *path;
  char *file_name;
  char *problem;
  char *warning;
  guint64 size;
  gint64 mtime_ns;
} SchScanEntry;

void sch_scan_entry_free (SchScanEntry *entry);

/* `**`, `*`, `?`, leading `!` excludes; hidden files, links, .scholiast/ and the annotations
 * folder never match. A pattern without a slash matches at any depth. */
gboolean sch_pattern_match (const char *pattern, const char *path);
gboolean sch_patterns_match (const char *const *patterns, const char *const *exclude,
                             const char *path);
int sch_path_compare (const char *a, const char *b);
GPtrArray *sch_scan (const char *root, const char *const *patterns, const char *const *exclude,
                     const char *annotations_folder, GCancellable *cancellable, GError **error);
/* Calls @func with the path, relative to @folder, of every file below it; hidden ones and links are
 * left out. */
void sch_scan_files (const char *folder, void (*func) (const char *path, gpointer data),
                     gpointer data);

G_END_DECLS
