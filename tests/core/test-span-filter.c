/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filtered and sorted lists of spans: what their signals say equals what a plain filter over all
 * spans finds, after any edits, also while a worker is at it. */

#include <string.h>

#include "sch-json-tree.h"
#include "sch-layer-document-private.h"
#include "sch-span-filter.h"

#define WORDS "alpha Beta ÉTÉ gamma\ndelta épée zeta "

static const char scheme_json[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"Test\", \"labels\": ["
    "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"color\": \"#3584e4\", \"attributes\":"
    " [{\"id\": \"mention\", \"name\": \"Mention\", \"type\": \"choice\", \"values\": [\"name\", \"nominal\"],"
    " \"default\": \"name\"}]},"
    "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"color\": \"#e5a50a\"},"
    "{\"id\": \"source\", \"name\": \"Source\", \"kind\": \"source\", \"color\": \"#a51d2d\"}]}";

typedef struct
{
  SchText *text;
  SchScheme *scheme;
  SchLayerDocument *document;
  SchSpanFilter *filter;
  GPtrArray *mirror; /* of SchSpan, fed by items-changed only */
  GRand *rand;
  guint n_made;
} Fixture;

static SchScheme *
read_scheme (void)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = sch_json_tree_parse (scheme_json, strlen (scheme_json), "scheme.json", &error);
  g_autoptr (SchTree) tree = NULL;
  SchScheme *scheme;

  g_assert_no_error (error);
  tree = sch_tree_new (SCH_RECORD_SCHEME, "scheme", node);
  json_node_unref (node);
  scheme = sch_scheme_new (tree, "scheme.json", &error);
  g_assert_no_error (error);
  return scheme;
}

static SchSpan *
random_span (Fixture *f, const char *id)
{
  static const char *const labels[] = { "person", "claim", "source", "unknown" };
  static const char *const values[] = { NULL, "\"name\"", "\"nominal\"" };
  guint count = sch_text_get_char_count (f->text);
  SchRange range;
  SchSpan *span;
  const char *value = values[g_rand_int_range (f->rand, 0, 3)];

  range.start = g_rand_int_range (f->rand, 0, count - 12);
  range.end = range.start + g_rand_int_range (f->rand, 1, 12);
  span = sch_span_new (id, labels[g_rand_int_range (f->rand, 0, 4)], &range, 1);
  span->doubt = g_rand_int_range (f->rand, 0, 5) == 0;
  span->record.state = g_rand_int_range (f->rand, 0, 6) == 0 ? SCH_STATE_DOUBTFUL
                                                             : SCH_STATE_CONFIRMED;
  span->record.origin = g_rand_int_range (f->rand, 0, 4) == 0 ? SCH_ORIGIN_IMPORT
                                                              : SCH_ORIGIN_MANUAL;
  span->record.created = g_rand_int_range (f->rand, 0, 50);
  if (g_rand_boolean (f->rand))
    sch_span_set_clusters (span, (const char *const[]){ "c", NULL });
  if (value != NULL)
    {
      g_autoptr (SchAttributes) attributes = sch_attributes_with_json (NULL, "mention", value);

      sch_record_set_attributes (span, attributes);
    }
  if (g_rand_int_range (f->rand, 0, 8) == 0)
    sch_record_set_note (span, "See Zürich");
  return span;
}

static void
replace (Fixture *f, SchSpan *before, SchSpan *after)
{
  sch_layer_document_replace_record (f->document, SCH_RECORD_SPAN, before, after);
}

static void
add_span (Fixture *f)
{
  g_autofree char *id = g_strdup_printf ("s%u", f->n_made++);
  g_autoptr (SchSpan) span = random_span (f, id);

  replace (f, NULL, span);
}

static void
random_edit (Fixture *f)
{
  SchSpanIndex *index = sch_layer_document_get_index (f->document);
  guint n = sch_span_index_get_n_spans (index);
  g_autoptr (SchSpan) before = NULL;
  g_autoptr (SchSpan) after = NULL;
  int kind = g_rand_int_range (f->rand, 0, 4);

  if (n == 0 || kind == 0)
    {
      add_span (f);
      return;
    }
  before = sch_record_ref (sch_span_index_get (index, g_rand_int_range (f->rand, 0, n)));
  if (kind > 1)
    after = random_span (f, before->record.id);
  replace (f, before, after);
}

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
      SchSpan *span = sch_span_filter_get_span (f->filter, position + i);

      g_ptr_array_insert (f->mirror, position + i, sch_record_ref (span));
    }
}

static void
set_up_spans (Fixture *f, guint n_spans)
{
  g_autoptr (SchSpanQuery) query = sch_span_query_new ();
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 20 + n_spans / 4; i++)
    g_string_append (content, WORDS);
  bytes = g_bytes_new (content->str, content->len);
  f->text = sch_text_new (bytes, NULL);
  f->rand = g_rand_new_with_seed (7);
  f->scheme = read_scheme ();
  f->document = sch_layer_document_new ("dana", "a.txt", f->text);
  for (guint i = 0; i < n_spans; i++)
    add_span (f);
  f->mirror = g_ptr_array_new_with_free_func (sch_record_unref);
  f->filter = sch_span_filter_new (f->document, f->scheme, query);
  for (guint i = 0; i < n_spans; i++)
    g_ptr_array_add (f->mirror, sch_record_ref (sch_span_filter_get_span (f->filter, i)));
  g_signal_connect (f->filter, "items-changed", G_CALLBACK (items_changed_cb), f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  set_up_spans (f, GPOINTER_TO_UINT (data));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->filter);
  g_ptr_array_unref (f->mirror);
  g_assert_finalize_object (f->document);
  sch_scheme_unref (f->scheme);
  sch_text_unref (f->text);
  g_rand_free (f->rand);
}

/* --- The same, plainly ---------------------------------------------------------------------- */

static gboolean
covers (Fixture *f, SchSpan *span, const char *needle)
{
  g_autofree char *covered = sch_span_dup_covered (span, f->text);
  g_autofree char *folded = g_utf8_casefold (covered, -1);
  g_autofree char *wanted = g_utf8_casefold (needle, -1);

  if (strstr (folded, wanted) != NULL)
    return TRUE;
  return span->record.note != NULL && strstr (span->record.note, needle) != NULL;
}

static gboolean
wants (Fixture *f, const SchSpanQuery *query, SchSpan *span)
{
  gboolean hidden = query->hidden_labels != NULL &&
                    g_strv_contains ((const char *const *) query->hidden_labels, span->label);
  g_autofree char *mention = sch_attributes_dup_string (span->record.attributes, "mention");

  if (query->text != NULL && !covers (f, span, query->text))
    return FALSE;
  if (query->label != NULL && strcmp (query->label, span->label) != 0)
    return FALSE;
  if (query->kind >= 0 && (int) sch_scheme_get_kind (f->scheme, span->label) != query->kind)
    return FALSE;
  if (query->attribute != NULL && query->value == NULL && mention == NULL)
    return FALSE;
  if (query->value != NULL && mention == NULL &&
      (strcmp (query->value, "name") != 0 || strcmp (span->label, "person") != 0))
    return FALSE;
  if (query->value != NULL && mention != NULL && strcmp (query->value, mention) != 0)
    return FALSE;
  if (query->condition == SCH_SPAN_IN_DOUBT && !span->doubt &&
      span->record.state != SCH_STATE_DOUBTFUL)
    return FALSE;
  if (query->condition == SCH_SPAN_TO_REVIEW && span->record.state == SCH_STATE_CONFIRMED)
    return FALSE;
  return (query->origin < 0 || (int) span->record.origin == query->origin) &&
         (!query->unclustered || span->clusters == NULL) && hidden == query->hidden;
}

static void
assert_order (Fixture *f, SchSpan *a, SchSpan *b, SchSpanOrder order)
{
  g_autofree char *x = sch_span_dup_covered (a, f->text);
  g_autofree char *y = sch_span_dup_covered (b, f->text);
  gint64 difference = 0;

  if (order == SCH_SPAN_ORDER_NEWEST)
    difference = b->record.created - a->record.created;
  else if (order == SCH_SPAN_ORDER_LABEL && strcmp (a->label, b->label) != 0)
    {
      static const char *const labels[] = { "person", "claim", "source", "unknown", NULL };

      for (guint i = 0; labels[i] != NULL; i++)
        difference += strcmp (a->label, labels[i]) == 0   ? (gint64) i
                      : strcmp (b->label, labels[i]) == 0 ? -(gint64) i
                                                          : 0;
    }
  else if (order == SCH_SPAN_ORDER_WORDS && g_ascii_isalpha (*x) && g_ascii_isalpha (*y))
    difference = g_ascii_tolower (*x) - g_ascii_tolower (*y);
  g_assert_cmpint (difference, <=, 0);
  if (difference == 0 && order != SCH_SPAN_ORDER_WORDS)
    g_assert_cmpint (sch_span_compare (a, b), <, 0);
}

static void
assert_list (Fixture *f)
{
  const SchSpanQuery *query = sch_span_filter_get_query (f->filter);
  g_autoptr (GPtrArray) all = sch_layer_document_list_spans (f->document);
  guint n_wanted = 0;

  g_assert_false (sch_span_filter_is_busy (f->filter));
  g_assert_cmpuint (f->mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (f->filter)));
  for (guint i = 0; i < f->mirror->len; i++)
    {
      SchSpan *span = g_ptr_array_index (f->mirror, i);
      g_autoptr (SchSpanItem) item = g_list_model_get_item (G_LIST_MODEL (f->filter), i);

      g_assert_true (span == sch_span_filter_get_span (f->filter, i));
      g_assert_true (span == sch_span_item_get_span (item));
      g_assert_cmpuint (sch_span_filter_find (f->filter, span), ==, i);
      if (i > 0)
        assert_order (f, g_ptr_array_index (f->mirror, i - 1), span, query->order);
    }
  for (guint i = 0; i < all->len; i++)
    {
      SchSpan *span = g_ptr_array_index (all, i);

      if (wants (f, query, span))
        n_wanted++;
      else
        g_assert_cmpuint (sch_span_filter_find (f->filter, span), ==, G_MAXUINT);
    }
  g_assert_cmpuint (f->mirror->len, ==, n_wanted);
}

static void
wait_until_settled (Fixture *f)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (sch_span_filter_is_busy (f->filter))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
}

/* --- Tests ---------------------------------------------------------------------------------- */

static SchSpanQuery *
make_query (guint number)
{
  static const char *const hidden[] = { "claim", "unknown", NULL };
  SchSpanQuery *query = sch_span_query_new ();

  query->order = number % 4;
  switch (number / 4)
    {
    case 1:
      query->text = g_strdup ("été");
      break;
    case 2:
      query->text = g_strdup ("Zürich");
      break;
    case 3:
      query->label = g_strdup ("claim");
      break;
    case 4:
      query->kind = SCH_KIND_ENTITY;
      break;
    case 5:
      query->attribute = g_strdup ("mention");
      break;
    case 6:
    case 7:
      query->attribute = g_strdup ("mention");
      query->value = g_strdup (number / 4 == 6 ? "name" : "nominal");
      break;
    case 8:
      query->condition = SCH_SPAN_IN_DOUBT;
      break;
    case 9:
      query->condition = SCH_SPAN_TO_REVIEW;
      query->unclustered = TRUE;
      break;
    case 10:
      query->origin = SCH_ORIGIN_IMPORT;
      break;
    case 11:
    case 12:
      query->hidden_labels = g_strdupv ((char **) hidden);
      query->hidden = number / 4 == 12;
      break;
    default:
      break;
    }
  return query;
}

#define N_QUERIES 52u

static void
test_queries (Fixture *f, gconstpointer data)
{
  for (guint number = 0; number < N_QUERIES; number++)
    {
      g_autoptr (SchSpanQuery) query = make_query (number);
      g_autoptr (SchSpanQuery) copy = sch_span_query_copy (query);

      g_assert_true (sch_span_query_equal (query, copy));
      sch_span_filter_set_query (f->filter, query);
      wait_until_settled (f);
      assert_list (f);
      g_assert_cmpint (sch_span_query_is_restricting (query), ==,
                       number / 4 > 0 && number / 4 != 11);
      for (guint i = 0; i < 40; i++)
        random_edit (f);
      assert_list (f);
    }
}

/* Edits, other queries and a foreign change while the worker is at it. */
static void
test_worker (Fixture *f, gconstpointer data)
{
  g_autoptr (SchLayerDocument) other = NULL;

  for (guint number = 4; number < N_QUERIES; number += 5)
    {
      g_autoptr (SchSpanQuery) first = make_query (number + 1);
      g_autoptr (SchSpanQuery) query = make_query (number);

      sch_span_filter_set_query (f->filter, first);
      g_assert_true (sch_span_filter_is_busy (f->filter));
      random_edit (f);
      sch_span_filter_set_query (f->filter, query);
      for (guint i = 0; i < 200; i++)
        random_edit (f);
      wait_until_settled (f);
      assert_list (f);
    }
  other = sch_layer_document_new ("dana", "a.txt", f->text);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (SchSpan) span = sch_record_ref (
          sch_span_index_get (sch_layer_document_get_index (f->document), 3 * i));

      sch_layer_document_replace_record (other, SCH_RECORD_SPAN, NULL, span);
    }
  sch_layer_document_take_content (f->document, other);
  wait_until_settled (f);
  assert_list (f);
}

static void
test_speed (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->filter, f);
  for (guint number = 0; number < 12; number++)
    {
      g_autoptr (SchSpanQuery) query = make_query (number < 4 ? number : 4 * number);
      gint64 start = g_get_monotonic_time ();
      gint64 returned;
      gint64 longest = 0;
      gint64 edited;

      sch_span_filter_set_query (f->filter, query);
      returned = g_get_monotonic_time ();
      while (sch_span_filter_is_busy (f->filter))
        {
          gint64 before = g_get_monotonic_time ();

          if (g_main_context_iteration (NULL, FALSE))
            longest = MAX (longest, g_get_monotonic_time () - before);
        }
      edited = g_get_monotonic_time ();
      for (guint i = 0; i < 1000; i++)
        random_edit (f);
      g_test_message ("query %u: %u of %u spans; called %.1f ms, taken over %.1f ms, all %.1f ms; "
                      "an edit %.1f us",
                      number, g_list_model_get_n_items (G_LIST_MODEL (f->filter)),
                      sch_layer_document_get_n_spans (f->document), (returned - start) / 1e3,
                      longest / 1e3, (edited - start) / 1e3,
                      (g_get_monotonic_time () - edited) / 1e3);
      g_assert_cmpint (returned - start, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/span-filter/queries", Fixture, GUINT_TO_POINTER (300), set_up, test_queries,
              tear_down);
  g_test_add ("/span-filter/worker", Fixture, GUINT_TO_POINTER (4000), set_up, test_worker,
              tear_down);
  g_test_add ("/span-filter/speed", Fixture, GUINT_TO_POINTER (100000), set_up, test_speed,
              tear_down);
  return g_test_run ();
}
