/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemes: lookups, what relations allow, and what is refused with which message. */

#include <string.h>

#include "sch-error.h"
#include "sch-native-files.h"
#include "sch-scheme.h"

#define HEAD \
  "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"News\""

static const char good[] = HEAD
    ", \"labels\": ["
    "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"color\": \"#3584e4\","
    " \"key\": \"e\", \"replaces\": [\"human\", \"man\"], \"examples\": [\"Ada\"]},"
    "{\"id\": \"mayor\", \"kind\": \"entity\", \"parent\": \"person\", \"key\": \"é\"},"
    "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"key\": \"c\", \"attributes\": ["
    "  {\"id\": \"quote\", \"name\": \"Quotation\", \"type\": \"choice\", \"values\": [\"none\","
    "   {\"id\": \"direct\", \"name\": \"Direct\", \"key\": \"d\", \"color\": \"#AABBCC\"}],"
    "   \"default\": {\"derive\": \"quotation\"}},"
    "  {\"id\": \"hedge\", \"type\": \"text\", \"required\": true, \"when\": {\"quote\": \"none\"}},"
    "  {\"id\": \"sure\", \"type\": \"boolean\", \"default\": false}]},"
    "{\"id\": \"source\", \"kind\": \"source\", \"key\": \"s\"},"
    "{\"id\": \"old\", \"kind\": \"entity\", \"key\": \"c\", \"retired\": true},"
    "{\"id\": \"not-text\", \"kind\": \"other\", \"role\": \"exclude\"}],"
    "\"relations\": ["
    "{\"id\": \"attributed-to\", \"name\": \"attributed to\", \"from\": [\"claim\"],"
    " \"to\": [\"source\", \"human\"]},"
    "{\"id\": \"knows\", \"from\": [\"person\"], \"to\": [\"source\"], \"symmetric\": true},"
    "{\"id\": \"any\"}],"
    "\"documentAttributes\": [{\"id\": \"genre\", \"type\": \"choices\", \"values\": [\"n\"],"
    " \"default\": [\"n\"]}],"
    "\"clusterAttributes\": {\"entity\": [{\"id\": \"role\", \"type\": \"text\"}]},"
    "\"rules\": [{\"id\": \"claim-has-source\", \"labels\": [\"claim\"], \"requires\":"
    " \"attributed-to\", \"unless\": {\"quote\": [\"none\"], \"n\": [1, true]}, \"severity\":"
    " \"error\"},"
    "{\"id\": \"flat\", \"notBefore\": [\"unheard-of\"], \"message\": \"M\"},"
    "{\"id\": \"source-used\", \"labels\": [\"source\"], \"requires\": \"attributed-to\","
    " \"direction\": \"to\", \"message\": \"Nobody says this\"}],"
    "\"snap\": {\"en\": {\"strip\": [\"’s\"]}, \"de-CH\": {\"join\": [\"-\"]}}, \"later\": [1]}";

static SchScheme *
read_scheme (const char *json)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_new_from_json (json, strlen (json), "scheme.json", &error);

  g_assert_no_error (error);
  return scheme;
}

static void
test_labels (void)
{
  g_autoptr (SchScheme) scheme = read_scheme (good);
  const SchLabel *person = sch_scheme_get_label (scheme, "person");
  const SchLabel *mayor = sch_scheme_get_label (scheme, "mayor");

  g_assert_cmpstr (sch_scheme_get_name (scheme), ==, "News");
  g_assert_cmpuint (sch_scheme_get_revision (scheme), ==, 3);
  g_assert_cmpuint (sch_scheme_get_n_labels (scheme), ==, 6);
  g_assert_true (sch_scheme_get_label_at (scheme, 0) == person);
  g_assert_true (sch_scheme_get_label (scheme, "man") == person);
  g_assert_null (sch_scheme_get_label (scheme, "woman"));
  g_assert_null (sch_scheme_get_label (scheme, NULL));
  g_assert_cmpstr (person->examples[0], ==, "Ada");
  g_assert_cmpstr (mayor->name, ==, "mayor");
  g_assert_cmpstr (mayor->color, ==, "#3584e4");
  g_assert_cmpint (sch_scheme_get_kind (scheme, "claim"), ==, SCH_KIND_CLAIM);
  g_assert_cmpint (sch_scheme_get_kind (scheme, "human"), ==, SCH_KIND_ENTITY);
  g_assert_cmpint (sch_scheme_get_kind (scheme, "unheard-of"), ==, SCH_KIND_OTHER);
  g_assert_true (sch_scheme_get_label_by_key (scheme, "E") == person);
  g_assert_true (sch_scheme_get_label_by_key (scheme, "É") == mayor);
  g_assert_cmpstr (sch_scheme_get_label_by_key (scheme, "c")->id, ==, "claim");
  g_assert_null (sch_scheme_get_label_by_key (scheme, "z"));
  g_assert_true (sch_scheme_label_matches (scheme, "entity", mayor));
  g_assert_true (sch_scheme_label_matches (scheme, "human", person));
  g_assert_false (sch_scheme_label_matches (scheme, "person", mayor));
}

static void
test_attributes (void)
{
  g_autoptr (SchScheme) scheme = read_scheme (good);
  const SchLabel *claim = sch_scheme_get_label (scheme, "claim");
  const SchAttribute *quote = sch_label_get_attribute (claim, "quote");
  const SchAttribute *hedge = sch_label_get_attribute (claim, "hedge");
  const SchAttribute *sure = sch_label_get_attribute (claim, "sure");
  char **when;

  g_assert_cmpuint (claim->attributes->len, ==, 3);
  g_assert_cmpstr (quote->name, ==, "Quotation");
  g_assert_cmpstr (quote->derive, ==, "quotation");
  g_assert_cmpstr (quote->default_json, ==, "{\"derive\": \"quotation\"}");
  g_assert_cmpstr (sch_attribute_get_value (quote, "direct")->name, ==, "Direct");
  g_assert_cmpstr (sch_attribute_get_value (quote, "none")->name, ==, "none");
  g_assert_null (sch_attribute_get_value (quote, "Direct"));
  g_assert_true (hedge->required);
  when = g_hash_table_lookup (hedge->when, "quote");
  g_assert_cmpstr (when[0], ==, "none");
  g_assert_cmpstr (sure->default_json, ==, "false");
  g_assert_null (sure->derive);
  g_assert_null (sch_label_get_attribute (claim, "none"));
  g_assert_cmpuint (sch_scheme_get_document_attributes (scheme)->len, ==, 1);
  g_assert_cmpuint (sch_scheme_get_cluster_attributes (scheme, "entity")->len, ==, 1);
  g_assert_null (sch_scheme_get_cluster_attributes (scheme, "claim"));
}

static void
test_relations (void)
{
  g_autoptr (SchScheme) scheme = read_scheme (good);
  const SchRelationType *attributed = sch_scheme_get_relation_type (scheme, "attributed-to");
  const SchRelationType *knows = sch_scheme_get_relation_type (scheme, "knows");
  const SchRelationType *any = sch_scheme_get_relation_type_at (scheme, 2);

  g_assert_cmpuint (sch_scheme_get_n_relation_types (scheme), ==, 3);
  g_assert_null (sch_scheme_get_relation_type (scheme, "none"));
  g_assert_true (sch_relation_type_allows (attributed, scheme, "claim", "source"));
  g_assert_true (sch_relation_type_allows (attributed, scheme, "claim", "person"));
  g_assert_true (sch_relation_type_allows (attributed, scheme, "claim", "man"));
  g_assert_false (sch_relation_type_allows (attributed, scheme, "claim", "mayor"));
  g_assert_false (sch_relation_type_allows (attributed, scheme, "source", "claim"));
  g_assert_false (sch_relation_type_allows (attributed, scheme, "claim", "unheard-of"));
  g_assert_true (sch_relation_type_allows (knows, scheme, "source", "person"));
  g_assert_false (sch_relation_type_allows (knows, scheme, "source", "source"));
  g_assert_true (sch_relation_type_allows (any, scheme, "claim", "not-text"));
}

static void
test_rules (void)
{
  g_autoptr (SchScheme) scheme = read_scheme (good);
  GPtrArray *rules = sch_scheme_get_rules (scheme);
  const SchRule *first = rules->pdata[0];
  const SchRule *second = rules->pdata[1];
  char **values = g_hash_table_lookup (first->unless, "n");
  g_autoptr (GBytes) bytes = sch_native_write_tree (sch_scheme_get_tree (scheme));

  g_assert_cmpuint (rules->len, ==, 2);
  g_assert_cmpstr (first->id, ==, "claim-has-source");
  g_assert_cmpint (first->severity, ==, SCH_SEVERITY_ERROR);
  g_assert_true (first->at_from);
  g_assert_cmpstr (first->message, ==, "The relation “attributed to” is missing");
  g_assert_cmpstr (values[0], ==, "1");
  g_assert_cmpstr (values[1], ==, "true");
  g_assert_cmpint (second->severity, ==, SCH_SEVERITY_WARNING);
  g_assert_false (second->at_from);
  g_assert_cmpstr (second->message, ==, "Nobody says this");
  /* What this version does not know is still there. */
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  "\"notBefore\": [\"unheard-of\"]"));
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\"later\": [1]"));
}

static void
test_snap (void)
{
  g_autoptr (SchScheme) scheme = read_scheme (good);
  const SchSnapRules *en = sch_scheme_get_snap_rules (scheme, "en");

  g_assert_cmpstr (en->strip[0], ==, "’s");
  g_assert_true (sch_scheme_get_snap_rules (scheme, "en-GB") == en);
  g_assert_true (sch_scheme_get_snap_rules (scheme, "EN_us") == en);
  g_assert_nonnull (sch_scheme_get_snap_rules (scheme, "de-ch-1996"));
  g_assert_null (sch_scheme_get_snap_rules (scheme, "de"));
  g_assert_null (sch_scheme_get_snap_rules (scheme, "fr"));
  g_assert_null (sch_scheme_get_snap_rules (scheme, NULL));
}

/* What is put after the head of a scheme, and what the message must name. */
static const char *const refused[][2] = {
  { "\"labels\": {}", "“labels”" },
  { "\"labels\": [3]", "entry 1" },
  { "\"labels\": [{\"kind\": \"claim\"}]", "entry 1" },
  { "\"labels\": [{\"id\": \"a b\", \"kind\": \"claim\"}]", "“a b”" },
  { "\"labels\": [{\"id\": \"a\"}]", "label “a”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"person\"}]", "“person”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\"}, {\"id\": \"a\", \"kind\": \"cue\"}]",
    "twice" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"name\": 3}]", "label “a”: “name”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"examples\": [3]}]", "“examples”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"retired\": \"no\"}]", "“retired”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"role\": \"include\"}]", "“include”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"color\": \"red\"}]", "“red”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"color\": \"#12345g\"}]", "“#12345g”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"key\": \"ab\"}]", "“ab”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"key\": \" \"}]", "label “a”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"key\": \"k\"},"
    "{\"id\": \"b\", \"kind\": \"cue\", \"key\": \"K\"}]",
    "label “b”: the key “K”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"parent\": \"b\"}]", "“b”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"parent\": \"a\"}]", "parent" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"parent\": \"b\"},"
    "{\"id\": \"b\", \"kind\": \"cue\", \"parent\": \"c\"},"
    "{\"id\": \"c\", \"kind\": \"cue\", \"parent\": \"b\"}]",
    "parents" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"replaces\": [\"b\"]},"
    "{\"id\": \"b\", \"kind\": \"cue\"}]",
    "replaces “b”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"replaces\": [\"z\"]},"
    "{\"id\": \"b\", \"kind\": \"cue\", \"replaces\": [\"z\"]}]",
    "label “b”: it replaces “z”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"attributes\": [{\"type\": \"text\"}]}]",
    "label “a”: entry 1" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"attributes\": [{\"id\": \"t\"}]}]",
    "attribute “t”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"attributes\": [{\"id\": \"t\","
    "\"type\": \"colour\"}]}]",
    "label “a”, attribute “t”: the type “colour”" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"attributes\": [{\"id\": \"t\","
    "\"type\": \"text\"}, {\"id\": \"t\", \"type\": \"text\"}]}]",
    "twice" },
  { "\"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"attributes\": [{\"id\": \"t\","
    "\"type\": \"choice\"}]}]",
    "“values”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"choice\", \"values\": [\"x\", \"x\"]}]",
    "attribute “t”: the value “x”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"choice\", \"values\": [\"x y\"]}]",
    "“x y”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"choice\", \"values\": [{\"id\": \"x\","
    "\"key\": \"k\"}, {\"id\": \"y\", \"key\": \"k\"}]}]",
    "the key “k”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"choice\", \"values\": [\"x\"],"
    "\"default\": \"y\"}]",
    "“y”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"choices\", \"values\": [\"x\"],"
    "\"default\": \"x\"}]",
    "default" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"number\", \"default\": \"1\"}]",
    "default" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"date\", \"default\": \"2026-02-30\"}]",
    "“2026-02-30”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"text\", \"default\": {\"derive\":"
    "\"magic\"}}]",
    "“magic”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"text\", \"when\": {\"u\": [\"x\"]}}]",
    "“u”" },
  { "\"documentAttributes\": [{\"id\": \"t\", \"type\": \"text\", \"when\": {\"u\": [[]]}}]",
    "“when”" },
  { "\"clusterAttributes\": {\"person\": []}", "“person”" },
  { "\"relations\": [{\"id\": \"r\"}, {\"id\": \"r\"}]", "“r”" },
  { "\"relations\": [{\"id\": \"r\", \"from\": [\"a\"]}]", "relation “r”: “from” names “a”" },
  { "\"relations\": [{\"id\": \"r\", \"to\": \"claim\"}]", "“to”" },
  { "\"rules\": [{\"id\": \"u\", \"requires\": \"r\"}]", "rule “u”: it requires “r”" },
  { "\"rules\": [{\"id\": \"u\"}, {\"id\": \"u\"}]", "“u”" },
  { "\"relations\": [{\"id\": \"r\"}], \"rules\": [{\"id\": \"u\", \"requires\": \"r\","
    "\"labels\": [\"a\"]}]",
    "rule “u”: “labels” names “a”" },
  { "\"relations\": [{\"id\": \"r\"}], \"rules\": [{\"id\": \"u\", \"requires\": \"r\","
    "\"severity\": \"fatal\"}]",
    "“fatal”" },
  { "\"relations\": [{\"id\": \"r\"}], \"rules\": [{\"id\": \"u\", \"requires\": \"r\","
    "\"direction\": \"both\"}]",
    "“both”" },
  { "\"snap\": {\"en\": []}", "“en”" },
  { "\"snap\": {\"en\": {\"strip\": [3]}}", "snap of “en”" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *json = g_strconcat (HEAD, ", ", refused[i][0], "}", NULL);
      g_autoptr (GError) error = NULL;
      SchScheme *scheme = sch_scheme_new_from_json (json, strlen (json), "scheme.json", &error);

      g_test_message ("%s", json);
      g_assert_null (scheme);
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
      g_test_message ("-> %s", error->message);
      g_assert_true (g_str_has_prefix (error->message, "scheme.json: "));
      g_assert_nonnull (strstr (error->message, refused[i][1]));
    }
}

static void
test_keys (void)
{
  static const char *const keys[] = {
    "a", "7", "ö", "é", "א", "あ", "?", "👩‍🚒", "o\314\210"
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *json = g_strdup_printf (
          HEAD ", \"labels\": [{\"id\": \"a\", \"kind\": \"cue\", \"key\": \"%s\"}]}", keys[i]);
      g_autoptr (SchScheme) scheme = read_scheme (json);

      g_assert_cmpstr (sch_scheme_get_label_by_key (scheme, keys[i])->id, ==, "a");
    }
}

typedef struct
{
  const char *type;
  const char *json;
  gboolean fits;
} Value;

static void
test_values (void)
{
  static const Value values[] = {
    { "choice", "\"x\"", TRUE },
    { "choice", "\"z\"", FALSE },
    { "choice", "[\"x\"]", FALSE },
    { "choice", "1", FALSE },
    { "choices", "[\"x\"]", TRUE },
    { "choices", "[\"x\", \"y\"]", TRUE },
    { "choices", "[\"x\", \"z\"]", FALSE },
    { "choices", "[]", TRUE },
    { "choices", "[1]", FALSE },
    { "choices", "\"x\"", FALSE },
    { "text", "\"anything\"", TRUE },
    { "text", "1", FALSE },
    { "number", "-1.5", TRUE },
    { "number", "\"1\"", FALSE },
    { "number", "true", FALSE },
    { "boolean", "false", TRUE },
    { "boolean", "\"false\"", FALSE },
    { "boolean", "0", FALSE },
    { "date", "\"2026\"", TRUE },
    { "date", "\"2026-03\"", TRUE },
    { "date", "\"2024-02-29\"", TRUE },
    { "date", "\"2026-02-29\"", FALSE },
    { "date", "\"2026-13\"", FALSE },
    { "date", "\"26\"", FALSE },
    { "date", "\"March\"", FALSE },
    { "date", "\"2026-03-01T10:20\"", TRUE },
    { "date", "\"2026-03-01T10:20:30Z\"", TRUE },
    { "date", "\"2026-03-01T10:20:30+02:00\"", TRUE },
    { "date", "\"2026-03-01T25:00:00Z\"", FALSE },
    { "date", "\"2026-03-01 noon\"", FALSE },
    { "url", "\"https://example.org/a?b=c#d\"", TRUE },
    { "url", "\"https://de.wikipedia.org/wiki/Zürich\"", TRUE },
    { "url", "\"example\"", FALSE },
    { "url", "3", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *json = g_strdup_printf (
          HEAD ", \"documentAttributes\": [{\"id\": \"t\", \"name\": \"T\", \"type\": \"%s\","
               " \"values\": [\"x\", \"y\"]}]}",
          values[i].type);
      g_autoptr (SchScheme) scheme = read_scheme (json);
      const SchAttribute *attribute = sch_scheme_get_document_attributes (scheme)->pdata[0];
      g_autoptr (SchAttributes) attributes = sch_attributes_with_json (NULL, "t", values[i].json);
      g_autofree char *complaint = sch_attribute_dup_complaint (attribute, attributes);

      g_test_message ("%s %s: %s", values[i].type, values[i].json, complaint ? complaint : "fits");
      g_assert_true ((complaint == NULL) == values[i].fits);
      g_assert_true (!complaint || strstr (complaint, "“T”"));
      g_assert_null (sch_attribute_dup_complaint (attribute, NULL));
    }
}

/* Numbers of labels as in a large thesaurus: looking up must not depend on it. */
static void
test_many (void)
{
  g_autoptr (GString) json = g_string_new (HEAD ", \"labels\": [");
  g_autoptr (SchScheme) scheme = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (json, "%s{\"id\": \"l%u\", \"kind\": \"entity\", \"parent\": \"%s\"}",
                            i ? ", " : "", i, i ? "l0" : "");
  g_string_append (json, "]}");
  scheme = read_scheme (json->str);
  g_assert_cmpstr (sch_scheme_get_label (scheme, "l4999")->parent, ==, "l0");
}

static void
test_bundled (void)
{
  g_autofree char *file_name = g_test_build_filename (G_TEST_DIST, "data", "schemes", "news.json",
                                                      NULL);
  g_autofree char *content = NULL;
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file_name, &content, NULL, &error);
  g_assert_no_error (error);
  scheme = read_scheme (content);
  g_assert_cmpuint (sch_scheme_get_n_labels (scheme), >, 10);
  g_assert_cmpuint (sch_scheme_get_rules (scheme)->len, >, 0);
  g_assert_cmpint (sch_scheme_get_kind (scheme, "claim"), ==, SCH_KIND_CLAIM);
  g_assert_true (sch_relation_type_allows (sch_scheme_get_relation_type (scheme, "attributed-to"),
                                           scheme, "claim", "source"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/labels", test_labels);
  g_test_add_func ("/scheme/attributes", test_attributes);
  g_test_add_func ("/scheme/relations", test_relations);
  g_test_add_func ("/scheme/rules", test_rules);
  g_test_add_func ("/scheme/snap", test_snap);
  g_test_add_func ("/scheme/refused", test_refused);
  g_test_add_func ("/scheme/keys", test_keys);
  g_test_add_func ("/scheme/values", test_values);
  g_test_add_func ("/scheme/many", test_many);
  g_test_add_func ("/scheme/bundled", test_bundled);
  return g_test_run ();
}
