/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The find bar. A step that is asked for while it still searches waits for the end.
 *
 * Always holds: current is one of the hits or G_MAXUINT; the workspace shows the hits while the bar
 * is open, and not while it is closed. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-find.h"
#include "sch-find-bar.h"
#include "sch-find-options.h"
#include "sch-tag-all-button.h"
#include "sch-wrap-layout.h"

/* A longer selection is hardly what is looked for. */
#define MAX_PREFILL_CHARS 200u
#define NO_HIT G_MAXUINT

struct _SchFindBar
{
  GtkWidget parent_instance;

  GtkEditable *entry;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;
  SchFindOptions *options;
  SchTagAllButton *tag_all;
  GtkLabel *error;

  SchWorkspace *workspace;
  SchDocumentView *view;

  SchDocumentFind *find;
  guint current;
  guint origin;   /* where the person was when the search began */
  gboolean jump;  /* to the first hit, once it is found */
  int waiting;    /* steps to take, once all is found */
  gboolean stale; /* something changed while the bar was closed */
  gboolean filling;
  gboolean moving;         /* the caret is moved by us */
  gboolean owns_selection; /* the view does not offer its selection to other programs */
};

G_DEFINE_FINAL_TYPE (SchFindBar, sch_find_bar, GTK_TYPE_WIDGET)

/* --- What is shown -------------------------------------------------------------------------- */

static gboolean
is_open (SchFindBar *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

static GArray *
get_hits (SchFindBar *self)
{
  return sch_document_find_get_hits (self->find);
}

static gboolean
is_searching (SchFindBar *self)
{
  return sch_document_find_is_searching (self->find);
}

/* “3 of 17”, “17 hits”; (nullable) where nothing is looked for. */
static char *
dup_count (SchFindBar *self)
{
  guint n = get_hits (self)->len;

  if (!sch_document_find_is_set (self->find))
    return NULL;
  if (n == 0)
    return g_strdup (is_searching (self) ? _ ("Searching…") : _ ("Not found"));
  if (self->current == NO_HIT && sch_document_find_is_cut (self->find))
    /* Translators: a search found more than %u places. */
    return g_strdup_printf (_ ("more than %u hits"), n);
  if (self->current == NO_HIT)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", n), n);
  if (sch_document_find_is_cut (self->find))
    /* Translators: the first is the place of a hit among all, of which there are more than the second. */
    return g_strdup_printf (_ ("%u of more than %u"), self->current + 1, n);
  /* Translators: the place of a hit among all hits. */
  return g_strdup_printf (_ ("%u of %u"), self->current + 1, n);
}

static void
show_count (SchFindBar *self)
{
  g_autofree char *text = dup_count (self);
  guint n = get_hits (self)->len;
  gboolean none = n == 0 && sch_document_find_is_set (self->find) && !is_searching (self);

  gtk_label_set_text (self->count, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count), text != NULL);
  if (none)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_sensitive (self->previous, n > 0);
  gtk_widget_set_sensitive (self->next, n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_all),
                            get_hits (self)->len > 0 && !is_searching (self));
}

static void
publish (SchFindBar *self)
{
  if (is_open (self))
    sch_workspace_set_hits (self->workspace, get_hits (self)->len > 0 ? get_hits (self) : NULL,
                            self->current);
  show_count (self);
}

static void
show_error (SchFindBar *self, const GError *error)
{
  gtk_label_set_text (self->error, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

/* --- Hits ----------------------------------------------------------------------------------- */

static SchRange
get_hit (SchFindBar *self, guint i)
{
  return g_array_index (get_hits (self), SchRange, i);
}

static void
go_to (SchFindBar *self, guint i)
{
  SchRange hit = get_hit (self, i);

  self->current = i;
  self->origin = hit.start;
  sch_workspace_select_span (self->workspace, NULL, FALSE);
  self->moving = TRUE;
  sch_document_view_select (self->view, hit.start, hit.end);
  self->moving = FALSE;
  sch_document_view_scroll_to (self->view, hit.start, hit.end);
  publish (self);
}

static void
announce (SchFindBar *self, const char *wrapped)
{
  g_autofree char *count = dup_count (self);
  g_autofree char *text = NULL;

  if (count == NULL)
    return;
  /* Translators: a search went on at the other end of the text; then the place among all hits. */
  text = wrapped != NULL ? g_strdup_printf (_ ("%s: %s"), wrapped, count) : g_strdup (count);
  sch_workspace_announce (self->workspace, text);
}

/* Whether the current hit is still what is selected. */
static gboolean
is_at_current (SchFindBar *self)
{
  guint start;
  guint end;
  SchRange hit;

  if (self->current >= get_hits (self)->len)
    return FALSE;
  hit = get_hit (self, self->current);
  return sch_document_view_get_selection (self->view, &start, &end) && start == hit.start &&
         end == hit.end;
}

/* The hit after or before the caret; for a hit that was just tagged, and ends at the caret, the one
 * before it. Not below the number of hits where there is none. */
static guint
find_from_caret (SchFindBar *self, int direction)
{
  guint caret = sch_document_view_get_caret (self->view);
  guint i = sch_find_next_hit (get_hits (self), caret);

  if (direction > 0)
    return i;
  return i > 0 && get_hit (self, i - 1).end >= caret ? i - 2 : i - 1;
}

static void
take_step (SchFindBar *self, int direction)
{
  guint n = get_hits (self)->len;
  guint i;

  if (n == 0)
    {
      announce (self, NULL);
      return;
    }
  if (is_at_current (self))
    i = direction > 0 ? self->current + 1 : self->current - 1;
  else
    i = find_from_caret (self, direction);
  if (i < n)
    {
      go_to (self, i);
      announce (self, NULL);
      return;
    }
  go_to (self, direction > 0 ? 0 : n - 1);
  announce (self,
            direction > 0 ? _ ("Continued from the beginning") : _ ("Continued from the end"));
}

/* From where the person was on, as soon as there is one, or from the beginning. */
static void
jump_if_found (SchFindBar *self)
{
  guint i = sch_find_next_hit (get_hits (self), self->origin);

  if (!self->jump || (i == get_hits (self)->len && is_searching (self)))
    return;
  self->jump = FALSE;
  if (get_hits (self)->len > 0)
    {
      guint origin = self->origin;

      go_to (self, i < get_hits (self)->len ? i : 0);
      /* What is typed next is looked for from the same place. */
      self->origin = origin;
    }
  else
    {
      self->moving = TRUE;
      sch_document_view_set_caret (self->view, self->origin);
      self->moving = FALSE;
    }
}

/* --- Searching ------------------------------------------------------------------------------ */

static void
found_cb (SchFindBar *self)
{
  jump_if_found (self);
  show_count (self);
}

static void
ended_cb (SchFindBar *self, const GError *error)
{
  int waiting = self->waiting;

  self->waiting = 0;
  publish (self);
  show_error (self, error);
  jump_if_found (self);
  if (waiting == 0 && is_open (self))
    announce (self, NULL);
  for (; waiting != 0; waiting -= waiting > 0 ? 1 : -1)
    take_step (self, waiting);
}

static SchSegmenter *
make_segmenter (SchFindBar *self, SchText *text)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchDocument *document = sch_workspace_get_document (self->workspace);
  const char *language = sch_corpus_get_language (corpus, sch_document_get_path (document));

  return sch_segmenter_new (text, language,
                            sch_scheme_get_snap_rules (sch_corpus_get_scheme (corpus), language));
}

static void
forget (SchFindBar *self)
{
  self->jump = FALSE;
  self->waiting = 0;
  self->current = NO_HIT;
  sch_document_find_start (self->find, NULL, NULL, NULL);
}

/* Looks for what stands in the entry. @jump: and goes there */
static void
search (SchFindBar *self, gboolean jump)
{
  SchFindFlags flags = sch_find_options_get_flags (self->options);
  SchText *text = sch_workspace_get_text (self->workspace);
  gboolean words = text != NULL && (flags & SCH_FIND_WHOLE_WORDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchFindQuery) query = NULL;

  forget (self);
  self->stale = FALSE;
  self->jump = jump;
  query = sch_find_query_new (gtk_editable_get_text (self->entry), flags, &error);
  /* What it shows when it ends at once is not for the next lines to hide. */
  publish (self);
  show_error (self, error);
  sch_document_find_start (self->find, query, text, words ? make_segmenter (self, text) : NULL);
  show_count (self);
}

/* --- Callbacks ------------------------------------------------------------------------------ */

static void
changed_cb (SchFindBar *self)
{
  if (self->workspace == NULL || self->filling)
    return;
  if (is_open (self))
    search (self, TRUE);
  else
    self->stale = TRUE;
}

static void
next_cb (SchFindBar *self)
{
  sch_find_bar_step (self, 1);
}

static void
previous_cb (SchFindBar *self)
{
  sch_find_bar_step (self, -1);
}

static void
close_cb (SchFindBar *self)
{
  sch_find_bar_close (self);
}

static void
document_changed_cb (SchFindBar *self)
{
  if (sch_document_find_get_text (self->find) == sch_workspace_get_text (self->workspace))
    {
      publish (self);
      return;
    }
  self->origin = 0;
  if (is_open (self))
    search (self, FALSE);
  else
    {
      forget (self);
      self->stale = TRUE;
    }
}

/* The person went elsewhere: the search goes on from there. */
static void
caret_moved_cb (SchFindBar *self)
{
  if (self->moving ||
      sch_document_find_get_text (self->find) != sch_workspace_get_text (self->workspace))
    return;
  self->origin = sch_document_view_get_caret (self->view);
  if (self->current == NO_HIT || is_at_current (self))
    return;
  self->current = NO_HIT;
  publish (self);
}

static void
label_chosen_cb (SchFindBar *self, const char *label)
{
  SchAnnotator who;
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (GError) error = NULL;
  guint n_made;

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (is_searching (self) || !sch_document_find_is_set (self->find) ||
      !sch_workspace_get_annotator (self->workspace, &who))
    return;
  ranges = sch_document_find_list_ranges (self->find);
  if (sch_annotate_tag_many (&who, label, (const SchRange *) (gpointer) ranges->data, ranges->len,
                             &n_made, &error))
    {
      sch_workspace_note_label_used (self->workspace, label);
      sch_tag_all_show_result (self->workspace, label, n_made);
    }
  else
    sch_workspace_show_error (self->workspace, error);
}

static gboolean
key_pressed_cb (SchFindBar *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      sch_find_bar_step (self, shift ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      sch_find_bar_step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      sch_find_bar_step (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  sch_find_bar_close (SCH_FIND_BAR (widget));
  return GDK_EVENT_STOP;
}

/* --- Object --------------------------------------------------------------------------------- */

/* Of all texts in a program, X lets one at a time have a selection to be pasted with the middle
 * button; the others lose theirs. Entry and document both need one while the bar is open. */
static void
sch_find_bar_map (GtkWidget *widget)
{
  SchFindBar *self = SCH_FIND_BAR (widget);
  GtkWidget *view = GTK_WIDGET (self->view);

  GTK_WIDGET_CLASS (sch_find_bar_parent_class)->map (widget);
  if (!gtk_widget_get_realized (view) || self->owns_selection)
    return;
  gtk_text_buffer_remove_selection_clipboard (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                                              gtk_widget_get_primary_clipboard (view));
  self->owns_selection = TRUE;
}

static void
sch_find_bar_unmap (GtkWidget *widget)
{
  SchFindBar *self = SCH_FIND_BAR (widget);
  GtkWidget *view = GTK_WIDGET (self->view);

  if (self->owns_selection && gtk_widget_get_realized (view))
    gtk_text_buffer_add_selection_clipboard (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                                             gtk_widget_get_primary_clipboard (view));
  self->owns_selection = FALSE;
  GTK_WIDGET_CLASS (sch_find_bar_parent_class)->unmap (widget);
}

static void
sch_find_bar_dispose (GObject *object)
{
  SchFindBar *self = SCH_FIND_BAR (object);
  GtkWidget *child;

  if (self->find != NULL)
    g_signal_handlers_disconnect_by_data (self->find, self);
  g_clear_object (&self->find);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->view);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_find_bar_parent_class)->dispose (object);
}

static void
sch_find_bar_class_init (SchFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_find_bar_dispose;
  widget_class->map = sch_find_bar_map;
  widget_class->unmap = sch_find_bar_unmap;
  g_type_ensure (SCH_TYPE_FIND_OPTIONS);
  g_type_ensure (SCH_TYPE_TAG_ALL_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SchFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, SchFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, SchFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, SchFindBar, next);
  gtk_widget_class_bind_template_child (widget_class, SchFindBar, options);
  gtk_widget_class_bind_template_child (widget_class, SchFindBar, tag_all);
  gtk_widget_class_bind_template_child (widget_class, SchFindBar, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_chosen_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
sch_find_bar_init (SchFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->find = sch_document_find_new ();
  g_signal_connect_object (self->find, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  self->current = NO_HIT;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  sch_find_options_add_keys (self->options, GTK_WIDGET (self));
  sch_tag_all_button_add_key (self->tag_all, GTK_WIDGET (self));
}

GtkWidget *
sch_find_bar_new (SchWorkspace *workspace, SchDocumentPage *page)
{
  SchFindBar *self = g_object_new (SCH_TYPE_FIND_BAR, NULL);

  sch_find_options_set_settings (self->options, sch_workspace_get_settings (workspace));
  sch_tag_all_button_set_workspace (self->tag_all, workspace);
  self->view = g_object_ref (sch_document_page_get_view (page));
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document", G_CALLBACK (document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)),
                           "notify::cursor-position", G_CALLBACK (caret_moved_cb), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
  return GTK_WIDGET (self);
}

/* The selected text, if it may be what is looked for. */
static char *
dup_prefill (SchFindBar *self, guint start, guint end)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  g_autofree char *selected = NULL;

  if (end - start > MAX_PREFILL_CHARS)
    return NULL;
  selected = sch_text_dup_slice (text, start, end);
  if (sch_find_options_get_flags (self->options) & SCH_FIND_REGEX)
    return g_regex_escape_string (selected, -1);
  return g_steal_pointer (&selected);
}

static void
fill_entry (SchFindBar *self, const char *pattern)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->entry, pattern);
  self->filling = FALSE;
}

void
sch_find_bar_open (SchFindBar *self)
{
  g_autofree char *prefill = NULL;
  guint start;
  guint end;

  g_return_if_fail (SCH_IS_FIND_BAR (self));

  self->origin = sch_document_view_get_caret (self->view);
  if (sch_document_view_get_selection (self->view, &start, &end))
    {
      self->origin = start;
      prefill = dup_prefill (self, start, end);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (prefill != NULL)
    fill_entry (self, prefill);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  search (self, prefill != NULL);
}

void
sch_find_bar_close (SchFindBar *self)
{
  g_return_if_fail (SCH_IS_FIND_BAR (self));

  if (!is_open (self))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (sch_workspace_get_hits (self->workspace, NULL) == get_hits (self))
    sch_workspace_set_hits (self->workspace, NULL, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
sch_find_bar_step (SchFindBar *self, int direction)
{
  g_return_if_fail (SCH_IS_FIND_BAR (self));

  if (*gtk_editable_get_text (self->entry) == '\0')
    {
      sch_find_bar_open (self);
      return;
    }
  if (self->stale)
    search (self, FALSE);
  if (is_searching (self))
    self->waiting += direction;
  else if (!sch_document_find_is_set (self->find))
    sch_find_bar_open (self);
  else
    take_step (self, direction);
}

/**
 * sch_find_bar_dup_pattern:
 *
 * Returns: (transfer full): may be empty
 */
char *
sch_find_bar_dup_pattern (SchFindBar *self)
{
  guint start;
  guint end;
  char *prefill = NULL;

  g_return_val_if_fail (SCH_IS_FIND_BAR (self), NULL);

  if (sch_document_view_get_selection (self->view, &start, &end))
    prefill = dup_prefill (self, start, end);
  return prefill != NULL ? prefill : g_strdup (gtk_editable_get_text (self->entry));
}
