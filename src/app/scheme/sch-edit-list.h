/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SchEditItem:
 * @id: never changes
 * @subtitle: (nullable)
 * @color: (nullable): "#rrggbb": a dot in front
 * @icon: (nullable): name of an icon in front, @icon_text: (nullable): what it says
 * @key: (nullable): the letter that chooses it
 * @is_dim: it is there, but out of use
 *
 * What a row says. Borrowed for the call.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *subtitle;
  const char *color;
  const char *icon;
  const char *icon_text;
  const char *key;
  gboolean is_dim;
} SchEditItem;

/* Makes what an open row shows below it: (transfer floating). */
typedef GtkWidget *(*SchEditBody) (const char *id, gpointer data);

/**
 * SchEditList:
 *
 * A list of things that a person orders and edits: rows that are dragged (or moved by Alt+Up and
 * Alt+Down), that open below themselves one at a time, and an entry for a new one. It changes nothing
 * by itself: its owner does and then tells the items.
 *
 * Signals: "move" (string id, uint position: where it shall stand), "remove" (string id: Delete was
 * pressed), "add" (strv names: typed or pasted, one a line)
 */
#define SCH_TYPE_EDIT_LIST (sch_edit_list_get_type ())
G_DECLARE_FINAL_TYPE (SchEditList, sch_edit_list, SCH, EDIT_LIST, GtkWidget)

/* @name: for screen readers; @add_title: (nullable): of the entry for a new one */
GtkWidget *sch_edit_list_new (const char *name, const char *add_title, SchEditBody body,
                              gpointer data);
/* @empty_text: what to do where there is nothing yet */
void sch_edit_list_set_empty_text (SchEditList *self, const char *empty_text);
/* Rows are known by their ids: they keep the focus and stay open. */
void sch_edit_list_set_items (SchEditList *self, const SchEditItem *items, guint n_items);
/* Opens a row and puts the keyboard into it. NULL closes the open one. */
void sch_edit_list_open (SchEditList *self, const char *id);
const char *sch_edit_list_get_open (SchEditList *self);
/* Makes the body of the open row anew. */
void sch_edit_list_renew_body (SchEditList *self);
/* Whether rows can be moved; by default they can. */
void sch_edit_list_set_ordered (SchEditList *self, gboolean ordered);
void sch_edit_list_focus_add (SchEditList *self);

G_END_DECLS
