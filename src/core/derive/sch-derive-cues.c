/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells from the words beside a statement that it is somebody's: a verb of saying right before it
 * (with "that" or a colon: a few words before), the like after a comma behind it, or "according to".
 * These are the places of the cue in PARC 3.0 (Pareti 2016) and of explicit attribution in the Penn
 * Discourse Treebank (Prasad et al. 2007). What stands further away is not taken for one. */

#include "sch-derive-cues.h"

#include <string.h>

#include "sch-derive-words.h"

/* How many words may stand between verb and "that", and between comma and verb. */
#define MAX_WORDS_BEFORE 6u
#define MAX_WORDS_AFTER 8u
/* The longest phrase of saying. */
#define MAX_VERB_WORDS 4u

/* As sch_derive_fold_words() writes them. */
typedef struct
{
  const char *language;
  gboolean latin; /* else its words are no words of another language, so it always counts */
  const char *verbs;
  const char *that;
  const char *according;
  const char *hearsay;
  const char *joints;      /* what begins another clause */
  const char *articles;    /* (nullable): after one the words of @verbs are nouns: the claims */
  const char *auxiliaries; /* (nullable): before a verb they belong to it: had not confirmed */
} Cues;

static const Cues cues[] = {
  { "en", TRUE,
    "said|says|say|saying|told|tells|tell|telling|added|adds|adding|stated|states|announced|announces|"
    "claimed|claims|claiming|wrote|writes|writing|argued|argues|arguing|insisted|insists|insisting|"
    "explained|explains|warned|warns|warning|reported|reports|confirmed|confirms|denied|denies|"
    "believed|believes|thinks|thought|acknowledged|admitted|admits|alleged|alleges|asserted|asserts|"
    "maintained|maintains|noted|notes|noting|suggested|suggests|predicted|predicts|promised|recalled|"
    "recalls|replied|replies|declared|declares|pointed out|points out|pointing out|conceded|estimates|"
    "estimated|found|showed|shows|records|accused|demanded|called for|calls for|calling for|calling it|"
    "called it|testified|told us|told reporters|reads",
    "that", "according to|in the words of|in the view of",
    "reportedly|allegedly|supposedly|purportedly|apparently|it is said|is said to|are said to|was said to|"
    "were said to|rumour|rumours|rumor|rumors|rumoured|rumored|according to reports|"
    "according to media reports|according to our information|unconfirmed reports",
    "and|but|while|although|though|which|who|when|where|because|since|as|after|before|if|so|or|even",
    "the|a|an|his|her|its|their|these|those|any|no|all",
    "have|has|had|will|would|did|does|do|not|never" },
  { "de", TRUE,
    "sagt|sagte|sagten|sagen|erklärt|erklärte|erklärten|betont|betonte|teilte mit|mitteilte|meint|meinte|"
    "schreibt|schrieb|berichtet|berichtete|berichteten|warnt|warnte|behauptet|behauptete|kündigte an|"
    "bestätigt|bestätigte|dementiert|dementierte|räumte ein|fügte hinzu|ergänzt|ergänzte|so|heißt es|"
    "hieß es|forderte|fordert|glaubt|glaubte|versichert|versicherte|verkündete|hält fest",
    "dass|daß", "laut|nach angaben|gemäß|nach ansicht|zufolge|nach den worten",
    "angeblich|dem vernehmen nach|gerüchten zufolge|mutmaßlich|gerüchte|nach unbestätigten berichten|"
    "nach unseren informationen",
    "und|aber|während|obwohl|der|die|das|als|weil|wenn|nachdem|bevor|oder|doch|sondern|wo" },
  { "fr", TRUE,
    "dit|disent|disait|a dit|déclare|déclaré|déclarait|affirme|affirmé|affirment|assure|assuré|explique|"
    "expliqué|précise|précisé|ajoute|ajouté|indique|indiqué|annonce|annoncé|estime|estimé|raconte|"
    "prévient|prévenu|souligne|souligné|écrit|confirme|confirmé|dément|démenti|reconnaît|reconnu|soutient|"
    "soutenu|exige|réclame|promet|ironise|répond|insiste|rapporte|rapporté|constate|révèle",
    "que|qu", "selon|d après|aux dires de|de l avis de",
    "prétendument|paraît il|dit on|le bruit court|des rumeurs|la rumeur|selon certaines sources|"
    "d après nos informations|selon nos informations|selon des informations|semble t il",
    "et|mais|tandis|alors|qui|dont|où|quand|parce|car|si|ou|bien|lorsque|puisque|après|avant" },
  { "es", TRUE,
    "dijo|dice|dicen|dijeron|declaró|declara|afirmó|afirma|aseguró|asegura|explicó|explica|añadió|añade|"
    "indicó|indica|anunció|anuncia|señaló|señala|advirtió|advierte|escribió|escribe|confirmó|confirma|"
    "negó|niega|sostuvo|sostiene|reconoció|subrayó|informó|informa|exigió|exige",
    "que", "según|de acuerdo con|a juicio de",
    "presuntamente|supuestamente|al parecer|se dice|rumores|según nuestras informaciones",
    "y|pero|mientras|aunque|quien|cuando|donde|porque|si|o|sino|tras|antes|después" },
  { "it", TRUE,
    "ha detto|dice|dicono|disse|ha dichiarato|dichiara|afferma|ha affermato|spiega|ha spiegato|aggiunge|"
    "ha aggiunto|annuncia|ha annunciato|sostiene|assicura|avverte|scrive|conferma|ha confermato|precisa",
    "che", "secondo|a detta di|stando a", "presumibilmente|pare che|a quanto pare|si dice|voci",
    "e|ma|mentre|sebbene|che|quando|dove|perché|se|o|dopo|prima" },
  { "pt", TRUE,
    "disse|diz|dizem|disseram|afirmou|afirma|declarou|declara|explicou|explica|acrescentou|anunciou|"
    "garantiu|garante|escreveu|confirmou|negou|alertou|informou|sustenta",
    "que", "segundo|de acordo com|conforme", "supostamente|alegadamente|ao que parece|rumores",
    "e|mas|enquanto|embora|quem|quando|onde|porque|se|ou|após|antes|depois" },
  { "nl", TRUE,
    "zegt|zei|zeggen|zeiden|verklaarde|verklaart|meldt|meldde|stelt|stelde|aldus|schrijft|schreef|meent|"
    "vindt|waarschuwt|waarschuwde|bevestigt|bevestigde|ontkent|beweert|beweerde|benadrukt|voegde toe",
    "dat", "volgens", "naar verluidt|vermoedelijk|zou volgens geruchten|geruchten",
    "en|maar|terwijl|hoewel|die|toen|waar|omdat|als|of|nadat|voordat" },
  { "ru", FALSE,
    "сказал|сказала|сказали|говорит|говорят|заявил|заявила|заявили|сообщил|сообщила|сообщили|сообщает|"
    "отметил|отметила|подчеркнул|подчеркнула|добавил|добавила|пишет|написал|утверждает|объявил|объявила|"
    "подтвердил|подтвердила|считает|пояснил|пояснила",
    "что", "по словам|согласно|по данным|по мнению", "якобы|по слухам|говорят что|предположительно",
    "и|но|а|хотя|который|когда|где|потому|если|или|после" },
  { "ar", FALSE,
    "قال|قالت|قالوا|يقول|تقول|أعلن|أعلنت|يعلن|صرح|صرحت|أكد|أكدت|يؤكد|تؤكد|أضاف|أضافت|ذكر|ذكرت|كتب|كتبت|"
    "أوضح|أوضحت|أشار|أشارت|زعم|زعمت|حذر|حذرت|نفى|نفت|أفاد|أفادت",
    "أن|إن|أنه|إنه|أنها|إنها|بأن|إلى أن", "وفقا ل|بحسب|حسب|طبقا ل|وفق|على حد قول",
    "يقال|قيل|يزعم|شائعات|إشاعات|حسبما يتردد",
    "و|لكن|بينما|رغم|الذي|التي|عندما|حيث|لأن|إذا|أو|بعد|قبل" },
  { "he", FALSE,
    "אמר|אמרה|אמרו|אומר|אומרת|הודיע|הודיעה|הוסיף|הוסיפה|מסר|מסרה|טען|טענה|כתב|כתבה|הדגיש|הדגישה|הסביר|"
    "הסבירה|אישר|אישרה|הכחיש|הזהיר",
    "כי|ש", "לדברי|לפי|על פי", "לכאורה|שמועות|נאמר כי", "אבל|אך|בעוד|אשר|כאשר|או|אחרי|לפני" },
};

static gboolean
counts (const Cues *self, const char *language)
{
  return !self->latin || sch_derive_is_language (language, self->language);
}

/* The words without those that follow an article. */
static char *
dup_without_nouns (const Cues *self, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words + 1, " ", -1);
  GString *kept = g_string_new (" ");
  gboolean is_noun = FALSE;

  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    {
      g_autofree char *padded = g_strdup_printf (" %s ", list[i]);

      if (!is_noun)
        g_string_append (kept, padded + 1);
      is_noun = sch_derive_has_phrase (padded, self->articles);
    }
  return g_string_free (kept, FALSE);
}

/* Words for the language, of those that sch_derive_fold_words() gave. Arabic writes "and" in one with
 * the word that follows. */
static char *
part_words (const Cues *self, const char *words)
{
  g_autoptr (GString) parted = NULL;

  if (self->articles != NULL)
    return dup_without_nouns (self, words);
  if (!g_str_equal (self->language, "ar"))
    return g_strdup (words);
  parted = g_string_new (words);
  g_string_replace (parted, " وق", " ق", 0);
  g_string_replace (parted, " وأ", " أ", 0);
  g_string_replace (parted, " وك", " ك", 0);
  return g_string_free (g_steal_pointer (&parted), FALSE);
}

static char *
fold (const Cues *self, const char *text)
{
  g_autofree char *words = sch_derive_fold_words (text, -1);

  return part_words (self, words);
}

static gunichar
get_last_char (const char *text)
{
  const char *p = text + strlen (text);

  while (p > text)
    {
      gunichar c;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (!g_unichar_isspace (c))
        return c;
    }
  return 0;
}

/* The part of @text behind its last comma that is not at its end. */
static const char *
skip_to_clause (const char *text)
{
  const char *clause = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if ((c == ',' || c == ';' || c == 0x060C) && get_last_char (next) != 0)
        clause = next;
    }
  return clause;
}

static gboolean
leads_in (const Cues *self, const char *before)
{
  g_autofree char *words = fold (self, before);
  g_autofree char *clause = fold (self, skip_to_clause (before));
  gunichar last = get_last_char (before);
  gboolean introduced = last == ':' || sch_derive_ends_with_phrase (words, self->that);

  if (introduced &&
      sch_derive_has_phrase (sch_derive_peek_last_words (words, MAX_WORDS_BEFORE), self->verbs))
    return TRUE;
  if (last != ',' && last != 0x060C && sch_derive_ends_with_phrase (words, self->verbs))
    return TRUE;
  return sch_derive_count_words (clause) <= MAX_WORDS_AFTER &&
         sch_derive_has_phrase (clause, self->according);
}

/* The first clause of what follows, if a comma or a dash parts it from what stands before. */
static char *
dup_next_clause (const char *after)
{
  const char *p = after;
  const char *end;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (c == ',' || c == 0x060C || type == G_UNICODE_DASH_PUNCTUATION)
        break;
      if (!g_unichar_isspace (c) && type != G_UNICODE_FINAL_PUNCTUATION && c != '"' && c != '\'' &&
          c != 0x201C && c != 0xAB)
        return NULL;
    }
  if (*p == '\0')
    return NULL;
  p = g_utf8_next_char (p);
  for (end = p; *end != '\0'; end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);

      if (c == ',' || c == ';' || c == ':' || c == 0x060C)
        break;
    }
  return g_strndup (p, (gsize) (end - p));
}

static gboolean
follows (const Cues *self, const char *clause)
{
  g_autofree char *words = fold (self, clause);
  g_autofree char *first = sch_derive_dup_first_words (words, MAX_WORDS_AFTER);

  if (sch_derive_skip_phrase (words, self->joints) != NULL)
    return FALSE;
  return sch_derive_has_phrase (first, self->verbs) ||
         sch_derive_has_phrase (first, self->according);
}

/**
 * sch_derive_is_reported:
 * @before: from the beginning of the sentence to the statement
 * @after: from the statement to the end of the sentence
 * @language: (nullable): a BCP 47 tag
 *
 * Returns: whether the words beside the statement hand it over to somebody
 */
gboolean
sch_derive_is_reported (const char *before, const char *after, const char *language)
{
  g_autofree char *clause = dup_next_clause (after);

  for (guint i = 0; i < G_N_ELEMENTS (cues); i++)
    if (counts (&cues[i], language) &&
        (leads_in (&cues[i], before) || (clause != NULL && follows (&cues[i], clause))))
      return TRUE;
  return FALSE;
}

/**
 * sch_derive_has_cue:
 *
 * Returns: whether the text has a verb of saying or the like anywhere
 */
gboolean
sch_derive_has_cue (const char *text, const char *language)
{
  g_autofree char *folded = sch_derive_fold_words (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (cues); i++)
    {
      g_autofree char *words = counts (&cues[i], language) ? part_words (&cues[i], folded) : NULL;

      if (words != NULL && (sch_derive_has_phrase (words, cues[i].verbs) ||
                            sch_derive_has_phrase (words, cues[i].according)))
        return TRUE;
    }
  return FALSE;
}

/* --- Where the words are ------------------------------------------------------------------------ */

typedef struct
{
  SchRange range;
  char *folded; /* " said " */
  gboolean is_capital;
} Word;

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->folded);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == 0x0640 ||
         g_unichar_type (c) == G_UNICODE_FORMAT;
}

static GArray *
list_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  guint at = 0;

  g_array_set_clear_func (words, clear_word);
  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;
      Word word = { { at, at }, NULL, g_unichar_isupper (g_utf8_get_char (p)) };

      for (; *p != '\0' && is_word_char (g_utf8_get_char (p)); p = g_utf8_next_char (p))
        at++;
      if (p == start)
        {
          p = g_utf8_next_char (p);
          at++;
          continue;
        }
      word.range.end = at;
      word.folded = sch_derive_fold_words (start, p - start);
      g_array_append_val (words, word);
    }
  return words;
}

static guint
match_phrase (const char *words, guint n, const char *phrases)
{
  const char *rest = sch_derive_skip_phrase (words, phrases);

  return rest != NULL ? n - sch_derive_count_words (rest) : 0;
}

/* How many words from @first on are a phrase of saying, or "according to"; 0 where they are none. */
static guint
match_cue (const Cues *self, GArray *words, guint first)
{
  g_autoptr (GString) joined = g_string_new (" ");
  guint n = 0;
  guint found;

  if (first > 0 && self->articles != NULL &&
      sch_derive_has_phrase (g_array_index (words, Word, first - 1).folded, self->articles))
    return 0;
  for (; n < MAX_VERB_WORDS && first + n < words->len; n++)
    g_string_append (joined, g_array_index (words, Word, first + n).folded + 1);
  if (g_str_equal (self->language, "ar") && g_str_has_prefix (joined->str, " \u0648"))
    {
      g_autofree char *verb = g_strconcat (" ", joined->str + strlen (" \u0648"), NULL);

      return match_phrase (verb, n, self->verbs);
    }
  found = match_phrase (joined->str, n, self->verbs);
  return found > 0 ? found : match_phrase (joined->str, n, self->according);
}

/* The United States; but not the first word of a sentence. */
static gboolean
is_name (const Word *word, guint index, gboolean sentence_starts)
{
  return word->is_capital && (index > 0 || !sentence_starts);
}

static guint
skip_auxiliaries (const Cues *self, GArray *words, guint first)
{
  while (first > 0 && self->auxiliaries != NULL &&
         sch_derive_has_phrase (g_array_index (words, Word, first - 1).folded, self->auxiliaries))
    first--;
  return first;
}

gboolean
sch_derive_find_verb (const char *text, const char *language, gboolean last, SchRange *verb)
{
  g_autoptr (GArray) words = list_words (text);

  for (guint i = 0; i < words->len; i++)
    {
      guint first = last ? words->len - 1 - i : i;

      for (guint k = 0; k < G_N_ELEMENTS (cues); k++)
        {
          guint n = counts (&cues[k], language) ? match_cue (&cues[k], words, first) : 0;
          guint start;

          if (n == 0 || is_name (&g_array_index (words, Word, first), first, last))
            continue;
          start = skip_auxiliaries (&cues[k], words, first);
          verb->start = g_array_index (words, Word, start).range.start;
          verb->end = g_array_index (words, Word, first + n - 1).range.end;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
sch_derive_is_hearsay (const char *text, const char *language)
{
  g_autofree char *folded = sch_derive_fold_words (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (cues); i++)
    {
      g_autofree char *words = counts (&cues[i], language) ? part_words (&cues[i], folded) : NULL;

      if (words != NULL && sch_derive_has_phrase (words, cues[i].hearsay))
        return TRUE;
    }
  return FALSE;
}
