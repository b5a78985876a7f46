/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchCorpusBars: the lasting troubles of the corpus, one bar each.
 */
#define SCH_TYPE_CORPUS_BARS (sch_corpus_bars_get_type ())
G_DECLARE_FINAL_TYPE (SchCorpusBars, sch_corpus_bars, SCH, CORPUS_BARS, GtkWidget)

void sch_corpus_bars_set_workspace (SchCorpusBars *self, SchWorkspace *workspace);

G_END_DECLS
