/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines are the same, which of them an annotation has, and where they stand in a text. */

#include "sch-error.h"
#include "sch-repeated-lines.h"

static void
test_fold (void)
{
  static const struct
  {
    const char *line;
    const char *folded;
  } cases[] = {
    { "", NULL },
    { " \t\xc2\xa0 ", NULL },
    { "Share", "Share" },
    { "  Share ·  Save\t· Print ", "Share · Save · Print" },
    { "Share\xc2\xa0·\xe2\x80\x89Save", "Share · Save" },
    { "share", "share" },
    { "😀  شارك", "😀 شارك" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchText) text = sch_text_new_from_string (cases[i].line);
      g_autofree char *folded = sch_repeated_lines_fold (text, 0, sch_text_get_char_count (text));

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static const char lines[] = "Title\n"                /* 0 */
                            "Share · Save\n"         /* 6 */
                            "\n"                     /* 19 */
                            "  Share  ·\tSave  \r\n" /* 20 */
                            "Share · Save · Print\n" /* 39 */
                            "share · save\n"         /* 60 */
                            "Read more\n"            /* 73 */
                            "Share · Save";          /* 83 */

/* NULL where the annotation has a part of a line, or nothing. */
static char *
dup_keys (SchText *text, const SchRange *ranges, guint n_ranges)
{
  g_autoptr (SchSpan) span = sch_span_new ("s", "not-text", ranges, n_ranges);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) keys = sch_repeated_lines_get_keys (text, span, &error);
  g_autoptr (GList) list = NULL;
  GString *joined = g_string_new (NULL);

  if (keys == NULL)
    {
      g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
      g_string_free (joined, TRUE);
      return NULL;
    }
  list = g_list_sort (g_hash_table_get_keys (keys), (GCompareFunc) g_strcmp0);
  for (GList *l = list; l != NULL; l = l->next)
    g_string_append_printf (joined, "[%s]", (const char *) l->data);
  return g_string_free (joined, FALSE);
}

static void
test_keys (void)
{
  static const struct
  {
    SchRange ranges[2];
    guint n_ranges;
    const char *keys;
  } cases[] = {
    { { { 6, 18 } }, 1, "[Share · Save]" },
    /* The line end and blanks around it make no difference. */
    { { { 5, 20 } }, 1, "[Share · Save]" },
    { { { 20, 39 } }, 1, "[Share · Save]" },
    { { { 22, 36 } }, 1, "[Share · Save]" },
    /* Several lines, an empty one among them. */
    { { { 0, 36 } }, 1, "[Share · Save][Title]" },
    { { { 0, 5 }, { 73, 82 } }, 2, "[Read more][Title]" },
    /* A part of a line; nothing. */
    { { { 6, 11 } }, 1, NULL },
    { { { 8, 18 } }, 1, NULL },
    { { { 0, 11 } }, 1, NULL },
    { { { 19, 19 } }, 1, NULL },
  };
  g_autoptr (SchText) text = sch_text_new_from_string (lines);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *keys = dup_keys (text, cases[i].ranges, cases[i].n_ranges);

      g_assert_cmpstr (keys, ==, cases[i].keys);
    }
}

static void
test_find (void)
{
  static const SchRange wanted[] = { { 6, 18 }, { 22, 35 }, { 83, 95 } };
  g_autoptr (SchText) text = sch_text_new_from_string (lines);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) found = NULL;

  g_hash_table_add (keys, (gpointer) "Share · Save");
  found = sch_repeated_lines_find (text, keys);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < found->len; i++)
    {
      g_assert_cmpuint (g_array_index (found, SchRange, i).start, ==, wanted[i].start);
      g_assert_cmpuint (g_array_index (found, SchRange, i).end, ==, wanted[i].end);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repeated-lines/fold", test_fold);
  g_test_add_func ("/repeated-lines/keys", test_keys);
  g_test_add_func ("/repeated-lines/find", test_find);
  return g_test_run ();
}
