/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing together what two people made of a scheme: what goes together in silence, what is told, and
 * that whatever they did, the result is a scheme in which nothing of either is gone without a word. */

#include <string.h>

#include "sch-scheme-merge.h"

#define N_RANDOM 250u
#define N_STEPS 6u

static const char base
    [] = "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"Base\","
         "\"labels\": ["
         "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"key\": \"e\","
         " \"examples\": [\"Ada\", \"Bob\"],"
         " \"attributes\": [{\"id\": \"mention\", \"name\": \"Mention\", \"type\": \"choice\","
         "  \"values\": [\"name\", {\"id\": \"pronoun\", \"key\": \"p\"}], \"default\": \"name\"},"
         "  {\"id\": \"sure\", \"type\": \"boolean\", \"when\": {\"mention\": [\"name\"]}}]},"
         "{\"id\": \"mayor\", \"name\": \"Mayor\", \"kind\": \"entity\", \"parent\": \"person\"},"
         "{\"id\": \"place\", \"name\": \"Place\", \"kind\": \"entity\", \"key\": \"l\"},"
         "{\"id\": \"date\", \"name\": \"Date\", \"kind\": \"entity\"},"
         "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\"}],"
         "\"relations\": [{\"id\": \"said\", \"from\": [\"claim\"], \"to\": [\"person\"]},"
         "{\"id\": \"in\", \"from\": [\"entity\"], \"to\": [\"place\"]}],"
         "\"documentAttributes\": [{\"id\": \"genre\", \"type\": \"text\"}],"
         "\"clusterAttributes\": {\"entity\": [{\"id\": \"role\", \"type\": \"text\"}]},"
         "\"rules\": [{\"id\": \"r1\", \"labels\": [\"claim\"], \"requires\": \"said\"}],"
         "\"snap\": {\"en\": {\"strip\": [\"’s\"]}}, \"later\": {\"a\": 1, \"b\": 2}}";

#define LABEL(id) ((const SchSchemePlace){ SCH_PART_LABEL, NULL, id, NULL })
#define RELATION(id) ((const SchSchemePlace){ SCH_PART_RELATION, NULL, id, NULL })
#define MENTION ((const SchSchemePlace){ SCH_PART_LABEL_ATTRIBUTE, "person", "mention", NULL })
#define VALUE(id) ((const SchSchemePlace){ SCH_PART_LABEL_ATTRIBUTE, "person", "mention", id })

typedef struct
{
  SchScheme *base;
  SchSchemeDraft *ours;
  SchSchemeDraft *theirs;
  SchScheme *merged;
  GPtrArray *conflicts;
  char *differences; /* from ours to the merged one */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->base = sch_scheme_new_from_json (base, strlen (base), "scheme.json", &error);
  g_assert_no_error (error);
  self->ours = sch_scheme_draft_new (self->base);
  self->theirs = sch_scheme_draft_new (self->base);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sch_scheme_unref (self->base);
  sch_scheme_draft_free (self->ours);
  sch_scheme_draft_free (self->theirs);
  g_clear_pointer (&self->merged, sch_scheme_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_free (self->differences);
}

static SchScheme *
finish (SchSchemeDraft *draft)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_draft_finish (draft, &error);

  g_assert_no_error (error);
  return scheme;
}

static char *
tell (SchScheme *before, SchScheme *after)
{
  g_autoptr (GPtrArray) differences = sch_scheme_diff (before, after);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      g_autofree char *line = sch_scheme_difference_dup_text (g_ptr_array_index (differences, i));

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* @conflicts: what is told, one a line */
static void
merge (Fixture *self, const char *conflicts)
{
  g_autoptr (SchScheme) ours = finish (self->ours);
  g_autoptr (SchScheme) theirs = finish (self->theirs);
  g_autoptr (GString) text = g_string_new (NULL);

  g_clear_pointer (&self->merged, sch_scheme_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->differences, g_free);
  self->merged = sch_scheme_merge (self->base, ours, theirs, &self->conflicts);
  self->differences = tell (ours, self->merged);
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      g_autofree char *line = sch_scheme_conflict_dup_text (g_ptr_array_index (self->conflicts, i));

      g_string_append_printf (text, "%s\n", line);
    }
  g_assert_cmpstr (text->str, ==, conflicts);
}

static const SchLabel *
get (Fixture *self, const char *id)
{
  return sch_scheme_get_label (self->merged, id);
}

/* --- What goes together --- */

static void
test_different_labels (Fixture *self, gconstpointer data)
{
  sch_scheme_draft_set_string (self->ours, &LABEL ("person"), "name", "Human");
  sch_scheme_draft_set_string (self->theirs, &LABEL ("place"), "name", "Location");
  sch_scheme_draft_set_boolean (self->theirs, &LABEL ("person"), "retired", TRUE);
  merge (self, "");
  g_assert_cmpstr (get (self, "person")->name, ==, "Human");
  g_assert_true (get (self, "person")->retired);
  g_assert_cmpstr (get (self, "place")->name, ==, "Location");
  g_assert_cmpuint (sch_scheme_get_revision (self->merged), ==, 5);
}

static void
test_added (Fixture *self, gconstpointer data)
{
  g_autofree char *own = sch_scheme_draft_add (self->ours, &LABEL (NULL), "Town", 3);
  g_autofree char *other = sch_scheme_draft_add (self->theirs, &LABEL (NULL), "River", 3);
  g_autofree char *last = sch_scheme_draft_add (self->theirs, &LABEL (NULL), "Sea", G_MAXUINT);
  g_autofree char *value = sch_scheme_draft_add (self->ours, &VALUE (""), "title", G_MAXUINT);
  g_autofree char *other_value = sch_scheme_draft_add (self->theirs, &VALUE (""), "nominal", 0);
  const char *const examples[] = { "Ada", "Bob", "Cid", NULL };
  const char *const other_examples[] = { "Bob", "Dan", NULL };
  static const char *const order[] = { "person", "mayor", "place", "town",
                                       "river",  "date",  "claim", "sea" };

  sch_scheme_draft_set_strv (self->ours, &LABEL ("person"), "examples", examples);
  sch_scheme_draft_set_strv (self->theirs, &LABEL ("person"), "examples", other_examples);
  merge (self, "");
  g_assert_cmpuint (sch_scheme_get_n_labels (self->merged), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (sch_scheme_get_label_at (self->merged, i)->id, ==, order[i]);
  g_assert_cmpuint (sch_label_get_attribute (get (self, "person"), "mention")->values->len, ==, 4);
  {
    g_autofree char *joined = g_strjoinv (" ", get (self, "person")->examples);

    g_assert_cmpstr (joined, ==, "Bob Cid Dan");
  }
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autofree char *own = sch_scheme_draft_add (self->ours, &LABEL (NULL), "Town", 3);

  sch_scheme_draft_move (self->theirs, &LABEL ("claim"), 0);
  sch_scheme_draft_set_string (self->ours, &LABEL ("claim"), "name", "Statement");
  merge (self, "");
  g_assert_cmpstr (sch_scheme_get_label_at (self->merged, 0)->name, ==, "Statement");
  g_assert_cmpstr (sch_scheme_get_label_at (self->merged, 4)->id, ==, "town");
  sch_scheme_draft_move (self->ours, &LABEL ("date"), 0);
  merge (self, "labels: order was changed on both sides; ours is taken\n");
  g_assert_cmpstr (sch_scheme_get_label_at (self->merged, 0)->id, ==, "date");
}

static void
test_rest (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sch_scheme_draft_set_name (self->ours, "Mine");
  sch_scheme_draft_set_snap (self->ours, "en", "{\"strip\": [\"’s\", \"’\"]}", &error);
  sch_scheme_draft_set_snap (self->theirs, "en", "{\"strip\": [\"’s\", \"'s\"], \"join\": [\"-\"]}",
                             &error);
  sch_scheme_draft_set_snap (self->theirs, "de", "{\"join\": [\"-\"]}", &error);
  sch_scheme_draft_set_json (self->ours, &LABEL ("date"), "x", "{\"brat\": {\"a\": 1}}", &error);
  sch_scheme_draft_set_json (self->theirs, &LABEL ("date"), "x", "{\"brat\": {\"b\": [2]}}",
                             &error);
  g_assert_no_error (error);
  merge (self, "");
  g_assert_cmpstr (sch_scheme_get_name (self->merged), ==, "Mine");
  g_assert_cmpstr (
      self->differences, ==,
      "label “Date”: x is brat: a: 1; b: 2 now, it was brat: a: 1\n"
      "snapping for the language “de”: new\n"
      "snapping for the language “en”: list of endings left out is ’s, ’, 's now, it was ’s, ’\n"
      "snapping for the language “en”: characters within words is - now, there was none\n");
}

/* --- What is told --- */

static void
test_both (Fixture *self, gconstpointer data)
{
  sch_scheme_draft_set_string (self->ours, &LABEL ("person"), "color", "#111111");
  sch_scheme_draft_set_string (self->theirs, &LABEL ("person"), "color", "#222222");
  sch_scheme_draft_set_string (self->ours, &LABEL ("place"), "name", "Spot");
  sch_scheme_draft_set_string (self->theirs, &LABEL ("place"), "name", "Spot");
  merge (self,
         "label “Person”: colour was changed on both sides; “#111111” is taken, not “#222222”\n");
  g_assert_cmpstr (get (self, "person")->color, ==, "#111111");
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  sch_scheme_draft_set_string (self->ours, &LABEL ("mayor"), "key", "M");
  sch_scheme_draft_set_string (self->theirs, &LABEL ("date"), "key", "m");
  sch_scheme_draft_set_string (self->theirs, &LABEL ("person"), "key", "h");
  sch_scheme_draft_set_string (self->ours, &VALUE ("name"), "key", "n");
  sch_scheme_draft_set_string (self->theirs, &VALUE ("pronoun"), "key", "n");
  merge (self, "label “Date”: the key m belongs to “Mayor”; it has none now\n"
               "label “Person”, attribute “Mention”, value “pronoun”: the key n belongs to “name”; "
               "it has none now\n");
  g_assert_cmpstr (get (self, "mayor")->key, ==, "M");
  g_assert_cmpstr (get (self, "person")->key, ==, "h");
  g_assert_cmpstr (get (self, "date")->key, ==, "");
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  g_autofree char *added = sch_scheme_draft_add (self->theirs, &RELATION (NULL), "near", G_MAXUINT);
  const char *const date[] = { "date", NULL };

  sch_scheme_draft_remove (self->ours, &LABEL ("place"));
  sch_scheme_draft_remove (self->ours, &LABEL ("date"));
  sch_scheme_draft_set_string (self->theirs, &LABEL ("place"), "description", "Where");
  sch_scheme_draft_remove (self->theirs, &LABEL ("mayor"));
  sch_scheme_draft_set_string (self->theirs, &LABEL ("person"), "parent", "date");
  sch_scheme_draft_set_strv (self->theirs, &RELATION (added), "to", date);
  merge (
      self,
      "label “Place”: removed here and changed there; it is kept\n"
      "label “Person”: parent does not fit what the other side changed; it is “none” now, it was “date”\n"
      "relation “near”: end does not fit what the other side changed; it is “none” now, it was “date”\n");
  g_assert_nonnull (get (self, "place"));
  g_assert_null (get (self, "date"));
  g_assert_null (get (self, "mayor"));
  g_assert_true (sch_scheme_get_relation_type (self->merged, added)->retired);
}

static void
test_merged (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_scheme_draft_merge (self->ours, &LABEL ("mayor"), "person", &error));
  sch_scheme_draft_set_string (self->theirs, &LABEL ("mayor"), "description", "Of a town");
  g_assert_true (sch_scheme_draft_merge (self->theirs, &LABEL ("date"), "claim", &error));
  sch_scheme_draft_set_string (self->theirs, &LABEL ("place"), "parent", "mayor");
  merge (self,
         "label “Mayor”: one side merged it into “Person”, the other changed it; it is merged\n");
  g_assert_cmpstr (get (self, "mayor")->id, ==, "person");
  g_assert_cmpstr (get (self, "date")->id, ==, "claim");
  g_assert_cmpstr (get (self, "place")->parent, ==, "person");
}

/* A chain, a circle, and one label into two. */
static void
test_merged_on (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_scheme_draft_merge (self->ours, &LABEL ("mayor"), "person", &error));
  g_assert_true (sch_scheme_draft_merge (self->theirs, &LABEL ("person"), "date", &error));
  merge (self, "");
  g_assert_cmpstr (get (self, "mayor")->id, ==, "date");
  g_assert_cmpstr (get (self, "person")->id, ==, "date");
}

static void
test_merged_circle (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_scheme_draft_merge (self->ours, &LABEL ("date"), "place", &error));
  g_assert_true (sch_scheme_draft_merge (self->theirs, &LABEL ("place"), "date", &error));
  merge (self,
         "label “Date”: one side merged it into “Place”, the other changed it; it is merged\n");
  g_assert_cmpstr (get (self, "date")->id, ==, "place");
  g_assert_cmpstr (get (self, "place")->id, ==, "place");
}

static void
test_merged_apart (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_scheme_draft_merge (self->ours, &LABEL ("date"), "place", &error));
  g_assert_true (sch_scheme_draft_merge (self->theirs, &LABEL ("date"), "mayor", &error));
  merge (
      self,
      "label “Mayor”: list of replaced ids does not fit what the other side changed; it is “none” "
      "now, it was “date”\n");
  g_assert_cmpstr (get (self, "date")->id, ==, "place");
}

static void
test_mended (Fixture *self, gconstpointer data)
{
  g_autofree char *rule = NULL;
  const SchSchemePlace rules = { SCH_PART_RULE, NULL, NULL, NULL };
  const char *const date[] = { "date", NULL };
  SchSchemePlace place = rules;

  sch_scheme_draft_remove (self->ours, &VALUE ("pronoun"));
  sch_scheme_draft_set_string (self->theirs, &MENTION, "default", "pronoun");
  sch_scheme_draft_set_string (self->ours, &LABEL ("person"), "parent", "place");
  sch_scheme_draft_set_string (self->theirs, &LABEL ("place"), "parent", "person");
  sch_scheme_draft_remove (self->ours, &RELATION ("in"));
  rule = sch_scheme_draft_add (self->theirs, &rules, "date in", G_MAXUINT);
  place.id = rule;
  sch_scheme_draft_set_strv (self->theirs, &place, "labels", date);
  sch_scheme_draft_set_string (self->theirs, &place, "requires", "in");
  merge (
      self,
      "label “Person”, attribute “Mention”: default does not fit what the other side changed; it is "
      "“none” now, it was “pronoun”\n"
      "label “Place”: parent does not fit what the other side changed; it is “none” now, it was "
      "“person”\n"
      "rule “date-in”: left out, because what it is about was removed\n");
  g_assert_cmpstr (get (self, "person")->parent, ==, "place");
}

/* Lists and numbers of rules; one that became another on both sides is ours. */
static void
test_rules (Fixture *self, gconstpointer data)
{
  static const SchSchemePlace rule = { SCH_PART_RULE, NULL, "r1", NULL };
  const char *const own[] = { "claim", "person", NULL };
  const char *const other[] = { "claim", "date", NULL };
  g_autoptr (GError) error = NULL;

  sch_scheme_draft_set_strv (self->ours, &rule, "labels", own);
  sch_scheme_draft_set_strv (self->theirs, &rule, "labels", other);
  sch_scheme_draft_set_json (self->ours, &rule, "min", "3", &error);
  sch_scheme_draft_set_json (self->theirs, &rule, "max", "2", &error);
  g_assert_no_error (error);
  merge (self,
         "rule “r1”: largest number does not fit what the other side changed; it is “none” now, it "
         "was “2”\n");
  {
    const SchRule *merged = g_ptr_array_index (sch_scheme_get_rules (self->merged), 0);
    g_autofree char *labels = g_strjoinv (" ", merged->labels);

    g_assert_cmpstr (labels, ==, "claim person date");
    g_assert_cmpuint (merged->min, ==, 3);
  }
  sch_scheme_draft_set_string (self->theirs, &rule, "requires", NULL);
  sch_scheme_draft_set_string (self->theirs, &rule, "balanced", "quotes");
  merge (self, "rule “r1”: changed on both sides; ours is taken\n");
  g_assert_cmpint (((SchRule *) g_ptr_array_index (sch_scheme_get_rules (self->merged), 0))->kind,
                   ==, SCH_RULE_REQUIRES);
}

static void
test_no_base (Fixture *self, gconstpointer data)
{
  g_autoptr (SchScheme) ours = NULL;
  g_autoptr (SchScheme) theirs = NULL;
  g_autofree char *id = sch_scheme_draft_add (self->theirs, &LABEL (NULL), "Town", 0);

  sch_scheme_draft_set_string (self->ours, &LABEL ("person"), "color", "#111111");
  sch_scheme_draft_set_string (self->theirs, &LABEL ("person"), "color", "#222222");
  ours = finish (self->ours);
  theirs = finish (self->theirs);
  self->merged = sch_scheme_merge (NULL, ours, theirs, &self->conflicts);
  g_assert_cmpuint (self->conflicts->len, ==, 1);
  g_assert_nonnull (get (self, "town"));
  g_assert_cmpstr (get (self, "person")->color, ==, "#111111");
}

/* --- Laws --- */

static const char *
pick_label (GRand *rand)
{
  static const char *const ids[] = { "person", "mayor", "place", "date", "claim", "town" };

  return ids[g_rand_int_range (rand, 0, G_N_ELEMENTS (ids))];
}

/* Operations that cannot be done there do nothing. */
static void
do_one (GRand *rand, SchSchemeDraft *draft)
{
  static const char *const keys[] = { "a", "b", "e", "p", "" };
  static const char *const names[] = { "Town", "River", "Sea" };
  const SchSchemePlace label = { SCH_PART_LABEL, NULL, pick_label (rand), NULL };
  const SchSchemePlace relation = { SCH_PART_RELATION, NULL, g_rand_boolean (rand) ? "said" : "in",
                                    NULL };
  const SchSchemePlace value = { SCH_PART_LABEL_ATTRIBUTE, "person", "mention",
                                 g_rand_boolean (rand) ? "name" : "pronoun" };
  const SchSchemePlace attribute = { SCH_PART_LABEL_ATTRIBUTE, "person",
                                     g_rand_boolean (rand) ? "mention" : "sure", NULL };
  const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
  const char *key = keys[g_rand_int_range (rand, 0, G_N_ELEMENTS (keys))];
  const char *const ends[] = { pick_label (rand), NULL };
  const SchSchemePlace labels = { SCH_PART_LABEL, NULL, NULL, NULL };

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
      g_free (sch_scheme_draft_add (draft, &labels, name, g_rand_int_range (rand, 0, 8)));
      break;
    case 1:
      sch_scheme_draft_remove (draft, &label);
      break;
    case 2:
      sch_scheme_draft_merge (draft, &label, pick_label (rand), NULL);
      break;
    case 3:
      sch_scheme_draft_set_string (draft, &label, "key", key);
      break;
    case 4:
      sch_scheme_draft_set_string (draft, &label, "name", name);
      break;
    case 5:
      sch_scheme_draft_move (draft, &label, g_rand_int_range (rand, 0, 6));
      break;
    case 6:
      sch_scheme_draft_set_string (draft, &label, "parent", pick_label (rand));
      break;
    case 7:
      sch_scheme_draft_remove (draft, &relation);
      break;
    case 8:
      sch_scheme_draft_set_strv (draft, &relation, "to", ends);
      break;
    case 9:
      sch_scheme_draft_remove (draft, &value);
      break;
    case 10:
      sch_scheme_draft_remove (draft, &attribute);
      break;
    default:
      sch_scheme_draft_set_string (draft, &attribute, "default", value.value);
    }
}

/* Whatever is a scheme after a few random steps. */
static SchScheme *
change (GRand *rand, SchScheme *scheme)
{
  g_autoptr (SchScheme) current = sch_scheme_ref (scheme);

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (current);
      SchScheme *next;

      do_one (rand, draft);
      next = sch_scheme_draft_finish (draft, NULL);
      if (next == NULL)
        continue;
      sch_scheme_unref (current);
      current = next;
    }
  return g_steal_pointer (&current);
}

static gboolean
is_same (SchScheme *a, SchScheme *b)
{
  g_autoptr (GPtrArray) differences = sch_scheme_diff (a, b);

  return differences->len == 0;
}

static void
assert_laws (SchScheme *old, SchScheme *ours, SchScheme *theirs)
{
  g_autoptr (SchScheme) nothing = sch_scheme_merge (old, ours, old, NULL);
  g_autoptr (SchScheme) all = sch_scheme_merge (old, old, theirs, NULL);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (SchScheme) merged = sch_scheme_merge (old, ours, theirs, &conflicts);
  g_autoptr (SchScheme) again = sch_scheme_merge (theirs, merged, theirs, NULL);

  g_assert_true (is_same (nothing, ours));
  g_assert_true (is_same (all, theirs));
  g_assert_true (is_same (again, merged));
  for (guint i = 0; i < conflicts->len; i++)
    {
      const SchSchemeConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *text = sch_scheme_conflict_dup_text (conflict);

      if (conflict->kind == SCH_CONFLICT_WHOLE)
        g_error ("%s", text);
    }
  /* An id that either side knows leads to a label, if not one side has removed it. */
  for (guint i = 0; i < sch_scheme_get_n_labels (ours); i++)
    {
      const char *id = sch_scheme_get_label_at (ours, i)->id;

      if (sch_scheme_get_label (theirs, id) != NULL || sch_scheme_get_label (old, id) == NULL)
        g_assert_nonnull (sch_scheme_get_label (merged, id));
    }
  for (guint i = 0; i < sch_scheme_get_n_labels (theirs); i++)
    {
      const char *id = sch_scheme_get_label_at (theirs, i)->id;

      if (sch_scheme_get_label (ours, id) != NULL || sch_scheme_get_label (old, id) == NULL)
        g_assert_nonnull (sch_scheme_get_label (merged, id));
    }
}

static void
test_random (Fixture *self, gconstpointer data)
{
  for (guint seed = 0; seed < N_RANDOM; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (SchScheme) ours = change (rand, self->base);
      g_autoptr (SchScheme) theirs = change (rand, self->base);

      g_test_message ("seed %u", seed);
      assert_laws (self->base, ours, theirs);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/scheme-merge/different-labels", test_different_labels },
    { "/scheme-merge/added", test_added },
    { "/scheme-merge/order", test_order },
    { "/scheme-merge/rest", test_rest },
    { "/scheme-merge/both", test_both },
    { "/scheme-merge/keys", test_keys },
    { "/scheme-merge/removed", test_removed },
    { "/scheme-merge/merged", test_merged },
    { "/scheme-merge/merged-on", test_merged_on },
    { "/scheme-merge/merged-circle", test_merged_circle },
    { "/scheme-merge/merged-apart", test_merged_apart },
    { "/scheme-merge/mended", test_mended },
    { "/scheme-merge/rules", test_rules },
    { "/scheme-merge/no-base", test_no_base },
    { "/scheme-merge/random", test_random },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
