/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer being edited, in the header. Its menu uses the window's actions "win.layer" (radio)
 * and "win.new-layer". */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-layer-button.h"
#include "sch-message.h"

struct _SchLayerButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GMenu *layers;

  SchWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (SchLayerButton, sch_layer_button, GTK_TYPE_WIDGET)

static void
append_layer (SchLayerButton *self, const char *layer)
{
  g_autofree char *title = sch_workspace_dup_layer_title (self->workspace, layer);
  g_autoptr (GString) escaped = g_string_new (title);
  g_autoptr (GMenuItem) item = NULL;

  /* An underscore in a menu would be a mnemonic. */
  g_string_replace (escaped, "_", "__", 0);
  item = g_menu_item_new (escaped->str, NULL);
  g_menu_item_set_action_and_target (item, "win.layer", "s", layer);
  g_menu_append_item (self->layers, item);
}

static void
update (SchLayerButton *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *current = sch_workspace_get_layer (self->workspace);
  g_auto (GStrv) layers = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), corpus != NULL);
  g_menu_remove_all (self->layers);
  if (corpus == NULL || current == NULL)
    return;
  layers = sch_corpus_list_layers (corpus);
  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    append_layer (self, layers[i]);
  if (layers == NULL || !g_strv_contains ((const char *const *) layers, current))
    append_layer (self, current);
  title = sch_workspace_dup_layer_title (self->workspace, current);
  /* Translators: %s is the name of the layer being edited, often that of a person. */
  text = g_strdup_printf (_ ("Layer: %s"), title);
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
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

/* --- New layer ------------------------------------------------------------------------------ */

typedef struct
{
  SchLayerButton *button;
  GtkEditable *entry;
  GtkWidget *taken;
  GtkWindow *message;
} NewLayer;

/* Whether a layer has this name already. */
static gboolean
is_taken (SchLayerButton *self, const char *name)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  g_auto (GStrv) layers = corpus != NULL ? sch_corpus_list_layers (corpus) : NULL;

  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    {
      g_autofree char *title = sch_workspace_dup_layer_title (self->workspace, layers[i]);

      if (g_utf8_collate (title, name) == 0 || g_str_equal (layers[i], name))
        return TRUE;
    }
  return FALSE;
}

/* Names in scripts without Latin letters may fold to the same; those get a number. */
static char *
dup_free_id (SchCorpus *corpus, const char *name)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (corpus);
  g_autofree char *folded = sch_environment_fold_name (name);
  char *id = g_strdup (folded);

  for (guint i = 2; g_strv_contains ((const char *const *) layers, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%.56s-%u", folded, i);
    }
  return id;
}

static void
name_changed_cb (GtkEditable *entry, NewLayer *new_layer)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (entry));
  gboolean taken = *g_strstrip (name) != '\0' && is_taken (new_layer->button, name);

  gtk_widget_set_opacity (new_layer->taken, taken ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  taken ? gtk_label_get_text (GTK_LABEL (new_layer->taken)) : "",
                                  -1);
  if (taken)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  sch_message_set_answer_enabled (new_layer->message, "create", *name != '\0' && !taken);
}

static void
create_layer (SchLayerButton *self, const char *name)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  g_autofree char *layer = NULL;
  g_autoptr (GError) error = NULL;

  if (corpus == NULL)
    return;
  layer = dup_free_id (corpus, name);
  if (!sch_workspace_name_layer (self->workspace, layer, name, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_workspace_set_layer (self->workspace, layer);
  update (self);
  g_signal_emit_by_name (self->workspace, "focus-text");
}

static void
new_layer_answered_cb (const char *answer, gpointer data)
{
  NewLayer *new_layer = data;

  if (g_str_equal (answer, "create"))
    {
      g_autofree char *name = g_strdup (gtk_editable_get_text (new_layer->entry));

      if (*g_strstrip (name) != '\0' && !is_taken (new_layer->button, name))
        create_layer (new_layer->button, name);
    }
  g_object_unref (new_layer->button);
  g_free (new_layer);
}

/**
 * sch_layer_button_ask_new:
 *
 * Asks for the name of a layer and switches to it.
 */
void
sch_layer_button_ask_new (SchLayerButton *self)
{
  const SchAnswer answers[] = { { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
                                { "create", _ ("C_reate"), SCH_ANSWER_SUGGESTED } };
  NewLayer *new_layer;
  GtkWidget *box, *entry, *taken;

  g_return_if_fail (SCH_IS_LAYER_BUTTON (self));

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the layer"), -1);
  gtk_box_append (GTK_BOX (box), entry);
  /* Keeps its place, so that the dialog does not jump while somebody types. */
  taken = gtk_label_new (_ ("There is a layer of this name already"));
  gtk_label_set_xalign (GTK_LABEL (taken), 0);
  gtk_widget_add_css_class (taken, "caption");
  gtk_widget_add_css_class (taken, "error");
  gtk_box_append (GTK_BOX (box), taken);

  new_layer = g_new0 (NewLayer, 1);
  new_layer->button = g_object_ref (self);
  new_layer->entry = GTK_EDITABLE (entry);
  new_layer->taken = taken;
  new_layer->message = sch_message_ask (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("New Layer"),
      _ ("A layer holds one person’s annotations of the corpus. What is in other layers stays as "
         "it is."),
      box, answers, G_N_ELEMENTS (answers), new_layer_answered_cb, new_layer);
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), new_layer);
  name_changed_cb (GTK_EDITABLE (entry), new_layer);
  gtk_widget_grab_focus (entry);
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
  gtk_widget_class_bind_template_child (widget_class, SchLayerButton, layers);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sch_layer_button_init (SchLayerButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
