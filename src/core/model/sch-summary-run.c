/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting layer documents in a worker thread. A file whose stamp the index knows is not read; of
 * its problems, what was counted under the same scheme, text, language and clusters holds. */

#include "config.h"

#include "sch-summary-run.h"

#include <string.h>

#include "sch-layer-document.h"
#include "sch-native-files.h"
#include "sch-problems.h"
#include "sch-store.h"

/* As many are looked up at once. */
#define PORTION 500u
/* What was counted is stored, and shown, after so many or so long. */
#define STORE_ROWS 2000u
#define STORE_US (5 * G_USEC_PER_SEC)
#define SHOW_US (G_USEC_PER_SEC / 10)

static int n_files_read; /* (atomic) */

guint
sch_summary_run_get_n_files_read (void)
{
  return (guint) g_atomic_int_get (&n_files_read);
}

static void
clear_row (gpointer row)
{
  g_clear_pointer (&((SchIndexRow *) row)->labels, g_hash_table_unref);
}

SchSummaryRun *
sch_summary_run_new (SchIndex *index, const char *root, const char *layer, const char *layer_folder,
                     SchScheme *scheme)
{
  SchSummaryRun *self = g_new0 (SchSummaryRun, 1);

  self->index = index;
  self->root = g_strdup (root);
  self->layer = g_strdup (layer);
  self->layer_folder = g_strdup (layer_folder);
  self->scheme = sch_scheme_ref (scheme);
  self->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_string_chunk_new (64 * 1024);
  self->items = g_array_new (FALSE, FALSE, sizeof (SchSummaryItem));
  self->fresh = g_array_new (FALSE, FALSE, sizeof (SchIndexRow));
  g_array_set_clear_func (self->fresh, clear_row);
  return self;
}

void
sch_summary_run_add (SchSummaryRun *self, const char *path, const char *language)
{
  const SchSummaryItem item = { g_string_chunk_insert (self->names, path),
                                g_string_chunk_insert_const (self->names, language) };

  g_array_append_val (self->items, item);
}

void
sch_summary_run_free (SchSummaryRun *self)
{
  if (self == NULL)
    return;
  g_free (self->root);
  g_free (self->layer);
  g_free (self->layer_folder);
  sch_scheme_unref (self->scheme);
  g_hash_table_unref (self->clusters);
  g_string_chunk_free (self->names);
  g_array_unref (self->items);
  g_array_unref (self->fresh);
  g_free (self);
}

/* --- Under what problems were counted -------------------------------------------------------- */

/* Never 0: that stands for "not at all". */
static gint64
to_key (GChecksum *checksum)
{
  guint8 digest[32];
  gsize byte_len = sizeof digest;
  gint64 key;

  g_checksum_get_digest (checksum, digest, &byte_len);
  memcpy (&key, digest, sizeof key);
  return key != 0 ? key : 1;
}

static gint64
hash_rules (SchScheme *scheme)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) json = sch_native_write_tree (sch_scheme_get_tree (scheme));

  g_checksum_update (checksum, (const guchar *) SCH_VERSION, sizeof SCH_VERSION);
  g_checksum_update (checksum, g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json));
  return to_key (checksum);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gint64
hash_clusters (GHashTable *clusters)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, clusters);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_strings);
  for (guint i = 0; i < ids->len; i++)
    g_checksum_update (checksum, g_ptr_array_index (ids, i),
                       (gssize) strlen (g_ptr_array_index (ids, i)) + 1);
  return to_key (checksum);
}

static gint64
hash_text (SchSummaryRun *self, const SchSummaryItem *item, const SchIndexStamp *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  const gint64 numbers[] = { self->rules, text->mtime_ns, text->ctime_ns, (gint64) text->size,
                             (gint64) text->inode };

  g_checksum_update (checksum, (const guchar *) numbers, sizeof numbers);
  g_checksum_update (checksum, (const guchar *) item->language, -1);
  return to_key (checksum);
}

static gboolean
cluster_exists (const char *cluster, gpointer data)
{
  return g_hash_table_contains (data, cluster);
}

/* --- Counting ------------------------------------------------------------------------------- */

/* 0 where the text has only just changed; 1 where there is none. */
static gint64
check_text (SchSummaryRun *self, const SchSummaryItem *item, const char *file)
{
  SchIndexStamp stamp;

  if (!sch_index_stamp_read (file, &stamp))
    return 1;
  return sch_index_stamp_is_settled (&stamp) ? hash_text (self, item, &stamp) : 0;
}

static gboolean
holds (SchSummaryRun *self, const SchSummaryItem *item, const SchIndexRow *row)
{
  g_autofree char *file = NULL;

  if (!row->found || row->checked == 0 ||
      (row->clusters != 0 && row->clusters != self->known_clusters))
    return FALSE;
  file = g_build_filename (self->root, item->path, NULL);
  return row->checked == check_text (self, item, file);
}

static gboolean
names_clusters (SchLayerDocument *document)
{
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);

  for (guint i = 0; i < spans->len; i++)
    if (((SchSpan *) g_ptr_array_index (spans, i))->clusters != NULL)
      return TRUE;
  return FALSE;
}

static void
count_labels (SchLayerDocument *document, SchIndexRow *row)
{
  g_autoptr (GPtrArray) labels = sch_layer_document_list_labels (document);

  row->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *label = g_ptr_array_index (labels, i);

      g_hash_table_insert (row->labels, g_strdup (label),
                           GUINT_TO_POINTER (sch_layer_document_count_label (document, label)));
    }
}

static void
count_problems (SchSummaryRun *self, const SchSummaryItem *item, SchLayerDocument *document,
                SchIndexRow *row)
{
  g_autoptr (SchProblemList)
      problems = sch_problem_list_new_full (document, self->scheme, item->language, FALSE,
                                            cluster_exists, self->clusters);

  row->n_problems = g_list_model_get_n_items (G_LIST_MODEL (problems));
  row->clusters = names_clusters (document) ? self->known_clusters : 0;
}

/* Reads a layer document with its text; nobody else sees the objects made here. Returns whether
 * what was counted may be kept. */
static gboolean
count (SchSummaryRun *self, const SchSummaryItem *item, const char *layer_file, SchIndexRow *row)
{
  SchIndexStamp before = row->stamp;
  g_autoptr (GBytes) json = sch_store_read (layer_file, SCH_JSON_MAX_BYTES, NULL, NULL);
  g_autofree char *text_file = g_build_filename (self->root, item->path, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SchText) text = NULL;
  g_autoptr (SchLayerDocument) document = NULL;
  gboolean settled = sch_index_stamp_is_settled (&before) &&
                     sch_index_stamp_read (layer_file, &row->stamp) &&
                     sch_index_stamp_equal (&before, &row->stamp);

  g_atomic_int_inc (&n_files_read);
  self->n_read++;
  if (json == NULL)
    return FALSE;
  row->checked = check_text (self, item, text_file);
  bytes = sch_store_read (text_file, SCH_TEXT_MAX_BYTES, NULL, NULL);
  if (bytes != NULL)
    text = sch_text_new (bytes, NULL);
  document = sch_layer_document_new_from_json (self->layer, item->path, text, json, item->path,
                                               NULL);
  if (document == NULL)
    return FALSE;
  row->status = sch_layer_document_get_status (document);
  row->n_spans = sch_layer_document_get_n_spans (document);
  row->n_relations = sch_layer_document_get_n_relations (document);
  row->n_doubts = sch_layer_document_count_doubts (document);
  count_labels (document, row);
  if (text != NULL)
    count_problems (self, item, document, row);
  return settled;
}

static void
store (SchSummaryRun *self)
{
  if (self->fresh->len == 0)
    return;
  sch_index_store (self->index, self->layer, (SchIndexRow *) (gpointer) self->fresh->data,
                   self->fresh->len);
  g_array_set_size (self->fresh, 0);
}

/* --- The run -------------------------------------------------------------------------------- */

static void
show (SchSummaryRun *self, GArray **rows)
{
  if (self->deliver != NULL && (*rows)->len > 0)
    self->deliver (g_array_ref (*rows), self->n_read, self->data);
  g_array_unref (*rows);
  *rows = g_array_new (FALSE, FALSE, sizeof (SchIndexRow));
  self->n_read = 0;
}

static void
forget_counts (SchIndexRow *row)
{
  const SchIndexRow bare = { .path = row->path, .stamp = row->stamp };

  *row = bare;
}

static char *
dup_layer_file (SchSummaryRun *self, const SchSummaryItem *item)
{
  return g_strconcat (self->layer_folder, "/", item->path, ".json", NULL);
}

/* Looks up a portion and counts what the index does not know. */
static void
run_portion (SchSummaryRun *self, const SchSummaryItem *items, guint n, gint64 *stored,
             GCancellable *cancellable)
{
  g_autofree SchIndexRow *found = g_new0 (SchIndexRow, n);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (SchIndexRow));
  gint64 shown = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *file = dup_layer_file (self, &items[i]);

      found[i].path = items[i].path;
      sch_index_stamp_read (file, &found[i].stamp);
    }
  sch_index_look_up (self->index, self->layer, found, n);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      if (!holds (self, &items[i], &found[i]))
        {
          g_autofree char *file = dup_layer_file (self, &items[i]);

          forget_counts (&found[i]);
          if (count (self, &items[i], file, &found[i]))
            g_array_append_val (self->fresh, found[i]);
          else
            clear_row (&found[i]);
          found[i].labels = NULL;
        }
      g_array_append_val (rows, found[i]);
      if (self->n_read == 0 || g_get_monotonic_time () - shown < SHOW_US)
        continue;
      show (self, &rows);
      shown = g_get_monotonic_time ();
    }
  show (self, &rows);
  g_array_unref (rows);
  if (self->fresh->len >= STORE_ROWS || g_get_monotonic_time () - *stored > STORE_US)
    {
      store (self);
      *stored = g_get_monotonic_time ();
    }
}

static void
forget_gone (SchSummaryRun *self)
{
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

  if (sch_index_get_n_documents (self->index, self->layer) <= self->items->len)
    return;
  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_add (paths, (char *) g_array_index (self->items, SchSummaryItem, i).path);
  sch_index_keep_only (self->index, self->layer, paths);
}

void
sch_summary_run (SchSummaryRun *self, GCancellable *cancellable)
{
  gint64 stored = g_get_monotonic_time ();

  self->rules = hash_rules (self->scheme);
  self->known_clusters = hash_clusters (self->clusters);
  for (guint i = 0; i < self->items->len && !g_cancellable_is_cancelled (cancellable); i += PORTION)
    run_portion (self, &g_array_index (self->items, SchSummaryItem, i),
                 MIN (PORTION, self->items->len - i), &stored, cancellable);
  store (self);
  if (self->all && !g_cancellable_is_cancelled (cancellable))
    forget_gone (self);
}
