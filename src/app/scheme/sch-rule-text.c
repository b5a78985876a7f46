/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules in words, for the list of rules. */

#include "config.h"

#include "sch-rule-text.h"

#include <glib/gi18n-lib.h>

/* --- Names ---------------------------------------------------------------------------------- */

const char *
sch_rule_text_get_kind (SchRuleKind kind)
{
  switch (kind)
    {
    case SCH_RULE_REQUIRES:
      return _ ("A relation is required");
    case SCH_RULE_RELATION:
      return _ ("Where a relation may lead");
    case SCH_RULE_ATTRIBUTE:
      return _ ("An attribute must be set");
    case SCH_RULE_NO_OVERLAP:
      return _ ("No overlap");
    case SCH_RULE_NO_CROSSING:
      return _ ("No crossing");
    case SCH_RULE_INSIDE:
      return _ ("Inside another annotation");
    case SCH_RULE_OUTSIDE:
      return _ ("Outside other annotations");
    case SCH_RULE_BALANCED:
      return _ ("Balanced quotation marks or brackets");
    case SCH_RULE_WHOLE_WORDS:
    case SCH_N_RULE_KINDS:
    default:
      return _ ("Whole words");
    }
}

const char *
sch_rule_text_get_severity (SchSeverity severity)
{
  switch (severity)
    {
    case SCH_SEVERITY_ERROR:
      return _ ("Error");
    case SCH_SEVERITY_INFO:
      return _ ("Hint");
    case SCH_SEVERITY_WARNING:
    default:
      return _ ("Warning");
    }
}

const char *
sch_rule_text_get_icon (SchSeverity severity)
{
  switch (severity)
    {
    case SCH_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case SCH_SEVERITY_INFO:
      return "dialog-information-symbolic";
    case SCH_SEVERITY_WARNING:
    default:
      return "dialog-warning-symbolic";
    }
}

static const char *
get_name (SchScheme *scheme, const char *name)
{
  static const char *const kinds[SCH_N_KINDS] = {
    [SCH_KIND_ENTITY] = N_ ("Entity"), [SCH_KIND_CLAIM] = N_ ("Claim"),
    [SCH_KIND_SOURCE] = N_ ("Source"), [SCH_KIND_CUE] = N_ ("Cue"),
    [SCH_KIND_OTHER] = N_ ("Other"),
  };
  const SchLabel *label;
  SchKind kind;

  if (sch_kind_from_string (name, &kind))
    return _ (kinds[kind]);
  label = sch_scheme_get_label (scheme, name);
  return label != NULL ? label->name : name;
}

/* "Claim or Source" */
static char *
dup_names (SchScheme *scheme, char **names)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_ptr_array_add (shown, (char *) get_name (scheme, names[i]));
  if (shown->len == 0)
    g_ptr_array_add (shown, _ ("(nothing)"));
  g_ptr_array_add (shown, NULL);
  /* Translators: between names of labels of which any may be meant. */
  return g_strjoinv (_ (" or "), (char **) shown->pdata);
}

/* --- Attributes ----------------------------------------------------------------------------- */

static void
add_attribute (GPtrArray *attributes, SchAttribute *attribute)
{
  for (guint i = 0; i < attributes->len; i++)
    if (g_str_equal (((SchAttribute *) attributes->pdata[i])->id, attribute->id))
      return;
  g_ptr_array_add (attributes, attribute);
}

GPtrArray *
sch_rule_text_list_attributes (SchScheme *scheme, char **labels)
{
  GPtrArray *attributes = g_ptr_array_new ();

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      gboolean meant = FALSE;

      for (guint k = 0; labels != NULL && labels[k] != NULL && !meant; k++)
        meant = sch_scheme_label_matches (scheme, labels[k], label);
      for (guint k = 0; meant && k < label->attributes->len; k++)
        add_attribute (attributes, label->attributes->pdata[k]);
    }
  return attributes;
}

static GPtrArray *
list_for_rule (const SchRule *rule, SchScheme *scheme)
{
  const SchRelationType *type;

  if (rule->kind != SCH_RULE_RELATION)
    return sch_rule_text_list_attributes (scheme, rule->labels);
  type = sch_scheme_get_relation_type (scheme, rule->relation);
  return type != NULL ? g_ptr_array_ref (type->attributes) : g_ptr_array_new ();
}

static const SchAttribute *
find_attribute (GPtrArray *attributes, const char *id)
{
  for (guint i = 0; i < attributes->len; i++)
    if (g_strcmp0 (((SchAttribute *) attributes->pdata[i])->id, id) == 0)
      return attributes->pdata[i];
  return NULL;
}

static char *
dup_values (const SchAttribute *attribute, char **values)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; values[i] != NULL; i++)
    {
      const SchAttributeValue *value = attribute != NULL
                                           ? sch_attribute_get_value (attribute, values[i])
                                           : NULL;

      g_ptr_array_add (shown, value != NULL ? value->name : values[i]);
    }
  g_ptr_array_add (shown, NULL);
  /* Translators: between values of which any may be meant. */
  return g_strjoinv (C_ ("values", " or "), (char **) shown->pdata);
}

/* "Voice is author’s own and Quotation is none" */
static char *
dup_condition (GPtrArray *attributes, GHashTable *condition)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (condition), (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const SchAttribute *attribute = find_attribute (attributes, l->data);
      g_autofree char *values = dup_values (attribute, g_hash_table_lookup (condition, l->data));

      if (l != ids)
        g_string_append (text, _ (" and "));
      /* Translators: an attribute and its value: "Voice is author's own". */
      g_string_append_printf (text, _ ("%s is %s"),
                              attribute != NULL ? attribute->name : (const char *) l->data, values);
    }
  return g_string_free (text, FALSE);
}

/* --- Sentences ------------------------------------------------------------------------------ */

static char *
dup_count (const SchRule *rule)
{
  if (rule->max == 0)
    return g_strdup_printf (rule->min <= 1 ? _ ("at least one")
                                           : g_dngettext (GETTEXT_PACKAGE, "at least %u",
                                                          "at least %u", rule->min),
                            rule->min);
  if (rule->min == rule->max)
    return rule->min == 1 ? g_strdup (_ ("exactly one"))
                          : g_strdup_printf (_ ("exactly %u"), rule->min);
  if (rule->min == 0)
    return rule->max == 1 ? g_strdup (_ ("at most one"))
                          : g_strdup_printf (_ ("at most %u"), rule->max);
  return g_strdup_printf (_ ("%u to %u"), rule->min, rule->max);
}

static char *
dup_requires (const SchRule *rule, const char *subject, const char *type)
{
  g_autofree char *count = dup_count (rule);

  if (rule->at_from)
    /* Translators: a label, a number such as "at least one", the name of a relation. */
    return g_strdup_printf (_ ("Every %s needs %s “%s”"), subject, count, type);
  return g_strdup_printf (_ ("Every %s needs %s “%s” that leads to it"), subject, count, type);
}

static char *
dup_relation (const SchRule *rule, SchScheme *scheme, const char *type)
{
  g_autofree char *from = dup_names (scheme, rule->from);
  g_autofree char *to = dup_names (scheme, rule->to);
  GString *text = g_string_new (NULL);

  if (rule->from[0] != NULL && rule->to[0] != NULL)
    /* Translators: the name of a relation, and labels. */
    g_string_append_printf (text, _ ("“%s” leads only from %s to %s"), type, from, to);
  else if (rule->from[0] != NULL)
    g_string_append_printf (text, _ ("“%s” leads only from %s"), type, from);
  else if (rule->to[0] != NULL)
    g_string_append_printf (text, _ ("“%s” leads only to %s"), type, to);
  else
    g_string_append_printf (text, _ ("“%s” leads anywhere"), type);
  if (rule->reach == SCH_REACH_SENTENCE)
    g_string_append (text, _ (", within a sentence"));
  else if (rule->reach == SCH_REACH_PARAGRAPH)
    g_string_append (text, _ (", within a paragraph"));
  return g_string_free (text, FALSE);
}

static char *
dup_attribute (const SchRule *rule, const char *subject, GPtrArray *attributes)
{
  const SchAttribute *attribute = find_attribute (attributes, rule->attribute);
  const char *name = attribute != NULL ? attribute->name : rule->attribute;
  g_autofree char *values = dup_values (attribute, rule->values);

  if (rule->values[0] == NULL)
    /* Translators: a label and one of its attributes. */
    return g_strdup_printf (_ ("Every %s has a value for %s"), subject, name);
  /* Translators: a label, one of its attributes, its values. */
  return g_strdup_printf (_ ("Of every %s, %s is %s"), subject, name, values);
}

static char *
dup_sentence (const SchRule *rule, SchScheme *scheme, GPtrArray *attributes)
{
  const SchRelationType *relation = sch_scheme_get_relation_type (scheme, rule->relation);
  const char *type = relation != NULL ? relation->name : rule->relation;
  g_autofree char *subject = dup_names (scheme, rule->labels);
  g_autofree char *others = dup_names (scheme, rule->others);

  switch (rule->kind)
    {
    case SCH_RULE_REQUIRES:
      return dup_requires (rule, subject, type);
    case SCH_RULE_RELATION:
      return dup_relation (rule, scheme, type);
    case SCH_RULE_ATTRIBUTE:
      return dup_attribute (rule, subject, attributes);
    case SCH_RULE_NO_OVERLAP:
      return g_strdup_printf (_ ("No %s overlaps with %s"), subject, others);
    case SCH_RULE_NO_CROSSING:
      return g_strdup_printf (_ ("No %s lies half in %s"), subject, others);
    case SCH_RULE_INSIDE:
      return g_strdup_printf (_ ("Every %s lies inside %s"), subject, others);
    case SCH_RULE_OUTSIDE:
      return g_strdup_printf (_ ("Every %s lies outside %s"), subject, others);
    case SCH_RULE_BALANCED:
      if (rule->marks == SCH_MARKS_BRACKETS)
        return g_strdup_printf (_ ("In every %s, each bracket has its partner"), subject);
      return g_strdup_printf (_ ("In every %s, each quotation mark has its partner"), subject);
    case SCH_RULE_WHOLE_WORDS:
    case SCH_N_RULE_KINDS:
    default:
      return g_strdup_printf (_ ("Every %s starts and ends where words do"), subject);
    }
}

char *
sch_rule_text_dup (const SchRule *rule, SchScheme *scheme)
{
  g_autoptr (GPtrArray) attributes = list_for_rule (rule, scheme);
  g_autofree char *sentence = dup_sentence (rule, scheme, attributes);
  g_autofree char *when = rule->when != NULL ? dup_condition (attributes, rule->when) : NULL;
  g_autofree char *unless = rule->unless != NULL ? dup_condition (attributes, rule->unless) : NULL;
  GString *text = g_string_new (sentence);

  if (when != NULL)
    /* Translators: the end of a sentence; %s is a condition such as "Voice is author's own". */
    g_string_append_printf (text, _ (", if %s"), when);
  if (unless != NULL)
    /* Translators: the end of a sentence; %s is a condition such as "Voice is author's own". */
    g_string_append_printf (text, _ (", unless %s"), unless);
  return g_string_free (text, FALSE);
}
