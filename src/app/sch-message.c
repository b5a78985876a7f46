/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that knows the toolkit's message dialog: questions that need an answer, and
 * what must be read before going on. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-message.h"

typedef struct
{
  SchAnswered answered;
  gpointer data;
} Question;

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;

  if (question->answered != NULL)
    question->answered (response, question->data);
}

static void
free_question (gpointer data, GClosure *closure)
{
  g_free (data);
}

static AdwResponseAppearance
appearance_of (SchAnswerStyle style)
{
  switch (style)
    {
    case SCH_ANSWER_SUGGESTED:
      return ADW_RESPONSE_SUGGESTED;
    case SCH_ANSWER_DESTRUCTIVE:
      return ADW_RESPONSE_DESTRUCTIVE;
    case SCH_ANSWER_PLAIN:
    default:
      return ADW_RESPONSE_DEFAULT;
    }
}

/* Screen readers would read the underscore of a mnemonic. */
static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)) &&
      gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (gtk_button_get_label (GTK_BUTTON (widget)), "_", 2);
      g_autofree char *name = g_strjoinv ("", parts);

      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

/**
 * sch_message_ask:
 * @parent: (nullable): window that waits for the answer
 * @extra: (nullable): a widget below the text
 * @answers: the first is the answer of Escape; a suggested one is that of Enter
 * @answered: (nullable): called once, with the id of the answer
 *
 * Returns: (transfer none): the dialog, on show
 */
GtkWindow *
sch_message_ask (GtkWindow *parent, const char *heading, const char *body, GtkWidget *extra,
                 const SchAnswer *answers, guint n_answers, SchAnswered answered, gpointer data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  Question *question = g_new0 (Question, 1);

  question->answered = answered;
  question->data = data;
  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, answers[i].id, answers[i].label);
      adw_message_dialog_set_response_appearance (dialog, answers[i].id,
                                                  appearance_of (answers[i].style));
      if (answers[i].style == SCH_ANSWER_SUGGESTED)
        adw_message_dialog_set_default_response (dialog, answers[i].id);
    }
  adw_message_dialog_set_close_response (dialog, answers[0].id);
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, free_question, 0);
  name_buttons (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/**
 * sch_message_tell:
 *
 * Says something that must be read; there is nothing to decide.
 */
void
sch_message_tell (GtkWindow *parent, const char *heading, const char *body)
{
  const SchAnswer answers[] = { { "close", _ ("_Close"), SCH_ANSWER_PLAIN } };

  sch_message_ask (parent, heading, body, NULL, answers, G_N_ELEMENTS (answers), NULL, NULL);
}

void
sch_message_set_answer_enabled (GtkWindow *message, const char *answer, gboolean enabled)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (message), answer, enabled);
}
