/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Menus that open at a point and are gone when they close. */

/* @name: shown as it is, without mnemonics; @action: (nullable): detailed action name, without a target
 * that is a name itself */
GMenuItem *sch_popup_new_item (const char *name, const char *action);
/* Appends an item that is not there while its action is missing. */
void sch_popup_append (GMenu *menu, const char *name, const char *action);
/* The same with a string as the action's target. */
void sch_popup_append_with_target (GMenu *menu, const char *name, const char *action,
                                   const char *target);
/* Appends a section unless it is empty; drops the reference. */
void sch_popup_take_section (GMenu *menu, const char *title, GMenu *section);
/* Opens a menu at a point of @parent. @focus: (nullable): gets the keyboard back when it closes. */
void sch_popup_show (GtkWidget *parent, GMenuModel *menu, double x, double y, GtkWidget *focus);

G_END_DECLS
