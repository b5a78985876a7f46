/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the corpus as a whole: changes that could not be saved, nothing may be
 * changed, work is kept elsewhere, files that could not be read, a layer that an older scheme made. Made anew whenever one of these
 * changes; what the person dismissed stays away until the corpus is opened again. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bar.h"
#include "sch-bin-layout.h"
#include "sch-corpus-bars.h"
#include "sch-corpus-documents.h"
#include "sch-corpus-scheme.h"
#include "sch-later.h"

#define MAX_ISSUES 3

struct _SchCorpusBars
{
  GtkWidget parent_instance;

  GtkWidget *box;

  SchWorkspace *workspace;
  GHashTable *dismissed; /* texts */
  guint n_outdated;
  guint outdated_source;
};

G_DEFINE_FINAL_TYPE (SchCorpusBars, sch_corpus_bars, GTK_TYPE_WIDGET)

static void
dismiss_cb (SchCorpusBars *self, SchBar *bar)
{
  g_hash_table_add (self->dismissed, g_strdup (g_object_get_data (G_OBJECT (bar), "text")));
  gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (bar));
}

static SchBar *
add_bar (SchCorpusBars *self, SchSeverity severity, const char *text, gboolean dismissable)
{
  GtkWidget *bar;

  if (g_hash_table_contains (self->dismissed, text))
    return NULL;
  bar = sch_bar_new (severity, text);
  if (dismissable)
    {
      g_object_set_data_full (G_OBJECT (bar), "text", g_strdup (text), g_free);
      sch_bar_set_button (SCH_BAR (bar), _ ("Dismiss"), NULL);
      g_signal_connect_object (bar, "clicked", G_CALLBACK (dismiss_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_box_append (GTK_BOX (self->box), bar);
  return SCH_BAR (bar);
}

static void
add_save_failure (SchCorpusBars *self, SchCorpus *corpus)
{
  const char *reason = sch_corpus_get_save_error (corpus);
  g_autofree char *text = NULL;
  SchBar *bar;

  if (sch_corpus_get_saved_state (corpus) != SCH_SAVE_FAILED)
    return;
  /* Translators: %s is the reason. */
  text = g_strdup_printf (_ ("Your last changes are not saved: %s"), reason != NULL ? reason : "");
  bar = add_bar (self, SCH_SEVERITY_ERROR, text, FALSE);
  if (bar != NULL)
    sch_bar_set_button (bar, _ ("Retry"), "win.retry-save");
}

/* Whose layer is on show, where it is not the person's own. */
static void
add_layer_lock (SchCorpusBars *self)
{
  g_autofree char *text = sch_workspace_dup_layer_lock_reason (self->workspace);
  SchBar *bar = text != NULL ? add_bar (self, SCH_SEVERITY_INFO, text, FALSE) : NULL;

  if (bar != NULL)
    sch_bar_set_button (bar, _ ("Edit Anyway"), "win.edit-anyway");
}

/* The scheme has replaced what the layer names since that was made; it is understood all the same. */
static void
add_outdated (SchCorpusBars *self)
{
  g_autofree char *text = NULL;
  SchBar *bar;

  if (self->n_outdated == 0)
    return;
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "This layer was made with an older version of the scheme: %u annotation uses a "
                   "label, a relation or a value that was merged.",
                   "This layer was made with an older version of the scheme: %u annotations use "
                   "labels, relations or values that were merged.",
                   self->n_outdated),
      self->n_outdated);
  bar = add_bar (self, SCH_SEVERITY_INFO, text, FALSE);
  if (bar != NULL)
    sch_bar_set_button (bar, _ ("Bring Up to Date"), "win.update-layer");
}

static void
add_moved (SchCorpusBars *self, SchCorpus *corpus)
{
  GPtrArray *moved = sch_corpus_get_moved (corpus);
  const SchMovedDocument *first = moved->len > 0 ? g_ptr_array_index (moved, 0) : NULL;
  g_autofree char *text = NULL;
  SchBar *bar;

  if (first == NULL)
    return;
  if (moved->len == 1)
    /* Translators: two paths of documents. */
    text = g_strdup_printf (
        _ ("“%s” has become “%s”: it has the same text. Its annotations are still "
           "at the old name."),
        first->from, first->to);
  else
    text = g_strdup_printf (
        g_dngettext (
            GETTEXT_PACKAGE,
            "%u document was renamed or moved by another program. Its annotations are still "
            "at the old name.",
            "%u documents were renamed or moved by another program. Their annotations are "
            "still at the old names.",
            moved->len),
        moved->len);
  bar = add_bar (self, SCH_SEVERITY_WARNING, text, FALSE);
  if (bar != NULL)
    sch_bar_set_button (bar, _ ("Move the Annotations Along"), "win.move-along");
}

static void
add_issues (SchCorpusBars *self, SchCorpus *corpus)
{
  GPtrArray *issues = sch_corpus_get_issues (corpus);
  guint n_shown = 0;

  for (guint i = 0; issues != NULL && i < issues->len && n_shown < MAX_ISSUES; i++)
    {
      const SchIssue *issue = g_ptr_array_index (issues, i);

      if (add_bar (self, issue->severity, issue->message, TRUE) != NULL)
        n_shown++;
    }
}

static void
update (SchCorpusBars *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  GtkWidget *bar;

  while ((bar = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), bar);
  if (corpus == NULL)
    return;
  add_save_failure (self, corpus);
  if (sch_corpus_get_read_only_reason (corpus) != NULL)
    add_bar (self, SCH_SEVERITY_WARNING, sch_corpus_get_read_only_reason (corpus), FALSE);
  else
    add_layer_lock (self);
  if (sch_corpus_get_aside_folder (corpus) != NULL)
    {
      /* Translators: %s is a folder. */
      g_autofree char *text = g_strdup_printf (
          _ ("This folder cannot be written. Your work is kept in %s until it can."),
          sch_corpus_get_aside_folder (corpus));

      add_bar (self, SCH_SEVERITY_WARNING, text, TRUE);
    }
  add_moved (self, corpus);
  add_outdated (self);
  add_issues (self, corpus);
}

static gboolean
update_outdated_cb (gpointer data)
{
  SchCorpusBars *self = data;
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *layer = sch_workspace_get_layer (self->workspace);
  guint n = corpus != NULL && layer != NULL && sch_corpus_get_read_only_reason (corpus) == NULL
                ? sch_corpus_count_outdated (corpus, layer)
                : 0;

  self->outdated_source = 0;
  if (n == self->n_outdated)
    return G_SOURCE_REMOVE;
  self->n_outdated = n;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update_outdated (SchCorpusBars *self)
{
  if (self->outdated_source == 0)
    self->outdated_source = sch_later_add (update_outdated_cb, self);
}

static void
corpus_changed_cb (SchCorpusBars *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  self->n_outdated = 0;
  queue_update_outdated (self);
  g_hash_table_remove_all (self->dismissed);
  if (corpus != NULL)
    {
      g_signal_connect_object (corpus, "issues-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "moved-found", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "documents-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "saved-state-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "layers-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "edited", G_CALLBACK (queue_update_outdated), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (queue_update_outdated), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "layer-document-loaded", G_CALLBACK (queue_update_outdated),
                               self, G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
sch_corpus_bars_dispose (GObject *object)
{
  SchCorpusBars *self = SCH_CORPUS_BARS (object);

  g_clear_handle_id (&self->outdated_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_corpus_bars_parent_class)->dispose (object);
}

static void
sch_corpus_bars_finalize (GObject *object)
{
  g_hash_table_unref (SCH_CORPUS_BARS (object)->dismissed);
  G_OBJECT_CLASS (sch_corpus_bars_parent_class)->finalize (object);
}

static void
sch_corpus_bars_class_init (SchCorpusBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_corpus_bars_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_corpus_bars_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_corpus_bars_init (SchCorpusBars *self)
{
  self->dismissed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
sch_corpus_bars_set_workspace (SchCorpusBars *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_CORPUS_BARS (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (queue_update_outdated), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
}
