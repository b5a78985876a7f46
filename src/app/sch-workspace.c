/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one window works on: the object with its properties and signals. Opens and closes the
 * corpus, and decides when its files are written: WRITE_DELAY_MS after the last edit, when the
 * document changes, when the focus goes. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-native-files.h"
#include "sch-recents.h"
#include "sch-workspace-private.h"

#define WRITE_DELAY_MS 2000
#define TICK_SECONDS 5

G_DEFINE_FINAL_TYPE (SchWorkspace, sch_workspace, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

enum
{
  MESSAGE,
  ANNOUNCE,
  LABEL_ACTIVATED,
  SHOW_SPAN,
  FOCUS_TEXT,
  HITS_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

void
sch_workspace_notify (SchWorkspace *self, SchWorkspaceProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* --- Writing ------------------------------------------------------------------------------- */

static gboolean
write_files_cb (gpointer data)
{
  SchWorkspace *self = data;

  self->write_source = 0;
  if (self->corpus != NULL)
    sch_corpus_write_files (self->corpus);
  return G_SOURCE_REMOVE;
}

void
sch_workspace_write_now (SchWorkspace *self)
{
  if (self->write_source == 0)
    return;
  g_clear_handle_id (&self->write_source, g_source_remove);
  write_files_cb (self);
}

static gboolean
tick_cb (gpointer data)
{
  SchWorkspace *self = data;
  g_autoptr (GError) error = NULL;

  if (self->corpus == NULL)
    return G_SOURCE_CONTINUE;
  sch_corpus_tick (self->corpus);
  /* The page of a folder without texts says that they appear when they are there. */
  if (g_list_model_get_n_items (sch_corpus_get_documents (self->corpus)) == 0 &&
      !sch_corpus_rescan (self->corpus, NULL, &error))
    g_info ("%s", error->message);
  return G_SOURCE_CONTINUE;
}

static gboolean
changes_language (const SchEditGroup *group)
{
  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->type == SCH_RECORD_METADATA &&
          strcmp (sch_tree_get_string (edit->before, "language"),
                  sch_tree_get_string (edit->after, "language")) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
edited_cb (SchWorkspace *self, SchEditGroup *group, SchCorpus *corpus)
{
  self->removal_is_last = FALSE;
  /* What a word is, and so what breaks a rule about words, is another matter in another language. */
  if (changes_language (group))
    sch_workspace_scheme_changed (self, corpus);
  sch_workspace_note_edited (self);
  g_clear_handle_id (&self->write_source, g_source_remove);
  self->write_source = g_timeout_add (WRITE_DELAY_MS, write_files_cb, self);
}

/* --- Opening -------------------------------------------------------------------------------- */

/* The layer edited last, as long as it is there; else what the corpus chooses. */
static char *
dup_first_layer (SchWorkspace *self, SchCorpus *corpus)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (corpus);
  const char *id = sch_corpus_get_id (corpus);
  const char *active = sch_corpus_get_active_layer (corpus);
  g_autofree char *last = id != NULL ? sch_recents_dup_layer (self->settings, id) : NULL;

  if (last != NULL && (g_strv_contains ((const char *const *) layers, last) ||
                       g_str_equal (last, self->environment->user)))
    return g_steal_pointer (&last);
  return g_strdup (active != NULL ? active : self->environment->user);
}

static void
take_corpus (SchWorkspace *self, SchCorpus *corpus)
{
  self->corpus = g_object_ref (corpus);
  self->layer = dup_first_layer (self, corpus);
  sch_corpus_set_active_layer (corpus, self->layer);
  g_signal_connect_object (corpus, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (sch_workspace_scheme_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "summarized", G_CALLBACK (sch_workspace_queue_note_problems),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "documents-changed",
                           G_CALLBACK (sch_workspace_documents_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "layers-changed", G_CALLBACK (sch_workspace_layers_changed),
                           self, G_CONNECT_SWAPPED);
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  sch_corpus_summarize_all (corpus);
}

static void
set_opening (SchWorkspace *self, gboolean opening)
{
  self->opening = opening;
  sch_workspace_notify (self, PROP_OPENING);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SchWorkspace *self = g_task_get_source_object (task);
  g_autoptr (SchCorpus) corpus = NULL;
  GError *error = NULL;

  corpus = sch_corpus_open_finish (result, &error);
  g_object_freeze_notify (G_OBJECT (self));
  set_opening (self, FALSE);
  if (corpus != NULL)
    {
      take_corpus (self, corpus);
      sch_workspace_notify (self, PROP_CORPUS);
      sch_workspace_notify (self, PROP_LAYER);
    }
  g_object_thaw_notify (G_OBJECT (self));
  if (corpus != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The person's name as the preferences have it now. */
static void
update_environment (SchWorkspace *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "annotator-name");

  g_strstrip (name);
  if (*name == '\0')
    return;
  g_free (self->environment->user);
  self->environment->user = sch_environment_fold_name (name);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_workspace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SchWorkspace *self = SCH_WORKSPACE (object);

  switch (id)
    {
    case PROP_CORPUS:
      g_value_set_object (value, self->corpus);
      break;
    case PROP_LAYER:
      g_value_set_string (value, self->layer);
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_LAYER_DOCUMENT:
      g_value_set_object (value, self->layer_document);
      break;
    case PROP_PROBLEMS:
      g_value_set_object (value, self->problems);
      break;
    case PROP_SELECTED_SPAN:
      g_value_set_string (value, self->selected_span);
      break;
    case PROP_SELECTED_RELATION:
      g_value_set_string (value, self->selected_relation);
      break;
    case PROP_ARMED_LABEL:
      g_value_set_string (value, self->armed_label);
      break;
    case PROP_OPENING:
      g_value_set_boolean (value, self->opening);
      break;
    case PROP_LOAD_ERROR:
      g_value_set_string (value, self->load_error);
      break;
    case PROP_LAST_LABEL:
      g_value_set_string (value, self->recent_labels[0]);
      break;
    case PROP_CURRENT_CLAIM:
      g_value_set_string (value, self->current_claim);
      break;
    case PROP_BEHIND_LAYER:
      g_value_set_string (value, self->behind_layer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
let_go_of_corpus (SchWorkspace *self)
{
  g_clear_handle_id (&self->write_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->recheck_source, g_source_remove);
  sch_workspace_let_go_of_document (self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->document);
  g_clear_object (&self->corpus);
  g_clear_pointer (&self->layer, g_free);
  g_clear_pointer (&self->selected_span, g_free);
  g_clear_pointer (&self->selected_set, g_hash_table_unref);
  g_clear_pointer (&self->selected_spans, g_strfreev);
  g_clear_pointer (&self->selected_relation, g_free);
  g_clear_pointer (&self->relation_origin, g_free);
  g_clear_pointer (&self->current_claim, g_free);
  g_clear_pointer (&self->hits, g_array_unref);
  sch_visibility_show_all (self->visibility);
  sch_visibility_show_all_lines (self->visibility);
  g_clear_pointer (&self->behind_layer, g_free);
  g_clear_pointer (&self->armed_label, g_free);
  sch_workspace_forget_layers (self);
}

static void
sch_workspace_dispose (GObject *object)
{
  SchWorkspace *self = SCH_WORKSPACE (object);

  let_go_of_corpus (self);
  g_clear_object (&self->visible_documents);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sch_workspace_parent_class)->dispose (object);
}

static void
sch_workspace_finalize (GObject *object)
{
  SchWorkspace *self = SCH_WORKSPACE (object);

  for (guint i = 0; i < N_RECENT_LABELS; i++)
    g_free (self->recent_labels[i]);
  g_clear_pointer (&self->label_keys, sch_label_keys_unref);
  g_clear_object (&self->visibility);
  g_hash_table_unref (self->unlocked);
  sch_environment_free (self->environment);
  G_OBJECT_CLASS (sch_workspace_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
object_property (const char *name, GType type)
{
  return g_param_spec_object (name, NULL, NULL, type,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
sch_workspace_class_init (SchWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = sch_workspace_get_property;
  object_class->dispose = sch_workspace_dispose;
  object_class->finalize = sch_workspace_finalize;

  properties[PROP_CORPUS] = object_property ("corpus", SCH_TYPE_CORPUS);
  properties[PROP_LAYER] = string_property ("layer");
  properties[PROP_DOCUMENT] = object_property ("document", SCH_TYPE_DOCUMENT);
  properties[PROP_LAYER_DOCUMENT] = object_property ("layer-document", SCH_TYPE_LAYER_DOCUMENT);
  properties[PROP_PROBLEMS] = object_property ("problems", SCH_TYPE_PROBLEM_LIST);
  properties[PROP_SELECTED_SPAN] = string_property ("selected-span");
  properties[PROP_SELECTED_RELATION] = string_property ("selected-relation");
  properties[PROP_ARMED_LABEL] = string_property ("armed-label");
  properties[PROP_OPENING] = g_param_spec_boolean ("opening", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                       G_PARAM_STATIC_STRINGS);
  properties[PROP_LOAD_ERROR] = string_property ("load-error");
  properties[PROP_LAST_LABEL] = string_property ("last-label");
  properties[PROP_CURRENT_CLAIM] = string_property ("current-claim");
  properties[PROP_BEHIND_LAYER] = string_property ("behind-layer");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[ANNOUNCE] = g_signal_new ("announce", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LABEL_ACTIVATED] = g_signal_new ("label-activated", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                           G_TYPE_BOOLEAN);
  signals[SHOW_SPAN] = g_signal_new ("show-span", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[HITS_CHANGED] = g_signal_new ("hits-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
  signals[FOCUS_TEXT] = g_signal_new ("focus-text", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
sch_workspace_init (SchWorkspace *self)
{
  self->environment = sch_environment_new_system ();
  self->visibility = sch_visibility_new ();
  self->unlocked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* --- Public --------------------------------------------------------------------------------- */

/**
 * sch_workspace_new:
 *
 * Returns: (transfer full): a workspace with nothing open
 */
SchWorkspace *
sch_workspace_new (GSettings *settings)
{
  SchWorkspace *self = g_object_new (SCH_TYPE_WORKSPACE, NULL);

  self->settings = g_object_ref (settings);
  return self;
}

GSettings *
sch_workspace_get_settings (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->settings;
}

const SchEnvironment *
sch_workspace_get_environment (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->environment;
}

/**
 * sch_workspace_open_async:
 * @root: absolute path of a folder, in the encoding of the file system
 *
 * Opens a corpus in a workspace that has none.
 */
void
sch_workspace_open_async (SchWorkspace *self, const char *root, SchOpenFlags flags,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (SCH_IS_WORKSPACE (self));
  g_return_if_fail (self->corpus == NULL && !self->opening);

  update_environment (self);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, sch_workspace_open_async);
  set_opening (self, TRUE);
  sch_corpus_open_async (root, self->environment, flags, cancellable, opened_cb, task);
}

gboolean
sch_workspace_open_finish (SchWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
sch_workspace_is_opening (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);
  return self->opening;
}

/**
 * sch_workspace_close:
 *
 * Writes everything and lets go of the corpus. What could not be written is in the journal, and
 * comes back with the next opening.
 */
void
sch_workspace_close (SchWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (self->corpus == NULL)
    return;
  sch_workspace_remember_selection (self);
  sch_workspace_set_selected (self, NULL);
  if (!sch_corpus_close (self->corpus, &error))
    sch_workspace_show_error (self, error);
  g_object_freeze_notify (G_OBJECT (self));
  let_go_of_corpus (self);
  for (guint i = PROP_CORPUS; i < N_PROPS; i++)
    sch_workspace_notify (self, i);
  g_object_thaw_notify (G_OBJECT (self));
}

SchCorpus *
sch_workspace_get_corpus (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->corpus;
}

SchScheme *
sch_workspace_get_scheme (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->corpus != NULL ? sch_corpus_get_scheme (self->corpus) : NULL;
}

const char *
sch_workspace_get_layer (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->layer;
}

SchDocument *
sch_workspace_get_document (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->document;
}

gboolean
sch_workspace_is_encoding_error (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);
  return self->is_encoding_error;
}

const char *
sch_workspace_get_load_error (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->load_error;
}

SchLayerDocument *
sch_workspace_get_layer_document (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->layer_document;
}

SchProblemList *
sch_workspace_get_problems (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->problems;
}

SchText *
sch_workspace_get_text (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->text;
}

SchSegmenter *
sch_workspace_get_segmenter (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->segmenter;
}

const char *
sch_workspace_get_selected_span (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->selected_span;
}

const char *
sch_workspace_get_armed_label (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->armed_label;
}

void
sch_workspace_set_armed_label (SchWorkspace *self, const char *label)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (g_strcmp0 (self->armed_label, label) == 0)
    return;
  g_free (self->armed_label);
  self->armed_label = g_strdup (label);
  sch_workspace_notify (self, PROP_ARMED_LABEL);
}

const char *
sch_workspace_get_last_label (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->recent_labels[0];
}

const char *const *
sch_workspace_get_recent_labels (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return (const char *const *) self->recent_labels;
}

void
sch_workspace_note_label_used (SchWorkspace *self, const char *label)
{
  guint i;
  char *used;

  g_return_if_fail (SCH_IS_WORKSPACE (self) && label != NULL);

  for (i = 0; i < N_RECENT_LABELS - 1; i++)
    if (self->recent_labels[i] == NULL || g_str_equal (self->recent_labels[i], label))
      break;
  if (i == 0 && self->recent_labels[0] != NULL)
    return;
  used = g_strdup (label);
  g_free (self->recent_labels[i]);
  for (; i > 0; i--)
    self->recent_labels[i] = self->recent_labels[i - 1];
  self->recent_labels[0] = used;
  sch_workspace_notify (self, PROP_LAST_LABEL);
}

void
sch_workspace_activate_label (SchWorkspace *self, const char *label, gboolean one_more)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self) && label != NULL);
  g_signal_emit (self, signals[LABEL_ACTIVATED], 0, label, one_more);
}

void
sch_workspace_show_message (SchWorkspace *self, const char *text, const char *action_label,
                            const char *action_name)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self) && text != NULL);
  g_signal_emit (self, signals[MESSAGE], 0, text, action_label, action_name);
}

void
sch_workspace_show_error (SchWorkspace *self, const GError *error)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self) && error != NULL);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sch_workspace_show_message (self, error->message, NULL, NULL);
}

void
sch_workspace_announce (SchWorkspace *self, const char *text)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self) && text != NULL);
  g_signal_emit (self, signals[ANNOUNCE], 0, text);
}

void
sch_workspace_set_visible_documents (SchWorkspace *self, GListModel *model)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));
  g_set_object (&self->visible_documents, model);
}

GListModel *
sch_workspace_get_visible_documents (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->visible_documents;
}

static void
rescanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchWorkspace) self = data;
  g_autoptr (GError) error = NULL;

  if (!sch_corpus_rescan_finish (SCH_CORPUS (source), result, &error) &&
      self->corpus == SCH_CORPUS (source))
    sch_workspace_show_error (self, error);
}

void
sch_workspace_focus_changed (SchWorkspace *self, gboolean focused)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (self->corpus == NULL)
    return;
  if (!focused)
    {
      sch_workspace_write_now (self);
      return;
    }
  sch_corpus_tick (self->corpus);
  sch_corpus_rescan_async (self->corpus, rescanned_cb, g_object_ref (self));
}
