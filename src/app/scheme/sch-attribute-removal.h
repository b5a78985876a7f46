/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/* Taking an attribute or a value away, merging values, giving an attribute another type. Where nothing
 * in the corpus is concerned it is done at once, with Undo; else a person says first what becomes of
 * what is there. @widget: of the window that asks. */

/* @place: an attribute or one of its values */
void sch_attribute_removal_start (GtkWidget *widget, SchWorkspace *workspace,
                                  const SchSchemePlace *place);
/* @place: a value; @into: another of the same attribute */
void sch_attribute_removal_merge (GtkWidget *widget, SchWorkspace *workspace,
                                  const SchSchemePlace *place, const char *into);

G_END_DECLS
