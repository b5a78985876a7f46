/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output that appears whole or not at all. */

#include "config.h"

#include "sch-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sch-store.h"

#define COPY_BYTES 65536

struct _SchCliOutput
{
  char *path;      /* (nullable): NULL = stdout */
  gboolean keeps;  /* the path is a pipe or a device: it is written to, not replaced */
  char *temporary; /* (nullable): to be removed */
  int fd;
  GOutputStream *stream;
};

static gboolean
fail_file (const char *path, GError **error)
{
  int code = errno;
  g_autofree char *shown = path != NULL ? sch_store_display_name (path) : g_strdup (_ ("stdout"));

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("%s cannot be written: %s"),
               shown, g_strerror (code));
  return FALSE;
}

static gboolean
open_temporary (SchCliOutput *self, GError **error)
{
  g_autofree char *folder = NULL;
  struct stat info;

  if (self->path == NULL)
    {
      self->fd = g_file_open_tmp ("scholiast-XXXXXX", &self->temporary, error);
      return self->fd >= 0;
    }
  if (stat (self->path, &info) == 0 && S_ISDIR (info.st_mode))
    {
      errno = EISDIR;
      return fail_file (self->path, error);
    }
  if (stat (self->path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      self->keeps = TRUE;
      self->fd = g_file_open_tmp ("scholiast-XXXXXX", &self->temporary, error);
      return self->fd >= 0;
    }
  folder = g_path_get_dirname (self->path);
  self->temporary = g_build_filename (folder, ".scholiast-output-XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0666);
  if (self->fd >= 0)
    return TRUE;
  g_clear_pointer (&self->temporary, g_free);
  return fail_file (self->path, error);
}

SchCliOutput *
sch_cli_output_new (const char *path, GError **error)
{
  g_autoptr (SchCliOutput) self = g_new0 (SchCliOutput, 1);
  g_autoptr (GOutputStream) raw = NULL;

  self->fd = -1;
  self->path = g_strdup (path);
  if (!open_temporary (self, error))
    return NULL;
  raw = g_unix_output_stream_new (self->fd, FALSE);
  self->stream = g_buffered_output_stream_new_sized (raw, COPY_BYTES);
  return g_steal_pointer (&self);
}

GOutputStream *
sch_cli_output_get_stream (SchCliOutput *self)
{
  return self->stream;
}

static gboolean
copy_to (SchCliOutput *self, FILE *stream, GError **error)
{
  g_autofree char *buffer = g_malloc (COPY_BYTES);
  gssize n;

  if (lseek (self->fd, 0, SEEK_SET) < 0)
    return fail_file (self->path, error);
  while ((n = read (self->fd, buffer, COPY_BYTES)) > 0)
    if (fwrite (buffer, 1, n, stream) != (gsize) n)
      return fail_file (self->path, error);
  if (n < 0 || fflush (stream) != 0)
    return fail_file (self->path, error);
  return TRUE;
}

static gboolean
copy_to_path (SchCliOutput *self, GError **error)
{
  FILE *stream = g_fopen (self->path, "we");
  gboolean good;

  if (stream == NULL)
    return fail_file (self->path, error);
  good = copy_to (self, stream, error);
  fclose (stream);
  return good;
}

gboolean
sch_cli_output_commit (SchCliOutput *self, GError **error)
{
  if (!g_output_stream_flush (self->stream, NULL, error))
    return FALSE;
  if (self->path == NULL)
    return copy_to (self, stdout, error);
  if (self->keeps)
    return copy_to_path (self, error);
  if (fsync (self->fd) != 0 || g_rename (self->temporary, self->path) != 0)
    return fail_file (self->path, error);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

void
sch_cli_output_free (SchCliOutput *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}
