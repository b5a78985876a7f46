/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SchJsonName:
 * @text: in the buffer that is read, or in a chunk of the reader's; it outlives the set
 */
typedef struct
{
  const char *text;
  gsize byte_len;
  guint64 hash;
} SchJsonName;

/* The names of all open objects, innermost last. */
typedef struct
{
  SchJsonName *names;
  gsize n;
  gsize n_allocated;
  guint64 seed;
} SchJsonNames;

/* The names of one object: those from first on. */
typedef struct
{
  gsize first;
  guint n;
  guint n_slots;
  guint32 *slots; /* 1 + index into names, counted from first; 0 = free */
} SchJsonNameSet;

void sch_json_name_set_open (SchJsonNameSet *self, SchJsonNames *all);
gboolean sch_json_name_set_add (SchJsonNameSet *self, SchJsonNames *all, const char *text,
                                gsize byte_len);
void sch_json_name_set_close (SchJsonNameSet *self, SchJsonNames *all);

G_END_DECLS
