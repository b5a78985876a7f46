/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems: each check on its own, and a list that follows random edits against one made anew. */

#include <string.h>

#include "sch-layer-document-private.h"
#include "sch-problems.h"

static const char scheme_json[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"T\","
    "\"labels\": ["
    "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\"},"
    "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"attributes\": ["
    " {\"id\": \"voice\", \"name\": \"Voice\", \"type\": \"choice\","
    "  \"values\": [\"source\", \"author\"]},"
    " {\"id\": \"sure\", \"name\": \"Sure\", \"type\": \"boolean\"}]},"
    "{\"id\": \"source\", \"name\": \"Source\", \"kind\": \"source\", \"replaces\": [\"sayer\"],"
    " \"attributes\": ["
    " {\"id\": \"type\", \"name\": \"Type\", \"type\": \"choice\", \"values\": [\"named\","
    "  \"anonymous\"], \"required\": true},"
    " {\"id\": \"reason\", \"name\": \"Reason\", \"type\": \"text\", \"required\": true,"
    "  \"when\": {\"type\": [\"anonymous\"]}},"
    " {\"id\": \"terms\", \"type\": \"text\", \"required\": true, \"default\": \"on record\"},"
    " {\"id\": \"age\", \"type\": \"number\", \"required\": true, \"default\":"
    "  {\"derive\": \"number\"}}]},"
    "{\"id\": \"cue\", \"name\": \"Cue\", \"kind\": \"cue\"},"
    "{\"id\": \"gone\", \"name\": \"Gone\", \"kind\": \"other\", \"retired\": true}],"
    "\"relations\": ["
    "{\"id\": \"attributed-to\", \"name\": \"attributed to\", \"from\": [\"claim\"],"
    " \"to\": [\"source\"]},"
    "{\"id\": \"cue-of\", \"name\": \"cue of\", \"from\": [\"cue\"], \"to\": [\"claim\"]},"
    "{\"id\": \"past\", \"name\": \"past\", \"retired\": true}],"
    "\"rules\": ["
    "{\"id\": \"claim-has-source\", \"labels\": [\"claim\"], \"requires\": \"attributed-to\","
    " \"unless\": {\"voice\": [\"author\"]}, \"message\": \"This claim has no source\"},"
    "{\"id\": \"claim-has-cue\", \"labels\": [\"claim\"], \"requires\": \"cue-of\","
    " \"direction\": \"to\", \"severity\": \"info\", \"unless\": {\"sure\": [true]}}]}";

static const char text_string[] = "Ada said that it rained.\nNobody else saw 🌧 it.\n";

static SchScheme *
read_scheme (void)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_new_from_json (scheme_json, strlen (scheme_json), "scheme.json",
                                                &error);

  g_assert_no_error (error);
  return scheme;
}

static SchLayerDocument *
read_document (const char *members)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchText) text = sch_text_new_from_string (text_string);
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1%s%s}",
      *members ? ", " : "", members);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  SchLayerDocument *document = sch_layer_document_new_from_json ("dana", "a.txt", text, bytes,
                                                                 "a.txt.json", &error);

  g_assert_no_error (error);
  return document;
}

static gboolean
cluster_exists (const char *cluster, gpointer data)
{
  return g_hash_table_contains (data, cluster);
}

static char *
describe (SchProblem *problem)
{
  return g_strdup_printf ("%u:%u %u-%u %s %s %s %s: %s", sch_problem_get_line (problem),
                          sch_problem_get_column (problem), sch_problem_get_char_start (problem),
                          sch_problem_get_char_end (problem),
                          sch_severity_to_string (sch_problem_get_severity (problem)),
                          sch_problem_get_rule (problem),
                          sch_problem_get_span (problem) ? sch_problem_get_span (problem) : "-",
                          sch_problem_get_relation (problem) ? sch_problem_get_relation (problem)
                                                             : "-",
                          sch_problem_get_message (problem));
}

static char *
describe_list (GListModel *model)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (model, i);
      g_autofree char *line = describe (problem);

      g_string_append_printf (string, "%s\n", line);
    }
  return g_string_free (string, FALSE);
}

typedef struct
{
  const char *name;
  const char *members;
  const char *problems;
} Case;

#define SPAN(id, label, range) \
  "{\"id\": \"" id "\", \"label\": \"" label "\", \"ranges\": [" range "]"
#define SOURCE SPAN ("s", "source", "[0, 3]") ", \"attributes\": {\"type\": \"named\"}}"

static const Case cases[] = {
  { "nothing", "", "" },
  { "good", "\"spans\": [" SOURCE "," SPAN ("p", "person", "[0, 3]") ", \"text\": \"Ada\"}]", "" },
  { "range", "\"spans\": [" SPAN ("p", "person", "[0, 3], [40, 90]") "}]",
    "1:1 0-90 error range p -: The range 40–90 is outside the text, which has 47 characters\n" },
  { "beyond", "\"spans\": [" SPAN ("p", "person", "[70, 90]") "}]",
    "3:1 70-90 error range p -: The range 70–90 is outside the text, which has 47 characters\n" },
  { "text", "\"spans\": [" SPAN ("p", "person", "[25, 31]") ", \"text\": \"Ada\"}]",
    "2:1 25-31 error text p -: The text here is “Nobody”, but “Ada” was annotated\n" },
  { "column", "\"spans\": [" SPAN ("p", "what", "[43, 44]") "}]",
    "2:19 43-44 error unknown-label p -: The label “what” is not in the scheme\n" },
  { "retired", "\"spans\": [" SPAN ("p", "gone", "[4, 8]") "}]",
    "1:5 4-8 info unknown-label p -: The label “Gone” is no longer in use\n" },
  { "replaced",
    "\"spans\": [" SPAN ("s", "sayer", "[0, 3]") ", \"attributes\": {\"type\": \"named\"}}]", "" },
  { "cluster", "\"spans\": [" SPAN ("p", "person", "[0, 3]") ", \"cluster\": [\"c1\", \"c2\"]}]",
    "1:1 0-3 error dangling-cluster p -: The cluster “c2” does not exist\n" },
  { "value",
    "\"spans\": [" SPAN ("s", "source", "[0, 3]") ", \"attributes\": {\"type\": \"nobody\","
                                                  " \"age\": \"old\"}}]",
    "1:1 0-3 error attribute-value s -: “age” must be a number\n"
    "1:1 0-3 error attribute-value s -: “nobody” is not one of the values of “Type”\n" },
  { "required", "\"spans\": [" SPAN ("s", "source", "[0, 3]") "}]",
    "1:1 0-3 warning attribute-required s -: “Type” has no value\n" },
  { "when",
    "\"spans\": [" SPAN ("s", "source", "[0, 3]") ", \"attributes\": {\"type\": \"anonymous\"}}]",
    "1:1 0-3 warning attribute-required s -: “Reason” has no value\n" },
  { "rules", "\"spans\": [" SPAN ("c", "claim", "[9, 23]") "}]",
    "1:10 9-23 info claim-has-cue c -: The relation “cue of” is missing\n"
    "1:10 9-23 warning claim-has-source c -: This claim has no source\n" },
  { "unless",
    "\"spans\": [" SPAN ("c", "claim", "[9, 23]") ", \"attributes\": {\"voice\": \"author\","
                                                  " \"sure\": true}}]",
    "" },
  { "satisfied",
    "\"spans\": [" SOURCE "," SPAN ("u", "cue", "[4, 8]") "}," SPAN (
        "c", "claim",
        "[9, 23]") "}],"
                   "\"relations\": [{\"id\": \"r1\", \"type\": \"attributed-to\", \"from\": \"c\", \"to\": \"s\"},"
                   "{\"id\": \"r2\", \"type\": \"cue-of\", \"from\": \"u\", \"to\": \"c\"}]",
    "" },
  { "ends",
    "\"spans\": [" SOURCE "," SPAN (
        "p", "person",
        "[4, 8]") "}],"
                  "\"relations\": [{\"id\": \"r\", \"type\": \"attributed-to\", \"from\": \"p\", \"to\": \"s\"}]",
    "1:5 4-8 error relation-ends p r: “attributed to” cannot lead from “Person” to “Source”\n" },
  { "dangling",
    "\"spans\": [" SPAN (
        "c", "claim",
        "[9, 23]") ", \"attributes\": {\"sure\": true}}],"
                   "\"relations\": [{\"id\": \"r\", \"type\": \"attributed-to\", \"from\": \"c\", \"to\": \"z\"}]",
    "1:10 9-23 warning claim-has-source c -: This claim has no source\n"
    "1:10 9-23 error dangling-relation c r: The relation “attributed to” leads to a span that does "
    "not exist: “z”\n" },
  { "nowhere",
    "\"relations\": [{\"id\": \"r\", \"type\": \"cue-of\", \"from\": \"y\", \"to\": \"z\"}]",
    "1:1 0-0 error dangling-relation - r: The relation “cue of” leads to a span that does not "
    "exist: “y”\n" },
  { "type",
    "\"spans\": [" SOURCE "," SPAN (
        "p", "person",
        "[4, 8]") "}],"
                  "\"relations\": [{\"id\": \"r\", \"type\": \"likes\", \"from\": \"p\", \"to\": \"s\"},"
                  "{\"id\": \"q\", \"type\": \"past\", \"from\": \"p\", \"to\": \"s\"}]",
    "1:5 4-8 info unknown-relation p q: The relation “past” is no longer in use\n"
    "1:5 4-8 error unknown-relation p r: The relation “likes” is not in the scheme\n" },
  { "ignored",
    "\"spans\": [" SPAN ("c", "claim", "[9, 23]") "}," SPAN (
        "d", "claim",
        "[9, 20]") "}],"
                   "\"ignored\": [{\"rule\": \"claim-has-source\", \"span\": \"c\", \"reason\": \"plain\"},"
                   "{\"rule\": \"claim-has-cue\", \"span\": \"c\"}, {\"rule\": \"claim-has-cue\"},"
                   "{\"span\": \"d\", \"x\": 1, \"rule\": \"claim-has-cue\"}]",
    "1:10 9-20 warning claim-has-source d -: This claim has no source\n" },
  { "ignored-relation",
    "\"spans\": [" SPAN (
        "p", "person",
        "[4, 8]") "}],"
                  "\"relations\": [{\"id\": \"r\", \"type\": \"likes\", \"from\": \"p\", \"to\": \"p\"},"
                  "{\"id\": \"q\", \"type\": \"past\", \"from\": \"p\", \"to\": \"z\"}],"
                  "\"ignored\": [{\"rule\": \"unknown-relation\", \"span\": \"p\"},"
                  "{\"rule\": \"dangling-relation\", \"span\": \"q\"}]",
    "" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchLayerDocument) document = read_document (c->members);
  g_autoptr (GHashTable) clusters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SchProblemList) list = NULL;
  g_autofree char *found = NULL;

  g_hash_table_add (clusters, (gpointer) "c1");
  list = sch_problem_list_new (document, scheme, cluster_exists, clusters);
  found = describe_list (G_LIST_MODEL (list));
  g_assert_cmpstr (found, ==, c->problems);
}

/* A copy of a list that knows only what items-changed said. */
typedef struct
{
  GPtrArray *items;
  guint n_signals;
} Mirror;

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, Mirror *mirror)
{
  mirror->n_signals++;
  g_assert_cmpuint (position + n_removed, <=, mirror->items->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (mirror->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (mirror->items, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->items->len, ==, g_list_model_get_n_items (model));
}

static void
mirror_init (Mirror *mirror, GListModel *model)
{
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->n_signals = 0;
  items_changed_cb (model, 0, 0, g_list_model_get_n_items (model), mirror);
  mirror->n_signals = 0;
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
}

static void
assert_mirrors (const Mirror *mirror, GListModel *model)
{
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (model, i);

      g_assert_true (mirror->items->pdata[i] == problem);
    }
}

static const char *
pick (const char *const *from, guint n)
{
  return from[g_test_rand_int_range (0, n)];
}

static const char *const span_ids[] = { "a", "b", "c", "d", "e", "f", "g",
                                        "h", "i", "j", "k", "l", "m", "n" };
static const char *const relation_ids[] = { "a", "b", "r3", "r4", "r5", "r6", "r7", "r8", "r9" };
static const char *const labels[] = { "person", "claim", "claim", "source",
                                      "sayer",  "cue",   "gone",  "unknown" };
static const char *const types[] = { "attributed-to", "cue-of", "past", "unknown" };
static const char *const cluster_ids[] = { "c1", "c2", "c3" };
static const char *const values[][2] = {
  { "voice", "\"author\"" }, { "voice", "\"source\"" },   { "voice", "\"x\"" },
  { "sure", "true" },        { "type", "\"anonymous\"" }, { "type", "\"named\"" },
  { "reason", "\"fear\"" },  { "age", "\"old\"" },
};
static const char *const rules[] = { "claim-has-source", "claim-has-cue",     "unknown-label",
                                     "relation-ends",    "dangling-relation", "attribute-value" };

static SchSpan *
make_span (const char *id)
{
  SchRange range;
  SchSpan *span;

  range.start = g_test_rand_int_range (0, 48);
  range.end = range.start + g_test_rand_int_range (0, 4);
  span = sch_span_new (id, pick (labels, G_N_ELEMENTS (labels)), &range, 1);
  for (guint i = 0; i < 2; i++)
    {
      guint value = g_test_rand_int_range (0, G_N_ELEMENTS (values));
      g_autoptr (SchAttributes)
          attributes = sch_attributes_with_json (span->record.attributes, values[value][0],
                                                 values[value][1]);

      sch_record_set_attributes (span, attributes);
    }
  if (g_test_rand_bit ())
    {
      const char *clusters[] = { pick (cluster_ids, 3), pick (cluster_ids, 3), NULL };

      if (g_str_equal (clusters[0], clusters[1]))
        clusters[1] = NULL;
      sch_span_set_clusters (span, clusters);
    }
  return span;
}

static void
change_span (SchLayerDocument *document)
{
  const char *id = pick (span_ids, G_N_ELEMENTS (span_ids));
  g_autoptr (SchSpan) before = sch_record_ref (sch_layer_document_get_span (document, id));
  g_autoptr (SchSpan) after = NULL;

  if (!before || g_test_rand_int_range (0, 4) > 0)
    after = make_span (id);
  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, before, after);
}

/* Some keep all but one thing, as gestures do. */
static void
change_label (SchLayerDocument *document)
{
  const char *id = pick (span_ids, G_N_ELEMENTS (span_ids));
  g_autoptr (SchSpan) before = sch_record_ref (sch_layer_document_get_span (document, id));
  g_autoptr (SchSpan) after = NULL;

  if (!before)
    return;
  after = sch_record_copy (before);
  sch_span_set_label (after, pick (labels, G_N_ELEMENTS (labels)));
  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, before, after);
}

static void
change_relation (SchLayerDocument *document)
{
  const char *id = pick (relation_ids, G_N_ELEMENTS (relation_ids));
  g_autoptr (SchRelation) before = sch_record_ref (sch_layer_document_get_relation (document, id));
  g_autoptr (SchRelation) after = NULL;

  if (!before || g_test_rand_int_range (0, 3) > 0)
    after = sch_relation_new (SCH_RECORD_RELATION, id, pick (types, G_N_ELEMENTS (types)),
                              pick (span_ids, G_N_ELEMENTS (span_ids)),
                              pick (span_ids, G_N_ELEMENTS (span_ids)));
  sch_layer_document_replace_record (document, SCH_RECORD_RELATION, before, after);
}

static void
change_state (SchLayerDocument *document)
{
  g_autoptr (SchState) before = sch_record_ref (sch_layer_document_get_state (document));
  g_autoptr (SchState) after = sch_record_copy (before);

  if (after->ignored->len > 0 && g_test_rand_bit ())
    g_ptr_array_remove_index (after->ignored, 0);
  else
    g_ptr_array_add (after->ignored, g_strdup_printf ("{\"rule\": \"%s\", \"span\": \"%s\"}",
                                                      pick (rules, G_N_ELEMENTS (rules)),
                                                      pick (span_ids, G_N_ELEMENTS (span_ids))));
  sch_layer_document_replace_record (document, SCH_RECORD_STATE, before, after);
}

static void
change_cluster (GHashTable *clusters, SchProblemList *list)
{
  const char *id = pick (cluster_ids, 3);

  if (!g_hash_table_remove (clusters, id))
    g_hash_table_add (clusters, (gpointer) id);
  sch_problem_list_cluster_changed (list, id);
}

static void
test_random (void)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchLayerDocument) document = read_document ("");
  g_autoptr (GHashTable) clusters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SchProblemList)
      list = sch_problem_list_new (document, scheme, cluster_exists, clusters);
  Mirror mirror;

  mirror_init (&mirror, G_LIST_MODEL (list));
  for (guint i = 0; i < 5000; i++)
    {
      int what = g_test_rand_int_range (0, 10);
      g_autoptr (SchProblemList) anew = NULL;
      g_autofree char *found = NULL;
      g_autofree char *expected = NULL;

      if (what < 4)
        change_span (document);
      else if (what < 5)
        change_label (document);
      else if (what < 8)
        change_relation (document);
      else if (what < 9)
        change_state (document);
      else
        change_cluster (clusters, list);
      anew = sch_problem_list_new (document, scheme, cluster_exists, clusters);
      found = describe_list (G_LIST_MODEL (list));
      expected = describe_list (G_LIST_MODEL (anew));
      g_assert_cmpstr (found, ==, expected);
      assert_mirrors (&mirror, G_LIST_MODEL (list));
    }
  g_assert_cmpuint (mirror.n_signals, >, 1000);
  g_clear_object (&list);
  g_ptr_array_unref (mirror.items);
}

static void
test_reset (void)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchLayerDocument)
      document = read_document ("\"spans\": [" SPAN ("c", "claim", "[9, 23]") "}]");
  g_autoptr (SchLayerDocument)
      other = read_document ("\"spans\": [" SPAN ("x", "what", "[0, 3]") "}]");
  g_autoptr (SchProblemList) list = sch_problem_list_new (document, scheme, NULL, NULL);
  g_autofree char *found = NULL;
  Mirror mirror;

  mirror_init (&mirror, G_LIST_MODEL (list));
  g_assert_cmpuint (mirror.items->len, ==, 2);
  sch_layer_document_take_content (document, other);
  assert_mirrors (&mirror, G_LIST_MODEL (list));
  found = describe_list (G_LIST_MODEL (list));
  g_assert_cmpstr (found, ==,
                   "1:1 0-3 error unknown-label x -: The label “what” is not in the scheme\n");
  g_clear_object (&list);
  g_ptr_array_unref (mirror.items);
}

/* A change that alters no problem says nothing, however many problems there are. */
static void
test_quiet (void)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchLayerDocument)
      document = read_document ("\"spans\": [" SPAN ("c", "claim", "[9, 23]") "}]");
  g_autoptr (SchProblemList) list = sch_problem_list_new (document, scheme, NULL, NULL);
  g_autoptr (SchSpan) before = sch_record_ref (sch_layer_document_get_span (document, "c"));
  g_autoptr (SchSpan) after = sch_record_copy (before);
  g_autoptr (SchState) state = sch_record_ref (sch_layer_document_get_state (document));
  g_autoptr (SchState) done = sch_record_copy (state);
  Mirror mirror;

  mirror_init (&mirror, G_LIST_MODEL (list));
  sch_record_set_note (after, "look again");
  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, before, after);
  done->status = SCH_STATUS_DONE;
  sch_layer_document_replace_record (document, SCH_RECORD_STATE, state, done);
  g_assert_cmpuint (mirror.n_signals, ==, 0);
  g_clear_object (&list);
  g_ptr_array_unref (mirror.items);
}

/* The document may outlive the list and change after it. */
static void
test_lifetime (void)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchLayerDocument) document = read_document ("");
  SchProblemList *list = sch_problem_list_new (document, scheme, NULL, NULL);

  g_object_unref (list);
  change_span (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/problems/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/problems/random", test_random);
  g_test_add_func ("/problems/reset", test_reset);
  g_test_add_func ("/problems/quiet", test_quiet);
  g_test_add_func ("/problems/lifetime", test_lifetime);
  return g_test_run ();
}
