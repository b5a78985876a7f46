/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-private.h"

G_BEGIN_DECLS

/**
 * SchSchemeReader:
 * @place: what is read, "label “claim”", for messages; "" = the file as a whole
 *
 * The members of a scheme's objects, checked. A missing or null member is an empty value; one of
 * another type fails, as does all that returns FALSE: then the error is set and names the place.
 */
typedef struct
{
  SchScheme *scheme;
  const char *file_name;
  const char *place;
  GError **error;
} SchSchemeReader;

gboolean sch_scheme_reader_fail (SchSchemeReader *reader, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
gboolean sch_scheme_reader_read_string (SchSchemeReader *reader, JsonObject *object,
                                        const char *member, char **value);
gboolean sch_scheme_reader_read_boolean (SchSchemeReader *reader, JsonObject *object,
                                         const char *member, gboolean *value);
gboolean sch_scheme_reader_read_strv (SchSchemeReader *reader, JsonObject *object,
                                      const char *member, char ***value);
/* @member, @index: where the object stands, for one that cannot be named by its id. */
gboolean sch_scheme_reader_read_id (SchSchemeReader *reader, JsonObject *object, const char *member,
                                    guint index, char **id);
/* The id where there is no name. */
gboolean sch_scheme_reader_read_name (SchSchemeReader *reader, JsonObject *object, const char *id,
                                      char **name);
gboolean sch_scheme_reader_read_color (SchSchemeReader *reader, JsonObject *object,
                                       const char *fallback, char **color);
/* @keys: (nullable) (element-type utf8 utf8): folded keys in use -> whose they are. */
gboolean sch_scheme_reader_read_key (SchSchemeReader *reader, JsonObject *object, GHashTable *keys,
                                     const char *owner, char **key);
/* Attribute id -> strv of values; NULL where there is none. */
gboolean sch_scheme_reader_read_condition (SchSchemeReader *reader, JsonObject *object,
                                           const char *member, GHashTable **condition);
gboolean sch_scheme_reader_read_attributes (SchSchemeReader *reader, JsonObject *object,
                                            const char *member, GPtrArray *attributes);
/* Whether every name is a kind or a label of the scheme. */
gboolean sch_scheme_reader_check_names (SchSchemeReader *reader, const char *member, char **names);
/* sch-scheme-rules.c; after labels and relation types. */
gboolean sch_scheme_reader_read_rules (SchSchemeReader *reader, JsonObject *root);
/* @array: (out) (nullable). */
gboolean sch_scheme_reader_get_array (SchSchemeReader *reader, JsonObject *object,
                                      const char *member, JsonArray **array);
/* @value: (out) (nullable). */
gboolean sch_scheme_reader_get_object (SchSchemeReader *reader, JsonObject *object,
                                       const char *member, JsonObject **value);
/* (nullable): NULL also for a null value. */
JsonNode *sch_scheme_reader_get_node (JsonObject *object, const char *member);
/* (nullable): an element that must be an object. */
JsonObject *sch_scheme_reader_get_element (SchSchemeReader *reader, JsonArray *array, guint index,
                                           const char *member);
guint sch_scheme_reader_get_length (JsonArray *array);
gboolean sch_scheme_reader_is_value (JsonNode *node, GType type);
gboolean sch_scheme_reader_is_id (const char *id);

G_END_DECLS
