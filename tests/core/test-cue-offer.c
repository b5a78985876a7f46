/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is offered as the cue of a claim, and taking it. */

#include "derive-fixture.h"

#include "sch-cue-offer.h"
#include "sch-links.h"

#define TEXT                                                                     \
  "“We lost the quay”, said Ada, “and two ferries are gone”. The mayor " \
  "has said that the harbour is shut."

static gboolean
find (const SchAnnotator *who, const char *claim, SchCueOffer *offer)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  g_autoptr (SchAttribution) attribution = sch_attribution_new (scheme, who->document, claim);

  g_assert_nonnull (attribution);
  return sch_cue_offer_find (scheme, who->document, attribution, "en", offer);
}

static void
assert_offer (const SchAnnotator *who, const char *claim, guint start, guint end, const char *span)
{
  SchCueOffer offer;

  g_assert_true (find (who, claim, &offer));
  g_assert_cmpuint (offer.range.start, ==, start);
  g_assert_cmpuint (offer.range.end, ==, end);
  g_assert_cmpstr (offer.label->id, ==, "cue");
  g_assert_cmpstr (offer.span != NULL ? offer.span->record.id : NULL, ==, span);
}

static void
assert_none (const SchAnnotator *who, const char *claim)
{
  SchCueOffer offer;

  g_assert_false (find (who, claim, &offer));
}

/* (transfer full): id of the cue */
static char *
take (const SchAnnotator *who, const char *claim)
{
  SchAnnotator taker = *who;
  g_autoptr (GError) error = NULL;
  SchCueOffer offer;
  char *id;

  taker.claim = claim;
  g_assert_true (find (who, claim, &offer));
  id = sch_cue_offer_take (&taker, &offer, &error);
  g_assert_no_error (error);
  return id;
}

/* Span and relation are one step; the claim has a cue then, and there is nothing more to offer. */
static void
test_take (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, TEXT);
  g_autofree char *claim = tag (f, DOC, "claim", "We lost the quay", 0);
  g_autofree char *before = dump (&who);
  g_autofree char *cue = NULL;

  assert_offer (&who, claim, 20, 24, NULL);
  cue = take (&who, claim);
  g_assert_cmpuint (sch_layer_document_get_n_relations (who.document), ==, 1);
  g_assert_cmpstr (get_span (f, DOC, cue)->label, ==, "cue");
  assert_none (&who, claim);
  undo_to (f, &who, before);
  assert_offer (&who, claim, 20, 24, NULL);
}

/* One “said” for both halves of what Ada says: the cue that is there is tied to the second claim too. */
static void
test_take_existing (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, TEXT);
  g_autofree char *first = tag (f, DOC, "claim", "We lost the quay", 0);
  g_autofree char *second = tag (f, DOC, "claim", "and two ferries are gone", 0);
  g_autofree char *cue = take (&who, first);
  g_autofree char *before = dump (&who);
  g_autofree char *again = NULL;

  assert_offer (&who, second, 20, 24, cue);
  again = take (&who, second);
  g_assert_cmpstr (again, ==, cue);
  g_assert_cmpuint (sch_layer_document_get_n_spans (who.document), ==, 3);
  g_assert_cmpuint (sch_layer_document_get_n_relations (who.document), ==, 2);
  undo_to (f, &who, before);
}

/* A longer cue, of which the words are a part, is taken whole. */
static void
test_take_longer (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, TEXT);
  g_autofree char *claim = tag (f, DOC, "claim", "the harbour is shut", 0);
  g_autofree char *person = NULL;
  g_autofree char *cue = NULL;

  assert_offer (&who, claim, 68, 76, NULL);
  person = tag (f, DOC, "person", "mayor has said", 0);
  assert_offer (&who, claim, 68, 76, NULL);
  cue = tag (f, DOC, "cue", "has said that", 0);
  assert_offer (&who, claim, 68, 81, cue);
}

static void
test_own (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, TEXT);
  g_autofree char *claim = tag (f, DOC, "claim", "We lost the quay", 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_annotate_exempt (&who, claim, &error));
  g_assert_no_error (error);
  assert_none (&who, claim);
}

static void
test_excluded (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, TEXT);
  g_autofree char *claim = tag (f, DOC, "claim", "We lost the quay", 0);
  g_autofree char *excluded = tag (f, DOC, "not-text", "said Ada", 0);

  assert_none (&who, claim);
}

/* Changes the scheme: a label for cues that is out of use, or no type of relation for it. */
static void
test_scheme (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *old;
    const char *now;
  } changes[] = {
    { "{\"id\": \"cue\", \"name\"", "{\"id\": \"cue\", \"retired\": true, \"name\"" },
    { "\"from\": [\"cue\"], \"to\": [\"claim\"]", "\"from\": [\"cue\"], \"to\": [\"cue\"]" },
  };
  guint change = GPOINTER_TO_UINT (data);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "schemes", "news.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr (GString) scheme = NULL;
  g_autofree char *claim = NULL;
  SchAnnotator who;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  scheme = g_string_new (json);
  g_assert_cmpuint (g_string_replace (scheme, changes[change].old, changes[change].now, 0), ==, 1);
  write_file (f, "scheme.json", scheme->str);
  who = open_text (f, TEXT);
  claim = tag (f, DOC, "claim", "We lost the quay", 0);
  assert_none (&who, claim);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) \
  g_test_add ("/cue-offer/" name, Fixture, data, set_up, func, tear_down)
  ADD ("take", NULL, test_take);
  ADD ("take-existing", NULL, test_take_existing);
  ADD ("take-longer", NULL, test_take_longer);
  ADD ("own", NULL, test_own);
  ADD ("excluded", NULL, test_excluded);
  ADD ("retired-label", GUINT_TO_POINTER (0), test_scheme);
  ADD ("no-relation-type", GUINT_TO_POINTER (1), test_scheme);
  return g_test_run ();
}
