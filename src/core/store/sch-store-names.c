/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: what document paths, layer names and ids may look like, how ids are made, and how a file
 * name is shown. Everything here is a pure function, but for the random id.
 */

#include "sch-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#include "sch-error.h"

#define MAX_COMPONENT_BYTES 240u
#define MAX_NAME_CHARS 64u
#define ID_CHARS 16u
#define ID_BYTES 10u

/* The file name before the slash or the end; for messages. */
static char *
dup_component (const char *start, gsize byte_len)
{
  g_autofree char *component = g_strndup (start, byte_len);

  return sch_store_display_name (component);
}

static gboolean
component_is_valid (const char *start, gsize byte_len, const char *shown, GError **error)
{
  g_autofree char *component = dup_component (start, byte_len);

  if (byte_len == 0)
    g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                 _ ("The document path “%s” begins or ends with a slash, or has two in a row; "
                    "remove the slash"),
                 shown);
  else if (strcmp (component, ".") == 0 || strcmp (component, "..") == 0)
    g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                 _ ("The document path “%s” may not have “%s” as a part; name the file by its "
                    "place in the corpus"),
                 shown, component);
  else if (*start == '.')
    g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                 _ ("The document path “%s” has the hidden name “%s”; rename it so that it does "
                    "not begin with a full stop"),
                 shown, component);
  else if (byte_len > MAX_COMPONENT_BYTES)
    g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                 _ ("In the document path “%s”, the name “%s” has %zu bytes; "
                    "rename it to at most %u"),
                 shown, component, byte_len, MAX_COMPONENT_BYTES);
  else
    return TRUE;
  return FALSE;
}

static gboolean
has_control_characters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* The usual case at once: what is printable ASCII and breaks no rule. What is not found to be so here is looked at
 * closely, and told. */
static gboolean
is_plainly_valid (const char *path)
{
  const char *start = path;

  for (const char *p = path;; p++)
    {
      if (*p == '/' || *p == '\0')
        {
          if (p == start || *start == '.' || p - start > (gssize) MAX_COMPONENT_BYTES)
            return FALSE;
          if (*p == '\0')
            return TRUE;
          start = p + 1;
        }
      else if (!g_ascii_isprint (*p))
        {
          return FALSE;
        }
    }
}

/**
 * sch_path_is_valid:
 * @document_path: any string
 *
 * Whether this may be the path of a document: relative, '/'-separated, valid UTF-8, no control
 * characters, every component 1 to 240 bytes and neither "." nor ".." nor hidden. So a path from
 * an imported file can never lead out of the corpus or into the program's own folders in it;
 * the annotations folder is the caller's to check.
 *
 * Returns: FALSE with #SCH_ERROR_INVALID, which says what to rename
 */
gboolean
sch_path_is_valid (const char *document_path, GError **error)
{
  g_autofree char *shown = NULL;
  const char *start = document_path;

  g_return_val_if_fail (document_path != NULL, FALSE);
  if (is_plainly_valid (document_path))
    return TRUE;
  shown = sch_store_display_name (document_path);
  if (*document_path == '\0')
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID, _ ("The document path is empty"));
      return FALSE;
    }
  if (!g_utf8_validate (document_path, -1, NULL))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("The name “%s” is not valid UTF-8; rename the file or its folder"), shown);
      return FALSE;
    }
  if (has_control_characters (document_path))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("The name “%s” has a line break or another control character; rename the "
                      "file or its folder"),
                   shown);
      return FALSE;
    }
  for (;;)
    {
      gsize byte_len = strcspn (start, "/");

      if (!component_is_valid (start, byte_len, shown, error))
        return FALSE;
      if (start[byte_len] == '\0')
        return TRUE;
      start += byte_len + 1;
    }
}

/**
 * sch_layer_name_is_valid:
 *
 * Whether this may be a layer's name: [a-z0-9][a-z0-9._-]{0,63}.
 */
gboolean
sch_layer_name_is_valid (const char *name)
{
  gsize n;

  g_return_val_if_fail (name != NULL, FALSE);
  if (!g_ascii_islower (*name) && !g_ascii_isdigit (*name))
    return FALSE;
  n = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789._-");
  return name[n] == '\0' && n <= MAX_NAME_CHARS;
}

/**
 * sch_id_is_valid:
 *
 * Whether this may be an id: [0-9A-Za-z._-]{1,64}.
 */
gboolean
sch_id_is_valid (const char *id)
{
  gsize n = 0;

  g_return_val_if_fail (id != NULL, FALSE);
  while (g_ascii_isalnum (id[n]) || id[n] == '.' || id[n] == '_' || id[n] == '-')
    n++;
  return id[n] == '\0' && n >= 1 && n <= MAX_NAME_CHARS;
}

/* RFC 4648 base32 in lower case, of the first 10 bytes. */
static char *
encode_id (const guint8 *bytes)
{
  static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  char *id = g_malloc (ID_CHARS + 1);

  for (guint i = 0; i < ID_CHARS; i++)
    {
      guint bit = i * 5;
      guint pair = bytes[bit / 8] << 8 | (bit / 8 + 1 < ID_BYTES ? bytes[bit / 8 + 1] : 0);

      id[i] = alphabet[(pair >> (11 - bit % 8)) & 31];
    }
  id[ID_CHARS] = '\0';
  return id;
}

/**
 * sch_id_new_random:
 *
 * Returns: (transfer full): 16 characters [a-z2-7] from 80 random bits
 */
char *
sch_id_new_random (void)
{
  guint8 bytes[ID_BYTES];
  gssize n;

  do
    n = getrandom (bytes, sizeof bytes, 0);
  while (n < 0 && errno == EINTR);
  if (n != sizeof bytes)
    g_error ("no random bytes from the system: %s", g_strerror (errno));
  return encode_id (bytes);
}

/**
 * sch_id_from_parts:
 * @parts: (array zero-terminated=1): what the id stands for, such as layer, path, source id, ordinal
 *
 * Returns: (transfer full): 16 characters [a-z2-7] from the SHA-256 of the parts joined by NUL
 *   bytes: the same parts always give the same id
 */
char *
sch_id_from_parts (const char *const *parts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize digest_len = sizeof digest;

  g_return_val_if_fail (parts != NULL, NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_checksum_update (checksum, (const guchar *) "", 1);
      g_checksum_update (checksum, (const guchar *) parts[i], strlen (parts[i]));
    }
  g_checksum_get_digest (checksum, digest, &digest_len);
  return encode_id (digest);
}

static gboolean
is_confusing (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/**
 * sch_store_display_name:
 * @path: a file name in the encoding of the file system
 *
 * Returns: (transfer full): a form to show, on one line and in valid UTF-8: line breaks as \n,
 *   bytes that are not UTF-8 as \xE9, other control and direction characters as \u202E
 */
char *
sch_store_display_name (const char *path)
{
  GString *shown;
  const char *end;

  g_return_val_if_fail (path != NULL, NULL);
  shown = g_string_new (NULL);
  end = path + strlen (path);
  while (path < end)
    {
      gunichar c = g_utf8_get_char_validated (path, end - path);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_printf (shown, "\\x%02X", (guchar) *path++);
          continue;
        }
      if (c == '\n')
        g_string_append (shown, "\\n");
      else if (c == '\t')
        g_string_append (shown, "\\t");
      else if (c == '\r')
        g_string_append (shown, "\\r");
      else if (is_confusing (c))
        g_string_append_printf (shown, "\\u%04X", c);
      else
        g_string_append_unichar (shown, c);
      path = g_utf8_next_char (path);
    }
  return g_string_free (shown, FALSE);
}
