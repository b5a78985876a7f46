/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *sch_text_guess_encoding (const char *data, gsize len);
GBytes *sch_text_convert (GBytes *bytes, const char *encoding, GError **error);
GBytes *sch_text_convert_lossy (GBytes *bytes, const char *encoding, guint *n_replaced,
                                GError **error);

G_END_DECLS
