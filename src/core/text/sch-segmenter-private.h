/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <unicode/ubrk.h>

#include "sch-abbreviations.h"
#include "sch-segmenter.h"
#include "sch-snap.h"

G_BEGIN_DECLS

#define SCH_SEGMENT_CACHED_WINDOWS 8

/**
 * SchSegmentWindow:
 *
 * A paragraph without its delimiter, or a part of a long one.
 */
typedef struct
{
  guint start;
  guint end;          /* of the content */
  guint claim_end;    /* with the delimiter, if the window is the last of its paragraph */
  gboolean is_first;  /* of its paragraph */
  gboolean ends_text; /* also answers for the end of the text */
  GArray *pieces;     /* (element-type SchPiece), in the text's offsets */
  GArray *sentences;  /* (element-type SchToken), without outer blanks; NULL until asked for */
  GArray *clusters;   /* (element-type guint): ends of grapheme clusters; NULL until asked for */
} SchSegmentWindow;

struct _SchSegmenter
{
  SchText *text;
  SchSnapRules *rules;
  char *locale;
  const SchAbbreviations *abbreviations;
  UBreakIterator *words;
  UBreakIterator *sentences; /* NULL until needed */
  UBreakIterator *clusters;  /* NULL until needed */
  SchSegmentWindow *windows[SCH_SEGMENT_CACHED_WINDOWS];
};

UBreakIterator *sch_segmenter_open_iterator (UBreakIteratorType type, const char *locale);
SchSegmentWindow *sch_segmenter_get_window (SchSegmenter *self, guint char_offset);
GArray *sch_segmenter_get_sentences (SchSegmenter *self, SchSegmentWindow *window);
GArray *sch_segmenter_get_clusters (SchSegmenter *self, SchSegmentWindow *window);
const SchPiece *sch_segmenter_get_piece (SchSegmenter *self, guint char_offset);
guint sch_segment_window_find_piece (SchSegmentWindow *window, guint char_offset);
void sch_segment_window_free (SchSegmentWindow *window);

G_END_DECLS
