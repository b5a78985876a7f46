/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchFileState:
 * @exists: whether the file is there
 * @size: bytes
 * @mtime_ns: modification time, nanoseconds since 1970
 * @inode: inode number
 * @sha256: of the content, lower-case hex, "" where not computed or not there
 *
 * What is known of a file on the disk; two equal states without a hash mean "probably unchanged".
 */
typedef struct
{
  gboolean exists;
  guint64 size;
  gint64 mtime_ns;
  guint64 inode;
  char sha256[65];
} SchFileState;

gboolean sch_file_state_equal_stat (const SchFileState *a, const SchFileState *b);
gboolean sch_store_stat (const char *path, SchFileState *state, GError **error);
void sch_store_sha256 (const char *data, gsize byte_len, char sha256[65]);

GBytes *sch_store_read (const char *path, guint64 max_bytes, SchFileState *state, GError **error);
gboolean sch_store_replace (const char *path, GBytes *content, const SchFileState *expected,
                            SchFileState *state, GError **error);
gboolean sch_store_make_folder (const char *path, GError **error);
/* Renames a folder or file to a name that is free, durably; makes the folder around it. */
gboolean sch_store_move (const char *from, const char *to, GError **error);
/* Takes away a folder with all that is in it. */
gboolean sch_store_remove_tree (const char *folder, GError **error);
gboolean sch_store_remove (const char *path, GError **error);
/* Never over another file: SCH_ERROR_EXISTS. */
gboolean sch_store_rename (const char *from, const char *to, GError **error);
gboolean sch_store_create (const char *path, GBytes *content, GError **error);
void sch_store_remove_empty_folders (const char *folder, const char *root);
gboolean sch_store_is_writable (const char *folder);
void sch_store_clean_temporary (const char *folder);
char *sch_store_display_name (const char *path);

/* Document paths, layer names, ids: what data-format.md allows. */
gboolean sch_path_is_valid (const char *document_path, GError **error);
gboolean sch_layer_name_is_valid (const char *name);
gboolean sch_id_is_valid (const char *id);
char *sch_id_new_random (void);
char *sch_id_from_parts (const char *const *parts);

G_END_DECLS
