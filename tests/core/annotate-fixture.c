/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus on which gestures are tested. Every session closes it and finds it freed. */

#include "annotate-fixture.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sch-error.h"

/*                               0         1         2         3         4         5         6     */
/*                               0123456789012345678901234567890123456789012345678901234567890123456 */
static const char
    text_a[] = "Ada Lovelace met O’Neil. “It works”, Ada Lovelace said. Ada – too. 😀 Ada\n";
static const char text_b[] = "ADA\xc2\xa0LOVELACE wrote to O'Neil: it works. Ada - too.\n";

static const char scheme[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"Test\",\n"
    " \"labels\": [\n"
    "  {\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"color\": \"#3584e4\", \"key\": \"e\","
    " \"replaces\": [\"human\"], \"attributes\": [{\"id\": \"mention\", \"name\": \"Mention\", \"type\":"
    " \"choice\", \"values\": [\"name\", \"nominal\", \"pronoun\"], \"default\": \"name\"},"
    " {\"id\": \"age\", \"name\": \"Age\", \"type\": \"number\"}]},\n"
    "  {\"id\": \"group\", \"name\": \"Group\", \"kind\": \"entity\", \"color\": \"#33d17a\", \"key\": \"g\","
    " \"attributes\": [{\"id\": \"mention\", \"name\": \"Mention\", \"type\": \"choice\", \"values\":"
    " [\"name\", \"nominal\"], \"default\": \"name\"}]},\n"
    "  {\"id\": \"number\", \"name\": \"Number\", \"kind\": \"entity\", \"color\": \"#9141ac\", \"key\": \"q\","
    " \"attributes\": [{\"id\": \"value\", \"name\": \"Value\", \"type\": \"number\", \"default\":"
    " {\"derive\": \"number\"}}, {\"id\": \"unit\", \"name\": \"Unit\", \"type\": \"text\", \"default\":"
    " {\"derive\": \"number\"}}]},\n"
    "  {\"id\": \"money\", \"name\": \"Money\", \"kind\": \"entity\", \"color\": \"#613583\", \"key\": \"m\","
    " \"attributes\": [{\"id\": \"value\", \"name\": \"Value\", \"type\": \"number\", \"default\":"
    " {\"derive\": \"number\"}}]},\n"
    "  {\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"color\": \"#e5a50a\", \"key\": \"c\"},\n"
    "  {\"id\": \"source\", \"name\": \"Source\", \"kind\": \"source\", \"color\": \"#a51d2d\", \"key\": \"s\"},\n"
    "  {\"id\": \"old\", \"name\": \"Old\", \"kind\": \"other\", \"color\": \"#9a9996\", \"retired\": true}\n"
    " ],\n"
    " \"relations\": [\n"
    "  {\"id\": \"attributed-to\", \"name\": \"attributed to\", \"from\": [\"claim\"], \"to\": [\"source\"],"
    " \"color\": \"#9141ac\", \"attributes\": [{\"id\": \"manner\", \"name\": \"Manner\", \"type\": \"choice\","
    " \"values\": [\"spoken\", \"written\"], \"default\": \"spoken\"}, {\"id\": \"where\", \"name\": \"Where\","
    " \"type\": \"text\", \"when\": {\"manner\": [\"written\"]}}]},\n"
    "  {\"id\": \"same\", \"name\": \"same as\", \"from\": [\"entity\"], \"to\": [\"entity\"], \"symmetric\": true,"
    " \"color\": \"#3584e4\"},\n"
    "  {\"id\": \"gone\", \"name\": \"gone\", \"retired\": true, \"color\": \"#3584e4\"}\n"
    " ]}\n";

gint64 clock_seconds = NOW;

static gint64
read_clock (void)
{
  return clock_seconds;
}

static void
write_file (Fixture *f, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (f->root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
edited_cb (Fixture *f, SchEditGroup *group)
{
  f->n_edited++;
  g_assert_cmpuint (group->seq, >, f->last_seq);
  f->last_seq = group->seq;
}

void
open_corpus (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  const SchAnnotator who = { NULL, NULL, "dana", TRUE };

  f->corpus = sch_corpus_open (f->root, f->environment, SCH_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (f->corpus, "edited", G_CALLBACK (edited_cb), f);
  f->a = f->b = who;
  f->a.corpus = f->b.corpus = f->corpus;
  f->a.document = sch_corpus_get_layer_document (f->corpus, "dana", A, &error);
  g_assert_no_error (error);
  f->b.document = sch_corpus_get_layer_document (f->corpus, "dana", B, &error);
  g_assert_no_error (error);
}

void
close_corpus (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_corpus_close (f->corpus, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (f->corpus);
}

void
set_up (Fixture *f, gconstpointer data)
{
  clock_seconds = NOW;
  f->root = g_dir_make_tmp ("sch-annotate-XXXXXX", NULL);
  f->state_dir = g_dir_make_tmp ("sch-state-XXXXXX", NULL);
  write_file (f, "scheme.json", scheme);
  write_file (f, A, text_a);
  write_file (f, B, text_b);
  f->environment = g_new0 (SchEnvironment, 1);
  f->environment->now = read_clock;
  f->environment->user = g_strdup ("dana");
  f->environment->host = g_strdup ("host");
  f->environment->boot_id = g_strdup ("boot");
  f->environment->machine_id = g_strdup ("machine");
  f->environment->instance = g_strdup ("instance");
  f->environment->state_dir = g_strdup (f->state_dir);
  f->environment->data_dir = g_test_build_filename (G_TEST_DIST, "data", NULL);
  open_corpus (f);
}

static void
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

void
tear_down (Fixture *f, gconstpointer data)
{
  close_corpus (f);
  remove_tree (f->root);
  remove_tree (f->state_dir);
  g_free (f->root);
  g_free (f->state_dir);
  sch_environment_free (f->environment);
}

/* --- Everything as bytes --- */

char *
dump_document (SchLayerDocument *document)
{
  g_autoptr (SchLayerSnapshot) snapshot = sch_layer_document_snapshot (document, 3, "dana");
  g_autoptr (GBytes) json = sch_layer_snapshot_to_json (snapshot);
  gsize byte_len;
  const char *data = g_bytes_get_data (json, &byte_len);

  return g_strndup (data, byte_len);
}

char *
dump (Fixture *f)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *a = dump_document (f->a.document);
  g_autofree char *b = dump_document (f->b.document);
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (f->corpus, "dana");

  g_string_append_printf (all, "%s%s", a, b);
  for (guint i = 0; i < clusters->len; i++)
    {
      g_autofree char *json = sch_record_dup_json (g_ptr_array_index (clusters, i), NULL);

      g_string_append_printf (all, "%s\n", json);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

void
assert_dump (Fixture *f, const char *expected)
{
  g_autofree char *now = dump (f);

  g_assert_cmpstr (now, ==, expected);
}

void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = sch_corpus_undo (f->corpus, "dana", &error);

  g_assert_no_error (error);
  g_assert_nonnull (group);
}

void
redo (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = sch_corpus_redo (f->corpus, "dana", &error);

  g_assert_no_error (error);
  g_assert_nonnull (group);
}

Step
begin_step (Fixture *f)
{
  Step step = { dump (f), f->n_edited };

  return step;
}

/* One gesture was one group of that name, which undo and redo take back and forth. */
void
end_step (Fixture *f, Step step, const char *name)
{
  g_autofree char *after = dump (f);

  g_assert_cmpstr (after, !=, step.before);
  g_assert_cmpuint (f->n_edited, ==, step.n_edited + 1);
  g_assert_cmpstr (sch_corpus_get_undo_name (f->corpus, "dana"), ==, name);
  undo (f);
  assert_dump (f, step.before);
  redo (f);
  assert_dump (f, after);
  g_free (step.before);
}

/* A gesture that has nothing to do. */
void
end_nothing (Fixture *f, Step step)
{
  assert_dump (f, step.before);
  g_assert_cmpuint (f->n_edited, ==, step.n_edited);
  g_free (step.before);
}

/* A gesture that is refused. */
void
end_refused (Fixture *f, Step step, GError **error, int code)
{
  g_assert_error (*error, SCH_ERROR, code);
  g_assert_cmpstr ((*error)->message, !=, "");
  g_clear_error (error);
  end_nothing (f, step);
}

/* --- Short forms --- */

char *
tag (const SchAnnotator *who, const char *label, guint start, guint end)
{
  const SchRange range = { start, end };
  g_autoptr (GError) error = NULL;
  char *id = sch_annotate_tag (who, label, &range, 1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  return id;
}

SchSpan *
get (const SchAnnotator *who, const char *id)
{
  SchSpan *span = sch_layer_document_get_span (who->document, id);

  g_assert_nonnull (span);
  return span;
}

void
assert_attribute (const SchAnnotator *who, const char *id, const char *key, const char *json)
{
  g_assert_cmpstr (sch_attributes_get_json (get (who, id)->record.attributes, key), ==, json);
}

static char *
dup_ranges (const SchAnnotator *who, const char *id)
{
  SchSpan *span = get (who, id);
  g_autoptr (GString) string = g_string_new (NULL);

  for (guint i = 0; i < span->n_ranges; i++)
    g_string_append_printf (string, "%s%u-%u", i > 0 ? " " : "", span->ranges[i].start,
                            span->ranges[i].end);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

void
assert_ranges (const SchAnnotator *who, const char *id, const char *expected)
{
  g_autofree char *ranges = dup_ranges (who, id);

  g_assert_cmpstr (ranges, ==, expected);
}

void
assert_ok (gboolean ok, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (ok);
}
