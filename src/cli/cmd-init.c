/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli init: makes a folder a corpus. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-cli.h"
#include "sch-json-writer.h"
#include "sch-native-files.h"
#include "sch-scheme-catalog.h"
#include "sch-store.h"

static SchTree *
make_info (const char *title, GError **error)
{
  static const char *const documents[] = { "**/*.txt", NULL };
  static const char *const exclude[] = { "README*", "LICENSE*", "GUIDELINES*", NULL };
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autofree char *id = sch_id_new_random ();
  const char *json;
  gsize byte_len;

  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "format", "scholiast-corpus");
  sch_json_writer_member (writer, "version");
  sch_json_writer_int (writer, SCH_FILE_VERSION);
  sch_json_writer_member_string (writer, "id", id);
  sch_json_writer_member_string (writer, "title", title);
  sch_json_writer_member_strv (writer, "documents", documents);
  sch_json_writer_member_strv (writer, "exclude", exclude);
  sch_json_writer_end_object (writer);
  json = sch_json_writer_peek (writer, &byte_len);
  return sch_native_read_tree (SCH_RECORD_CORPUS, "", json, byte_len, "scholiast.json", error);
}

static gboolean
check_free (const char *file)
{
  g_autofree char *shown = sch_store_display_name (file);

  if (!g_file_test (file, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  sch_cli_message (_ ("%s is there already; this folder is a corpus, or remove the file first"),
                   shown);
  return FALSE;
}

static gboolean
write_files (const char *folder, SchTree *info, SchScheme *scheme, GError **error)
{
  g_autofree char *info_file = g_build_filename (folder, "scholiast.json", NULL);
  g_autofree char *scheme_file = g_build_filename (folder, "scheme.json", NULL);
  g_autoptr (GBytes) info_bytes = sch_native_write_tree (info);
  g_autoptr (GBytes) scheme_bytes = sch_native_write_tree (sch_scheme_get_tree (scheme));
  const SchFileState missing = { 0 };

  if (!sch_store_make_folder (folder, error) ||
      !sch_store_replace (scheme_file, scheme_bytes, &missing, NULL, error))
    return FALSE;
  if (sch_store_replace (info_file, info_bytes, &missing, NULL, error))
    return TRUE;
  sch_store_remove (scheme_file, NULL);
  return FALSE;
}

static SchExit
init (SchSchemeCatalog *catalog, const char *folder, const char *scheme_name, const char *title)
{
  g_autofree char *info_file = g_build_filename (folder, "scholiast.json", NULL);
  g_autofree char *scheme_file = g_build_filename (folder, "scheme.json", NULL);
  g_autofree char *shown = sch_store_display_name (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchTree) info = NULL;
  g_autoptr (SchScheme) scheme = NULL;

  if (!check_free (info_file) || !check_free (scheme_file))
    return SCH_EXIT_BAD;
  scheme = sch_scheme_catalog_load_any (catalog, scheme_name, &error);
  if (scheme != NULL)
    info = make_info (title, &error);
  if (info == NULL || !write_files (folder, info, scheme, &error))
    {
      sch_cli_message ("%s", error->message);
      return SCH_EXIT_BAD;
    }
  sch_cli_message (_ ("%s is a corpus now, with the scheme “%s”"), shown,
                   sch_scheme_get_name (scheme));
  return SCH_EXIT_DONE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_autoptr (SchSchemeCatalog) catalog = sch_scheme_catalog_new (self->environment->data_dir,
                                                                 self->environment->schemes_dir);
  g_autofree char *ids = sch_scheme_catalog_dup_ids (catalog);
  g_autofree char *scheme_help = g_strdup_printf (
      _ ("The scheme: a file, or one of: %s (default: news)"), ids);
  g_autofree char *scheme = NULL;
  g_autofree char *title = NULL;
  const GOptionEntry entries[] = {
    { "scheme", 0, 0, G_OPTION_ARG_FILENAME, &scheme, scheme_help, N_ ("NAME|FILE") },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &title, N_ ("The title of the corpus"), N_ ("TITLE") },
    G_OPTION_ENTRY_NULL,
  };
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_check_utf8 ("title", title, &exit))
    return exit;
  return init (catalog, argv[1], scheme != NULL ? scheme : "news", title);
}

const SchCliCommand sch_cmd_init = {
  .name = "init",
  .arguments = N_ ("DIR"),
  .summary = N_ ("Make a folder a corpus"),
  .run = run,
};
