/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The differences between the scheme of the corpus and another one, told as what the other has. The list
 * is made anew when either of them changes. */

#include "config.h"

#include "sch-compare-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-dialog.h"
#include "sch-message.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-source.h"
#include "sch-scheme-take.h"
#include "sch-survey-text.h"

struct _SchCompareDialog
{
  AdwWindow parent_instance;

  SchSchemeSource *source;
  GtkWidget *search;
  GtkLabel *status;
  GtkListBox *list;

  SchWorkspace *workspace;
  GPtrArray *differences; /* of SchSchemeDifference */
  GPtrArray *takings;     /* of Taking */
};

G_DEFINE_FINAL_TYPE (SchCompareDialog, sch_compare_dialog, ADW_TYPE_WINDOW)

/* --- Taking ----------------------------------------------------------------------------------- */

/* A difference that waits for a count or an answer. */
typedef struct
{
  SchCompareDialog *self; /* which has this */
  SchScheme *other;
  SchSchemeDifference *difference;
} Taking;

static void
free_taking (gpointer data)
{
  Taking *taking = data;

  sch_scheme_unref (taking->other);
  sch_scheme_difference_free (taking->difference);
  g_free (taking);
}

static void
take (SchCompareDialog *self, SchScheme *other, const SchSchemeDifference *difference)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  g_autoptr (GError) error = NULL;
  g_autofree char *place = sch_scheme_difference_dup_place_text (difference);
  /* Translators: %s is a place in a scheme, such as “label “Person””. */
  g_autofree char *name = g_strdup_printf (_ ("Take %s"), place);

  if (draft == NULL)
    return;
  if (!sch_scheme_draft_take (draft, other, difference, &error) ||
      !sch_scheme_edits_try (self->workspace, draft, name, &error))
    {
      gtk_label_set_text (self->status, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
      return;
    }
  sch_workspace_show_message (self->workspace, name, _ ("Undo"), "win.undo");
}

static void
answered_cb (const char *answer, gpointer data)
{
  Taking *taking = data;
  g_autoptr (SchCompareDialog) self = taking->self;

  /* The corpus may have been closed meanwhile. */
  if (g_str_equal (answer, "remove") && self->workspace != NULL)
    take (self, taking->other, taking->difference);
}

static void
surveyed_cb (SchSchemeSurvey *found, gpointer data)
{
  g_autoptr (SchSchemeSurvey) survey = found;
  Taking *taking = data;
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "remove", _ ("_Remove"), SCH_ANSWER_DESTRUCTIVE },
  };
  g_autofree char *place = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (survey->n == 0 && survey->unread->len == 0)
    {
      take (taking->self, taking->other, taking->difference);
      return;
    }
  place = sch_scheme_difference_dup_place_text (taking->difference);
  /* Translators: %s is a place in a scheme, such as “label “Person””. */
  heading = g_strdup_printf (_ ("Remove %s?"), place);
  body = sch_survey_text_dup_left (survey);
  g_object_ref (taking->self);
  sch_message_ask (GTK_WINDOW (taking->self), heading, body, NULL, answers, G_N_ELEMENTS (answers),
                   answered_cb, taking);
}

static gboolean
concerns_annotations (const SchSchemeDifference *difference)
{
  return difference->subject == SCH_SUBJECT_PLACE && difference->kind == SCH_DIFFERENCE_REMOVED &&
         difference->place.part != SCH_PART_RULE;
}

static void
take_cb (SchCompareDialog *self, GtkButton *button)
{
  const SchSchemeDifference *difference = g_object_get_data (G_OBJECT (button), "difference");
  SchScheme *other = sch_scheme_source_get_scheme (self->source);
  Taking *taking;

  if (other == NULL)
    return;
  if (!concerns_annotations (difference))
    {
      take (self, other, difference);
      return;
    }
  taking = g_new (Taking, 1);
  *taking = (Taking){ self, sch_scheme_ref (other), sch_scheme_difference_copy (difference) };
  g_ptr_array_add (self->takings, taking);
  sch_scheme_edits_survey (GTK_WIDGET (self), self->workspace, &taking->difference->place,
                           surveyed_cb, taking);
}

/* --- The list --------------------------------------------------------------------------------- */

static GtkWidget *
make_row (SchCompareDialog *self, SchSchemeDifference *difference)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *text = sch_scheme_difference_dup_text (difference);
  /* Translators: %s says what is different in another scheme. */
  g_autofree char *name = g_strdup_printf (_ ("Take: %s"), text);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *take = gtk_button_new_with_label (_ ("Take"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (take, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), take);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (take), "difference", difference);
  g_object_set_data_full (G_OBJECT (row), "text", g_utf8_casefold (text, -1), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (take), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer data)
{
  SchCompareDialog *self = data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                             -1);

  return strstr (g_object_get_data (G_OBJECT (row), "text"), wanted) != NULL;
}

static void
search_changed_cb (SchCompareDialog *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
show_status (SchCompareDialog *self, SchScheme *other)
{
  guint n = self->differences->len;
  g_autofree char *text = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
  if (other == NULL)
    text = g_strdup (_ ("Choose what the scheme of this corpus is compared with."));
  else if (n == 0)
    text = g_strdup_printf (_ ("“%s” says the same."), sch_scheme_get_name (other));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "What “%s” has otherwise than this corpus: %u difference",
                                         "What “%s” has otherwise than this corpus: %u differences",
                                         n),
                            sch_scheme_get_name (other), n);
  gtk_label_set_text (self->status, text);
}

static void
source_changed_cb (SchCompareDialog *self)
{
  SchScheme *own = sch_workspace_get_scheme (self->workspace);
  SchScheme *other = sch_scheme_source_get_scheme (self->source);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  self->differences = own != NULL && other != NULL ? sch_scheme_diff (own, other)
                                                   : g_ptr_array_new ();
  for (guint i = 0; i < self->differences->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->differences, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->differences->len > 0);
  gtk_widget_set_visible (self->search, self->differences->len > 0);
  show_status (self, other);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
sch_compare_dialog_dispose (GObject *object)
{
  SchCompareDialog *self = SCH_COMPARE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  G_OBJECT_CLASS (sch_compare_dialog_parent_class)->dispose (object);
}

static void
sch_compare_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (SCH_COMPARE_DIALOG (object)->takings);
  G_OBJECT_CLASS (sch_compare_dialog_parent_class)->finalize (object);
}

static void
sch_compare_dialog_class_init (SchCompareDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_compare_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_compare_dialog_finalize;
}

static void
sch_compare_dialog_init (SchCompareDialog *self)
{
  self->differences = g_ptr_array_new ();
  self->takings = g_ptr_array_new_with_free_func (free_taking);
}

static GtkWidget *
make_content (SchCompareDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->search = gtk_search_entry_new ();
  self->status = GTK_LABEL (gtk_label_new (NULL));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  g_object_set (self->search, "placeholder-text", _ ("Search differences"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search differences"), -1);
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Differences"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->source));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  return box;
}

SchCompareDialog *
sch_compare_dialog_new (GtkWindow *parent, SchWorkspace *workspace)
{
  SchCompareDialog *self = g_object_new (SCH_TYPE_COMPARE_DIALOG, "transient-for", parent,
                                         "default-width", 640, NULL);
  GtkWidget *button;

  self->workspace = g_object_ref (workspace);
  self->source = SCH_SCHEME_SOURCE (sch_scheme_source_new (workspace));
  button = sch_dialog_set_up (ADW_WINDOW (self), _ ("Compare Schemes"), _ ("_Close"),
                              make_content (self));
  sch_dialog_fit (ADW_WINDOW (self), 0, 540);
  /* What was taken is taken: there is nothing to cancel. */
  sch_dialog_hide_cancel (ADW_WINDOW (self));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (source_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (sch_dialog_fit_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sch_workspace_get_corpus (workspace), "scheme-changed",
                           G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  source_changed_cb (self);
  return self;
}
