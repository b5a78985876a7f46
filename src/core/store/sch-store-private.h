/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-store.h"

G_BEGIN_DECLS

/* What the files of the store share. */
#define SCH_STORE_TEMPORARY_SUFFIX ".scholiast-tmp"

gboolean sch_store_set_error (GError **error, int code, const char *action, const char *path);
gboolean sch_store_sync_folder (int folder_fd);
gboolean sch_store_sync_parent (const char *path);

G_END_DECLS
