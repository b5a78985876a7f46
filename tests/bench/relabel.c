/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it costs to merge two labels in a corpus of many documents, none of them loaded: the reading in
 * a worker, the hold of the main thread, the journal, the files. Beside it the floor: reading every
 * file and nothing else.
 *
 *   relabel DOCUMENTS SPANS   (spans a document; every fourth has the label that goes)
 */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "sch-corpus-scheme.h"
#include "sch-store.h"

#define TEXT_CHARS 2000u

static gint64
read_clock (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static double
get_ms (void)
{
  return g_get_monotonic_time () / 1000.0;
}

static void
write_file (const char *root, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  FILE *file;

  g_mkdir_with_parents (folder, 0755);
  file = fopen (path, "w");
  if (file == NULL || fputs (content, file) < 0 || fclose (file) != 0)
    g_error ("%s cannot be written", path);
}

static void
append_span (GString *json, guint document, guint index)
{
  static const char *const labels[] = { "person", "place", "organization", "product" };
  guint start = index * 7 % (TEXT_CHARS - 10);

  g_string_append_printf (
      json,
      "    {\"id\": \"%06x%06xabcd\", \"label\": \"%s\", \"ranges\": [[%u, %u]], "
      "\"text\": \"%s\", \"created\": \"2026-11-21T10:00:00Z\", "
      "\"modified\": \"2026-11-21T10:00:00Z\", \"by\": \"bench\"}%s\n",
      document, index, labels[index % 4], start, start + 5, "abcde", "");
}

static void
write_corpus (const char *root, guint n_documents, guint n_spans)
{
  g_autofree char *text = g_strnfill (TEXT_CHARS, 'a');
  char sha256[65];

  for (guint i = 0; i < TEXT_CHARS; i++)
    text[i] = 'a' + i % 26;
  sch_store_sha256 (text, TEXT_CHARS, sha256);
  for (guint d = 0; d < n_documents; d++)
    {
      g_autofree char *path = g_strdup_printf ("%03u/%06u.txt", d / 500, d);
      g_autofree char *file = g_strconcat ("annotations/bench/", path, ".json", NULL);
      g_autoptr (GString) json = g_string_new (NULL);

      g_string_append_printf (
          json,
          "{\n  \"format\": \"scholiast-annotations\",\n  \"version\": 1,\n"
          "  \"scheme\": 1,\n  \"document\": {\"path\": \"%s\", \"length\": %u, "
          "\"sha256\": \"%s\"},\n  \"annotator\": \"bench\",\n"
          "  \"status\": \"in-progress\",\n  \"spans\": [\n",
          path, TEXT_CHARS, sha256);
      for (guint i = 0; i < n_spans; i++)
        {
          append_span (json, d, i);
          if (i + 1 < n_spans)
            g_string_insert_c (json, json->len - 1, ',');
        }
      g_string_append (json, "  ]\n}\n");
      write_file (root, path, text);
      write_file (root, file, json->str);
    }
}

static double
measure_floor (const char *root, guint n_documents)
{
  double start = get_ms ();

  for (guint d = 0; d < n_documents; d++)
    {
      g_autofree char *path = g_strdup_printf ("%s/annotations/bench/%03u/%06u.txt.json", root,
                                               d / 500, d);
      g_autoptr (GBytes) bytes = sch_store_read (path, G_MAXINT, NULL, NULL);

      if (bytes == NULL)
        g_error ("%s cannot be read", path);
    }
  return get_ms () - start;
}

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Returns the longest iteration of the main loop, in milliseconds. */
static double
wait_for_result (GAsyncResult **result)
{
  double longest = 0;

  while (*result == NULL)
    {
      double start;

      if (!g_main_context_pending (NULL))
        {
          g_usleep (200);
          continue;
        }
      start = get_ms ();
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, get_ms () - start);
    }
  return longest;
}

static void
wait_until_saved (SchCorpus *corpus)
{
  while (sch_corpus_get_saved_state (corpus) == SCH_SAVING)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
}

static void
measure (SchCorpus *corpus, const char *root, guint n_documents)
{
  const SchSchemePlace product = { SCH_PART_LABEL, NULL, "product", NULL };
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (sch_corpus_get_scheme (corpus));
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double floor = measure_floor (root, n_documents);
  guint64 n = 0;
  struct rusage usage;
  double start = get_ms ();
  double held;
  double applied;
  double saved;

  sch_scheme_draft_merge (draft, &product, "place", NULL);
  scheme = sch_scheme_draft_finish (draft, &error);
  if (scheme == NULL)
    g_error ("%s", error->message);
  sch_scheme_changes_replace (changes, &product, "place");
  sch_corpus_change_scheme_async (corpus, "bench", "Merge", scheme, changes, NULL, NULL,
                                  store_result_cb, &result);
  held = wait_for_result (&result);
  applied = get_ms () - start;
  if (!sch_corpus_change_scheme_finish (corpus, result, &n, &error))
    g_error ("%s", error->message);
  wait_until_saved (corpus);
  saved = get_ms () - start;
  if (!sch_corpus_flush (corpus, &error))
    g_error ("%s", error->message);
  getrusage (RUSAGE_SELF, &usage);
  printf ("relabel: %" G_GUINT64_FORMAT " spans, floor %.0f ms, applied %.0f ms, held %.0f ms, "
          "saved %.0f ms, files %.0f ms, peak %.0f MB\n",
          n, floor, applied, held, saved, get_ms () - start, usage.ru_maxrss / 1024.0);
}

int
main (int argc, char **argv)
{
  guint n_documents = argc > 2 ? atoi (argv[1]) : 200;
  guint n_spans = argc > 2 ? atoi (argv[2]) : 50;
  g_autofree char *base = g_dir_make_tmp ("sch-relabel-XXXXXX", NULL);
  g_autofree char *root = g_build_filename (base, "corpus", NULL);
  SchEnvironment environment = { 0 };
  g_autoptr (SchCorpus) corpus = NULL;
  g_autoptr (GError) error = NULL;

  environment.now = read_clock;
  environment.user = (char *) "bench";
  environment.host = environment.boot_id = environment.machine_id = (char *) "bench";
  environment.instance = (char *) "bench";
  environment.state_dir = g_build_filename (base, "state", NULL);
  environment.runtime_dir = g_strdup (base);
  environment.data_dir = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", NULL);
  write_corpus (root, n_documents, n_spans);
  corpus = sch_corpus_open (root, &environment, SCH_OPEN_DEFAULT, NULL, &error);
  if (corpus == NULL)
    g_error ("%s", error->message);
  measure (corpus, root, n_documents);
  if (!sch_corpus_close (corpus, &error))
    g_error ("%s", error->message);
  return sch_store_remove_tree (base, NULL) ? EXIT_SUCCESS : EXIT_FAILURE;
}
