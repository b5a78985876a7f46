/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sch_later_add:
 *
 * Calls @func once the frame that shows what was just done has been painted: the text answers first,
 * the panels beside it follow. What comes within the same moment needs one call only.
 *
 * Returns: the source, for g_source_remove() and g_clear_handle_id()
 */
guint sch_later_add (GSourceFunc func, gpointer data);

G_END_DECLS
