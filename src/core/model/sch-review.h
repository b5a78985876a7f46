/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"

G_BEGIN_DECLS

/**
 * SchIgnored: a problem that a person declared to be none.
 * @id: of the span or relation concerned, "" where the file names none
 */
typedef struct
{
  char *rule;
  char *id;
  char *reason;
} SchIgnored;

/* (transfer full) (element-type SchIgnored): in the order of the file */
GPtrArray *sch_state_list_ignored (SchState *state);

/* @id: of the span, or of the relation where the problem is one of a relation. @reason may be NULL. */
gboolean sch_annotate_ignore_problem (const SchAnnotator *who, const char *rule, const char *id,
                                      const char *reason, GError **error);
gboolean sch_annotate_heed_problem (const SchAnnotator *who, const char *rule, const char *id,
                                    GError **error);

/* A person has looked at the spans, and they are right. */
gboolean sch_annotate_confirm_many (const SchAnnotator *who, const char *const *spans,
                                    GError **error);

/* What an orphan says of the span that it was ("" where it does not). */
const char *sch_orphan_get_string (SchTree *orphan, const char *member);
/* The span is there again, on other ranges, with its relations. Returns its id. */
char *sch_annotate_attach_orphan (const SchAnnotator *who, const char *orphan,
                                  const SchRange *ranges, guint n_ranges, GError **error);
gboolean sch_annotate_discard_orphan (const SchAnnotator *who, const char *orphan, GError **error);

G_END_DECLS
