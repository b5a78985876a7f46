/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What sch-annotate-all.c (the search and its list) and sch-annotate-all-status.c (what the page says
 * of it) share. */

#include "sch-annotate-all.h"
#include "sch-occurrences.h"
#include "sch-swatch.h"

G_BEGIN_DECLS

struct _SchAnnotateAll
{
  GtkWidget parent_instance;

  GtkWidget *box;
  SchSwatch *swatch;
  GtkLabel *surface;
  GtkLabel *label;
  GtkToggleButton *in_document;
  GtkToggleButton *in_corpus;
  GtkCheckButton *nested;
  GtkLabel *count;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GtkLabel *empty;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkButton *toggle_all;
  GtkButton *apply;

  SchWorkspace *workspace;
  SchCorpus *corpus; /* whose edits are followed */
  SchOccurrences *search;
  SchSpan *source;
  gboolean source_is_new;
  char *path;       /* of the source */
  char *shown_path; /* of the document to which we turned */
  guint step_source;
  guint show_source;
  guint restart_source;
  gboolean apply_when_done;
  gboolean busy; /* our own changes are no news */
};

void sch_annotate_all_update (SchAnnotateAll *self);
void sch_annotate_all_announce (SchAnnotateAll *self);
gboolean sch_annotate_all_has_all_ticked (SchAnnotateAll *self);

G_END_DECLS
