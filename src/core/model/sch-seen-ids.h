/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SCH_SEEN_IDS_MAX_OWNERS (1u << 26)

/**
 * SchSeenIds:
 *
 * Which ids there were, and where first, in 9 to 18 bytes an id: the ids themselves are not kept.
 */
typedef struct _SchSeenIds SchSeenIds;

/* Whether @id is one of those of @owner. Asked for real duplicates, and for one id of millions besides. */
typedef gboolean (*SchOwnsId) (guint owner, const char *id, gpointer data);

SchSeenIds *sch_seen_ids_new (SchOwnsId owns, gpointer data);
void sch_seen_ids_free (SchSeenIds *self);
/* FALSE: it was there, first with @before. @owner: below SCH_SEEN_IDS_MAX_OWNERS */
gboolean sch_seen_ids_add (SchSeenIds *self, const char *id, guint owner, guint *before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSeenIds, sch_seen_ids_free)

G_END_DECLS
