/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-layer-document.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/* Which labels are in use in a document. Neither is O(number of spans). */

/* Spans with the label, by its own id or by one that it replaces. */
guint sch_label_count_spans (const SchLabel *label, SchLayerDocument *document);
/* (transfer container) (element-type utf8): the labels of spans that the scheme does not know,
 * interned, sorted */
GPtrArray *sch_scheme_list_unknown_labels (SchScheme *scheme, SchLayerDocument *document);

G_END_DECLS
