/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conflicts of merged schemes in words. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-scheme-merge.h"

static char *
dup_both_text (const SchSchemeDifference *at, const char *place)
{
  g_autofree char *ours = sch_scheme_dup_value_text (at->before);
  g_autofree char *theirs = sch_scheme_dup_value_text (at->after);

  return g_strdup_printf (_ ("%s: %s was changed on both sides; “%s” is taken, not “%s”"), place,
                          sch_scheme_member_get_title (at->member), ours, theirs);
}

static char *
dup_mended_text (const SchSchemeDifference *at, const char *place)
{
  g_autofree char *ours = sch_scheme_dup_value_text (at->before);
  g_autofree char *theirs = sch_scheme_dup_value_text (at->after);

  if (at->member == NULL)
    return g_strdup_printf (_ ("%s: left out, because what it is about was removed"), place);
  return g_strdup_printf (_ ("%s: %s does not fit what the other side changed; it is “%s” now, it "
                             "was “%s”"),
                          place, sch_scheme_member_get_title (at->member), ours, theirs);
}

/**
 * sch_scheme_conflict_dup_text:
 *
 * Returns: (transfer full): what both sides did and what is taken, in one line without a full stop
 */
char *
sch_scheme_conflict_dup_text (const SchSchemeConflict *self)
{
  const SchSchemeDifference *at = self->at;
  g_autofree char *place = sch_scheme_difference_dup_place_text (at);
  g_autofree char *value = NULL;

  switch (self->kind)
    {
    case SCH_CONFLICT_REMOVED:
      return g_strdup_printf (at->before != NULL
                                  ? _ ("%s: changed here and removed there; it is kept")
                                  : _ ("%s: removed here and changed there; it is kept"),
                              place);
    case SCH_CONFLICT_MERGED:
      return g_strdup_printf (_ ("%s: one side merged it into “%s”, the other changed it; it is "
                                 "merged"),
                              place, at->into_name);
    case SCH_CONFLICT_KEY:
      value = sch_scheme_dup_value_text (at->after);
      return g_strdup_printf (_ ("%s: the key %s belongs to “%s”; it has none now"), place, value,
                              at->into_name);
    case SCH_CONFLICT_MENDED:
      return dup_mended_text (at, place);
    case SCH_CONFLICT_WHOLE:
      return g_strdup_printf (_ ("The two schemes do not go together (%s); the scheme is left as "
                                 "it is here"),
                              at->name);
    case SCH_CONFLICT_CHANGED:
    case SCH_CONFLICT_ADDED:
    default:
      if (at->member == NULL)
        return g_strdup_printf (_ ("%s: changed on both sides; ours is taken"), place);
      if (at->before == NULL && at->after == NULL)
        return g_strdup_printf (_ ("%s: %s was changed on both sides; ours is taken"), place,
                                sch_scheme_member_get_title (at->member));
      return dup_both_text (at, place);
    }
}
