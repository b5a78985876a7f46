/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus-bars.h"
#include "sch-document-bar.h"
#include "sch-document-page.h"
#include "sch-documents-panel.h"
#include "sch-find-bar.h"
#include "sch-find-results.h"
#include "sch-inspector.h"
#include "sch-layer-button.h"
#include "sch-palette.h"
#include "sch-side-panel.h"
#include "sch-start-page.h"
#include "sch-swatch.h"
#include "sch-window.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/* What the files of the window share: sch-window.c (pages and what they show),
 * sch-window-actions.c (win.*), sch-window-open.c (opening and closing a corpus). */
struct _SchWindow
{
  AdwApplicationWindow parent_instance;

  AdwHeaderBar *header_bar;
  AdwWindowTitle *title;
  GtkWidget *documents_toggle;
  GtkWidget *inspector_toggle;
  GtkWidget *open_button;
  GtkWidget *history_buttons;
  GtkWidget *find_button;
  GtkButton *undo_button;
  GtkButton *redo_button;
  GtkWidget *armed_pill;
  SchSwatch *armed_swatch;
  GtkLabel *armed_label;
  GtkLabel *saved_label;
  GtkWidget *unsaved_button;
  SchLayerButton *layer_button;
  GMenu *recent_menu;
  GMenu *behind_menu;
  GMenu *lines_menu;
  GtkLabel *zoom_label;

  AdwToastOverlay *toasts;
  AdwToast *toast; /* (nullable): the last one */
  GtkStack *stack;
  GtkWidget *start_page;
  GtkWidget *opening_page;
  GtkBuilder *corpus_builder; /* holds the parts of the page of a corpus */
  GtkWidget *corpus_page;     /* NULL until the window was painted, and so are its parts */
  GtkPaned *outer_paned;
  GtkPaned *inner_paned;
  GtkPaned *right_paned;
  SchDocumentsPanel *documents;
  SchSidePanel *right_panel;
  SchInspector *inspector;
  SchPalette *palette;
  SchCorpusBars *bars;
  GtkStack *document_stack;
  GtkWidget *no_texts_page;
  GtkWidget *document_bin; /* what the stack shows; the slot is in it */
  GtkWidget *document_slot;
  SchDocumentPage *document_page;
  SchFindBar *find_bar;         /* (nullable): made when it is needed */
  SchFindResults *find_results; /* (nullable): likewise */
  SchDocumentBar *document_bar;

  GSettings *settings;
  SchWorkspace *workspace;
  SchCorpus *corpus; /* whose signals are listened to */
  GCancellable *opening;
  GFile *folder; /* open or being opened */
  char *wanted_document;
  gboolean sample_made;
  gboolean panels_placed;
  gboolean closing;
  guint closing_source;
  GtkWidget *reading_buttons;
  GtkWidget *guidelines; /* (nullable): once it was shown */
  gboolean can_add_example;
  gboolean can_undo;
  gboolean can_redo;
  guint history_source;
  gboolean painted; /* for the first time */
  guint painted_source;
  SchProblem *last_problem; /* (nullable): where F8 went last */
  guint search_source;      /* looks for what has no cluster */
  GtkWidget *scheme_window; /* weak; (nullable): while the scheme is edited */
};

void sch_window_install_actions (GtkWidgetClass *widget_class);
void sch_window_install_find_actions (GtkWidgetClass *widget_class);
void sch_window_install_review_actions (GtkWidgetClass *widget_class);
void sch_window_update_find_actions (SchWindow *self);
void sch_window_init_actions (SchWindow *self);
/* sch-window-corpus.c: the page of an open corpus */
void sch_window_add_corpus_page (SchWindow *self);
void sch_window_update_corpus_page (SchWindow *self);
void sch_window_remember_panels (SchWindow *self);
/* sch-window-view.c: what the text shows */
void sch_window_install_view_actions (GtkWidgetClass *widget_class);
void sch_window_init_view (SchWindow *self);
void sch_window_init_lines (SchWindow *self);
/* sch-window-keys.c */
void sch_window_install_keys_actions (GtkWidgetClass *widget_class);
void sch_window_add_keys (SchWindow *self);
/* sch-window-steps.c */
void sch_window_step_problem (SchWindow *self, int direction);
void sch_window_step_unclustered (SchWindow *self);
void sch_window_install_exclude_actions (GtkWidgetClass *widget_class);
void sch_window_install_derive_actions (GtkWidgetClass *widget_class);
/* Opens what sch_window_open() left until the window was painted. */
void sch_window_open_waiting (SchWindow *self);
void sch_window_update_actions (SchWindow *self);
/* sch-window-layers.c */
void sch_window_install_layers_actions (GtkWidgetClass *widget_class);
void sch_window_init_layers_actions (SchWindow *self);
void sch_window_update_layers_actions (SchWindow *self);
/* sch-window-guidelines.c */
void sch_window_install_guidelines_actions (GtkWidgetClass *widget_class);
void sch_window_init_guidelines_actions (SchWindow *self);
void sch_window_update_guidelines_actions (SchWindow *self);
/* sch-window-scheme-files.c */
void sch_window_install_scheme_files_actions (GtkWidgetClass *widget_class);
void sch_window_update_scheme_files_actions (SchWindow *self);
/* sch-window-scheme.c */
void sch_window_install_scheme_actions (GtkWidgetClass *widget_class);
void sch_window_update_scheme_actions (SchWindow *self);
gboolean sch_window_tell_scheme_window (SchWindow *self, const char *text, const char *action_label,
                                        const char *action_name);
gboolean sch_window_announce_in_scheme_window (SchWindow *self, const char *text);
/* (nullable): what undo would do now */
const char *sch_window_get_undo_name (SchWindow *self);
void sch_window_install_documents_actions (GtkWidgetClass *widget_class);
void sch_window_update_documents_actions (SchWindow *self);
/* New documents, and those that other programs moved. */
void sch_window_follow_documents (SchWindow *self);
void sch_window_update_history (SchWindow *self);
void sch_window_add_toast (SchWindow *self, const char *text, const char *action_label,
                           const char *action_name);
void sch_window_install_occurrences_actions (GtkWidgetClass *widget_class);
void sch_window_update_occurrences_actions (SchWindow *self);
void sch_window_dismiss_toast (SchWindow *self, const char *action_name);
/* Whether the window may go now; else it closes itself once everything is on the disk. */
gboolean sch_window_prepare_to_close (SchWindow *self);

G_END_DECLS
