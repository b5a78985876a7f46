/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits on the plain content of a layer document that is not loaded. It runs in any thread. A record
 * that is not as the edit found it stays as it is: the same that a merge does. */

#include "config.h"

#include "sch-layer-document-private.h"

/* @table: id -> index in @records; a record that is removed leaves NULL there until the end.
 * @old: keeps the ids that the table points to. */
typedef struct
{
  GPtrArray *records;
  GHashTable *table;
  GPtrArray *old;
} Records;

static void
begin_records (Records *self, GPtrArray *records)
{
  self->records = records;
  self->table = g_hash_table_new (g_str_hash, g_str_equal);
  self->old = g_ptr_array_new_with_free_func (sch_record_unref);
  for (guint i = 0; i < records->len; i++)
    {
      SchRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (self->table, record->id, GUINT_TO_POINTER (i));
    }
}

static gpointer *
find_slot (Records *self, const char *id)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (self->table, id, NULL, &index))
    return NULL;
  return &g_ptr_array_index (self->records, GPOINTER_TO_UINT (index));
}

/* @record: (transfer full) (nullable) */
static void
set_slot (Records *self, gpointer *slot, gpointer record)
{
  if (*slot != NULL)
    g_ptr_array_add (self->old, *slot);
  *slot = record;
}

static void
end_records (Records *self, GCompareFunc compare)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->records->len; i++)
    if (g_ptr_array_index (self->records, i) != NULL)
      g_ptr_array_index (self->records, n_kept++) = g_ptr_array_index (self->records, i);
  /* What is behind was moved to the front. */
  for (guint i = n_kept; i < self->records->len; i++)
    g_ptr_array_index (self->records, i) = NULL;
  g_ptr_array_set_size (self->records, n_kept);
  g_ptr_array_sort (self->records, compare);
  g_hash_table_unref (self->table);
  g_ptr_array_unref (self->old);
}

static void
apply_bulk (Records *records, const SchEdit *edit)
{
  const SchBulk *before = edit->before;
  g_auto (GStrv) ids = g_strsplit (before->ids != NULL ? before->ids : "", " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gpointer *slot = find_slot (records, ids[i]);
      gpointer changed = slot != NULL ? sch_bulk_change (before, edit->after, *slot) : NULL;

      if (changed != NULL)
        set_slot (records, slot, changed);
    }
}

static void
apply_record (Records *records, const SchEdit *edit)
{
  gpointer *slot = find_slot (records, sch_edit_get_id (edit));
  SchRecord *after = edit->after;

  if (!sch_record_equal (slot != NULL ? *slot : NULL, edit->before))
    return;
  if (slot != NULL)
    set_slot (records, slot, sch_record_ref (after));
  else if (after != NULL)
    {
      g_hash_table_insert (records->table, after->id, GUINT_TO_POINTER (records->records->len));
      g_ptr_array_add (records->records, sch_record_ref (after));
    }
}

static void
apply_state (SchLayerContent *self, const SchEdit *edit)
{
  if (!sch_record_equal (self->state, edit->before))
    return;
  sch_record_unref (self->state);
  self->state = sch_record_ref (edit->after);
}

/**
 * sch_layer_content_apply:
 * @edits: (element-type SchEdit): of this layer document, in order
 */
void
sch_layer_content_apply (SchLayerContent *self, GPtrArray *edits)
{
  Records spans;
  Records relations;
  Records orphans;

  begin_records (&spans, self->spans);
  begin_records (&relations, self->relations);
  begin_records (&orphans, self->orphans);
  for (guint i = 0; i < edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (edits, i);

      if (edit->type == SCH_RECORD_BULK)
        apply_bulk (((SchBulk *) edit->before)->of_relations ? &relations : &spans, edit);
      else if (edit->type == SCH_RECORD_STATE)
        apply_state (self, edit);
      else
        apply_record (edit->type == SCH_RECORD_SPAN       ? &spans
                      : edit->type == SCH_RECORD_RELATION ? &relations
                                                          : &orphans,
                      edit);
    }
  end_records (&spans, sch_span_compare_pointers);
  end_records (&relations, sch_record_compare_ids);
  end_records (&orphans, sch_record_compare_ids);
}

/* Whether whole spans are looked at, which have no text of their own where the document is there. */
gboolean
sch_layer_content_needs_text (GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    if (((const SchEdit *) g_ptr_array_index (edits, i))->type == SCH_RECORD_SPAN)
      return TRUE;
  return FALSE;
}
