/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of the gold claims of the five accounts get the quotation that the gold says, when they are
 * annotated as a person does: the claim, then its source and its cue. */

#include <json-glib/json-glib.h>

#include "occurrences-fixture.h"

/* Of the claims, with source and cue linked; as it is before anybody has linked one. */
#define MIN_SHARE 0.94
#define MIN_SHARE_ALONE 0.80

/* Without anything linked, so many may be taken for the author's own that are not. */
#define MAX_WRONG_VOICES 3u

#define N_TYPES 4u

/* The gold knows no captions; the scheme no free indirect speech. */
static const char *const types[N_TYPES] = { "none", "direct", "indirect", "mixed" };

typedef struct
{
  guint n_right;
  guint n_wrong;
  guint n_none;
} Voices;

typedef struct
{
  guint n[N_TYPES];
  guint right[N_TYPES];
  guint n_other;
  Voices voices;
} Score;

static char *
tag_member (const SchAnnotator *who, const char *label, JsonObject *object)
{
  const SchRange range = { (guint) json_object_get_int_member (object, "start"),
                           (guint) json_object_get_int_member (object, "end") };
  g_autoptr (GError) error = NULL;
  char *id = sch_annotate_tag (who, label, &range, 1, &error);

  g_assert_no_error (error);
  return id;
}

/* Who answers for the claim. A wrong answer is worse than none, and the author's own would hide a missing source. */
static void
judge_voice (SchSpan *span, JsonObject *member, const char *how, Voices *voices)
{
  gboolean is_own = json_object_has_member (member, "source_is_author") &&
                    json_object_get_boolean_member (member, "source_is_author");
  g_autofree char *derived = sch_attributes_dup_string (span->record.attributes, "voice");

  if (derived == NULL)
    voices->n_none++;
  else if (g_str_equal (derived, is_own ? "author" : "source"))
    voices->n_right++;
  else
    voices->n_wrong++;
  if (derived != NULL && !g_str_equal (derived, is_own ? "author" : "source"))
    g_test_message ("%s: derived is %s: %s", how, derived,
                    json_object_get_string_member (member, "surface"));
}

static void
judge (const SchAnnotator *who, const char *id, JsonObject *member, const char *how, Score *score)
{
  SchSpan *span = sch_layer_document_get_span (who->document, id);
  const char *gold = json_object_get_string_member (member, "quote_type");
  g_autofree char *derived = sch_attributes_dup_string (span->record.attributes, "quote");
  gboolean known = FALSE;

  for (guint i = 0; i < N_TYPES; i++)
    if (g_str_equal (types[i], gold))
      {
        known = TRUE;
        score->n[i]++;
        score->right[i] += g_strcmp0 (gold, derived) == 0;
      }
  score->n_other += !known;
  judge_voice (span, member, how, &score->voices);
  if (g_strcmp0 (gold, derived) != 0)
    g_test_message ("%s: %s is %s: %s", how, gold, derived,
                    json_object_get_string_member (member, "surface"));
}

static void
link_member (const SchAnnotator *who, const char *claim, const char *label, const char *type,
             JsonObject *member, const char *name)
{
  JsonNode *node = json_object_get_member (member, name);
  g_autofree char *other = NULL;
  g_autofree char *relation = NULL;
  g_autoptr (GError) error = NULL;
  gboolean from_claim = g_str_equal (label, "source");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  other = tag_member (who, label, json_node_get_object (node));
  relation = sch_annotate_relate (who, type, from_claim ? claim : other, from_claim ? other : claim,
                                  &error);
  g_assert_no_error (error);
}

static void
annotate_member (Fixture *f, JsonObject *member, Score *alone, Score *linked)
{
  SchAnnotator who = get_annotator (f, json_object_get_string_member (member, "file"));
  g_autofree char *claim = tag_member (&who, "claim", member);

  judge (&who, claim, member, "alone", alone);
  link_member (&who, claim, "source", "attributed-to", member, "source");
  link_member (&who, claim, "cue", "cue-of", member, "cue");
  judge (&who, claim, member, "linked", linked);
}

static double
report (const Score *score, const char *how)
{
  guint n = score->n_other;
  guint right = 0;

  for (guint i = 0; i < N_TYPES; i++)
    {
      n += score->n[i];
      right += score->right[i];
      g_test_message ("%s: %s: %u of %u", how, types[i], score->right[i], score->n[i]);
    }
  g_test_message ("%s: %u of %u (%.1f %%), %u of a type that the scheme lacks", how, right, n,
                  100.0 * right / n, score->n_other);
  g_test_message ("%s: who answers: %u right, %u wrong, %u left open", how, score->voices.n_right,
                  score->voices.n_wrong, score->voices.n_none);
  g_assert_cmpuint (score->voices.n_wrong, <=, MAX_WRONG_VOICES);
  return (double) right / n;
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

static void
test_gold (Fixture *f, gconstpointer data)
{
  const char *shared = g_getenv ("SCH_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "corpus", "gold",
                                            "claims.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *clusters;
  Score alone = { 0 };
  Score linked = { 0 };

  if (shared == NULL || !json_parser_load_from_file (parser, path, NULL))
    {
      g_test_skip ("SCH_SHARED does not name a folder that holds corpus/gold/claims.json");
      return;
    }
  copy_accounts (f, shared);
  open_corpus (f);
  clusters = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "clusters");
  for (guint i = 0; i < json_array_get_length (clusters); i++)
    {
      JsonArray *members = json_object_get_array_member (json_array_get_object_element (clusters,
                                                                                        i),
                                                         "members");

      for (guint k = 0; k < json_array_get_length (members); k++)
        annotate_member (f, json_array_get_object_element (members, k), &alone, &linked);
    }
  g_assert_cmpfloat (report (&alone, "alone"), >=, MIN_SHARE_ALONE);
  g_assert_cmpfloat (report (&linked, "linked"), >=, MIN_SHARE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/derive/gold-quotation", Fixture, NULL, set_up, test_gold, tear_down);
  return g_test_run ();
}
