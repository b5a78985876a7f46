/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical form of JSON trees: a table of shapes says in which order the known members of an
 * object come and how their values are written; one walk writes any tree by it. Known members that
 * are empty are left out; unknown ones follow in their own order and are never touched. */

#include "sch-canonical.h"

#include <string.h>

typedef enum
{
  FORM_PLAIN,        /* any value, as it is */
  FORM_KEEP_FALSE,   /* the same, but false says something */
  FORM_SORTED,       /* an object with its members sorted by name */
  FORM_LIST,         /* an array of objects of a shape */
  FORM_RECORDS,      /* the same, one per line where a file is written */
  FORM_MAP,          /* an object whose members are objects of a shape */
  FORM_MAP_OF_LISTS, /* an object whose members are arrays of objects of a shape */
} Form;

typedef struct _Shape Shape;

typedef struct
{
  const char *name;
  Form form;
  const Shape *shape;
} Member;

struct _Shape
{
  const Member *members;
  guint n_members;
};

#define SHAPE(members)              \
  {                                 \
    members, G_N_ELEMENTS (members) \
  }

static const Member value_members[] = {
  { "id" }, { "name" }, { "key" }, { "color" }, { "description" }, { "replaces" },
};
static const Shape value_shape = SHAPE (value_members);

static const Member attribute_members[] = {
  { "id" },
  { "name" },
  { "type" },
  { "values", FORM_LIST, &value_shape },
  { "default", FORM_KEEP_FALSE },
  { "required" },
  { "when", FORM_SORTED },
  { "description" },
  { "x" },
};
static const Shape attribute_shape = SHAPE (attribute_members);

static const Member label_members[] = {
  { "id" },
  { "name" },
  { "kind" },
  { "role" },
  { "color" },
  { "key" },
  { "description" },
  { "examples" },
  { "counterexamples" },
  { "parent" },
  { "replaces" },
  { "retired" },
  { "attributes", FORM_LIST, &attribute_shape },
  { "x" },
};
static const Shape label_shape = SHAPE (label_members);

static const Member relation_members[] = {
  { "id" },       { "name" },      { "from" },        { "to" },
  { "color" },    { "symmetric" }, { "description" }, { "attributes", FORM_LIST, &attribute_shape },
  { "replaces" }, { "retired" },   { "x" },
};
static const Shape relation_shape = SHAPE (relation_members);

static const Member rule_members[] = {
  { "id" },
  { "labels" },
  { "requires" },
  { "direction" },
  { "min" },
  { "max" },
  { "relation" },
  { "from" },
  { "to" },
  { "within" },
  { "attribute" },
  { "values" },
  { "noOverlap" },
  { "noCrossing" },
  { "inside" },
  { "outside" },
  { "balanced" },
  { "wholeWords" },
  { "when", FORM_SORTED },
  { "unless", FORM_SORTED },
  { "severity" },
  { "message" },
  { "x" },
};
static const Shape rule_shape = SHAPE (rule_members);

static const Member snap_members[] = { { "strip" }, { "join" } };
static const Shape snap_shape = SHAPE (snap_members);

static const Member scheme_members[] = {
  { "format" },
  { "version" },
  { "revision" },
  { "name" },
  { "description" },
  { "language" },
  { "literature" },
  { "labels", FORM_RECORDS, &label_shape },
  { "relations", FORM_RECORDS, &relation_shape },
  { "documentAttributes", FORM_RECORDS, &attribute_shape },
  { "clusterAttributes", FORM_MAP_OF_LISTS, &attribute_shape },
  { "rules", FORM_RECORDS, &rule_shape },
  { "snap", FORM_MAP, &snap_shape },
  { "x" },
};
static const Shape scheme_shape = SHAPE (scheme_members);

static const Member corpus_members[] = {
  { "format" },   { "version" },    { "id" },
  { "title" },    { "documents" },  { "exclude" },
  { "language" }, { "guidelines" }, { "annotationsFolder" },
  { "team" },     { "x" },
};
static const Shape corpus_shape = SHAPE (corpus_members);

static const Member metadata_members[] = {
  { "path" },      { "title" },      { "outlet" },   { "author" },    { "published" },
  { "retrieved" }, { "url" },        { "language" }, { "direction" }, { "story" },
  { "split" },     { "version_of" }, { "x" },
};
static const Shape metadata_shape = SHAPE (metadata_members);

static const Member layer_members[] = {
  { "format" }, { "version" }, { "title" }, { "annotator" }, { "role" }, { "blind" },
};
static const Shape layer_shape = SHAPE (layer_members);

static const Member rejected_members[] = { { "a" }, { "b" } };
static const Shape rejected_shape = SHAPE (rejected_members);

static const Shape *
get_shape (SchRecordType type)
{
  switch (type)
    {
    case SCH_RECORD_SCHEME:
      return &scheme_shape;
    case SCH_RECORD_CORPUS:
      return &corpus_shape;
    case SCH_RECORD_METADATA:
      return &metadata_shape;
    case SCH_RECORD_LAYER:
      return &layer_shape;
    case SCH_RECORD_REJECTED:
      return &rejected_shape;
    default:
      return NULL;
    }
}

static const Member *
find_member (const Shape *shape, const char *name)
{
  for (guint i = 0; i < shape->n_members; i++)
    if (g_str_equal (shape->members[i].name, name))
      return &shape->members[i];
  return NULL;
}

/* Whether a known member says nothing: null, "", [], {} and, for flags, false. */
static gboolean
is_empty (JsonNode *node, Form form)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_NULL:
      return TRUE;
    case JSON_NODE_ARRAY:
      return json_array_get_length (json_node_get_array (node)) == 0;
    case JSON_NODE_OBJECT:
      return json_object_get_size (json_node_get_object (node)) == 0;
    case JSON_NODE_VALUE:
    default:
      break;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) == '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return form != FORM_KEEP_FALSE && !json_node_get_boolean (node);
  return FALSE;
}

static void
write_scalar (JsonNode *node, SchJsonWriter *writer)
{
  GType type;

  if (JSON_NODE_HOLDS_NULL (node))
    {
      sch_json_writer_null (writer);
      return;
    }
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    sch_json_writer_string (writer, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    sch_json_writer_boolean (writer, json_node_get_boolean (node));
  else if (type == G_TYPE_INT64)
    sch_json_writer_int (writer, json_node_get_int (node));
  else
    sch_json_writer_double (writer, json_node_get_double (node));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
write_object (JsonObject *object, gboolean sorted, SchJsonWriter *writer)
{
  g_autoptr (GList) names = json_object_get_members (object);

  if (sorted)
    names = g_list_sort (names, compare_names);
  sch_json_writer_begin_object (writer);
  for (GList *l = names; l; l = l->next)
    {
      sch_json_writer_member (writer, l->data);
      sch_canonical_write_value (json_object_get_member (object, l->data), writer);
    }
  sch_json_writer_end_object (writer);
}

/**
 * sch_canonical_write_value:
 * @node: any value
 *
 * Writes the value inline, its members in their own order.
 */
void
sch_canonical_write_value (JsonNode *node, SchJsonWriter *writer)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (json_node_get_object (node), FALSE, writer);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      sch_json_writer_begin_array (writer);
      for (guint i = 0; i < json_array_get_length (array); i++)
        sch_canonical_write_value (json_array_get_element (array, i), writer);
      sch_json_writer_end_array (writer);
    }
  else
    write_scalar (node, writer);
}

static void write_members (JsonObject *object, const Shape *shape, SchJsonWriter *writer,
                           gboolean in_file);

static void
write_shaped (JsonNode *node, const Shape *shape, SchJsonWriter *writer)
{
  if (!JSON_NODE_HOLDS_OBJECT (node) || !shape)
    {
      sch_canonical_write_value (node, writer);
      return;
    }
  sch_json_writer_begin_object (writer);
  write_members (json_node_get_object (node), shape, writer, FALSE);
  sch_json_writer_end_object (writer);
}

static void
write_list (JsonNode *node, const Shape *shape, SchJsonWriter *writer, gboolean as_records)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      sch_canonical_write_value (node, writer);
      return;
    }
  array = json_node_get_array (node);
  if (as_records)
    sch_json_writer_begin_records (writer);
  else
    sch_json_writer_begin_array (writer);
  for (guint i = 0; i < json_array_get_length (array); i++)
    write_shaped (json_array_get_element (array, i), shape, writer);
  if (as_records)
    sch_json_writer_end_records (writer);
  else
    sch_json_writer_end_array (writer);
}

static void
write_map (JsonNode *node, const Member *member, SchJsonWriter *writer)
{
  g_autoptr (GList) names = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      sch_canonical_write_value (node, writer);
      return;
    }
  object = json_node_get_object (node);
  names = json_object_get_members (object);
  sch_json_writer_begin_object (writer);
  for (GList *l = names; l; l = l->next)
    {
      JsonNode *value = json_object_get_member (object, l->data);

      sch_json_writer_member (writer, l->data);
      if (member->form == FORM_MAP_OF_LISTS)
        write_list (value, member->shape, writer, FALSE);
      else
        write_shaped (value, member->shape, writer);
    }
  sch_json_writer_end_object (writer);
}

static void
write_member (JsonNode *node, const Member *member, SchJsonWriter *writer, gboolean in_file)
{
  sch_json_writer_member (writer, member->name);
  switch (member->form)
    {
    case FORM_SORTED:
      if (JSON_NODE_HOLDS_OBJECT (node))
        write_object (json_node_get_object (node), TRUE, writer);
      else
        sch_canonical_write_value (node, writer);
      break;
    case FORM_LIST:
      write_list (node, member->shape, writer, FALSE);
      break;
    case FORM_RECORDS:
      write_list (node, member->shape, writer, in_file);
      break;
    case FORM_MAP:
    case FORM_MAP_OF_LISTS:
      write_map (node, member, writer);
      break;
    case FORM_PLAIN:
    case FORM_KEEP_FALSE:
    default:
      sch_canonical_write_value (node, writer);
    }
}

static void
write_members (JsonObject *object, const Shape *shape, SchJsonWriter *writer, gboolean in_file)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (guint i = 0; i < shape->n_members; i++)
    {
      const Member *member = &shape->members[i];
      JsonNode *node = json_object_get_member (object, member->name);

      if (node && !is_empty (node, member->form))
        write_member (node, member, writer, in_file);
    }
  for (GList *l = names; l; l = l->next)
    if (!find_member (shape, l->data))
      {
        sch_json_writer_member (writer, l->data);
        sch_canonical_write_value (json_object_get_member (object, l->data), writer);
      }
}

/**
 * sch_canonical_write_inline:
 * @node: what a SchTree of the type holds
 *
 * Writes it in one line, with the key order of the type; a type without an order of its own
 * (orphans) keeps the order it has.
 */
void
sch_canonical_write_inline (JsonNode *node, SchRecordType type, SchJsonWriter *writer)
{
  write_shaped (node, get_shape (type), writer);
}

/**
 * sch_canonical_write_file:
 * @node: an object, the content of a file
 *
 * Writes a whole file: one member per line, records one per line.
 */
void
sch_canonical_write_file (JsonNode *node, SchRecordType type, SchJsonWriter *writer)
{
  const Shape *shape = get_shape (type);

  g_return_if_fail (shape != NULL && JSON_NODE_HOLDS_OBJECT (node));

  sch_json_writer_begin_file (writer);
  write_members (json_node_get_object (node), shape, writer, TRUE);
  sch_json_writer_end_file (writer);
}

/**
 * sch_canonical_dup_extra:
 * @known: (array zero-terminated=1): names of members that are no part of the result
 *
 * Returns: (transfer full) (nullable): the other members as canonical JSON text without braces
 */
char *
sch_canonical_dup_extra (JsonObject *object, const char *const *known)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (GList) names = json_object_get_members (object);
  const char *json;
  gsize byte_len;

  sch_json_writer_begin_object (writer);
  for (GList *l = names; l; l = l->next)
    if (!g_strv_contains (known, l->data))
      {
        sch_json_writer_member (writer, l->data);
        sch_canonical_write_value (json_object_get_member (object, l->data), writer);
      }
  sch_json_writer_end_object (writer);
  json = sch_json_writer_peek (writer, &byte_len);
  return byte_len > 2 ? g_strndup (json + 1, byte_len - 2) : NULL;
}

/**
 * sch_canonical_append_extra:
 * @extra: (inout): members as JSON text without braces, NULL if there are none
 * @pull: at the value of a member
 * @name: of the member
 *
 * Adds the member at the end.
 */
void
sch_canonical_append_extra (char **extra, SchJsonPull *pull, const char *name)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autofree char *joined = NULL;
  const char *start;
  gsize byte_len;

  /* The name belongs to the reader, which goes on. */
  sch_json_writer_string (writer, name);
  joined = g_strconcat (*extra ? *extra : "", *extra ? ", " : "",
                        sch_json_writer_peek (writer, NULL), ": ", NULL);
  if (!sch_json_pull_read_raw (pull, &start, &byte_len))
    return;
  sch_json_writer_reset (writer);
  sch_json_writer_raw (writer, start, byte_len);
  g_free (*extra);
  *extra = g_strconcat (joined, sch_json_writer_peek (writer, NULL), NULL);
}

/**
 * sch_canonical_write_extra:
 * @extra: (nullable): members as JSON text without braces
 *
 * Writes them as members of the object or file that is open.
 */
void
sch_canonical_write_extra (const char *extra, SchJsonWriter *writer)
{
  g_autofree char *json = NULL;
  g_autoptr (SchJsonPull) pull = NULL;
  const char *name;

  if (!extra || !*extra)
    return;
  json = g_strdup_printf ("{%s}", extra);
  pull = sch_json_pull_new (json, strlen (json), "");
  if (!sch_json_pull_begin_object (pull))
    return;
  while (sch_json_pull_next_member (pull, &name))
    {
      const char *start;
      gsize byte_len;

      sch_json_writer_member (writer, name);
      if (sch_json_pull_read_raw (pull, &start, &byte_len))
        sch_json_writer_raw (writer, start, byte_len);
      else
        sch_json_writer_null (writer);
    }
}
