/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scheme: what may be annotated, as read-only structs with lookups by hash. It never changes
 * after it was read, so that any thread may look into it; an edited scheme is a new one. */

#include "sch-scheme.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "sch-native-files.h"
#include "sch-scheme-private.h"

void
sch_attribute_value_free (gpointer data)
{
  SchAttributeValue *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->key);
  g_free (self->color);
  g_free (self->description);
  g_strfreev (self->replaces);
  g_free (self);
}

void
sch_attribute_free (gpointer data)
{
  SchAttribute *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->default_json);
  g_free (self->derive);
  g_clear_pointer (&self->when, g_hash_table_unref);
  g_free (self);
}

void
sch_label_free (gpointer data)
{
  SchLabel *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->color);
  g_free (self->key);
  g_free (self->role);
  g_free (self->description);
  g_free (self->parent);
  g_strfreev (self->examples);
  g_strfreev (self->counterexamples);
  g_strfreev (self->replaces);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  g_free (self);
}

void
sch_relation_type_free (gpointer data)
{
  SchRelationType *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->color);
  g_free (self->description);
  g_strfreev (self->from);
  g_strfreev (self->to);
  g_strfreev (self->replaces);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  g_free (self);
}

static void
free_snap_rules (gpointer rules)
{
  sch_snap_rules_free (rules);
}

/**
 * sch_scheme_new:
 * @tree: of type SCHEME
 * @file_name: named in messages
 *
 * Checks the tree strictly; a message names the file and the label, attribute, type or rule.
 *
 * Returns: (transfer full) (nullable): the scheme, or NULL with SCH_ERROR_FORMAT
 */
SchScheme *
sch_scheme_new (SchTree *tree, const char *file_name, GError **error)
{
  g_autoptr (SchScheme) self = g_new0 (SchScheme, 1);

  g_atomic_ref_count_init (&self->refs);
  self->tree = sch_record_ref (tree);
  self->labels = g_ptr_array_new_with_free_func (sch_label_free);
  self->relation_types = g_ptr_array_new_with_free_func (sch_relation_type_free);
  self->rules = g_ptr_array_new_with_free_func (sch_rule_free);
  self->document_attributes = g_ptr_array_new_with_free_func (sch_attribute_free);
  self->cluster_attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                    (GDestroyNotify) g_ptr_array_unref);
  self->labels_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->labels_by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->types_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->snap = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_snap_rules);
  if (!sch_scheme_read (self, file_name, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sch_scheme_new_from_json:
 * @json: content of a scheme.json
 *
 * Returns: (transfer full) (nullable): the scheme, or NULL with SCH_ERROR_FORMAT or
 *   SCH_ERROR_VERSION
 */
SchScheme *
sch_scheme_new_from_json (const char *json, gsize byte_len, const char *file_name, GError **error)
{
  g_autoptr (SchTree)
      tree = sch_native_read_tree (SCH_RECORD_SCHEME, "", json, byte_len, file_name, error);

  return tree ? sch_scheme_new (tree, file_name, error) : NULL;
}

SchScheme *
sch_scheme_ref (SchScheme *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sch_scheme_unref (SchScheme *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->labels_by_id);
  g_hash_table_unref (self->labels_by_key);
  g_hash_table_unref (self->types_by_id);
  g_hash_table_unref (self->snap);
  g_hash_table_unref (self->cluster_attributes);
  g_ptr_array_unref (self->document_attributes);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->relation_types);
  g_ptr_array_unref (self->labels);
  g_free (self->name);
  sch_record_unref (self->tree);
  g_free (self);
}

/**
 * sch_scheme_get_tree:
 *
 * Returns: what the scheme was made from, with all that this version does not know
 */
SchTree *
sch_scheme_get_tree (SchScheme *self)
{
  return self->tree;
}

const char *
sch_scheme_get_name (SchScheme *self)
{
  return self->name;
}

const char *
sch_scheme_get_description (SchScheme *self)
{
  return sch_tree_get_string (self->tree, "description");
}

guint
sch_scheme_get_revision (SchScheme *self)
{
  return self->revision;
}

guint
sch_scheme_get_n_labels (SchScheme *self)
{
  return self->labels->len;
}

/**
 * sch_scheme_get_label_at:
 * @index: in the order of the file, retired labels included
 */
const SchLabel *
sch_scheme_get_label_at (SchScheme *self, guint index)
{
  g_return_val_if_fail (index < self->labels->len, NULL);
  return self->labels->pdata[index];
}

/**
 * sch_scheme_get_label:
 * @id: (nullable): a label's id, or one that a label replaces
 *
 * Returns: (nullable): the label; O(1)
 */
const SchLabel *
sch_scheme_get_label (SchScheme *self, const char *id)
{
  return id ? g_hash_table_lookup (self->labels_by_id, id) : NULL;
}

/**
 * sch_scheme_get_kind:
 *
 * Returns: the label's kind; SCH_KIND_OTHER for a label that is not in the scheme
 */
SchKind
sch_scheme_get_kind (SchScheme *self, const char *label_id)
{
  const SchLabel *label = sch_scheme_get_label (self, label_id);

  return label ? label->kind : SCH_KIND_OTHER;
}

/**
 * sch_scheme_get_label_by_key:
 * @key: one character; upper and lower case are the same key
 *
 * Returns: (nullable): the label, not a retired one
 */
const SchLabel *
sch_scheme_get_label_by_key (SchScheme *self, const char *key)
{
  g_autofree char *folded = g_utf8_casefold (key, -1);

  return g_hash_table_lookup (self->labels_by_key, folded);
}

static const SchAttribute *
find_attribute (GPtrArray *attributes, const char *id)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      const SchAttribute *attribute = attributes->pdata[i];

      if (g_str_equal (attribute->id, id))
        return attribute;
    }
  return NULL;
}

/**
 * sch_label_get_attribute:
 *
 * Returns: (nullable): the attribute of the label with this id
 */
const SchAttribute *
sch_label_get_attribute (const SchLabel *label, const char *id)
{
  return find_attribute (label->attributes, id);
}

/**
 * sch_attribute_get_value:
 * @id: a choice's id, or one that a choice replaces
 *
 * Returns: (nullable): the choice
 */
const SchAttributeValue *
sch_attribute_get_value (const SchAttribute *self, const char *id)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const SchAttributeValue *value = self->values->pdata[i];

      if (g_str_equal (value->id, id))
        return value;
    }
  for (guint i = 0; i < self->values->len; i++)
    {
      const SchAttributeValue *value = self->values->pdata[i];

      if (value->replaces && g_strv_contains ((const char *const *) value->replaces, id))
        return value;
    }
  return NULL;
}

static gboolean
read_digits (const char **p, guint n_digits, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n_digits; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *number = *number * 10 + (**p - '0');
    }
  return TRUE;
}

/* ISO 8601: a year, a month or a day; after a day a time may follow. */
static gboolean
is_date (const char *string)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *padded = NULL;
  const char *p = string;
  guint year, month, day;

  if (!read_digits (&p, 4, &year) || year == 0)
    return FALSE;
  if (!*p)
    return TRUE;
  if (*p++ != '-' || !read_digits (&p, 2, &month) || month < 1 || month > 12)
    return FALSE;
  if (!*p)
    return TRUE;
  if (*p++ != '-' || !read_digits (&p, 2, &day) || !g_date_valid_dmy (day, month, year))
    return FALSE;
  if (!*p)
    return TRUE;
  /* GDateTime wants seconds. */
  if (*p == 'T' && strlen (p) == strlen ("Thh:mm"))
    padded = g_strconcat (string, ":00", NULL);
  time = g_date_time_new_from_iso8601 (padded ? padded : string, NULL);
  if (!time)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

      time = g_date_time_new_from_iso8601 (padded ? padded : string, utc);
    }
  return time != NULL;
}

static char *
complain_about_choice (const SchAttribute *self, const char *value)
{
  if (sch_attribute_get_value (self, value))
    return NULL;
  return g_strdup_printf (_ ("“%s” is not one of the values of “%s”"), value, self->name);
}

static char *
complain_about_choices (const SchAttribute *self, SchAttributes *values)
{
  const char *json = sch_attributes_get_json (values, self->id);
  g_auto (GStrv) chosen = *json == '[' ? sch_attributes_dup_strv (values, self->id) : NULL;

  if (!chosen)
    return g_strdup_printf (_ ("“%s” must be a list of its values"), self->name);
  for (guint i = 0; chosen[i]; i++)
    {
      char *complaint = complain_about_choice (self, chosen[i]);

      if (complaint)
        return complaint;
    }
  return NULL;
}

static char *
complain_about_string (const SchAttribute *self, SchAttributes *values)
{
  g_autofree char *value = sch_attributes_dup_string (values, self->id);

  if (!value)
    return g_strdup_printf (_ ("“%s” must be a text"), self->name);
  if (self->type == SCH_ATTRIBUTE_CHOICE)
    return complain_about_choice (self, value);
  if (self->type == SCH_ATTRIBUTE_DATE && !is_date (value))
    return g_strdup_printf (_ ("“%s”: “%s” is not a date such as 2026-03-31, 2026-03 or 2026"),
                            self->name, value);
  if (self->type == SCH_ATTRIBUTE_URL && !g_uri_is_valid (value, G_URI_FLAGS_PARSE_RELAXED, NULL))
    return g_strdup_printf (_ ("“%s”: “%s” is not an address such as https://example.org/page"),
                            self->name, value);
  return NULL;
}

/**
 * sch_attribute_dup_complaint:
 * @values: (nullable): the attributes of a record
 *
 * Returns: (transfer full) (nullable): what is wrong with the value of this attribute, for people;
 *   NULL if nothing is wrong or there is no value
 */
char *
sch_attribute_dup_complaint (const SchAttribute *self, SchAttributes *values)
{
  double number;
  gboolean boolean;

  if (!sch_attributes_get_json (values, self->id))
    return NULL;
  switch (self->type)
    {
    case SCH_ATTRIBUTE_CHOICES:
      return complain_about_choices (self, values);
    case SCH_ATTRIBUTE_NUMBER:
      if (!sch_attributes_get_number (values, self->id, &number))
        return g_strdup_printf (_ ("“%s” must be a number"), self->name);
      return NULL;
    case SCH_ATTRIBUTE_BOOLEAN:
      if (!sch_attributes_get_boolean (values, self->id, &boolean))
        return g_strdup_printf (_ ("“%s” must be true or false"), self->name);
      return NULL;
    case SCH_ATTRIBUTE_CHOICE:
    case SCH_ATTRIBUTE_TEXT:
    case SCH_ATTRIBUTE_DATE:
    case SCH_ATTRIBUTE_URL:
    default:
      return complain_about_string (self, values);
    }
}

guint
sch_scheme_get_n_relation_types (SchScheme *self)
{
  return self->relation_types->len;
}

/**
 * sch_scheme_get_relation_type_at:
 * @index: in the order of the file, retired types included
 */
const SchRelationType *
sch_scheme_get_relation_type_at (SchScheme *self, guint index)
{
  g_return_val_if_fail (index < self->relation_types->len, NULL);
  return self->relation_types->pdata[index];
}

/**
 * sch_scheme_get_relation_type:
 *
 * Returns: (nullable): the type with this id; O(1)
 */
const SchRelationType *
sch_scheme_get_relation_type (SchScheme *self, const char *id)
{
  return id ? g_hash_table_lookup (self->types_by_id, id) : NULL;
}

/**
 * sch_scheme_label_matches:
 * @name: a kind, or a label's id (also one that the label replaces)
 *
 * Returns: whether the name means the label
 */
gboolean
sch_scheme_label_matches (SchScheme *self, const char *name, const SchLabel *label)
{
  return g_str_equal (name, sch_kind_to_string (label->kind)) ||
         sch_scheme_get_label (self, name) == label;
}

static gboolean
end_allows (char **names, SchScheme *scheme, const SchLabel *label)
{
  if (!names[0])
    return TRUE;
  for (guint i = 0; label && names[i]; i++)
    if (sch_scheme_label_matches (scheme, names[i], label))
      return TRUE;
  return FALSE;
}

gboolean
sch_relation_type_is (const SchRelationType *self, const char *id)
{
  return strcmp (self->id, id) == 0 ||
         (self->replaces != NULL && g_strv_contains ((const char *const *) self->replaces, id));
}

/**
 * sch_relation_type_allows:
 * @scheme: that the type belongs to
 * @from_label, @to_label: ids of the labels of both ends
 *
 * Returns: whether the type may go from one to the other; an end for which the type names nothing
 *   may be anything, and a symmetric type may go either way
 */
gboolean
sch_relation_type_allows (const SchRelationType *type, SchScheme *scheme, const char *from_label,
                          const char *to_label)
{
  const SchLabel *from = sch_scheme_get_label (scheme, from_label);
  const SchLabel *to = sch_scheme_get_label (scheme, to_label);

  if (end_allows (type->from, scheme, from) && end_allows (type->to, scheme, to))
    return TRUE;
  return type->symmetric && end_allows (type->from, scheme, to) &&
         end_allows (type->to, scheme, from);
}

/**
 * sch_scheme_get_rules:
 *
 * Returns: (element-type SchRule): the rules that this version knows how to check
 */
GPtrArray *
sch_scheme_get_rules (SchScheme *self)
{
  return self->rules;
}

GPtrArray *
sch_scheme_get_document_attributes (SchScheme *self)
{
  return self->document_attributes;
}

/**
 * sch_scheme_get_cluster_attributes:
 * @kind: (nullable): kind of a cluster
 *
 * Returns: (nullable) (element-type SchAttribute): what is recorded about such clusters
 */
GPtrArray *
sch_scheme_get_cluster_attributes (SchScheme *self, const char *kind)
{
  return kind ? g_hash_table_lookup (self->cluster_attributes, kind) : NULL;
}

/**
 * sch_scheme_dup_snap_languages:
 *
 * Returns: (transfer full): the languages that have rules of their own, in lower case, sorted
 */
char **
sch_scheme_dup_snap_languages (SchScheme *self)
{
  g_autoptr (GList) tags = g_list_sort (g_hash_table_get_keys (self->snap), (GCompareFunc) strcmp);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GList *l = tags; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);
  return g_strv_builder_end (builder);
}

/**
 * sch_scheme_get_snap_rules:
 * @language: (nullable): a language tag such as "de-CH"
 *
 * Returns: (nullable): the rules for the tag or the longest part of it that has some; NULL = none,
 *   the segmenter's own hold
 */
const SchSnapRules *
sch_scheme_get_snap_rules (SchScheme *self, const char *language)
{
  g_autofree char *tag = language ? g_ascii_strdown (language, -1) : NULL;

  if (!tag)
    return NULL;
  g_strdelimit (tag, "_", '-');
  for (;;)
    {
      const SchSnapRules *rules = g_hash_table_lookup (self->snap, tag);
      char *dash = strrchr (tag, '-');

      if (rules || !dash)
        return rules;
      *dash = '\0';
    }
}

static gboolean
has_value (GPtrArray *list, SchAttributes *attributes, const char *id, char **values)
{
  const SchAttribute *attribute = list != NULL ? find_attribute (list, id) : NULL;
  const SchAttributeValue *value;
  g_autoptr (SchAttributes) defaults = NULL;
  g_autofree char *shown = NULL;

  if (sch_attributes_get_json (attributes, id) == NULL)
    {
      if (attribute == NULL || attribute->default_json == NULL || attribute->derive != NULL)
        return FALSE;
      attributes = defaults = sch_attributes_with_json (NULL, id, attribute->default_json);
    }
  shown = sch_attributes_dup_display (attributes, id);
  value = attribute != NULL && shown != NULL ? sch_attribute_get_value (attribute, shown) : NULL;
  for (guint i = 0; values[i] != NULL; i++)
    if (g_strcmp0 (shown, values[i]) == 0 ||
        (value != NULL && g_str_equal (value->id, values[i])) ||
        sch_attributes_has_value (attributes, id, values[i]))
      return TRUE;
  return FALSE;
}

/**
 * sch_label_has_value:
 * @label: (nullable): whose attribute it is
 * @attributes: (nullable): what a span with the label has
 * @id: of the attribute
 * @values: as in conditions: what is no string as its JSON
 *
 * Returns: whether the attribute has one of the values, set or by a fixed default
 */
gboolean
sch_label_has_value (const SchLabel *label, SchAttributes *attributes, const char *id,
                     char **values)
{
  return has_value (label != NULL ? label->attributes : NULL, attributes, id, values);
}

static gboolean
asks_for (GPtrArray *list, const SchAttribute *attribute, SchAttributes *attributes)
{
  GHashTableIter iter;
  gpointer id, values;

  if (attribute->when == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, attribute->when);
  while (g_hash_table_iter_next (&iter, &id, &values))
    if (!has_value (list, attributes, id, values))
      return FALSE;
  return TRUE;
}

/**
 * sch_label_asks_for:
 * @attribute: one of the label's
 * @attributes: (nullable): what a span with the label has
 *
 * Returns: whether the attribute's condition holds: each attribute that its "when" names has one of
 *   the values there, set or by a fixed default
 */
gboolean
sch_label_asks_for (const SchLabel *label, const SchAttribute *attribute, SchAttributes *attributes)
{
  return asks_for (label->attributes, attribute, attributes);
}

/**
 * sch_relation_type_asks_for:
 *
 * The same for an attribute of relations of the type.
 */
gboolean
sch_relation_type_asks_for (const SchRelationType *type, const SchAttribute *attribute,
                            SchAttributes *attributes)
{
  return asks_for (type->attributes, attribute, attributes);
}

/**
 * sch_relation_type_get_attribute:
 *
 * Returns: (nullable): the attribute of the type with this id
 */
const SchAttribute *
sch_relation_type_get_attribute (const SchRelationType *type, const char *id)
{
  return find_attribute (type->attributes, id);
}
