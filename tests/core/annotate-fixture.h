/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A corpus of two documents and a small scheme in a temporary folder, and the check that a gesture is
 * one step which undo and redo restore exactly. */

#include "sch-annotate.h"

#define NOW G_GINT64_CONSTANT (1795000000)
#define A "a.txt"
#define B "sub/b.txt"

typedef struct
{
  char *root;
  char *state_dir;
  SchEnvironment *environment;
  SchCorpus *corpus;
  SchAnnotator a;
  SchAnnotator b;
  guint n_edited;
  guint64 last_seq; /* grows from one step to the next, also over sessions */
} Fixture;

/* What the corpus takes for now. */
extern gint64 clock_seconds;

/* The state before a gesture, to be checked after it. */
typedef struct
{
  char *before;
  guint n_edited;
} Step;

void open_corpus (Fixture *f);
void close_corpus (Fixture *f);
void set_up (Fixture *f, gconstpointer data);
void tear_down (Fixture *f, gconstpointer data);
char *dump_document (SchLayerDocument *document);
char *dump (Fixture *f);
void assert_dump (Fixture *f, const char *expected);
void undo (Fixture *f);
void redo (Fixture *f);
Step begin_step (Fixture *f);
void end_step (Fixture *f, Step step, const char *name);
void end_nothing (Fixture *f, Step step);
void end_refused (Fixture *f, Step step, GError **error, int code);
char *tag (const SchAnnotator *who, const char *label, guint start, guint end);
SchSpan *get (const SchAnnotator *who, const char *id);
void assert_attribute (const SchAnnotator *who, const char *id, const char *key, const char *json);
void assert_ranges (const SchAnnotator *who, const char *id, const char *expected);
void assert_ok (gboolean ok, GError *error);
