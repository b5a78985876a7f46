/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover that says what is here, and the same in one sentence for screen readers. */

#include "config.h"

#include "sch-here.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-span-row.h"
#include "sch-swatch.h"

#define WIDTH_CHARS 36
#define TEXT_CHARS 60
#define MAX_SPANS 40

struct _SchHere
{
  GtkPopover parent_instance;

  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *scroller;

  SchWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (SchHere, sch_here, GTK_TYPE_POPOVER)

static void
add_attributes (SchHere *self, SchSpan *span, GPtrArray *lines)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *label = sch_scheme_get_label (scheme, span->label);

  for (guint i = 0; i < sch_attributes_get_size (span->record.attributes); i++)
    {
      const char *id = sch_attributes_get_key (span->record.attributes, i);
      const SchAttribute *attribute = label != NULL ? sch_label_get_attribute (label, id) : NULL;
      g_autofree char *value = sch_attributes_dup_display (span->record.attributes, id);
      const SchAttributeValue *known = attribute != NULL && value != NULL
                                           ? sch_attribute_get_value (attribute, value)
                                           : NULL;

      g_ptr_array_add (lines, g_strdup_printf ("%s: %s", attribute != NULL ? attribute->name : id,
                                               known != NULL   ? known->name
                                               : value != NULL ? value
                                                               : ""));
    }
  if (span->doubt)
    g_ptr_array_add (lines, g_strdup (_ ("in doubt")));
  if (span->record.note != NULL && *span->record.note != '\0')
    g_ptr_array_add (lines, g_strdup_printf (_ ("Note: %s"), span->record.note));
}

static void
add_clusters (SchHere *self, SchSpan *span, GPtrArray *lines)
{
  for (guint i = 0; span->clusters != NULL && span->clusters[i] != NULL; i++)
    {
      SchCluster *cluster = sch_corpus_get_cluster (sch_workspace_get_corpus (self->workspace),
                                                    sch_workspace_get_layer (self->workspace),
                                                    span->clusters[i]);
      const char *name = cluster != NULL && cluster->name != NULL && *cluster->name != '\0'
                             ? cluster->name
                             : span->clusters[i];

      g_ptr_array_add (lines, g_strdup_printf (_ ("Cluster: %s"), name));
    }
}

static void
add_relations (SchHere *self, SchSpan *span, GPtrArray *lines)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GPtrArray *relations = sch_layer_document_get_relations_of (document, span->record.id);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);
      const SchRelationType *type = sch_scheme_get_relation_type (scheme, relation->type);
      gboolean outward = strcmp (relation->from, span->record.id) == 0;
      SchSpan *other = sch_layer_document_get_span (document,
                                                    outward ? relation->to : relation->from);
      g_autofree char *line = other != NULL
                                  ? sch_span_dup_line (other,
                                                       sch_workspace_get_text (self->workspace),
                                                       TEXT_CHARS)
                                  : g_strdup ("?");
      const char *name = type != NULL && *type->name != '\0' ? type->name : relation->type;

      /* Translators: a relation to or from another annotation: its name, and what it covers. */
      g_ptr_array_add (lines, outward ? g_strdup_printf (_ ("%s → %s"), name, line)
                                      : g_strdup_printf (_ ("%s ← %s"), name, line));
    }
}

/* All that is to be said of a span, without its label and text. */
static char *
dup_details (SchHere *self, SchSpan *span)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  add_attributes (self, span, lines);
  add_clusters (self, span, lines);
  add_relations (self, span, lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static GtkWidget *
make_row (SchHere *self, SchSpan *span, const char *title, const char *details)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *swatch = sch_swatch_new ();
  GtkWidget *head = gtk_label_new (title);
  GtkWidget *body = gtk_label_new (details);
  g_autofree char *name = g_strdup_printf ("%s\n%s", title, details);

  sch_swatch_set_label (SCH_SWATCH (swatch), sch_scheme_get_label (scheme, span->label));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_wrap (GTK_LABEL (head), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (head), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (head), WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (body), 0);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (body), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (body), WIDTH_CHARS);
  gtk_widget_add_css_class (body, "dim-label");
  gtk_widget_add_css_class (body, "caption");
  gtk_widget_set_visible (body, *details != '\0');
  gtk_grid_attach (GTK_GRID (grid), swatch, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), head, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), body, 1, 1, 1, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "span", g_strdup (span->record.id), g_free);
  return row;
}

static GPtrArray *
find_spans (SchHere *self, guint char_offset, SchSpan *selected)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  GPtrArray *spans = sch_span_index_at (sch_layer_document_get_index (document), char_offset);

  /* The caret of a selected span stands at its end: what is there is what is at its start. */
  if (selected != NULL)
    {
      g_ptr_array_unref (spans);
      spans = sch_span_index_at (sch_layer_document_get_index (document),
                                 sch_span_get_start (selected));
    }
  for (guint i = spans->len; i-- > 0;)
    if (!sch_visibility_shows_span (sch_workspace_get_visibility (self->workspace),
                                    sch_workspace_get_scheme (self->workspace),
                                    g_ptr_array_index (spans, i)))
      g_ptr_array_remove_index (spans, i);
  return spans;
}

static void
row_activated_cb (SchHere *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "span"));

  gtk_popover_popdown (GTK_POPOVER (self));
  sch_workspace_select_span (self->workspace, id, TRUE);
}

void
sch_here_show (SchHere *self, SchWorkspace *workspace, guint char_offset, SchSpan *selected,
               const GdkRectangle *around)
{
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  GtkWidget *row;

  g_return_if_fail (SCH_IS_HERE (self));

  g_set_object (&self->workspace, workspace);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  spans = find_spans (self, char_offset, selected);
  for (guint i = 0; i < spans->len && i < MAX_SPANS; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      g_autofree char *line = sch_span_dup_line (span, sch_workspace_get_text (workspace),
                                                 TEXT_CHARS);
      g_autofree char *title = g_strdup_printf (
          "%s: %s", sch_span_get_label_name (span, sch_workspace_get_scheme (workspace)), line);
      g_autofree char *details = dup_details (self, span);

      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, span, title, details));
      g_string_append_printf (said, "%s\n%s\n", title, details);
    }
  gtk_widget_set_visible (self->scroller, spans->len > 0);
  gtk_widget_set_visible (self->empty, spans->len == 0);
  if (said->len > 0)
    g_string_truncate (said, said->len - 1);
  sch_workspace_announce (workspace, spans->len > 0 ? said->str : _ ("No annotation is here"));
  gtk_popover_set_pointing_to (GTK_POPOVER (self), around);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static void
sch_here_finalize (GObject *object)
{
  g_clear_object (&SCH_HERE (object)->workspace);
  G_OBJECT_CLASS (sch_here_parent_class)->finalize (object);
}

static void
sch_here_class_init (SchHereClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_here_finalize;
}

static void
sch_here_init (SchHere *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_list_box_new ();
  self->empty = gtk_label_new (_ ("No annotation is here"));
  self->scroller = gtk_scrolled_window_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "picker-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is here"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is here"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

GtkWidget *
sch_here_new (GtkWidget *parent)
{
  GtkWidget *self = g_object_new (SCH_TYPE_HERE, NULL);

  gtk_widget_set_parent (self, parent);
  return self;
}
