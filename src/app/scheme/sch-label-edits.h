/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-label-order.h"
#include "sch-strings-editor.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/* The gestures of the page of labels: each is one named step. FALSE (or NULL) where nothing was done,
 * after a message that says why. */

/* (transfer full): the id; after the label @beside and below its parent, where there is one. */
char *sch_label_edits_add (SchWorkspace *workspace, const char *name, SchKind kind,
                           const char *beside);
/* @complaint: (out): what is wrong with the name */
gboolean sch_label_edits_rename (SchWorkspace *workspace, const char *id, const char *name,
                                 char **complaint);
gboolean sch_label_edits_set_kind (SchWorkspace *workspace, const char *id, SchKind kind);
/* @parent: (nullable) */
gboolean sch_label_edits_set_parent (SchWorkspace *workspace, const char *id, const char *parent);
gboolean sch_label_edits_set_color (SchWorkspace *workspace, const char *id, const char *color);
gboolean sch_label_edits_set_key (SchWorkspace *workspace, const char *id, const char *key);
gboolean sch_label_edits_swap_keys (SchWorkspace *workspace, const char *id, const char *other);
gboolean sch_label_edits_describe (SchWorkspace *workspace, const char *id, const char *text);
gboolean sch_label_edits_set_examples (SchWorkspace *workspace, const char *id, gboolean counter,
                                       const char *const *examples, SchStringsChange change);
gboolean sch_label_edits_set_excluded (SchWorkspace *workspace, const char *id, gboolean excluded);
/* Restored without its key where another label has that now. */
gboolean sch_label_edits_set_retired (SchWorkspace *workspace, const char *id, gboolean retired);
gboolean sch_label_edits_drop (SchWorkspace *workspace, const char *id, const char *target,
                               SchLabelDrop drop);
gboolean sch_label_edits_step (SchWorkspace *workspace, const char *id, SchLabelStep step);
/* Takes the label out of the scheme; annotations stay as they are. */
gboolean sch_label_edits_remove (SchWorkspace *workspace, const char *id);

/* (transfer full): the names of the steps that concern annotations */
char *sch_label_edits_dup_merge_name (const SchLabel *label, const SchLabel *into);
char *sch_label_edits_dup_remove_name (const SchLabel *label);

G_END_DECLS
