/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other layer whose spans are shown faintly behind those of the layer being edited. It stays
 * until the corpus is closed, whatever document is on show. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-workspace-private.h"

/**
 * sch_workspace_set_behind_layer:
 * @layer: (nullable): id of another layer; NULL and "": none
 */
void
sch_workspace_set_behind_layer (SchWorkspace *self, const char *layer)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (layer != NULL && *layer == '\0')
    layer = NULL;
  if (g_strcmp0 (self->behind_layer, layer) == 0)
    return;
  g_free (self->behind_layer);
  self->behind_layer = g_strdup (layer);
  sch_workspace_notify (self, PROP_BEHIND_LAYER);
}

const char *
sch_workspace_get_behind_layer (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->behind_layer;
}

/**
 * sch_workspace_get_behind_document:
 *
 * Returns: (transfer none) (nullable): the annotations of the document on show in the layer behind;
 *   NULL where there is none, it is the layer being edited, or it cannot be read (a message says so)
 */
SchLayerDocument *
sch_workspace_get_behind_document (SchWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  SchLayerDocument *document;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);

  if (self->behind_layer == NULL || self->layer_document == NULL ||
      g_strcmp0 (self->behind_layer, self->layer) == 0)
    return NULL;
  document = sch_corpus_get_layer_document (self->corpus, self->behind_layer,
                                            sch_document_get_path (self->document), &error);
  if (document == NULL)
    sch_workspace_show_error (self, error);
  return document;
}

/* A layer that was removed is no longer shown. */
void
sch_workspace_layers_changed (SchWorkspace *self)
{
  g_auto (GStrv) layers = NULL;

  if (self->behind_layer == NULL)
    return;
  layers = sch_corpus_list_layers (self->corpus);
  if (!g_strv_contains ((const char *const *) layers, self->behind_layer))
    sch_workspace_set_behind_layer (self, NULL);
}
