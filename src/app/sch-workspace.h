/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sch-annotate.h"
#include "sch-corpus.h"
#include "sch-cue-offer.h"
#include "sch-label-keys.h"
#include "sch-problems.h"
#include "sch-visibility.h"

G_BEGIN_DECLS

/**
 * SchWorkspace:
 *
 * What one window works on: the open corpus, the layer, the document, the selected span, the armed
 * label. Widgets listen to it and change it through it; they do not know each other.
 *
 * Properties (all notify): "corpus" (SchCorpus or NULL), "layer" (string), "document" (SchDocument
 * or NULL), "layer-document" (SchLayerDocument or NULL), "problems" (SchProblemList or NULL),
 * "selected-span" (string id or NULL: the leading one of the selected spans; told too when only the others change), "selected-relation" (string id or NULL; while there is one, no span is selected), "armed-label" (string id or NULL), "opening" (boolean),
 * "load-error" (string or NULL: why the document cannot be shown), "last-label" (string or NULL), "current-claim" (string id or NULL),
 * "behind-layer" (string or NULL: see sch_workspace_set_behind_layer()).
 *
 * Signals:
 * - "message" (string text, string action_label or NULL, string action_name or NULL): a toast;
 *   the action is a detailed action name, e.g. "win.undo"
 * - "announce" (string): for the status label and screen readers
 * - "label-activated" (string label, boolean one_more): a label was chosen in palette or popover;
 *   the document page applies the rules of the label keys (text selected: tag; span selected:
 *   change its label; else arm)
 * - "show-span" (string id): bring it into view (also when it is selected already)
 * - "hits-changed": see sch_workspace_set_hits()
 * - "focus-text": put the keyboard focus into the document view
 */
#define SCH_TYPE_WORKSPACE (sch_workspace_get_type ())
G_DECLARE_FINAL_TYPE (SchWorkspace, sch_workspace, SCH, WORKSPACE, GObject)

SchWorkspace *sch_workspace_new (GSettings *settings);
GSettings *sch_workspace_get_settings (SchWorkspace *self);
const SchEnvironment *sch_workspace_get_environment (SchWorkspace *self);

void sch_workspace_open_async (SchWorkspace *self, const char *root, SchOpenFlags flags,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data);
gboolean sch_workspace_open_finish (SchWorkspace *self, GAsyncResult *result, GError **error);
gboolean sch_workspace_is_opening (SchWorkspace *self);
/* Writes everything and lets go of the corpus. */
void sch_workspace_close (SchWorkspace *self);

SchCorpus *sch_workspace_get_corpus (SchWorkspace *self);
SchScheme *sch_workspace_get_scheme (SchWorkspace *self);
/* (nullable): the keys of the scheme's labels in the set that the person prefers (setting "key-set") */
SchLabelKeys *sch_workspace_get_label_keys (SchWorkspace *self);
const char *sch_workspace_get_layer (SchWorkspace *self);
void sch_workspace_set_layer (SchWorkspace *self, const char *layer);
/* What people call a layer: the name that was typed, not its folded id. */
char *sch_workspace_dup_layer_title (SchWorkspace *self, const char *layer);
gboolean sch_workspace_name_layer (SchWorkspace *self, const char *layer, const char *name,
                                   GError **error);
gboolean sch_workspace_name_own_layer (SchWorkspace *self, GError **error);
/* Somebody else's layer is not edited until the person says so. */
gboolean sch_workspace_is_layer_locked (SchWorkspace *self);
void sch_workspace_unlock_layer (SchWorkspace *self);
/* (nullable): whose layer it is, and what to do, where it is locked */
char *sch_workspace_dup_layer_lock_reason (SchWorkspace *self);
/* Whether nothing of other layers may be shown: not their spans, not their counts. */
gboolean sch_workspace_is_blind (SchWorkspace *self);
/* Takes the layer on show away; the last one that was taken away comes back. */
gboolean sch_workspace_remove_layer (SchWorkspace *self, GError **error);
gboolean sch_workspace_restore_layer (SchWorkspace *self, GError **error);
/* (nullable): name of the layer that restoring brings back; @last: only where nothing was changed since */
const char *sch_workspace_get_removed_layer (SchWorkspace *self, gboolean last);
/* Whether layer and document on show may be edited, be the document done or not. */
gboolean sch_workspace_can_edit (SchWorkspace *self);
/* Reading mode: nothing is edited. */
gboolean sch_workspace_is_reading (SchWorkspace *self);
void sch_workspace_set_reading (SchWorkspace *self, gboolean reading);
SchDocument *sch_workspace_get_document (SchWorkspace *self);
void sch_workspace_set_document (SchWorkspace *self, SchDocument *document);
void sch_workspace_turn_to (SchWorkspace *self, SchDocument *document);
/* Whether the document on show is still read; then it has neither text nor annotations nor an error.
 * "notify::layer-document" says when there is more of it. */
gboolean sch_workspace_is_loading (SchWorkspace *self);
SchText *sch_workspace_get_loading_text (SchWorkspace *self); /* (nullable): to be looked at */
/* Whether the load error is that the document is not UTF-8. */
gboolean sch_workspace_is_encoding_error (SchWorkspace *self);
/* (nullable): why the document cannot be shown */
const char *sch_workspace_get_load_error (SchWorkspace *self);
SchLayerDocument *sch_workspace_get_layer_document (SchWorkspace *self);
SchProblemList *sch_workspace_get_problems (SchWorkspace *self);
SchText *sch_workspace_get_text (SchWorkspace *self);
SchSegmenter *sch_workspace_get_segmenter (SchWorkspace *self);
const char *sch_workspace_get_selected_span (SchWorkspace *self);
/* NULL = none. @show: bring it into view. */
void sch_workspace_select_span (SchWorkspace *self, const char *id, gboolean show);
void sch_workspace_restore_selection (SchWorkspace *self);
/* Several at once; the last one leads. */
void sch_workspace_select_spans (SchWorkspace *self, const char *const *ids);
void sch_workspace_toggle_span (SchWorkspace *self, const char *id);
const char *const *sch_workspace_get_selected_spans (SchWorkspace *self);
gboolean sch_workspace_is_selected (SchWorkspace *self, const char *id);
/* One relation of the document on show; then no span is selected. NULL = none. @show: bring it into view. */
void sch_workspace_select_relation (SchWorkspace *self, const char *id, gboolean show);
const char *sch_workspace_get_selected_relation (SchWorkspace *self);
/* (transfer none) (nullable): the same as a record. */
SchRelation *sch_workspace_peek_relation (SchWorkspace *self);
/* Selects the span again from which the relation was selected, or nothing. */
void sch_workspace_leave_relation (SchWorkspace *self);
/* The claim made or selected last: a source or cue that is made while it lacks one is tied to it. */
const char *sch_workspace_get_current_claim (SchWorkspace *self);
void sch_workspace_forget_current_claim (SchWorkspace *self);
/* Whether words near the current claim are offered as its cue: the person wants it, they and the claim may be changed
 * and are not hidden. @offer: (out): to be used at once */
gboolean sch_workspace_offers_cue (SchWorkspace *self, SchCueOffer *offer);
/* Whether nothing is selected, the current claim, or what is tied to it: then Enter takes what is offered. */
gboolean sch_workspace_is_about_claim (SchWorkspace *self);
/* Makes the words near the current claim its cue, offered or not. */
gboolean sch_workspace_take_cue (SchWorkspace *self);
/* What a search shows in the text; of SchRange. */
void sch_workspace_set_hits (SchWorkspace *self, GArray *hits, guint current);
GArray *sch_workspace_get_hits (SchWorkspace *self, guint *current);
SchVisibility *sch_workspace_get_visibility (SchWorkspace *self);
/* Another layer, faintly behind the one being edited. */
void sch_workspace_set_behind_layer (SchWorkspace *self, const char *layer);
const char *sch_workspace_get_behind_layer (SchWorkspace *self);
SchLayerDocument *sch_workspace_get_behind_document (SchWorkspace *self);
const char *sch_workspace_get_armed_label (SchWorkspace *self);
void sch_workspace_set_armed_label (SchWorkspace *self, const char *label);
const char *sch_workspace_get_last_label (SchWorkspace *self);
/* (transfer none): up to three labels, last used first. */
const char *const *sch_workspace_get_recent_labels (SchWorkspace *self);
void sch_workspace_note_label_used (SchWorkspace *self, const char *label);
/* (nullable): why the document on show may not be changed; done documents included. */
char *sch_workspace_dup_read_only_reason (SchWorkspace *self);
/* Fills @who for the document on show; FALSE (and a message) where nothing may be changed. */
gboolean sch_workspace_get_annotator (SchWorkspace *self, SchAnnotator *who);
/* The same; the message names what was refused. */
gboolean sch_workspace_get_annotator_for (SchWorkspace *self, const char *gesture,
                                          SchAnnotator *who);
void sch_workspace_activate_label (SchWorkspace *self, const char *label, gboolean one_more);
void sch_workspace_show_message (SchWorkspace *self, const char *text, const char *action_label,
                                 const char *action_name);
/* Shows the message of an error that an action met. */
void sch_workspace_show_error (SchWorkspace *self, const GError *error);
void sch_workspace_announce (SchWorkspace *self, const char *text);
/* One step of the history; goes to its document first when it lies elsewhere, and says its name. */
void sch_workspace_undo (SchWorkspace *self);
void sch_workspace_redo (SchWorkspace *self);
/* Previous, next document in the list on show (@model set by the documents panel). */
void sch_workspace_set_visible_documents (SchWorkspace *self, GListModel *model);
GListModel *sch_workspace_get_visible_documents (SchWorkspace *self);
gboolean sch_workspace_step_document (SchWorkspace *self, int direction);
/* Marks the document done and goes to the next one to do. */
void sch_workspace_done_and_next (SchWorkspace *self);
void sch_workspace_set_status (SchWorkspace *self, SchStatus status);
/* The same for any document of the corpus. */
void sch_workspace_set_document_status (SchWorkspace *self, SchDocument *document,
                                        SchStatus status);
/* To be called when the window gets or loses the focus: writes what is waiting, looks for foreign changes. */
void sch_workspace_focus_changed (SchWorkspace *self, gboolean focused);

G_END_DECLS
