/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"
#include "sch-progress.h"
#include "sch-scheme-changes.h"

G_BEGIN_DECLS

/* Changing the scheme of a corpus. All steps belong to the history of a layer (the active one) and can
 * be undone like any other; "scheme-changed" is emitted. A step that names no annotations is done at
 * once; one that changes annotations reads all layers in a worker, with progress and cancel. */

/* @name: what the person did, for the undo menu ("Rename “Person”"). */
gboolean sch_corpus_set_scheme (SchCorpus *self, const char *layer, const char *name,
                                SchScheme *scheme, GError **error);

/* How many annotations of one document in one layer are concerned. */
typedef struct
{
  char *layer;
  char *path;
  guint n;
} SchSchemeConcern;

/**
 * SchSchemeSurvey:
 * @n: annotations concerned: spans with a label, relations of a type, things that have the attribute
 *   or the value set
 * @concerns: (element-type SchSchemeConcern): where, sorted by layer and path; none with 0
 * @values: (element-type utf8 uint): for an attribute: canonical JSON of each value -> how often; at
 *   most #SCH_SURVEY_MAX_VALUES different ones
 * @more_values: there were more of them
 * @unread: (element-type SchIssue): layer documents that could not be read: what is in them is kept
 */
#define SCH_SURVEY_MAX_VALUES 1000u
typedef struct
{
  guint64 n;
  GPtrArray *concerns;
  GHashTable *values;
  gboolean more_values;
  GPtrArray *unread;
} SchSchemeSurvey;

void sch_scheme_survey_free (SchSchemeSurvey *self);
/* @progress: (nullable): kept by the caller until the callback. */
void sch_corpus_survey_scheme_async (SchCorpus *self, const SchSchemePlace *place,
                                     SchProgress *progress, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
SchSchemeSurvey *sch_corpus_survey_scheme_finish (SchCorpus *self, GAsyncResult *result,
                                                  GError **error);

/* The new scheme (nullable: as it is) and what becomes of annotations, in all layers that are here, as
 * one step. Cancelled before it is applied, nothing is changed. */
void sch_corpus_change_scheme_async (SchCorpus *self, const char *layer, const char *name,
                                     SchScheme *scheme, SchSchemeChanges *changes,
                                     SchProgress *progress, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
/* @n_changed: (out) (optional): how many annotations were changed. */
gboolean sch_corpus_change_scheme_finish (SchCorpus *self, GAsyncResult *result, guint64 *n_changed,
                                          GError **error);
/* The same, waiting: for the command line and tests. */
gboolean sch_corpus_change_scheme (SchCorpus *self, const char *layer, const char *name,
                                   SchScheme *scheme, SchSchemeChanges *changes, guint64 *n_changed,
                                   GError **error);

/* How many of the loaded annotations and clusters of a layer still name what the scheme has replaced
 * (labels, relation types, values): to offer sch_corpus_update_layer_async(). */
guint sch_corpus_count_outdated (SchCorpus *self, const char *layer);
/* Brings a layer to the scheme as it is now: one step in its own history. */
void sch_corpus_update_layer_async (SchCorpus *self, const char *layer, SchProgress *progress,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);
gboolean sch_corpus_update_layer_finish (SchCorpus *self, GAsyncResult *result, guint64 *n_changed,
                                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSchemeSurvey, sch_scheme_survey_free)

G_END_DECLS
