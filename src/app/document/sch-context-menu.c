/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a menu lists depends on what it was opened on: selected text, a span or its chip, a relation,
 * plain text, the row of a span or of a label. What is opened on becomes the selected thing first,
 * unless it is one of several that are selected. The menus of rows open in the document's page, which
 * stays where it is when the selection turns the inspector to another page. */

#include "config.h"

#include "sch-context-menu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-document-page-private.h"
#include "sch-menu-model.h"
#include "sch-palette-row.h"
#include "sch-popup.h"
#include "sch-span-row.h"

static void
show_menu (SchDocumentPage *self, GMenu *menu, double x, double y, GtkWidget *focus)
{
  sch_document_page_hide_popover (self);
  sch_document_page_update_text_actions (self);
  sch_popup_show (GTK_WIDGET (self), G_MENU_MODEL (menu), x, y, focus);
}

/* --- In the text ------------------------------------------------------------------------------ */

/* The one that is selected already, else the innermost. */
static SchSpan *
choose_span (SchDocumentPage *self, SchSpan *chip, GPtrArray *spans)
{
  if (chip != NULL)
    return chip;
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      if (sch_workspace_is_selected (self->workspace, span->record.id))
        return span;
    }
  return spans->len > 0 ? g_ptr_array_index (spans, 0) : NULL;
}

static gboolean
is_in_selection (SchDocumentPage *self, guint offset)
{
  guint start;
  guint end;

  return sch_document_view_get_selection (self->view, &start, &end) && offset >= start &&
         offset <= end;
}

static GMenu *
make_menu_at (SchDocumentPage *self, double x, double y)
{
  guint offset = sch_document_view_offset_at (self->view, x, y);
  g_autoptr (SchSpan) chip = sch_document_view_chip_at (self->view, x, y);
  g_autoptr (GPtrArray) spans = sch_document_view_spans_at (self->view, x, y);
  SchRelation *relation = sch_document_page_relation_at (self, x, y, spans->len > 0);
  SchSpan *span = choose_span (self, chip, spans);

  if (chip == NULL && is_in_selection (self, offset))
    return sch_menu_model_new_text (self->workspace, TRUE, self->range_span, spans);
  if (relation != NULL && chip == NULL)
    {
      sch_document_page_select_relation (self, relation);
      return sch_menu_model_new_relation (self->workspace, relation);
    }
  if (span != NULL)
    {
      if (!sch_workspace_is_selected (self->workspace, span->record.id))
        sch_document_page_select_span (self, span);
      return sch_menu_model_new_span (self->workspace, spans);
    }
  sch_workspace_select_span (self->workspace, NULL, FALSE);
  sch_document_view_set_caret (self->view, offset);
  return sch_menu_model_new_text (self->workspace, FALSE, NULL, spans);
}

static void
open_at (SchDocumentPage *self, double x, double y)
{
  g_autoptr (GMenu) menu = make_menu_at (self, x, y);
  double page_x;
  double page_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), x, y, &page_x,
                                    &page_y);
  show_menu (self, menu, page_x, page_y, GTK_WIDGET (self->view));
}

static void
pressed_cb (SchDocumentPage *self, int n_press, double x, double y, GtkGesture *click)
{
  if (sch_workspace_get_text (self->workspace) == NULL)
    return;
  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  open_at (self, x, y);
}

/* By key: below the selected text or span, else below the caret, where the selected relation starts. */
static gboolean
menu_key_cb (GtkWidget *view, GVariant *args, gpointer data)
{
  SchDocumentPage *self = data;
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const char *id = sch_workspace_get_selected_span (self->workspace);
  SchSpan *span = document != NULL && id != NULL ? sch_layer_document_get_span (document, id)
                                                 : NULL;
  SchRelation *relation = sch_workspace_peek_relation (self->workspace);
  guint caret = sch_document_view_get_caret (self->view);
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GMenu) menu = NULL;
  GdkRectangle bounds;
  guint start = caret;
  guint end = caret;
  gboolean selection;
  double x;
  double y;

  if (document == NULL)
    return GDK_EVENT_PROPAGATE;
  selection = sch_document_view_get_selection (self->view, &start, &end);
  if (span != NULL)
    start = sch_span_get_start (span);
  spans = sch_span_index_at (sch_layer_document_get_index (document), start);
  if (relation != NULL)
    menu = sch_menu_model_new_relation (self->workspace, relation);
  else if (span != NULL)
    menu = sch_menu_model_new_span (self->workspace, spans);
  else
    menu = sch_menu_model_new_text (self->workspace, selection, self->range_span, spans);
  sch_document_view_get_range_bounds (self->view, start, start + 1, &bounds);
  gtk_widget_translate_coordinates (view, GTK_WIDGET (self), bounds.x, bounds.y + bounds.height, &x,
                                    &y);
  show_menu (self, menu, x, CLAMP (y, 0, gtk_widget_get_height (GTK_WIDGET (self))), view);
  return GDK_EVENT_STOP;
}

static gboolean
copy_key_cb (GtkWidget *view, GVariant *args, gpointer data)
{
  sch_document_page_copy (data);
  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkEventController *controller, const char *trigger, GtkShortcutFunc func,
              gpointer data)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_callback_action_new (func, data, NULL)));
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* The menu of a row in a panel, at a point of the window. */
static void
row_menu (SchDocumentPage *self, GVariant *parameter,
          GMenu *(*make) (SchDocumentPage *self, const char *id))
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GMenu) menu = NULL;
  const char *id;
  double x;
  double y;
  double page_x;
  double page_y;

  g_variant_get (parameter, "(&sdd)", &id, &x, &y);
  menu = make (self, id);
  if (menu == NULL || root == NULL ||
      !gtk_widget_translate_coordinates (root, GTK_WIDGET (self), x, y, &page_x, &page_y))
    return;
  show_menu (self, menu, page_x, page_y, gtk_root_get_focus (GTK_ROOT (root)));
}

static GMenu *
make_span_menu (SchDocumentPage *self, const char *id)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL ? sch_layer_document_get_span (document, id) : NULL;

  if (span == NULL)
    return NULL;
  if (!sch_workspace_is_selected (self->workspace, id))
    sch_document_page_select_span (self, span);
  return sch_menu_model_new_span (self->workspace, NULL);
}

static GMenu *
make_label_menu (SchDocumentPage *self, const char *id)
{
  return sch_menu_model_new_label (self->workspace, id);
}

static void
span_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  row_menu (data, parameter, make_span_menu);
}

static void
label_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  row_menu (data, parameter, make_label_menu);
}

/* The row that a widget is, or is in, or holds. */
static GtkWidget *
find_row (GtkWidget *widget, GtkWidget *list)
{
  for (; widget != NULL && widget != list; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (SCH_IS_SPAN_ROW (widget) || SCH_IS_PALETTE_ROW (widget))
        return widget;
      if (SCH_IS_SPAN_ROW (child))
        return child;
    }
  return NULL;
}

static gboolean
open_row (GtkWidget *list, GtkWidget *row, double x, double y)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (list));
  gboolean is_span = SCH_IS_SPAN_ROW (row);
  const char *id;
  double root_x;
  double root_y;

  if (row == NULL || root == NULL ||
      !gtk_widget_translate_coordinates (list, root, x, y, &root_x, &root_y))
    return GDK_EVENT_PROPAGATE;
  id = is_span ? sch_span_row_get_span (SCH_SPAN_ROW (row))
               : sch_palette_row_get_label (SCH_PALETTE_ROW (row));
  if (id == NULL)
    return GDK_EVENT_PROPAGATE;
  /* The list keeps the keyboard, and so stays on show. */
  gtk_widget_grab_focus (is_span ? gtk_widget_get_parent (row) : row);
  gtk_widget_activate_action (list, is_span ? "text.span-menu" : "text.label-menu", "(sdd)", id,
                              root_x, root_y);
  return GDK_EVENT_STOP;
}

static void
row_pressed_cb (GtkWidget *list, int n_press, double x, double y, GtkGesture *click)
{
  GtkWidget *row = find_row (gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT), list);

  if (open_row (list, row, x, y) == GDK_EVENT_STOP)
    gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
open_below (GtkWidget *list, GtkWidget *row)
{
  double x = 0;
  double y = 0;

  if (row != NULL)
    gtk_widget_translate_coordinates (row, list, 24, gtk_widget_get_height (row), &x, &y);
  return open_row (list, row, x, y);
}

static gboolean
row_key_cb (GtkWidget *list, GVariant *args, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return open_below (list, focus != NULL && gtk_widget_is_ancestor (focus, list)
                               ? find_row (focus, list)
                               : NULL);
}

void
sch_context_menu_open (GtkWidget *list, GtkWidget *row)
{
  open_below (list, row);
}

static GtkGesture *
new_second_button (void)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  return click;
}

void
sch_context_menu_attach (GtkWidget *list)
{
  GtkGesture *click = new_second_button ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (row_pressed_cb), list);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  add_shortcut (keys, "Menu|<Shift>F10", row_key_cb, NULL);
  gtk_widget_add_controller (list, keys);
}

/* --- The page --------------------------------------------------------------------------------- */

/* The window has the actions: menus of rows in panels find them there. */
static void
root_changed_cb (SchDocumentPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (root), "text", G_ACTION_GROUP (self->text_actions));
}

void
sch_document_page_add_menus (SchDocumentPage *self)
{
  const GActionEntry entries[] = {
    { "span-menu", span_menu_cb, "(sdd)", NULL, NULL, { 0 } },
    { "label-menu", label_menu_cb, "(sdd)", NULL, NULL, { 0 } },
  };
  GtkGesture *click = new_second_button ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  sch_document_page_make_text_actions (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self->text_actions), entries,
                                   G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self, "notify::root", G_CALLBACK (root_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_shortcut (keys, "Menu|<Shift>F10", menu_key_cb, self);
  add_shortcut (keys, "<Control>c|<Control>Insert", copy_key_cb, self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}
