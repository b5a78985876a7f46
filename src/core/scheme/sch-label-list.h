/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

/**
 * SchProposedLabel:
 * @line: where it stands in the list, from 1
 * @parent: (nullable): index in the list of labels as a number + 1, 0 = none
 * @key, @color, @description: "" where the list says nothing
 * @existing: (nullable): id of the label of the scheme that has this name already: it is not added, but
 *   may be the parent of others
 *
 * A label that somebody wrote into a list.
 */
typedef struct
{
  guint line;
  guint parent;
  char *name;
  SchKind kind;
  gboolean has_kind;
  char *key;
  char *color;
  char *description;
  char *parent_id; /* (nullable): a label that is in the scheme already */
  char *existing;
} SchProposedLabel;

/* @line: from 1 */
typedef struct
{
  guint line;
  char *text;
} SchLabelListWarning;

/**
 * SchLabelList:
 * @labels: (element-type SchProposedLabel): in the order of the list, parents first
 * @warnings: (element-type SchLabelListWarning): what was left out or understood otherwise than it may have
 *   been meant, in the order of the lines; nothing is dropped without one
 */
typedef struct
{
  GPtrArray *labels;
  GPtrArray *warnings;
} SchLabelList;

/* @text: one label a line: a name, then in any order [k] or (k) for the key, #rrggbb, and a description
 * after a tab, " - " or ":"; indentation makes it a child of the line above that stands less far in;
 * bullets and numbers are passed over. Or CSV with a header of name, key, color, kind, description, parent.
 * @scheme: (nullable): that the labels are for */
SchLabelList *sch_label_list_parse (const char *text, SchScheme *scheme);
void sch_label_list_free (SchLabelList *self);
/* How many labels sch_label_list_add_to_draft() would add. */
guint sch_label_list_count_new (SchLabelList *self);
/* @kind: of labels for which the list does not say one.
 * Returns: (transfer full): ids of the labels that were added */
GStrv sch_label_list_add_to_draft (SchLabelList *self, SchSchemeDraft *draft, SchKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLabelList, sch_label_list_free)

G_END_DECLS
