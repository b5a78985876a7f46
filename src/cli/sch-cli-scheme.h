/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-cli.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchCliScheme:
 * @shown: what was given, for messages
 * @corpus: (nullable): where it was a folder
 *
 * A scheme that was named on the command line: a corpus, a file, or one that the catalog has.
 */
typedef struct
{
  char *shown;
  SchCorpus *corpus;
  SchScheme *scheme;
} SchCliScheme;

gboolean sch_cli_scheme_load (SchCliScheme *self, SchCli *cli, const char *argument, SchExit *exit);
void sch_cli_scheme_clear (SchCliScheme *self);
/* FALSE where the scheme of the corpus cannot be read, which is said: what it has then is another. */
gboolean sch_cli_scheme_check_corpus (SchCorpus *corpus, SchExit *exit);

extern const SchCliCommand sch_cmd_scheme_apply;
extern const SchCliCommand sch_cmd_scheme_check;
extern const SchCliCommand sch_cmd_scheme_show;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchCliScheme, sch_cli_scheme_clear)

G_END_DECLS
