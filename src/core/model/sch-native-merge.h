/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A three-way merge of a file of a corpus, as git asks for: scheme.json thing by thing, layer documents,
 * clusters.json and documents.json record by record, scholiast.json and layer.json member by member. Where
 * both sides changed the same, ours is taken; what one removed and the other changed is kept.
 * @base: (nullable): empty or NULL where both sides made the file
 * @file_name: for messages
 * @conflicts: (out) (transfer full) (element-type utf8): a sentence for each; empty where there are none
 * Returns: (nullable): the canonical bytes; NULL with %SCH_ERROR_FORMAT or %SCH_ERROR_VERSION for what
 *   cannot be read or is no such file. */
GBytes *sch_native_merge (GBytes *base, GBytes *ours, GBytes *theirs, const char *file_name,
                          GPtrArray **conflicts, GError **error);

G_END_DECLS
