/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answers for a claim: its source where it has one; the author where the sentence shows nobody else: it has
 * neither quotation marks nor words of saying. Else that is for a person to tell. */

#include "sch-derive-voice.h"

#include "sch-derive-beside.h"
#include "sch-derive-cues.h"
#include "sch-marks.h"

/* Whether any of the sentence lies between quotation marks that stand in its paragraph. */
static gboolean
is_quoted (const SchQuotationPlace *place, SchRange sentence)
{
  g_autoptr (GArray) quoted = sch_marks_list_quoted (place->text, sch_derive_get_stretch (place));

  for (guint i = 0; i < quoted->len; i++)
    {
      const SchRange *range = &g_array_index (quoted, SchRange, i);

      if (range->start < sentence.end && sentence.start < range->end)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_said (const char *text, const char *language)
{
  return sch_derive_has_cue (text, language) || sch_derive_is_hearsay (text, language);
}

const char *
sch_derive_voice (const SchQuotationPlace *place)
{
  const guint start = place->ranges[0].start;
  const guint end = place->ranges[place->n_ranges - 1].end;
  g_autofree char *before = NULL;
  g_autofree char *claim = NULL;
  g_autofree char *after = NULL;
  SchRange sentence;

  if (place->n_sources > 0)
    return "source";
  if (place->n_cues > 0)
    return NULL;
  before = sch_derive_dup_before (place);
  claim = sch_text_dup_slice (place->text, start, end);
  after = sch_derive_dup_after (place);
  sentence = (SchRange){ start - (guint) g_utf8_strlen (before, -1),
                         end + (guint) g_utf8_strlen (after, -1) };
  if (is_said (before, place->language) || is_said (claim, place->language) ||
      is_said (after, place->language) || is_quoted (place, sentence))
    return NULL;
  return "author";
}
