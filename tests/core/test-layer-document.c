/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer document as a live list: what its signals say equals what it is after any edits. */

#include <string.h>

#include "sch-error.h"
#include "sch-layer-document-private.h"

#define TEXT_LENGTH 300u

static SchText *
new_text (void)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < TEXT_LENGTH; i++)
    g_string_append (content, i % 7 == 0 ? "😀" : i % 10 == 0 ? "\n" : "é");
  bytes = g_bytes_new (content->str, content->len);
  return sch_text_new (bytes, NULL);
}

static SchSpan *
random_span (GRand *rand, const char *id)
{
  static const char *const labels[] = { "person", "claim", "source" };
  SchRange ranges[3];
  guint n_ranges = g_rand_int_range (rand, 1, 4);
  SchSpan *span;

  for (guint i = 0; i < n_ranges; i++)
    {
      guint length = g_rand_int_range (rand, 0, 30);

      ranges[i].start = g_rand_int_range (rand, 0, TEXT_LENGTH);
      ranges[i].end = MIN (TEXT_LENGTH, ranges[i].start + length);
    }
  sch_ranges_normalize (ranges, &n_ranges);
  span = sch_span_new (id, labels[g_rand_int_range (rand, 0, 3)], ranges, n_ranges);
  span->doubt = g_rand_int_range (rand, 0, 5) == 0;
  return span;
}

typedef struct
{
  SchLayerDocument *document;
  GPtrArray *mirror; /* of SchSpan, fed by items-changed only */
  guint n_records;
  guint n_resets;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  Fixture *f = data;

  g_assert_cmpuint (position + n_removed, <=, f->mirror->len);
  g_assert_cmpuint (f->mirror->len - n_removed + n_added, ==, g_list_model_get_n_items (model));
  if (n_removed > 0)
    g_ptr_array_remove_range (f->mirror, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (SchSpanItem) item = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (f->mirror, position + i, sch_record_ref (sch_span_item_get_span (item)));
    }
}

static void
record_changed_cb (SchLayerDocument *document, int type, gpointer before, gpointer after,
                   Fixture *f)
{
  SchRecord *record = after != NULL ? after : before;

  g_assert_true (sch_layer_document_get_record (document, type, record->id) == after);
  f->n_records++;
}

static void
reset_cb (SchLayerDocument *document, Fixture *f)
{
  f->n_resets++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SchText) text = new_text ();

  f->document = sch_layer_document_new ("dana", "a.txt", text);
  f->mirror = g_ptr_array_new_with_free_func (sch_record_unref);
  g_signal_connect (f->document, "items-changed", G_CALLBACK (items_changed_cb), f);
  g_signal_connect (f->document, "record-changed", G_CALLBACK (record_changed_cb), f);
  g_signal_connect (f->document, "reset", G_CALLBACK (reset_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->document);
  g_ptr_array_unref (f->mirror);
}

static void
check (Fixture *f)
{
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (f->document);
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (f->document);
  guint n_persons = 0;
  guint n_doubts = 0;

  g_assert_cmpuint (spans->len, ==, f->mirror->len);
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      g_assert_true (span == g_ptr_array_index (f->mirror, i));
      g_assert_true (sch_layer_document_get_span (f->document, span->record.id) == span);
      n_persons += strcmp (span->label, "person") == 0;
      n_doubts += span->doubt;
      if (i > 0)
        g_assert_cmpint (sch_span_compare (g_ptr_array_index (spans, i - 1), span), <, 0);
    }
  g_assert_cmpuint (sch_layer_document_count_label (f->document, "person"), ==, n_persons);
  g_assert_cmpuint (sch_layer_document_count_label (f->document, "nothing"), ==, 0);
  g_assert_cmpuint (sch_layer_document_count_doubts (f->document), ==, n_doubts);
  for (guint i = 0; i < relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (relations, i);
      GPtrArray *from = sch_layer_document_get_relations_of (f->document, relation->from);
      GPtrArray *to = sch_layer_document_get_relations_of (f->document, relation->to);

      g_assert_true (from != NULL && g_ptr_array_find (from, relation, NULL));
      g_assert_true (to != NULL && g_ptr_array_find (to, relation, NULL));
    }
}

static void
replace (Fixture *f, SchRecordType type, gpointer before, gpointer after)
{
  g_autoptr (GError) error = NULL;

  sch_layer_document_check_record (f->document, type, before, after, &error);
  g_assert_no_error (error);
  sch_layer_document_replace_record (f->document, type, before, after);
}

static void
random_relation_edit (Fixture *f, GRand *rand, guint i)
{
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (f->document);
  g_autofree char *id = g_strdup_printf ("r%u", i);
  g_autofree char *from = g_strdup_printf ("s%d", g_rand_int_range (rand, 0, 60));
  g_autofree char *to = g_strdup_printf ("s%d", g_rand_int_range (rand, 0, 60));
  g_autoptr (SchRelation) made = sch_relation_new (SCH_RECORD_RELATION, id, "t", from, to);
  SchRelation *old = relations->len > 0
                         ? g_ptr_array_index (relations, g_rand_int_range (rand, 0, relations->len))
                         : NULL;
  guint kind = g_rand_int_range (rand, 0, 3);

  if (kind == 0 || old == NULL)
    replace (f, SCH_RECORD_RELATION, NULL, made);
  else if (kind == 1)
    replace (f, SCH_RECORD_RELATION, old, NULL);
  else
    {
      /* Its ends move. */
      sch_record_set_id (made, old->record.id);
      replace (f, SCH_RECORD_RELATION, old, made);
    }
}

static void
test_random (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", g_rand_int_range (rand, 0, 60));
      SchSpan *old = sch_layer_document_get_span (f->document, id);
      g_autoptr (SchSpan) made = random_span (rand, id);

      if (i % 5 == 0)
        random_relation_edit (f, rand, i);
      else if (old == NULL)
        replace (f, SCH_RECORD_SPAN, NULL, made);
      else
        replace (f, SCH_RECORD_SPAN, old, g_rand_boolean (rand) ? made : NULL);
      g_assert_cmpuint (f->n_records, ==, i + 1);
      if (i % 20 == 0)
        check (f);
    }
  check (f);
}

static GBytes *
to_json (SchLayerDocument *document)
{
  g_autoptr (SchLayerSnapshot) snapshot = sch_layer_document_snapshot (document, 3, "dana");

  return sch_layer_snapshot_to_json (snapshot);
}

/* Written, read and written again it is the same; a picture does not change with its document. */
static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (SchLayerDocument) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) third = NULL;
  g_autoptr (SchLayerSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autoptr (SchSpan) made = random_span (rand, id);

      replace (f, SCH_RECORD_SPAN, NULL, made);
      random_relation_edit (f, rand, i);
    }
  first = to_json (f->document);
  again = sch_layer_document_new_from_json ("dana", "a.txt",
                                            sch_layer_document_get_text (f->document), first,
                                            "file", &error);
  g_assert_no_error (error);
  g_assert_false (sch_layer_document_text_differs (again));
  second = to_json (again);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  snapshot = sch_layer_document_snapshot (f->document, 3, "dana");
  g_assert_false (sch_layer_snapshot_is_empty (snapshot));
  replace (f, SCH_RECORD_SPAN, sch_layer_document_get_span (f->document, "s1"), NULL);
  third = sch_layer_snapshot_to_json (snapshot);
  g_assert_true (g_bytes_equal (first, third));

  /* Taken over as a whole, the list follows. */
  sch_layer_document_take_content (f->document, again);
  g_assert_cmpuint (f->n_resets, ==, 1);
  check (f);
  g_assert_cmpuint (f->mirror->len, ==, 80);
}

static void
refuse (Fixture *f, SchRecordType type, gpointer before, gpointer after, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sch_layer_document_check_record (f->document, type, before, after, &error));
  g_assert_error (error, SCH_ERROR, code);
}

static void
test_checks (Fixture *f, gconstpointer data)
{
  const SchRange range = { 1, 5 };
  const SchRange outside = { 1, TEXT_LENGTH + 1 };
  g_autoptr (SchSpan) span = sch_span_new ("s", "person", &range, 1);
  g_autoptr (SchSpan) other = sch_span_new ("s", "claim", &range, 1);
  g_autoptr (SchSpan) renamed = sch_span_new ("t", "claim", &range, 1);
  g_autoptr (SchSpan) far = sch_span_new ("far", "claim", &outside, 1);
  g_autoptr (SchRelation) relation = sch_relation_new (SCH_RECORD_RELATION, "s", "t", "s", "s");
  SchState *state = sch_layer_document_get_state (f->document);

  refuse (f, SCH_RECORD_SPAN, span, other, SCH_ERROR_CONFLICT);
  replace (f, SCH_RECORD_SPAN, NULL, span);
  refuse (f, SCH_RECORD_SPAN, NULL, span, SCH_ERROR_EXISTS);
  refuse (f, SCH_RECORD_SPAN, other, NULL, SCH_ERROR_CONFLICT);
  refuse (f, SCH_RECORD_SPAN, span, renamed, SCH_ERROR_INVALID);
  refuse (f, SCH_RECORD_SPAN, NULL, far, SCH_ERROR_RANGE);
  refuse (f, SCH_RECORD_RELATION, NULL, relation, SCH_ERROR_EXISTS);
  refuse (f, SCH_RECORD_STATE, state, NULL, SCH_ERROR_INVALID);
  refuse (f, SCH_RECORD_STATE, NULL, state, SCH_ERROR_INVALID);
  check (f);
}

/* What is there is kept: unknown members, a foreign text, ranges past the end; another kind, a newer
 * version and ids that stand twice are errors with their place. */
static void
test_files (void)
{
  static const struct
  {
    const char *json;
    int code; /* -1 = it can be read */
  } cases[] = {
    { "{\"format\": \"scholiast-annotations\", \"version\": 1, \"document\": {\"path\": \"x\"}}",
      -1 },
    { "{\"format\": \"scholiast-annotations\", \"version\": 1, \"document\": {}, \"new\": {\"a\": [1]}, "
      "\"spans\": [{\"id\": \"s\", \"label\": \"l\", \"ranges\": [[5, 900000]], \"y\": null}]}",
      -1 },
    { "{\"format\": \"scholiast-clusters\", \"version\": 1}", SCH_ERROR_FORMAT },
    { "{\"version\": 1}", SCH_ERROR_FORMAT },
    { "{\"format\": \"scholiast-annotations\"}", SCH_ERROR_FORMAT },
    { "{\"format\": \"scholiast-annotations\", \"version\": 0}", SCH_ERROR_FORMAT },
    { "{\"format\": \"scholiast-annotations\", \"version\": 2, \"spans\": {\"of\": \"another kind\"}}",
      SCH_ERROR_VERSION },
    { "{\"format\": \"scholiast-annotations\", \"version\": 1, \"spans\": [{\"id\": \"s\", \"label\": "
      "\"l\", \"ranges\": [[1, 2]]}, {\"id\": \"s\", \"label\": \"l\", \"ranges\": [[3, 4]]}]}",
      SCH_ERROR_FORMAT },
    { "{\"format\": \"scholiast-annotations\", \"version\": 1, \"spans\": [{\"id\": \"s\", \"label\": "
      "\"l\", \"ranges\": [[1, 2]]}], \"relations\": [{\"id\": \"s\", \"type\": \"t\", \"from\": \"s\", "
      "\"to\": \"s\"}]}",
      SCH_ERROR_FORMAT },
    { "{\"format\": \"scholiast-annotations\", \"version\": 1, \"status\": \"maybe\"}",
      SCH_ERROR_FORMAT },
    { "{\"format\": \"scholiast-annotations\", \"version\": 1, \"document\": 7}",
      SCH_ERROR_FORMAT },
  };
  g_autoptr (SchText) text = new_text ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
      g_autoptr (GError) error = NULL;
      g_autoptr (SchLayerDocument)
          document = sch_layer_document_new_from_json ("dana", "a.txt", text, json, "file.json",
                                                       &error);

      g_test_message ("%s", cases[i].json);
      if (cases[i].code >= 0)
        {
          g_assert_error (error, SCH_ERROR, cases[i].code);
          g_assert_nonnull (strstr (error->message, "file.json"));
          continue;
        }
      g_assert_no_error (error);
      if (strstr (cases[i].json, "\"new\"") != NULL)
        {
          g_autoptr (GBytes) written = to_json (document);
          g_autofree char *string = g_strndup (g_bytes_get_data (written, NULL),
                                               g_bytes_get_size (written));

          g_assert_nonnull (strstr (string, "\"new\": {\"a\": [1]}"));
          g_assert_nonnull (strstr (string, "\"y\": null"));
          g_assert_nonnull (strstr (string, "[[5, 900000]]"));
        }
    }
}

/* A file of another state of the text says so, and keeps saying what it was made for. */
static void
test_other_text (void)
{
  static const char content[] =
      "{\"format\": \"scholiast-annotations\", \"version\": 1, \"document\": {\"length\": 9, \"sha256\": "
      "\"0123456789012345678901234567890123456789012345678901234567890123\"}, \"spans\": [{\"id\": \"s\", "
      "\"label\": \"l\", \"ranges\": [[1, 3]], \"text\": \"ab\"}]}";
  g_autoptr (SchText) text = new_text ();
  g_autoptr (GBytes) json = g_bytes_new_static (content, strlen (content));
  g_autoptr (SchLayerDocument)
      document = sch_layer_document_new_from_json ("dana", "a.txt", text, json, "file.json", NULL);
  g_autoptr (GBytes) written = NULL;
  g_autofree char *string = NULL;

  g_assert_true (sch_layer_document_text_differs (document));
  written = to_json (document);
  string = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
  g_assert_nonnull (strstr (string, "\"length\": 9, \"sha256\": \"01234567"));
  g_assert_nonnull (strstr (string, "\"text\": \"ab\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/layer-document/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("random", test_random);
  ADD ("round-trip", test_round_trip);
  ADD ("checks", test_checks);
  g_test_add_func ("/layer-document/files", test_files);
  g_test_add_func ("/layer-document/other-text", test_other_text);
  return g_test_run ();
}
