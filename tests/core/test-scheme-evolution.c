/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random sequences of changes of a scheme over annotated documents, some loaded and some not: no span,
 * no relation and no value of an attribute is lost but those that the change counted; undoing all of
 * them brings the annotations back as they were. */

#include "corpus-fixture.h"

#include "sch-corpus-scheme.h"

#define N_DOCUMENTS 5u
#define N_STEPS 40u

static const char scheme_json[] =
    "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"S\","
    "\"labels\": ["
    "{\"id\": \"a\", \"kind\": \"entity\", \"attributes\": ["
    "  {\"id\": \"c\", \"type\": \"choice\", \"values\": [\"x\", \"y\", \"z\"]},"
    "  {\"id\": \"m\", \"type\": \"choices\", \"values\": [\"x\", \"y\", \"z\"]},"
    "  {\"id\": \"t\", \"type\": \"text\"}]},"
    "{\"id\": \"b\", \"kind\": \"entity\", \"attributes\": ["
    "  {\"id\": \"c\", \"type\": \"choice\", \"values\": [\"x\", \"w\"]},"
    "  {\"id\": \"n\", \"type\": \"number\", \"when\": {\"c\": [\"w\"]}}]},"
    "{\"id\": \"d\", \"kind\": \"claim\", \"parent\": \"\"},"
    "{\"id\": \"e\", \"kind\": \"source\", \"parent\": \"a\"},"
    "{\"id\": \"f\", \"kind\": \"cue\", \"parent\": \"e\"}],"
    "\"relations\": [{\"id\": \"r\", \"from\": [\"entity\"], \"to\": [\"claim\", \"a\"]},"
    "{\"id\": \"s\", \"from\": [\"d\"], \"to\": [\"e\", \"f\"]}, {\"id\": \"u\"}],"
    "\"rules\": [{\"id\": \"q\", \"labels\": [\"a\", \"b\"], \"requires\": \"r\","
    "  \"unless\": {\"c\": [\"x\"]}}, {\"id\": \"o\", \"labels\": [\"d\"], \"noOverlap\": [\"f\"]}]}";

static const char *const label_ids[] = { "a", "b", "d", "e", "f" };
static const char *const type_ids[] = { "r", "s", "u" };
static const char *const values[] = { "\"x\"", "\"y\"",  "\"z\"",        "\"w\"",
                                      "12",    "\"12\"", "\"free text\"" };
static const char *const attribute_ids[] = { "c", "m", "t", "n" };

typedef struct
{
  guint64 n_spans;
  guint64 n_relations;
  guint64 n_values;
} Totals;

static const char *
pick (GRand *rand, const char *const *list, guint n)
{
  return list[g_rand_int_range (rand, 0, n)];
}

static void
write_document (CorpusFixture *f, GRand *rand, const char *layer, guint document)
{
  g_autofree char *path = g_strdup_printf ("d%u.txt", document);
  g_autofree char *name = g_strdup_printf ("annotations/%s/%s.json", layer, path);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 1, 25);
  char sha256[65];

  for (guint i = 0; i < 60; i++)
    g_string_append (text, i % 7 == 0 ? "😀 " : "wörd ");
  write_text (f, path, text->str);
  sch_store_sha256 (text->str, text->len, sha256);
  g_string_append_printf (json,
                          "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1, "
                          "\"document\": {\"path\": \"%s\", \"length\": %lu, \"sha256\": \"%s\"}, "
                          "\"annotator\": \"%s\", \"spans\": [",
                          path, g_utf8_strlen (text->str, -1), sha256, layer);
  for (guint i = 0; i < n; i++)
    {
      guint start = g_rand_int_range (rand, 0, 200);
      g_autofree char *covered = g_utf8_substring (text->str, start, start + 5);

      g_string_append_printf (json,
                              "%s{\"id\": \"p%u\", \"label\": \"%s\", \"ranges\": [[%u, %u]], "
                              "\"text\": \"%s\", "
                              "\"attributes\": {\"%s\": %s, \"m2\": [\"x\", \"y\"], \"%s\": %s}}",
                              i > 0 ? ", " : "", i,
                              pick (rand, label_ids, G_N_ELEMENTS (label_ids)), start, start + 5,
                              covered, "c", pick (rand, values, G_N_ELEMENTS (values)),
                              pick (rand, attribute_ids + 1, 3),
                              g_rand_boolean (rand) ? "[\"x\", \"z\"]" : "\"13\"");
    }
  g_string_append (json, "], \"relations\": [");
  for (guint i = 0; i + 1 < n; i++)
    g_string_append_printf (
        json, "%s{\"id\": \"q%u\", \"type\": \"%s\", \"from\": \"p%u\", \"to\": \"p%u\"}",
        i > 0 ? ", " : "", i, pick (rand, type_ids, G_N_ELEMENTS (type_ids)), i,
        (guint) g_rand_int_range (rand, i + 1, n));
  g_string_append (json, "]}");
  write_text (f, name, json->str);
}

static const char *const layers[] = { "dana", "lena" };

/* Through layer documents that are loaded for it, by a second, reading corpus: what is in the files. */
static Totals
count_all (CorpusFixture *f)
{
  g_autoptr (SchCorpus) corpus = open_with (f, "reader", SCH_OPEN_READ_ONLY);
  Totals totals = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    for (guint d = 0; d < N_DOCUMENTS; d++)
      {
        g_autofree char *path = g_strdup_printf ("d%u.txt", d);
        SchLayerDocument *document = sch_corpus_get_layer_document (corpus, layers[i], path, NULL);
        g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);

        totals.n_spans += spans->len;
        totals.n_relations += sch_layer_document_get_n_relations (document);
        for (guint k = 0; k < spans->len; k++)
          totals.n_values += sch_attributes_get_size (((SchRecord *) spans->pdata[k])->attributes);
      }
  assert_no_issues (corpus);
  return totals;
}

/* What every layer document says, without the revision of the scheme that it was written with. */
static char *
read_all (CorpusFixture *f)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    for (guint d = 0; d < N_DOCUMENTS; d++)
      {
        g_autofree char *name = g_strdup_printf ("annotations/%s/d%u.txt.json", layers[i], d);
        g_autofree char *content = read_text (f, name);
        const char *spans = strstr (content, "\"spans\"");

        g_string_append (all, spans != NULL ? spans : "none\n");
      }
  return g_string_free (all, FALSE);
}

static void
assert_same_lines (const char *before, const char *after)
{
  g_auto (GStrv) expected = g_strsplit (before, "\n", -1);
  g_auto (GStrv) lines = g_strsplit (after, "\n", -1);

  for (guint i = 0; expected[i] != NULL && lines[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, expected[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (expected));
}

typedef struct
{
  SchSchemeDraft *draft;
  SchSchemeChanges *changes;
  SchSchemePlace place;
  gboolean loses; /* what is counted may go */
} Operation;

static const char *
pick_label (GRand *rand, SchScheme *scheme)
{
  return sch_scheme_get_label_at (scheme,
                                  g_rand_int_range (rand, 0, sch_scheme_get_n_labels (scheme)))
      ->id;
}

static const SchAttribute *
pick_attribute (GRand *rand, SchScheme *scheme, SchSchemePlace *place)
{
  const SchLabel *label = sch_scheme_get_label (scheme, pick_label (rand, scheme));
  const SchAttribute *attribute;

  if (label->attributes->len == 0)
    return NULL;
  attribute = g_ptr_array_index (label->attributes,
                                 g_rand_int_range (rand, 0, label->attributes->len));
  *place = (SchSchemePlace){ SCH_PART_LABEL_ATTRIBUTE, label->id, attribute->id, NULL };
  return attribute;
}

static void
change_label (GRand *rand, SchScheme *scheme, Operation *op)
{
  const SchSchemePlace place = { SCH_PART_LABEL, NULL, pick_label (rand, scheme), NULL };
  const SchSchemePlace list = { SCH_PART_LABEL, NULL, NULL, NULL };
  const char *other = pick_label (rand, scheme);
  g_autofree char *id = NULL;

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      sch_scheme_draft_set_string (op->draft, &place, "name", "Renamed");
      break;
    case 1:
      sch_scheme_draft_set_boolean (op->draft, &place, "retired", g_rand_boolean (rand));
      break;
    case 2:
      id = sch_scheme_draft_add (op->draft, &list, "a", 0);
      break;
    case 3: /* removed, and its spans kept without it */
      if (sch_scheme_get_n_labels (scheme) > 3)
        sch_scheme_draft_remove (op->draft, &place);
      break;
    case 4: /* removed with its spans */
      if (sch_scheme_get_n_labels (scheme) > 3 && sch_scheme_draft_remove (op->draft, &place))
        {
          sch_scheme_changes_remove (op->changes, &place);
          op->loses = TRUE;
        }
      break;
    case 5:
      sch_scheme_draft_move (op->draft, &place, g_rand_int_range (rand, 0, 6));
      break;
    default:
      if (sch_scheme_draft_merge (op->draft, &place, other, NULL))
        sch_scheme_changes_replace (op->changes, &place, other);
    }
}

static void
change_attribute (GRand *rand, SchScheme *scheme, Operation *op)
{
  static const SchAttributeType types[] = { SCH_ATTRIBUTE_TEXT, SCH_ATTRIBUTE_NUMBER,
                                            SCH_ATTRIBUTE_BOOLEAN, SCH_ATTRIBUTE_DATE };
  SchSchemePlace place;
  const SchAttribute *attribute = pick_attribute (rand, scheme, &place);
  SchAttributeType type = types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))];

  if (attribute == NULL)
    return;
  if (attribute->values->len > 1 && g_rand_boolean (rand))
    {
      const SchAttributeValue *from = attribute->values->pdata[0];
      const SchAttributeValue *into = attribute->values->pdata[1];

      place.value = from->id;
      if (sch_scheme_draft_merge (op->draft, &place, into->id, NULL))
        sch_scheme_changes_replace (op->changes, &place, into->id);
      return;
    }
  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      sch_scheme_draft_remove (op->draft, &place);
      sch_scheme_changes_remove (op->changes, &place);
      op->loses = TRUE;
      return;
    }
  sch_scheme_draft_set_string (op->draft, &place, "type", sch_attribute_type_to_string (type));
  sch_scheme_draft_set_json (op->draft, &place, "values", NULL, NULL);
  sch_scheme_draft_set_json (op->draft, &place, "default", NULL, NULL);
  sch_scheme_changes_convert (op->changes, &place, type, NULL);
}

static void
change_relation (GRand *rand, SchScheme *scheme, Operation *op)
{
  guint n = sch_scheme_get_n_relation_types (scheme);
  SchSchemePlace place = { SCH_PART_RELATION, NULL, NULL, NULL };
  const char *other;

  if (n < 2)
    return;
  place.id = sch_scheme_get_relation_type_at (scheme, g_rand_int_range (rand, 0, n))->id;
  other = sch_scheme_get_relation_type_at (scheme, g_rand_int_range (rand, 0, n))->id;
  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      sch_scheme_draft_remove (op->draft, &place);
      sch_scheme_changes_remove (op->changes, &place);
      op->loses = TRUE;
    }
  else if (sch_scheme_draft_merge (op->draft, &place, other, NULL))
    sch_scheme_changes_replace (op->changes, &place, other);
}

/* Returns whether there was a step; checks what it did. */
static gboolean
run_step (CorpusFixture *f, GRand *rand)
{
  SchScheme *scheme = sch_corpus_get_scheme (f->corpus);
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  Operation op = { draft, changes, { 0 }, FALSE };
  g_autoptr (SchScheme) changed = NULL;
  g_autoptr (GError) error = NULL;
  Totals before;
  Totals after;
  guint64 n = 0;

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      change_label (rand, scheme, &op);
      break;
    case 1:
      change_attribute (rand, scheme, &op);
      break;
    default:
      change_relation (rand, scheme, &op);
    }
  /* A draft that is refused changes nothing. */
  changed = sch_scheme_draft_finish (draft, NULL);
  if (changed == NULL)
    return FALSE;
  flush (f->corpus);
  before = count_all (f);
  sch_corpus_change_scheme (f->corpus, "dana", "Change", changed, changes, &n, &error);
  g_assert_no_error (error);
  flush (f->corpus);
  after = count_all (f);
  if (!op.loses)
    {
      g_assert_cmpuint (after.n_spans, ==, before.n_spans);
      g_assert_cmpuint (after.n_relations, ==, before.n_relations);
      g_assert_cmpuint (after.n_values, ==, before.n_values);
    }
  else
    {
      g_assert_cmpuint (before.n_spans + before.n_relations - after.n_spans - after.n_relations, <=,
                        n);
      if (before.n_spans == after.n_spans)
        g_assert_cmpuint (before.n_values - after.n_values + before.n_relations - after.n_relations,
                          ==, n);
    }
  return TRUE;
}

static void
test_evolution (CorpusFixture *f, gconstpointer data)
{
  guint seed = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n_steps = 0;

  write_text (f, "scheme.json", scheme_json);
  for (guint d = 0; d < N_DOCUMENTS; d++)
    for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
      write_document (f, rand, layers[i], d);
  open_corpus (f);
  /* Written once in their canonical form, and back: then bytes can be compared. */
  {
    g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
    const SchSchemePlace m2 = { SCH_PART_LABEL_ATTRIBUTE, "a", "m2", NULL };

    for (guint i = 0; i < G_N_ELEMENTS (label_ids); i++)
      {
        const SchSchemePlace place = { m2.part, label_ids[i], m2.id, NULL };

        sch_scheme_changes_remove (changes, &place);
      }
    sch_corpus_change_scheme (f->corpus, "dana", "Write", NULL, changes, NULL, NULL);
    flush (f->corpus);
  }
  before = read_all (f);
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autofree char *path = g_strdup_printf ("d%d.txt", g_rand_int_range (rand, 0, N_DOCUMENTS));
      const char *layer = pick (rand, layers, G_N_ELEMENTS (layers));

      if (g_rand_int_range (rand, 0, 4) == 0)
        sch_corpus_get_layer_document (f->corpus, layer, path, NULL);
      else
        sch_corpus_unload_layer_document (f->corpus, layer, path);
      n_steps += run_step (f, rand);
    }
  g_test_message ("%u steps", n_steps);
  g_assert_cmpuint (n_steps, >, N_STEPS / 4);
  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SchEditGroup) group = sch_corpus_undo (f->corpus, "dana", &error);

      g_assert_no_error (error);
    }
  flush (f->corpus);
  after = read_all (f);
  assert_same_lines (before, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 12; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/scheme-evolution/%u", seed);

      g_test_add (path, CorpusFixture, GUINT_TO_POINTER (seed), set_up_corpus, test_evolution,
                  tear_down_corpus);
    }
  return g_test_run ();
}
