/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "sch-find.h"
#include "sch-fold.h"

G_BEGIN_DECLS

struct _SchFindQuery
{
  gatomicrefcount refs;
  char *pattern;
  SchFindFlags flags;
  SchFoldFlags fold;
  GArray *needle;   /* of SchFoldUnit; literal only */
  pcre2_code *code; /* regular expression only; NULL where that is empty */
};

G_END_DECLS
