/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history in memory against the one on the disk: the same operations lead to the same stacks. */

#include <string.h>

#include "sch-history.h"

static SchEditGroup *
new_group (guint64 seq, SchOp op)
{
  g_autofree char *name = g_strdup_printf ("step %" G_GUINT64_FORMAT, seq);
  SchEditGroup *group = sch_edit_group_new (name, "dana");
  const SchRange range = { 0, 1 };
  g_autofree char *id = g_strdup_printf ("s%" G_GUINT64_FORMAT, seq);
  g_autoptr (SchSpan) span = sch_span_new (id, "person", &range, 1);

  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", "a.txt", NULL, span);
  group->seq = seq;
  group->op = op;
  return group;
}

static GBytes *
to_json (SchEditGroup *group)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_edit_group_write (group, writer);
  return sch_json_writer_steal (writer);
}

static void
assert_top (SchEditGroup *group, GPtrArray *payloads)
{
  g_autoptr (GBytes) json = NULL;

  g_assert_cmpint (group != NULL, ==, payloads->len > 0);
  if (group == NULL)
    return;
  json = to_json (group);
  g_assert_true (g_bytes_equal (json, g_ptr_array_index (payloads, payloads->len - 1)));
}

static void
test_same_stacks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (SchHistory) history = sch_history_new ();
  SchHistoryLog *log = sch_history_log_new ();

  for (guint i = 1; i < 3000; i++)
    {
      guint kind = g_rand_int_range (rand, 0, 5);
      gboolean undo = kind == 1 && sch_history_peek_undo (history) != NULL;
      gboolean redo = kind == 2 && sch_history_peek_redo (history) != NULL;
      SchOp op = undo ? SCH_OP_UNDO : redo ? SCH_OP_REDO : SCH_OP_DO;
      g_autoptr (SchEditGroup) group = new_group (i, op);
      g_autoptr (GBytes) json = to_json (group);

      sch_history_note (history, group);
      sch_history_log_apply (log,
                             undo   ? SCH_HISTORY_UNDO
                             : redo ? SCH_HISTORY_REDO
                                    : SCH_HISTORY_DO,
                             i, json);
      assert_top (sch_history_peek_undo (history), log->done);
      assert_top (sch_history_peek_redo (history), log->undone);
      g_assert_cmpuint (sch_history_get_last_seq (history), ==, i);
      if (i % 400 == 0)
        {
          /* As after closing and opening. */
          sch_history_free (g_steal_pointer (&history));
          history = sch_history_new_from_log (log);
        }
    }
  sch_history_log_free (log);
}

/* A step that cannot be read is dropped with all that lies before it. */
static void
test_unreadable (void)
{
  SchHistoryLog *log = sch_history_log_new ();
  g_autoptr (SchEditGroup) first = new_group (1, SCH_OP_DO);
  g_autoptr (SchEditGroup) last = new_group (3, SCH_OP_DO);
  g_autoptr (GBytes) first_json = to_json (first);
  g_autoptr (GBytes) last_json = to_json (last);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("{nonsense", 9);
  g_autoptr (SchHistory) history = NULL;

  sch_history_log_apply (log, SCH_HISTORY_DO, 1, first_json);
  sch_history_log_apply (log, SCH_HISTORY_DO, 2, nonsense);
  sch_history_log_apply (log, SCH_HISTORY_DO, 3, last_json);
  history = sch_history_new_from_log (log);
  sch_history_log_free (log);
  g_assert_cmpuint (sch_history_get_last_seq (history), ==, 3);
  g_assert_cmpstr (sch_history_peek_undo (history)->name, ==, "step 3");
  sch_history_drop_undo (history);
  g_assert_null (sch_history_peek_undo (history));
  sch_history_drop_undo (history);
  sch_history_drop_redo (history);
  g_assert_null (sch_history_peek_redo (history));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/same-stacks", test_same_stacks);
  g_test_add_func ("/history/unreadable", test_unreadable);
  return g_test_run ();
}
