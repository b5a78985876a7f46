/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value as one of another type. */

#include "config.h"

#include <errno.h>
#include <string.h>

#include "sch-scheme-changes.h"

static char *
take_json (SchAttributes *attributes)
{
  char *json = g_strdup (sch_attributes_get_json (attributes, "v"));

  sch_attributes_unref (attributes);
  return json;
}

/* A number as people write it in a field: no thousands, a point for decimals. */
static gboolean
read_number (const char *string, double *number)
{
  g_autofree char *stripped = g_strstrip (g_strdup (string));
  char *end;

  errno = 0;
  *number = g_ascii_strtod (stripped, &end);
  return *stripped != '\0' && *end == '\0' && errno == 0 && g_ascii_isalnum (end[-1]) &&
         *number - *number == 0;
}

static gboolean
read_boolean (const char *string, gboolean *value)
{
  static const char *const yes[] = { "true", "yes", "1", NULL };
  static const char *const no[] = { "false", "no", "0", NULL };
  g_autofree char *lower = g_ascii_strdown (string, -1);

  *value = g_strv_contains (yes, lower);
  return *value || g_strv_contains (no, lower);
}

static gboolean
is_plain_id (const char *string)
{
  for (const char *p = string; *p != '\0'; p++)
    if ((guchar) *p <= ' ' || *p == 0x7f)
      return FALSE;
  return *string != '\0';
}

static gboolean
is_date (const char *string)
{
  static const char pattern[] = "dddd-dd-dd";
  gsize byte_len = strlen (string);

  if (byte_len != 4 && byte_len != 7 && byte_len != 10)
    return FALSE;
  for (gsize i = 0; i < byte_len; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (string[i]) : string[i] != '-')
      return FALSE;
  return TRUE;
}

/* One string; of a list only where it has one element. */
static char *
dup_single (SchAttributes *value)
{
  g_auto (GStrv) list = sch_attributes_dup_strv (value, "v");

  if (list != NULL)
    return g_strv_length (list) == 1 ? g_strdup (list[0]) : NULL;
  return sch_attributes_dup_display (value, "v");
}

/**
 * sch_scheme_convert_value:
 * @json: canonical
 * @type: what it is to be a value of
 *
 * Nothing is guessed: a value is converted where it says the same in the other type. A choice must be
 * among the values of its attribute, which is not looked at here.
 *
 * Returns: (transfer full) (nullable): canonical JSON; NULL where it has no such form
 */
char *
sch_scheme_convert_value (const char *json, SchAttributeType type)
{
  g_autoptr (SchAttributes) value = sch_attributes_with_json (NULL, "v", json);
  g_autofree char *single = dup_single (value);
  const char *const list[] = { single, NULL };
  double number;
  gboolean boolean;

  switch (type)
    {
    case SCH_ATTRIBUTE_TEXT:
      if (single == NULL)
        single = sch_attributes_dup_display (value, "v");
      return take_json (sch_attributes_with_string (NULL, "v", single));
    case SCH_ATTRIBUTE_CHOICES:
      if (*json == '[')
        return g_strdup (json);
      return single != NULL && is_plain_id (single)
                 ? take_json (sch_attributes_with_strv (NULL, "v", list))
                 : NULL;
    case SCH_ATTRIBUTE_CHOICE:
      return single != NULL && is_plain_id (single)
                 ? take_json (sch_attributes_with_string (NULL, "v", single))
                 : NULL;
    case SCH_ATTRIBUTE_NUMBER:
      return single != NULL && read_number (single, &number)
                 ? take_json (sch_attributes_with_number (NULL, "v", number))
                 : NULL;
    case SCH_ATTRIBUTE_BOOLEAN:
      return single != NULL && read_boolean (single, &boolean)
                 ? take_json (sch_attributes_with_boolean (NULL, "v", boolean))
                 : NULL;
    case SCH_ATTRIBUTE_DATE:
      return single != NULL && is_date (single)
                 ? take_json (sch_attributes_with_string (NULL, "v", single))
                 : NULL;
    case SCH_ATTRIBUTE_URL:
      return single != NULL && g_uri_is_valid (single, G_URI_FLAGS_PARSE_RELAXED, NULL)
                 ? take_json (sch_attributes_with_string (NULL, "v", single))
                 : NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}
