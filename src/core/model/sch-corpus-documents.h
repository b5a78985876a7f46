/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"
#include "sch-metadata.h"

G_BEGIN_DECLS

/* What is done to the documents of a corpus as files and as a list: describing them, making new
 * ones, moving them with all that belongs to them, and finding again those that were moved by other
 * programs. */

/* --- Metadata (sch-corpus-metadata.c) --- */

SchTree *sch_corpus_get_metadata (SchCorpus *self, const char *path); /* (nullable) */
/* @metadata: (nullable): NULL leaves it. @attributes: set @with_attributes. One step of @layer's
 * history. */
gboolean sch_corpus_set_properties (SchCorpus *self, const char *layer, const char *by,
                                    const char *path, SchTree *metadata, gboolean with_attributes,
                                    SchAttributes *attributes, GError **error);

/* --- New documents (sch-corpus-new-documents.c) --- */

/* A path that is free: @folder ("" = the corpus itself), a name made of @title, ".txt". */
char *sch_corpus_suggest_path (SchCorpus *self, const char *folder, const char *title);
/* Whether a document may be made at this path, or moved to it. */
gboolean sch_corpus_check_new_path (SchCorpus *self, const char *path, GError **error);
/* Writes a text as a new document and lists it. */
gboolean sch_corpus_add_text (SchCorpus *self, const char *layer, const char *path,
                              const char *text, SchTree *metadata, GError **error);

/**
 * SchIntake: copies files into the corpus as they are, in any thread. What it knows of the corpus is
 * as it was when it was made; sch_corpus_rescan() lists what it copied.
 */
typedef struct _SchIntake SchIntake;
SchIntake *sch_corpus_new_intake (SchCorpus *self, const char *folder, GError **error);
/* (transfer full) (nullable): the path of the new document */
char *sch_intake_copy (SchIntake *self, GFile *file, GCancellable *cancellable, GError **error);
void sch_intake_free (SchIntake *self);

/* --- Moving (sch-corpus-move.c) --- */

/* The text with its annotations in all layers and its metadata; never over another one. What a crash
 * interrupts is finished at the next opening. Not a step of a history: moving back is its undo. */
gboolean sch_corpus_move_document (SchCorpus *self, const char *from, const char *to,
                                   GError **error);
/* The text is at @to already, moved by another program: what is known of @from follows it. */
gboolean sch_corpus_follow_document (SchCorpus *self, const char *from, const char *to,
                                     GError **error);

/* --- Missing documents (sch-corpus-missing.c) --- */

typedef struct
{
  char *from; /* a missing document */
  char *to;   /* a document with the same text and without annotations */
} SchMovedDocument;

void sch_moved_document_free (SchMovedDocument *self);
/* Looks behind the scenes for documents that other programs have moved; "moved-found" when there
 * are any. Needs a main loop. */
void sch_corpus_look_for_moved (SchCorpus *self);
/* (element-type SchMovedDocument): found and still so */
GPtrArray *sch_corpus_get_moved (SchCorpus *self);
/* Takes a found pair off the list without doing anything. */
void sch_corpus_forget_moved (SchCorpus *self);
/* Whether a file has the text that was annotated as @path, in any layer. */
gboolean sch_corpus_is_text_of (SchCorpus *self, const char *path, GBytes *text);
/* What the last rescan found: how many documents are new, and the first of them. */
guint sch_corpus_get_n_new (SchCorpus *self);
SchDocument *sch_corpus_get_first_new (SchCorpus *self); /* (nullable) */
/* Puts a text at the place of a missing document. */
gboolean sch_corpus_restore_text (SchCorpus *self, const char *path, GBytes *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchIntake, sch_intake_free)

G_END_DECLS
