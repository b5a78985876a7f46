/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for all places of a surface, in steps. Invariants: the list holds the hits of the
 * documents that were looked through to their end, in order; text, segmenter, place and matches are
 * those of the document that is being looked through, or there is no text. */

#include "config.h"

#include "sch-occurrences.h"

#include <string.h>

#include "sch-occurrence-filter.h"
#include "sch-occurrence-private.h"
#include "sch-store.h"
#include "sch-surface-index.h"
#include "sch-surface-pattern.h"

/* Context that a hit is shown with. Code points. */
#define BEFORE_CHARS 48u
#define AFTER_CHARS 72u
/* Context that a place is remembered by. */
#define KEY_CHARS 24u
/* What opening one more document costs, in characters looked through. */
#define DOCUMENT_COST 4000u

struct _SchOccurrences
{
  GObject parent_instance;

  SchCorpus *corpus;
  char *layer;
  char *path;
  SchSpan *source;
  SchOccurrenceFlags flags;
  SchSurfacePattern *pattern; /* NULL: nothing to look for */
  SchOccurrenceFilter *filter;
  char *surface_key;
  GHashTable *layer_paths;     /* documents with annotations on the disk */
  GHashTable *earlier_choices; /* (nullable): key -> ticked */

  GPtrArray *hits;  /* of SchOccurrence */
  GPtrArray *paths; /* of char *: to look through */
  guint n_paths_done;
  guint64 total_bytes;
  guint64 done_bytes;
  guint n_protected;
  guint n_unreadable;
  gboolean truncated;

  SchText *text;
  SchSegmenter *segmenter;
  guint at;
  GArray *matches; /* of SchRange */
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SchOccurrences, sch_occurrences, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- Naming places -------------------------------------------------------------------------- */

/**
 * sch_occurrences_dup_surface_key:
 * @surface: covered text
 *
 * Returns: (transfer full): an id that is the same for all spellings that sch_surface_fold() unifies
 */
char *
sch_occurrences_dup_surface_key (SchScheme *scheme, const char *label, const char *surface)
{
  const SchLabel *known = sch_scheme_get_label (scheme, label);
  g_autofree char *folded = sch_surface_fold (surface);
  const char *const parts[] = { "occurrences", known != NULL ? known->id : label, folded, NULL };

  return sch_id_from_parts (parts);
}

/* Places with the same context in one document are told apart by their order. */
static char *
dup_place_key (const char *path, SchText *text, SchRange match, GHashTable *seen)
{
  guint count = sch_text_get_char_count (text);
  guint start = match.start - MIN (match.start, KEY_CHARS);
  guint end = match.end + MIN (count - match.end, KEY_CHARS);
  g_autofree char *slice = sch_text_dup_slice (text, start, end);
  g_autofree char *context = sch_surface_fold (slice);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, context));
  g_autofree char *ordinal = g_strdup_printf ("%u", n);
  const char *const parts[] = { path, context, ordinal, NULL };

  g_hash_table_insert (seen, g_strdup (context), GUINT_TO_POINTER (n + 1));
  return sch_id_from_parts (parts);
}

/* --- Hits ----------------------------------------------------------------------------------- */

static char *
dup_line (SchText *text, guint start, guint end)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gsize byte_len;
  const char *p = sch_text_peek_slice (text, start, end, &byte_len);
  const char *stop = p + byte_len;

  for (; p < stop; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
      else if (line->len == 0 || line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static SchOccurrence *
make_hit (SchOccurrences *self, char *path, SchRange match, const char *key)
{
  SchOccurrence *hit = g_object_new (SCH_TYPE_OCCURRENCE, NULL);
  guint count = sch_text_get_char_count (self->text);
  gpointer choice;

  hit->path = g_ref_string_acquire (path);
  hit->range = match;
  hit->before = dup_line (self->text, match.start - MIN (match.start, BEFORE_CHARS), match.start);
  hit->text = dup_line (self->text, match.start, match.end);
  hit->after = dup_line (self->text, match.end, match.end + MIN (count - match.end, AFTER_CHARS));
  hit->key = g_strdup (key);
  hit->left_out = sch_corpus_get_rejected (self->corpus, self->layer, self->surface_key, key) !=
                  NULL;
  hit->ticked = !hit->left_out;
  if (self->earlier_choices != NULL &&
      g_hash_table_lookup_extended (self->earlier_choices, key, NULL, &choice))
    hit->ticked = GPOINTER_TO_INT (choice);
  return hit;
}

/* The annotations of the document that is looked through; NULL where there are none. @loaded: they
 * were not there before. */
static SchLayerDocument *
get_annotations (SchOccurrences *self, const char *path, gboolean *loaded)
{
  SchLayerDocument *document = sch_corpus_peek_layer_document (self->corpus, self->layer, path);

  *loaded = FALSE;
  if (document != NULL || !g_hash_table_contains (self->layer_paths, path))
    return document;
  document = sch_corpus_get_layer_document (self->corpus, self->layer, path, NULL);
  *loaded = document != NULL;
  return document;
}

static gboolean
is_source (SchOccurrences *self, const char *path, SchRange match)
{
  return strcmp (path, self->path) == 0 && match.start == self->source->ranges[0].start &&
         match.end == self->source->ranges[0].end;
}

static void
take_matches (SchOccurrences *self, const char *path, SchLayerDocument *document)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRefString) shared_path = g_ref_string_new (path);
  gboolean is_protected = sch_corpus_get_layer_read_only_reason (self->corpus, self->layer, path) !=
                              NULL ||
                          (document != NULL &&
                           sch_layer_document_get_status (document) == SCH_STATUS_DONE);
  guint n_before = self->hits->len;

  for (guint i = 0; i < self->matches->len; i++)
    {
      SchRange match = g_array_index (self->matches, SchRange, i);
      g_autofree char *key = dup_place_key (path, self->text, match, seen);

      if (is_source (self, path, match) ||
          !sch_occurrence_filter_allows (self->filter, document, self->text, self->segmenter,
                                         match))
        continue;
      if (is_protected)
        {
          self->n_protected++;
          return;
        }
      if (self->hits->len >= SCH_OCCURRENCES_MAX)
        {
          self->truncated = TRUE;
          break;
        }
      g_ptr_array_add (self->hits, make_hit (self, shared_path, match, key));
    }
  if (self->hits->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->hits->len - n_before);
}

/* --- Documents ------------------------------------------------------------------------------ */

static void
leave_document (SchOccurrences *self)
{
  g_clear_pointer (&self->segmenter, sch_segmenter_free);
  g_clear_pointer (&self->text, sch_text_unref);
  g_array_set_size (self->matches, 0);
  self->at = 0;
}

static gboolean
enter_document (SchOccurrences *self, const char *path)
{
  SchLayerDocument *document = sch_corpus_peek_layer_document (self->corpus, self->layer, path);
  SchScheme *scheme = sch_corpus_get_scheme (self->corpus);
  const char *language = sch_corpus_get_language (self->corpus, path);

  if (document != NULL && sch_layer_document_get_text (document) != NULL)
    self->text = sch_text_ref (sch_layer_document_get_text (document));
  else
    self->text = sch_corpus_load_text (self->corpus, path, NULL);
  if (self->text == NULL)
    {
      self->n_unreadable++;
      return FALSE;
    }
  self->segmenter = sch_segmenter_new (self->text, language,
                                       sch_scheme_get_snap_rules (scheme, language));
  self->at = 0;
  return TRUE;
}

static void
finish_document (SchOccurrences *self, const char *path)
{
  gboolean loaded = FALSE;

  if (self->matches->len > 0)
    {
      SchLayerDocument *annotations = get_annotations (self, path, &loaded);

      take_matches (self, path, annotations);
      if (loaded)
        sch_corpus_unload_layer_document (self->corpus, self->layer, path);
    }
  leave_document (self);
}

static void
count_done (SchOccurrences *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self->corpus, path);

  self->n_paths_done++;
  if (document != NULL)
    self->done_bytes += sch_document_get_size (document);
}

/**
 * sch_occurrences_step:
 *
 * Looks through the next characters, at least through a part of a document.
 */
gboolean
sch_occurrences_step (SchOccurrences *self, guint max_chars)
{
  guint64 spent = 0;

  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), FALSE);

  while (!sch_occurrences_is_done (self) && spent < max_chars)
    {
      const char *path = g_ptr_array_index (self->paths, self->n_paths_done);
      guint before;
      SchRange match;

      if (self->text == NULL && !enter_document (self, path))
        {
          count_done (self, path);
          continue;
        }
      before = self->at;
      while (sch_surface_pattern_next (self->pattern, self->text, self->segmenter, &self->at,
                                       before + (guint) MIN (max_chars - spent, G_MAXUINT / 2),
                                       &match))
        g_array_append_val (self->matches, match);
      spent += self->at - before;
      if (self->at < sch_text_get_char_count (self->text))
        continue;
      spent += DOCUMENT_COST;
      finish_document (self, path);
      count_done (self, path);
      if (self->truncated)
        sch_occurrences_stop (self);
    }
  return !sch_occurrences_is_done (self);
}

void
sch_occurrences_stop (SchOccurrences *self)
{
  g_return_if_fail (SCH_IS_OCCURRENCES (self));

  leave_document (self);
  self->n_paths_done = self->paths->len;
}

gboolean
sch_occurrences_is_done (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), TRUE);
  return self->pattern == NULL || self->n_paths_done >= self->paths->len;
}

double
sch_occurrences_get_progress (SchOccurrences *self)
{
  double here = 0;

  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), 1);

  if (sch_occurrences_is_done (self) || self->total_bytes == 0)
    return 1;
  if (self->text != NULL)
    here = (double) sch_text_byte_of_char (self->text, self->at);
  return MIN (((double) self->done_bytes + here) / (double) self->total_bytes, 1);
}

/* --- Making a search ------------------------------------------------------------------------ */

static void
add_path (SchOccurrences *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self->corpus, path);

  g_ptr_array_add (self->paths, g_strdup (path));
  if (document != NULL)
    self->total_bytes += sch_document_get_size (document);
}

static void
add_other_paths (SchOccurrences *self)
{
  GListModel *documents = sch_corpus_get_documents (self->corpus);

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      const char *path = sch_document_get_path (document);

      if (strcmp (path, self->path) != 0)
        add_path (self, path);
    }
}

/* What the source covers; a single range also tells whether it ends where words do. */
static void
make_pattern (SchOccurrences *self, SchText *text)
{
  const char *language = sch_corpus_get_language (self->corpus, self->path);
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (
      text, language, sch_scheme_get_snap_rules (sch_corpus_get_scheme (self->corpus), language));
  g_autofree char *surface = NULL;

  if (sch_span_get_end (self->source) - sch_span_get_start (self->source) >
          SCH_SURFACE_MAX_SPREAD ||
      sch_span_get_end (self->source) > sch_text_get_char_count (text))
    return;
  surface = sch_span_dup_covered (self->source, text);
  if (self->source->n_ranges == 1)
    self->pattern = sch_surface_pattern_new_from_range (text, segmenter, self->source->ranges[0]);
  else if (g_utf8_strlen (surface, -1) <= SCH_SURFACE_MAX_CHARS)
    self->pattern = sch_surface_pattern_new (surface, TRUE, TRUE);
  if (self->pattern == NULL)
    return;
  self->filter = sch_occurrence_filter_new (self->corpus, self->layer, self->source, surface,
                                            (self->flags & SCH_OCCURRENCES_NESTED) != 0);
  self->surface_key = sch_occurrences_dup_surface_key (sch_corpus_get_scheme (self->corpus),
                                                       self->source->label, surface);
}

/**
 * sch_occurrences_new:
 * @path: the document of the source, whose annotations are loaded
 * @source: an annotation of it, or one that is to be made together with the hits
 *
 * Returns: (transfer full): a search that has not begun; one for what is no surface (no text, or too
 *   much) finds nothing
 */
SchOccurrences *
sch_occurrences_new (SchCorpus *corpus, const char *layer, const char *path, SchSpan *source,
                     SchOccurrenceFlags flags)
{
  SchOccurrences *self = g_object_new (SCH_TYPE_OCCURRENCES, NULL);
  SchLayerDocument *document = sch_corpus_peek_layer_document (corpus, layer, path);
  g_auto (GStrv) layer_paths = sch_corpus_list_layer_paths (corpus, layer);

  self->corpus = g_object_ref (corpus);
  self->layer = g_strdup (layer);
  self->path = g_strdup (path);
  self->source = sch_record_ref (source);
  self->flags = flags;
  for (guint i = 0; layer_paths[i] != NULL; i++)
    g_hash_table_add (self->layer_paths, g_strdup (layer_paths[i]));
  if (document != NULL && sch_layer_document_get_text (document) != NULL)
    make_pattern (self, sch_layer_document_get_text (document));
  add_path (self, path);
  if (flags & SCH_OCCURRENCES_CORPUS)
    add_other_paths (self);
  return self;
}

/**
 * sch_occurrences_extend:
 *
 * Goes on with the other documents of the corpus; what was found stays.
 */
void
sch_occurrences_extend (SchOccurrences *self)
{
  g_return_if_fail (SCH_IS_OCCURRENCES (self));

  if (self->flags & SCH_OCCURRENCES_CORPUS)
    return;
  self->flags |= SCH_OCCURRENCES_CORPUS;
  add_other_paths (self);
}

void
sch_occurrences_take_choices (SchOccurrences *self, SchOccurrences *earlier)
{
  g_return_if_fail (SCH_IS_OCCURRENCES (self) && SCH_IS_OCCURRENCES (earlier));

  g_clear_pointer (&self->earlier_choices, g_hash_table_unref);
  self->earlier_choices = earlier->earlier_choices != NULL
                              ? g_hash_table_ref (earlier->earlier_choices)
                              : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < earlier->hits->len; i++)
    {
      SchOccurrence *hit = g_ptr_array_index (earlier->hits, i);

      g_hash_table_insert (self->earlier_choices, g_strdup (hit->key),
                           GINT_TO_POINTER (hit->ticked));
    }
}

/* --- Object --------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_OCCURRENCE;
}

static guint
get_n_items (GListModel *model)
{
  return SCH_OCCURRENCES (model)->hits->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SchOccurrences *self = SCH_OCCURRENCES (model);

  return position < self->hits->len ? g_object_ref (g_ptr_array_index (self->hits, position))
                                    : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
sch_occurrences_finalize (GObject *object)
{
  SchOccurrences *self = SCH_OCCURRENCES (object);

  leave_document (self);
  g_array_unref (self->matches);
  g_ptr_array_unref (self->hits);
  g_ptr_array_unref (self->paths);
  g_hash_table_unref (self->layer_paths);
  g_clear_pointer (&self->earlier_choices, g_hash_table_unref);
  g_clear_pointer (&self->pattern, sch_surface_pattern_free);
  g_clear_pointer (&self->filter, sch_occurrence_filter_free);
  sch_record_unref (self->source);
  g_clear_object (&self->corpus);
  g_free (self->surface_key);
  g_free (self->layer);
  g_free (self->path);
  G_OBJECT_CLASS (sch_occurrences_parent_class)->finalize (object);
}

static void
sch_occurrences_class_init (SchOccurrencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_occurrences_finalize;
}

static void
sch_occurrences_init (SchOccurrences *self)
{
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->matches = g_array_new (FALSE, FALSE, sizeof (SchRange));
  self->layer_paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SchOccurrenceFlags
sch_occurrences_get_flags (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), SCH_OCCURRENCES_DEFAULT);
  return self->flags;
}

SchSpan *
sch_occurrences_get_source (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), NULL);
  return self->source;
}

const char *
sch_occurrences_get_path (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), NULL);
  return self->path;
}

SchOccurrence *
sch_occurrences_peek (SchOccurrences *self, guint position)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self) && position < self->hits->len, NULL);
  return g_ptr_array_index (self->hits, position);
}

guint
sch_occurrences_get_n (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), 0);
  return self->hits->len;
}

guint
sch_occurrences_get_n_protected (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), 0);
  return self->n_protected;
}

guint
sch_occurrences_get_n_unreadable (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), 0);
  return self->n_unreadable;
}

gboolean
sch_occurrences_is_truncated (SchOccurrences *self)
{
  g_return_val_if_fail (SCH_IS_OCCURRENCES (self), FALSE);
  return self->truncated;
}
