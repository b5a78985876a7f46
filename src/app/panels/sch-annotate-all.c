/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotate All: the search that SchOccurrences makes in steps, listed with a tick for each place;
 * the place that is selected in the list is shown in the text. Invariants: with a search there is a
 * source, and the hits in the text are those of the list in the document on show, once shown. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-all-private.h"
#include "sch-annotate-occurrences.h"
#include "sch-bin-layout.h"
#include "sch-later.h"
#include "sch-occurrence-row.h"
#include "sch-span-row.h"

/* How long a search may keep the window busy at a time. */
#define STEP_US 6000
#define STEP_CHARS 8000u
/* While the arrow key is held no other document is loaded. */
#define OTHER_DOCUMENT_MS 120
#define SURFACE_CHARS 60u

G_DEFINE_FINAL_TYPE (SchAnnotateAll, sch_annotate_all, GTK_TYPE_WIDGET)

enum
{
  SHOW_PLACE,
  CLOSE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- The place in the text ------------------------------------------------------------------ */

/* All hits of one document, and which of them is at @position. */
static GArray *
list_ranges (SchAnnotateAll *self, guint position, guint *current)
{
  const char *path = sch_occurrence_get_path (sch_occurrences_peek (self->search, position));
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  guint first = position;

  while (first > 0 &&
         strcmp (sch_occurrence_get_path (sch_occurrences_peek (self->search, first - 1)), path) ==
             0)
    first--;
  for (guint i = first; i < sch_occurrences_get_n (self->search); i++)
    {
      SchOccurrence *hit = sch_occurrences_peek (self->search, i);
      SchRange range = sch_occurrence_get_range (hit);

      if (strcmp (sch_occurrence_get_path (hit), path) != 0)
        break;
      g_array_append_val (ranges, range);
    }
  *current = position - first;
  return ranges;
}

static gboolean
is_on_show (SchAnnotateAll *self, const char *path)
{
  SchDocument *document = sch_workspace_get_document (self->workspace);

  return document != NULL && strcmp (sch_document_get_path (document), path) == 0;
}

static void
turn_to (SchAnnotateAll *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (sch_workspace_get_corpus (self->workspace),
                                                    path);

  if (document == NULL || is_on_show (self, path))
    return;
  g_free (self->shown_path);
  self->shown_path = g_strdup (path);
  sch_workspace_set_document (self->workspace, document);
}

static void
show_selected (SchAnnotateAll *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr (GArray) ranges = NULL;
  guint current;
  SchRange range;

  g_clear_handle_id (&self->show_source, g_source_remove);
  if (self->search == NULL || position >= sch_occurrences_get_n (self->search))
    return;
  turn_to (self, sch_occurrence_get_path (sch_occurrences_peek (self->search, position)));
  ranges = list_ranges (self, position, &current);
  range = g_array_index (ranges, SchRange, current);
  sch_workspace_set_hits (self->workspace, ranges, current);
  g_signal_emit (self, signals[SHOW_PLACE], 0, range.start, range.end);
}

static gboolean
show_cb (gpointer data)
{
  SchAnnotateAll *self = data;

  self->show_source = 0;
  show_selected (self);
  return G_SOURCE_REMOVE;
}

static void
selected_cb (SchAnnotateAll *self)
{
  SchOccurrence *hit = gtk_single_selection_get_selected_item (self->selection);

  g_clear_handle_id (&self->show_source, g_source_remove);
  if (hit == NULL || self->search == NULL)
    return;
  if (is_on_show (self, sch_occurrence_get_path (hit)))
    show_selected (self);
  else
    self->show_source = g_timeout_add (OTHER_DOCUMENT_MS, show_cb, self);
}

/* --- The search ----------------------------------------------------------------------------- */

static void
stop_stepping (SchAnnotateAll *self)
{
  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_handle_id (&self->restart_source, g_source_remove);
  g_clear_handle_id (&self->show_source, g_source_remove);
}

static gboolean
has_focus (SchAnnotateAll *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL &&
         (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));
}

static void
focus_list (SchAnnotateAll *self)
{
  if (gtk_stack_get_visible_child (self->stack) != self->list_page ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Whether there is more to do. */
static gboolean
step (SchAnnotateAll *self)
{
  gint64 end = g_get_monotonic_time () + STEP_US;
  gboolean none = gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION;
  gboolean more;

  do
    more = sch_occurrences_step (self->search, STEP_CHARS);
  while (more && g_get_monotonic_time () < end);
  sch_annotate_all_update (self);
  if (none && sch_occurrences_get_n (self->search) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  if (none && sch_occurrences_get_n (self->search) > 0 && has_focus (self))
    focus_list (self);
  return more;
}

static void
search_ended (SchAnnotateAll *self)
{
  sch_annotate_all_announce (self);
  if (self->apply_when_done)
    sch_annotate_all_apply (self);
  else if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION &&
           self->show_source == 0)
    show_selected (self);
}

static gboolean
step_cb (gpointer data)
{
  SchAnnotateAll *self = data;

  if (step (self))
    return G_SOURCE_CONTINUE;
  self->step_source = 0;
  search_ended (self);
  return G_SOURCE_REMOVE;
}

/* What takes a moment only is there at once. */
static void
run (SchAnnotateAll *self)
{
  if (self->step_source != 0)
    return;
  if (step (self))
    self->step_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, step_cb, self, NULL);
  else
    search_ended (self);
}

static SchOccurrenceFlags
get_flags (SchAnnotateAll *self)
{
  return (gtk_toggle_button_get_active (self->in_corpus) ? SCH_OCCURRENCES_CORPUS : 0) |
         (gtk_check_button_get_active (self->nested) ? SCH_OCCURRENCES_NESTED : 0);
}

static void
take_search (SchAnnotateAll *self, SchOccurrences *search)
{
  stop_stepping (self);
  g_set_object (&self->search, search);
  gtk_single_selection_set_model (self->selection, (GListModel *) search);
}

/* Once more from the beginning; what was chosen stays chosen. */
static void
restart (SchAnnotateAll *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *layer = sch_workspace_get_layer (self->workspace);
  g_autoptr (SchOccurrences)
      search = sch_occurrences_new (corpus, layer, self->path, self->source, get_flags (self));

  if (self->search != NULL)
    sch_occurrences_take_choices (search, self->search);
  take_search (self, search);
  run (self);
}

static SchSpan *
find_source (SchAnnotateAll *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchLayerDocument *document = NULL;

  if (corpus != NULL && self->path != NULL)
    document = sch_corpus_peek_layer_document (corpus, sch_workspace_get_layer (self->workspace),
                                               self->path);
  return document != NULL ? sch_layer_document_get_span (document, self->source->record.id) : NULL;
}

static gboolean
restart_cb (gpointer data)
{
  SchAnnotateAll *self = data;
  SchSpan *source = self->search != NULL ? find_source (self) : NULL;

  self->restart_source = 0;
  if (self->search == NULL)
    return G_SOURCE_REMOVE;
  if (source == NULL && !self->source_is_new)
    {
      g_signal_emit (self, signals[CLOSE], 0);
      return G_SOURCE_REMOVE;
    }
  if (source != NULL)
    {
      sch_record_unref (self->source);
      self->source = sch_record_ref (source);
      self->source_is_new = FALSE;
    }
  restart (self);
  return G_SOURCE_REMOVE;
}

/* Places and ticks are those of the annotations as they were. */
static void
edited_cb (SchAnnotateAll *self)
{
  if (self->search != NULL && !self->busy && self->restart_source == 0)
    self->restart_source = sch_later_add (restart_cb, self);
}

/* --- What the person does ------------------------------------------------------------------- */

static void
scope_toggled_cb (SchAnnotateAll *self)
{
  if (self->search == NULL)
    return;
  if (!gtk_toggle_button_get_active (self->in_corpus))
    {
      restart (self);
      return;
    }
  sch_occurrences_extend (self->search);
  run (self);
}

static void
nested_toggled_cb (SchAnnotateAll *self)
{
  if (self->search != NULL)
    restart (self);
}

static void
stop_cb (SchAnnotateAll *self)
{
  if (self->search == NULL)
    return;
  self->apply_when_done = FALSE;
  g_clear_handle_id (&self->step_source, g_source_remove);
  sch_occurrences_stop (self->search);
  sch_annotate_all_update (self);
  focus_list (self);
}

static void
toggle_all_cb (SchAnnotateAll *self)
{
  guint n = self->search != NULL ? sch_occurrences_get_n (self->search) : 0;
  gboolean all;

  if (n == 0)
    return;
  all = sch_annotate_all_has_all_ticked (self);
  for (guint i = 0; i < n; i++)
    sch_occurrence_set_ticked (sch_occurrences_peek (self->search, i), !all);
  sch_annotate_all_update (self);
  sch_annotate_all_announce (self);
}

static void
toggle_selected (SchAnnotateAll *self)
{
  SchOccurrence *hit = gtk_single_selection_get_selected_item (self->selection);

  if (hit == NULL)
    return;
  sch_occurrence_set_ticked (hit, !sch_occurrence_is_ticked (hit));
  sch_annotate_all_update (self);
  sch_workspace_announce (self->workspace,
                          sch_occurrence_is_ticked (hit) ? _ ("Ticked") : _ ("Not ticked"));
}

static gboolean
key_pressed_cb (SchAnnotateAll *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean on_control = focus != NULL && (GTK_IS_BUTTON (focus) || GTK_IS_CHECK_BUTTON (focus));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_Escape && state == 0)
    g_signal_emit (self, signals[CLOSE], 0);
  else if ((keyval == GDK_KEY_a || keyval == GDK_KEY_A) && state == GDK_CONTROL_MASK)
    toggle_all_cb (self);
  else if ((keyval == GDK_KEY_a || keyval == GDK_KEY_A) &&
           state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    /* GtkListView would take this key for unselecting. */
    sch_annotate_all_extend (self);
  else if (state != 0 || on_control)
    return GDK_EVENT_PROPAGATE;
  else if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    toggle_selected (self);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    sch_annotate_all_apply (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* --- Rows ----------------------------------------------------------------------------------- */

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchAnnotateAll *self)
{
  GtkWidget *row = sch_occurrence_row_new ();

  g_signal_connect_object (row, "ticked", G_CALLBACK (sch_annotate_all_update), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchAnnotateAll *self)
{
  SchOccurrence *hit = gtk_list_item_get_item (item);
  guint position = gtk_list_item_get_position (item);
  const char *path = sch_occurrence_get_path (hit);
  const char *heading = NULL;

  if (self->search != NULL &&
      (position == 0 ||
       strcmp (sch_occurrence_get_path (sch_occurrences_peek (self->search, position - 1)), path) !=
           0))
    {
      SchDocument *document = sch_corpus_find_document (sch_workspace_get_corpus (self->workspace),
                                                        path);

      heading = document != NULL ? sch_document_get_title (document) : path;
    }
  sch_occurrence_row_bind (SCH_OCCURRENCE_ROW (gtk_list_item_get_child (item)), hit, heading);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchAnnotateAll *self)
{
  sch_occurrence_row_unbind (SCH_OCCURRENCE_ROW (gtk_list_item_get_child (item)));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
forget (SchAnnotateAll *self)
{
  take_search (self, NULL);
  self->apply_when_done = FALSE;
  self->source_is_new = FALSE;
  g_clear_pointer (&self->source, sch_record_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->shown_path, g_free);
}

/* Another corpus or layer: nothing that was found means anything there. */
static void
context_changed_cb (SchAnnotateAll *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (self->corpus != NULL && self->corpus != corpus)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  if (corpus != NULL && self->corpus != corpus)
    g_signal_connect_object (corpus, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->corpus, corpus);
  if (self->search == NULL)
    return;
  forget (self);
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
sch_annotate_all_dispose (GObject *object)
{
  SchAnnotateAll *self = SCH_ANNOTATE_ALL (object);

  stop_stepping (self);
  g_clear_object (&self->search);
  g_clear_pointer (&self->source, sch_record_unref);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->corpus);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_annotate_all_parent_class)->dispose (object);
}

static void
sch_annotate_all_finalize (GObject *object)
{
  SchAnnotateAll *self = SCH_ANNOTATE_ALL (object);

  g_free (self->path);
  g_free (self->shown_path);
  G_OBJECT_CLASS (sch_annotate_all_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-annotate-all.ui");
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, box);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, swatch);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, surface);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, label);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, in_document);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, in_corpus);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, nested);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, count);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, progress_box);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, progress);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, stack);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, empty);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, list);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, selection);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, toggle_all);
  gtk_widget_class_bind_template_child (widget_class, SchAnnotateAll, apply);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, nested_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggle_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, sch_annotate_all_apply);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
}

static void
sch_annotate_all_class_init (SchAnnotateAllClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_annotate_all_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_annotate_all_finalize;
  signals[SHOW_PLACE] = g_signal_new ("show-place", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[CLOSE] = g_signal_new ("close", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  g_type_ensure (SCH_TYPE_SWATCH);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_annotate_all_init (SchAnnotateAll *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- Public --------------------------------------------------------------------------------- */

GtkWidget *
sch_annotate_all_new (SchWorkspace *workspace)
{
  SchAnnotateAll *self = g_object_new (SCH_TYPE_ANNOTATE_ALL, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  context_changed_cb (self);
  return GTK_WIDGET (self);
}

static void
show_source (SchAnnotateAll *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autofree char *line = sch_span_dup_line (self->source, sch_workspace_get_text (self->workspace),
                                             SURFACE_CHARS);
  g_autofree char *quote = g_strdup_printf ("“%s”", line);

  sch_swatch_set_label (self->swatch, sch_scheme_get_label (scheme, self->source->label));
  gtk_label_set_text (self->surface, quote);
  gtk_label_set_text (self->label, sch_span_get_label_name (self->source, scheme));
}

void
sch_annotate_all_start (SchAnnotateAll *self, SchSpan *source)
{
  SchDocument *document;

  g_return_if_fail (SCH_IS_ANNOTATE_ALL (self) && source != NULL);

  document = sch_workspace_get_document (self->workspace);
  g_return_if_fail (document != NULL);
  forget (self);
  self->source = sch_record_ref (source);
  self->path = g_strdup (sch_document_get_path (document));
  self->source_is_new = find_source (self) == NULL;
  gtk_toggle_button_set_active (self->in_document, TRUE);
  gtk_check_button_set_active (self->nested, FALSE);
  show_source (self);
  restart (self);
  focus_list (self);
}

void
sch_annotate_all_extend (SchAnnotateAll *self)
{
  g_return_if_fail (SCH_IS_ANNOTATE_ALL (self));

  gtk_toggle_button_set_active (self->in_corpus, TRUE);
  if (!has_focus (self))
    focus_list (self);
}

SchSpan *
sch_annotate_all_get_source (SchAnnotateAll *self)
{
  g_return_val_if_fail (SCH_IS_ANNOTATE_ALL (self), NULL);
  return self->search != NULL ? self->source : NULL;
}

/* Where the search began, unless the person went elsewhere meanwhile. */
static void
go_back (SchAnnotateAll *self, const char *path)
{
  SchDocument *document = sch_workspace_get_document (self->workspace);

  if (document != NULL && g_strcmp0 (self->shown_path, sch_document_get_path (document)) == 0)
    turn_to (self, path);
  if (is_on_show (self, path))
    sch_workspace_select_span (self->workspace, self->source->record.id, TRUE);
}

void
sch_annotate_all_leave (SchAnnotateAll *self)
{
  g_return_if_fail (SCH_IS_ANNOTATE_ALL (self));

  if (self->search == NULL)
    return;
  take_search (self, NULL);
  sch_workspace_set_hits (self->workspace, NULL, 0);
  if (sch_workspace_get_corpus (self->workspace) != NULL)
    go_back (self, self->path);
  forget (self);
}

static void
say_what_was_made (SchAnnotateAll *self, guint n_spans, guint n_documents)
{
  g_autofree char *annotations = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation",
                                                               "%u annotations", n_spans),
                                                  n_spans);
  g_autofree char *documents = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document",
                                                             "%u documents", n_documents),
                                                n_documents);
  /* Translators: “17 annotations” in “4 documents”. */
  g_autofree char *text = g_strdup_printf (_ ("%s in %s"), annotations, documents);

  sch_workspace_show_message (self->workspace,
                              n_spans > 0 ? text : _ ("What you left out is remembered"),
                              _ ("Undo"), "win.undo");
}

/* The source's document, to which the annotator belongs. */
static gboolean
get_annotator (SchAnnotateAll *self, SchAnnotator *who)
{
  SchDocument *document = sch_corpus_find_document (sch_workspace_get_corpus (self->workspace),
                                                    self->path);

  if (document == NULL)
    return FALSE;
  if (!is_on_show (self, self->path))
    sch_workspace_set_document (self->workspace, document);
  return sch_workspace_get_annotator (self->workspace, who);
}

/**
 * sch_annotate_all_apply:
 *
 * Annotates what is ticked, as soon as the search has ended.
 */
void
sch_annotate_all_apply (SchAnnotateAll *self)
{
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  guint n_spans;
  guint n_documents;
  gboolean done;

  g_return_if_fail (SCH_IS_ANNOTATE_ALL (self));

  if (self->search == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->apply)))
    return;
  if (!sch_occurrences_is_done (self->search) || self->restart_source != 0)
    {
      self->apply_when_done = TRUE;
      return;
    }
  self->apply_when_done = FALSE;
  if (!get_annotator (self, &who))
    return;
  self->busy = TRUE;
  done = sch_annotate_occurrences (&who, self->search, &n_spans, &n_documents, &error);
  self->busy = FALSE;
  if (!done)
    {
      sch_workspace_show_error (self->workspace, error);
      edited_cb (self);
      return;
    }
  sch_workspace_note_label_used (self->workspace, self->source->label);
  say_what_was_made (self, n_spans, n_documents);
  g_signal_emit (self, signals[CLOSE], 0);
}
