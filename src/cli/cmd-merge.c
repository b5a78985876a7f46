/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli merge: what git runs for the files of a corpus. The result is written over OURS, also
 * where there are conflicts: it can always be read. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-cli.h"
#include "sch-native-merge.h"
#include "sch-store.h"

#define MAX_BYTES (1024u * 1024u * 1024u)

static SchExit
merge (const char *base_path, const char *ours_path, const char *theirs_path, const char *shown)
{
  SchFileState state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) base = sch_store_read (base_path, MAX_BYTES, NULL, &error);
  g_autoptr (GBytes) ours = base != NULL ? sch_store_read (ours_path, MAX_BYTES, &state, &error)
                                         : NULL;
  g_autoptr (GBytes) theirs = ours != NULL ? sch_store_read (theirs_path, MAX_BYTES, NULL, &error)
                                           : NULL;
  g_autoptr (GBytes) merged = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (theirs != NULL)
    merged = sch_native_merge (base, ours, theirs, shown, &conflicts, &error);
  if (merged == NULL || (!g_bytes_equal (merged, ours) &&
                         !sch_store_replace (ours_path, merged, &state, NULL, &error)))
    return sch_cli_fail (error);
  for (guint i = 0; i < conflicts->len; i++)
    sch_cli_message ("%s: %s", shown, (const char *) g_ptr_array_index (conflicts, i));
  return conflicts->len > 0 ? SCH_EXIT_FINDINGS : SCH_EXIT_DONE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, N_ ("What the file is called in messages"),
      N_ ("PATH") },
    G_OPTION_ENTRY_NULL,
  };
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 3, 3, &exit))
    return exit;
  shown = sch_store_display_name (name != NULL ? name : argv[2]);
  return merge (argv[1], argv[2], argv[3], shown);
}

const SchCliCommand sch_cmd_merge = {
  .name = "merge",
  .arguments = N_ ("BASE OURS THEIRS"),
  .summary = N_ ("Merge a file of a corpus that two sides changed, into OURS; for git"),
  .run = run,
};
