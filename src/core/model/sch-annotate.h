/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"

G_BEGIN_DECLS

/**
 * SchAnnotator: who annotates what: the context of all gestures on one layer document.
 *
 * Each function builds and applies one edit group (one undo step) through sch_corpus_apply().
 * The id of the span that should be selected afterwards is returned (transfer full), NULL on error.
 * A first change of a document with status "todo" also makes it "in-progress", in the same step.
 */
typedef struct
{
  SchCorpus *corpus;
  SchLayerDocument *document;
  const char *by;
  gboolean auto_join;
  /* (nullable): the current claim: a source or cue made while it lacks one is related to it */
  const char *claim;
  /* Another source is related to the claims of the nearest cue of its sentence that lack one. */
  gboolean tie_by_cue;
} SchAnnotator;

char *sch_annotate_tag (const SchAnnotator *who, const char *label, const SchRange *ranges,
                        guint n_ranges, GError **error);
/* A span on each range, in one step. */
gboolean sch_annotate_tag_many (const SchAnnotator *who, const char *label, const SchRange *ranges,
                                guint n_ranges, guint *n_made, GError **error);

/**
 * SchPlaces: ranges in one document, sorted.
 */
typedef struct
{
  const char *path;
  const SchRange *ranges;
  guint n_ranges;
} SchPlaces;

/* The same over several documents of the layer, loaded or not. */
gboolean sch_annotate_tag_places (const SchAnnotator *who, const char *layer, const char *label,
                                  const SchPlaces *places, guint n_places, guint *n_made,
                                  GError **error);
/* One more span with this label on the ranges (and in the clusters) of another. */
char *sch_annotate_stack (const SchAnnotator *who, const char *span, const char *label,
                          GError **error);
gboolean sch_annotate_relabel (const SchAnnotator *who, const char *span, const char *label,
                               GError **error);
gboolean sch_annotate_set_ranges (const SchAnnotator *who, const char *span, const SchRange *ranges,
                                  guint n_ranges, GError **error);
gboolean sch_annotate_add_range (const SchAnnotator *who, const char *span, SchRange range,
                                 GError **error);
gboolean sch_annotate_remove_range (const SchAnnotator *who, const char *span, SchRange range,
                                    GError **error);
/* Spans with all their relations. */
gboolean sch_annotate_delete (const SchAnnotator *who, const char *const *spans, GError **error);
gboolean sch_annotate_set_attribute (const SchAnnotator *who, const char *span,
                                     const char *attribute, const char *json, GError **error);
gboolean sch_annotate_set_note (const SchAnnotator *who, const char *span, const char *note,
                                GError **error);
gboolean sch_annotate_set_doubt (const SchAnnotator *who, const char *span, gboolean doubt,
                                 GError **error);
gboolean sch_annotate_set_status (const SchAnnotator *who, SchStatus status, GError **error);
/* Merges spans into the first: ranges united, clusters and relations taken over. */
gboolean sch_annotate_merge (const SchAnnotator *who, const char *const *spans, GError **error);
char *sch_annotate_relate (const SchAnnotator *who, const char *type, const char *from,
                           const char *to, GError **error);
gboolean sch_annotate_unrelate (const SchAnnotator *who, const char *relation, GError **error);
/* Another type, start or end; NULL = as it is. */
gboolean sch_annotate_change_relation (const SchAnnotator *who, const char *relation,
                                       const char *type, const char *from, const char *to,
                                       GError **error);
/* Another span at one end, where the scheme allows it; the rest stays (sch-annotate-relations.c). */
gboolean sch_annotate_set_relation_end (const SchAnnotator *who, const char *relation,
                                        gboolean at_to, const char *span, GError **error);
gboolean sch_annotate_set_relation_attribute (const SchAnnotator *who, const char *relation,
                                              const char *attribute, const char *json,
                                              GError **error);
gboolean sch_annotate_set_relation_note (const SchAnnotator *who, const char *relation,
                                         const char *note, GError **error);
/* Clusters: @cluster NULL takes the span out; a new one is made by the second. */
gboolean sch_annotate_set_cluster (const SchAnnotator *who, const char *span, const char *cluster,
                                   GError **error);
char *sch_annotate_new_cluster (const SchAnnotator *who, const char *span, const char *name,
                                GError **error);
/* Two entities or two claims of the document become members of one cluster. */
gboolean sch_annotate_join (const SchAnnotator *who, const char *span, const char *other,
                            GError **error);

/* Whether the program found the value that the span has; the inspector says so. */
gboolean sch_span_is_derived (const SchSpan *span, const SchAttribute *attribute);
/* Derives values of spans that are there (NULL: of all), one step. */
gboolean sch_annotate_derive (const SchAnnotator *who, const char *const *spans, gboolean anew,
                              guint *n_changed, GError **error);

/* The same for many spans in one step (sch-annotate-bulk.c). Spans that have it already are left. */
gboolean sch_annotate_relabel_many (const SchAnnotator *who, const char *const *spans,
                                    const char *label, GError **error);
/* Of those spans whose label has the attribute. */
gboolean sch_annotate_set_attribute_many (const SchAnnotator *who, const char *const *spans,
                                          const char *attribute, const char *json, GError **error);
gboolean sch_annotate_set_doubt_many (const SchAnnotator *who, const char *const *spans,
                                      gboolean doubt, GError **error);
gboolean sch_annotate_set_cluster_many (const SchAnnotator *who, const char *const *spans,
                                        const char *cluster, GError **error);
/* Of the kind of the first span. */
char *sch_annotate_new_cluster_many (const SchAnnotator *who, const char *const *spans,
                                     const char *name, GError **error);

G_END_DECLS
