/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work of several threads that is taken in order, and the ids that were seen. */

#include "sch-ordered-work.h"
#include "sch-seen-ids.h"

#define N_ITEMS 500

typedef struct
{
  guint n_workers;
  int n_worked;
  int n_living;
  int most_living; /* results that were made and not freed yet */
  guint n_taken;
  guint fails_at;
  guint cancels_at;
  GCancellable *cancellable;
} Fixture;

typedef struct
{
  Fixture *fixture;
  guint index;
} Result;

static gpointer
work_cb (guint index, gpointer data)
{
  Fixture *self = data;
  Result *result = g_new (Result, 1);
  int living = g_atomic_int_add (&self->n_living, 1) + 1;
  int most = g_atomic_int_get (&self->most_living);

  while (living > most && !g_atomic_int_compare_and_exchange (&self->most_living, most, living))
    most = g_atomic_int_get (&self->most_living);
  g_atomic_int_inc (&self->n_worked);
  /* Some take longer than those behind them. */
  for (guint i = 0; index % 7 == 0 && i < 50; i++)
    g_thread_yield ();
  *result = (Result){ self, index };
  return index % 11 == 3 ? (g_atomic_int_add (&self->n_living, -1), g_free (result), NULL) : result;
}

static gboolean
take_cb (guint index, gpointer data, gpointer user_data, GError **error)
{
  Fixture *self = user_data;
  Result *result = data;

  g_assert_cmpuint (index, ==, self->n_taken);
  if (index % 11 == 3)
    g_assert_null (result);
  else
    g_assert_cmpuint (result->index, ==, index);
  if (index == self->fails_at)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "item %u", index);
      return FALSE;
    }
  if (index == self->cancels_at)
    g_cancellable_cancel (self->cancellable);
  self->n_taken++;
  return TRUE;
}

static void
free_cb (gpointer data)
{
  g_atomic_int_add (&((Result *) data)->fixture->n_living, -1);
  g_free (data);
}

static const SchOrderedWork work = { work_cb, take_cb, free_cb };
static const guint workers[] = { 0, 1, 2, 5, 16 };

static Fixture
run (guint n_workers, guint n_items, guint fails_at, guint cancels_at, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Fixture self = { .n_workers = n_workers,
                   .fails_at = fails_at,
                   .cancels_at = cancels_at,
                   .cancellable = cancellable };
  gboolean good = sch_ordered_work_run (&work, n_items, n_workers, &self, cancellable, error);

  g_assert_true (good == (error == NULL || *error == NULL));
  g_assert_cmpint (self.n_living, ==, 0);
  return self;
}

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      g_autoptr (GError) error = NULL;
      Fixture self = run (workers[i], N_ITEMS, G_MAXUINT, G_MAXUINT, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (self.n_taken, ==, N_ITEMS);
      g_assert_cmpint (self.n_worked, ==, N_ITEMS);
      /* However many items there are, only a few results wait. */
      g_assert_cmpint (self.most_living, <=, 1 + 4 * (int) MAX (workers[i], 1));
    }
}

static void
test_few_items (void)
{
  for (guint n = 0; n < 4; n++)
    {
      g_autoptr (GError) error = NULL;
      Fixture self = run (16, n, G_MAXUINT, G_MAXUINT, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (self.n_taken, ==, n);
    }
}

static void
test_error (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      g_autoptr (GError) error = NULL;
      Fixture self = run (workers[i], N_ITEMS, 123, G_MAXUINT, &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_cmpstr (error->message, ==, "item 123");
      g_assert_cmpuint (self.n_taken, ==, 123);
      g_assert_cmpint (self.n_worked, <, N_ITEMS);
    }
}

static void
test_cancel (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      g_autoptr (GError) error = NULL;
      Fixture self = run (workers[i], N_ITEMS, G_MAXUINT, 77, &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (self.n_taken, ==, 78);
    }
}

/* --- Ids --- */

#define N_IDS 20000
#define PER_OWNER 10

/* Ids of an owner are "ID-0" to "ID-9" of its number. */
static gboolean
owns_cb (guint owner, const char *id, gpointer data)
{
  guint *n_asked = data;

  (*n_asked)++;
  return g_ascii_strtoull (id, NULL, 10) / PER_OWNER == owner;
}

static void
test_seen_ids (void)
{
  guint n_asked = 0;
  guint before = G_MAXUINT;
  g_autoptr (SchSeenIds) seen = sch_seen_ids_new (owns_cb, &n_asked);

  for (guint i = 0; i < N_IDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_true (sch_seen_ids_add (seen, id, i / PER_OWNER, &before));
    }
  g_assert_cmpuint (n_asked, <, 3);
  for (guint i = 0; i < N_IDS; i += 17)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_false (sch_seen_ids_add (seen, id, N_IDS, &before));
      g_assert_cmpuint (before, ==, i / PER_OWNER);
    }
}

/* One with the same hash that is another: nothing is seen that was not there. */
static gboolean
owns_nothing_cb (guint owner, const char *id, gpointer data)
{
  return FALSE;
}

static void
test_seen_hash (void)
{
  guint before = 0;
  g_autoptr (SchSeenIds) seen = sch_seen_ids_new (owns_nothing_cb, NULL);

  for (guint i = 0; i < 3000; i++)
    g_assert_true (sch_seen_ids_add (seen, "same", i, &before));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordered-work/order", test_order);
  g_test_add_func ("/ordered-work/few-items", test_few_items);
  g_test_add_func ("/ordered-work/error", test_error);
  g_test_add_func ("/ordered-work/cancel", test_cancel);
  g_test_add_func ("/seen-ids/owners", test_seen_ids);
  g_test_add_func ("/seen-ids/same-hash", test_seen_hash);
  return g_test_run ();
}
