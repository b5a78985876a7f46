/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SCH_FOLD_NONE = 0,
  SCH_FOLD_CASE = 1 << 0,
  SCH_FOLD_ACCENTS = 1 << 1,
} SchFoldFlags;

/**
 * SchFoldUnit:
 * @c: a character of the folded text
 * @char_start, @char_end: the characters of the text that it came from; units that came from the
 *   same ones (ß: ss) have the same
 */
typedef struct
{
  gunichar c;
  guint char_start;
  guint char_end;
} SchFoldUnit;

/**
 * SchFolder:
 *
 * Reads a text from its begin to its end and gives what its spellings have in common: canonical
 * decomposition; one form of quotation marks and of dashes; any run of white space, also no-break
 * spaces and line ends, one space; nothing for invisible format characters. %SCH_FOLD_CASE folds
 * case too; %SCH_FOLD_ACCENTS also drops accents and points, and takes ligatures and other
 * compatibility forms apart.
 */
typedef struct _SchFolder SchFolder;

SchFolder *sch_folder_new (const char *utf8, gsize byte_len, SchFoldFlags flags);
void sch_folder_free (SchFolder *self);
gboolean sch_folder_read (SchFolder *self, guint n_chars, GArray *units);
guint sch_folder_get_offset (SchFolder *self);
const guint8 *sch_folder_peek (SchFolder *self, gsize *byte_len);
void sch_folder_skip_ascii (SchFolder *self, gsize n_bytes);
void sch_folder_go_back (SchFolder *self, guint char_offset);

gunichar sch_fold_mark (gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchFolder, sch_folder_free)

G_END_DECLS
