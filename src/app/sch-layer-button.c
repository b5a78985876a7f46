/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer being edited, in the header. Its menu uses the window's actions: "win.layer" (radio)
 * and those of sch-window-layers.c. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-layer-button.h"
#include "sch-layer-dialog.h"
#include "sch-native-files.h"

struct _SchLayerButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkWidget *blind_icon;
  GtkWidget *popover;
  GMenu *layers;

  SchWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (SchLayerButton, sch_layer_button, GTK_TYPE_WIDGET)

static const char *
get_role_name (const char *role)
{
  if (g_str_equal (role, "adjudicated"))
    return _ ("adjudicated");
  if (g_str_equal (role, "suggestions"))
    return _ ("suggestions");
  if (g_str_equal (role, "imported"))
    return _ ("imported");
  return NULL;
}

/* What a layer is and how much is in it. Of the others nothing is told in a blind layer. */
static char *
dup_details (SchLayerButton *self, const char *layer)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchTree *info = sch_corpus_get_layer_info (corpus, layer);
  guint n = sch_corpus_count_layer_paths (corpus, layer);
  const char *role = get_role_name (sch_tree_get_string (info, "role"));
  g_autofree char *count = NULL;

  if (sch_workspace_is_blind (self->workspace) &&
      !g_str_equal (layer, sch_workspace_get_layer (self->workspace)))
    return g_strdup (role);
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document", "%u documents", n), n);
  if (role == NULL)
    return g_steal_pointer (&count);
  /* Translators: what a layer is (imported, ...) and how many documents it has. */
  return g_strdup_printf (_ ("%s, %s"), role, count);
}

static void
append_layer (SchLayerButton *self, const char *layer)
{
  g_autofree char *title = sch_workspace_dup_layer_title (self->workspace, layer);
  g_autofree char *details = dup_details (self, layer);
  g_autoptr (GString) escaped = g_string_new (title);
  g_autoptr (GMenuItem) item = NULL;

  if (details != NULL)
    g_string_append_printf (escaped, " (%s)", details);
  /* An underscore in a menu would be a mnemonic. */
  g_string_replace (escaped, "_", "__", 0);
  item = g_menu_item_new (escaped->str, NULL);
  g_menu_item_set_action_and_target (item, "win.layer", "s", layer);
  g_menu_append_item (self->layers, item);
}

static void
fill_menu (SchLayerButton *self, SchCorpus *corpus, const char *current)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (corpus);

  g_menu_remove_all (self->layers);
  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    append_layer (self, layers[i]);
  if (layers == NULL || !g_strv_contains ((const char *const *) layers, current))
    append_layer (self, current);
}

static void
update (SchLayerButton *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *current = sch_workspace_get_layer (self->workspace);
  gboolean blind = sch_workspace_is_blind (self->workspace);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), corpus != NULL);
  if (corpus == NULL || current == NULL)
    {
      g_menu_remove_all (self->layers);
      return;
    }
  fill_menu (self, corpus, current);
  title = sch_workspace_dup_layer_title (self->workspace, current);
  /* Translators: %s is the name of the layer being edited, often that of a person. */
  text = g_strdup_printf (_ ("Layer: %s"), title);
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (self->blind_icon, blind);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               blind ? _ ("Whose Annotations You Edit; Other Layers Are Not Shown")
                                     : _ ("Whose Annotations You Edit"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  blind ? _ ("Blind: other layers are not shown") : "", -1);
}

/* How many documents a layer has changes with the work; the menu is made when it is opened. */
static void
menu_shown_cb (SchLayerButton *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    fill_menu (self, corpus, sch_workspace_get_layer (self->workspace));
}

static void
corpus_changed_cb (SchLayerButton *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    g_signal_connect_object (corpus, "layers-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

/**
 * sch_layer_button_ask_new:
 *
 * Asks for the name of a layer and switches to it.
 */
void
sch_layer_button_ask_new (SchLayerButton *self)
{
  g_return_if_fail (SCH_IS_LAYER_BUTTON (self));

  sch_layer_dialog_ask_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->workspace);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_layer_button_dispose (GObject *object)
{
  SchLayerButton *self = SCH_LAYER_BUTTON (object);

  if (self->button != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->button));
      self->button = NULL;
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_layer_button_parent_class)->dispose (object);
}

static void
sch_layer_button_class_init (SchLayerButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_layer_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-layer-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SchLayerButton, button);
  gtk_widget_class_bind_template_child (widget_class, SchLayerButton, label);
  gtk_widget_class_bind_template_child (widget_class, SchLayerButton, blind_icon);
  gtk_widget_class_bind_template_child (widget_class, SchLayerButton, popover);
  gtk_widget_class_bind_template_child (widget_class, SchLayerButton, layers);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_layer_button_init (SchLayerButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (menu_shown_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sch_layer_button_set_workspace (SchLayerButton *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_LAYER_BUTTON (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
}
