/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does to labels, each as one step of the history. */

#include "config.h"

#include "sch-label-edits.h"

#include <glib/gi18n-lib.h>

#include "sch-label-suggest.h"
#include "sch-scheme-edits.h"

static const SchLabel *
find (SchWorkspace *workspace, const char *id)
{
  SchScheme *scheme = sch_workspace_get_scheme (workspace);

  return scheme != NULL ? sch_scheme_get_label (scheme, id) : NULL;
}

static SchSchemePlace
place_of (const char *id)
{
  return (SchSchemePlace){ .part = SCH_PART_LABEL, .id = id };
}

/* --- Adding and naming ---------------------------------------------------------------------- */

/* After all that stands below the label beside it. */
static void
put_beside (SchSchemeDraft *draft, SchScheme *scheme, const SchLabel *beside, const char *id)
{
  const SchLabel *parent = sch_label_order_get_parent (scheme, beside);
  SchSchemePlace place = place_of (id);
  guint position = 0;

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    if (sch_label_order_is_below (scheme, sch_scheme_get_label_at (scheme, i), beside))
      position = i + 1;
  if (parent != NULL)
    sch_scheme_draft_set_string (draft, &place, "parent", parent->id);
  sch_scheme_draft_move (draft, &place, position);
}

char *
sch_label_edits_add (SchWorkspace *workspace, const char *name, SchKind kind, const char *beside)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  SchScheme *scheme = sch_workspace_get_scheme (workspace);
  const SchLabel *neighbour = beside != NULL ? find (workspace, beside) : NULL;
  const SchSchemePlace labels = { .part = SCH_PART_LABEL };
  g_autofree char *id = NULL;
  g_autofree char *key = NULL;
  g_autofree char *step = NULL;
  SchSchemePlace place;

  if (draft == NULL)
    return NULL;
  key = sch_scheme_suggest_key (scheme, name);
  id = sch_scheme_draft_add (draft, &labels, name, G_MAXUINT);
  place = place_of (id);
  sch_scheme_draft_set_string (draft, &place, "kind", sch_kind_to_string (kind));
  sch_scheme_draft_set_string (draft, &place, "color", sch_scheme_suggest_color (scheme));
  sch_scheme_draft_set_string (draft, &place, "key", key);
  if (neighbour != NULL && !neighbour->retired && neighbour->kind == kind)
    put_beside (draft, scheme, neighbour, id);
  /* Translators: %s is the name of a label. */
  step = g_strdup_printf (_ ("New Label “%s”"), name);
  return sch_scheme_edits_commit (workspace, draft, step) ? g_steal_pointer (&id) : NULL;
}

gboolean
sch_label_edits_rename (SchWorkspace *workspace, const char *id, const char *name, char **complaint)
{
  const SchLabel *label = find (workspace, id);
  const SchLabel *other = sch_scheme_find_label_by_name (sch_workspace_get_scheme (workspace),
                                                         name);
  SchSchemePlace place = place_of (id);
  g_autofree char *step = NULL;

  if (label == NULL)
    return FALSE;
  if (*name == '\0')
    *complaint = g_strdup (_ ("A label needs a name"));
  else if (other != NULL && other != label)
    /* Translators: %s is the name of a label. */
    *complaint = g_strdup_printf (
        _ ("There is a label “%s” already; to make one of two, merge them"), other->name);
  if (*complaint != NULL)
    return FALSE;
  /* Translators: a step of the history: a label before and after. */
  step = g_strdup_printf (_ ("Rename “%s” to “%s”"), label->name, name);
  return sch_scheme_edits_set_string (workspace, &place, "name", name, step);
}

/* --- Members -------------------------------------------------------------------------------- */

/* @format: a step, with the name of the label */
static gboolean
set_string (SchWorkspace *workspace, const char *id, const char *member, const char *value,
            const char *format)
{
  const SchLabel *label = find (workspace, id);
  SchSchemePlace place = place_of (id);
  g_autofree char *step = NULL;

  if (label == NULL)
    return FALSE;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  step = g_strdup_printf (format, label->name);
#pragma GCC diagnostic pop
  return sch_scheme_edits_set_string (workspace, &place, member, value, step);
}

gboolean
sch_label_edits_set_color (SchWorkspace *workspace, const char *id, const char *color)
{
  /* Translators: a step of the history; %s is a label. */
  return set_string (workspace, id, "color", color, _ ("Change Colour of “%s”"));
}

gboolean
sch_label_edits_set_key (SchWorkspace *workspace, const char *id, const char *key)
{
  /* Translators: a step of the history; %s is a label. */
  return set_string (workspace, id, "key", key, _ ("Change Key of “%s”"));
}

gboolean
sch_label_edits_describe (SchWorkspace *workspace, const char *id, const char *text)
{
  /* Translators: a step of the history; %s is a label. */
  return set_string (workspace, id, "description", text, _ ("Describe “%s”"));
}

gboolean
sch_label_edits_set_excluded (SchWorkspace *workspace, const char *id, gboolean excluded)
{
  /* Translators: a step of the history; %s is a label: what has it is left out, or counts again. */
  return set_string (workspace, id, "role", excluded ? "exclude" : "",
                     excluded ? _ ("Leave Out “%s”") : _ ("No Longer Leave Out “%s”"));
}

static const char *
get_examples_step (gboolean counter, SchStringsChange change)
{
  switch (change)
    {
    case SCH_STRINGS_ADDED:
      return counter ? _ ("Add Counter-Example of “%s”") : _ ("Add Example of “%s”");
    case SCH_STRINGS_MOVED:
      return counter ? _ ("Move Counter-Example of “%s”") : _ ("Move Example of “%s”");
    case SCH_STRINGS_REMOVED:
      return counter ? _ ("Remove Counter-Example of “%s”") : _ ("Remove Example of “%s”");
    case SCH_STRINGS_CHANGED:
    default:
      return counter ? _ ("Change Counter-Example of “%s”") : _ ("Change Example of “%s”");
    }
}

gboolean
sch_label_edits_set_examples (SchWorkspace *workspace, const char *id, gboolean counter,
                              const char *const *examples, SchStringsChange change)
{
  const SchLabel *label = find (workspace, id);
  SchSchemePlace place = place_of (id);
  g_autofree char *step = NULL;

  if (label == NULL)
    return FALSE;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  step = g_strdup_printf (get_examples_step (counter, change), label->name);
#pragma GCC diagnostic pop
  return sch_scheme_edits_set_strv (workspace, &place, counter ? "counterexamples" : "examples",
                                    examples, step);
}

gboolean
sch_label_edits_swap_keys (SchWorkspace *workspace, const char *id, const char *other_id)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchLabel *label = find (workspace, id);
  const SchLabel *other = find (workspace, other_id);
  SchSchemePlace place = place_of (id);
  SchSchemePlace other_place = place_of (other_id);
  g_autofree char *step = NULL;

  if (draft == NULL || label == NULL || other == NULL)
    return FALSE;
  sch_scheme_draft_set_string (draft, &place, "key", other->key);
  sch_scheme_draft_set_string (draft, &other_place, "key", label->key);
  if (*label->key != '\0')
    /* Translators: a step of the history: two labels. */
    step = g_strdup_printf (_ ("Swap Keys of “%s” and “%s”"), label->name, other->name);
  else
    /* Translators: a step of the history: the second label loses its key to the first. */
    step = g_strdup_printf (_ ("Give “%s” the Key of “%s”"), label->name, other->name);
  return sch_scheme_edits_commit (workspace, draft, step);
}

/* --- Place ---------------------------------------------------------------------------------- */

gboolean
sch_label_edits_set_kind (SchWorkspace *workspace, const char *id, SchKind kind)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchLabel *label = find (workspace, id);
  g_autofree char *step = NULL;

  if (draft == NULL || label == NULL || label->kind == kind)
    return FALSE;
  /* Translators: a step of the history; %s is a label. */
  step = g_strdup_printf (_ ("Change Kind of “%s”"), label->name);
  return sch_label_order_set_kind (draft, sch_workspace_get_scheme (workspace), id, kind) &&
         sch_scheme_edits_commit (workspace, draft, step);
}

gboolean
sch_label_edits_set_parent (SchWorkspace *workspace, const char *id, const char *parent)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchLabel *label = find (workspace, id);
  g_autofree char *step = NULL;

  if (draft == NULL || label == NULL)
    return FALSE;
  /* Translators: a step of the history; %s is a label that moves in the tree. */
  step = g_strdup_printf (_ ("Move “%s”"), label->name);
  return sch_label_order_set_parent (draft, sch_workspace_get_scheme (workspace), id, parent) &&
         sch_scheme_edits_commit (workspace, draft, step);
}

gboolean
sch_label_edits_drop (SchWorkspace *workspace, const char *id, const char *target,
                      SchLabelDrop drop)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchLabel *label = find (workspace, id);
  g_autofree char *step = NULL;

  if (draft == NULL || label == NULL)
    return FALSE;
  if (!sch_label_order_drop (draft, sch_workspace_get_scheme (workspace), id, target, drop))
    {
      sch_workspace_show_message (workspace,
                                  _ ("A label can stand beside and below labels of its kind only"),
                                  NULL, NULL);
      return FALSE;
    }
  step = g_strdup_printf (_ ("Move “%s”"), label->name);
  return sch_scheme_edits_commit (workspace, draft, step);
}

gboolean
sch_label_edits_step (SchWorkspace *workspace, const char *id, SchLabelStep step)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchLabel *label = find (workspace, id);
  g_autofree char *name = NULL;

  if (draft == NULL || label == NULL)
    return FALSE;
  if (!sch_label_order_step (draft, sch_workspace_get_scheme (workspace), id, step))
    {
      sch_workspace_announce (workspace, _ ("There is no place that way"));
      return FALSE;
    }
  name = g_strdup_printf (_ ("Move “%s”"), label->name);
  return sch_scheme_edits_commit (workspace, draft, name);
}

/* --- Out of use ----------------------------------------------------------------------------- */

static gboolean
is_key_free (SchScheme *scheme, const SchLabel *label)
{
  const SchLabel *owner = *label->key != '\0' ? sch_scheme_get_label_by_key (scheme, label->key)
                                              : NULL;

  return owner == NULL || owner == label;
}

gboolean
sch_label_edits_set_retired (SchWorkspace *workspace, const char *id, gboolean retired)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchLabel *label = find (workspace, id);
  SchSchemePlace place = place_of (id);
  g_autofree char *step = NULL;
  g_autofree char *text = NULL;

  if (draft == NULL || label == NULL)
    return FALSE;
  /* Translators: steps of the history; %s is a label. */
  step = g_strdup_printf (retired ? _ ("Retire “%s”") : _ ("Restore “%s”"), label->name);
  if (retired)
    /* Translators: %s is a label. */
    text = g_strdup_printf (_ ("“%s” retired: its annotations are kept"), label->name);
  else if (is_key_free (sch_workspace_get_scheme (workspace), label))
    /* Translators: %s is a label. */
    text = g_strdup_printf (_ ("“%s” is in use again"), label->name);
  else
    /* Translators: %s is a label. */
    text = g_strdup_printf (_ ("“%s” is in use again, without its key, which another label has"),
                            label->name);
  if (!retired && !is_key_free (sch_workspace_get_scheme (workspace), label))
    sch_scheme_draft_set_string (draft, &place, "key", NULL);
  sch_scheme_draft_set_boolean (draft, &place, "retired", retired);
  if (!sch_scheme_edits_commit (workspace, draft, step))
    return FALSE;
  sch_workspace_show_message (workspace, text, _ ("Undo"), "win.undo");
  return TRUE;
}

gboolean
sch_label_edits_remove (SchWorkspace *workspace, const char *id)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchLabel *label = find (workspace, id);
  SchSchemePlace place = place_of (id);
  g_autofree char *step = NULL;
  g_autofree char *text = NULL;

  if (draft == NULL || label == NULL)
    return FALSE;
  step = sch_label_edits_dup_remove_name (label);
  /* Translators: %s is a label. */
  text = g_strdup_printf (_ ("“%s” deleted"), label->name);
  if (!sch_scheme_draft_remove (draft, &place) || !sch_scheme_edits_commit (workspace, draft, step))
    return FALSE;
  sch_workspace_show_message (workspace, text, _ ("Undo"), "win.undo");
  return TRUE;
}

char *
sch_label_edits_dup_remove_name (const SchLabel *label)
{
  /* Translators: a step of the history; %s is a label. */
  return g_strdup_printf (_ ("Delete Label “%s”"), label->name);
}

char *
sch_label_edits_dup_merge_name (const SchLabel *label, const SchLabel *into)
{
  /* Translators: a step of the history: two labels become one. */
  return g_strdup_printf (_ ("Merge “%s” into “%s”"), label->name, into->name);
}
