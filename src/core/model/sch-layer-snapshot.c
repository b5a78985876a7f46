/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of a layer document for another thread: references to records that nobody changes. */

#include "config.h"

#include "sch-layer-document-private.h"

struct _SchLayerSnapshot
{
  SchLayerContent *content;
};

/**
 * sch_layer_document_snapshot:
 * @scheme_revision: of the scheme in use
 * @annotator: (nullable): written where the file does not name one yet
 *
 * Returns: (transfer full): the annotations as they are now, for any thread
 */
SchLayerSnapshot *
sch_layer_document_snapshot (SchLayerDocument *self, guint scheme_revision, const char *annotator)
{
  SchLayerSnapshot *snapshot = g_new0 (SchLayerSnapshot, 1);
  SchLayerContent *content = sch_layer_document_dup_content (self);

  content->scheme_revision = MAX (scheme_revision, content->scheme_revision);
  if (content->annotator == NULL)
    content->annotator = g_strdup (annotator);
  snapshot->content = content;
  return snapshot;
}

GBytes *
sch_layer_snapshot_to_json (SchLayerSnapshot *snapshot)
{
  return sch_layer_content_write (snapshot->content);
}

/* Whether there is nothing to write that a missing file would not say too. */
gboolean
sch_layer_snapshot_is_empty (SchLayerSnapshot *snapshot)
{
  SchLayerContent *content = snapshot->content;
  SchState *state = content->state;

  return content->spans->len == 0 && content->relations->len == 0 && content->orphans->len == 0 &&
         state->status == SCH_STATUS_TODO && state->record.attributes == NULL &&
         state->record.note == NULL && state->ignored->len == 0 && content->file_extra == NULL &&
         content->document_extra == NULL;
}

void
sch_layer_snapshot_free (SchLayerSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;
  sch_layer_content_free (snapshot->content);
  g_free (snapshot);
}
