/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guidelines of a corpus: a Markdown file beside its documents, and the examples that the labels
 * of its scheme carry. The file belongs to the people; it is written only where there is none. */

#include "config.h"

#include "sch-guidelines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"
#include "sch-json-tree.h"

#define DEFAULT_NAME "GUIDELINES.md"
#define CONTEXT_CHARS 32u
#define MAX_SPAN_CHARS 160u

/* --- The file ------------------------------------------------------------------------------- */

char *
sch_guidelines_dup_file (SchCorpus *corpus)
{
  const char *name;

  g_return_val_if_fail (SCH_IS_CORPUS (corpus), NULL);

  name = sch_tree_get_string (sch_corpus_get_info (corpus), "guidelines");
  if (*name == '\0')
    name = DEFAULT_NAME;
  return sch_path_is_valid (name, NULL) ? g_build_filename (corpus->root, name, NULL) : NULL;
}

static char *
dup_file (SchCorpus *corpus, GError **error)
{
  char *file = sch_guidelines_dup_file (corpus);

  if (file == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                 _ ("scholiast.json names “%s” as its guidelines, which is no file within the "
                    "corpus. Name one by its path from the folder of the corpus."),
                 sch_tree_get_string (sch_corpus_get_info (corpus), "guidelines"));
  return file;
}

/**
 * sch_guidelines_read:
 *
 * Returns: (transfer full) (nullable): valid UTF-8
 */
char *
sch_guidelines_read (SchCorpus *corpus, GError **error)
{
  g_autofree char *file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize byte_len;

  g_return_val_if_fail (SCH_IS_CORPUS (corpus), NULL);

  file = dup_file (corpus, error);
  if (file == NULL || !g_file_test (file, G_FILE_TEST_EXISTS))
    return NULL;
  bytes = sch_store_read (file, SCH_GUIDELINES_MAX_BYTES, NULL, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &byte_len);
  if (memchr (data, '\0', byte_len) == NULL && g_utf8_validate (data, byte_len, NULL))
    return g_strndup (data, byte_len);
  g_set_error (error, SCH_ERROR, SCH_ERROR_ENCODING,
               _ ("%s is not UTF-8. Save it as UTF-8 in a text editor."), file);
  return NULL;
}

static void
append_list (GString *text, const char *heading, char **items)
{
  if (items == NULL || items[0] == NULL)
    return;
  g_string_append_printf (text, "\n%s\n\n", heading);
  for (guint i = 0; items[i] != NULL; i++)
    g_string_append_printf (text, "- %s\n", items[i]);
}

/* A label as the scheme has it, to be said in more words. */
static void
append_label (GString *text, const SchLabel *label)
{
  g_string_append_printf (text, "\n## %s\n", label->name);
  if (*label->description != '\0')
    g_string_append_printf (text, "\n%s\n", label->description);
  append_list (text, _ ("Examples:"), label->examples);
  append_list (text, _ ("Not:"), label->counterexamples);
}

static char *
make_template (SchCorpus *corpus)
{
  SchScheme *scheme = sch_corpus_get_scheme (corpus);
  g_autofree char *title = sch_corpus_dup_title (corpus);
  /* Translators: the first line of a file with guidelines; %s is the title of a corpus. */
  g_autofree char *heading = g_strdup_printf (_ ("Guidelines: %s"), title);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "# %s\n\n%s\n\n## %s\n\n- %s\n", heading,
                          _ ("What is annotated here, and why. Who has a question adds the answer, "
                             "so that it is asked once."),
                          _ ("How far a span reaches"),
                          _ ("Whole words, without quotation marks and punctuation at the ends."));
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    if (!sch_scheme_get_label_at (scheme, i)->retired)
      append_label (text, sch_scheme_get_label_at (scheme, i));
  return g_string_free (text, FALSE);
}

gboolean
sch_guidelines_create (SchCorpus *corpus, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  SchFileState missing = { 0 };

  g_return_val_if_fail (SCH_IS_CORPUS (corpus), FALSE);

  file = dup_file (corpus, error);
  if (file == NULL)
    return FALSE;
  if (corpus->read_only != NULL)
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, corpus->read_only);
      return FALSE;
    }
  text = make_template (corpus);
  bytes = g_bytes_new_take (text, strlen (text));
  folder = g_path_get_dirname (file);
  return sch_store_make_folder (folder, error) &&
         sch_store_replace (file, bytes, &missing, NULL, error);
}

/* --- Examples ------------------------------------------------------------------------------- */

/* White space of any kind is one space, as in a line of the scheme. */
static char *
dup_one_line (SchText *text, guint start, guint end)
{
  g_autofree char *covered = sch_text_dup_slice (text, start, end);
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = covered; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        {
          if (space)
            g_string_append_c (line, ' ');
          g_string_append_unichar (line, c);
        }
      space = g_unichar_isspace (c) || g_unichar_iscntrl (c);
    }
  if (space)
    g_string_append_c (line, ' ');
  return g_string_free (line, FALSE);
}

/* What stands before, from the start of a word and within the line; "" at the start of one. */
static char *
dup_before (SchText *text, guint start)
{
  guint from = start > CONTEXT_CHARS ? start - CONTEXT_CHARS : 0;
  g_autofree char *covered = sch_text_dup_slice (text, from, start);
  const char *newline = strrchr (covered, '\n');
  const char *begin = covered;
  g_autofree char *rest = NULL;

  if (newline != NULL)
    begin = newline + 1;
  else if (from > 0)
    begin = strchr (covered, ' ') != NULL ? strchr (covered, ' ') + 1 : covered + strlen (covered);
  rest = g_strdelimit (g_strdup (begin), "\r\t", ' ');
  if (newline != NULL || from == 0 || *rest == '\0')
    return g_steal_pointer (&rest);
  return g_strconcat ("… ", rest, NULL);
}

static char *
dup_after (SchText *text, guint end)
{
  guint to = MIN (end + CONTEXT_CHARS, sch_text_get_char_count (text));
  g_autofree char *rest = sch_text_dup_slice (text, end, to);
  char *newline = strpbrk (rest, "\r\n");
  char *space;

  g_strdelimit (rest, "\t", ' ');
  if (newline != NULL)
    {
      *newline = '\0';
      return g_steal_pointer (&rest);
    }
  space = to < sch_text_get_char_count (text) ? strrchr (rest, ' ') : NULL;
  if (space == NULL)
    return g_steal_pointer (&rest);
  *space = '\0';
  return g_strconcat (rest, " …", NULL);
}

/* A long range is told by its two ends. */
static char *
dup_range (SchText *text, const SchRange *range)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (range->end - range->start <= MAX_SPAN_CHARS)
    return dup_one_line (text, range->start, range->end);
  start = dup_one_line (text, range->start, range->start + MAX_SPAN_CHARS / 2);
  end = dup_one_line (text, range->end - MAX_SPAN_CHARS / 4, range->end);
  return g_strconcat (start, " … ", end, NULL);
}

/**
 * sch_guidelines_dup_example:
 *
 * Returns: (transfer full): the ranges of the span in square brackets, with some words around them
 */
char *
sch_guidelines_dup_example (SchText *text, SchSpan *span)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GString *example;

  g_return_val_if_fail (text != NULL && span != NULL, NULL);

  before = dup_before (text, sch_span_get_start (span));
  after = dup_after (text, sch_span_get_end (span));
  example = g_string_new (before);
  for (guint i = 0; i < span->n_ranges; i++)
    {
      g_autofree char *covered = dup_range (text, &span->ranges[i]);

      if (i > 0)
        {
          guint gap_start = span->ranges[i - 1].end;
          guint gap_end = span->ranges[i].start;
          const SchRange gap = { gap_start, gap_end };
          g_autofree char *between = dup_range (text, &gap);

          g_string_append (example, between);
        }
      g_string_append_printf (example, "[%s]", covered);
    }
  g_string_append (example, after);
  return g_string_free (example, FALSE);
}

/* The array of a label's member in a copy of the scheme, made where it is missing. */
static JsonArray *
find_examples (JsonNode *scheme, const char *label, const char *member)
{
  JsonObject *root = json_node_get_object (scheme);
  JsonArray *labels = json_object_get_array_member (root, "labels");

  for (guint i = 0; i < json_array_get_length (labels); i++)
    {
      JsonObject *object = json_array_get_object_element (labels, i);

      if (strcmp (json_object_get_string_member (object, "id"), label) != 0)
        continue;
      if (!json_object_has_member (object, member))
        json_object_set_array_member (object, member, json_array_new ());
      return json_object_get_array_member (object, member);
    }
  return NULL;
}

static gboolean
has_string (JsonArray *array, const char *string)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (strcmp (json_array_get_string_element (array, i), string) == 0)
      return TRUE;
  return FALSE;
}

/* A sealed node's copy shares its members: only a new reading of it may be changed. */
static JsonNode *
dup_scheme_node (SchTree *tree, GError **error)
{
  g_autoptr (GBytes) bytes = sch_native_write_tree (tree);
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);

  return sch_json_tree_parse (data, byte_len, "scheme.json", error);
}

/**
 * sch_guidelines_add_example:
 * @layer: the one on show, whose history gets the step
 *
 * The revision of the scheme stays: what may be annotated is the same. Where the corpus had no
 * scheme of its own, this writes it.
 */
gboolean
sch_guidelines_add_example (SchCorpus *corpus, const char *layer, const char *label,
                            const char *example, gboolean counter, gboolean *added, GError **error)
{
  SchTree *before;
  const SchLabel *found;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SchTree) after = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;
  JsonArray *examples;

  g_return_val_if_fail (SCH_IS_CORPUS (corpus) && label != NULL && example != NULL, FALSE);
  g_return_val_if_fail (added != NULL, FALSE);

  *added = FALSE;
  before = sch_scheme_get_tree (sch_corpus_get_scheme (corpus));
  found = sch_scheme_get_label (sch_corpus_get_scheme (corpus), label);
  node = dup_scheme_node (before, error);
  if (node == NULL)
    return FALSE;
  examples = found != NULL
                 ? find_examples (node, found->id, counter ? "counterexamples" : "examples")
                 : NULL;
  if (examples == NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("The scheme has no label “%s”."),
                   label);
      return FALSE;
    }
  if (has_string (examples, example))
    return TRUE;
  json_array_add_string_element (examples, example);
  after = sch_tree_new (SCH_RECORD_SCHEME, before->record.id, node);
  /* Translators: %s is the name of a label. */
  name = g_strdup_printf (counter ? _ ("Add Counter-Example of “%s”") : _ ("Add Example of “%s”"),
                          found->name);
  group = sch_edit_group_new (name, layer);
  sch_edit_group_add (group, SCH_RECORD_SCHEME, NULL, NULL, before, after);
  *added = sch_corpus_apply (corpus, group, error);
  return *added;
}
