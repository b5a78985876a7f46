/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What sch-annotate*.c share: finding what a gesture is about and putting its group together. */

#include "sch-annotate.h"

G_BEGIN_DECLS

/* Characters of covered text in the name of a step. */
#define SCH_ANNOTATE_QUOTE_CHARS 30u

SchSpan *sch_annotate_find_span (const SchAnnotator *who, const char *id, GError **error);
const SchLabel *sch_annotate_find_label (const SchAnnotator *who, const char *id, GError **error);
SchSpan *sch_annotate_find_identical (const SchAnnotator *who, const SchLabel *label,
                                      const SchSpan *wanted);
void sch_annotate_join_by_surface (const SchAnnotator *who, SchSpan *span);
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

/* sch-annotate-claim.c */
const SchRelationType *sch_annotate_find_claim_relation (const SchAnnotator *who,
                                                         const SchLabel *label,
                                                         gboolean *claim_is_start);
void sch_annotate_put_claim_relation (const SchAnnotator *who, SchEditGroup *group,
                                      const SchLabel *label, const char *span);
gboolean sch_annotate_relate_to_claim (const SchAnnotator *who, const SchLabel *label,
                                       const char *span, GError **error);

G_END_DECLS
