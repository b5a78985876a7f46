/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of several selected spans. It follows them a moment behind, while it can be seen, and
 * shows what all have; where they differ it says so. Rows stand for the attributes that the labels
 * of all have. Every change is one step over all spans. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-row.h"
#include "sch-bin-layout.h"
#include "sch-bulk-form.h"
#include "sch-bulk.h"
#include "sch-cluster-picker.h"
#include "sch-ellipsize.h"
#include "sch-later.h"

#define MAX_LABELS_NAMED 6

struct _SchBulkForm
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkLabel *heading;
  GtkLabel *breakdown;
  GtkListBox *rows;
  GtkDropDown *label;
  GtkMenuButton *cluster_button;
  GtkLabel *cluster_label;
  SchClusterPicker *cluster_picker;
  GtkSwitch *doubt;
  GtkWidget *doubt_mixed;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  SchScheme *scheme; /* of which the rows are */
  GPtrArray *attribute_rows;
  GPtrArray *label_ids;
  gboolean filling;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchBulkForm, sch_bulk_form, GTK_TYPE_WIDGET)

static void queue_update (SchBulkForm *self);

/* --- Changes by the person ------------------------------------------------------------------ */

static void
label_selected_cb (SchBulkForm *self)
{
  guint position = gtk_drop_down_get_selected (self->label);
  const char *id = position < self->label_ids->len ? g_ptr_array_index (self->label_ids, position)
                                                   : NULL;

  if (!self->filling && id != NULL)
    {
      sch_bulk_relabel (self->workspace, id);
      /* The form shows what is so, not what was tried. */
      queue_update (self);
    }
}

static void
attribute_changed_cb (SchBulkForm *self, const char *json, SchAttributeRow *row)
{
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (self->filling || ids[0] == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_set_attribute_many (&who, ids, sch_attribute_row_get_attribute (row)->id, json,
                                        &error))
    sch_workspace_show_error (self->workspace, error);
  queue_update (self);
}

static void
doubt_cb (SchBulkForm *self)
{
  if (!self->filling)
    {
      sch_bulk_set_doubt (self->workspace, gtk_switch_get_active (self->doubt));
      queue_update (self);
    }
}

static void
merge_cb (SchBulkForm *self)
{
  sch_bulk_merge (self->workspace);
}

static void
delete_cb (SchBulkForm *self)
{
  sch_bulk_delete (self->workspace);
}

/* --- Filling -------------------------------------------------------------------------------- */

static const char *
get_label_id (SchScheme *scheme, const SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (scheme, span->label);

  return label != NULL ? g_intern_string (label->id) : span->label;
}

/* (transfer full): labels (interned; what a label replaces is that label) -> how many spans have it */
static GHashTable *
count_labels (SchScheme *scheme, GPtrArray *spans)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      gpointer label = (gpointer) get_label_id (scheme, g_ptr_array_index (spans, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));

      g_hash_table_insert (counts, label, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

static void
fill_heading (SchBulkForm *self, GPtrArray *spans, GHashTable *counts)
{
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                           "%u annotation selected",
                                                           "%u annotations selected", spans->len),
                                              spans->len);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_named = 0;

  gtk_label_set_text (self->heading, heading);
  for (guint i = 0; i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, g_intern_string (label->id)));

      if (n == 0)
        continue;
      if (n_named++ == MAX_LABELS_NAMED)
        {
          g_string_append (names, " …");
          break;
        }
      if (names->len > 0)
        g_string_append (names, " · ");
      /* Translators: a label and how many annotations have it. */
      g_string_append_printf (names, _ ("%s %u"), label->name, n);
    }
  gtk_label_set_text (self->breakdown, names->str);
  gtk_widget_set_visible (GTK_WIDGET (self->breakdown), names->len > 0);
}

static void
offer_label (SchBulkForm *self, GtkStringList *names, const char *id, const char *name)
{
  gtk_string_list_append (names, name);
  g_ptr_array_add (self->label_ids, g_strdup (id));
}

static void
fill_labels (SchBulkForm *self, GHashTable *counts, const char *first)
{
  gboolean mixed = g_hash_table_size (counts) > 1;
  const SchLabel *own = sch_scheme_get_label (self->scheme, first);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->label_ids, 0);
  if (mixed || own == NULL)
    offer_label (self, names, NULL, mixed ? _ ("(different)") : first);
  for (guint i = 0; i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);

      if (label->retired && (mixed || label != own))
        continue;
      if (!mixed && label == own)
        selected = self->label_ids->len;
      offer_label (self, names, label->id, label->name);
    }
  gtk_drop_down_set_model (self->label, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->label, selected);
  sch_ellipsize_drop_down (self->label);
}

static gboolean
all_have (SchBulkForm *self, GHashTable *counts, const SchAttribute *attribute)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const SchLabel *label = sch_scheme_get_label (self->scheme, id);
      const SchAttribute *other = label != NULL ? sch_label_get_attribute (label, attribute->id)
                                                : NULL;

      if (other == NULL || other->type != attribute->type)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_rows (SchBulkForm *self, GPtrArray *attributes)
{
  if (attributes->len != self->attribute_rows->len)
    return FALSE;
  for (guint i = 0; i < attributes->len; i++)
    if (sch_attribute_row_get_attribute (g_ptr_array_index (self->attribute_rows, i)) !=
        g_ptr_array_index (attributes, i))
      return FALSE;
  return TRUE;
}

static void
make_rows (SchBulkForm *self, GHashTable *counts, const char *first)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, first);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new ();

  for (guint i = 0; label != NULL && i < label->attributes->len; i++)
    if (all_have (self, counts, g_ptr_array_index (label->attributes, i)))
      g_ptr_array_add (attributes, g_ptr_array_index (label->attributes, i));
  if (has_rows (self, attributes))
    return;
  for (guint i = 0; i < self->attribute_rows->len; i++)
    gtk_list_box_remove (self->rows, g_ptr_array_index (self->attribute_rows, i));
  g_ptr_array_set_size (self->attribute_rows, 0);
  for (guint i = 0; i < attributes->len; i++)
    {
      GtkWidget *row = sch_attribute_row_new (self->scheme, g_ptr_array_index (attributes, i));

      g_signal_connect_object (row, "changed", G_CALLBACK (attribute_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_insert (self->rows, row, (int) i + 1);
      g_ptr_array_add (self->attribute_rows, row);
    }
}

static void
fill_row (SchAttributeRow *row, GPtrArray *spans)
{
  const char *id = sch_attribute_row_get_attribute (row)->id;
  SchSpan *first = g_ptr_array_index (spans, 0);
  const char *json = sch_attributes_get_json (first->record.attributes, id);

  for (guint i = 1; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      if (g_strcmp0 (sch_attributes_get_json (span->record.attributes, id), json) != 0)
        {
          sch_attribute_row_set_mixed (row);
          return;
        }
    }
  sch_attribute_row_set_value (row, first->record.attributes, FALSE);
}

static gboolean
same_clusters (SchSpan *a, SchSpan *b)
{
  gboolean a_has = a->clusters != NULL && a->clusters[0] != NULL;
  gboolean b_has = b->clusters != NULL && b->clusters[0] != NULL;

  if (!a_has || !b_has)
    return a_has == b_has;
  return g_strv_equal ((const char *const *) a->clusters, (const char *const *) b->clusters);
}

static void
fill_cluster (SchBulkForm *self, GPtrArray *spans)
{
  SchSpan *first = g_ptr_array_index (spans, 0);
  const char *id = first->clusters != NULL ? first->clusters[0] : NULL;
  SchCluster *cluster = id != NULL
                            ? sch_corpus_get_cluster (sch_workspace_get_corpus (self->workspace),
                                                      sch_workspace_get_layer (self->workspace), id)
                            : NULL;
  const char *text = cluster != NULL && cluster->name != NULL && *cluster->name != '\0'
                         ? cluster->name
                         : id;
  g_autofree char *name = NULL;

  if (text == NULL)
    text = _ ("Not in a cluster");
  for (guint i = 1; i < spans->len; i++)
    if (!same_clusters (first, g_ptr_array_index (spans, i)))
      {
        text = _ ("(different)");
        break;
      }
  gtk_label_set_text (self->cluster_label, text);
  /* Translators: the button that changes the cluster; %s says which one it is now. */
  name = g_strdup_printf (_ ("Cluster: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cluster_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
fill_doubt (SchBulkForm *self, GPtrArray *spans)
{
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    n += ((SchSpan *) g_ptr_array_index (spans, i))->doubt;
  gtk_switch_set_active (self->doubt, n == spans->len);
  gtk_widget_set_visible (self->doubt_mixed, n > 0 && n < spans->len);
}

static void
fill (SchBulkForm *self, GPtrArray *spans)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const char *first = get_label_id (scheme, g_ptr_array_index (spans, 0));
  g_autoptr (GHashTable) counts = count_labels (scheme, spans);
  /* The rows point into the scheme that they were made for. */
  g_autoptr (SchScheme) before = self->scheme;

  self->scheme = sch_scheme_ref (scheme);
  fill_heading (self, spans, counts);
  fill_labels (self, counts, first);
  make_rows (self, counts, first);
  for (guint i = 0; i < self->attribute_rows->len; i++)
    fill_row (g_ptr_array_index (self->attribute_rows, i), spans);
  fill_cluster (self, spans);
  fill_doubt (self, spans);
}

static void
update (SchBulkForm *self)
{
  g_autoptr (GPtrArray) spans = sch_bulk_list_spans (self->workspace);

  if (spans->len == 0)
    return;
  self->filling = TRUE;
  fill (self, spans);
  self->filling = FALSE;
}

static gboolean
update_cb (gpointer data)
{
  SchBulkForm *self = data;

  self->update_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchBulkForm *self)
{
  if (self->update_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_source = sch_later_add (update_cb, self);
}

static void
layer_document_changed_cb (SchBulkForm *self)
{
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  if (self->layer_document == NULL)
    return;
  g_signal_connect_object (self->layer_document, "record-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_bulk_form_map (GtkWidget *widget)
{
  SchBulkForm *self = SCH_BULK_FORM (widget);

  if (self->workspace != NULL)
    update (self);
  GTK_WIDGET_CLASS (sch_bulk_form_parent_class)->map (widget);
}

static void
sch_bulk_form_dispose (GObject *object)
{
  SchBulkForm *self = SCH_BULK_FORM (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_clear_object (&self->layer_document);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_bulk_form_parent_class)->dispose (object);
}

static void
sch_bulk_form_finalize (GObject *object)
{
  SchBulkForm *self = SCH_BULK_FORM (object);

  g_ptr_array_unref (self->attribute_rows);
  g_ptr_array_unref (self->label_ids);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  G_OBJECT_CLASS (sch_bulk_form_parent_class)->finalize (object);
}

static void
sch_bulk_form_class_init (SchBulkFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sch_bulk_form_dispose;
  object_class->finalize = sch_bulk_form_finalize;
  widget_class->map = sch_bulk_form_map;
  g_type_ensure (SCH_TYPE_CLUSTER_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-bulk-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, heading);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, breakdown);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, rows);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, label);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, cluster_button);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, cluster_label);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, cluster_picker);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, doubt);
  gtk_widget_class_bind_template_child (widget_class, SchBulkForm, doubt_mixed);
  gtk_widget_class_bind_template_callback (widget_class, label_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, doubt_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_bulk_form_init (SchBulkForm *self)
{
  self->attribute_rows = g_ptr_array_new ();
  self->label_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_bulk_form_set_workspace (SchBulkForm *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_BULK_FORM (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  sch_cluster_picker_set_workspace (self->cluster_picker, workspace);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::selected-span", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  layer_document_changed_cb (self);
}
