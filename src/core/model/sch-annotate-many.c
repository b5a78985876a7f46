/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same label on many places at once, in one document or in many: one group, one undo step. What
 * cannot be done everywhere is done nowhere. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-store.h"

/* A new span, or NULL where there is one already. */
static SchSpan *
make_span (const SchAnnotator *who, const SchLabel *label, SchRange range)
{
  g_autofree char *id = sch_id_new_random ();
  g_autoptr (SchSpan) span = sch_span_new (id, label->id, &range, 1);

  if (sch_annotate_find_identical (who, label, span) != NULL)
    return NULL;
  if (who->auto_join && label->kind == SCH_KIND_ENTITY)
    sch_annotate_join_by_surface (who, span);
  return g_steal_pointer (&span);
}

static gboolean
is_same (SchRange a, SchRange b)
{
  return a.start == b.start && a.end == b.end;
}

/* Adds the spans of one document. Returns FALSE for a range that lies outside of it. */
static gboolean
put_spans (const SchAnnotator *who, SchEditGroup *group, const SchLabel *label,
           const SchPlaces *places, guint *n_made, GError **error)
{
  guint before = *n_made;

  for (guint i = 0; i < places->n_ranges; i++)
    {
      SchRange range = places->ranges[i];
      g_autoptr (SchSpan) span = NULL;
      guint one = 1;

      if (!sch_annotate_check_ranges (who, &range, &one, error))
        return FALSE;
      if (i > 0 && is_same (range, places->ranges[i - 1]))
        continue;
      span = make_span (who, label, range);
      if (span == NULL)
        continue;
      sch_annotate_put (who, group, SCH_RECORD_SPAN, NULL, span);
      (*n_made)++;
    }
  if (*n_made > before && sch_layer_document_get_status (who->document) == SCH_STATUS_TODO)
    sch_annotate_put_status (who, group, SCH_STATUS_IN_PROGRESS);
  return TRUE;
}

static char *
dup_name (const SchLabel *label, guint n_made)
{
  if (n_made == 1)
    return g_strdup_printf (_ ("Tag “%s”"), label->name);
  /* Translators: %u places of the text get the label %s. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Tag %u Place as “%s”",
                                       "Tag %u Places as “%s”", n_made),
                          n_made, label->name);
}

/**
 * sch_annotate_tag_places:
 * @who: its document does not matter
 * @label: id of a label of the scheme
 * @n_made: (out): how many spans were made
 *
 * Makes a span on each range, in one step; not where one with the label and the range is there
 * already. With auto_join, entities join clusters as with sch_annotate_tag().
 *
 * Returns: FALSE, with nothing changed, with an error as for sch_annotate_tag()
 */
gboolean
sch_annotate_tag_places (const SchAnnotator *who, const char *layer, const char *label_id,
                         const SchPlaces *places, guint n_places, guint *n_made, GError **error)
{
  const SchLabel *label = sch_annotate_find_label (who, label_id, error);
  g_autoptr (SchEditGroup) group = NULL;
  guint n = 0;

  *n_made = 0;
  if (label == NULL)
    return FALSE;
  group = sch_edit_group_new ("", layer);
  for (guint i = 0; i < n_places; i++)
    {
      SchAnnotator there = *who;

      there.document = sch_corpus_get_layer_document (who->corpus, layer, places[i].path, error);
      if (there.document == NULL || !put_spans (&there, group, label, &places[i], &n, error))
        return FALSE;
    }
  g_free (group->name);
  group->name = dup_name (label, n);
  sch_annotate_put_derived (who, group);
  if (n > 0 && !sch_corpus_apply (who->corpus, group, error))
    return FALSE;
  *n_made = n;
  return TRUE;
}

/**
 * sch_annotate_tag_many:
 * @ranges: sorted
 *
 * sch_annotate_tag_places() for the document of @who.
 */
gboolean
sch_annotate_tag_many (const SchAnnotator *who, const char *label, const SchRange *ranges,
                       guint n_ranges, guint *n_made, GError **error)
{
  const SchPlaces places = { sch_layer_document_get_path (who->document), ranges, n_ranges };

  return sch_annotate_tag_places (who, sch_layer_document_get_layer (who->document), label, &places,
                                  1, n_made, error);
}
