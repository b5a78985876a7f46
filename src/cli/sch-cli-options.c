/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of the commands that write a format. */

#include "config.h"

#include "sch-cli-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sch_cli_writing_fill_entries (SchCliWriting *self, GOptionEntry *entries)
{
  const GOptionEntry filled[SCH_CLI_N_WRITING_ENTRIES] = {
    { "nesting", 0, 0, G_OPTION_ARG_FILENAME, &self->nesting,
      N_ ("Which of nested spans are written"), N_ ("outermost|innermost|columns|error") },
    { "tokens", 0, 0, G_OPTION_ARG_FILENAME, &self->tokens, N_ ("How text is cut into tokens"),
      N_ ("icu|whitespace") },
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &self->unit, N_ ("What one record is"),
      N_ ("document|paragraph|sentence") },
    { "misaligned", 0, 0, G_OPTION_ARG_FILENAME, &self->misaligned,
      N_ ("What becomes of spans that do not end at the borders of tokens"), N_ ("expand|drop") },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &self->strict,
      N_ ("Write nothing when a span would be lost; --strict=all: when anything would"), NULL },
    { SCH_CLI_STRICT_ALL, 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->strict_all, NULL,
      NULL },
  };

  memcpy (entries, filled, sizeof filled);
}

gboolean
sch_cli_writing_read (SchCliWriting *self, SchSelection *selection, SchWriteOptions *write,
                      SchStrict *strict, SchExit *exit)
{
  static const char *const nestings[] = {
    "auto", "outermost", "innermost", "columns", "error", NULL
  };
  static const char *const tokens[] = { "icu", "whitespace", NULL };
  static const char *const units[] = { "document", "paragraph", "sentence", NULL };
  static const char *const misaligned[] = { "expand", "drop", NULL };
  guint nesting = SCH_NESTING_AUTO;
  guint token_kind = SCH_TOKENS_ICU;
  guint unit = SCH_SEGMENT_DOCUMENT;
  guint policy = SCH_MISALIGNED_EXPAND;

  if (!sch_cli_choose ("nesting", self->nesting, nestings, &nesting, exit) ||
      !sch_cli_choose ("tokens", self->tokens, tokens, &token_kind, exit) ||
      !sch_cli_choose ("unit", self->unit, units, &unit, exit) ||
      !sch_cli_choose ("misaligned", self->misaligned, misaligned, &policy, exit))
    return FALSE;
  selection->nesting = nesting;
  write->nesting = nesting;
  write->tokens = token_kind;
  write->unit = unit;
  write->unit_set = self->unit != NULL;
  write->misaligned = policy;
  *strict = self->strict_all ? SCH_STRICT_ALL : self->strict ? SCH_STRICT_SPANS : SCH_STRICT_NO;
  return TRUE;
}

void
sch_cli_writing_clear (SchCliWriting *self)
{
  g_clear_pointer (&self->nesting, g_free);
  g_clear_pointer (&self->tokens, g_free);
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->misaligned, g_free);
}

gboolean
sch_cli_is_too_lossy (SchReport *report, SchStrict strict)
{
  guint n = sch_report_get_count (report, SCH_REPORT_LOSS);

  if (strict == SCH_STRICT_ALL)
    n += sch_report_get_count (report, SCH_REPORT_NOT_CARRIED) +
         sch_report_get_count (report, SCH_REPORT_DROPPED);
  if (strict == SCH_STRICT_NO || n == 0)
    return FALSE;
  sch_cli_message (_ ("%u losses; nothing was written because of --strict"), n);
  return TRUE;
}
