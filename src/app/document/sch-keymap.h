/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/* What keys do in the document view. */
typedef enum
{
  SCH_COMMAND_NONE,
  SCH_COMMAND_LABEL,  /* use a label; with Shift: one more span with it */
  SCH_COMMAND_ARM,    /* the next label key arms its label */
  SCH_COMMAND_REPEAT, /* the last label again */
  SCH_COMMAND_FILTER, /* Space */
  SCH_COMMAND_NEXT_SPAN,
  SCH_COMMAND_PREVIOUS_SPAN,
  SCH_COMMAND_OUTWARDS,
  SCH_COMMAND_INWARDS,
  SCH_COMMAND_DELETE,
  SCH_COMMAND_ACCEPT, /* Enter */
  SCH_COMMAND_ESCAPE,
  SCH_COMMAND_WORD_BACK,
  SCH_COMMAND_WORD_FORWARD,
  SCH_COMMAND_SENTENCE_BACK,
  SCH_COMMAND_SENTENCE_FORWARD,
  SCH_COMMAND_EXTEND_CHAR_BACK,
  SCH_COMMAND_EXTEND_CHAR_FORWARD,
  SCH_COMMAND_EXTEND_WORD_BACK,
  SCH_COMMAND_EXTEND_WORD_FORWARD,
  SCH_COMMAND_EXTEND_SENTENCE_BACK,
  SCH_COMMAND_EXTEND_SENTENCE_FORWARD,
  SCH_COMMAND_ADD_RANGE,
  SCH_COMMAND_REMOVE_RANGE,
  SCH_COMMAND_NOTE,
  SCH_COMMAND_DOUBT,
} SchCommand;

/**
 * sch_keymap_lookup:
 * @scheme: (nullable): whose labels have keys
 * @keyval: of the active layout
 * @latin: what the same key gives in the first layout, for layouts without Latin letters
 * @state: modifiers, without Caps Lock and Num Lock
 * @label: (out) (transfer none): for %SCH_COMMAND_LABEL
 * @one_more: (out): Shift was held with the label's key
 */
SchCommand sch_keymap_lookup (SchScheme *scheme, guint keyval, guint latin, GdkModifierType state,
                              const SchLabel **label, gboolean *one_more);

G_END_DECLS
