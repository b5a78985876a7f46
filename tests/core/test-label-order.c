/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels as a tree, and moving them in it. */

#include <string.h>

#include "sch-label-order.h"

/* a, with a1 (which has a1x) and a2 below it; b; a claim; one that is retired, with a child. */
static const char scheme_json
    [] = "{\"format\": \"scholiast-scheme\", \"version\": 1, \"name\": \"Letters\", \"labels\": ["
         "{\"id\": \"a\", \"kind\": \"entity\"},"
         "{\"id\": \"b\", \"kind\": \"entity\"},"
         "{\"id\": \"c\", \"kind\": \"claim\"},"
         "{\"id\": \"a1\", \"kind\": \"entity\", \"parent\": \"a\"},"
         "{\"id\": \"old\", \"kind\": \"entity\", \"retired\": true},"
         "{\"id\": \"a2\", \"kind\": \"entity\", \"parent\": \"a\"},"
         "{\"id\": \"a1x\", \"kind\": \"entity\", \"parent\": \"a1\"},"
         "{\"id\": \"young\", \"kind\": \"entity\", \"parent\": \"old\"}]}";

static SchScheme *
read_scheme (void)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_new_from_json (scheme_json, strlen (scheme_json), "scheme.json",
                                                &error);

  g_assert_no_error (error);
  return scheme;
}

/* "a .a1 ..a1x b": a point for each label that one stands below */
static char *
dup_tree (SchScheme *scheme)
{
  g_autoptr (GArray) places = sch_label_order_list (scheme);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const SchLabelPlace *place = &g_array_index (places, SchLabelPlace, i);

      g_string_append (text, i > 0 ? " " : "");
      for (guint k = 0; k < place->depth; k++)
        g_string_append_c (text, '.');
      g_string_append (text, place->label->id);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_file (SchScheme *scheme)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            sch_scheme_get_label_at (scheme, i)->id);
  return g_string_free (text, FALSE);
}

static SchScheme *
finish (SchSchemeDraft *draft)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_draft_finish (draft, &error);

  g_assert_no_error (error);
  return scheme;
}

static void
assert_drop (const char *id, const char *target, SchLabelDrop drop, const char *tree,
             const char *file)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);
  g_autoptr (SchScheme) moved = NULL;
  g_autofree char *moved_tree = NULL;
  g_autofree char *moved_file = NULL;

  g_assert_true (sch_label_order_drop (draft, scheme, id, target, drop));
  moved = finish (draft);
  moved_tree = dup_tree (moved);
  moved_file = dup_file (moved);
  g_assert_cmpstr (moved_tree, ==, tree);
  if (file != NULL)
    g_assert_cmpstr (moved_file, ==, file);
}

static void
assert_step (const char *id, SchLabelStep step, const char *tree)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);
  g_autoptr (SchScheme) moved = NULL;
  g_autofree char *moved_tree = NULL;

  g_assert_cmpint (sch_label_order_step (draft, scheme, id, step), ==, tree != NULL);
  if (tree == NULL)
    return;
  moved = finish (draft);
  moved_tree = dup_tree (moved);
  g_assert_cmpstr (moved_tree, ==, tree);
}

static void
test_tree (void)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autofree char *tree = dup_tree (scheme);

  g_assert_cmpstr (tree, ==, "a .a1 ..a1x .a2 b young c old");
}

static void
test_drop (void)
{
  assert_drop ("b", "a", SCH_LABEL_BEFORE, "b a .a1 ..a1x .a2 young c old",
               "b a c a1 old a2 a1x young");
  assert_drop ("a", "b", SCH_LABEL_AFTER, "b a .a1 ..a1x .a2 young c old",
               "b a a1 a1x a2 c old young");
  assert_drop ("a1", "b", SCH_LABEL_INTO, "a .a2 b .a1 ..a1x young c old", NULL);
  assert_drop ("b", "a1", SCH_LABEL_AFTER, "a .a1 ..a1x .b .a2 young c old", NULL);
  assert_drop ("b", "a1x", SCH_LABEL_BEFORE, "a .a1 ..b ..a1x .a2 young c old", NULL);
  assert_drop ("a1x", "a", SCH_LABEL_INTO, "a .a1 .a2 .a1x b young c old", NULL);
}

static void
test_refused (void)
{
  static const char *const pairs[][2] = {
    { "a", "a" }, { "a", "a1x" }, { "a", "c" }, { "a", "old" }, { "old", "a" }, { "a", "none" },
  };
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (int drop = SCH_LABEL_BEFORE; drop <= SCH_LABEL_INTO; drop++)
      g_assert_false (sch_label_order_drop (draft, scheme, pairs[i][0], pairs[i][1], drop));
}

static void
test_step (void)
{
  assert_step ("b", SCH_LABEL_UP, "b a .a1 ..a1x .a2 young c old");
  assert_step ("a", SCH_LABEL_UP, NULL);
  assert_step ("a", SCH_LABEL_DOWN, "b a .a1 ..a1x .a2 young c old");
  assert_step ("a1", SCH_LABEL_DOWN, "a .a2 .a1 ..a1x b young c old");
  assert_step ("c", SCH_LABEL_DOWN, NULL);
  assert_step ("b", SCH_LABEL_IN, "a .a1 ..a1x .a2 .b young c old");
  assert_step ("a", SCH_LABEL_IN, NULL);
  assert_step ("a1", SCH_LABEL_OUT, "a .a2 a1 .a1x b young c old");
  assert_step ("a1x", SCH_LABEL_OUT, "a .a1 .a1x .a2 b young c old");
  assert_step ("a", SCH_LABEL_OUT, NULL);
  assert_step ("old", SCH_LABEL_UP, NULL);
}

static void
test_kind (void)
{
  g_autoptr (SchScheme) scheme = read_scheme ();
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (scheme);
  g_autoptr (SchScheme) moved = NULL;
  g_autofree char *tree = NULL;

  g_assert_true (sch_label_order_set_kind (draft, scheme, "a1", SCH_KIND_CLAIM));
  g_assert_true (sch_label_order_set_kind (draft, scheme, "old", SCH_KIND_CUE));
  moved = finish (draft);
  tree = dup_tree (moved);
  g_assert_cmpstr (tree, ==, "a .a2 b young c a1 .a1x old");
  g_assert_cmpint (sch_scheme_get_kind (moved, "old"), ==, SCH_KIND_CUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-order/tree", test_tree);
  g_test_add_func ("/label-order/drop", test_drop);
  g_test_add_func ("/label-order/refused", test_refused);
  g_test_add_func ("/label-order/step", test_step);
  g_test_add_func ("/label-order/kind", test_kind);
  return g_test_run ();
}
