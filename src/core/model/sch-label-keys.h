/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/* In the order of the setting. */
typedef enum
{
  SCH_KEY_SET_LEFT,     /* as the scheme says */
  SCH_KEY_SET_MIRRORED, /* the scheme's keys, left hand and right hand exchanged */
  SCH_KEY_SET_MNEMONIC, /* the first free letter of each name */
} SchKeySet;

/**
 * SchLabelKeys: which key stands for which label of a scheme, in one set of keys. Immutable.
 */
typedef struct _SchLabelKeys SchLabelKeys;

SchLabelKeys *sch_label_keys_new (SchScheme *scheme, SchKeySet set);
SchLabelKeys *sch_label_keys_ref (SchLabelKeys *self);
void sch_label_keys_unref (SchLabelKeys *self);
SchScheme *sch_label_keys_get_scheme (SchLabelKeys *self);
/* One character in lower case, or "" for a label without a key. */
const char *sch_label_keys_get_key (SchLabelKeys *self, const char *label);
const SchLabel *sch_label_keys_find (SchLabelKeys *self, gunichar key);
/* @number: from 1, in the order of the palette */
const SchLabel *sch_label_keys_get_nth (SchLabelKeys *self, guint number);

/* The key of each value of a choice: the scheme's own, else the first free letter of its name, else a
 * free digit; "" where none is left. */
GStrv sch_label_keys_list_value_keys (const SchAttribute *attribute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLabelKeys, sch_label_keys_unref)

G_END_DECLS
