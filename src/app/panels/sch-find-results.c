/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a search through the corpus. It searches while the window is idle, a slice at a time;
 * whatever is typed begins anew. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-bin-layout.h"
#include "sch-corpus-find.h"
#include "sch-find-options.h"
#include "sch-find-results.h"
#include "sch-tag-all-button.h"
#include "sch-wrap-layout.h"

#define SLICE_USEC 8000
/* After input and drawing. */
#define SEARCH_PRIORITY (G_PRIORITY_HIGH_IDLE + 25)
/* After the last key that was typed. */
#define TYPING_MS 300

struct _SchFindResults
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *entry;
  GtkWidget *tools;
  SchFindOptions *options;
  SchTagAllButton *tag_all;
  GtkLabel *status;
  GtkWidget *cancel;
  GtkProgressBar *progress;
  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GtkLabel *empty;
  GtkSingleSelection *selection;

  SchWorkspace *workspace;
  SchDocumentPage *page;
  SchCorpusFind *find; /* (nullable) */
  gboolean cancelled;
  guint typing_source;
  guint search_source;
};

G_DEFINE_FINAL_TYPE (SchFindResults, sch_find_results, GTK_TYPE_WIDGET)

static gboolean
is_searching (SchFindResults *self)
{
  return self->search_source != 0;
}

/* --- What is shown -------------------------------------------------------------------------- */

/* “17 hits in 3 documents” */
static char *
dup_found (SchFindResults *self)
{
  guint n_hits = sch_corpus_find_get_n_hits (self->find);
  guint n_found = sch_corpus_find_get_n_found (self->find);
  g_autofree char *hits = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits",
                                                        n_hits),
                                           n_hits);
  g_autofree char *documents = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document",
                                                             "%u documents", n_found),
                                                n_found);

  if (n_hits == 0)
    return g_strdup (_ ("Not found"));
  if (sch_corpus_find_is_cut (self->find))
    /* Translators: hits and documents, such as “10000 hits in 3 documents”. */
    return g_strdup_printf (_ ("The first %s in %s; there are more"), hits, documents);
  /* Translators: hits and documents, such as “17 hits in 3 documents”. */
  return g_strdup_printf (_ ("%s in %s"), hits, documents);
}

static char *
dup_status (SchFindResults *self)
{
  guint n_done = sch_corpus_find_get_n_done (self->find);
  guint n_all = sch_corpus_find_get_n_documents (self->find);
  const char *reason;
  guint n_failed = sch_corpus_find_get_n_failed (self->find, &reason);
  g_autofree char *found = dup_found (self);

  if (is_searching (self))
    /* Translators: how many documents of how many have been searched. */
    return g_strdup_printf (_ ("Searching: %u of %u documents"), n_done, n_all);
  if (self->cancelled)
    /* Translators: what was found, then how many documents of how many were searched. */
    return g_strdup_printf (_ ("%s. Stopped after %u of %u documents."), found, n_done, n_all);
  if (n_failed > 0)
    /* Translators: what was found, then how many documents could not be searched, and why. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s. %u document was not searched: %s",
                                         "%s. %u documents were not searched: %s", n_failed),
                            found, n_failed, reason);
  return g_steal_pointer (&found);
}

static void
update (SchFindResults *self)
{
  g_autofree char *status = self->find != NULL ? dup_status (self) : g_strdup ("");
  guint n_hits = self->find != NULL ? sch_corpus_find_get_n_hits (self->find) : 0;
  guint n_all = self->find != NULL ? sch_corpus_find_get_n_documents (self->find) : 0;
  gboolean searching = is_searching (self);

  gtk_label_set_text (self->status, status);
  gtk_widget_set_visible (self->cancel, searching);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), searching);
  if (searching && n_all > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   (double) sch_corpus_find_get_n_done (self->find) / n_all);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_all), n_hits > 0 && !searching);
  gtk_stack_set_visible_child (self->stack, n_hits > 0 ? self->list_page : self->empty_page);
  if (self->find == NULL)
    gtk_label_set_text (self->empty,
                        _ ("What is found in any document stands here, with the text around it."));
  else if (!searching)
    gtk_label_set_text (self->empty, _ ("No document has this. Other options may find more."));
  else
    gtk_label_set_text (self->empty, "");
}

static void
show_error (SchFindResults *self, const GError *error)
{
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (error == NULL)
    return;
  gtk_label_set_text (self->status, error->message);
  gtk_label_set_text (self->empty, "");
}

/* --- Searching ------------------------------------------------------------------------------ */

static void
stop (SchFindResults *self)
{
  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_clear_handle_id (&self->search_source, g_source_remove);
}

static void
forget (SchFindResults *self)
{
  stop (self);
  self->cancelled = FALSE;
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->find);
}

static gboolean
search_cb (gpointer data)
{
  SchFindResults *self = data;
  gint64 until = g_get_monotonic_time () + SLICE_USEC;
  gboolean more = TRUE;

  while (more && g_get_monotonic_time () < until)
    more = sch_corpus_find_step (self->find);
  if (!more)
    self->search_source = 0;
  update (self);
  if (!more)
    sch_workspace_announce (self->workspace, gtk_label_get_text (self->status));
  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
search (SchFindResults *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *pattern = gtk_editable_get_text (self->entry);
  g_autoptr (SchFindQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  forget (self);
  query = sch_find_query_new (pattern, sch_find_options_get_flags (self->options), &error);
  if (query != NULL && corpus != NULL && !sch_find_query_is_empty (query))
    {
      self->find = sch_corpus_find_new (corpus, query);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->find));
      self->search_source = g_idle_add_full (SEARCH_PRIORITY, search_cb, self, NULL);
    }
  update (self);
  show_error (self, error);
}

static gboolean
typed_cb (gpointer data)
{
  SchFindResults *self = data;

  self->typing_source = 0;
  search (self);
  return G_SOURCE_REMOVE;
}

/* --- Callbacks ------------------------------------------------------------------------------ */

static void
changed_cb (SchFindResults *self)
{
  if (self->workspace == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_handle_id (&self->typing_source, g_source_remove);
  self->typing_source = g_timeout_add (TYPING_MS, typed_cb, self);
}

static void
activate_entry_cb (SchFindResults *self)
{
  search (self);
}

static void
stop_search_cb (SchFindResults *self)
{
  if (is_searching (self))
    gtk_widget_activate (self->cancel);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
}

static void
cancel_cb (SchFindResults *self)
{
  stop (self);
  self->cancelled = TRUE;
  update (self);
}

static void
corpus_changed_cb (SchFindResults *self)
{
  forget (self);
  update (self);
}

/* The hit becomes the selected text of its document, ready for a label's key. */
static void
activate_cb (SchFindResults *self, guint position)
{
  g_autoptr (SchFindHit) hit = g_list_model_get_item (G_LIST_MODEL (self->find), position);
  SchDocument *document = hit != NULL ? sch_find_hit_get_document (hit) : NULL;
  SchDocumentView *view = sch_document_page_get_view (self->page);
  SchRange range;

  if (hit == NULL)
    return;
  sch_workspace_set_document (self->workspace, document);
  if (sch_find_hit_is_document (hit))
    return;
  if (!sch_corpus_find_is_current (self->find, document, sch_workspace_get_text (self->workspace)))
    {
      sch_workspace_show_message (self->workspace, _ ("The document has changed. Search again."),
                                  NULL, NULL);
      return;
    }
  range = sch_find_hit_get_range (hit);
  sch_workspace_select_span (self->workspace, NULL, FALSE);
  sch_document_view_select (view, range.start, range.end);
  sch_document_view_scroll_to (view, range.start, range.end);
  sch_document_page_focus_text (self->page);
}

/* For changes in all documents, whatever document is on show. */
static gboolean
get_annotator (SchFindResults *self, SchAnnotator *who)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *reason = sch_corpus_get_read_only_reason (corpus);
  g_autoptr (GError) error = NULL;

  if (reason != NULL)
    {
      sch_workspace_show_message (self->workspace, reason, NULL, NULL);
      return FALSE;
    }
  if (!sch_workspace_name_own_layer (self->workspace, &error))
    sch_workspace_show_error (self->workspace, error);
  *who = (SchAnnotator){
    .corpus = corpus,
    .by = sch_workspace_get_environment (self->workspace)->user,
    .auto_join = g_settings_get_boolean (sch_workspace_get_settings (self->workspace), "auto-join"),
  };
  return TRUE;
}

static void
label_chosen_cb (SchFindResults *self, const char *label)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;
  guint n_made;
  guint n_skipped;

  if (self->find == NULL || is_searching (self) || !get_annotator (self, &who))
    return;
  if (!sch_corpus_find_tag (self->find, &who, sch_workspace_get_layer (self->workspace), label,
                            &n_made, &n_skipped, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  if (n_made > 0)
    sch_workspace_note_label_used (self->workspace, label);
  if (n_made > 0 || n_skipped == 0)
    sch_tag_all_show_result (self->workspace, label, n_made);
  if (n_skipped > 0)
    {
      g_autofree char *text = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "%u document was left out: it is done, read-only or has changed",
                       "%u documents were left out: they are done, read-only or have changed",
                       n_skipped),
          n_skipped);

      sch_workspace_show_message (self->workspace, text, NULL, NULL);
    }
}

/* --- Rows ----------------------------------------------------------------------------------- */

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchFindResults *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (count, "badge");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), count);
  gtk_list_item_set_child (item, row);
}

static char *
bind_document (GtkLabel *label, GtkLabel *badge, SchFindHit *hit)
{
  const char *title = sch_document_get_title (sch_find_hit_get_document (hit));
  guint n = sch_find_hit_get_n_hits (hit);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", n),
                                            n);

  gtk_label_set_attributes (label, NULL);
  gtk_label_set_text (label, title);
  gtk_label_set_text (badge, number);
  /* Translators: the title of a document and how many hits it has. */
  return g_strdup_printf (_ ("%s, %s"), title, count);
}

static char *
bind_hit (GtkLabel *label, SchFindHit *hit)
{
  guint start;
  guint end;
  const char *context = sch_find_hit_get_context (hit, &start, &end);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *looks[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                              pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      looks[i]->start_index = start;
      looks[i]->end_index = end;
      pango_attr_list_insert (attributes, looks[i]);
    }
  gtk_label_set_text (label, context);
  gtk_label_set_attributes (label, attributes);
  /* Translators: some text, and the line that it is in. */
  return g_strdup_printf (_ ("%s, line %u"), context, sch_find_hit_get_line (hit));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchFindResults *self)
{
  SchFindHit *hit = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (row);
  GtkWidget *badge = gtk_widget_get_last_child (row);
  gboolean is_document = sch_find_hit_is_document (hit);
  g_autofree char *name = is_document ? bind_document (GTK_LABEL (label), GTK_LABEL (badge), hit)
                                      : bind_hit (GTK_LABEL (label), hit);

  gtk_widget_set_visible (badge, is_document);
  gtk_widget_set_margin_start (row, is_document ? 0 : 10);
  if (is_document)
    gtk_widget_add_css_class (label, "caption-heading");
  else
    gtk_widget_remove_css_class (label, "caption-heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_find_results_dispose (GObject *object)
{
  SchFindResults *self = SCH_FIND_RESULTS (object);

  stop (self);
  g_clear_object (&self->find);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->page);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_find_results_parent_class)->dispose (object);
}

static void
sch_find_results_class_init (SchFindResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_find_results_dispose;
  g_type_ensure (SCH_TYPE_FIND_OPTIONS);
  g_type_ensure (SCH_TYPE_TAG_ALL_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-find-results.ui");
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, box);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, entry);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, tools);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, options);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, tag_all);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, status);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, cancel);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, progress);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, stack);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, empty);
  gtk_widget_class_bind_template_child (widget_class, SchFindResults, selection);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_entry_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_find_results_init (SchFindResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->tools, g_object_new (SCH_TYPE_WRAP_LAYOUT, NULL));
  sch_find_options_add_keys (self->options, GTK_WIDGET (self));
  sch_tag_all_button_add_key (self->tag_all, GTK_WIDGET (self));
}

GtkWidget *
sch_find_results_new (SchWorkspace *workspace, SchDocumentPage *page)
{
  SchFindResults *self = g_object_new (SCH_TYPE_FIND_RESULTS, NULL);

  sch_find_options_set_settings (self->options, sch_workspace_get_settings (workspace));
  sch_tag_all_button_set_workspace (self->tag_all, workspace);
  self->workspace = g_object_ref (workspace);
  self->page = g_object_ref (page);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

void
sch_find_results_start (SchFindResults *self, const char *pattern)
{
  g_return_if_fail (SCH_IS_FIND_RESULTS (self));

  if (pattern != NULL && *pattern != '\0')
    {
      gtk_editable_set_text (self->entry, pattern);
      search (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}
