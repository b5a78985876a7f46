/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of spans that are there are derived again: after an import, when the document's date is known
 * by now, when the scheme has other defaults. What a person set stays. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-derive-values.h"
#include "sch-annotate-derive.h"
#include "sch-annotate-private.h"

guint
sch_derive_counts_get_total (const SchDeriveCounts *self)
{
  return self->n_new + self->n_changed + self->n_removed;
}

void
sch_derive_counts_add (SchDeriveCounts *self, const SchDeriveCounts *other)
{
  self->n_new += other->n_new;
  self->n_changed += other->n_changed;
  self->n_removed += other->n_removed;
  self->n_same += other->n_same;
  self->n_kept += other->n_kept;
  self->n_none += other->n_none;
}

static void
count_value (const char *now, const char *derived, SchDeriveCounts *counts)
{
  if (g_strcmp0 (now, derived) == 0)
    *(now != NULL ? &counts->n_same : &counts->n_none) += 1;
  else if (now == NULL)
    counts->n_new++;
  else if (derived == NULL)
    counts->n_removed++;
  else
    counts->n_changed++;
}

/* (transfer full) */
static SchSpan *
copy_derived (const SchDeriveView *view, SchSpan *span, gboolean anew, SchDeriveCounts *counts)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (view->corpus), span->label);
  g_autoptr (GPtrArray) derived = sch_annotate_list_derived (label);
  SchSpan *copy = sch_record_copy (span);

  for (guint i = 0; i < derived->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (derived, i);
      const char *now = sch_attributes_get_json (span->record.attributes, attribute->id);
      g_autofree char *json = NULL;

      if (sch_annotate_is_set (span, attribute->id) ||
          (now != NULL && (!anew || g_str_equal (attribute->derive, "sticky"))))
        {
          counts->n_kept++;
          continue;
        }
      json = sch_derive_view_dup_json (view, copy, label, attribute);
      count_value (now, json, counts);
      sch_annotate_set_json (copy, attribute, json);
    }
  return copy;
}

static void
put_spans (const SchAnnotator *who, SchEditGroup *group, GPtrArray *spans, gboolean anew,
           SchDeriveCounts *counts)
{
  const SchDeriveView view = { .corpus = who->corpus, .document = who->document, .by = who->by };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      g_autoptr (SchSpan) derived = NULL;

      if (!g_hash_table_add (seen, span))
        continue;
      derived = copy_derived (&view, span, anew, counts);
      if (!sch_record_equal (span, derived))
        sch_annotate_put (who, group, SCH_RECORD_SPAN, span, derived);
    }
}

void
sch_annotate_count_derived (const SchAnnotator *who, gboolean anew, SchDeriveCounts *counts)
{
  g_autoptr (SchEditGroup) group = sch_annotate_begin (who, "");
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (who->document);

  put_spans (who, group, spans, anew, counts);
}

/**
 * sch_annotate_derive:
 * @spans: (nullable) (array zero-terminated=1): ids; NULL = all of the document
 * @anew: also where there is a value that no person set, else only what is missing
 * @n_changed: (out) (optional): how many values are not what they were
 *
 * Derives values of spans that are there, in one step. What a person set stays, and so does the status
 * of the document.
 *
 * Returns: FALSE with %SCH_ERROR_NOT_FOUND, or an error of sch_corpus_apply()
 */
gboolean
sch_annotate_derive (const SchAnnotator *who, const char *const *ids, gboolean anew,
                     guint *n_changed, GError **error)
{
  g_autoptr (GPtrArray) spans = ids == NULL ? sch_layer_document_list_spans (who->document)
                                            : g_ptr_array_new ();
  g_autoptr (SchEditGroup) group = sch_annotate_begin (who, "");
  SchDeriveCounts counts = { 0 };
  guint n;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      SchSpan *span = sch_annotate_find_span (who, ids[i], error);

      if (span == NULL)
        return FALSE;
      g_ptr_array_add (spans, span);
    }
  put_spans (who, group, spans, anew, &counts);
  n = sch_derive_counts_get_total (&counts);
  if (n_changed != NULL)
    *n_changed = n;
  g_free (group->name);
  group->name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Derive %u Value",
                                              "Derive %u Values", n),
                                 n);
  sch_annotate_put_derived (who, group);
  return sch_corpus_apply (who->corpus, group, error);
}
