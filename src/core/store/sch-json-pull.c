/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict pull reader for JSON (RFC 8259).
 *
 * Owns the place in the buffer, the stack of open containers and one sticky error. Invariants:
 * `p` never passes `end`; the buffer is never written and need not end with a NUL; `has_value` is
 * set exactly while the next thing in the buffer is a value that was announced (the root, a
 * member, an element) and not yet read. Nothing is allocated per token: strings are slices of the
 * buffer unless they hold escapes.
 */

#include "sch-json-pull-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
skip_space (SchJsonPull *self)
{
  const char *p = self->p;

  while (p < self->end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
    p++;
  self->p = p;
}

static SchJsonType
type_of_char (char c)
{
  switch (c)
    {
    case '{':
      return SCH_JSON_OBJECT;
    case '[':
      return SCH_JSON_ARRAY;
    case '"':
      return SCH_JSON_STRING;
    case 't':
    case 'f':
      return SCH_JSON_BOOLEAN;
    case 'n':
      return SCH_JSON_NULL;
    case '-':
      return SCH_JSON_NUMBER;
    default:
      return g_ascii_isdigit (c) ? SCH_JSON_NUMBER : SCH_JSON_NONE;
    }
}

/* Stands before a value: remembers its place, and fails where there is none. */
static gboolean
announce_value (SchJsonPull *self)
{
  skip_space (self);
  self->value = self->p;
  self->peeked_end = NULL;
  if (self->p == self->end || type_of_char (*self->p) == SCH_JSON_NONE)
    {
      if (self->p == self->end && self->depth == 0)
        sch_json_pull_fail_at (self, self->p, _ ("the file is empty; a JSON value was expected"));
      else
        sch_json_pull_fail_expected (self, _ ("a value"));
      return FALSE;
    }
  self->has_value = TRUE;
  return TRUE;
}

SchJsonType
sch_json_pull_next_type (SchJsonPull *self)
{
  if (self->error != NULL || !self->has_value)
    return SCH_JSON_NONE;
  if (!self->started)
    {
      self->started = TRUE;
      if (!announce_value (self))
        return SCH_JSON_NONE;
    }
  return type_of_char (*self->p);
}

/* Checks that a value of this type stands here. */
gboolean
sch_json_pull_expect_type (SchJsonPull *self, SchJsonType type)
{
  SchJsonType found;

  g_return_val_if_fail (self->error != NULL || self->has_value, FALSE);
  found = sch_json_pull_next_type (self);
  if (found == type)
    return TRUE;
  if (self->error == NULL)
    sch_json_pull_fail_type (self, type, found);
  return FALSE;
}

void
sch_json_pull_end_value (SchJsonPull *self, const char *end)
{
  self->p = end;
  self->has_value = FALSE;
  self->peeked_end = NULL;
}

static gboolean
push (SchJsonPull *self, gboolean is_object)
{
  SchJsonFrame *frame;

  if (self->depth == self->max_depth)
    {
      sch_json_pull_fail_at (self, self->value,
                             _ ("more than %u objects and arrays inside each other"),
                             self->max_depth);
      return FALSE;
    }
  frame = &self->frames[self->depth++];
  memset (frame, 0, sizeof *frame);
  frame->start = self->value;
  sch_json_name_set_open (&frame->members, &self->names);
  frame->is_object = is_object;
  sch_json_pull_end_value (self, self->p + 1);
  return TRUE;
}

static void
pop (SchJsonPull *self)
{
  SchJsonFrame *frame = &self->frames[--self->depth];

  sch_json_name_set_close (&frame->members, &self->names);
  self->value = frame->start;
  sch_json_pull_end_value (self, self->p + 1);
}

/* To the next item of the innermost container, past its comma. Returns: FALSE at the end of the
 * container (which is then closed) or after an error. */
static gboolean
advance (SchJsonPull *self)
{
  SchJsonFrame *frame = &self->frames[self->depth - 1];
  char close = frame->is_object ? '}' : ']';

  skip_space (self);
  if (self->p < self->end && *self->p == close)
    {
      pop (self);
      return FALSE;
    }
  if (frame->has_items)
    {
      if (self->p == self->end || *self->p != ',')
        {
          sch_json_pull_fail_expected (self, frame->is_object ? _ ("a comma or “}”")
                                                              : _ ("a comma or “]”"));
          return FALSE;
        }
      self->p++;
    }
  return TRUE;
}

static gboolean
advance_element (SchJsonPull *self)
{
  if (!advance (self))
    return FALSE;
  self->frames[self->depth - 1].has_items = TRUE;
  return announce_value (self);
}

static gboolean
check_new_name (SchJsonPull *self, SchJsonFrame *frame, const SchJsonToken *token)
{
  const char *text = token->start;
  gsize byte_len = token->byte_len;

  if (frame->members.n == SCH_JSON_MAX_MEMBERS)
    {
      sch_json_pull_fail_at (self, self->p, _ ("an object with more than %u members"),
                             SCH_JSON_MAX_MEMBERS);
      return FALSE;
    }
  if (token->has_escapes)
    {
      g_string_truncate (self->scratch, 0);
      self->n_repairs += sch_json_decode (self->scratch, token);
      if (self->name_chunk == NULL)
        self->name_chunk = g_string_chunk_new (1024);
      byte_len = self->scratch->len;
      text = g_string_chunk_insert_len (self->name_chunk, self->scratch->str, byte_len);
    }
  if (!sch_json_name_set_add (&frame->members, &self->names, text, byte_len))
    {
      sch_json_pull_fail_at (self, self->p, _ ("the member “%.*s” stands here twice"),
                             (int) MIN (byte_len, 200), text);
      return FALSE;
    }
  frame->has_items = TRUE;
  return TRUE;
}

/* To the next member, past its name and the colon. */
static gboolean
advance_member (SchJsonPull *self)
{
  SchJsonToken token;

  if (!advance (self))
    return FALSE;
  skip_space (self);
  if (self->p == self->end || *self->p != '"')
    {
      sch_json_pull_fail_expected (self, _ ("the name of a member, in double quotes"));
      return FALSE;
    }
  if (!sch_json_scan_string (self->p, self->end, &token))
    {
      sch_json_pull_fail_token (self, &token);
      return FALSE;
    }
  if (!check_new_name (self, &self->frames[self->depth - 1], &token))
    return FALSE;
  self->p = token.end;
  skip_space (self);
  if (self->p == self->end || *self->p != ':')
    {
      sch_json_pull_fail_expected (self, _ ("a colon"));
      return FALSE;
    }
  self->p++;
  return announce_value (self);
}

/* Checks the scalar at p and moves behind it. */
gboolean
sch_json_pull_scan_scalar (SchJsonPull *self, SchJsonType type, SchJsonToken *token)
{
  gboolean ok;

  if (type == SCH_JSON_STRING)
    ok = sch_json_scan_string (self->p, self->end, token);
  else if (type == SCH_JSON_NUMBER)
    ok = sch_json_scan_number (self->p, self->end, token);
  else
    {
      ok = sch_json_scan_word (self->p, self->end, token);
      if (!ok)
        {
          sch_json_pull_fail_at (self, self->p,
                                 _ ("an unknown word; only true, false and null are allowed"));
          return FALSE;
        }
    }
  if (!ok)
    sch_json_pull_fail_token (self, token);
  return ok;
}

static gboolean
skip_value (SchJsonPull *self)
{
  guint base = self->depth;
  SchJsonType type;

  do
    {
      SchJsonToken token;

      type = sch_json_pull_next_type (self);
      if (type == SCH_JSON_OBJECT || type == SCH_JSON_ARRAY)
        {
          if (!push (self, type == SCH_JSON_OBJECT))
            return FALSE;
        }
      else if (type == SCH_JSON_NONE)
        return FALSE;
      else if (type == SCH_JSON_STRING && self->peeked_end != NULL)
        sch_json_pull_end_value (self, self->peeked_end);
      else
        {
          if (!sch_json_pull_scan_scalar (self, type, &token))
            return FALSE;
          if (type == SCH_JSON_NUMBER && !sch_json_check_number (&token))
            {
              sch_json_pull_fail_token (self, &token);
              return FALSE;
            }
          sch_json_pull_end_value (self, token.end);
        }
      while (self->error == NULL && self->depth > base &&
             !(self->frames[self->depth - 1].is_object ? advance_member (self)
                                                       : advance_element (self)))
        ;
    }
  while (self->error == NULL && self->depth > base);
  return self->error == NULL;
}

/* Public */

/**
 * sch_json_pull_new:
 * @data: (array length=byte_len): the whole input; it must outlive the reader
 * @byte_len: its bytes; more than #SCH_JSON_MAX_BYTES is an error
 * @file_name: (nullable): what messages call the input, usually its path in the corpus
 *
 * Returns: (transfer full): a reader that stands before the root value
 */
SchJsonPull *
sch_json_pull_new (const char *data, gsize byte_len, const char *file_name)
{
  return sch_json_pull_new_at (data, byte_len, file_name, 1);
}

/**
 * sch_json_pull_new_at:
 * @first_line: the number of the first line of @data, for a value inside a larger file (JSONL)
 *
 * Like sch_json_pull_new().
 */
SchJsonPull *
sch_json_pull_new_at (const char *data, gsize byte_len, const char *file_name, guint first_line)
{
  SchJsonPull *self;

  g_return_val_if_fail (data != NULL || byte_len == 0, NULL);
  self = g_new0 (SchJsonPull, 1);
  if (data == NULL)
    data = "";
  self->data = data;
  self->end = data + byte_len;
  if (byte_len >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    self->data += 3;
  self->p = self->value = self->counted = self->data;
  self->has_value = TRUE;
  self->file_name = g_strdup (file_name != NULL ? file_name : _ ("(input)"));
  self->first_line = self->counted_line = first_line;
  self->counted_column = 1;
  self->max_depth = SCH_JSON_MAX_DEPTH;
  self->frames = g_new (SchJsonFrame, SCH_JSON_MAX_DEPTH);
  self->name = g_string_new (NULL);
  self->scratch = g_string_new (NULL);
  self->names.seed = ((guint64) g_random_int () << 32) | 1;
  if (byte_len > SCH_JSON_MAX_BYTES)
    sch_json_pull_fail_at (self, self->data, _ ("more than %u bytes of JSON"), SCH_JSON_MAX_BYTES);
  return self;
}

void
sch_json_pull_free (SchJsonPull *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->depth; i++)
    sch_json_name_set_close (&self->frames[i].members, &self->names);
  g_free (self->frames);
  g_free (self->names.names);
  g_clear_pointer (&self->name_chunk, g_string_chunk_free);
  g_string_free (self->name, TRUE);
  g_string_free (self->scratch, TRUE);
  g_free (self->file_name);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * sch_json_pull_set_max_depth:
 * @max_depth: how many containers may stand inside each other, instead of #SCH_JSON_MAX_DEPTH
 *
 * For records that hold whole values of other files, which may be that deep themselves.
 * To be called before the first value is read.
 */
void
sch_json_pull_set_max_depth (SchJsonPull *self, guint max_depth)
{
  g_return_if_fail (self->depth == 0 && max_depth > 0 && max_depth <= 1024);
  self->frames = g_renew (SchJsonFrame, self->frames, max_depth);
  self->max_depth = max_depth;
}

/**
 * sch_json_pull_peek:
 *
 * Returns: the type of the value that would be read next, judged by its first character;
 *   %SCH_JSON_NONE where no value stands: after it was read, or after an error
 */
SchJsonType
sch_json_pull_peek (SchJsonPull *self)
{
  return sch_json_pull_next_type (self);
}

/**
 * sch_json_pull_begin_object:
 *
 * Enters an object; its members follow with sch_json_pull_next_member(), until that returns FALSE.
 */
gboolean
sch_json_pull_begin_object (SchJsonPull *self)
{
  return sch_json_pull_expect_type (self, SCH_JSON_OBJECT) && push (self, TRUE);
}

/**
 * sch_json_pull_next_member:
 * @name: (out) (transfer none): the decoded name; valid until the next sch_json_pull_next_member()
 *
 * Moves to the next member of the innermost object. The value of the member before it is skipped
 * if it was not read.
 *
 * Returns: TRUE if there is one; FALSE when the object ended (and is left), or after an error.
 */
gboolean
sch_json_pull_next_member (SchJsonPull *self, const char **name)
{
  const SchJsonName *last;

  if (self->error != NULL)
    return FALSE;
  g_return_val_if_fail (self->depth > 0 && self->frames[self->depth - 1].is_object, FALSE);
  if (self->has_value && !skip_value (self))
    return FALSE;
  if (!advance_member (self))
    return FALSE;
  last = &self->names.names[self->names.n - 1];
  g_string_truncate (self->name, 0);
  g_string_append_len (self->name, last->text, last->byte_len);
  *name = self->name->str;
  return TRUE;
}

gboolean
sch_json_pull_begin_array (SchJsonPull *self)
{
  return sch_json_pull_expect_type (self, SCH_JSON_ARRAY) && push (self, FALSE);
}

/**
 * sch_json_pull_next_element:
 *
 * Moves to the next element of the innermost array; an element that was not read is skipped.
 *
 * Returns: TRUE if there is one; FALSE when the array ended (and is left), or after an error.
 */
gboolean
sch_json_pull_next_element (SchJsonPull *self)
{
  if (self->error != NULL)
    return FALSE;
  g_return_val_if_fail (self->depth > 0 && !self->frames[self->depth - 1].is_object, FALSE);
  if (self->has_value && !skip_value (self))
    return FALSE;
  return advance_element (self);
}

/**
 * sch_json_pull_read_raw:
 * @start: (out) (transfer none): the first byte of the value, in the buffer
 * @byte_len: (out): its bytes
 *
 * Reads any value as the exact bytes that stand for it, after checking all of it as strictly as
 * everything else.
 */
gboolean
sch_json_pull_read_raw (SchJsonPull *self, const char **start, gsize *byte_len)
{
  const char *begin;

  g_return_val_if_fail (self->error != NULL || self->has_value, FALSE);
  if (sch_json_pull_next_type (self) == SCH_JSON_NONE)
    return FALSE;
  begin = self->p;
  if (!skip_value (self))
    return FALSE;
  *start = begin;
  *byte_len = self->p - begin;
  return TRUE;
}

/**
 * sch_json_pull_skip:
 *
 * Checks the next value and moves behind it. Where it was read already, nothing happens.
 */
gboolean
sch_json_pull_skip (SchJsonPull *self)
{
  if (self->error != NULL)
    return FALSE;
  return !self->has_value || skip_value (self);
}

/**
 * sch_json_pull_get_n_repairs:
 *
 * Returns: how many lone surrogate escapes were read as U+FFFD
 */
guint
sch_json_pull_get_n_repairs (SchJsonPull *self)
{
  return self->n_repairs;
}

/**
 * sch_json_pull_finish:
 *
 * Checks what was not read yet (open containers included) and that nothing but white space
 * follows the root.
 *
 * Returns: FALSE with the first error, if there was one
 */
gboolean
sch_json_pull_finish (SchJsonPull *self, GError **error)
{
  while (self->error == NULL && (self->has_value || self->depth > 0))
    {
      if (self->has_value)
        skip_value (self);
      else if (self->frames[self->depth - 1].is_object)
        advance_member (self);
      else
        advance_element (self);
    }
  if (self->error == NULL)
    {
      skip_space (self);
      if (self->p != self->end)
        sch_json_pull_fail_expected (self, _ ("the end of the file"));
    }
  if (self->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}
