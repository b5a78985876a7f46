/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which ways two spans can be linked: the relation types that lead from the first to the second;
 * those that lead back only where the scheme does not allow them this way round, so that a source may be
 * dragged onto its claim as well as the claim onto its source; and joining, for two entities or two
 * claims. */

#include "config.h"

#include "sch-link-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_choice (gpointer data)
{
  SchLinkChoice *choice = data;

  g_free (choice->type);
  g_free (choice->name);
  g_free (choice);
}

static gboolean
can_join (SchScheme *scheme, const char *label, const char *other_label)
{
  SchKind kind = sch_scheme_get_kind (scheme, label);

  return (kind == SCH_KIND_ENTITY || kind == SCH_KIND_CLAIM) &&
         kind == sch_scheme_get_kind (scheme, other_label) &&
         sch_scheme_get_label (scheme, label) != NULL &&
         sch_scheme_get_label (scheme, other_label) != NULL;
}

/* 1 from the first to the second, -1 back, 0 not at all. */
static int
get_direction (SchScheme *scheme, const SchRelationType *type, const char *label,
               const char *other_label)
{
  if (type->retired)
    return 0;
  if (sch_relation_type_allows (type, scheme, label, other_label))
    return 1;
  return sch_relation_type_allows (type, scheme, other_label, label) ? -1 : 0;
}

gboolean
sch_link_allows (SchScheme *scheme, const char *label, const char *other_label)
{
  g_return_val_if_fail (scheme != NULL && label != NULL && other_label != NULL, FALSE);

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    if (get_direction (scheme, sch_scheme_get_relation_type_at (scheme, i), label, other_label) !=
        0)
      return TRUE;
  return can_join (scheme, label, other_label);
}

static gboolean
is_related (SchLayerDocument *document, const SchRelationType *type, const char *from,
            const char *to)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (document, from);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);

      if (!sch_relation_type_is (type, relation->type))
        continue;
      if (strcmp (relation->from, from) == 0 && strcmp (relation->to, to) == 0)
        return TRUE;
      if (type->symmetric && strcmp (relation->from, to) == 0 && strcmp (relation->to, from) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_type (GPtrArray *choices, const SchRelationType *type, gboolean inward)
{
  SchLinkChoice *choice = g_new0 (SchLinkChoice, 1);
  const char *name = *type->name != '\0' ? type->name : type->id;

  choice->type = g_strdup (type->id);
  choice->inward = inward;
  /* Translators: a relation that leads here from another annotation; %s is its name. */
  choice->name = inward ? g_strdup_printf (_ ("← %s"), name) : g_strdup (name);
  g_ptr_array_add (choices, choice);
}

static gboolean
are_together (SchSpan *span, SchSpan *other)
{
  for (guint i = 0; span->clusters != NULL && span->clusters[i] != NULL; i++)
    if (sch_span_has_cluster (other, span->clusters[i]))
      return TRUE;
  return FALSE;
}

GPtrArray *
sch_link_list_choices (SchWorkspace *workspace, SchSpan *span, SchSpan *other)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (workspace);
  SchScheme *scheme = sch_workspace_get_scheme (workspace);
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);
      int direction = get_direction (scheme, type, span->label, other->label);
      const char *from = direction > 0 ? span->record.id : other->record.id;
      const char *to = direction > 0 ? other->record.id : span->record.id;

      if (direction != 0 && !is_related (document, type, from, to))
        add_type (choices, type, direction < 0);
    }
  if (can_join (scheme, span->label, other->label) && !are_together (span, other))
    {
      SchLinkChoice *choice = g_new0 (SchLinkChoice, 1);

      choice->name = g_strdup (sch_scheme_get_kind (scheme, span->label) == SCH_KIND_CLAIM
                                   ? _ ("Join: the Same Claim")
                                   : _ ("Join: the Same Entity"));
      g_ptr_array_add (choices, choice);
    }
  return choices;
}

gboolean
sch_link_apply (SchWorkspace *workspace, const SchLinkChoice *choice, const char *span,
                const char *other)
{
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_autofree char *relation = NULL;
  g_autofree char *message = NULL;

  if (!sch_workspace_get_annotator (workspace, &who))
    return FALSE;
  if (choice->type == NULL)
    {
      if (!sch_annotate_join (&who, span, other, &error))
        {
          sch_workspace_show_error (workspace, error);
          return FALSE;
        }
      sch_workspace_announce (workspace, _ ("Joined: both are in one cluster now"));
      return TRUE;
    }
  relation = sch_annotate_relate (&who, choice->type, choice->inward ? other : span,
                                  choice->inward ? span : other, &error);
  if (relation == NULL)
    {
      sch_workspace_show_error (workspace, error);
      return FALSE;
    }
  /* Translators: %s is the name of a relation, such as “attributed to”. */
  message = g_strdup_printf (_ ("Related: %s"), choice->name);
  sch_workspace_announce (workspace, message);
  return TRUE;
}
