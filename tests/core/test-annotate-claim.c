/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims to which a source or cue goes when it is made. */

#include "derive-fixture.h"

#include "sch-links.h"

#include <string.h>

/* (transfer full): tags the words in a step of its own */
static char *
make (const SchAnnotator *who, const char *label, const char *words)
{
  SchText *text = sch_layer_document_get_text (who->document);
  g_autofree char *whole = sch_text_dup_slice (text, 0, sch_text_get_char_count (text));
  const char *at = strstr (whole, words);
  guint start;

  g_assert_nonnull (at);
  start = g_utf8_pointer_to_offset (whole, at);
  return tag_as (who, label, start, start + g_utf8_strlen (words, -1));
}

static gboolean
has (const SchAnnotator *who, const char *type, const char *from, const char *to)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (who->document, from);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);

      if (strcmp (relation->type, type) == 0 && strcmp (relation->from, from) == 0 &&
          strcmp (relation->to, to) == 0)
        return TRUE;
    }
  return FALSE;
}

static guint
count (const SchAnnotator *who)
{
  return sch_layer_document_get_n_relations (who->document);
}

#define TWO \
  "The mayor said the quay is safe and ships may land, but the pilots deny that it rained.\n"

/* A source without a current claim goes to all claims of the nearest cue, in one step. */
static void
test_by_cue (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, TWO);
  g_autofree char *safe = make (&who, "claim", "the quay is safe");
  g_autofree char *land = make (&who, "claim", "ships may land");
  g_autofree char *rain = make (&who, "claim", "it rained");
  g_autofree char *said = NULL;
  g_autofree char *again = NULL;
  g_autofree char *deny = NULL;
  g_autofree char *mayor = NULL;
  g_autofree char *pilots = NULL;
  g_autofree char *before = NULL;

  who.tie_by_cue = TRUE;
  who.claim = safe;
  said = make (&who, "cue", "said");
  who.claim = land;
  again = make (&who, "cue", "said");
  g_assert_cmpstr (again, ==, said);
  who.claim = rain;
  deny = make (&who, "cue", "deny");
  g_assert_cmpuint (count (&who), ==, 3);

  who.claim = NULL;
  before = dump (&who);
  mayor = make (&who, "source", "The mayor");
  g_assert_true (has (&who, "attributed-to", safe, mayor));
  g_assert_true (has (&who, "attributed-to", land, mayor));
  g_assert_cmpuint (count (&who), ==, 5);
  undo_to (f, &who, before);
  g_free (mayor);
  mayor = make (&who, "source", "The mayor");
  pilots = make (&who, "source", "the pilots");
  g_assert_true (has (&who, "attributed-to", rain, pilots));
  g_assert_cmpuint (count (&who), ==, 6);
}

/* Where the nearest cue's claims have a source, the next one counts; a source that is there goes to them too. */
static void
test_same_source (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f,
                                "Calling it a retreat, the office said the war effort suffers.\n");
  g_autofree char *retreat = make (&who, "claim", "a retreat");
  g_autofree char *effort = make (&who, "claim", "the war effort suffers");
  g_autofree char *calling = NULL;
  g_autofree char *said = NULL;
  g_autofree char *office = NULL;
  g_autofree char *again = NULL;

  who.tie_by_cue = TRUE;
  who.claim = retreat;
  calling = make (&who, "cue", "Calling it");
  who.claim = effort;
  said = make (&who, "cue", "said");
  who.claim = NULL;
  office = make (&who, "source", "the office");
  g_assert_true (has (&who, "attributed-to", effort, office));
  g_assert_cmpuint (count (&who), ==, 3);
  again = make (&who, "source", "the office");
  g_assert_cmpstr (again, ==, office);
  g_assert_true (has (&who, "attributed-to", retreat, office));
  g_assert_cmpuint (count (&who), ==, 4);
}

/* Another sentence, a cue without a claim, a preference: no relation. */
static void
test_no_cue (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "The mayor said the quay is safe. The pilots said nothing.\n");
  g_autofree char *safe = make (&who, "claim", "the quay is safe");
  g_autofree char *said = NULL;
  g_autofree char *pilots = NULL;
  g_autofree char *mayor = NULL;

  who.claim = safe;
  said = make (&who, "cue", "said");
  who.claim = NULL;
  mayor = make (&who, "source", "The mayor");
  g_assert_cmpuint (count (&who), ==, 1);
  who.tie_by_cue = TRUE;
  pilots = make (&who, "source", "The pilots");
  g_assert_cmpuint (count (&who), ==, 1);
  /* The current claim comes first, wherever it is. */
  who.claim = safe;
  g_free (pilots);
  pilots = make (&who, "source", "The pilots");
  g_assert_true (has (&who, "attributed-to", safe, pilots));
  g_assert_cmpuint (count (&who), ==, 2);
}

/* What the author answers for gets no source. */
static void
test_own (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, "The quay is safe. The pilots said nothing.\n");
  g_autofree char *safe = make (&who, "claim", "The quay is safe");
  g_autofree char *pilots = NULL;

  who.claim = safe;
  g_assert_true (sch_annotate_exempt (&who, safe, NULL));
  pilots = make (&who, "source", "The pilots");
  g_assert_cmpuint (count (&who), ==, 0);
}

/* A cue of one more claim says who answers for that, too. */
static void
test_cue_brings_source (Fixture *f, gconstpointer data)
{
  SchAnnotator who = open_text (f, TWO);
  g_autofree char *safe = make (&who, "claim", "the quay is safe");
  g_autofree char *land = make (&who, "claim", "ships may land");
  g_autofree char *rain = make (&who, "claim", "it rained");
  g_autofree char *said = NULL;
  g_autofree char *again = NULL;
  g_autofree char *mayor = NULL;
  g_autofree char *pilots = NULL;
  g_autofree char *before = NULL;

  who.claim = safe;
  said = make (&who, "cue", "said");
  mayor = make (&who, "source", "The mayor");
  who.claim = land;
  before = dump (&who);
  again = make (&who, "cue", "said");
  g_assert_true (has (&who, "cue-of", said, land));
  g_assert_true (has (&who, "attributed-to", land, mayor));
  undo_to (f, &who, before);
  g_free (again);
  again = make (&who, "cue", "said");
  /* One that has its own keeps it. */
  who.claim = rain;
  pilots = make (&who, "source", "the pilots");
  g_free (again);
  again = make (&who, "cue", "said");
  g_assert_true (has (&who, "cue-of", said, rain));
  g_assert_false (has (&who, "attributed-to", rain, mayor));
  g_assert_cmpuint (count (&who), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/annotate-claim/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("by-cue", test_by_cue);
  ADD ("same-source", test_same_source);
  ADD ("no-cue", test_no_cue);
  ADD ("own", test_own);
  ADD ("cue-brings-source", test_cue_brings_source);
  return g_test_run ();
}
