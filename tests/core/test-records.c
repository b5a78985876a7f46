/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as JSON: the bytes, members that this version does not know, errors with their places,
 * copies and equality; edit groups in and out. */

#include <string.h>

#include "sch-edit.h"
#include "sch-error.h"

/* Canonical: read and written again they are the same bytes. */
static const struct
{
  SchRecordType type;
  const char *json;
} golden[] = {
  { SCH_RECORD_SPAN, "{\"id\": \"s1\", \"label\": \"person\", \"ranges\": [[78, 90]]}" },
  { SCH_RECORD_SPAN,
    "{\"id\": \"s1\", \"label\": \"claim\", \"ranges\": [[1, 2], [5, 5], [7, 9]], \"text\": \"a  bc\", "
    "\"attributes\": {\"a\": 1, \"b\": [\"x\"]}, \"set\": [\"quote\"], \"cluster\": [\"k1\", \"k2\"], "
    "\"note\": \"n\", \"flag\": \"doubt\", \"origin\": \"import\", \"state\": \"doubtful\", "
    "\"score\": 0.25, \"suggestedBy\": \"rule\", \"confirmed\": \"yes\", "
    "\"created\": \"2026-11-21T10:00:00Z\", \"modified\": \"2026-11-22T10:00:00Z\", \"by\": \"dana\", "
    "\"x\": {\"brat\": {\"id\": \"T1\"}}, \"later\": [1, {\"deep\": null}]}" },
  { SCH_RECORD_SPAN,
    "{\"id\": \"s1\", \"label\": \"p\", \"ranges\": [[4294967295, 4294967295]], \"cluster\": \"k\"}" },
  { SCH_RECORD_RELATION,
    "{\"id\": \"r1\", \"type\": \"attributed-to\", \"from\": \"a\", \"to\": \"b\", \"attributes\": "
    "{\"k\": \"v\"}, \"note\": \"n\", \"created\": \"2026-11-21T10:00:00Z\", \"by\": \"dana\", "
    "\"strange\": 1e3}" },
  { SCH_RECORD_LINK, "{\"id\": \"l1\", \"type\": \"contradicts\", \"from\": \"a\", \"to\": \"b\", "
                     "\"by\": \"dana\", \"created\": \"2026-11-21T10:00:00Z\"}" },
  { SCH_RECORD_CLUSTER,
    "{\"id\": \"k1\", \"kind\": \"entity\", \"name\": \"Lloyd Austin\", \"label\": \"person\", "
    "\"link\": \"https://example.org\", \"attributes\": {\"role\": \"x\"}, \"note\": \"n\", "
    "\"status\": \"open\", \"by\": \"dana\", \"created\": \"2026-11-21T10:00:00Z\"}" },
  { SCH_RECORD_CLUSTER, "{\"id\": \"k1\", \"mergedInto\": \"k2\"}" },
  { SCH_RECORD_CLUSTER,
    "{\"id\": \"k1\", \"kind\": \"claim\", \"name\": \"N\", \"verdicts\": [\"agree\", "
    "{\"id\": \"differ-number\", \"state\": \"decided\"}], \"assessment\": "
    "{\"rating\": \"true\", \"evidence\": []}}" },
  { SCH_RECORD_STATE,
    "{\"path\": \"a/b.txt\", \"status\": \"question\", \"attributes\": {\"genre\": "
    "\"news\"}, \"note\": \"n\", \"ignored\": [{\"rule\": \"r\", \"span\": \"s\"}]}" },
  { SCH_RECORD_ORPHAN, "{\"id\": \"o1\", \"label\": \"p\", \"ranges\": [[1, 2]]}" },
  { SCH_RECORD_REJECTED, "{\"a\": \"k1\", \"b\": \"k2\"}" },
  { SCH_RECORD_METADATA, "{\"path\": \"a.txt\", \"title\": \"T\"}" },
};

static gpointer
read_record (SchRecordType type, const char *json, GError **error)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "file");
  gpointer record = sch_record_read (type, pull);

  if (!sch_json_pull_finish (pull, error))
    g_assert_null (record);
  return record;
}

static void
test_golden (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      g_autoptr (GError) error = NULL;
      SchRecord *record = read_record (golden[i].type, golden[i].json, &error);
      SchRecord *copy;
      g_autofree char *json = NULL;
      g_autofree char *copied = NULL;

      g_assert_no_error (error);
      json = sch_record_dup_json (record, NULL);
      if (strstr (golden[i].json, "1e3") == NULL)
        g_assert_cmpstr (json, ==, golden[i].json);
      copy = sch_record_copy (record);
      copied = sch_record_dup_json (copy, NULL);
      g_assert_cmpstr (copied, ==, json);
      g_assert_cmpstr (copy->id, ==, record->id);
      g_assert_true (sch_record_equal (record, copy));
      if (golden[i].type != SCH_RECORD_ORPHAN && golden[i].type != SCH_RECORD_REJECTED &&
          golden[i].type != SCH_RECORD_METADATA)
        {
          sch_record_set_note (copy, "another");
          g_assert_false (sch_record_equal (record, copy));
        }
      g_assert_false (sch_record_equal (record, NULL));
      sch_record_unref (record);
      sch_record_unref (copy);
    }
}

/* Cut at every byte: an error with its place, never a record. */
static void
test_truncated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    for (gsize length = 0; length < strlen (golden[i].json); length++)
      {
        g_autofree char *json = g_strndup (golden[i].json, length);
        g_autoptr (GError) error = NULL;

        g_assert_null (read_record (golden[i].type, json, &error));
        g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
        g_assert_true (g_str_has_prefix (error->message, "file:1:"));
      }
}

static void
test_errors (void)
{
  static const struct
  {
    SchRecordType type;
    const char *json;
    const char *message; /* its beginning */
  } cases[] = {
    { SCH_RECORD_SPAN, "{\n  \"id\": \"bad id\", \"label\": \"p\", \"ranges\": [[1, 2]]}",
      "file:2:9:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": []}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[2, 1]]}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1]]}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2, 3]]}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[-1, 2]]}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1.5, 2]]}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 4294967296]]}",
      "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\"}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"ranges\": [[1, 2]]}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"label\": \"p\", \"ranges\": [[1, 2]]}", "file:1:" },
    { SCH_RECORD_SPAN,
      "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"created\": \"now\"}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"created\": 7}",
      "file:1:" },
    { SCH_RECORD_SPAN,
      "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"origin\": \"sky\"}", "file:1:" },
    { SCH_RECORD_SPAN,
      "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"state\": \"sky\"}", "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"flag\": \"sky\"}",
      "file:1:" },
    { SCH_RECORD_SPAN, "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"flag\": 1}",
      "file:1:" },
    { SCH_RECORD_SPAN,
      "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"confirmed\": true}", "file:1:" },
    { SCH_RECORD_SPAN,
      "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[1, 2]], \"note\": \"a\", "
      "\"note\": \"b\"}",
      "file:1:" },
    { SCH_RECORD_SPAN, "[]", "file:1:1:" },
    { SCH_RECORD_RELATION, "{\"id\": \"r\", \"type\": \"t\", \"from\": \"a\"}", "file:1:" },
    { SCH_RECORD_RELATION, "{\"id\": \"r\", \"from\": \"a\", \"to\": \"b\"}", "file:1:" },
    { SCH_RECORD_CLUSTER, "{\"kind\": \"entity\"}", "file:1:" },
    { SCH_RECORD_STATE, "{\"path\": \"a.txt\", \"status\": \"sky\"}", "file:1:" },
    { SCH_RECORD_ORPHAN, "[]", "file:1:1:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_null (read_record (cases[i].type, cases[i].json, &error));
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

/* A member that was read into the rest must not come twice when the same member is set later. */
static void
test_unknown_and_set (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchSpan) span = read_record (
      SCH_RECORD_SPAN,
      "{\"new\": 1, \"label\": \"p\", \"ranges\": [[9, 12], [3, 4], [4, 5]], \"id\": \"s\"}",
      &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  sch_record_stamp (span, "dana", 1795255200);
  span->doubt = TRUE;
  json = sch_record_dup_json (span, NULL);
  g_assert_cmpstr (
      json, ==,
      "{\"id\": \"s\", \"label\": \"p\", \"ranges\": [[3, 5], [9, 12]], \"flag\": \"doubt\", "
      "\"created\": \"2026-11-21T10:00:00Z\", \"modified\": \"2026-11-21T10:00:00Z\", "
      "\"by\": \"dana\", \"new\": 1}");
}

static void
test_covered (void)
{
  static const char content[] = "\xef\xbb\xbf"
                                "a😀b\r\nc";
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));
  g_autoptr (SchText) text = sch_text_new (bytes, NULL);
  static const struct
  {
    SchRange ranges[2];
    guint n_ranges;
    const char *covered;
  } cases[] = {
    { { { 1, 3 } }, 1, "a😀" }, { { { 2, 3 }, { 6, 7 } }, 2, "😀 c" }, { { { 3, 6 } }, 1, "b\r\n" },
    { { { 2, 2 } }, 1, "" },   { { { 6, 100 } }, 1, "c" },           { { { 100, 101 } }, 1, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchSpan) span = sch_span_new ("s", "p", cases[i].ranges, cases[i].n_ranges);
      g_autofree char *covered = sch_span_dup_covered (span, text);

      g_assert_cmpstr (covered, ==, cases[i].covered);
    }
}

static void
test_group (void)
{
  const SchRange range = { 1, 2 };
  g_autoptr (SchSpan) before = sch_span_new ("s1", "person", &range, 1);
  g_autoptr (SchSpan) after = sch_record_copy (before);
  g_autoptr (SchCluster) cluster = sch_cluster_new ("k1", "entity", "Ada");
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag “Person”", "dana");
  g_autoptr (SchEditGroup) inverse = NULL;
  g_autoptr (SchEditGroup) twice = NULL;
  g_autoptr (SchEditGroup) read = NULL;
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (SchJsonWriter) again = sch_json_writer_new ();
  g_autoptr (GError) error = NULL;
  const char *json;
  gsize byte_len;
  SchEdit *edit;

  sch_span_set_label (after, "claim");
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", "a.txt", before, after);
  sch_edit_group_add (group, SCH_RECORD_CLUSTER, "dana", NULL, NULL, cluster);
  group->seq = 12;
  group->when = 34;
  sch_edit_group_write (group, writer);
  json = sch_json_writer_peek (writer, &byte_len);
  g_assert_true (g_str_has_prefix (json, "{\"seq\": 12, "));
  read = sch_edit_group_parse (json, byte_len, "journal", &error);
  g_assert_no_error (error);
  sch_edit_group_write (read, again);
  g_assert_cmpstr (sch_json_writer_peek (again, NULL), ==, json);
  inverse = sch_edit_group_invert (read, SCH_OP_UNDO);
  edit = g_ptr_array_index (inverse->edits, 0);
  g_assert_cmpint (edit->type, ==, SCH_RECORD_CLUSTER);
  g_assert_null (edit->after);
  twice = sch_edit_group_invert (inverse, SCH_OP_DO);
  twice->seq = 12;
  twice->when = 34;
  sch_json_writer_reset (again);
  sch_edit_group_write (twice, again);
  g_assert_cmpstr (sch_json_writer_peek (again, NULL), ==, json);
  for (gsize length = 0; length < byte_len; length++)
    {
      g_autofree char *cut = g_strndup (json, length);
      g_autoptr (GError) cut_error = NULL;

      g_assert_null (sch_edit_group_parse (cut, length, "journal", &cut_error));
      g_assert_error (cut_error, SCH_ERROR, SCH_ERROR_FORMAT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/golden", test_golden);
  g_test_add_func ("/records/truncated", test_truncated);
  g_test_add_func ("/records/errors", test_errors);
  g_test_add_func ("/records/unknown-and-set", test_unknown_and_set);
  g_test_add_func ("/records/covered", test_covered);
  g_test_add_func ("/records/group", test_group);
  return g_test_run ();
}
