/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wide edits: those that a change of the scheme makes in all layers. A layer document that is not
 * loaded is not loaded for them: the edits wait with its file, are made in the writer thread when the
 * file is written, and in the model should the document be loaded before. */

#include "config.h"

#include "sch-corpus-private.h"

#include <string.h>

/* --- What waits with a file --- */

void
sch_unwritten_append (GArray *unwritten, SchEditGroup *group, guint first, guint n)
{
  SchUnwritten *last = unwritten->len > 0
                           ? &g_array_index (unwritten, SchUnwritten, unwritten->len - 1)
                           : NULL;
  const SchUnwritten run = { group, first, n };

  if (last != NULL && last->group == group && last->first + last->n == first)
    last->n += n;
  else
    g_array_append_val (unwritten, run);
}

/* @n: 0 where the group only made the file necessary */
void
sch_corpus_note_unwritten (SchCorpusFile *file, SchEditGroup *group, guint first, guint n)
{
  guint n_before = file->unwritten->len;

  file->dirty_seq = MAX (file->dirty_seq, group->seq);
  sch_unwritten_append (file->unwritten, group, first, n);
  if (file->unwritten->len > n_before)
    sch_edit_group_ref (group);
}

/**
 * sch_corpus_list_unwritten:
 *
 * Returns: (transfer container) (element-type SchEdit): the edits that are not in the file yet
 */
GPtrArray *
sch_corpus_list_unwritten (SchCorpus *self, SchCorpusFile *file)
{
  GPtrArray *edits = g_ptr_array_new ();

  for (guint i = 0; i < file->unwritten->len; i++)
    {
      const SchUnwritten *run = &g_array_index (file->unwritten, SchUnwritten, i);

      for (guint k = 0; k < run->n; k++)
        g_ptr_array_add (edits, g_ptr_array_index (run->group->edits, run->first + k));
    }
  return edits;
}

/* --- Bulk edits of what is loaded --- */

static SchRecordType
get_type (const SchEdit *edit)
{
  return ((const SchBulk *) edit->before)->of_relations ? SCH_RECORD_RELATION : SCH_RECORD_SPAN;
}

static char **
dup_ids (const SchEdit *edit)
{
  const SchBulk *before = edit->before;

  return g_strsplit (before->ids != NULL ? before->ids : "", " ", -1);
}

/**
 * sch_corpus_mutate_bulk:
 * @edit: of type BULK
 *
 * Changes those of its records that are as it says.
 */
void
sch_corpus_mutate_bulk (SchLayerDocument *document, const SchEdit *edit)
{
  SchRecordType type = get_type (edit);
  g_auto (GStrv) ids = dup_ids (edit);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gpointer before = sch_layer_document_get_record (document, type, ids[i]);
      gpointer after = sch_bulk_change (edit->before, edit->after, before);

      if (after == NULL)
        continue;
      sch_layer_document_replace_record (document, type, before, after);
      sch_record_unref (after);
    }
}

typedef struct
{
  GPtrArray *edits;   /* of SchEdit */
  GHashTable *states; /* "type id" -> record as the edits so far leave it (NULL: gone) */
  SchLayerDocument *document;
} Expansion;

static void
free_expanded (gpointer data)
{
  SchEdit *edit = data;

  sch_record_unref (edit->before);
  sch_record_unref (edit->after);
  g_free (edit);
}

/* Layer and path are borrowed from @edit. */
static void
add_expanded (Expansion *expansion, const SchEdit *edit, SchRecordType type, gpointer before,
              gpointer after)
{
  SchEdit *copy = g_new (SchEdit, 1);

  *copy = (SchEdit){ type, edit->layer, edit->path, sch_record_ref (before),
                     sch_record_ref (after) };
  g_ptr_array_add (expansion->edits, copy);
  g_hash_table_insert (expansion->states, g_strdup_printf ("%d %s", type, sch_edit_get_id (copy)),
                       after);
}

static void
expand_record (Expansion *expansion, const SchEdit *edit, const char *id)
{
  SchRecordType type = get_type (edit);
  g_autofree char *key = g_strdup_printf ("%d %s", type, id);
  gpointer state;
  gpointer after;

  if (!g_hash_table_lookup_extended (expansion->states, key, NULL, &state))
    state = sch_layer_document_get_record (expansion->document, type, id);
  after = sch_bulk_change (edit->before, edit->after, state);
  if (after == NULL)
    return;
  add_expanded (expansion, edit, type, state, after);
  sch_record_unref (after);
}

static gboolean
has_bulk (GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    if (((const SchEdit *) g_ptr_array_index (edits, i))->type == SCH_RECORD_BULK)
      return TRUE;
  return FALSE;
}

/**
 * sch_corpus_expand_bulk:
 * @edits: (element-type SchEdit): of one layer document, in order
 *
 * Returns: (transfer full) (element-type SchEdit): the same with an edit for each record instead of
 *   bulk edits, for those of their records that are as they say; not to be used after @edits
 */
GPtrArray *
sch_corpus_expand_bulk (SchLayerDocument *document, GPtrArray *edits)
{
  g_autoptr (GHashTable) states = NULL;
  Expansion expansion;

  if (!has_bulk (edits))
    return g_ptr_array_ref (edits);
  states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  expansion = (Expansion){ g_ptr_array_new_with_free_func (free_expanded), states, document };
  for (guint i = 0; i < edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (edits, i);
      g_auto (GStrv) ids = NULL;

      if (edit->type != SCH_RECORD_BULK)
        {
          add_expanded (&expansion, edit, edit->type, edit->before, edit->after);
          continue;
        }
      ids = dup_ids (edit);
      for (guint k = 0; ids[k] != NULL; k++)
        expand_record (&expansion, edit, ids[k]);
    }
  return expansion.edits;
}

/* --- What is not loaded --- */

static gboolean
is_wide (const SchEdit *edit)
{
  return edit->type == SCH_RECORD_SCHEME || edit->type == SCH_RECORD_BULK;
}

/**
 * sch_corpus_defers:
 * @group: that @edit is of; a wide one begins or ends with an edit of the scheme, or a bulk edit
 *
 * Returns: whether the edit is to be made in the file, because its layer document is not loaded
 */
gboolean
sch_corpus_defers (SchCorpus *self, SchEditGroup *group, const SchEdit *edit)
{
  SchCorpusFile *file;
  g_autofree char *name = NULL;

  if (!sch_record_type_is_in_layer_document (edit->type) ||
      (!is_wide (g_ptr_array_index (group->edits, 0)) &&
       !is_wide (g_ptr_array_index (group->edits, group->edits->len - 1))) ||
      sch_corpus_peek_layer_document (self, edit->layer, edit->path) != NULL)
    return FALSE;
  name = sch_corpus_dup_layer_document_file (self, edit->layer, edit->path);
  file = sch_corpus_get_file (self, name);
  if (!file->known)
    {
      g_autoptr (GBytes) bytes = sch_corpus_read_file (self, name, NULL);

      return bytes != NULL;
    }
  return file->state.exists;
}

struct _SchAwayDocument
{
  char *layer;
  char *path;
  char *file; /* absolute */
  char *text; /* absolute */
  char *annotator;
  guint revision;
  GPtrArray *groups; /* keep the edits */
  GPtrArray *edits;
};

/**
 * sch_away_document_new:
 *
 * Returns: (transfer full): what another thread needs to read a layer document that is not loaded
 */
SchAwayDocument *
sch_away_document_new (SchCorpus *self, SchLayer *layer, const char *path)
{
  SchAwayDocument *away = g_new0 (SchAwayDocument, 1);
  SchDocument *document = sch_corpus_find_document (self, path);
  g_autofree char *name = sch_corpus_dup_layer_document_file (self, layer->name, path);
  SchCorpusFile *file = sch_corpus_get_file (self, name);
  SchTree *info = layer->info;

  away->layer = g_strdup (layer->name);
  away->path = g_strdup (path);
  away->file = sch_corpus_dup_absolute (self, name);
  away->text = document != NULL ? g_strdup (sch_document_get_file_name (document))
                                : sch_corpus_dup_absolute (self, path);
  away->annotator = g_strdup (info != NULL ? sch_tree_get_string (info, "annotator") : layer->name);
  away->revision = sch_scheme_get_revision (self->scheme);
  away->edits = sch_corpus_list_unwritten (self, file);
  away->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_edit_group_unref);
  for (guint i = 0; i < file->unwritten->len; i++)
    g_ptr_array_add (away->groups,
                     sch_edit_group_ref (g_array_index (file->unwritten, SchUnwritten, i).group));
  return away;
}

void
sch_away_document_free (SchAwayDocument *self)
{
  g_free (self->layer);
  g_free (self->path);
  g_free (self->file);
  g_free (self->text);
  g_free (self->annotator);
  g_ptr_array_unref (self->edits);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

static SchText *
read_text (SchAwayDocument *self, GError **error)
{
  g_autoptr (GBytes) bytes = sch_store_read (self->text, SCH_TEXT_MAX_BYTES, NULL, error);

  return bytes != NULL ? sch_text_new (bytes, error) : NULL;
}

/**
 * sch_away_document_read:
 * @with_text: whether spans shall be as they are in a document that is loaded: without the text that
 *   the document has too
 * @state: (out) (optional): of the file
 *
 * Reads the file, in any thread, and makes the edits that wait with it.
 *
 * Returns: (transfer full) (nullable): NULL with an error that names the file
 */
SchLayerContent *
sch_away_document_read (SchAwayDocument *self, gboolean with_text, SchFileState *state,
                        GError **error)
{
  g_autoptr (GBytes) json = sch_store_read (self->file, SCH_JSON_MAX_BYTES, state, error);
  g_autoptr (SchText) text = NULL;
  g_autoptr (SchLayerContent) content = NULL;

  if (json == NULL)
    return NULL;
  if (with_text || sch_layer_content_needs_text (self->edits))
    {
      text = read_text (self, error);
      if (text == NULL)
        return NULL;
    }
  content = sch_layer_content_new (self->layer, self->path, text);
  if (!sch_layer_content_read (content, json, self->file, error))
    return NULL;
  sch_layer_content_apply (content, self->edits);
  return g_steal_pointer (&content);
}

static GBytes *
produce_rewrite (gpointer data)
{
  SchAwayDocument *away = data;
  g_autoptr (SchLayerContent) content = sch_away_document_read (away, FALSE, NULL, NULL);

  if (content == NULL)
    return NULL;
  content->scheme_revision = MAX (away->revision, content->scheme_revision);
  if (content->annotator == NULL)
    content->annotator = g_strdup (away->annotator);
  return sch_layer_content_write (content);
}

/**
 * sch_corpus_push_rewrite:
 * @file: of a layer document that is not loaded
 *
 * Has the edits that wait with the file made in it by the writer thread.
 */
void
sch_corpus_push_rewrite (SchCorpus *self, SchCorpusFile *file, SchLayer *layer, const char *path)
{
  file->away = TRUE;
  sch_saver_push_file (self->saver, file->file, file->dirty_seq, &file->state, produce_rewrite,
                       sch_away_document_new (self, layer, path),
                       (GDestroyNotify) sch_away_document_free);
}
