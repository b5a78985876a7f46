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

SchSettledList *sch_settled_list_new (GListModel *source);
/* Tells now what has not been told yet. */
void sch_settled_list_settle (SchSettledList *self);
/* Whether "items-changed" is being emitted: a selection that changes now changes by itself. */
gboolean sch_settled_list_is_telling (SchSettledList *self);

G_END_DECLS
