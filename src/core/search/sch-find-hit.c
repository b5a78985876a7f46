/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of what was found in a corpus. Never changed once it is in the list. */

#include "config.h"

#include "sch-corpus-find-private.h"

struct _SchFindHit
{
  GObject parent_instance;

  SchDocument *document;
  guint n_hits; /* of a document; 0 = this is a hit */
  SchRange range;
  guint line;
  char *context;
  guint hit_start;
  guint hit_end;
};

G_DEFINE_FINAL_TYPE (SchFindHit, sch_find_hit, G_TYPE_OBJECT)

static void
sch_find_hit_finalize (GObject *object)
{
  SchFindHit *self = SCH_FIND_HIT (object);

  g_clear_object (&self->document);
  g_free (self->context);
  G_OBJECT_CLASS (sch_find_hit_parent_class)->finalize (object);
}

static void
sch_find_hit_class_init (SchFindHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_find_hit_finalize;
}

static void
sch_find_hit_init (SchFindHit *self)
{
}

SchFindHit *
sch_find_hit_new (SchDocument *document, SchText *text, SchRange range)
{
  SchFindHit *self = g_object_new (SCH_TYPE_FIND_HIT, NULL);

  self->document = g_object_ref (document);
  self->range = range;
  self->line = sch_text_line_at (text, range.start) + 1;
  self->context = sch_find_dup_context (text, range, CONTEXT_BEFORE, CONTEXT_CHARS,
                                        &self->hit_start, &self->hit_end);
  return self;
}

SchFindHit *
sch_find_hit_new_document (SchDocument *document, guint n_hits)
{
  SchFindHit *self = g_object_new (SCH_TYPE_FIND_HIT, NULL);

  self->document = g_object_ref (document);
  self->n_hits = n_hits;
  return self;
}

gboolean
sch_find_hit_is_document (SchFindHit *self)
{
  g_return_val_if_fail (SCH_IS_FIND_HIT (self), FALSE);
  return self->n_hits > 0;
}

SchDocument *
sch_find_hit_get_document (SchFindHit *self)
{
  g_return_val_if_fail (SCH_IS_FIND_HIT (self), NULL);
  return self->document;
}

guint
sch_find_hit_get_n_hits (SchFindHit *self)
{
  g_return_val_if_fail (SCH_IS_FIND_HIT (self), 0);
  return self->n_hits;
}

SchRange
sch_find_hit_get_range (SchFindHit *self)
{
  g_return_val_if_fail (SCH_IS_FIND_HIT (self), self->range);
  return self->range;
}

guint
sch_find_hit_get_line (SchFindHit *self)
{
  g_return_val_if_fail (SCH_IS_FIND_HIT (self), 0);
  return self->line;
}

const char *
sch_find_hit_get_context (SchFindHit *self, guint *hit_start, guint *hit_end)
{
  g_return_val_if_fail (SCH_IS_FIND_HIT (self), NULL);

  *hit_start = self->hit_start;
  *hit_end = self->hit_end;
  return self->context;
}
