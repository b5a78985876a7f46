/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about layers: the name of a new one, of a copy, another name. A name that a layer has
 * already cannot be given. A copy says how far it is, and can be cancelled. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-layer-dialog.h"

#include "sch-corpus-layer-edits.h"
#include "sch-message.h"

#define PROGRESS_MS 100

typedef struct Question Question;
typedef void (*Named) (Question *question, const char *name);

/* A question for a name. @own: (nullable): the layer that may keep its name. */
struct Question
{
  SchWorkspace *workspace;
  GtkWindow *parent;
  GtkWindow *message;
  GtkEditable *entry;
  GtkWidget *taken;
  GtkDropDown *source; /* (nullable) */
  char **layers;       /* of the drop-down */
  char *own;
  Named named;
};

static gboolean
is_taken (Question *question, const char *name)
{
  SchCorpus *corpus = sch_workspace_get_corpus (question->workspace);
  g_auto (GStrv) layers = corpus != NULL ? sch_corpus_list_layers (corpus) : NULL;

  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    {
      g_autofree char *title = sch_workspace_dup_layer_title (question->workspace, layers[i]);

      if (g_strcmp0 (layers[i], question->own) != 0 &&
          (g_utf8_collate (title, name) == 0 || g_str_equal (layers[i], name)))
        return TRUE;
    }
  return FALSE;
}

/* Names in scripts without Latin letters may fold to the same; those get a number. */
static char *
dup_free_id (SchCorpus *corpus, const char *name)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (corpus);
  g_autofree char *folded = sch_environment_fold_name (name);
  char *id = g_strdup (folded);

  for (guint i = 2; g_strv_contains ((const char *const *) layers, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%.56s-%u", folded, i);
    }
  return id;
}

static void
name_changed_cb (GtkEditable *entry, Question *question)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (entry));
  gboolean taken = *g_strstrip (name) != '\0' && is_taken (question, name);

  gtk_widget_set_opacity (question->taken, taken ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  taken ? gtk_label_get_text (GTK_LABEL (question->taken)) : "",
                                  -1);
  if (taken)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  sch_message_set_answer_enabled (question->message, "ok", *name != '\0' && !taken);
}

static void
answered_cb (const char *answer, gpointer data)
{
  Question *question = data;

  if (g_str_equal (answer, "ok") && sch_workspace_get_corpus (question->workspace) != NULL)
    {
      g_autofree char *name = g_strdup (gtk_editable_get_text (question->entry));

      if (*g_strstrip (name) != '\0' && !is_taken (question, name))
        question->named (question, name);
    }
  g_object_unref (question->workspace);
  g_object_unref (question->parent);
  g_strfreev (question->layers);
  g_free (question->own);
  g_free (question);
}

static GtkWidget *
make_entry (Question *question, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the layer"), -1);
  question->entry = GTK_EDITABLE (entry);
  gtk_box_append (GTK_BOX (box), entry);
  /* Keeps its place, so that the dialog does not jump while somebody types. */
  question->taken = gtk_label_new (_ ("There is a layer of this name already"));
  gtk_label_set_xalign (GTK_LABEL (question->taken), 0);
  gtk_label_set_wrap (GTK_LABEL (question->taken), TRUE);
  gtk_widget_add_css_class (question->taken, "caption");
  gtk_widget_add_css_class (question->taken, "error");
  gtk_box_append (GTK_BOX (box), question->taken);
  return box;
}

/* @extra: (nullable): stands above the name */
static void
ask (Question *question, const char *heading, const char *body, const char *ok, const char *name,
     GtkWidget *extra)
{
  const SchAnswer answers[] = { { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
                                { "ok", ok, SCH_ANSWER_SUGGESTED } };
  GtkWidget *box = make_entry (question, name);

  if (extra != NULL)
    gtk_box_prepend (GTK_BOX (box), extra);
  question->message = sch_message_ask (question->parent, heading, body, box, answers,
                                       G_N_ELEMENTS (answers), answered_cb, question);
  g_signal_connect (question->entry, "changed", G_CALLBACK (name_changed_cb), question);
  name_changed_cb (question->entry, question);
  gtk_widget_grab_focus (GTK_WIDGET (question->entry));
}

static Question *
new_question (GtkWindow *parent, SchWorkspace *workspace, Named named)
{
  Question *question = g_new0 (Question, 1);

  question->workspace = g_object_ref (workspace);
  question->parent = g_object_ref (parent);
  question->named = named;
  return question;
}

/* --- New ------------------------------------------------------------------------------------ */

static void
create (Question *question, const char *name)
{
  SchWorkspace *workspace = question->workspace;
  g_autofree char *layer = dup_free_id (sch_workspace_get_corpus (workspace), name);
  g_autoptr (GError) error = NULL;

  if (!sch_workspace_name_layer (workspace, layer, name, &error))
    {
      sch_workspace_show_error (workspace, error);
      return;
    }
  sch_workspace_set_layer (workspace, layer);
  g_signal_emit_by_name (workspace, "focus-text");
}

void
sch_layer_dialog_ask_new (GtkWindow *parent, SchWorkspace *workspace)
{
  g_return_if_fail (GTK_IS_WINDOW (parent) && SCH_IS_WORKSPACE (workspace));

  ask (new_question (parent, workspace, create), _ ("New Layer"),
       _ ("A layer holds one person’s annotations of the corpus. What is in other layers stays as "
          "it is."),
       _ ("C_reate"), "", NULL);
}

/* --- Rename --------------------------------------------------------------------------------- */

static void
rename_layer (Question *question, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (!sch_corpus_rename_layer (sch_workspace_get_corpus (question->workspace), question->own, name,
                                &error))
    sch_workspace_show_error (question->workspace, error);
}

void
sch_layer_dialog_ask_rename (GtkWindow *parent, SchWorkspace *workspace)
{
  Question *question;
  g_autofree char *title = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent) && SCH_IS_WORKSPACE (workspace));

  question = new_question (parent, workspace, rename_layer);
  question->own = g_strdup (sch_workspace_get_layer (workspace));
  title = sch_workspace_dup_layer_title (workspace, question->own);
  ask (question, _ ("Rename Layer"),
       _ ("The name that is shown changes. The folder of the layer keeps its own."), _ ("_Rename"),
       title, NULL);
  gtk_editable_select_region (question->entry, 0, -1);
}

/* --- Copy ----------------------------------------------------------------------------------- */

typedef struct
{
  SchWorkspace *workspace;
  char *to;
  char *title;
  SchLayerCopy progress;
  GCancellable *cancellable;
  GtkWindow *message; /* (nullable): once it takes longer than a moment */
  GtkProgressBar *bar;
  GtkWindow *parent;
  guint source;
} Copy;

static void
cancelled_cb (const char *answer, gpointer data)
{
  g_cancellable_cancel (data);
  g_object_unref (data);
}

static void
show_progress (Copy *copy)
{
  const SchAnswer answers[] = { { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN } };
  /* Translators: %s is the name of a layer. */
  g_autofree char *heading = g_strdup_printf (_ ("Copying to “%s”"), copy->title);

  copy->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  copy->message = sch_message_ask (copy->parent, heading, NULL, GTK_WIDGET (copy->bar), answers,
                                   G_N_ELEMENTS (answers), cancelled_cb,
                                   g_object_ref (copy->cancellable));
  g_object_add_weak_pointer (G_OBJECT (copy->message), (gpointer *) &copy->message);
}

static gboolean
progress_cb (gpointer data)
{
  Copy *copy = data;
  int total = MAX (g_atomic_int_get (&copy->progress.n_total), 1);

  if (g_cancellable_is_cancelled (copy->cancellable))
    return G_SOURCE_CONTINUE;
  if (copy->message == NULL)
    show_progress (copy);
  gtk_progress_bar_set_fraction (copy->bar,
                                 (double) g_atomic_int_get (&copy->progress.n_done) / total);
  return G_SOURCE_CONTINUE;
}

static void
free_copy (Copy *copy)
{
  g_clear_handle_id (&copy->source, g_source_remove);
  if (copy->message != NULL)
    {
      g_object_remove_weak_pointer (G_OBJECT (copy->message), (gpointer *) &copy->message);
      gtk_window_destroy (copy->message);
    }
  g_object_unref (copy->workspace);
  g_object_unref (copy->parent);
  g_object_unref (copy->cancellable);
  g_free (copy->to);
  g_free (copy->title);
  g_free (copy);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Copy *copy = data;
  SchCorpus *corpus = SCH_CORPUS (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!sch_corpus_copy_layer_finish (corpus, result, &error))
    {
      sch_workspace_show_error (copy->workspace, error);
    }
  else if (sch_workspace_get_corpus (copy->workspace) == corpus)
    {
      sch_workspace_set_layer (copy->workspace, copy->to);
      /* Translators: %s is the name of a layer. */
      text = g_strdup_printf (_ ("Copied to the layer “%s”"), copy->title);
      sch_workspace_show_message (copy->workspace, text, NULL, NULL);
      g_signal_emit_by_name (copy->workspace, "focus-text");
    }
  free_copy (copy);
}

static void
start_copy (Question *question, const char *name)
{
  SchCorpus *corpus = sch_workspace_get_corpus (question->workspace);
  const char *from = question->layers[gtk_drop_down_get_selected (question->source)];
  Copy *copy = g_new0 (Copy, 1);

  copy->workspace = g_object_ref (question->workspace);
  copy->parent = g_object_ref (question->parent);
  copy->cancellable = g_cancellable_new ();
  copy->to = dup_free_id (corpus, name);
  copy->title = g_strdup (name);
  copy->source = g_timeout_add (PROGRESS_MS, progress_cb, copy);
  sch_corpus_copy_layer_async (corpus, from, copy->to, name, &copy->progress, copy->cancellable,
                               copied_cb, copy);
}

static GtkWidget *
make_source (Question *question, guint selected)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);

  for (guint i = 0; question->layers[i] != NULL; i++)
    gtk_string_list_take (titles,
                          sch_workspace_dup_layer_title (question->workspace, question->layers[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Layer to copy"), -1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  question->source = GTK_DROP_DOWN (drop_down);
  return drop_down;
}

/* Layers with a folder: those that somebody began. */
static char **
list_begun (SchWorkspace *workspace, guint *selected)
{
  SchCorpus *corpus = sch_workspace_get_corpus (workspace);
  g_auto (GStrv) layers = sch_corpus_list_layers (corpus);
  g_autoptr (GPtrArray) begun = g_ptr_array_new ();

  *selected = 0;
  for (guint i = 0; layers[i] != NULL; i++)
    {
      if (sch_corpus_get_layer_info (corpus, layers[i]) == NULL)
        {
          g_auto (GStrv) paths = sch_corpus_list_layer_paths (corpus, layers[i]);

          if (paths[0] == NULL)
            continue;
        }
      if (g_str_equal (layers[i], sch_workspace_get_layer (workspace)))
        *selected = begun->len;
      g_ptr_array_add (begun, g_strdup (layers[i]));
    }
  g_ptr_array_add (begun, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&begun), FALSE);
}

void
sch_layer_dialog_ask_copy (GtkWindow *parent, SchWorkspace *workspace)
{
  Question *question;
  guint selected;

  g_return_if_fail (GTK_IS_WINDOW (parent) && SCH_IS_WORKSPACE (workspace));

  question = new_question (parent, workspace, start_copy);
  question->layers = list_begun (workspace, &selected);
  ask (question, _ ("Copy Layer"),
       _ ("The new layer gets all annotations and clusters of another one, which stays as it is."),
       _ ("C_opy"), "", make_source (question, selected));
}
