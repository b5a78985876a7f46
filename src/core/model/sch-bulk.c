/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of many records: what it changes, and its JSON. */

#include "config.h"

#include "sch-bulk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-store.h"

static gboolean
has_value (const SchBulk *self, const SchRecord *record)
{
  const char *value;

  if (record->type != (self->of_relations ? SCH_RECORD_RELATION : SCH_RECORD_SPAN))
    return FALSE;
  if (self->attribute != NULL)
    value = sch_attributes_get_json (record->attributes, self->attribute);
  else if (self->of_relations)
    value = ((const SchRelation *) record)->type;
  else
    value = ((const SchSpan *) record)->label;
  return g_strcmp0 (value, self->value) == 0;
}

/**
 * sch_bulk_change:
 * @record: (nullable)
 *
 * Returns: (transfer full) (nullable): a copy of the record with the value of @after
 */
gpointer
sch_bulk_change (const SchBulk *before, const SchBulk *after, gpointer record)
{
  gpointer copy;

  if (record == NULL || !has_value (before, record))
    return NULL;
  copy = sch_record_copy (record);
  if (after->attribute != NULL)
    {
      g_autoptr (SchAttributes)
          attributes = sch_attributes_with_json (((SchRecord *) record)->attributes,
                                                 after->attribute, after->value);

      sch_record_set_attributes (copy, attributes);
    }
  else if (after->of_relations)
    ((SchRelation *) copy)->type = g_intern_string (after->value);
  else
    sch_span_set_label (copy, after->value);
  return copy;
}

void
sch_bulk_write (SchBulk *self, SchJsonWriter *writer)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "of", self->of_relations ? "relations" : "spans");
  sch_json_writer_member_string (writer, "attribute", self->attribute);
  if (self->attribute == NULL)
    sch_json_writer_member_string (writer, "value", self->value);
  else if (self->value != NULL)
    {
      sch_json_writer_member (writer, "value");
      sch_json_writer_raw (writer, self->value, strlen (self->value));
    }
  if (self->ids != NULL)
    sch_json_writer_member_string (writer, "ids", self->ids);
  sch_json_writer_end_object (writer);
}

static void
read_value (SchJsonPull *pull, char **value)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  const char *start;
  gsize byte_len;

  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return;
  sch_json_writer_raw (writer, start, byte_len);
  g_free (*value);
  *value = g_strdup (sch_json_writer_peek (writer, NULL));
}

/* An id, which has nothing to be escaped. */
static gboolean
unquote (char **value)
{
  gsize byte_len = *value != NULL ? strlen (*value) : 0;
  char *id;

  if (byte_len < 3 || (*value)[0] != '"' || (*value)[byte_len - 1] != '"')
    return FALSE;
  id = g_strndup (*value + 1, byte_len - 2);
  g_free (*value);
  *value = id;
  return sch_id_is_valid (id);
}

/**
 * sch_bulk_read:
 *
 * Returns: (transfer full): what sch_bulk_write() wrote; @pull fails where it is none
 */
SchBulk *
sch_bulk_read (SchJsonPull *pull)
{
  SchBulk *self = sch_bulk_new (FALSE, NULL, NULL, NULL);
  const char *name;
  const char *string;

  if (!sch_json_pull_begin_object (pull))
    return self;
  while (sch_json_pull_next_member (pull, &name))
    {
      if (strcmp (name, "of") == 0)
        {
          if (sch_json_pull_peek_string (pull, &string, NULL))
            self->of_relations = strcmp (string, "relations") == 0;
        }
      else if (strcmp (name, "attribute") == 0)
        sch_json_pull_read_string (pull, &self->attribute);
      else if (strcmp (name, "value") == 0)
        read_value (pull, &self->value);
      else if (strcmp (name, "ids") == 0)
        {
          if (sch_json_pull_peek_string (pull, &string, NULL))
            {
              g_clear_pointer (&self->ids, g_ref_string_release);
              self->ids = g_ref_string_new (string);
            }
        }
      else
        sch_json_pull_skip (pull);
    }
  if (!sch_json_pull_failed (pull) && self->attribute == NULL && !unquote (&self->value))
    sch_json_pull_fail (pull, _ ("a label or type that is no id"));
  return self;
}
