/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"
#include "sch-progress.h"

G_BEGIN_DECLS

/* How many spans have each label, by the ids that the files have, in all layers that are here; read in
 * a worker. What cannot be read is not counted: the corpus tells of it.
 * @next: (nullable): another scheme, to be told what else is in use that it lacks
 * @progress: (nullable): kept by the caller until the callback */
void sch_corpus_count_labels_async (SchCorpus *self, SchScheme *next, SchProgress *progress,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);
/* (transfer full) (element-type utf8 uint): interned ids -> how many
 * @lacks: (out) (optional) (transfer full) (element-type SchSchemeLack): in use, and lacking in @next */
GHashTable *sch_corpus_count_labels_finish (SchCorpus *self, GAsyncResult *result,
                                            GPtrArray **lacks, GError **error);

/* Whether the corpus has a scheme of its own; else it uses the one that came with the program. */
gboolean sch_corpus_has_scheme (SchCorpus *self);

/* An id that spans have and the scheme does not becomes one of a label: of that name, and if it cannot be
 * its id itself, replacing it. One step. FALSE with %SCH_ERROR_EXISTS where the scheme has it. */
gboolean sch_corpus_add_unknown_label (SchCorpus *self, const char *layer, const char *id,
                                       GError **error);

G_END_DECLS
