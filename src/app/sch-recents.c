/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpora that were open lately, and which document and layer were on show in each: three
 * values of the settings. A corpus is in the list once, by its id where it has one, else by its URI. */

#include "config.h"

#include "sch-recents.h"

#define MAX_SPANS 200u
#define MAX_RECENTS 12
#define MAX_CORPORA 100

static void
sch_recent_free (gpointer data)
{
  SchRecent *self = data;

  g_free (self->uri);
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static SchRecent *
sch_recent_new (const char *uri, const char *id, const char *title)
{
  SchRecent *self = g_new0 (SchRecent, 1);

  self->uri = g_strdup (uri);
  self->id = g_strdup (id != NULL ? id : "");
  self->title = g_strdup (title != NULL ? title : "");
  return self;
}

/**
 * sch_recents_list:
 *
 * Returns: (transfer full) (element-type SchRecent): newest first
 */
GPtrArray *
sch_recents_list (GSettings *settings)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, "recent-corpora");
  GPtrArray *recents = g_ptr_array_new_with_free_func (sch_recent_free);
  GVariantIter iter;
  const char *uri, *id, *title;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&s&s&s)", &uri, &id, &title))
    g_ptr_array_add (recents, sch_recent_new (uri, id, title));
  return recents;
}

static void
store_recents (GSettings *settings, GPtrArray *recents)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  for (guint i = 0; i < recents->len && i < MAX_RECENTS; i++)
    {
      SchRecent *recent = g_ptr_array_index (recents, i);

      g_variant_builder_add (&builder, "(sss)", recent->uri, recent->id, recent->title);
    }
  g_settings_set_value (settings, "recent-corpora", g_variant_builder_end (&builder));
}

static void
take_out (GPtrArray *recents, const char *uri, const char *id)
{
  for (guint i = recents->len; i > 0; i--)
    {
      SchRecent *recent = g_ptr_array_index (recents, i - 1);
      gboolean same_id = id != NULL && *id != '\0' && g_str_equal (recent->id, id);

      if (same_id || g_str_equal (recent->uri, uri))
        g_ptr_array_remove_index (recents, i - 1);
    }
}

/**
 * sch_recents_add:
 * @id: (nullable): of the corpus
 *
 * Puts a corpus at the top of the list.
 */
void
sch_recents_add (GSettings *settings, const char *uri, const char *id, const char *title)
{
  g_autoptr (GPtrArray) recents = sch_recents_list (settings);

  take_out (recents, uri, id);
  g_ptr_array_insert (recents, 0, sch_recent_new (uri, id, title));
  store_recents (settings, recents);
}

void
sch_recents_remove (GSettings *settings, const char *uri)
{
  g_autoptr (GPtrArray) recents = sch_recents_list (settings);

  take_out (recents, uri, NULL);
  store_recents (settings, recents);
}

/* (transfer full) (nullable): what was on show last in a corpus */
static char *
dup_last (GSettings *settings, const char *key, const char *corpus_id)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, key);
  char *last = NULL;

  g_variant_lookup (value, corpus_id, "s", &last);
  return last;
}

static void
set_last (GSettings *settings, const char *key, const char *corpus_id, const char *what)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, key);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *id, *last;
  guint n = 1;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", corpus_id, what);
  g_variant_iter_init (&iter, value);
  while (n < MAX_CORPORA && g_variant_iter_next (&iter, "{&s&s}", &id, &last))
    {
      if (g_str_equal (id, corpus_id))
        continue;
      g_variant_builder_add (&builder, "{ss}", id, last);
      n++;
    }
  g_settings_set_value (settings, key, g_variant_builder_end (&builder));
}

/**
 * sch_recents_dup_document:
 *
 * Returns: (transfer full) (nullable): path of the document that was on show last in a corpus
 */
char *
sch_recents_dup_document (GSettings *settings, const char *corpus_id)
{
  return dup_last (settings, "last-documents", corpus_id);
}

void
sch_recents_set_document (GSettings *settings, const char *corpus_id, const char *path)
{
  set_last (settings, "last-documents", corpus_id, path);
}

/**
 * sch_recents_dup_layer:
 *
 * Returns: (transfer full) (nullable): name of the layer that was edited last in a corpus
 */
char *
sch_recents_dup_layer (GSettings *settings, const char *corpus_id)
{
  return dup_last (settings, "last-layers", corpus_id);
}

void
sch_recents_set_layer (GSettings *settings, const char *corpus_id, const char *layer)
{
  set_last (settings, "last-layers", corpus_id, layer);
}

/**
 * sch_recents_dup_span:
 *
 * Returns: (transfer full) (nullable): the span that was selected when the document was left
 */
char *
sch_recents_dup_span (GSettings *settings, const char *corpus_id, const char *path)
{
  g_autoptr (GVariant) spans = g_settings_get_value (settings, "selected-spans");
  GVariantIter iter;
  const char *corpus, *document, *span;

  g_variant_iter_init (&iter, spans);
  while (g_variant_iter_next (&iter, "(&s&s&s)", &corpus, &document, &span))
    if (g_str_equal (corpus, corpus_id) && g_str_equal (document, path))
      return g_strdup (span);
  return NULL;
}

void
sch_recents_set_span (GSettings *settings, const char *corpus_id, const char *path,
                      const char *span)
{
  g_autoptr (GVariant) spans = g_settings_get_value (settings, "selected-spans");
  g_autofree char *before = sch_recents_dup_span (settings, corpus_id, path);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *corpus, *document, *other;
  guint n = 0;

  if (g_strcmp0 (before, span) == 0)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  if (span != NULL)
    g_variant_builder_add (&builder, "(sss)", corpus_id, path, span);
  g_variant_iter_init (&iter, spans);
  while (n < MAX_SPANS && g_variant_iter_next (&iter, "(&s&s&s)", &corpus, &document, &other))
    {
      if (g_str_equal (corpus, corpus_id) && g_str_equal (document, path))
        continue;
      g_variant_builder_add (&builder, "(sss)", corpus, document, other);
      n++;
    }
  g_settings_set_value (settings, "selected-spans", g_variant_builder_end (&builder));
}
