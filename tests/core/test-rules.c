/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of a scheme: how each kind is read, what breaks it and what does not. */

#include "rules-fixture.h"

#include "sch-marks.h"

#define SPAN(id, label, ranges) \
  "{\"id\": \"" id "\", \"label\": \"" label "\", \"ranges\": [" ranges "]}"
#define SPAN_WITH(id, label, ranges, attributes)                        \
  "{\"id\": \"" id "\", \"label\": \"" label "\", \"ranges\": [" ranges \
  "], \"attributes\": {" attributes "}}"
#define SPANS(spans) "\"spans\": [" spans "]"
#define RELATION(id, type, from, to) \
  "{\"id\": \"" id "\", \"type\": \"" type "\", \"from\": \"" from "\", \"to\": \"" to "\"}"
#define RELATIONS(relations) ", \"relations\": [" relations "]"

/* @text: (nullable): the usual one */
typedef struct
{
  const char *name;
  const char *rule;
  const char *text;
  const char *members;
  const char *problems;
} Case;

/*                           0123456789012345678901234567890123456789012345678901234567 */
static const char
    usual[] = "Ada said that it rained in Rome. Nobody else saw it there.\nBob did.\n";

#define CLAIM(ranges) SPANS (SPAN ("c", "claim", ranges))
#define PERSON(ranges) SPANS (SPAN ("p", "person", ranges))

static const Case cases[] = {
  /* How many relations. */
  { "count/too-few", ONE_TO_TWO, NULL, CLAIM ("[14, 23]"),
    "c r: There must be 1 to 2 relations “attributed to”\n" },
  { "count/enough", ONE_TO_TWO, NULL,
    SPANS (SPAN ("c", "claim", "[14, 23]") "," SPAN ("s", "source", "[0, 3]"))
        RELATIONS (RELATION ("x", "attributed-to", "c", "s")),
    "" },
  { "count/too-many", ONE_TO_TWO, NULL,
    SPANS (SPAN ("c", "claim", "[14, 23]") "," SPAN ("s", "source", "[0, 3]") "," SPAN (
        "t", "source", "[4, 8]") "," SPAN ("u", "source", "[9, 13]"))
        RELATIONS (RELATION ("x", "attributed-to", "c", "s") "," RELATION (
            "y", "attributed-to", "c", "t") "," RELATION ("z", "attributed-to", "c", "u")),
    "c r: There must be 1 to 2 relations “attributed to”\n" },
  { "count/other-type-and-end",
    "\"labels\": [\"source\"], \"requires\": \"attributed-to\", \"direction\": \"to\"", NULL,
    SPANS (SPAN ("s", "source", "[0, 3]") "," SPAN ("c", "claim", "[14, 23]"))
        RELATIONS (RELATION ("x", "cue-of", "s", "c")),
    "s r: The relation “attributed to” is missing\n" },
  { "count/at-most",
    "\"labels\": [\"claim\"], \"requires\": \"attributed-to\", \"min\": 0,"
    "\"max\": 1",
    NULL,
    SPANS (SPAN ("c", "claim", "[14, 23]") "," SPAN ("d", "claim", "[14, 20]") "," SPAN (
        "s", "source", "[0, 3]") "," SPAN ("t", "source", "[4, 8]"))
        RELATIONS (RELATION ("x", "attributed-to", "c", "s") "," RELATION ("y", "attributed-to",
                                                                           "c", "t")),
    "c r: There must be at most 1 relation “attributed to”\n" },
  { "count/exactly",
    "\"labels\": [\"claim\"], \"requires\": \"attributed-to\", \"min\": 2,"
    "\"max\": 2",
    NULL, CLAIM ("[14, 23]"), "c r: There must be 2 relations “attributed to”\n" },
  { "count/symmetric", "\"labels\": [\"person\"], \"requires\": \"knows\", \"message\": \"Alone\"",
    NULL,
    SPANS (SPAN ("p", "person", "[0, 3]") "," SPAN ("q", "person", "[33, 39]") "," SPAN (
        "o", "person", "[59, 62]")) RELATIONS (RELATION ("x", "knows", "p", "q")),
    "o r: Alone\n" },
  { "count/dangling", ONE_TO_TWO, NULL,
    CLAIM ("[14, 23]") RELATIONS (RELATION ("x", "attributed-to", "c", "z")),
    "c>x dangling-relation: The relation “attributed to” leads to a span that does not exist: “z”\n"
    "c r: There must be 1 to 2 relations “attributed to”\n" },

  /* The ends of a relation. */
  { "ends/from", "\"relation\": \"cue-of\", \"from\": [\"cue\"]", NULL,
    SPANS (SPAN ("s", "source", "[0, 3]") "," SPAN ("v", "cue", "[4, 8]") "," SPAN ("c", "claim",
                                                                                    "[14, 23]"))
        RELATIONS (RELATION ("x", "cue-of", "s", "c") "," RELATION ("y", "cue-of", "v", "c")),
    "s>x r: “cue of” must start at “Cue”\n" },
  { "ends/to", "\"relation\": \"knows\", \"to\": [\"place\", \"claim\"]", NULL,
    SPANS (SPAN ("p", "person", "[0, 3]") "," SPAN ("q", "person",
                                                    "[33, 39]") "," SPAN ("o", "place", "[27, 31]"))
        RELATIONS (RELATION ("x", "knows", "p", "q") "," RELATION ("y", "knows", "o", "p")),
    "p>x r: “knows” must end at “Place”, “Claim”\n" },
  { "ends/sentence", "\"relation\": \"cue-of\", \"within\": \"sentence\"", NULL,
    SPANS (SPAN ("u", "cue", "[4, 8]") "," SPAN ("v", "cue", "[45, 48]") "," SPAN ("c", "claim",
                                                                                   "[14, 23]"))
        RELATIONS (RELATION ("x", "cue-of", "u", "c") "," RELATION ("y", "cue-of", "v", "c")),
    "v>y r: “cue of” leads to another sentence\n" },
  { "ends/long-claim", "\"relation\": \"cue-of\", \"within\": \"sentence\"", NULL,
    SPANS (SPAN ("v", "cue", "[45, 48]") "," SPAN ("c", "claim", "[14, 23], [33, 39]"))
        RELATIONS (RELATION ("y", "cue-of", "v", "c")),
    "" },
  { "ends/paragraph", "\"relation\": \"cue-of\", \"within\": \"paragraph\"", NULL,
    SPANS (SPAN ("u", "cue", "[45, 48]") "," SPAN ("v", "cue", "[63, 66]") "," SPAN ("c", "claim",
                                                                                     "[14, 23]"))
        RELATIONS (RELATION ("x", "cue-of", "u", "c") "," RELATION ("y", "cue-of", "v", "c")),
    "v>y r: “cue of” leads to another paragraph\n" },
  { "ends/unless", "\"relation\": \"cue-of\", \"from\": [\"cue\"], \"unless\": {\"odd\": [true]}",
    NULL,
    SPANS (SPAN ("s", "source", "[0, 3]") "," SPAN ("c", "claim", "[14, 23]")) RELATIONS (
        "{\"id\": \"x\", \"type\": \"cue-of\", \"from\": \"s\", \"to\": \"c\", \"attributes\":"
        "{\"odd\": true}}"),
    "" },

  /* Values. */
  { "attribute/missing", "\"labels\": [\"claim\"], \"attribute\": \"quote\"", NULL,
    CLAIM ("[14, 23]"), "c r: “Quotation” has no value\n" },
  { "attribute/there", "\"labels\": [\"claim\"], \"attribute\": \"quote\"", NULL,
    SPANS (SPAN_WITH ("c", "claim", "[14, 23]", "\"quote\": \"none\"")), "" },
  { "attribute/default", "\"labels\": [\"entity\"], \"attribute\": \"mention\"", NULL,
    SPANS (SPAN ("p", "person", "[0, 3]") "," SPAN ("q", "place", "[27, 31]")), "" },
  { "attribute/hidden", "\"labels\": [\"claim\"], \"attribute\": \"voice\"", NULL,
    SPANS (SPAN ("c", "claim", "[14, 23]") "," SPAN_WITH ("d", "claim", "[14, 20]",
                                                          "\"quote\": \"direct\"")),
    "d r: “Voice” has no value\n" },
  { "attribute/values",
    "\"labels\": [\"claim\"], \"attribute\": \"quote\", \"values\": [\"direct\", \"mixed\"]", NULL,
    SPANS (SPAN_WITH ("c", "claim", "[14, 23]", "\"quote\": \"none\"") "," SPAN_WITH (
        "d", "claim", "[14, 20]", "\"quote\": \"mixed\"")),
    "c r: “Quotation” must be one of “literal”, “mixed”\n" },
  { "attribute/boolean", "\"labels\": [\"claim\"], \"attribute\": \"sure\", \"values\": [true]",
    NULL,
    SPANS (SPAN_WITH ("c", "claim", "[14, 23]", "\"sure\": true") "," SPAN_WITH (
        "d", "claim", "[14, 20]", "\"sure\": false")),
    "d r: “Sure” must be one of “true”\n" },

  /* Places. */
  { "overlap/nested", NO_OVERLAP, NULL,
    SPANS (SPAN ("p", "person", "[0, 8]") "," SPAN ("q", "place", "[4, 8]")),
    "q r: This overlaps with “Ada said” (Person) =p\n" },
  { "overlap/same", NO_OVERLAP, NULL,
    SPANS (SPAN ("q", "person", "[0, 3]") "," SPAN ("p", "person", "[0, 3]")),
    "q r: This overlaps with “Ada” (Person) =p\n" },
  { "overlap/touching", NO_OVERLAP, NULL,
    SPANS (SPAN ("p", "person", "[0, 4]") "," SPAN ("q", "place", "[4, 8]")), "" },
  { "overlap/others", NO_OVERLAP, NULL,
    SPANS (SPAN ("p", "person", "[0, 8]") "," SPAN ("c", "claim", "[4, 20]")), "" },
  { "overlap/one-way", "\"labels\": [\"person\"], \"noOverlap\": [\"claim\"]", NULL,
    SPANS (SPAN ("p", "person", "[0, 8]") "," SPAN ("c", "claim", "[4, 20]")),
    "p r: This overlaps with “said that it rai” (Claim) =c\n" },
  { "overlap/gap", NO_OVERLAP, NULL,
    SPANS (SPAN ("p", "person", "[0, 3], [9, 13]") "," SPAN ("q", "place", "[4, 8]")), "" },
  { "overlap/second-range", NO_OVERLAP, NULL,
    SPANS (SPAN ("p", "person", "[0, 3], [9, 13]") "," SPAN ("q", "place", "[4, 10]")),
    "q r: This overlaps with “Ada that” (Person) =p\n" },
  { "overlap/exempt", NO_OVERLAP ", \"unless\": {\"mention\": [\"pronoun\"]}", NULL,
    SPANS (SPAN_WITH ("p", "person", "[0, 8]", "\"mention\": \"pronoun\"") "," SPAN_WITH (
        "q", "person", "[4, 8]", "\"mention\": \"pronoun\"")),
    "" },
  { "overlap/other-exempt", NO_OVERLAP ", \"unless\": {\"mention\": [\"pronoun\"]}", NULL,
    SPANS (SPAN ("p", "person", "[0, 8]") "," SPAN_WITH ("q", "person", "[4, 8]",
                                                         "\"mention\": \"pronoun\"")),
    "p r: This overlaps with “said” (Person) =q\n" },
  { "crossing/half", NO_CROSSING, NULL,
    SPANS (SPAN ("p", "person", "[0, 8]") "," SPAN ("c", "claim", "[4, 13]")),
    "p r: This lies half in “said that” (Claim) =c\n" },
  { "crossing/nested", NO_CROSSING, NULL,
    SPANS (SPAN ("p", "person", "[0, 3]") "," SPAN ("c", "claim", "[0, 13]") "," SPAN ("q", "place",
                                                                                       "[0, 20]")),
    "" },
  { "crossing/discontinuous", NO_CROSSING, NULL,
    SPANS (SPAN ("p", "person", "[0, 3], [27, 31]") "," SPAN ("c", "claim", "[0, 13]")),
    "p r: This lies half in “Ada said that” (Claim) =c\n" },
  { "inside/in", INSIDE, NULL,
    SPANS (SPAN ("c", "claim", "[0, 13]") "," SPAN ("v", "cue", "[4, 8]")), "" },
  { "inside/half", INSIDE, NULL,
    SPANS (SPAN ("c", "claim", "[0, 6]") "," SPAN ("v", "cue", "[4, 8]")),
    "v r: This is not within “Claim”\n" },
  { "inside/two-halves", INSIDE, NULL,
    SPANS (SPAN ("c", "claim", "[0, 6]") "," SPAN ("d", "claim", "[6, 13]") "," SPAN ("v", "cue",
                                                                                      "[4, 8]")),
    "v r: This is not within “Claim”\n" },
  { "inside/gap", INSIDE, NULL,
    SPANS (SPAN ("c", "claim", "[0, 3], [9, 13]") "," SPAN ("v", "cue", "[4, 8]")),
    "v r: This is not within “Claim”\n" },
  { "inside/both-parts", INSIDE, NULL,
    SPANS (SPAN ("c", "claim", "[0, 8], [14, 23]") "," SPAN ("v", "cue", "[4, 8], [17, 20]")), "" },
  { "inside/empty", INSIDE, NULL,
    SPANS (SPAN ("c", "claim", "[0, 8]") "," SPAN ("u", "cue", "[0, 0]") "," SPAN (
        "v", "cue", "[8, 8]") "," SPAN ("w", "cue", "[9, 9]")),
    "w r: This is not within “Claim”\n" },
  { "outside/in", OUTSIDE, NULL,
    SPANS (SPAN ("n", "not-text", "[0, 33]") "," SPAN ("p", "person", "[27, 31]")),
    "p r: This is not outside “Ada said that it rained in Rome.” (No text) =n\n" },
  { "outside/half", OUTSIDE, NULL,
    SPANS (SPAN ("n", "not-text", "[0, 6]") "," SPAN ("p", "person", "[4, 8]")),
    "p r: This is not outside “Ada sa” (No text) =n\n" },
  { "outside/out", OUTSIDE, NULL,
    SPANS (SPAN ("n", "not-text", "[0, 4]") "," SPAN ("p", "person", "[4, 8]")), "" },

  /* Marks. */
  { "quotes/pair", QUOTES, "She said “no” to it", CLAIM ("[4, 16]"), "" },
  { "quotes/half", QUOTES, "She said “not now” to it", CLAIM ("[9, 17]"),
    "c r: The mark “ has no partner 9-18\n" },
  { "quotes/half-before", QUOTES, "She said “not now” to it", CLAIM ("[10, 18]"),
    "c r: The mark ” has no partner 9-18\n" },
  { "quotes/far", QUOTES, "She said “not now or so” to it", CLAIM ("[9, 17]"),
    "c r: The mark “ has no partner 10-17\n" },
  { "quotes/stop", QUOTES, "“The dam will hold.” And", CLAIM ("[0, 18]"),
    "c r: The mark “ has no partner 0-20\n" },
  { "quotes/discontinuous", QUOTES, "“It will hold,” she warns, “but not for long.”",
    CLAIM ("[0, 15], [27, 46]"), "" },
  { "quotes/discontinuous-half", QUOTES, "“It will hold,” she warns, “but not for long.”",
    CLAIM ("[1, 15], [28, 46]"), "c r: The mark ” has no partner\n" },
  { "quotes/arabic", QUOTES, "قال «سنصمد هنا» ثم رحل", CLAIM ("[4, 14]"),
    "c r: The mark « has no partner 4-15\n" },
  { "quotes/arabic-pair", QUOTES, "قال «سنصمد هنا» ثم رحل", CLAIM ("[4, 15]"), "" },
  { "quotes/hebrew", QUOTES, "הוא אמר \"לא\" ושתק", CLAIM ("[8, 11]"),
    "c r: The mark \" has no partner 8-12\n" },
  { "quotes/when", QUOTES ", \"when\": {\"quote\": [\"direct\"]}", "She said “not now” to it",
    SPANS (SPAN ("c", "claim", "[9, 17]") "," SPAN_WITH ("d", "claim", "[9, 17]",
                                                         "\"quote\": \"direct\"")),
    "d r: The mark “ has no partner 9-18\n" },
  { "brackets/pair", BRACKETS, "It (all [of] it) fell", CLAIM ("[0, 16]"), "" },
  { "brackets/half", BRACKETS, "It (all [of] it) fell", CLAIM ("[0, 15]"),
    "c r: The mark ( has no partner 0-16\n" },
  { "brackets/crossed", BRACKETS, "It (all [of) it] fell", CLAIM ("[0, 21]"),
    "c r: The mark [ has no partner\n" },
  { "brackets/list", BRACKETS, "1) one b) two (c) three", CLAIM ("[0, 23]"), "" },
  { "brackets/wide", BRACKETS, "他（她】走了", CLAIM ("[0, 5]"),
    "c r: The mark （ has no partner\n" },

  /* Words. */
  { "words/whole", WORDS, "Lloyd Austin’s men", PERSON ("[0, 12]"), "" },
  { "words/ending", WORDS, "Lloyd Austin’s men", PERSON ("[0, 14]"), "" },
  { "words/cut", WORDS, "Lloyd Austin’s men", PERSON ("[2, 10]"),
    "p r: This starts or ends within a word 0-12\n" },
  { "words/cut-ending", WORDS, "Lloyd Austin’s men", PERSON ("[6, 13]"),
    "p r: This starts or ends within a word 6-14\n" },
  { "words/blank", WORDS, "Lloyd Austin’s men", PERSON ("[5, 12]"), "" },
  { "words/stop", WORDS, "in the U.S. army.", PERSON ("[7, 10]"),
    "p r: This starts or ends within a word 7-11\n" },
  { "words/arabic", WORDS, "قال الرئيس أمس", PERSON ("[6, 10]"),
    "p r: This starts or ends within a word 4-10\n" },
  { "words/arabic-whole", WORDS, "قال الرئيس أمس", PERSON ("[4, 10]"), "" },
  { "words/discontinuous", WORDS, "Ada and Bob Lovelace", PERSON ("[0, 3], [12, 16]"),
    "p r: This starts or ends within a word 0-3+12-20\n" },
  { "words/joined", WORDS, "Ada Lovelace", PERSON ("[1, 3], [4, 9]"),
    "p r: This starts or ends within a word 0-3+4-12\n" },
  { "words/empty", WORDS, "Ada Lovelace", PERSON ("[1, 1]"), "" },
  { "words/claim", WORDS, "Ada Lovelace", CLAIM ("[1, 5]"), "" },

  /* What all have in common. */
  { "common/message", INSIDE ", \"message\": \"M\", \"severity\": \"error\"", NULL,
    SPANS (SPAN ("v", "cue", "[4, 8]")), "v r: M\n" },
  { "common/ignored", INSIDE, NULL,
    SPANS (SPAN ("v", "cue", "[4, 8]")) ", \"ignored\": [{\"rule\": \"r\", \"span\": \"v\"}]", "" },
  { "common/both", INSIDE ", \"when\": {\"a\": [\"1\"]}, \"unless\": {\"b\": [\"1\", \"2\"]}", NULL,
    SPANS (SPAN ("u", "cue", "[0, 3]") "," SPAN_WITH (
        "v", "cue", "[4, 8]", "\"a\": \"1\"") "," SPAN_WITH ("w", "cue", "[9, 13]",
                                                             "\"a\": \"1\", \"b\": \"2\"")),
    "v r: This is not within “Claim”\n" },
  { "common/unknown", "\"labels\": [\"cue\"], \"notBefore\": [\"cue\"]", NULL,
    SPANS (SPAN ("v", "cue", "[4, 8]")), "" },
  { "common/off", "\"labels\": [\"person\"], \"wholeWords\": false", NULL, PERSON ("[1, 2]"), "" },
  { "common/beyond", WORDS, "Ada", PERSON ("[1, 90]"),
    "p range: The range 1–90 is outside the text, which has 3 characters\n" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *rules = g_strdup_printf ("{\"id\": \"r\", %s}", c->rule);
  g_autoptr (SchScheme) scheme = read_scheme (rules);
  g_autoptr (SchLayerDocument) document = read_document (c->text ? c->text : usual, c->members);
  g_autoptr (SchProblemList)
      list = sch_problem_list_new_full (document, scheme, "en", FALSE, NULL, NULL);
  g_autofree char *found = describe (G_LIST_MODEL (list));

  g_assert_cmpstr (found, ==, c->problems);
}

/* --- Marks ---------------------------------------------------------------------------------- */

/* A text, and the place of the first mark without a partner; -1 = all have one. */
static const struct
{
  const char *text;
  int place;
} marks[] = {
  { "no marks", -1 },
  { "“one” and “two”", -1 },
  { "one” and “two", 3 },
  { "„eins“ und „zwei“", -1 },
  { "„eins‚ zwei", 0 },
  { "„Er sagte ‚nein‘“, sagte er", -1 },
  { "„eins", 0 },
  { "eins“", 4 },
  { "„foo\" bar", -1 },
  { "»eins« und ›zwei‹", -1 },
  { "« un » et « deux »,", -1 },
  { "un » et « deux", 3 },
  { "«un» et «deux", 8 },
  { "\"one\" and \"two\"", -1 },
  { "one\" and \"two", 3 },
  { "\"one", 0 },
  { "”ett” och ”två”", -1 },
  { "the dog’s and the dogs’ and ’tis", -1 },
  { "the dog's and the dogs' and 'tis", -1 },
  { "‘one’ and ‘two’s’", -1 },
  { "he said ‘no", -1 },
  { "‘Abd al-Rahman and Sha‘ban", -1 },
  { "not for long,’ she", 13 },
  { "‚nein", 0 },
  { "他说“你好”又说“再见”", -1 },
  { "他说“你好", 2 },
  { "「行く」と言った", -1 },
  { "行く」と言った", 2 },
  { "a 5\" nail and a 6\" one", -1 },
  { "“One.\n“Two.\n“Three.”", -1 },
  { "(“one”)", -1 },
  { "“‘One’”", -1 },
  { "‘“One”’", -1 },
  { "\"He said “hi” to me\"", -1 },
  { "“one (two” three)", -1 },
  { "\xE2\x80\x8F“אחת”\xE2\x80\x8F, “שתיים", 9 },
  { "he said—“no”—and", -1 },
  { "“", 0 },
  { "", -1 },
};

static void
test_marks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (SchText) text = sch_text_new_from_string (marks[i].text);
      SchRange range = { 0, sch_text_get_char_count (text) };
      guint place = 0;
      gboolean found = sch_marks_find_single (text, &range, 1, SCH_MARKS_QUOTES, &place);

      g_test_message ("%s", marks[i].text);
      g_assert_cmpint (found ? (int) place : -1, ==, marks[i].place);
    }
}

/* A single mark that may be a letter is one where its partner follows behind the span. */
static void
test_marks_behind (void)
{
  g_autoptr (SchText) text = sch_text_new_from_string ("‘It will hold, she says’ he\n’ wrote");
  const SchRange range = { 0, 10 };
  guint place;

  g_assert_true (sch_marks_find_single (text, &range, 1, SCH_MARKS_QUOTES, &place));
  g_assert_cmpuint (place, ==, 0);
}

/* --- Reading -------------------------------------------------------------------------------- */

static void
test_read (void)
{
  g_autoptr (SchScheme) scheme = read_scheme (
      "{\"id\": \"a\", \"labels\": [\"claim\"], \"requires\": \"attributed-to\"},"
      "{\"id\": \"b\", " ONE_TO_TWO ", \"when\": {\"quote\": [\"direct\"]}},"
      "{\"id\": \"c\", \"relation\": \"cue-of\", \"from\": [\"cue\"], \"within\": \"sentence\"},"
      "{\"id\": \"d\", " QUOTES ", \"message\": \"M\"},"
      "{\"id\": \"e\", \"later\": 1},"
      "{\"id\": \"f\", " NO_CROSSING "}");
  GPtrArray *rules = sch_scheme_get_rules (scheme);
  const SchRule *rule;

  g_assert_cmpuint (rules->len, ==, 5);
  rule = rules->pdata[0];
  g_assert_cmpint (rule->kind, ==, SCH_RULE_REQUIRES);
  g_assert_cmpuint (rule->min, ==, 1);
  g_assert_cmpuint (rule->max, ==, 0);
  g_assert_true (rule->at_from);
  g_assert_false (rule->is_own_message);
  g_assert_null (rule->when);
  rule = rules->pdata[1];
  g_assert_cmpuint (rule->max, ==, 2);
  g_assert_nonnull (g_hash_table_lookup (rule->when, "quote"));
  rule = rules->pdata[2];
  g_assert_cmpint (rule->kind, ==, SCH_RULE_RELATION);
  g_assert_cmpint (rule->reach, ==, SCH_REACH_SENTENCE);
  g_assert_cmpstr (rule->relation, ==, "cue-of");
  g_assert_cmpuint (g_strv_length (rule->labels), ==, 0);
  rule = rules->pdata[3];
  g_assert_cmpint (rule->marks, ==, SCH_MARKS_QUOTES);
  g_assert_true (rule->is_own_message);
  rule = rules->pdata[4];
  g_assert_cmpstr (rule->message, ==, "This lies half in “Claim”, “Person”");
  for (SchRuleKind kind = 0; kind < SCH_N_RULE_KINDS; kind++)
    {
      SchRuleKind other = SCH_N_RULE_KINDS;

      g_assert_true (sch_rule_kind_from_string (sch_rule_kind_to_string (kind), &other));
      g_assert_cmpint (other, ==, kind);
    }
}

/* A rule, and what the message must name. */
static const char *const refused[][2] = {
  { ONE_TO_TWO ", \"inside\": [\"claim\"]", "“requires” and “inside”" },
  { "\"requires\": \"attributed-to\", \"min\": 3, \"max\": 2", "“min” (3)" },
  { "\"requires\": \"attributed-to\", \"min\": -1", "“min”" },
  { "\"requires\": \"attributed-to\", \"max\": \"2\"", "“max”" },
  { "\"requires\": \"attributed-to\", \"max\": 1.5", "“max”" },
  { "\"relation\": \"unheard-of\"", "“unheard-of”" },
  { "\"relation\": \"cue-of\", \"from\": [\"unheard-of\"]", "“unheard-of”" },
  { "\"relation\": \"cue-of\", \"within\": \"word\"", "“word”" },
  { "\"labels\": [\"cue\"], \"inside\": [\"unheard-of\"]", "“inside” names “unheard-of”" },
  { "\"labels\": [\"cue\"], \"noOverlap\": true", "“noOverlap”" },
  { "\"labels\": [\"cue\"], \"balanced\": \"all\"", "“all”" },
  { "\"labels\": [\"cue\"], \"wholeWords\": 1", "“wholeWords”" },
  { "\"labels\": [\"cue\"], \"attribute\": \"quote\", \"values\": [[]]", "“values”" },
  { INSIDE ", \"when\": [\"a\"]", "“when”" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *rules = g_strdup_printf ("{\"id\": \"r\", %s}", refused[i][0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchScheme) scheme = make_scheme (rules, &error);

      g_assert_null (scheme);
      g_assert_nonnull (strstr (error->message, "rule “r”"));
      g_assert_nonnull (strstr (error->message, refused[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/rules/marks", test_marks);
  g_test_add_func ("/rules/marks-behind", test_marks_behind);
  g_test_add_func ("/rules/read", test_read);
  g_test_add_func ("/rules/refused", test_refused);
  return g_test_run ();
}
