/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a pressed key means. The character that it gives comes first; then, where the layout has no Latin
 * letters, the one at its place on a Latin keyboard; and for the row of digits its number, which French and
 * other layouts have behind Shift. No display is needed: tests press keys of layouts that are not there. */

#include "config.h"

#include <gtk/gtk.h>

#include "sch-keymap.h"

#define MODIFIERS \
  (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

#define MODES (SCH_WHEN_RESIZE | SCH_WHEN_LINK | SCH_WHEN_LINK_TEXT | SCH_WHEN_OWN)

/* Key codes of Linux, as X and Wayland count them. */
#define CODE_1 10
#define CODE_0 19
#define CODE_Q 24
#define CODE_A 38
#define CODE_Z 52

static gboolean
is_latin (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return c != 0 && c < 0x250 && g_unichar_isalpha (c);
}

/* What the key gives in the Latin layout that everybody has: also where no such layout is set up. */
static guint
get_latin_at (guint keycode)
{
  static const struct
  {
    guint first;
    const char *keys;
  } places[] = {
    { CODE_Q, "qwertyuiop" },
    { CODE_A, "asdfghjkl" },
    { CODE_Z, "zxcvbnm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint n = (guint) strlen (places[i].keys);

      if (keycode >= places[i].first && keycode < places[i].first + n)
        return (guint) places[i].keys[keycode - places[i].first];
    }
  return 0;
}

void
sch_key_press_init (SchKeyPress *self, guint keyval, guint keycode, guint first, gboolean has_latin,
                    GdkModifierType state)
{
  self->keyval = keyval;
  self->state = state & MODIFIERS;
  self->digit = -1;
  self->latin = 0;
  if (keycode >= CODE_1 && keycode <= CODE_0)
    self->digit = (int) (keycode - CODE_1 + 1) % 10;
  if (has_latin || is_latin (keyval))
    return;
  self->latin = is_latin (first) ? gdk_keyval_to_lower (first) : get_latin_at (keycode);
}

gboolean
sch_key_press_is_text (const SchKeyPress *self)
{
  gunichar c = gdk_keyval_to_unicode (self->keyval);

  return (self->state & ~GDK_SHIFT_MASK) == 0 && c != 0 && g_unichar_isgraph (c);
}

/* A character that some layouts have behind Shift and others not. */
static gboolean
is_sign (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return g_unichar_isgraph (c) && !g_unichar_isalnum (c);
}

static gboolean
matches (const SchBinding *binding, const SchKeyPress *press)
{
  guint keyval = gdk_keyval_to_lower (press->keyval);
  GdkModifierType state = press->state;

  if (is_sign (binding->keyval))
    state &= ~GDK_SHIFT_MASK;
  if (binding->state != state)
    return FALSE;
  if (binding->keyval == keyval || binding->keyval == press->keyval)
    return TRUE;
  if (press->digit >= 0 && binding->keyval == (guint) (GDK_KEY_0 + press->digit))
    return TRUE;
  return press->latin != 0 && binding->keyval == press->latin;
}

/**
 * sch_keymap_find:
 * @situation: #SchSituation, all that hold
 * @works: (out): whether the binding works in the situation
 */
const SchBinding *
sch_keymap_find (const SchKeyPress *press, guint situation, gboolean window, gboolean *works)
{
  const SchBinding *other = NULL;
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  *works = FALSE;
  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
      {
        const SchBinding *binding = &rows[i].bindings[j];

        if ((rows[i].scope == SCH_KEYS_WINDOW && !window) || !matches (binding, press))
          continue;
        if ((rows[i].when & situation) != 0)
          {
            *works = TRUE;
            return binding;
          }
        /* Keys of a mode alone mean nothing outside it. */
        if (other == NULL && (rows[i].when & ~MODES) != 0)
          other = binding;
      }
  return other;
}

const SchLabel *
sch_keymap_find_label (const SchKeyPress *press, SchLabelKeys *keys, gboolean *one_more)
{
  gunichar c = gdk_keyval_to_unicode (press->keyval);
  const SchLabel *label;

  *one_more = (press->state & GDK_SHIFT_MASK) != 0;
  if (keys == NULL || (press->state & ~GDK_SHIFT_MASK) != 0)
    return NULL;
  label = sch_label_keys_find (keys, c);
  if (label == NULL && press->latin != 0)
    label = sch_label_keys_find (keys, gdk_keyval_to_unicode (press->latin));
  if (label != NULL)
    return label;
  /* The key of the row of digits, whatever stands on it; or a digit of the key pad. */
  if (press->digit >= 0)
    return sch_label_keys_get_nth (keys, press->digit == 0 ? 10 : (guint) press->digit);
  if (g_unichar_isdigit (c) && c < 0x80)
    return sch_label_keys_get_nth (keys, c == '0' ? 10 : c - '0');
  return NULL;
}

char *
sch_keymap_dup_key_label (guint keyval, GdkModifierType state)
{
  return gtk_accelerator_get_label (keyval, state);
}
