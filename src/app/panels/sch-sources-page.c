/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of sources and of their claims below them. Counting goes through all claims, so it waits until
 * nothing has changed for a moment. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-sources-page.h"

#include <glib/gi18n-lib.h>

#include "sch-sources.h"
#include "sch-span-row.h"

#define SETTLE_MS 400
#define TEXT_CHARS 160

/* --- Rows ----------------------------------------------------------------------------------- */

#define SCH_TYPE_SOURCE_ITEM (sch_source_item_get_type ())
G_DECLARE_FINAL_TYPE (SchSourceItem, sch_source_item, SCH, SOURCE_ITEM, GObject)

struct _SchSourceItem
{
  GObject parent_instance;

  char *text;
  char *caption; /* (nullable): of a source */
  char *span;    /* (nullable): to be selected */
};

G_DEFINE_FINAL_TYPE (SchSourceItem, sch_source_item, G_TYPE_OBJECT)

static void
sch_source_item_finalize (GObject *object)
{
  SchSourceItem *self = SCH_SOURCE_ITEM (object);

  g_free (self->text);
  g_free (self->caption);
  g_free (self->span);
  G_OBJECT_CLASS (sch_source_item_parent_class)->finalize (object);
}

static void
sch_source_item_class_init (SchSourceItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_source_item_finalize;
}

static void
sch_source_item_init (SchSourceItem *self)
{
}

static gboolean
is_same (SchSourceItem *a, SchSourceItem *b)
{
  return g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->caption, b->caption) == 0 &&
         g_strcmp0 (a->span, b->span) == 0;
}

/* --- The page --------------------------------------------------------------------------------- */

struct _SchSourcesPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GListStore *items;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchSourcesPage, sch_sources_page, GTK_TYPE_WIDGET)

static const char *
get_name (const SchSpeaker *speaker)
{
  switch (speaker->kind)
    {
    case SCH_SPEAKER_AUTHOR:
      return _ ("The Author");
    case SCH_SPEAKER_MISSING:
      return _ ("Without a Source");
    case SCH_SPEAKER_SOURCE:
    default:
      return speaker->name;
    }
}

static char *
dup_caption (const SchSpeaker *speaker, guint n_quoted)
{
  guint n_claims = speaker->claims->len;
  g_autofree char *claims = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u claim", "%u claims",
                                                          n_claims),
                                             n_claims);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words",
                                                         speaker->n_words),
                                            speaker->n_words);
  guint percent = n_quoted > 0 ? (200 * speaker->n_quoted + n_quoted) / (2 * n_quoted) : 0;

  if (speaker->n_quoted == 0)
    return g_strdup_printf ("%s · %s", claims, words);
  /* Translators: "3 claims · 62 words · 35 % of all quoted words" */
  return g_strdup_printf (_ ("%s · %s · %u %% of all quoted words"), claims, words, percent);
}

static void
add_item (GPtrArray *items, const char *text, char *caption, const char *span)
{
  SchSourceItem *item = g_object_new (SCH_TYPE_SOURCE_ITEM, NULL);

  item->text = g_strdup (text);
  item->caption = caption;
  item->span = g_strdup (span);
  g_ptr_array_add (items, item);
}

static GPtrArray *
list_items (SchSourcesPage *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) speakers = sch_speakers_list (sch_workspace_get_corpus (self->workspace),
                                                      self->layer_document);
  guint n_quoted = 0;

  for (guint i = 0; i < speakers->len; i++)
    n_quoted += ((const SchSpeaker *) speakers->pdata[i])->n_quoted;
  for (guint i = 0; i < speakers->len; i++)
    {
      const SchSpeaker *speaker = speakers->pdata[i];
      const SchSpan *first = speaker->spans->len > 0 ? speaker->spans->pdata[0] : NULL;

      add_item (items, get_name (speaker), dup_caption (speaker, n_quoted),
                first != NULL ? first->record.id : NULL);
      for (guint k = 0; k < speaker->claims->len; k++)
        {
          SchSpan *claim = speaker->claims->pdata[k];
          g_autofree char *text = sch_span_dup_line (claim,
                                                     sch_workspace_get_text (self->workspace),
                                                     TEXT_CHARS);

          add_item (items, text, NULL, claim->record.id);
        }
    }
  return items;
}

/* Rows that say the same stay, and with them focus and place. */
static void
take_items (SchSourcesPage *self, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint same = 0;

  while (same < MIN (n, items->len))
    {
      g_autoptr (SchSourceItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), same);

      if (!is_same (item, items->pdata[same]))
        break;
      same++;
    }
  if (same < n || same < items->len)
    g_list_store_splice (self->items, same, n - same, items->pdata + same, items->len - same);
}

static gboolean
update_cb (gpointer data)
{
  SchSourcesPage *self = data;
  g_autoptr (GPtrArray) items = NULL;

  self->update_source = 0;
  if (self->layer_document != NULL && sch_workspace_get_text (self->workspace) != NULL)
    items = list_items (self);
  else
    items = g_ptr_array_new ();
  take_items (self, items);
  gtk_stack_set_visible_child (self->stack, items->len > 0 ? self->list_page : self->empty_page);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchSourcesPage *self)
{
  g_clear_handle_id (&self->update_source, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_source = g_timeout_add (SETTLE_MS, update_cb, self);
}

/* Kinds and relation types are those of the scheme, names those of the clusters. */
static void
corpus_changed_cb (SchSourcesPage *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    {
      g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "clusters-changed", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
layer_document_changed_cb (SchSourcesPage *self)
{
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  if (self->layer_document != NULL)
    {
      g_signal_connect_object (self->layer_document, "record-changed", G_CALLBACK (queue_update),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_cb (self);
}

static void
activate_cb (SchSourcesPage *self, guint position)
{
  g_autoptr (SchSourceItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL && item->span != NULL)
    sch_workspace_select_span (self->workspace, item->span, TRUE);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchSourcesPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *caption = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), caption);
  gtk_widget_set_valign (row, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, SchSourcesPage *self)
{
  SchSourceItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *text = gtk_widget_get_first_child (row);
  GtkWidget *caption = gtk_widget_get_last_child (row);
  gboolean is_source = item->caption != NULL;
  g_autofree char *name = is_source ? g_strdup_printf ("%s, %s", item->text, item->caption)
                                    : g_strdup (item->text);

  gtk_label_set_text (GTK_LABEL (text), item->text);
  gtk_label_set_text (GTK_LABEL (caption), is_source ? item->caption : "");
  gtk_widget_set_visible (caption, is_source);
  gtk_widget_set_margin_start (text, is_source ? 0 : 12);
  if (is_source)
    gtk_widget_add_css_class (text, "heading");
  else
    gtk_widget_remove_css_class (text, "heading");
  gtk_list_item_set_activatable (list_item, item->span != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
sch_sources_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sch_sources_page_parent_class)->map (widget);
  update_cb (widget);
}

static void
sch_sources_page_dispose (GObject *object)
{
  SchSourcesPage *self = SCH_SOURCES_PAGE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->stack != NULL)
    gtk_widget_dispose_template (GTK_WIDGET (self), SCH_TYPE_SOURCES_PAGE);
  g_clear_object (&self->layer_document);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_sources_page_parent_class)->dispose (object);
}

static void
sch_sources_page_class_init (SchSourcesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_sources_page_dispose;
  widget_class->map = sch_sources_page_map;
  g_type_ensure (SCH_TYPE_SOURCE_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchSourcesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SchSourcesPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchSourcesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchSourcesPage, items);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_sources_page_init (SchSourcesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sch_sources_page_new (SchWorkspace *workspace)
{
  SchSourcesPage *self = g_object_new (SCH_TYPE_SOURCES_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  layer_document_changed_cb (self);
  return GTK_WIDGET (self);
}
