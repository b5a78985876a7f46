/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scheme of an open corpus that others change too: in its file, and by steps of other layers that
 * stand between a step and its undoing. */

#include "corpus-fixture.h"

#include "sch-corpus-scheme.h"

#define LABEL(id) ((const SchSchemePlace){ SCH_PART_LABEL, NULL, id, NULL })

static const char
    base[] = "{\n  \"format\": \"scholiast-scheme\",\n  \"version\": 1,\n  \"revision\": 3,\n"
             "  \"name\": \"S\",\n  \"labels\": [\n"
             "    {\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\"},\n"
             "    {\"id\": \"place\", \"name\": \"Place\", \"kind\": \"entity\"}\n  ]\n}\n";

static void
set_up_scheme (CorpusFixture *f, gconstpointer data)
{
  set_up_corpus (f, data);
  write_text (f, "scheme.json", base);
}

static void
rename_label (SchCorpus *corpus, const char *layer, const char *id, const char *name)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (sch_corpus_get_scheme (corpus));
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) scheme = NULL;

  sch_scheme_draft_set_string (draft, &LABEL (id), "name", name);
  scheme = sch_scheme_draft_finish (draft, &error);
  g_assert_no_error (error);
  sch_corpus_set_scheme (corpus, layer, "Rename", scheme, &error);
  g_assert_no_error (error);
}

static const char *
get_name (SchCorpus *corpus, const char *id)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (corpus), id);

  return label != NULL ? label->name : NULL;
}

static void
assert_names (SchCorpus *corpus, const char *person, const char *place)
{
  g_assert_cmpstr (get_name (corpus, "person"), ==, person);
  g_assert_cmpstr (get_name (corpus, "place"), ==, place);
}

static void
replace_in_scheme (CorpusFixture *f, const char *before, const char *after)
{
  g_autofree char *content = read_text (f, "scheme.json");
  g_autoptr (GString) text = g_string_new (content);

  g_assert_cmpuint (g_string_replace (text, before, after, 0), ==, 1);
  write_text (f, "scheme.json", text->str);
}

/* Both change the file, different labels: both are in it afterwards. */
static void
test_foreign (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);

  tag (corpus, "a.txt", "s1", 0, 12);
  rename_label (corpus, "dana", "person", "Human");
  replace_in_scheme (f, "\"Place\"", "\"Location\"");
  flush (corpus);
  assert_no_issues (corpus);
  assert_names (corpus, "Human", "Location");
  close_corpus (f);
  corpus = open_corpus (f);
  assert_names (corpus, "Human", "Location");
  /* Ours is undone, theirs stays. */
  g_assert_true (sch_corpus_can_undo (corpus, "dana"));
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (SchEditGroup) undone = sch_corpus_undo (corpus, "dana", &error);

    g_assert_no_error (error);
    g_assert_nonnull (undone);
  }
  assert_names (corpus, "Person", "Location");
}

static void
test_foreign_conflict (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);

  rename_label (corpus, "dana", "person", "Human");
  replace_in_scheme (f, "\"Person\"", "\"Being\"");
  replace_in_scheme (f, "\"Place\"", "\"Location\"");
  flush (corpus);
  g_assert_nonnull (find_issue (corpus, "scheme.json", "at the same place as here"));
  g_assert_nonnull (find_issue (corpus, "scheme.json", "“Human” is taken, not “Being”"));
  /* Ours where both changed the same; what only they changed is kept all the same. */
  assert_names (corpus, "Human", "Location");
}

static void
rename_session (SchCorpus *corpus, gpointer data)
{
  rename_label (corpus, "dana", "person", "Human");
}

/* After a crash the journal meets a file that somebody else has changed. */
static void
test_foreign_after_crash (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;

  run_killed_session (f, rename_session, NULL);
  replace_in_scheme (f, "\"Place\"", "\"Location\"");
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_names (corpus, "Human", "Location");
  flush (corpus);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_names (corpus, "Human", "Location");
}

static void
test_undo_between_layers (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) undone = NULL;
  g_autoptr (SchEditGroup) redone = NULL;
  g_autoptr (SchEditGroup) other = sch_edit_group_new ("Tag", "eve");

  tag (corpus, "a.txt", "s1", 0, 12);
  add_span (other, "eve", "a.txt", "s2", 0, 1);
  apply (corpus, other);
  rename_label (corpus, "dana", "person", "Human");
  rename_label (corpus, "eve", "place", "Location");
  undone = sch_corpus_undo (corpus, "dana", &error);
  g_assert_no_error (error);
  g_assert_nonnull (undone);
  assert_names (corpus, "Person", "Location");
  g_assert_cmpuint (sch_scheme_get_revision (sch_corpus_get_scheme (corpus)), >, 5);
  redone = sch_corpus_redo (corpus, "dana", &error);
  g_assert_no_error (error);
  g_assert_nonnull (redone);
  assert_names (corpus, "Human", "Location");
  flush (corpus);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_names (corpus, "Human", "Location");
  g_clear_pointer (&undone, sch_edit_group_unref);
  undone = sch_corpus_undo (corpus, "eve", &error);
  g_assert_no_error (error);
  assert_names (corpus, "Human", "Place");
}

/* What was changed again since is not undone over somebody's head. */
static void
test_undo_conflict (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;

  rename_label (corpus, "dana", "person", "Human");
  rename_label (corpus, "eve", "person", "Being");
  g_assert_null (sch_corpus_undo (corpus, "dana", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CONFLICT);
  assert_names (corpus, "Being", "Place");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/corpus-scheme-merge/foreign", CorpusFixture, NULL, set_up_scheme, test_foreign,
              tear_down_corpus);
  g_test_add ("/corpus-scheme-merge/foreign-conflict", CorpusFixture, NULL, set_up_scheme,
              test_foreign_conflict, tear_down_corpus);
  g_test_add ("/corpus-scheme-merge/foreign-after-crash", CorpusFixture, NULL, set_up_scheme,
              test_foreign_after_crash, tear_down_corpus);
  g_test_add ("/corpus-scheme-merge/undo-between-layers", CorpusFixture, NULL, set_up_scheme,
              test_undo_between_layers, tear_down_corpus);
  g_test_add ("/corpus-scheme-merge/undo-conflict", CorpusFixture, NULL, set_up_scheme,
              test_undo_conflict, tear_down_corpus);
  return g_test_run ();
}
