/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-edit.h"
#include "sch-history-store.h"

G_BEGIN_DECLS

/**
 * SchHistory:
 *
 * What can be undone and redone in one layer, in order of time. Groups that were read from the disk
 * are parsed only when they are needed.
 */
typedef struct _SchHistory SchHistory;

SchHistory *sch_history_new (void);
SchHistory *sch_history_new_from_log (const SchHistoryLog *log);
void sch_history_free (SchHistory *self);
guint64 sch_history_get_last_seq (SchHistory *self);
/* A group was applied: done, undone or redone, as its op says. */
void sch_history_note (SchHistory *self, SchEditGroup *group);
/* (transfer none) (nullable): the group that would be undone (redone) next */
SchEditGroup *sch_history_peek_undo (SchHistory *self);
SchEditGroup *sch_history_peek_redo (SchHistory *self);
/* Forgets a step that can no longer be applied. */
void sch_history_drop_undo (SchHistory *self);
void sch_history_drop_redo (SchHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchHistory, sch_history_free)

G_END_DECLS
