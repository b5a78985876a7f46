/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchLabelMap:
 *
 * Labels of a source and what they are called in the corpus, from a table of two columns.
 */
typedef struct _SchLabelMap SchLabelMap;

SchLabelMap *sch_label_map_read (GInputStream *stream, const char *file_name,
                                 GCancellable *cancellable, GError **error);
void sch_label_map_free (SchLabelMap *self);
/* (transfer none): the label's id in the corpus: by the map, else as it is, else the scheme's label
 * with that id or name in any case. "" = the map says to leave it out. @self may be NULL. */
const char *sch_label_map_find (SchLabelMap *self, SchScheme *scheme, const char *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLabelMap, sch_label_map_free)

G_END_DECLS
