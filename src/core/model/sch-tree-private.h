/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean sch_node_is_string (JsonNode *node);
gboolean sch_node_is_strings (JsonNode *node);
/* The member of an object; "" where it is missing, no string, or @node no object. */
const char *sch_node_get_string (JsonNode *node, const char *member);

G_END_DECLS
