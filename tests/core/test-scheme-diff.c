/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing schemes: every kind of difference, told once, in a fixed order and in words. */

#include <string.h>

#include "sch-scheme-diff.h"

static const char base[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"Base\","
    "\"labels\": ["
    "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"key\": \"e\", \"retired\": false,"
    " \"attributes\": [{\"id\": \"mention\", \"name\": \"Mention\", \"type\": \"choice\","
    "  \"values\": [\"name\", {\"id\": \"pronoun\", \"key\": \"p\"}], \"default\": \"name\"}]},"
    "{\"id\": \"mayor\", \"name\": \"Mayor\", \"kind\": \"entity\", \"replaces\": [\"reeve\"]},"
    "{\"id\": \"place\", \"name\": \"Place\", \"kind\": \"entity\"},"
    "{\"id\": \"date\", \"name\": \"Date\", \"kind\": \"entity\"},"
    "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\"}],"
    "\"relations\": [{\"id\": \"said\", \"from\": [\"claim\"], \"to\": [\"person\"]}],"
    "\"documentAttributes\": [{\"id\": \"genre\", \"type\": \"text\"}],"
    "\"clusterAttributes\": {\"entity\": [{\"id\": \"role\", \"type\": \"text\"}]},"
    "\"rules\": [{\"id\": \"r1\", \"labels\": [\"claim\"], \"requires\": \"said\"}],"
    "\"snap\": {\"id\": {\"strip\": [\"nya\"]}, \"en\": {\"strip\": [\"’s\"]}}, \"later\": {\"a\": 1, \"b\": 2}}";

/* @changes: pairs of texts, each found once, and what stands there instead */
static SchScheme *
read_with (const char *const *changes)
{
  g_autoptr (GString) json = g_string_new (base);
  g_autoptr (GError) error = NULL;
  SchScheme *scheme;

  for (guint i = 0; changes != NULL && changes[i] != NULL; i += 2)
    g_assert_cmpuint (g_string_replace (json, changes[i], changes[i + 1], 0), ==, 1);
  scheme = sch_scheme_new_from_json (json->str, json->len, "scheme.json", &error);
  g_assert_no_error (error);
  return scheme;
}

/* The sentences, one a line. */
static char *
tell (const char *const *changes)
{
  g_autoptr (SchScheme) before = read_with (NULL);
  g_autoptr (SchScheme) after = read_with (changes);
  g_autoptr (GPtrArray) differences = sch_scheme_diff (before, after);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const SchSchemeDifference *difference = g_ptr_array_index (differences, i);
      g_autoptr (SchSchemeDifference) copy = sch_scheme_difference_copy (difference);
      g_autofree char *line = sch_scheme_difference_dup_text (copy);

      g_assert_true (sch_scheme_difference_is_equal (copy, difference));
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_told (const char *before, const char *after, const char *expected)
{
  const char *const changes[] = { before, after, NULL };
  g_autofree char *text = tell (changes);

  g_assert_cmpstr (text, ==, expected);
}

/* Other ways to say the same are no difference, nor is the revision. */
static void
test_same (void)
{
  assert_told ("\"revision\": 3", "\"revision\": 9", "");
  assert_told ("\"retired\": false", "\"examples\": [], \"description\": \"\", \"role\": null", "");
  assert_told ("[\"name\", {", "[{\"id\": \"name\", \"name\": \"name\"}, {", "");
  assert_told ("{\"a\": 1, \"b\": 2}", "{\"b\": 2, \"a\": 1}", "");
}

static void
test_things (void)
{
  assert_told ("{\"id\": \"place\",",
               "{\"id\": \"town\", \"name\": \"Town\", \"kind\": \"entity\"}, {\"id\": \"place\",",
               "label “Town”: new\n");
  assert_told ("{\"id\": \"place\", \"name\": \"Place\", \"kind\": \"entity\"},", "",
               "label “Place”: removed\n");
  assert_told (
      "{\"id\": \"mention\", \"name\": \"Mention\"", "{\"id\": \"how\", \"name\": \"How\"",
      "label “Person”, attribute “Mention”: removed\nlabel “Person”, attribute “How”: new\n");
  assert_told ("{\"id\": \"pronoun\", \"key\": \"p\"}", "\"title\"",
               "label “Person”, attribute “Mention”, value “pronoun”: removed\n"
               "label “Person”, attribute “Mention”, value “title”: new\n");
  assert_told ("{\"id\": \"said\", \"from\"",
               "{\"id\": \"of\", \"to\": []}, {\"id\": \"said\", \"from\"", "relation “of”: new\n");
  assert_told ("\"genre\"", "\"sort\"",
               "documents, attribute “genre”: removed\ndocuments, attribute “sort”: new\n");
  assert_told ("\"role\"", "\"place\"",
               "clusters of entities, attribute “role”: removed\n"
               "clusters of entities, attribute “place”: new\n");
  assert_told ("\"r1\"", "\"r2\"", "rule “r1”: removed\nrule “r2”: new\n");
  assert_told ("\"id\": {\"strip\": [\"nya\"]}, ", "", "snapping for the language “id”: removed\n");
}

/* What was merged is told of that which is gone; what it had replaced goes with it in silence. */
static void
test_merged (void)
{
  const char *const changes[] = {
    "{\"id\": \"mayor\", \"name\": \"Mayor\", \"kind\": \"entity\", \"replaces\": [\"reeve\"]},",
    "",
    "\"retired\": false",
    "\"replaces\": [\"mayor\", \"reeve\"]",
    NULL,
  };
  g_autofree char *text = tell (changes);

  g_assert_cmpstr (text, ==, "label “Mayor”: merged into “Person”\n");
  assert_told ("[\"reeve\"]", "[\"reeve\", \"sheriff\"]",
               "label “Mayor”: list of replaced ids is reeve, sheriff now, it was reeve\n");
}

static void
test_members (void)
{
  assert_told ("\"name\": \"Base\"", "\"name\": \"Mine\"", "scheme: renamed, it was “Base”\n");
  assert_told ("\"name\": \"Person\"", "\"name\": \"Human\"",
               "label “Human”: renamed, it was “Person”\n");
  assert_told ("\"retired\": false", "\"retired\": true", "label “Person”: retired\n");
  assert_told ("\"key\": \"e\"", "\"key\": \"h\"", "label “Person”: key is h now, it was e\n");
  assert_told ("\"key\": \"e\"", "\"key\": \"\"",
               "label “Person”: there is no key any more, it was e\n");
  assert_told ("\"retired\": false", "\"color\": \"#123456\"",
               "label “Person”: colour is #123456 now, there was none\n");
  assert_told ("\"default\": \"name\"", "\"default\": \"pronoun\"",
               "label “Person”, attribute “Mention”: default is pronoun now, it was name\n");
  assert_told ("\"key\": \"p\"", "\"key\": \"o\"",
               "label “Person”, attribute “Mention”, value “pronoun”: key is o now, it was p\n");
  assert_told ("\"requires\": \"said\"", "\"requires\": \"said\", \"severity\": \"error\"",
               "rule “r1”: severity is error now, there was none\n");
  assert_told ("\"b\": 2", "\"b\": 3", "scheme: later is a: 1; b: 3 now, it was a: 1; b: 2\n");
  assert_told (
      "[\"’s\"]", "[\"’s\", \"’\"]",
      "snapping for the language “en”: list of endings left out is ’s, ’ now, it was ’s\n");
}

static void
test_moved (void)
{
  const char *const changes[] = {
    "{\"id\": \"person\",",
    "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\"}, {\"id\": \"person\",",
    ",{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\"}]",
    "]",
    NULL,
  };
  g_autofree char *text = tell (changes);

  g_assert_cmpstr (text, ==, "label “Claim”: moved to the first place\n");
  assert_told ("[\"name\", {\"id\": \"pronoun\", \"key\": \"p\"}]",
               "[{\"id\": \"pronoun\", \"key\": \"p\"}, \"name\"]",
               "label “Person”, attribute “Mention”, value “pronoun”: moved to the first place\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme-diff/same", test_same);
  g_test_add_func ("/scheme-diff/things", test_things);
  g_test_add_func ("/scheme-diff/merged", test_merged);
  g_test_add_func ("/scheme-diff/members", test_members);
  g_test_add_func ("/scheme-diff/moved", test_moved);
  return g_test_run ();
}
