/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SchApplication: the program: its windows, and what concerns all of them.
 */
#define SCH_TYPE_APPLICATION (sch_application_get_type ())
G_DECLARE_FINAL_TYPE (SchApplication, sch_application, SCH, APPLICATION, AdwApplication)

SchApplication *sch_application_new (void);
/* @document: (nullable): path in the corpus. @window: (nullable): where to open it if it is free */
void sch_application_open_corpus (SchApplication *self, GtkWindow *window, GFile *folder,
                                  const char *document);

G_END_DECLS
