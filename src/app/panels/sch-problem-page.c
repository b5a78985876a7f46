/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of problems, in the order of the text, of all rules or of one; those that are ignored
 * follow on demand. Below it the way to problems and doubts in other documents. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-corpus-tally.h"
#include "sch-ellipsize.h"
#include "sch-later.h"
#include "sch-problem-fix.h"
#include "sch-problem-page.h"
#include "sch-problem-rows.h"
#include "sch-review.h"
#include "sch-settled-list.h"

struct _SchProblemPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *bar;
  GtkDropDown *rule;
  GtkToggleButton *show_ignored;
  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GtkLabel *empty_label;
  GtkNoSelection *selection;
  GtkPopover *ignore_popover;
  GtkEditable *reason;
  GtkWidget *others;
  GtkLabel *others_label;
  GtkPopover *others_popover;
  GtkListView *others_list;
  GtkWidget *doubts;
  GtkLabel *doubts_label;

  SchWorkspace *workspace;
  SchCorpusTally *tally;
  GListModel *problems; /* (nullable): of the document */
  /* (nullable): the same, a moment later: thousands may come or go with one edit */
  SchSettledList *settled;
  SchLayerDocument *layer_document;
  GtkFilterListModel *filtered; /* what is listed of them */
  GListStore *ignored;          /* of SchIgnoredItem */
  GListModel *model;            /* both, one after the other */
  GPtrArray *rules;             /* ids as in the drop-down; NULL = all */
  SchScheme *scheme;            /* of which the rules are */
  SchProblem *wanted;           /* for which a reason is asked */
  guint ignored_source;
};

G_DEFINE_FINAL_TYPE (SchProblemPage, sch_problem_page, GTK_TYPE_WIDGET)

/* --- What is listed ------------------------------------------------------------------------- */

static gboolean
has_rule (gpointer item, gpointer data)
{
  SchProblemPage *self = data;
  guint position = gtk_drop_down_get_selected (self->rule);
  const char *wanted = position < self->rules->len ? g_ptr_array_index (self->rules, position)
                                                   : NULL;

  return wanted == NULL || g_str_equal (sch_problem_get_rule (item), wanted);
}

static gboolean
is_busy (SchProblemPage *self)
{
  return self->problems != NULL && sch_problem_list_is_busy (SCH_PROBLEM_LIST (self->problems));
}

static void
update_page (SchProblemPage *self)
{
  guint n = self->problems != NULL ? g_list_model_get_n_items (self->problems) : 0;
  SchState *state = self->layer_document != NULL
                        ? sch_layer_document_get_state (self->layer_document)
                        : NULL;
  gboolean ignores = state != NULL && state->ignored->len > 0;

  gtk_widget_set_visible (self->bar, n > 0 || ignores);
  gtk_widget_set_visible (GTK_WIDGET (self->show_ignored), ignores);
  gtk_label_set_text (self->empty_label, is_busy (self) ? _ ("Looking for problems…")
                                         : n > 0        ? _ ("No problems of this kind")
                                                        : _ ("No problems"));
  gtk_stack_set_visible_child (self->stack, g_list_model_get_n_items (self->model) > 0
                                                ? self->list_page
                                                : self->empty_page);
}

static void
rule_cb (SchProblemPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

static void
update_ignored (SchProblemPage *self)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->layer_document != NULL && gtk_toggle_button_get_active (self->show_ignored))
    list = sch_state_list_ignored (sch_layer_document_get_state (self->layer_document));
  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (items, sch_ignored_item_new (g_ptr_array_index (list, i)));
  g_list_store_splice (self->ignored, 0, g_list_model_get_n_items (G_LIST_MODEL (self->ignored)),
                       items->pdata, items->len);
  update_page (self);
}

static gboolean
update_ignored_cb (gpointer data)
{
  SCH_PROBLEM_PAGE (data)->ignored_source = 0;
  update_ignored (data);
  return G_SOURCE_REMOVE;
}

static void
record_changed_cb (SchProblemPage *self, int type, gpointer before, gpointer after)
{
  if (type == SCH_RECORD_STATE && self->ignored_source == 0)
    self->ignored_source = sch_later_add (update_ignored_cb, self);
}

static void
offer_rules (SchProblemPage *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (scheme == self->scheme && self->rules->len > 0)
    return;
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = scheme != NULL ? sch_scheme_ref (scheme) : NULL;
  g_ptr_array_set_size (self->rules, 0);
  g_ptr_array_add (self->rules, NULL);
  gtk_string_list_append (names, _ ("All problems"));
  sch_problem_rows_list_rules (scheme, self->rules, names);
  gtk_drop_down_set_model (self->rule, G_LIST_MODEL (names));
  sch_ellipsize_drop_down (self->rule);
}

static void
forget_settled (SchProblemPage *self)
{
  if (self->settled != NULL)
    g_signal_handlers_disconnect_by_data (self->settled, self);
  g_clear_object (&self->settled);
}

static void
problems_changed_cb (SchProblemPage *self)
{
  GListModel *problems = (GListModel *) sch_workspace_get_problems (self->workspace);

  gtk_popover_popdown (self->ignore_popover);
  g_clear_object (&self->wanted);
  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_data (self->problems, self);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->problems, problems);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  offer_rules (self);
  forget_settled (self);
  if (self->problems != NULL)
    self->settled = sch_settled_list_new_held (self->problems);
  gtk_filter_list_model_set_model (self->filtered, (GListModel *) self->settled);
  if (self->settled != NULL)
    g_signal_connect_object (self->settled, "items-changed", G_CALLBACK (update_page), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (self->problems != NULL)
    g_signal_connect_object (self->problems, "busy-changed", G_CALLBACK (update_page), self,
                             G_CONNECT_SWAPPED);
  if (self->layer_document != NULL)
    {
      g_signal_connect_object (self->layer_document, "record-changed",
                               G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (update_ignored), self,
                               G_CONNECT_SWAPPED);
    }
  update_ignored (self);
}

/* --- Ignoring ------------------------------------------------------------------------------- */

static void
ignore_cb (SchProblemPage *self)
{
  g_autoptr (SchProblem) problem = g_steal_pointer (&self->wanted);
  const char *id = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  gtk_popover_popdown (self->ignore_popover);
  if (problem == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  id = sch_problem_get_relation (problem);
  if (id == NULL)
    id = sch_problem_get_span (problem);
  if (!sch_annotate_ignore_problem (&who, sch_problem_get_rule (problem), id,
                                    gtk_editable_get_text (self->reason), &error))
    sch_workspace_show_error (self->workspace, error);
  else
    sch_workspace_announce (self->workspace, _ ("Problem ignored"));
}

static void
heed (SchProblemPage *self, SchIgnoredItem *item)
{
  const SchIgnored *ignored = sch_ignored_item_get (item);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (sch_workspace_get_annotator (self->workspace, &who) &&
      !sch_annotate_heed_problem (&who, ignored->rule, ignored->id, &error))
    sch_workspace_show_error (self->workspace, error);
}

static void
ask_for_reason (SchProblemPage *self, SchProblem *problem, GtkWidget *button)
{
  graphene_rect_t bounds;

  g_set_object (&self->wanted, problem);
  gtk_editable_set_text (self->reason, "");
  if (gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (self->ignore_popover,
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                  (int) bounds.size.width,
                                                  (int) bounds.size.height });
  gtk_popover_popup (self->ignore_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
button_cb (GtkWidget *button, SchProblemPage *self)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (button), "item");
  gpointer object = item != NULL ? gtk_list_item_get_item (item) : NULL;

  if (SCH_IS_PROBLEM (object))
    ask_for_reason (self, object, button);
  else if (SCH_IS_IGNORED_ITEM (object))
    heed (self, object);
}

static void
fix_cb (GtkWidget *button, SchProblemPage *self)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (button), "item");
  g_autoptr (SchProblem) problem = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (item == NULL || !SCH_IS_PROBLEM (gtk_list_item_get_item (item)) ||
      !sch_workspace_get_annotator (self->workspace, &who))
    return;
  problem = g_object_ref (gtk_list_item_get_item (item));
  name = sch_problem_dup_fix_name (problem, who.document, sch_corpus_get_scheme (who.corpus));
  if (!sch_problem_fix (problem, &who, &error))
    sch_workspace_show_error (self->workspace, error);
  else if (name != NULL)
    sch_workspace_announce (self->workspace, name);
}

/* --- Rows ----------------------------------------------------------------------------------- */

static void
activate_cb (SchProblemPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);
  SchSpan *span = item != NULL ? sch_problem_rows_find_span (self->workspace, item) : NULL;

  if (span != NULL)
    sch_workspace_select_span (self->workspace, span->record.id, TRUE);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchProblemPage *self)
{
  GtkWidget *row = sch_problem_rows_make ();

  g_signal_connect_object (g_object_get_data (G_OBJECT (row), "button"), "clicked",
                           G_CALLBACK (button_cb), self, 0);
  g_signal_connect_object (g_object_get_data (G_OBJECT (row), "fix"), "clicked",
                           G_CALLBACK (fix_cb), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchProblemPage *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_object_set_data (g_object_get_data (G_OBJECT (row), "button"), "item", item);
  g_object_set_data (g_object_get_data (G_OBJECT (row), "fix"), "item", item);
  sch_problem_rows_bind (row, gtk_list_item_get_item (item), self->workspace);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchProblemPage *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row == NULL)
    return;
  g_object_set_data (g_object_get_data (G_OBJECT (row), "button"), "item", NULL);
  g_object_set_data (g_object_get_data (G_OBJECT (row), "fix"), "item", NULL);
}

/* --- Other documents ------------------------------------------------------------------------ */

static void
tally_changed_cb (SchProblemPage *self)
{
  guint n_documents;
  guint n_problems = sch_corpus_tally_get_other_problems (self->tally, &n_documents);
  guint n_doubts = sch_corpus_tally_get_doubts (self->tally);
  g_autofree char *problems = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u problem",
                                                            "%u problems", n_problems),
                                               n_problems);
  /* Translators: %s is how many problems there are; the number is of documents. */
  g_autofree char *others = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                          "%s in %u other document",
                                                          "%s in %u other documents", n_documents),
                                             problems, n_documents);
  g_autofree char *doubts = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u doubt in the corpus",
                                                          "%u doubts in the corpus", n_doubts),
                                             n_doubts);

  gtk_label_set_text (self->others_label, others);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->others), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  others, -1);
  gtk_widget_set_visible (self->others, n_problems > 0);
  gtk_label_set_text (self->doubts_label, doubts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->doubts), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  doubts, -1);
  gtk_widget_set_visible (self->doubts, n_doubts > 0);
}

/* The documents are looked through when somebody wants to see them. */
static void
others_shown_cb (SchProblemPage *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  GListModel *documents = corpus != NULL ? sch_corpus_get_documents (corpus) : NULL;
  guint n = documents != NULL ? g_list_model_get_n_items (documents) : 0;
  GListStore *others = g_list_store_new (SCH_TYPE_DOCUMENT);
  g_autoptr (GtkSelectionModel) model = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);

      if (sch_document_get_n_problems (document) > 0 &&
          document != sch_workspace_get_document (self->workspace))
        g_list_store_append (others, document);
    }
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (others)));
  gtk_list_view_set_model (self->others_list, model);
}

static void
setup_other_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchProblemPage *self)
{
  gtk_list_item_set_child (item, sch_problem_rows_make_document ());
}

static void
bind_other_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchProblemPage *self)
{
  sch_problem_rows_bind_document (gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

static void
other_activate_cb (SchProblemPage *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->others_list));
  g_autoptr (SchDocument) document = g_list_model_get_item (model, position);

  gtk_popover_popdown (self->others_popover);
  if (document != NULL)
    sch_workspace_set_document (self->workspace, document);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_problem_page_dispose (GObject *object)
{
  SchProblemPage *self = SCH_PROBLEM_PAGE (object);

  g_clear_handle_id (&self->ignored_source, g_source_remove);
  forget_settled (self);
  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_data (self->problems, self);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_clear_object (&self->problems);
  g_clear_object (&self->layer_document);
  g_clear_object (&self->wanted);
  g_clear_object (&self->tally);
  if (self->ignore_popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->ignore_popover));
  self->ignore_popover = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->filtered);
  g_clear_object (&self->ignored);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_problem_page_parent_class)->dispose (object);
}

static void
sch_problem_page_finalize (GObject *object)
{
  SchProblemPage *self = SCH_PROBLEM_PAGE (object);

  g_ptr_array_unref (self->rules);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  G_OBJECT_CLASS (sch_problem_page_parent_class)->finalize (object);
}

static void
sch_problem_page_class_init (SchProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_problem_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_problem_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, box);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, rule);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, show_ignored);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, selection);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, ignore_popover);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, reason);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, others);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, others_label);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, others_popover);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, others_list);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, doubts);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, doubts_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_cb);
  gtk_widget_class_bind_template_callback (widget_class, ignore_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_ignored);
  gtk_widget_class_bind_template_callback (widget_class, setup_other_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_other_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_problem_page_init (SchProblemPage *self)
{
  GListStore *both = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (has_rule, self, NULL));

  self->rules = g_ptr_array_new_with_free_func (g_free);
  self->ignored = g_list_store_new (SCH_TYPE_IGNORED_ITEM);
  self->filtered = gtk_filter_list_model_new (NULL, filter);
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  g_list_store_append (both, self->filtered);
  g_list_store_append (both, self->ignored);
  self->model = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both)));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->ignore_popover), GTK_WIDGET (self));
  gtk_no_selection_set_model (self->selection, self->model);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->others_popover, "show", G_CALLBACK (others_shown_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sch_problem_page_set_workspace (SchProblemPage *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_PROBLEM_PAGE (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->tally = sch_corpus_tally_new (workspace);
  g_signal_connect_object (self->tally, "changed", G_CALLBACK (tally_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::problems", G_CALLBACK (problems_changed_cb), self,
                           G_CONNECT_SWAPPED);
  problems_changed_cb (self);
}
