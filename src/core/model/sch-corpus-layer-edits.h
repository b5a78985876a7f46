/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"

G_BEGIN_DECLS

/* Whether the layer is another person's: @user is a folded name, as in SchEnvironment. */
gboolean sch_corpus_is_layer_foreign (SchCorpus *self, const char *layer, const char *user);
gboolean sch_corpus_is_layer_blind (SchCorpus *self, const char *layer);
/* (nullable): why no layer can be copied or removed here, for people. */
char *sch_corpus_dup_no_layer_files_reason (SchCorpus *self);

/* One step each in the history of the layer. @title: "" = none. */
gboolean sch_corpus_rename_layer (SchCorpus *self, const char *layer, const char *title,
                                  GError **error);
gboolean sch_corpus_set_layer_blind (SchCorpus *self, const char *layer, gboolean blind,
                                     GError **error);

/* Moves a layer's folder and history to a place in .scholiast/backup/, and back from there. */
char *sch_corpus_remove_layer (SchCorpus *self, const char *layer, GError **error);
char *sch_corpus_restore_layer (SchCorpus *self, const char *layer, const char *place,
                                GError **error);

/* How far a copy is; read by the owner while the copy goes on, with g_atomic_int_get(). */
typedef struct
{
  int n_done;
  int n_total;
} SchLayerCopy;

/* @progress: kept by the caller until @callback */
void sch_corpus_copy_layer_async (SchCorpus *self, const char *from, const char *to,
                                  const char *title, SchLayerCopy *progress,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer data);
gboolean sch_corpus_copy_layer_finish (SchCorpus *self, GAsyncResult *result, GError **error);

G_END_DECLS
