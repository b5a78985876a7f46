/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"
#include "sch-report.h"
#include "sch-segmenter.h"

G_BEGIN_DECLS

/**
 * SchFormatLack:
 *
 * What a format cannot carry. The names of the bits are those of `scholiast-cli formats --json`.
 */
typedef enum
{
  SCH_LACKS_OVERLAP = 1 << 0,
  SCH_LACKS_NESTING = 1 << 1,
  SCH_LACKS_DISCONTINUOUS = 1 << 2,
  SCH_LACKS_ZERO_WIDTH = 1 << 3,
  SCH_LACKS_RELATIONS = 1 << 4,
  SCH_LACKS_ATTRIBUTES = 1 << 5,
  SCH_LACKS_NOTES = 1 << 6,
  SCH_LACKS_CLUSTERS = 1 << 7,      /* that spans are the same thing */
  SCH_LACKS_CLUSTER_DATA = 1 << 8,  /* names, links, verdicts of clusters */
  SCH_LACKS_DOCUMENT_DATA = 1 << 9, /* status, attributes and metadata of documents */
  SCH_LACKS_TEXT = 1 << 10,         /* the text of the documents, exactly */
  SCH_LACKS_IDS = 1 << 11,
  SCH_LACKS_PROVENANCE = 1 << 12, /* who, when, how */
} SchFormatLack;
#define SCH_N_LACKS 13

typedef enum
{
  SCH_OFFSETS_AUTO, /* find out by the repeated text, else code points */
  SCH_OFFSETS_CODE_POINTS,
  SCH_OFFSETS_UTF16,
  SCH_OFFSETS_BYTES,
  SCH_OFFSETS_TOKENS,
} SchOffsets;

typedef enum
{
  SCH_SEGMENT_DOCUMENT,
  SCH_SEGMENT_PARAGRAPH,
  SCH_SEGMENT_SENTENCE,
} SchSegment;

typedef enum
{
  SCH_TOKENS_ICU,
  SCH_TOKENS_WHITESPACE,
} SchTokenKind;

typedef enum
{
  SCH_NESTING_AUTO, /* all where the format can, else the outermost, reported as a loss */
  SCH_NESTING_OUTERMOST,
  SCH_NESTING_INNERMOST,
  SCH_NESTING_COLUMNS,
  SCH_NESTING_ERROR,
} SchNesting;

typedef enum
{
  SCH_MISALIGNED_EXPAND,
  SCH_MISALIGNED_DROP,
} SchMisaligned;

/**
 * SchFormatDocument:
 * @path: (nullable): where the document is in the corpus
 * @layer: (nullable): layer or annotator
 * @language: (nullable): of the text
 * @snap: (nullable): how words of that language are corrected; borrowed from the scheme
 * @text: (nullable): NULL only while reading a source that has none
 * @state: (nullable): status, attributes, note
 * @metadata: (nullable): canonical JSON object without "path"
 * @unit: (nullable): canonical JSON object of which part of the document this is
 * @spans: (element-type SchSpan): in document order when written. While reading, ids are those of
 *   the source, of any form, "" = none
 * @clusters: (element-type SchCluster)
 * @links: (element-type SchRelation)
 * @kinds: (nullable): label id -> name of its kind
 * @line: where it begins in the source, from 1
 *
 * One document with its annotations of one layer, on its way between a corpus and a file.
 */
typedef struct
{
  char *path;
  char *layer;
  char *language;
  const SchSnapRules *snap;
  SchText *text;
  SchState *state;
  char *metadata;
  char *unit;
  GPtrArray *spans;
  GPtrArray *relations;
  GPtrArray *clusters;
  GPtrArray *links;
  GHashTable *kinds;
  guint line;
  gboolean has_ids;
} SchFormatDocument;

SchFormatDocument *sch_format_document_new (void);
void sch_format_document_free (SchFormatDocument *self);
const char *sch_format_document_get_kind (SchFormatDocument *self, const char *label);
void sch_format_document_set_kind (SchFormatDocument *self, const char *label, const char *kind);
/* Keeps the spans for which @keep is TRUE, and the relations that still have both ends. */
void sch_format_document_filter (SchFormatDocument *self,
                                 gboolean (*keep) (SchSpan *span, gpointer data), gpointer data);

typedef struct _SchFormatSink SchFormatSink;

/**
 * SchFormatSink:
 * @add: takes a document (transfer full); FALSE with an error stops the reader
 * @find_text: (nullable): the text of a document that the sink has already, NULL = none such
 * @find_words: (nullable): the document whose text has these words; see sch_words_fingerprint()
 * @report: (not nullable)
 *
 * Where a reader puts what it reads.
 */
struct _SchFormatSink
{
  gboolean (*add) (SchFormatSink *self, SchFormatDocument *document, GError **error);
  SchText *(*find_text) (SchFormatSink *self, const char *path);
  SchText *(*find_words) (SchFormatSink *self, const char *fingerprint, char **path);
  SchReport *report;
};

/**
 * SchReadOptions:
 * @file_name: what messages call the source
 * @stem: for documents that have no name in the source
 */
typedef struct
{
  const char *file_name;
  const char *stem;
  SchOffsets offsets;
} SchReadOptions;

/**
 * SchWriteOptions:
 * @n_columns: tag columns, set by the format's measure()
 */
typedef struct
{
  SchSegment unit;
  gboolean unit_set; /* FALSE: the format's own */
  SchTokenKind tokens;
  SchNesting nesting;
  SchMisaligned misaligned;
  guint n_columns;
} SchWriteOptions;

typedef struct _SchFormat SchFormat;

typedef struct
{
  const SchFormat *format;
  GOutputStream *stream;
  SchWriteOptions options;
  SchReport *report;
  GCancellable *cancellable;
  GHashTable *clusters; /* (nullable) ids of those that were reported */
} SchFormatWriter;

/**
 * SchFormat:
 * @extensions: (array zero-terminated=1): without dot, the first one is given to new files
 * @per_document: one file a document; else one stream for all
 * @lacks: of #SchFormatLack
 * @cuts_units: units are the writer's own affair; else a document is cut before it is written
 * @sniff: how sure it is that a file that begins with these bytes is of this format, 0 to 100
 * @read: (nullable): streams documents into the sink
 * @measure: (nullable): called with all documents before the first is written, where
 *   #SchWriteOptions.nesting is %SCH_NESTING_COLUMNS
 * @begin, @write, @end: (nullable): called in this order, @write for each document
 */
struct _SchFormat
{
  const char *id;
  const char *name;
  const char *description;
  const char *const *extensions;
  gboolean per_document;
  SchOffsets offsets;
  guint lacks;
  gboolean cuts_units;
  guint (*sniff) (const char *data, gsize byte_len);
  gboolean (*read) (GInputStream *stream, const SchReadOptions *options, SchFormatSink *sink,
                    GCancellable *cancellable, GError **error);
  void (*measure) (SchWriteOptions *options, SchFormatDocument *document);
  gboolean (*begin) (SchFormatWriter *writer, GError **error);
  gboolean (*write) (SchFormatWriter *writer, SchFormatDocument *document, GError **error);
  gboolean (*end) (SchFormatWriter *writer, GError **error);
};

extern const SchFormat sch_format_jsonl;
extern const SchFormat sch_format_csv;
extern const SchFormat sch_format_tsv;
extern const SchFormat sch_format_conll2003;

/* All formats; NULL after the last. */
const SchFormat *sch_formats_get (guint index);
const SchFormat *sch_formats_find (const char *id, GError **error);
const SchFormat *sch_formats_sniff (const char *data, gsize byte_len, const char *file_name,
                                    GError **error);
const char *sch_offsets_to_string (SchOffsets offsets);
const char *sch_format_lack_to_string (SchFormatLack lack);
/* What the lack means, in words. */
const char *sch_format_lack_describe (SchFormatLack lack);

gboolean sch_format_writer_begin (SchFormatWriter *writer, GError **error);
gboolean sch_format_writer_add (SchFormatWriter *writer, SchFormatDocument *document,
                                GError **error);
gboolean sch_format_writer_end (SchFormatWriter *writer, GError **error);
gboolean sch_format_writer_put (SchFormatWriter *writer, const char *data, gsize byte_len,
                                GError **error);

void sch_format_writer_clear (SchFormatWriter *writer);
void sch_format_document_sort (SchFormatDocument *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchFormatWriter, sch_format_writer_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchFormatDocument, sch_format_document_free)

G_END_DECLS
