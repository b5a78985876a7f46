/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, and what they share: options, help, messages, exit codes. */

#include "config.h"

#include "sch-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "sch-error.h"
#include "sch-store.h"

static const SchCliCommand *const commands[] = {
  &sch_cmd_init,   &sch_cmd_info,   &sch_cmd_validate, &sch_cmd_problems,
  &sch_cmd_import, &sch_cmd_export, &sch_cmd_convert,  &sch_cmd_formats,
  &sch_cmd_derive, &sch_cmd_scheme, &sch_cmd_merge,
};

void
sch_cli_print (const char *text)
{
  fputs (text, stdout);
}

void
sch_cli_message (const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "scholiast-cli: %s\n", message);
}

void
sch_cli_show_progress (SchCli *self, const char *what, guint done, guint total)
{
  if (!self->progress)
    return;
  if (done >= total)
    fprintf (stderr, "\r\033[K");
  else
    fprintf (stderr, "\r%s %u/%u\033[K", what, done, total);
  fflush (stderr);
}

/* The exit code for an error, which is printed. */
SchExit
sch_cli_fail (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sch_cli_message (_ ("stopped; nothing was left half-written"));
  else
    sch_cli_message ("%s", error->message);
  if (g_error_matches (error, SCH_ERROR, SCH_ERROR_INVALID))
    return SCH_EXIT_USAGE;
  return g_error_matches (error, SCH_ERROR, SCH_ERROR_LOSS) ? SCH_EXIT_FINDINGS : SCH_EXIT_BAD;
}

static SchExit
fail_usage (const char *command)
{
  sch_cli_message (_ ("see scholiast-cli %s --help"), command);
  return SCH_EXIT_USAGE;
}

/* --- Options --- */

gboolean
sch_cli_parse (const SchCliCommand *command, const GOptionEntry *entries, char ***argv,
               guint min_arguments, guint max_arguments, SchExit *exit)
{
  gboolean help = FALSE;
  const GOptionEntry own[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autofree char *name = g_strdup_printf ("scholiast-cli %s", command->name);
  g_autoptr (GError) error = NULL;
  guint n;

  g_set_prgname (name);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, own, GETTEXT_PACKAGE);
  *exit = SCH_EXIT_USAGE;
  for (char **arg = *argv; *arg != NULL && strcmp (*arg, "--") != 0; arg++)
    if (strcmp (*arg, "--strict=all") == 0)
      {
        g_free (*arg);
        *arg = g_strdup ("--" SCH_CLI_STRICT_ALL);
      }
  if (!g_option_context_parse_strv (context, argv, &error))
    {
      sch_cli_message ("%s", error->message);
      fail_usage (command->name);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      sch_cli_print (text);
      *exit = SCH_EXIT_DONE;
      return FALSE;
    }
  /* "--" only ends the options. */
  if ((*argv)[0] != NULL && (*argv)[1] != NULL && strcmp ((*argv)[1], "--") == 0)
    {
      g_free ((*argv)[1]);
      memmove (*argv + 1, *argv + 2, g_strv_length (*argv + 2) * sizeof (char *) + sizeof (char *));
    }
  n = g_strv_length (*argv) - 1;
  if (n >= min_arguments && n <= max_arguments)
    return TRUE;
  sch_cli_message (n < min_arguments ? _ ("%s: an argument is missing: %s")
                                     : _ ("%s: too many arguments; expected %s"),
                   command->name, command->arguments);
  fail_usage (command->name);
  return FALSE;
}

gboolean
sch_cli_choose (const char *option, const char *value, const char *const *names, guint *index,
                SchExit *exit)
{
  g_autofree char *known = NULL;

  if (value == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], value) == 0)
      {
        *index = i;
        return TRUE;
      }
  known = g_strjoinv (", ", (char **) names);
  sch_cli_message (_ ("--%s cannot be “%s”; it is one of %s"), option, value, known);
  *exit = SCH_EXIT_USAGE;
  return FALSE;
}

gboolean
sch_cli_choose_bits (const char *option, const char *list, const char *const *names, guint *bits,
                     SchExit *exit)
{
  g_auto (GStrv) values = list != NULL ? g_strsplit (list, ",", -1) : NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      guint index = 0;

      if (!sch_cli_choose (option, g_strstrip (values[i]), names, &index, exit))
        return FALSE;
      *bits |= 1u << index;
    }
  return TRUE;
}

gboolean
sch_cli_check_utf8 (const char *option, const char *value, SchExit *exit)
{
  if (value == NULL || g_utf8_validate (value, -1, NULL))
    return TRUE;
  sch_cli_message (_ ("the value of --%s is not UTF-8"), option);
  *exit = SCH_EXIT_USAGE;
  return FALSE;
}

GOptionEntry
sch_cli_make_jobs_entry (gint *jobs)
{
  return (GOptionEntry){
    "jobs",  0,
    0,       G_OPTION_ARG_INT,
    jobs,    N_ ("How many documents are worked on at once (default: one a processor)"),
    N_ ("N")
  };
}

gboolean
sch_cli_take_jobs (SchCli *self, gint jobs, SchExit *exit)
{
  if (jobs < 0)
    {
      sch_cli_message (_ ("--jobs needs a number from 1, not %d"), jobs);
      *exit = SCH_EXIT_USAGE;
      return FALSE;
    }
  if (jobs > 0)
    self->jobs = (guint) jobs;
  return TRUE;
}

/* --- Corpus --- */

SchCorpus *
sch_cli_open (SchCli *self, const char *root, SchOpenFlags flags, SchExit *exit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *current = g_get_current_dir ();
  g_autofree char *absolute = g_canonicalize_filename (root, current);
  SchCorpus *corpus = sch_corpus_open (absolute, self->environment, flags, self->cancellable,
                                       &error);

  if (corpus == NULL)
    *exit = sch_cli_fail (error);
  return corpus;
}

/* Whether the corpus can be written by a script: work in a journal elsewhere is no result. */
gboolean
sch_cli_check_writable (SchCorpus *corpus, SchExit *exit)
{
  const char *reason = sch_corpus_get_read_only_reason (corpus);

  if (reason == NULL && sch_corpus_get_aside_folder (corpus) == NULL)
    return TRUE;
  sch_cli_message ("%s", reason != NULL
                             ? reason
                             : _ ("the folder of the corpus cannot be written; nothing "
                                  "was changed. Give yourself the right to write there"));
  *exit = SCH_EXIT_BAD;
  return FALSE;
}

gboolean
sch_cli_check_layer (SchCorpus *corpus, const char *layer, SchExit *exit)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (corpus);
  g_autofree char *names = g_strjoinv (", ", layers);

  if (g_strv_contains ((const char *const *) layers, layer))
    return TRUE;
  sch_cli_message (_ ("the corpus has no layer “%s”; its layers: %s"), layer, names);
  *exit = SCH_EXIT_USAGE;
  return FALSE;
}

/* --- Reports --- */

void
sch_cli_print_report (SchReport *report, const char *format_id)
{
  GPtrArray *entries = sch_report_get_entries (report);
  g_autofree char *chosen = sch_report_dup_summary (report, SCH_REPORT_SELECTION);
  g_autofree char *lacking = sch_report_dup_summary (report, SCH_REPORT_NOT_CARRIED);
  g_autoptr (GHashTable) sums = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      const SchReportEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *message = sch_report_entry_dup_message (entry);

      if (entry->kind != SCH_REPORT_SELECTION)
        sch_cli_message ("%s", message);
      else
        g_hash_table_insert (sums, entry->what,
                             GUINT_TO_POINTER (
                                 GPOINTER_TO_UINT (g_hash_table_lookup (sums, entry->what)) +
                                 entry->count));
    }
  for (guint i = 0; chosen != NULL && i < entries->len; i++)
    {
      const SchReportEntry *entry = g_ptr_array_index (entries, i);
      guint sum = GPOINTER_TO_UINT (g_hash_table_lookup (sums, entry->what));

      if (entry->kind != SCH_REPORT_SELECTION || sum == 0)
        continue;
      sch_cli_message (_ ("left out by choice: %u %s"), sum, entry->what);
      g_hash_table_remove (sums, entry->what);
    }
  if (lacking != NULL)
    sch_cli_message (_ ("not carried by %s: %s"), format_id, lacking);
}

/* --- Commands --- */

static char *
dup_help (void)
{
  GString *help = g_string_new (_ ("Usage: scholiast-cli COMMAND [OPTION…] [ARGUMENT…]\n"));

  g_string_append_printf (help, "\n%s\n\n%s\n",
                          _ ("Works on corpora of annotated texts without a display."),
                          _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "  %-10s %s\n", commands[i]->name, _ (commands[i]->summary));
  g_string_append_printf (
      help, "\n%s\n", _ ("scholiast-cli COMMAND --help tells more; --version prints the version."));
  return g_string_free (help, FALSE);
}

/**
 * sch_cli_run:
 * @argv: (array zero-terminated=1): as given to the program
 */
SchExit
sch_cli_run (SchCli *self, char **argv)
{
  const char *name = argv[0] != NULL ? argv[1] : NULL;
  g_autofree char *help = dup_help ();

  if (name == NULL)
    {
      fputs (help, stderr);
      return SCH_EXIT_USAGE;
    }
  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0 || strcmp (name, "help") == 0)
    {
      sch_cli_print (help);
      return SCH_EXIT_DONE;
    }
  if (strcmp (name, "--version") == 0)
    {
      sch_cli_print ("scholiast-cli " SCH_VERSION "\n");
      return SCH_EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      {
        g_auto (GStrv) rest = g_strdupv (argv + 1);

        /* The parser takes arguments out of the list, which it must own. */
        return commands[i]->run (self, commands[i], rest);
      }
  sch_cli_message (_ ("there is no command “%s”; see scholiast-cli --help"), name);
  return SCH_EXIT_USAGE;
}
