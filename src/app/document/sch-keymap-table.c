/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All keys of the program in one table: the document view, the window's accelerators, the help and the
 * list of the keys that work now are made of it. Letters and digits belong to the labels.
 *
 * Always holds: in one situation a key has one meaning. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-keymap.h"

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT GDK_ALT_MASK

#define KEY(keyval, state, command)                             \
  {                                                             \
    GDK_KEY_##keyval, state, SCH_COMMAND_##command, NULL, FALSE \
  }
#define KEY_ALIAS(keyval, state, command)                      \
  {                                                            \
    GDK_KEY_##keyval, state, SCH_COMMAND_##command, NULL, TRUE \
  }
#define ACT(keyval, state, action)                           \
  {                                                          \
    GDK_KEY_##keyval, state, SCH_COMMAND_NONE, action, FALSE \
  }
#define ACT_ALIAS(keyval, state, action)                    \
  {                                                         \
    GDK_KEY_##keyval, state, SCH_COMMAND_NONE, action, TRUE \
  }
#define ROW(group, scope, when, does, ...)               \
  {                                                      \
    SCH_KEY_GROUP_##group, SCH_KEYS_##scope, when, does, \
    {                                                    \
      __VA_ARGS__                                        \
    }                                                    \
  }

#define WHEN_CARET (SCH_WHEN_EDIT | SCH_WHEN_LINK | SCH_WHEN_LINK_TEXT | SCH_WHEN_READING)
#define WHEN_SELECTING \
  (SCH_WHEN_PLAIN | SCH_WHEN_TEXT | SCH_WHEN_RELATION | SCH_WHEN_LINK | SCH_WHEN_LINK_TEXT)
#define WHEN_STEPPING (SCH_WHEN_EDIT | SCH_WHEN_READING)
#define WHEN_NOT_RESIZE (SCH_WHEN_ANY & ~SCH_WHEN_RESIZE)

/* clang-format off */
static const SchKeyRow rows[] = {
  ROW (ANNOTATE, DOCUMENT, SCH_WHEN_EDIT & ~SCH_WHEN_RELATION, N_ ("The last label again"),
       KEY (period, 0, REPEAT), KEY_ALIAS (KP_Decimal, 0, REPEAT)),
  ROW (ANNOTATE, DOCUMENT, SCH_WHEN_TEXT, N_ ("List of labels: type a part of the name"),
       KEY (space, 0, FILTER), KEY_ALIAS (KP_Space, 0, FILTER)),
  ROW (ANNOTATE, DOCUMENT, SCH_WHEN_SPAN,
       N_ ("Attributes: a letter sets a value and moves on to the next attribute"),
       KEY (space, 0, ATTRIBUTES), KEY_ALIAS (KP_Space, 0, ATTRIBUTES)),
  ROW (ANNOTATE, DOCUMENT, SCH_WHEN_EDIT,
       N_ ("Then a label’s letter: arm it, so that every drag and double click makes an annotation"),
       KEY (b, CTRL, ARM)),
  ROW (ANNOTATE, OUTSIDE_TEXT, SCH_WHEN_TEXT | SCH_WHEN_SPAN,
       N_ ("Annotate all occurrences; pressed again: in all documents"),
       ACT (a, CTRL | SHIFT, "win.annotate-all")),

  ROW (SELECT, DOCUMENT, WHEN_STEPPING, N_ ("Next, previous annotation"),
       KEY (Tab, 0, NEXT_SPAN), KEY (Tab, SHIFT, PREVIOUS_SPAN),
       KEY_ALIAS (KP_Tab, 0, NEXT_SPAN), KEY_ALIAS (ISO_Left_Tab, SHIFT, PREVIOUS_SPAN)),
  ROW (SELECT, DOCUMENT, WHEN_STEPPING,
       N_ ("Outwards, inwards through nested annotations"),
       KEY (Up, ALT, OUTWARDS), KEY (Down, ALT, INWARDS)),
  ROW (SELECT, DOCUMENT, SCH_WHEN_SPAN,
       N_ ("Keep this annotation selected while Tab looks for more, or no longer"),
       KEY (space, CTRL, KEEP_SPAN), KEY_ALIAS (KP_Space, CTRL, KEEP_SPAN)),
  ROW (SELECT, DOCUMENT, WHEN_CARET, N_ ("Move the caret by a word"),
       KEY (Left, CTRL, WORD_BACK), KEY (Right, CTRL, WORD_FORWARD),
       KEY_ALIAS (KP_Left, CTRL, WORD_BACK), KEY_ALIAS (KP_Right, CTRL, WORD_FORWARD)),
  ROW (SELECT, DOCUMENT, WHEN_CARET, N_ ("Move the caret by a sentence"),
       KEY (Up, CTRL, SENTENCE_BACK), KEY (Down, CTRL, SENTENCE_FORWARD),
       KEY_ALIAS (KP_Up, CTRL, SENTENCE_BACK), KEY_ALIAS (KP_Down, CTRL, SENTENCE_FORWARD)),
  ROW (SELECT, DOCUMENT, WHEN_SELECTING, N_ ("Select by a character"),
       KEY (Left, SHIFT, EXTEND_CHAR_BACK), KEY (Right, SHIFT, EXTEND_CHAR_FORWARD)),
  ROW (SELECT, DOCUMENT, WHEN_SELECTING, N_ ("Select by a word"),
       KEY (Left, CTRL | SHIFT, EXTEND_WORD_BACK), KEY (Right, CTRL | SHIFT, EXTEND_WORD_FORWARD)),
  ROW (SELECT, DOCUMENT, WHEN_SELECTING | SCH_WHEN_SPAN, N_ ("Select by a sentence"),
       KEY (Up, CTRL | SHIFT, EXTEND_SENTENCE_BACK),
       KEY (Down, CTRL | SHIFT, EXTEND_SENTENCE_FORWARD)),
  ROW (SELECT, DOCUMENT, SCH_WHEN_TEXT | SCH_WHEN_LINK_TEXT | SCH_WHEN_READING,
       N_ ("Copy the selected text"), KEY (c, CTRL, NATIVE)),
  ROW (SELECT, DOCUMENT, SCH_WHEN_TEXT | SCH_WHEN_SPAN | SCH_WHEN_ARM | SCH_WHEN_READING,
       N_ ("One step back: list, armed label, selection"), KEY (Escape, 0, ESCAPE)),

  ROW (CHANGE, DOCUMENT, SCH_WHEN_DETAILS, N_ ("Its attributes, cluster and relations"),
       KEY (Return, 0, ACCEPT), KEY_ALIAS (KP_Enter, 0, ACCEPT)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_SPAN, N_ ("Move its end by a character"),
       KEY (Left, SHIFT, EXTEND_CHAR_BACK), KEY (Right, SHIFT, EXTEND_CHAR_FORWARD),
       KEY (bracketleft, 0, END_BACK), KEY (bracketright, 0, END_FORWARD)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_SPAN, N_ ("Move its end by a word"),
       KEY (Left, CTRL | SHIFT, EXTEND_WORD_BACK), KEY (Right, CTRL | SHIFT, EXTEND_WORD_FORWARD)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_SPAN, N_ ("Move its start by a character"),
       KEY (braceleft, 0, START_BACK), KEY (braceright, 0, START_FORWARD)),
  ROW (CHANGE, OUTSIDE_TEXT, SCH_WHEN_SPAN, N_ ("Resize mode: the arrows move an end, Tab takes the other"),
       ACT (F3, 0, "win.resize-span")),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_RESIZE, N_ ("Move the end by a character"),
       KEY (Left, 0, EDGE_BACK), KEY (Right, 0, EDGE_FORWARD),
       KEY (bracketleft, 0, END_BACK), KEY (bracketright, 0, END_FORWARD),
       KEY (braceleft, 0, START_BACK), KEY (braceright, 0, START_FORWARD),
       KEY_ALIAS (KP_Left, 0, EDGE_BACK), KEY_ALIAS (KP_Right, 0, EDGE_FORWARD)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_RESIZE, N_ ("Move the end by a word"),
       KEY (Left, CTRL, EDGE_WORD_BACK), KEY (Right, CTRL, EDGE_WORD_FORWARD)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_RESIZE, N_ ("Next, previous end"),
       KEY (Tab, 0, NEXT_EDGE), KEY (Tab, SHIFT, PREVIOUS_EDGE),
       KEY_ALIAS (ISO_Left_Tab, SHIFT, PREVIOUS_EDGE)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_RESIZE, N_ ("Accept the new ends"),
       KEY (Return, 0, ACCEPT), KEY_ALIAS (KP_Enter, 0, ACCEPT)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_RESIZE, N_ ("Leave the ends as they were"),
       KEY (Escape, 0, ESCAPE)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_RANGE,
       N_ ("Add, take out the selected text as a part of the annotation selected before"),
       KEY (r, CTRL, ADD_RANGE), KEY (r, CTRL | SHIFT, REMOVE_RANGE)),
  ROW (CHANGE, WINDOW, SCH_WHEN_SPANS, N_ ("Merge the selected annotations into the first"),
       ACT (m, CTRL, "win.merge-spans")),
  ROW (CHANGE, OUTSIDE_TEXT, SCH_WHEN_SPAN | SCH_WHEN_RELATION, N_ ("Its note"), ACT (F2, 0, "win.edit-note")),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_SPAN, N_ ("In doubt, or no longer"), KEY (F4, 0, DOUBT)),
  ROW (CHANGE, DOCUMENT, SCH_WHEN_SPAN, N_ ("Delete it"),
       KEY (Delete, 0, DELETE), KEY_ALIAS (KP_Delete, 0, DELETE),
       KEY_ALIAS (BackSpace, 0, DELETE)),
  ROW (CHANGE, OUTSIDE_TEXT, SCH_WHEN_ANY, N_ ("Undo, redo; also after closing"),
       ACT (z, CTRL, "win.undo"), ACT (z, CTRL | SHIFT, "win.redo"),
       ACT_ALIAS (y, CTRL, "win.redo")),

  ROW (CONNECT, WINDOW, SCH_WHEN_SPAN,
       N_ ("Link mode: a relation from the selected annotation to another"),
       ACT (l, CTRL, "win.link")),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_LINK | SCH_WHEN_LINK_TEXT,
       N_ ("Next, previous annotation that may be linked"),
       KEY (Tab, 0, NEXT_TARGET), KEY (Tab, SHIFT, PREVIOUS_TARGET),
       KEY_ALIAS (ISO_Left_Tab, SHIFT, PREVIOUS_TARGET)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_LINK | SCH_WHEN_LINK_TEXT,
       N_ ("Find an annotation to link by its text; a letter does the same"),
       KEY (space, 0, TYPE_TARGET)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_CUE, N_ ("Make the words on offer the claim’s cue"),
       KEY (Return, 0, TAKE_CUE), KEY_ALIAS (KP_Enter, 0, TAKE_CUE)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_LINK | SCH_WHEN_LINK_TEXT, N_ ("Link"),
       KEY (Return, 0, ACCEPT), KEY_ALIAS (KP_Enter, 0, ACCEPT)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_OWN, N_ ("The author’s own: needs no source"),
       KEY (a, 0, OWN), KEY_ALIAS (a, SHIFT, OWN)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_LINK | SCH_WHEN_LINK_TEXT, N_ ("Leave link mode"),
       KEY (Escape, 0, ESCAPE)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_RELATION, N_ ("Type, ends, attributes and note of the relation"),
       KEY (Return, 0, ACCEPT), KEY_ALIAS (KP_Enter, 0, ACCEPT)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_RELATION, N_ ("Remove the relation"),
       KEY (Delete, 0, DELETE), KEY_ALIAS (KP_Delete, 0, DELETE),
       KEY_ALIAS (BackSpace, 0, DELETE)),
  ROW (CONNECT, DOCUMENT, SCH_WHEN_RELATION,
       N_ ("Back to the annotation from which the relation was selected"), KEY (Escape, 0, ESCAPE)),
  ROW (CONNECT, WINDOW, SCH_WHEN_SPAN, N_ ("Join a cluster"), ACT (j, CTRL, "win.join-cluster")),
  ROW (CONNECT, WINDOW, SCH_WHEN_EDIT, N_ ("Next entity or claim without a cluster"),
       ACT (j, CTRL | SHIFT, "win.next-unclustered")),

  ROW (FIND, WINDOW, WHEN_NOT_RESIZE, N_ ("Find in the document"), ACT (f, CTRL, "win.find")),
  ROW (FIND, WINDOW, SCH_WHEN_HITS, N_ ("Next, previous hit"),
       ACT (g, CTRL, "win.find-next"), ACT (g, CTRL | SHIFT, "win.find-previous")),
  ROW (FIND, WINDOW, WHEN_NOT_RESIZE, N_ ("Find in all documents"),
       ACT (f, CTRL | SHIFT, "win.find-in-corpus")),
  ROW (FIND, WINDOW, WHEN_STEPPING, N_ ("Next, previous problem"),
       ACT (F8, 0, "win.next-problem"), ACT (F8, SHIFT, "win.previous-problem")),
  ROW (FIND, WINDOW, WHEN_STEPPING, N_ ("Next annotation in doubt"),
       ACT (F4, SHIFT, "win.next-doubt")),
  ROW (FIND, WINDOW, WHEN_CARET, N_ ("What is here"), ACT (i, CTRL, "win.what-is-here")),

  ROW (WINDOW, WINDOW, WHEN_NOT_RESIZE, N_ ("Previous, next document"),
       ACT (Page_Up, CTRL, "win.previous-document"), ACT (Page_Down, CTRL, "win.next-document")),
  ROW (WINDOW, WINDOW, SCH_WHEN_EDIT, N_ ("Done, and on to the next one to do"),
       ACT (Return, CTRL, "win.done-and-next"), ACT_ALIAS (KP_Enter, CTRL, "win.done-and-next")),
  ROW (WINDOW, WINDOW, SCH_WHEN_EDIT, N_ ("Reopen a document that is done"),
       ACT (Return, CTRL | SHIFT, "win.reopen"), ACT_ALIAS (KP_Enter, CTRL | SHIFT, "win.reopen")),
  ROW (WINDOW, WINDOW, SCH_WHEN_EDIT | SCH_WHEN_READING, N_ ("Reading mode"),
       ACT (e, CTRL, "win.reading-mode")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Next, previous part of the window"),
       ACT (F6, 0, "win.next-pane"), ACT (F6, SHIFT, "win.previous-pane"),
       ACT_ALIAS (Tab, CTRL, "win.next-pane"), ACT_ALIAS (Tab, CTRL | SHIFT, "win.previous-pane")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Side panels"), ACT (F9, 0, "win.toggle-panels")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Full screen"), ACT (F11, 0, "win.fullscreen")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Larger, smaller, normal text"),
       ACT (plus, CTRL, "win.zoom-in"), ACT (minus, CTRL, "win.zoom-out"),
       ACT (0, CTRL, "win.zoom-reset"), ACT_ALIAS (equal, CTRL, "win.zoom-in"),
       ACT_ALIAS (KP_Add, CTRL, "win.zoom-in"), ACT_ALIAS (KP_Subtract, CTRL, "win.zoom-out"),
       ACT_ALIAS (KP_0, CTRL, "win.zoom-reset")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Open a corpus folder"), ACT (o, CTRL, "win.open")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("New window"), ACT (n, CTRL, "app.new-window")),
  ROW (WINDOW, WINDOW, WHEN_NOT_RESIZE, N_ ("The scheme: labels and what belongs to them"),
       ACT (l, CTRL | SHIFT, "win.scheme")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Preferences"), ACT (comma, CTRL, "app.preferences")),
  ROW (WINDOW, DOCUMENT, SCH_WHEN_ANY, N_ ("The keys that work now"),
       ACT (question, 0, "win.keys-now"), ACT_ALIAS (Arabic_question_mark, 0, "win.keys-now")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("The keys that work now, from everywhere"),
       ACT (question, CTRL, "win.keys-now"),
       ACT_ALIAS (Arabic_question_mark, CTRL, "win.keys-now")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("All keys and gestures"), ACT (F1, 0, "app.help")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Close the window"), ACT (w, CTRL, "window.close")),
  ROW (WINDOW, WINDOW, SCH_WHEN_ANY, N_ ("Quit"), ACT (q, CTRL, "app.quit")),
};
/* clang-format on */

const SchKeyRow *
sch_keymap_get_rows (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

const char *
sch_keymap_get_group_title (SchKeyGroup group)
{
  static const char *const titles[SCH_N_KEY_GROUPS] = {
    N_ ("Annotate"),
    N_ ("Select"),
    N_ ("Change the Selected Annotation"),
    N_ ("Relations and Clusters"),
    N_ ("Find and Go To"),
    N_ ("Documents and Window"),
  };

  g_return_val_if_fail (group < SCH_N_KEY_GROUPS, NULL);
  return _ (titles[group]);
}
