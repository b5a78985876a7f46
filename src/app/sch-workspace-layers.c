/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of layers as people read them. A layer's id is folded ("dana-k"); the name that the
 * person typed stands in layer.json as its annotator. It is written with the first change of the
 * person's own layer, and at once for a layer that was asked for; neither is a step to undo. */

#include "config.h"

#include "sch-native-files.h"
#include "sch-workspace-private.h"

static const char *
get_annotator_name (SchCorpus *corpus, const char *layer)
{
  SchTree *info = sch_corpus_get_layer_info (corpus, layer);

  return info != NULL ? sch_tree_get_string (info, "annotator") : "";
}

/* (nullable): the name in the preferences where the layer is the person's own and has no other. */
static char *
dup_own_name (SchWorkspace *self, const char *layer)
{
  g_autofree char *name = g_settings_get_string (self->settings, "annotator-name");
  const char *now = get_annotator_name (self->corpus, layer);
  g_autofree char *folded = NULL;

  if (*g_strstrip (name) == '\0' || (*now != '\0' && !g_str_equal (now, layer)))
    return NULL;
  folded = sch_environment_fold_name (name);
  return g_str_equal (folded, layer) && !g_str_equal (name, now) ? g_steal_pointer (&name) : NULL;
}

static SchTree *
make_info (SchTree *before, const char *layer, const char *name)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object;

  if (before != NULL)
    return sch_tree_with_string (before, "annotator", name);
  object = json_object_new ();
  json_object_set_string_member (object, "format", "scholiast-layer");
  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (object, "annotator", name);
  json_object_set_string_member (object, "role", "annotator");
  json_node_take_object (node, object);
  return sch_tree_new (SCH_RECORD_LAYER, layer, node);
}

/**
 * sch_workspace_name_layer:
 * @layer: name of a layer, which need not exist yet
 * @name: what people call it
 */
gboolean
sch_workspace_name_layer (SchWorkspace *self, const char *layer, const char *name, GError **error)
{
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (SchTree) after = NULL;
  SchTree *before;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self) && self->corpus != NULL, FALSE);

  before = sch_corpus_get_layer_info (self->corpus, layer);
  after = make_info (before, layer, name);
  group = sch_edit_group_new ("", NULL);
  sch_edit_group_add (group, SCH_RECORD_LAYER, layer, NULL, before, after);
  return sch_corpus_apply (self->corpus, group, error);
}

/* Before a change: gives the person's own layer the name that they have in the preferences. */
gboolean
sch_workspace_name_own_layer (SchWorkspace *self, GError **error)
{
  g_autofree char *name = dup_own_name (self, self->layer);

  return name == NULL || sch_workspace_name_layer (self, self->layer, name, error);
}

/**
 * sch_workspace_dup_layer_title:
 *
 * Returns: (transfer full): what people call the layer
 */
char *
sch_workspace_dup_layer_title (SchWorkspace *self, const char *layer)
{
  char *name;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self) && self->corpus != NULL, NULL);

  name = dup_own_name (self, layer);
  if (name == NULL)
    name = sch_corpus_dup_layer_title (self->corpus, layer);
  if (name == NULL || *name == '\0')
    {
      g_free (name);
      name = g_strdup (layer);
    }
  return name;
}
