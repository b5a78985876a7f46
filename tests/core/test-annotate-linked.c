/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which relations may link two annotations, and making the other end of one. */

#include "annotate-fixture.h"

#include "sch-links.h"

static SchScheme *
read_news (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "schemes", "news.json", NULL);
  g_autofree char *json = NULL;
  gsize byte_len;
  g_autoptr (GError) error = NULL;
  SchScheme *scheme;

  g_assert_true (g_file_get_contents (path, &json, &byte_len, &error));
  scheme = sch_scheme_new_from_json (json, byte_len, "news.json", &error);
  g_assert_no_error (error);
  return scheme;
}

static const SchLink *
nth (GArray *links, guint index)
{
  g_assert_cmpuint (index, <, links->len);
  return &g_array_index (links, SchLink, index);
}

static void
test_between (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_corpus_get_scheme (f->corpus);
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  g_autofree char *source = tag (&f->a, "source", 37, 49);
  g_autofree char *relation = NULL;
  g_autoptr (GArray)
      there = sch_links_between (scheme, f->a.document, get (&f->a, claim), get (&f->a, source));
  g_autoptr (GArray)
      back = sch_links_between (scheme, f->a.document, get (&f->a, source), get (&f->a, claim));
  g_autoptr (GArray)
      self = sch_links_between (scheme, f->a.document, get (&f->a, claim), get (&f->a, claim));
  g_autoptr (GArray) after = NULL;
  g_autoptr (GHashTable) labels = sch_links_list_labels (scheme, get (&f->a, claim));

  g_assert_cmpuint (there->len, ==, 1);
  g_assert_cmpstr (nth (there, 0)->type->id, ==, "attributed-to");
  g_assert_true (nth (there, 0)->outward);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_false (nth (back, 0)->outward);
  g_assert_cmpuint (self->len, ==, 0);
  g_assert_true (g_hash_table_contains (labels, "source"));
  g_assert_false (g_hash_table_contains (labels, "person"));
  /* What is there already is no choice any more. */
  relation = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);
  g_assert_no_error (error);
  after = sch_links_between (scheme, f->a.document, get (&f->a, source), get (&f->a, claim));
  g_assert_cmpuint (after->len, ==, 0);
}

static void
test_tag_linked (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = tag (&f->a, "claim", 26, 34);
  const SchRange range = { 37, 49 };
  Step step = begin_step (f);
  g_autofree char *source = sch_annotate_tag_linked (&f->a, "source", &range, 1, claim,
                                                     "attributed-to", TRUE, &error);
  g_autofree char *again = NULL;
  GPtrArray *relations;

  g_assert_no_error (error);
  end_step (f, step, "Tag “Source”, Relate: attributed to");
  assert_ranges (&f->a, source, "37-49");
  relations = sch_layer_document_get_relations_of (f->a.document, claim);
  g_assert_cmpuint (relations->len, ==, 1);
  g_assert_cmpstr (((SchRelation *) g_ptr_array_index (relations, 0))->to, ==, source);
  step = begin_step (f);
  again = sch_annotate_tag_linked (&f->a, "source", &range, 1, claim, "attributed-to", TRUE,
                                   &error);
  g_assert_cmpstr (again, ==, source);
  end_nothing (f, step);
}

/* The bundled scheme: what a rule asks for comes first, and a claim may be the author's own. */
static void
test_news (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchText) text = sch_text_new_from_string ("0123456789");
  g_autoptr (SchLayerDocument) document = sch_layer_document_new ("dana", "a.txt", text);
  const SchRange range = { 0, 1 };
  g_autoptr (SchSpan) claim = sch_span_new ("c", "claim", &range, 1);
  g_autoptr (SchSpan) cue = sch_span_new ("q", "cue", &range, 1);
  g_autoptr (GArray) to_source = sch_links_with_label (scheme, document, claim, "source");
  g_autoptr (GArray) to_claim = sch_links_with_label (scheme, document, claim, "claim");
  g_autoptr (GArray) of_cue = sch_links_with_label (scheme, document, cue, "claim");
  g_autoptr (GArray) nothing = sch_links_with_label (scheme, document, cue, "time");
  const SchAttribute *attribute = NULL;
  const SchAttributeValue *value = NULL;

  g_assert_cmpuint (to_source->len, ==, 3);
  g_assert_cmpstr (nth (to_source, 0)->type->id, ==, "attributed-to");
  g_assert_true (nth (to_source, 0)->needed);
  g_assert_cmpstr (nth (to_source, 1)->type->id, ==, "mediated-by");
  g_assert_cmpstr (nth (to_source, 2)->type->id, ==, "addressee-of");
  g_assert_false (nth (to_source, 2)->outward);
  g_assert_cmpstr (nth (to_claim, 0)->type->id, ==, "supports");
  g_assert_cmpstr (nth (of_cue, 0)->type->id, ==, "cue-of");
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_true (sch_links_find_exemption (scheme, "claim", &attribute, &value));
  g_assert_cmpstr (attribute->id, ==, "voice");
  g_assert_cmpstr (value->id, ==, "author");
  g_assert_false (sch_links_find_exemption (scheme, "cue", &attribute, &value));
  g_assert_false (sch_links_find_exemption (scheme, "nobody", &attribute, &value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/annotate/links-between", Fixture, NULL, set_up, test_between, tear_down);
  g_test_add ("/annotate/tag-linked", Fixture, NULL, set_up, test_tag_linked, tear_down);
  g_test_add_func ("/annotate/links-news", test_news);
  return g_test_run ();
}
