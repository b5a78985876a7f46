/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stepping through what is still to be done in all documents: problems, and entities and claims without a
 * cluster. Other documents are looked through one at a time while the window stays alive. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-window-private.h"

/* --- Problems ------------------------------------------------------------------------------- */

/* The first problem that does not start before a place. */
static guint
find_problem (GListModel *problems, guint char_offset)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (problems);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (SchProblem) problem = g_list_model_get_item (problems, middle);

      if (sch_problem_get_char_start (problem) < char_offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Where the problem stands that was gone to last, as long as the place is still the same. */
static gboolean
find_last (SchWindow *self, GListModel *problems, guint from, guint *index)
{
  for (guint i = from; self->last_problem != NULL && i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (problems, i);

      if (sch_problem_get_char_start (problem) != sch_problem_get_char_start (self->last_problem))
        return FALSE;
      if (sch_problem_equal (problem, self->last_problem))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* @where: (nullable): the title of the document, where it is another one than before */
static void
go_to_problem (SchWindow *self, SchProblem *problem, const char *where, gboolean around)
{
  const char *span = sch_problem_get_span (problem);
  /* Translators: the message of a problem; the search for it began again at the other end. */
  g_autofree char *message = g_strdup_printf (around ? _ ("%s (from the other end)") : "%s",
                                              sch_problem_get_message (problem));
  /* Translators: the title of a document, and the message of a problem in it. */
  g_autofree char *full = where != NULL ? g_strdup_printf (_ ("%s: %s"), where, message) : NULL;

  g_set_object (&self->last_problem, problem);
  sch_document_page_go_to (self->document_page, span, sch_problem_get_char_start (problem),
                           sch_problem_get_char_end (problem));
  sch_workspace_announce (self->workspace, full != NULL ? full : message);
}

/* The nearest document with problems in the list on show, in that direction and around its end. */
static SchDocument *
find_problem_document (SchWindow *self, int direction)
{
  GListModel *model = sch_workspace_get_visible_documents (self->workspace);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;
  guint here = direction > 0 ? n - 1 : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (model, i);

      if (document == sch_workspace_get_document (self->workspace))
        here = i;
    }
  for (guint i = 1; i <= n; i++)
    {
      guint step = direction > 0 ? i : n - i;
      g_autoptr (SchDocument) document = g_list_model_get_item (model, (here + step) % n);

      if (document != sch_workspace_get_document (self->workspace) &&
          sch_document_get_n_problems (document) > 0)
        return g_steal_pointer (&document);
    }
  return NULL;
}

/* FALSE where no other document has problems. */
static gboolean
step_problem_document (SchWindow *self, int direction)
{
  g_autoptr (SchDocument) document = find_problem_document (self, direction);
  g_autoptr (SchProblem) problem = NULL;
  GListModel *problems;
  guint n;

  if (document == NULL)
    return FALSE;
  sch_workspace_set_document (self->workspace, document);
  problems = (GListModel *) sch_workspace_get_problems (self->workspace);
  n = problems != NULL ? g_list_model_get_n_items (problems) : 0;
  if (n > 0)
    {
      problem = g_list_model_get_item (problems, direction > 0 ? 0 : n - 1);
      go_to_problem (self, problem, sch_document_get_title (document), FALSE);
    }
  else
    {
      /* A large one: the next key finds what has been found by then. */
      sch_workspace_announce (self->workspace, sch_document_get_title (document));
    }
  return TRUE;
}

/**
 * sch_window_step_problem:
 * @direction: 1 next, -1 previous
 *
 * Goes to a problem of the document, and from its last one to those of the other documents.
 */
void
sch_window_step_problem (SchWindow *self, int direction)
{
  GListModel *problems = (GListModel *) sch_workspace_get_problems (self->workspace);
  guint n_problems = problems != NULL ? g_list_model_get_n_items (problems) : 0;
  gboolean busy = problems != NULL && sch_problem_list_is_busy (SCH_PROBLEM_LIST (problems));
  g_autoptr (SchProblem) problem = NULL;
  guint first;
  guint last;
  gint64 index = -1;

  if (n_problems > 0)
    {
      first = find_problem (problems, sch_document_page_get_place (self->document_page));
      if (find_last (self, problems, first, &last))
        index = (gint64) last + direction;
      else
        index = direction > 0 ? first : (gint64) first - 1;
    }
  if (!busy && (index < 0 || index >= n_problems) && step_problem_document (self, direction))
    return;
  if (n_problems == 0)
    {
      sch_workspace_announce (self->workspace,
                              busy ? _ ("Looking for problems…") : _ ("No problems"));
      return;
    }
  problem = g_list_model_get_item (problems, (guint) ((index + n_problems) % n_problems));
  go_to_problem (self, problem, NULL, index < 0 || index >= n_problems);
}

/* --- Entities and claims without a cluster -------------------------------------------------- */

typedef struct
{
  SchWindow *window; /* owned */
  SchCorpus *corpus;
  char *layer;
  guint first; /* place of the document on show in the list */
  guint n_looked;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  search->window->search_source = 0;
  g_object_unref (search->window);
  g_object_unref (search->corpus);
  g_free (search->layer);
  g_free (search);
}

static gboolean
is_unclustered (SchWindow *self, SchSpan *span)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *label = sch_scheme_get_label (scheme, span->label);

  return label != NULL && (label->kind == SCH_KIND_ENTITY || label->kind == SCH_KIND_CLAIM) &&
         (span->clusters == NULL || span->clusters[0] == NULL) &&
         sch_visibility_shows_span (sch_workspace_get_visibility (self->workspace), scheme, span);
}

static SchSpan *
find_unclustered (SchWindow *self, SchLayerDocument *document, guint position)
{
  SchSpanIndex *index = sch_layer_document_get_index (document);
  guint n_spans = sch_span_index_get_n_spans (index);

  for (; position < n_spans; position++)
    {
      SchSpan *span = sch_span_index_get (index, position);

      if (is_unclustered (self, span))
        return span;
    }
  return NULL;
}

static void
go_to_span (SchWindow *self, SchSpan *span)
{
  g_autofree char *id = g_strdup (span->record.id);

  sch_document_page_go_to (self->document_page, id, sch_span_get_start (span),
                           sch_span_get_end (span));
}

/* Looks through one more document; those that only had to be read for it are let go of again. */
static gboolean
look_through (Search *search, SchDocument *document)
{
  SchWindow *self = search->window;
  const char *path = sch_document_get_path (document);
  gboolean was_there = sch_corpus_peek_layer_document (search->corpus, search->layer, path) != NULL;
  g_autoptr (GError) error = NULL;
  SchLayerDocument *layer_document = sch_corpus_get_layer_document (search->corpus, search->layer,
                                                                    path, &error);
  gboolean found;

  if (layer_document == NULL)
    {
      g_info ("%s", error->message);
      return FALSE;
    }
  found = find_unclustered (self, layer_document, 0) != NULL;
  if (found)
    {
      SchSpan *span;

      sch_workspace_set_document (self->workspace, document);
      layer_document = sch_workspace_get_layer_document (self->workspace);
      span = layer_document != NULL ? find_unclustered (self, layer_document, 0) : NULL;
      if (span != NULL)
        go_to_span (self, span);
    }
  else if (!was_there)
    sch_corpus_unload_layer_document (search->corpus, search->layer, path);
  return found;
}

static gboolean
search_cb (gpointer data)
{
  Search *search = data;
  SchWindow *self = search->window;
  GListModel *documents = sch_corpus_get_documents (search->corpus);
  guint n_documents = g_list_model_get_n_items (documents);
  g_autoptr (SchDocument) document = NULL;

  if (sch_workspace_get_corpus (self->workspace) != search->corpus ||
      g_strcmp0 (sch_workspace_get_layer (self->workspace), search->layer) != 0)
    return G_SOURCE_REMOVE;
  if (search->n_looked >= n_documents)
    {
      sch_workspace_announce (self->workspace,
                              _ ("Every entity and claim of the corpus is in a cluster"));
      return G_SOURCE_REMOVE;
    }
  search->n_looked++;
  document = g_list_model_get_item (documents, (search->first + search->n_looked) % n_documents);
  return look_through (search, document) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static guint
find_place (GListModel *documents, SchDocument *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);

      if (document == wanted)
        return i;
    }
  return 0;
}

static void
search_corpus (SchWindow *self)
{
  Search *search = g_new0 (Search, 1);

  search->window = g_object_ref (self);
  search->corpus = g_object_ref (self->corpus);
  search->layer = g_strdup (sch_workspace_get_layer (self->workspace));
  search->first = find_place (sch_corpus_get_documents (self->corpus),
                              sch_workspace_get_document (self->workspace));
  sch_workspace_announce (self->workspace, _ ("Looking in the other documents…"));
  self->search_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, search_cb, search, free_search);
}

/**
 * sch_window_step_unclustered:
 *
 * Goes to the next entity or claim that is in no cluster: in the document on show, then in those after it.
 */
void
sch_window_step_unclustered (SchWindow *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span;

  g_clear_handle_id (&self->search_source, g_source_remove);
  if (self->corpus == NULL || document == NULL)
    return;
  span = find_unclustered (self, document, sch_document_page_get_rank (self->document_page));
  if (span != NULL)
    go_to_span (self, span);
  else
    search_corpus (self);
}
