/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus-private.h"

G_BEGIN_DECLS

/**
 * SchMove:
 * @seq: steps of the histories with a smaller one have the old path
 * @done: FALSE = it was begun, and is to be finished
 */
typedef struct
{
  char *from;
  char *to;
  guint64 seq;
  gboolean done;
} SchMove;

void sch_move_free (SchMove *self);
/* sch-corpus-move-files.c */
gboolean sch_move_write_plans (SchCorpus *self, GError **error);
gboolean sch_move_carry_out (SchCorpus *self, const SchMove *move, gboolean *committed,
                             GError **error);
void sch_move_take_back (SchCorpus *self, const SchMove *move);
void sch_move_note_step (guint step);

/* For tests: called between the steps of a move. */
extern void (*sch_corpus_move_hook) (guint step);

G_END_DECLS
