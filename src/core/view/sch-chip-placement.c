/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Label chips in the gaps between rows of text: which form each has and where it stands.
 *
 * A row is solved in two steps. First all its chips are ticks, in the order of their anchors, each
 * at its anchor or pushed on by the ones before it. Then they grow, those of the highest priority
 * first, into the room that is free or that chips of lower priority can make by moving on.
 *
 * Invariants: the order of a row's chips never changes; two chips of a row always keep
 * SCH_CHIP_GAP, unless the row cannot hold them all as ticks; everything is mirror-symmetric: what
 * holds for left-to-right chips towards the right holds for right-to-left chips towards the left. */

#include "config.h"

#include "sch-geometry.h"

#include <math.h>
#include <stdlib.h>

/* Below what can be seen: sums of float widths are compared. */
#define TOLERANCE 1e-3

/* The place of a chip in the order of all. */
typedef struct
{
  guint row;
  float anchor; /* a number */
  gint64 tie;   /* its index; for right-to-left chips counted down from -1 */
} ChipKey;

/* A chip that is being placed. Doubles, so that sums of many widths stay exact. */
typedef struct
{
  SchChip *chip;
  double x;
  double width;
  float anchor; /* within the row */
} Item;

/* When a chip of the row has its turn to grow. */
typedef struct
{
  int priority;
  guint index; /* in the caller's array */
  guint item;  /* in the row */
} Turn;

typedef struct
{
  Item *items; /* from left to right */
  guint n_items;
  double left;
  double right;
} Row;

/* At one anchor: right-to-left chips lie left of it, the first of them rightmost; then the
 * left-to-right ones, the first of them leftmost. */
static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const ChipKey *x = a;
  const ChipKey *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  if (x->anchor != y->anchor)
    return x->anchor < y->anchor ? -1 : 1;
  return (x->tie > y->tie) - (x->tie < y->tie);
}

static guint
get_chip_index (const ChipKey *key)
{
  return key->tie < 0 ? (guint) (-1 - key->tie) : (guint) key->tie;
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *x = a;
  const Turn *y = b;

  if (x->priority != y->priority)
    return x->priority > y->priority ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/* More chips than the row holds: packed from the side where the row begins, which is where its first
 * chip of the caller's array begins; the last ones share the place at the other edge. */
static void
pack_overfull_row (Row *row, gboolean rtl)
{
  double step = SCH_CHIP_TICK_WIDTH + SCH_CHIP_GAP;
  double last = row->right - SCH_CHIP_TICK_WIDTH;

  for (guint i = 0; i < row->n_items; i++)
    {
      if (rtl)
        row->items[row->n_items - 1 - i].x = MIN (MAX (last - i * step, row->left), last);
      else
        row->items[i].x = MAX (MIN (row->left + i * step, last), row->left);
    }
}

/* All as ticks. Without the widths and gaps of the ticks left of it, a tick's place is a number that
 * must not fall from one tick to the next and has the same bounds for all: so what pushes on to
 * the right is a running maximum, and to the left a running minimum from the right. */
static void
place_ticks (Row *row)
{
  double step = SCH_CHIP_TICK_WIDTH + SCH_CHIP_GAP;
  double low = row->left;
  double high = row->right - row->n_items * step + SCH_CHIP_GAP;
  g_autofree double *lowest = g_new (double, row->n_items);
  double running;

  for (guint i = 0; i < row->n_items; i++)
    {
      Item *item = &row->items[i];

      item->x = item->anchor - i * step - (item->chip->rtl ? SCH_CHIP_TICK_WIDTH : 0.0);
      if (i > 0 && !item->chip->rtl && !item[-1].chip->rtl)
        item->x = MAX (item->x, item[-1].x);
    }
  for (guint i = row->n_items - 1; i > 0; i--)
    {
      Item *item = &row->items[i - 1];

      if (item->chip->rtl && item[1].chip->rtl)
        item->x = MIN (item->x, item[1].x);
    }

  /* Where the two directions meet, both give way by the same amount. */
  running = G_MAXDOUBLE;
  for (guint i = row->n_items; i > 0; i--)
    {
      running = MIN (running, row->items[i - 1].x);
      lowest[i - 1] = running;
    }
  running = -G_MAXDOUBLE;
  for (guint i = 0; i < row->n_items; i++)
    {
      running = MAX (running, row->items[i].x);
      row->items[i].x = CLAMP ((running + lowest[i]) / 2.0, low, high) + i * step;
    }
}

/* By how much, up to @need, the item can grow to the right when chips of lower priority move on. */
static double
find_room_right (const Row *row, guint index, double need)
{
  int priority = row->items[index].chip->priority;
  double room = 0.0;

  for (guint i = index;; i++)
    {
      const Item *item = &row->items[i];
      gboolean is_last = i + 1 == row->n_items;
      double limit = is_last ? row->right : item[1].x - SCH_CHIP_GAP;

      room += MAX (limit - item->x - item->width, 0.0);
      if (is_last || room >= need || item[1].chip->priority >= priority)
        return MIN (room, need);
    }
}

static double
find_room_left (const Row *row, guint index, double need)
{
  int priority = row->items[index].chip->priority;
  double room = 0.0;

  for (guint i = index;; i--)
    {
      const Item *item = &row->items[i];
      gboolean is_first = i == 0;
      double limit = is_first ? row->left : item[-1].x + item[-1].width + SCH_CHIP_GAP;

      room += MAX (item->x - limit, 0.0);
      if (is_first || room >= need || item[-1].chip->priority >= priority)
        return MIN (room, need);
    }
}

static void
grow_right (Row *row, guint index, double amount)
{
  row->items[index].width += amount;
  for (guint i = index + 1; i < row->n_items; i++)
    {
      Item *item = &row->items[i];
      double limit = item[-1].x + item[-1].width + SCH_CHIP_GAP;

      if (item->x >= limit)
        break;
      item->x = limit;
    }
}

static void
grow_left (Row *row, guint index, double amount)
{
  row->items[index].x -= amount;
  row->items[index].width += amount;
  for (guint i = index; i > 0; i--)
    {
      Item *item = &row->items[i - 1];
      double limit = item[1].x - SCH_CHIP_GAP - item->width;

      if (item->x <= limit)
        break;
      item->x = limit;
    }
}

/* Gives the item the form if there is room for it: in its own direction, and for one that stands out
 * (a priority above 0) also backwards. */
static void
try_form (Row *row, guint index, SchChipForm form, double width)
{
  Item *item = &row->items[index];
  gboolean rtl = item->chip->rtl;
  double need = width - item->width;
  double onwards;
  double backwards = 0.0;

  /* A width that is no number fails every comparison and so finds no room. */
  if (need <= 0.0)
    {
      item->x -= rtl ? need : 0.0;
      item->width = width;
    }
  else
    {
      onwards = rtl ? find_room_left (row, index, need) : find_room_right (row, index, need);
      if (onwards < need && item->chip->priority > 0)
        backwards = rtl ? find_room_right (row, index, need - onwards)
                        : find_room_left (row, index, need - onwards);
      if (!(onwards + backwards >= need - TOLERANCE))
        return;
      grow_right (row, index, rtl ? backwards : onwards);
      grow_left (row, index, rtl ? onwards : backwards);
    }
  item->chip->form = form;
}

/* One step of the item towards @form. */
static void
grow_item (Row *row, guint index, SchChipForm form, SchChipForm longest)
{
  const SchChip *chip = row->items[index].chip;

  if (form == SCH_CHIP_LETTER && longest == SCH_CHIP_FULL && chip->full_width <= chip->letter_width)
    form = SCH_CHIP_FULL;
  if (chip->form > form)
    try_form (row, index, form, form == SCH_CHIP_FULL ? chip->full_width : chip->letter_width);
}

/* From the highest priority to the lowest; among equals all get their letter before one gets its
 * name. The order within a round matters only where two chips grow towards each other. */
static void
grow_items (Row *row, const Turn *turns, SchChipForm longest)
{
  guint end;

  for (guint begin = 0; begin < row->n_items; begin = end)
    {
      end = begin + 1;
      while (end < row->n_items && turns[end].priority == turns[begin].priority)
        end++;
      for (int form = SCH_CHIP_LETTER; form >= (int) longest; form--)
        for (guint i = begin; i < end; i++)
          grow_item (row, turns[i].item, form, longest);
    }
}

static void
place_row (Row *row, Turn *turns, SchChipForm longest)
{
  double step = SCH_CHIP_TICK_WIDTH + SCH_CHIP_GAP;

  qsort (turns, row->n_items, sizeof *turns, compare_turns);
  if (row->n_items * step - SCH_CHIP_GAP > row->right - row->left + TOLERANCE)
    {
      guint first = 0;

      for (guint i = 1; i < row->n_items; i++)
        if (turns[i].index < turns[first].index)
          first = i;
      pack_overfull_row (row, row->items[turns[first].item].chip->rtl);
    }
  else
    {
      place_ticks (row);
      grow_items (row, turns, longest);
    }
  for (guint i = 0; i < row->n_items; i++)
    {
      row->items[i].chip->x = row->items[i].x;
      row->items[i].chip->width = row->items[i].width;
    }
}

static ChipKey *
sort_chips (const SchChip *chips, guint n_chips, float left, float right)
{
  ChipKey *keys = g_new (ChipKey, n_chips);

  for (guint i = 0; i < n_chips; i++)
    {
      gboolean rtl = chips[i].rtl;
      float anchor = chips[i].anchor;

      keys[i].row = chips[i].row;
      keys[i].anchor = isnan (anchor) ? (rtl ? right : left) : anchor;
      keys[i].tie = rtl ? -1 - (gint64) i : (gint64) i;
    }
  qsort (keys, n_chips, sizeof *keys, compare_keys);
  return keys;
}

/**
 * sch_geometry_place_chips:
 * @chips: (array length=n_chips) (inout): form, x and width are set; the order does not matter but
 *   for chips with the same anchor, where the first one (the outer span's) is nearest to it
 * @left, @right: the edges of all rows
 * @longest: no chip gets a longer form
 *
 * A chip begins at its anchor, and grows to the right, or to the left when it is right-to-left. Where
 * another one is there already it is pushed on in its direction; where two directions meet, both give
 * way. An anchor outside of the row counts as its edge. Chips that would leave the row push
 * the ones before them back.
 *
 * The form is the longest one that fits before the next chip when that is a tick. A chip of higher
 * priority gets its form first and may push on those of lower priority, as long as all of them
 * fit into the row as ticks; with a priority above 0 (0: nothing special) it may also push
 * backwards, off its anchor, as at the end of a row. Two chips of one priority that grow
 * towards each other get their letters first; then the earlier in the array gets its name first.
 *
 * If a row cannot hold all its chips even as ticks, all are ticks, packed from where the row
 * begins (on the side of the first one in the array), and the last ones lie on top of each other at the
 * other edge: none leaves the row.
 *
 * O(n log n); a chip costs more only for those of lower priority that it pushes on.
 */
void
sch_geometry_place_chips (SchChip *chips, guint n_chips, float left, float right,
                          SchChipForm longest)
{
  g_autofree ChipKey *keys = NULL;
  g_autofree Item *items = NULL;
  g_autofree Turn *turns = NULL;
  guint end;

  g_return_if_fail (chips != NULL || n_chips == 0);
  g_return_if_fail (longest <= SCH_CHIP_TICK);

  if (n_chips == 0)
    return;
  right = MAX (left, right);
  keys = sort_chips (chips, n_chips, left, right);
  items = g_new (Item, n_chips);
  turns = g_new (Turn, n_chips);
  for (guint begin = 0; begin < n_chips; begin = end)
    {
      Row row = { items, 0, left, right };

      for (end = begin; end < n_chips && keys[end].row == keys[begin].row; end++)
        {
          guint i = row.n_items++;
          guint index = get_chip_index (&keys[end]);

          chips[index].form = SCH_CHIP_TICK;
          items[i] = (Item){ &chips[index], 0.0, SCH_CHIP_TICK_WIDTH,
                             CLAMP (keys[end].anchor, left, right) };
          turns[i] = (Turn){ chips[index].priority, index, i };
        }
      place_row (&row, turns, longest);
    }
}
