/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of labels: what people write and what is understood, line by line; nothing goes without a word. */

#include <string.h>

#include "sch-label-list.h"

static const char base
    [] = "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"Base\","
         "\"labels\": ["
         "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"key\": \"e\"},"
         "{\"id\": \"place\", \"name\": \"Place\", \"kind\": \"entity\", \"retired\": true},"
         "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\"}]}";

static SchScheme *
read_base (void)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_new_from_json (base, strlen (base), "scheme.json", &error);

  g_assert_no_error (error);
  return scheme;
}

/* name|key|color|description|parent, one a line; warnings as "line: text" */
static char *
tell (const char *text)
{
  g_autoptr (SchScheme) scheme = read_base ();
  g_autoptr (SchLabelList) list = sch_label_list_parse (text, scheme);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < list->labels->len; i++)
    {
      const SchProposedLabel *label = g_ptr_array_index (list->labels, i);
      const char *parent = label->parent_id != NULL ? label->parent_id : "";

      g_assert_cmpuint (label->parent, <=, i);
      if (label->parent != 0)
        parent = ((SchProposedLabel *) g_ptr_array_index (list->labels, label->parent - 1))->name;
      g_string_append_printf (told, "%s%s|%s|%s|%s|%s\n", label->existing != NULL ? "=" : "",
                              label->name, label->key, label->color, label->description, parent);
    }
  for (guint i = 0; i < list->warnings->len; i++)
    {
      const SchLabelListWarning *warning = g_ptr_array_index (list->warnings, i);

      g_string_append_printf (told, "%u: %s\n", warning->line, warning->text);
    }
  return g_string_free (g_steal_pointer (&told), FALSE);
}

static void
assert_told (const char *text, const char *expected)
{
  g_autofree char *told = tell (text);

  g_assert_cmpstr (told, ==, expected);
}

static void
test_lines (void)
{
  assert_told ("", "");
  assert_told ("\xef\xbb\xbfTown\r\n\r\n  \r\nRiver  \r\n", "Town||||\nRiver||||\n");
  assert_told ("Town [t]\nRiver (r) #00F\nSea #0000ff [s]",
               "Town|t|||\nRiver|r|#0000ff||\nSea|s|#0000ff||\n");
  assert_told ("Town: where people live\nRiver - water: it flows\nSea — salt\nLake:",
               "Town|||where people live|\nRiver|||water: it flows|\nSea|||salt|\nLake||||\n");
  assert_told ("Town\tt\t#123456\twhere people live\nRiver\twater",
               "Town|t|#123456|where people live|\nRiver|||water|\n");
  assert_told ("Self-report (SR) [GPE]\nA-B (c d)", "Self-report (SR) [GPE]||||\nA-B (c d)||||\n");
  assert_told ("Tūrangawaewae [ū]\n地名：场所", "Tūrangawaewae|ū|||\n地名|||场所|\n");
}

static void
test_bullets (void)
{
  assert_told (
      "- Town\n* River\n• Sea\n– Lake\n1. Hill\n2) Bay\n(3) Cape\nb) Isle\n1.2 Reef\n- [ ] Bank\n- [x] Mole",
      "Town||||\nRiver||||\nSea||||\nLake||||\nHill||||\nBay||||\nCape||||\nIsle||||\nReef||||\nBank||||\nMole||||\n");
  assert_told ("3 Musketeers\n-ing form", "3 Musketeers||||\n-ing form||||\n");
}

static void
test_levels (void)
{
  assert_told (
      "Place of action\n  Town\n    Quarter\n  River\nTime",
      "Place of action||||\nTown||||Place of action\nQuarter||||Town\nRiver||||Place of action\nTime||||\n");
  assert_told ("- A\n\t- B\n\t\t- C\n- D", "A||||\nB||||A\nC||||B\nD||||\n");
  assert_told ("Person\n  Mayor\n", "=Person||||\nMayor||||Person\n"
                                    "1: “Person” is in the scheme already; it is left as it is\n");
  /* The children of a label that is there twice are those of the first. */
  assert_told ("A\n  B\na\n  C", "A||||\nB||||A\nC||||A\n3: left out: “a” is on line 1 already\n");
  assert_told ("A\n  Other\nB\n  Other",
               "A||||\nOther||||A\nB||||\nOther||||B\n"
               "4: “Other” is there twice: another one with this name is on line 2\n");
}

static void
test_warnings (void)
{
  g_autofree char *long_line = g_strnfill (201, 'x');
  g_autofree char *text = g_strconcat (long_line, "\nTown", NULL);

  assert_told ("person\nPLACE",
               "=person||||\n=PLACE||||\n"
               "1: “person” is in the scheme already; it is left as it is\n"
               "2: “PLACE” is in the scheme already, but retired; it is left as it is\n");
  assert_told ("Town [E]\nRiver [r]\nSea [R]",
               "Town||||\nRiver|r|||\nSea||||\n"
               "1: the key E of “Town” is left out: it belongs to “Person”\n"
               "3: the key R of “Sea” is left out: it belongs to “River”\n");
  assert_told ("[k] #123456\nTown", "Town||||\n1: left out: there is no name\n");
  assert_told (text,
               "Town||||\n1: left out: a name has at most 200 characters; separate a description "
               "by a colon\n");
}

static void
test_table (void)
{
  assert_told ("name,key,color,kind,description,parent\n"
               "Town,t,#123,entity,\"big, or small\",Where\nWhere,,,,,\nMayor,,,source,,person\n",
               "Where||||\nMayor||||person\nTown|t|#112233|big, or small|Where\n");
  assert_told ("Colour;Name;Memo\n#123456;Town;x", "Town||#123456|x|\n");
  assert_told ("name\tkey\nTown\tt", "Town|t|||\n");
  assert_told (
      "name,kind,size,key,color\nTown,thing,3,tt,red\n,,,,",
      "Town||||\n"
      "1: the column “size” is left out; there are name, key, color, kind, description and parent\n"
      "2: the kind “thing” is not known; there are entity, claim, source, cue and other\n"
      "2: the color “red” is left out: write it as #rrggbb\n"
      "2: the key “tt” is left out: it must be one visible character\n"
      "3: left out: there is no name\n");
  assert_told (
      "name,parent\nA,B\nB,A\nC,Z\nTown,",
      "C||||\nTown||||\nA||||\nB||||\n"
      "2: “A” stands at the top: going up from it leads back to it, or to a row that is left out\n"
      "3: “B” stands at the top: going up from it leads back to it, or to a row that is left out\n"
      "4: the parent “Z” is neither in the list nor in the scheme; “C” stands at the top\n");
  /* One column is no table. */
  assert_told ("name\nTown", "name||||\nTown||||\n");
}

static void
test_draft (void)
{
  g_autoptr (SchScheme) scheme = read_base ();
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);
  g_autoptr (SchLabelList) list = sch_label_list_parse (
      "Claim\n  Forecast [f]: what will be\nPerson\n  Mayor #123456\n  Person of note\nTown\n",
      scheme);
  g_auto (GStrv) ids = sch_label_list_add_to_draft (list, draft, SCH_KIND_OTHER);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) after = sch_scheme_draft_finish (draft, &error);
  g_autofree char *joined = g_strjoinv (" ", ids);
  const SchLabel *label;

  g_assert_no_error (error);
  g_assert_cmpstr (joined, ==, "forecast mayor person-of-note town");
  g_assert_cmpuint (sch_label_list_count_new (list), ==, 4);
  g_assert_cmpuint (sch_scheme_get_n_labels (after), ==, 7);
  label = sch_scheme_get_label (after, "forecast");
  g_assert_cmpstr (label->parent, ==, "claim");
  g_assert_cmpint (label->kind, ==, SCH_KIND_CLAIM);
  g_assert_cmpstr (label->key, ==, "f");
  g_assert_cmpstr (label->description, ==, "what will be");
  label = sch_scheme_get_label (after, "mayor");
  g_assert_cmpstr (label->parent, ==, "person");
  g_assert_cmpstr (label->color, ==, "#123456");
  g_assert_cmpint (sch_scheme_get_label (after, "town")->kind, ==, SCH_KIND_OTHER);
  g_assert_cmpstr (sch_scheme_get_label (after, "town")->color, !=, label->color);
}

/* Many labels, in every order; nothing is lost without a word. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("name,parent\n");
  g_autoptr (SchLabelList) list = NULL;
  g_autoptr (SchScheme) scheme = read_base ();
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < 2100; i++)
    g_string_append_printf (text, "L%u,%s\n", i, i % 3 == 0 ? "" : "L0");
  list = sch_label_list_parse (text->str, scheme);
  g_assert_cmpuint (list->labels->len, ==, 2000);
  g_assert_cmpuint (list->warnings->len, ==, 1);
  g_ptr_array_set_size (list->labels, 100);
  ids = sch_label_list_add_to_draft (list, draft, SCH_KIND_ENTITY);
  g_assert_cmpuint (g_strv_length (ids), ==, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-list/lines", test_lines);
  g_test_add_func ("/label-list/bullets", test_bullets);
  g_test_add_func ("/label-list/levels", test_levels);
  g_test_add_func ("/label-list/warnings", test_warnings);
  g_test_add_func ("/label-list/table", test_table);
  g_test_add_func ("/label-list/draft", test_draft);
  g_test_add_func ("/label-list/many", test_many);
  return g_test_run ();
}
