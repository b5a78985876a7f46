/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The properties of a document. Nothing is changed before Save; then all of it in one step. */

#include "config.h"

#include "sch-metadata-dialog.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-row.h"
#include "sch-corpus-documents.h"
#include "sch-dialog.h"
#include "sch-metadata-form.h"

struct _SchMetadataDialog
{
  AdwWindow parent_instance;

  GtkWidget *box;
  SchMetadataForm *form;
  GtkWidget *attribute_list; /* (nullable) */
  GtkWidget *save;
  GtkLabel *trouble;

  SchWorkspace *workspace;
  SchDocument *document;
  SchAttributes *attributes;
  gboolean attributes_changed;
};

G_DEFINE_FINAL_TYPE (SchMetadataDialog, sch_metadata_dialog, ADW_TYPE_WINDOW)

/* --- Saving --------------------------------------------------------------------------------- */

static void
flush_rows (SchMetadataDialog *self)
{
  GtkWidget *row = self->attribute_list != NULL ? gtk_widget_get_first_child (self->attribute_list)
                                                : NULL;

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    sch_attribute_row_flush (SCH_ATTRIBUTE_ROW (row));
}

/* (nullable): NULL where the annotations of the layer are not ours to change */
static const char *
get_annotator (SchMetadataDialog *self)
{
  return sch_workspace_is_layer_locked (self->workspace)
             ? NULL
             : sch_workspace_get_environment (self->workspace)->user;
}

static void
save_cb (SchMetadataDialog *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *path = sch_document_get_path (self->document);
  SchTree *now = sch_document_get_metadata (self->document);
  g_autoptr (SchTree) base = now != NULL ? sch_record_ref (now) : sch_metadata_new (path);
  g_autoptr (SchTree) metadata = NULL;
  g_autoptr (GError) error = NULL;

  if (corpus == NULL || !sch_metadata_form_is_valid (self->form))
    return;
  flush_rows (self);
  metadata = sch_metadata_form_build (self->form, base);
  if (!sch_workspace_name_own_layer (self->workspace, &error) ||
      !sch_corpus_set_properties (corpus, sch_workspace_get_layer (self->workspace),
                                  get_annotator (self), path, metadata, self->attributes_changed,
                                  self->attributes, &error))
    {
      gtk_label_set_text (self->trouble, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
changed_cb (SchMetadataDialog *self)
{
  gtk_widget_set_sensitive (self->save, sch_metadata_form_is_valid (self->form));
}

static void
attribute_changed_cb (SchMetadataDialog *self, const char *json, SchAttributeRow *row)
{
  SchAttributes *old = self->attributes;

  self->attributes = sch_attributes_with_json (old, sch_attribute_row_get_attribute (row)->id,
                                               json);
  self->attributes_changed = TRUE;
  sch_attributes_unref (old);
}

/* --- Parts ---------------------------------------------------------------------------------- */

static GtkWidget *
add_list (SchMetadataDialog *self, const char *heading)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  gtk_box_append (GTK_BOX (self->box), sch_dialog_new_heading (heading));
  gtk_box_append (GTK_BOX (self->box), list);
  return list;
}

/* @layer_document: (nullable) */
static void
add_attributes (SchMetadataDialog *self, SchLayerDocument *layer_document)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GPtrArray *attributes = sch_scheme_get_document_attributes (scheme);
  g_autofree char *layer = NULL;
  g_autofree char *heading = NULL;

  if (layer_document == NULL || attributes == NULL || attributes->len == 0)
    return;
  self->attributes = sch_attributes_ref (
      sch_layer_document_get_state (layer_document)->record.attributes);
  layer = sch_workspace_dup_layer_title (self->workspace,
                                         sch_layer_document_get_layer (layer_document));
  /* Translators: %s is the name of a layer. */
  heading = g_strdup_printf (_ ("In the Layer “%s”"), layer);
  self->attribute_list = add_list (self, heading);
  for (guint i = 0; i < attributes->len; i++)
    {
      GtkWidget *row = sch_attribute_row_new (scheme, g_ptr_array_index (attributes, i));

      sch_attribute_row_set_value (SCH_ATTRIBUTE_ROW (row), self->attributes, FALSE);
      g_signal_connect_object (row, "changed", G_CALLBACK (attribute_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (GTK_LIST_BOX (self->attribute_list), row);
    }
  if (sch_layer_document_get_status (layer_document) == SCH_STATUS_DONE ||
      sch_corpus_get_layer_read_only_reason (sch_workspace_get_corpus (self->workspace),
                                             sch_layer_document_get_layer (layer_document),
                                             sch_layer_document_get_path (layer_document)) != NULL)
    gtk_widget_set_sensitive (self->attribute_list, FALSE);
}

static const char *
get_text_state (SchMetadataDialog *self, SchLayerDocument *layer_document)
{
  if (sch_document_is_missing (self->document))
    return _ ("The file is missing");
  if (layer_document == NULL)
    return _ ("The text cannot be read");
  if (sch_layer_document_text_differs (layer_document))
    return _ ("Changed since it was annotated");
  if (sch_layer_document_get_n_spans (layer_document) > 0)
    return _ ("The same as when it was annotated");
  return _ ("Not annotated in this layer");
}

static void
add_fact (GtkWidget *list, const char *name, const char *value)
{
  gtk_list_box_append (GTK_LIST_BOX (list), sch_dialog_new_fact (name, value));
}

static void
add_file (SchMetadataDialog *self, SchLayerDocument *layer_document)
{
  GtkWidget *list = add_list (self, _ ("File"));
  g_autofree char *size = g_format_size (sch_document_get_size (self->document));
  guint n_spans = sch_document_get_n_spans (self->document);
  g_autofree char *annotations = n_spans != G_MAXUINT ? g_strdup_printf ("%u", n_spans)
                                                      : g_strdup ("…");
  SchText *text = layer_document != NULL ? sch_layer_document_get_text (layer_document) : NULL;

  add_fact (list, _ ("Path"), sch_document_get_path (self->document));
  add_fact (list, _ ("Size"), size);
  if (text != NULL)
    {
      g_autofree char *characters = g_strdup_printf ("%u", sch_text_get_char_count (text));
      g_autofree char *lines = g_strdup_printf ("%u", sch_text_get_n_lines (text));

      add_fact (list, _ ("Characters"), characters);
      add_fact (list, _ ("Lines"), lines);
    }
  add_fact (list, _ ("Annotations"), annotations);
  add_fact (list, _ ("Text"), get_text_state (self, layer_document));
  if (text != NULL)
    add_fact (list, _ ("SHA-256"), sch_text_get_sha256 (text));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_metadata_dialog_dispose (GObject *object)
{
  SchMetadataDialog *self = SCH_METADATA_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->document);
  g_clear_pointer (&self->attributes, sch_attributes_unref);
  G_OBJECT_CLASS (sch_metadata_dialog_parent_class)->dispose (object);
}

static void
sch_metadata_dialog_class_init (SchMetadataDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_metadata_dialog_dispose;
}

static void
sch_metadata_dialog_init (SchMetadataDialog *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->form = SCH_METADATA_FORM (sch_metadata_form_new (FALSE));
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  self->save = sch_dialog_set_up (ADW_WINDOW (self), _ ("Document Properties"), _ ("_Save"),
                                  self->box);
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 620);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->form));
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
fill (SchMetadataDialog *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchLayerDocument *layer_document = sch_corpus_get_layer_document (
      corpus, sch_workspace_get_layer (self->workspace), sch_document_get_path (self->document),
      NULL);
  const char *reason = sch_corpus_get_read_only_reason (corpus);

  sch_metadata_form_fill (self->form, sch_document_get_metadata (self->document));
  add_attributes (self, layer_document);
  add_file (self, layer_document);
  if (reason == NULL)
    return;
  gtk_label_set_text (self->trouble, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), FALSE);
  gtk_widget_set_sensitive (self->save, FALSE);
}

void
sch_metadata_dialog_show (GtkWindow *parent, SchWorkspace *workspace, SchDocument *document)
{
  SchMetadataDialog *self = g_object_new (SCH_TYPE_METADATA_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->document = g_object_ref (document);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  sch_metadata_form_focus (self->form);
}
