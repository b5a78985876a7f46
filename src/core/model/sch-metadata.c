/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metadata of documents as values: what a text says about itself, what a member may hold, and the
 * record of documents.json. Owns nothing; everything here is a pure function. */

#include "config.h"

#include "sch-metadata.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-native-files.h"

/* Where a text tells about itself. */
#define HEAD_BYTES 4000u
#define HEAD_LINES 20u
#define MAX_TITLE_CHARS 200u
#define MAX_AUTHOR_CHARS 120u
#define MAX_SLUG_BYTES 80u

/* --- What a text says about itself --- */

/* English, German, French, Spanish; the first three letters tell English names apart. */
static const char *const months[12][5] = {
  { "january", "januar", "janvier", "enero", "jan" },
  { "february", "februar", "février", "febrero", "feb" },
  { "march", "märz", "mars", "marzo", "mar" },
  { "april", "april", "avril", "abril", "apr" },
  { "may", "mai", "mai", "mayo", "may" },
  { "june", "juni", "juin", "junio", "jun" },
  { "july", "juli", "juillet", "julio", "jul" },
  { "august", "august", "août", "agosto", "aug" },
  { "september", "september", "septembre", "septiembre", "sep" },
  { "october", "oktober", "octobre", "octubre", "oct" },
  { "november", "november", "novembre", "noviembre", "nov" },
  { "december", "dezember", "décembre", "diciembre", "dec" },
};

static guint
find_month (const char *word)
{
  g_autofree char *folded = g_utf8_strdown (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    for (guint k = 0; k < G_N_ELEMENTS (months[i]); k++)
      if (strcmp (folded, months[i][k]) == 0)
        return i + 1;
  return strcmp (folded, "sept") == 0 ? 9 : 0;
}

static gboolean
is_day (int year, int month, int day)
{
  return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static char *
take_date (GMatchInfo *match, int year, int month, int day)
{
  g_autofree char *y = g_match_info_fetch (match, year);
  g_autofree char *m = g_match_info_fetch (match, month);
  g_autofree char *d = g_match_info_fetch (match, day);
  int number = g_ascii_isdigit (*m) ? atoi (m) : (int) find_month (m);

  return is_day (atoi (y), number, atoi (d))
             ? g_strdup_printf ("%04d-%02d-%02d", atoi (y), number, atoi (d))
             : NULL;
}

/* The earliest of the dates that are written in one of the known ways. */
static char *
find_date (const char *head)
{
  static const struct
  {
    const char *pattern;
    int year, month, day;
  } ways[] = {
    { "\\b(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)", 1, 2, 3 },
    { "\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:de\\s+|of\\s+)?(\\p{L}+)\\.?,?\\s+(?:de\\s+)?(\\d{4})\\b",
      3, 2, 1 },
    { "\\b(\\p{L}{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b", 3, 1, 2 },
    { "\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})\\b", 3, 2, 1 },
  };
  char *found = NULL;
  int found_at = G_MAXINT;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (ways[i].pattern, 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      gboolean more;

      for (more = g_regex_match (regex, head, 0, &match); more;
           more = g_match_info_next (match, NULL))
        {
          g_autofree char *date = take_date (match, ways[i].year, ways[i].month, ways[i].day);
          int start;

          if (date == NULL)
            continue;
          g_match_info_fetch_pos (match, 0, &start, NULL);
          if (start < found_at)
            {
              g_free (found);
              found = g_steal_pointer (&date);
              found_at = start;
            }
          break;
        }
    }
  return found;
}

static char *
find_url (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("https?://[^\\s<>\"“”]+", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *url;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  url = g_match_info_fetch (match, 0);
  for (gsize n = strlen (url); n > 0 && strchr (".,;:!?)]}'", url[n - 1]) != NULL; n--)
    url[n - 1] = '\0';
  return url;
}

static char *
find_author (const char *line)
{
  g_autoptr (GRegex)
      regex = g_regex_new ("^(?:by|von|par|por)\\s+(\\p{Lu}.*)$", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;

  if (g_utf8_strlen (line, -1) > MAX_AUTHOR_CHARS || !g_regex_match (regex, line, 0, &match))
    return NULL;
  name = g_match_info_fetch (match, 1);
  /* Without regard to case for “BY”, but a name begins with a capital. */
  if (!g_unichar_isupper (g_utf8_get_char (name)))
    return NULL;
  for (guint i = 0; i < 4; i++)
    {
      static const char *const ends[] = { " | ", " · ", " – ", " — " };
      char *end = strstr (name, ends[i]);

      if (end != NULL)
        *end = '\0';
    }
  return g_strdup (g_strstrip (name));
}

static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return NULL;
  return g_strdup (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
}

static char *
dup_title (const char *line)
{
  while (*line == '#' || *line == ' ')
    line++;
  if (g_utf8_strlen (line, -1) <= MAX_TITLE_CHARS)
    return g_strdup (line);
  return g_utf8_substring (line, 0, MAX_TITLE_CHARS);
}

static void
look_at_lines (SchFoundMetadata *self, const char *head)
{
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);
  guint n_seen = 0;

  for (guint i = 0; lines[i] != NULL && n_seen < HEAD_LINES; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line == '\0')
        continue;
      n_seen++;
      if (self->author == NULL)
        self->author = find_author (line);
      if (self->title == NULL && !g_str_has_prefix (line, "http://") &&
          !g_str_has_prefix (line, "https://"))
        self->title = dup_title (line);
    }
}

static void
fill_missing (char **member)
{
  if (*member == NULL)
    *member = g_strdup ("");
}

/**
 * sch_metadata_find:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the first line as title, a line “By NAME”, the first date and the first
 *   address of the beginning; the host of the address as outlet
 */
SchFoundMetadata *
sch_metadata_find (const char *text)
{
  SchFoundMetadata *self = g_new0 (SchFoundMetadata, 1);
  const char *end = text + MIN (strlen (text), HEAD_BYTES);
  g_autofree char *head = NULL;

  while (end > text && (*end & 0xc0) == 0x80)
    end--;
  head = g_strndup (text, end - text);
  look_at_lines (self, g_str_has_prefix (head, "\xef\xbb\xbf") ? head + 3 : head);
  self->published = find_date (head);
  self->url = find_url (head);
  if (self->url == NULL)
    self->url = find_url (text);
  if (self->url != NULL)
    self->outlet = dup_host (self->url);
  fill_missing (&self->title);
  fill_missing (&self->outlet);
  fill_missing (&self->author);
  fill_missing (&self->published);
  fill_missing (&self->url);
  return self;
}

void
sch_found_metadata_free (SchFoundMetadata *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->outlet);
  g_free (self->author);
  g_free (self->published);
  g_free (self->url);
  g_free (self);
}

/* --- Records --- */

SchTree *
sch_metadata_new (const char *path)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", path);
  json_node_take_object (node, object);
  return sch_tree_new (SCH_RECORD_METADATA, path, node);
}

SchTree *
sch_metadata_with_path (SchTree *metadata, const char *path)
{
  return sch_tree_with_string (metadata, "path", path);
}

gboolean
sch_metadata_is_empty (SchTree *metadata)
{
  return metadata == NULL || json_object_get_size (json_node_get_object (metadata->node)) <= 1;
}

/**
 * sch_metadata_with_text:
 * @text: "" takes the member out
 *
 * Returns: (transfer full): a copy with the member changed, or @metadata itself where it says so
 *   already
 */
SchTree *
sch_metadata_with_text (SchTree *metadata, const char *member, const char *text)
{
  if (strcmp (sch_tree_get_string (metadata, member), text) == 0)
    return sch_record_ref (metadata);
  return sch_tree_with_string (metadata, member, text);
}

/* --- Values --- */

static gboolean
is_date (const char *value)
{
  g_autoptr (GRegex)
      regex = g_regex_new ("^(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T.*)?)?)?$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *year = NULL;
  g_autofree char *month = NULL;
  g_autofree char *day = NULL;

  if (!g_regex_match (regex, value, 0, &match))
    return FALSE;
  year = g_match_info_fetch (match, 1);
  month = g_match_info_fetch (match, 2);
  day = g_match_info_fetch (match, 3);
  return is_day (atoi (year), month != NULL && *month != '\0' ? atoi (month) : 1,
                 day != NULL && *day != '\0' ? atoi (day) : 1);
}

/**
 * sch_metadata_dup_complaint:
 * @member: of a METADATA record
 * @value: as it was typed
 *
 * Returns: (transfer full) (nullable): NULL where the value may be stored
 */
char *
sch_metadata_dup_complaint (const char *member, const char *value)
{
  if (*value == '\0')
    return NULL;
  if ((strcmp (member, "published") == 0 || strcmp (member, "retrieved") == 0) && !is_date (value))
    return g_strdup (_ ("Write the date as year-month-day, for example 2026-03-20, or as far as it "
                        "is known: 2026-03, 2026"));
  if (strcmp (member, "language") == 0 &&
      !g_regex_match_simple ("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", value, 0, 0))
    return g_strdup (_ ("Write the language as a tag, for example en, de or pt-BR"));
  if (strcmp (member, "url") == 0 && !g_uri_is_valid (value, G_URI_FLAGS_PARSE_RELAXED, NULL))
    return g_strdup (_ ("Write the whole address, for example https://example.org/article"));
  return NULL;
}

/**
 * sch_metadata_dup_slug:
 *
 * Returns: (transfer full): the title as a file name without its ending: letters and digits of any
 *   script, joined by “-”; "text" where there are none
 */
char *
sch_metadata_dup_slug (const char *title)
{
  g_autofree char *normal = g_utf8_normalize (title, -1, G_NORMALIZE_NFC);
  g_autofree char *lower = normal != NULL ? g_utf8_strdown (normal, -1) : g_strdup ("");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2019 || c == '\'')
        continue;
      if (slug->len + 6 > MAX_SLUG_BYTES)
        break;
      if (g_unichar_isalnum (c) || (g_unichar_ismark (c) && slug->len > 0))
        g_string_append_unichar (slug, c);
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return slug->len > 0 ? g_strdup (slug->str) : g_strdup ("text");
}
