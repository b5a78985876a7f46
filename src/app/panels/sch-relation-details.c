/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of the selected relation. It follows the relation a moment behind. What is typed is saved NOTE_DELAY_MS after
 * the last key, when the focus leaves, and before something else is shown. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-row.h"
#include "sch-bin-layout.h"
#include "sch-ellipsize.h"
#include "sch-later.h"
#include "sch-links.h"
#include "sch-relation-details.h"
#include "sch-relation-picker.h"
#include "sch-span-row.h"

#define NOTE_DELAY_MS 1000
#define END_CHARS 120
#define FIRST_ATTRIBUTE 3 /* after type and ends */
/* Words of the document have their own direction within the form. */
#define FSI "\u2068"
#define PDI "\u2069"

struct _SchRelationDetails
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *rows;
  GtkDropDown *type;
  GtkWidget *from_go;
  GtkLabel *from_text;
  GtkWidget *from_change;
  SchRelationPicker *from_picker;
  GtkWidget *to_go;
  GtkLabel *to_text;
  GtkWidget *to_change;
  SchRelationPicker *to_picker;
  GtkTextView *note;
  GtkTextBuffer *note_buffer;
  GtkWidget *reverse;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  SchScheme *scheme;   /* of which the attribute rows are */
  char *relation;      /* id of what is on show */
  char *rows_type;     /* id of the type whose attributes have rows */
  GPtrArray *type_ids; /* as the drop-down has them */
  GPtrArray *attribute_rows;
  gboolean filling;
  guint update_source;
  guint note_source;
};

G_DEFINE_FINAL_TYPE (SchRelationDetails, sch_relation_details, GTK_TYPE_WIDGET)

static SchRelation *
get_relation (SchRelationDetails *self)
{
  return self->layer_document != NULL && self->relation != NULL
             ? sch_layer_document_get_relation (self->layer_document, self->relation)
             : NULL;
}

/* --- Changes by the person ------------------------------------------------------------------ */

static void update (SchRelationDetails *self);

static void
note_result (SchRelationDetails *self, gboolean done, const char *said, const GError *error)
{
  if (done && said != NULL)
    sch_workspace_announce (self->workspace, said);
  if (!done && error != NULL)
    sch_workspace_show_error (self->workspace, error);
  /* The form shows what is so, not what was tried. */
  if (!done)
    update (self);
}

static void
type_selected_cb (SchRelationDetails *self)
{
  guint position = gtk_drop_down_get_selected (self->type);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (self->filling || get_relation (self) == NULL || position >= self->type_ids->len)
    return;
  note_result (self,
               sch_workspace_get_annotator (self->workspace, &who) &&
                   sch_annotate_change_relation (&who, self->relation,
                                                 g_ptr_array_index (self->type_ids, position), NULL,
                                                 NULL, &error),
               _ ("Relation changed"), error);
}

static void
attribute_changed_cb (SchRelationDetails *self, const char *json, SchAttributeRow *row)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (self->filling || get_relation (self) == NULL)
    return;
  note_result (self,
               sch_workspace_get_annotator (self->workspace, &who) &&
                   sch_annotate_set_relation_attribute (&who, self->relation,
                                                        sch_attribute_row_get_attribute (row)->id,
                                                        json, &error),
               NULL, error);
}

static void
save_note (SchRelationDetails *self)
{
  SchRelation *relation = get_relation (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;
  GtkTextIter start, end;
  SchAnnotator who;

  g_clear_handle_id (&self->note_source, g_source_remove);
  if (relation == NULL)
    return;
  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);
  note = gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
  if (g_strcmp0 (note, relation->record.note != NULL ? relation->record.note : "") == 0)
    return;
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_set_relation_note (&who, self->relation, note, &error))
    sch_workspace_show_error (self->workspace, error);
}

static gboolean
note_timeout_cb (gpointer data)
{
  SchRelationDetails *self = data;

  self->note_source = 0;
  save_note (self);
  return G_SOURCE_REMOVE;
}

static void
note_changed_cb (SchRelationDetails *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->note_source, g_source_remove);
  self->note_source = g_timeout_add (NOTE_DELAY_MS, note_timeout_cb, self);
}

static void
reverse_clicked_cb (SchRelationDetails *self)
{
  SchRelation *relation = get_relation (self);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (relation == NULL)
    return;
  note_result (self,
               sch_workspace_get_annotator (self->workspace, &who) &&
                   sch_annotate_change_relation (&who, self->relation, NULL, relation->to,
                                                 relation->from, &error),
               _ ("Relation reversed"), error);
}

static void
delete_clicked_cb (SchRelationDetails *self)
{
  g_autofree char *id = g_strdup (self->relation);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (get_relation (self) == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_unrelate (&who, id, &error))
    {
      sch_workspace_show_message (self->workspace, _ ("Removed the relation"), _ ("Undo"),
                                  "win.undo");
      g_signal_emit_by_name (self->workspace, "focus-text");
    }
  else
    sch_workspace_show_error (self->workspace, error);
}

static void
go_to (SchRelationDetails *self, gboolean at_to)
{
  SchRelation *relation = get_relation (self);

  if (relation != NULL)
    sch_workspace_select_span (self->workspace, at_to ? relation->to : relation->from, TRUE);
}

static void
from_clicked_cb (SchRelationDetails *self)
{
  go_to (self, FALSE);
}

static void
to_clicked_cb (SchRelationDetails *self)
{
  go_to (self, TRUE);
}

/* --- Filling -------------------------------------------------------------------------------- */

static void
add_type (SchRelationDetails *self, GtkStringList *names, const char *id, const char *name)
{
  gtk_string_list_append (names, name != NULL && *name != '\0' ? name : id);
  g_ptr_array_add (self->type_ids, g_strdup (id));
}

/* Its own type, whatever the scheme says of it, and those that may lead between its ends. */
static void
fill_types (SchRelationDetails *self, SchRelation *relation, const SchRelationType *own)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->type_ids, 0);
  if (own == NULL)
    add_type (self, names, relation->type, relation->type);
  for (guint i = 0; i < sch_scheme_get_n_relation_types (self->scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (self->scheme, i);

      if (type == own)
        selected = self->type_ids->len;
      if (type == own || sch_links_may_be (self->scheme, self->layer_document, relation, type))
        add_type (self, names, type->id, type->name);
    }
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->type, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->type), self->type_ids->len > 1);
  sch_ellipsize_drop_down (self->type);
}

static void
fill_end (SchRelationDetails *self, GtkWidget *go, GtkLabel *label, GtkWidget *change,
          const char *id, const char *other, gboolean at_to)
{
  SchSpan *span = sch_layer_document_get_span (self->layer_document, id);
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (span != NULL)
    {
      line = sch_span_dup_line (span, sch_workspace_get_text (self->workspace), END_CHARS);
      /* Translators: an end of a relation: the name of its label, and its text. */
      text = g_strdup_printf (_ ("%s: %s"), sch_span_get_label_name (span, self->scheme), line);
    }
  else
    text = g_strdup (_ ("an annotation that is not there"));
  if (line != NULL)
    {
      g_autofree char *shown = g_strdup_printf (FSI "%s" PDI, line);

      gtk_label_set_text (label, shown);
    }
  else
    gtk_label_set_text (label, text);
  /* Translators: a link to an end of a relation; %s is its label and text. */
  name = g_strdup_printf (at_to ? _ ("To %s") : _ ("From %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (go), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (go, span != NULL);
  gtk_widget_set_sensitive (change,
                            sch_layer_document_get_span (self->layer_document, other) != NULL);
}

static void
make_attribute_rows (SchRelationDetails *self, const SchRelationType *type)
{
  for (guint i = 0; i < self->attribute_rows->len; i++)
    gtk_list_box_remove (self->rows, g_ptr_array_index (self->attribute_rows, i));
  g_ptr_array_set_size (self->attribute_rows, 0);
  for (guint i = 0; type != NULL && i < type->attributes->len; i++)
    {
      GtkWidget *row = sch_attribute_row_new (self->scheme,
                                              g_ptr_array_index (type->attributes, i));

      g_signal_connect_object (row, "changed", G_CALLBACK (attribute_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_insert (self->rows, row, (int) i + FIRST_ATTRIBUTE);
      g_ptr_array_add (self->attribute_rows, row);
    }
}

static void
fill_attributes (SchRelationDetails *self, SchRelation *relation, const SchRelationType *type)
{
  for (guint i = 0; i < self->attribute_rows->len; i++)
    {
      SchAttributeRow *row = g_ptr_array_index (self->attribute_rows, i);
      const SchAttribute *attribute = sch_attribute_row_get_attribute (row);

      sch_attribute_row_set_value (row, relation->record.attributes, FALSE);
      /* A value that is there is never hidden. */
      gtk_widget_set_visible (GTK_WIDGET (row),
                              sch_relation_type_asks_for (type, attribute,
                                                          relation->record.attributes) ||
                                  sch_attributes_get_json (relation->record.attributes,
                                                           attribute->id) != NULL);
    }
}

static void
fill_note (SchRelationDetails *self, SchRelation *relation)
{
  const char *note = relation->record.note != NULL ? relation->record.note : "";
  g_autofree char *now = NULL;
  GtkTextIter start, end;

  if (self->note_source != 0)
    return;
  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);
  now = gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
  if (!g_str_equal (now, note))
    gtk_text_buffer_set_text (self->note_buffer, note, -1);
}

/* Rows point into the scheme that they were made for. */
static void
follow_scheme (SchRelationDetails *self, const SchRelation *relation)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autoptr (SchScheme) before = NULL;

  if (scheme == self->scheme && g_strcmp0 (self->rows_type, relation->type) == 0)
    return;
  before = self->scheme;
  self->scheme = sch_scheme_ref (scheme);
  g_free (self->rows_type);
  self->rows_type = g_strdup (relation->type);
  make_attribute_rows (self, sch_scheme_get_relation_type (scheme, relation->type));
}

static void
fill (SchRelationDetails *self, SchRelation *relation)
{
  const SchRelationType *type;

  follow_scheme (self, relation);
  type = sch_scheme_get_relation_type (self->scheme, relation->type);
  fill_types (self, relation, type);
  fill_end (self, self->from_go, self->from_text, self->from_change, relation->from, relation->to,
            FALSE);
  fill_end (self, self->to_go, self->to_text, self->to_change, relation->to, relation->from, TRUE);
  fill_attributes (self, relation, type);
  fill_note (self, relation);
  gtk_widget_set_visible (self->reverse,
                          sch_links_may_reverse (self->scheme, self->layer_document, relation));
}

static void
update (SchRelationDetails *self)
{
  SchRelation *relation;

  if (self->workspace == NULL)
    return;
  g_free (self->relation);
  self->relation = g_strdup (sch_workspace_get_selected_relation (self->workspace));
  relation = get_relation (self);
  if (relation == NULL)
    return;
  self->filling = TRUE;
  fill (self, relation);
  self->filling = FALSE;
}

static gboolean
update_cb (gpointer data)
{
  SchRelationDetails *self = data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchRelationDetails *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_cb, self);
}

static void
selected_changed_cb (SchRelationDetails *self)
{
  sch_relation_details_flush (self);
  queue_update (self);
}

/* Its ends are shown too, so any change of the document may concern the form. */
static void
record_changed_cb (SchRelationDetails *self, int type, gpointer before, gpointer after)
{
  if (sch_workspace_get_selected_relation (self->workspace) != NULL &&
      (type == SCH_RECORD_SPAN || type == SCH_RECORD_RELATION))
    queue_update (self);
}

static void
layer_document_changed_cb (SchRelationDetails *self)
{
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  if (self->layer_document != NULL)
    {
      g_signal_connect_object (self->layer_document, "record-changed",
                               G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
  queue_update (self);
}

static void
corpus_changed_cb (SchRelationDetails *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    {
      g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_relation_details_dispose (GObject *object)
{
  SchRelationDetails *self = SCH_RELATION_DETAILS (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->note_source, g_source_remove);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_clear_object (&self->layer_document);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_relation_details_parent_class)->dispose (object);
}

static void
sch_relation_details_finalize (GObject *object)
{
  SchRelationDetails *self = SCH_RELATION_DETAILS (object);

  g_ptr_array_unref (self->type_ids);
  g_ptr_array_unref (self->attribute_rows);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_free (self->relation);
  g_free (self->rows_type);
  G_OBJECT_CLASS (sch_relation_details_parent_class)->finalize (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, SchRelationDetails, member)

static void
sch_relation_details_class_init (SchRelationDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sch_relation_details_dispose;
  object_class->finalize = sch_relation_details_finalize;
  g_type_ensure (SCH_TYPE_RELATION_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/ui/sch-relation-details.ui");
  BIND (scroller);
  BIND (rows);
  BIND (type);
  BIND (from_go);
  BIND (from_text);
  BIND (from_change);
  BIND (from_picker);
  BIND (to_go);
  BIND (to_text);
  BIND (to_change);
  BIND (to_picker);
  BIND (note);
  BIND (note_buffer);
  BIND (reverse);
  gtk_widget_class_bind_template_callback (widget_class, type_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_note);
  gtk_widget_class_bind_template_callback (widget_class, reverse_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_relation_details_init (SchRelationDetails *self)
{
  self->type_ids = g_ptr_array_new_with_free_func (g_free);
  self->attribute_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sch_relation_picker_set_end (self->from_picker, FALSE);
  sch_relation_picker_set_end (self->to_picker, TRUE);
}

void
sch_relation_details_set_workspace (SchRelationDetails *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_RELATION_DETAILS (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  sch_relation_picker_set_workspace (self->from_picker, workspace);
  sch_relation_picker_set_workspace (self->to_picker, workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::selected-relation", G_CALLBACK (selected_changed_cb),
                           self, G_CONNECT_SWAPPED);
  layer_document_changed_cb (self);
}

void
sch_relation_details_catch_up (SchRelationDetails *self)
{
  g_return_if_fail (SCH_IS_RELATION_DETAILS (self));

  if (self->update_source == 0)
    return;
  g_clear_handle_id (&self->update_source, g_source_remove);
  update (self);
}

void
sch_relation_details_focus (SchRelationDetails *self)
{
  g_return_if_fail (SCH_IS_RELATION_DETAILS (self));

  sch_relation_details_catch_up (self);
  gtk_widget_grab_focus (
      gtk_widget_get_sensitive (GTK_WIDGET (self->type)) ? GTK_WIDGET (self->type) : self->from_go);
}

void
sch_relation_details_focus_note (SchRelationDetails *self)
{
  g_return_if_fail (SCH_IS_RELATION_DETAILS (self));

  /* What is typed next belongs to the relation that is selected now. */
  sch_relation_details_catch_up (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
sch_relation_details_flush (SchRelationDetails *self)
{
  g_return_if_fail (SCH_IS_RELATION_DETAILS (self));

  if (get_relation (self) == NULL)
    return;
  if (self->note_source != 0)
    save_note (self);
  for (guint i = 0; i < self->attribute_rows->len; i++)
    sch_attribute_row_flush (g_ptr_array_index (self->attribute_rows, i));
}
