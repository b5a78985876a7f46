/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchReportKind:
 * @SCH_REPORT_SELECTION: left out because the options say so: not a loss
 * @SCH_REPORT_NOT_CARRIED: what the format has no place for, beside the spans and their labels
 * @SCH_REPORT_LOSS: a span, a label or a border of a span that is not in the output as it was
 * @SCH_REPORT_REPAIR: wrong or doubtful input that was set right
 * @SCH_REPORT_DROPPED: input that could not be used
 * @SCH_REPORT_NOTE: worth knowing
 */
typedef enum
{
  SCH_REPORT_SELECTION,
  SCH_REPORT_NOT_CARRIED,
  SCH_REPORT_LOSS,
  SCH_REPORT_REPAIR,
  SCH_REPORT_DROPPED,
  SCH_REPORT_NOTE,
  SCH_N_REPORT_KINDS,
} SchReportKind;

typedef enum
{
  SCH_COUNT_DOCUMENTS,
  SCH_COUNT_SPANS,
  SCH_COUNT_RELATIONS,
  SCH_COUNT_CLUSTERS,
  SCH_N_COUNT_TYPES,
} SchCountType;

/* The columns of the table at the end of an import. */
typedef enum
{
  SCH_COUNT_READ,
  SCH_COUNT_IMPORTED,
  SCH_COUNT_UNCHANGED,
  SCH_COUNT_REPAIRED,
  SCH_COUNT_DROPPED,
  SCH_N_COUNT_COLUMNS,
} SchCountColumn;

/**
 * SchReportEntry:
 * @what: what was met, in words ("relations", "spans cut to the borders of tokens")
 * @place: the document, or the file that was read; "" = none
 * @line: of the example in the file, from 1; 0 = not known
 * @example: one example, or ""
 */
typedef struct
{
  SchReportKind kind;
  char *what;
  char *place;
  guint line;
  guint count;
  char *example;
} SchReportEntry;

/**
 * SchReport:
 *
 * What a reader or a writer has to say about its work: one entry for each kind, sort of thing and
 * place, with a count and the first example; and the counts of the final table. The entries are in
 * the order in which they were met. At most #SCH_REPORT_MAX_ENTRIES are kept by place; further
 * places are counted together.
 */
#define SCH_REPORT_MAX_ENTRIES 10000u

typedef struct _SchReport SchReport;

SchReport *sch_report_new (void);
SchReport *sch_report_new_log (void);
void sch_report_replay (SchReport *self, SchReport *log);
void sch_report_free (SchReport *self);
void sch_report_add (SchReport *self, SchReportKind kind, const char *what, const char *place,
                     guint line, guint count, const char *example);
guint sch_report_get_count (SchReport *self, SchReportKind kind);
GPtrArray *sch_report_get_entries (SchReport *self);
void sch_report_count (SchReport *self, SchCountType type, SchCountColumn column, guint n);
guint sch_report_get_counted (SchReport *self, SchCountType type, SchCountColumn column);
const char *sch_report_kind_to_string (SchReportKind kind);
char *sch_report_entry_dup_message (const SchReportEntry *entry);
char *sch_report_dup_table (SchReport *self);
/* "attributes (434), clusters (61)": all entries of a kind, summed over the places; NULL = none */
char *sch_report_dup_summary (SchReport *self, SchReportKind kind);
/* Shortens a text for a message. */
char *sch_report_dup_quote (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchReport, sch_report_free)

G_END_DECLS
