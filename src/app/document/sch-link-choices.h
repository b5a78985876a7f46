/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchLinkChoice: one way to link two spans.
 * @type: id of a relation type; NULL joins them in a cluster
 * @inward: the relation leads from the other one here
 * @name: translated
 */
typedef struct
{
  char *type;
  gboolean inward;
  char *name;
} SchLinkChoice;

/* Whether there is any way to link two spans with these labels (ids). */
gboolean sch_link_allows (SchScheme *scheme, const char *label, const char *other_label);
/* (transfer full) (element-type SchLinkChoice): what the scheme allows from one span to the other and
 * is not there yet. */
GPtrArray *sch_link_list_choices (SchWorkspace *workspace, SchSpan *span, SchSpan *other);
/* One undo step; says what was done, or why not. */
gboolean sch_link_apply (SchWorkspace *workspace, const SchLinkChoice *choice, const char *span,
                         const char *other);

G_END_DECLS
