/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule of a scheme: whom it is about, and what it says where its author left that open. */

#include <glib/gi18n-lib.h>

#include "sch-scheme-private.h"

void
sch_rule_free (gpointer data)
{
  SchRule *self = data;

  g_free (self->id);
  g_strfreev (self->labels);
  g_free (self->relation);
  g_strfreev (self->from);
  g_strfreev (self->to);
  g_free (self->attribute);
  g_strfreev (self->values);
  g_strfreev (self->others);
  g_clear_pointer (&self->when, g_hash_table_unref);
  g_clear_pointer (&self->unless, g_hash_table_unref);
  g_free (self->message);
  g_free (self);
}

/* --- Whom a rule is about --- */

/**
 * sch_rule_is_met:
 * @label: (nullable): the label whose attributes they are
 * @attributes: (nullable): of a span, or of a relation
 *
 * Returns: whether the conditions of the rule let it hold: each attribute of "when" has one of its
 *   values and none of "unless" has, set or by a fixed default
 */
gboolean
sch_rule_is_met (const SchRule *self, const SchLabel *label, SchAttributes *attributes)
{
  GHashTableIter iter;
  gpointer id, values;

  if (self->when)
    {
      g_hash_table_iter_init (&iter, self->when);
      while (g_hash_table_iter_next (&iter, &id, &values))
        if (!sch_label_has_value (label, attributes, id, values))
          return FALSE;
    }
  if (self->unless)
    {
      g_hash_table_iter_init (&iter, self->unless);
      while (g_hash_table_iter_next (&iter, &id, &values))
        if (sch_label_has_value (label, attributes, id, values))
          return FALSE;
    }
  return TRUE;
}

/**
 * sch_rule_concerns:
 * @scheme: that the rule belongs to
 * @attributes: (nullable): of the span
 *
 * Returns: whether a span with the label and these attributes is one that the rule is about
 */
gboolean
sch_rule_concerns (const SchRule *self, SchScheme *scheme, const SchLabel *label,
                   SchAttributes *attributes)
{
  for (guint i = 0; self->labels[i]; i++)
    if (sch_scheme_label_matches (scheme, self->labels[i], label))
      return sch_rule_is_met (self, label, attributes);
  return FALSE;
}

/**
 * sch_rule_find_exemption:
 * @label: that the rule is about
 * @attribute: (out): of the label
 * @value: (out): of the attribute
 *
 * Returns: whether a choice of an attribute exempts spans with the label from the rule; the first
 */
gboolean
sch_rule_find_exemption (const SchRule *self, const SchLabel *label, const SchAttribute **attribute,
                         const SchAttributeValue **value)
{
  for (guint i = 0; self->unless && i < label->attributes->len; i++)
    {
      const SchAttribute *candidate = label->attributes->pdata[i];
      char **values = g_hash_table_lookup (self->unless, candidate->id);

      for (guint j = 0; values && values[j] && candidate->type == SCH_ATTRIBUTE_CHOICE; j++)
        {
          *attribute = candidate;
          *value = sch_attribute_get_value (candidate, values[j]);
          if (*value)
            return TRUE;
        }
    }
  return FALSE;
}

/* --- Messages --- */

static const char *
get_kind_name (SchKind kind)
{
  static const char *const names[SCH_N_KINDS] = {
    [SCH_KIND_ENTITY] = N_ ("Entity"), [SCH_KIND_CLAIM] = N_ ("Claim"),
    [SCH_KIND_SOURCE] = N_ ("Source"), [SCH_KIND_CUE] = N_ ("Cue"),
    [SCH_KIND_OTHER] = N_ ("Other"),
  };

  return _ (names[kind]);
}

/* “Person”, “Claim” */
static char *
dup_names (SchScheme *scheme, char **names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) quoted = NULL;

  for (guint i = 0; names[i]; i++)
    {
      const SchLabel *label = sch_scheme_get_label (scheme, names[i]);
      g_autofree char *name = NULL;
      SchKind kind;

      if (sch_kind_from_string (names[i], &kind))
        name = g_strdup_printf (_ ("“%s”"), get_kind_name (kind));
      else
        name = g_strdup_printf (_ ("“%s”"), label ? label->name : names[i]);
      g_strv_builder_add (builder, name);
    }
  quoted = g_strv_builder_end (builder);
  /* Translators: between the names of labels in a list. */
  return g_strjoinv (C_ ("labels", ", "), quoted);
}

static char *
dup_requires_message (const SchRule *self, const char *type)
{
  if (self->max == 0 && self->min <= 1)
    return g_strdup_printf (_ ("The relation “%s” is missing"), type);
  if (self->max == 0)
    return g_strdup_printf (_ ("There must be %u or more relations “%s”"), self->min, type);
  if (self->max == self->min)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "There must be %u relation “%s”",
                                         "There must be %u relations “%s”", self->max),
                            self->max, type);
  if (self->min == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "There must be at most %u relation “%s”",
                                         "There must be at most %u relations “%s”", self->max),
                            self->max, type);
  return g_strdup_printf (_ ("There must be %u to %u relations “%s”"), self->min, self->max, type);
}

/**
 * sch_rule_dup_reach_message:
 * @self: of kind SCH_RULE_RELATION
 *
 * Returns: (transfer full): that a relation leads farther than the rule allows, for people
 */
char *
sch_rule_dup_reach_message (const SchRule *self, SchScheme *scheme)
{
  const SchRelationType *type = sch_scheme_get_relation_type (scheme, self->relation);
  const char *name = type ? type->name : self->relation;

  if (self->reach == SCH_REACH_DOCUMENT)
    return g_strdup_printf (_ ("“%s” leads too far"), name);
  if (self->reach == SCH_REACH_PARAGRAPH)
    return g_strdup_printf (_ ("“%s” leads to another paragraph"), name);
  return g_strdup_printf (_ ("“%s” leads to another sentence"), name);
}

static char *
dup_relation_message (const SchRule *self, SchScheme *scheme, const char *type)
{
  g_autofree char *from = dup_names (scheme, self->from);
  g_autofree char *to = dup_names (scheme, self->to);

  if (*from && *to)
    /* Translators: a relation, and the labels that its ends may have. */
    return g_strdup_printf (_ ("“%s” must lead from %s to %s"), type, from, to);
  if (*from)
    return g_strdup_printf (_ ("“%s” must start at %s"), type, from);
  if (*to)
    return g_strdup_printf (_ ("“%s” must end at %s"), type, to);
  return sch_rule_dup_reach_message (self, scheme);
}

/* The first label that has the attribute tells its name. */
static const SchAttribute *
find_attribute (const SchRule *self, SchScheme *scheme)
{
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      const SchAttribute *attribute = sch_label_get_attribute (label, self->attribute);

      for (guint j = 0; attribute && self->labels[j]; j++)
        if (sch_scheme_label_matches (scheme, self->labels[j], label))
          return attribute;
    }
  return NULL;
}

static char *
dup_attribute_message (const SchRule *self, SchScheme *scheme)
{
  const SchAttribute *attribute = find_attribute (self, scheme);
  const char *name = attribute ? attribute->name : self->attribute;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *values = NULL;

  if (!self->values[0])
    return g_strdup_printf (_ ("“%s” has no value"), name);
  for (guint i = 0; self->values[i]; i++)
    {
      const SchAttributeValue *value = attribute
                                           ? sch_attribute_get_value (attribute, self->values[i])
                                           : NULL;
      g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), value ? value->name : self->values[i]);

      g_strv_builder_add (builder, quoted);
    }
  names = g_strv_builder_end (builder);
  values = g_strjoinv (C_ ("values", ", "), names);
  /* Translators: an attribute, and the values that it may have. */
  return g_strdup_printf (_ ("“%s” must be one of %s"), name, values);
}

/**
 * sch_rule_dup_default_message:
 * @scheme: that the rule belongs to
 *
 * Returns: (transfer full): what is wrong where the rule is broken, for people
 */
char *
sch_rule_dup_default_message (const SchRule *self, SchScheme *scheme)
{
  const SchRelationType *type = sch_scheme_get_relation_type (scheme, self->relation);
  const char *type_name = type ? type->name : self->relation;
  g_autofree char *others = self->others ? dup_names (scheme, self->others) : NULL;

  switch (self->kind)
    {
    case SCH_RULE_REQUIRES:
      return dup_requires_message (self, type_name);
    case SCH_RULE_RELATION:
      return dup_relation_message (self, scheme, type_name);
    case SCH_RULE_ATTRIBUTE:
      return dup_attribute_message (self, scheme);
    case SCH_RULE_NO_OVERLAP:
      return g_strdup_printf (_ ("This overlaps with %s"), others);
    case SCH_RULE_NO_CROSSING:
      return g_strdup_printf (_ ("This lies half in %s"), others);
    case SCH_RULE_INSIDE:
      return g_strdup_printf (_ ("This is not within %s"), others);
    case SCH_RULE_OUTSIDE:
      return g_strdup_printf (_ ("This is not outside %s"), others);
    case SCH_RULE_BALANCED:
      return g_strdup (self->marks == SCH_MARKS_BRACKETS ? _ ("A bracket has no partner")
                                                         : _ ("A quotation mark has no partner"));
    case SCH_RULE_WHOLE_WORDS:
      return g_strdup (_ ("This starts or ends within a word"));
    case SCH_N_RULE_KINDS:
    default:
      g_return_val_if_reached (g_strdup (self->id));
    }
}
