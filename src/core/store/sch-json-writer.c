/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical JSON writer: the bytes of every file of a corpus.
 *
 * Owns the text written so far and the stack of open containers, which decides the separators.
 * Invariant: every value is written through begin_value(), which checks that a value may stand
 * there; so what comes out is well-formed as soon as everything is closed.
 */

#include "sch-json-writer.h"

#include <math.h>
#include <string.h>

#include "sch-json-pull.h"

/* Deeper than a file may be, because journal records hold values of files. */
#define MAX_DEPTH 256u

typedef enum
{
  CONTAINER_FILE,
  CONTAINER_RECORDS,
  CONTAINER_OBJECT,
  CONTAINER_ARRAY,
} ContainerKind;

typedef struct
{
  guint8 kind;
  gboolean has_items;
} Container;

struct _SchJsonWriter
{
  GString *out;
  guint depth;
  gboolean after_name;
  gboolean has_root;
  Container stack[MAX_DEPTH];
};

static inline Container *
get_top (SchJsonWriter *self)
{
  return self->depth > 0 ? &self->stack[self->depth - 1] : NULL;
}

static inline gboolean
holds_members (const Container *container)
{
  return container->kind == CONTAINER_FILE || container->kind == CONTAINER_OBJECT;
}

/* Writes what separates the value from what stands before it. */
static gboolean
begin_value (SchJsonWriter *self)
{
  Container *top = get_top (self);

  if (top == NULL)
    {
      g_return_val_if_fail (!self->has_root, FALSE);
      self->has_root = TRUE;
      return TRUE;
    }
  if (holds_members (top))
    {
      g_return_val_if_fail (self->after_name, FALSE);
      self->after_name = FALSE;
      return TRUE;
    }
  if (top->kind == CONTAINER_RECORDS)
    g_string_append (self->out, top->has_items ? ",\n    " : "\n    ");
  else if (top->has_items)
    g_string_append (self->out, ", ");
  top->has_items = TRUE;
  return TRUE;
}

static void
begin_container (SchJsonWriter *self, ContainerKind kind)
{
  g_return_if_fail (self->depth < MAX_DEPTH);
  if (!begin_value (self))
    return;
  self->stack[self->depth].kind = kind;
  self->stack[self->depth].has_items = FALSE;
  self->depth++;
  g_string_append_c (self->out, kind == CONTAINER_FILE || kind == CONTAINER_OBJECT ? '{' : '[');
}

static void
end_container (SchJsonWriter *self, ContainerKind kind, const char *close, const char *close_empty)
{
  Container *top = get_top (self);

  g_return_if_fail (top != NULL && top->kind == kind && !self->after_name);
  g_string_append (self->out, top->has_items ? close : close_empty);
  self->depth--;
}

/* A pointer to the first byte from p that must be escaped. */
static inline const char *
skip_unescaped (const char *p, const char *end)
{
#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define HAS_ZERO(word) (((word) -ONES) & ~(word) & (ONES * 0x80))
  while (end - p >= 8)
    {
      guint64 word;

      memcpy (&word, p, 8);
      if ((((word - ONES * 0x20) & ~word & (ONES * 0x80)) | HAS_ZERO (word ^ (ONES * '"')) |
           HAS_ZERO (word ^ (ONES * '\\')) | HAS_ZERO (word ^ (ONES * 0x7F))) != 0)
        break;
      p += 8;
    }
#undef HAS_ZERO
#undef ONES
  while (p < end && (guchar) *p >= 0x20 && *p != '"' && *p != '\\' && *p != 0x7F)
    p++;
  return p;
}

static void
append_escape (GString *out, char c)
{
  switch (c)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\b':
      g_string_append (out, "\\b");
      break;
    case '\f':
      g_string_append (out, "\\f");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append_printf (out, "\\u%04x", (guchar) c);
    }
}

static void
append_escaped (GString *out, const char *text, gsize byte_len)
{
  const char *end = text + byte_len;

  g_string_append_c (out, '"');
  while (text < end)
    {
      const char *stop = skip_unescaped (text, end);

      g_string_append_len (out, text, stop - text);
      text = stop;
      if (text < end)
        append_escape (out, *text++);
    }
  g_string_append_c (out, '"');
}

static void
append_string (GString *out, const char *text, gsize byte_len)
{
  g_autofree char *valid = NULL;

  if (G_LIKELY (g_utf8_validate_len (text, byte_len, NULL)))
    {
      append_escaped (out, text, byte_len);
      return;
    }
  valid = g_utf8_make_valid (text, byte_len);
  append_escaped (out, valid, strlen (valid));
}

/* The shortest of the forms with 15, 16 and 17 digits that reads back as the same number. */
static void
append_double (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *exponent;

  for (guint digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%ug", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  exponent = strchr (buffer, 'e');
  if (exponent == NULL)
    {
      g_string_append (out, buffer);
      return;
    }
  g_string_append_len (out, buffer, exponent + 1 - buffer);
  g_string_append_printf (out, "%d", (int) g_ascii_strtoll (exponent + 1, NULL, 10));
}

static void
append_int (GString *out, gint64 value)
{
  char buffer[24];
  char *p = buffer + sizeof buffer;
  guint64 rest = value < 0 ? 0 - (guint64) value : (guint64) value;

  do
    {
      *--p = '0' + rest % 10;
      rest /= 10;
    }
  while (rest > 0);
  if (value < 0)
    *--p = '-';
  g_string_append_len (out, p, buffer + sizeof buffer - p);
}

/* Copies a valid value with canonical spaces; strings and numbers stay as they are. */
static void
append_respaced (GString *out, const char *p, const char *end)
{
  while (p < end)
    {
      const char *start = p;

      if (*p == '"')
        {
          for (p++; *p != '"'; p++)
            if (*p == '\\')
              p++;
          p++;
          g_string_append_len (out, start, p - start);
        }
      else if (*p == ',' || *p == ':')
        {
          g_string_append_c (out, *p++);
          g_string_append_c (out, ' ');
        }
      else if (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')
        p++;
      else
        g_string_append_c (out, *p++);
    }
}

/* Public */

/**
 * sch_json_writer_new:
 *
 * Returns: (transfer full): a writer that has written nothing. It takes one root value; further
 *   ones after sch_json_writer_reset() or sch_json_writer_steal().
 */
SchJsonWriter *
sch_json_writer_new (void)
{
  SchJsonWriter *self = g_new0 (SchJsonWriter, 1);

  self->out = g_string_sized_new (4096);
  return self;
}

void
sch_json_writer_free (SchJsonWriter *self)
{
  if (self == NULL)
    return;
  g_string_free (self->out, TRUE);
  g_free (self);
}

/**
 * sch_json_writer_begin_file:
 *
 * Begins the top-level object of a file. Only possible as the root.
 */
void
sch_json_writer_begin_file (SchJsonWriter *self)
{
  g_return_if_fail (self->depth == 0);
  begin_container (self, CONTAINER_FILE);
}

/**
 * sch_json_writer_end_file:
 *
 * Ends the file's object and its last line.
 */
void
sch_json_writer_end_file (SchJsonWriter *self)
{
  end_container (self, CONTAINER_FILE, "\n}\n", "}\n");
}

/**
 * sch_json_writer_begin_records:
 *
 * Begins an array with one element per line. Only possible as a member of a file.
 */
void
sch_json_writer_begin_records (SchJsonWriter *self)
{
  g_return_if_fail (self->depth == 1 && self->stack[0].kind == CONTAINER_FILE);
  begin_container (self, CONTAINER_RECORDS);
}

void
sch_json_writer_end_records (SchJsonWriter *self)
{
  end_container (self, CONTAINER_RECORDS, "\n  ]", "]");
}

void
sch_json_writer_begin_object (SchJsonWriter *self)
{
  begin_container (self, CONTAINER_OBJECT);
}

void
sch_json_writer_end_object (SchJsonWriter *self)
{
  end_container (self, CONTAINER_OBJECT, "}", "}");
}

void
sch_json_writer_begin_array (SchJsonWriter *self)
{
  begin_container (self, CONTAINER_ARRAY);
}

void
sch_json_writer_end_array (SchJsonWriter *self)
{
  end_container (self, CONTAINER_ARRAY, "]", "]");
}

/**
 * sch_json_writer_member:
 *
 * Writes the name of a member; one value must follow.
 */
void
sch_json_writer_member (SchJsonWriter *self, const char *name)
{
  Container *top = get_top (self);

  g_return_if_fail (name != NULL && top != NULL && holds_members (top) && !self->after_name);
  if (top->kind == CONTAINER_FILE)
    g_string_append (self->out, top->has_items ? ",\n  " : "\n  ");
  else if (top->has_items)
    g_string_append (self->out, ", ");
  top->has_items = TRUE;
  append_string (self->out, name, strlen (name));
  g_string_append (self->out, ": ");
  self->after_name = TRUE;
}

/**
 * sch_json_writer_string:
 * @value: (nullable): text; NULL is written as null
 */
void
sch_json_writer_string (SchJsonWriter *self, const char *value)
{
  if (value != NULL)
    sch_json_writer_string_len (self, value, strlen (value));
  else
    sch_json_writer_null (self);
}

/**
 * sch_json_writer_string_len:
 *
 * Writes text. Bytes that are not UTF-8, and NUL, become U+FFFD: a file must stay readable.
 */
void
sch_json_writer_string_len (SchJsonWriter *self, const char *value, gsize byte_len)
{
  if (begin_value (self))
    append_string (self->out, value, byte_len);
}

void
sch_json_writer_int (SchJsonWriter *self, gint64 value)
{
  if (begin_value (self))
    append_int (self->out, value);
}

/**
 * sch_json_writer_double:
 *
 * Writes a number in the shortest form that reads back as the same number; NaN and the infinities,
 * which JSON has not, as null. Negative zero is written as 0.
 */
void
sch_json_writer_double (SchJsonWriter *self, double value)
{
  if (!begin_value (self))
    return;
  if (!isfinite (value))
    g_string_append (self->out, "null");
  else if (fabs (value) <= 9007199254740992.0 && value == floor (value))
    append_int (self->out, (gint64) value);
  else
    append_double (self->out, value);
}

void
sch_json_writer_boolean (SchJsonWriter *self, gboolean value)
{
  if (begin_value (self))
    g_string_append (self->out, value ? "true" : "false");
}

void
sch_json_writer_null (SchJsonWriter *self)
{
  if (begin_value (self))
    g_string_append (self->out, "null");
}

/**
 * sch_json_writer_strv:
 * @value: (nullable): strings; NULL is written as an empty array
 */
void
sch_json_writer_strv (SchJsonWriter *self, const char *const *value)
{
  sch_json_writer_begin_array (self);
  for (; value != NULL && *value != NULL; value++)
    sch_json_writer_string (self, *value);
  sch_json_writer_end_array (self);
}

/**
 * sch_json_writer_raw:
 * @json: one valid JSON value, such as sch_json_pull_read_raw() gives
 *
 * Copies a value. White space becomes canonical; strings, numbers and the order of members stay.
 */
void
sch_json_writer_raw (SchJsonWriter *self, const char *json, gsize byte_len)
{
  g_autoptr (SchJsonPull) check = sch_json_pull_new (json, byte_len, NULL);

  sch_json_pull_set_max_depth (check, MAX_DEPTH);
  g_return_if_fail (sch_json_pull_finish (check, NULL));
  if (!begin_value (self))
    return;
  append_respaced (self->out, json, json + byte_len);
}

void
sch_json_writer_member_string (SchJsonWriter *self, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  sch_json_writer_member (self, name);
  sch_json_writer_string (self, value);
}

void
sch_json_writer_member_strv (SchJsonWriter *self, const char *name, const char *const *value)
{
  if (value == NULL || *value == NULL)
    return;
  sch_json_writer_member (self, name);
  sch_json_writer_strv (self, value);
}

/**
 * sch_json_writer_peek:
 * @byte_len: (out) (optional): bytes written
 *
 * Returns: (transfer none): what was written so far, NUL-terminated; valid until the next call
 */
const char *
sch_json_writer_peek (SchJsonWriter *self, gsize *byte_len)
{
  if (byte_len != NULL)
    *byte_len = self->out->len;
  return self->out->str;
}

/**
 * sch_json_writer_forget:
 *
 * Forgets the bytes written so far, which the caller has put somewhere, and goes on behind them.
 */
void
sch_json_writer_forget (SchJsonWriter *self)
{
  g_string_truncate (self->out, 0);
}

/**
 * sch_json_writer_steal:
 *
 * Returns: (transfer full): what was written; the writer starts anew
 */
GBytes *
sch_json_writer_steal (SchJsonWriter *self)
{
  GBytes *bytes;

  g_return_val_if_fail (self->depth == 0, NULL);
  bytes = g_string_free_to_bytes (self->out);
  self->out = g_string_sized_new (4096);
  sch_json_writer_reset (self);
  return bytes;
}

/**
 * sch_json_writer_reset:
 *
 * Forgets everything that was written; the memory is kept for the next value.
 */
void
sch_json_writer_reset (SchJsonWriter *self)
{
  g_string_truncate (self->out, 0);
  self->depth = 0;
  self->after_name = FALSE;
  self->has_root = FALSE;
}
