/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What annotations name and another scheme does not have, beside labels: told before it is taken. */

#include "config.h"

#include "sch-scheme-lack.h"

#include "sch-scheme-changes-private.h"

static void
free_lack (gpointer data)
{
  SchSchemeLack *lack = data;

  sch_scheme_difference_free (lack->what);
  g_ptr_array_unref (lack->ids);
  g_free (lack);
}

static void
add_id (SchSchemeLack *lack, const char *id)
{
  g_ptr_array_add (lack->ids, g_strdup (id));
}

/* The ids that the draft says of the thing. */
static void
add_replaced (SchSchemeLack *lack, SchSchemeDraft *draft)
{
  JsonObject *object = sch_scheme_draft_get (draft, &lack->what->place);
  JsonArray *replaces = object != NULL && json_object_has_member (object, "replaces")
                            ? json_object_get_array_member (object, "replaces")
                            : NULL;

  for (guint i = 0; replaces != NULL && i < json_array_get_length (replaces); i++)
    add_id (lack, json_array_get_string_element (replaces, i));
}

static void
set_name (char **name, SchSchemeDraft *draft, const SchSchemePlace *place)
{
  g_free (*name);
  *name = g_strdup (sch_scheme_draft_get_name (draft, place));
}

/* What it belongs to is called as it is now. */
static void
use_names_of (SchSchemeLack *lack, SchSchemeDraft *draft)
{
  const SchSchemePlace *place = &lack->what->place;
  const SchSchemePlace attribute = { place->part, place->owner, place->id, NULL };
  SchSchemePlace owner = { SCH_PART_LABEL, NULL, place->owner, NULL };

  if (place->value != NULL)
    set_name (&lack->what->attribute_name, draft, &attribute);
  if (place->part == SCH_PART_RELATION_ATTRIBUTE)
    owner.part = SCH_PART_RELATION;
  if (place->part == SCH_PART_LABEL_ATTRIBUTE || place->part == SCH_PART_RELATION_ATTRIBUTE)
    set_name (&lack->what->owner_name, draft, &owner);
}

static gboolean
is_lacking (const SchSchemeDifference *difference)
{
  return difference->subject == SCH_SUBJECT_PLACE && difference->kind == SCH_DIFFERENCE_REMOVED &&
         difference->place.id != NULL && difference->place.part != SCH_PART_LABEL &&
         difference->place.part != SCH_PART_RULE;
}

GPtrArray *
sch_scheme_list_lacks (SchScheme *current, SchScheme *next)
{
  GPtrArray *lacks = g_ptr_array_new_with_free_func (free_lack);
  g_autoptr (GPtrArray) differences = sch_scheme_diff (current, next);
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (current);

  for (guint i = 0; i < differences->len; i++)
    {
      const SchSchemeDifference *difference = g_ptr_array_index (differences, i);
      SchSchemeLack *lack;

      if (!is_lacking (difference))
        continue;
      lack = g_new0 (SchSchemeLack, 1);
      lack->what = sch_scheme_difference_copy (difference);
      lack->ids = g_ptr_array_new_with_free_func (g_free);
      add_id (lack,
              difference->place.value != NULL ? difference->place.value : difference->place.id);
      add_replaced (lack, draft);
      use_names_of (lack, draft);
      g_ptr_array_add (lacks, lack);
    }
  return lacks;
}

static gboolean
is_named (const SchSchemeLack *lack, gpointer record)
{
  SchSchemePlace place = lack->what->place;

  for (guint i = 0; i < lack->ids->len; i++)
    {
      if (place.value != NULL)
        place.value = g_ptr_array_index (lack->ids, i);
      else
        place.id = g_ptr_array_index (lack->ids, i);
      if (sch_scheme_place_concerns (&place, record, NULL))
        return TRUE;
    }
  return FALSE;
}

void
sch_scheme_lacks_count (GPtrArray *lacks, gpointer record)
{
  for (guint i = 0; i < lacks->len; i++)
    {
      SchSchemeLack *lack = g_ptr_array_index (lacks, i);

      lack->n += is_named (lack, record);
    }
}

void
sch_scheme_lacks_drop_unused (GPtrArray *lacks)
{
  for (guint i = lacks->len; i-- > 0;)
    if (((const SchSchemeLack *) g_ptr_array_index (lacks, i))->n == 0)
      g_ptr_array_remove_index (lacks, i);
}
