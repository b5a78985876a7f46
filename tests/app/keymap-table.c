/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys held against itself, against the keys that GTK, GtkSourceView and GNOME have and that stay useful,
 * and against eight keyboard layouts. No display is needed: the layouts stand here. */

#include "config.h"

#include <string.h>

#include "sch-keymap.h"

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT GDK_ALT_MASK

/* Rows of keys from the digits down, without and with Shift, as X names the layouts. What only AltGr reaches is not
 * here: nothing may need it. */
typedef struct
{
  const char *name;
  gboolean latin;
  const char *plain[4];
  const char *shifted[4];
} Layout;

static const guint first_codes[4] = { 10, 24, 38, 52 };

static const Layout layouts[] = {
  { "us",
    TRUE,
    { "1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./" },
    { "!@#$%^&*()_+", "QWERTYUIOP{}", "ASDFGHJKL:\"", "ZXCVBNM<>?" } },
  { "de",
    TRUE,
    { "1234567890ß´", "qwertzuiopü+", "asdfghjklöä", "yxcvbnm,.-" },
    { "!\"§$%&/()=?`", "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ", "YXCVBNM;:_" } },
  { "fr",
    TRUE,
    { "&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!" },
    { "1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%", "WXCVBN?./§" } },
  { "es",
    TRUE,
    { "1234567890'¡", "qwertyuiop`+", "asdfghjklñ´", "zxcvbnm,.-" },
    { "!\"·$%&/()=?¿", "QWERTYUIOP^*", "ASDFGHJKLÑ¨", "ZXCVBNM;:_" } },
  { "il",
    FALSE,
    { "1234567890-=", "/'קראטוןםפ][", "שדגכעיחלךף,", "זסבהנמצתץ." },
    { "!@#$%^&*)(_+", "QWERTYUIOP}{", "ASDFGHJKL:\"", "ZXCVBNM><?" } },
  { "ara",
    FALSE,
    { "1234567890-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر\uFEFBىةوزظ" },
    { "!@#$%^&*)(_+", "\u064E\u064B\u064F\u064C\uFEF9\u0625`\u00F7\u00D7\u061B<>",
      "\u0650\u064D][\uFEF7\u0623\u0640\u060C/:\"", "~\u0652}{\uFEF5\u0622',.\u061F" } },
  { "ru",
    FALSE,
    { "1234567890-=", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю." },
    { "!\"№;%:?*()_+", "ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭ", "ЯЧСМИТЬБЮ," } },
  { "jp",
    TRUE,
    { "1234567890-^", "qwertyuiop@[", "asdfghjkl;:", "zxcvbnm,./" },
    { "!\"#$%&'()~=~", "QWERTYUIOP`{", "ASDFGHJKL+*", "ZXCVBNM<>?" } },
};

static gunichar
get_char (const char *row, guint index)
{
  return index < g_utf8_strlen (row, -1) ? g_utf8_get_char (g_utf8_offset_to_pointer (row, index))
                                         : 0;
}

static void
press (const Layout *layout, guint keycode, gboolean shifted, GdkModifierType state,
       SchKeyPress *result)
{
  gunichar c = 0;

  for (guint i = 0; i < 4; i++)
    if (keycode >= first_codes[i] && keycode < first_codes[i] + 12)
      c = get_char ((shifted ? layout->shifted : layout->plain)[i], keycode - first_codes[i]);
  sch_key_press_init (result, gdk_unicode_to_keyval (c), keycode, 0, layout->latin,
                      state | (shifted ? SHIFT : 0));
}

/* Calls @func for all keys of a layout until it returns TRUE. */
typedef gboolean (*PressFunc) (const SchKeyPress *press, gpointer data);

static gboolean
any_key (const Layout *layout, GdkModifierType state, PressFunc func, gpointer data)
{
  for (guint i = 0; i < 4; i++)
    for (guint keycode = first_codes[i]; keycode < first_codes[i] + 12; keycode++)
      for (int shifted = 0; shifted <= 1; shifted++)
        {
          SchKeyPress pressed;

          press (layout, keycode, shifted, state, &pressed);
          if (pressed.keyval != 0 && func (&pressed, data))
            return TRUE;
        }
  return FALSE;
}

static SchScheme *
read_news (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "schemes", "news.json", NULL);
  g_autofree char *json = NULL;
  gsize byte_len;
  g_autoptr (GError) error = NULL;
  SchScheme *scheme;

  g_assert_true (g_file_get_contents (path, &json, &byte_len, &error));
  scheme = sch_scheme_new_from_json (json, byte_len, "news.json", &error);
  g_assert_no_error (error);
  return scheme;
}

/* --- Against itself ------------------------------------------------------------------------- */

/* In one situation a key means one thing. */
static void
test_no_clash (void)
{
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
      for (guint k = i; k < n_rows; k++)
        for (guint l = k == i ? j + 1 : 0; l < SCH_MAX_BINDINGS && rows[k].bindings[l].keyval != 0;
             l++)
          {
            const SchBinding *one = &rows[i].bindings[j];
            const SchBinding *two = &rows[k].bindings[l];

            if (one->keyval == two->keyval && one->state == two->state &&
                (rows[i].when & rows[k].when) != 0)
              g_error ("%s means “%s” and “%s”", gdk_keyval_name (one->keyval), rows[i].does,
                       rows[k].does);
          }
}

/* A row has a description, a key that is listed, and either an action or a command each. */
static void
test_complete (void)
{
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_assert_cmpuint (strlen (rows[i].does), >, 0);
      g_assert_cmpuint (rows[i].when, !=, 0);
      g_assert_cmpuint (rows[i].bindings[0].keyval, !=, 0);
      g_assert_false (rows[i].bindings[0].alias);
      for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
        {
          const SchBinding *binding = &rows[i].bindings[j];

          g_assert_true ((binding->action != NULL) == (binding->command == SCH_COMMAND_NONE));
          /* An accelerator is an action, and never a bare letter, digit or sign. */
          if (rows[i].scope == SCH_KEYS_DOCUMENT)
            continue;
          g_assert_nonnull (binding->action);
          g_assert_true ((binding->state & (CTRL | ALT)) != 0 ||
                         (binding->keyval >= GDK_KEY_F1 && binding->keyval <= GDK_KEY_F35));
        }
    }
}

/* What the table gives a label's letter, it gives in link mode alone, where letters are no labels. */
static void
test_letters_are_free (void)
{
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
      {
        gunichar c = gdk_keyval_to_unicode (rows[i].bindings[j].keyval);

        if ((rows[i].bindings[j].state & (CTRL | ALT)) == 0 && g_unichar_isalnum (c))
          g_assert_cmpuint (rows[i].when, ==, SCH_WHEN_OWN);
      }
}

/* --- Against others ------------------------------------------------------------------------- */

typedef struct
{
  guint keyval;
  GdkModifierType state;
} Key;

static const SchBinding *
find (guint keyval, GdkModifierType state, guint situation, gboolean *works)
{
  SchKeyPress pressed;

  sch_key_press_init (&pressed, keyval, 0, 0, TRUE, state);
  return sch_keymap_find (&pressed, situation, TRUE, works);
}

/* What GtkTextView and GtkSourceView do with these in a text that is not edited is wanted. */
static void
test_text_view_keeps_its_keys (void)
{
  static const Key kept[] = {
    { GDK_KEY_a, CTRL },
    { GDK_KEY_Home, 0 },
    { GDK_KEY_End, 0 },
    { GDK_KEY_Home, SHIFT },
    { GDK_KEY_End, SHIFT },
    { GDK_KEY_Home, CTRL },
    { GDK_KEY_End, CTRL },
    { GDK_KEY_Home, CTRL | SHIFT },
    { GDK_KEY_End, CTRL | SHIFT },
    { GDK_KEY_Page_Up, 0 },
    { GDK_KEY_Page_Down, 0 },
    { GDK_KEY_Page_Up, SHIFT },
    { GDK_KEY_Page_Down, SHIFT },
    { GDK_KEY_Up, SHIFT },
    { GDK_KEY_Down, SHIFT },
    { GDK_KEY_Left, 0 },
    { GDK_KEY_Right, 0 },
    { GDK_KEY_Up, 0 },
    { GDK_KEY_Down, 0 },
    { GDK_KEY_Menu, 0 },
    { GDK_KEY_F10, SHIFT },
    { GDK_KEY_F10, 0 },
    { GDK_KEY_Insert, CTRL },
  };
  const guint situations[] = { SCH_WHEN_PLAIN, SCH_WHEN_TEXT, SCH_WHEN_SPAN, SCH_WHEN_READING };
  gboolean works;

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    for (guint j = 0; j < G_N_ELEMENTS (situations); j++)
      g_assert_null (find (kept[i].keyval, kept[i].state, situations[j], &works));
  g_assert_cmpint (find (GDK_KEY_c, CTRL, SCH_WHEN_TEXT, &works)->command, ==, SCH_COMMAND_NATIVE);
}

/* What entries need is no accelerator of the window. */
static void
test_entries_keep_their_keys (void)
{
  static const Key kept[] = {
    { GDK_KEY_z, CTRL },
    { GDK_KEY_z, CTRL | SHIFT },
    { GDK_KEY_y, CTRL },
    { GDK_KEY_a, CTRL },
    { GDK_KEY_a, CTRL | SHIFT },
    { GDK_KEY_c, CTRL },
    { GDK_KEY_x, CTRL },
    { GDK_KEY_v, CTRL },
    { GDK_KEY_Left, CTRL },
    { GDK_KEY_Right, CTRL },
    { GDK_KEY_Left, CTRL | SHIFT },
    { GDK_KEY_BackSpace, CTRL },
    { GDK_KEY_Delete, CTRL },
    { GDK_KEY_Delete, 0 },
    { GDK_KEY_Tab, 0 },
    { GDK_KEY_Return, 0 },
    { GDK_KEY_F2, 0 },
    { GDK_KEY_F3, 0 },
    { GDK_KEY_period, CTRL },
    { GDK_KEY_semicolon, CTRL },
    { GDK_KEY_Escape, 0 },
    { GDK_KEY_u, CTRL | SHIFT },
  };
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
      for (guint k = 0; rows[i].scope == SCH_KEYS_WINDOW && k < G_N_ELEMENTS (kept); k++)
        if (rows[i].bindings[j].keyval == kept[k].keyval &&
            rows[i].bindings[j].state == kept[k].state)
          g_error ("%s is an accelerator, but entries need it", rows[i].does);
}

/* The desktop takes these before any window sees them. */
static void
test_desktop_keeps_its_keys (void)
{
  static const Key global[] = {
    { GDK_KEY_Tab, ALT },
    { GDK_KEY_Tab, ALT | SHIFT },
    { GDK_KEY_F4, ALT },
    { GDK_KEY_F1, ALT },
    { GDK_KEY_F2, ALT },
    { GDK_KEY_F5, ALT },
    { GDK_KEY_F6, ALT },
    { GDK_KEY_F7, ALT },
    { GDK_KEY_F8, ALT },
    { GDK_KEY_F10, ALT },
    { GDK_KEY_space, ALT },
    { GDK_KEY_Escape, ALT },
    { GDK_KEY_grave, ALT },
    { GDK_KEY_Up, CTRL | ALT },
    { GDK_KEY_Down, CTRL | ALT },
    { GDK_KEY_Left, CTRL | ALT },
    { GDK_KEY_Right, CTRL | ALT },
    { GDK_KEY_Tab, CTRL | ALT },
    { GDK_KEY_t, CTRL | ALT },
    { GDK_KEY_l, CTRL | ALT },
    { GDK_KEY_Delete, CTRL | ALT },
    { GDK_KEY_Print, 0 },
    { GDK_KEY_Print, SHIFT },
    { GDK_KEY_Print, ALT },
    { GDK_KEY_r, CTRL | ALT | SHIFT },
  };
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
      {
        const SchBinding *binding = &rows[i].bindings[j];

        g_assert_cmpuint (binding->state & (GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK), ==,
                          0);
        for (guint k = 0; k < G_N_ELEMENTS (global); k++)
          g_assert_false (binding->keyval == global[k].keyval && binding->state == global[k].state);
      }
}

/* --- Against layouts ------------------------------------------------------------------------ */

static gboolean
gives_label (const SchKeyPress *pressed, gpointer data)
{
  gpointer *wanted = data;
  gboolean one_more;

  return sch_keymap_find_label (pressed, wanted[0], &one_more) == wanted[1] && !one_more;
}

/* Each label's letter, in each set of keys, without AltGr and without Shift. */
static void
test_labels_everywhere (void)
{
  g_autoptr (SchScheme) scheme = read_news ();

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    for (int set = SCH_KEY_SET_LEFT; set <= SCH_KEY_SET_MNEMONIC; set++)
      {
        g_autoptr (SchLabelKeys) keys = sch_label_keys_new (scheme, set);

        for (guint j = 0; j < sch_scheme_get_n_labels (scheme); j++)
          {
            const gpointer wanted[] = { keys, (gpointer) sch_scheme_get_label_at (scheme, j) };

            if (!any_key (&layouts[i], 0, gives_label, (gpointer) wanted))
              g_error ("%s has no key in layout %s", ((SchLabel *) wanted[1])->id, layouts[i].name);
          }
      }
}

/* The place of the letter on a Latin keyboard counts where the layout has no Latin letters, and only there. */
static void
test_places (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLabelKeys) keys = sch_label_keys_new (scheme, SCH_KEY_SET_LEFT);
  gboolean one_more;
  SchKeyPress pressed;

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      /* The key right of W; and the one that is M on a US keyboard, a comma on a French one. */
      press (&layouts[i], 26, FALSE, 0, &pressed);
      g_assert_cmpstr (sch_keymap_find_label (&pressed, keys, &one_more)->id, ==, "person");
      press (&layouts[i], 26, TRUE, 0, &pressed);
      g_assert_cmpstr (sch_keymap_find_label (&pressed, keys, &one_more)->id, ==, "person");
      press (&layouts[i], 58, FALSE, 0, &pressed);
      if (strcmp (layouts[i].name, "fr") == 0)
        g_assert_null (sch_keymap_find_label (&pressed, keys, &one_more));
      else
        g_assert_cmpstr (sch_keymap_find_label (&pressed, keys, &one_more)->id, ==, "money");
    }
}

/* The row of digits counts through the labels whatever stands on its keys; Shift means one more. */
static void
test_digits (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLabelKeys) keys = sch_label_keys_new (scheme, SCH_KEY_SET_LEFT);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    for (guint digit = 1; digit <= 10; digit++)
      for (int shifted = 0; shifted <= 1; shifted++)
        {
          SchKeyPress pressed;
          gboolean one_more;
          gboolean works;

          press (&layouts[i], 9 + digit, shifted, 0, &pressed);
          /* On a Russian keyboard the question mark is Shift and 7. */
          if (pressed.keyval == GDK_KEY_question)
            continue;
          g_assert_null (sch_keymap_find (&pressed, SCH_WHEN_SPAN, TRUE, &works));
          g_assert_true (sch_keymap_find_label (&pressed, keys, &one_more) ==
                         sch_label_keys_get_nth (keys, digit));
          g_assert_cmpint (one_more, ==, shifted);
        }
}

static gboolean
is_binding (const SchKeyPress *pressed, gpointer data)
{
  const SchBinding *wanted = data;
  gboolean works;
  const SchBinding *found = sch_keymap_find (pressed, SCH_WHEN_ANY, TRUE, &works);

  return found != NULL && found->command == wanted->command &&
         g_strcmp0 (found->action, wanted->action) == 0;
}

/* Signs that need AltGr, or are not there at all, and the keys that do the same everywhere. */
static gboolean
has_stand_in (const char *layout, guint keyval)
{
  static const struct
  {
    const char *layout;
    const char *keyvals;
  } behind_altgr[] = {
    { "de", "[]{}" }, { "fr", "[]{}" }, { "es", "[]{}" }, { "ru", "[]{}" }, { "jp", "]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (behind_altgr); i++)
    if (strcmp (behind_altgr[i].layout, layout) == 0 && keyval < 0x80 &&
        strchr (behind_altgr[i].keyvals, (int) keyval) != NULL)
      return TRUE;
  return FALSE;
}

/* Every letter, digit and sign of the table can be typed in every layout, with Ctrl too. The brackets may need AltGr:
 * Shift with the arrows, and resize mode, do the same. */
static void
test_all_keys_everywhere (void)
{
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
      {
        const SchBinding *binding = &rows[i].bindings[j];
        gunichar c = gdk_keyval_to_unicode (binding->keyval);

        if (binding->alias || binding->keyval >= 0xff00 || !g_unichar_isgraph (c))
          continue;
        for (guint k = 0; k < G_N_ELEMENTS (layouts); k++)
          if (!has_stand_in (layouts[k].name, binding->keyval) &&
              !any_key (&layouts[k], binding->state & ~SHIFT, is_binding, (gpointer) binding))
            g_error ("“%s” (%s) cannot be typed in layout %s", rows[i].does,
                     gdk_keyval_name (binding->keyval), layouts[k].name);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keymap/no-clash", test_no_clash);
  g_test_add_func ("/keymap/complete", test_complete);
  g_test_add_func ("/keymap/letters-are-free", test_letters_are_free);
  g_test_add_func ("/keymap/text-view", test_text_view_keeps_its_keys);
  g_test_add_func ("/keymap/entries", test_entries_keep_their_keys);
  g_test_add_func ("/keymap/desktop", test_desktop_keeps_its_keys);
  g_test_add_func ("/keymap/labels-everywhere", test_labels_everywhere);
  g_test_add_func ("/keymap/places", test_places);
  g_test_add_func ("/keymap/digits", test_digits);
  g_test_add_func ("/keymap/all-keys-everywhere", test_all_keys_everywhere);
  return g_test_run ();
}
