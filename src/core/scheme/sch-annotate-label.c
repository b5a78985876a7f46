/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label is made by the gesture that needs it first: one group changes the scheme and the span, so that
 * undo takes both away. The scheme's edit comes first in the group: undone in reverse, no span is ever
 * without its label. */

#include "config.h"

#include "sch-annotate-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-label-suggest.h"
#include "sch-scheme-draft.h"
#include "sch-store.h"

/* A scheme that has the label, and its id there. */
typedef struct
{
  SchScheme *scheme;
  char *label;
  char *name; /* of the step */
} NewLabel;

static void
new_label_clear (NewLabel *self)
{
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NewLabel, new_label_clear)

static void
add_label (SchSchemeDraft *draft, SchScheme *scheme, const char *name, NewLabel *made)
{
  const SchSchemePlace labels = { SCH_PART_LABEL, NULL, NULL, NULL };
  g_autofree char *key = sch_scheme_suggest_key (scheme, name);
  SchSchemePlace place = labels;

  made->label = sch_scheme_draft_add (draft, &labels, name, G_MAXUINT);
  place.id = made->label;
  sch_scheme_draft_set_string (draft, &place, "kind", sch_kind_to_string (SCH_KIND_ENTITY));
  sch_scheme_draft_set_string (draft, &place, "color", sch_scheme_suggest_color (scheme));
  sch_scheme_draft_set_string (draft, &place, "key", key);
  /* Translators: %s is the name of a label. */
  made->name = g_strdup_printf (_ ("New Label “%s”"), name);
}

/* The key may have been given away while it was retired. */
static void
bring_back (SchSchemeDraft *draft, SchScheme *scheme, const SchLabel *retired, NewLabel *made)
{
  const SchSchemePlace place = { SCH_PART_LABEL, NULL, retired->id, NULL };

  sch_scheme_draft_set_boolean (draft, &place, "retired", FALSE);
  if (*retired->key != '\0' && sch_scheme_get_label_by_key (scheme, retired->key) != NULL)
    {
      g_autofree char *key = sch_scheme_suggest_key (scheme, retired->name);

      sch_scheme_draft_set_string (draft, &place, "key", key);
    }
  made->label = g_strdup (retired->id);
  /* Translators: %s is the name of a label that was not in use any more. */
  made->name = g_strdup_printf (_ ("Use Label “%s” Again"), retired->name);
}

/* @existing: (nullable): the retired label of that name */
static gboolean
make_label (SchScheme *scheme, const char *name, const SchLabel *existing, NewLabel *made,
            GError **error)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);

  if (existing != NULL)
    bring_back (draft, scheme, existing, made);
  else
    add_label (draft, scheme, name, made);
  made->scheme = sch_scheme_draft_finish (draft, error);
  return made->scheme != NULL;
}

static char *
dup_checked_name (const char *name, GError **error)
{
  g_autofree char *checked = g_strstrip (g_strdup (name != NULL ? name : ""));

  if (*checked != '\0' && g_utf8_validate (checked, -1, NULL))
    return g_steal_pointer (&checked);
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_INVALID,
                       _ ("A label needs a name. Type one, then press Enter."));
  return NULL;
}

static SchEditGroup *
begin (const SchAnnotator *who, const NewLabel *made)
{
  SchEditGroup *group = sch_annotate_begin (who, made->name);

  sch_edit_group_add (group, SCH_RECORD_SCHEME, NULL, NULL,
                      sch_scheme_get_tree (sch_corpus_get_scheme (who->corpus)),
                      sch_scheme_get_tree (made->scheme));
  return group;
}

/**
 * sch_annotate_tag_with_new_label:
 * @ranges: code points, in any order
 *
 * Returns: (transfer full) (nullable): the id of the new span; NULL with %SCH_ERROR_INVALID (no name),
 *   %SCH_ERROR_RANGE, or an error of sch_corpus_apply()
 */
char *
sch_annotate_tag_with_new_label (const SchAnnotator *who, const char *name, const SchRange *ranges,
                                 guint n_ranges, char **label, GError **error)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  g_autofree char *checked = dup_checked_name (name, error);
  const SchLabel *existing = checked != NULL ? sch_scheme_find_label_by_name (scheme, checked)
                                             : NULL;
  g_auto (NewLabel) made = { NULL, NULL, NULL };
  g_autofree SchRange *own = NULL;
  g_autofree char *id = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (SchSpan) span = NULL;

  if (checked == NULL)
    return NULL;
  if (existing != NULL && !existing->retired)
    {
      if (label != NULL)
        *label = g_strdup (existing->id);
      return sch_annotate_tag (who, existing->id, ranges, n_ranges, error);
    }
  own = g_memdup2 (ranges, n_ranges * sizeof (SchRange));
  if (!sch_annotate_check_ranges (who, own, &n_ranges, error) ||
      !make_label (scheme, checked, existing, &made, error))
    return NULL;
  id = sch_id_new_random ();
  span = sch_span_new (id, made.label, own, n_ranges);
  group = begin (who, &made);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, NULL, span);
  if (!sch_annotate_finish (who, group, error))
    return NULL;
  if (label != NULL)
    *label = g_steal_pointer (&made.label);
  return g_steal_pointer (&id);
}

static gboolean
put_relabelled (const SchAnnotator *who, SchEditGroup *group, const char *const *ids,
                const SchLabel *label, GError **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      SchSpan *before = sch_annotate_find_span (who, ids[i], error);
      g_autoptr (SchSpan) after = NULL;

      if (before == NULL)
        return FALSE;
      after = sch_annotate_copy_with_label (before, label);
      sch_annotate_put (who, group, SCH_RECORD_SPAN, before, after);
    }
  return TRUE;
}

/**
 * sch_annotate_relabel_to_new:
 * @spans: (array zero-terminated=1): ids
 *
 * sch_annotate_relabel_many() to a label that is made in the same step.
 */
gboolean
sch_annotate_relabel_to_new (const SchAnnotator *who, const char *const *spans, const char *name,
                             char **label, GError **error)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  g_autofree char *checked = dup_checked_name (name, error);
  const SchLabel *existing = checked != NULL ? sch_scheme_find_label_by_name (scheme, checked)
                                             : NULL;
  g_auto (NewLabel) made = { NULL, NULL, NULL };
  g_autoptr (SchEditGroup) group = NULL;

  if (checked == NULL)
    return FALSE;
  if (existing != NULL && !existing->retired)
    {
      if (label != NULL)
        *label = g_strdup (existing->id);
      return spans[0] != NULL && spans[1] == NULL
                 ? sch_annotate_relabel (who, spans[0], existing->id, error)
                 : sch_annotate_relabel_many (who, spans, existing->id, error);
    }
  if (!make_label (scheme, checked, existing, &made, error))
    return FALSE;
  group = begin (who, &made);
  if (!put_relabelled (who, group, spans, sch_scheme_get_label (made.scheme, made.label), error) ||
      !sch_annotate_finish (who, group, error))
    return FALSE;
  if (label != NULL)
    *label = g_steal_pointer (&made.label);
  return TRUE;
}
