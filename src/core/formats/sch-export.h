/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"
#include "sch-format.h"
#include "sch-selection.h"

G_BEGIN_DECLS

#define SCH_EXPORT_MAX_PARTS 3u

/**
 * SchExportOptions:
 * @layers: (nullable) (array zero-terminated=1): NULL = the only one
 * @all_layers: all that there are
 * @n_parts: parts of a split, 0 = none
 * @percent: of the documents for each part
 * @seed: the same seed gives the same parts
 * @group_by: (nullable): metadata of documents; those with the same value stay in one part
 * @jobs: documents that are read at once; 0 and 1 are the same
 * @progress: (nullable): told after each document
 */
typedef struct
{
  SchSelection selection;
  SchWriteOptions write;
  char **layers;
  gboolean all_layers;
  guint n_parts;
  guint percent[SCH_EXPORT_MAX_PARTS];
  guint64 seed;
  char *group_by;
  guint jobs;
  void (*progress) (guint done, guint total, gpointer data);
  gpointer progress_data;
} SchExportOptions;

/**
 * SchExport:
 *
 * What of a corpus is exported: a list of documents of layers, in the order of layers and paths,
 * each in one part. Making it reads no annotations but those needed for --status.
 */
typedef struct _SchExport SchExport;

/* @options is borrowed. SCH_ERROR_INVALID: the options do not fit the corpus. */
SchExport *sch_export_new (SchCorpus *corpus, const SchFormat *format,
                           const SchExportOptions *options, SchReport *report,
                           GCancellable *cancellable, GError **error);
void sch_export_free (SchExport *self);
guint sch_export_get_n_documents (SchExport *self, guint part);
/* Writes one part (0 where there is no split). */
gboolean sch_export_write (SchExport *self, guint part, GOutputStream *stream, GError **error);

void sch_export_options_clear (SchExportOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchExport, sch_export_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchExportOptions, sch_export_options_clear)

G_END_DECLS
