/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is hidden: sets of ids, interned as records have them. */

#include "config.h"

#include "sch-visibility.h"

struct _SchVisibility
{
  GObject parent_instance;

  GHashTable *hidden; /* of interned ids of labels */
  GHashTable *lines;  /* of interned ids of relation types */
};

G_DEFINE_FINAL_TYPE (SchVisibility, sch_visibility, G_TYPE_OBJECT)

static guint changed_signal;

static void
sch_visibility_finalize (GObject *object)
{
  g_hash_table_unref (SCH_VISIBILITY (object)->hidden);
  g_hash_table_unref (SCH_VISIBILITY (object)->lines);
  G_OBJECT_CLASS (sch_visibility_parent_class)->finalize (object);
}

static void
sch_visibility_class_init (SchVisibilityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_visibility_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_visibility_init (SchVisibility *self)
{
  self->hidden = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->lines = g_hash_table_new (g_direct_hash, g_direct_equal);
}

static void
say_changed (SchVisibility *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
set_hidden (SchVisibility *self, const char *label, gboolean hidden)
{
  gpointer id = (gpointer) g_intern_string (label);

  return hidden ? g_hash_table_add (self->hidden, id) : g_hash_table_remove (self->hidden, id);
}

SchVisibility *
sch_visibility_new (void)
{
  return g_object_new (SCH_TYPE_VISIBILITY, NULL);
}

gboolean
sch_visibility_shows (SchVisibility *self, const char *label)
{
  g_return_val_if_fail (SCH_IS_VISIBILITY (self) && label != NULL, TRUE);

  return g_hash_table_size (self->hidden) == 0 ||
         !g_hash_table_contains (self->hidden, g_intern_string (label));
}

gboolean
sch_visibility_shows_span (SchVisibility *self, SchScheme *scheme, const SchSpan *span)
{
  const SchLabel *label;

  g_return_val_if_fail (SCH_IS_VISIBILITY (self) && span != NULL, TRUE);

  if (g_hash_table_size (self->hidden) == 0)
    return TRUE;
  label = scheme != NULL ? sch_scheme_get_label (scheme, span->label) : NULL;
  return sch_visibility_shows (self, label != NULL ? label->id : span->label);
}

void
sch_visibility_set_hidden (SchVisibility *self, const char *label, gboolean hidden)
{
  g_return_if_fail (SCH_IS_VISIBILITY (self) && label != NULL);

  if (set_hidden (self, label, hidden))
    say_changed (self);
}

typedef gboolean (*IsMeant) (const SchLabel *label, gconstpointer data);

static gboolean
has_id (const SchLabel *label, gconstpointer data)
{
  return g_str_equal (label->id, data);
}

static gboolean
has_kind (const SchLabel *label, gconstpointer data)
{
  return (1u << label->kind & *(const guint *) data) != 0;
}

/* Hides all labels that are not meant; shows all if that is so already. */
static void
isolate (SchVisibility *self, SchScheme *scheme, IsMeant is_meant, gconstpointer data)
{
  gboolean alone = TRUE;

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      alone = alone && is_meant (label, data) == sch_visibility_shows (self, label->id);
    }
  g_hash_table_remove_all (self->hidden);
  for (guint i = 0; !alone && i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      if (!is_meant (label, data))
        set_hidden (self, label->id, TRUE);
    }
  say_changed (self);
}

void
sch_visibility_isolate (SchVisibility *self, SchScheme *scheme, const char *label)
{
  g_return_if_fail (SCH_IS_VISIBILITY (self) && scheme != NULL && label != NULL);
  isolate (self, scheme, has_id, label);
}

void
sch_visibility_isolate_kinds (SchVisibility *self, SchScheme *scheme, guint kinds)
{
  g_return_if_fail (SCH_IS_VISIBILITY (self) && scheme != NULL);
  isolate (self, scheme, has_kind, &kinds);
}

void
sch_visibility_set_kinds_hidden (SchVisibility *self, SchScheme *scheme, guint kinds,
                                 gboolean hidden)
{
  gboolean any = FALSE;

  g_return_if_fail (SCH_IS_VISIBILITY (self) && scheme != NULL);

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      if (has_kind (label, &kinds) && set_hidden (self, label->id, hidden))
        any = TRUE;
    }
  if (any)
    say_changed (self);
}

void
sch_visibility_show_all (SchVisibility *self)
{
  g_return_if_fail (SCH_IS_VISIBILITY (self));

  if (g_hash_table_size (self->hidden) == 0)
    return;
  g_hash_table_remove_all (self->hidden);
  say_changed (self);
}

gboolean
sch_visibility_hides_any (SchVisibility *self)
{
  g_return_val_if_fail (SCH_IS_VISIBILITY (self), FALSE);
  return g_hash_table_size (self->hidden) > 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_ids (GHashTable *set)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_names);
  return ids;
}

GPtrArray *
sch_visibility_list_hidden (SchVisibility *self)
{
  g_return_val_if_fail (SCH_IS_VISIBILITY (self), NULL);
  return list_ids (self->hidden);
}

gboolean
sch_visibility_shows_lines (SchVisibility *self, SchScheme *scheme, const char *type_id)
{
  const SchRelationType *type;

  g_return_val_if_fail (SCH_IS_VISIBILITY (self) && type_id != NULL, TRUE);

  if (g_hash_table_size (self->lines) == 0)
    return TRUE;
  type = scheme != NULL ? sch_scheme_get_relation_type (scheme, type_id) : NULL;
  return !g_hash_table_contains (self->lines, g_intern_string (type != NULL ? type->id : type_id));
}

void
sch_visibility_set_lines_hidden (SchVisibility *self, const char *type, gboolean hidden)
{
  gpointer id = (gpointer) g_intern_string (type);

  g_return_if_fail (SCH_IS_VISIBILITY (self) && type != NULL);

  if (hidden ? g_hash_table_add (self->lines, id) : g_hash_table_remove (self->lines, id))
    say_changed (self);
}

void
sch_visibility_show_all_lines (SchVisibility *self)
{
  g_return_if_fail (SCH_IS_VISIBILITY (self));

  if (g_hash_table_size (self->lines) == 0)
    return;
  g_hash_table_remove_all (self->lines);
  say_changed (self);
}

GPtrArray *
sch_visibility_list_hidden_lines (SchVisibility *self)
{
  g_return_val_if_fail (SCH_IS_VISIBILITY (self), NULL);
  return list_ids (self->lines);
}
