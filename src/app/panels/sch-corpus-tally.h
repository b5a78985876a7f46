/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchCorpusTally: how many problems and doubts the documents of the open corpus have, in the layer
 * on show.
 *
 * Signals:
 * - "changed": a moment after the counts changed
 */
#define SCH_TYPE_CORPUS_TALLY (sch_corpus_tally_get_type ())
G_DECLARE_FINAL_TYPE (SchCorpusTally, sch_corpus_tally, SCH, CORPUS_TALLY, GObject)

SchCorpusTally *sch_corpus_tally_new (SchWorkspace *workspace);
/* In documents other than the one on show; how many of them have any. */
guint sch_corpus_tally_get_other_problems (SchCorpusTally *self, guint *n_documents);
/* In all documents. */
guint sch_corpus_tally_get_doubts (SchCorpusTally *self);

G_END_DECLS
