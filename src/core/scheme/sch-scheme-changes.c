/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of annotations when a scheme is changed: rules from record to record. A record that no
 * rule is about is given back itself, so that who compares pointers knows what was changed. */

#include "config.h"

#include "sch-scheme-changes-private.h"

#include <string.h>

#include "sch-canonical.h"
#include "sch-json-tree.h"
#include "sch-tree-private.h"

typedef enum
{
  CHANGE_REPLACE,
  CHANGE_REMOVE,
  CHANGE_CONVERT,
} ChangeKind;

typedef struct
{
  ChangeKind kind;
  SchSchemePlace *place;
  char *into;            /* REPLACE */
  SchAttributeType type; /* CONVERT */
  GHashTable *values;    /* CONVERT (nullable): canonical JSON -> canonical JSON or NULL */
} Change;

struct _SchSchemeChanges
{
  gatomicrefcount refs;
  GPtrArray *changes; /* of Change */
};

static void
free_change (gpointer data)
{
  Change *change = data;

  sch_scheme_place_free (change->place);
  g_free (change->into);
  g_clear_pointer (&change->values, g_hash_table_unref);
  g_free (change);
}

SchSchemeChanges *
sch_scheme_changes_new (void)
{
  SchSchemeChanges *self = g_new0 (SchSchemeChanges, 1);

  g_atomic_ref_count_init (&self->refs);
  self->changes = g_ptr_array_new_with_free_func (free_change);
  return self;
}

SchSchemeChanges *
sch_scheme_changes_ref (SchSchemeChanges *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sch_scheme_changes_unref (SchSchemeChanges *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->changes);
  g_free (self);
}

gboolean
sch_scheme_changes_is_empty (SchSchemeChanges *self)
{
  return self->changes->len == 0;
}

static Change *
add_change (SchSchemeChanges *self, ChangeKind kind, const SchSchemePlace *place)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->place = sch_scheme_place_copy (place);
  g_ptr_array_add (self->changes, change);
  return change;
}

void
sch_scheme_changes_replace (SchSchemeChanges *self, const SchSchemePlace *place, const char *into)
{
  add_change (self, CHANGE_REPLACE, place)->into = g_strdup (into);
}

void
sch_scheme_changes_remove (SchSchemeChanges *self, const SchSchemePlace *place)
{
  add_change (self, CHANGE_REMOVE, place);
}

/**
 * sch_scheme_changes_convert:
 * @place: an attribute
 * @values: (nullable) (element-type utf8 utf8): copied
 */
void
sch_scheme_changes_convert (SchSchemeChanges *self, const SchSchemePlace *place,
                            SchAttributeType type, GHashTable *values)
{
  Change *change = add_change (self, CHANGE_CONVERT, place);
  GHashTableIter iter;
  gpointer from;
  gpointer to;

  change->type = type;
  if (values == NULL)
    return;
  change->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &from, &to))
    g_hash_table_insert (change->values, g_strdup (from), g_strdup (to));
}

/* An id that something else has again is no old one. */
static void
add_replaced_values (SchSchemeChanges *self, SchSchemePart part, const char *owner,
                     GPtrArray *attributes)
{
  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (attributes, i);

      for (guint k = 0; k < attribute->values->len; k++)
        {
          const SchAttributeValue *value = g_ptr_array_index (attribute->values, k);

          for (guint r = 0; value->replaces != NULL && value->replaces[r] != NULL; r++)
            {
              const SchSchemePlace place = { part, owner, attribute->id, value->replaces[r] };

              if (sch_attribute_get_value (attribute, value->replaces[r]) == value)
                sch_scheme_changes_replace (self, &place, value->id);
            }
        }
    }
}

static void
add_replaced_labels (SchSchemeChanges *self, const SchLabel *label)
{
  for (guint i = 0; label->replaces != NULL && label->replaces[i] != NULL; i++)
    {
      const SchSchemePlace place = { SCH_PART_LABEL, NULL, label->replaces[i], NULL };

      sch_scheme_changes_replace (self, &place, label->id);
    }
}

static void
add_replaced_types (SchSchemeChanges *self, SchScheme *scheme, const SchRelationType *type)
{
  for (guint i = 0; type->replaces != NULL && type->replaces[i] != NULL; i++)
    {
      const SchSchemePlace place = { SCH_PART_RELATION, NULL, type->replaces[i], NULL };

      if (sch_scheme_get_relation_type (scheme, type->replaces[i]) == type)
        sch_scheme_changes_replace (self, &place, type->id);
    }
}

/**
 * sch_scheme_changes_new_for_replaced:
 *
 * Returns: (transfer full): what brings annotations of older revisions to this one; labels first, so
 *   that the values of a merged label's attributes follow too
 */
SchSchemeChanges *
sch_scheme_changes_new_for_replaced (SchScheme *scheme)
{
  SchSchemeChanges *self = sch_scheme_changes_new ();

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    add_replaced_labels (self, sch_scheme_get_label_at (scheme, i));
  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);

      add_replaced_types (self, scheme, type);
      add_replaced_values (self, SCH_PART_RELATION_ATTRIBUTE, type->id, type->attributes);
    }
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      add_replaced_values (self, SCH_PART_LABEL_ATTRIBUTE, label->id, label->attributes);
    }
  add_replaced_values (self, SCH_PART_DOCUMENT_ATTRIBUTE, NULL,
                       sch_scheme_get_document_attributes (scheme));
  for (guint kind = 0; kind < SCH_N_KINDS; kind++)
    add_replaced_values (self, SCH_PART_CLUSTER_ATTRIBUTE, sch_kind_to_string (kind),
                         sch_scheme_get_cluster_attributes (scheme, sch_kind_to_string (kind)));
  return self;
}

gboolean
sch_scheme_changes_touch_part (SchSchemeChanges *self, SchSchemePart part)
{
  for (guint i = 0; i < self->changes->len; i++)
    if (((const Change *) g_ptr_array_index (self->changes, i))->place->part == part)
      return TRUE;
  return FALSE;
}

gboolean
sch_scheme_changes_touch_clusters (SchSchemeChanges *self)
{
  return sch_scheme_changes_touch_part (self, SCH_PART_CLUSTER_ATTRIBUTE) ||
         sch_scheme_changes_touch_part (self, SCH_PART_LABEL);
}

gboolean
sch_scheme_changes_remove_spans (SchSchemeChanges *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (self->changes, i);

      if (change->kind == CHANGE_REMOVE && change->place->part == SCH_PART_LABEL)
        return TRUE;
    }
  return FALSE;
}

/* --- Values --- */

static char *
quote (const char *string)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_string (writer, string);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}

/* A list without @value, or with @into instead; NULL where nothing is left. */
static char *
replace_in_list (const char *json, const char *value, const char *into)
{
  g_autoptr (SchAttributes) attributes = sch_attributes_with_json (NULL, "v", json);
  g_auto (GStrv) values = sch_attributes_dup_strv (attributes, "v");
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (SchAttributes) changed = NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      const char *name = strcmp (values[i], value) == 0 ? into : values[i];

      if (name != NULL && !g_ptr_array_find_with_equal_func (kept, name, g_str_equal, NULL))
        g_ptr_array_add (kept, (char *) name);
    }
  if (kept->len == 0)
    return NULL;
  g_ptr_array_add (kept, NULL);
  changed = sch_attributes_with_strv (NULL, "v", (const char *const *) kept->pdata);
  return g_strdup (sch_attributes_get_json (changed, "v"));
}

static gboolean
list_has (const char *json, const char *value)
{
  g_autoptr (SchAttributes) attributes = sch_attributes_with_json (NULL, "v", json);

  return sch_attributes_has_value (attributes, "v", value);
}

/* (transfer full) (nullable): the value after the change */
static char *
map_value (const Change *change, const char *json)
{
  g_autofree char *quoted = NULL;
  char *converted;

  if (change->kind == CHANGE_CONVERT)
    {
      gpointer named;

      if (change->values != NULL &&
          g_hash_table_lookup_extended (change->values, json, NULL, &named))
        return g_strdup (named);
      converted = sch_scheme_convert_value (json, change->type);
      return converted != NULL ? converted : g_strdup (json);
    }
  if (change->place->value == NULL)
    return NULL;
  if (*json == '[')
    return list_has (json, change->place->value)
               ? replace_in_list (json, change->place->value, change->into)
               : g_strdup (json);
  quoted = quote (change->place->value);
  if (strcmp (json, quoted) != 0)
    return g_strdup (json);
  return change->into != NULL ? quote (change->into) : NULL;
}

/* @record: (transfer full) */
static gpointer
map_attribute (const Change *change, gpointer record)
{
  SchAttributes *attributes = ((SchRecord *) record)->attributes;
  const char *json = sch_attributes_get_json (attributes, change->place->id);
  g_autofree char *mapped = json != NULL ? map_value (change, json) : NULL;
  g_autoptr (SchAttributes) changed = NULL;
  gpointer copy;

  if (json == NULL || g_strcmp0 (json, mapped) == 0)
    return record;
  changed = sch_attributes_with_json (attributes, change->place->id, mapped);
  copy = sch_record_copy (record);
  sch_record_set_attributes (copy, changed);
  sch_record_unref (record);
  return copy;
}

/* --- Records --- */

/* Whether attributes of the place's list belong to the record. */
static gboolean
owns (const SchSchemePlace *place, const SchRecord *record)
{
  switch (place->part)
    {
    case SCH_PART_LABEL_ATTRIBUTE:
      return record->type == SCH_RECORD_SPAN &&
             g_strcmp0 (((const SchSpan *) record)->label, place->owner) == 0;
    case SCH_PART_RELATION_ATTRIBUTE:
      return record->type == SCH_RECORD_RELATION &&
             g_strcmp0 (((const SchRelation *) record)->type, place->owner) == 0;
    case SCH_PART_DOCUMENT_ATTRIBUTE:
      return record->type == SCH_RECORD_STATE;
    case SCH_PART_CLUSTER_ATTRIBUTE:
      return record->type == SCH_RECORD_CLUSTER &&
             g_strcmp0 (((const SchCluster *) record)->kind, place->owner) == 0;
    case SCH_PART_LABEL:
    case SCH_PART_RELATION:
    case SCH_PART_RULE:
    default:
      return FALSE;
    }
}

gboolean
sch_scheme_place_concerns (const SchSchemePlace *place, gpointer data, const char **json)
{
  const SchRecord *record = data;
  const char *value;
  g_autofree char *quoted = NULL;

  if (json != NULL)
    *json = NULL;
  if (place->part == SCH_PART_LABEL)
    return record->type == SCH_RECORD_SPAN &&
           g_strcmp0 (((const SchSpan *) record)->label, place->id) == 0;
  if (place->part == SCH_PART_RELATION)
    return record->type == SCH_RECORD_RELATION &&
           g_strcmp0 (((const SchRelation *) record)->type, place->id) == 0;
  value = owns (place, record) ? sch_attributes_get_json (record->attributes, place->id) : NULL;
  if (value == NULL)
    return FALSE;
  if (json != NULL)
    *json = value;
  if (place->value == NULL)
    return TRUE;
  quoted = quote (place->value);
  return *value == '[' ? list_has (value, place->value) : strcmp (value, quoted) == 0;
}

/* Lost spans are kept as they were; one that is found again has the label as it is now. */
static gpointer
map_orphan (const Change *change, SchTree *orphan)
{
  g_autoptr (SchJsonWriter) writer = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *span;
  gsize byte_len;
  const char *json;
  gpointer copy;

  if (change->kind != CHANGE_REPLACE || !JSON_NODE_HOLDS_OBJECT (orphan->node))
    return orphan;
  writer = sch_json_writer_new ();
  sch_canonical_write_value (orphan->node, writer);
  json = sch_json_writer_peek (writer, &byte_len);
  node = sch_json_tree_parse (json, byte_len, "", NULL);
  span = json_node_get_object (node);
  if (json_object_has_member (span, "span") &&
      JSON_NODE_HOLDS_OBJECT (json_object_get_member (span, "span")))
    span = json_object_get_object_member (span, "span");
  if (g_strcmp0 (json_object_get_string_member_with_default (span, "label", ""),
                 change->place->id) != 0)
    return orphan;
  json_object_set_string_member (span, "label", change->into);
  copy = sch_tree_new (SCH_RECORD_ORPHAN, orphan->record.id, node);
  sch_record_unref (orphan);
  return copy;
}

static gpointer
map_label (const Change *change, gpointer record)
{
  SchRecordType type = ((SchRecord *) record)->type;
  gpointer copy;

  if (type == SCH_RECORD_ORPHAN)
    return map_orphan (change, record);
  if (type == SCH_RECORD_CLUSTER && change->kind == CHANGE_REPLACE &&
      g_strcmp0 (((SchCluster *) record)->label, change->place->id) == 0)
    {
      copy = sch_record_copy (record);
      g_free (((SchCluster *) copy)->label);
      ((SchCluster *) copy)->label = g_strdup (change->into);
      sch_record_unref (record);
      return copy;
    }
  if (!sch_scheme_place_concerns (change->place, record, NULL))
    return record;
  copy = change->kind == CHANGE_REPLACE ? sch_record_copy (record) : NULL;
  if (copy != NULL)
    sch_span_set_label (copy, change->into);
  sch_record_unref (record);
  return copy;
}

static gpointer
map_relation (const Change *change, gpointer record)
{
  gpointer copy;

  if (!sch_scheme_place_concerns (change->place, record, NULL))
    return record;
  copy = change->kind == CHANGE_REPLACE ? sch_record_copy (record) : NULL;
  if (copy != NULL)
    ((SchRelation *) copy)->type = g_intern_string (change->into);
  sch_record_unref (record);
  return copy;
}

gpointer
sch_scheme_changes_map (SchSchemeChanges *self, gpointer record)
{
  gpointer mapped = sch_record_ref (record);

  for (guint i = 0; mapped != NULL && i < self->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (self->changes, i);

      if (change->place->part == SCH_PART_LABEL)
        mapped = map_label (change, mapped);
      else if (change->place->part == SCH_PART_RELATION)
        mapped = map_relation (change, mapped);
      else if (owns (change->place, mapped))
        mapped = map_attribute (change, mapped);
    }
  return mapped;
}
