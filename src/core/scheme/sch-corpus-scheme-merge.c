/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of a corpus that find another scheme than they were made from: the scheme is merged, where that
 * leaves nothing to ask. */

#include "config.h"

#include "sch-corpus-private.h"
#include "sch-scheme-merge.h"

/**
 * sch_corpus_merge_schemes:
 * @base: (nullable)
 * @n_conflicts: (out): where ours was taken though theirs says otherwise
 *
 * Returns: (transfer full) (nullable): NULL where one of the trees is no scheme
 */
SchTree *
sch_corpus_merge_schemes (SchTree *base, SchTree *ours, SchTree *theirs, guint *n_conflicts)
{
  g_autoptr (SchScheme) old = base != NULL ? sch_scheme_new (base, "scheme.json", NULL) : NULL;
  g_autoptr (SchScheme) own = sch_scheme_new (ours, "scheme.json", NULL);
  g_autoptr (SchScheme) other = sch_scheme_new (theirs, "scheme.json", NULL);
  g_autoptr (SchScheme) merged = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (own == NULL || other == NULL)
    return NULL;
  merged = sch_scheme_merge (old, own, other, &conflicts);
  *n_conflicts = conflicts->len;
  return sch_record_ref (sch_scheme_get_tree (merged));
}

/* (transfer full) (nullable): what the edit makes of the scheme that is there now. */
static SchTree *
rebase (SchCorpus *self, const SchEdit *edit)
{
  SchTree *current = sch_scheme_get_tree (self->scheme);
  g_autoptr (SchScheme) after = NULL;
  g_autoptr (SchTree) merged = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  guint n_conflicts;

  if (edit->before == NULL || edit->after == NULL)
    return NULL;
  merged = sch_corpus_merge_schemes (edit->before, current, edit->after, &n_conflicts);
  if (merged == NULL || n_conflicts > 0)
    return NULL;
  after = sch_scheme_new (merged, "scheme.json", NULL);
  differences = after != NULL ? sch_scheme_diff (self->scheme, after) : NULL;
  return differences != NULL && differences->len > 0 ? g_steal_pointer (&merged) : NULL;
}

/**
 * sch_corpus_rebase_step:
 * @group: to be applied, made when the scheme was another
 *
 * Returns: (transfer full) (nullable): the same group for the scheme as it is now; NULL where the scheme is
 *   not what keeps it from being applied, or where its change of the scheme does not go together with those
 *   made since
 */
SchEditGroup *
sch_corpus_rebase_step (SchCorpus *self, SchEditGroup *group)
{
  g_autoptr (SchEditGroup) rebased = sch_edit_group_new (group->name, group->layer);
  gboolean changed = FALSE;

  rebased->op = group->op;
  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);
      SchTree *current = sch_scheme_get_tree (self->scheme);
      g_autoptr (SchTree) after = NULL;

      if (edit->type != SCH_RECORD_SCHEME || sch_record_equal (current, edit->before))
        {
          sch_edit_group_add (rebased, edit->type, edit->layer, edit->path, edit->before,
                              edit->after);
          continue;
        }
      after = rebase (self, edit);
      if (after == NULL)
        return NULL;
      sch_edit_group_add (rebased, SCH_RECORD_SCHEME, NULL, NULL, current, after);
      changed = TRUE;
    }
  return changed ? g_steal_pointer (&rebased) : NULL;
}
