/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the main programs tell the core about the outside: the only place in core that reads the
 * clock, the host and the environment, and only in sch_environment_new_system(). */

#include "config.h"

#include "sch-environment.h"

#include <unistd.h>

static gint64
system_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static char *
read_first_line (const char *path)
{
  g_autofree char *content = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    return g_strdup ("unknown");
  content[strcspn (content, "\n")] = '\0';
  return g_strdup (g_strstrip (content));
}

static char *
random_id (void)
{
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
  char id[17];

  for (guint i = 0; i < 16; i++)
    id[i] = digits[g_random_int () % 32];
  id[16] = '\0';
  return g_strdup (id);
}

/* An uninstalled build finds its data in the source tree. */
static char *
find_data_dir (void)
{
  const char *override = g_getenv ("SCHOLIAST_DATADIR");

  if (override != NULL && *override != '\0')
    return g_strdup (override);
  if (g_file_test (SCH_PKGDATADIR "/schemes", G_FILE_TEST_IS_DIR))
    return g_strdup (SCH_PKGDATADIR);
  return g_strdup (SCH_SOURCE_DATADIR);
}

/* A folder shared by all instances of the application, also between sandboxes. */
static char *
find_runtime_dir (void)
{
  const char *base = g_get_user_runtime_dir ();
  g_autofree char *dir = g_build_filename (base, "app", SCH_APP_ID, NULL);

  if (g_mkdir_with_parents (dir, 0700) != 0)
    return NULL;
  return g_steal_pointer (&dir);
}

/**
 * sch_environment_fold_name:
 *
 * Returns: (transfer full): @name as a layer name: lower case ASCII letters, digits, ".", "_" and
 *   "-", at most 64 characters, never empty
 */
char *
sch_environment_fold_name (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name != NULL ? name : "", "C");
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && folded->len < 64; p++)
    {
      char c = g_ascii_tolower (*p);

      if (g_ascii_isalnum (c))
        g_string_append_c (folded, c);
      else if (folded->len > 0 && (c == '.' || c == '_'))
        g_string_append_c (folded, c);
      else if (folded->len > 0 && folded->str[folded->len - 1] != '-')
        g_string_append_c (folded, '-');
    }
  while (folded->len > 0 && folded->str[folded->len - 1] == '-')
    g_string_truncate (folded, folded->len - 1);
  if (folded->len == 0)
    g_string_assign (folded, "annotator");
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/**
 * sch_environment_new_system:
 *
 * Returns: (transfer full): what this process sees of clock, host, user and folders
 */
SchEnvironment *
sch_environment_new_system (void)
{
  SchEnvironment *self = g_new0 (SchEnvironment, 1);

  self->now = system_now;
  self->user = sch_environment_fold_name (g_get_user_name ());
  self->host = g_strdup (g_get_host_name ());
  self->boot_id = read_first_line ("/proc/sys/kernel/random/boot_id");
  self->machine_id = read_first_line ("/etc/machine-id");
  self->instance = random_id ();
  self->state_dir = g_build_filename (g_get_user_state_dir (), "scholiast", NULL);
  self->cache_dir = g_build_filename (g_get_user_cache_dir (), "scholiast", NULL);
  self->runtime_dir = find_runtime_dir ();
  self->data_dir = find_data_dir ();
  self->schemes_dir = g_build_filename (g_get_user_data_dir (), "scholiast", "schemes", NULL);
  return self;
}

/**
 * sch_environment_copy:
 *
 * Returns: (transfer full): a deep copy
 */
SchEnvironment *
sch_environment_copy (const SchEnvironment *self)
{
  SchEnvironment *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (SchEnvironment, 1);
  copy->now = self->now;
  copy->user = g_strdup (self->user);
  copy->host = g_strdup (self->host);
  copy->boot_id = g_strdup (self->boot_id);
  copy->machine_id = g_strdup (self->machine_id);
  copy->instance = g_strdup (self->instance);
  copy->state_dir = g_strdup (self->state_dir);
  copy->cache_dir = g_strdup (self->cache_dir);
  copy->runtime_dir = g_strdup (self->runtime_dir);
  copy->data_dir = g_strdup (self->data_dir);
  copy->schemes_dir = g_strdup (self->schemes_dir);
  return copy;
}

void
sch_environment_free (SchEnvironment *self)
{
  if (self == NULL)
    return;
  g_free (self->user);
  g_free (self->host);
  g_free (self->boot_id);
  g_free (self->machine_id);
  g_free (self->instance);
  g_free (self->state_dir);
  g_free (self->cache_dir);
  g_free (self->runtime_dir);
  g_free (self->data_dir);
  g_free (self->schemes_dir);
  g_free (self);
}
