/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-changes.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what becomes of a span, relation, state, cluster or orphan: itself where
 * nothing does, NULL where it goes. */
gpointer sch_scheme_changes_map (SchSchemeChanges *self, gpointer record);
/* Whether clusters may be concerned. */
gboolean sch_scheme_changes_touch_clusters (SchSchemeChanges *self);
/* Whether anything is said of what stands in such a list of the scheme. */
gboolean sch_scheme_changes_touch_part (SchSchemeChanges *self, SchSchemePart part);
/* Whether spans may go, with their relations. */
gboolean sch_scheme_changes_remove_spans (SchSchemeChanges *self);

/* How often the record names the place: 0 or 1; @json: (out) (nullable) (optional) (transfer none): the
 * value where the place is an attribute. */
gboolean sch_scheme_place_concerns (const SchSchemePlace *place, gpointer record,
                                    const char **json);

G_END_DECLS
