/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"

G_BEGIN_DECLS

/* Labels made while annotating: the label and what it is given to are one step.
 *
 * @name: of the label: an entity with a colour and a key of its own. A label in use with this name is
 *   taken as it is, and a retired one comes back into use.
 * @label: (out) (transfer full) (nullable) (optional): its id */
char *sch_annotate_tag_with_new_label (const SchAnnotator *who, const char *name,
                                       const SchRange *ranges, guint n_ranges, char **label,
                                       GError **error);
gboolean sch_annotate_relabel_to_new (const SchAnnotator *who, const char *const *spans,
                                      const char *name, char **label, GError **error);

G_END_DECLS
