/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus-find.h"

G_BEGIN_DECLS

/* Characters shown around a hit. */
#define CONTEXT_BEFORE 24u
#define CONTEXT_CHARS 90u

SchFindHit *sch_find_hit_new (SchDocument *document, SchText *text, SchRange range);
SchFindHit *sch_find_hit_new_document (SchDocument *document, guint n_hits);

G_END_DECLS
