/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of the selected span. It follows the span a moment behind, so that tagging never
 * waits for it. What is typed is saved NOTE_DELAY_MS after the
 * last key, when the focus leaves, and before another span is shown. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-row.h"
#include "sch-bin-layout.h"
#include "sch-cluster-picker.h"
#include "sch-ellipsize.h"
#include "sch-later.h"
#include "sch-relation-rows.h"
#include "sch-span-form.h"
#include "sch-span-row.h"
#include "sch-swatch.h"

#define NOTE_DELAY_MS 1000
#define QUOTE_CHARS 400

struct _SchSpanForm
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *form_page;
  GtkWidget *empty_page;
  GtkLabel *quote;
  SchSwatch *swatch;
  GtkListBox *rows;
  GtkDropDown *label;
  GtkMenuButton *cluster_button;
  GtkLabel *cluster_label;
  GtkLabel *cluster_count;
  SchClusterPicker *cluster_picker;
  GtkSwitch *doubt;
  SchRelationRows *relations;
  GtkTextView *note;
  GtkTextBuffer *note_buffer;
  GtkLabel *provenance;
  GtkWidget *exclude_button;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  SchScheme *scheme; /* of which the rows are */
  char *span;        /* id of what is on show */
  char *rows_label;  /* id of the label whose attributes have rows */
  GPtrArray *attribute_rows;
  GPtrArray *label_ids;
  gboolean filling;
  guint update_source;
  guint note_source;
};

G_DEFINE_FINAL_TYPE (SchSpanForm, sch_span_form, GTK_TYPE_WIDGET)

static SchSpan *
get_span (SchSpanForm *self)
{
  return self->layer_document != NULL && self->span != NULL
             ? sch_layer_document_get_span (self->layer_document, self->span)
             : NULL;
}

/* --- Changes by the person ------------------------------------------------------------------ */

static void update (SchSpanForm *self);

static void
show_if_failed (SchSpanForm *self, gboolean done, const GError *error)
{
  if (!done && error != NULL)
    sch_workspace_show_error (self->workspace, error);
  /* The form shows what is so, not what was tried. */
  if (!done)
    update (self);
}

static void
label_selected_cb (SchSpanForm *self)
{
  guint position = gtk_drop_down_get_selected (self->label);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (self->filling || get_span (self) == NULL || position >= self->label_ids->len)
    return;
  show_if_failed (self,
                  sch_workspace_get_annotator (self->workspace, &who) &&
                      sch_annotate_relabel (&who, self->span,
                                            g_ptr_array_index (self->label_ids, position), &error),
                  error);
}

static void
attribute_changed_cb (SchSpanForm *self, const char *json, SchAttributeRow *row)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (self->filling || get_span (self) == NULL)
    return;
  show_if_failed (self,
                  sch_workspace_get_annotator (self->workspace, &who) &&
                      sch_annotate_set_attribute (&who, self->span,
                                                  sch_attribute_row_get_attribute (row)->id, json,
                                                  &error),
                  error);
}

static void
doubt_cb (SchSpanForm *self)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (self->filling || get_span (self) == NULL)
    return;
  show_if_failed (self,
                  sch_workspace_get_annotator (self->workspace, &who) &&
                      sch_annotate_set_doubt (&who, self->span, gtk_switch_get_active (self->doubt),
                                              &error),
                  error);
}

static void
save_note (SchSpanForm *self)
{
  SchSpan *span = get_span (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;
  GtkTextIter start, end;
  SchAnnotator who;

  g_clear_handle_id (&self->note_source, g_source_remove);
  if (span == NULL)
    return;
  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);
  note = gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
  if (g_strcmp0 (note, span->record.note != NULL ? span->record.note : "") == 0)
    return;
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_set_note (&who, self->span, note, &error))
    sch_workspace_show_error (self->workspace, error);
}

static gboolean
note_timeout_cb (gpointer data)
{
  SchSpanForm *self = data;

  self->note_source = 0;
  save_note (self);
  return G_SOURCE_REMOVE;
}

static void
note_changed_cb (SchSpanForm *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->note_source, g_source_remove);
  self->note_source = g_timeout_add (NOTE_DELAY_MS, note_timeout_cb, self);
}

static void
delete_clicked_cb (SchSpanForm *self)
{
  SchSpan *span = get_span (self);
  const char *spans[2] = { self->span, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (span == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  /* Translators: %s is the name of a label. */
  text = g_strdup_printf (_ ("Deleted “%s”"), sch_span_get_label_name (span, self->scheme));
  if (sch_annotate_delete (&who, spans, &error))
    {
      sch_workspace_show_message (self->workspace, text, _ ("Undo"), "win.undo");
      g_signal_emit_by_name (self->workspace, "focus-text");
    }
  else
    {
      sch_workspace_show_error (self->workspace, error);
    }
}

/* --- Filling -------------------------------------------------------------------------------- */

static void
fill_labels (SchSpanForm *self, SchSpan *span)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const SchLabel *own = sch_scheme_get_label (self->scheme, span->label);
  guint selected = GTK_INVALID_LIST_POSITION;

  g_ptr_array_set_size (self->label_ids, 0);
  for (guint i = 0; i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);

      if (label->retired && label != own)
        continue;
      if (label == own)
        selected = self->label_ids->len;
      gtk_string_list_append (names, label->name);
      g_ptr_array_add (self->label_ids, g_strdup (label->id));
    }
  if (own == NULL)
    {
      selected = self->label_ids->len;
      gtk_string_list_append (names, span->label);
      g_ptr_array_add (self->label_ids, g_strdup (span->label));
    }
  gtk_drop_down_set_model (self->label, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->label, selected);
  sch_ellipsize_drop_down (self->label);
}

static void
make_attribute_rows (SchSpanForm *self, SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, span->label);

  for (guint i = 0; i < self->attribute_rows->len; i++)
    gtk_list_box_remove (self->rows, g_ptr_array_index (self->attribute_rows, i));
  g_ptr_array_set_size (self->attribute_rows, 0);
  for (guint i = 0; label != NULL && i < label->attributes->len; i++)
    {
      GtkWidget *row = sch_attribute_row_new (self->scheme,
                                              g_ptr_array_index (label->attributes, i));

      g_signal_connect_object (row, "changed", G_CALLBACK (attribute_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_insert (self->rows, row, (int) i + 1);
      g_ptr_array_add (self->attribute_rows, row);
    }
}

static void
fill_attributes (SchSpanForm *self, SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, span->label);

  for (guint i = 0; i < self->attribute_rows->len; i++)
    {
      SchAttributeRow *row = g_ptr_array_index (self->attribute_rows, i);
      const SchAttribute *attribute = sch_attribute_row_get_attribute (row);
      gboolean set = span->set != NULL &&
                     g_strv_contains ((const char *const *) span->set, attribute->id);

      sch_attribute_row_set_value (row, span->record.attributes, attribute->derive != NULL && !set);
      /* A value that is there is never hidden. */
      gtk_widget_set_visible (GTK_WIDGET (row),
                              sch_label_asks_for (label, attribute, span->record.attributes) ||
                                  sch_attributes_get_json (span->record.attributes, attribute->id));
    }
}

static const char *
get_cluster_title (SchSpanForm *self, const char *id)
{
  SchCluster *cluster = sch_corpus_get_cluster (sch_workspace_get_corpus (self->workspace),
                                                sch_workspace_get_layer (self->workspace), id);

  return cluster != NULL && cluster->name != NULL && *cluster->name != '\0' ? cluster->name : id;
}

/* Names and counts in labels of their own, so that a long name does not cut its count. */
static void
fill_cluster (SchSpanForm *self, SchSpan *span)
{
  gboolean any = span->clusters != NULL && span->clusters[0] != NULL;
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; any && span->clusters[i] != NULL; i++)
    {
      guint n = sch_layer_document_count_cluster (self->layer_document, span->clusters[i]);
      const char *separator = i > 0 ? "\n" : "";

      g_string_append_printf (titles, "%s%s", separator,
                              get_cluster_title (self, span->clusters[i]));
      g_string_append (counts, separator);
      /* Translators: how many members of a cluster are in this document. */
      g_string_append_printf (counts, g_dngettext (GETTEXT_PACKAGE, "%u here", "%u here", n), n);
    }
  if (!any)
    g_string_append (titles, _ ("Not in a cluster"));
  gtk_label_set_text (self->cluster_label, titles->str);
  gtk_label_set_text (self->cluster_count, counts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->cluster_count), any);
  if (!any)
    gtk_widget_add_css_class (GTK_WIDGET (self->cluster_label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->cluster_label), "dim-label");
  /* Translators: the button that changes the cluster; %s says which one it is now. */
  name = g_strdup_printf (_ ("Cluster: %s"), titles->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cluster_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, counts->str, -1);
}

static void
fill_note (SchSpanForm *self, SchSpan *span)
{
  const char *note = span->record.note != NULL ? span->record.note : "";
  g_autofree char *now = NULL;
  GtkTextIter start, end;

  if (self->note_source != 0)
    return;
  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);
  now = gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
  if (!g_str_equal (now, note))
    gtk_text_buffer_set_text (self->note_buffer, note, -1);
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_local (seconds) : NULL;

  /* Translators: a date with the time of day, see strftime(3). */
  return time != NULL ? g_date_time_format (time, _ ("%x, %H:%M")) : NULL;
}

static void
fill_provenance (SchSpanForm *self, SchSpan *span)
{
  gint64 changed = span->record.modified > 0 ? span->record.modified : span->record.created;
  g_autofree char *time = dup_time (changed);
  g_autofree char *text = NULL;
  const char *by = span->record.by;

  if (by != NULL && *by != '\0' && time != NULL)
    /* Translators: who annotated this, and when. */
    text = g_strdup_printf (_ ("%s · %s"), by, time);
  else
    text = g_strdup (time != NULL ? time : by);
  gtk_label_set_text (self->provenance, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->provenance), text != NULL && *text != '\0');
}

static void
show_exclude_button (SchSpanForm *self, SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, span->label);

  gtk_widget_set_visible (self->exclude_button,
                          label != NULL && g_strcmp0 (label->role, "exclude") == 0);
}

static void
fill (SchSpanForm *self, SchSpan *span)
{
  g_autofree char *line = sch_span_dup_line (span, sch_workspace_get_text (self->workspace),
                                             QUOTE_CHARS);
  /* Translators: the annotated text, quoted. */
  g_autofree char *quote = g_strdup_printf (_ ("“%s”"), line);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  gboolean same = scheme == self->scheme && g_strcmp0 (self->rows_label, span->label) == 0;

  gtk_label_set_text (self->quote, quote);
  if (!same)
    {
      /* The rows point into the scheme that they were made for. */
      g_autoptr (SchScheme) before = self->scheme;

      self->scheme = sch_scheme_ref (scheme);
      g_free (self->rows_label);
      self->rows_label = g_strdup (span->label);
      fill_labels (self, span);
      make_attribute_rows (self, span);
      sch_swatch_set_label (self->swatch, sch_scheme_get_label (scheme, span->label));
      show_exclude_button (self, span);
    }
  fill_attributes (self, span);
  fill_cluster (self, span);
  gtk_switch_set_active (self->doubt, span->doubt);
  fill_note (self, span);
  fill_provenance (self, span);
  sch_relation_rows_show (self->relations, span);
}

static void
update (SchSpanForm *self)
{
  SchSpan *span;

  if (self->workspace == NULL)
    return;
  g_free (self->span);
  self->span = g_strdup (sch_workspace_get_selected_span (self->workspace));
  span = get_span (self);
  if (span != NULL)
    {
      self->filling = TRUE;
      fill (self, span);
      self->filling = FALSE;
    }
  gtk_stack_set_visible_child (self->stack, span != NULL ? self->form_page : self->empty_page);
}

static gboolean
update_cb (gpointer data)
{
  SchSpanForm *self = data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchSpanForm *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_cb, self);
}

static void
selected_span_changed_cb (SchSpanForm *self)
{
  sch_span_form_flush (self);
  queue_update (self);
}

/* A relation's far end is shown too, so any change of the document may concern the form. */
static void
record_changed_cb (SchSpanForm *self, int type, gpointer before, gpointer after)
{
  if (self->span != NULL && (type == SCH_RECORD_SPAN || type == SCH_RECORD_RELATION))
    queue_update (self);
}

static void
layer_document_changed_cb (SchSpanForm *self)
{
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  sch_relation_rows_set_layer_document (self->relations, self->layer_document);
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
corpus_changed_cb (SchSpanForm *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus == NULL)
    return;
  g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "clusters-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_span_form_dispose (GObject *object)
{
  SchSpanForm *self = SCH_SPAN_FORM (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->note_source, g_source_remove);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_clear_object (&self->layer_document);
  if (self->stack != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->stack));
      self->stack = NULL;
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_span_form_parent_class)->dispose (object);
}

static void
sch_span_form_finalize (GObject *object)
{
  SchSpanForm *self = SCH_SPAN_FORM (object);

  g_ptr_array_unref (self->attribute_rows);
  g_ptr_array_unref (self->label_ids);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_free (self->span);
  g_free (self->rows_label);
  G_OBJECT_CLASS (sch_span_form_parent_class)->finalize (object);
}

static void
sch_span_form_class_init (SchSpanFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sch_span_form_dispose;
  object_class->finalize = sch_span_form_finalize;

  g_type_ensure (SCH_TYPE_SWATCH);
  g_type_ensure (SCH_TYPE_CLUSTER_PICKER);
  g_type_ensure (SCH_TYPE_RELATION_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-span-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, stack);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, form_page);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, quote);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, swatch);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, rows);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, label);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, cluster_button);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, cluster_label);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, cluster_count);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, cluster_picker);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, doubt);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, relations);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, note);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, note_buffer);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, exclude_button);
  gtk_widget_class_bind_template_child (widget_class, SchSpanForm, provenance);
  gtk_widget_class_bind_template_callback (widget_class, label_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, doubt_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_note);
  gtk_widget_class_bind_template_callback (widget_class, delete_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_span_form_init (SchSpanForm *self)
{
  self->attribute_rows = g_ptr_array_new ();
  self->label_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_span_form_set_workspace (SchSpanForm *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_SPAN_FORM (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  sch_cluster_picker_set_workspace (self->cluster_picker, workspace);
  sch_relation_rows_set_workspace (self->relations, workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::selected-span",
                           G_CALLBACK (selected_span_changed_cb), self, G_CONNECT_SWAPPED);
  layer_document_changed_cb (self);
}

void
sch_span_form_catch_up (SchSpanForm *self)
{
  g_return_if_fail (SCH_IS_SPAN_FORM (self));

  if (self->update_source == 0)
    return;
  g_clear_handle_id (&self->update_source, g_source_remove);
  update (self);
}

void
sch_span_form_focus_note (SchSpanForm *self)
{
  g_return_if_fail (SCH_IS_SPAN_FORM (self));

  /* What is typed next belongs to the span that is selected now. */
  sch_span_form_catch_up (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
sch_span_form_focus_attribute (SchSpanForm *self, const char *attribute)
{
  g_return_if_fail (SCH_IS_SPAN_FORM (self));

  sch_span_form_catch_up (self);
  for (guint i = 0; i < self->attribute_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->attribute_rows, i);

      if (g_str_equal (sch_attribute_row_get_attribute (SCH_ATTRIBUTE_ROW (row))->id, attribute))
        sch_attribute_row_focus (SCH_ATTRIBUTE_ROW (row));
    }
}

void
sch_span_form_flush (SchSpanForm *self)
{
  g_return_if_fail (SCH_IS_SPAN_FORM (self));

  if (get_span (self) == NULL)
    return;
  if (self->note_source != 0)
    save_note (self);
  for (guint i = 0; i < self->attribute_rows->len; i++)
    sch_attribute_row_flush (g_ptr_array_index (self->attribute_rows, i));
}
