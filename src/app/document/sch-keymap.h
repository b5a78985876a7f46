/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "sch-label-keys.h"

G_BEGIN_DECLS

/* What keys do in the document view, where it is no action of the window. */
typedef enum
{
  SCH_COMMAND_NONE,
  SCH_COMMAND_NATIVE, /* GtkTextView's own key, listed because it stays useful */
  SCH_COMMAND_LABEL,  /* use a label; with Shift: one more span with it */
  SCH_COMMAND_ARM,    /* the next label key arms its label */
  SCH_COMMAND_REPEAT, /* the last label again */
  SCH_COMMAND_FILTER,
  SCH_COMMAND_ATTRIBUTES,
  SCH_COMMAND_NEXT_SPAN,
  SCH_COMMAND_PREVIOUS_SPAN,
  SCH_COMMAND_OUTWARDS,
  SCH_COMMAND_INWARDS,
  SCH_COMMAND_KEEP_SPAN, /* keeps the selected span selected while others are looked for */
  SCH_COMMAND_DELETE,
  SCH_COMMAND_ACCEPT,
  SCH_COMMAND_TAKE_CUE,
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
  SCH_COMMAND_END_BACK,
  SCH_COMMAND_END_FORWARD,
  SCH_COMMAND_START_BACK,
  SCH_COMMAND_START_FORWARD,
  SCH_COMMAND_EDGE_BACK, /* in resize mode */
  SCH_COMMAND_EDGE_FORWARD,
  SCH_COMMAND_EDGE_WORD_BACK,
  SCH_COMMAND_EDGE_WORD_FORWARD,
  SCH_COMMAND_NEXT_EDGE,
  SCH_COMMAND_PREVIOUS_EDGE,
  SCH_COMMAND_ADD_RANGE,
  SCH_COMMAND_REMOVE_RANGE,
  SCH_COMMAND_DOUBT,
  SCH_COMMAND_NEXT_TARGET, /* in link mode */
  SCH_COMMAND_PREVIOUS_TARGET,
  SCH_COMMAND_TYPE_TARGET,
  SCH_COMMAND_OWN,
} SchCommand;

/* Situations. Several may hold at once; a key works where one of its own does. */
typedef enum
{
  SCH_WHEN_PLAIN = 1 << 0,  /* neither text nor span selected */
  SCH_WHEN_TEXT = 1 << 1,   /* text selected */
  SCH_WHEN_SPAN = 1 << 2,   /* a span selected, and no text */
  SCH_WHEN_SPANS = 1 << 3,  /* several spans */
  SCH_WHEN_RANGE = 1 << 4,  /* text selected after a span was */
  SCH_WHEN_RESIZE = 1 << 5, /* resize mode; no other situation then */
  SCH_WHEN_LINK = 1 << 6,   /* link mode without selected text */
  SCH_WHEN_OWN = 1 << 7,    /* link mode has just begun, from a span that may be the author's own */
  SCH_WHEN_READING = 1 << 8,    /* reading mode; no labels, no edits */
  SCH_WHEN_HITS = 1 << 9,       /* something was found */
  SCH_WHEN_ARM = 1 << 10,       /* the key of the label to arm is awaited */
  SCH_WHEN_LINK_TEXT = 1 << 11, /* link mode with selected text */
  SCH_WHEN_CUE = 1 << 12,       /* words are on offer as a claim's cue, and Enter takes them */
  SCH_WHEN_DETAILS = 1 << 13,   /* a span selected, and no such words */
  SCH_WHEN_RELATION = 1 << 14,  /* a relation selected, and no text */
  SCH_WHEN_ANY = (1 << 15) - 1,
} SchSituation;

#define SCH_WHEN_EDIT (SCH_WHEN_PLAIN | SCH_WHEN_TEXT | SCH_WHEN_SPAN | SCH_WHEN_RELATION)

typedef enum
{
  SCH_KEYS_DOCUMENT,     /* in the document view only */
  SCH_KEYS_OUTSIDE_TEXT, /* everywhere but where text is typed, which needs them itself */
  SCH_KEYS_WINDOW,       /* accelerators: everywhere in the window */
} SchKeyScope;

typedef enum
{
  SCH_KEY_GROUP_ANNOTATE,
  SCH_KEY_GROUP_SELECT,
  SCH_KEY_GROUP_CHANGE,
  SCH_KEY_GROUP_CONNECT,
  SCH_KEY_GROUP_FIND,
  SCH_KEY_GROUP_WINDOW,
  SCH_N_KEY_GROUPS,
} SchKeyGroup;

/**
 * SchBinding:
 * @action: (nullable): a detailed action name, instead of a command
 * @alias: one more key for what the one before does; not listed
 */
typedef struct
{
  guint keyval;
  GdkModifierType state;
  SchCommand command;
  const char *action;
  gboolean alias;
} SchBinding;

#define SCH_MAX_BINDINGS 8

/**
 * SchKeyRow: keys that belong together.
 * @when: #SchSituation, any of them
 * @does: in words, to be translated
 * @bindings: up to the first without a keyval
 */
typedef struct
{
  SchKeyGroup group;
  SchKeyScope scope;
  guint when;
  const char *does;
  SchBinding bindings[SCH_MAX_BINDINGS];
} SchKeyRow;

const SchKeyRow *sch_keymap_get_rows (guint *n_rows);
/* Translated. */
const char *sch_keymap_get_group_title (SchKeyGroup group);
/* (transfer full): as people read it, such as "Ctrl+R" */
char *sch_keymap_dup_key_label (guint keyval, GdkModifierType state);

/**
 * SchKeyPress: a key as it was pressed, in the active layout and by its place.
 * @keyval: of the active layout
 * @latin: what the key gives where the layout has no Latin letters; 0 = nothing
 * @digit: 0 to 9 for the keys of the row of digits, else -1
 */
typedef struct
{
  guint keyval;
  guint latin;
  int digit;
  GdkModifierType state;
} SchKeyPress;

/* @first: what the key gives in the first layout, 0 where that is not known; @has_latin: whether the active
 * layout has Latin letters, so that the places of its keys do not count; @state: without the locks */
void sch_key_press_init (SchKeyPress *self, guint keyval, guint keycode, guint first,
                         gboolean has_latin, GdkModifierType state);

/* (nullable): the binding that the key has in a situation; where it has none there, the one of another
 * situation but a mode, so that it can say what is missing. @window: whether keys of the window count too. */
const SchBinding *sch_keymap_find (const SchKeyPress *press, guint situation, gboolean window,
                                   gboolean *works);
/* (nullable): the label that the key stands for; @one_more: Shift was held */
const SchLabel *sch_keymap_find_label (const SchKeyPress *press, SchLabelKeys *keys,
                                       gboolean *one_more);
/* Whether the key, with what is held, types a character. */
gboolean sch_key_press_is_text (const SchKeyPress *self);

G_END_DECLS
