/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What sch-annotate*.c share: finding what a gesture is about and putting its group together. */

#include "sch-annotate.h"

G_BEGIN_DECLS

/* Characters of covered text in the name of a step. */
#define SCH_ANNOTATE_QUOTE_CHARS 30u
/* Longer names are cut when a cluster is named by the text that its first span covers. */
#define SCH_ANNOTATE_NAME_CHARS 120u

SchSpan *sch_annotate_find_span (const SchAnnotator *who, const char *id, GError **error);
SchSpan *sch_annotate_find_identical (const SchAnnotator *who, const SchLabel *label,
                                      const SchSpan *wanted);
void sch_annotate_join_by_surface (const SchAnnotator *who, SchSpan *span);
/* A label that may be given now. */
const SchLabel *sch_annotate_find_label (const SchAnnotator *who, const char *id, GError **error);
SchCluster *sch_annotate_find_cluster (const SchAnnotator *who, const char *id, GError **error);
SchSpan *sch_annotate_copy_with_label (SchSpan *span, const SchLabel *label);
SchSpan *sch_annotate_copy_with_attribute (SchSpan *span, const SchAttribute *attribute,
                                           const char *json, GError **error);
gboolean sch_annotate_change_value (SchAttributes *before, const SchAttribute *attribute,
                                    const char *json, SchAttributes **values, GError **error);
/* sch-annotate-clusters.c */
SchRelation *sch_annotate_find_relation (const SchAnnotator *who, const char *id, GError **error);
char *sch_annotate_shorten (const char *text, guint max_chars);
char *sch_annotate_dup_quote (const SchAnnotator *who, const SchSpan *span, guint max_chars);
gboolean sch_annotate_check_ranges (const SchAnnotator *who, SchRange *ranges, guint *n_ranges,
                                    GError **error);
SchSpan *sch_annotate_copy_with_ranges (const SchAnnotator *who, SchSpan *span, GArray *ranges,
                                        GError **error);

SchEditGroup *sch_annotate_begin (const SchAnnotator *who, const char *name);
void sch_annotate_put (const SchAnnotator *who, SchEditGroup *group, SchRecordType type,
                       gpointer before, gpointer after);
void sch_annotate_put_status (const SchAnnotator *who, SchEditGroup *group, SchStatus status);
gboolean sch_annotate_finish (const SchAnnotator *who, SchEditGroup *group, GError **error);
gboolean sch_annotate_change_span (const SchAnnotator *who, const char *name, SchSpan *before,
                                   SchSpan *after, GError **error);

void sch_annotate_mark_set (SchSpan *span, const char *attribute, gboolean is_set);

/* sch-annotate-derive.c */
void sch_annotate_put_derived (const SchAnnotator *who, SchEditGroup *group);
gboolean sch_annotate_is_set (const SchSpan *span, const char *attribute);
void sch_annotate_set_json (SchSpan *span, const SchAttribute *attribute, const char *json);
GPtrArray *sch_annotate_list_derived (const SchLabel *label);
void sch_annotate_remember_value (const SchAnnotator *who, const SchAttribute *attribute,
                                  const SchSpan *span);

/* sch-annotate-claim.c */
void sch_annotate_put_claim_relation (const SchAnnotator *who, SchEditGroup *group,
                                      const SchLabel *label, SchSpan *span);
gboolean sch_annotate_relate_to_claim (const SchAnnotator *who, const SchLabel *label,
                                       const char *span, GError **error);

G_END_DECLS
