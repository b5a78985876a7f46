/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-format.h"

G_BEGIN_DECLS

/**
 * SchCliSource:
 * @shown: its path, for messages
 * @stem: its file name without extension, for documents that have no name
 *
 * A file that is read, open at its start.
 */
typedef struct
{
  char *shown;
  char *stem;
  const SchFormat *format;
  GInputStream *stream;
} SchCliSource;

/* @format_id: "auto" looks at the content */
gboolean sch_cli_source_open (SchCliSource *self, const char *path, const char *format_id,
                              GError **error);
void sch_cli_source_clear (SchCliSource *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchCliSource, sch_cli_source_clear)

G_END_DECLS
