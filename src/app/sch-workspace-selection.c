/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected in a workspace: one span, or several of the document on show, of which the one
 * selected last is the leading one; or one relation; and the hits that a search shows in the text.
 *
 * Always holds: the leading span is one of the selected ones, or there is none; the set has the ids of
 * the list; while a relation is selected no span is. While a step that removes some of several selected spans is being applied, they stay
 * selected: one look at its end, instead of one for each. */

#include "config.h"

#include <string.h>

#include "sch-workspace-private.h"

static void
set_others (SchWorkspace *self, const char *const *ids)
{
  if (self->selected_set == NULL)
    self->selected_set = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_remove_all (self->selected_set);
  g_strfreev (self->selected_spans);
  self->selected_spans = g_strdupv ((char **) ids);
  for (guint i = 0; self->selected_spans[i] != NULL; i++)
    g_hash_table_add (self->selected_set, self->selected_spans[i]);
}

static gboolean
is_there (SchWorkspace *self, const char *id)
{
  return self->layer_document != NULL &&
         sch_layer_document_get_span (self->layer_document, id) != NULL;
}

/* --- The current claim ------------------------------------------------------------------------ */

static void
set_current_claim (SchWorkspace *self, const char *id)
{
  if (g_strcmp0 (self->current_claim, id) == 0)
    return;
  g_free (self->current_claim);
  self->current_claim = g_strdup (id);
  sch_workspace_notify (self, PROP_CURRENT_CLAIM);
}

/* A claim that gets selected is the current one; what else is selected leaves it. */
static void
follow_claim (SchWorkspace *self)
{
  SchSpan *span = self->selected_span != NULL && self->layer_document != NULL
                      ? sch_layer_document_get_span (self->layer_document, self->selected_span)
                      : NULL;

  if (span != NULL &&
      sch_scheme_get_kind (sch_workspace_get_scheme (self), span->label) == SCH_KIND_CLAIM)
    set_current_claim (self, span->record.id);
}

/**
 * sch_workspace_get_current_claim:
 *
 * Returns: (nullable): id of the claim that was made or selected last in the document on show
 */
const char *
sch_workspace_get_current_claim (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->current_claim;
}

void
sch_workspace_forget_current_claim (SchWorkspace *self)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));
  set_current_claim (self, NULL);
}

/* --- The selected relation -------------------------------------------------------------------- */

static void
set_relation (SchWorkspace *self, const char *id)
{
  if (g_strcmp0 (self->selected_relation, id) == 0)
    return;
  g_free (self->selected_relation);
  self->selected_relation = g_strdup (id);
  if (id == NULL)
    g_clear_pointer (&self->relation_origin, g_free);
  sch_workspace_notify (self, PROP_SELECTED_RELATION);
}

static SchRelation *
find_relation (SchWorkspace *self, const char *id)
{
  return self->layer_document != NULL && id != NULL
             ? sch_layer_document_get_relation (self->layer_document, id)
             : NULL;
}

static void set_spans (SchWorkspace *self, const char *id);

/* The end from which it was selected, else where it starts. */
static void
show_relation (SchWorkspace *self, SchRelation *relation)
{
  const char *origin = self->relation_origin;
  const char *end = g_strcmp0 (origin, relation->to) == 0 || !is_there (self, relation->from)
                        ? relation->to
                        : relation->from;
  g_autofree char *shown = g_strdup (end);

  if (is_there (self, shown))
    g_signal_emit_by_name (self, "show-span", shown);
}

/**
 * sch_workspace_select_relation:
 * @id: (nullable): of a relation of the document on show; what is not there changes nothing
 */
void
sch_workspace_select_relation (SchWorkspace *self, const char *id, gboolean show)
{
  g_autofree char *wanted = g_strdup (id);
  SchRelation *relation;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  relation = find_relation (self, wanted);
  if (wanted != NULL && relation == NULL)
    return;
  if (wanted != NULL && self->selected_span != NULL)
    {
      g_free (self->relation_origin);
      self->relation_origin = g_strdup (self->selected_span);
    }
  set_spans (self, NULL);
  set_relation (self, wanted);
  if (show && relation != NULL)
    show_relation (self, relation);
}

const char *
sch_workspace_get_selected_relation (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->selected_relation;
}

SchRelation *
sch_workspace_peek_relation (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return find_relation (self, self->selected_relation);
}

void
sch_workspace_leave_relation (SchWorkspace *self)
{
  g_autofree char *origin = NULL;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  origin = g_strdup (self->relation_origin);
  sch_workspace_set_selected (self, origin != NULL && is_there (self, origin) ? origin : NULL);
}

/* A relation was removed. */
void
sch_workspace_note_relation_gone (SchWorkspace *self, const char *id)
{
  if (g_strcmp0 (self->selected_relation, id) == 0)
    set_relation (self, NULL);
}

/* --- Selected spans --------------------------------------------------------------------------- */

/* One span, or none; told when it is another than before. No relation is selected then. */
void
sch_workspace_set_selected (SchWorkspace *self, const char *id)
{
  set_spans (self, id);
  set_relation (self, NULL);
}

static void
set_spans (SchWorkspace *self, const char *id)
{
  const char *const ids[] = { id, NULL };
  gboolean many = self->selected_spans != NULL && g_strv_length (self->selected_spans) > 1;

  if (g_strcmp0 (self->selected_span, id) == 0 && !many)
    return;
  g_free (self->selected_span);
  self->selected_span = g_strdup (id);
  set_others (self, ids);
  follow_claim (self);
  sch_workspace_notify (self, PROP_SELECTED_SPAN);
}

/* After spans were removed. */
void
sch_workspace_drop_vanished_selection (SchWorkspace *self)
{
  g_autoptr (GStrvBuilder) left = NULL;
  g_auto (GStrv) ids = NULL;
  guint n_before;

  self->selection_is_stale = FALSE;
  if (self->current_claim != NULL && !is_there (self, self->current_claim))
    set_current_claim (self, NULL);
  if (self->selected_relation != NULL && sch_workspace_peek_relation (self) == NULL)
    set_relation (self, NULL);
  if (self->selected_span == NULL)
    return;
  left = g_strv_builder_new ();
  n_before = g_strv_length (self->selected_spans);
  for (guint i = 0; i < n_before; i++)
    if (is_there (self, self->selected_spans[i]))
      g_strv_builder_add (left, self->selected_spans[i]);
  ids = g_strv_builder_end (left);
  if (g_strv_length (ids) < n_before)
    sch_workspace_select_spans (self, (const char *const *) ids);
}

/* A span was removed. */
void
sch_workspace_note_span_gone (SchWorkspace *self, const char *id)
{
  if (g_strcmp0 (self->current_claim, id) == 0)
    set_current_claim (self, NULL);
  if (!sch_workspace_is_selected (self, id))
    return;
  if (g_hash_table_size (self->selected_set) > 1)
    self->selection_is_stale = TRUE;
  else
    sch_workspace_drop_vanished_selection (self);
}

/* A step was applied. */
void
sch_workspace_note_edited (SchWorkspace *self)
{
  if (self->selection_is_stale)
    sch_workspace_drop_vanished_selection (self);
}

/**
 * sch_workspace_select_spans:
 * @ids: (array zero-terminated=1): spans of the document on show; the last one leads
 */
void
sch_workspace_select_spans (SchWorkspace *self, const char *const *ids)
{
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  guint n;

  g_return_if_fail (SCH_IS_WORKSPACE (self) && ids != NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (is_there (self, ids[i]))
      g_strv_builder_add (kept, ids[i]);
  all = g_strv_builder_end (kept);
  n = g_strv_length (all);
  if (n <= 1)
    {
      sch_workspace_set_selected (self, n == 0 ? NULL : all[0]);
      return;
    }
  g_free (self->selected_span);
  self->selected_span = g_strdup (all[n - 1]);
  set_others (self, (const char *const *) all);
  follow_claim (self);
  sch_workspace_notify (self, PROP_SELECTED_SPAN);
  set_relation (self, NULL);
}

/**
 * sch_workspace_toggle_span:
 *
 * Adds a span to the selected ones, where it leads, or takes it out.
 */
void
sch_workspace_toggle_span (SchWorkspace *self, const char *id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (SCH_IS_WORKSPACE (self) && id != NULL);

  for (guint i = 0; self->selected_span != NULL && self->selected_spans[i] != NULL; i++)
    if (strcmp (self->selected_spans[i], id) != 0)
      g_strv_builder_add (builder, self->selected_spans[i]);
  if (!sch_workspace_is_selected (self, id))
    g_strv_builder_add (builder, id);
  ids = g_strv_builder_end (builder);
  sch_workspace_select_spans (self, (const char *const *) ids);
}

/* Empty where none is selected; document order is not kept. */
const char *const *
sch_workspace_get_selected_spans (SchWorkspace *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (SCH_IS_WORKSPACE (self), none);
  return self->selected_span != NULL ? (const char *const *) self->selected_spans : none;
}

gboolean
sch_workspace_is_selected (SchWorkspace *self, const char *id)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self) && id != NULL, FALSE);
  return self->selected_span != NULL && g_hash_table_contains (self->selected_set, id);
}

/**
 * sch_workspace_set_hits:
 * @hits: (nullable) (element-type SchRange): places in the document on show, sorted, disjoint; NULL
 *   and empty: none
 * @current: index of the one that stands out, or G_MAXUINT
 *
 * What the view and the strip show of a search. Gone with the document.
 */
void
sch_workspace_set_hits (SchWorkspace *self, GArray *hits, guint current)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (hits != NULL)
    g_array_ref (hits);
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits;
  self->current_hit = hits != NULL && current < hits->len ? current : G_MAXUINT;
  g_signal_emit_by_name (self, "hits-changed");
}

GArray *
sch_workspace_get_hits (SchWorkspace *self, guint *current)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);

  if (current != NULL)
    *current = self->current_hit;
  return self->hits;
}

SchVisibility *
sch_workspace_get_visibility (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->visibility;
}
