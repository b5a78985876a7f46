/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of files for what a scheme says: kinds, types, severities. */

#include "config.h"

#include "sch-scheme.h"

static const char *const kind_words[] = { "entity", "claim", "source", "cue", "other" };
static const char *const type_words[] = { "choice",  "choices", "text", "number",
                                          "boolean", "date",    "url" };
static const char *const rule_kind_words[] = { "requires",  "relation",   "attribute",
                                               "noOverlap", "noCrossing", "inside",
                                               "outside",   "balanced",   "wholeWords" };
static const char *const marks_words[] = { "quotes", "brackets" };
static const char *const reach_words[] = { "", "paragraph", "sentence" };
static const char *const severity_words[] = { "error", "warning", "info" };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == SCH_N_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (type_words) == SCH_ATTRIBUTE_URL + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (rule_kind_words) == SCH_N_RULE_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (marks_words) == SCH_N_MARKS);
G_STATIC_ASSERT (G_N_ELEMENTS (reach_words) == SCH_N_REACHES);
G_STATIC_ASSERT (G_N_ELEMENTS (severity_words) == SCH_SEVERITY_INFO + 1);

/* Leaves @value alone where nothing is found. */
static gboolean
find_word (const char *const *words, guint n_words, const char *string, guint *value)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], string) == 0)
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * sch_kind_to_string:
 *
 * Returns: the word for the kind in files
 */
const char *
sch_kind_to_string (SchKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_words), "");
  return kind_words[kind];
}

/**
 * sch_kind_from_string:
 * @kind: (out)
 *
 * Returns: whether the word names a kind
 */
gboolean
sch_kind_from_string (const char *string, SchKind *kind)
{
  guint value;

  if (!find_word (kind_words, G_N_ELEMENTS (kind_words), string, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}

/**
 * sch_attribute_type_to_string:
 *
 * Returns: the word for the type in files
 */
const char *
sch_attribute_type_to_string (SchAttributeType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (type_words), "");
  return type_words[type];
}

/**
 * sch_attribute_type_from_string:
 * @type: (out)
 *
 * Returns: whether the word names a type
 */
gboolean
sch_attribute_type_from_string (const char *string, SchAttributeType *type)
{
  guint value;

  if (!find_word (type_words, G_N_ELEMENTS (type_words), string, &value))
    return FALSE;
  *type = value;
  return TRUE;
}

/**
 * sch_rule_kind_to_string:
 *
 * Returns: the member that tells the kind in files
 */
const char *
sch_rule_kind_to_string (SchRuleKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (rule_kind_words), "");
  return rule_kind_words[kind];
}

/**
 * sch_rule_kind_from_string:
 * @kind: (out)
 *
 * Returns: whether the member tells a kind
 */
gboolean
sch_rule_kind_from_string (const char *string, SchRuleKind *kind)
{
  guint value;

  if (!find_word (rule_kind_words, G_N_ELEMENTS (rule_kind_words), string, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}

const char *
sch_marks_to_string (SchMarks marks)
{
  g_return_val_if_fail ((guint) marks < G_N_ELEMENTS (marks_words), "");
  return marks_words[marks];
}

gboolean
sch_marks_from_string (const char *string, SchMarks *marks)
{
  guint value;

  if (!find_word (marks_words, G_N_ELEMENTS (marks_words), string, &value))
    return FALSE;
  *marks = value;
  return TRUE;
}

const char *
sch_reach_to_string (SchReach reach)
{
  g_return_val_if_fail ((guint) reach < G_N_ELEMENTS (reach_words), "");
  return reach_words[reach];
}

gboolean
sch_reach_from_string (const char *string, SchReach *reach)
{
  guint value;

  if (!find_word (reach_words, G_N_ELEMENTS (reach_words), string, &value))
    return FALSE;
  *reach = value;
  return TRUE;
}

/**
 * sch_severity_to_string:
 *
 * Returns: the word for the severity in files and in the output of commands
 */
const char *
sch_severity_to_string (SchSeverity severity)
{
  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (severity_words), "warning");
  return severity_words[severity];
}

gboolean
sch_severity_from_string (const char *string, SchSeverity *severity)
{
  guint value;

  if (!find_word (severity_words, G_N_ELEMENTS (severity_words), string, &value))
    return FALSE;
  *severity = value;
  return TRUE;
}
