/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of SchCorpus, shared by sch-corpus-*.c and by nobody else. */

#include "sch-corpus.h"
#include "sch-document-private.h"
#include "sch-edit.h"
#include "sch-history.h"
#include "sch-index.h"
#include "sch-layer-document-private.h"
#include "sch-lock.h"
#include "sch-native-files.h"
#include "sch-saver.h"

G_BEGIN_DECLS

/* The edits of a group that are of one file: those from @first on that are, @n at most. */
typedef struct
{
  SchEditGroup *group;
  guint first;
  guint n;
} SchUnwritten;

/* A file of the corpus that edits change. @state: as last read or written. */
typedef struct
{
  char *file; /* relative */
  SchFileState state;
  gboolean known;      /* state was read */
  gboolean based;      /* the journal names its base */
  gboolean unwritable; /* broken, newer, or could not be replaced: never written */
  gboolean away;       /* a layer document that was changed without being loaded */
  guint64 dirty_seq;   /* last group that changed it */
  guint64 queued_seq;  /* last group in what was handed to the writer */
  guint64 written_seq; /* last group that is durable in it */
  GArray *unwritten;   /* of SchUnwritten: those not in the file yet */
  char *failure;       /* (nullable): the issue that says why it could not be written */
  GBytes *foreign;     /* (nullable): to be kept in backup/ before the file is replaced */
} SchCorpusFile;

typedef struct
{
  char *name;
  SchTree *info;         /* (nullable): layer.json */
  GHashTable *documents; /* path -> SchLayerDocument: those loaded */
  GHashTable *paths;     /* path -> path: those with a file */
  GHashTable *bad;       /* path -> message: files that cannot be read */
  char *read_only;       /* (nullable): why nothing in it may be changed */
  gboolean clusters_loaded;
  GHashTable *clusters; /* id -> SchCluster */
  GHashTable *links;    /* id -> SchRelation */
  GHashTable *rejected; /* id -> SchTree */
  char *clusters_extra;
  SchHistory *history; /* (nullable): loaded on demand */
} SchLayer;

/* Counting that goes on. */
typedef struct _SchSummaryJob SchSummaryJob;

struct _SchCorpus
{
  GObject parent_instance;

  SchEnvironment *environment;
  SchOpenFlags flags;
  GRefString *root;
  char *annotations; /* relative name of the annotations folder */
  char *private_folder;
  gboolean aside; /* the private folder is in the user's state folder */
  char *id;
  SchTree *info;
  gboolean has_info; /* scholiast.json is there */
  SchScheme *scheme;
  gboolean has_scheme;
  char *read_only;
  GPtrArray *issues; /* of SchIssue */

  GListStore *documents;
  GHashTable *document_by_path;
  GHashTable *metadata; /* path -> SchTree */
  char *documents_extra;

  GHashTable *layers; /* name -> SchLayer */
  char *active_layer;

  GHashTable *files;   /* relative name -> SchCorpusFile */
  GPtrArray *to_write; /* of char *: names of files that wait for the writer, last one first */
  guint n_writing;     /* files that the writer has */
  SchSaver *saver;
  SchLock *lock;
  guint64 seq;
  guint64 journaled_seq;
  guint64 reset_seq; /* the last reset that was asked for */
  SchSavedState saved_state;
  char *save_error;
  GPtrArray *old_journals;     /* of char *: replayed, to be removed when all is in the files */
  GPtrArray *damaged_journals; /* of char *: likewise, but kept in backup/ */
  gboolean keep_journals;  /* one could not be replayed: it needs the states that later ones name */
  gint64 last_started;     /* of the journals that were found */
  GPtrArray *late_history; /* of SchEditGroup: replayed groups that the histories lack */
  gboolean closed;
  SchIndex *index;         /* (nullable): made when something is counted */
  SchSummaryJob *counting; /* (nullable): the active layer */
  SchCorpusTotals totals;
  GHashTable *unindexed; /* layer -> paths of layer documents that were written */
  guint index_source;
  GPtrArray *moves; /* of SchMove: documents that were moved, oldest first */
  GPtrArray *moved; /* of SchMovedDocument: found after another program has moved them */
  guint n_rescans;  /* of the list of documents, and moves in it */
  gboolean rescanning;
  guint n_new;     /* documents that the last rescan found */
  char *first_new; /* (nullable): path of the first of them */
};

enum
{
  SCH_CORPUS_EDITED,
  SCH_CORPUS_SAVED_STATE_CHANGED,
  SCH_CORPUS_ISSUES_CHANGED,
  SCH_CORPUS_SCHEME_CHANGED,
  SCH_CORPUS_LAYERS_CHANGED,
  SCH_CORPUS_DOCUMENTS_CHANGED,
  SCH_CORPUS_CLUSTERS_CHANGED,
  SCH_CORPUS_LAYER_DOCUMENT_LOADED,
  SCH_CORPUS_MOVED_FOUND,
  SCH_CORPUS_SUMMARIZED,
  SCH_CORPUS_COUNTED,
  SCH_CORPUS_N_SIGNALS
};

extern guint sch_corpus_signals[SCH_CORPUS_N_SIGNALS];

/* sch-corpus.c */
void sch_corpus_add_issue (SchCorpus *self, SchSeverity severity, const char *file,
                           const char *message);
void sch_corpus_remove_issue (SchCorpus *self, const char *file, const char *message);
char *sch_corpus_dup_absolute (SchCorpus *self, const char *file);
SchCorpusFile *sch_corpus_get_file (SchCorpus *self, const char *file);
/* Reads a file and remembers its state; NULL without an error where it is missing. */
GBytes *sch_corpus_read_file (SchCorpus *self, const char *file, GError **error);
/* A file that cannot be understood is never written, and what depends on it is read-only. */
void sch_corpus_protect_file (SchCorpus *self, const char *file, const char *message);
char *sch_corpus_dup_layer_document_file (SchCorpus *self, const char *layer, const char *path);
char *sch_corpus_dup_layer_file (SchCorpus *self, const char *layer, const char *name);
/* The file in which an edit's record lives. */
char *sch_corpus_dup_file_of_edit (SchCorpus *self, const SchEdit *edit);

/* sch-corpus-open.c */
/* Where work is kept while the corpus cannot be written. */
char *sch_corpus_dup_aside_folder (SchCorpus *self, const char *id_or_place);

/* sch-corpus-documents.c */
gboolean sch_corpus_read_documents (SchCorpus *self, GCancellable *cancellable, GError **error);
/* Replaces all metadata by the content of documents.json. */
gboolean sch_corpus_take_metadata (SchCorpus *self, GBytes *bytes, GError **error);
/* Rows for annotated documents without a file; after the layers were read. */
void sch_corpus_add_missing (SchCorpus *self);

/* sch-corpus-summaries.c */
void sch_corpus_update_summary (SchCorpus *self, const char *path);
void sch_corpus_add_to_totals (SchCorpus *self, SchDocument *document);
void sch_corpus_take_from_totals (SchCorpus *self, SchDocument *document);
void sch_corpus_stop_counting (SchCorpus *self);
void sch_corpus_note_unindexed (SchCorpus *self, const char *file);
void sch_corpus_finish_index (SchCorpus *self);

/* sch-corpus-missing.c */
GPtrArray *sch_corpus_list_missing (SchCorpus *self, GHashTable *present);

/* sch-corpus-move.c */
void sch_corpus_finish_moves (SchCorpus *self);
SchEditGroup *sch_corpus_follow_moves (SchCorpus *self, SchEditGroup *group);
const char *sch_corpus_follow_path (SchCorpus *self, guint64 seq, const char *path);

/* sch-corpus-layers.c */
SchLayer *sch_corpus_get_layer (SchCorpus *self, const char *name);
SchLayer *sch_corpus_ensure_layer (SchCorpus *self, const char *name);
void sch_corpus_read_layers (SchCorpus *self);
void sch_corpus_read_layer (SchCorpus *self, const char *name);
gboolean sch_corpus_load_clusters (SchCorpus *self, SchLayer *layer);
/* Replaces all clusters by the content of clusters.json; NULL = there is none. */
gboolean sch_layer_take_clusters (SchLayer *layer, GBytes *bytes, const char *file, GError **error);
/* Takes ANNOTATIONS/LAYER/REST apart; NULL where the name is no such file. */
SchLayer *sch_corpus_find_layer_of_file (SchCorpus *self, const char *file, const char **rest);
/* @document: (transfer full) (nullable): what was read of its file; @problem: (nullable): why not.
 * (transfer none) */
SchLayerDocument *sch_corpus_take_layer_document (SchCorpus *self, const char *name,
                                                  const char *path, SchText *text,
                                                  SchLayerDocument *document,
                                                  const GError *problem);
void sch_corpus_note_changed_text (SchCorpus *self, const char *layer, const char *path);
void sch_layer_free (SchLayer *layer);
SchTree *sch_layer_new_info (const char *name);

/* sch-corpus-apply.c */
gboolean sch_corpus_mutate (SchCorpus *self, const SchEdit *edit, GError **error);
gpointer sch_corpus_get_record (SchCorpus *self, const SchEdit *edit);
SchHistory *sch_corpus_get_history (SchCorpus *self, const char *layer);

/* sch-corpus-bulk.c */
/* A layer document that is not loaded, for another thread. */
typedef struct _SchAwayDocument SchAwayDocument;
SchAwayDocument *sch_away_document_new (SchCorpus *self, SchLayer *layer, const char *path);
void sch_away_document_free (SchAwayDocument *self);
SchLayerContent *sch_away_document_read (SchAwayDocument *self, gboolean with_text,
                                         SchFileState *state, GError **error);
gboolean sch_corpus_defers (SchCorpus *self, SchEditGroup *group, const SchEdit *edit);
void sch_corpus_mutate_bulk (SchLayerDocument *document, const SchEdit *edit);
GPtrArray *sch_corpus_expand_bulk (SchLayerDocument *document, GPtrArray *edits);
GPtrArray *sch_corpus_list_unwritten (SchCorpus *self, SchCorpusFile *file);
/* Adds @n edits from @first on, or makes the last entry longer; takes no reference. */
void sch_unwritten_append (GArray *unwritten, SchEditGroup *group, guint first, guint n);
void sch_corpus_note_unwritten (SchCorpusFile *file, SchEditGroup *group, guint first, guint n);
void sch_corpus_push_rewrite (SchCorpus *self, SchCorpusFile *file, SchLayer *layer,
                              const char *path);

/* sch-corpus-save.c */
gboolean sch_corpus_start_writing (SchCorpus *self, GError **error);
void sch_corpus_queue_group (SchCorpus *self, SchEditGroup *group);
gboolean sch_corpus_file_is_behind (const SchCorpusFile *file);
void sch_corpus_set_saved_state (SchCorpus *self, SchSavedState state, const char *error);

/* sch-corpus-files.c */
/* The writer is done with a file: the next one is handed to it. */
void sch_corpus_note_file_done (SchCorpus *self);
int sch_corpus_compare_files (gconstpointer a, gconstpointer b);

/* sch-corpus-recover.c */
void sch_corpus_replay_journals (SchCorpus *self);

/* sch-corpus-merge.c */
guint sch_corpus_merge_edits (SchCorpus *self, SchLayerDocument *document, GPtrArray *edits);
void sch_corpus_keep_copy (SchCorpus *self, SchCorpusFile *file, GBytes *bytes);
gboolean sch_corpus_merge_foreign (SchCorpus *self, SchCorpusFile *file);

/* scheme/sch-corpus-scheme-merge.c */
SchTree *sch_corpus_merge_foreign_scheme (SchCorpus *self, const SchEdit *first,
                                          const SchEdit *last, SchTree *theirs, guint *n_conflicts);
SchEditGroup *sch_corpus_rebase_step (SchCorpus *self, SchEditGroup *group);

G_END_DECLS
