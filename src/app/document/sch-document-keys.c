/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of the document view, taken before GtkTextView sees them. Nothing here is an accelerator of the
 * window, so that entries keep their keys. */

#include "config.h"

#include "sch-document-page-private.h"

/* What the same key gives in the first layout: for layouts without Latin letters. */
static guint
get_latin (SchDocumentPage *self, guint keycode)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  guint keyval = 0;

  if (!gdk_display_translate_key (display, keycode, 0, 0, &keyval, NULL, NULL, NULL))
    return 0;
  return keyval;
}

static gboolean
use_label_key (SchDocumentPage *self, const SchLabel *label, gboolean one_more)
{
  g_autofree char *id = g_strdup (label->id);

  if (self->arm_pending)
    {
      self->arm_pending = FALSE;
      sch_workspace_set_armed_label (self->workspace, id);
    }
  else
    sch_document_page_use_label (self, id, one_more);
  return GDK_EVENT_STOP;
}

/* Keys that move within a column are GtkTextView's own; they let go of the span. */
static void
note_caret_key (SchDocumentPage *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Home:
    case GDK_KEY_End:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      sch_document_page_hide_popover (self);
      break;
    default:
      break;
    }
}

static gboolean
is_modifier_key (guint keyval)
{
  return keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R;
}

static gboolean
key_pressed_cb (SchDocumentPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  const SchLabel *label;
  gboolean one_more;
  SchCommand command;

  if (is_modifier_key (keyval) || sch_workspace_get_text (self->workspace) == NULL)
    return GDK_EVENT_PROPAGATE;
  command = sch_keymap_lookup (sch_workspace_get_scheme (self->workspace), keyval,
                               get_latin (self, keycode), state, &label, &one_more);
  if (command == SCH_COMMAND_LABEL)
    return use_label_key (self, label, one_more);
  if (command == SCH_COMMAND_NONE)
    {
      self->arm_pending = FALSE;
      note_caret_key (self, keyval);
      return GDK_EVENT_PROPAGATE;
    }
  sch_document_page_run (self, command);
  return GDK_EVENT_STOP;
}

void
sch_document_page_add_keys (SchDocumentPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}
