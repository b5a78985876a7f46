/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys that work now: the labels' letters, then of the one table of keys what the situation allows. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-help.h"
#include "sch-keymap.h"
#include "sch-keys-page.h"
#include "sch-swatch.h"

#define MAX_WIDTH 620
#define MAX_HEIGHT 640
#define MARGIN 48

#define WHEN_LABELS \
  (SCH_WHEN_PLAIN | SCH_WHEN_TEXT | SCH_WHEN_SPAN | SCH_WHEN_ARM | SCH_WHEN_LINK_TEXT)

static const char *
get_labels_title (guint situation)
{
  if ((situation & SCH_WHEN_ARM) != 0)
    return _ ("Arm a Label");
  if ((situation & SCH_WHEN_LINK_TEXT) != 0)
    return _ ("Make the Other End of the Selected Text");
  if ((situation & SCH_WHEN_TEXT) != 0)
    return _ ("Annotate the Selected Text");
  if ((situation & SCH_WHEN_SPAN) != 0)
    return _ ("Change the Label; with Shift: One More");
  return _ ("Annotate the Word at the Caret");
}

static GtkWidget *
make_heading (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
add_label (GtkFlowBox *flow, const SchLabel *label, const char *key)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = sch_swatch_new ();
  g_autofree char *upper = g_utf8_strup (key, -1);
  GtkWidget *keycap = gtk_label_new (upper);
  g_autofree char *name = g_strdup_printf ("%s: %s", upper, label->name);
  GtkWidget *child;

  sch_swatch_set_label (SCH_SWATCH (swatch), label);
  gtk_widget_add_css_class (keycap, "keycap");
  gtk_widget_set_valign (keycap, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), keycap);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), gtk_label_new (label->name));
  gtk_flow_box_append (flow, box);
  child = gtk_widget_get_parent (box);
  gtk_widget_set_focusable (child, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_labels (SchLabelKeys *keys)
{
  GtkWidget *flow = gtk_flow_box_new ();
  const SchLabel *label;

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 5);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  for (guint i = 1; (label = sch_label_keys_get_nth (keys, i)) != NULL; i++)
    {
      const char *key = sch_label_keys_get_key (keys, label->id);

      if (*key != '\0')
        add_label (GTK_FLOW_BOX (flow), label, key);
    }
  return flow;
}

/* NULL where nothing of the group works. */
static GtkWidget *
make_group (SchKeyGroup group, guint situation, GtkSizeGroup *columns)
{
  GtkWidget *list = NULL;
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      if (rows[i].group != group || (rows[i].when & situation) == 0)
        continue;
      if (list == NULL)
        {
          list = gtk_list_box_new ();
          gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
          gtk_widget_add_css_class (list, "keys-list");
          gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          sch_keymap_get_group_title (group), -1);
        }
      gtk_list_box_append (GTK_LIST_BOX (list), sch_help_make_key_row (&rows[i], columns));
    }
  return list;
}

static GtkWidget *
make_content (SchLabelKeys *keys, guint situation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkSizeGroup) columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  gtk_widget_add_css_class (box, "keys-page");
  if (keys != NULL && (situation & WHEN_LABELS) != 0)
    {
      gtk_box_append (GTK_BOX (box), make_heading (get_labels_title (situation)));
      gtk_box_append (GTK_BOX (box), make_labels (keys));
    }
  for (SchKeyGroup group = 0; group < SCH_N_KEY_GROUPS; group++)
    {
      GtkWidget *list = make_group (group, situation, columns);

      if (list == NULL)
        continue;
      gtk_box_append (GTK_BOX (box), make_heading (sch_keymap_get_group_title (group)));
      gtk_box_append (GTK_BOX (box), list);
    }
  return box;
}

/* The same keys that opened it close it. */
static gboolean
key_pressed_cb (GtkPopover *popover, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_question && keyval != GDK_KEY_Arabic_question_mark)
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (popover);
  return GDK_EVENT_STOP;
}

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not while GTK still closes it. */
static void
closed_cb (GtkWidget *popover, SchWorkspace *workspace)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
  g_signal_emit_by_name (workspace, "focus-text");
}

void
sch_keys_page_show (GtkWidget *over, SchWorkspace *workspace, guint situation)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  int width = gtk_widget_get_width (over);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (over));
  int height = MAX (gtk_widget_get_height (root) - 3 * MARGIN, 200);
  const GdkRectangle middle = { width / 2, 0, 1, 1 };

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MIN (height, MAX_HEIGHT));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 make_content (sch_workspace_get_label_keys (workspace),
                                               situation));
  gtk_widget_set_size_request (scroller, CLAMP (width - MARGIN, 300, MAX_WIDTH), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &middle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keys that work now"), -1);
  gtk_widget_set_parent (popover, over);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), popover);
  gtk_widget_add_controller (popover, keys);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), workspace, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}
