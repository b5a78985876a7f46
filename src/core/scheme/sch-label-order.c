/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of labels, and moving labels in it. A label stands below its parent where that is in use and
 * of the same kind; else at the top of its kind.
 *
 * Always holds: only what is moved changes its place in the file. */

#include "config.h"

#include "sch-label-order.h"

#include <string.h>

static SchSchemePlace
place_of (const char *id)
{
  return (SchSchemePlace){ .part = SCH_PART_LABEL, .id = id };
}

/* --- The tree --- */

const SchLabel *
sch_label_order_get_parent (SchScheme *scheme, const SchLabel *label)
{
  const SchLabel *parent;

  if (label->retired || *label->parent == '\0')
    return NULL;
  parent = sch_scheme_get_label (scheme, label->parent);
  return parent != NULL && !parent->retired && parent->kind == label->kind ? parent : NULL;
}

gboolean
sch_label_order_is_below (SchScheme *scheme, const SchLabel *label, const SchLabel *above)
{
  for (; label != NULL; label = sch_label_order_get_parent (scheme, label))
    if (label == above)
      return TRUE;
  return FALSE;
}

typedef struct
{
  SchScheme *scheme;
  GHashTable *children; /* SchLabel or the scheme itself -> GPtrArray of SchLabel */
  GArray *places;
} Walk;

static void
add_child (Walk *walk, const SchLabel *label)
{
  const SchLabel *parent = sch_label_order_get_parent (walk->scheme, label);
  gconstpointer key = parent != NULL ? (gconstpointer) parent : walk->scheme;
  GPtrArray *children = g_hash_table_lookup (walk->children, key);

  if (children == NULL)
    {
      children = g_ptr_array_new ();
      g_hash_table_insert (walk->children, (gpointer) key, children);
    }
  g_ptr_array_add (children, (gpointer) label);
}

static void
walk_below (Walk *walk, gconstpointer parent, int kind, guint depth)
{
  GPtrArray *children = g_hash_table_lookup (walk->children, parent);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      const SchLabel *label = g_ptr_array_index (children, i);
      SchLabelPlace place = { label, depth };

      if ((int) label->kind != kind)
        continue;
      g_array_append_val (walk->places, place);
      walk_below (walk, label, kind, depth + 1);
    }
}

/**
 * sch_label_order_list:
 *
 * Returns: (transfer full) (element-type SchLabelPlace): all labels
 */
GArray *
sch_label_order_list (SchScheme *scheme)
{
  guint n = sch_scheme_get_n_labels (scheme);
  g_autoptr (GHashTable)
      children = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  Walk walk = { scheme, children, g_array_new (FALSE, FALSE, sizeof (SchLabelPlace)) };

  for (guint i = 0; i < n; i++)
    if (!sch_scheme_get_label_at (scheme, i)->retired)
      add_child (&walk, sch_scheme_get_label_at (scheme, i));
  for (int kind = 0; kind < SCH_N_KINDS; kind++)
    walk_below (&walk, scheme, kind, 0);
  for (guint i = 0; i < n; i++)
    {
      SchLabelPlace place = { sch_scheme_get_label_at (scheme, i), 0 };

      if (place.label->retired)
        g_array_append_val (walk.places, place);
    }
  return walk.places;
}

/* --- Moving --- */

/* The label and what stands below it, as the tree has them. */
static GPtrArray *
dup_branch (SchScheme *scheme, const SchLabel *label)
{
  g_autoptr (GArray) places = sch_label_order_list (scheme);
  GPtrArray *branch = g_ptr_array_new ();

  for (guint i = 0; i < places->len; i++)
    {
      const SchLabel *other = g_array_index (places, SchLabelPlace, i).label;

      if (sch_label_order_is_below (scheme, other, label))
        g_ptr_array_add (branch, (gpointer) other);
    }
  return branch;
}

/* How many labels of the file that stay come before the place. After a label means after those below it
 * that follow it at once: its next sibling still comes later. */
static guint
count_before (SchScheme *scheme, const SchLabel *moved, const SchLabel *target, SchLabelDrop drop)
{
  guint n_stay = 0;
  guint position = 0;
  gboolean passed = FALSE;

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      if (sch_label_order_is_below (scheme, label, moved))
        continue;
      if (drop == SCH_LABEL_BEFORE && label == target)
        return n_stay;
      n_stay++;
      passed |= label == target;
      if (sch_label_order_is_below (scheme, label, target))
        position = n_stay;
      else if (drop == SCH_LABEL_AFTER && passed)
        return position;
    }
  return position;
}

/* All of the branch goes to the end first, so that its final places do not depend on where it was. */
static void
move_branch (SchSchemeDraft *draft, GPtrArray *branch, guint position)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < branch->len; i++)
      {
        const SchLabel *label = g_ptr_array_index (branch, i);
        SchSchemePlace place = place_of (label->id);

        sch_scheme_draft_move (draft, &place, pass == 0 ? G_MAXUINT : position + i);
      }
}

gboolean
sch_label_order_drop (SchSchemeDraft *draft, SchScheme *scheme, const char *id, const char *target,
                      SchLabelDrop drop)
{
  const SchLabel *label = sch_scheme_get_label (scheme, id);
  const SchLabel *other = sch_scheme_get_label (scheme, target);
  g_autoptr (GPtrArray) branch = NULL;
  const SchLabel *parent;
  SchSchemePlace place;

  if (label == NULL || other == NULL || label->retired || other->retired ||
      label->kind != other->kind || sch_label_order_is_below (scheme, other, label))
    return FALSE;
  branch = dup_branch (scheme, label);
  parent = drop == SCH_LABEL_INTO ? other : sch_label_order_get_parent (scheme, other);
  place = place_of (label->id);
  sch_scheme_draft_set_string (draft, &place, "parent", parent != NULL ? parent->id : NULL);
  move_branch (draft, branch, count_before (scheme, label, other, drop));
  return TRUE;
}

/* The next label of the same parent, that way. */
static const SchLabel *
find_sibling (SchScheme *scheme, const SchLabel *label, int direction)
{
  guint n = sch_scheme_get_n_labels (scheme);
  const SchLabel *parent = sch_label_order_get_parent (scheme, label);
  const SchLabel *before = NULL;
  gboolean passed = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const SchLabel *other = sch_scheme_get_label_at (scheme, i);

      if (other == label)
        {
          if (direction < 0)
            return before;
          passed = TRUE;
        }
      else if (!other->retired && other->kind == label->kind &&
               sch_label_order_get_parent (scheme, other) == parent)
        {
          if (passed)
            return other;
          before = other;
        }
    }
  return NULL;
}

gboolean
sch_label_order_step (SchSchemeDraft *draft, SchScheme *scheme, const char *id, SchLabelStep step)
{
  const SchLabel *label = sch_scheme_get_label (scheme, id);
  const SchLabel *other;
  SchLabelDrop drop;

  if (label == NULL || label->retired)
    return FALSE;
  switch (step)
    {
    case SCH_LABEL_UP:
      other = find_sibling (scheme, label, -1);
      drop = SCH_LABEL_BEFORE;
      break;
    case SCH_LABEL_DOWN:
      other = find_sibling (scheme, label, 1);
      drop = SCH_LABEL_AFTER;
      break;
    case SCH_LABEL_IN:
      other = find_sibling (scheme, label, -1);
      drop = SCH_LABEL_INTO;
      break;
    case SCH_LABEL_OUT:
    default:
      other = sch_label_order_get_parent (scheme, label);
      drop = SCH_LABEL_AFTER;
      break;
    }
  return other != NULL && sch_label_order_drop (draft, scheme, label->id, other->id, drop);
}

gboolean
sch_label_order_set_kind (SchSchemeDraft *draft, SchScheme *scheme, const char *id, SchKind kind)
{
  const SchLabel *label = sch_scheme_get_label (scheme, id);
  g_autoptr (GPtrArray) branch = label != NULL && !label->retired ? dup_branch (scheme, label)
                                                                  : g_ptr_array_new ();
  SchSchemePlace place;

  if (label == NULL)
    return FALSE;
  place = place_of (label->id);
  sch_scheme_draft_set_string (draft, &place, "parent", NULL);
  sch_scheme_draft_set_string (draft, &place, "kind", sch_kind_to_string (kind));
  for (guint i = 0; i < branch->len; i++)
    {
      place = place_of (((const SchLabel *) g_ptr_array_index (branch, i))->id);
      sch_scheme_draft_set_string (draft, &place, "kind", sch_kind_to_string (kind));
    }
  return TRUE;
}

gboolean
sch_label_order_set_parent (SchSchemeDraft *draft, SchScheme *scheme, const char *id,
                            const char *parent)
{
  SchSchemePlace place = place_of (id);

  if (parent != NULL && *parent != '\0')
    return sch_label_order_drop (draft, scheme, id, parent, SCH_LABEL_INTO);
  return sch_scheme_draft_set_string (draft, &place, "parent", NULL);
}
