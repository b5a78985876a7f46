/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the document view as a table. Letters and digits belong to the labels. */

#include "config.h"

#include "sch-keymap.h"

typedef struct
{
  guint keyval;
  GdkModifierType state;
  SchCommand command;
} Binding;

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT GDK_ALT_MASK

static const Binding bindings[] = {
  { GDK_KEY_space, 0, SCH_COMMAND_FILTER },
  { GDK_KEY_KP_Space, 0, SCH_COMMAND_FILTER },
  { GDK_KEY_period, 0, SCH_COMMAND_REPEAT },
  { GDK_KEY_Tab, 0, SCH_COMMAND_NEXT_SPAN },
  { GDK_KEY_KP_Tab, 0, SCH_COMMAND_NEXT_SPAN },
  { GDK_KEY_ISO_Left_Tab, SHIFT, SCH_COMMAND_PREVIOUS_SPAN },
  { GDK_KEY_Tab, SHIFT, SCH_COMMAND_PREVIOUS_SPAN },
  { GDK_KEY_Up, ALT, SCH_COMMAND_OUTWARDS },
  { GDK_KEY_Down, ALT, SCH_COMMAND_INWARDS },
  { GDK_KEY_Delete, 0, SCH_COMMAND_DELETE },
  { GDK_KEY_KP_Delete, 0, SCH_COMMAND_DELETE },
  { GDK_KEY_BackSpace, 0, SCH_COMMAND_DELETE },
  { GDK_KEY_Return, 0, SCH_COMMAND_ACCEPT },
  { GDK_KEY_KP_Enter, 0, SCH_COMMAND_ACCEPT },
  { GDK_KEY_Escape, 0, SCH_COMMAND_ESCAPE },
  { GDK_KEY_Left, CTRL, SCH_COMMAND_WORD_BACK },
  { GDK_KEY_Right, CTRL, SCH_COMMAND_WORD_FORWARD },
  { GDK_KEY_Up, CTRL, SCH_COMMAND_SENTENCE_BACK },
  { GDK_KEY_Down, CTRL, SCH_COMMAND_SENTENCE_FORWARD },
  { GDK_KEY_Left, SHIFT, SCH_COMMAND_EXTEND_CHAR_BACK },
  { GDK_KEY_Right, SHIFT, SCH_COMMAND_EXTEND_CHAR_FORWARD },
  { GDK_KEY_Left, CTRL | SHIFT, SCH_COMMAND_EXTEND_WORD_BACK },
  { GDK_KEY_Right, CTRL | SHIFT, SCH_COMMAND_EXTEND_WORD_FORWARD },
  { GDK_KEY_Up, CTRL | SHIFT, SCH_COMMAND_EXTEND_SENTENCE_BACK },
  { GDK_KEY_Down, CTRL | SHIFT, SCH_COMMAND_EXTEND_SENTENCE_FORWARD },
  { GDK_KEY_b, CTRL, SCH_COMMAND_ARM },
  { GDK_KEY_r, CTRL, SCH_COMMAND_ADD_RANGE },
  { GDK_KEY_r, CTRL | SHIFT, SCH_COMMAND_REMOVE_RANGE },
  { GDK_KEY_F2, 0, SCH_COMMAND_NOTE },
  { GDK_KEY_F4, 0, SCH_COMMAND_DOUBT },
};

static gboolean
is_latin (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return c != 0 && c < 0x250 && g_unichar_isalpha (c);
}

/* Digits count through the labels as the palette shows them: 1 is the first, 0 the tenth. */
static const SchLabel *
find_by_digit (SchScheme *scheme, guint digit)
{
  guint wanted = digit == 0 ? 10 : digit;
  guint count = 0;

  for (int kind = 0; kind < SCH_N_KINDS; kind++)
    for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
      {
        const SchLabel *label = sch_scheme_get_label_at (scheme, i);

        if (!label->retired && (int) label->kind == kind && ++count == wanted)
          return label;
      }
  return NULL;
}

static const SchLabel *
find_label (SchScheme *scheme, guint keyval, guint latin)
{
  const guint candidates[] = { keyval, latin };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      gunichar c = gdk_keyval_to_unicode (gdk_keyval_to_lower (candidates[i]));
      char utf8[7] = { 0 };
      const SchLabel *label;

      /* The place of the key counts only where the layout has no Latin letters. */
      if (c == 0 || (i > 0 && is_latin (keyval)))
        continue;
      g_unichar_to_utf8 (c, utf8);
      label = sch_scheme_get_label_by_key (scheme, utf8);
      if (label != NULL)
        return label;
      if (g_unichar_isdigit (c) && c < 0x80)
        return find_by_digit (scheme, c - '0');
    }
  return NULL;
}

SchCommand
sch_keymap_lookup (SchScheme *scheme, guint keyval, guint latin, GdkModifierType state,
                   const SchLabel **label, gboolean *one_more)
{
  GdkModifierType modifiers = state & (CTRL | SHIFT | ALT | GDK_SUPER_MASK | GDK_META_MASK);

  *label = NULL;
  *one_more = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      gboolean is_letter = (modifiers & CTRL) != 0;
      guint pressed = is_letter ? gdk_keyval_to_lower (is_latin (keyval) ? keyval : latin) : keyval;

      if (bindings[i].state == modifiers &&
          (bindings[i].keyval == pressed || bindings[i].keyval == keyval))
        return bindings[i].command;
    }
  if (scheme == NULL || (modifiers & ~SHIFT) != 0)
    return SCH_COMMAND_NONE;
  *label = find_label (scheme, keyval, latin);
  *one_more = (modifiers & SHIFT) != 0;
  return *label != NULL ? SCH_COMMAND_LABEL : SCH_COMMAND_NONE;
}
