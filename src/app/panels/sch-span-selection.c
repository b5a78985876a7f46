/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workspace's selected spans as the selection of a list. Nothing is stored of it but what has
 * been told: a selection survives filtering and sorting, and what is selected in the text is selected
 * here. Costs go with the number of selected spans, not with the length of the list. */

#include "config.h"

#include "sch-settled-list.h"
#include "sch-span-selection.h"

/* Of more rows than these all are told to look again. */
#define MAX_TOLD_ONE_BY_ONE 1000u

struct _SchSpanSelection
{
  GObject parent_instance;

  SchWorkspace *workspace;
  SchSpanFilter *filter;
  SchSettledList *list;
  GHashTable *told; /* ids of the rows that the view knows to be selected */
};

/* --- Of the list ---------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_SPAN_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SCH_SPAN_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (SCH_SPAN_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- Of the selection ----------------------------------------------------------------------- */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  SchSpanSelection *self = SCH_SPAN_SELECTION (model);
  SchSpan *span = sch_span_selection_get_span (self, position);

  return span != NULL && sch_workspace_is_selected (self->workspace, span->record.id);
}

/* Position of a span's row, while list and view agree. */
static guint
find_row (SchSpanSelection *self, const char *id)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = layer_document != NULL ? sch_layer_document_get_span (layer_document, id) : NULL;

  return span != NULL ? sch_span_filter_find (self->filter, span) : G_MAXUINT;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  SchSpanSelection *self = SCH_SPAN_SELECTION (model);
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);
  GtkBitset *selected = gtk_bitset_new_empty ();

  if (sch_settled_list_is_pending (self->list))
    {
      for (guint i = position; i - position < n_items && i < get_n_items (G_LIST_MODEL (self)); i++)
        if (is_selected (model, i))
          gtk_bitset_add (selected, i);
      return selected;
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint row = find_row (self, ids[i]);

      if (row != G_MAXUINT && row >= position && row - position < n_items)
        gtk_bitset_add (selected, row);
    }
  return selected;
}

/* The row that the person moved to last: the end of the selected rows that is new, else the one
 * nearer to the row that led before. */
static guint
find_leading_row (SchSpanSelection *self, GtkBitset *rows)
{
  guint first = gtk_bitset_get_minimum (rows);
  guint last = gtk_bitset_get_maximum (rows);
  const char *leading = sch_workspace_get_selected_span (self->workspace);
  guint before = leading != NULL ? find_row (self, leading) : G_MAXUINT;
  gboolean first_is_new = !is_selected (GTK_SELECTION_MODEL (self), first);
  gboolean last_is_new = !is_selected (GTK_SELECTION_MODEL (self), last);

  if (first_is_new != last_is_new)
    return first_is_new ? first : last;
  if (before == G_MAXUINT || before >= last)
    return last;
  return before <= first || before - first < last - before ? first : last;
}

static void
add_row (SchSpanSelection *self, GPtrArray *ids, guint row)
{
  SchSpan *span = sch_span_selection_get_span (self, row);

  if (span != NULL)
    g_ptr_array_add (ids, g_strdup (span->record.id));
}

/* Selected spans whose rows are none of @rows stay selected. */
static void
add_others (SchSpanSelection *self, GPtrArray *ids, GtkBitset *rows)
{
  const char *const *selected = sch_workspace_get_selected_spans (self->workspace);

  for (guint i = 0; selected[i] != NULL; i++)
    {
      guint row = find_row (self, selected[i]);

      if (row == G_MAXUINT || !gtk_bitset_contains (rows, row))
        g_ptr_array_add (ids, g_strdup (selected[i]));
    }
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  SchSpanSelection *self = SCH_SPAN_SELECTION (model);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkBitset) rows = gtk_bitset_copy (selected);
  guint leading = GTK_INVALID_LIST_POSITION;
  GtkBitsetIter iter;
  guint row;

  gtk_bitset_intersect (rows, mask);
  if (gtk_bitset_get_size (mask) < get_n_items (G_LIST_MODEL (self)))
    add_others (self, ids, mask);
  if (!gtk_bitset_is_empty (rows))
    leading = find_leading_row (self, rows);
  if (gtk_bitset_iter_init_first (&iter, rows, &row))
    do
      {
        if (row != leading)
          add_row (self, ids, row);
      }
    while (gtk_bitset_iter_next (&iter, &row));
  if (leading != GTK_INVALID_LIST_POSITION)
    add_row (self, ids, leading);
  g_ptr_array_add (ids, NULL);
  sch_workspace_select_spans (self->workspace, (const char *const *) ids->pdata);
  if (leading != GTK_INVALID_LIST_POSITION &&
      sch_workspace_get_selected_span (self->workspace) != NULL)
    g_signal_emit_by_name (self->workspace, "show-span",
                           sch_workspace_get_selected_span (self->workspace));
  if (!sch_settled_list_is_pending (self->list))
    sch_span_selection_settle (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchSpanSelection, sch_span_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* --- Telling -------------------------------------------------------------------------------- */

static void
note_changed (SchSpanSelection *self, const char *id, guint *first, guint *last)
{
  guint row = find_row (self, id);

  if (row == G_MAXUINT)
    return;
  *first = MIN (*first, row);
  *last = MAX (*last, row);
}

static void
tell_selection (SchSpanSelection *self)
{
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->told);
  guint n = g_strv_length ((char **) ids);
  guint first = G_MAXUINT;
  guint last = 0;
  GHashTableIter iter;
  gpointer id;

  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_hash_table_add (self->told, g_strdup (ids[i]));
      if (n <= MAX_TOLD_ONE_BY_ONE && !g_hash_table_contains (before, ids[i]))
        note_changed (self, ids[i], &first, &last);
    }
  if (MAX (n, g_hash_table_size (before)) > MAX_TOLD_ONE_BY_ONE)
    {
      first = 0;
      last = MAX (get_n_items (G_LIST_MODEL (self)), 1) - 1;
    }
  else
    {
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        if (!sch_workspace_is_selected (self->workspace, id))
          note_changed (self, id, &first, &last);
    }
  if (first <= last && last < get_n_items (G_LIST_MODEL (self)))
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static void
items_changed_cb (SchSpanSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
sch_span_selection_finalize (GObject *object)
{
  SchSpanSelection *self = SCH_SPAN_SELECTION (object);

  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->filter);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_span_selection_parent_class)->finalize (object);
}

static void
sch_span_selection_class_init (SchSpanSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_span_selection_finalize;
}

static void
sch_span_selection_init (SchSpanSelection *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SchSpanSelection *
sch_span_selection_new (SchWorkspace *workspace, SchSpanFilter *filter)
{
  SchSpanSelection *self = g_object_new (SCH_TYPE_SPAN_SELECTION, NULL);

  self->workspace = g_object_ref (workspace);
  self->filter = g_object_ref (filter);
  self->list = sch_settled_list_new (G_LIST_MODEL (filter));
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
sch_span_selection_settle (SchSpanSelection *self)
{
  g_return_if_fail (SCH_IS_SPAN_SELECTION (self));

  sch_settled_list_settle (self->list);
  tell_selection (self);
}

SchSpan *
sch_span_selection_get_span (SchSpanSelection *self, guint position)
{
  guint source;

  g_return_val_if_fail (SCH_IS_SPAN_SELECTION (self), NULL);

  source = sch_settled_list_map (self->list, position);
  return source != G_MAXUINT ? sch_span_filter_get_span (self->filter, source) : NULL;
}
