/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

struct _SchScheme
{
  gatomicrefcount refs;
  SchTree *tree;
  char *name;
  guint revision;
  GPtrArray *labels;              /* of SchLabel */
  GPtrArray *relation_types;      /* of SchRelationType */
  GPtrArray *rules;               /* of SchRule */
  GPtrArray *document_attributes; /* of SchAttribute */
  GHashTable *cluster_attributes; /* kind -> GPtrArray of SchAttribute */
  GHashTable *labels_by_id;       /* own and replaced ids -> SchLabel */
  GHashTable *labels_by_key;      /* case-folded key -> SchLabel; not the retired ones */
  GHashTable *types_by_id;        /* id -> SchRelationType */
  GHashTable *snap;               /* language tag in lower case -> SchSnapRules */
};

void sch_attribute_free (gpointer attribute);
void sch_attribute_value_free (gpointer value);
void sch_label_free (gpointer label);
void sch_relation_type_free (gpointer type);
void sch_rule_free (gpointer rule);

/* Fills the empty @self from its tree. */
gboolean sch_scheme_read (SchScheme *self, const char *file_name, GError **error);

G_END_DECLS
