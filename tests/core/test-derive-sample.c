/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the values that people gave the sample corpus (English, French, Arabic) compare with the derived
 * ones: a wrong value is worse than none. */

#include "derive-fixture.h"

typedef struct
{
  const char *derive;
  guint n_same;
  guint n_wrong;
  guint n_missing;
} Score;

static Score scores[] = { { "quotation" }, { "voice" }, { "number" }, { "date" } };

/* Of the values that are derived, how many may differ from the people's. The sample calls statements
 * with a few quoted words indirect. */
#define MAX_WRONG_SHARE 0.12

static void
copy_tree (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *content = NULL;
      gsize byte_len;

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        {
          copy_tree (source, target);
          continue;
        }
      g_assert_true (g_file_get_contents (source, &content, &byte_len, NULL));
      g_assert_true (g_file_set_contents (target, content, (gssize) byte_len, NULL));
    }
}

static void
compare_value (SchSpan *given, SchSpan *derived, const SchAttribute *attribute, SchText *text)
{
  const char *a = sch_attributes_get_json (given->record.attributes, attribute->id);
  const char *b = sch_attributes_get_json (derived->record.attributes, attribute->id);
  g_autofree char *covered = sch_span_dup_covered (given, text);

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      if (g_strcmp0 (scores[i].derive, attribute->derive) != 0 || (a == NULL && b == NULL))
        continue;
      scores[i].n_same += g_strcmp0 (a, b) == 0;
      scores[i].n_missing += b == NULL;
      scores[i].n_wrong += b != NULL && g_strcmp0 (a, b) != 0;
      if (g_strcmp0 (a, b) != 0)
        g_test_message ("“%s”: %s: %s, derived: %s", covered, attribute->id,
                        a != NULL ? a : "nothing", b != NULL ? b : "nothing");
    }
}

/* Without the marks of what a person set, every value is derived. */
static void
compare_document (Fixture *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who = { f->corpus, NULL, "dana", FALSE };
  SchScheme *scheme = sch_corpus_get_scheme (f->corpus);
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Forget", NULL);

  who.document = sch_corpus_get_layer_document (f->corpus, "sample", path, &error);
  g_assert_no_error (error);
  spans = sch_layer_document_list_spans (who.document);
  g_ptr_array_set_free_func (spans, sch_record_unref);
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = spans->pdata[i];
      g_autoptr (SchSpan) bare = sch_record_copy (span);

      if (span->set == NULL)
        continue;
      g_clear_pointer (&bare->set, g_strfreev);
      sch_edit_group_add (group, SCH_RECORD_SPAN, "sample", path, span, bare);
    }
  g_assert_true (sch_edit_group_is_empty (group) || sch_corpus_apply (f->corpus, group, NULL));
  g_assert_true (sch_annotate_derive (&who, NULL, TRUE, NULL, NULL));
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = spans->pdata[i];
      const SchLabel *label = sch_scheme_get_label (scheme, span->label);

      for (guint k = 0; k < label->attributes->len; k++)
        compare_value (span, sch_layer_document_get_span (who.document, span->record.id),
                       label->attributes->pdata[k], sch_layer_document_get_text (who.document));
    }
}

static void
test_sample (Fixture *f, gconstpointer data)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", "sample", NULL);
  GListModel *documents;

  copy_tree (from, f->root);
  open_corpus (f);
  documents = sch_corpus_get_documents (f->corpus);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);

      compare_document (f, sch_document_get_path (document));
    }
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      guint n = scores[i].n_same + scores[i].n_wrong;

      g_test_message ("%s: %u of %u derived values as people gave them, %u not derived",
                      scores[i].derive, scores[i].n_same, n, scores[i].n_missing);
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpfloat ((double) scores[i].n_wrong / n, <=, MAX_WRONG_SHARE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/derive/sample", Fixture, NULL, set_up, test_sample, tear_down);
  return g_test_run ();
}
