/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchSettledList:
 *
 * A list model that tells the changes of another one a moment later and as one change, so that the
 * rows of a view are not made while an edit waits to be painted.
 */
#define SCH_TYPE_SETTLED_LIST (sch_settled_list_get_type ())
G_DECLARE_FINAL_TYPE (SchSettledList, sch_settled_list, SCH, SETTLED_LIST, GObject)

/* Keeps no items: what is gone and not told yet is stood in for by what is in its place. For lists too
 * long to have an object for each item. */
SchSettledList *sch_settled_list_new (GListModel *source);
/* Keeps the items as they were told: what asks them all, a filter, needs that. */
SchSettledList *sch_settled_list_new_held (GListModel *source);
/* Tells now what has not been told yet. */
void sch_settled_list_settle (SchSettledList *self);
/* Whether there is something that has not been told. */
gboolean sch_settled_list_is_pending (SchSettledList *self);
/* Where in the source an item that has been told stands now, or what stands in for it; G_MAXUINT = nothing. */
guint sch_settled_list_map (SchSettledList *self, guint position);

G_END_DECLS
