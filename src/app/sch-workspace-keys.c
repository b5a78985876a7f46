/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the labels, in the set that the person prefers. */

#include "config.h"

#include "sch-workspace-private.h"

SchLabelKeys *
sch_workspace_get_label_keys (SchWorkspace *self)
{
  SchScheme *scheme;
  int set;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);

  scheme = sch_workspace_get_scheme (self);
  set = g_settings_get_enum (self->settings, "key-set");
  if (self->label_keys != NULL && self->key_set == set &&
      sch_label_keys_get_scheme (self->label_keys) == scheme)
    return self->label_keys;
  g_clear_pointer (&self->label_keys, sch_label_keys_unref);
  self->key_set = set;
  if (scheme != NULL)
    self->label_keys = sch_label_keys_new (scheme, (SchKeySet) set);
  return self->label_keys;
}
