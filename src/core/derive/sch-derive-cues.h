/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/* @before, @after: what stands before and after a statement in its sentence, with its punctuation.
 * @language: (nullable): a language tag; NULL = not known */
gboolean sch_derive_is_reported (const char *before, const char *after, const char *language);
gboolean sch_derive_has_cue (const char *text, const char *language);
/* The first words of saying in @text, which follows a statement, or the @last, in what leads up to it from where its
 * sentence begins; with auxiliaries and negation. @verb: in code points of @text */
gboolean sch_derive_find_verb (const char *text, const char *language, gboolean last,
                               SchRange *verb);
/* Whether words say that something is known by hearsay. */
gboolean sch_derive_is_hearsay (const char *text, const char *language);

G_END_DECLS
