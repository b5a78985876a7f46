/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking single differences from another scheme: one after the other until there is none, whatever the
 * order; and what cannot be taken by itself says so. */

#include <string.h>

#include "sch-scheme-take.h"

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

/* Takes all differences that can be taken, from the front or from the back, until there is none. */
static void
assert_takes (const char *const *changes, gboolean from_back)
{
  g_autoptr (SchScheme) other = read_with (changes);
  g_autoptr (SchScheme) own = read_with (NULL);

  for (guint step = 0; step < 40; step++)
    {
      g_autoptr (GPtrArray) differences = sch_scheme_diff (own, other);
      gboolean taken = FALSE;

      if (differences->len == 0)
        return;
      for (guint i = 0; i < differences->len && !taken; i++)
        {
          const SchSchemeDifference *difference = g_ptr_array_index (
              differences, from_back ? differences->len - 1 - i : i);
          g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (own);
          g_autoptr (SchScheme) changed = NULL;
          g_autoptr (GError) error = NULL;

          if (!sch_scheme_draft_take (draft, other, difference, &error))
            {
              g_assert_nonnull (error);
              g_assert_cmpstr (error->message, !=, "");
              continue;
            }
          g_assert_no_error (error);
          changed = sch_scheme_draft_finish (draft, &error);
          g_assert_no_error (error);
          sch_scheme_unref (own);
          own = g_steal_pointer (&changed);
          taken = TRUE;
        }
      g_assert_true (taken);
    }
  g_assert_not_reached ();
}

static void
test_all (void)
{
  static const char *const variants[][9] = {
    { "\"name\": \"Base\"", "\"name\": \"Mine\"", "\"b\": 2", "\"b\": 3", NULL },
    { "{\"id\": \"place\",",
      "{\"id\": \"town\", \"name\": \"Town\", \"kind\": \"entity\"}, {\"id\": \"place\",",
      "\"key\": \"e\"", "\"key\": \"h\"", "\"r1\"", "\"r2\"", NULL },
    { "{\"id\": \"place\", \"name\": \"Place\", \"kind\": \"entity\"},", "", "\"retired\": false",
      "\"retired\": true, \"color\": \"#123456\"", "\"key\": \"p\"", "\"key\": \"o\"", NULL },
    { "{\"id\": \"mention\", \"name\": \"Mention\"", "{\"id\": \"how\", \"name\": \"How\"",
      "\"genre\"", "\"sort\"", "\"role\"", "\"place\"", NULL },
    { "{\"id\": \"pronoun\", \"key\": \"p\"}", "\"title\"", "\"id\": {\"strip\": [\"nya\"]}, ", "",
      "{\"id\": \"said\", \"from\"",
      "{\"id\": \"of\", \"from\": [\"person\"], \"to\": []}, {\"id\": \"said\", \"from\"", NULL },
    { "{\"id\": \"mayor\", \"name\": \"Mayor\", \"kind\": \"entity\", \"replaces\": [\"reeve\"]},",
      "", "\"retired\": false", "\"replaces\": [\"mayor\", \"reeve\"]", NULL },
    { "{\"id\": \"person\",",
      "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\"}, {\"id\": \"person\",",
      ",{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\"}]", "]",
      "[\"name\", {\"id\": \"pronoun\", \"key\": \"p\"}]",
      "[{\"id\": \"pronoun\", \"key\": \"p\"}, \"name\"]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_test_message ("variant %u", i);
      assert_takes (variants[i], FALSE);
      assert_takes (variants[i], TRUE);
    }
}

/* Only what was taken is changed. */
static void
test_one (void)
{
  const char *const changes[] = { "\"key\": \"e\"", "\"key\": \"h\"", "\"name\": \"Person\"",
                                  "\"name\": \"Human\"", NULL };
  g_autoptr (SchScheme) own = read_with (NULL);
  g_autoptr (SchScheme) other = read_with (changes);
  g_autoptr (GPtrArray) differences = sch_scheme_diff (own, other);
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (own);
  g_autoptr (SchScheme) changed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (differences->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const SchSchemeDifference *difference = g_ptr_array_index (differences, i);

      if (difference->kind == SCH_DIFFERENCE_RENAMED)
        g_assert_true (sch_scheme_draft_take (draft, other, difference, &error));
    }
  g_assert_no_error (error);
  changed = sch_scheme_draft_finish (draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sch_scheme_get_label (changed, "person")->name, ==, "Human");
  g_assert_cmpstr (sch_scheme_get_label (changed, "person")->key, ==, "e");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme-take/all", test_all);
  g_test_add_func ("/scheme-take/one", test_one);
  return g_test_run ();
}
