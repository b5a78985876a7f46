/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchOrderedWork:
 * @work: (nullable result): called once an item at most, in any thread; looks at nothing that
 *   @take changes
 * @take: in the calling thread, strictly in the order of the items; FALSE with an error ends it
 * @free_result: (nullable): after @take, and for what is not taken any more
 *
 * Work on many items of which each is independent of the others, but the results are not.
 */
typedef struct
{
  gpointer (*work) (guint index, gpointer data);
  gboolean (*take) (guint index, gpointer result, gpointer data, GError **error);
  GDestroyNotify free_result;
} SchOrderedWork;

/* Does what a loop over the items would do that calls @work and then @take for each: the same results,
 * the same first error, cancelled between items. With @n_workers above 1 that many threads work
 * ahead, but only so far that a few results wait to be taken. */
gboolean sch_ordered_work_run (const SchOrderedWork *work, guint n_items, guint n_workers,
                               gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
