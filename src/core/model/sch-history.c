/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stacks of steps. Invariant: a redo stack is only there until something new is done. */

#include "config.h"

#include "sch-history.h"

typedef struct
{
  SchEditGroup *group; /* (nullable) until parsed */
  GBytes *payload;     /* (nullable) */
} Step;

struct _SchHistory
{
  GPtrArray *done;
  GPtrArray *undone;
  guint64 last_seq;
};

static void
free_step (gpointer data)
{
  Step *step = data;

  sch_edit_group_unref (step->group);
  g_clear_pointer (&step->payload, g_bytes_unref);
  g_free (step);
}

static Step *
new_step (SchEditGroup *group, GBytes *payload)
{
  Step *step = g_new0 (Step, 1);

  step->group = group != NULL ? sch_edit_group_ref (group) : NULL;
  step->payload = payload != NULL ? g_bytes_ref (payload) : NULL;
  return step;
}

SchHistory *
sch_history_new (void)
{
  SchHistory *self = g_new0 (SchHistory, 1);

  self->done = g_ptr_array_new_with_free_func (free_step);
  self->undone = g_ptr_array_new_with_free_func (free_step);
  return self;
}

SchHistory *
sch_history_new_from_log (const SchHistoryLog *log)
{
  SchHistory *self = sch_history_new ();

  for (guint i = 0; i < log->done->len; i++)
    g_ptr_array_add (self->done, new_step (NULL, g_ptr_array_index (log->done, i)));
  for (guint i = 0; i < log->undone->len; i++)
    g_ptr_array_add (self->undone, new_step (NULL, g_ptr_array_index (log->undone, i)));
  self->last_seq = log->last_seq;
  return self;
}

void
sch_history_free (SchHistory *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_free (self);
}

guint64
sch_history_get_last_seq (SchHistory *self)
{
  return self->last_seq;
}

static void
move_top (GPtrArray *from, GPtrArray *to)
{
  if (from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
}

void
sch_history_note (SchHistory *self, SchEditGroup *group)
{
  switch (group->op)
    {
    case SCH_OP_UNDO:
      move_top (self->done, self->undone);
      break;
    case SCH_OP_REDO:
      move_top (self->undone, self->done);
      break;
    case SCH_OP_DO:
    default:
      g_ptr_array_set_size (self->undone, 0);
      g_ptr_array_add (self->done, new_step (group, NULL));
      if (self->done->len > 2 * SCH_HISTORY_MAX_GROUPS)
        g_ptr_array_remove_range (self->done, 0, SCH_HISTORY_MAX_GROUPS);
      break;
    }
  self->last_seq = MAX (self->last_seq, group->seq);
}

/* A step that cannot be parsed is dropped with all that lies before it. */
static SchEditGroup *
peek_top (GPtrArray *steps)
{
  Step *step;
  gsize byte_len;
  const char *payload;
  g_autoptr (GError) error = NULL;

  if (steps->len == 0)
    return NULL;
  step = g_ptr_array_index (steps, steps->len - 1);
  if (step->group != NULL)
    return step->group;
  payload = g_bytes_get_data (step->payload, &byte_len);
  step->group = sch_edit_group_parse (payload, byte_len, "history", &error);
  if (step->group == NULL)
    {
      g_info ("%s", error->message);
      g_ptr_array_set_size (steps, 0);
      return NULL;
    }
  g_clear_pointer (&step->payload, g_bytes_unref);
  return step->group;
}

SchEditGroup *
sch_history_peek_undo (SchHistory *self)
{
  return peek_top (self->done);
}

SchEditGroup *
sch_history_peek_redo (SchHistory *self)
{
  return peek_top (self->undone);
}

void
sch_history_drop_undo (SchHistory *self)
{
  if (self->done->len > 0)
    g_ptr_array_remove_index (self->done, self->done->len - 1);
}

void
sch_history_drop_redo (SchHistory *self)
{
  if (self->undone->len > 0)
    g_ptr_array_remove_index (self->undone, self->undone->len - 1);
}
