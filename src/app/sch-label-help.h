/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/* (nullable): description, examples and counter-examples of a label in a few lines, for a tooltip */
char *sch_label_help_dup_tooltip (const SchLabel *label);

G_END_DECLS
