/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  SCH_ANSWER_PLAIN,
  SCH_ANSWER_SUGGESTED,
  SCH_ANSWER_DESTRUCTIVE,
} SchAnswerStyle;

/* One way to answer a question: its first is what Escape means. */
typedef struct
{
  const char *id;
  const char *label;
  SchAnswerStyle style;
} SchAnswer;

typedef void (*SchAnswered) (const char *answer, gpointer data);

GtkWindow *sch_message_ask (GtkWindow *parent, const char *heading, const char *body,
                            GtkWidget *extra, const SchAnswer *answers, guint n_answers,
                            SchAnswered answered, gpointer data);
void sch_message_tell (GtkWindow *parent, const char *heading, const char *body);
void sch_message_set_answer_enabled (GtkWindow *message, const char *answer, gboolean enabled);

G_END_DECLS
