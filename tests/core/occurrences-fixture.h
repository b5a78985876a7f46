/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A corpus in a temporary folder in which all places of a surface are looked for. */

#include <glib/gstdio.h>
#include <string.h>

#include "sch-annotate-occurrences.h"

typedef struct
{
  char *root;
  char *state_dir;
  SchEnvironment *environment;
  SchCorpus *corpus;
} Fixture;

static inline gint64
read_clock (void)
{
  return G_GINT64_CONSTANT (1795000000);
}

static inline void
write_file (Fixture *f, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (f->root, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("sch-occurrences-XXXXXX", NULL);
  f->state_dir = g_dir_make_tmp ("sch-state-XXXXXX", NULL);
  f->environment = g_new0 (SchEnvironment, 1);
  f->environment->now = read_clock;
  f->environment->user = g_strdup ("dana");
  f->environment->host = g_strdup ("host");
  f->environment->boot_id = g_strdup ("boot");
  f->environment->machine_id = g_strdup ("machine");
  f->environment->instance = g_strdup ("instance");
  f->environment->state_dir = g_strdup (f->state_dir);
  f->environment->data_dir = g_test_build_filename (G_TEST_DIST, "data", NULL);
}

static inline void
open_corpus (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->corpus = sch_corpus_open (f->root, f->environment, SCH_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
}

static inline void
close_corpus (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_corpus_close (f->corpus, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (f->corpus);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->corpus != NULL)
    close_corpus (f);
  remove_tree (f->root);
  remove_tree (f->state_dir);
  g_free (f->root);
  g_free (f->state_dir);
  sch_environment_free (f->environment);
}

static inline SchAnnotator
get_annotator (Fixture *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who = { f->corpus, NULL, "dana", TRUE };

  who.document = sch_corpus_get_layer_document (f->corpus, "dana", path, &error);
  g_assert_no_error (error);
  return who;
}

/* Tags the (nth) place of some words. */
static inline char *
tag (Fixture *f, const char *path, const char *label, const char *words, guint nth)
{
  SchAnnotator who = get_annotator (f, path);
  gsize byte_len;
  const char *text = sch_text_get_data (sch_layer_document_get_text (who.document), &byte_len);
  const char *p = text - 1;
  g_autoptr (GError) error = NULL;
  SchRange range;
  char *id;

  for (guint i = 0; i <= nth; i++)
    {
      p = memmem (p + 1, byte_len - (gsize) (p + 1 - text), words, strlen (words));
      g_assert_nonnull (p);
    }
  range.start = (guint) g_utf8_strlen (text, p - text);
  range.end = range.start + (guint) g_utf8_strlen (words, -1);
  id = sch_annotate_tag (&who, label, &range, 1, &error);
  g_assert_no_error (error);
  return id;
}

static inline SchSpan *
get_span (Fixture *f, const char *path, const char *id)
{
  SchSpan *span = sch_layer_document_get_span (get_annotator (f, path).document, id);

  g_assert_nonnull (span);
  return span;
}

static inline SchOccurrences *
search (Fixture *f, const char *path, const char *id, SchOccurrenceFlags flags, guint step)
{
  SchOccurrences *found = sch_occurrences_new (f->corpus, "dana", path, get_span (f, path, id),
                                               flags);

  while (sch_occurrences_step (found, step))
    g_assert_cmpfloat (sch_occurrences_get_progress (found), <=, 1);
  return found;
}

/* "path:start[-]" of each hit; - where it is not ticked. */
static inline char *
describe (SchOccurrences *found)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < sch_occurrences_get_n (found); i++)
    {
      SchOccurrence *hit = sch_occurrences_peek (found, i);

      g_string_append_printf (all, "%s%s:%u%s", i > 0 ? " " : "", sch_occurrence_get_path (hit),
                              sch_occurrence_get_range (hit).start,
                              sch_occurrence_is_ticked (hit) ? "" : "-");
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static inline void
assert_found (Fixture *f, const char *path, const char *id, SchOccurrenceFlags flags,
              const char *expected)
{
  static const guint steps[] = { 1, 7, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (SchOccurrences) found = search (f, path, id, flags, steps[i]);
      g_autofree char *hits = describe (found);

      g_assert_cmpstr (hits, ==, expected);
    }
}
