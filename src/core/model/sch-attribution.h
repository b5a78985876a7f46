/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-layer-document.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchAttribution: who says a claim, and in which words that is told. The parts are those of PARC 3.0 and
 * PolNeAR (content, cue, source), with the further sources that MPQA calls nested.
 * @cues, @sources: (element-type SchSpan): related to the claim, in the order of the text
 * @reporters: (element-type SchSpan): through whom it reached the author: sources related to the claim otherwise
 *   than @sources are, sources of the sources, and the sources of the claims that it lies in, the innermost first;
 *   none stands here that is one of @sources
 * @part: the innermost claim that it lies in, else everything
 * @may_have_cue, @may_have_source: the scheme has a relation for it
 * @may_be_own: a claim without source can be declared to be the author's own
 * @is_own: it is declared to be
 * @own_is_derived: the program took it for that, no person declared it
 */
typedef struct
{
  SchSpan *claim;
  GPtrArray *cues;
  GPtrArray *sources;
  GPtrArray *reporters;
  SchRange part;
  gboolean may_have_cue;
  gboolean may_have_source;
  gboolean may_be_own;
  gboolean is_own;
  gboolean own_is_derived;
} SchAttribution;

/* (transfer full) (nullable): NULL where there is no such span, or it is no claim. */
SchAttribution *sch_attribution_new (SchScheme *scheme, SchLayerDocument *document,
                                     const char *claim);
/* Words of saying in the claim's sentence that may be its cue, the nearest, and those in the claim around it before
 * others; FALSE where there are none, or it has a cue. @language: (nullable): a BCP 47 tag; @cue: (out) */
gboolean sch_attribution_find_cue (const SchAttribution *self, SchText *text, const char *language,
                                   SchRange *cue);
void sch_attribution_free (SchAttribution *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchAttribution, sch_attribution_free)

G_END_DECLS
