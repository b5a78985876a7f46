/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands at a place of a scheme, and what the program calls it. */

#include "config.h"

#include "sch-scheme-place.h"

#include <glib/gi18n-lib.h>

/**
 * sch_scheme_place_get_attributes:
 *
 * Returns: (nullable) (element-type SchAttribute): NULL where the scheme has no such owner
 */
GPtrArray *
sch_scheme_place_get_attributes (const SchSchemePlace *place, SchScheme *scheme)
{
  const SchLabel *label;
  const SchRelationType *type;

  switch (place->part)
    {
    case SCH_PART_LABEL_ATTRIBUTE:
      label = sch_scheme_get_label (scheme, place->owner);
      return label != NULL ? label->attributes : NULL;
    case SCH_PART_RELATION_ATTRIBUTE:
      type = sch_scheme_get_relation_type (scheme, place->owner);
      return type != NULL ? type->attributes : NULL;
    case SCH_PART_DOCUMENT_ATTRIBUTE:
      return sch_scheme_get_document_attributes (scheme);
    case SCH_PART_CLUSTER_ATTRIBUTE:
      return sch_scheme_get_cluster_attributes (scheme, place->owner);
    case SCH_PART_LABEL:
    case SCH_PART_RELATION:
    case SCH_PART_RULE:
    default:
      return NULL;
    }
}

const SchAttribute *
sch_scheme_place_get_attribute (const SchSchemePlace *place, SchScheme *scheme)
{
  GPtrArray *attributes = sch_scheme_place_get_attributes (place, scheme);

  for (guint i = 0; attributes != NULL && place->id != NULL && i < attributes->len; i++)
    {
      const SchAttribute *attribute = attributes->pdata[i];

      if (g_str_equal (attribute->id, place->id))
        return attribute;
    }
  return NULL;
}

const SchAttributeValue *
sch_scheme_place_get_value (const SchSchemePlace *place, SchScheme *scheme)
{
  const SchAttribute *attribute = sch_scheme_place_get_attribute (place, scheme);

  return attribute != NULL && place->value != NULL
             ? sch_attribute_get_value (attribute, place->value)
             : NULL;
}

/* --- Names ---------------------------------------------------------------------------------- */

const char *
sch_scheme_place_get_kind_title (SchKind kind)
{
  switch (kind)
    {
    case SCH_KIND_ENTITY:
      return _ ("Entities");
    case SCH_KIND_CLAIM:
      return _ ("Claims");
    case SCH_KIND_SOURCE:
      return _ ("Sources");
    case SCH_KIND_CUE:
      return _ ("Cues");
    case SCH_KIND_OTHER:
    case SCH_N_KINDS:
    default:
      return _ ("Others");
    }
}

const char *
sch_scheme_place_get_type_title (SchAttributeType type)
{
  switch (type)
    {
    case SCH_ATTRIBUTE_CHOICE:
      return _ ("One of several values");
    case SCH_ATTRIBUTE_CHOICES:
      return _ ("Any of several values");
    case SCH_ATTRIBUTE_NUMBER:
      return _ ("Number");
    case SCH_ATTRIBUTE_BOOLEAN:
      return _ ("Yes or no");
    case SCH_ATTRIBUTE_DATE:
      return _ ("Date");
    case SCH_ATTRIBUTE_URL:
      return _ ("Address");
    case SCH_ATTRIBUTE_TEXT:
    default:
      return _ ("Text");
    }
}

const char *
sch_scheme_place_get_derive_title (const char *derive)
{
  static const char *const titles[][2] = {
    { "quotation", N_ ("From the quotation marks") },
    { "voice", N_ ("From the source") },
    { "number", N_ ("From the number") },
    { "date", N_ ("From the date") },
    { "language", N_ ("From the language") },
    { "sticky", N_ ("As it was set last") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i][0], derive) == 0)
      return _ (titles[i][1]);
  return NULL;
}

char *
sch_scheme_place_dup_name (SchScheme *scheme, const char *kind_or_label)
{
  const SchLabel *label;
  SchKind kind;

  if (sch_kind_from_string (kind_or_label, &kind))
    return g_strdup (sch_scheme_place_get_kind_title (kind));
  label = sch_scheme_get_label (scheme, kind_or_label);
  return g_strdup (label != NULL ? label->name : kind_or_label);
}
