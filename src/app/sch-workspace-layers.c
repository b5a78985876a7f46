/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers as people meet them: their names, whose they are, what of them may be seen, how they go and
 * come back.
 *
 * A layer's id is folded ("dana-k"); the name that the person typed stands in layer.json: as its
 * annotator in the person's own layer, else as its title. It is written with the first change of the
 * person's own layer, and at once for a layer that was asked for; neither is a step to undo. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-corpus-layer-edits.h"
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

/* The name that the person goes by. */
static char *
dup_annotator (SchWorkspace *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "annotator-name");

  g_strstrip (name);
  return g_strdup (*name != '\0' ? name : self->environment->user);
}

/* A layer of the person's own, whatever they call it. */
static SchTree *
make_info (SchWorkspace *self, SchTree *before, const char *layer, const char *name)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *annotator = NULL;
  JsonObject *object;

  if (before != NULL)
    return sch_tree_with_string (before, "annotator", name);
  annotator = g_str_equal (layer, self->environment->user) ? g_strdup (name) : dup_annotator (self);
  object = json_object_new ();
  json_object_set_string_member (object, "format", "scholiast-layer");
  json_object_set_int_member (object, "version", 1);
  if (!g_str_equal (annotator, name))
    json_object_set_string_member (object, "title", name);
  json_object_set_string_member (object, "annotator", annotator);
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
  after = make_info (self, before, layer, name);
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

/* --- Whose, and what may be seen ------------------------------------------------------------ */

gboolean
sch_workspace_is_layer_locked (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);

  return self->corpus != NULL && self->layer != NULL &&
         !g_hash_table_contains (self->unlocked, self->layer) &&
         sch_corpus_is_layer_foreign (self->corpus, self->layer, self->environment->user);
}

/**
 * sch_workspace_unlock_layer:
 *
 * Lets the layer on show be edited although it is somebody else's, until the corpus is closed.
 */
void
sch_workspace_unlock_layer (SchWorkspace *self)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (!sch_workspace_is_layer_locked (self))
    return;
  g_hash_table_add (self->unlocked, g_strdup (self->layer));
  sch_workspace_notify (self, PROP_LAYER);
}

char *
sch_workspace_dup_layer_lock_reason (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);

  if (!sch_workspace_is_layer_locked (self))
    return NULL;
  /* Translators: %s is a person. */
  return g_strdup_printf (
      _ ("This is the layer of %s, for you to read. Annotate in a layer of your "
         "own."),
      get_annotator_name (self->corpus, self->layer));
}

gboolean
sch_workspace_is_blind (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);
  return self->corpus != NULL && sch_corpus_is_layer_blind (self->corpus, self->layer);
}

/* --- Going and coming back ------------------------------------------------------------------ */

static void
forget_removed (SchWorkspace *self)
{
  g_clear_pointer (&self->removed_layer, g_free);
  g_clear_pointer (&self->removed_title, g_free);
  g_clear_pointer (&self->removed_place, g_free);
  self->removal_is_last = FALSE;
}

void
sch_workspace_forget_layers (SchWorkspace *self)
{
  forget_removed (self);
  g_hash_table_remove_all (self->unlocked);
}

/* What is shown once @layer is gone: the person's own, else the first. */
static char *
dup_next_layer (SchWorkspace *self, const char *layer)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (self->corpus);
  const char *user = self->environment->user;

  if (g_strv_contains ((const char *const *) layers, user) && !g_str_equal (layer, user))
    return g_strdup (user);
  for (guint i = 0; layers[i] != NULL; i++)
    if (!g_str_equal (layers[i], layer))
      return g_strdup (layers[i]);
  return g_strdup (user);
}

/* The layer is shown anew, also where it has the name of the one before. */
static void
show_layer (SchWorkspace *self, const char *layer)
{
  g_clear_pointer (&self->layer, g_free);
  sch_workspace_set_layer (self, layer);
}

/**
 * sch_workspace_remove_layer:
 *
 * Takes the layer on show out of the corpus; see sch_corpus_remove_layer(). Another one is shown.
 */
gboolean
sch_workspace_remove_layer (SchWorkspace *self, GError **error)
{
  g_autofree char *layer = NULL;
  g_autofree char *title = NULL;
  g_autofree char *next = NULL;
  char *place;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self) && self->corpus != NULL, FALSE);

  layer = g_strdup (self->layer);
  title = sch_workspace_dup_layer_title (self, layer);
  next = dup_next_layer (self, layer);
  sch_workspace_set_layer (self, next);
  place = sch_corpus_remove_layer (self->corpus, layer, error);
  if (place == NULL)
    {
      sch_workspace_set_layer (self, layer);
      return FALSE;
    }
  forget_removed (self);
  self->removed_layer = g_steal_pointer (&layer);
  self->removed_title = g_steal_pointer (&title);
  self->removed_place = place;
  self->removal_is_last = TRUE;
  if (g_str_equal (next, self->removed_layer))
    show_layer (self, next);
  else
    sch_workspace_notify (self, PROP_LAYER);
  return TRUE;
}

/**
 * sch_workspace_restore_layer:
 *
 * Brings back the layer that was taken away last, and shows it.
 */
gboolean
sch_workspace_restore_layer (SchWorkspace *self, GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self) && self->corpus != NULL, FALSE);
  g_return_val_if_fail (self->removed_place != NULL, FALSE);

  sch_workspace_set_selected (self, NULL);
  name = sch_corpus_restore_layer (self->corpus, self->removed_layer, self->removed_place, error);
  if (name == NULL)
    return FALSE;
  forget_removed (self);
  show_layer (self, name);
  return TRUE;
}

const char *
sch_workspace_get_removed_layer (SchWorkspace *self, gboolean last)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return last && !self->removal_is_last ? NULL : self->removed_title;
}
