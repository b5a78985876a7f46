/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Trees for the small files (corpus, scheme, metadata, settings) and for --json output. They are
 * built by the strict reader and written by the canonical writer; of json-glib only the node
 * types are used, since its parser is lenient in ways that lose data. */
JsonNode *sch_json_tree_parse (const char *data, gsize byte_len, const char *file_name,
                               GError **error);
char *sch_json_tree_to_string (JsonNode *node, gboolean pretty, gsize *byte_len);

G_END_DECLS
