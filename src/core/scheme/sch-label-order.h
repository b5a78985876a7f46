/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

/* The labels of a scheme as a tree: by kind, and within a kind below their parents, in the order of the
 * scheme. Labels that are retired come last, in a list of their own. */

typedef struct
{
  const SchLabel *label;
  guint depth; /* below how many labels */
} SchLabelPlace;

/* Where a label goes, seen from another. */
typedef enum
{
  SCH_LABEL_BEFORE,
  SCH_LABEL_AFTER,
  SCH_LABEL_INTO, /* as its last child */
} SchLabelDrop;

/* A step by a key. */
typedef enum
{
  SCH_LABEL_UP,
  SCH_LABEL_DOWN,
  SCH_LABEL_IN,  /* below the one before it */
  SCH_LABEL_OUT, /* beside its parent */
} SchLabelStep;

/* (element-type SchLabelPlace): in the order of the tree; borrows from the scheme. */
GArray *sch_label_order_list (SchScheme *scheme);
/* (nullable): the label below which this one stands in the tree */
const SchLabel *sch_label_order_get_parent (SchScheme *scheme, const SchLabel *label);
/* Whether @label is @above, or stands below it. */
gboolean sch_label_order_is_below (SchScheme *scheme, const SchLabel *label, const SchLabel *above);
/* The label with all that stands below it. @scheme: as the draft was begun. FALSE = it cannot go there:
 * to another kind, below itself, beside a retired one. */
gboolean sch_label_order_drop (SchSchemeDraft *draft, SchScheme *scheme, const char *id,
                               const char *target, SchLabelDrop drop);
/* FALSE = there is nothing that way. */
gboolean sch_label_order_step (SchSchemeDraft *draft, SchScheme *scheme, const char *id,
                               SchLabelStep step);
/* Another kind, for all that stands below it too; it stands below nothing then. */
gboolean sch_label_order_set_kind (SchSchemeDraft *draft, SchScheme *scheme, const char *id,
                                   SchKind kind);
/* Below another label, or below none. */
gboolean sch_label_order_set_parent (SchSchemeDraft *draft, SchScheme *scheme, const char *id,
                                     const char *parent);

G_END_DECLS
