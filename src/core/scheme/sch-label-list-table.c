/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of labels as tables: CSV, or copied out of a spreadsheet, with a header that names the columns. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-csv.h"
#include "sch-label-list-private.h"
#include "sch-label-suggest.h"

typedef enum
{
  COLUMN_NAME,
  COLUMN_KEY,
  COLUMN_COLOR,
  COLUMN_KIND,
  COLUMN_DESCRIPTION,
  COLUMN_PARENT,
  N_COLUMNS,
} Column;

static const struct
{
  const char *title;
  Column column;
} titles[] = {
  { "name", COLUMN_NAME },
  { "label", COLUMN_NAME },
  { "code", COLUMN_NAME },
  { "key", COLUMN_KEY },
  { "shortcut", COLUMN_KEY },
  { "color", COLUMN_COLOR },
  { "colour", COLUMN_COLOR },
  { "kind", COLUMN_KIND },
  { "description", COLUMN_DESCRIPTION },
  { "memo", COLUMN_DESCRIPTION },
  { "parent", COLUMN_PARENT },
};

/* A row; @parent: its cell, "" = none */
typedef struct
{
  SchProposedLabel *label;
  char *parent;
  gboolean taken;
} Row;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->parent);
  g_free (self);
}

static gboolean
find_column (const char *title, Column *column)
{
  g_autofree char *folded = g_utf8_casefold (title, -1);

  g_strstrip (folded);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].title, folded) == 0)
      {
        *column = titles[i].column;
        return TRUE;
      }
  return FALSE;
}

/* @places: of each column, its cell + 1
 * Returns: whether it is a header: a name and at least one more known column */
static gboolean
read_header (GPtrArray *cells, guint places[N_COLUMNS])
{
  guint n_known = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      Column column;

      if (!find_column (g_ptr_array_index (cells, i), &column) || places[column] != 0)
        continue;
      places[column] = i + 1;
      n_known++;
    }
  return places[COLUMN_NAME] != 0 && n_known >= 2;
}

static void
warn_of_unknown (SchLabelListBuilder *self, GPtrArray *cells, const guint places[N_COLUMNS])
{
  for (guint i = 0; i < cells->len; i++)
    {
      gboolean known = FALSE;

      for (guint c = 0; c < N_COLUMNS; c++)
        known |= places[c] == i + 1;
      if (!known && *g_strstrip (g_ptr_array_index (cells, i)) != '\0')
        sch_label_list_warn (self->list, 1,
                             _ ("the column “%s” is left out; there are name, key, "
                                "color, kind, description and parent"),
                             (const char *) g_ptr_array_index (cells, i));
    }
}

static char *
dup_cell (GPtrArray *cells, const guint places[N_COLUMNS], Column column)
{
  guint place = places[column];

  return place != 0 && place <= cells->len
             ? g_strstrip (g_strdup (g_ptr_array_index (cells, place - 1)))
             : g_strdup ("");
}

static void
read_kind (SchLabelListBuilder *self, SchProposedLabel *label, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  label->has_kind = sch_kind_from_string (folded, &label->kind);
  if (!label->has_kind && *text != '\0')
    sch_label_list_warn (self->list, label->line,
                         _ ("the kind “%s” is not known; there are entity, claim, source, cue and "
                            "other"),
                         text);
}

static Row *
read_row (SchLabelListBuilder *self, GPtrArray *cells, const guint places[N_COLUMNS], guint line)
{
  Row *row = g_new0 (Row, 1);
  SchProposedLabel *label = row->label = sch_proposed_label_new (line);
  g_autofree char *key = dup_cell (cells, places, COLUMN_KEY);
  g_autofree char *color = dup_cell (cells, places, COLUMN_COLOR);
  g_autofree char *kind = dup_cell (cells, places, COLUMN_KIND);
  char *good_color = sch_label_list_dup_color (color);

  g_free (label->name);
  label->name = dup_cell (cells, places, COLUMN_NAME);
  g_free (label->description);
  label->description = dup_cell (cells, places, COLUMN_DESCRIPTION);
  row->parent = dup_cell (cells, places, COLUMN_PARENT);
  read_kind (self, label, kind);
  if (good_color != NULL)
    {
      g_free (label->color);
      label->color = good_color;
    }
  else if (*color != '\0')
    sch_label_list_warn (self->list, line, _ ("the color “%s” is left out: write it as #rrggbb"),
                         color);
  if (*key != '\0' && sch_label_list_is_key (key))
    {
      g_free (label->key);
      label->key = g_steal_pointer (&key);
    }
  else if (*key != '\0')
    sch_label_list_warn (self->list, line,
                         _ ("the key “%s” is left out: it must be one visible character"), key);
  return row;
}

/* --- Parents --- */

static guint
find_taken (SchLabelListBuilder *self, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->names, folded));
}

/* Whether the row's parent is known by now; enters it. */
static gboolean
find_parent (SchLabelListBuilder *self, Row *row, GHashTable *rows_by_name)
{
  g_autofree char *folded = g_utf8_casefold (row->parent, -1);
  const SchLabel *there;

  if (*row->parent == '\0')
    return TRUE;
  row->label->parent = find_taken (self, row->parent);
  if (row->label->parent != 0)
    return TRUE;
  if (g_hash_table_contains (rows_by_name, folded))
    return FALSE; /* a later row */
  there = self->scheme != NULL ? sch_scheme_find_label_by_name (self->scheme, row->parent) : NULL;
  if (there == NULL && self->scheme != NULL)
    there = sch_scheme_get_label (self->scheme, row->parent);
  if (there != NULL)
    row->label->parent_id = g_strdup (there->id);
  else
    sch_label_list_warn (self->list, row->label->line,
                         _ ("the parent “%s” is neither in the list nor in the scheme; “%s” stands "
                            "at the top"),
                         row->parent, row->label->name);
  return TRUE;
}

static void
take_row (SchLabelListBuilder *self, Row *row)
{
  row->taken = TRUE;
  sch_label_list_take (self, g_steal_pointer (&row->label));
}

/* Parents first: rows whose parent is not there yet wait for the next round. */
static void
take_rows (SchLabelListBuilder *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean progress = TRUE;

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (by_name,
                      g_utf8_casefold (((Row *) g_ptr_array_index (rows, i))->label->name, -1));
  while (progress)
    {
      progress = FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          Row *row = g_ptr_array_index (rows, i);

          if (row->taken || !find_parent (self, row, by_name))
            continue;
          take_row (self, row);
          progress = TRUE;
        }
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      if (row->taken)
        continue;
      sch_label_list_warn (
          self->list, row->label->line,
          _ ("“%s” stands at the top: going up from it leads back to it, or to a row "
             "that is left out"),
          row->label->name);
      take_row (self, row);
    }
}

gboolean
sch_label_list_parse_table (SchLabelListBuilder *self, const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (SchCsv) csv = sch_csv_new (stream, "", '\0');
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GError) error = NULL;
  guint places[N_COLUMNS] = { 0 };
  GPtrArray *cells;

  if (!sch_csv_next (csv, &cells, NULL, NULL) || !read_header (cells, places))
    return FALSE;
  warn_of_unknown (self, cells, places);
  while (rows->len < SCH_LABEL_LIST_MAX && sch_csv_next (csv, &cells, NULL, &error))
    g_ptr_array_add (rows, read_row (self, cells, places, sch_csv_get_line (csv)));
  if (error != NULL)
    sch_label_list_warn (self->list, sch_csv_get_line (csv), _ ("the rest is left out: %s"),
                         error->message);
  else if (rows->len == SCH_LABEL_LIST_MAX && sch_csv_next (csv, &cells, NULL, NULL))
    sch_label_list_warn (self->list, sch_csv_get_line (csv),
                         _ ("the rest is left out: a list has at most %u labels"),
                         SCH_LABEL_LIST_MAX);
  take_rows (self, rows);
  return TRUE;
}
