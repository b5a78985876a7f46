/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading single values of known types with the JSON reader.
 *
 * Each function checks the type, the form and the range of the next value before it takes it; what
 * the caller passed for the result is not touched otherwise.
 */

#include "sch-json-pull-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/**
 * sch_json_pull_read_string:
 * @value: (out) (transfer full): the string; not touched after an error
 */
gboolean
sch_json_pull_read_string (SchJsonPull *self, char **value)
{
  const char *text;
  gsize byte_len;

  if (!sch_json_pull_peek_string (self, &text, &byte_len))
    return FALSE;
  *value = g_strndup (text, byte_len);
  sch_json_pull_end_value (self, self->peeked_end);
  return TRUE;
}

/**
 * sch_json_pull_peek_string:
 * @value: (out) (transfer none): the decoded string; valid until the next call; NUL-terminated
 *   only if @byte_len is NULL
 * @byte_len: (out) (optional): its bytes
 *
 * Looks at a string without copying it. It stays the next value: the next
 * sch_json_pull_next_member() or sch_json_pull_next_element() steps over it, as does
 * sch_json_pull_skip(), and none of them reads it again.
 */
gboolean
sch_json_pull_peek_string (SchJsonPull *self, const char **value, gsize *byte_len)
{
  if (!sch_json_pull_expect_type (self, SCH_JSON_STRING))
    return FALSE;
  if (self->peeked_end == NULL)
    {
      if (!sch_json_pull_scan_scalar (self, SCH_JSON_STRING, &self->peeked))
        return FALSE;
      self->peeked_end = self->peeked.end;
      if (self->peeked.has_escapes)
        {
          g_string_truncate (self->scratch, 0);
          self->n_repairs += sch_json_decode (self->scratch, &self->peeked);
        }
    }
  if (byte_len == NULL && !self->peeked.has_escapes)
    {
      g_string_truncate (self->scratch, 0);
      g_string_append_len (self->scratch, self->peeked.start, self->peeked.byte_len);
      *value = self->scratch->str;
      return TRUE;
    }
  *value = self->peeked.has_escapes ? self->scratch->str : self->peeked.start;
  if (byte_len != NULL)
    *byte_len = self->peeked.has_escapes ? self->scratch->len : self->peeked.byte_len;
  return TRUE;
}

/**
 * sch_json_pull_peek_is_integer:
 *
 * Returns: whether the next value is a number without fraction and exponent
 */
gboolean
sch_json_pull_peek_is_integer (SchJsonPull *self)
{
  SchJsonToken token;

  return sch_json_pull_next_type (self) == SCH_JSON_NUMBER &&
         sch_json_pull_scan_scalar (self, SCH_JSON_NUMBER, &token) && token.is_integer;
}

/**
 * sch_json_pull_read_int64:
 *
 * Reads a whole number. A fraction or an exponent is an error, also where its value is whole.
 */
gboolean
sch_json_pull_read_int64 (SchJsonPull *self, gint64 *value)
{
  SchJsonToken token;

  if (!sch_json_pull_expect_type (self, SCH_JSON_NUMBER) ||
      !sch_json_pull_scan_scalar (self, SCH_JSON_NUMBER, &token))
    return FALSE;
  if (!token.is_integer)
    {
      sch_json_pull_fail_at (self, self->value, _ ("expected a whole number, found %.*s"),
                             (int) MIN (token.byte_len, 40), token.start);
      return FALSE;
    }
  if (!sch_json_parse_int64 (&token, value))
    {
      sch_json_pull_fail_token (self, &token);
      return FALSE;
    }
  sch_json_pull_end_value (self, token.end);
  return TRUE;
}

/**
 * sch_json_pull_read_uint:
 *
 * Reads a whole number from 0 to %G_MAXUINT32.
 */
gboolean
sch_json_pull_read_uint (SchJsonPull *self, guint *value)
{
  gint64 number;

  if (!sch_json_pull_read_int64 (self, &number))
    return FALSE;
  if (number < 0 || number > G_MAXUINT32)
    {
      sch_json_pull_fail_at (self, self->value,
                             _ ("expected a number from 0 to %u, found %" PRId64), G_MAXUINT32,
                             number);
      return FALSE;
    }
  *value = (guint) number;
  return TRUE;
}

/**
 * sch_json_pull_read_double:
 *
 * Reads any number that a double can hold; one that is too large is an error, one that is too
 * close to 0 becomes 0.
 */
gboolean
sch_json_pull_read_double (SchJsonPull *self, double *value)
{
  SchJsonToken token;

  if (!sch_json_pull_expect_type (self, SCH_JSON_NUMBER) ||
      !sch_json_pull_scan_scalar (self, SCH_JSON_NUMBER, &token))
    return FALSE;
  if (!sch_json_parse_double (&token, value))
    {
      sch_json_pull_fail_token (self, &token);
      return FALSE;
    }
  sch_json_pull_end_value (self, token.end);
  return TRUE;
}

gboolean
sch_json_pull_read_boolean (SchJsonPull *self, gboolean *value)
{
  SchJsonToken token;

  if (!sch_json_pull_expect_type (self, SCH_JSON_BOOLEAN) ||
      !sch_json_pull_scan_scalar (self, SCH_JSON_BOOLEAN, &token))
    return FALSE;
  *value = *self->p == 't';
  sch_json_pull_end_value (self, token.end);
  return TRUE;
}

gboolean
sch_json_pull_read_null (SchJsonPull *self)
{
  SchJsonToken token;

  if (!sch_json_pull_expect_type (self, SCH_JSON_NULL) ||
      !sch_json_pull_scan_scalar (self, SCH_JSON_NULL, &token))
    return FALSE;
  sch_json_pull_end_value (self, token.end);
  return TRUE;
}

/**
 * sch_json_pull_read_strv:
 * @value: (out) (transfer full): the strings; not touched after an error
 *
 * Reads an array that holds nothing but strings.
 */
gboolean
sch_json_pull_read_strv (SchJsonPull *self, char ***value)
{
  g_autoptr (GPtrArray) strings = NULL;
  char *string;

  if (!sch_json_pull_begin_array (self))
    return FALSE;
  strings = g_ptr_array_new_with_free_func (g_free);
  while (sch_json_pull_next_element (self))
    {
      if (!sch_json_pull_read_string (self, &string))
        return FALSE;
      g_ptr_array_add (strings, string);
    }
  if (self->error != NULL)
    return FALSE;
  g_ptr_array_add (strings, NULL);
  *value = (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
  return TRUE;
}
