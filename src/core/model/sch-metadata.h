/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/**
 * SchFoundMetadata:
 *
 * What a text says about itself. Every member is a string, "" where nothing was found; @published is
 * an ISO date.
 */
typedef struct
{
  char *title;
  char *outlet;
  char *author;
  char *published;
  char *url;
} SchFoundMetadata;

/* Looks at the beginning of a text: first line, "By NAME", a date, a URL. */
SchFoundMetadata *sch_metadata_find (const char *text);
void sch_found_metadata_free (SchFoundMetadata *self);

/* A METADATA record that says nothing but the path; and a copy of one for another path. */
SchTree *sch_metadata_new (const char *path);
SchTree *sch_metadata_with_path (SchTree *metadata, const char *path);
/* (nullable): whether it says nothing but the path */
gboolean sch_metadata_is_empty (SchTree *metadata);
/* A copy with the member set; "" takes it out. */
SchTree *sch_metadata_with_text (SchTree *metadata, const char *member, const char *text);
/* (nullable): what is wrong with the value of a member, and what to write instead */
char *sch_metadata_dup_complaint (const char *member, const char *value);
/* "Port closed: day 9" -> "port-closed-day-9" */
char *sch_metadata_dup_slug (const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchFoundMetadata, sch_found_metadata_free)

G_END_DECLS
