/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of a corpus that find another scheme than they were made from: the scheme is merged, where that
 * leaves nothing to ask. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-corpus-private.h"
#include "sch-scheme-merge.h"

/* The copy that is kept has the rest. */
#define MAX_ISSUES 20u

/* @base: (nullable); @conflicts: (out) (transfer full) (element-type SchSchemeConflict): where ours was
 * taken though theirs says otherwise. Returns NULL where one of the trees is no scheme. */
static SchTree *
merge_schemes (SchTree *base, SchTree *ours, SchTree *theirs, GPtrArray **conflicts)
{
  g_autoptr (SchScheme) old = base != NULL ? sch_scheme_new (base, "scheme.json", NULL) : NULL;
  g_autoptr (SchScheme) own = sch_scheme_new (ours, "scheme.json", NULL);
  g_autoptr (SchScheme) other = sch_scheme_new (theirs, "scheme.json", NULL);
  g_autoptr (SchScheme) merged = NULL;

  if (own == NULL || other == NULL)
    return NULL;
  merged = sch_scheme_merge (old, own, other, conflicts);
  return sch_record_ref (sch_scheme_get_tree (merged));
}

/**
 * sch_corpus_merge_foreign_scheme:
 * @first: the first of the edits that are not in the file yet
 * @last: the last of them
 * @theirs: what the file has now
 * @n_conflicts: (out): how many things both changed; each is an issue
 *
 * Returns: (transfer full) (nullable): the merged scheme; NULL where one of them is none
 */
SchTree *
sch_corpus_merge_foreign_scheme (SchCorpus *self, const SchEdit *first, const SchEdit *last,
                                 SchTree *theirs, guint *n_conflicts)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  SchTree *merged = merge_schemes (first->before, last->after, theirs, &conflicts);

  *n_conflicts = merged != NULL ? conflicts->len : 1;
  for (guint i = 0; merged != NULL && i < MIN (conflicts->len, MAX_ISSUES); i++)
    {
      g_autofree char *text = sch_scheme_conflict_dup_text (g_ptr_array_index (conflicts, i));
      g_autofree char *message = g_strdup_printf (
          _ ("scheme.json was changed by another program: %s"), text);

      sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, "scheme.json", message);
    }
  return merged;
}

/* (transfer full) (nullable): what the edit makes of the scheme that is there now. */
static SchTree *
rebase (SchCorpus *self, const SchEdit *edit)
{
  SchTree *current = sch_scheme_get_tree (self->scheme);
  g_autoptr (SchScheme) after = NULL;
  g_autoptr (SchTree) merged = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  if (edit->before == NULL || edit->after == NULL)
    return NULL;
  merged = merge_schemes (edit->before, current, edit->after, &conflicts);
  if (merged == NULL || conflicts->len > 0)
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
