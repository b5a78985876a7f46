/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quantity from the text that names it: number, unit and how the text limits the number. What is
 * not sure is nothing: times of day, scores, two numbers that make no range, separators that may mean
 * either thing in the language. */

#include "sch-derive-number.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "sch-derive-words.h"

/* Longer texts are no quantity; nor are longer units. */
#define MAX_TEXT_BYTES 400u
#define MAX_UNIT_CHARS 60
#define MAX_TOKENS 40u
#define MAX_SPELLED_WORDS 4u

typedef enum
{
  TOKEN_WORD,
  TOKEN_NUMBER,
  TOKEN_MARK, /* what joins numbers, or a sign: - – + % € */
} TokenType;

typedef struct
{
  TokenType type;
  char *text; /* of a word: as it stands; of a number: with ASCII digits */
  char *folded;
  gsize start; /* bytes */
  gsize end;
} Token;

static void
clear_token (gpointer data)
{
  Token *token = data;

  g_free (token->text);
  g_free (token->folded);
}

void
sch_derived_number_free (SchDerivedNumber *self)
{
  g_free (self->unit);
  g_free (self);
}

/* --- Tokens --- */

static gboolean
is_group_blank (gunichar c)
{
  return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0x2019 || c == '\'';
}

static gboolean
is_separator (gunichar c)
{
  return c == '.' || c == ',' || c == 0x066B || c == 0x066C || is_group_blank (c);
}

/* A blank parts thousands only before exactly three digits, behind at most three. */
static gboolean
is_thousand (const char *p, const char *start)
{
  guint before = 0, after = 0;

  for (const char *q = p; q > start && g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (q)));
       q = g_utf8_prev_char (q))
    before++;
  for (p = g_utf8_next_char (p); g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    after++;
  return before >= 1 && before <= 3 && after == 3;
}

static const char *
take_number (const char *p, GString *number)
{
  const char *start = p;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_printf (number, "%d", g_unichar_digit_value (c));
      else if (is_separator (c) && g_unichar_isdigit (g_utf8_get_char (next)) &&
               (!is_group_blank (c) || is_thousand (p, start)))
        g_string_append_c (number, c == 0x066B                         ? 'd'
                                   : c == 0x066C || is_group_blank (c) ? 'g'
                                                                       : (char) c);
      else
        break;
      p = next;
    }
  return p;
}

static GArray *
split (const char *text)
{
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (Token));
  const char *p = text;

  g_array_set_clear_func (tokens, clear_token);
  while (*p != '\0' && tokens->len < MAX_TOKENS)
    {
      gunichar c = g_utf8_get_char (p);
      Token token = { TOKEN_MARK, NULL, NULL, (gsize) (p - text), 0 };

      if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      if (g_unichar_isdigit (c))
        {
          g_autoptr (GString) number = g_string_new (NULL);

          p = take_number (p, number);
          token.type = TOKEN_NUMBER;
          token.text = g_strdup (number->str);
        }
      else if (g_unichar_isalpha (c) || g_unichar_ismark (c))
        {
          while (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          token.type = TOKEN_WORD;
        }
      else
        p = g_utf8_next_char (p);
      token.end = (gsize) (p - text);
      if (token.text == NULL)
        token.text = g_strndup (text + token.start, token.end - token.start);
      if (token.type == TOKEN_WORD)
        {
          g_autofree char *padded = sch_derive_fold_words (token.text, -1);

          token.folded = g_strdup (g_strstrip (padded));
        }
      g_array_append_val (tokens, token);
    }
  return tokens;
}

/* --- The value of digits --- */

static gunichar
get_symbol (const char *language, UNumberFormatSymbol symbol)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, language, NULL, &status);
  UChar buffer[8];
  gint32 n;

  if (U_FAILURE (status))
    return 0;
  n = unum_getSymbol (format, symbol, buffer, G_N_ELEMENTS (buffer), &status);
  unum_close (format);
  return U_SUCCESS (status) && n == 1 ? buffer[0] : 0;
}

static gboolean
is_grouped (const char *number, char separator)
{
  const char *p = strchr (number, separator);

  if (p == NULL || p == number || p - number > 3)
    return FALSE;
  while (p != NULL && *p == separator)
    {
      if (strspn (p + 1, "0123456789") != 3)
        return FALSE;
      p += 4;
    }
  return TRUE;
}

/*
 * Which mark is the decimal one: of two kinds the last; of several of one kind none; of one alone that
 * of the language, or the other where no three digits follow it, as then it parts no thousands.
 */
static gboolean
find_decimal (const char *number, const char *language, char *decimal)
{
  const char *dot = strrchr (number, '.');
  const char *comma = strrchr (number, ',');
  char only = dot != NULL ? '.' : ',';
  const char *last = dot > comma ? dot : comma;
  gboolean single;

  *decimal = '\0';
  if (dot == NULL && comma == NULL)
    return TRUE;
  if (dot != NULL && comma != NULL)
    {
      *decimal = *last;
      return strchr (number, *last) == last;
    }
  single = strchr (number, only) == last;
  if (single && strchr (number, 'g') == NULL &&
      (!is_grouped (number, only) ||
       get_symbol (language, UNUM_DECIMAL_SEPARATOR_SYMBOL) == (gunichar) only))
    {
      *decimal = only;
      return TRUE;
    }
  if (single && strchr (number, 'g') != NULL)
    *decimal = only;
  return *decimal != '\0' || is_grouped (number, only);
}

static gboolean
parse_digits (const char *number, const char *language, double *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  char decimal;

  if (!find_decimal (number, language, &decimal))
    return FALSE;
  for (const char *p = number; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (plain, *p);
    else if (*p == 'd' || (decimal != '\0' && *p == decimal))
      g_string_append_c (plain, '.');
  *value = g_ascii_strtod (plain->str, NULL);
  return TRUE;
}

/* --- Finding the number --- */

typedef struct
{
  const char *text;
  const char *language;
  GArray *tokens;
  guint first; /* token of the number */
  guint next;  /* token behind number and scale */
  double value;
  gboolean about;
  gboolean is_later; /* looks behind a number, where "an hour" is a part of its unit */
} Finder;

static const Token *
get_token (const Finder *self, guint i)
{
  return i < self->tokens->len ? &g_array_index (self->tokens, Token, i) : NULL;
}

static gboolean
is_word (const Token *token)
{
  return token != NULL && token->type == TOKEN_WORD;
}

static gboolean
is_mark (const Token *token, const char *marks)
{
  return token != NULL && token->type == TOKEN_MARK && strstr (marks, token->text) != NULL;
}

/* The longest run of words that spells a number; hyphens join. */
static gboolean
spell (Finder *self, guint from)
{
  g_autoptr (GString) words = g_string_new (" ");
  gboolean found = FALSE;
  guint n = 0;

  for (guint i = from; n < MAX_SPELLED_WORDS && i < self->tokens->len; i++)
    {
      const Token *token = get_token (self, i);
      double value;

      if (is_mark (token, "-") && n > 0)
        continue;
      if (!is_word (token))
        break;
      n++;
      g_string_append_printf (words, "%s ", token->folded);
      if (!sch_number_words_get_value (words->str, self->language, &value) ||
          (n == 1 && sch_number_words_is_one (token->folded, self->language)))
        continue;
      self->value = value;
      self->first = from;
      self->next = i + 1;
      found = TRUE;
    }
  return found;
}

/* Takes the scales behind a number: three dozen, 4.5 million, mille milliards. */
static void
take_scales (Finder *self)
{
  double scale;
  gboolean about;

  for (;;)
    {
      guint next = self->next;

      if (is_mark (get_token (self, next), "-"))
        next++;
      if (!is_word (get_token (self, next)) ||
          !sch_number_words_get_scale (get_token (self, next)->folded, self->language, &scale,
                                       &about))
        break;
      self->value *= scale;
      self->about = self->about || about;
      self->next = next + 1;
    }
  if (self->next > self->first && is_mark (get_token (self, self->next), ".") &&
      self->next + 1 < self->tokens->len)
    self->next++;
}

/* "a dozen", "Dutzend", "an hour" */
static gboolean
find_one (Finder *self, guint i)
{
  const Token *token = get_token (self, i);
  const Token *after = get_token (self, i + 1);
  gboolean one = sch_number_words_is_one (token->folded, self->language);
  double scale;
  gboolean about;

  if (!one && !sch_number_words_get_scale (token->folded, self->language, &scale, &about))
    return FALSE;
  if (one && (!is_word (after) ||
              (!sch_number_words_is_time (after->folded, self->language) &&
               !sch_number_words_get_scale (after->folded, self->language, &scale, &about))))
    return FALSE;
  self->value = 1;
  self->first = i;
  self->next = one ? i + 1 : i;
  return TRUE;
}

static gboolean
find_from (Finder *self, guint from)
{
  for (guint i = from; i < self->tokens->len; i++)
    {
      const Token *token = get_token (self, i);

      if (token->type == TOKEN_NUMBER)
        {
          self->first = i;
          self->next = i + 1;
          return parse_digits (token->text, self->language, &self->value);
        }
      if (token->type == TOKEN_WORD && (spell (self, i) || (!self->is_later && find_one (self, i))))
        return TRUE;
    }
  self->first = self->tokens->len;
  return FALSE;
}

/* Whether more numbers follow, which the first may not be told without. */
static gboolean
has_more (const Finder *self)
{
  Finder rest = *self;

  rest.is_later = TRUE;
  return find_from (&rest, self->next) || rest.first < self->tokens->len;
}

static char *
dup_words (const Finder *self, guint from, guint to)
{
  gsize start = from < self->tokens->len ? get_token (self, from)->start : strlen (self->text);
  gsize end = to > from ? get_token (self, to - 1)->end : start;

  return sch_derive_fold_words (self->text + start, (gssize) (end - start));
}

/* --- The parts of the answer --- */

/* 10–15, 10 to 15: from the smaller to the larger, and no third. */
static gboolean
is_range (const Finder *self)
{
  Finder second = *self;
  g_autofree char *between = NULL;
  gboolean dash;

  second.about = FALSE;
  second.is_later = TRUE;
  if (!find_from (&second, self->next))
    return FALSE;
  between = dup_words (self, self->next, second.first);
  dash = second.first == self->next + 1 && is_mark (get_token (self, self->next), "-–—‒");
  take_scales (&second);
  return (dash || sch_number_words_is_range (between, self->language)) &&
         second.value > self->value && !has_more (&second);
}

static gboolean
is_sign (const Token *token)
{
  return token != NULL && token->type == TOKEN_MARK &&
         g_unichar_type (g_utf8_get_char (token->text)) == G_UNICODE_CURRENCY_SYMBOL;
}

/* What follows the number, or the sign of a currency before it. */
static char *
dup_unit (const Finder *self, const char **hedge)
{
  guint from = self->next;
  guint to = self->tokens->len;
  g_autofree char *behind = NULL;
  g_autofree char *unit = NULL;

  if (is_mark (get_token (self, from), "+"))
    from++;
  if (is_mark (get_token (self, from), "-’'"))
    from++;
  while (is_word (get_token (self, from)) &&
         sch_number_words_is_of (get_token (self, from)->folded, self->language))
    from += is_mark (get_token (self, from + 1), "’'") ? 2 : 1;
  behind = dup_words (self, from, MAX (from, to));
  if (*hedge == NULL)
    {
      *hedge = sch_number_words_find_hedge (behind, self->language, TRUE);
      if (*hedge != NULL)
        to = to > from + 2 ? to - 2 : from;
    }
  while (to > from && is_mark (get_token (self, to - 1), ",.;:!?()”“»«\"’'"))
    to--;
  if (from >= to)
    return self->first > 0 && is_sign (get_token (self, self->first - 1))
               ? g_strdup (get_token (self, self->first - 1)->text)
               : g_strdup ("");
  unit = g_strndup (self->text + get_token (self, from)->start,
                    get_token (self, to - 1)->end - get_token (self, from)->start);
  return g_utf8_strlen (unit, -1) <= MAX_UNIT_CHARS ? g_steal_pointer (&unit) : g_strdup ("");
}

/* 15:40, 15 h 40, 3.40 p.m., a quarter to four. */
static gboolean
is_time_of_day (const Finder *self)
{
  g_autofree char *words = dup_words (self, self->next, self->tokens->len);
  g_autofree char *before = dup_words (self, 0, self->first);

  return is_mark (get_token (self, self->next), ":") ||
         sch_derive_ends_with_phrase (before, "quarter to|quarter past|half past|viertel nach|"
                                              "viertel vor|halb") ||
         sch_derive_skip_phrase (words, "p m|a m|pm|am|o clock|uhr|h") != NULL;
}

static const char *
find_hedge (const Finder *self)
{
  g_autofree char *before = dup_words (self, 0, self->first);
  const Token *after = get_token (self, self->next);
  const char *hedge = sch_number_words_find_hedge (before, self->language, FALSE);

  if (hedge == NULL && is_mark (after, "+"))
    return "more-than";
  if (hedge == NULL && self->first > 0)
    {
      const Token *token = get_token (self, self->first - 1);

      hedge = is_mark (token, "~≈")  ? "about"
              : is_mark (token, ">") ? "more-than"
              : is_mark (token, "<") ? "less-than"
                                     : NULL;
    }
  return hedge != NULL ? hedge : self->about ? "about" : NULL;
}

/**
 * sch_derive_number:
 * @language: (nullable): a BCP 47 tag, of the separators and the words; NULL = "en"
 *
 * Finds the quantity that a text names: “at least 1,200 people”, “some three dozen”, “près de 4,5 millions
 * d’euros”. Costs the length of the text, of which no more than 400 bytes are a quantity.
 *
 * Returns: (transfer full) (nullable): NULL where there is none, or not one that is sure
 */
SchDerivedNumber *
sch_derive_number (const char *text, const char *language)
{
  g_autoptr (GArray) tokens = NULL;
  Finder self = { text, language != NULL && *language != '\0' ? language : "en" };
  SchDerivedNumber *number;
  const char *hedge;

  if (strlen (text) > MAX_TEXT_BYTES)
    return NULL;
  self.tokens = tokens = split (text);
  if (!find_from (&self, 0))
    return NULL;
  take_scales (&self);
  if (is_time_of_day (&self) ||
      (self.first > 0 && is_mark (get_token (&self, self.first - 1), "-−")))
    return NULL;
  if (has_more (&self))
    {
      if (!is_range (&self))
        return NULL;
      number = g_new0 (SchDerivedNumber, 1);
      number->unit = g_strdup ("");
      number->hedge = "range";
      return number;
    }
  hedge = find_hedge (&self);
  number = g_new0 (SchDerivedNumber, 1);
  number->has_value = TRUE;
  number->value = self.value;
  number->unit = dup_unit (&self, &hedge);
  number->hedge = hedge != NULL ? hedge : "exact";
  return number;
}
