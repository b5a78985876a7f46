/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures what is done with a text of 6 MB and its 100,000 spans without a window: finding in it, reading
 * the layer document, writing it in canonical form, and one edit with its record in the journal. Prints lines of
 * a name and milliseconds; the floors are memchr() over the text and memcpy() of the layer document.
 *
 *   large-text TEXT LAYER-DOCUMENT FOLDER
 */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sch-find.h"
#include "sch-layer-document-private.h"

#define ROUNDS 5u
#define APPENDS 200u
#define MAX_HITS 100000u /* as the find bar */

/* In ms, of the process. */
static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
get_wall (void)
{
  return g_get_monotonic_time () / 1e3;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
print_median (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare_doubles);
  g_print ("%s %.3f %.3f\n", name, times[n / 2], times[n * 99 / 100]);
}

static void
measure_find (SchText *text, const char *name, const char *pattern, SchFindFlags flags)
{
  double times[ROUNDS];
  g_autoptr (GError) error = NULL;
  g_autoptr (SchFindQuery) query = sch_find_query_new (pattern, flags, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = get_cpu ();
      g_autoptr (GArray) hits = sch_find_all (query, text, NULL, MAX_HITS, &error);

      g_assert_no_error (error);
      times[i] = get_cpu () - begin;
    }
  print_median (name, times, ROUNDS);
}

static void
measure_floor (SchText *text)
{
  double times[ROUNDS];
  gsize byte_len;
  const char *data = sch_text_get_data (text, &byte_len);
  static volatile guint sum;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = get_cpu ();

      for (const char *p = data; (p = memchr (p, '\n', data + byte_len - p)) != NULL; p++)
        sum++;
      times[i] = get_cpu () - begin;
    }
  print_median ("floor-find", times, ROUNDS);
}

static void
measure_layer (SchText *text, GBytes *json)
{
  double reads[ROUNDS];
  double writes[ROUNDS];
  double copies[ROUNDS];

  sch_text_get_sha256 (text);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      double begin = get_cpu ();
      g_autoptr (SchLayerContent) content = sch_layer_content_new ("bench", "article.txt", text);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *copy = NULL;

      g_assert_true (sch_layer_content_read (content, json, "article.txt.json", &error));
      reads[i] = get_cpu () - begin;
      begin = get_cpu ();
      bytes = sch_layer_content_write (content);
      writes[i] = get_cpu () - begin;
      begin = get_cpu ();
      copy = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      copies[i] = get_cpu () - begin;
    }
  print_median ("read", reads, ROUNDS);
  print_median ("write", writes, ROUNDS);
  print_median ("floor-write", copies, ROUNDS);
}

/* What a durable append of a record costs here, whoever does it. */
static void
measure_append (const char *folder)
{
  double times[APPENDS];
  g_autofree char *path = g_build_filename (folder, "append", NULL);
  int fd = open (path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  char record[700] = { 0 };

  g_assert_cmpint (fd, >=, 0);
  for (guint i = 0; i < APPENDS; i++)
    {
      double begin = get_wall ();

      g_assert_cmpint (write (fd, record, sizeof record), ==, sizeof record);
      g_assert_cmpint (fsync (fd), ==, 0);
      times[i] = get_wall () - begin;
    }
  print_median ("append", times, APPENDS);
  close (fd);
  unlink (path);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *layer = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (SchText) text = NULL;
  gsize byte_len = 0;

  if (argc != 4)
    return 2;
  if (!g_file_get_contents (argv[1], &data, NULL, &error) ||
      !g_file_get_contents (argv[2], &layer, &byte_len, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  text = sch_text_new_from_string (data);
  json = g_bytes_new_take (g_steal_pointer (&layer), byte_len);
  measure_floor (text);
  measure_find (text, "find-letter", "e", SCH_FIND_LITERAL);
  measure_find (text, "find-word", "harbour", SCH_FIND_LITERAL);
  measure_find (text, "find-nothing", "zzzyx", SCH_FIND_LITERAL);
  measure_find (text, "find-exact", "Brannoc", SCH_FIND_MATCH_CASE | SCH_FIND_MATCH_ACCENTS);
  measure_find (text, "find-regex", "\\bferr(y|ies)\\b", SCH_FIND_REGEX);
  measure_layer (text, json);
  measure_append (argv[3]);
  return 0;
}
