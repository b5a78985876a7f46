/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting, merging and retiring types of relations. */

#include "config.h"

#include "sch-relation-removal.h"

#include <glib/gi18n-lib.h>

#include "sch-message.h"
#include "sch-scheme-edits.h"
#include "sch-survey-text.h"

#define KEY "sch-relation-removal"

typedef struct
{
  SchWorkspace *workspace;
  char *id;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *self = data;

  g_object_unref (self->workspace);
  g_free (self->id);
  g_free (self);
}

static const SchRelationType *
get_type (SchWorkspace *workspace, const char *id)
{
  SchScheme *scheme = sch_workspace_get_scheme (workspace);

  return scheme != NULL ? sch_scheme_get_relation_type (scheme, id) : NULL;
}

static SchSchemePlace
at (const char *id)
{
  return (SchSchemePlace){ SCH_PART_RELATION, NULL, id, NULL };
}

static void
remove_unused (Removal *self)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  SchSchemePlace place = at (self->id);
  const char *name = get_type (self->workspace, self->id)->name;
  g_autofree char *step = g_strdup_printf (_ ("Delete Relation Type “%s”"), name);
  g_autofree char *gone = g_strdup_printf (_ ("Relation type “%s” deleted"), name);

  if (draft != NULL && sch_scheme_draft_remove (draft, &place) &&
      sch_scheme_edits_commit (self->workspace, draft, step))
    sch_workspace_show_message (self->workspace, gone, _ ("Undo"), "win.undo");
}

static void
run (GtkWidget *window, SchWorkspace *workspace, SchSchemeDraft *draft, SchSchemeChanges *changes,
     const char *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) scheme = sch_scheme_draft_finish (draft, &error);

  if (scheme == NULL)
    sch_workspace_show_error (workspace, error);
  else
    sch_scheme_edits_run_change (window, workspace, step, scheme, changes, NULL, NULL);
}

static void
answered_cb (const char *answer, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  Removal *self = g_object_get_data (G_OBJECT (window), KEY);
  const SchRelationType *type = self != NULL ? get_type (self->workspace, self->id) : NULL;
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (SchSchemeChanges) changes = NULL;
  g_autofree char *step = NULL;
  SchSchemePlace place;

  if (type == NULL)
    return;
  if (g_str_equal (answer, "retire"))
    sch_relation_removal_retire (self->workspace, self->id, TRUE);
  if (!g_str_equal (answer, "delete"))
    return;
  place = at (self->id);
  step = g_strdup_printf (_ ("Delete Relation Type “%s”"), type->name);
  changes = sch_scheme_changes_new ();
  sch_scheme_changes_remove (changes, &place);
  draft = sch_scheme_edits_begin (self->workspace);
  if (draft != NULL && sch_scheme_draft_remove (draft, &place))
    run (window, self->workspace, draft, changes, step);
}

static void
surveyed_cb (SchSchemeSurvey *found, gpointer data)
{
  g_autoptr (SchSchemeSurvey) survey = found;
  Removal *self = g_object_get_data (data, KEY);
  const SchRelationType *type = self != NULL ? get_type (self->workspace, self->id) : NULL;
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "retire", _ ("_Retire It"), SCH_ANSWER_PLAIN },
    { "delete", survey->n > 0 ? _ ("_Delete All") : _ ("_Delete"), SCH_ANSWER_DESTRUCTIVE },
  };
  g_autofree char *heading = NULL;
  g_autofree char *used = NULL;
  g_autofree char *body = NULL;

  if (type == NULL)
    return;
  if (survey->n == 0 && survey->unread->len == 0)
    {
      remove_unused (self);
      return;
    }
  heading = g_strdup_printf (_ ("Delete the Relation Type “%s”?"), type->name);
  used = sch_survey_text_dup_relations (survey);
  body = g_strconcat (
      used, " ",
      survey->n > 0
          ? _ ("They go with it. Retired, the type is not offered any more, and they stay. "
               "Both can be undone.")
          : _ ("Relations there may have this type. Retired, it is not offered any more, and they "
               "stay in the scheme. Both can be undone."),
      NULL);
  sch_message_ask (GTK_WINDOW (data), heading, body, NULL, answers, G_N_ELEMENTS (answers),
                   answered_cb, g_object_ref (data));
}

void
sch_relation_removal_start (GtkWidget *widget, SchWorkspace *workspace, const char *id)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  Removal *self = g_new0 (Removal, 1);
  SchSchemePlace place;

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  place = at (self->id);
  g_object_set_data_full (G_OBJECT (window), KEY, self, removal_free);
  sch_scheme_edits_survey (window, workspace, &place, surveyed_cb, window);
}

void
sch_relation_removal_merge (GtkWidget *widget, SchWorkspace *workspace, const char *id,
                            const char *into)
{
  const SchRelationType *from = get_type (workspace, id);
  const SchRelationType *to = get_type (workspace, into);
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *step = NULL;
  SchSchemePlace place = at (id);

  if (from == NULL || to == NULL || from == to)
    return;
  draft = sch_scheme_edits_begin (workspace);
  if (draft == NULL)
    return;
  step = g_strdup_printf (_ ("Merge Relation Type “%s” into “%s”"), from->name, to->name);
  sch_scheme_changes_replace (changes, &place, into);
  if (sch_scheme_draft_merge (draft, &place, into, &error))
    run (GTK_WIDGET (gtk_widget_get_root (widget)), workspace, draft, changes, step);
  else
    sch_workspace_show_error (workspace, error);
}

void
sch_relation_removal_retire (SchWorkspace *workspace, const char *id, gboolean retired)
{
  const SchRelationType *type = get_type (workspace, id);
  SchSchemePlace place = at (id);
  g_autofree char *step = NULL;

  if (type == NULL)
    return;
  step = g_strdup_printf (retired ? _ ("Retire Relation Type “%s”")
                                  : _ ("Offer Relation Type “%s” Again"),
                          type->name);
  sch_scheme_edits_set_boolean (workspace, &place, "retired", retired, step);
}
