/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one window works on. Owns the corpus and what is on show of it, and when its files are
 * written: WRITE_DELAY_MS after the last edit, when the document changes, when the focus goes.
 *
 * Always holds: layer document, text, segmenter and problems are those of document and layer, or
 * all NULL (then load_error says why, if there is a document); the selected span is in the layer
 * document. All that changes together is notified together. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-error.h"
#include "sch-recents.h"
#include "sch-workspace.h"

#define WRITE_DELAY_MS 2000
#define TICK_SECONDS 5
#define N_RECENT_LABELS 3

struct _SchWorkspace
{
  GObject parent_instance;

  GSettings *settings;
  SchEnvironment *environment;
  SchCorpus *corpus;
  gboolean opening;
  char *layer;
  SchDocument *document;
  SchText *text;
  SchLayerDocument *layer_document;
  SchSegmenter *segmenter;
  SchProblemList *problems;
  char *load_error;
  gboolean is_encoding_error;
  char *selected_span;
  char *armed_label;
  char *recent_labels[N_RECENT_LABELS + 1];
  GListModel *visible_documents;
  guint write_source;
  guint tick_source;
  guint problems_source;
};

G_DEFINE_FINAL_TYPE (SchWorkspace, sch_workspace, G_TYPE_OBJECT)

enum
{
  PROP_CORPUS = 1,
  PROP_LAYER,
  PROP_DOCUMENT,
  PROP_LAYER_DOCUMENT,
  PROP_PROBLEMS,
  PROP_SELECTED_SPAN,
  PROP_ARMED_LABEL,
  PROP_OPENING,
  PROP_LOAD_ERROR,
  PROP_LAST_LABEL,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum
{
  MESSAGE,
  ANNOUNCE,
  LABEL_ACTIVATED,
  SHOW_SPAN,
  FOCUS_TEXT,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
notify (SchWorkspace *self, guint property)
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

static void
write_now (SchWorkspace *self)
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

  if (self->corpus != NULL)
    sch_corpus_tick (self->corpus);
  return G_SOURCE_CONTINUE;
}

static void
edited_cb (SchWorkspace *self, SchEditGroup *group, SchCorpus *corpus)
{
  g_clear_handle_id (&self->write_source, g_source_remove);
  self->write_source = g_timeout_add (WRITE_DELAY_MS, write_files_cb, self);
}

/* --- What is on show ------------------------------------------------------------------------ */

static void
set_selected (SchWorkspace *self, const char *id)
{
  if (g_strcmp0 (self->selected_span, id) == 0)
    return;
  g_free (self->selected_span);
  self->selected_span = g_strdup (id);
  notify (self, PROP_SELECTED_SPAN);
}

static void
drop_vanished_selection (SchWorkspace *self)
{
  if (self->selected_span != NULL &&
      (self->layer_document == NULL ||
       sch_layer_document_get_span (self->layer_document, self->selected_span) == NULL))
    set_selected (self, NULL);
}

static void
record_changed_cb (SchWorkspace *self, int type, gpointer before, gpointer after,
                   SchLayerDocument *layer_document)
{
  if (type == SCH_RECORD_SPAN && after == NULL)
    drop_vanished_selection (self);
}

static gboolean
cluster_exists (const char *cluster, gpointer data)
{
  SchWorkspace *self = data;

  return self->corpus == NULL || self->layer == NULL ||
         sch_corpus_get_cluster (self->corpus, self->layer, cluster) != NULL;
}

/* The row of the document says how many problems there are. */
static gboolean
note_problems_cb (gpointer data)
{
  SchWorkspace *self = data;

  self->problems_source = 0;
  if (self->problems != NULL)
    sch_corpus_note_problems (self->corpus, sch_document_get_path (self->document),
                              g_list_model_get_n_items (G_LIST_MODEL (self->problems)));
  return G_SOURCE_REMOVE;
}

static void
queue_note_problems (SchWorkspace *self)
{
  if (self->problems_source == 0)
    self->problems_source = g_idle_add (note_problems_cb, self);
}

static void
let_go_of_document (SchWorkspace *self)
{
  g_clear_handle_id (&self->problems_source, g_source_remove);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_data (self->problems, self);
  g_clear_object (&self->problems);
  g_clear_object (&self->layer_document);
  g_clear_pointer (&self->segmenter, sch_segmenter_free);
  g_clear_pointer (&self->text, sch_text_unref);
  g_clear_pointer (&self->load_error, g_free);
  self->is_encoding_error = FALSE;
}

static gboolean
load_document (SchWorkspace *self, GError **error)
{
  const char *path = sch_document_get_path (self->document);
  const char *problem = sch_document_get_problem (self->document);
  SchLayerDocument *layer_document;

  if (problem != NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, "%s", problem);
      return FALSE;
    }
  self->text = sch_corpus_load_text (self->corpus, path, error);
  if (self->text == NULL)
    return FALSE;
  layer_document = sch_corpus_get_layer_document (self->corpus, self->layer, path, error);
  if (layer_document == NULL)
    return FALSE;
  self->layer_document = g_object_ref (layer_document);
  g_signal_connect_object (layer_document, "record-changed", G_CALLBACK (record_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (layer_document, "reset", G_CALLBACK (drop_vanished_selection), self,
                           G_CONNECT_SWAPPED);
  return TRUE;
}

static void
make_helpers (SchWorkspace *self)
{
  SchScheme *scheme = sch_corpus_get_scheme (self->corpus);
  const char *path = sch_document_get_path (self->document);
  const char *language = sch_corpus_get_language (self->corpus, path);

  g_clear_pointer (&self->segmenter, sch_segmenter_free);
  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_data (self->problems, self);
  g_clear_object (&self->problems);
  self->segmenter = sch_segmenter_new (self->text, language,
                                       sch_scheme_get_snap_rules (scheme, language));
  self->problems = sch_problem_list_new (self->layer_document, scheme, cluster_exists, self);
  g_signal_connect_object (self->problems, "items-changed", G_CALLBACK (queue_note_problems), self,
                           G_CONNECT_SWAPPED);
  queue_note_problems (self);
}

/* Loads what belongs to self->document and self->layer, and tells all. */
static void
show_document (SchWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  g_object_freeze_notify (G_OBJECT (self));
  let_go_of_document (self);
  if (self->document != NULL && self->corpus != NULL)
    {
      if (load_document (self, &error))
        {
          make_helpers (self);
        }
      else
        {
          let_go_of_document (self);
          self->load_error = g_strdup (error->message);
          self->is_encoding_error = g_error_matches (error, SCH_ERROR, SCH_ERROR_ENCODING);
        }
    }
  drop_vanished_selection (self);
  notify (self, PROP_LOAD_ERROR);
  notify (self, PROP_DOCUMENT);
  notify (self, PROP_LAYER_DOCUMENT);
  notify (self, PROP_PROBLEMS);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
scheme_changed_cb (SchWorkspace *self, SchCorpus *corpus)
{
  if (self->layer_document != NULL)
    {
      make_helpers (self);
      notify (self, PROP_PROBLEMS);
    }
}

/* A document that is no longer in the folder is no longer shown. */
static void
documents_changed_cb (SchWorkspace *self, SchCorpus *corpus)
{
  SchDocument *now;

  if (self->document == NULL)
    return;
  now = sch_corpus_find_document (corpus, sch_document_get_path (self->document));
  if (now != self->document)
    sch_workspace_set_document (self, now);
}

/* --- Opening -------------------------------------------------------------------------------- */

static void
take_corpus (SchWorkspace *self, SchCorpus *corpus)
{
  const char *layer = sch_corpus_get_active_layer (corpus);

  self->corpus = g_object_ref (corpus);
  self->layer = g_strdup (layer != NULL ? layer : self->environment->user);
  if (layer == NULL)
    sch_corpus_set_active_layer (corpus, self->layer);
  g_signal_connect_object (corpus, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (scheme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "documents-changed", G_CALLBACK (documents_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  sch_corpus_summarize_all (corpus);
}

static void
set_opening (SchWorkspace *self, gboolean opening)
{
  self->opening = opening;
  notify (self, PROP_OPENING);
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
      notify (self, PROP_CORPUS);
      notify (self, PROP_LAYER);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
let_go_of_corpus (SchWorkspace *self)
{
  g_clear_handle_id (&self->write_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  let_go_of_document (self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->document);
  g_clear_object (&self->corpus);
  g_clear_pointer (&self->layer, g_free);
  g_clear_pointer (&self->selected_span, g_free);
  g_clear_pointer (&self->armed_label, g_free);
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
  properties[PROP_ARMED_LABEL] = string_property ("armed-label");
  properties[PROP_OPENING] = g_param_spec_boolean ("opening", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                       G_PARAM_STATIC_STRINGS);
  properties[PROP_LOAD_ERROR] = string_property ("load-error");
  properties[PROP_LAST_LABEL] = string_property ("last-label");
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
  signals[FOCUS_TEXT] = g_signal_new ("focus-text", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
sch_workspace_init (SchWorkspace *self)
{
  self->environment = sch_environment_new_system ();
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
  set_selected (self, NULL);
  if (!sch_corpus_close (self->corpus, &error))
    sch_workspace_show_error (self, error);
  g_object_freeze_notify (G_OBJECT (self));
  let_go_of_corpus (self);
  for (guint i = PROP_CORPUS; i < N_PROPS; i++)
    notify (self, i);
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

/**
 * sch_workspace_set_layer:
 * @layer: name of a layer, which need not exist yet
 */
void
sch_workspace_set_layer (SchWorkspace *self, const char *layer)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self) && layer != NULL);

  if (self->corpus == NULL || g_strcmp0 (self->layer, layer) == 0)
    return;
  /* First, so that what was typed about the span still finds it. */
  set_selected (self, NULL);
  write_now (self);
  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->layer);
  self->layer = g_strdup (layer);
  sch_corpus_set_active_layer (self->corpus, layer);
  sch_corpus_summarize_all (self->corpus);
  notify (self, PROP_LAYER);
  show_document (self);
  g_object_thaw_notify (G_OBJECT (self));
}

SchDocument *
sch_workspace_get_document (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->document;
}

/**
 * sch_workspace_set_document:
 * @document: (nullable): a document of the corpus
 */
void
sch_workspace_set_document (SchWorkspace *self, SchDocument *document)
{
  const char *id;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (self->document == document)
    return;
  /* First, so that what was typed about the span still finds it. */
  set_selected (self, NULL);
  write_now (self);
  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->document, document);
  show_document (self);
  g_object_thaw_notify (G_OBJECT (self));

  id = self->corpus != NULL ? sch_corpus_get_id (self->corpus) : NULL;
  if (document != NULL && id != NULL && *id != '\0')
    sch_recents_set_document (self->settings, id, sch_document_get_path (document));
}

gboolean
sch_workspace_is_encoding_error (SchWorkspace *self)
{
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

void
sch_workspace_select_span (SchWorkspace *self, const char *id, gboolean show)
{
  g_autofree char *wanted = g_strdup (id);

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (wanted != NULL && (self->layer_document == NULL ||
                         sch_layer_document_get_span (self->layer_document, wanted) == NULL))
    return;
  set_selected (self, wanted);
  if (show && wanted != NULL)
    g_signal_emit (self, signals[SHOW_SPAN], 0, wanted);
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
  notify (self, PROP_ARMED_LABEL);
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
  notify (self, PROP_LAST_LABEL);
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

void
sch_workspace_focus_changed (SchWorkspace *self, gboolean focused)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (self->corpus == NULL)
    return;
  if (!focused)
    {
      write_now (self);
      return;
    }
  sch_corpus_tick (self->corpus);
  if (!sch_corpus_rescan (self->corpus, NULL, &error))
    sch_workspace_show_error (self, error);
}
