/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells full stops of abbreviations from those that end a sentence, where ICU cannot: ICU breaks
 * after every full stop that is followed by a capital ("Maj. Gen. Pat Ryder").
 *
 * Titles and the like never end a sentence. Initials (J.), dotted abbreviations (U.S., Ph.D.) and
 * words such as "Inc." can, so they end one only before a word that commonly begins sentences. The
 * lists are short on purpose: a sentence that is too long by one is mended by a key, and a wrong
 * entry would join sentences everywhere. (ICU's own suppressions, "ss=standard", join after words
 * such as "up", "by" and "OK", and know no "Gen.", so they are not used.)
 */

#include "sch-abbreviations.h"

#include <string.h>

#include "sch-text-cut.h"

struct _SchAbbreviations
{
  const char *language;
  const char *titles;   /* always joined to what follows */
  const char *endings;  /* joined, except before a word that begins sentences */
  const char *numbered; /* joined before a digit */
  const char *starters; /* words that commonly begin sentences */
  gboolean ordinals;    /* "7." is an ordinal number */
};

/* All lists in lower case, each word between spaces. */
static const SchAbbreviations languages[] = {
  { "en",
    " mr mrs ms mx messrs mmes dr prof rev hon st gen maj col lt cpl sgt pvt capt cmdr cdr adm brig "
    "gov lt.gov lt.gen lt.col sen rep sens reps pres amb supt insp det pfc vs v fr sr.lt mt ft atty "
    "e.g i.e cf viz ca approx ",
    " inc ltd co corp bros jr sr dept univ assn gov't jan feb mar apr jun jul aug sept sep oct nov "
    "dec ave blvd rd etc al est a.m p.m ph.d m.d ",
    " no nos p pp vol vols fig figs art sec ch para ",
    " the a an he she it they we i you there this that these those his her its their our my in on at "
    "by for from with as if when while after before since although but and or so yet however "
    "meanwhile then now here what who why how where last earlier later under some many most several "
    "both one two according asked despite during also ",
    FALSE },
  { "de",
    " dr prof hr fr frl dipl mag ing st bzw z.b d.h u.a i.d.r o.ä vgl ca evtl ggf inkl geb gen abs "
    "art nr str tel ",
    " usw etc co jr sr jan feb apr jun jul aug sept okt nov dez mio mrd bd ",
    " s nr abs art kap bd ",
    " der die das ein eine er sie es wir ich ihr sein seine ihre in im am an auf bei mit nach vor "
    "seit als wenn während aber und oder doch dann auch so dies diese dieser dieses zudem laut was "
    "wer wie wo warum ",
    TRUE },
  { "fr", " m mm mme mmes mlle mlles dr pr me mgr st ste gén col cf p.ex env ",
    " etc jr sr janv févr avr juill sept oct nov déc ", " p pp n no art vol chap fig ",
    " le la les un une il elle ils elles on nous je vous ce cet cette ces son sa ses leur leurs dans "
    "en à au aux pour par avec selon mais et ou donc alors depuis après avant si quand comme ",
    FALSE },
  { "es",
    " sr sra srta sres sras dr dra d da dña prof ing lic gral cap cnel st sto sta ud uds vd vds p.ej "
    "aprox ",
    " etc ee.uu jr ene feb mar abr jun jul ago sept oct nov dic ",
    " p pp pág págs n núm art vol cap fig ",
    " el la los las un una él ella ellos ellas nosotros yo lo su sus este esta estos estas ese esa en "
    "de por para con según pero y o si cuando como desde tras antes después además ",
    FALSE },
  { "it",
    " sig sig.ra sigg dr dott dott.ssa prof prof.ssa ing avv arch on sen gen col cap rag geom mons s "
    "cfr ca ecc.mo ",
    " ecc s.p.a jr gen feb mar apr mag giu lug ago set ott nov dic ",
    " n nn p pp pag pagg art vol cap fig ",
    " il lo la i gli le un uno una l egli lui lei essi noi io in nel nella a al alla di del da dal con "
    "per su secondo ma e o se quando come dopo prima poi inoltre ",
    FALSE },
  { "pt", " sr sra srs sras dr dra drs prof profa eng gen cel cap exmo exma d cf aprox ",
    " etc ltda jr jan fev mar abr mai jun jul ago set out nov dez ",
    " n p pp pág págs art vol cap fig ",
    " o a os as um uma ele ela eles elas nós eu em no na nos nas de do da por para com segundo mas e "
    "ou se quando como desde depois antes além ",
    FALSE },
};

/* For the languages without lists: titles that many share, initials and dotted abbreviations. */
static const SchAbbreviations other_language = { "", " dr prof mr mrs ", "", "", "", FALSE };

/**
 * sch_abbreviations_get:
 * @language: (nullable): a language tag such as "en" or "de-AT"
 *
 * Returns: (transfer none) (nullable): the lists of that language, %NULL if there are none
 */
const SchAbbreviations *
sch_abbreviations_get (const char *language)
{
  gsize len = language != NULL ? strcspn (language, "-_@") : 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (len == strlen (languages[i].language) &&
        g_ascii_strncasecmp (language, languages[i].language, len) == 0)
      return &languages[i];
  return NULL;
}

static char *
dup_lower (const gunichar *chars, guint start, guint end)
{
  GString *word = g_string_new (NULL);

  for (guint i = start; i < end; i++)
    g_string_append_unichar (word, chars[i] == 0x2019 ? '\'' : g_unichar_tolower (chars[i]));
  return g_string_free (word, FALSE);
}

static gboolean
has_word (const char *list, const char *word)
{
  g_autofree char *padded = g_strconcat (" ", word, " ", NULL);

  return strstr (list, padded) != NULL;
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* "U.S", "C.I.A", "Ph.D", "a.m": parts of one letter, or two with a capital. */
static gboolean
is_dotted (const gunichar *chars, guint start, guint end)
{
  guint letters = 0;
  guint dots = 0;

  for (guint i = start; i < end; i++)
    {
      if (chars[i] == '.')
        {
          dots++;
          letters = 0;
        }
      else if (!g_unichar_isalpha (chars[i]) || ++letters > 2)
        {
          return FALSE;
        }
    }
  return dots > 0;
}

static gboolean
is_ordinal (const gunichar *chars, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (!g_unichar_isdigit (chars[i]))
      return FALSE;
  return end - start <= 2;
}

/**
 * sch_abbreviations_join:
 * @self: (nullable): the lists of the text's language
 * @chars: the characters of a paragraph or a window of it
 * @boundary: where ICU ends a sentence in it
 *
 * Returns: whether the full stop before @boundary belongs to an abbreviation, so that the sentence
 *   goes on
 */
gboolean
sch_abbreviations_join (const SchAbbreviations *self, const gunichar *chars, guint n_chars,
                        guint boundary)
{
  guint end = boundary;
  guint next = boundary;

  if (self == NULL)
    self = &other_language;
  while (end > 0 && sch_char_is_blank (chars[end - 1]))
    {
      gunichar c = chars[--end];
      if (c == 0x2028 || c == 0x85 || c == 0x0B || c == 0x0C)
        return FALSE;
    }
  if (end < 2 || chars[end - 1] != '.')
    return FALSE;
  end--;
  guint start = end;
  while (start > 0 && (is_word_char (chars[start - 1]) || chars[start - 1] == '.' ||
                       ((chars[start - 1] == '\'' || chars[start - 1] == 0x2019) && start < end &&
                        start > 1 && is_word_char (chars[start - 2]))))
    start--;
  if (start == end)
    return FALSE;

  while (next < n_chars && sch_char_is_blank (chars[next]))
    next++;
  gboolean before_digit = next < n_chars && g_unichar_isdigit (chars[next]);
  while (next < n_chars && sch_char_is_opener (chars[next]))
    next++;
  guint next_end = next;
  while (next_end < n_chars && is_word_char (chars[next_end]))
    next_end++;

  g_autofree char *word = dup_lower (chars, start, end);
  g_autofree char *next_word = dup_lower (chars, next, next_end);

  if (has_word (self->titles, word))
    return TRUE;
  if (before_digit && has_word (self->numbered, word))
    return TRUE;
  gboolean may_join = has_word (self->endings, word) || is_dotted (chars, start, end) ||
                      (end - start == 1 && g_unichar_isupper (chars[start])) ||
                      (self->ordinals && is_ordinal (chars, start, end));
  return may_join && !has_word (self->starters, next_word);
}
