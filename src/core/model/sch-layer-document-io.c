/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content of a layer document as plain values, read from and written to its file. It runs in
 * any thread: it touches nothing but its arguments. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-canonical.h"
#include "sch-error.h"
#include "sch-layer-document-private.h"
#include "sch-native-files.h"

#define FORMAT_NAME "scholiast-annotations"

SchLayerContent *
sch_layer_content_new (const char *layer, const char *path, SchText *text)
{
  SchLayerContent *self = g_new0 (SchLayerContent, 1);

  self->layer = g_strdup (layer);
  self->path = g_strdup (path);
  self->text = text != NULL ? sch_text_ref (text) : NULL;
  self->spans = g_ptr_array_new_with_free_func (sch_record_unref);
  self->relations = g_ptr_array_new_with_free_func (sch_record_unref);
  self->orphans = g_ptr_array_new_with_free_func (sch_record_unref);
  self->state = sch_state_new (path);
  return self;
}

void
sch_layer_content_free (SchLayerContent *self)
{
  if (self == NULL)
    return;
  g_free (self->layer);
  g_free (self->path);
  g_clear_pointer (&self->text, sch_text_unref);
  g_free (self->annotator);
  g_free (self->document_extra);
  g_free (self->file_extra);
  g_ptr_array_unref (self->spans);
  g_ptr_array_unref (self->relations);
  g_ptr_array_unref (self->orphans);
  sch_record_unref (self->state);
  g_free (self);
}

static void
read_document (SchLayerContent *self, SchJsonPull *pull)
{
  const char *name;
  const char *string;

  if (!sch_json_pull_begin_object (pull))
    return;
  while (sch_json_pull_next_member (pull, &name))
    {
      if (strcmp (name, "path") == 0)
        sch_json_pull_skip (pull); /* the file's own place says it */
      else if (strcmp (name, "length") == 0)
        sch_json_pull_read_uint (pull, &self->file_length);
      else if (strcmp (name, "sha256") == 0)
        {
          if (sch_json_pull_peek_string (pull, &string, NULL))
            g_strlcpy (self->file_sha256, string, sizeof self->file_sha256);
        }
      else
        sch_canonical_append_extra (&self->document_extra, pull, name);
    }
}

static void
read_records (GPtrArray *records, SchRecordType type, SchJsonPull *pull, GHashTable *ids)
{
  if (!sch_json_pull_begin_array (pull))
    return;
  while (sch_json_pull_next_element (pull))
    {
      SchRecord *record = sch_record_read (type, pull);

      if (record == NULL)
        return;
      g_ptr_array_add (records, record);
      if (!g_hash_table_add (ids, record->id))
        sch_json_pull_fail (pull, _ ("the id “%s” stands twice"), record->id);
    }
}

static void
read_state_member (SchLayerContent *self, SchJsonPull *pull, const char *name)
{
  const char *string;

  if (strcmp (name, "status") == 0)
    {
      if (sch_json_pull_peek_string (pull, &string, NULL) &&
          !sch_status_from_string (string, &self->state->status))
        sch_json_pull_fail (pull, _ ("“%s” is not a status (todo, in-progress, question, done)"),
                            string);
    }
  else if (strcmp (name, "attributes") == 0)
    {
      g_autoptr (SchAttributes) attributes = sch_attributes_read (pull);

      sch_record_set_attributes (self->state, attributes);
    }
  else if (strcmp (name, "note") == 0)
    {
      g_autofree char *note = NULL;

      if (sch_json_pull_read_string (pull, &note))
        sch_record_set_note (self->state, note);
    }
  else if (sch_json_pull_begin_array (pull)) /* ignored */
    while (sch_json_pull_next_element (pull))
      {
        g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
        const char *start;
        gsize byte_len;

        if (!sch_json_pull_read_raw (pull, &start, &byte_len))
          return;
        sch_json_writer_raw (writer, start, byte_len);
        g_ptr_array_add (self->state->ignored, g_strdup (sch_json_writer_peek (writer, NULL)));
      }
}

static void
check_format (SchJsonPull *pull)
{
  const char *string;

  if (sch_json_pull_peek_string (pull, &string, NULL) && strcmp (string, FORMAT_NAME) != 0)
    sch_json_pull_fail (pull, _ ("this is “%s”, not a layer document (“%s”)"), string, FORMAT_NAME);
}

/* A span's text is kept only where it says something else than the document does. */
static void
drop_redundant_text (SchSpan *span, SchText *text)
{
  gsize byte_len;
  const char *slice;

  if (span->text == NULL)
    return;
  if (span->n_ranges == 1)
    {
      if (sch_span_get_end (span) > sch_text_get_char_count (text))
        return;
      slice = sch_text_peek_slice (text, span->single.start, span->single.end, &byte_len);
      if (strlen (span->text) == byte_len && memcmp (slice, span->text, byte_len) == 0)
        g_clear_pointer (&span->text, g_free);
    }
  else
    {
      g_autofree char *covered = sch_span_dup_covered (span, text);

      if (strcmp (covered, span->text) == 0)
        g_clear_pointer (&span->text, g_free);
    }
}

/**
 * sch_layer_content_read:
 * @json: content of a layer document's file
 * @file_name: for messages
 *
 * Fills an empty content. Nothing of the file is lost: what this version does not know is kept.
 *
 * Returns: FALSE with %SCH_ERROR_FORMAT (file, line and column), or %SCH_ERROR_VERSION
 */
gboolean
sch_layer_content_read (SchLayerContent *self, GBytes *json, const char *file_name, GError **error)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (json, &byte_len);
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (data, byte_len, file_name);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_format = FALSE;
  gint64 version = 0;
  const char *name;

  sch_json_pull_begin_object (pull);
  /* Of a newer version nothing else is known. */
  while (version <= SCH_FILE_VERSION && sch_json_pull_next_member (pull, &name))
    {
      if (strcmp (name, "format") == 0)
        {
          has_format = TRUE;
          check_format (pull);
        }
      else if (strcmp (name, "version") == 0)
        sch_json_pull_read_int64 (pull, &version);
      else if (strcmp (name, "scheme") == 0)
        sch_json_pull_read_uint (pull, &self->scheme_revision);
      else if (strcmp (name, "document") == 0)
        read_document (self, pull);
      else if (strcmp (name, "annotator") == 0)
        sch_json_pull_read_string (pull, &self->annotator);
      else if (strcmp (name, "status") == 0 || strcmp (name, "attributes") == 0 ||
               strcmp (name, "note") == 0 || strcmp (name, "ignored") == 0)
        read_state_member (self, pull, name);
      else if (strcmp (name, "spans") == 0)
        read_records (self->spans, SCH_RECORD_SPAN, pull, ids);
      else if (strcmp (name, "relations") == 0)
        read_records (self->relations, SCH_RECORD_RELATION, pull, ids);
      else if (strcmp (name, "orphans") == 0)
        read_records (self->orphans, SCH_RECORD_ORPHAN, pull, ids);
      else
        sch_canonical_append_extra (&self->file_extra, pull, name);
    }
  if (version > SCH_FILE_VERSION)
    {
      g_set_error (
          error, SCH_ERROR, SCH_ERROR_VERSION,
          _ ("%s was written by a newer version of Scholiast (file version %d, known: %d); "
             "it stays as it is. Update Scholiast to change it."),
          file_name, (int) version, SCH_FILE_VERSION);
      return FALSE;
    }
  if (!sch_json_pull_failed (pull) && (!has_format || version < 1))
    sch_json_pull_fail (pull, _ ("the members “format” and “version” are missing"));
  if (!sch_json_pull_finish (pull, error))
    return FALSE;
  g_ptr_array_sort (self->spans, sch_span_compare_pointers);
  g_ptr_array_sort (self->relations, sch_record_compare_ids);
  for (guint i = 0; self->text != NULL && i < self->spans->len; i++)
    drop_redundant_text (g_ptr_array_index (self->spans, i), self->text);
  return TRUE;
}

static void
write_records (SchJsonWriter *writer, const char *name, GPtrArray *records, SchText *text)
{
  if (records->len == 0)
    return;
  sch_json_writer_member (writer, name);
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < records->len; i++)
    sch_record_write (g_ptr_array_index (records, i), writer, text);
  sch_json_writer_end_records (writer);
}

static void
write_document (SchLayerContent *self, SchJsonWriter *writer)
{
  sch_json_writer_member (writer, "document");
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "path", self->path);
  if (self->text != NULL && self->file_sha256[0] == '\0')
    {
      sch_json_writer_member (writer, "length");
      sch_json_writer_int (writer, sch_text_get_char_count (self->text));
      sch_json_writer_member_string (writer, "sha256", sch_text_get_sha256 (self->text));
    }
  else
    {
      sch_json_writer_member (writer, "length");
      sch_json_writer_int (writer, self->file_length);
      sch_json_writer_member_string (writer, "sha256", self->file_sha256);
    }
  sch_canonical_write_extra (self->document_extra, writer);
  sch_json_writer_end_object (writer);
}

static void
write_ignored (SchState *state, SchJsonWriter *writer)
{
  if (state->ignored->len == 0)
    return;
  sch_json_writer_member (writer, "ignored");
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < state->ignored->len; i++)
    {
      const char *json = g_ptr_array_index (state->ignored, i);

      sch_json_writer_raw (writer, json, strlen (json));
    }
  sch_json_writer_end_records (writer);
}

/**
 * sch_layer_content_write:
 *
 * Returns: (transfer full): the canonical bytes of the file. While the annotations belong to an
 *   older state of the text (file_sha256 set), that state's length and hash stay written.
 */
GBytes *
sch_layer_content_write (SchLayerContent *self)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  SchState *state = self->state;

  sch_json_writer_begin_file (writer);
  sch_json_writer_member_string (writer, "format", FORMAT_NAME);
  sch_json_writer_member (writer, "version");
  sch_json_writer_int (writer, SCH_FILE_VERSION);
  sch_json_writer_member (writer, "scheme");
  sch_json_writer_int (writer, self->scheme_revision);
  write_document (self, writer);
  sch_json_writer_member_string (writer, "annotator", self->annotator);
  sch_json_writer_member_string (writer, "status", sch_status_to_string (state->status));
  if (state->record.attributes != NULL)
    {
      sch_json_writer_member (writer, "attributes");
      sch_attributes_write (state->record.attributes, writer);
    }
  sch_json_writer_member_string (writer, "note", state->record.note);
  write_records (writer, "spans", self->spans, self->text);
  write_records (writer, "relations", self->relations, NULL);
  write_ignored (state, writer);
  write_records (writer, "orphans", self->orphans, NULL);
  sch_canonical_write_extra (self->file_extra, writer);
  sch_json_writer_end_file (writer);
  return sch_json_writer_steal (writer);
}
