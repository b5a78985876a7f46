/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits and their groups, as values and as JSON for journal and history. */

#include "config.h"

#include "sch-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-store.h"

static const char *const op_names[] = { "do", "undo", "redo" };

static void
free_edit (gpointer data)
{
  SchEdit *edit = data;

  g_free (edit->layer);
  g_free (edit->path);
  sch_record_unref (edit->before);
  sch_record_unref (edit->after);
  g_free (edit);
}

/**
 * sch_edit_group_new:
 * @name: what the person did, translated
 * @layer: (nullable): whose history the group belongs to
 *
 * Returns: (transfer full): an empty group
 */
SchEditGroup *
sch_edit_group_new (const char *name, const char *layer)
{
  SchEditGroup *self = g_new0 (SchEditGroup, 1);

  g_atomic_ref_count_init (&self->refs);
  self->name = g_strdup (name);
  self->layer = g_strdup (layer);
  self->edits = g_ptr_array_new_with_free_func (free_edit);
  return self;
}

SchEditGroup *
sch_edit_group_ref (SchEditGroup *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sch_edit_group_unref (SchEditGroup *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->name);
  g_free (self->layer);
  g_ptr_array_unref (self->edits);
  g_free (self);
}

/**
 * sch_edit_group_add:
 * @layer: (nullable): for records of a layer
 * @path: (nullable): for records of a layer document
 * @before: (nullable): the record as it is now
 * @after: (nullable): the record as it shall be
 *
 * Adds one change. The records must not be changed any more.
 */
void
sch_edit_group_add (SchEditGroup *self, SchRecordType type, const char *layer, const char *path,
                    gpointer before, gpointer after)
{
  SchEdit *edit;

  g_return_if_fail (before != NULL || after != NULL);

  edit = g_new0 (SchEdit, 1);
  edit->type = type;
  edit->layer = g_strdup (layer);
  edit->path = g_strdup (path);
  edit->before = sch_record_ref (before);
  edit->after = sch_record_ref (after);
  g_ptr_array_add (self->edits, edit);
}

gboolean
sch_edit_group_is_empty (SchEditGroup *self)
{
  return self->edits->len == 0;
}

/**
 * sch_edit_group_invert:
 * @op: what the new group is: %SCH_OP_UNDO or %SCH_OP_REDO
 *
 * Returns: (transfer full): the group that takes this one back, its edits in reverse order
 */
SchEditGroup *
sch_edit_group_invert (SchEditGroup *self, SchOp op)
{
  SchEditGroup *inverse = sch_edit_group_new (self->name, self->layer);

  inverse->op = op;
  for (guint i = self->edits->len; i-- > 0;)
    {
      SchEdit *edit = g_ptr_array_index (self->edits, i);

      sch_edit_group_add (inverse, edit->type, edit->layer, edit->path, edit->after, edit->before);
    }
  return inverse;
}

const char *
sch_edit_get_id (const SchEdit *edit)
{
  const SchRecord *record = edit->after != NULL ? edit->after : edit->before;

  return record->id;
}

static gboolean
needs_layer (SchRecordType type)
{
  return type != SCH_RECORD_SCHEME && type != SCH_RECORD_METADATA && type != SCH_RECORD_CORPUS;
}

gboolean
sch_edit_has_target (const SchEdit *edit, GError **error)
{
  if ((edit->layer != NULL) == needs_layer (edit->type) &&
      (edit->path != NULL) == sch_record_type_is_in_layer_document (edit->type))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
               _ ("An edit of a %s needs another layer or document path than “%s”, “%s”"),
               sch_record_type_to_string (edit->type), edit->layer != NULL ? edit->layer : "",
               edit->path != NULL ? edit->path : "");
  return FALSE;
}

/* The ids of a bulk edit stand once. */
static void
write_after (SchEdit *edit, SchJsonWriter *writer)
{
  const SchBulk *before = edit->before;
  const SchBulk *after = edit->after;
  g_autoptr (SchBulk) value = NULL;

  if (edit->type != SCH_RECORD_BULK || before == NULL || before->ids != after->ids)
    {
      sch_record_write (edit->after, writer, NULL);
      return;
    }
  value = sch_bulk_new (after->of_relations, after->attribute, after->value, NULL);
  sch_record_write (value, writer, NULL);
}

static void
write_edit (SchEdit *edit, SchJsonWriter *writer)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "type", sch_record_type_to_string (edit->type));
  sch_json_writer_member_string (writer, "layer", edit->layer);
  sch_json_writer_member_string (writer, "path", edit->path);
  if (edit->before != NULL)
    {
      sch_json_writer_member (writer, "before");
      sch_record_write (edit->before, writer, NULL);
    }
  if (edit->after != NULL)
    {
      sch_json_writer_member (writer, "after");
      write_after (edit, writer);
    }
  sch_json_writer_end_object (writer);
}

/**
 * sch_edit_group_write:
 *
 * Writes the group as an object whose first member is "seq".
 */
void
sch_edit_group_write (SchEditGroup *self, SchJsonWriter *writer)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member (writer, "seq");
  sch_json_writer_int (writer, self->seq);
  sch_json_writer_member_string (writer, "op", op_names[self->op]);
  sch_json_writer_member_string (writer, "name", self->name);
  sch_json_writer_member_string (writer, "layer", self->layer);
  sch_json_writer_member (writer, "when");
  sch_json_writer_int (writer, self->when);
  sch_json_writer_member (writer, "edits");
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < self->edits->len; i++)
    write_edit (g_ptr_array_index (self->edits, i), writer);
  sch_json_writer_end_array (writer);
  sch_json_writer_end_object (writer);
}

/* What a name from outside could do harm with: a path out of the corpus, two records in one edit. */
static void
check_edit (SchEdit *edit, SchJsonPull *pull)
{
  const SchRecord *before = edit->before;
  const SchRecord *after = edit->after;
  g_autoptr (GError) error = NULL;

  if (!sch_edit_has_target (edit, &error) ||
      (edit->path != NULL && !sch_path_is_valid (edit->path, &error)))
    sch_json_pull_fail (pull, "%s", error->message);
  else if (edit->layer != NULL && !sch_layer_name_is_valid (edit->layer))
    sch_json_pull_fail (pull, _ ("“%s” cannot be a layer's name"), edit->layer);
  else if (before != NULL && after != NULL && strcmp (before->id, after->id) != 0)
    sch_json_pull_fail (pull, _ ("an edit must not change an id"));
}

/* Both sides of a bulk edit, of the same field, with the ids of the first. */
static void
complete_bulk (SchEdit *edit, SchJsonPull *pull)
{
  SchBulk *before = edit->before;
  SchBulk *after = edit->after;

  if (before == NULL || after == NULL || before->ids == NULL ||
      before->of_relations != after->of_relations ||
      g_strcmp0 (before->attribute, after->attribute) != 0)
    {
      sch_json_pull_fail (pull, _ ("a bulk edit without ids, or of two fields"));
      return;
    }
  g_clear_pointer (&after->ids, g_ref_string_release);
  after->ids = g_ref_string_acquire (before->ids);
}

/* "type" stands first in what we write, so that the records can be read as they come. */
static void
read_edit (SchEditGroup *self, SchJsonPull *pull)
{
  SchEdit *edit = g_new0 (SchEdit, 1);
  gboolean has_type = FALSE;
  const char *name;
  const char *string;

  g_ptr_array_add (self->edits, edit);
  if (!sch_json_pull_begin_object (pull))
    return;
  while (sch_json_pull_next_member (pull, &name))
    {
      if (strcmp (name, "type") == 0)
        has_type = sch_json_pull_peek_string (pull, &string, NULL) &&
                   sch_record_type_from_string (string, &edit->type);
      else if (strcmp (name, "layer") == 0)
        sch_json_pull_read_string (pull, &edit->layer);
      else if (strcmp (name, "path") == 0)
        sch_json_pull_read_string (pull, &edit->path);
      else if (strcmp (name, "before") == 0 && has_type)
        edit->before = sch_record_read (edit->type, pull);
      else if (strcmp (name, "after") == 0 && has_type)
        edit->after = sch_record_read (edit->type, pull);
      else
        sch_json_pull_skip (pull);
    }
  if (!has_type || (edit->before == NULL && edit->after == NULL))
    sch_json_pull_fail (pull, _ ("an edit without a known type or without records"));
  if (!sch_json_pull_failed (pull) && edit->type == SCH_RECORD_BULK)
    complete_bulk (edit, pull);
  if (!sch_json_pull_failed (pull))
    check_edit (edit, pull);
}

/**
 * sch_edit_group_parse:
 * @file_name: for messages
 *
 * Returns: (transfer full): the group that sch_edit_group_write() wrote, or NULL with
 *   %SCH_ERROR_FORMAT
 */
SchEditGroup *
sch_edit_group_parse (const char *json, gsize byte_len, const char *file_name, GError **error)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, byte_len, file_name);
  g_autoptr (SchEditGroup) self = sch_edit_group_new (NULL, NULL);
  const char *name;
  const char *string;
  gint64 number = 0;

  sch_json_pull_begin_object (pull);
  while (sch_json_pull_next_member (pull, &name))
    {
      if (strcmp (name, "seq") == 0)
        {
          if (sch_json_pull_read_int64 (pull, &number))
            self->seq = number;
        }
      else if (strcmp (name, "op") == 0)
        {
          if (sch_json_pull_peek_string (pull, &string, NULL))
            for (guint i = 0; i < G_N_ELEMENTS (op_names); i++)
              if (strcmp (op_names[i], string) == 0)
                self->op = i;
        }
      else if (strcmp (name, "name") == 0)
        sch_json_pull_read_string (pull, &self->name);
      else if (strcmp (name, "layer") == 0)
        sch_json_pull_read_string (pull, &self->layer);
      else if (strcmp (name, "when") == 0)
        sch_json_pull_read_int64 (pull, &self->when);
      else if (strcmp (name, "edits") == 0)
        {
          if (sch_json_pull_begin_array (pull))
            while (sch_json_pull_next_element (pull))
              read_edit (self, pull);
        }
      else
        sch_json_pull_skip (pull);
    }
  if (!sch_json_pull_finish (pull, error))
    return NULL;
  return g_steal_pointer (&self);
}
