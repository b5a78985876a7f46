/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-cli.h"
#include "sch-export.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_STRICT_NO,
  SCH_STRICT_SPANS, /* nothing of a span or its label may be lost */
  SCH_STRICT_ALL,   /* nothing at all may be lost */
} SchStrict;

/**
 * SchCliWriting:
 *
 * The options that export and convert share, as given; the strings are owned.
 */
typedef struct
{
  char *nesting;
  char *tokens;
  char *unit;
  char *misaligned;
  gboolean strict;
  gboolean strict_all;
} SchCliWriting;

/* Entries for these options, without the terminator. */
#define SCH_CLI_N_WRITING_ENTRIES 6
void sch_cli_writing_fill_entries (SchCliWriting *self, GOptionEntry *entries);
gboolean sch_cli_writing_read (SchCliWriting *self, SchSelection *selection, SchWriteOptions *write,
                               SchStrict *strict, SchExit *exit);
void sch_cli_writing_clear (SchCliWriting *self);
/* Whether the report has what strictness forbids; says so. */
gboolean sch_cli_is_too_lossy (SchReport *report, SchStrict strict);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchCliWriting, sch_cli_writing_clear)

G_END_DECLS
