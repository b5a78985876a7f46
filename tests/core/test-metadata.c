/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metadata: what a text says about itself, what may be stored, one step for a form, new documents. */

#include "corpus-fixture.h"

#include "sch-corpus-documents.h"

static void
test_find (void)
{
  static const struct
  {
    const char *text, *title, *author, *published, *url, *outlet;
  } cases[] = {
    { "Port of Kessel shut\nBy Ada Quint | Kessel Post\n20 March 2026\n\nNine days. "
      "https://www.kessel-post.example/port?id=1.\n",
      "Port of Kessel shut", "Ada Quint", "2026-03-20", "https://www.kessel-post.example/port?id=1",
      "kessel-post.example" },
    { "\n\n# Title after lines\nMarch 3rd, 2025\nMore on 2024-01-02.\n", "Title after lines", "",
      "2025-03-03", "", "" },
    { "Hafen gesperrt\nVon Mara Österle\n3. März 2026, 12:00\n", "Hafen gesperrt", "Mara Österle",
      "2026-03-03", "", "" },
    { "https://a.example/x\nThe title\nby the way, Monday\n32 March 2026\n2026-02-30 2026-02-28",
      "The title", "", "2026-02-28", "https://a.example/x", "a.example" },
    { "BY MARA AUSTIN\n", "BY MARA AUSTIN", "MARA AUSTIN", "", "", "" },
    { "\xef\xbb\xbfMit BOM\n21 de marzo de 2026\n", "Mit BOM", "", "2026-03-21", "", "" },
    { "", "", "", "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchFoundMetadata) found = sch_metadata_find (cases[i].text);

      g_assert_cmpstr (found->title, ==, cases[i].title);
      g_assert_cmpstr (found->author, ==, cases[i].author);
      g_assert_cmpstr (found->published, ==, cases[i].published);
      g_assert_cmpstr (found->url, ==, cases[i].url);
      g_assert_cmpstr (found->outlet, ==, cases[i].outlet);
    }
}

static void
test_slug (void)
{
  static const char *const cases[][2] = {
    { "Port closed: day 9", "port-closed-day-9" },
    { "  “Nine” — hours! ", "nine-hours" },
    { "Österreichs Häfen", "österreichs-häfen" },
    { "ميناء مغلق", "ميناء-مغلق" },
    { "...", "text" },
    { "It’s Ada's", "its-adas" },
    { "../../etc/passwd", "etc-passwd" },
  };
  g_autofree char *many = g_strnfill (500, 'x');
  g_autofree char *slug = sch_metadata_dup_slug (many);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *made = sch_metadata_dup_slug (cases[i][0]);

      g_assert_cmpstr (made, ==, cases[i][1]);
    }
  g_assert_cmpuint (strlen (slug), <=, 80);
}

static void
test_complaints (void)
{
  static const struct
  {
    const char *member, *value;
    gboolean good;
  } cases[] = {
    { "published", "", TRUE },
    { "published", "2026", TRUE },
    { "published", "2026-03", TRUE },
    { "published", "2026-03-20", TRUE },
    { "published", "2026-02-30", FALSE },
    { "published", "20.3.2026", FALSE },
    { "published", "2026-13", FALSE },
    { "retrieved", "2026-03-20T10:00:00Z", TRUE },
    { "language", "en", TRUE },
    { "language", "pt-BR", TRUE },
    { "language", "english text", FALSE },
    { "url", "https://a.example/b", TRUE },
    { "url", "nowhere", FALSE },
    { "title", "anything: at all", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *complaint = sch_metadata_dup_complaint (cases[i].member, cases[i].value);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((complaint == NULL) == cases[i].good);
    }
}

static void
set (SchCorpus *corpus, const char *path, const char *member, const char *value)
{
  SchTree *before = sch_corpus_get_metadata (corpus, path);
  g_autoptr (SchTree) base = before != NULL ? sch_record_ref (before) : sch_metadata_new (path);
  g_autoptr (SchTree) after = sch_metadata_with_text (base, member, value);
  g_autoptr (GError) error = NULL;

  sch_corpus_set_properties (corpus, "dana", NULL, path, after, FALSE, NULL, &error);
  g_assert_no_error (error);
}

/* One step, unknown members kept, taken back as one. */
static void
test_properties (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  SchDocument *document;
  g_autoptr (SchEditGroup) undone = NULL;
  g_autoptr (SchAttributes) attributes = sch_attributes_with_string (NULL, "genre", "news");
  g_autoptr (SchTree) tree = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *layer = NULL;

  write_text (f, "documents.json",
              "{\"format\": \"scholiast-documents\", \"version\": 1, \"documents\": [{\"path\": "
              "\"a.txt\", \"title\": \"Old\", \"mood\": \"dark\"}]}\n");
  corpus = open_corpus (f);
  document = sch_corpus_find_document (corpus, "a.txt");
  g_assert_cmpstr (sch_document_get_title (document), ==, "Old");
  tree = sch_metadata_with_text (sch_document_get_metadata (document), "title", "New");
  sch_corpus_set_properties (corpus, "dana", NULL, "a.txt", tree, TRUE, attributes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sch_document_get_title (document), ==, "New");
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Change Properties of “Old”");
  flush (corpus);
  content = read_text (f, "documents.json");
  g_assert_nonnull (strstr (content, "\"title\": \"New\""));
  g_assert_nonnull (strstr (content, "\"mood\": \"dark\""));
  layer = read_text (f, "annotations/dana/a.txt.json");
  g_assert_nonnull (strstr (layer, "\"attributes\": {\"genre\": \"news\"}"));
  assert_valid_files (f);

  undone = sch_corpus_undo (corpus, "dana", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sch_document_get_title (document), ==, "Old");
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  g_assert_null (
      sch_layer_document_get_state (sch_corpus_get_layer_document (corpus, "dana", "a.txt", NULL))
          ->record.attributes);

  /* The same again is no step; nothing left is no record. */
  set (corpus, "a.txt", "title", "Old");
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  set (corpus, "b.txt", "outlet", "Post");
  set (corpus, "b.txt", "outlet", "");
  g_assert_null (sch_corpus_get_metadata (corpus, "b.txt"));
  close_corpus (f);
}

static void
test_new_document (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchTree) metadata = NULL;
  g_autofree char *path = sch_corpus_suggest_path (corpus, "", "A");
  g_autofree char *deep = sch_corpus_suggest_path (corpus, "deep/er", "C");
  g_autofree char *readme = sch_corpus_suggest_path (corpus, "", "README first");
  g_autofree char *content = NULL;
  SchDocument *document;
  static const char *const bad[] = { "a.txt",    "../x.txt", "annotations/x.txt", "x.pdf",
                                     ".hid.txt", "",         "README.txt" };

  g_assert_cmpstr (path, ==, "a-2.txt");
  g_assert_cmpstr (deep, ==, "deep/er/c-2.txt");
  g_assert_cmpstr (readme, ==, "readme-first.txt");
  metadata = sch_metadata_new (path);
  {
    g_autoptr (SchTree) titled = sch_metadata_with_text (metadata, "title", "A, again");

    sch_corpus_add_text (corpus, "dana", path, "Überall\r\n😀", titled, &error);
    g_assert_no_error (error);
  }
  content = read_text (f, path);
  g_assert_cmpstr (content, ==, "Überall\r\n😀");
  document = sch_corpus_find_document (corpus, path);
  g_assert_cmpstr (sch_document_get_title (document), ==, "A, again");
  g_assert_cmpuint (sch_corpus_get_n_new (corpus), ==, 1);
  g_assert_true (sch_corpus_get_first_new (corpus) == document);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (sch_corpus_add_text (corpus, "dana", bad[i], "x", NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  close_corpus (f);
}

static void
test_intake (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchIntake) intake = sch_corpus_new_intake (corpus, "", &error);
  g_autofree char *outside = g_build_filename (f->base, "outside", NULL);
  static const struct
  {
    const char *name, *content, *path;
    gsize byte_len;
  } cases[] = {
    { "a.txt", "New\r\n", "a-2.txt", 5 },         { "latin.txt", "K\xf6ln", "latin.txt", 4 },
    { "notes.md", "# Notes", "notes-md.txt", 7 }, { "bare", "Bare", "bare.txt", 4 },
    { "wide.txt", "\xff\xfeK\0", "wide.txt", 4 }, { "image.png", "\x89PNG\0\0", NULL, 6 },
  };

  g_assert_no_error (error);
  g_mkdir (outside, 0755);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_build_filename (outside, cases[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (name);
      g_autofree char *path = NULL;
      g_autofree char *absolute = NULL;
      g_autofree char *content = NULL;
      gsize byte_len;

      g_assert_true (g_file_set_contents (name, cases[i].content, cases[i].byte_len, NULL));
      path = sch_intake_copy (intake, file, NULL, &error);
      g_assert_cmpstr (path, ==, cases[i].path);
      if (path == NULL)
        {
          g_assert_nonnull (strstr (error->message, cases[i].name));
          g_clear_error (&error);
          continue;
        }
      absolute = g_build_filename (f->root, path, NULL);
      g_assert_true (g_file_get_contents (absolute, &content, &byte_len, NULL));
      g_assert_cmpmem (content, byte_len, cases[i].content, cases[i].byte_len);
    }
  {
    g_autoptr (GFile) folder = g_file_new_for_path (outside);

    g_assert_null (sch_intake_copy (intake, folder, NULL, &error));
    g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
  }
  g_assert_true (sch_corpus_rescan (corpus, NULL, NULL));
  g_assert_cmpuint (sch_corpus_get_n_new (corpus), ==, 5);
  close_corpus (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metadata/find", test_find);
  g_test_add_func ("/metadata/slug", test_slug);
  g_test_add_func ("/metadata/complaints", test_complaints);
  g_test_add ("/metadata/properties", CorpusFixture, NULL, set_up_corpus, test_properties,
              tear_down_corpus);
  g_test_add ("/metadata/new-document", CorpusFixture, NULL, set_up_corpus, test_new_document,
              tear_down_corpus);
  g_test_add ("/metadata/intake", CorpusFixture, NULL, set_up_corpus, test_intake,
              tear_down_corpus);
  return g_test_run ();
}
