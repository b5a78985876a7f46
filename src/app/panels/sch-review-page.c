/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be reviewed in the document on show: lost annotations first, then what was suggested,
 * projected or moved. A row has one button to take it as it is and one to be rid of it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-later.h"
#include "sch-review-page.h"
#include "sch-review.h"
#include "sch-span-filter.h"
#include "sch-span-row.h"
#include "sch-swatch.h"

#define QUOTE_CHARS 100

struct _SchReviewPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *confirm_all;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *list_page;
  GtkWidget *empty_page;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  GListStore *both;       /* the two lists */
  GtkStringList *orphans; /* ids */
  SchSpanFilter *spans;
  GListModel *model;
  guint orphans_source;
};

G_DEFINE_FINAL_TYPE (SchReviewPage, sch_review_page, GTK_TYPE_WIDGET)

/* --- What is listed ------------------------------------------------------------------------- */

static void
update_page (SchReviewPage *self)
{
  gboolean any = g_list_model_get_n_items (self->model) > 0;

  gtk_stack_set_visible_child (self->stack, any ? self->list_page : self->empty_page);
  gtk_widget_set_visible (self->confirm_all,
                          self->spans != NULL &&
                              g_list_model_get_n_items (G_LIST_MODEL (self->spans)) > 0);
}

static void
fill_orphans (SchReviewPage *self)
{
  g_autoptr (GPtrArray) list = self->layer_document != NULL
                                   ? sch_layer_document_list_orphans (self->layer_document)
                                   : g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (ids, ((SchRecord *) g_ptr_array_index (list, i))->id);
  g_ptr_array_add (ids, NULL);
  gtk_string_list_splice (self->orphans, 0, g_list_model_get_n_items (G_LIST_MODEL (self->orphans)),
                          (const char *const *) ids->pdata);
}

static gboolean
fill_orphans_cb (gpointer data)
{
  SCH_REVIEW_PAGE (data)->orphans_source = 0;
  fill_orphans (data);
  return G_SOURCE_REMOVE;
}

static void
record_changed_cb (SchReviewPage *self, int type, gpointer before, gpointer after)
{
  if (type == SCH_RECORD_ORPHAN && self->orphans_source == 0)
    self->orphans_source = sch_later_add (fill_orphans_cb, self);
}

static void
document_changed_cb (SchReviewPage *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autoptr (SchSpanQuery) query = sch_span_query_new ();

  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  fill_orphans (self);
  if (self->spans != NULL)
    g_list_store_remove (self->both, 1);
  g_clear_object (&self->spans);
  if (self->layer_document != NULL && scheme != NULL)
    {
      query->condition = SCH_SPAN_TO_REVIEW;
      self->spans = sch_span_filter_new (self->layer_document, scheme, query);
      g_list_store_append (self->both, self->spans);
      g_signal_connect_object (self->layer_document, "record-changed",
                               G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (fill_orphans), self,
                               G_CONNECT_SWAPPED);
    }
  update_page (self);
}

/* --- What the person does ------------------------------------------------------------------- */

static void
confirm (SchReviewPage *self, const char *const *ids)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (sch_workspace_get_annotator (self->workspace, &who) &&
      !sch_annotate_confirm_many (&who, ids, &error))
    sch_workspace_show_error (self->workspace, error);
}

static void
confirm_all_cb (SchReviewPage *self)
{
  guint n = self->spans != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->spans)) : 0;
  g_auto (GStrv) ids = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    ids[i] = g_strdup (sch_span_filter_get_span (self->spans, i)->record.id);
  if (n > 0)
    confirm (self, (const char *const *) ids);
}

static void
accept_cb (GtkWidget *button, SchReviewPage *self)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (button), "item");
  gpointer object = item != NULL ? gtk_list_item_get_item (item) : NULL;

  if (GTK_IS_STRING_OBJECT (object))
    {
      g_autofree char *id = g_strdup (gtk_string_object_get_string (object));

      gtk_widget_activate_action (GTK_WIDGET (self), "win.attach-orphan", "s", id);
    }
  else if (SCH_IS_SPAN_ITEM (object))
    {
      g_autofree char *id = g_strdup (sch_span_item_get_span (object)->record.id);

      confirm (self, (const char *const[]){ id, NULL });
    }
}

static void
remove_cb (GtkWidget *button, SchReviewPage *self)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (button), "item");
  gpointer object = item != NULL ? gtk_list_item_get_item (item) : NULL;
  gboolean is_orphan = GTK_IS_STRING_OBJECT (object);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;
  gboolean done;

  if (object == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  id = g_strdup (is_orphan ? gtk_string_object_get_string (object)
                           : sch_span_item_get_span (object)->record.id);
  if (is_orphan)
    done = sch_annotate_discard_orphan (&who, id, &error);
  else
    done = sch_annotate_delete (&who, (const char *const[]){ id, NULL }, &error);
  if (done)
    sch_workspace_show_message (self->workspace,
                                is_orphan ? _ ("Discarded the lost annotation")
                                          : _ ("Deleted the annotation"),
                                _ ("Undo"), "win.undo");
  else
    sch_workspace_show_error (self->workspace, error);
}

static void
activate_cb (SchReviewPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  if (SCH_IS_SPAN_ITEM (item))
    sch_workspace_select_span (self->workspace,
                               sch_span_item_get_span (SCH_SPAN_ITEM (item))->record.id, TRUE);
}

/* --- Rows ----------------------------------------------------------------------------------- */

static GtkWidget *
add_button (SchReviewPage *self, GtkWidget *row, const char *key, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  g_object_set_data (G_OBJECT (row), key, button);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static GtkWidget *
add_label (GtkWidget *row, GtkWidget *box, const char *key)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_object_set_data (G_OBJECT (row), key, label);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchReviewPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = g_object_new (SCH_TYPE_SWATCH, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *state;

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (row), "swatch", swatch);
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), texts);
  add_label (row, texts, "text");
  state = add_label (row, texts, "state");
  gtk_widget_add_css_class (state, "caption");
  gtk_widget_add_css_class (state, "dim-label");
  add_button (self, row, "accept", G_CALLBACK (accept_cb));
  add_button (self, row, "remove", G_CALLBACK (remove_cb));
  gtk_list_item_set_child (item, row);
}

static void
set_button (GtkWidget *row, const char *key, GtkListItem *item, const char *icon, const char *tip)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), key);

  g_object_set_data (G_OBJECT (button), "item", item);
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static const char *
get_state_name (SchSpan *span)
{
  switch (span->record.state)
    {
    case SCH_STATE_SUGGESTED:
      return C_ ("span", "suggested");
    case SCH_STATE_PROJECTED:
      return C_ ("span", "projected");
    case SCH_STATE_DOUBTFUL:
      return C_ ("span", "place doubtful");
    case SCH_STATE_CONFIRMED:
    default:
      return C_ ("span", "confirmed");
    }
}

static void
show_row (GtkWidget *row, const SchLabel *label, const char *text, const char *label_name,
          const char *state)
{
  /* Translators: a label and the state of an annotation. */
  g_autofree char *caption = g_strdup_printf (_ ("%s · %s"), label_name, state);

  sch_swatch_set_label (g_object_get_data (G_OBJECT (row), "swatch"), label);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "text"), text);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "state"), caption);
}

static void
name_row (GtkWidget *row, const char *name)
{
  GtkWidget *parent = gtk_widget_get_parent (row);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

static void
bind_orphan (SchReviewPage *self, GtkListItem *item, GtkWidget *row, const char *id)
{
  SchTree *orphan = self->layer_document != NULL
                        ? sch_layer_document_get_record (self->layer_document, SCH_RECORD_ORPHAN,
                                                         id)
                        : NULL;
  const char *label_id = orphan != NULL ? sch_orphan_get_string (orphan, "label") : "";
  const char *text = orphan != NULL ? sch_orphan_get_string (orphan, "text") : "";
  const SchLabel *label = sch_scheme_get_label (sch_workspace_get_scheme (self->workspace),
                                                label_id);
  const char *label_name = label != NULL ? label->name : label_id;
  /* Translators: label and text of an annotation whose text is not in the document any more. */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s, lost"), label_name, text);

  show_row (row, label, text, label_name, C_ ("span", "lost"));
  set_button (row, "accept", item, "insert-link-symbolic", _ ("Attach to the Selected Text"));
  set_button (row, "remove", item, "user-trash-symbolic", _ ("Discard"));
  name_row (row, name);
}

static void
bind_span (SchReviewPage *self, GtkListItem *item, GtkWidget *row, SchSpan *span)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  SchText *text = sch_workspace_get_text (self->workspace);
  g_autofree char *line = sch_span_dup_line (span, text, QUOTE_CHARS);
  g_autofree char *name = sch_span_dup_name (span, scheme, text);

  show_row (row, sch_scheme_get_label (scheme, span->label), line,
            sch_span_get_label_name (span, scheme), get_state_name (span));
  set_button (row, "accept", item, "object-select-symbolic", _ ("Confirm"));
  set_button (row, "remove", item, "user-trash-symbolic", _ ("Delete"));
  name_row (row, name);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchReviewPage *self)
{
  gpointer object = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);

  if (GTK_IS_STRING_OBJECT (object))
    bind_orphan (self, item, row, gtk_string_object_get_string (object));
  else
    bind_span (self, item, row, sch_span_item_get_span (object));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_review_page_dispose (GObject *object)
{
  SchReviewPage *self = SCH_REVIEW_PAGE (object);

  g_clear_handle_id (&self->orphans_source, g_source_remove);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_clear_object (&self->layer_document);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->spans);
  g_clear_object (&self->orphans);
  g_clear_object (&self->both);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_review_page_parent_class)->dispose (object);
}

static void
sch_review_page_class_init (SchReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_review_page_dispose;
  g_type_ensure (SCH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchReviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, SchReviewPage, confirm_all);
  gtk_widget_class_bind_template_child (widget_class, SchReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SchReviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, SchReviewPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchReviewPage, empty_page);
  gtk_widget_class_bind_template_callback (widget_class, confirm_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_review_page_init (SchReviewPage *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->orphans = gtk_string_list_new (NULL);
  self->both = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->both, self->orphans);
  self->model = G_LIST_MODEL (
      gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->both))));
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
sch_review_page_new (SchWorkspace *workspace)
{
  SchReviewPage *self = g_object_new (SCH_TYPE_REVIEW_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::problems", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
  return GTK_WIDGET (self);
}
