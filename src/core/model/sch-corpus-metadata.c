/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The metadata of a document, and its attributes in a layer: one step for both. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-annotate-private.h"
#include "sch-corpus-documents.h"
#include "sch-corpus-private.h"
#include "sch-error.h"

SchTree *
sch_corpus_get_metadata (SchCorpus *self, const char *path)
{
  return g_hash_table_lookup (self->metadata, path);
}

static void
put_metadata (SchCorpus *self, SchEditGroup *group, const char *path, SchTree *metadata)
{
  SchTree *before = sch_corpus_get_metadata (self, path);
  SchTree *after = sch_metadata_is_empty (metadata) ? NULL : metadata;

  if (!sch_record_equal (before, after))
    sch_edit_group_add (group, SCH_RECORD_METADATA, NULL, NULL, before, after);
}

static gboolean
put_attributes (SchCorpus *self, SchEditGroup *group, const char *path, SchAttributes *attributes,
                GError **error)
{
  SchLayerDocument *document = sch_corpus_get_layer_document (self, group->layer, path, error);
  SchState *before = document != NULL ? sch_layer_document_get_state (document) : NULL;
  g_autoptr (SchState) after = NULL;

  if (before == NULL)
    return FALSE;
  if (sch_attributes_equal (before->record.attributes, attributes))
    return TRUE;
  after = sch_record_copy (before);
  sch_record_set_attributes (after, attributes);
  sch_edit_group_add (group, SCH_RECORD_STATE, group->layer, path, before, after);
  return TRUE;
}

/* What annotations say by the date and language of the document, where they can be read and changed. */
static void
put_derived (SchCorpus *self, SchEditGroup *group, const char *path, const char *by)
{
  SchLayer *layer = sch_corpus_get_layer (self, group->layer);
  SchAnnotator who = { .corpus = self, .by = by };

  if (layer != NULL && g_hash_table_contains (layer->paths, path))
    who.document = sch_corpus_get_layer_document (self, group->layer, path, NULL);
  if (who.document != NULL &&
      sch_corpus_get_layer_read_only_reason (self, group->layer, path) == NULL)
    sch_annotate_put_derived (&who, group);
}

/**
 * sch_corpus_set_properties:
 * @layer: in whose history the step is, and whose attributes are set
 * @by: (nullable): who also changes in the layer what is derived from date and language; NULL leaves it
 * @path: of a document
 * @metadata: (nullable): one that says nothing but the path takes the record out; NULL leaves it
 * @with_attributes: whether the attributes are set
 * @attributes: (nullable): all attributes of the document in the layer
 *
 * Nothing is applied where nothing would change.
 */
gboolean
sch_corpus_set_properties (SchCorpus *self, const char *layer, const char *by, const char *path,
                           SchTree *metadata, gboolean with_attributes, SchAttributes *attributes,
                           GError **error)
{
  SchDocument *document = sch_corpus_find_document (self, path);
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && layer != NULL, FALSE);

  if (document == NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("There is no document %s."), path);
      return FALSE;
    }
  /* Translators: a step that can be undone; %s is the title of a document. */
  name = g_strdup_printf (_ ("Change Properties of “%s”"), sch_document_get_title (document));
  group = sch_edit_group_new (name, layer);
  if (metadata != NULL)
    put_metadata (self, group, path, metadata);
  if (with_attributes && !put_attributes (self, group, path, attributes, error))
    return FALSE;
  if (by != NULL)
    put_derived (self, group, path, by);
  return sch_corpus_apply (self, group, error);
}
