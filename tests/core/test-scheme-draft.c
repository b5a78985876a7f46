/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts of schemes: every operation, what it leaves alone, and what becomes of whatever named the
 * thing that it was about. */

#include <string.h>

#include "sch-error.h"
#include "sch-native-files.h"
#include "sch-scheme-draft.h"

static const char base[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"Base\","
    "\"labels\": ["
    "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"key\": \"e\", \"odd\": 1,"
    " \"replaces\": [\"human\"], \"attributes\": [{\"id\": \"mention\", \"type\": \"choice\","
    "  \"values\": [\"name\", {\"id\": \"pronoun\", \"key\": \"p\"}], \"default\": \"name\"}]},"
    "{\"id\": \"mayor\", \"name\": \"Mayor\", \"kind\": \"entity\", \"parent\": \"person\", \"key\": \"m\"},"
    "{\"id\": \"deputy\", \"name\": \"Deputy\", \"kind\": \"entity\", \"parent\": \"mayor\","
    " \"attributes\": [{\"id\": \"mention\", \"type\": \"choice\", \"values\": [\"name\","
    "  {\"id\": \"title\", \"key\": \"P\"}]},"
    "  {\"id\": \"sure\", \"type\": \"boolean\", \"when\": {\"mention\": [\"name\", \"title\"]}}]},"
    "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\", \"attributes\": ["
    "  {\"id\": \"voice\", \"type\": \"choice\", \"values\": [\"source\", \"author\"]}]}],"
    "\"relations\": ["
    "{\"id\": \"said\", \"name\": \"said by\", \"from\": [\"claim\"], \"to\": [\"person\", \"mayor\"]},"
    "{\"id\": \"told\", \"name\": \"told by\", \"from\": [\"claim\"], \"to\": [\"mayor\"]}],"
    "\"rules\": ["
    "{\"id\": \"r1\", \"labels\": [\"claim\"], \"requires\": \"said\", \"unless\": {\"voice\": [\"author\"]}},"
    "{\"id\": \"r2\", \"labels\": [\"mayor\"], \"requires\": \"told\", \"direction\": \"to\"}],"
    "\"snap\": {\"en\": {\"strip\": [\"’s\"]}}, \"later\": {\"kept\": [1, 2.50]}}";

static const SchSchemePlace labels = { SCH_PART_LABEL, NULL, NULL, NULL };
static const SchSchemePlace person = { SCH_PART_LABEL, NULL, "person", NULL };
static const SchSchemePlace mayor = { SCH_PART_LABEL, NULL, "mayor", NULL };
static const SchSchemePlace voice = { SCH_PART_LABEL_ATTRIBUTE, "claim", "voice", NULL };

static SchScheme *
read_base (void)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_new_from_json (base, strlen (base), "scheme.json", &error);

  g_assert_no_error (error);
  return scheme;
}

static SchSchemeDraft *
begin (void)
{
  g_autoptr (SchScheme) scheme = read_base ();

  return sch_scheme_draft_new (scheme);
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
to_text (SchScheme *scheme)
{
  g_autoptr (GBytes) bytes = sch_native_write_tree (sch_scheme_get_tree (scheme));
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);

  return g_strndup (data, byte_len);
}

/* Nothing but the revision is another after a draft in which nothing was changed. */
static void
test_nothing (void)
{
  g_autoptr (SchScheme) before = read_base ();
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autoptr (SchScheme) after = finish (draft);
  g_autoptr (SchScheme) back = sch_scheme_with_revision (after, 3);
  g_autofree char *was = to_text (before);
  g_autofree char *is = to_text (back);

  g_assert_cmpuint (sch_scheme_get_revision (after), ==, 4);
  g_assert_cmpstr (was, ==, is);
  g_assert_nonnull (strstr (is, "\"later\""));
  g_assert_nonnull (strstr (is, "\"odd\": 1"));
}

static void
test_add (void)
{
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autofree char *first = sch_scheme_draft_add (draft, &labels, "Sea & Air Port", 1);
  g_autofree char *again = sch_scheme_draft_add (draft, &labels, "Human", G_MAXUINT);
  g_autofree char *foreign = sch_scheme_draft_add (draft, &labels, "ميناء", G_MAXUINT);
  const SchSchemePlace values = { SCH_PART_LABEL_ATTRIBUTE, "claim", "voice", "" };
  const SchSchemePlace clusters = { SCH_PART_CLUSTER_ATTRIBUTE, "entity", NULL, NULL };
  const SchSchemePlace no_clusters = { SCH_PART_CLUSTER_ATTRIBUTE, "nothing", NULL, NULL };
  const SchSchemePlace nowhere = { SCH_PART_LABEL_ATTRIBUTE, "nobody", NULL, NULL };
  g_autofree char *value = sch_scheme_draft_add (draft, &values, "Both of Them", 0);
  g_autofree char *role = sch_scheme_draft_add (draft, &clusters, "Role", 0);
  g_autoptr (SchScheme) scheme = finish (draft);
  const SchAttribute *attribute = sch_label_get_attribute (sch_scheme_get_label (scheme, "claim"),
                                                           "voice");

  g_assert_cmpstr (first, ==, "sea-air-port");
  g_assert_cmpstr (again, ==, "human-2");
  g_assert_cmpstr (value, ==, "both-of-them");
  g_assert_null (sch_scheme_draft_add (draft, &nowhere, "x", 0));
  g_assert_null (sch_scheme_draft_add (draft, &no_clusters, "x", 0));
  g_assert_cmpstr (sch_scheme_get_label_at (scheme, 1)->name, ==, "Sea & Air Port");
  g_assert_cmpstr (sch_scheme_get_label (scheme, foreign)->name, ==, "ميناء");
  g_assert_cmpuint (attribute->values->len, ==, 3);
  g_assert_cmpstr (sch_attribute_get_value (attribute, value)->name, ==, "Both of Them");
  g_assert_cmpstr (role, ==, "role");
  g_assert_cmpuint (sch_scheme_get_cluster_attributes (scheme, "entity")->len, ==, 1);
}

static void
test_members (void)
{
  static const char *const examples[] = { "Ada", "Mr Quint", NULL };
  const SchSchemePlace said = { SCH_PART_RELATION, NULL, "said", NULL };
  const SchSchemePlace rule = { SCH_PART_RULE, NULL, "r1", NULL };
  const SchSchemePlace value = { SCH_PART_LABEL_ATTRIBUTE, "person", "mention", "name" };
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  const SchLabel *label;

  g_assert_true (sch_scheme_draft_set_string (draft, &person, "name", "People"));
  g_assert_true (sch_scheme_draft_set_string (draft, &person, "key", ""));
  g_assert_true (sch_scheme_draft_set_strv (draft, &person, "examples", examples));
  g_assert_true (sch_scheme_draft_set_boolean (draft, &mayor, "retired", TRUE));
  g_assert_true (sch_scheme_draft_set_boolean (draft, &said, "symmetric", TRUE));
  g_assert_true (sch_scheme_draft_set_string (draft, &value, "name", "Proper name"));
  g_assert_true (
      sch_scheme_draft_set_json (draft, &voice, "default", "{\"derive\": \"sticky\"}", &error));
  g_assert_false (sch_scheme_draft_set_json (draft, &voice, "default", "{", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_assert_true (sch_scheme_draft_set_snap (draft, "en", NULL, NULL));
  g_assert_true (sch_scheme_draft_set_snap (draft, "de", "{\"join\": [\"-\"]}", NULL));
  g_assert_true (sch_scheme_draft_set_string (draft, &rule, "severity", "error"));
  sch_scheme_draft_set_name (draft, "Mine");
  g_assert_cmpstr (sch_scheme_draft_get_name (draft, &person), ==, "People");
  scheme = finish (draft);
  label = sch_scheme_get_label (scheme, "person");
  g_assert_cmpstr (sch_scheme_get_name (scheme), ==, "Mine");
  g_assert_cmpstr (label->key, ==, "");
  g_assert_cmpstr (label->examples[1], ==, "Mr Quint");
  g_assert_true (sch_scheme_get_label (scheme, "mayor")->retired);
  g_assert_cmpstr (
      sch_attribute_get_value (sch_label_get_attribute (label, "mention"), "name")->name, ==,
      "Proper name");
  g_assert_null (sch_scheme_get_snap_rules (scheme, "en"));
  g_assert_nonnull (sch_scheme_get_snap_rules (scheme, "de"));
}

/* What is no scheme is refused with its place, and can be mended. */
static void
test_refused (void)
{
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;

  sch_scheme_draft_set_string (draft, &mayor, "key", "E");
  scheme = sch_scheme_draft_finish (draft, &error);
  g_assert_null (scheme);
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "mayor"));
  sch_scheme_draft_set_string (draft, &mayor, "key", "q");
  scheme = finish (draft);
  g_assert_cmpstr (sch_scheme_get_label_by_key (scheme, "q")->id, ==, "mayor");
}

static void
test_move (void)
{
  const SchSchemePlace claim = { SCH_PART_LABEL, NULL, "claim", NULL };
  const SchSchemePlace author = { SCH_PART_LABEL_ATTRIBUTE, "claim", "voice", "author" };
  const SchSchemePlace nobody = { SCH_PART_LABEL, NULL, "nobody", NULL };
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autoptr (SchScheme) scheme = NULL;

  g_assert_true (sch_scheme_draft_move (draft, &claim, 0));
  g_assert_true (sch_scheme_draft_move (draft, &person, G_MAXUINT));
  g_assert_true (sch_scheme_draft_move (draft, &author, 0));
  g_assert_false (sch_scheme_draft_move (draft, &nobody, 0));
  scheme = finish (draft);
  g_assert_cmpstr (sch_scheme_get_label_at (scheme, 0)->id, ==, "claim");
  g_assert_cmpstr (sch_scheme_get_label_at (scheme, 3)->id, ==, "person");
  g_assert_cmpstr (((SchAttributeValue *)
                        sch_label_get_attribute (sch_scheme_get_label (scheme, "claim"), "voice")
                            ->values->pdata[0])
                       ->id,
                   ==, "author");
}

static void
test_remove (void)
{
  const SchSchemePlace author = { SCH_PART_LABEL_ATTRIBUTE, "claim", "voice", "author" };
  const SchSchemePlace mention = { SCH_PART_LABEL_ATTRIBUTE, "deputy", "mention", NULL };
  const SchSchemePlace said = { SCH_PART_RELATION, NULL, "said", NULL };
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autoptr (SchScheme) scheme = NULL;
  const SchRelationType *type;

  g_assert_true (sch_scheme_draft_remove (draft, &mayor));
  g_assert_false (sch_scheme_draft_remove (draft, &mayor));
  scheme = finish (draft);
  g_assert_null (sch_scheme_get_label (scheme, "mayor"));
  g_assert_cmpstr (sch_scheme_get_label (scheme, "deputy")->parent, ==, "person");
  type = sch_scheme_get_relation_type (scheme, "said");
  g_assert_cmpuint (g_strv_length (type->to), ==, 1);
  g_assert_false (type->retired);
  /* Without an end it would be for anything. */
  g_assert_true (sch_scheme_get_relation_type (scheme, "told")->retired);
  g_assert_cmpuint (sch_scheme_get_rules (scheme)->len, ==, 1);

  g_assert_true (sch_scheme_draft_remove (draft, &author));
  g_assert_true (sch_scheme_draft_remove (draft, &mention));
  sch_scheme_unref (scheme);
  scheme = finish (draft);
  g_assert_null (((SchRule *) sch_scheme_get_rules (scheme)->pdata[0])->unless);
  g_assert_null (sch_label_get_attribute (sch_scheme_get_label (scheme, "deputy"), "sure")->when);

  g_assert_true (sch_scheme_draft_remove (draft, &said));
  sch_scheme_unref (scheme);
  scheme = finish (draft);
  g_assert_cmpuint (sch_scheme_get_rules (scheme)->len, ==, 0);
}

static void
test_merge_labels (void)
{
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  const SchLabel *label;
  const SchAttribute *mention;

  g_assert_false (sch_scheme_draft_merge (draft, &person, "nobody", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (sch_scheme_draft_merge (draft, &person, "person", NULL));
  /* Into its own grandchild, which must not become its own parent. */
  g_assert_true (sch_scheme_draft_merge (draft, &person, "deputy", &error));
  scheme = finish (draft);
  label = sch_scheme_get_label (scheme, "person");
  g_assert_cmpstr (label->id, ==, "deputy");
  g_assert_true (sch_scheme_get_label (scheme, "human") == label);
  g_assert_cmpstr (sch_scheme_get_label (scheme, "mayor")->parent, ==, "");
  mention = sch_label_get_attribute (label, "mention");
  g_assert_cmpuint (mention->values->len, ==, 3);
  g_assert_cmpstr (sch_attribute_get_value (mention, "title")->key, ==, "P");
  g_assert_cmpstr (sch_attribute_get_value (mention, "pronoun")->key, ==, "");
  g_assert_cmpstr (sch_scheme_get_relation_type (scheme, "said")->to[0], ==, "deputy");
}

static void
test_merge_others (void)
{
  const SchSchemePlace told = { SCH_PART_RELATION, NULL, "told", NULL };
  const SchSchemePlace author = { SCH_PART_LABEL_ATTRIBUTE, "claim", "voice", "author" };
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autoptr (SchScheme) scheme = NULL;
  const SchAttribute *attribute;
  const SchRule *rule;

  g_assert_true (sch_scheme_draft_merge (draft, &told, "said", NULL));
  g_assert_true (sch_scheme_draft_merge (draft, &author, "source", NULL));
  scheme = finish (draft);
  g_assert_cmpstr (sch_scheme_get_relation_type (scheme, "told")->id, ==, "said");
  rule = sch_scheme_get_rules (scheme)->pdata[1];
  g_assert_cmpstr (rule->relation, ==, "said");
  attribute = sch_label_get_attribute (sch_scheme_get_label (scheme, "claim"), "voice");
  g_assert_cmpstr (sch_attribute_get_value (attribute, "author")->id, ==, "source");
  rule = sch_scheme_get_rules (scheme)->pdata[0];
  g_assert_cmpstr (((char **) g_hash_table_lookup (rule->unless, "voice"))[0], ==, "source");
}

static void
test_copy (void)
{
  static const char other[] =
      "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 9, \"name\": \"Other\","
      "\"labels\": [{\"id\": \"person\", \"kind\": \"entity\", \"key\": \"c\", \"parent\": \"being\"},"
      "{\"id\": \"being\", \"kind\": \"entity\", \"replaces\": [\"human\", \"animal\"]},"
      "{\"id\": \"quote\", \"kind\": \"claim\"}],"
      "\"relations\": [{\"id\": \"said\", \"from\": [\"quote\"], \"to\": [\"being\"]},"
      "{\"id\": \"knows\", \"from\": [\"person\", \"being\"], \"to\": [\"entity\"]}],"
      "\"rules\": [{\"id\": \"r1\", \"labels\": [\"person\"], \"requires\": \"knows\"}]}";
  const SchSchemePlace being = { SCH_PART_LABEL, NULL, "being", NULL };
  const SchSchemePlace said = { SCH_PART_RELATION, NULL, "said", NULL };
  const SchSchemePlace knows = { SCH_PART_RELATION, NULL, "knows", NULL };
  const SchSchemePlace rule = { SCH_PART_RULE, NULL, "r1", NULL };
  g_autoptr (SchScheme) from = sch_scheme_new_from_json (other, strlen (other), "other", NULL);
  g_autoptr (SchSchemeDraft) draft = begin ();
  g_autofree char *copied = sch_scheme_draft_copy (draft, from, &person);
  g_autofree char *no_rule = sch_scheme_draft_copy (draft, from, &rule);
  g_autofree char *no_relation = sch_scheme_draft_copy (draft, from, &said);
  g_autofree char *relation = sch_scheme_draft_copy (draft, from, &knows);
  g_autofree char *second = sch_scheme_draft_copy (draft, from, &being);
  g_autofree char *copied_rule = sch_scheme_draft_copy (draft, from, &rule);
  g_autoptr (SchScheme) scheme = finish (draft);
  const SchLabel *label = sch_scheme_get_label (scheme, copied);

  g_assert_cmpstr (copied, ==, "person-2");
  g_assert_cmpstr (label->key, ==, "");
  g_assert_cmpstr (label->parent, ==, "");
  g_assert_null (no_rule);
  g_assert_null (no_relation);
  g_assert_cmpstr (relation, ==, "knows");
  g_assert_cmpuint (g_strv_length (sch_scheme_get_relation_type (scheme, "knows")->from), ==, 1);
  g_assert_cmpstr (second, ==, "being");
  g_assert_cmpstr (sch_scheme_get_label (scheme, "animal")->id, ==, "being");
  g_assert_cmpstr (sch_scheme_get_label (scheme, "human")->id, ==, "person");
  g_assert_cmpstr (copied_rule, ==, "r1-2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme-draft/nothing", test_nothing);
  g_test_add_func ("/scheme-draft/add", test_add);
  g_test_add_func ("/scheme-draft/members", test_members);
  g_test_add_func ("/scheme-draft/refused", test_refused);
  g_test_add_func ("/scheme-draft/move", test_move);
  g_test_add_func ("/scheme-draft/remove", test_remove);
  g_test_add_func ("/scheme-draft/merge-labels", test_merge_labels);
  g_test_add_func ("/scheme-draft/merge-others", test_merge_others);
  g_test_add_func ("/scheme-draft/copy", test_copy);
  return g_test_run ();
}
