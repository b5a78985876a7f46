/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One problem: a value that never changes; what it says about a place is as of when it was found. */

#include <string.h>

#include "sch-problems.h"

struct _SchProblem
{
  GObject parent_instance;

  const char *rule; /* interned */
  char *message;
  char *span;
  char *relation;
  char *other;
  SchRange *ranges;
  guint n_ranges;
  SchSeverity severity;
  guint char_start;
  guint char_end;
  guint line;
  guint column;
};

G_DEFINE_FINAL_TYPE (SchProblem, sch_problem, G_TYPE_OBJECT)

static void
sch_problem_finalize (GObject *object)
{
  SchProblem *self = SCH_PROBLEM (object);

  g_free (self->message);
  g_free (self->span);
  g_free (self->relation);
  g_free (self->other);
  g_free (self->ranges);
  G_OBJECT_CLASS (sch_problem_parent_class)->finalize (object);
}

static void
sch_problem_class_init (SchProblemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_problem_finalize;
}

static void
sch_problem_init (SchProblem *self)
{
  self->line = 1;
  self->column = 1;
}

/**
 * sch_problem_new:
 * @message: for people, translated
 * @span, @relation: (nullable): ids
 * @place: (nullable): the span where it shows; NULL = the start of the text
 * @text: (nullable): from which line and column are taken
 *
 * Returns: (transfer full): the problem
 */
SchProblem *
sch_problem_new (const char *rule, SchSeverity severity, const char *message, const char *span,
                 const char *relation, const SchSpan *place, SchText *text)
{
  SchProblem *self = g_object_new (SCH_TYPE_PROBLEM, NULL);
  guint char_offset;

  self->rule = g_intern_string (rule);
  self->severity = severity;
  self->message = g_strdup (message);
  self->span = g_strdup (span);
  self->relation = g_strdup (relation);
  if (!place)
    return self;
  self->char_start = sch_span_get_start (place);
  self->char_end = sch_span_get_end (place);
  if (!text)
    return self;
  char_offset = MIN (self->char_start, sch_text_get_char_count (text));
  self->line = sch_text_line_at (text, char_offset);
  self->column = char_offset - sch_text_get_line_start (text, self->line) + 1;
  self->line++;
  return self;
}

const char *
sch_problem_get_rule (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), NULL);
  return self->rule;
}

const char *
sch_problem_get_message (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), NULL);
  return self->message;
}

const char *
sch_problem_get_span (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), NULL);
  return self->span;
}

const char *
sch_problem_get_relation (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), NULL);
  return self->relation;
}

const char *
sch_problem_get_other (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), NULL);
  return self->other;
}

void
sch_problem_set_other (SchProblem *self, const char *other)
{
  g_return_if_fail (SCH_IS_PROBLEM (self) && self->other == NULL);
  self->other = g_strdup (other);
}

/**
 * sch_problem_get_ranges:
 * @n_ranges: (out)
 *
 * Returns: (nullable): where the span might be instead
 */
const SchRange *
sch_problem_get_ranges (SchProblem *self, guint *n_ranges)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), NULL);
  *n_ranges = self->n_ranges;
  return self->ranges;
}

void
sch_problem_set_ranges (SchProblem *self, const SchRange *ranges, guint n_ranges)
{
  g_return_if_fail (SCH_IS_PROBLEM (self) && self->ranges == NULL);
  self->ranges = g_memdup2 (ranges, n_ranges * sizeof *ranges);
  self->n_ranges = n_ranges;
}

SchSeverity
sch_problem_get_severity (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), SCH_SEVERITY_ERROR);
  return self->severity;
}

guint
sch_problem_get_char_start (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), 0);
  return self->char_start;
}

guint
sch_problem_get_char_end (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), 0);
  return self->char_end;
}

guint
sch_problem_get_line (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), 0);
  return self->line;
}

guint
sch_problem_get_column (SchProblem *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM (self), 0);
  return self->column;
}

/**
 * sch_problem_compare:
 *
 * Returns: the order of both in a list: by start, rule, span, relation and message
 */
int
sch_problem_compare (SchProblem *a, SchProblem *b)
{
  int result;

  if (a->char_start != b->char_start)
    return a->char_start < b->char_start ? -1 : 1;
  if ((result = strcmp (a->rule, b->rule)) != 0 || (result = g_strcmp0 (a->span, b->span)) != 0 ||
      (result = g_strcmp0 (a->relation, b->relation)) != 0)
    return result;
  return strcmp (a->message, b->message);
}

static gboolean
has_same_ranges (SchProblem *a, SchProblem *b)
{
  return a->n_ranges == b->n_ranges &&
         (a->n_ranges == 0 || memcmp (a->ranges, b->ranges, a->n_ranges * sizeof (SchRange)) == 0);
}

/**
 * sch_problem_equal:
 *
 * Returns: whether both say and propose the same about the same place
 */
gboolean
sch_problem_equal (SchProblem *a, SchProblem *b)
{
  return sch_problem_compare (a, b) == 0 && a->char_end == b->char_end &&
         a->severity == b->severity && g_strcmp0 (a->other, b->other) == 0 &&
         has_same_ranges (a, b);
}
