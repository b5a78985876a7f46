/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of doubts for each document that has any, in the order of the documents, flattened. Always
 * holds: a document whose count of doubts or doubtful spans changed is waiting to be read again. */

#include "config.h"

#include <gtk/gtk.h>

#include "sch-doubt-list.h"
#include "sch-span-row.h"

#define QUOTE_CHARS 120

/* --- One doubt ------------------------------------------------------------------------------ */

struct _SchDoubt
{
  GObject parent_instance;

  char *path;
  char *span;
  char *label;
  char *text;
  char *note;
};

G_DEFINE_FINAL_TYPE (SchDoubt, sch_doubt, G_TYPE_OBJECT)

static void
sch_doubt_finalize (GObject *object)
{
  SchDoubt *self = SCH_DOUBT (object);

  g_free (self->path);
  g_free (self->span);
  g_free (self->label);
  g_free (self->text);
  g_free (self->note);
  G_OBJECT_CLASS (sch_doubt_parent_class)->finalize (object);
}

static void
sch_doubt_class_init (SchDoubtClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_doubt_finalize;
}

static void
sch_doubt_init (SchDoubt *self)
{
}

static SchDoubt *
new_doubt (const char *path, SchSpan *span, const char *text)
{
  SchDoubt *self = g_object_new (SCH_TYPE_DOUBT, NULL);

  self->path = g_strdup (path);
  self->text = g_strdup (text);
  if (span != NULL)
    {
      self->span = g_strdup (span->record.id);
      self->label = g_strdup (span->label);
      self->note = g_strdup (span->record.note);
    }
  return self;
}

const char *
sch_doubt_get_path (SchDoubt *self)
{
  return self->path;
}

const char *
sch_doubt_get_span (SchDoubt *self)
{
  return self->span;
}

const char *
sch_doubt_get_label (SchDoubt *self)
{
  return self->label;
}

const char *
sch_doubt_get_text (SchDoubt *self)
{
  return self->text;
}

const char *
sch_doubt_get_note (SchDoubt *self)
{
  return self->note;
}

/* --- The list ------------------------------------------------------------------------------- */

struct _SchDoubtList
{
  GObject parent_instance;

  SchWorkspace *workspace;
  SchCorpus *corpus;
  GListModel *documents;
  GPtrArray *followed;   /* of SchDocument */
  GListStore *lists;     /* of GListStore, one a document with doubts */
  GHashTable *of_path;   /* path -> its GListStore */
  GHashTable *positions; /* path -> position of the document, plus 1 */
  GQueue *waiting;       /* paths */
  GHashTable *is_waiting;
  GListModel *flat;
  guint source;
};

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_DOUBT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (SCH_DOUBT_LIST (model)->flat);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (SCH_DOUBT_LIST (model)->flat, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchDoubtList, sch_doubt_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint progress_changed_signal;

static gboolean
is_in_doubt (const SchSpan *span)
{
  return span->doubt || span->record.state == SCH_STATE_DOUBTFUL;
}

static GPtrArray *
read_doubts (SchDocument *document, SchLayerDocument *layer_document, SchText *text)
{
  const char *path = sch_document_get_path (document);
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (layer_document);
  GPtrArray *doubts = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (doubts, new_doubt (path, NULL, sch_document_get_title (document)));
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      if (is_in_doubt (span))
        {
          g_autofree char *line = sch_span_dup_line (span, text, QUOTE_CHARS);

          g_ptr_array_add (doubts, new_doubt (path, span, line));
        }
    }
  return doubts;
}

static int
compare_lists (gconstpointer a, gconstpointer b, gpointer data)
{
  SchDoubtList *self = data;
  const char *x = g_object_get_data ((GObject *) a, "path");
  const char *y = g_object_get_data ((GObject *) b, "path");

  return GPOINTER_TO_INT (g_hash_table_lookup (self->positions, x)) -
         GPOINTER_TO_INT (g_hash_table_lookup (self->positions, y));
}

static void
show_doubts (SchDoubtList *self, const char *path, GPtrArray *doubts)
{
  GListStore *list = g_hash_table_lookup (self->of_path, path);
  gboolean any = doubts != NULL && doubts->len > 1;
  guint position;

  if (list != NULL && any)
    {
      g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), doubts->pdata,
                           doubts->len);
    }
  else if (list != NULL)
    {
      if (g_list_store_find (self->lists, list, &position))
        g_list_store_remove (self->lists, position);
      g_hash_table_remove (self->of_path, path);
    }
  else if (any)
    {
      list = g_list_store_new (SCH_TYPE_DOUBT);
      g_object_set_data_full (G_OBJECT (list), "path", g_strdup (path), g_free);
      g_list_store_splice (list, 0, 0, doubts->pdata, doubts->len);
      g_hash_table_insert (self->of_path, g_strdup (path), list);
      g_list_store_insert_sorted (self->lists, list, compare_lists, self);
    }
}

/* A document that was not loaded is not kept. One that cannot be read has no doubts to show; what is
 * wrong with it is said where it is opened. */
static void
read_document (SchDoubtList *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self->corpus, path);
  const char *layer = sch_workspace_get_layer (self->workspace);
  gboolean loaded = sch_corpus_peek_layer_document (self->corpus, layer, path) != NULL;
  SchLayerDocument *layer_document = NULL;
  g_autoptr (SchText) text = NULL;
  g_autoptr (GPtrArray) doubts = NULL;

  if (document != NULL && sch_document_get_n_doubts (document) > 0)
    layer_document = sch_corpus_get_layer_document (self->corpus, layer, path, NULL);
  if (layer_document != NULL)
    {
      text = sch_corpus_load_text (self->corpus, path, NULL);
      doubts = read_doubts (document, layer_document, text);
    }
  show_doubts (self, path, doubts);
  if (layer_document != NULL && !loaded)
    sch_corpus_unload_layer_document (self->corpus, layer, path);
}

static gboolean
read_next_cb (gpointer data)
{
  SchDoubtList *self = data;
  g_autofree char *path = g_queue_pop_head (self->waiting);

  if (path != NULL && self->corpus != NULL)
    {
      g_hash_table_remove (self->is_waiting, path);
      read_document (self, path);
      g_signal_emit (self, progress_changed_signal, 0);
    }
  if (!g_queue_is_empty (self->waiting))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_path (SchDoubtList *self, const char *path)
{
  if (g_hash_table_contains (self->is_waiting, path))
    return;
  g_hash_table_add (self->is_waiting, g_strdup (path));
  g_queue_push_tail (self->waiting, g_strdup (path));
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, read_next_cb, self, NULL);
}

static void
queue_document (SchDoubtList *self, GParamSpec *pspec, SchDocument *document)
{
  const char *path = sch_document_get_path (document);

  if (sch_document_get_n_doubts (document) > 0 || g_hash_table_contains (self->of_path, path))
    queue_path (self, path);
}

/* A doubtful span may change without the count. */
static void
edited_cb (SchDoubtList *self, SchEditGroup *group)
{
  const char *layer = sch_workspace_get_layer (self->workspace);

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->type == SCH_RECORD_SPAN && g_strcmp0 (edit->layer, layer) == 0 &&
          ((edit->before != NULL && is_in_doubt (edit->before)) ||
           (edit->after != NULL && is_in_doubt (edit->after))))
        queue_path (self, edit->path);
    }
}

static void
forget (SchDoubtList *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_queue_clear_full (self->waiting, g_free);
  g_hash_table_remove_all (self->is_waiting);
  g_hash_table_remove_all (self->of_path);
  g_list_store_remove_all (self->lists);
  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->followed, i), self);
  g_ptr_array_set_size (self->followed, 0);
  g_hash_table_remove_all (self->positions);
}

static void
begin (SchDoubtList *self)
{
  guint n = self->documents != NULL ? g_list_model_get_n_items (self->documents) : 0;

  forget (self);
  for (guint i = 0; i < n; i++)
    {
      SchDocument *document = g_list_model_get_item (self->documents, i);

      g_ptr_array_add (self->followed, document);
      g_hash_table_insert (self->positions, g_strdup (sch_document_get_path (document)),
                           GUINT_TO_POINTER (i + 1));
      g_signal_connect_object (document, "notify::n-doubts", G_CALLBACK (queue_document), self,
                               G_CONNECT_SWAPPED);
      queue_document (self, NULL, document);
    }
  g_signal_emit (self, progress_changed_signal, 0);
}

static void
corpus_changed_cb (SchDoubtList *self)
{
  if (self->documents != NULL)
    g_signal_handlers_disconnect_by_data (self->documents, self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_set_object (&self->corpus, sch_workspace_get_corpus (self->workspace));
  g_set_object (&self->documents,
                (self->corpus != NULL ? sch_corpus_get_documents (self->corpus) : NULL));
  if (self->corpus != NULL)
    {
      g_signal_connect_object (self->corpus, "edited", G_CALLBACK (edited_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->documents, "items-changed", G_CALLBACK (begin), self,
                               G_CONNECT_SWAPPED);
    }
  begin (self);
}

static void
flat_changed_cb (SchDoubtList *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
sch_doubt_list_dispose (GObject *object)
{
  SchDoubtList *self = SCH_DOUBT_LIST (object);

  g_signal_handlers_disconnect_by_data (self->flat, self);
  forget (self);
  if (self->documents != NULL)
    g_signal_handlers_disconnect_by_data (self->documents, self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->documents);
  g_clear_object (&self->corpus);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_doubt_list_parent_class)->dispose (object);
}

static void
sch_doubt_list_finalize (GObject *object)
{
  SchDoubtList *self = SCH_DOUBT_LIST (object);

  g_object_unref (self->flat);
  g_object_unref (self->lists);
  g_ptr_array_unref (self->followed);
  g_hash_table_unref (self->of_path);
  g_hash_table_unref (self->positions);
  g_hash_table_unref (self->is_waiting);
  g_queue_free_full (self->waiting, g_free);
  G_OBJECT_CLASS (sch_doubt_list_parent_class)->finalize (object);
}

static void
sch_doubt_list_class_init (SchDoubtListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_doubt_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_doubt_list_finalize;
  progress_changed_signal = g_signal_new ("progress-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_doubt_list_init (SchDoubtList *self)
{
  self->lists = g_list_store_new (G_TYPE_LIST_MODEL);
  self->flat = G_LIST_MODEL (
      gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->lists))));
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->of_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->is_waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_queue_new ();
  g_signal_connect_object (self->flat, "items-changed", G_CALLBACK (flat_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

SchDoubtList *
sch_doubt_list_new (SchWorkspace *workspace)
{
  SchDoubtList *self = g_object_new (SCH_TYPE_DOUBT_LIST, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  return self;
}

guint
sch_doubt_list_get_n_waiting (SchDoubtList *self)
{
  g_return_val_if_fail (SCH_IS_DOUBT_LIST (self), 0);
  return g_queue_get_length (self->waiting);
}
