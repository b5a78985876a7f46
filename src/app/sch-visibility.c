/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels that are hidden: a set of ids, interned as records have them. */

#include "config.h"

#include "sch-visibility.h"

struct _SchVisibility
{
  GObject parent_instance;

  GHashTable *hidden; /* of interned ids */
};

G_DEFINE_FINAL_TYPE (SchVisibility, sch_visibility, G_TYPE_OBJECT)

static guint changed_signal;

static void
sch_visibility_finalize (GObject *object)
{
  g_hash_table_unref (SCH_VISIBILITY (object)->hidden);
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

GPtrArray *
sch_visibility_list_hidden (SchVisibility *self)
{
  GPtrArray *ids;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (SCH_IS_VISIBILITY (self), NULL);

  ids = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_names);
  return ids;
}
