/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two spans that are the same thing, by one gesture: the first comes to the second. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-store.h"

#define MAX_NAME_CHARS 120u

static const char *
get_cluster_of (const SchSpan *span)
{
  return span->clusters != NULL ? span->clusters[0] : NULL;
}

static SchSpan *
copy_into (SchSpan *span, const char *cluster)
{
  SchSpan *copy = sch_record_copy (span);

  sch_span_set_clusters (copy, (const char *const[]){ cluster, NULL });
  return copy;
}

/* Both become members of a cluster that is made for them, named by what the second covers. */
static gboolean
make_common_cluster (const SchAnnotator *who, SchSpan *span, SchSpan *other, SchKind kind,
                     GError **error)
{
  g_autofree char *id = sch_id_new_random ();
  g_autofree char *name = sch_annotate_dup_quote (who, other, MAX_NAME_CHARS);
  g_autofree char *quote = sch_annotate_shorten (name, SCH_ANNOTATE_QUOTE_CHARS);
  g_autofree char *step = g_strdup_printf (_ ("Join “%s”"), quote);
  g_autoptr (SchCluster) cluster = sch_cluster_new (id, sch_kind_to_string (kind), name);
  g_autoptr (SchSpan) span_after = copy_into (span, id);
  g_autoptr (SchSpan) other_after = copy_into (other, id);
  g_autoptr (SchEditGroup) group = sch_annotate_begin (who, step);

  if (kind == SCH_KIND_ENTITY)
    cluster->label = g_strdup (other->label);
  sch_annotate_put (who, group, SCH_RECORD_CLUSTER, NULL, cluster);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, other, other_after);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, span, span_after);
  return sch_annotate_finish (who, group, error);
}

/**
 * sch_annotate_join:
 * @span_id: comes to the other
 * @other_id: of the same document; its cluster wins where both have one
 *
 * Makes two spans members of one cluster: the other's, else the span's own, else a new one. Two that
 * are together already stay as they are.
 *
 * Returns: FALSE with %SCH_ERROR_INVALID where not both are entities or claims
 */
gboolean
sch_annotate_join (const SchAnnotator *who, const char *span_id, const char *other_id,
                   GError **error)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  SchSpan *other = span != NULL ? sch_annotate_find_span (who, other_id, error) : NULL;
  SchKind kind;

  if (other == NULL)
    return FALSE;
  kind = sch_scheme_get_kind (scheme, span->label);
  if (span == other || kind != sch_scheme_get_kind (scheme, other->label) ||
      (kind != SCH_KIND_ENTITY && kind != SCH_KIND_CLAIM))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("Only two entities or two claims can be the same. Choose another one."));
      return FALSE;
    }
  if (get_cluster_of (other) != NULL)
    return g_strcmp0 (get_cluster_of (span), get_cluster_of (other)) == 0 ||
           sch_annotate_set_cluster (who, span_id, get_cluster_of (other), error);
  if (get_cluster_of (span) != NULL)
    return sch_annotate_set_cluster (who, other_id, get_cluster_of (span), error);
  return make_common_cluster (who, span, other, kind, error);
}
