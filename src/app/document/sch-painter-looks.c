/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which spans look different from the others, and where that has to be drawn anew. */

#include "config.h"

#include <string.h>

#include "sch-painter-private.h"

#define MANY 32u /* selected spans, whose looks are updated one by one */

/* What looks different when a span is selected or hovered, or no longer: its outline, and the chips
 * near it, which make room for its own. */
static void
update_looks_of (SchPainter *self, const char *id)
{
  SchSpan *span = self->document != NULL && id != NULL
                      ? sch_layer_document_get_span (self->document, id)
                      : NULL;

  if (span != NULL)
    sch_painter_renew_looks (self, sch_span_get_start (span), sch_span_get_end (span));
}

static gboolean
is_same_set (GHashTable *set, const char *const *ids, guint n)
{
  if (g_hash_table_size (set) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (set, ids[i]))
      return FALSE;
  return TRUE;
}

/* Of few spans, the paragraphs that they are in; of many, all that are laid out. */
static void
update_looks_of_selected (SchPainter *self)
{
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (self->selected) > MANY)
    {
      sch_painter_renew_looks (self, 0, G_MAXUINT);
      return;
    }
  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    update_looks_of (self, id);
}

gboolean
sch_painter_set_selected (SchPainter *self, const char *const *ids)
{
  guint n = ids != NULL ? g_strv_length ((char **) ids) : 0;
  const char *leading = n > 0 ? ids[n - 1] : NULL;

  if (g_strcmp0 (self->leading, leading) == 0 && is_same_set (self->selected, ids, n))
    return FALSE;
  update_looks_of_selected (self);
  g_hash_table_remove_all (self->selected);
  for (guint i = 0; i < n; i++)
    g_hash_table_add (self->selected, g_strdup (ids[i]));
  g_free (self->leading);
  self->leading = g_strdup (leading);
  update_looks_of_selected (self);
  return TRUE;
}

/* Another id where there was one; FALSE if it is the same. */
static gboolean
exchange (SchPainter *self, char **place, const char *id)
{
  g_autofree char *old = NULL;

  if (g_strcmp0 (*place, id) == 0)
    return FALSE;
  old = g_steal_pointer (place);
  *place = g_strdup (id);
  update_looks_of (self, old);
  update_looks_of (self, id);
  return TRUE;
}

gboolean
sch_painter_set_hovered (SchPainter *self, const char *id)
{
  return exchange (self, &self->hovered, id);
}

gboolean
sch_painter_set_current (SchPainter *self, const char *id)
{
  return exchange (self, &self->current, id);
}
