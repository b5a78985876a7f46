/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the spans of a document say of the scheme: ids that a label has replaced count as that label;
 * ids that no label has are unknown, and kept. */

#include "config.h"

#include "sch-label-use.h"

#include <string.h>

guint
sch_label_count_spans (const SchLabel *label, SchLayerDocument *document)
{
  guint n = sch_layer_document_count_label (document, label->id);

  for (guint i = 0; label->replaces != NULL && label->replaces[i] != NULL; i++)
    n += sch_layer_document_count_label (document, label->replaces[i]);
  return n;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
sch_scheme_list_unknown_labels (SchScheme *scheme, SchLayerDocument *document)
{
  GPtrArray *labels = sch_layer_document_list_labels (document);

  for (guint i = labels->len; i-- > 0;)
    if (sch_scheme_get_label (scheme, g_ptr_array_index (labels, i)) != NULL)
      g_ptr_array_remove_index_fast (labels, i);
  g_ptr_array_sort (labels, compare_strings);
  return labels;
}
