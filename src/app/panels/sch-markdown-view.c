/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows Markdown in a text view, so that it is read, selected and scrolled by keyboard like a text.
 * Styles are tags; a link is a tag of its own, which knows its address. */

#include "config.h"

#include "sch-markdown-view.h"

#include <adwaita.h>
#include <string.h>

#include "sch-direction.h"
#include "sch-markdown.h"

#define INDENT 20
#define MARKER 16
#define MAX_LEVEL 6u
#define LINK_LIGHT "#1a5fb4"
#define LINK_DARK "#99c1f1"

struct _SchMarkdownView
{
  GtkTextView parent_instance;

  GPtrArray *links; /* of GtkTextTag */
  gboolean over_link;
};

G_DEFINE_FINAL_TYPE (SchMarkdownView, sch_markdown_view, GTK_TYPE_TEXT_VIEW)

static GtkTextBuffer *
get_buffer (SchMarkdownView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

/* --- Links ---------------------------------------------------------------------------------- */

static GQuark
url_quark (void)
{
  return g_quark_from_static_string ("sch-markdown-url");
}

static const char *
get_url_at (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);
  const char *url = NULL;

  for (GSList *l = tags; l != NULL && url == NULL; l = l->next)
    url = g_object_get_qdata (l->data, url_quark ());
  return url;
}

static const char *
get_url_at_point (SchMarkdownView *self, double x, double y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  return gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y)
             ? get_url_at (&iter)
             : NULL;
}

static void
open_url (SchMarkdownView *self, const char *url)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
}

static void
released_cb (SchMarkdownView *self, int n_press, double x, double y)
{
  const char *url = get_url_at_point (self, x, y);

  if (url != NULL && n_press == 1 && !gtk_text_buffer_get_has_selection (get_buffer (self)))
    open_url (self, url);
}

static void
motion_cb (SchMarkdownView *self, double x, double y)
{
  gboolean over = get_url_at_point (self, x, y) != NULL;

  if (over == self->over_link)
    return;
  self->over_link = over;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), over ? "pointer" : "text");
}

static gboolean
key_pressed_cb (SchMarkdownView *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkTextIter caret;
  const char *url;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &caret,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  url = get_url_at (&caret);
  if (url == NULL)
    return GDK_EVENT_PROPAGATE;
  open_url (self, url);
  return GDK_EVENT_STOP;
}

static gboolean
sch_markdown_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                                 GtkTooltip *tooltip)
{
  const char *url = keyboard ? NULL : get_url_at_point (SCH_MARKDOWN_VIEW (widget), x, y);

  gtk_tooltip_set_text (tooltip, url);
  return url != NULL;
}

static void
color_links (SchMarkdownView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  for (guint i = 0; i < self->links->len; i++)
    g_object_set (g_ptr_array_index (self->links, i), "foreground", dark ? LINK_DARK : LINK_LIGHT,
                  NULL);
}

static GtkTextTag *
make_link (SchMarkdownView *self, const char *url)
{
  GtkTextTag *tag = gtk_text_buffer_create_tag (get_buffer (self), NULL, "underline",
                                                PANGO_UNDERLINE_SINGLE, NULL);

  g_object_set_qdata_full (G_OBJECT (tag), url_quark (), g_strdup (url), g_free);
  g_ptr_array_add (self->links, g_object_ref (tag));
  return tag;
}

/* --- Blocks --------------------------------------------------------------------------------- */

static void
make_tags (GtkTextBuffer *buffer)
{
  static const double scales[] = { 1.45, 1.25, 1.1, 1.0, 1.0, 1.0 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *name = g_strdup_printf ("heading-%u", i + 1);

      gtk_text_buffer_create_tag (buffer, name, "weight", PANGO_WEIGHT_BOLD, "scale", scales[i],
                                  "pixels-above-lines", i == 0 ? 6 : 14, "pixels-below-lines", 4,
                                  NULL);
    }
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, "strike", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "rule", "justification", GTK_JUSTIFY_CENTER, NULL);
}

/* Space in front of a list or a quotation: on the side where its text begins. */
static GtkTextTag *
get_margin (GtkTextBuffer *buffer, guint depth, gboolean marked, gboolean rtl)
{
  g_autofree char *name = g_strdup_printf ("margin-%u%s%s", depth, marked ? "-marked" : "",
                                           rtl ? "-rtl" : "");
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, name);

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, name, rtl ? "right-margin" : "left-margin",
                                      12 + (int) depth * INDENT, "indent", marked ? -MARKER : 0,
                                      NULL);
  return tag;
}

static void
apply (GtkTextBuffer *buffer, const char *tag, int start, int end)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &from, &to);
}

static void
append (GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
}

static void
append_inline (SchMarkdownView *self, const SchInline *stretch)
{
  static const struct
  {
    SchInlineStyle style;
    const char *tag;
  } styles[] = { { SCH_INLINE_BOLD, "bold" },
                 { SCH_INLINE_ITALIC, "italic" },
                 { SCH_INLINE_CODE, "code" },
                 { SCH_INLINE_STRIKE, "strike" } };
  GtkTextBuffer *buffer = get_buffer (self);
  int start = gtk_text_buffer_get_char_count (buffer);
  g_autoptr (GString) text = g_string_new (stretch->text);
  int end;

  /* A break within a paragraph is no new paragraph. */
  g_string_replace (text, "\n", "\342\200\250", 0);
  append (buffer, text->str);
  end = gtk_text_buffer_get_char_count (buffer);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if ((stretch->style & styles[i].style) != 0)
      apply (buffer, styles[i].tag, start, end);
  if (stretch->url != NULL)
    {
      GtkTextIter from, to;

      gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
      gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
      gtk_text_buffer_apply_tag (buffer, make_link (self, stretch->url), &from, &to);
    }
}

static gboolean
is_rtl (const SchBlock *block)
{
  for (guint i = 0; i < block->inlines->len; i++)
    {
      const SchInline *stretch = g_ptr_array_index (block->inlines, i);
      SchDirection direction = sch_direction_find (stretch->text, strlen (stretch->text));

      if (direction != SCH_DIRECTION_NEUTRAL)
        return direction == SCH_DIRECTION_RTL;
    }
  return FALSE;
}

static void
tag_block (GtkTextBuffer *buffer, const SchBlock *block, int start)
{
  int end = gtk_text_buffer_get_char_count (buffer);
  guint depth = block->quotes + (block->kind == SCH_BLOCK_ITEM ? block->level : 0) +
                (block->kind == SCH_BLOCK_CODE ? 1 : 0);
  GtkTextIter from, to;

  if (block->kind == SCH_BLOCK_HEADING)
    {
      g_autofree char *name = g_strdup_printf ("heading-%u", CLAMP (block->level, 1, MAX_LEVEL));

      apply (buffer, name, start, end);
    }
  if (block->kind == SCH_BLOCK_CODE)
    apply (buffer, "code", start, end);
  if (block->kind == SCH_BLOCK_RULE)
    apply (buffer, "rule", start, end);
  if (block->quotes > 0)
    apply (buffer, "italic", start, end);
  if (depth == 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_apply_tag (buffer,
                             get_margin (buffer, depth, block->marker != NULL, is_rtl (block)),
                             &from, &to);
}

static void
append_block (SchMarkdownView *self, const SchBlock *block)
{
  GtkTextBuffer *buffer = get_buffer (self);
  int start;

  if (gtk_text_buffer_get_char_count (buffer) > 0)
    append (buffer, "\n");
  start = gtk_text_buffer_get_char_count (buffer);
  if (block->marker != NULL)
    {
      append (buffer, block->marker);
      append (buffer, "\302\240");
    }
  if (block->kind == SCH_BLOCK_RULE)
    append (buffer, "⁂");
  for (guint i = 0; i < block->inlines->len; i++)
    append_inline (self, g_ptr_array_index (block->inlines, i));
  tag_block (buffer, block, start);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_markdown_view_finalize (GObject *object)
{
  g_ptr_array_unref (SCH_MARKDOWN_VIEW (object)->links);
  G_OBJECT_CLASS (sch_markdown_view_parent_class)->finalize (object);
}

static void
sch_markdown_view_class_init (SchMarkdownViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_markdown_view_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = sch_markdown_view_query_tooltip;
}

static void
sch_markdown_view_init (SchMarkdownView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, 12);
  gtk_text_view_set_right_margin (view, 12);
  gtk_text_view_set_top_margin (view, 6);
  gtk_text_view_set_bottom_margin (view, 18);
  gtk_text_view_set_pixels_above_lines (view, 3);
  gtk_text_view_set_pixels_below_lines (view, 3);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "markdown");
  make_tags (get_buffer (self));
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (color_links), self, G_CONNECT_SWAPPED);
}

GtkWidget *
sch_markdown_view_new (void)
{
  return g_object_new (SCH_TYPE_MARKDOWN_VIEW, NULL);
}

/**
 * sch_markdown_view_set_markdown:
 * @markdown: valid UTF-8
 */
void
sch_markdown_view_set_markdown (SchMarkdownView *self, const char *markdown)
{
  g_autoptr (GPtrArray) blocks = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start;

  g_return_if_fail (SCH_IS_MARKDOWN_VIEW (self) && markdown != NULL);

  buffer = get_buffer (self);
  for (guint i = 0; i < self->links->len; i++)
    gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (buffer),
                               g_ptr_array_index (self->links, i));
  g_ptr_array_set_size (self->links, 0);
  gtk_text_buffer_set_text (buffer, "", 0);
  blocks = sch_markdown_parse (markdown);
  for (guint i = 0; i < blocks->len; i++)
    append_block (self, g_ptr_array_index (blocks, i));
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  color_links (self);
}
