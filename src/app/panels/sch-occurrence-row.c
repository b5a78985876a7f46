/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of Annotate All: a tick, and the place in bold within its context. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-occurrence-row.h"

struct _SchOccurrenceRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *heading;
  GtkCheckButton *check;
  GtkLabel *before;
  GtkLabel *context;

  SchOccurrence *hit; /* (nullable) */
  gulong handler;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SchOccurrenceRow, sch_occurrence_row, GTK_TYPE_WIDGET)

static guint ticked_signal;

/* The list item says in full what the row shows. */
static void
update_name (SchOccurrenceRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *line = g_strconcat (sch_occurrence_get_before (self->hit),
                                       sch_occurrence_get_text (self->hit),
                                       sch_occurrence_get_after (self->hit), NULL);
  SchRange range = sch_occurrence_get_range (self->hit);
  g_autofree char *name = NULL;

  if (item == NULL)
    return;
  g_strstrip (line);
  name = g_strdup_printf (sch_occurrence_is_ticked (self->hit)
                              /* Translators: a place: document, positions, and the text around. */
                              ? _ ("Ticked: %s, %u–%u: %s")
                              /* Translators: a place: document, positions, and the text around. */
                              : _ ("Not ticked: %s, %u–%u: %s"),
                          sch_occurrence_get_path (self->hit), range.start, range.end, line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_tick (SchOccurrenceRow *self)
{
  self->updating = TRUE;
  gtk_check_button_set_active (self->check, sch_occurrence_is_ticked (self->hit));
  self->updating = FALSE;
  if (sch_occurrence_is_ticked (self->hit))
    gtk_widget_remove_css_class (GTK_WIDGET (self->context), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->context), "dim-label");
  update_name (self);
}

static void
toggled_cb (SchOccurrenceRow *self)
{
  if (self->updating || self->hit == NULL)
    return;
  sch_occurrence_set_ticked (self->hit, gtk_check_button_get_active (self->check));
  g_signal_emit (self, ticked_signal, 0);
}

static void
sch_occurrence_row_dispose (GObject *object)
{
  SchOccurrenceRow *self = SCH_OCCURRENCE_ROW (object);

  sch_occurrence_row_unbind (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_occurrence_row_parent_class)->dispose (object);
}

static void
sch_occurrence_row_class_init (SchOccurrenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_occurrence_row_dispose;
  ticked_signal = g_signal_new ("ticked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-occurrence-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SchOccurrenceRow, box);
  gtk_widget_class_bind_template_child (widget_class, SchOccurrenceRow, heading);
  gtk_widget_class_bind_template_child (widget_class, SchOccurrenceRow, check);
  gtk_widget_class_bind_template_child (widget_class, SchOccurrenceRow, before);
  gtk_widget_class_bind_template_child (widget_class, SchOccurrenceRow, context);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_occurrence_row_init (SchOccurrenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Annotate this place"), -1);
}

GtkWidget *
sch_occurrence_row_new (void)
{
  return g_object_new (SCH_TYPE_OCCURRENCE_ROW, NULL);
}

void
sch_occurrence_row_bind (SchOccurrenceRow *self, SchOccurrence *hit, const char *heading)
{
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (SCH_IS_OCCURRENCE_ROW (self) && SCH_IS_OCCURRENCE (hit));

  sch_occurrence_row_unbind (self);
  self->hit = g_object_ref (hit);
  self->handler = g_signal_connect_object (hit, "notify::ticked", G_CALLBACK (update_tick), self,
                                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), heading != NULL);
  gtk_label_set_text (self->heading, heading != NULL ? heading : "");
  gtk_label_set_text (self->before, sch_occurrence_get_before (hit));
  text = g_markup_escape_text (sch_occurrence_get_text (hit), -1);
  after = g_markup_escape_text (sch_occurrence_get_after (hit), -1);
  markup = g_strdup_printf ("<b>%s</b>%s", text, after);
  gtk_label_set_markup (self->context, markup);
  update_tick (self);
}

void
sch_occurrence_row_unbind (SchOccurrenceRow *self)
{
  g_return_if_fail (SCH_IS_OCCURRENCE_ROW (self));

  if (self->hit != NULL)
    g_clear_signal_handler (&self->handler, self->hit);
  g_clear_object (&self->hit);
}
