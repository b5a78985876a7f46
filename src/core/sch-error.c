/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of the core. */

#include "sch-error.h"

G_DEFINE_QUARK (sch_error_quark, sch_error)
