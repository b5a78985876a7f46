/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchRecent:
 * @id: of the corpus, "" where it has none yet
 *
 * A corpus that was open lately.
 */
typedef struct
{
  char *uri;
  char *id;
  char *title;
} SchRecent;

/* (element-type SchRecent) (transfer full): newest first */
GPtrArray *sch_recents_list (GSettings *settings);
void sch_recents_add (GSettings *settings, const char *uri, const char *id, const char *title);
void sch_recents_remove (GSettings *settings, const char *uri);

/* (nullable): path of the document last shown in a corpus */
char *sch_recents_dup_document (GSettings *settings, const char *corpus_id);
void sch_recents_set_document (GSettings *settings, const char *corpus_id, const char *path);

/* (nullable): name of the layer last edited in a corpus */
char *sch_recents_dup_layer (GSettings *settings, const char *corpus_id);
void sch_recents_set_layer (GSettings *settings, const char *corpus_id, const char *layer);

/* (nullable): id of the span that was selected in a document when it was left */
char *sch_recents_dup_span (GSettings *settings, const char *corpus_id, const char *path);
/* @span: NULL = none */
void sch_recents_set_span (GSettings *settings, const char *corpus_id, const char *path,
                           const char *span);

G_END_DECLS
