/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchDoubt: an annotation in doubt, or the heading above those of a document (@span NULL).
 */
#define SCH_TYPE_DOUBT (sch_doubt_get_type ())
G_DECLARE_FINAL_TYPE (SchDoubt, sch_doubt, SCH, DOUBT, GObject)

const char *sch_doubt_get_path (SchDoubt *self);
const char *sch_doubt_get_span (SchDoubt *self);
const char *sch_doubt_get_label (SchDoubt *self);
/* The annotated text, or the document's title. */
const char *sch_doubt_get_text (SchDoubt *self);
const char *sch_doubt_get_note (SchDoubt *self);

/**
 * SchDoubtList:
 *
 * What is in doubt in the corpus, in the layer on show: a GListModel of SchDoubt by document and
 * place. Documents are read one after the other while nothing else is to be done, and only those
 * whose summary counts doubts.
 *
 * Signals:
 * - "progress-changed"
 */
#define SCH_TYPE_DOUBT_LIST (sch_doubt_list_get_type ())
G_DECLARE_FINAL_TYPE (SchDoubtList, sch_doubt_list, SCH, DOUBT_LIST, GObject)

SchDoubtList *sch_doubt_list_new (SchWorkspace *workspace);
/* Documents that are still to be read. */
guint sch_doubt_list_get_n_waiting (SchDoubtList *self);

G_END_DECLS
