/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What validate and problems have found, which of it is wanted, and how it is printed. */

#include "sch-cli.h"

G_BEGIN_DECLS

/* @path: of the document, or of the broken file; @kind: bit 1 << SchKind of the annotation, or 0 */
typedef struct
{
  char *path;
  char *layer;
  char *span;
  char *rule;
  char *message;
  guint line;
  guint column;
  guint start;
  guint end;
  guint kind;
  SchSeverity severity;
} SchCliFinding;

typedef struct
{
  GPtrArray *list;
} SchCliFindings;

#define SCH_CLI_N_FILTER_ENTRIES 6

/**
 * SchCliFilter:
 * @kinds: bits 1 << SchKind; 0 = all
 * @severities: bits 1 << SchSeverity; 0 = all
 *
 * The options by which findings are chosen and printed.
 */
typedef struct
{
  char *layer;
  char *documents;
  char *kind;
  char *severity;
  char *rule;
  gboolean json;

  guint kinds;
  guint severities;
  char **rules;
} SchCliFilter;

/* @entries: with room for SCH_CLI_N_FILTER_ENTRIES and an end */
void sch_cli_filter_fill_entries (SchCliFilter *self, GOptionEntry *entries);
gboolean sch_cli_filter_read (SchCliFilter *self, SchExit *exit);
/* The layer that is asked for, else all. */
gboolean sch_cli_filter_list_layers (SchCliFilter *self, SchCorpus *corpus, GStrv *layers,
                                     SchExit *exit);
gboolean sch_cli_filter_takes_path (const SchCliFilter *self, const char *path);
void sch_cli_filter_clear (SchCliFilter *self);

void sch_cli_findings_init (SchCliFindings *self);
/* @layer: (nullable) */
SchCliFinding *sch_cli_findings_add (SchCliFindings *self, const char *path, const char *layer,
                                     SchSeverity severity, const char *rule, const char *message);
/* The problems of a layer document, as the window lists them. */
void sch_cli_findings_add_problems (SchCliFindings *self, SchCorpus *corpus, const char *layer,
                                    SchLayerDocument *document);
/* Prints those that are wanted, and frees all. */
SchExit sch_cli_findings_finish (SchCliFindings *self, SchCli *cli, const SchCliFilter *filter);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchCliFilter, sch_cli_filter_clear)

G_END_DECLS
