/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-segmenter.h"

G_BEGIN_DECLS

/* A stretch between two boundaries of ICU's words. */
typedef struct
{
  guint start;
  guint end;
  gboolean is_word;
} SchSnapSegment;

typedef enum
{
  SCH_PIECE_WORD,        /* a smart word, with what was stripped from it */
  SCH_PIECE_PUNCTUATION, /* one mark, or a run of the same */
  SCH_PIECE_SYMBOL,      /* anything else that is visible: an emoji, a currency sign */
} SchPieceKind;

/**
 * SchPiece:
 * @end: the end of the smart word
 * @full_end: the end with the stripped ending, such as ’s; else the same as @end
 */
typedef struct
{
  guint start;
  guint end;
  guint full_end;
  SchPieceKind kind;
} SchPiece;

GArray *sch_snap_build_pieces (const SchSnapRules *rules, const gunichar *chars, guint n_chars,
                               const SchSnapSegment *segments, guint n_segments);

G_END_DECLS
