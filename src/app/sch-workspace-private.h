/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-workspace.h"

G_BEGIN_DECLS

/* What the files of the workspace share: sch-workspace.c (the object, opening, writing),
 * sch-workspace-document.c (layer and document on show), sch-workspace-cue.c (the current claim's cue), sch-workspace-selection.c (spans, hits). */

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
  GCancellable *loading; /* (nullable): a large document is read behind the scenes */
  SchText *loading_text; /* (nullable): its text, when that is there */
  SchLayerDocument *layer_document;
  SchSegmenter *segmenter;
  SchProblemList *problems;
  char *load_error;
  gboolean is_encoding_error;
  char *selected_span; /* the leading one */
  char **selected_spans;
  char *selected_relation; /* (nullable): then no span is selected */
  char *relation_origin;   /* (nullable): the span that was selected before it */
  char *current_claim;
  GHashTable *selected_set;    /* the same ids, owned by selected_spans */
  gboolean selection_is_stale; /* several are selected, and some are gone */
  GArray *hits;                /* (nullable) of SchRange */
  guint current_hit;
  SchVisibility *visibility;
  char *behind_layer;
  char *armed_label;
  char *recent_labels[N_RECENT_LABELS + 1];
  SchLabelKeys *label_keys; /* (nullable): as they were asked for last */
  int key_set;
  GListModel *visible_documents;
  GHashTable
      *unlocked; /* other people's layers that are edited anyway, until the corpus is closed */
  char *removed_layer; /* (nullable): the last one, which can be brought back */
  char *removed_title;
  char *removed_place;
  gboolean removal_is_last; /* nothing was changed since */
  gboolean reading;
  guint write_source;
  guint tick_source;
  guint problems_source;
  guint recheck_source;
};

typedef enum
{
  PROP_CORPUS = 1,
  PROP_LAYER,
  PROP_DOCUMENT,
  PROP_LAYER_DOCUMENT,
  PROP_PROBLEMS,
  PROP_SELECTED_SPAN,
  PROP_SELECTED_RELATION,
  PROP_ARMED_LABEL,
  PROP_OPENING,
  PROP_LOAD_ERROR,
  PROP_LAST_LABEL,
  PROP_CURRENT_CLAIM,
  PROP_BEHIND_LAYER,
  N_PROPS,
} SchWorkspaceProperty;
void sch_workspace_notify (SchWorkspace *self, SchWorkspaceProperty property);
void sch_workspace_write_now (SchWorkspace *self);
void sch_workspace_remember_selection (SchWorkspace *self);
/* After the corpus was closed. */
void sch_workspace_forget_layers (SchWorkspace *self);
void sch_workspace_set_selected (SchWorkspace *self, const char *id);
void sch_workspace_drop_vanished_selection (SchWorkspace *self);
void sch_workspace_note_span_gone (SchWorkspace *self, const char *id);
void sch_workspace_note_relation_gone (SchWorkspace *self, const char *id);
void sch_workspace_note_edited (SchWorkspace *self);
void sch_workspace_let_go_of_document (SchWorkspace *self);
void sch_workspace_layers_changed (SchWorkspace *self);
void sch_workspace_queue_note_problems (SchWorkspace *self);
void sch_workspace_scheme_changed (SchWorkspace *self, SchCorpus *corpus);
void sch_workspace_documents_changed (SchWorkspace *self, SchCorpus *corpus);

G_END_DECLS
