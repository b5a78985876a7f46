/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of lists of labels, shared by sch-label-list*.c and by nobody else. */

#include "sch-label-list.h"

G_BEGIN_DECLS

/* More than this no palette holds. */
#define SCH_LABEL_LIST_MAX 2000u

/* @names: folded name -> index + 1 of the first label with it; @places: "parent\nname" -> likewise;
 * @keys: folded key -> index + 1 */
typedef struct
{
  SchLabelList *list;
  SchScheme *scheme;
  GHashTable *names;
  GHashTable *places;
  GHashTable *keys;
} SchLabelListBuilder;

void sch_label_list_warn (SchLabelList *self, guint line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* Checks name, key and colour, and adds it where it is none that is there already.
 * @label: (transfer full)
 * Returns: index + 1 of what stands for it in the list: the label, or that which is there already; 0 =
 *   nothing */
guint sch_label_list_take (SchLabelListBuilder *self, SchProposedLabel *label);
SchProposedLabel *sch_proposed_label_new (guint line);
gboolean sch_label_list_is_key (const char *text);
/* (transfer full) (nullable): "#rrggbb", also of "#rgb" */
char *sch_label_list_dup_color (const char *text);

/* sch-label-list-table.c: FALSE where the text is no table with a header of known columns. */
gboolean sch_label_list_parse_table (SchLabelListBuilder *self, const char *text);

G_END_DECLS
