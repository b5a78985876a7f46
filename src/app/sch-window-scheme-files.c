/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions that bring schemes in and take them out: choosing, saving, loading, copying,
 * comparing; and what mends annotations that the scheme does not know, or knows by another name now. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-choose-dialog.h"
#include "sch-compare-dialog.h"
#include "sch-copy-dialog.h"
#include "sch-corpus-labels.h"
#include "sch-error.h"
#include "sch-file-chooser.h"
#include "sch-label-list-dialog.h"
#include "sch-message.h"
#include "sch-native-files.h"
#include "sch-scheme-adopt.h"
#include "sch-scheme-catalog.h"
#include "sch-scheme-edits.h"
#include "sch-task-dialog.h"
#include "sch-window-private.h"

/* Beside which window dialogs open: the one in which the person is. */
static GtkWindow *
get_parent (SchWindow *self)
{
  GtkWindow *editor = self->scheme_window != NULL ? GTK_WINDOW (self->scheme_window) : NULL;

  return editor != NULL && gtk_window_is_active (editor) ? editor : GTK_WINDOW (self);
}

static gboolean
may_edit (SchWindow *self)
{
  g_autofree char *reason = sch_scheme_edits_dup_reason (self->workspace);

  if (reason != NULL)
    sch_workspace_show_message (self->workspace, reason, NULL, NULL);
  return reason == NULL;
}

/* --- Dialogs --------------------------------------------------------------------------------- */

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL && may_edit (self))
    gtk_window_present (GTK_WINDOW (sch_choose_dialog_new (get_parent (self), self->workspace)));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL && may_edit (self))
    gtk_window_present (GTK_WINDOW (sch_copy_dialog_new (get_parent (self), self->workspace)));
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL)
    gtk_window_present (GTK_WINDOW (sch_compare_dialog_new (get_parent (self), self->workspace)));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL && may_edit (self))
    gtk_window_present (
        GTK_WINDOW (sch_label_list_dialog_new (get_parent (self), self->workspace)));
}

/* --- Files ----------------------------------------------------------------------------------- */

static void
load_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (SchWindow) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->corpus == NULL)
    return;
  scheme = sch_scheme_catalog_read_file (path, &error);
  if (scheme != NULL)
    sch_scheme_adopt (GTK_WIDGET (get_parent (self)), self->workspace, scheme);
  else
    sch_message_tell (get_parent (self), _ ("The Scheme Could Not Be Loaded"), error->message);
}

static void
load_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL && may_edit (self))
    sch_file_chooser_choose_file (get_parent (self), _ ("Choose a Scheme File"), load_chosen_cb,
                                  g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (self->workspace == NULL)
    return;
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      sch_message_tell (get_parent (self), _ ("The Scheme Could Not Be Saved"), error->message);
      return;
    }
  /* Translators: %s is a file. */
  text = g_strdup_printf (_ ("The scheme was saved as %s"), name);
  sch_workspace_show_message (self->workspace, text, NULL, NULL);
}

static void
save_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (SchWindow) self = data;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || self->corpus == NULL)
    return;
  bytes = sch_native_write_tree (sch_scheme_get_tree (sch_corpus_get_scheme (self->corpus)));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                       g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autofree char *id = NULL;
  g_autofree char *file = NULL;

  if (self->corpus == NULL)
    return;
  id = sch_scheme_catalog_dup_id_for (sch_scheme_get_name (sch_corpus_get_scheme (self->corpus)));
  file = g_strconcat (id, ".json", NULL);
  sch_file_chooser_save_file (get_parent (self), _ ("Save the Scheme"), file, save_chosen_cb,
                              g_object_ref (self));
}

/* --- The person's own schemes ----------------------------------------------------------------- */

typedef struct
{
  SchWindow *window;
  char *name;
} OwnScheme;

static void save_own (SchWindow *self, const char *name, gboolean replace);

static void
replace_answered_cb (const char *answer, gpointer data)
{
  OwnScheme *own = data;

  if (g_str_equal (answer, "replace") && own->window->corpus != NULL)
    save_own (own->window, own->name, TRUE);
  g_object_unref (own->window);
  g_free (own->name);
  g_free (own);
}

static void
ask_to_replace (SchWindow *self, const char *name)
{
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "replace", _ ("_Replace"), SCH_ANSWER_DESTRUCTIVE },
  };
  /* Translators: %s is the name of a scheme. */
  g_autofree char *body = g_strdup_printf (
      _ ("There is a scheme “%s” already. Corpora that use it keep what they have."), name);
  OwnScheme *own = g_new (OwnScheme, 1);

  own->window = g_object_ref (self);
  own->name = g_strdup (name);
  sch_message_ask (get_parent (self), _ ("Replace the Saved Scheme?"), body, NULL, answers,
                   G_N_ELEMENTS (answers), replace_answered_cb, own);
}

static void
save_own (SchWindow *self, const char *name, gboolean replace)
{
  const SchEnvironment *environment = sch_workspace_get_environment (self->workspace);
  g_autoptr (SchSchemeCatalog)
      catalog = sch_scheme_catalog_new (environment->data_dir, environment->schemes_dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (sch_scheme_catalog_save (catalog, sch_corpus_get_scheme (self->corpus), name, replace, NULL,
                               &error))
    {
      /* Translators: %s is the name of a scheme. */
      text = g_strdup_printf (_ ("“%s” is one of your schemes now"), name);
      sch_workspace_show_message (self->workspace, text, NULL, NULL);
    }
  else if (g_error_matches (error, SCH_ERROR, SCH_ERROR_EXISTS))
    ask_to_replace (self, name);
  else
    sch_message_tell (get_parent (self), _ ("The Scheme Could Not Be Saved"), error->message);
}

static void
name_answered_cb (const char *answer, gpointer data)
{
  g_autoptr (SchWindow) self = data;
  GtkWidget *entry = g_object_get_data (G_OBJECT (self), "scheme-name");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  g_object_set_data (G_OBJECT (self), "scheme-name", NULL);
  if (g_str_equal (answer, "save") && *name != '\0' && self->corpus != NULL)
    save_own (self, name, FALSE);
}

static void
save_own_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "save", _ ("_Save"), SCH_ANSWER_SUGGESTED },
  };
  GtkWidget *entry;

  if (self->corpus == NULL)
    return;
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry),
                         sch_scheme_get_name (sch_corpus_get_scheme (self->corpus)));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the scheme"), -1);
  g_object_set_data_full (G_OBJECT (self), "scheme-name", g_object_ref (entry), g_object_unref);
  sch_message_ask (get_parent (self), _ ("Save to My Schemes"),
                   _ ("New corpora can begin with it: Choose a Scheme lists it."), entry, answers,
                   G_N_ELEMENTS (answers), name_answered_cb, g_object_ref (self));
}

/* --- Annotations that the scheme does not know ------------------------------------------------ */

static void
add_label_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  const char *label = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->corpus == NULL || !may_edit (self))
    return;
  if (!sch_workspace_name_own_layer (self->workspace, &error) ||
      !sch_corpus_add_unknown_label (self->corpus, sch_workspace_get_layer (self->workspace), label,
                                     &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  /* Translators: %s is a label. */
  text = g_strdup_printf (_ ("“%s” is in the scheme now"), label);
  sch_workspace_show_message (self->workspace, text, _ ("Undo"), "win.undo");
}

static void
say_changed (SchWindow *self, gboolean done, guint64 n_changed)
{
  guint n = (guint) MIN (n_changed, G_MAXUINT);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation changed",
                                                        "%u annotations changed", n),
                                           n);

  if (done && self->workspace != NULL)
    sch_workspace_show_message (self->workspace, text, _ ("Undo"), "win.undo");
}

static void
replaced_cb (gboolean done, guint64 n_changed, gpointer data)
{
  say_changed (data, done, n_changed);
}

static void
replace_label_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autofree char *step = NULL;
  const SchLabel *label;
  const char *from;
  const char *to;
  SchSchemePlace place = { .part = SCH_PART_LABEL };

  g_variant_get (parameter, "(&s&s)", &from, &to);
  label = self->corpus != NULL ? sch_scheme_get_label (sch_corpus_get_scheme (self->corpus), to)
                               : NULL;
  if (label == NULL)
    return;
  place.id = from;
  sch_scheme_changes_replace (changes, &place, label->id);
  /* Translators: two labels. */
  step = g_strdup_printf (_ ("Change All “%s” to “%s”"), from, label->name);
  sch_scheme_edits_run_change (widget, self->workspace, step, NULL, changes, replaced_cb, self);
}

/* --- Layers of an older revision --------------------------------------------------------------- */

typedef struct
{
  SchWindow *window;
  SchTaskDialog *dialog;
} Update;

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Update *update = data;
  g_autoptr (GError) error = NULL;
  guint64 n_changed = 0;
  gboolean done = sch_corpus_update_layer_finish (SCH_CORPUS (source), result, &n_changed, &error);

  sch_task_dialog_free (update->dialog);
  say_changed (update->window, done, n_changed);
  if (!done && update->window->workspace != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sch_workspace_show_error (update->window->workspace, error);
  g_object_unref (update->window);
  g_free (update);
}

static void
update_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  Update *update;

  if (self->corpus == NULL || !may_edit (self))
    return;
  sch_inspector_flush (self->inspector);
  update = g_new (Update, 1);
  update->window = g_object_ref (self);
  update->dialog = sch_task_dialog_new (widget, _ ("Bringing the Layer Up to Date"));
  sch_corpus_update_layer_async (self->corpus, sch_workspace_get_layer (self->workspace),
                                 sch_task_dialog_get_progress (update->dialog),
                                 sch_task_dialog_get_cancellable (update->dialog), updated_cb,
                                 update);
}

/* --- For the window --------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "win.choose-scheme", NULL, choose_action },
  { "win.save-scheme", NULL, save_action },
  { "win.save-own-scheme", NULL, save_own_action },
  { "win.load-scheme", NULL, load_action },
  { "win.copy-from-scheme", NULL, copy_action },
  { "win.compare-scheme", NULL, compare_action },
  { "win.paste-labels", NULL, paste_action },
  { "win.add-label-to-scheme", "s", add_label_action },
  { "win.replace-label", "(ss)", replace_label_action },
  { "win.update-layer", NULL, update_layer_action },
};

void
sch_window_install_scheme_files_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
sch_window_update_scheme_files_actions (SchWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, self->corpus != NULL);
}
