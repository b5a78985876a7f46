/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A corpus of one text, and what its spans have. */

#include "occurrences-fixture.h"

#define DOC "a.txt"

static inline SchAnnotator
open_text (Fixture *f, const char *text)
{
  write_file (f, DOC, text);
  open_corpus (f);
  return get_annotator (f, DOC);
}

static inline char *
tag_as (const SchAnnotator *who, const char *label, guint start, guint end)
{
  const SchRange range = { start, end };
  g_autoptr (GError) error = NULL;
  char *id = sch_annotate_tag (who, label, &range, 1, &error);

  g_assert_no_error (error);
  return id;
}

/* @json: (nullable): NULL = no value */
static inline void
assert_value (const SchAnnotator *who, const char *id, const char *attribute, const char *json)
{
  SchSpan *span = sch_layer_document_get_span (who->document, id);

  g_assert_nonnull (span);
  g_assert_cmpstr (sch_attributes_get_json (span->record.attributes, attribute), ==, json);
}

static inline const SchAttribute *
get_attribute (const SchAnnotator *who, const char *label, const char *id)
{
  return sch_label_get_attribute (sch_scheme_get_label (sch_corpus_get_scheme (who->corpus), label),
                                  id);
}

static inline char *
dump (const SchAnnotator *who)
{
  g_autoptr (SchLayerSnapshot) snapshot = sch_layer_document_snapshot (who->document, 1, "dana");
  g_autoptr (GBytes) json = sch_layer_snapshot_to_json (snapshot);
  gsize byte_len;
  const char *data = g_bytes_get_data (json, &byte_len);

  return g_strndup (data, byte_len);
}

static inline void
assert_dump (const SchAnnotator *who, const char *expected)
{
  g_autofree char *now = dump (who);

  g_assert_cmpstr (now, ==, expected);
}

/* @expected: (nullable): the document's content after one step was undone */
static inline void
undo_to (Fixture *f, const SchAnnotator *who, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = sch_corpus_undo (f->corpus, "dana", &error);

  g_assert_no_error (error);
  g_assert_nonnull (group);
  if (expected != NULL)
    assert_dump (who, expected);
}
