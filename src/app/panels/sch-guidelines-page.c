/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guidelines page. Its text is that of the file, read when the page is shown and whenever the
 * file changes, by a monitor or, where there is none, when the window gets the focus. The label in
 * hand is that of the selected span, else the armed one, else the one used last. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-guidelines-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-guidelines.h"
#include "sch-later.h"
#include "sch-markdown-view.h"
#include "sch-store.h"
#include "sch-swatch.h"

struct _SchGuidelinesPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *label_scroller;
  SchSwatch *swatch;
  GtkLabel *name;
  GtkLabel *description;
  GtkLabel *examples;
  GtkLabel *counterexamples;
  GtkWidget *example_buttons;
  GtkStack *stack;
  GtkWidget *text_page;
  SchMarkdownView *text;
  GtkWidget *empty_page;
  AdwStatusPage *error_page;

  SchWorkspace *workspace;
  SchCorpus *corpus; /* whose file is shown */
  GFileMonitor *monitor;
  SchFileState state; /* of the file, as shown */
  gboolean is_read;
  guint label_source;
  guint refresh_source;
};

G_DEFINE_FINAL_TYPE (SchGuidelinesPage, sch_guidelines_page, GTK_TYPE_WIDGET)

/* --- The label in hand ---------------------------------------------------------------------- */

static const SchLabel *
find_label (SchGuidelinesPage *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const char *selected = sch_workspace_get_selected_span (self->workspace);
  SchSpan *span = document != NULL && selected != NULL
                      ? sch_layer_document_get_span (document, selected)
                      : NULL;
  const char *id = span != NULL ? span->label : sch_workspace_get_armed_label (self->workspace);

  if (id == NULL)
    id = sch_workspace_get_last_label (self->workspace);
  return id != NULL && scheme != NULL ? sch_scheme_get_label (scheme, id) : NULL;
}

/* One line each, below a heading; nothing where there are none. */
static void
show_list (GtkLabel *label, const char *heading, char **items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    g_string_append_printf (text, "\n• %s", items[i]);
  gtk_widget_set_visible (GTK_WIDGET (label), text->len > 0);
  g_string_prepend (text, heading);
  gtk_label_set_text (label, text->str);
}

static gboolean
update_label_cb (gpointer data)
{
  SchGuidelinesPage *self = data;
  const SchLabel *label = find_label (self);

  self->label_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->swatch), label != NULL);
  gtk_widget_set_visible (self->example_buttons, label != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          label == NULL || *label->description != '\0');
  if (label == NULL)
    {
      gtk_label_set_text (self->name, _ ("Labels"));
      gtk_label_set_text (self->description, _ ("Select an annotation or arm a label to read here "
                                                "what it is for."));
      show_list (self->examples, "", NULL);
      show_list (self->counterexamples, "", NULL);
      return G_SOURCE_REMOVE;
    }
  sch_swatch_set_label (self->swatch, label);
  gtk_label_set_text (self->name, label->name);
  gtk_label_set_text (self->description, label->description);
  show_list (self->examples, _ ("Examples"), label->examples);
  show_list (self->counterexamples, _ ("Not"), label->counterexamples);
  return G_SOURCE_REMOVE;
}

static void
queue_label (SchGuidelinesPage *self)
{
  if (self->label_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->label_source = sch_later_add (update_label_cb, self);
}

/* --- The file ------------------------------------------------------------------------------- */

static void
show_text (SchGuidelinesPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sch_guidelines_read (self->corpus, &error);

  if (text != NULL)
    {
      sch_markdown_view_set_markdown (self->text, text);
      gtk_stack_set_visible_child (self->stack, self->text_page);
    }
  else if (error != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error_page, escaped);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->error_page));
    }
  else
    {
      gtk_stack_set_visible_child (self->stack, self->empty_page);
    }
}

void
sch_guidelines_page_refresh (SchGuidelinesPage *self)
{
  g_autofree char *file = NULL;
  SchFileState state = { 0 };

  g_return_if_fail (SCH_IS_GUIDELINES_PAGE (self));

  if (self->corpus == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  file = sch_guidelines_dup_file (self->corpus);
  if (file != NULL)
    sch_store_stat (file, &state, NULL);
  if (self->is_read && sch_file_state_equal_stat (&state, &self->state))
    return;
  self->state = state;
  self->is_read = TRUE;
  show_text (self);
}

static gboolean
refresh_cb (gpointer data)
{
  SchGuidelinesPage *self = data;

  self->refresh_source = 0;
  sch_guidelines_page_refresh (self);
  return G_SOURCE_REMOVE;
}

/* An editor replaces a file in several steps; what is there afterwards counts. */
static void
file_changed_cb (SchGuidelinesPage *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (100, refresh_cb, self);
}

static void
watch (SchGuidelinesPage *self)
{
  g_autofree char *path = self->corpus != NULL ? sch_guidelines_dup_file (self->corpus) : NULL;
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  g_clear_object (&self->monitor);
  if (file == NULL)
    return;
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
corpus_changed_cb (SchGuidelinesPage *self)
{
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_set_object (&self->corpus, sch_workspace_get_corpus (self->workspace));
  self->is_read = FALSE;
  if (self->corpus != NULL)
    g_signal_connect_object (self->corpus, "scheme-changed", G_CALLBACK (queue_label), self,
                             G_CONNECT_SWAPPED);
  watch (self);
  queue_label (self);
  sch_guidelines_page_refresh (self);
}

static void
mapped_cb (SchGuidelinesPage *self)
{
  queue_label (self);
  sch_guidelines_page_refresh (self);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_guidelines_page_dispose (GObject *object)
{
  SchGuidelinesPage *self = SCH_GUIDELINES_PAGE (object);

  g_clear_handle_id (&self->label_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->monitor);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->corpus);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_guidelines_page_parent_class)->dispose (object);
}

static void
sch_guidelines_page_class_init (SchGuidelinesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_guidelines_page_dispose;
  g_type_ensure (SCH_TYPE_MARKDOWN_VIEW);
  g_type_ensure (SCH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/ui/sch-guidelines-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, box);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, label_scroller);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, swatch);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, name);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, description);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, examples);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, counterexamples);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, example_buttons);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, text_page);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, text);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchGuidelinesPage, error_page);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_guidelines_page_init (SchGuidelinesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

GtkWidget *
sch_guidelines_page_new (SchWorkspace *workspace)
{
  static const char *const signals[] = { "notify::selected-span", "notify::armed-label",
                                         "notify::last-label", "notify::layer-document" };
  SchGuidelinesPage *self = g_object_new (SCH_TYPE_GUIDELINES_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (workspace, signals[i], G_CALLBACK (queue_label), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  return GTK_WIDGET (self);
}

void
sch_guidelines_page_focus (SchGuidelinesPage *self)
{
  g_return_if_fail (SCH_IS_GUIDELINES_PAGE (self));

  if (gtk_stack_get_visible_child (self->stack) == self->text_page)
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}
