/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A small scheme with the rules of a test, documents under it, and its problems as text. */

#include <string.h>

#include "sch-layer-document-private.h"
#include "sch-problems.h"

static G_GNUC_UNUSED SchScheme *
make_scheme (const char *rules, GError **error)
{
  g_autofree char *json = g_strconcat (
      "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"T\","
      "\"labels\": ["
      "{\"id\": \"person\", \"name\": \"Person\", \"kind\": \"entity\", \"attributes\": ["
      " {\"id\": \"mention\", \"name\": \"Mention\", \"type\": \"choice\","
      "  \"values\": [\"name\", \"pronoun\"], \"default\": \"name\"}]},"
      "{\"id\": \"place\", \"name\": \"Place\", \"kind\": \"entity\"},"
      "{\"id\": \"claim\", \"name\": \"Claim\", \"kind\": \"claim\", \"attributes\": ["
      " {\"id\": \"quote\", \"name\": \"Quotation\", \"type\": \"choice\", \"values\": [\"none\","
      "  {\"id\": \"direct\", \"name\": \"literal\"}, \"mixed\"],"
      "  \"default\": {\"derive\": \"quotation\"}},"
      " {\"id\": \"voice\", \"name\": \"Voice\", \"type\": \"choice\","
      "  \"values\": [\"source\", \"author\"], \"when\": {\"quote\": [\"direct\"]}},"
      " {\"id\": \"sure\", \"name\": \"Sure\", \"type\": \"boolean\"}]},"
      "{\"id\": \"source\", \"name\": \"Source\", \"kind\": \"source\"},"
      "{\"id\": \"cue\", \"name\": \"Cue\", \"kind\": \"cue\"},"
      "{\"id\": \"not-text\", \"name\": \"No text\", \"kind\": \"other\"}],"
      "\"relations\": ["
      "{\"id\": \"attributed-to\", \"name\": \"attributed to\", \"from\": [\"claim\"],"
      " \"to\": [\"source\"]},"
      "{\"id\": \"cue-of\", \"name\": \"cue of\", \"from\": [\"cue\", \"source\"],"
      " \"to\": [\"claim\"]},"
      "{\"id\": \"knows\", \"name\": \"knows\", \"symmetric\": true}],"
      "\"rules\": [",
      rules, "]}", NULL);

  return sch_scheme_new_from_json (json, strlen (json), "scheme.json", error);
}

static G_GNUC_UNUSED SchScheme *
read_scheme (const char *rules)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = make_scheme (rules, &error);

  g_assert_no_error (error);
  return scheme;
}

static G_GNUC_UNUSED SchLayerDocument *
read_document (const char *string, const char *members)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchText) text = sch_text_new_from_string (string);
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1%s%s}",
      *members ? ", " : "", members);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  SchLayerDocument *document = sch_layer_document_new_from_json ("dana", "a.txt", text, bytes,
                                                                 "a.txt.json", &error);

  g_assert_no_error (error);
  return document;
}

/* "SPAN[>RELATION] RULE: MESSAGE[ =OTHER][ 3-5+7-9]", a line each. */
static G_GNUC_UNUSED char *
describe (GListModel *model)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (model, i);
      const char *relation = sch_problem_get_relation (problem);
      const char *other = sch_problem_get_other (problem);
      const SchRange *ranges;
      guint n_ranges;

      g_string_append (string,
                       sch_problem_get_span (problem) ? sch_problem_get_span (problem) : "-");
      if (relation)
        g_string_append_printf (string, ">%s", relation);
      g_string_append_printf (string, " %s: %s", sch_problem_get_rule (problem),
                              sch_problem_get_message (problem));
      if (other)
        g_string_append_printf (string, " =%s", other);
      ranges = sch_problem_get_ranges (problem, &n_ranges);
      for (guint j = 0; j < n_ranges; j++)
        g_string_append_printf (string, "%c%u-%u", j > 0 ? '+' : ' ', ranges[j].start,
                                ranges[j].end);
      g_string_append_c (string, '\n');
    }
  return g_string_free (string, FALSE);
}

#define ONE_TO_TWO \
  "\"labels\": [\"claim\"], \"requires\": \"attributed-to\", \"min\": 1, \"max\": 2"
#define NO_OVERLAP "\"labels\": [\"entity\"], \"noOverlap\": [\"entity\"]"
#define NO_CROSSING "\"labels\": [\"entity\"], \"noCrossing\": [\"claim\", \"person\"]"
#define INSIDE "\"labels\": [\"cue\"], \"inside\": [\"claim\"]"
#define OUTSIDE "\"labels\": [\"entity\"], \"outside\": [\"not-text\"]"
#define QUOTES "\"labels\": [\"claim\"], \"balanced\": \"quotes\""
#define BRACKETS "\"labels\": [\"claim\"], \"balanced\": \"brackets\""
#define WORDS "\"labels\": [\"entity\"], \"wholeWords\": true"
