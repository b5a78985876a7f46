/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-metadata.h"

G_BEGIN_DECLS

/**
 * SchMetadataForm: the metadata of a document as rows of a form.
 *
 * Signal "changed": something was typed or chosen.
 */
#define SCH_TYPE_METADATA_FORM (sch_metadata_form_get_type ())
G_DECLARE_FINAL_TYPE (SchMetadataForm, sch_metadata_form, SCH, METADATA_FORM, GtkWidget)

/* @brief: only what a new document is asked for: title, outlet, author, date, address */
GtkWidget *sch_metadata_form_new (gboolean brief);
/* @metadata: (nullable) */
void sch_metadata_form_fill (SchMetadataForm *self, SchTree *metadata);
void sch_metadata_form_set (SchMetadataForm *self, const char *member, const char *value);
const char *sch_metadata_form_get (SchMetadataForm *self, const char *member);
/* (transfer full): @base with what the form says; members that it does not show stay. */
SchTree *sch_metadata_form_build (SchMetadataForm *self, SchTree *base);
/* Whether everything may be stored; a row that may not says why. */
gboolean sch_metadata_form_is_valid (SchMetadataForm *self);
void sch_metadata_form_focus (SchMetadataForm *self);

G_END_DECLS
