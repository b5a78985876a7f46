/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaks a row of children into as many rows as its width needs. A child takes at least the natural
 * width, unless the whole row is narrower than that. */

#include "config.h"

#include "sch-wrap-layout.h"

struct _SchWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SchWrapLayout, sch_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static int
get_natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* Where a row ends, and what its children get. */
typedef struct
{
  GtkWidget *end; /* the first child of the next row */
  int left;       /* what this row's children do not need */
  guint n;
  guint n_expand; /* how many of them would take it */
  int equal;      /* the width of each where all would and that is enough for each; else 0 */
} Row;

static void
find_row (Row *row, GtkWidget *first, int width)
{
  GtkWidget *child = first;
  int widest = 0;

  *row = (Row){ .left = width };
  do
    {
      int natural = get_natural_width (child);

      row->left -= natural + (child != first ? SCH_WRAP_LAYOUT_SPACING : 0);
      row->n++;
      row->n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
      widest = MAX (widest, natural);
      child = get_next (child);
    }
  while (child != NULL && get_natural_width (child) + SCH_WRAP_LAYOUT_SPACING <= row->left);
  row->end = child;
  row->equal = (width - ((int) row->n - 1) * SCH_WRAP_LAYOUT_SPACING) / (int) row->n;
  if (row->n_expand < row->n || row->equal < widest)
    row->equal = 0;
}

static int
get_width_in_row (GtkWidget *child, const Row *row)
{
  int natural = get_natural_width (child);

  if (row->equal > 0)
    return row->equal;
  /* One that is alone fills its row. */
  if (row->left < 0 || row->n == 1)
    return natural + row->left;
  return natural +
         (row->n_expand > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL)
              ? row->left / (int) row->n_expand
              : 0);
}

static int
get_row_height (GtkWidget *first, const Row *row)
{
  int height = 0;

  for (GtkWidget *child = first; child != row->end; child = get_next (child))
    {
      int natural;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_width_in_row (child, row), NULL,
                          &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = get_next (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SCH_WRAP_LAYOUT_SPACING : 0);
    }
}

static int
measure_height (GtkWidget *widget, int width)
{
  GtkWidget *first = skip_hidden (gtk_widget_get_first_child (widget));
  int height = 0;

  while (first != NULL)
    {
      Row row;

      find_row (&row, first, width);
      height += get_row_height (first, &row) + (height > 0 ? SCH_WRAP_LAYOUT_SPACING : 0);
      first = row.end;
    }
  return height;
}

static void
sch_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = measure_height (widget, for_size < 0 ? G_MAXINT / 2 : for_size);
}

static void
sch_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                          int baseline)
{
  GtkWidget *first = skip_hidden (gtk_widget_get_first_child (widget));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  while (first != NULL)
    {
      Row row;
      int row_height;
      int x = 0;

      find_row (&row, first, width);
      row_height = get_row_height (first, &row);
      for (GtkWidget *child = first; child != row.end; child = get_next (child))
        {
          int taken = get_width_in_row (child, &row);

          gtk_widget_size_allocate (
              child, &(GtkAllocation){ rtl ? width - x - taken : x, y, taken, row_height }, -1);
          x += taken + SCH_WRAP_LAYOUT_SPACING;
        }
      y += row_height + SCH_WRAP_LAYOUT_SPACING;
      first = row.end;
    }
}

static GtkSizeRequestMode
sch_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sch_wrap_layout_class_init (SchWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = sch_wrap_layout_measure;
  layout_class->allocate = sch_wrap_layout_allocate;
  layout_class->get_request_mode = sch_wrap_layout_get_request_mode;
}

static void
sch_wrap_layout_init (SchWrapLayout *self)
{
}
