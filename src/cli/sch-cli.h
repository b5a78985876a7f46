/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"
#include "sch-environment.h"
#include "sch-format.h"

G_BEGIN_DECLS

/* What the program ends with. */
typedef enum
{
  SCH_EXIT_DONE = 0,
  SCH_EXIT_FINDINGS = 1, /* problems, or losses under --strict */
  SCH_EXIT_USAGE = 2,
  SCH_EXIT_BAD = 3, /* a file could not be read or written, or its content is bad */
} SchExit;

/**
 * SchCli:
 * @progress: whether progress is shown: stderr is a terminal
 * @jobs: documents that a command works on at once
 *
 * What a command works with. Results go to stdout, everything else to stderr.
 */
typedef struct
{
  const SchEnvironment *environment;
  GCancellable *cancellable;
  gboolean progress;
  guint jobs;
} SchCli;

typedef struct _SchCliCommand SchCliCommand;

/* @arguments: what stands after the options in the usage line */
struct _SchCliCommand
{
  const char *name;
  const char *arguments;
  const char *summary;
  SchExit (*run) (SchCli *self, const SchCliCommand *command, char **argv);
};

extern const SchCliCommand sch_cmd_convert;
extern const SchCliCommand sch_cmd_derive;
extern const SchCliCommand sch_cmd_export;
extern const SchCliCommand sch_cmd_formats;
extern const SchCliCommand sch_cmd_import;
extern const SchCliCommand sch_cmd_info;
extern const SchCliCommand sch_cmd_init;
extern const SchCliCommand sch_cmd_merge;
extern const SchCliCommand sch_cmd_problems;
extern const SchCliCommand sch_cmd_scheme;
extern const SchCliCommand sch_cmd_validate;

SchExit sch_cli_run (SchCli *self, char **argv);

/* What --strict=all is for the parser, whose options have a value either always or never. */
#define SCH_CLI_STRICT_ALL "strict-all"

/* Reads the options of a command; what is left are its arguments. FALSE: end with @exit (--help was
 * printed, or the usage is wrong). All strings are of type G_OPTION_ARG_FILENAME: no conversion. */
gboolean sch_cli_parse (const SchCliCommand *command, const GOptionEntry *entries, char ***argv,
                        guint min_arguments, guint max_arguments, SchExit *exit);
/* One of the names, or a usage error. */
gboolean sch_cli_choose (const char *option, const char *value, const char *const *names,
                         guint *index, SchExit *exit);
/* Adds 1 << index for each of the names in a list separated by commas; @list NULL = none. */
gboolean sch_cli_choose_bits (const char *option, const char *list, const char *const *names,
                              guint *bits, SchExit *exit);
gboolean sch_cli_check_utf8 (const char *option, const char *value, SchExit *exit);

/* --jobs, for commands that read many documents. @jobs: 0 before the options are read */
GOptionEntry sch_cli_make_jobs_entry (gint *jobs);
gboolean sch_cli_take_jobs (SchCli *self, gint jobs, SchExit *exit);

SchCorpus *sch_cli_open (SchCli *self, const char *root, SchOpenFlags flags, SchExit *exit);
gboolean sch_cli_check_writable (SchCorpus *corpus, SchExit *exit);
gboolean sch_cli_check_layer (SchCorpus *corpus, const char *layer, SchExit *exit);
SchExit sch_cli_fail (const GError *error);
void sch_cli_message (const char *format, ...) G_GNUC_PRINTF (1, 2);
void sch_cli_print (const char *text);
void sch_cli_show_progress (SchCli *self, const char *what, guint done, guint total);
/* The entries of a report: losses and the like one by one, what was left out in sum. */
void sch_cli_print_report (SchReport *report, const char *format_id);

/* --- sch-cli-output.c --- */

/**
 * SchCliOutput:
 *
 * Output that is there whole or not at all: written beside its place and renamed, or, for stdout,
 * held back until it is complete.
 */
typedef struct _SchCliOutput SchCliOutput;

/* @path: (nullable): NULL = stdout */
SchCliOutput *sch_cli_output_new (const char *path, GError **error);
GOutputStream *sch_cli_output_get_stream (SchCliOutput *self);
gboolean sch_cli_output_commit (SchCliOutput *self, GError **error);
/* Removes what was not committed. */
void sch_cli_output_free (SchCliOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchCliOutput, sch_cli_output_free)

G_END_DECLS
