/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relations that start or end at a span. Rows are made anew only when the relations or what
 * they show changed. Hidden where there are none and the scheme allows none. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-menu-model.h"
#include "sch-relation-picker.h"
#include "sch-relation-rows.h"
#include "sch-span-row.h"

#define TEXT_CHARS 80
#define MAX_ROWS 100

struct _SchRelationRows
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *add_button;
  SchRelationPicker *picker;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  char *shown; /* what the rows say, to know when they would say something else */
};

G_DEFINE_FINAL_TYPE (SchRelationRows, sch_relation_rows, GTK_TYPE_WIDGET)

static void
go_clicked_cb (SchRelationRows *self, GtkButton *button)
{
  sch_workspace_select_span (self->workspace, g_object_get_data (G_OBJECT (button), "span"), TRUE);
}

static void
open_clicked_cb (SchRelationRows *self, GtkButton *button)
{
  sch_workspace_select_relation (self->workspace, g_object_get_data (G_OBJECT (button), "relation"),
                                 TRUE);
}

static void
remove_clicked_cb (SchRelationRows *self, GtkButton *button)
{
  g_autofree char *relation = g_strdup (g_object_get_data (G_OBJECT (button), "relation"));
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_unrelate (&who, relation, &error))
    sch_workspace_show_message (self->workspace, _ ("Removed the relation"), _ ("Undo"),
                                "win.undo");
  else
    sch_workspace_show_error (self->workspace, error);
}

static const char *
get_type_name (SchRelationRows *self, SchRelation *relation)
{
  const SchRelationType *type = sch_scheme_get_relation_type (sch_workspace_get_scheme (
                                                                  self->workspace),
                                                              relation->type);

  return type != NULL && type->name != NULL && *type->name != '\0' ? type->name : relation->type;
}

static char *
dup_other_text (SchRelationRows *self, const char *other)
{
  SchSpan *span = sch_layer_document_get_span (self->layer_document, other);

  if (span == NULL)
    return g_strdup (_ ("an annotation that is not there"));
  return sch_span_dup_line (span, sch_workspace_get_text (self->workspace), TEXT_CHARS);
}

static GMenu *
new_menu (SchRelationRows *self, const char *id)
{
  SchRelation *relation = sch_layer_document_get_relation (self->layer_document, id);

  return relation != NULL ? sch_menu_model_new_change (self->workspace, relation) : g_menu_new ();
}

/* The scheme may have changed since the row was made. */
static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenu) menu = new_menu (data, g_object_get_data (G_OBJECT (button), "relation"));

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
add_row (SchRelationRows *self, SchRelation *relation, const char *type, const char *other,
         const char *text)
{
  g_autoptr (GtkBuilder)
      builder = gtk_builder_new_from_resource ("/org/scholiast/Scholiast/ui/sch-relation-row.ui");
  GObject *open = gtk_builder_get_object (builder, "open");
  GObject *go = gtk_builder_get_object (builder, "go");
  GObject *remove = gtk_builder_get_object (builder, "remove");
  GObject *change = gtk_builder_get_object (builder, "change");
  g_autoptr (GMenu) changes = sch_menu_model_new_change (self->workspace, relation);
  g_autofree char *name = g_strdup_printf ("%s %s", type, text);
  /* Translators: a button that shows a relation in the inspector; the name of its type and the text of its other end. */
  g_autofree char *open_name = g_strdup_printf (_ ("Relation %s %s"), type, text);

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "type")), type);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "text")), text);
  g_object_set_data_full (go, "span", g_strdup (other), g_free);
  g_object_set_data_full (open, "relation", g_strdup (relation->record.id), g_free);
  g_object_set_data_full (remove, "relation", g_strdup (relation->record.id), g_free);
  g_object_set_data_full (change, "relation", g_strdup (relation->record.id), g_free);
  gtk_widget_set_visible (GTK_WIDGET (change),
                          g_menu_model_get_n_items (G_MENU_MODEL (changes)) > 0);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (change), create_popup_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (go), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, open_name,
                                  -1);
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (go, "clicked", G_CALLBACK (go_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (gtk_builder_get_object (builder, "row")));
}

/* Calls add_row() for each relation, or only says what it would be called with. */
static void
each_relation (SchRelationRows *self, SchSpan *span, GString *said)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (self->layer_document,
                                                              span->record.id);

  for (guint i = 0; relations != NULL && i < relations->len && i < MAX_ROWS; i++)
    {
      SchRelation *relation = g_ptr_array_index (relations, i);
      gboolean outward = g_str_equal (relation->from, span->record.id);
      const char *other = outward ? relation->to : relation->from;
      g_autofree char *text = dup_other_text (self, other);
      /* Translators: a relation that leads here from another annotation; %s is its name. */
      g_autofree char *type = outward
                                  ? g_strdup (get_type_name (self, relation))
                                  : g_strdup_printf (_ ("← %s"), get_type_name (self, relation));

      if (said != NULL)
        g_string_append_printf (said, "%s\n%s\n%s\n", relation->record.id, type, text);
      else
        add_row (self, relation, type, other, text);
    }
}

static void
sch_relation_rows_dispose (GObject *object)
{
  SchRelationRows *self = SCH_RELATION_ROWS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->layer_document);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (sch_relation_rows_parent_class)->dispose (object);
}

static void
sch_relation_rows_class_init (SchRelationRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_relation_rows_dispose;
  g_type_ensure (SCH_TYPE_RELATION_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-relation-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, SchRelationRows, box);
  gtk_widget_class_bind_template_child (widget_class, SchRelationRows, list);
  gtk_widget_class_bind_template_child (widget_class, SchRelationRows, add_button);
  gtk_widget_class_bind_template_child (widget_class, SchRelationRows, picker);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_relation_rows_init (SchRelationRows *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_relation_rows_set_workspace (SchRelationRows *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_RELATION_ROWS (self));
  g_set_object (&self->workspace, workspace);
  sch_relation_picker_set_workspace (self->picker, workspace);
}

void
sch_relation_rows_set_layer_document (SchRelationRows *self, SchLayerDocument *document)
{
  g_return_if_fail (SCH_IS_RELATION_ROWS (self));
  g_set_object (&self->layer_document, document);
}

/**
 * sch_relation_rows_show:
 * @span: of the layer document
 */
void
sch_relation_rows_show (SchRelationRows *self, SchSpan *span)
{
  g_autoptr (GString) said = g_string_new (NULL);
  gboolean can_add;
  GtkWidget *row;

  g_return_if_fail (SCH_IS_RELATION_ROWS (self) && self->layer_document != NULL);

  each_relation (self, span, said);
  can_add = sch_relation_picker_is_of_use (sch_workspace_get_scheme (self->workspace), span->label);
  gtk_widget_set_visible (self->add_button, can_add);
  gtk_widget_set_visible (GTK_WIDGET (self), said->len > 0 || can_add);
  gtk_widget_set_visible (GTK_WIDGET (self->list), said->len > 0);
  if (g_strcmp0 (self->shown, said->str) == 0)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  each_relation (self, span, NULL);
  g_free (self->shown);
  self->shown = g_string_free (g_steal_pointer (&said), FALSE);
}
