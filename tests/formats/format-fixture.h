/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-format.h"

G_BEGIN_DECLS

/* A sink that keeps what it is given, and has texts for formats without. */
typedef struct
{
  SchFormatSink sink;
  GPtrArray *documents; /* of SchFormatDocument */
  GHashTable *texts;    /* path -> SchText */
  SchReport *report;
} FixtureSink;

void fixture_sink_init (FixtureSink *self);
void fixture_sink_clear (FixtureSink *self);
void fixture_sink_add_text (FixtureSink *self, const char *path, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FixtureSink, fixture_sink_clear)

gboolean fixture_read (const SchFormat *format, const char *data, gssize byte_len,
                       FixtureSink *sink, GCancellable *cancellable, GError **error);
/* Reads what must be good. */
void fixture_read_good (const SchFormat *format, const char *data, FixtureSink *sink);
/* Reads what must fail; the message must contain @part. */
void fixture_read_bad (const SchFormat *format, const char *data, FixtureSink *sink,
                       const char *part);
/* (transfer full): what the format makes of the documents. */
char *fixture_write (const SchFormat *format, GPtrArray *documents, const SchWriteOptions *options,
                     SchReport *report);
/* A document with everything: astral and combining characters, right-to-left, CRLF; nested, crossing,
 * discontinuous and empty spans; relations, clusters, attributes, notes. */
SchFormatDocument *fixture_document (void);
SchSpan *fixture_add_span (SchFormatDocument *document, const char *id, const char *label,
                           guint start, guint end);
SchFormatDocument *fixture_get (FixtureSink *sink, guint index);
/* "label start-end[,start-end] text" for each span, joined by " | " */
char *fixture_describe (SchFormatDocument *document);

G_END_DECLS
