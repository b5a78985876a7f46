/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way from the editor into the scheme of the corpus.
 *
 * Always holds: what is shown is what is so. A step that cannot be made changes nothing, and says why. */

#include "config.h"

#include "sch-scheme-edits.h"

#include <glib/gi18n-lib.h>

#include "sch-task-dialog.h"

/* --- May it be changed? --------------------------------------------------------------------- */

char *
sch_scheme_edits_dup_reason (SchWorkspace *workspace)
{
  SchCorpus *corpus;
  const char *layer;
  const char *reason;

  g_return_val_if_fail (SCH_IS_WORKSPACE (workspace), NULL);

  corpus = sch_workspace_get_corpus (workspace);
  layer = sch_workspace_get_layer (workspace);
  if (corpus == NULL || layer == NULL)
    return g_strdup (_ ("No corpus is open"));
  reason = sch_corpus_get_read_only_reason (corpus);
  if (reason == NULL)
    reason = sch_corpus_get_layer_read_only_reason (corpus, layer, NULL);
  if (reason != NULL)
    return g_strdup (reason);
  if (sch_workspace_is_reading (workspace))
    return g_strdup (_ ("Nothing is changed in reading mode; Escape leaves it"));
  return sch_workspace_dup_layer_lock_reason (workspace);
}

/* --- Steps ---------------------------------------------------------------------------------- */

SchSchemeDraft *
sch_scheme_edits_begin (SchWorkspace *workspace)
{
  g_autofree char *reason = sch_scheme_edits_dup_reason (workspace);

  if (reason == NULL)
    return sch_scheme_draft_new (sch_workspace_get_scheme (workspace));
  sch_workspace_show_message (workspace, reason, NULL, NULL);
  return NULL;
}

gboolean
sch_scheme_edits_try (SchWorkspace *workspace, SchSchemeDraft *draft, const char *name,
                      GError **error)
{
  g_autoptr (SchScheme) scheme = NULL;

  g_return_val_if_fail (SCH_IS_WORKSPACE (workspace) && draft != NULL && name != NULL, FALSE);

  scheme = sch_scheme_draft_finish (draft, error);
  if (scheme == NULL || !sch_workspace_name_own_layer (workspace, error) ||
      !sch_corpus_set_scheme (sch_workspace_get_corpus (workspace),
                              sch_workspace_get_layer (workspace), name, scheme, error))
    return FALSE;
  sch_workspace_announce (workspace, name);
  return TRUE;
}

gboolean
sch_scheme_edits_commit (SchWorkspace *workspace, SchSchemeDraft *draft, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (sch_scheme_edits_try (workspace, draft, name, &error))
    return TRUE;
  sch_workspace_show_error (workspace, error);
  return FALSE;
}

/* --- One member ----------------------------------------------------------------------------- */

static JsonNode *
get_member (SchSchemeDraft *draft, const SchSchemePlace *place, const char *member)
{
  JsonObject *object = sch_scheme_draft_get (draft, place);

  return object != NULL ? json_object_get_member (object, member) : NULL;
}

gboolean
sch_scheme_edits_set_string (SchWorkspace *workspace, const SchSchemePlace *place,
                             const char *member, const char *value, const char *name)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  JsonNode *node = draft != NULL ? get_member (draft, place, member) : NULL;
  const char *now = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                                 : NULL;

  if (draft == NULL)
    return FALSE;
  if (g_str_equal (now != NULL ? now : "", value != NULL ? value : ""))
    return TRUE;
  return sch_scheme_draft_set_string (draft, place, member, value) &&
         sch_scheme_edits_commit (workspace, draft, name);
}

gboolean
sch_scheme_edits_set_boolean (SchWorkspace *workspace, const SchSchemePlace *place,
                              const char *member, gboolean value, const char *name)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  JsonNode *node = draft != NULL ? get_member (draft, place, member) : NULL;
  gboolean now = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);

  if (draft == NULL)
    return FALSE;
  if (now == value)
    return TRUE;
  return sch_scheme_draft_set_boolean (draft, place, member, value) &&
         sch_scheme_edits_commit (workspace, draft, name);
}

static gboolean
holds_strings (JsonNode *node, const char *const *values)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (values == NULL || values[i] == NULL || !JSON_NODE_HOLDS_VALUE (element) ||
          g_strcmp0 (json_node_get_string (element), values[i]) != 0)
        return FALSE;
    }
  return values == NULL || values[n] == NULL;
}

gboolean
sch_scheme_edits_set_strv (SchWorkspace *workspace, const SchSchemePlace *place, const char *member,
                           const char *const *values, const char *name)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);

  if (draft == NULL)
    return FALSE;
  if (holds_strings (get_member (draft, place, member), values))
    return TRUE;
  return sch_scheme_draft_set_strv (draft, place, member, values) &&
         sch_scheme_edits_commit (workspace, draft, name);
}

/* --- What concerns annotations -------------------------------------------------------------- */

typedef struct
{
  SchWorkspace *workspace;
  SchTaskDialog *dialog;
  GtkWidget *widget; /* weak: NULL once it is gone */
  SchSchemeChanged changed;
  SchSchemeSurveyed surveyed;
  gpointer data;
} Task;

static Task *
begin_task (GtkWidget *widget, SchWorkspace *workspace, const char *heading, gpointer data)
{
  Task *task = g_new0 (Task, 1);

  task->workspace = g_object_ref (workspace);
  task->dialog = sch_task_dialog_new (widget, heading);
  task->data = data;
  g_set_weak_pointer (&task->widget, widget);
  return task;
}

static void
end_task (Task *task)
{
  sch_task_dialog_free (task->dialog);
  g_clear_weak_pointer (&task->widget);
  g_object_unref (task->workspace);
  g_free (task);
}

static void
show_error (Task *task, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sch_workspace_show_error (task->workspace, error);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  guint64 n_changed = 0;
  gboolean done = sch_corpus_change_scheme_finish (SCH_CORPUS (source), result, &n_changed, &error);

  if (!done)
    show_error (task, error);
  if (task->changed != NULL && task->widget != NULL)
    task->changed (done, n_changed, task->data);
  end_task (task);
}

void
sch_scheme_edits_run_change (GtkWidget *widget, SchWorkspace *workspace, const char *name,
                             SchScheme *scheme, SchSchemeChanges *changes, SchSchemeChanged done,
                             gpointer data)
{
  g_autofree char *reason = sch_scheme_edits_dup_reason (workspace);
  g_autoptr (GError) error = NULL;
  Task *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL && changes != NULL);

  if (reason != NULL || !sch_workspace_name_own_layer (workspace, &error))
    {
      sch_workspace_show_message (workspace, reason != NULL ? reason : error->message, NULL, NULL);
      if (done != NULL)
        done (FALSE, 0, data);
      return;
    }
  task = begin_task (widget, workspace, name, data);
  task->changed = done;
  sch_corpus_change_scheme_async (sch_workspace_get_corpus (workspace),
                                  sch_workspace_get_layer (workspace), name, scheme, changes,
                                  sch_task_dialog_get_progress (task->dialog),
                                  sch_task_dialog_get_cancellable (task->dialog), changed_cb, task);
}

static void
surveyed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  SchSchemeSurvey *survey = sch_corpus_survey_scheme_finish (SCH_CORPUS (source), result, &error);
  SchSchemeSurveyed surveyed = task->surveyed;
  gpointer surveyed_data = task->data;
  gboolean wanted = task->widget != NULL && survey != NULL;

  if (survey == NULL)
    show_error (task, error);
  /* What comes next may open a window of its own: this one's is gone by then. */
  end_task (task);
  if (wanted)
    surveyed (survey, surveyed_data);
  else if (survey != NULL)
    sch_scheme_survey_free (survey);
}

void
sch_scheme_edits_survey (GtkWidget *widget, SchWorkspace *workspace, const SchSchemePlace *place,
                         SchSchemeSurveyed surveyed, gpointer data)
{
  Task *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && place != NULL && surveyed != NULL);

  if (sch_workspace_get_corpus (workspace) == NULL)
    return;
  task = begin_task (widget, workspace, _ ("Counting Annotations"), data);
  task->surveyed = surveyed;
  sch_corpus_survey_scheme_async (sch_workspace_get_corpus (workspace), place,
                                  sch_task_dialog_get_progress (task->dialog),
                                  sch_task_dialog_get_cancellable (task->dialog), surveyed_cb,
                                  task);
}
