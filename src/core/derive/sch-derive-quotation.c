/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In whose words a claim is given. With a source it is direct, mixed or indirect (the types of PARC 3.0,
 * Pareti 2016) as all, some or none of its words stand between quotation marks; without one it is
 * the author's, unless it is quoted as a whole or the words beside it hand it over to somebody.
 *
 * Looks at the claim, its paragraph as far as the limits below, and nothing else. */

#include "sch-derive-quotation.h"

#include <string.h>

#include "sch-derive-beside.h"
#include "sch-derive-cues.h"
#include "sch-marks.h"

/* How far from a claim a credit behind a caption is looked for. Code points. */
#define MAX_CREDIT_CHARS 300u

const char *
sch_quotation_to_string (SchQuotation quotation)
{
  static const char *const names[] = {
    "none", "direct", "indirect", "mixed", "reported", "caption"
  };

  return names[quotation];
}

/* --- How much of it is quoted --- */

static gboolean
is_among (guint char_offset, const SchRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    if (ranges[i].start <= char_offset && char_offset < ranges[i].end)
      return TRUE;
  return FALSE;
}

/* Those of the ranges that share a character with the claim. */
static GArray *
list_touching (const SchQuotationPlace *place, const SchRange *ranges, guint n_ranges)
{
  const SchRange all = { place->ranges[0].start, place->ranges[place->n_ranges - 1].end };
  GArray *touching = g_array_new (FALSE, FALSE, sizeof (SchRange));

  for (guint i = 0; i < n_ranges; i++)
    if (ranges[i].start < all.end && all.start < ranges[i].end)
      g_array_append_val (touching, ranges[i]);
  return touching;
}

/* Whether any of the letters and digits of the claim are quoted, and whether any are not. Its source and
 * its cue do not count where it goes on around them. */
static void
measure (const SchQuotationPlace *place, gboolean *any_quoted, gboolean *any_plain)
{
  g_autoptr (GArray) quoted = sch_marks_list_quoted (place->text, sch_derive_get_stretch (place));
  g_autoptr (GArray)
      marks = list_touching (place, (const SchRange *) (gpointer) quoted->data, quoted->len);
  g_autoptr (GArray) others = list_touching (place, place->sources, place->n_sources);
  g_autoptr (GArray) cues = list_touching (place, place->cues, place->n_cues);

  *any_quoted = *any_plain = FALSE;
  g_array_append_vals (others, cues->data, cues->len);
  for (guint i = 0; i < place->n_ranges; i++)
    {
      gsize byte_len;
      const char *p = sch_text_peek_slice (place->text, place->ranges[i].start,
                                           place->ranges[i].end, &byte_len);
      const char *end = p + byte_len;

      for (guint at = place->ranges[i].start; p < end; p = g_utf8_next_char (p), at++)
        {
          if (!g_unichar_isalnum (g_utf8_get_char (p)))
            continue;
          if (is_among (at, (const SchRange *) (gpointer) marks->data, marks->len))
            *any_quoted = TRUE;
          else if (!is_among (at, (const SchRange *) (gpointer) others->data, others->len))
            *any_plain = TRUE;
          if (*any_quoted && *any_plain)
            return;
        }
    }
}

/* --- What stands beside it --- */

static gboolean
is_reported (const SchQuotationPlace *place)
{
  g_autofree char *before = sch_derive_dup_before (place);
  g_autofree char *after = sch_derive_dup_after (place);

  return sch_derive_is_reported (before, after, place->language);
}

static gboolean
is_near_cue (const SchQuotationPlace *place)
{
  g_autofree char *before = sch_derive_dup_before (place);
  g_autofree char *after = sch_derive_dup_after (place);

  return sch_derive_has_cue (before, place->language) ||
         sch_derive_has_cue (after, place->language);
}

static gboolean
is_hearsay (const SchQuotationPlace *place, const SchRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      g_autofree char *covered = sch_text_dup_slice (place->text, ranges[i].start, ranges[i].end);

      if (sch_derive_is_hearsay (covered, place->language))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_hearsay_before (const SchQuotationPlace *place)
{
  g_autofree char *before = sch_derive_dup_before (place);

  return sch_derive_is_hearsay (before, place->language);
}

/* A picture's credit at the end of the line: “Photo: agency”, “(AP Photo/name)”, “Credit…name”. */
static gboolean
has_credit (const SchQuotationPlace *place)
{
  static GRegex *credit = NULL;
  guint end = place->ranges[place->n_ranges - 1].end;
  guint line = sch_text_line_at (place->text, end);
  guint line_end = sch_text_get_line_end (place->text, line, FALSE);
  g_autofree char *rest = NULL;

  if (line_end <= end || line_end - end > MAX_CREDIT_CHARS)
    return FALSE;
  if (g_once_init_enter (&credit))
    {
      GRegex *regex = g_regex_new (
          "(?:^|[\\s(/.])(?:photo(?:graph)?s?|pictures?|images?|credit|fotos?|"
          "bild(?:er)?|cr\u00e9dits?(?: photo)?|photographie|"
          "\u0635\u0648\u0631\u0629|\u0444\u043e\u0442\u043e)"
          "\\s*(?::|\u2026|\\.\\.\\.|/|by\\s)[^.]{0,80}\\)?\\s*$",
          G_REGEX_CASELESS, 0, NULL);

      g_once_init_leave (&credit, regex);
    }
  rest = sch_text_dup_slice (place->text, end, line_end);
  return g_regex_match (credit, rest, 0, NULL);
}

static SchQuotation
derive_without_source (const SchQuotationPlace *place, gboolean any_quoted, gboolean any_plain)
{
  if (place->is_aside || has_credit (place))
    return SCH_QUOTATION_CAPTION;
  if (is_hearsay (place, place->cues, place->n_cues) ||
      (place->n_cues > 0 && is_hearsay_before (place)))
    return SCH_QUOTATION_REPORTED;
  if (place->is_own)
    return SCH_QUOTATION_NONE;
  if (any_quoted && !any_plain)
    return SCH_QUOTATION_DIRECT;
  if (is_hearsay (place, place->ranges, place->n_ranges) || is_hearsay_before (place))
    return SCH_QUOTATION_REPORTED;
  if (any_quoted)
    return place->n_cues > 0 || is_near_cue (place) ? SCH_QUOTATION_MIXED : SCH_QUOTATION_NONE;
  return place->n_cues > 0 || is_reported (place) ? SCH_QUOTATION_INDIRECT : SCH_QUOTATION_NONE;
}

/**
 * sch_derive_quotation:
 *
 * Returns: in whose words the claim is given. %SCH_QUOTATION_NONE says: in the author's, which is what
 *   stays where nothing says otherwise
 */
SchQuotation
sch_derive_quotation (const SchQuotationPlace *place)
{
  gboolean any_quoted, any_plain;

  measure (place, &any_quoted, &any_plain);
  if (place->n_sources == 0)
    return derive_without_source (place, any_quoted, any_plain);
  if (!any_quoted)
    return SCH_QUOTATION_INDIRECT;
  return any_plain ? SCH_QUOTATION_MIXED : SCH_QUOTATION_DIRECT;
}
