/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers and writers report: entries by kind, sort and place, each with a count and its first
 * example, and the counts of the table that ends an import. */

#include "config.h"

#include "sch-report.h"

#include <glib/gi18n-lib.h>

#define QUOTE_CHARS 48

struct _SchReport
{
  GPtrArray *entries;
  GHashTable *by_key; /* (nullable) "kind what place" -> SchReportEntry of entries; NULL: a log */
  guint counts[SCH_N_COUNT_TYPES][SCH_N_COUNT_COLUMNS];
};

static void
entry_free (gpointer data)
{
  SchReportEntry *entry = data;

  g_free (entry->what);
  g_free (entry->place);
  g_free (entry->example);
  g_free (entry);
}

SchReport *
sch_report_new (void)
{
  SchReport *self = g_new0 (SchReport, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * sch_report_new_log:
 *
 * Returns: (transfer full): a report that keeps each sch_report_add() apart, for sch_report_replay()
 */
SchReport *
sch_report_new_log (void)
{
  SchReport *self = g_new0 (SchReport, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

void
sch_report_free (SchReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static SchReportEntry *
add_entry (SchReport *self, SchReportKind kind, const char *what, const char *place, guint line,
           const char *example)
{
  SchReportEntry *entry = g_new0 (SchReportEntry, 1);

  entry->kind = kind;
  entry->what = g_strdup (what);
  entry->place = g_strdup (place);
  entry->line = line;
  entry->example = g_strdup (example != NULL ? example : "");
  g_ptr_array_add (self->entries, entry);
  return entry;
}

/**
 * sch_report_add:
 * @what: what was met, in words, the same for all of its sort
 * @place: (nullable): the document or file
 * @line: in the file, or 0
 * @count: how many
 * @example: (nullable): the first one is kept
 */
void
sch_report_add (SchReport *self, SchReportKind kind, const char *what, const char *place,
                guint line, guint count, const char *example)
{
  g_autofree char *key = NULL;
  SchReportEntry *entry;

  g_return_if_fail (self != NULL && what != NULL);

  if (count == 0)
    return;
  if (self->by_key == NULL)
    {
      add_entry (self, kind, what, place != NULL ? place : "", line, example)->count = count;
      return;
    }
  if (place == NULL || self->entries->len >= SCH_REPORT_MAX_ENTRIES)
    place = "";
  key = g_strdup_printf ("%d\n%s\n%s", kind, what, place);
  entry = g_hash_table_lookup (self->by_key, key);
  if (entry == NULL)
    {
      entry = add_entry (self, kind, what, place, line, example);
      g_hash_table_insert (self->by_key, g_steal_pointer (&key), entry);
    }
  entry->count += count;
}

/**
 * sch_report_replay:
 * @log: by sch_report_new_log()
 *
 * Adds what was added to the log, in the same order, as if it had been added here.
 */
void
sch_report_replay (SchReport *self, SchReport *log)
{
  g_return_if_fail (self != NULL && log != NULL && log->by_key == NULL);

  for (guint i = 0; i < log->entries->len; i++)
    {
      const SchReportEntry *entry = g_ptr_array_index (log->entries, i);

      sch_report_add (self, entry->kind, entry->what, entry->place, entry->line, entry->count,
                      entry->example);
    }
  for (guint type = 0; type < SCH_N_COUNT_TYPES; type++)
    for (guint column = 0; column < SCH_N_COUNT_COLUMNS; column++)
      self->counts[type][column] += log->counts[type][column];
}

guint
sch_report_get_count (SchReport *self, SchReportKind kind)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const SchReportEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->kind == kind)
        count += entry->count;
    }
  return count;
}

/**
 * sch_report_get_entries:
 *
 * Returns: (transfer none) (element-type SchReportEntry): in the order in which they were met
 */
GPtrArray *
sch_report_get_entries (SchReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->entries;
}

void
sch_report_count (SchReport *self, SchCountType type, SchCountColumn column, guint n)
{
  g_return_if_fail (self != NULL && type < SCH_N_COUNT_TYPES && column < SCH_N_COUNT_COLUMNS);

  self->counts[type][column] += n;
}

guint
sch_report_get_counted (SchReport *self, SchCountType type, SchCountColumn column)
{
  g_return_val_if_fail (self != NULL && type < SCH_N_COUNT_TYPES, 0);
  g_return_val_if_fail (column < SCH_N_COUNT_COLUMNS, 0);

  return self->counts[type][column];
}

const char *
sch_report_kind_to_string (SchReportKind kind)
{
  static const char *const names[SCH_N_REPORT_KINDS] = {
    N_ ("left out"), N_ ("not carried"), N_ ("lost"), N_ ("repaired"), N_ ("dropped"), N_ ("note"),
  };

  g_return_val_if_fail (kind < SCH_N_REPORT_KINDS, "");

  return _ (names[kind]);
}

/**
 * sch_report_entry_dup_message:
 *
 * Returns: (transfer full): "PLACE:LINE: KIND: N WHAT (for example EXAMPLE)"
 */
char *
sch_report_entry_dup_message (const SchReportEntry *entry)
{
  GString *message = g_string_new (NULL);

  if (*entry->place != '\0' && entry->line > 0)
    g_string_append_printf (message, "%s:%u: ", entry->place, entry->line);
  else if (*entry->place != '\0')
    g_string_append_printf (message, "%s: ", entry->place);
  if (entry->kind == SCH_REPORT_NOTE)
    g_string_append (message, entry->what);
  else
    g_string_append_printf (message, "%s: %u %s", sch_report_kind_to_string (entry->kind),
                            entry->count, entry->what);
  if (*entry->example != '\0')
    {
      g_string_append (message, " (");
      g_string_append_printf (message, _ ("for example %s"), entry->example);
      g_string_append_c (message, ')');
    }
  return g_string_free (message, FALSE);
}

/**
 * sch_report_dup_table:
 *
 * Returns: (transfer full): the counts as lines with aligned columns
 */
char *
sch_report_dup_table (SchReport *self)
{
  static const char *const rows[SCH_N_COUNT_TYPES] = {
    N_ ("documents"),
    N_ ("spans"),
    N_ ("relations"),
    N_ ("clusters"),
  };
  static const char *const columns[SCH_N_COUNT_COLUMNS] = {
    N_ ("read"), N_ ("imported"), N_ ("unchanged"), N_ ("repaired"), N_ ("dropped"),
  };
  GString *table = g_string_new (NULL);

  g_string_append_printf (table, "%-10s", "");
  for (guint c = 0; c < SCH_N_COUNT_COLUMNS; c++)
    g_string_append_printf (table, " %10s", _ (columns[c]));
  g_string_append_c (table, '\n');
  for (guint r = 0; r < SCH_N_COUNT_TYPES; r++)
    {
      g_string_append_printf (table, "%-10s", _ (rows[r]));
      for (guint c = 0; c < SCH_N_COUNT_COLUMNS; c++)
        g_string_append_printf (table, " %10u", self->counts[r][c]);
      g_string_append_c (table, '\n');
    }
  return g_string_free (table, FALSE);
}

char *
sch_report_dup_summary (SchReport *self, SchReportKind kind)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) sums = g_hash_table_new (g_str_hash, g_str_equal);
  GString *summary;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const SchReportEntry *entry = g_ptr_array_index (self->entries, i);
      guint sum;

      if (entry->kind != kind)
        continue;
      sum = GPOINTER_TO_UINT (g_hash_table_lookup (sums, entry->what));
      if (sum == 0)
        g_ptr_array_add (names, entry->what);
      g_hash_table_insert (sums, entry->what, GUINT_TO_POINTER (sum + entry->count));
    }
  if (names->len == 0)
    return NULL;
  summary = g_string_new (NULL);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (summary, "%s%s (%u)", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (names, i),
                            GPOINTER_TO_UINT (g_hash_table_lookup (sums, names->pdata[i])));
  return g_string_free (summary, FALSE);
}

/**
 * sch_report_dup_quote:
 *
 * Returns: (transfer full): @text in quotation marks, on one line and not too long
 */
char *
sch_report_dup_quote (const char *text)
{
  GString *quote = g_string_new ("“");
  guint n = 0;

  for (; *text != '\0' && n < QUOTE_CHARS; text = g_utf8_next_char (text), n++)
    {
      gunichar c = g_utf8_get_char (text);

      g_string_append_unichar (quote, g_unichar_iscntrl (c) ? ' ' : c);
    }
  g_string_append (quote, *text != '\0' ? "…”" : "”");
  return g_string_free (quote, FALSE);
}
