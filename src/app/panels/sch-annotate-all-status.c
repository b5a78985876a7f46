/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Annotate All page says of its search: counts, notes, progress, what the buttons do. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-all-private.h"

typedef struct
{
  guint n_ticked;
  guint n_documents;
  guint n_to_remember; /* not ticked for the first time */
} Counts;

static Counts
count_hits (SchAnnotateAll *self)
{
  const char *last = NULL;
  Counts counts = { 0, 0, 0 };

  for (guint i = 0; i < sch_occurrences_get_n (self->search); i++)
    {
      SchOccurrence *hit = sch_occurrences_peek (self->search, i);
      const char *path = sch_occurrence_get_path (hit);

      counts.n_ticked += sch_occurrence_is_ticked (hit);
      counts.n_to_remember += !sch_occurrence_is_ticked (hit) && !sch_occurrence_was_left_out (hit);
      counts.n_documents += last == NULL || strcmp (path, last) != 0;
      last = path;
    }
  return counts;
}

static void
append_notes (SchAnnotateAll *self, GString *text)
{
  guint n_protected = sch_occurrences_get_n_protected (self->search);
  guint n_unreadable = sch_occurrences_get_n_unreadable (self->search);

  if (sch_occurrences_is_truncated (self->search))
    g_string_append_printf (text, "\n%s",
                            _ ("There are more: annotate these first, then look again."));
  if (n_protected > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "%u document is done or read-only and left out.",
                                           "%u documents are done or read-only and left out.",
                                           n_protected),
                              n_protected);
    }
  if (n_unreadable > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u document cannot be read.",
                                           "%u documents cannot be read.", n_unreadable),
                              n_unreadable);
    }
}

static void
update_count (SchAnnotateAll *self, Counts counts)
{
  guint n = sch_occurrences_get_n (self->search);
  g_autoptr (GString) text = g_string_new (NULL);

  if (n > 0)
    {
      g_autofree char *places = g_strdup_printf (
          /* Translators: how many places are ticked, of how many. */
          g_dngettext (GETTEXT_PACKAGE, "%u of %u place", "%u of %u places", n), counts.n_ticked,
          n);
      g_autofree char *documents = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document",
                                                                 "%u documents",
                                                                 counts.n_documents),
                                                    counts.n_documents);

      /* Translators: “3 of 4 places” in “2 documents”. */
      g_string_append_printf (text, _ ("%s in %s"), places, documents);
    }
  append_notes (self, text);
  if (text->len > 0 && text->str[0] == '\n')
    g_string_erase (text, 0, 1);
  gtk_label_set_text (self->count, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->count), text->len > 0);
}

static void
update_buttons (SchAnnotateAll *self, Counts counts)
{
  guint n = sch_occurrences_get_n (self->search);
  guint n_new = counts.n_ticked + (self->source_is_new ? 1 : 0);
  gboolean all = n > 0 && counts.n_ticked == n;
  g_autofree char *text = NULL;

  gtk_button_set_label (self->toggle_all, all ? _ ("None") : _ ("All"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle_all),
                               all ? _ ("Untick All (Ctrl+A)") : _ ("Tick All (Ctrl+A)"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle_all), n > 0);
  if (n_new > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Annotate %u Place", "Annotate %u Places",
                                         n_new),
                            n_new);
  else
    text = g_strdup (n > 0 ? _ ("Leave All Out") : _ ("Annotate"));
  gtk_button_set_label (self->apply, text);
  /* With none ticked, what was unticked can still be remembered. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), n_new > 0 || counts.n_to_remember > 0);
}

static const char *
get_empty_text (SchAnnotateAll *self)
{
  if (!sch_occurrences_is_done (self->search))
    return _ ("Looking…");
  if (sch_occurrences_get_flags (self->search) & SCH_OCCURRENCES_CORPUS)
    return _ ("No other places in the corpus. Escape goes back.");
  return _ ("No other places in this document. Press Ctrl+Shift+A to look in all documents.");
}

/* After any change of the search or of a tick. */
void
sch_annotate_all_update (SchAnnotateAll *self)
{
  gboolean done;
  Counts counts;

  if (self->search == NULL)
    return;
  done = sch_occurrences_is_done (self->search);
  counts = count_hits (self);
  update_count (self, counts);
  update_buttons (self, counts);
  gtk_widget_set_visible (self->progress_box, !done);
  gtk_progress_bar_set_fraction (self->progress, sch_occurrences_get_progress (self->search));
  gtk_label_set_text (self->empty, get_empty_text (self));
  gtk_stack_set_visible_child (self->stack, sch_occurrences_get_n (self->search) > 0
                                                ? self->list_page
                                                : self->empty_page);
}

void
sch_annotate_all_announce (SchAnnotateAll *self)
{
  const char *text = sch_occurrences_get_n (self->search) > 0 ? gtk_label_get_text (self->count)
                                                              : gtk_label_get_text (self->empty);

  sch_workspace_announce (self->workspace, text);
}

gboolean
sch_annotate_all_has_all_ticked (SchAnnotateAll *self)
{
  return count_hits (self).n_ticked == sch_occurrences_get_n (self->search);
}
