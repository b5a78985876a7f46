/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_SPEAKER_SOURCE,  /* somebody named in the text */
  SCH_SPEAKER_AUTHOR,  /* claims that are declared to be the author's own */
  SCH_SPEAKER_MISSING, /* claims without a source */
} SchSpeakerKind;

/**
 * SchSpeaker: who makes claims in a document, and how much of it is quoted.
 * @name: of the cluster that its spans are in, else its text; "" where nobody is named
 * @spans: (element-type SchSpan): that stand for it as a source, in document order
 * @claims: (element-type SchSpan): that are attributed to it, in document order
 * @n_words: words in these claims
 * @n_quoted: those of them between quotation marks
 */
typedef struct
{
  SchSpeakerKind kind;
  char *name;
  GPtrArray *spans;
  GPtrArray *claims;
  guint n_words;
  guint n_quoted;
} SchSpeaker;

/* (transfer full) (element-type SchSpeaker): those with most claims first, then by name; the author and
 * what has no source last. */
GPtrArray *sch_speakers_list (SchCorpus *corpus, SchLayerDocument *document);

G_END_DECLS
