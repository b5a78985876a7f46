/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view: buffer, map, layout and painter of one document, the reading measure, and what the person
 * sees as caret and selection. */

#include "config.h"

#include "sch-document-view-private.h"

#include <adwaita.h>
#include <math.h>

#include "sch-document-style.h"

#define MIN_MARGIN 36
#define RELATIONS_MARGIN 56 /* lines run up and down in it */
#define BARE_LANE 6         /* without chips: nested spans reach out of their row */
#define LANE_PADDING 8
#define RELATIONS_LANE 14
#define DETACHED_BYTES 1000000u

enum
{
  CARET_MOVED,
  DRAW_ABOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchDocumentView, sch_document_view, GTK_SOURCE_TYPE_VIEW)

static GtkTextBuffer *
get_buffer (SchDocumentView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
invalidate_layout (SchDocumentView *self)
{
  sch_document_layout_invalidate (self->layout);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Chips need a lane above each row. */
static void
update_spacing (SchDocumentView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  gboolean chips = self->chip_mode != SCH_CHIPS_OFF && self->map != NULL;
  int lane = chips ? sch_painter_get_chip_height (self->painter) + LANE_PADDING : BARE_LANE;

  lane += (int) self->line_spacing;
  if (self->all_relations)
    lane += RELATIONS_LANE;
  if (gtk_text_view_get_pixels_above_lines (view) != lane)
    {
      gtk_text_view_set_pixels_above_lines (view, lane);
      gtk_text_view_set_pixels_inside_wrap (view, lane);
      invalidate_layout (self);
    }
}

/* The column of text has the measure's width and stands in the middle. */
static void
update_margins (SchDocumentView *self, int width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double character = (double) pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;
  int column = (int) ceil (character * self->measure);
  int least = self->all_relations ? RELATIONS_MARGIN : MIN_MARGIN;
  int margin = MAX (least, (width - column) / 2);

  pango_font_metrics_unref (metrics);
  if (width < 3 * least)
    margin = MIN (least, width / 4);
  if (gtk_text_view_get_left_margin (view) != margin)
    {
      gtk_text_view_set_left_margin (view, margin);
      gtk_text_view_set_right_margin (view, margin);
    }
}

static void
sch_document_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchDocumentView *self = SCH_DOCUMENT_VIEW (widget);

  update_margins (self, width);
  GTK_WIDGET_CLASS (sch_document_view_parent_class)
      ->size_allocate (widget, width, height, baseline);
}

/* What the geometry was made for may have changed since the last frame. */
void
sch_document_view_sync_layout (SchDocumentView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  guint serial = pango_context_get_serial (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int margins = gtk_text_view_get_left_margin (view);

  if (serial == self->font_serial && width == self->last_width && margins == self->last_margins)
    return;
  self->font_serial = serial;
  self->last_width = width;
  self->last_margins = margins;
  sch_document_layout_invalidate (self->layout);
}

static void
draw_spans_below (SchDocumentView *self, GtkSnapshot *snapshot)
{
  if (self->span_opacity <= 0)
    return;
  if (self->span_opacity < 1)
    gtk_snapshot_push_opacity (snapshot, self->span_opacity);
  sch_painter_draw_below (sch_behind_painter_get_painter (self->behind), snapshot);
  sch_painter_draw_below (self->painter, snapshot);
  if (self->span_opacity < 1)
    gtk_snapshot_pop (snapshot);
}

static void
sch_document_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  SchDocumentView *self = SCH_DOCUMENT_VIEW (view);

  GTK_TEXT_VIEW_CLASS (sch_document_view_parent_class)->snapshot_layer (view, layer, snapshot);
  if (self->map == NULL)
    return;
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    {
      sch_document_view_sync_layout (self);
      draw_spans_below (self, snapshot);
      sch_hit_painter_draw (self->hit_painter, snapshot);
    }
  else if (self->span_opacity > 0)
    {
      sch_painter_draw_above (self->painter, snapshot);
      sch_relation_painter_draw (self->relations, snapshot);
      g_signal_emit (self, signals[DRAW_ABOVE], 0, snapshot);
    }
}

static void
update_colors (SchDocumentView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);
  GdkRGBA accent;
  GdkRGBA page;
  gboolean high_contrast = adw_style_manager_get_high_contrast (manager);

  gdk_rgba_parse (&accent, dark ? "#78aeed" : "#1c71d8");
  gdk_rgba_parse (&page, dark ? "#1e1e1e" : "#ffffff");
  sch_painter_set_dark (self->painter, dark, high_contrast, &accent, &page);
  sch_painter_set_dark (sch_behind_painter_get_painter (self->behind), dark, high_contrast, &accent,
                        &page);
  sch_hit_painter_set_style (self->hit_painter, dark, high_contrast);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
style_changed_cb (SchDocumentView *self)
{
  update_colors (self);
}

static void
mark_set_cb (GtkTextBuffer *buffer, GtkTextIter *iter, GtkTextMark *mark, SchDocumentView *self)
{
  if (mark != gtk_text_buffer_get_insert (buffer) &&
      mark != gtk_text_buffer_get_selection_bound (buffer))
    return;
  if (!self->moving && self->map != NULL)
    g_signal_emit (self, signals[CARET_MOVED], 0);
}

static void
spans_changed_cb (SchDocumentView *self, guint char_start, guint char_end)
{
  sch_painter_invalidate (self->painter, char_start, char_end);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
record_changed_cb (SchDocumentView *self, int type)
{
  if (type == SCH_RECORD_RELATION)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
reset_cb (SchDocumentView *self)
{
  sch_painter_invalidate_all (self->painter);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
visibility_changed_cb (SchDocumentView *self)
{
  reset_cb (self);
  sch_painter_invalidate_all (sch_behind_painter_get_painter (self->behind));
}

/* There is something to be said of a place in the text. */
static void
update_has_tooltip (SchDocumentView *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), self->has_behind || self->ghost_tooltip != NULL);
}

/* What a click on words on offer does; what the faint spans behind are: they have no chips. */
static gboolean
sch_document_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard,
                                 GtkTooltip *tooltip)
{
  SchDocumentView *self = SCH_DOCUMENT_VIEW (widget);
  g_autofree char *text = NULL;
  int buffer_x;
  int buffer_y;

  if (self->map == NULL || by_keyboard)
    return FALSE;
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y,
                                         &buffer_x, &buffer_y);
  sch_document_view_sync_layout (self);
  if (sch_painter_hit_ghost (self->painter, buffer_x, buffer_y))
    text = g_strdup (self->ghost_tooltip);
  else
    text = sch_behind_painter_dup_tooltip (self->behind, buffer_x, buffer_y);
  if (text != NULL)
    gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
apply_style (SchDocumentView *self)
{
  g_autofree char *css = sch_document_style_dup_css (self->font, self->zoom);

  gtk_css_provider_load_from_data (self->style, css, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
sch_document_view_dispose (GObject *object)
{
  SchDocumentView *self = SCH_DOCUMENT_VIEW (object);

  if (self->document != NULL)
    sch_document_view_set_document (self, NULL, NULL, NULL, NULL);
  sch_document_view_set_behind (self, NULL, NULL);
  g_clear_object (&self->visibility);
  g_clear_pointer (&self->target, sch_scroll_target_free);
  g_clear_object (&self->style);
  G_OBJECT_CLASS (sch_document_view_parent_class)->dispose (object);
}

static void
sch_document_view_finalize (GObject *object)
{
  SchDocumentView *self = SCH_DOCUMENT_VIEW (object);

  g_clear_pointer (&self->relations, sch_relation_painter_free);
  g_clear_pointer (&self->hit_painter, sch_hit_painter_free);
  g_clear_pointer (&self->painter, sch_painter_free);
  g_clear_pointer (&self->behind, sch_behind_painter_free);
  g_clear_pointer (&self->layout, sch_document_layout_free);
  g_clear_pointer (&self->map, sch_view_map_free);
  g_clear_pointer (&self->text, sch_text_unref);
  g_free (self->font);
  g_free (self->ghost_tooltip);
  G_OBJECT_CLASS (sch_document_view_parent_class)->finalize (object);
}

static void
sch_document_view_class_init (SchDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sch_document_view_dispose;
  object_class->finalize = sch_document_view_finalize;
  widget_class->size_allocate = sch_document_view_size_allocate;
  widget_class->query_tooltip = sch_document_view_query_tooltip;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = sch_document_view_snapshot_layer;
  signals[CARET_MOVED] = g_signal_new ("caret-moved", SCH_TYPE_DOCUMENT_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAW_ABOVE] = g_signal_new ("draw-above", SCH_TYPE_DOCUMENT_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_SNAPSHOT);
}

static void
sch_document_view_init (SchDocumentView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = get_buffer (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->zoom = 1.0;
  self->span_opacity = 1;
  self->measure = 76;
  self->layout = sch_document_layout_new (view);
  self->painter = sch_painter_new (view, self->layout);
  self->behind = sch_behind_painter_new (view, self->layout);
  self->relations = sch_relation_painter_new (view, self->layout, self->painter);
  self->hit_painter = sch_hit_painter_new (self->layout);
  self->target = sch_scroll_target_new (view);
  self->style = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  GTK_STYLE_PROVIDER (self->style),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sch-document");

  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, TRUE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, 24);
  gtk_text_view_set_bottom_margin (view, 80);
  gtk_text_view_set_pixels_below_lines (view, 4);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  /* No style scheme: text and page have the colours of the desktop's style, dark and high contrast too. */
  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (buffer), NULL);
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (buffer), FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (buffer), FALSE);

  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, 0);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  apply_style (self);
  update_colors (self);
}

GtkWidget *
sch_document_view_new (void)
{
  return g_object_new (SCH_TYPE_DOCUMENT_VIEW, NULL);
}

static void
show_text (SchDocumentView *self)
{
  gsize byte_len = 0;
  g_autofree char *shown = self->map != NULL ? sch_view_map_dup_buffer_text (self->map, &byte_len)
                                             : g_strdup ("");
  g_autoptr (GtkTextBuffer) buffer = g_object_ref (get_buffer (self));
  GtkTextIter start;

  self->moving = TRUE;
  /* While it is shown, every line that is put in is measured against the view, and the whole text goes to
   * assistive technology as an insertion. */
  if (byte_len >= DETACHED_BYTES)
    gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), NULL);
  gtk_text_buffer_set_text (buffer, shown, byte_len);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (byte_len >= DETACHED_BYTES)
    gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), buffer);
  self->moving = FALSE;
}

void
sch_document_view_set_document (SchDocumentView *self, SchText *text, SchLayerDocument *document,
                                SchScheme *scheme, const char *name)
{
  SchText *old_text = self->text;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (text != old_text)
    {
      sch_scroll_target_cancel (self->target);
      sch_hit_painter_set_hits (self->hit_painter, NULL, G_MAXUINT);
      g_clear_pointer (&self->map, sch_view_map_free);
      self->text = text != NULL ? sch_text_ref (text) : NULL;
      self->map = text != NULL ? sch_view_map_new (text, SCH_VIEW_MAP_MAX_LINE_CHARS) : NULL;
      sch_document_layout_set_text (self->layout, self->map);
      show_text (self);
      g_clear_pointer (&old_text, sch_text_unref);
    }
  sch_painter_set_selected (self->painter, NULL);
  sch_painter_set_current (self->painter, NULL);
  sch_painter_set_hovered (self->painter, NULL);
  sch_document_view_set_ghost (self, NULL, NULL, NULL, NULL);
  sch_relation_painter_set_selected (self->relations, NULL);
  sch_relation_painter_set_hovered (self->relations, NULL);
  sch_relation_painter_set_relation (self->relations, NULL);
  sch_painter_set_document (self->painter, document, scheme);
  if (text != old_text)
    sch_document_view_set_behind (self, NULL, NULL);
  sch_relation_painter_set_document (self->relations, document, scheme);
  if (document != NULL)
    {
      g_signal_connect_object (document, "spans-changed", G_CALLBACK (spans_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "record-changed", G_CALLBACK (record_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
    }
  update_spacing (self);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_scheme (SchDocumentView *self, SchScheme *scheme)
{
  sch_painter_set_document (self->painter, self->document, scheme);
  sch_behind_painter_set_scheme (self->behind, scheme);
  sch_relation_painter_set_document (self->relations, self->document, scheme);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_style (SchDocumentView *self, const char *font, double zoom, int measure,
                             double line_spacing)
{
  g_free (self->font);
  self->font = g_strdup (font);
  self->zoom = CLAMP (zoom, 0.4, 5.0);
  self->measure = CLAMP (measure, 20, 400);
  self->line_spacing = line_spacing;
  apply_style (self);
  sch_document_view_set_scheme (self, sch_painter_get_scheme (self->painter));
  update_spacing (self);
}

void
sch_document_view_set_visibility (SchDocumentView *self, SchVisibility *visibility)
{
  if (self->visibility != NULL)
    g_signal_handlers_disconnect_by_data (self->visibility, self);
  g_set_object (&self->visibility, visibility);
  if (visibility != NULL)
    g_signal_connect_object (visibility, "changed", G_CALLBACK (visibility_changed_cb), self,
                             G_CONNECT_SWAPPED);
  sch_painter_set_visibility (self->painter, visibility);
  sch_painter_set_visibility (sch_behind_painter_get_painter (self->behind), visibility);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_behind (SchDocumentView *self, SchLayerDocument *document, const char *title)
{
  sch_behind_painter_set_document (self->behind, document, sch_painter_get_scheme (self->painter),
                                   title);
  self->has_behind = document != NULL;
  update_has_tooltip (self);
}

void
sch_document_view_set_span_opacity (SchDocumentView *self, double opacity)
{
  if (self->span_opacity == opacity)
    return;
  self->span_opacity = opacity;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_chip_mode (SchDocumentView *self, SchChipMode mode)
{
  self->chip_mode = mode;
  sch_painter_set_chip_mode (self->painter, mode);
  update_spacing (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Relations of all spans are drawn, or of those in focus only. */
void
sch_document_view_set_all_relations (SchDocumentView *self, gboolean all)
{
  self->all_relations = all;
  sch_relation_painter_set_all (self->relations, all);
  update_spacing (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SchChipMode
sch_document_view_get_chip_mode (SchDocumentView *self)
{
  return self->chip_mode;
}

void
sch_document_view_set_current_claim (SchDocumentView *self, const char *id)
{
  if (sch_painter_set_current (self->painter, id))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_ghost (SchDocumentView *self, const SchRange *range, const char *label,
                             const char *key, const char *tooltip)
{
  g_free (self->ghost_tooltip);
  self->ghost_tooltip = range != NULL ? g_strdup (tooltip) : NULL;
  update_has_tooltip (self);
  if (sch_painter_set_ghost (self->painter, range, label, key))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_selected_spans (SchDocumentView *self, const char *const *ids)
{
  guint n = ids != NULL ? g_strv_length ((char **) ids) : 0;

  sch_relation_painter_set_selected (self->relations, n > 0 ? ids[n - 1] : NULL);
  if (sch_painter_set_selected (self->painter, ids))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_selected_relation (SchDocumentView *self, const char *id)
{
  sch_relation_painter_set_relation (self->relations, id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const SchArc *
sch_document_view_get_relation_arc (SchDocumentView *self, const SchArcPage **page)
{
  return sch_relation_painter_get_arc (self->relations, page);
}

void
sch_document_view_set_hovered_span (SchDocumentView *self, const char *id)
{
  sch_relation_painter_set_hovered (self->relations, id);
  if (sch_painter_set_hovered (self->painter, id))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sch_document_view_set_hits (SchDocumentView *self, GArray *hits, guint current)
{
  sch_hit_painter_set_hits (self->hit_painter, hits, current);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SchPainter *
sch_document_view_get_painter (SchDocumentView *self)
{
  return self->painter;
}

SchHitPainter *
sch_document_view_get_hit_painter (SchDocumentView *self)
{
  return self->hit_painter;
}

SchDocumentLayout *
sch_document_view_get_layout (SchDocumentView *self)
{
  return self->layout;
}
