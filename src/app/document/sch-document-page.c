/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Annotate page's centre: view, trouble page and label popover, kept in step with the workspace. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-bin-layout.h"
#include "sch-document-page-private.h"
#include "sch-document-trouble.h"
#include "sch-scroll-strip.h"

#define MAX_PLACES 200u
#define READING_ZOOM 1.15
#define READING_SPACING 3
#define READING_OPACITY 0.45

G_DEFINE_FINAL_TYPE (SchDocumentPage, sch_document_page, GTK_TYPE_WIDGET)

void
sch_document_page_hide_popover (SchDocumentPage *self)
{
  g_clear_handle_id (&self->popover_timeout, g_source_remove);
  sch_label_popover_hide (self->popover);
}

static gboolean
get_selected_range (SchDocumentPage *self, guint *char_start, guint *char_end)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span;

  if (document == NULL)
    return FALSE;
  if (sch_document_view_get_selection (self->view, char_start, char_end))
    return TRUE;
  span = sch_layer_document_get_span (document, sch_workspace_get_selected_span (self->workspace));
  if (span == NULL)
    return FALSE;
  *char_start = sch_span_get_start (span);
  *char_end = sch_span_get_end (span);
  return TRUE;
}

/* The word at the caret. */
static gboolean
get_word (SchDocumentPage *self, guint *char_start, guint *char_end)
{
  return sch_workspace_get_layer_document (self->workspace) != NULL &&
         sch_segmenter_word_at (sch_workspace_get_segmenter (self->workspace),
                                sch_document_view_get_caret (self->view), char_start, char_end);
}

void
sch_document_page_show_popover (SchDocumentPage *self, gboolean take_focus)
{
  SchLabelKeys *keys = sch_workspace_get_label_keys (self->workspace);
  GdkRectangle around;
  double x;
  double y;
  guint start;
  guint end;

  g_clear_handle_id (&self->popover_timeout, g_source_remove);
  if (keys == NULL)
    return;
  /* It is not for the word at the caret unless somebody asked for it. */
  if (!get_selected_range (self, &start, &end) && !(take_focus && get_word (self, &start, &end)))
    return;
  sch_document_view_get_range_bounds (self->view, start, end, &around);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), around.x, around.y,
                                    &x, &y);
  around.x = (int) x;
  around.y = CLAMP ((int) y, 0, gtk_widget_get_height (GTK_WIDGET (self)));
  around.height = CLAMP (around.height, 1, gtk_widget_get_height (GTK_WIDGET (self)) - around.y);
  sch_label_popover_show (self->popover, keys, sch_workspace_get_recent_labels (self->workspace),
                          &around, take_focus);
}

static void
label_chosen_cb (SchDocumentPage *self, const char *label)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  sch_document_page_use_label (self, label, FALSE);
}

static void
label_wanted_cb (SchDocumentPage *self, const char *name)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  sch_document_page_use_new_label (self, name);
}

static void
popover_dismissed_cb (SchDocumentPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* From the palette: what is selected is labelled; with nothing selected the label is armed. */
static void
label_activated_cb (SchDocumentPage *self, const char *label, gboolean one_more)
{
  const char *armed = sch_workspace_get_armed_label (self->workspace);
  guint start;
  guint end;

  if (get_selected_range (self, &start, &end) && armed == NULL)
    sch_document_page_use_label (self, label, one_more);
  else
    sch_workspace_set_armed_label (self->workspace, g_strcmp0 (armed, label) == 0 ? NULL : label);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Where the person was in the document on show: the newest entry of the settings. */
static void
remember_place (SchDocumentPage *self)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  g_autoptr (GVariant) places = g_settings_get_value (settings, "places");
  GVariantBuilder builder;
  GVariantIter iter;
  const char *corpus;
  const char *path;
  guint caret;
  guint n = 1;

  if (self->path == NULL || self->corpus_id == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssu)"));
  g_variant_builder_add (&builder, "(ssu)", self->corpus_id, self->path,
                         sch_document_view_get_caret (self->view));
  g_variant_iter_init (&iter, places);
  while (n < MAX_PLACES && g_variant_iter_next (&iter, "(&s&su)", &corpus, &path, &caret))
    {
      if (strcmp (corpus, self->corpus_id) == 0 && strcmp (path, self->path) == 0)
        continue;
      g_variant_builder_add (&builder, "(ssu)", corpus, path, caret);
      n++;
    }
  g_settings_set_value (settings, "places", g_variant_builder_end (&builder));
}

/* The text of the document on show, or what is there of it. */
static SchText *
get_shown_text (SchDocumentPage *self)
{
  return sch_workspace_is_loading (self->workspace)
             ? sch_workspace_get_loading_text (self->workspace)
             : sch_workspace_get_text (self->workspace);
}

static void
restore_place (SchDocumentPage *self)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  g_autoptr (GVariant) places = g_settings_get_value (settings, "places");
  SchText *text = get_shown_text (self);
  GVariantIter iter;
  const char *corpus;
  const char *path;
  guint place;
  guint caret = 0;

  g_variant_iter_init (&iter, places);
  while (self->path != NULL && g_variant_iter_next (&iter, "(&s&su)", &corpus, &path, &place))
    if (g_strcmp0 (corpus, self->corpus_id) == 0 && strcmp (path, self->path) == 0)
      {
        caret = place;
        break;
      }
  if (text != NULL)
    caret = MIN (caret, sch_text_get_char_count (text));
  sch_document_view_set_caret (self->view, caret);
  sch_document_view_scroll_to (self->view, caret, caret);
}

static void
update_behind (SchDocumentPage *self)
{
  SchLayerDocument *behind = sch_workspace_get_behind_document (self->workspace);
  const char *layer = sch_workspace_get_behind_layer (self->workspace);
  g_autofree char *title = behind != NULL ? sch_workspace_dup_layer_title (self->workspace, layer)
                                          : NULL;

  sch_document_view_set_behind (self->view, behind, title);
}

static void
current_claim_changed_cb (SchDocumentPage *self)
{
  sch_document_view_set_current_claim (self->view,
                                       sch_workspace_get_current_claim (self->workspace));
}

static void
document_changed_cb (SchDocumentPage *self)
{
  SchDocument *document = sch_workspace_get_document (self->workspace);
  SchText *text = get_shown_text (self);
  const char *load_error = sch_workspace_get_load_error (self->workspace);
  const char *path = document != NULL ? sch_document_get_path (document) : NULL;
  /* A document that was renamed stays where it is read. */
  gboolean is_new = document != self->shown_document || (self->path == NULL && path != NULL);

  sch_document_page_hide_popover (self);
  sch_document_page_cancel_drag (self);
  sch_document_page_leave_modes (self);
  /* What was shown is better than nothing for the moment that reading a text takes. */
  if (text == NULL && sch_workspace_is_loading (self->workspace))
    return;
  if (is_new)
    remember_place (self);
  sch_document_view_set_document (self->view, text,
                                  sch_workspace_get_layer_document (self->workspace),
                                  sch_workspace_get_scheme (self->workspace),
                                  document != NULL ? sch_document_get_title (document)
                                                   : _ ("Document"));
  sch_document_view_set_selected_spans (self->view,
                                        sch_workspace_get_selected_spans (self->workspace));
  current_claim_changed_cb (self);
  sch_document_page_queue_cue (self);
  update_behind (self);
  self->shown_document = document;
  if (!is_new && g_strcmp0 (path, self->path) != 0)
    {
      g_free (self->path);
      self->path = g_strdup (path);
    }
  if (is_new)
    {
      g_free (self->path);
      self->path = g_strdup (path);
      g_clear_pointer (&self->range_span, g_free);
      restore_place (self);
    }
  if (is_new || self->was_loading)
    sch_workspace_restore_selection (self->workspace);
  self->was_loading = sch_workspace_is_loading (self->workspace);
  sch_document_trouble_update (SCH_DOCUMENT_TROUBLE (self->trouble));
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               load_error != NULL ? self->trouble : self->text_box);
}

static void
label_keys_changed_cb (SchDocumentPage *self)
{
  SchLabelKeys *keys = sch_workspace_get_label_keys (self->workspace);

  sch_painter_set_label_keys (sch_document_view_get_painter (self->view), keys);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
scheme_changed_cb (SchDocumentPage *self)
{
  label_keys_changed_cb (self);
  sch_document_view_set_scheme (self->view, sch_workspace_get_scheme (self->workspace));
  sch_document_page_queue_cue (self);
}

static void
corpus_changed_cb (SchDocumentPage *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  remember_place (self);
  g_clear_pointer (&self->path, g_free);
  g_free (self->corpus_id);
  self->corpus_id = corpus != NULL ? g_strdup (sch_corpus_get_id (corpus)) : NULL;
  if (corpus != NULL)
    g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (scheme_changed_cb), self,
                             G_CONNECT_SWAPPED);
  label_keys_changed_cb (self);
}

static gboolean
is_shown (SchDocumentPage *self, const char *id)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL ? sch_layer_document_get_span (document, id) : NULL;

  return span == NULL ||
         sch_visibility_shows_span (sch_workspace_get_visibility (self->workspace),
                                    sch_workspace_get_scheme (self->workspace), span);
}

/* What gets hidden is no longer selected. */
static void
visibility_changed_cb (SchDocumentPage *self)
{
  const char *const *selected = sch_workspace_get_selected_spans (self->workspace);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;
  gboolean any = FALSE;
  SchRelation *relation;

  for (guint i = 0; selected[i] != NULL; i++)
    {
      if (is_shown (self, selected[i]))
        g_strv_builder_add (builder, selected[i]);
      else
        any = TRUE;
    }
  left = g_strv_builder_end (builder);
  if (any)
    sch_workspace_select_spans (self->workspace, (const char *const *) left);
  relation = sch_workspace_peek_relation (self->workspace);
  if (relation != NULL && !(is_shown (self, relation->from) && is_shown (self, relation->to)))
    sch_workspace_select_relation (self->workspace, NULL, FALSE);
}

void
sch_document_page_reveal (SchDocumentPage *self, const char *id)
{
  SchVisibility *visibility = sch_workspace_get_visibility (self->workspace);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const SchSpan *span;
  const SchLabel *label;

  if (!sch_visibility_hides_any (visibility) || is_shown (self, id))
    return;
  span = sch_layer_document_get_span (document, id);
  label = sch_scheme_get_label (scheme, span->label);
  sch_visibility_set_hidden (visibility, label != NULL ? label->id : span->label, FALSE);
}

/* What is selected has to be seen: a span that was just made, or one that a list leads to. */
static void
show_selected (SchDocumentPage *self)
{
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);

  for (guint i = 0; ids[i] != NULL; i++)
    sch_document_page_reveal (self, ids[i]);
}

static void
selected_changed_cb (SchDocumentPage *self)
{
  const char *selected = sch_workspace_get_selected_span (self->workspace);

  show_selected (self);

  sch_document_view_set_selected_spans (self->view,
                                        sch_workspace_get_selected_spans (self->workspace));
  if (selected != NULL)
    {
      g_free (self->range_span);
      self->range_span = g_strdup (selected);
    }
  sch_document_page_selection_changed (self);
  sch_document_page_update_cue (self);
}

static void
hits_changed_cb (SchDocumentPage *self)
{
  guint current;
  GArray *hits = sch_workspace_get_hits (self->workspace, &current);

  sch_document_view_set_hits (self->view, hits, current);
}

static void
show_span_cb (SchDocumentPage *self, const char *id)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL ? sch_layer_document_get_span (document, id) : NULL;

  if (span != NULL)
    sch_document_view_scroll_to (self->view, sch_span_get_start (span), sch_span_get_end (span));
}

/* Moving the caret deselects the span, or the relation. */
static void
caret_moved_cb (SchDocumentPage *self)
{
  if (sch_workspace_get_selected_span (self->workspace) != NULL ||
      sch_workspace_get_selected_relation (self->workspace) != NULL)
    sch_workspace_select_span (self->workspace, NULL, FALSE);
}

/* For long reading: a little larger, wider spaced, no chips, annotations faint or away. */
static void
style_for_reading (SchDocumentPage *self, GSettings *settings, const char *font, double spacing)
{
  sch_document_view_set_style (self->view, font,
                               g_settings_get_double (settings, "text-zoom") * READING_ZOOM,
                               g_settings_get_int (settings, "measure"),
                               (spacing - 1.3) * 20 + READING_SPACING);
  sch_document_view_set_chip_mode (self->view, SCH_CHIPS_OFF);
  sch_document_view_set_all_relations (self->view, FALSE);
  sch_document_view_set_span_opacity (
      self->view, g_settings_get_boolean (settings, "reading-shows-spans") ? READING_OPACITY : 0);
}

static void
style_changed_cb (SchDocumentPage *self)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  g_autofree char *font = g_settings_get_string (settings, "font");
  double spacing = g_settings_get_double (settings, "line-spacing");

  if (sch_document_page_is_reading (self))
    {
      style_for_reading (self, settings, font, spacing);
      return;
    }
  sch_document_view_set_style (self->view, font, g_settings_get_double (settings, "text-zoom"),
                               g_settings_get_int (settings, "measure"), (spacing - 1.3) * 20);
  sch_document_view_set_chip_mode (self->view,
                                   (SchChipMode) g_settings_get_enum (settings, "chips"));
  sch_document_view_set_all_relations (self->view,
                                       g_settings_get_boolean (settings, "all-relations"));
  sch_document_view_set_span_opacity (self->view, 1);
}

static void
sch_document_page_dispose (GObject *object)
{
  SchDocumentPage *self = SCH_DOCUMENT_PAGE (object);

  g_clear_handle_id (&self->popover_timeout, g_source_remove);
  sch_document_page_remove_pointer (self);
  g_clear_object (&self->text_actions);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  sch_document_page_remove_modes (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  sch_document_page_remove_cue (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_document_page_parent_class)->dispose (object);
}

static void
sch_document_page_finalize (GObject *object)
{
  SchDocumentPage *self = SCH_DOCUMENT_PAGE (object);

  g_free (self->corpus_id);
  g_free (self->path);
  g_free (self->range_span);
  G_OBJECT_CLASS (sch_document_page_parent_class)->finalize (object);
}

static void
sch_document_page_class_init (SchDocumentPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_document_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_document_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_document_page_init (SchDocumentPage *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->stack = gtk_stack_new ();
  self->view = SCH_DOCUMENT_VIEW (sch_document_view_new ());
  self->trouble = sch_document_trouble_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (self->scroller, TRUE);
  self->text_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->text_box), self->scroller);
  gtk_stack_add_child (GTK_STACK (self->stack), self->text_box);
  gtk_stack_add_child (GTK_STACK (self->stack), self->trouble);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->popover = sch_label_popover_new (GTK_WIDGET (self));
  sch_label_popover_set_can_create (self->popover, TRUE);
  sch_document_page_add_keys (self);
  g_signal_connect_object (self->view, "caret-moved", G_CALLBACK (caret_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "chosen", G_CALLBACK (label_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "create", G_CALLBACK (label_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "dismissed", G_CALLBACK (popover_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
connect_workspace (SchDocumentPage *self)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::document", G_CALLBACK (document_changed_cb) },
    { "notify::layer-document", G_CALLBACK (document_changed_cb) },
    { "notify::load-error", G_CALLBACK (document_changed_cb) },
    { "notify::corpus", G_CALLBACK (corpus_changed_cb) },
    { "notify::selected-span", G_CALLBACK (selected_changed_cb) },
    { "notify::current-claim", G_CALLBACK (current_claim_changed_cb) },
    { "hits-changed", G_CALLBACK (hits_changed_cb) },
    { "notify::behind-layer", G_CALLBACK (update_behind) },
    { "show-span", G_CALLBACK (show_span_cb) },
    { "label-activated", G_CALLBACK (label_activated_cb) },
    { "focus-text", G_CALLBACK (sch_document_page_focus_text) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->workspace, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
}

GtkWidget *
sch_document_page_new (SchWorkspace *workspace)
{
  static const char *const style_keys[] = {
    "font", "text-zoom", "measure", "line-spacing", "chips", "all-relations", "reading-shows-spans"
  };
  SchDocumentPage *self = g_object_new (SCH_TYPE_DOCUMENT_PAGE, NULL);
  GSettings *settings = sch_workspace_get_settings (workspace);

  self->workspace = g_object_ref (workspace);
  sch_document_trouble_set_workspace (SCH_DOCUMENT_TROUBLE (self->trouble), workspace);
  sch_document_page_add_modes (self);
  gtk_box_append (GTK_BOX (self->text_box), sch_scroll_strip_new (workspace, self->view));
  connect_workspace (self);
  sch_document_page_follow_relation (self);
  sch_document_page_add_pointer (self);
  sch_document_page_add_cue (self);
  sch_document_page_add_menus (self);
  for (guint i = 0; i < G_N_ELEMENTS (style_keys); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", style_keys[i], NULL);

      g_signal_connect_object (settings, signal, G_CALLBACK (style_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  sch_document_view_set_visibility (self->view, sch_workspace_get_visibility (workspace));
  g_signal_connect_object (sch_workspace_get_visibility (workspace), "changed",
                           G_CALLBACK (visibility_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::key-set", G_CALLBACK (label_keys_changed_cb), self,
                           G_CONNECT_SWAPPED);
  style_changed_cb (self);
  corpus_changed_cb (self);
  document_changed_cb (self);
  return GTK_WIDGET (self);
}

void
sch_document_page_zoom (SchDocumentPage *self, int steps)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  double zoom = g_settings_get_double (settings, "text-zoom");

  g_settings_set_double (settings, "text-zoom",
                         steps == 0 ? 1.0 : CLAMP (zoom + 0.1 * steps, 0.3, 5.0));
}

void
sch_document_page_focus_text (SchDocumentPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

SchDocumentView *
sch_document_page_get_view (SchDocumentPage *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_PAGE (self), NULL);
  return self->view;
}

void
sch_document_page_show_range (SchDocumentPage *self, guint char_start, guint char_end)
{
  sch_document_page_hide_popover (self);
  sch_document_view_scroll_to (self->view, char_start, char_end);
}

gboolean
sch_document_page_get_selection (SchDocumentPage *self, SchRange *range)
{
  if (sch_document_view_get_selection (self->view, &range->start, &range->end))
    return TRUE;
  range->start = range->end = sch_document_view_get_caret (self->view);
  return FALSE;
}

gboolean
sch_document_page_is_reading (SchDocumentPage *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_PAGE (self), FALSE);
  return sch_workspace_is_reading (self->workspace);
}

/* The place stays: the first character on the screen is there again. */
void
sch_document_page_set_reading (SchDocumentPage *self, gboolean reading)
{
  guint top;

  g_return_if_fail (SCH_IS_DOCUMENT_PAGE (self));

  top = sch_document_view_offset_at (self->view, gtk_widget_get_width (GTK_WIDGET (self->view)) / 2,
                                     8);
  sch_workspace_set_reading (self->workspace, reading);
  sch_document_page_hide_popover (self);
  sch_document_page_queue_cue (self);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->view), !reading);
  style_changed_cb (self);
  if (sch_workspace_get_text (self->workspace) != NULL)
    sch_document_view_scroll_to (self->view, top, top);
}
