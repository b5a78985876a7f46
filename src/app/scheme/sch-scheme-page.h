/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchSchemePage: a page of the scheme's window: usually a list at its start and the form of what is
 * selected there.
 *
 * Its subclasses have no constructor of their own: the window makes them with g_object_new() when they
 * are shown first, with the property "workspace"; they build their widgets in constructed().
 *
 * @update: the scheme is another one now (also called once when the page is made); not called while
 *   the page is not on show, but before it is
 * @search: only what matches is listed; "" = everything; NULL = there is nothing to search
 * @select: shows the thing at the place; FALSE = it is none of this page's
 * @flush: what is being typed becomes a step: before undo, before the window or the page goes
 * @set_editable: by default the form is insensitive where nothing may be changed
 */
#define SCH_TYPE_SCHEME_PAGE (sch_scheme_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SchSchemePage, sch_scheme_page, SCH, SCHEME_PAGE, GtkWidget)

struct _SchSchemePageClass
{
  GtkWidgetClass parent_class;

  void (*update) (SchSchemePage *self);
  void (*search) (SchSchemePage *self, const char *text);
  gboolean (*select) (SchSchemePage *self, const SchSchemePlace *place);
  void (*flush) (SchSchemePage *self);
  void (*set_editable) (SchSchemePage *self, gboolean editable);
};

/* For subclasses. */
/* @list: (nullable): fills the start, a narrow column; @form: scrolls, and is no wider than reads well.
 * To be called once. */
void sch_scheme_page_set_content (SchSchemePage *self, GtkWidget *list, GtkWidget *form);
SchWorkspace *sch_scheme_page_get_workspace (SchSchemePage *self);
/* (nullable): the scheme as it is, while a corpus is open */
SchScheme *sch_scheme_page_get_scheme (SchSchemePage *self);
gboolean sch_scheme_page_is_editable (SchSchemePage *self);

/* For the window. */
void sch_scheme_page_update (SchSchemePage *self);
void sch_scheme_page_search (SchSchemePage *self, const char *text);
gboolean sch_scheme_page_can_search (SchSchemePage *self);
gboolean sch_scheme_page_select (SchSchemePage *self, const SchSchemePlace *place);
void sch_scheme_page_flush (SchSchemePage *self);
void sch_scheme_page_set_editable (SchSchemePage *self, gboolean editable);

G_END_DECLS
