/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures what the list of problems costs: an edit, under rules of all kinds, in documents of
 * 1,000, 10,000 and 100,000 spans, with the edit alone for comparison; to check a document at once;
 * and the longest step where that is done in steps. Fails if an edit costs ten times as much in the
 * largest document as in the smallest. Figures are of processor time: other programs do not count.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sch-layer-document-private.h"
#include "sch-problems.h"

#define EDITS 4000u

static const char scheme_json[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"T\","
    "\"labels\": ["
    "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"attributes\": ["
    " {\"id\": \"mention\", \"type\": \"choice\", \"values\": [\"name\", \"pronoun\"]}]},"
    "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\"},"
    "{\"id\": \"source\", \"name\": \"Source\", \"kind\": \"source\"},"
    "{\"id\": \"cue\", \"name\": \"Cue\", \"kind\": \"cue\"}],"
    "\"relations\": ["
    "{\"id\": \"attributed-to\", \"name\": \"attributed to\", \"from\": [\"claim\"],"
    " \"to\": [\"source\"]},"
    "{\"id\": \"cue-of\", \"name\": \"cue of\", \"from\": [\"cue\"], \"to\": [\"claim\"]}],"
    "\"rules\": ["
    "{\"id\": \"count\", \"labels\": [\"claim\"], \"requires\": \"attributed-to\", \"max\": 2},"
    "{\"id\": \"ends\", \"relation\": \"cue-of\", \"from\": [\"cue\"], \"within\": \"sentence\"},"
    "{\"id\": \"value\", \"labels\": [\"entity\"], \"attribute\": \"mention\"},"
    "{\"id\": \"flat\", \"labels\": [\"entity\"], \"noOverlap\": [\"entity\", \"source\"]},"
    "{\"id\": \"nested\", \"labels\": [\"entity\", \"claim\"], \"noCrossing\": [\"claim\"]},"
    "{\"id\": \"outside\", \"labels\": [\"source\"], \"outside\": [\"claim\"]},"
    "{\"id\": \"inside\", \"labels\": [\"cue\"], \"inside\": [\"claim\"]},"
    "{\"id\": \"marks\", \"labels\": [\"claim\"], \"balanced\": \"quotes\"},"
    "{\"id\": \"brackets\", \"labels\": [\"claim\"], \"balanced\": \"brackets\"},"
    "{\"id\": \"words\", \"labels\": [\"entity\", \"source\"], \"wholeWords\": true}]}";

/* One paragraph of a text that repeats it, and the spans of each. */
static const char paragraph
    [] = "Ada Lovelace said that “the dam (built by Bob Noyce) will hold for ever” and she left. "
         "Nobody who was there, not even Alan Turing, saw the water rise before the evening. "
         "The mayor’s office did not answer, and Grace Hopper would not say what it had known.\n";

static const struct
{
  const char *label;
  const char *text;
} parts[] = {
  { "source", "Ada Lovelace" },
  { "cue", "said" },
  { "claim", "“the dam (built by Bob Noyce) will hold for ever”" },
  { "person", "Bob Noyce" },
  { "person", "Alan Turing" },
  { "claim", "the water rise" },
  { "person", "mayor" },
  { "person", "Grace Hopper" },
};

/* In ns. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static guint
find_part (guint i, guint *n_chars)
{
  const char *at = strstr (paragraph, parts[i].text);

  *n_chars = g_utf8_strlen (parts[i].text, -1);
  return g_utf8_pointer_to_offset (paragraph, at);
}

static SchLayerDocument *
make_document (guint n_spans)
{
  g_autoptr (GString) string = g_string_new (NULL);
  guint length = g_utf8_strlen (paragraph, -1);
  g_autoptr (SchText) text = NULL;
  SchLayerDocument *document;

  for (guint i = 0; i < n_spans; i += G_N_ELEMENTS (parts))
    g_string_append (string, paragraph);
  text = sch_text_new_from_string (string->str);
  document = sch_layer_document_new ("dana", "a.txt", text);
  for (guint i = 0; i < n_spans; i++)
    {
      guint part = i % G_N_ELEMENTS (parts);
      g_autofree char *id = g_strdup_printf ("s%u", i);
      guint n_chars;
      guint start = find_part (part, &n_chars) + i / (guint) G_N_ELEMENTS (parts) * length;
      const SchRange range = { start, start + n_chars };
      g_autoptr (SchSpan) span = sch_span_new (id, parts[part].label, &range, 1);

      sch_layer_document_replace_record (document, SCH_RECORD_SPAN, NULL, span);
    }
  return document;
}

/* Moves an end by a character, and back: most such edits make or mend a problem. */
static gint64
edit (SchLayerDocument *document, guint i, guint n_spans)
{
  g_autofree char *id = g_strdup_printf ("s%u", (guint) ((guint64) i * 7919 % n_spans));
  g_autoptr (SchSpan) before = sch_record_ref (sch_layer_document_get_span (document, id));
  g_autoptr (SchSpan) after = sch_record_copy (before);
  SchRange range = before->ranges[0];
  gint64 begin;
  gint64 taken;

  range.end--;
  sch_span_set_ranges (after, &range, 1);
  begin = get_time ();
  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, before, after);
  taken = get_time () - begin;
  sch_layer_document_replace_record (document, SCH_RECORD_SPAN, after, before);
  return taken;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static double
measure_edits (SchLayerDocument *document, guint n_spans, const char *what)
{
  g_autofree gint64 *taken = g_new (gint64, EDITS);
  double average = 0;

  for (guint i = 0; i < EDITS; i++)
    {
      taken[i] = edit (document, i, n_spans);
      average += taken[i] / 1000.0 / EDITS;
    }
  qsort (taken, EDITS, sizeof (gint64), compare_times);
  g_print ("%u spans, an edit%s: %.1f us on average, p99 %.1f us, %.1f us at most\n", n_spans, what,
           average, taken[EDITS * 99 / 100 - 1] / 1000.0, taken[EDITS - 1] / 1000.0);
  return average;
}

static void
measure_check (SchLayerDocument *document, SchScheme *scheme, guint n_spans)
{
  gint64 begin = get_time ();
  g_autoptr (SchProblemList)
      at_once = sch_problem_list_new_full (document, scheme, "en", FALSE, NULL, NULL);
  double all = (get_time () - begin) / 1e6;
  g_autoptr (SchProblemList) in_steps = NULL;
  gint64 longest;

  begin = get_time ();
  in_steps = sch_problem_list_new_full (document, scheme, "en", TRUE, NULL, NULL);
  longest = get_time () - begin;
  while (sch_problem_list_is_busy (in_steps))
    {
      begin = get_time ();
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, get_time () - begin);
    }
  g_print (
      "%u spans, %u problems: checked at once in %.1f ms; in steps, the longest took %.1f ms\n",
      n_spans, g_list_model_get_n_items (G_LIST_MODEL (at_once)), all, longest / 1e6);
}

int
main (void)
{
  static const guint sizes[] = { 1000, 10000, 100000 };
  g_autoptr (SchScheme)
      scheme = sch_scheme_new_from_json (scheme_json, strlen (scheme_json), "scheme.json", NULL);
  double costs[G_N_ELEMENTS (sizes)];
  double ratio;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SchLayerDocument) document = make_document (sizes[i]);
      g_autoptr (SchProblemList) list = NULL;

      measure_check (document, scheme, sizes[i]);
      measure_edits (document, sizes[i], " without the list");
      list = sch_problem_list_new_full (document, scheme, "en", FALSE, NULL, NULL);
      costs[i] = measure_edits (document, sizes[i], " with it");
    }
  ratio = costs[G_N_ELEMENTS (sizes) - 1] / costs[0];
  g_print ("an edit among %u spans costs %.1f times as much as among %u\n",
           sizes[G_N_ELEMENTS (sizes) - 1], ratio, sizes[0]);
  return ratio < 10 ? 0 : 1;
}
