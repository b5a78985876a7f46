/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars with a button each that brings back the usual. Counts follow the layer document, a moment
 * behind it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bar.h"
#include "sch-hidden-bar.h"
#include "sch-label-use.h"
#include "sch-later.h"

#define MAX_NAMES 4u /* more labels than this are counted, not named */

struct _SchHiddenBar
{
  GtkWidget parent_instance;

  SchBar *hidden;
  SchBar *lines;
  SchBar *behind;

  SchWorkspace *workspace;
  SchLayerDocument *document;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchHiddenBar, sch_hidden_bar, GTK_TYPE_WIDGET)

static guint
count_label (SchHiddenBar *self, const char *label)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *known = scheme != NULL ? sch_scheme_get_label (scheme, label) : NULL;

  if (self->document == NULL)
    return 0;
  return known != NULL ? sch_label_count_spans (known, self->document)
                       : sch_layer_document_count_label (self->document, label);
}

static const char *
get_name (SchScheme *scheme, const char *id)
{
  const SchLabel *label = scheme != NULL ? sch_scheme_get_label (scheme, id) : NULL;

  return label != NULL ? label->name : id;
}

/* (transfer full): “Person (15), Date (9)” */
static char *
dup_names (SchHiddenBar *self, GPtrArray *hidden, guint n)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const char *id = g_ptr_array_index (hidden, i);

      if (i > 0)
        /* Translators: between the names of labels. */
        g_string_append (names, _ (", "));
      g_string_append_printf (names, "%s (%u)", get_name (scheme, id), count_label (self, id));
    }
  return g_string_free (names, FALSE);
}

/* (nullable): the only label that is shown */
static const SchLabel *
find_only_shown (SchHiddenBar *self)
{
  SchVisibility *visibility = sch_workspace_get_visibility (self->workspace);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *only = NULL;

  for (guint i = 0; scheme != NULL && i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      if (!sch_visibility_shows (visibility, label->id))
        continue;
      if (only != NULL)
        return NULL;
      only = label;
    }
  return only;
}

static char *
dup_hidden_text (SchHiddenBar *self, GPtrArray *hidden)
{
  const SchLabel *only = hidden->len > 1 ? find_only_shown (self) : NULL;
  guint n_spans = 0;
  g_autofree char *names = NULL;

  for (guint i = 0; i < hidden->len; i++)
    n_spans += count_label (self, g_ptr_array_index (hidden, i));
  if (only != NULL)
    /* Translators: %s is a label, %u the number of annotations with other labels. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Only %s is shown; %u annotation is hidden",
                                         "Only %s is shown; %u annotations are hidden", n_spans),
                            only->name, n_spans);
  names = dup_names (self, hidden, MIN (hidden->len, MAX_NAMES));
  if (hidden->len <= MAX_NAMES)
    /* Translators: %s are labels, with the number of their annotations. */
    return g_strdup_printf (_ ("Hidden: %s"), names);
  /* Translators: %s are the first of the hidden labels, %u is how many labels are hidden besides. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Hidden: %s and %u more label",
                                       "Hidden: %s and %u more labels", hidden->len - MAX_NAMES),
                          names, hidden->len - MAX_NAMES);
}

static void
update_lines (SchHiddenBar *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autoptr (GPtrArray)
      hidden = sch_visibility_list_hidden_lines (sch_workspace_get_visibility (self->workspace));
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->lines), hidden->len > 0);
  if (hidden->len == 0)
    return;
  for (guint i = 0; i < hidden->len; i++)
    {
      const char *id = g_ptr_array_index (hidden, i);
      const SchRelationType *type = scheme != NULL ? sch_scheme_get_relation_type (scheme, id)
                                                   : NULL;

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", type != NULL ? type->name : id);
    }
  /* Translators: %s are names of relation types, such as "attributed to". */
  text = g_strdup_printf (_ ("Not drawn: lines of %s"), names->str);
  sch_bar_set_text (self->lines, text);
}

static gboolean
update_cb (gpointer data)
{
  SchHiddenBar *self = data;
  g_autoptr (GPtrArray)
      hidden = sch_visibility_list_hidden (sch_workspace_get_visibility (self->workspace));

  self->update_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->hidden), hidden->len > 0);
  if (hidden->len > 0)
    {
      g_autofree char *text = dup_hidden_text (self, hidden);

      sch_bar_set_text (self->hidden, text);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchHiddenBar *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_cb, self);
}

static void
visibility_changed_cb (SchHiddenBar *self)
{
  g_clear_handle_id (&self->update_source, g_source_remove);
  update_cb (self);
  update_lines (self);
}

static void
record_changed_cb (SchHiddenBar *self, int type, gpointer before, gpointer after)
{
  if (type == SCH_RECORD_SPAN &&
      sch_visibility_hides_any (sch_workspace_get_visibility (self->workspace)))
    queue_update (self);
}

static void
update_behind (SchHiddenBar *self)
{
  const char *layer = sch_workspace_get_behind_layer (self->workspace);
  gboolean shown = layer != NULL && sch_workspace_get_corpus (self->workspace) != NULL &&
                   g_strcmp0 (layer, sch_workspace_get_layer (self->workspace)) != 0;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->behind), shown);
  if (!shown)
    return;
  title = sch_workspace_dup_layer_title (self->workspace, layer);
  /* Translators: %s is the name of a layer, often that of a person. */
  text = g_strdup_printf (_ ("The layer “%s” is shown faintly behind"), title);
  sch_bar_set_text (self->behind, text);
}

static void
document_changed_cb (SchHiddenBar *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, sch_workspace_get_layer_document (self->workspace));
  if (self->document != NULL)
    {
      g_signal_connect_object (self->document, "record-changed", G_CALLBACK (record_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->document, "reset", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
  queue_update (self);
  update_behind (self);
}

static void
sch_hidden_bar_dispose (GObject *object)
{
  SchHiddenBar *self = SCH_HIDDEN_BAR (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->hidden != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->hidden));
  self->hidden = NULL;
  if (self->lines != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->lines));
  self->lines = NULL;
  if (self->behind != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->behind));
  self->behind = NULL;
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_hidden_bar_parent_class)->dispose (object);
}

static void
sch_hidden_bar_class_init (SchHiddenBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_hidden_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "hiddenbar");
}

static SchBar *
add_bar (SchHiddenBar *self, const char *button, const char *action)
{
  GtkWidget *bar = sch_bar_new (SCH_SEVERITY_INFO, "");

  sch_bar_set_button (SCH_BAR (bar), button, action);
  gtk_widget_set_visible (bar, FALSE);
  gtk_widget_set_parent (bar, GTK_WIDGET (self));
  return SCH_BAR (bar);
}

static void
sch_hidden_bar_init (SchHiddenBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->hidden = add_bar (self, _ ("Show All"), "win.show-all-labels");
  self->lines = add_bar (self, _ ("Show All"), "win.show-all-lines");
  self->behind = add_bar (self, _ ("Do Not Show"), "win.show-behind::");
}

/**
 * sch_hidden_bar_new:
 *
 * Returns: (transfer full): a bar that follows the workspace
 */
GtkWidget *
sch_hidden_bar_new (SchWorkspace *workspace)
{
  SchHiddenBar *self = g_object_new (SCH_TYPE_HIDDEN_BAR, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (sch_workspace_get_visibility (workspace), "changed",
                           G_CALLBACK (visibility_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document", G_CALLBACK (document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (update_behind), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::behind-layer", G_CALLBACK (update_behind), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
  return GTK_WIDGET (self);
}
