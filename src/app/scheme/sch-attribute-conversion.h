/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_ATTRIBUTE_CONVERTED,
  SCH_ATTRIBUTE_LEFT,         /* nothing was changed */
  SCH_ATTRIBUTE_WANTS_VALUES, /* nothing either: a choice becomes one with its first value */
} SchAttributeOutcome;

/* Not called when the window went. */
typedef void (*SchAttributeConverted) (SchAttributeOutcome outcome, SchAttributeType type,
                                       gpointer data);

/* Gives an attribute another type: at once where nothing has it, else by a mapping of what is there. */
void sch_attribute_conversion_start (GtkWidget *widget, SchWorkspace *workspace,
                                     const SchSchemePlace *place, SchAttributeType type,
                                     SchAttributeConverted converted, gpointer data);
/* The attribute as one of the other type in the draft: what does not fit it is taken away. */
void sch_attribute_conversion_apply (SchSchemeDraft *draft, const SchSchemePlace *place,
                                     const SchAttribute *attribute, SchAttributeType type);

G_END_DECLS
