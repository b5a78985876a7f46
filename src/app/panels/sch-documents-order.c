/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the list of documents is sorted and filtered. What is not known (a date) comes last in either
 * direction; equal ones stay in the order of their paths, because the list's sorting is stable. */

#include "config.h"

#include "sch-documents-order.h"

#include <string.h>

#include "sch-native-files.h"

/* A collation key is dear: it is kept with the document as long as the title is the same. */
typedef struct
{
  char *title;
  char *key;
} TitleKey;

static void
free_title_key (gpointer data)
{
  TitleKey *key = data;

  g_free (key->title);
  g_free (key->key);
  g_free (key);
}

static const char *
get_title_key (SchDocument *document)
{
  static GQuark quark;
  const char *title = sch_document_get_title (document);
  TitleKey *key;

  if (quark == 0)
    quark = g_quark_from_static_string ("sch-title-key");
  key = g_object_get_qdata (G_OBJECT (document), quark);
  if (key == NULL || strcmp (key->title, title) != 0)
    {
      g_autofree char *folded = g_utf8_casefold (title, -1);

      key = g_new0 (TitleKey, 1);
      key->title = g_strdup (title);
      key->key = g_utf8_collate_key_for_filename (folded, -1);
      g_object_set_qdata_full (G_OBJECT (document), quark, key, free_title_key);
    }
  return key->key;
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static const char *
get_published (SchDocument *document)
{
  SchTree *metadata = sch_document_get_metadata (document);

  return metadata != NULL ? sch_tree_get_string (metadata, "published") : "";
}

/* Whether there is nothing to sort by: those come last. */
static gboolean
is_unknown (SchDocumentsSort sort, SchDocument *document)
{
  if (sort == SCH_DOCUMENTS_BY_PUBLISHED)
    return *get_published (document) == '\0';
  return sort == SCH_DOCUMENTS_BY_CHANGED && sch_document_get_changed (document) == 0;
}

static int
compare_known (SchDocumentsSort sort, SchDocument *a, SchDocument *b)
{
  switch (sort)
    {
    case SCH_DOCUMENTS_BY_TITLE:
      return strcmp (get_title_key (a), get_title_key (b));
    case SCH_DOCUMENTS_BY_STATUS:
      return compare_numbers (sch_document_get_status (a), sch_document_get_status (b));
    case SCH_DOCUMENTS_BY_ANNOTATIONS:
      return compare_numbers (sch_document_get_n_spans (a), sch_document_get_n_spans (b));
    case SCH_DOCUMENTS_BY_PUBLISHED:
      return strcmp (get_published (a), get_published (b));
    case SCH_DOCUMENTS_BY_CHANGED:
      return compare_numbers (sch_document_get_changed (a), sch_document_get_changed (b));
    case SCH_DOCUMENTS_BY_NAME:
    default:
      return strcmp (sch_document_get_path (a), sch_document_get_path (b));
    }
}

/* The sort and its direction in one number. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  guint order = GPOINTER_TO_UINT (data);
  SchDocumentsSort sort = order / 2;
  SchDocument *first = SCH_DOCUMENT ((gpointer) a);
  SchDocument *second = SCH_DOCUMENT ((gpointer) b);
  gboolean first_unknown = is_unknown (sort, first);
  gboolean second_unknown = is_unknown (sort, second);
  int result;

  if (first_unknown || second_unknown)
    return first_unknown - second_unknown;
  result = compare_known (sort, first, second);
  return order % 2 != 0 ? -result : result;
}

GtkSorter *
sch_documents_order_new (SchDocumentsSort sort, gboolean descending)
{
  if (sort == SCH_DOCUMENTS_BY_NAME && !descending)
    return NULL;
  return GTK_SORTER (
      gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (2 * sort + (descending ? 1 : 0)), NULL));
}

gboolean
sch_documents_filter_matches (SchDocumentsFilter filter, SchDocument *document)
{
  switch (filter)
    {
    case SCH_DOCUMENTS_TODO:
    case SCH_DOCUMENTS_IN_PROGRESS:
    case SCH_DOCUMENTS_QUESTION:
    case SCH_DOCUMENTS_DONE:
      return sch_document_get_status (document) == (SchStatus) (filter - SCH_DOCUMENTS_TODO);
    case SCH_DOCUMENTS_WITH_PROBLEMS:
      return sch_document_get_n_problems (document) > 0 ||
             sch_document_get_problem (document) != NULL;
    case SCH_DOCUMENTS_WITH_DOUBTS:
      return sch_document_get_n_doubts (document) > 0;
    case SCH_DOCUMENTS_ALL:
    default:
      return TRUE;
    }
}

static char *
fold (const char *text)
{
  return g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
}

static void
append_folded (GString *key, const char *text)
{
  g_autofree char *folded = *text != '\0' ? fold (text) : NULL;

  if (folded == NULL)
    return;
  g_string_append_c (key, '\n');
  g_string_append (key, folded);
}

/* What is searched when the list is filtered: a case-folded needle without a line break is in it
 * where it is in one of the parts. */
char *
sch_documents_dup_search_key (SchDocument *document)
{
  SchTree *metadata = sch_document_get_metadata (document);
  g_autofree char *path = fold (sch_document_get_path (document));
  g_autoptr (GString) key = NULL;

  if (metadata == NULL)
    return g_steal_pointer (&path);
  key = g_string_new (path);
  append_folded (key, sch_document_get_title (document));
  append_folded (key, sch_document_get_subtitle (document));
  append_folded (key, sch_tree_get_string (metadata, "author"));
  return g_string_free (g_steal_pointer (&key), FALSE);
}
