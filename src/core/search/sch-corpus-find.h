/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"
#include "sch-find.h"

G_BEGIN_DECLS

/* What is kept of the hits of one search. */
#define SCH_CORPUS_FIND_MAX_HITS 10000u

/**
 * SchFindHit:
 *
 * A row of what was found in a corpus: a hit with its context; or the document that the hits after
 * it are in. It holds no text of the document.
 */
#define SCH_TYPE_FIND_HIT (sch_find_hit_get_type ())
G_DECLARE_FINAL_TYPE (SchFindHit, sch_find_hit, SCH, FIND_HIT, GObject)

gboolean sch_find_hit_is_document (SchFindHit *self);
SchDocument *sch_find_hit_get_document (SchFindHit *self);
/* How many hits a document has. */
guint sch_find_hit_get_n_hits (SchFindHit *self);
SchRange sch_find_hit_get_range (SchFindHit *self);
/* Counted from 1. */
guint sch_find_hit_get_line (SchFindHit *self);
/* On one line; @hit_start, @hit_end: where the hit is in it, in bytes */
const char *sch_find_hit_get_context (SchFindHit *self, guint *hit_start, guint *hit_end);

/**
 * SchCorpusFind:
 *
 * A search through all documents of a corpus, in steps of a few milliseconds. A GListModel of
 * #SchFindHit, which grows by one document at a time. Belongs to the main thread.
 */
#define SCH_TYPE_CORPUS_FIND (sch_corpus_find_get_type ())
G_DECLARE_FINAL_TYPE (SchCorpusFind, sch_corpus_find, SCH, CORPUS_FIND, GObject)

SchCorpusFind *sch_corpus_find_new (SchCorpus *corpus, SchFindQuery *query);
/* FALSE when there is nothing left to do. */
gboolean sch_corpus_find_step (SchCorpusFind *self);
guint sch_corpus_find_get_n_hits (SchCorpusFind *self);
/* How many documents have hits; have been searched; there are. */
guint sch_corpus_find_get_n_found (SchCorpusFind *self);
guint sch_corpus_find_get_n_done (SchCorpusFind *self);
guint sch_corpus_find_get_n_documents (SchCorpusFind *self);
/* Whether there are more hits than are kept. */
gboolean sch_corpus_find_is_cut (SchCorpusFind *self);
/* How many documents could not be searched, and (nullable) why the last one could not. */
guint sch_corpus_find_get_n_failed (SchCorpusFind *self, const char **reason);
/* Whether the document's text is the one that was searched. */
gboolean sch_corpus_find_is_current (SchCorpusFind *self, SchDocument *document, SchText *text);

gboolean sch_corpus_find_tag (SchCorpusFind *self, const SchAnnotator *who, const char *layer,
                              const char *label, guint *n_made, guint *n_skipped, GError **error);

G_END_DECLS
