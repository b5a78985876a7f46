/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The person's copy of the sample corpus, made where there is none yet. @made: (out) */
GFile *sch_sample_prepare (const char *data_dir, gboolean *made, GError **error);
gboolean sch_sample_is (GFile *folder);

G_END_DECLS
