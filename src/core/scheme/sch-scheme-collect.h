/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For sch-corpus-scheme*.c: a walk through all layer documents, loaded or not. */

#include "sch-corpus-private.h"
#include "sch-progress.h"
#include "sch-scheme-changes-private.h"

G_BEGIN_DECLS

/* One layer document. @content: as it is in the model where it is loaded, else NULL and @away.
 * @edits: (nullable): what was collected. */
typedef struct
{
  SchLayer *layer; /* for the owner's thread only */
  char *layer_name;
  char *path;
  SchLayerContent *content;
  SchAwayDocument *away;
  guint64 dirty_seq; /* of the file, when the walk began */
  SchFileState state;
  gboolean read;    /* @state is of the file */
  GPtrArray *edits; /* of SchEdit */
  guint n_concerned;
  GError *error;
} SchCollectItem;

/* (transfer full) (element-type SchCollectItem): sorted by layer and path. @layer: (nullable): one only. */
GPtrArray *sch_collect_list_items (SchCorpus *self, const char *layer);
/* In any thread: fills edits, n_concerned, state, error. */
void sch_collect_run (SchCollectItem *item, SchSchemeChanges *changes);
/* In the owner's thread: again, where the document was loaded or changed since. */
void sch_collect_refresh (SchCorpus *self, SchCollectItem *item, SchSchemeChanges *changes);
/* (transfer full) (nullable): the content of the item, read where it is away. */
SchLayerContent *sch_collect_read (SchCollectItem *item, gboolean with_text, GError **error);

G_END_DECLS
