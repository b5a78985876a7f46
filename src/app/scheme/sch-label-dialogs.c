/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging a label into another, and deleting one: first the annotations are counted in all layers, then
 * one window says where they are and asks; what it does is one step. */

#include "config.h"

#include "sch-label-dialogs.h"

#include <glib/gi18n-lib.h>

#include "sch-dialog.h"
#include "sch-ellipsize.h"
#include "sch-label-edits.h"
#include "sch-scheme-edits.h"
#include "sch-survey-list.h"

typedef enum
{
  FATE_RELABEL,
  FATE_KEEP,
  FATE_REMOVE,
  N_FATES,
} Fate;

/* Lives with its window; while annotations are counted, with that. */
typedef struct
{
  GtkWidget *widget; /* weak */
  SchWorkspace *workspace;
  char *label;
  gboolean merge;
  SchSchemeSurvey *survey;
  GPtrArray *targets; /* of id */
  GtkWindow *window;
  GtkDropDown *target;
  GtkCheckButton *fates[N_FATES];
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_clear_weak_pointer (&question->widget);
  g_object_unref (question->workspace);
  g_free (question->label);
  g_clear_pointer (&question->survey, sch_scheme_survey_free);
  g_clear_pointer (&question->targets, g_ptr_array_unref);
  g_free (question);
}

static const SchLabel *
get_label (Question *question)
{
  SchScheme *scheme = sch_workspace_get_scheme (question->workspace);

  return scheme != NULL ? sch_scheme_get_label (scheme, question->label) : NULL;
}

/* (nullable): the label that the annotations get */
static const SchLabel *
get_target (Question *question)
{
  guint position = question->target != NULL ? gtk_drop_down_get_selected (question->target)
                                            : GTK_INVALID_LIST_POSITION;

  return position < question->targets->len
             ? sch_scheme_get_label (sch_workspace_get_scheme (question->workspace),
                                     g_ptr_array_index (question->targets, position))
             : NULL;
}

/* --- Doing it ------------------------------------------------------------------------------- */

#define DONE "sch-label-done"

/* What to say afterwards; lives with the page. */
typedef struct
{
  SchWorkspace *workspace;
  char *target; /* (nullable): name of the label that the annotations have now */
} Done;

static void
free_done (gpointer data)
{
  Done *done = data;

  g_object_unref (done->workspace);
  g_free (done->target);
  g_free (done);
}

static void
changed_cb (gboolean changed, guint64 n_changed, gpointer data)
{
  Done *done = g_object_get_data (data, DONE);
  gulong n = (gulong) n_changed;
  g_autofree char *text = NULL;

  if (!changed || done == NULL)
    return;
  if (done->target != NULL)
    /* Translators: %s is a label. */
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu annotation is “%s” now",
                                         "%lu annotations are “%s” now", n),
                            n, done->target);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu annotation removed",
                                         "%lu annotations removed", n),
                            n);
  sch_workspace_show_message (done->workspace, text, _ ("Undo"), "win.undo");
}

static void
run (Question *question, SchSchemeDraft *draft, SchSchemeChanges *changes, const char *name,
     const SchLabel *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) scheme = sch_scheme_draft_finish (draft, &error);
  Done *done;

  if (scheme == NULL)
    {
      sch_workspace_show_error (question->workspace, error);
      return;
    }
  done = g_new0 (Done, 1);
  done->workspace = g_object_ref (question->workspace);
  done->target = target != NULL ? g_strdup (target->name) : NULL;
  g_object_set_data_full (G_OBJECT (question->widget), DONE, done, free_done);
  sch_scheme_edits_run_change (question->widget, question->workspace, name, scheme, changes,
                               changed_cb, question->widget);
}

static void
merge (Question *question, const SchLabel *label, const SchLabel *target)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (question->workspace);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  const SchSchemePlace place = { .part = SCH_PART_LABEL, .id = label->id };
  g_autofree char *name = sch_label_edits_dup_merge_name (label, target);
  g_autoptr (GError) error = NULL;

  if (draft == NULL)
    return;
  sch_scheme_changes_replace (changes, &place, target->id);
  if (sch_scheme_draft_merge (draft, &place, target->id, &error))
    run (question, draft, changes, name, target);
  else
    sch_workspace_show_error (question->workspace, error);
}

/* Also in layers that are not here, when they come: the label replaces the one that goes. */
static void
note_replaced (SchSchemeDraft *draft, const SchLabel *label, const SchLabel *target)
{
  const SchSchemePlace place = { .part = SCH_PART_LABEL, .id = target->id };
  g_autoptr (GPtrArray) replaced = g_ptr_array_new ();

  for (guint i = 0; target->replaces != NULL && target->replaces[i] != NULL; i++)
    g_ptr_array_add (replaced, target->replaces[i]);
  g_ptr_array_add (replaced, label->id);
  for (guint i = 0; label->replaces != NULL && label->replaces[i] != NULL; i++)
    g_ptr_array_add (replaced, label->replaces[i]);
  g_ptr_array_add (replaced, NULL);
  sch_scheme_draft_set_strv (draft, &place, "replaces", (const char *const *) replaced->pdata);
}

/* @target: (nullable): NULL = the annotations go too */
static void
remove_with_annotations (Question *question, const SchLabel *label, const SchLabel *target)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (question->workspace);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  const SchSchemePlace place = { .part = SCH_PART_LABEL, .id = label->id };
  g_autofree char *name = sch_label_edits_dup_remove_name (label);

  if (draft == NULL)
    return;
  if (target != NULL)
    sch_scheme_changes_replace (changes, &place, target->id);
  else
    sch_scheme_changes_remove (changes, &place);
  sch_scheme_draft_remove (draft, &place);
  if (target != NULL)
    note_replaced (draft, label, target);
  run (question, draft, changes, name, target);
}

static Fate
get_fate (Question *question)
{
  for (guint i = 0; i < N_FATES; i++)
    if (question->fates[i] != NULL && gtk_check_button_get_active (question->fates[i]))
      return i;
  return FATE_RELABEL;
}

static void
answered_cb (Question *question)
{
  const SchLabel *label = get_label (question);
  const SchLabel *target = get_target (question);
  Fate fate = get_fate (question);

  if (label == NULL || question->widget == NULL)
    return;
  if (fate == FATE_RELABEL && target == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (question->window), FALSE);
  if (question->merge)
    merge (question, label, target);
  else if (fate == FATE_KEEP)
    sch_label_edits_remove (question->workspace, question->label);
  else
    remove_with_annotations (question, label, fate == FATE_RELABEL ? target : NULL);
  gtk_window_destroy (question->window);
}

/* --- Asking --------------------------------------------------------------------------------- */

static void
fill_targets (Question *question, const SchLabel *label)
{
  SchScheme *scheme = sch_workspace_get_scheme (question->workspace);
  g_autoptr (GArray) places = sch_label_order_list (scheme);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression)
      name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  guint selected = GTK_INVALID_LIST_POSITION;

  question->targets = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < places->len; i++)
    {
      const SchLabel *other = g_array_index (places, SchLabelPlace, i).label;

      if (other == label || other->retired)
        continue;
      /* Its parent is the likeliest, else the first of its kind. */
      if ((selected == GTK_INVALID_LIST_POSITION && other->kind == label->kind) ||
          g_str_equal (other->id, label->parent))
        selected = question->targets->len;
      gtk_string_list_append (names, other->name);
      g_ptr_array_add (question->targets, g_strdup (other->id));
    }
  question->target = GTK_DROP_DOWN (
      gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), g_steal_pointer (&name)));
  gtk_drop_down_set_enable_search (question->target, TRUE);
  gtk_drop_down_set_selected (question->target,
                              selected != GTK_INVALID_LIST_POSITION ? selected : 0);
  sch_ellipsize_drop_down (question->target);
  gtk_widget_set_valign (GTK_WIDGET (question->target), GTK_ALIGN_CENTER);
}

static GtkWidget *
new_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static GtkWidget *
new_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static void
name_target (Question *question, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->target), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkWidget *
make_merge_choice (Question *question)
{
  GtkWidget *list = new_list (_ ("Merge into"));
  GtkWidget *row = new_row (_ ("Merge into"), NULL);

  name_target (question, _ ("Merge into"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (question->target));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (question->target));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

static void
fate_cb (Question *question)
{
  gtk_widget_set_sensitive (GTK_WIDGET (question->target), get_fate (question) == FATE_RELABEL);
}

static GtkWidget *
make_fates (Question *question)
{
  static const struct
  {
    const char *title;
    const char *subtitle;
  } texts[N_FATES] = {
    [FATE_RELABEL] = { N_ ("Give them another label"), N_ ("Also in layers that come back later") },
    [FATE_KEEP] = { N_ ("Keep them as they are"),
                    N_ ("They are shown with a label that the scheme does not have") },
    [FATE_REMOVE] = { N_ ("Remove them too"), N_ ("With their relations") },
  };
  GtkWidget *list = new_list (_ ("What becomes of the annotations"));

  for (guint i = question->targets->len > 0 ? FATE_RELABEL : FATE_KEEP; i < N_FATES; i++)
    {
      GtkWidget *row = new_row (_ (texts[i].title), _ (texts[i].subtitle));
      GtkWidget *check = gtk_check_button_new ();

      question->fates[i] = GTK_CHECK_BUTTON (check);
      if (i == FATE_RELABEL)
        gtk_check_button_set_active (question->fates[i], TRUE);
      else if (question->fates[i - 1] != NULL)
        gtk_check_button_set_group (question->fates[i], question->fates[i - 1]);
      else
        gtk_check_button_set_active (question->fates[i], TRUE);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (texts[i].title), -1);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (fate_cb), question);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      if (i == FATE_RELABEL)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (question->target));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  name_target (question, _ ("Another label"));
  return list;
}

static GtkWidget *
make_content (Question *question, const SchLabel *label)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *summary = sch_survey_list_dup_summary (question->survey);
  g_autofree char *text = NULL;

  if (question->survey->n == 0)
    /* Translators: %s is a label. */
    text = g_strdup_printf (_ ("No annotation has the label “%s”."), label->name);
  else
    /* Translators: the first %s is a label, the second “37 annotations in 2 layers, 5 documents”. */
    text = g_strdup_printf (_ ("“%s” is the label of %s."), label->name, summary);
  gtk_box_append (GTK_BOX (content), new_text (text));
  if (question->merge)
    {
      gtk_box_append (GTK_BOX (content), make_merge_choice (question));
      gtk_box_append (
          GTK_BOX (content),
          new_text (
              _ ("The other label stays, with its name, colour and key. Annotations get it in "
                 "all layers; attributes that only this label has are added to it.")));
    }
  else
    {
      gtk_box_append (GTK_BOX (content), make_fates (question));
    }
  if (question->survey->concerns->len > 0 || question->survey->unread->len > 0)
    gtk_box_append (GTK_BOX (content), sch_survey_list_new (question->workspace, question->survey));
  return content;
}

static void
ask (Question *question, const SchLabel *label)
{
  GtkRoot *root = gtk_widget_get_root (question->widget);
  g_autofree char *title = NULL;
  GtkWidget *button;

  /* Translators: titles of windows; %s is a label. */
  title = g_strdup_printf (question->merge ? _ ("Merge “%s”") : _ ("Delete “%s”"), label->name);
  question->window = GTK_WINDOW (
      g_object_new (ADW_TYPE_WINDOW, "transient-for", root, "default-width", 560, NULL));
  g_object_set_data_full (G_OBJECT (question->window), "question", question, free_question);
  fill_targets (question, label);
  button = sch_dialog_set_up (ADW_WINDOW (question->window), title,
                              question->merge ? _ ("_Merge") : _ ("_Delete"),
                              make_content (question, label));
  sch_dialog_fit (ADW_WINDOW (question->window), 120, 460);
  if (!question->merge)
    sch_dialog_warn (ADW_WINDOW (question->window));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (answered_cb), question);
  gtk_window_present (question->window);
  gtk_widget_grab_focus (question->merge || question->fates[FATE_RELABEL] != NULL
                             ? GTK_WIDGET (question->target)
                             : GTK_WIDGET (question->fates[FATE_KEEP]));
}

static void
surveyed_cb (SchSchemeSurvey *survey, gpointer data)
{
  Question *question = data;
  const SchLabel *label = get_label (question);

  question->survey = survey;
  if (label == NULL)
    {
      free_question (question);
      return;
    }
  if (!question->merge && survey->n == 0 && survey->unread->len == 0)
    {
      sch_label_edits_remove (question->workspace, question->label);
      free_question (question);
      return;
    }
  ask (question, label);
}

static void
begin (GtkWidget *widget, SchWorkspace *workspace, const char *id, gboolean merge_it)
{
  const SchSchemePlace place = { .part = SCH_PART_LABEL, .id = id };
  Question *question = g_new0 (Question, 1);

  g_set_weak_pointer (&question->widget, widget);
  question->workspace = g_object_ref (workspace);
  question->label = g_strdup (id);
  question->merge = merge_it;
  sch_scheme_edits_survey (widget, workspace, &place, surveyed_cb, question);
}

void
sch_label_dialogs_merge (GtkWidget *widget, SchWorkspace *workspace, const char *id)
{
  begin (widget, workspace, id, TRUE);
}

void
sch_label_dialogs_remove (GtkWidget *widget, SchWorkspace *workspace, const char *id)
{
  begin (widget, workspace, id, FALSE);
}
