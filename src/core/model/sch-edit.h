/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/**
 * SchEdit:
 * @layer: (nullable): for records of a layer
 * @path: (nullable): document path, for records of a layer document
 * @before: (nullable): the whole record before; NULL = it is made
 * @after: (nullable): the whole record after; NULL = it is removed
 *
 * One change of one record. Its inverse has before and after exchanged.
 */
typedef struct
{
  SchRecordType type;
  char *layer;
  char *path;
  gpointer before;
  gpointer after;
} SchEdit;

typedef enum
{
  SCH_OP_DO,
  SCH_OP_UNDO,
  SCH_OP_REDO,
} SchOp;

/**
 * SchEditGroup:
 * @name: what the person did, for the undo menu ("Tag “Person”")
 * @layer: (nullable): whose history it belongs to; NULL = none (import plumbing, settings)
 * @edits: (element-type SchEdit)
 *
 * One gesture: one undo step, one journal record, over any number of documents, layers and files.
 * Shared by reference and not changed after it was applied.
 */
typedef struct
{
  gatomicrefcount refs;
  guint64 seq;
  SchOp op;
  char *name;
  char *layer;
  gint64 when;
  GPtrArray *edits;
} SchEditGroup;

SchEditGroup *sch_edit_group_new (const char *name, const char *layer);
SchEditGroup *sch_edit_group_ref (SchEditGroup *self);
void sch_edit_group_unref (SchEditGroup *self);
/* Takes references of @before and @after. */
void sch_edit_group_add (SchEditGroup *self, SchRecordType type, const char *layer,
                         const char *path, gpointer before, gpointer after);
gboolean sch_edit_group_is_empty (SchEditGroup *self);
SchEditGroup *sch_edit_group_invert (SchEditGroup *self, SchOp op);
void sch_edit_group_write (SchEditGroup *self, SchJsonWriter *writer);
SchEditGroup *sch_edit_group_parse (const char *json, gsize byte_len, const char *file_name,
                                    GError **error);
const char *sch_edit_get_id (const SchEdit *edit);
/* Whether layer and path are there where the type of the record needs them, and nowhere else. */
gboolean sch_edit_has_target (const SchEdit *edit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchEditGroup, sch_edit_group_unref)

G_END_DECLS
