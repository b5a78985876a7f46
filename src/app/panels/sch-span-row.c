/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a span is told in one line: swatch, text, label; and in full to screen readers. Never
 * touches more of the text than it shows, however long the span. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-span-row.h"
#include "sch-swatch.h"

#define ROW_CHARS 80
#define NAME_CHARS 160

struct _SchSpanRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  SchSwatch *swatch;
  GtkLabel *text;
  GtkWidget *doubt;
  GtkLabel *label;
  char *span;
};

G_DEFINE_FINAL_TYPE (SchSpanRow, sch_span_row, GTK_TYPE_WIDGET)

static gboolean
is_white (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* Appends [start, end) with runs of white space as one space; stops after *left characters. */
static gboolean
append_range (GString *line, SchText *text, SchRange range, guint *left)
{
  gsize byte_len;
  const char *p = sch_text_peek_slice (text, range.start, MAX (range.start, range.end), &byte_len);
  const char *end = p + byte_len;
  gboolean white = FALSE;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_white (c))
        {
          white = TRUE;
          continue;
        }
      if (*left == 0)
        return FALSE;
      if (white && line->len > 0)
        g_string_append_c (line, ' ');
      white = FALSE;
      g_string_append_unichar (line, c);
      (*left)--;
    }
  return TRUE;
}

/**
 * sch_span_dup_line:
 * @text: (nullable): of the document
 *
 * Returns: (transfer full): the covered text in one line, ranges joined by " … "
 */
char *
sch_span_dup_line (SchSpan *span, SchText *text, guint max_chars)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint left = max_chars;

  for (guint i = 0; i < span->n_ranges && text != NULL; i++)
    {
      if (i > 0)
        g_string_append (line, " … ");
      if (!append_range (line, text, span->ranges[i], &left))
        {
          g_string_append (line, "…");
          break;
        }
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

const char *
sch_span_get_label_name (SchSpan *span, SchScheme *scheme)
{
  const SchLabel *label = scheme != NULL ? sch_scheme_get_label (scheme, span->label) : NULL;

  return label != NULL ? label->name : span->label;
}

static const char *
get_state_name (SchSpan *span)
{
  if (span->doubt)
    return C_ ("span", "in doubt");
  switch (span->record.state)
    {
    case SCH_STATE_SUGGESTED:
      return C_ ("span", "suggested");
    case SCH_STATE_PROJECTED:
      return C_ ("span", "projected");
    case SCH_STATE_DOUBTFUL:
      return C_ ("span", "place doubtful");
    case SCH_STATE_CONFIRMED:
    default:
      return NULL;
    }
}

/**
 * sch_span_dup_name:
 *
 * Returns: (transfer full): the span in full, for screen readers and tests
 */
char *
sch_span_dup_name (SchSpan *span, SchScheme *scheme, SchText *text)
{
  g_autofree char *line = sch_span_dup_line (span, text, NAME_CHARS);
  const char *state = get_state_name (span);
  /* Translators: label, text, and the first and last position of an annotation. */
  char *name = g_strdup_printf (_ ("%s: %s, %u–%u"), sch_span_get_label_name (span, scheme), line,
                                sch_span_get_start (span), sch_span_get_end (span));

  if (state != NULL)
    {
      g_autofree char *stateless = name;

      /* Translators: an annotation and its state. */
      name = g_strdup_printf (_ ("%s, %s"), stateless, state);
    }
  return name;
}

static void
sch_span_row_dispose (GObject *object)
{
  g_clear_pointer (&SCH_SPAN_ROW (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_span_row_parent_class)->dispose (object);
}

static void
sch_span_row_finalize (GObject *object)
{
  g_free (SCH_SPAN_ROW (object)->span);
  G_OBJECT_CLASS (sch_span_row_parent_class)->finalize (object);
}

static void
sch_span_row_class_init (SchSpanRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_span_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_span_row_finalize;
  g_type_ensure (SCH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-span-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SchSpanRow, box);
  gtk_widget_class_bind_template_child (widget_class, SchSpanRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, SchSpanRow, text);
  gtk_widget_class_bind_template_child (widget_class, SchSpanRow, doubt);
  gtk_widget_class_bind_template_child (widget_class, SchSpanRow, label);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_span_row_init (SchSpanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sch_span_row_new (void)
{
  return g_object_new (SCH_TYPE_SPAN_ROW, NULL);
}

/**
 * sch_span_row_bind:
 * @scheme: (nullable): for the label's name and look
 * @text: (nullable): of the document
 *
 * Shows a span, and names the list item that holds the row.
 */
void
sch_span_row_bind (SchSpanRow *self, SchSpan *span, SchScheme *scheme, SchText *text)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *line = sch_span_dup_line (span, text, ROW_CHARS);
  g_autofree char *name = NULL;

  g_return_if_fail (SCH_IS_SPAN_ROW (self));

  g_free (self->span);
  self->span = g_strdup (span->record.id);
  sch_swatch_set_label (self->swatch,
                        scheme != NULL ? sch_scheme_get_label (scheme, span->label) : NULL);
  gtk_label_set_text (self->text, line);
  gtk_label_set_text (self->label, sch_span_get_label_name (span, scheme));
  gtk_widget_set_visible (self->doubt, get_state_name (span) != NULL);
  gtk_widget_set_tooltip_text (self->doubt, get_state_name (span));
  if (item == NULL)
    return;
  name = sch_span_dup_name (span, scheme, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const char *
sch_span_row_get_span (SchSpanRow *self)
{
  g_return_val_if_fail (SCH_IS_SPAN_ROW (self), NULL);
  return self->span;
}
