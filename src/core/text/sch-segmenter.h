/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-text.h"

G_BEGIN_DECLS

/**
 * SchSnapRules:
 * @strip: (array zero-terminated=1): endings that do not belong to a word, longest first
 * @join: (array zero-terminated=1): strings that join the words on both sides into one
 *
 * How the scheme corrects ICU's words in one language.
 */
typedef struct
{
  char **strip;
  char **join;
} SchSnapRules;

SchSnapRules *sch_snap_rules_new (const char *const *strip, const char *const *join);
SchSnapRules *sch_snap_rules_copy (const SchSnapRules *rules);
void sch_snap_rules_free (SchSnapRules *rules);

/**
 * SchSegmenter:
 *
 * Words and sentences of one text in one language, found by ICU on demand, a paragraph at a time
 * (very long paragraphs: a window), with the last paragraphs cached. For one thread only.
 *
 * The *smart word* is the ICU word, without a final ’s, 's or ’ (the rules' strip), with the
 * final full stop where the word has an inner one (U.S.), joined as the rules say.
 */
typedef struct _SchSegmenter SchSegmenter;

typedef enum
{
  SCH_UNIT_CHAR, /* a grapheme cluster */
  SCH_UNIT_WORD, /* a smart word */
  SCH_UNIT_SENTENCE,
} SchUnit;

typedef struct
{
  guint char_start;
  guint char_end;
} SchToken;

SchSegmenter *sch_segmenter_new (SchText *text, const char *language, const SchSnapRules *rules);
void sch_segmenter_free (SchSegmenter *self);

gboolean sch_segmenter_word_at (SchSegmenter *self, guint char_offset, guint *char_start,
                                guint *char_end);
gboolean sch_segmenter_sentence_at (SchSegmenter *self, guint char_offset, guint *char_start,
                                    guint *char_end);
gboolean sch_segmenter_snap (SchSegmenter *self, guint *char_start, guint *char_end);
guint sch_segmenter_next (SchSegmenter *self, guint char_offset, SchUnit unit);
guint sch_segmenter_previous (SchSegmenter *self, guint char_offset, SchUnit unit);
guint sch_segmenter_next_end (SchSegmenter *self, guint char_offset, SchUnit unit);
GArray *sch_segmenter_list_tokens (SchSegmenter *self, guint char_start, guint char_end);
GArray *sch_segmenter_list_sentences (SchSegmenter *self, guint char_start, guint char_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSnapRules, sch_snap_rules_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSegmenter, sch_segmenter_free)

G_END_DECLS
