/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of labels as people have them in mails, code books and tables. One line is one label; whatever
 * cannot be one, or is there already, is told with its line. */

#include "config.h"

#include "sch-label-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-label-list-private.h"
#include "sch-label-suggest.h"

#define MAX_NAME_CHARS 200
#define TAB_COLUMNS 8u

static void
proposed_label_free (gpointer data)
{
  SchProposedLabel *self = data;

  g_free (self->name);
  g_free (self->key);
  g_free (self->color);
  g_free (self->description);
  g_free (self->parent_id);
  g_free (self->existing);
  g_free (self);
}

static void
warning_free (gpointer data)
{
  SchLabelListWarning *self = data;

  g_free (self->text);
  g_free (self);
}

void
sch_label_list_free (SchLabelList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

SchProposedLabel *
sch_proposed_label_new (guint line)
{
  SchProposedLabel *self = g_new0 (SchProposedLabel, 1);

  self->line = line;
  self->name = g_strdup ("");
  self->key = g_strdup ("");
  self->color = g_strdup ("");
  self->description = g_strdup ("");
  return self;
}

void
sch_label_list_warn (SchLabelList *self, guint line, const char *format, ...)
{
  SchLabelListWarning *warning = g_new0 (SchLabelListWarning, 1);
  va_list arguments;

  va_start (arguments, format);
  warning->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  warning->line = line;
  g_ptr_array_add (self->warnings, warning);
}

/* --- Parts --- */

gboolean
sch_label_list_is_key (const char *text)
{
  return g_utf8_strlen (text, -1) == 1 && g_unichar_isgraph (g_utf8_get_char (text)) &&
         !g_unichar_ismark (g_utf8_get_char (text));
}

char *
sch_label_list_dup_color (const char *text)
{
  gsize n = strlen (text);
  g_autofree char *lower = NULL;

  if (text[0] != '#' || (n != 4 && n != 7))
    return NULL;
  for (gsize i = 1; i < n; i++)
    if (!g_ascii_isxdigit (text[i]))
      return NULL;
  lower = g_ascii_strdown (text, -1);
  if (n == 7)
    return g_steal_pointer (&lower);
  return g_strdup_printf ("#%c%c%c%c%c%c", lower[1], lower[1], lower[2], lower[2], lower[3],
                          lower[3]);
}

static void
replace (char **string, char *value)
{
  g_free (*string);
  *string = value;
}

/* --- What is there already --- */

/* Drops a key that another label has. */
static void
check_key (SchLabelListBuilder *self, SchProposedLabel *label)
{
  g_autofree char *folded = g_utf8_casefold (label->key, -1);
  const SchLabel *holder = NULL;
  guint other;

  if (*label->key == '\0')
    return;
  holder = self->scheme != NULL ? sch_scheme_get_label_by_key (self->scheme, label->key) : NULL;
  other = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, folded));
  if (holder == NULL && other == 0)
    {
      g_hash_table_insert (self->keys, g_steal_pointer (&folded),
                           GUINT_TO_POINTER (self->list->labels->len + 1));
      return;
    }
  sch_label_list_warn (
      self->list, label->line, _ ("the key %s of “%s” is left out: it belongs to “%s”"), label->key,
      label->name,
      holder != NULL
          ? holder->name
          : ((SchProposedLabel *) g_ptr_array_index (self->list->labels, other - 1))->name);
  replace (&label->key, g_strdup (""));
}

static char *
dup_place (const SchProposedLabel *label)
{
  g_autofree char *folded = g_utf8_casefold (label->name, -1);

  return g_strdup_printf ("%u %s\n%s", label->parent,
                          label->parent_id != NULL ? label->parent_id : "", folded);
}

/* Whether it has a name that a label can have; says why not. */
static gboolean
check_name (SchLabelListBuilder *self, const SchProposedLabel *label)
{
  if (*label->name == '\0')
    {
      sch_label_list_warn (self->list, label->line, _ ("left out: there is no name"));
      return FALSE;
    }
  if (g_utf8_strlen (label->name, -1) > MAX_NAME_CHARS)
    {
      sch_label_list_warn (
          self->list, label->line,
          _ ("left out: a name has at most %d characters; separate a description by "
             "a colon"),
          MAX_NAME_CHARS);
      return FALSE;
    }
  return TRUE;
}

static void
note_existing (SchLabelListBuilder *self, SchProposedLabel *label)
{
  const SchLabel *existing = self->scheme != NULL
                                 ? sch_scheme_find_label_by_name (self->scheme, label->name)
                                 : NULL;

  if (existing == NULL)
    return;
  label->existing = g_strdup (existing->id);
  sch_label_list_warn (self->list, label->line,
                       existing->retired
                           ? _ ("“%s” is in the scheme already, but retired; it is left as it is")
                           : _ ("“%s” is in the scheme already; it is left as it is"),
                       label->name);
}

static void
enter (SchLabelListBuilder *self, SchProposedLabel *label, char *place)
{
  g_autofree char *folded = g_utf8_casefold (label->name, -1);
  guint index = self->list->labels->len + 1;

  note_existing (self, label);
  if (label->existing == NULL)
    check_key (self, label);
  if (!g_hash_table_contains (self->names, folded))
    g_hash_table_insert (self->names, g_steal_pointer (&folded), GUINT_TO_POINTER (index));
  g_hash_table_insert (self->places, place, GUINT_TO_POINTER (index));
  g_ptr_array_add (self->list->labels, label);
}

guint
sch_label_list_take (SchLabelListBuilder *self, SchProposedLabel *label)
{
  g_autofree char *folded = g_utf8_casefold (label->name, -1);
  char *place = dup_place (label);
  guint same_place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, place));
  guint same_name = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, folded));
  guint other = same_place != 0 ? same_place : same_name;
  const SchProposedLabel *first = other != 0 ? g_ptr_array_index (self->list->labels, other - 1)
                                             : NULL;

  if (!check_name (self, label) || same_place != 0 || self->list->labels->len >= SCH_LABEL_LIST_MAX)
    {
      if (same_place != 0)
        sch_label_list_warn (self->list, label->line, _ ("left out: “%s” is on line %u already"),
                             label->name, first->line);
      else if (*label->name != '\0' && self->list->labels->len >= SCH_LABEL_LIST_MAX)
        sch_label_list_warn (self->list, label->line,
                             _ ("“%s” is left out: a list has at most %u labels"), label->name,
                             SCH_LABEL_LIST_MAX);
      g_free (place);
      proposed_label_free (label);
      return same_place;
    }
  if (first != NULL)
    sch_label_list_warn (self->list, label->line,
                         _ ("“%s” is there twice: another one with this name is on line %u"),
                         label->name, first->line);
  enter (self, label, place);
  return self->list->labels->len;
}

/* --- One line --- */

/* Columns of the white space at the start; @text is moved behind it. */
static guint
measure_indent (const char **text)
{
  guint column = 0;

  for (;; *text = g_utf8_next_char (*text))
    {
      gunichar c = g_utf8_get_char (*text);

      if (c == '\t')
        column += TAB_COLUMNS - column % TAB_COLUMNS;
      else if (c != '\0' && g_unichar_isspace (c))
        column++;
      else
        return column;
    }
}

/* "1." "1.2" "(3)" "b)": behind it, or NULL */
static const char *
skip_number (const char *text)
{
  const char *p = text + (*text == '(');
  gboolean dots = FALSE;

  if (g_ascii_isalpha (p[0]) && p[1] == ')')
    return p + 2;
  if (!g_ascii_isdigit (*p))
    return NULL;
  for (; g_ascii_isdigit (*p) || (*p == '.' && p > text); p++)
    dots |= *p == '.';
  if (*p == ')')
    return p + 1;
  return dots && *text != '(' ? p : NULL;
}

/* Behind bullets, numbers and boxes to tick, which are no part of a name. */
static const char *
skip_bullet (const char *text)
{
  static const gunichar bullets[] = { '-',    '*',    '+',    '>',    0x2022, 0x2013, 0x2014,
                                      0x00b7, 0x25e6, 0x25aa, 0x25cf, 0x25cb, 0x2023, 0x2043 };
  const char *number = skip_number (text);

  if (number != NULL && (*number == ' ' || *number == '\t'))
    text = number + 1;
  else
    for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
      if (g_utf8_get_char (text) == bullets[i] &&
          g_unichar_isspace (g_utf8_get_char (g_utf8_next_char (text))))
        {
          text = g_utf8_next_char (g_utf8_next_char (text));
          break;
        }
  while (g_ascii_isspace (*text))
    text++;
  if (text[0] == '[' && (text[1] == ' ' || text[1] == 'x') && text[2] == ']' && text[3] == ' ')
    text += 4;
  return text;
}

/* Where the description begins, and where the name ends: a tab, " - ", ":" or a long dash. */
static const char *
find_description (const char *text, gsize *name_byte_len)
{
  static const char *const marks[] = { "\t", " - ", " – ", " — ", ": ", "：" };
  const char *best = NULL;
  gsize mark_byte_len = 0;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *found = strstr (text, marks[i]);

      if (found == NULL || (best != NULL && found >= best))
        continue;
      best = found;
      mark_byte_len = strlen (marks[i]);
    }
  *name_byte_len = best != NULL ? (gsize) (best - text) : strlen (text);
  if (best == NULL && *name_byte_len > 0 && text[*name_byte_len - 1] == ':')
    (*name_byte_len)--;
  return best != NULL ? best + mark_byte_len : "";
}

/* Takes a key or a colour; FALSE where the word is neither, or there is one already. */
static gboolean
take_word (SchProposedLabel *label, const char *word)
{
  static const char *const brackets[] = { "[]", "()", "{}", "``", "<>" };
  gsize n = strlen (word);
  char *color = *label->color == '\0' ? sch_label_list_dup_color (word) : NULL;

  if (color != NULL)
    {
      replace (&label->color, color);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (brackets) && *label->key == '\0'; i++)
    if (n > 2 && word[0] == brackets[i][0] && word[n - 1] == brackets[i][1])
      {
        g_autofree char *key = g_strndup (word + 1, n - 2);

        if (!sch_label_list_is_key (key))
          return FALSE;
        replace (&label->key, g_steal_pointer (&key));
        return TRUE;
      }
  return FALSE;
}

/* Takes keys and colours out of the text. */
static char *
take_words (SchProposedLabel *label, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !take_word (label, words[i]))
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

/* Cells behind tabs: a colour or a key alone, else a part of the description. */
static char *
take_cells (SchProposedLabel *label, const char *text)
{
  g_auto (GStrv) cells = g_strsplit (text, "\t", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_strstrip (cells[i]);
      if (*cells[i] == '\0' || take_word (label, cells[i]))
        continue;
      if (cells[1] != NULL && *label->key == '\0' && sch_label_list_is_key (cells[i]))
        replace (&label->key, g_strdup (cells[i]));
      else
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", cells[i]);
    }
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

static SchProposedLabel *
read_line (const char *text, guint line)
{
  SchProposedLabel *label = sch_proposed_label_new (line);
  gsize name_byte_len;
  const char *description = find_description (text, &name_byte_len);
  g_autofree char *head = g_strndup (text, name_byte_len);

  replace (&label->name, take_words (label, head));
  replace (&label->description, take_cells (label, description));
  return label;
}

/* --- Lines --- */

/* A line that a label may be under. @label: index + 1 */
typedef struct
{
  guint indent;
  guint label;
} Level;

static void
parse_line (SchLabelListBuilder *self, GArray *levels, const char *text, guint number)
{
  guint indent = measure_indent (&text);
  SchProposedLabel *label;
  Level level = { indent, 0 };

  if (*text == '\0')
    return;
  while (levels->len > 0 && g_array_index (levels, Level, levels->len - 1).indent >= indent)
    g_array_set_size (levels, levels->len - 1);
  label = read_line (skip_bullet (text), number);
  label->parent = levels->len > 0 ? g_array_index (levels, Level, levels->len - 1).label : 0;
  level.label = sch_label_list_take (self, label);
  if (level.label != 0)
    g_array_append_val (levels, level);
}

static void
parse_lines (SchLabelListBuilder *self, const char *text)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    parse_line (self, levels, g_strchomp (lines[i]), i + 1);
}

static int
compare_warnings (gconstpointer a, gconstpointer b)
{
  const SchLabelListWarning *first = *(const SchLabelListWarning *const *) a;
  const SchLabelListWarning *second = *(const SchLabelListWarning *const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sch_label_list_parse:
 * @text: what somebody pasted; of what is not UTF-8 the bad bytes are replaced
 * @scheme: (nullable): that the labels are for
 *
 * Returns: (transfer full): the labels, and what there is to say about the lines
 */
SchLabelList *
sch_label_list_parse (const char *text, SchScheme *scheme)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) parts = g_strsplit (valid, "\r\n", -1);
  g_autofree char *unix_text = g_strdelimit (g_strjoinv ("\n", parts), "\r", '\n');
  const char *start = g_str_has_prefix (unix_text, "\xef\xbb\xbf") ? unix_text + 3 : unix_text;
  g_autoptr (GHashTable) names = new_index ();
  g_autoptr (GHashTable) places = new_index ();
  g_autoptr (GHashTable) keys = new_index ();
  SchLabelList *self = g_new0 (SchLabelList, 1);
  SchLabelListBuilder builder = { self, scheme, names, places, keys };

  self->labels = g_ptr_array_new_with_free_func (proposed_label_free);
  self->warnings = g_ptr_array_new_with_free_func (warning_free);
  if (!sch_label_list_parse_table (&builder, start))
    parse_lines (&builder, start);
  g_ptr_array_sort (self->warnings, compare_warnings);
  return self;
}

guint
sch_label_list_count_new (SchLabelList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->labels->len; i++)
    if (((SchProposedLabel *) g_ptr_array_index (self->labels, i))->existing == NULL)
      n++;
  return n;
}

/* --- Into a scheme --- */

/* A colour that no label has yet; where all are taken, those that were given out come again.
 * @colors: (element-type utf8): given out so far */
static const char *
choose_color (SchSchemeDraft *draft, GPtrArray *colors, guint n_given)
{
  g_autoptr (SchScheme) scheme = NULL;
  const char *color;

  if (n_given > colors->len)
    return g_ptr_array_index (colors, n_given % colors->len);
  scheme = sch_scheme_draft_finish (draft, NULL);
  color = scheme != NULL ? sch_scheme_suggest_color (scheme) : NULL;
  if (color == NULL || g_ptr_array_find_with_equal_func (colors, color, g_str_equal, NULL))
    return colors->len > 0 ? g_ptr_array_index (colors, n_given % colors->len) : "";
  g_ptr_array_add (colors, (char *) color);
  return color;
}

/* @ids: of the labels of the list so far; @kinds: theirs */
static void
add_label (SchSchemeDraft *draft, const SchProposedLabel *label, const char *parent, SchKind kind,
           const char *color, char **id)
{
  const SchSchemePlace labels = { SCH_PART_LABEL, NULL, NULL, NULL };
  SchSchemePlace place = labels;

  *id = sch_scheme_draft_add (draft, &labels, label->name, G_MAXUINT);
  place.id = *id;
  sch_scheme_draft_set_string (draft, &place, "kind", sch_kind_to_string (kind));
  sch_scheme_draft_set_string (draft, &place, "color", color);
  sch_scheme_draft_set_string (draft, &place, "key", label->key);
  sch_scheme_draft_set_string (draft, &place, "description", label->description);
  sch_scheme_draft_set_string (draft, &place, "parent", parent);
}

/* The kind of a label of the draft. */
static SchKind
get_kind (SchSchemeDraft *draft, const char *id, SchKind fallback)
{
  const SchSchemePlace place = { SCH_PART_LABEL, NULL, id, NULL };
  JsonObject *object = id != NULL ? sch_scheme_draft_get (draft, &place) : NULL;
  SchKind kind = fallback;

  if (object != NULL)
    sch_kind_from_string (json_object_get_string_member_with_default (object, "kind", ""), &kind);
  return kind;
}

/**
 * sch_label_list_add_to_draft:
 * @kind: of labels for which neither the list nor their parent says one
 *
 * Adds the labels that are new, behind those that are there.
 *
 * Returns: (transfer full): their ids
 */
GStrv
sch_label_list_add_to_draft (SchLabelList *self, SchSchemeDraft *draft, SchKind kind)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free); /* of all of the list */
  g_autoptr (GPtrArray) colors = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) added = g_strv_builder_new ();
  guint n_given = 0;

  for (guint i = 0; i < self->labels->len; i++)
    {
      const SchProposedLabel *label = g_ptr_array_index (self->labels, i);
      const char *parent = label->parent != 0 ? g_ptr_array_index (ids, label->parent - 1)
                                              : label->parent_id;
      const char *color = label->color;
      char *id = NULL;

      if (label->existing != NULL)
        {
          g_ptr_array_add (ids, g_strdup (label->existing));
          continue;
        }
      if (*color == '\0')
        color = choose_color (draft, colors, n_given++);
      add_label (draft, label, parent,
                 label->has_kind ? label->kind : get_kind (draft, parent, kind), color, &id);
      g_ptr_array_add (ids, id);
      g_strv_builder_add (added, id);
    }
  return g_strv_builder_end (added);
}
