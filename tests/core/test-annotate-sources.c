/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who makes the claims of a document: sources by cluster or by text, their claims and their words. */

#include "annotate-fixture.h"

#include "sch-sources.h"

static void
assert_speaker (GPtrArray *speakers, guint index, SchSpeakerKind kind, const char *name,
                guint n_spans, guint n_claims, guint n_words, guint n_quoted)
{
  const SchSpeaker *speaker;

  g_assert_cmpuint (index, <, speakers->len);
  speaker = g_ptr_array_index (speakers, index);
  g_assert_cmpint (speaker->kind, ==, kind);
  g_assert_cmpstr (speaker->name, ==, name);
  g_assert_cmpuint (speaker->spans->len, ==, n_spans);
  g_assert_cmpuint (speaker->claims->len, ==, n_claims);
  g_assert_cmpuint (speaker->n_words, ==, n_words);
  g_assert_cmpuint (speaker->n_quoted, ==, n_quoted);
}

static char *
relate (Fixture *f, const char *claim, const char *source)
{
  g_autoptr (GError) error = NULL;
  char *id = sch_annotate_relate (&f->a, "attributed-to", claim, source, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  /* “[It works]”, [Ada Lovelace] said. [Ada – too]. 😀 [Ada] */
  g_autofree char *works = tag (&f->a, "claim", 26, 34);
  g_autofree char *met = tag (&f->a, "claim", 0, 23);
  g_autofree char *too = tag (&f->a, "claim", 56, 65);
  g_autofree char *lovelace = tag (&f->a, "source", 37, 49);
  g_autofree char *neil = tag (&f->a, "source", 17, 23);
  g_autofree char *ada = tag (&f->a, "source", 69, 72);
  g_autofree char *r1 = NULL;
  g_autofree char *r2 = NULL;
  g_autofree char *r3 = NULL;
  g_autofree char *cluster = NULL;
  GPtrArray *speakers = sch_speakers_list (f->corpus, f->a.document);

  /* A source that says nothing is none of them. */
  g_assert_cmpuint (speakers->len, ==, 1);
  assert_speaker (speakers, 0, SCH_SPEAKER_MISSING, "", 0, 3, 8, 2);
  g_ptr_array_unref (speakers);

  r1 = relate (f, works, lovelace);
  r2 = relate (f, too, ada);
  r3 = relate (f, works, neil);
  speakers = sch_speakers_list (f->corpus, f->a.document);
  g_assert_cmpuint (speakers->len, ==, 4);
  assert_speaker (speakers, 0, SCH_SPEAKER_SOURCE, "Ada", 1, 1, 2, 0);
  assert_speaker (speakers, 1, SCH_SPEAKER_SOURCE, "Ada Lovelace", 1, 1, 2, 2);
  assert_speaker (speakers, 2, SCH_SPEAKER_SOURCE, "O’Neil", 1, 1, 2, 2);
  assert_speaker (speakers, 3, SCH_SPEAKER_MISSING, "", 0, 1, 4, 0);
  g_ptr_array_unref (speakers);

  /* In one cluster they are one, under its name; it has more claims than the others. */
  cluster = sch_annotate_new_cluster (&f->a, lovelace, "The countess", &error);
  g_assert_no_error (error);
  assert_ok (sch_annotate_set_cluster (&f->a, ada, cluster, &error), error);
  speakers = sch_speakers_list (f->corpus, f->a.document);
  g_assert_cmpuint (speakers->len, ==, 3);
  assert_speaker (speakers, 0, SCH_SPEAKER_SOURCE, "The countess", 2, 2, 4, 2);
  assert_speaker (speakers, 1, SCH_SPEAKER_SOURCE, "O’Neil", 1, 1, 2, 2);
  g_ptr_array_unref (speakers);
  g_assert_nonnull (get (&f->a, met));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/annotate-sources/list", Fixture, NULL, set_up, test_list, tear_down);
  return g_test_run ();
}
