/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* (transfer full): the style of a document's text. @font: (nullable): a Pango font description, of which
 * the family counts; "" = a serif font for reading. @zoom: 1.0 = 100 %. */
char *sch_document_style_dup_css (const char *font, double zoom);

G_END_DECLS
