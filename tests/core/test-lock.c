/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lock: one holder at a time, and a left-over lock does not keep anybody out for long. */

#include "sch-lock.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include <glib/gstdio.h>

#include "sch-error.h"

#define NOW G_GINT64_CONSTANT (1795000000)

typedef struct
{
  char *folder;
  char *runtime;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("sch-lock-XXXXXX", NULL);
  f->runtime = g_dir_make_tmp ("sch-run-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  g_assert_nonnull (f->runtime);
  f->path = g_build_filename (f->folder, "lock", NULL);
}

/* Whatever happened, nothing is left but perhaps the lock. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_assert_cmpint (g_rmdir (f->runtime), ==, 0);
  g_free (f->folder);
  g_free (f->runtime);
  g_free (f->path);
}

static SchLock *
acquire (Fixture *f, const SchLockIdentity *identity, gint64 now)
{
  g_autoptr (GError) error = NULL;
  SchLock *lock = sch_lock_acquire (f->path, identity, now, &error);

  g_assert_no_error (error);
  return lock;
}

static void
assert_locked (Fixture *f, const SchLockIdentity *identity, gint64 now)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_lock_is_held (f->path, identity, now, NULL));
  g_assert_null (sch_lock_acquire (f->path, identity, now, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_LOCKED);
}

static const SchLockIdentity alice = { "host1", "boot1", "alice1", "Alice Ä", NULL };
static const SchLockIdentity bob = { "host1", "boot1", "bob1", "Bob", NULL };
static const SchLockIdentity after_reboot = { "host1", "boot2", "bob1", "Bob", NULL };
static const SchLockIdentity elsewhere = { "host2", "boot9", "carol1", "Carol", NULL };
static const SchLockIdentity container = { "inner", "boot1", "dave1", "Dave", NULL };

static void
test_basic (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *content = NULL;
  SchLock *lock;

  g_assert_false (sch_lock_is_held (f->path, &bob, NOW, &owner));
  g_assert_null (owner);
  lock = acquire (f, &alice, NOW);
  g_assert_true (sch_lock_is_ours (lock));
  g_assert_true (sch_lock_is_held (f->path, &bob, NOW, &owner));
  g_assert_cmpstr (owner, ==, "alice1");
  g_assert_null (sch_lock_acquire (f->path, &bob, NOW + 1, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "Alice Ä"));
  g_assert_nonnull (strstr (error->message, "host1"));
  g_assert_nonnull (strstr (error->message, "2026-11-18T"));
  /* The same instance does not get it twice either. */
  assert_locked (f, &alice, NOW);
  g_assert_true (g_file_get_contents (f->path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "\"boot\": \"boot1\""));
  sch_lock_release (lock);
  g_assert_cmpint (g_access (f->path, F_OK), !=, 0);
  lock = acquire (f, &bob, NOW + 1);
  sch_lock_release (lock);
}

static void
test_stale_by_heartbeat (Fixture *f, gconstpointer data)
{
  SchLock *lock = acquire (f, &alice, NOW);
  SchLock *other;
  g_autoptr (GError) error = NULL;

  assert_locked (f, &bob, NOW + SCH_LOCK_STALE_SECONDS);
  g_assert_true (sch_lock_heartbeat (lock, NOW + 30, NULL));
  assert_locked (f, &bob, NOW + 30 + SCH_LOCK_STALE_SECONDS);
  assert_locked (f, &container, NOW + 30 + SCH_LOCK_STALE_SECONDS);
  /* A clock that was set back proves nothing. */
  assert_locked (f, &bob, NOW - 10000);
  g_assert_false (sch_lock_is_held (f->path, &container, NOW + 31 + SCH_LOCK_STALE_SECONDS, NULL));

  other = acquire (f, &bob, NOW + 31 + SCH_LOCK_STALE_SECONDS);
  g_assert_false (sch_lock_is_ours (lock));
  g_assert_true (sch_lock_is_ours (other));
  g_assert_false (sch_lock_heartbeat (lock, NOW + 92, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_LOCKED);
  /* Neither the heartbeat nor the release of the loser touches the lock. */
  sch_lock_release (lock);
  g_assert_true (sch_lock_is_ours (other));
  g_assert_true (sch_lock_heartbeat (other, NOW + 92, NULL));
  sch_lock_release (other);
}

static void
test_stale_by_boot (Fixture *f, gconstpointer data)
{
  SchLock *lock = acquire (f, &alice, NOW);
  SchLock *other;

  g_assert_false (sch_lock_is_held (f->path, &after_reboot, NOW, NULL));
  other = acquire (f, &after_reboot, NOW);
  sch_lock_release (lock);
  g_assert_true (sch_lock_is_ours (other));
  sch_lock_release (other);
}

static void
test_other_host (Fixture *f, gconstpointer data)
{
  SchLock *lock = acquire (f, &alice, NOW);
  SchLock *other;

  assert_locked (f, &elsewhere, NOW + 10 * SCH_LOCK_STALE_SECONDS);
  other = acquire (f, &elsewhere, NOW + 10 * SCH_LOCK_STALE_SECONDS + 1);
  sch_lock_release (other);
  sch_lock_release (lock);
}

static void
test_steal (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SchLock *lock = acquire (f, &alice, NOW);
  SchLock *thief = sch_lock_steal (f->path, &elsewhere, NOW, &error);
  SchLock *free_one;

  g_assert_no_error (error);
  g_assert_true (sch_lock_is_ours (thief));
  g_assert_false (sch_lock_heartbeat (lock, NOW, NULL));
  sch_lock_release (lock);
  g_assert_true (sch_lock_is_ours (thief));
  sch_lock_release (thief);
  free_one = sch_lock_steal (f->path, &alice, NOW, NULL);
  g_assert_nonnull (free_one);
  sch_lock_release (free_one);
}

static void
test_corrupt (Fixture *f, gconstpointer data)
{
  static const char *const contents[] = { "",
                                          "{",
                                          "garbage",
                                          "{\"owner\": \"\"}",
                                          "{\"owner\": 3}",
                                          "{\"owner\": \"x\", \"heartbeat\": \"soon\"}",
                                          "{\"owner\": \"x\"}",
                                          "[[[[[" };
  struct utimbuf old = { NOW, NOW };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      SchLock *lock;
      g_autofree char *owner = NULL;

      g_assert_true (g_file_set_contents (f->path, contents[i], -1, NULL));
      g_assert_cmpint (utime (f->path, &old), ==, 0);
      assert_locked (f, &bob, NOW + SCH_LOCK_STALE_SECONDS);
      g_assert_false (sch_lock_is_held (f->path, &bob, NOW + SCH_LOCK_STALE_SECONDS + 1, &owner));
      g_assert_null (owner);
      lock = acquire (f, &bob, NOW + SCH_LOCK_STALE_SECONDS + 1);
      sch_lock_release (lock);
    }
}

/* An owner that is no id must not become a path. */
static void
test_hostile_owner (Fixture *f, gconstpointer data)
{
  SchLockIdentity identity = bob;
  struct stat info;
  g_autofree char *content = NULL;

  identity.runtime_dir = f->runtime;
  g_assert_cmpint (stat (f->runtime, &info), ==, 0);
  content = g_strdup_printf (
      "{\"owner\": \"x/../../etc\", \"boot\": \"boot1\", \"live\": \"%lx-%lx\", "
      "\"heartbeat\": \"2026-11-18T11:06:40Z\"}",
      (gulong) info.st_dev, (gulong) info.st_ino);
  g_assert_true (g_file_set_contents (f->path, content, -1, NULL));
  g_assert_true (sch_lock_is_held (f->path, &identity, NOW, NULL));
}

static void
test_link (Fixture *f, gconstpointer data)
{
  g_autofree char *target = g_build_filename (f->folder, "target", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (target, f->path), ==, 0);
  g_assert_null (sch_lock_acquire (f->path, &alice, NOW, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_access (target, F_OK), !=, 0);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "gone", "lock", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sch_lock_acquire (path, &alice, NOW, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (sch_lock_is_held (path, &alice, NOW, NULL));
}

static void
test_removed_file (Fixture *f, gconstpointer data)
{
  SchLock *lock = acquire (f, &alice, NOW);

  g_assert_cmpint (g_unlink (f->path), ==, 0);
  g_assert_false (sch_lock_is_ours (lock));
  g_assert_true (sch_lock_heartbeat (lock, NOW + 5, NULL));
  g_assert_true (sch_lock_is_ours (lock));
  assert_locked (f, &bob, NOW + 5 + SCH_LOCK_STALE_SECONDS);
  sch_lock_release (lock);
  g_assert_cmpint (g_access (f->path, F_OK), !=, 0);
}

/* Takes the lock in a child, which says so and then waits to be killed. */
static pid_t
spawn_holder (Fixture *f, const SchLockIdentity *identity, gint64 now)
{
  int pipes[2];
  char byte = 0;
  pid_t child;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      SchLock *lock = sch_lock_acquire (f->path, identity, now, NULL);

      byte = lock != NULL ? 'y' : 'n';
      if (write (pipes[1], &byte, 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }
  close (pipes[1]);
  g_assert_cmpint (read (pipes[0], &byte, 1), ==, 1);
  close (pipes[0]);
  g_assert_cmpint (byte, ==, 'y');
  return child;
}

static void
kill_child (pid_t child)
{
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
}

static void
test_killed_holder (Fixture *f, gconstpointer data)
{
  SchLockIdentity holder = alice, taker = bob;
  pid_t child;
  SchLock *lock;

  holder.runtime_dir = f->runtime;
  taker.runtime_dir = f->runtime;
  child = spawn_holder (f, &holder, NOW);
  /* Alive, however old its heartbeat (a stopped process, a suspended machine). */
  assert_locked (f, &taker, NOW + 100000);
  kill_child (child);
  /* Dead, however fresh; and its liveness file goes with it. */
  g_assert_false (sch_lock_is_held (f->path, &taker, NOW, NULL));
  lock = acquire (f, &taker, NOW);
  sch_lock_release (lock);
}

static void
test_killed_holder_without_runtime (Fixture *f, gconstpointer data)
{
  pid_t child = spawn_holder (f, &alice, NOW);
  SchLockIdentity taker = bob;
  SchLock *lock;

  taker.runtime_dir = f->runtime;
  kill_child (child);
  assert_locked (f, &taker, NOW + SCH_LOCK_STALE_SECONDS);
  lock = acquire (f, &taker, NOW + SCH_LOCK_STALE_SECONDS + 1);
  sch_lock_release (lock);
}

/* The liveness file is missing: only proof to those who look into the same runtime folder. */
static void
test_missing_liveness (Fixture *f, gconstpointer data)
{
  g_autofree char *alive = g_build_filename (f->runtime, "scholiast-alice1.alive", NULL);
  g_autofree char *runtime2 = g_dir_make_tmp ("sch-run2-XXXXXX", NULL);
  SchLockIdentity holder = alice, taker = bob, other_user = bob;
  SchLock *lock;

  holder.runtime_dir = f->runtime;
  taker.runtime_dir = f->runtime;
  other_user.runtime_dir = runtime2;
  lock = acquire (f, &holder, NOW);
  g_assert_cmpint (g_access (alive, F_OK), ==, 0);
  assert_locked (f, &other_user, NOW);
  assert_locked (f, &bob, NOW);
  g_assert_cmpint (g_unlink (alive), ==, 0);
  assert_locked (f, &other_user, NOW);
  g_assert_false (sch_lock_is_held (f->path, &taker, NOW, NULL));
  sch_lock_release (lock);
  g_rmdir (runtime2);
}

/* One instance with two corpora: closing one does not declare it dead for the other. */
static void
test_two_locks (Fixture *f, gconstpointer data)
{
  g_autofree char *path2 = g_build_filename (f->folder, "lock2", NULL);
  g_autofree char *alive = g_build_filename (f->runtime, "scholiast-alice1.alive", NULL);
  SchLockIdentity holder = alice, taker = bob;
  SchLock *lock, *lock2;

  holder.runtime_dir = f->runtime;
  taker.runtime_dir = f->runtime;
  lock = acquire (f, &holder, NOW);
  lock2 = sch_lock_acquire (path2, &holder, NOW, NULL);
  g_assert_nonnull (lock2);
  sch_lock_release (lock2);
  assert_locked (f, &taker, NOW + 1000);
  sch_lock_release (lock);
  g_assert_cmpint (g_access (alive, F_OK), !=, 0);
}

/* Many take over one stale lock at once: one gets it, and keeps it. */
static void
test_concurrent_takers (Fixture *f, gconstpointer data)
{
  enum
  {
    N_TAKERS = 6
  };

  for (guint round = 0; round < 25; round++)
    {
      SchLock *old = acquire (f, &alice, NOW);
      int go[2], results[2];
      pid_t children[N_TAKERS];
      guint n_got = 0;

      g_assert_cmpint (pipe (go), ==, 0);
      g_assert_cmpint (pipe (results), ==, 0);
      for (guint i = 0; i < N_TAKERS; i++)
        {
          children[i] = fork ();
          if (children[i] == 0)
            {
              g_autofree char *owner = g_strdup_printf ("taker%u", i);
              SchLockIdentity identity = { "host1", "boot1", owner, "T",
                                           round % 2 ? f->runtime : NULL };
              SchLock *lock;
              char byte;

              close (go[1]);
              if (read (go[0], &byte, 1) != 0)
                _exit (2);
              lock = sch_lock_acquire (f->path, &identity, NOW + 1000, NULL);
              byte = lock != NULL ? 'y' : 'n';
              if (write (results[1], &byte, 1) != 1)
                _exit (2);
              close (results[1]);
              /* The winner holds it until all have tried. */
              close (go[0]);
              if (lock != NULL)
                pause ();
              _exit (0);
            }
        }
      close (go[0]);
      close (results[1]);
      close (go[1]);
      for (guint i = 0; i < N_TAKERS; i++)
        {
          char byte = 0;

          g_assert_cmpint (read (results[0], &byte, 1), ==, 1);
          g_assert_true (byte == 'y' || byte == 'n');
          n_got += byte == 'y' ? 1 : 0;
        }
      close (results[0]);
      g_assert_cmpuint (n_got, ==, 1);
      g_assert_false (sch_lock_is_ours (old));
      for (guint i = 0; i < N_TAKERS; i++)
        kill_child (children[i]);
      sch_lock_release (old);
      for (guint i = 0; i < N_TAKERS; i++)
        {
          g_autofree char *name = g_strdup_printf ("scholiast-taker%u.alive", i);
          g_autofree char *alive = g_build_filename (f->runtime, name, NULL);

          g_unlink (alive);
        }
      g_assert_cmpint (g_unlink (f->path), ==, 0);
    }
}

/* A taker was killed in the middle of taking over: its guard goes by its age. */
static void
test_left_guard (Fixture *f, gconstpointer data)
{
  g_autofree char *guard = g_strconcat (f->path, ".takeover", NULL);
  struct utimbuf old = { NOW, NOW };
  SchLock *lock = acquire (f, &alice, NOW);
  SchLock *other;

  g_assert_true (g_file_set_contents (guard, "somebody", -1, NULL));
  g_assert_cmpint (utime (guard, &old), ==, 0);
  other = acquire (f, &bob, NOW + SCH_LOCK_STALE_SECONDS + 1);
  g_assert_cmpint (g_access (guard, F_OK), !=, 0);
  sch_lock_release (lock);
  g_assert_true (sch_lock_is_ours (other));
  sch_lock_release (other);
}

#define ADD(name, func) g_test_add ("/lock/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("basic", test_basic);
  ADD ("stale-by-heartbeat", test_stale_by_heartbeat);
  ADD ("stale-by-boot", test_stale_by_boot);
  ADD ("other-host", test_other_host);
  ADD ("steal", test_steal);
  ADD ("corrupt", test_corrupt);
  ADD ("hostile-owner", test_hostile_owner);
  ADD ("link", test_link);
  ADD ("no-folder", test_no_folder);
  ADD ("removed-file", test_removed_file);
  ADD ("killed-holder", test_killed_holder);
  ADD ("killed-holder-without-runtime", test_killed_holder_without_runtime);
  ADD ("missing-liveness", test_missing_liveness);
  ADD ("two-locks", test_two_locks);
  ADD ("concurrent-takers", test_concurrent_takers);
  ADD ("left-guard", test_left_guard);
  return g_test_run ();
}
