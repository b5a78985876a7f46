/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli scheme: the commands about schemes; of them list and diff. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-cli-scheme.h"
#include "sch-json-writer.h"
#include "sch-scheme-catalog.h"
#include "sch-scheme-diff.h"
#include "sch-store.h"

/* --- A scheme that is named --- */

void
sch_cli_scheme_clear (SchCliScheme *self)
{
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_object (&self->corpus);
}

gboolean
sch_cli_scheme_check_corpus (SchCorpus *corpus, SchExit *exit)
{
  GPtrArray *issues = sch_corpus_get_issues (corpus);

  for (guint i = 0; i < issues->len; i++)
    {
      const SchIssue *issue = g_ptr_array_index (issues, i);

      if (strcmp (issue->file, "scheme.json") != 0 || issue->severity != SCH_SEVERITY_ERROR)
        continue;
      sch_cli_message ("%s", issue->message);
      *exit = SCH_EXIT_BAD;
      return FALSE;
    }
  return TRUE;
}

gboolean
sch_cli_scheme_load (SchCliScheme *self, SchCli *cli, const char *argument, SchExit *exit)
{
  g_autoptr (SchSchemeCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;

  self->shown = sch_store_display_name (argument);
  if (g_file_test (argument, G_FILE_TEST_IS_DIR))
    {
      self->corpus = sch_cli_open (cli, argument, SCH_OPEN_READ_ONLY, exit);
      if (self->corpus == NULL || !sch_cli_scheme_check_corpus (self->corpus, exit))
        return FALSE;
      self->scheme = sch_scheme_ref (sch_corpus_get_scheme (self->corpus));
      return TRUE;
    }
  catalog = sch_scheme_catalog_new (cli->environment->data_dir, cli->environment->schemes_dir);
  self->scheme = sch_scheme_catalog_load_any (catalog, argument, &error);
  if (self->scheme == NULL)
    *exit = sch_cli_fail (error);
  return self->scheme != NULL;
}

/* --- List --- */

static void
write_entry (SchJsonWriter *writer, const SchSchemeEntry *entry)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "id", entry->id);
  sch_json_writer_member_string (writer, "name", entry->name);
  sch_json_writer_member_string (writer, "description", entry->description);
  sch_json_writer_member (writer, "labels");
  sch_json_writer_int (writer, entry->n_labels);
  sch_json_writer_member (writer, "own");
  sch_json_writer_boolean (writer, entry->own);
  if (entry->error != NULL)
    sch_json_writer_member_string (writer, "error", entry->error->message);
  sch_json_writer_end_object (writer);
}

static void
print_entry (GString *text, const SchSchemeEntry *entry)
{
  if (entry->error != NULL)
    {
      sch_cli_message ("%s", entry->error->message);
      return;
    }
  g_string_append_printf (text, "%-16s %s", entry->id, entry->name);
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, " (%u label)", " (%u labels)",
                                       entry->n_labels),
                          entry->n_labels);
  g_string_append_printf (text, "%s\n", entry->own ? _ (", your own") : "");
  if (*entry->description != '\0')
    g_string_append_printf (text, "                 %s\n", entry->description);
}

static SchExit
list (SchCli *self, gboolean json)
{
  g_autoptr (SchSchemeCatalog) catalog = sch_scheme_catalog_new (self->environment->data_dir,
                                                                 self->environment->schemes_dir);
  GPtrArray *entries = sch_scheme_catalog_get_entries (catalog);
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  if (sch_scheme_catalog_get_error (catalog) != NULL)
    return sch_cli_fail (sch_scheme_catalog_get_error (catalog));
  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "schemes");
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < entries->len; i++)
    if (json)
      write_entry (writer, g_ptr_array_index (entries, i));
    else
      print_entry (text, g_ptr_array_index (entries, i));
  sch_json_writer_end_records (writer);
  sch_json_writer_end_file (writer);
  sch_cli_print (json ? sch_json_writer_peek (writer, NULL) : text->str);
  return SCH_EXIT_DONE;
}

static SchExit
run_list (SchCli *self, const SchCliCommand *command, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 0, 0, &exit))
    return exit;
  return list (self, json);
}

static const SchCliCommand cmd_list = {
  .name = "scheme list",
  .arguments = "",
  .summary = N_ ("List the schemes that come with the program, and your own"),
  .run = run_list,
};

/* --- Diff --- */

static const char *
kind_to_string (SchDifferenceKind kind)
{
  static const char *const kinds[] = { "added",   "removed", "merged", "retired",
                                       "revived", "renamed", "moved",  "changed" };

  return kinds[kind];
}

static const char *
part_to_string (const SchSchemeDifference *difference)
{
  static const char *const parts[] = {
    "label",
    "relation",
    "rule",
    "label-attribute",
    "relation-attribute",
    "document-attribute",
    "cluster-attribute",
  };

  if (difference->subject == SCH_SUBJECT_SCHEME)
    return "scheme";
  return difference->subject == SCH_SUBJECT_SNAP ? "snap" : parts[difference->place.part];
}

static void
write_json_member (SchJsonWriter *writer, const char *name, const char *json)
{
  if (json == NULL)
    return;
  sch_json_writer_member (writer, name);
  sch_json_writer_raw (writer, json, strlen (json));
}

static void
write_difference (SchJsonWriter *writer, const SchSchemeDifference *difference)
{
  g_autofree char *text = sch_scheme_difference_dup_text (difference);

  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "kind", kind_to_string (difference->kind));
  sch_json_writer_member_string (writer, "part", part_to_string (difference));
  sch_json_writer_member_string (writer, "owner", difference->place.owner);
  sch_json_writer_member_string (writer, "id", difference->place.id);
  sch_json_writer_member_string (writer, "value", difference->place.value);
  sch_json_writer_member_string (writer, "member", difference->member);
  write_json_member (writer, "before", difference->before);
  write_json_member (writer, "after", difference->after);
  sch_json_writer_member_string (writer, "into", difference->into);
  sch_json_writer_member_string (writer, "text", text);
  sch_json_writer_end_object (writer);
}

static void
print_differences (GPtrArray *differences, gboolean json)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "differences");
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < differences->len; i++)
    {
      const SchSchemeDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *line = sch_scheme_difference_dup_text (difference);

      write_difference (writer, difference);
      g_string_append_printf (text, "%s\n", line);
    }
  sch_json_writer_end_records (writer);
  sch_json_writer_end_file (writer);
  sch_cli_print (json ? sch_json_writer_peek (writer, NULL) : text->str);
}

static SchExit
run_diff (SchCli *self, const SchCliCommand *command, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (SchCliScheme) before = { 0 };
  g_auto (SchCliScheme) after = { 0 };
  g_autoptr (GPtrArray) differences = NULL;
  SchExit exit = SCH_EXIT_DONE;

  if (!sch_cli_parse (command, entries, &argv, 2, 2, &exit) ||
      !sch_cli_scheme_load (&before, self, argv[1], &exit) ||
      !sch_cli_scheme_load (&after, self, argv[2], &exit))
    return exit;
  differences = sch_scheme_diff (before.scheme, after.scheme);
  print_differences (differences, json);
  return differences->len > 0 ? SCH_EXIT_FINDINGS : SCH_EXIT_DONE;
}

static const SchCliCommand cmd_diff = {
  .name = "scheme diff",
  .arguments = N_ ("SCHEME SCHEME"),
  .summary = N_ ("Tell what is otherwise in the second scheme; exit 1 when something is"),
  .run = run_diff,
};

/* --- Dispatch --- */

static const SchCliCommand *const commands[] = {
  &cmd_list, &sch_cmd_scheme_show, &sch_cmd_scheme_check, &cmd_diff, &sch_cmd_scheme_apply,
};

static char *
dup_help (void)
{
  GString *help = g_string_new (_ ("Usage: scholiast-cli scheme COMMAND [OPTION…] [ARGUMENT…]\n"));

  g_string_append_printf (help, "\n%s\n\n%s\n",
                          _ ("A scheme is a corpus, a file, or one of those that “scheme list” "
                             "names."),
                          _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "  %-10s %s\n", commands[i]->name + strlen ("scheme "),
                            _ (commands[i]->summary));
  return g_string_free (help, FALSE);
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  const char *name = argv[0] != NULL ? argv[1] : NULL;
  g_autofree char *help = dup_help ();

  if (name != NULL && (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0))
    {
      sch_cli_print (help);
      return SCH_EXIT_DONE;
    }
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name + strlen ("scheme "), name) == 0)
      {
        g_auto (GStrv) rest = g_strdupv (argv + 1);

        return commands[i]->run (self, commands[i], rest);
      }
  if (name != NULL)
    sch_cli_message (_ ("there is no command “%s”; see scholiast-cli --help"), name);
  sch_cli_message ("%s", help);
  return SCH_EXIT_USAGE;
}

const SchCliCommand sch_cmd_scheme = {
  .name = "scheme",
  .arguments = N_ ("list|show|check|diff|apply …"),
  .summary = N_ ("Show, check, compare and replace schemes"),
  .run = run,
};
