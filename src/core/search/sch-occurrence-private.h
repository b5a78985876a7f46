/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What sch-occurrence.c and sch-occurrences.c share. */

#include "sch-occurrences.h"

G_BEGIN_DECLS

struct _SchOccurrence
{
  GObject parent_instance;

  char *path; /* a GRefString */
  SchRange range;
  char *before;
  char *text;
  char *after;
  char *key;
  gboolean ticked;
  gboolean left_out;
};

G_END_DECLS
