/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict pull reader for JSON (RFC 8259).
 *
 * Owns the place in the buffer, the stack of open containers, the names of their members (for
 * duplicates) and one sticky error. Invariants: `p` never passes `end`; the buffer is never
 * written and need not end with a NUL; `has_value` is set exactly while the next thing in the
 * buffer is a value that was announced (the root, a member, an element) and not yet read. Nothing
 * is allocated per token: strings are slices of the buffer unless they hold escapes.
 */

#include "sch-json-pull.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-json-scan.h"
#include "sch-store.h"

/* Up to this many members of an object are compared one by one, more are hashed. */
#define LINEAR_MEMBERS 16u

typedef struct
{
  const char *text; /* in the buffer, or in name_chunk when it has escapes */
  gsize byte_len;
  guint64 hash;
} Name;

typedef struct
{
  const char *start;
  gsize first_name;
  guint n_items;
  guint n_slots;
  guint32 *slots; /* 1 + index into names, counted from first_name; 0 = free */
  gboolean is_object;
} Frame;

struct _SchJsonPull
{
  const char *data;
  const char *end;
  const char *p;
  const char *value; /* start of the value last begun */
  const char *peeked_end;
  SchJsonToken peeked;
  gboolean has_value;
  gboolean started;

  char *file_name;
  guint first_line;
  guint max_depth;
  guint depth;
  Frame *frames;

  Name *names;
  gsize n_names;
  gsize n_names_allocated;
  GStringChunk *name_chunk;
  GString *name;
  GString *scratch;
  guint64 seed;

  /* Where lines and columns were last counted to. */
  const char *counted;
  guint counted_line;
  guint counted_column;

  guint n_repairs;
  GError *error;
};

/* Errors */

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

static void G_GNUC_PRINTF (3, 4)
    fail_at (SchJsonPull *self, const char *where, const char *format, ...)
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

static void
fail_expected (SchJsonPull *self, const char *expected)
{
  g_autofree char *found = describe_found (self, self->p);

  fail_at (self, self->p, _ ("expected %s, found %s"), expected, found);
}

static void
fail_token (SchJsonPull *self, const SchJsonToken *token)
{
  g_autofree char *found = describe_found (self, token->where);

  switch (token->fault)
    {
    case SCH_JSON_FAULT_END:
      fail_at (self, token->where, _ ("the file ends inside a value; it may be cut off"));
      break;
    case SCH_JSON_FAULT_CONTROL:
      fail_at (self, token->where, _ ("%s inside a string; control characters must be escaped"),
               found);
      break;
    case SCH_JSON_FAULT_NUL:
      fail_at (self, token->where, _ ("a string may not hold U+0000"));
      break;
    case SCH_JSON_FAULT_UTF8:
      fail_at (self, token->where, _ ("%s is not valid UTF-8 here"), found);
      break;
    case SCH_JSON_FAULT_ESCAPE:
      fail_at (self, token->where, _ ("an unknown escape in a string"));
      break;
    case SCH_JSON_FAULT_TOO_LONG:
      fail_at (self, token->where, _ ("a string longer than %u bytes"), SCH_JSON_MAX_STRING_BYTES);
      break;
    case SCH_JSON_FAULT_NUMBER:
      fail_at (self, token->where,
               _ ("a malformed number; forms like 012, 1., .5 and +1 are not allowed"));
      break;
    case SCH_JSON_FAULT_RANGE:
      fail_at (self, token->where, _ ("the number %.*s is too large"),
               (int) MIN (token->byte_len, 40), token->start);
      break;
    case SCH_JSON_FAULT_NONE:
    default:
      g_assert_not_reached ();
    }
}

/* Names */

static guint64
hash_name (SchJsonPull *self, const char *text, gsize byte_len)
{
  guint64 hash = self->seed ^ byte_len;

  while (byte_len > 0)
    {
      guint64 word = 0;
      gsize n = MIN (byte_len, sizeof word);

      memcpy (&word, text, n);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
      hash ^= hash >> 29;
      text += n;
      byte_len -= n;
    }
  return hash;
}

static gboolean
name_equal (const Name *a, const Name *b)
{
  return a->hash == b->hash && a->byte_len == b->byte_len &&
         memcmp (a->text, b->text, a->byte_len) == 0;
}

/* Puts the name with this index into the frame's table. Returns: FALSE if it is there already. */
static gboolean
slot_insert (Frame *frame, const Name *names, guint index)
{
  guint slot = names[index].hash & (frame->n_slots - 1);

  while (frame->slots[slot] != 0)
    {
      if (name_equal (&names[frame->slots[slot] - 1], &names[index]))
        return FALSE;
      slot = (slot + 1) & (frame->n_slots - 1);
    }
  frame->slots[slot] = index + 1;
  return TRUE;
}

static void
grow_slots (Frame *frame, const Name *names, guint n_names)
{
  g_free (frame->slots);
  frame->n_slots = MAX (64u, frame->n_slots * 2);
  frame->slots = g_new0 (guint32, frame->n_slots);
  for (guint i = 0; i < n_names; i++)
    slot_insert (frame, names, i);
}

/* Remembers a member's name. Returns: FALSE if the object has it already. */
static gboolean
add_name (SchJsonPull *self, Frame *frame, const char *text, gsize byte_len)
{
  Name *names, *name;
  guint n = frame->n_items;

  if (self->n_names == self->n_names_allocated)
    {
      self->n_names_allocated = MAX (64, self->n_names_allocated * 2);
      self->names = g_renew (Name, self->names, self->n_names_allocated);
    }
  names = self->names + frame->first_name;
  name = &names[n];
  name->text = text;
  name->byte_len = byte_len;
  name->hash = hash_name (self, text, byte_len);
  self->n_names++;
  frame->n_items++;
  if (n < LINEAR_MEMBERS)
    {
      for (guint i = 0; i < n; i++)
        if (name_equal (&names[i], name))
          return FALSE;
      return TRUE;
    }
  if (frame->slots == NULL || (n + 1) * 2 > frame->n_slots)
    grow_slots (frame, names, n);
  return slot_insert (frame, names, n);
}

/* Moving on */

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
        fail_at (self, self->p, _ ("the file is empty; a JSON value was expected"));
      else
        fail_expected (self, _ ("a value"));
      return FALSE;
    }
  self->has_value = TRUE;
  return TRUE;
}

static SchJsonType
next_type (SchJsonPull *self)
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
static gboolean
expect_type (SchJsonPull *self, SchJsonType type)
{
  SchJsonType found;

  g_return_val_if_fail (self->error != NULL || self->has_value, FALSE);
  found = next_type (self);
  if (found == type)
    return TRUE;
  if (self->error == NULL)
    fail_at (self, self->value, _ ("expected %s, found %s"), describe_type (type),
             describe_type (found));
  return FALSE;
}

static void
end_value (SchJsonPull *self, const char *end)
{
  self->p = end;
  self->has_value = FALSE;
  self->peeked_end = NULL;
}

static gboolean
push (SchJsonPull *self, gboolean is_object)
{
  Frame *frame;

  if (self->depth == self->max_depth)
    {
      fail_at (self, self->value, _ ("more than %u objects and arrays inside each other"),
               self->max_depth);
      return FALSE;
    }
  frame = &self->frames[self->depth++];
  memset (frame, 0, sizeof *frame);
  frame->start = self->value;
  frame->first_name = self->n_names;
  frame->is_object = is_object;
  end_value (self, self->p + 1);
  return TRUE;
}

static void
pop (SchJsonPull *self)
{
  Frame *frame = &self->frames[--self->depth];

  self->n_names = frame->first_name;
  self->value = frame->start;
  g_clear_pointer (&frame->slots, g_free);
  end_value (self, self->p + 1);
}

/* To the next item of the innermost container, past its comma. Returns: FALSE at the end of the
 * container (which is then closed) or after an error. */
static gboolean
advance (SchJsonPull *self)
{
  Frame *frame = &self->frames[self->depth - 1];
  char close = frame->is_object ? '}' : ']';

  skip_space (self);
  if (self->p < self->end && *self->p == close)
    {
      pop (self);
      return FALSE;
    }
  if (frame->n_items > 0)
    {
      if (self->p == self->end || *self->p != ',')
        {
          fail_expected (self, frame->is_object ? _ ("a comma or “}”") : _ ("a comma or “]”"));
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
  self->frames[self->depth - 1].n_items = 1;
  return announce_value (self);
}

static gboolean
check_new_name (SchJsonPull *self, Frame *frame, const SchJsonToken *token)
{
  const char *text = token->start;
  gsize byte_len = token->byte_len;

  if (frame->n_items == SCH_JSON_MAX_MEMBERS)
    {
      fail_at (self, self->p, _ ("an object with more than %u members"), SCH_JSON_MAX_MEMBERS);
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
  if (!add_name (self, frame, text, byte_len))
    {
      fail_at (self, self->p, _ ("the member “%.*s” stands here twice"), (int) MIN (byte_len, 200),
               text);
      return FALSE;
    }
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
      fail_expected (self, _ ("the name of a member, in double quotes"));
      return FALSE;
    }
  if (!sch_json_scan_string (self->p, self->end, &token))
    {
      fail_token (self, &token);
      return FALSE;
    }
  if (!check_new_name (self, &self->frames[self->depth - 1], &token))
    return FALSE;
  self->p = token.end;
  skip_space (self);
  if (self->p == self->end || *self->p != ':')
    {
      fail_expected (self, _ ("a colon"));
      return FALSE;
    }
  self->p++;
  return announce_value (self);
}

/* Checks the scalar at p and moves behind it. */
static gboolean
scan_scalar (SchJsonPull *self, SchJsonType type, SchJsonToken *token)
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
          fail_at (self, self->p, _ ("an unknown word; only true, false and null are allowed"));
          return FALSE;
        }
    }
  if (!ok)
    fail_token (self, token);
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

      type = next_type (self);
      if (type == SCH_JSON_OBJECT || type == SCH_JSON_ARRAY)
        {
          if (!push (self, type == SCH_JSON_OBJECT))
            return FALSE;
        }
      else if (type == SCH_JSON_NONE)
        return FALSE;
      else if (type == SCH_JSON_STRING && self->peeked_end != NULL)
        end_value (self, self->peeked_end);
      else
        {
          if (!scan_scalar (self, type, &token))
            return FALSE;
          if (type == SCH_JSON_NUMBER && !sch_json_check_number (&token))
            {
              fail_token (self, &token);
              return FALSE;
            }
          end_value (self, token.end);
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
  self->frames = g_new (Frame, SCH_JSON_MAX_DEPTH);
  self->name = g_string_new (NULL);
  self->scratch = g_string_new (NULL);
  self->seed = ((guint64) g_random_int () << 32) | 1;
  if (byte_len > SCH_JSON_MAX_BYTES)
    fail_at (self, self->data, _ ("more than %u bytes of JSON"), SCH_JSON_MAX_BYTES);
  return self;
}

void
sch_json_pull_free (SchJsonPull *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->depth; i++)
    g_free (self->frames[i].slots);
  g_free (self->frames);
  g_free (self->names);
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
  self->frames = g_renew (Frame, self->frames, max_depth);
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
  return next_type (self);
}

/**
 * sch_json_pull_begin_object:
 *
 * Enters an object; its members follow with sch_json_pull_next_member(), until that returns FALSE.
 */
gboolean
sch_json_pull_begin_object (SchJsonPull *self)
{
  return expect_type (self, SCH_JSON_OBJECT) && push (self, TRUE);
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
  const Name *last;

  if (self->error != NULL)
    return FALSE;
  g_return_val_if_fail (self->depth > 0 && self->frames[self->depth - 1].is_object, FALSE);
  if (self->has_value && !skip_value (self))
    return FALSE;
  if (!advance_member (self))
    return FALSE;
  last = &self->names[self->n_names - 1];
  g_string_truncate (self->name, 0);
  g_string_append_len (self->name, last->text, last->byte_len);
  *name = self->name->str;
  return TRUE;
}

gboolean
sch_json_pull_begin_array (SchJsonPull *self)
{
  return expect_type (self, SCH_JSON_ARRAY) && push (self, FALSE);
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
  end_value (self, self->peeked_end);
  return TRUE;
}

/**
 * sch_json_pull_peek_string:
 * @value: (out) (transfer none): the decoded string, *not* NUL-terminated; valid until the next
 *   call
 * @byte_len: (out): its bytes
 *
 * Looks at a string without copying it. It stays the next value: the next
 * sch_json_pull_next_member() or sch_json_pull_next_element() steps over it, as does
 * sch_json_pull_skip(), and none of them reads it again.
 */
gboolean
sch_json_pull_peek_string (SchJsonPull *self, const char **value, gsize *byte_len)
{
  if (!expect_type (self, SCH_JSON_STRING))
    return FALSE;
  if (self->peeked_end == NULL)
    {
      if (!scan_scalar (self, SCH_JSON_STRING, &self->peeked))
        return FALSE;
      self->peeked_end = self->peeked.end;
      if (self->peeked.has_escapes)
        {
          g_string_truncate (self->scratch, 0);
          self->n_repairs += sch_json_decode (self->scratch, &self->peeked);
        }
    }
  *value = self->peeked.has_escapes ? self->scratch->str : self->peeked.start;
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

  return next_type (self) == SCH_JSON_NUMBER && scan_scalar (self, SCH_JSON_NUMBER, &token) &&
         token.is_integer;
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

  if (!expect_type (self, SCH_JSON_NUMBER) || !scan_scalar (self, SCH_JSON_NUMBER, &token))
    return FALSE;
  if (!token.is_integer)
    {
      fail_at (self, self->value, _ ("expected a whole number, found %.*s"),
               (int) MIN (token.byte_len, 40), token.start);
      return FALSE;
    }
  if (!sch_json_parse_int64 (&token, value))
    {
      fail_token (self, &token);
      return FALSE;
    }
  end_value (self, token.end);
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
      fail_at (self, self->value, _ ("expected a number from 0 to %u, found %" G_GINT64_FORMAT),
               G_MAXUINT32, number);
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

  if (!expect_type (self, SCH_JSON_NUMBER) || !scan_scalar (self, SCH_JSON_NUMBER, &token))
    return FALSE;
  if (!sch_json_parse_double (&token, value))
    {
      fail_token (self, &token);
      return FALSE;
    }
  end_value (self, token.end);
  return TRUE;
}

gboolean
sch_json_pull_read_boolean (SchJsonPull *self, gboolean *value)
{
  SchJsonToken token;

  if (!expect_type (self, SCH_JSON_BOOLEAN) || !scan_scalar (self, SCH_JSON_BOOLEAN, &token))
    return FALSE;
  *value = *self->p == 't';
  end_value (self, token.end);
  return TRUE;
}

gboolean
sch_json_pull_read_null (SchJsonPull *self)
{
  SchJsonToken token;

  if (!expect_type (self, SCH_JSON_NULL) || !scan_scalar (self, SCH_JSON_NULL, &token))
    return FALSE;
  end_value (self, token.end);
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
  if (next_type (self) == SCH_JSON_NONE)
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
        fail_expected (self, _ ("the end of the file"));
    }
  if (self->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}
