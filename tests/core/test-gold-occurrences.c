/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many wrong places the gold surfaces of the five accounts give when all places of each are
 * looked for. A place is right if a mention of a cluster of that type has exactly its range. */

#include "../bench/gold-mentions.h"
#include "occurrences-fixture.h"

/* The most places that may be wrong over all surfaces, when the longest match comes first. */
#define MAX_WRONG 5u

/* --- The gold surfaces ---------------------------------------------------------------------- */

typedef struct
{
  char *path;
  const char *label;
  char *surface;
  SchRange range;
} Mention;

static void
free_mention (gpointer data)
{
  Mention *mention = data;

  g_free (mention->path);
  g_free (mention->surface);
  g_free (mention);
}

static const char *
get_label (const char *type)
{
  static const char *const labels[][2] = { { "PERSON", "person" },    { "GROUP", "group" },
                                           { "ORG", "organization" }, { "GPE", "place" },
                                           { "EVENT", "event" },      { "DATE", "date" } };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i][0], type) == 0)
      return labels[i][1];
  g_assert_not_reached ();
}

static int
compare_mentions (gconstpointer a, gconstpointer b)
{
  const Mention *first = *(const Mention *const *) a;
  const Mention *second = *(const Mention *const *) b;
  int paths = strcmp (first->path, second->path);

  if (paths != 0)
    return paths;
  if (first->range.start != second->range.start)
    return first->range.start < second->range.start ? -1 : 1;
  return (first->range.end < second->range.end) - (first->range.end > second->range.end);
}

/* In reading order, the longer first. */
static GPtrArray *
load_gold (const char *shared)
{
  g_autofree char *path = g_build_filename (shared, "corpus", "gold", "entities.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  GPtrArray *mentions = g_ptr_array_new_with_free_func (free_mention);
  JsonArray *clusters;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  clusters = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "clusters");
  for (guint i = 0; i < json_array_get_length (clusters); i++)
    {
      JsonObject *cluster = json_array_get_object_element (clusters, i);
      JsonArray *array = json_object_get_array_member (cluster, "mentions");

      for (guint k = 0; k < json_array_get_length (array); k++)
        {
          JsonObject *object = json_array_get_object_element (array, k);
          Mention *mention = g_new0 (Mention, 1);

          mention->path = g_strdup (json_object_get_string_member (object, "file"));
          mention->label = get_label (json_object_get_string_member (cluster, "type"));
          mention->surface = g_strdup (json_object_get_string_member (object, "surface"));
          mention->range.start = (guint) json_object_get_int_member (object, "start");
          mention->range.end = (guint) json_object_get_int_member (object, "end");
          g_ptr_array_add (mentions, mention);
        }
    }
  g_ptr_array_sort (mentions, compare_mentions);
  return mentions;
}

static GHashTable *
index_gold (GPtrArray *mentions)
{
  GHashTable *gold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *mention = g_ptr_array_index (mentions, i);

      g_hash_table_add (gold, g_strdup_printf ("%s %s %u %u", mention->path, mention->label,
                                               mention->range.start, mention->range.end));
    }
  return gold;
}

/* One mention for each surface and label. */
static GPtrArray *
list_surfaces (GPtrArray *mentions)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *surfaces = g_ptr_array_new ();

  for (guint i = 0; i < mentions->len; i++)
    {
      Mention *mention = g_ptr_array_index (mentions, i);

      if (g_hash_table_add (seen, g_strconcat (mention->label, "\n", mention->surface, NULL)))
        g_ptr_array_add (surfaces, mention);
    }
  return surfaces;
}

typedef struct
{
  guint right;
  guint wrong;
} Score;

/* Unticks what is wrong, as a person does who looks. */
static void
judge (SchOccurrences *found, GHashTable *gold, const Mention *mention, const char *how,
       Score *score)
{
  for (guint i = 0; i < sch_occurrences_get_n (found); i++)
    {
      SchOccurrence *hit = sch_occurrences_peek (found, i);
      SchRange range = sch_occurrence_get_range (hit);
      g_autofree char *key = g_strdup_printf ("%s %s %u %u", sch_occurrence_get_path (hit),
                                              mention->label, range.start, range.end);

      if (g_hash_table_contains (gold, key))
        {
          score->right++;
          continue;
        }
      score->wrong++;
      sch_occurrence_set_ticked (hit, FALSE);
      if (how != NULL)
        g_test_message ("%s: wrong: %s …%s[%s]%s…", how, mention->label,
                        sch_occurrence_get_before (hit), sch_occurrence_get_text (hit),
                        sch_occurrence_get_after (hit));
    }
}

static char *
tag_mention (Fixture *f, const Mention *mention)
{
  SchAnnotator who = get_annotator (f, mention->path);
  g_autoptr (GError) error = NULL;
  char *id = sch_annotate_tag (&who, mention->label, &mention->range, 1, &error);

  g_assert_no_error (error);
  return id;
}

static void
copy_accounts (Fixture *f, const char *shared)
{
  g_autofree char *folder = g_build_filename (shared, "corpus", "five-accounts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;

      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      write_file (f, name, content);
    }
}

/* Nothing else annotated: what the text alone can tell. */
static Score
score_alone (Fixture *f, GPtrArray *surfaces, GHashTable *gold)
{
  Score score = { 0, 0 };

  for (guint i = 0; i < surfaces->len; i++)
    {
      const Mention *mention = g_ptr_array_index (surfaces, i);
      g_autofree char *id = tag_mention (f, mention);
      g_autoptr (SchOccurrences)
          found = search (f, mention->path, id, SCH_OCCURRENCES_CORPUS, 100000);
      g_autoptr (SchEditGroup) undone = NULL;

      judge (found, gold, mention, NULL, &score);
      undone = sch_corpus_undo (f->corpus, "dana", NULL);
    }
  return score;
}

/* Each surface is annotated once, then looked for: the longest match comes first. */
static Score
score_longest_first (Fixture *f, GPtrArray *surfaces, GHashTable *gold)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Score score = { 0, 0 };

  for (guint i = 0; i < surfaces->len; i++)
    g_ptr_array_add (ids, tag_mention (f, g_ptr_array_index (surfaces, i)));
  for (guint i = 0; i < surfaces->len; i++)
    {
      const Mention *mention = g_ptr_array_index (surfaces, i);
      g_autoptr (SchOccurrences) found = search (f, mention->path, g_ptr_array_index (ids, i),
                                                 SCH_OCCURRENCES_CORPUS, 100000);

      judge (found, gold, mention, "longest first", &score);
    }
  for (guint i = 0; i < surfaces->len; i++)
    {
      g_autoptr (SchEditGroup) undone = sch_corpus_undo (f->corpus, "dana", NULL);

      g_assert_nonnull (undone);
    }
  return score;
}

/* As a person reads: what is not annotated yet is tagged, then all places of it. */
static Score
score_in_reading_order (Fixture *f, GPtrArray *mentions, GHashTable *gold, guint *n_tagged)
{
  Score score = { 0, 0 };

  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *mention = g_ptr_array_index (mentions, i);
      SchAnnotator who = get_annotator (f, mention->path);
      guint n_before = sch_layer_document_get_n_spans (who.document);
      g_autofree char *id = tag_mention (f, mention);
      g_autoptr (SchOccurrences) found = NULL;
      g_autoptr (GError) error = NULL;

      if (sch_layer_document_get_n_spans (who.document) == n_before)
        continue;
      (*n_tagged)++;
      found = search (f, mention->path, id, SCH_OCCURRENCES_CORPUS, 100000);
      judge (found, gold, mention, NULL, &score);
      g_assert_true (sch_annotate_occurrences (&who, found, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  return score;
}

static void
test_gold (Fixture *f, gconstpointer data)
{
  const char *shared = g_getenv ("SCH_SHARED");
  g_autoptr (GPtrArray) known = gold_load_mentions (shared);
  g_autoptr (GPtrArray) mentions = NULL;
  g_autoptr (GPtrArray) surfaces = NULL;
  g_autoptr (GHashTable) gold = NULL;
  Score alone;
  Score longest;
  Score reading;
  guint n_tagged = 0;

  if (known == NULL)
    {
      g_test_skip ("SCH_SHARED does not name a folder that holds corpus/gold/entities.json");
      return;
    }
  copy_accounts (f, shared);
  open_corpus (f);
  mentions = load_gold (shared);
  surfaces = list_surfaces (mentions);
  gold = index_gold (mentions);
  longest = score_longest_first (f, surfaces, gold);
  alone = score_alone (f, surfaces, gold);
  reading = score_in_reading_order (f, mentions, gold, &n_tagged);
  g_test_message (
      "%u surfaces; longest match first: %u wrong of %u; each alone: %u wrong of %u; in "
      "reading order: %u wrong of %u, %u tagged by hand",
      surfaces->len, longest.wrong, longest.right + longest.wrong, alone.wrong,
      alone.right + alone.wrong, reading.wrong, reading.right + reading.wrong, n_tagged);
  g_assert_cmpuint (longest.wrong, <=, MAX_WRONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/occurrences/gold", Fixture, NULL, set_up, test_gold, tear_down);
  return g_test_run ();
}
