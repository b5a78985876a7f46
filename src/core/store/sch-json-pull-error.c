/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of the JSON reader, and the lines and columns they name.
 *
 * Places are counted only when somebody asks, and from the place asked for last, so that asking at
 * every record of a large file costs one pass over it.
 */

#include "sch-json-pull-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-store.h"

static void
count_lines (SchJsonPull *self, const char *where)
{
  const char *p;

  if (where < self->counted)
    {
      self->counted = self->data;
      self->counted_line = self->first_line;
      self->counted_column = 1;
    }
  p = self->counted;
  for (;;)
    {
      const char *newline = memchr (p, '\n', where - p);

      if (newline == NULL)
        break;
      p = newline + 1;
      self->counted_line++;
      self->counted_column = 1;
    }
  for (; p < where; p++)
    if ((*p & 0xC0) != 0x80)
      self->counted_column++;
  self->counted = where;
}

static void G_GNUC_PRINTF (3, 0)
    fail_at_valist (SchJsonPull *self, const char *where, const char *format, va_list args)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (self->error != NULL)
    return;
  text = g_strdup_vprintf (format, args);
  name = sch_store_display_name (self->file_name);
  self->value = where;
  self->has_value = FALSE;
  count_lines (self, where);
  self->error = g_error_new (SCH_ERROR, SCH_ERROR_FORMAT, "%s:%u:%u: %s", name, self->counted_line,
                             self->counted_column, text);
}

/**
 * sch_json_pull_fail_at:
 * @where: the byte that is wrong
 *
 * Sets the sticky error, unless there is one already.
 */
void
sch_json_pull_fail_at (SchJsonPull *self, const char *where, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  fail_at_valist (self, where, format, args);
  va_end (args);
}

static const char *
describe_type (SchJsonType type)
{
  switch (type)
    {
    case SCH_JSON_NULL:
      return _ ("null");
    case SCH_JSON_BOOLEAN:
      return _ ("true or false");
    case SCH_JSON_NUMBER:
      return _ ("a number");
    case SCH_JSON_STRING:
      return _ ("a string");
    case SCH_JSON_ARRAY:
      return _ ("an array");
    case SCH_JSON_OBJECT:
      return _ ("an object");
    case SCH_JSON_NONE:
    default:
      return _ ("nothing");
    }
}

/* What stands at `where`, in words, for a message. */
static char *
describe_found (SchJsonPull *self, const char *where)
{
  gunichar c;

  if (where >= self->end)
    return g_strdup (_ ("the end of the file"));
  c = g_utf8_get_char_validated (where, MIN (self->end - where, 6));
  if (*where == '\0')
    return g_strdup (_ ("a NUL byte"));
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return g_strdup_printf (_ ("the byte 0x%02X"), (guchar) *where);
  if (c == '\'')
    return g_strdup (_ ("a single quote (strings stand in double quotes)"));
  if (!g_unichar_isgraph (c))
    return g_strdup_printf (_ ("the character U+%04X"), c);
  return g_strdup_printf (_ ("“%.*s”"), (int) (g_utf8_next_char (where) - where), where);
}

void
sch_json_pull_fail_expected (SchJsonPull *self, const char *expected)
{
  g_autofree char *found = describe_found (self, self->p);

  sch_json_pull_fail_at (self, self->p, _ ("expected %s, found %s"), expected, found);
}

void
sch_json_pull_fail_token (SchJsonPull *self, const SchJsonToken *token)
{
  g_autofree char *found = describe_found (self, token->where);

  switch (token->fault)
    {
    case SCH_JSON_FAULT_END:
      sch_json_pull_fail_at (self, token->where,
                             _ ("the file ends inside a value; it may be cut off"));
      break;
    case SCH_JSON_FAULT_CONTROL:
      sch_json_pull_fail_at (self, token->where,
                             _ ("%s inside a string; control characters must be escaped"), found);
      break;
    case SCH_JSON_FAULT_NUL:
      sch_json_pull_fail_at (self, token->where, _ ("a string may not hold U+0000"));
      break;
    case SCH_JSON_FAULT_UTF8:
      sch_json_pull_fail_at (self, token->where, _ ("%s is not valid UTF-8 here"), found);
      break;
    case SCH_JSON_FAULT_ESCAPE:
      sch_json_pull_fail_at (self, token->where, _ ("an unknown escape in a string"));
      break;
    case SCH_JSON_FAULT_TOO_LONG:
      sch_json_pull_fail_at (self, token->where, _ ("a string longer than %u bytes"),
                             SCH_JSON_MAX_STRING_BYTES);
      break;
    case SCH_JSON_FAULT_NUMBER:
      sch_json_pull_fail_at (
          self, token->where,
          _ ("a malformed number; forms like 012, 1., .5 and +1 are not allowed"));
      break;
    case SCH_JSON_FAULT_RANGE:
      sch_json_pull_fail_at (self, token->where, _ ("the number %.*s is too large"),
                             (int) MIN (token->byte_len, 40), token->start);
      break;
    case SCH_JSON_FAULT_NONE:
    default:
      g_assert_not_reached ();
    }
}

/**
 * sch_json_pull_fail_type:
 *
 * The value last begun is of another type than the caller asked for.
 */
void
sch_json_pull_fail_type (SchJsonPull *self, SchJsonType expected, SchJsonType found)
{
  sch_json_pull_fail_at (self, self->value, _ ("expected %s, found %s"), describe_type (expected),
                         describe_type (found));
}

/**
 * sch_json_pull_get_line:
 *
 * Returns: the line, from 1, of the value last begun: the one announced by the last
 *   sch_json_pull_next_member() or sch_json_pull_next_element(), or the container that these two
 *   just left. After an error, the line of the error.
 */
guint
sch_json_pull_get_line (SchJsonPull *self)
{
  count_lines (self, self->value);
  return self->counted_line;
}

/**
 * sch_json_pull_get_column:
 *
 * Returns: its column, from 1, in code points
 */
guint
sch_json_pull_get_column (SchJsonPull *self)
{
  count_lines (self, self->value);
  return self->counted_column;
}

/**
 * sch_json_pull_fail:
 * @format: a translated message without place, e.g. "the range ends before it starts"
 *
 * Makes an error of the caller's the sticky one, with the place of the value last begun.
 */
void
sch_json_pull_fail (SchJsonPull *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  fail_at_valist (self, self->value, format, args);
  va_end (args);
}

gboolean
sch_json_pull_failed (SchJsonPull *self)
{
  return self->error != NULL;
}
