/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"

G_BEGIN_DECLS

/* More places are not listed. */
#define SCH_OCCURRENCES_MAX 20000u

typedef enum
{
  SCH_OCCURRENCES_DEFAULT = 0,
  SCH_OCCURRENCES_NESTED = 1 << 0, /* also inside longer ones of the same kind */
  SCH_OCCURRENCES_CORPUS = 1 << 1, /* in all documents, not only in the annotation's own */
} SchOccurrenceFlags;

/**
 * SchOccurrence:
 *
 * A place that could be annotated like another. Everything but the tick stays as it was found.
 *
 * Properties: "ticked" (boolean): whether it is to be annotated
 */
#define SCH_TYPE_OCCURRENCE (sch_occurrence_get_type ())
G_DECLARE_FINAL_TYPE (SchOccurrence, sch_occurrence, SCH, OCCURRENCE, GObject)

const char *sch_occurrence_get_path (SchOccurrence *self);
SchRange sch_occurrence_get_range (SchOccurrence *self);
/* On one line: what stands before it, itself, and what comes after it. */
const char *sch_occurrence_get_before (SchOccurrence *self);
const char *sch_occurrence_get_text (SchOccurrence *self);
const char *sch_occurrence_get_after (SchOccurrence *self);
gboolean sch_occurrence_is_ticked (SchOccurrence *self);
void sch_occurrence_set_ticked (SchOccurrence *self, gboolean ticked);
/* Whether the layer remembers that this place was left out. */
gboolean sch_occurrence_was_left_out (SchOccurrence *self);
/* Names the place for that memory: by document and context, so that it survives edits elsewhere. */
const char *sch_occurrence_get_key (SchOccurrence *self);

/**
 * SchOccurrences:
 *
 * A search for all other places of an annotation's surface: a GListModel of #SchOccurrence, by
 * document (its own first) and place, which grows while sch_occurrences_step() is called.
 *
 * Not listed are: places that are annotated so already; places inside, across or (with another
 * label) on a span of the same kind, and places inside a longer surface that is annotated with the
 * same kind anywhere in the loaded documents of the layer, unless nested ones are wanted; places
 * that are not part of the text; documents that are done or cannot be changed.
 */
#define SCH_TYPE_OCCURRENCES (sch_occurrences_get_type ())
G_DECLARE_FINAL_TYPE (SchOccurrences, sch_occurrences, SCH, OCCURRENCES, GObject)

SchOccurrences *sch_occurrences_new (SchCorpus *corpus, const char *layer, const char *path,
                                     SchSpan *source, SchOccurrenceFlags flags);
/* From the document to the corpus. */
void sch_occurrences_extend (SchOccurrences *self);
/* Ticks what is ticked in a search before it, and no other, as far as that has it. */
void sch_occurrences_take_choices (SchOccurrences *self, SchOccurrences *earlier);
/* Looks through about @max_chars more; FALSE when all is done. */
gboolean sch_occurrences_step (SchOccurrences *self, guint max_chars);
/* 0 to 1. */
double sch_occurrences_get_progress (SchOccurrences *self);
gboolean sch_occurrences_is_done (SchOccurrences *self);
/* Ends the search with what was found so far. */
void sch_occurrences_stop (SchOccurrences *self);
SchOccurrenceFlags sch_occurrences_get_flags (SchOccurrences *self);
SchSpan *sch_occurrences_get_source (SchOccurrences *self);
const char *sch_occurrences_get_path (SchOccurrences *self);
/* (transfer none): hit @position */
SchOccurrence *sch_occurrences_peek (SchOccurrences *self, guint position);
guint sch_occurrences_get_n (SchOccurrences *self);
/* Documents with places that were left out as a whole: done, or not to be changed. */
guint sch_occurrences_get_n_protected (SchOccurrences *self);
/* Documents whose text or annotations could not be read. */
guint sch_occurrences_get_n_unreadable (SchOccurrences *self);
/* Whether there are more than are listed. */
gboolean sch_occurrences_is_truncated (SchOccurrences *self);
/* Names surface and label for the memory of places left out. */
char *sch_occurrences_dup_surface_key (SchScheme *scheme, const char *label, const char *surface);

G_END_DECLS
