/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-format.h"
#include "sch-scheme.h"
#include "sch-segmenter.h"

G_BEGIN_DECLS

/**
 * SchSelection:
 * @kinds: bits 1 << SchKind; 0 = all
 * @labels: (nullable) (array zero-terminated=1): ids; NULL = all
 * @documents: (nullable): pattern
 * @statuses: bits 1 << SchStatus; 0 = all
 * @exclude_regions: cut out what labels with the role "exclude" cover
 * @keep_suggestions: else spans that nobody has accepted are left out
 *
 * What of a corpus goes into an export. What it leaves out is counted and is no loss.
 */
typedef struct
{
  guint kinds;
  char **labels;
  char *documents;
  guint statuses;
  SchNesting nesting;
  gboolean exclude_regions;
  gboolean keep_suggestions;
} SchSelection;

void sch_selection_clear (SchSelection *self);
gboolean sch_selection_takes_path (const SchSelection *self, const char *path);
gboolean sch_selection_takes_status (const SchSelection *self, SchStatus status);
/* Leaves the selected spans of the document; (transfer full): @document, or a new one where its text
 * was cut. @document is taken. */
SchFormatDocument *sch_selection_apply (const SchSelection *self, SchFormatDocument *document,
                                        SchScheme *scheme, SchReport *report, GError **error);
/* A document of the stretches of another's text; stretches that would run together are kept apart
 * by a line feed. Spans that reach out are cut to what is left of them, which is reported. */
SchFormatDocument *sch_format_document_cut (SchFormatDocument *document, GArray *pieces,
                                            SchReport *report);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchSelection, sch_selection_clear)

G_END_DECLS
