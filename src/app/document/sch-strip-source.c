/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks are numbers in a table (SchStripMarks), to which a changed span is added and from which it is
 * taken away; only another document, another visibility or a foreign change counts everything, once the
 * text has been painted. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-colors.h"
#include "sch-later.h"
#include "sch-strip-source.h"

#define MAX_LINES 6 /* labels named in the tooltip */

struct _SchStripSource
{
  GObject parent_instance;

  SchWorkspace *workspace;
  SchLayerDocument *document;
  SchProblemList *problems;

  SchStripMarks *marks;   /* (nullable): until all is counted */
  GHashTable *color_of;   /* label id -> colour + 1 */
  GArray *colors;         /* of GdkRGBA */
  GPtrArray *names;       /* of the colours' labels */
  guint n_first;          /* colours of the first lane */
  GArray *problem_places; /* of guint, as in the list */
  GArray *hits;           /* (nullable) of SchRange */
  guint rebuild_source;
  guint changed_source;
};

G_DEFINE_FINAL_TYPE (SchStripSource, sch_strip_source, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
say_changed_cb (gpointer data)
{
  SchStripSource *self = data;

  self->changed_source = 0;
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* At most once a moment, after the text has been painted. */
static void
queue_changed (SchStripSource *self)
{
  if (self->changed_source == 0)
    self->changed_source = sch_later_add (say_changed_cb, self);
}

static gboolean
is_in_first_lane (SchKind kind)
{
  return kind == SCH_KIND_ENTITY || kind == SCH_KIND_OTHER;
}

static void
add_color (SchStripSource *self, const char *id, const char *name, const char *color)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  SchColors colors;

  sch_colors_get (color, dark, &colors);
  g_array_append_val (self->colors, colors.line);
  g_ptr_array_add (self->names, g_strdup (name));
  if (id != NULL)
    g_hash_table_insert (self->color_of, g_strdup (id), GUINT_TO_POINTER (self->colors->len));
}

/* First those of entities and others, with one for labels that the scheme does not know; then those of
 * attribution. */
static void
collect_colors (SchStripSource *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  g_hash_table_remove_all (self->color_of);
  g_array_set_size (self->colors, 0);
  g_ptr_array_set_size (self->names, 0);
  add_color (self, NULL, _ ("Unknown label"), NULL);
  for (gboolean first = TRUE;; first = FALSE)
    {
      for (guint i = 0; scheme != NULL && i < sch_scheme_get_n_labels (scheme); i++)
        {
          const SchLabel *label = sch_scheme_get_label_at (scheme, i);

          if (is_in_first_lane (label->kind) == first)
            add_color (self, label->id, label->name, label->color);
        }
      if (!first)
        break;
      self->n_first = self->colors->len;
    }
}

static guint
find_color (SchStripSource *self, const SchSpan *span)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *label = scheme != NULL ? sch_scheme_get_label (scheme, span->label) : NULL;
  guint color = label != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->color_of, label->id))
                              : 0;

  return color > 0 ? color - 1 : 0;
}

static void
add_span (SchStripSource *self, const SchSpan *span, int delta)
{
  guint color;

  if (!sch_visibility_shows_span (sch_workspace_get_visibility (self->workspace),
                                  sch_workspace_get_scheme (self->workspace), span))
    return;
  color = find_color (self, span);
  for (guint i = 0; i < span->n_ranges; i++)
    sch_strip_marks_add_range (self->marks, color, span->ranges[i].start, span->ranges[i].end,
                               delta);
  if (span->doubt || span->record.state == SCH_STATE_DOUBTFUL)
    sch_strip_marks_add (self->marks, SCH_STRIP_DOUBT, sch_span_get_start (span), delta);
}

static void
add_hits (SchStripSource *self)
{
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = sch_workspace_get_hits (self->workspace, NULL);
  if (self->hits != NULL)
    g_array_ref (self->hits);
  if (self->marks == NULL)
    return;
  sch_strip_marks_clear_lane (self->marks, SCH_STRIP_HIT);
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    sch_strip_marks_add (self->marks, SCH_STRIP_HIT, g_array_index (self->hits, SchRange, i).start,
                         1);
}

static void
add_problems (SchStripSource *self)
{
  if (self->marks == NULL)
    return;
  sch_strip_marks_clear_lane (self->marks, SCH_STRIP_PROBLEM);
  for (guint i = 0; i < self->problem_places->len; i++)
    sch_strip_marks_add (self->marks, SCH_STRIP_PROBLEM,
                         g_array_index (self->problem_places, guint, i), 1);
}

static gboolean
add_range_cb (SchSpan *span, const SchRange *range, gpointer data)
{
  SchStripSource *self = data;

  if (range == &span->ranges[0] || range->start == span->ranges[0].start)
    add_span (self, span, 1);
  return TRUE;
}

static gboolean
rebuild_cb (gpointer data)
{
  SchStripSource *self = data;
  SchText *text = sch_workspace_get_text (self->workspace);

  self->rebuild_source = 0;
  g_clear_pointer (&self->marks, sch_strip_marks_free);
  collect_colors (self);
  if (text != NULL && self->document != NULL)
    {
      self->marks = sch_strip_marks_new (sch_text_get_char_count (text), self->colors->len);
      sch_span_index_foreach (sch_layer_document_get_index (self->document), 0, G_MAXUINT,
                              add_range_cb, self);
      add_problems (self);
      add_hits (self);
    }
  queue_changed (self);
  return G_SOURCE_REMOVE;
}

static void
queue_rebuild (SchStripSource *self)
{
  if (self->rebuild_source == 0)
    self->rebuild_source = sch_later_add (rebuild_cb, self);
}

/* While everything is about to be counted anyway, single changes are not. */
static void
record_changed_cb (SchStripSource *self, int type, gpointer before, gpointer after)
{
  if (type != SCH_RECORD_SPAN || self->marks == NULL || self->rebuild_source != 0)
    return;
  if (before != NULL)
    add_span (self, before, -1);
  if (after != NULL)
    add_span (self, after, 1);
  queue_changed (self);
}

static void
problems_changed_cb (SchStripSource *self, guint position, guint removed, guint added)
{
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (guint), added);

  for (guint i = 0; i < removed && self->marks != NULL; i++)
    sch_strip_marks_add (self->marks, SCH_STRIP_PROBLEM,
                         g_array_index (self->problem_places, guint, position + i), -1);
  if (removed > 0)
    g_array_remove_range (self->problem_places, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (SchProblem)
          problem = g_list_model_get_item (G_LIST_MODEL (self->problems), position + i);
      guint place = sch_problem_get_char_start (problem);

      g_array_append_val (places, place);
      if (self->marks != NULL)
        sch_strip_marks_add (self->marks, SCH_STRIP_PROBLEM, place, 1);
    }
  if (added > 0)
    g_array_insert_vals (self->problem_places, position, places->data, added);
  queue_changed (self);
}

static void
hits_changed_cb (SchStripSource *self)
{
  add_hits (self);
  queue_changed (self);
}

/* --- What is followed ----------------------------------------------------------------------- */

static void
follow_document (SchStripSource *self, SchLayerDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->marks, sch_strip_marks_free);
  if (document != NULL)
    {
      g_signal_connect_object (document, "record-changed", G_CALLBACK (record_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "reset", G_CALLBACK (queue_rebuild), self,
                               G_CONNECT_SWAPPED);
    }
  queue_rebuild (self);
  queue_changed (self);
}

static void
follow_problems (SchStripSource *self, SchProblemList *problems)
{
  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_data (self->problems, self);
  g_set_object (&self->problems, problems);
  g_array_set_size (self->problem_places, 0);
  if (self->marks != NULL)
    sch_strip_marks_clear_lane (self->marks, SCH_STRIP_PROBLEM);
  if (problems == NULL)
    return;
  g_signal_connect_object (problems, "items-changed", G_CALLBACK (problems_changed_cb), self,
                           G_CONNECT_SWAPPED);
  problems_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (problems)));
}

static void
document_changed_cb (SchStripSource *self)
{
  follow_document (self, sch_workspace_get_layer_document (self->workspace));
}

static void
problem_list_changed_cb (SchStripSource *self)
{
  follow_problems (self, sch_workspace_get_problems (self->workspace));
}

static void
corpus_changed_cb (SchStripSource *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (queue_rebuild), self,
                             G_CONNECT_SWAPPED);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_strip_source_dispose (GObject *object)
{
  SchStripSource *self = SCH_STRIP_SOURCE (object);

  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  g_clear_handle_id (&self->changed_source, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_data (self->problems, self);
  g_clear_object (&self->problems);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_strip_source_parent_class)->dispose (object);
}

static void
sch_strip_source_finalize (GObject *object)
{
  SchStripSource *self = SCH_STRIP_SOURCE (object);

  g_clear_pointer (&self->marks, sch_strip_marks_free);
  g_clear_pointer (&self->hits, g_array_unref);
  g_hash_table_unref (self->color_of);
  g_array_unref (self->colors);
  g_ptr_array_unref (self->names);
  g_array_unref (self->problem_places);
  G_OBJECT_CLASS (sch_strip_source_parent_class)->finalize (object);
}

static void
sch_strip_source_class_init (SchStripSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_strip_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_strip_source_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_strip_source_init (SchStripSource *self)
{
  self->color_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->colors = g_array_new (FALSE, FALSE, sizeof (GdkRGBA));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->problem_places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (queue_rebuild), self, G_CONNECT_SWAPPED);
}

SchStripSource *
sch_strip_source_new (SchWorkspace *workspace)
{
  SchStripSource *self = g_object_new (SCH_TYPE_STRIP_SOURCE, NULL);
  const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::corpus", G_CALLBACK (corpus_changed_cb) },
    { "notify::layer-document", G_CALLBACK (document_changed_cb) },
    { "notify::problems", G_CALLBACK (problem_list_changed_cb) },
    { "hits-changed", G_CALLBACK (hits_changed_cb) },
  };

  self->workspace = g_object_ref (workspace);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (workspace, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (sch_workspace_get_visibility (workspace), "changed",
                           G_CALLBACK (queue_rebuild), self, G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  document_changed_cb (self);
  problem_list_changed_cb (self);
  return self;
}

/* --- What is known -------------------------------------------------------------------------- */

SchStripMarks *
sch_strip_source_get_marks (SchStripSource *self)
{
  return self->marks;
}

guint
sch_strip_source_get_n_first (SchStripSource *self)
{
  return self->n_first;
}

const GdkRGBA *
sch_strip_source_get_color (SchStripSource *self, guint color)
{
  return &g_array_index (self->colors, GdkRGBA, color);
}

static void
append_line (GString *text, char *line)
{
  g_autofree char *owned = line;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, owned);
}

/**
 * sch_strip_source_dup_tooltip:
 *
 * Returns: (transfer full): what lies in the buckets [first, end); "" where nothing does
 */
char *
sch_strip_source_dup_tooltip (SchStripSource *self, guint first, guint end)
{
  GString *text = g_string_new (NULL);
  guint n_lines = 0;
  guint n;

  for (guint i = 0; i < self->colors->len && n_lines < MAX_LINES; i++)
    if (sch_strip_marks_count_color (self->marks, i, first, end) > 0)
      {
        append_line (text, g_strdup (g_ptr_array_index (self->names, i)));
        n_lines++;
      }
  n = sch_strip_marks_count (self->marks, SCH_STRIP_HIT, first, end);
  if (n > 0)
    append_line (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", n), n));
  n = sch_strip_marks_count (self->marks, SCH_STRIP_DOUBT, first, end);
  if (n > 0)
    append_line (text,
                 g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u doubt", "%u doubts", n), n));
  n = sch_strip_marks_count (self->marks, SCH_STRIP_PROBLEM, first, end);
  if (n > 0)
    append_line (text,
                 g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u problem", "%u problems", n),
                                  n));
  return g_string_free (text, FALSE);
}

/**
 * sch_strip_source_dup_description:
 *
 * Returns: (transfer full): what the strip shows, for screen readers
 */
char *
sch_strip_source_dup_description (SchStripSource *self)
{
  guint n_spans = self->document != NULL ? sch_layer_document_get_n_spans (self->document) : 0;
  guint n_doubts = self->document != NULL ? sch_layer_document_count_doubts (self->document) : 0;
  guint n_hits = self->hits != NULL ? self->hits->len : 0;

  /* Translators: what a strip beside the scroll bar shows. */
  return g_strdup_printf (_ ("Annotations: %u, hits: %u, doubts: %u, problems: %u"), n_spans,
                          n_hits, n_doubts, self->problem_places->len);
}

/* Index of the first of sorted places that is not before an offset. */
static guint
find_sorted (const GArray *ranges, guint char_offset)
{
  guint low = 0;
  guint high = ranges->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (ranges, SchRange, middle).start < char_offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
find_problem (SchStripSource *self, guint start, guint limit, guint *char_offset)
{
  for (guint i = 0; i < self->problem_places->len; i++)
    {
      guint place = g_array_index (self->problem_places, guint, i);

      if (place >= start && place < limit)
        {
          *char_offset = place;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * sch_strip_source_find_place:
 *
 * The first hit, else problem, else annotation that begins in the buckets [first, end).
 *
 * Returns: FALSE where none does
 */
gboolean
sch_strip_source_find_place (SchStripSource *self, guint first, guint end, guint *char_offset)
{
  guint start = sch_strip_marks_char_of (self->marks, first);
  guint limit = sch_strip_marks_char_of (self->marks, end);
  guint position;
  SchSpanIndex *index;

  if (self->hits != NULL)
    {
      position = find_sorted (self->hits, start);
      if (position < self->hits->len &&
          g_array_index (self->hits, SchRange, position).start < limit)
        {
          *char_offset = g_array_index (self->hits, SchRange, position).start;
          return TRUE;
        }
    }
  if (find_problem (self, start, limit, char_offset))
    return TRUE;
  index = sch_layer_document_get_index (self->document);
  position = sch_span_index_count_before (index, start);
  if (position >= sch_span_index_get_n_spans (index))
    return FALSE;
  *char_offset = sch_span_get_start (sch_span_index_get (index, position));
  return *char_offset < limit;
}
