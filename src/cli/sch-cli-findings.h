/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What validate and problems have found, which of it is wanted, and how it is printed. */

#include "sch-cli.h"
#include "sch-json-writer.h"

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

#define SCH_CLI_N_FILTER_ENTRIES 7

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
  gint jobs;

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

/**
 * SchCliFindings:
 * @list: those that are not printed yet
 *
 * Findings on their way to stdout, which they reach in their order as soon as they are complete.
 */
typedef struct
{
  const SchCliFilter *filter;
  GPtrArray *list;
  SchJsonWriter *json; /* (nullable): NULL = lines of text */
  guint n_printed;
} SchCliFindings;

void sch_cli_findings_init (SchCliFindings *self, const SchCliFilter *filter);
/* @layer: (nullable) */
SchCliFinding *sch_cli_findings_add (SchCliFindings *self, const char *path, const char *layer,
                                     SchSeverity severity, const char *rule, const char *message);
/* Takes all of the list. */
void sch_cli_findings_append (SchCliFindings *self, GPtrArray *list);
/* Prints what was added, where it is wanted. */
void sch_cli_findings_print (SchCliFindings *self);
/* Prints the rest; says whether there was anything, or that it was stopped. */
SchExit sch_cli_findings_finish (SchCliFindings *self, SchCli *cli);
void sch_cli_findings_clear (SchCliFindings *self);

/**
 * SchCliProblems:
 * @clusters: ids of those in the layer
 *
 * What finding the problems of a layer needs; any thread may look into it.
 */
typedef struct
{
  SchCorpus *corpus;
  const char *layer;
  GHashTable *clusters;
} SchCliProblems;

void sch_cli_problems_init (SchCliProblems *self, SchCorpus *corpus, const char *layer);
void sch_cli_problems_clear (SchCliProblems *self);
/* (transfer full) (element-type SchCliFinding): the problems of a layer document, as the window lists
 * them; in any thread */
GPtrArray *sch_cli_problems_list (const SchCliProblems *self, SchLayerDocument *document);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchCliFilter, sch_cli_filter_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchCliFindings, sch_cli_findings_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchCliProblems, sch_cli_problems_clear)

G_END_DECLS
