/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"

G_BEGIN_DECLS

#define SCH_GUIDELINES_MAX_BYTES (512u * 1024u)

/* (nullable): absolute name of the file that scholiast.json names, or GUIDELINES.md; NULL where it
 * lies outside of the corpus */
char *sch_guidelines_dup_file (SchCorpus *corpus);
/* (transfer full) (nullable): the text; NULL without an error where there is no file */
char *sch_guidelines_read (SchCorpus *corpus, GError **error);
/* Writes a file to begin with, with the labels of the scheme; never over one that is there. */
gboolean sch_guidelines_create (SchCorpus *corpus, GError **error);

/* The text of a span as an example: in its context, between square brackets. */
char *sch_guidelines_dup_example (SchText *text, SchSpan *span);
/* Adds to the (counter-)examples of a label, as one step in the history of @layer. @added: FALSE
 * where it is there already. */
gboolean sch_guidelines_add_example (SchCorpus *corpus, const char *layer, const char *label,
                                     const char *example, gboolean counter, gboolean *added,
                                     GError **error);

G_END_DECLS
