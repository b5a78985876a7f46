/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pointer is followed by the view's own gesture, which has it until the button is up, wherever it
 * goes: no drag of the window system, so that spans below the pointer are hit exactly. Over other
 * widgets, the row of a span counts as that span. What the scheme does not allow cannot be dropped on.
 * An end of a relation is dragged in the same way: then the span is the end that stays. */

#include "config.h"

#include "sch-chip-drag.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-link-choices.h"
#include "sch-links.h"
#include "sch-overlay.h"
#include "sch-popup.h"
#include "sch-span-row.h"

struct _SchChipDrag
{
  SchWorkspace *workspace; /* not owned */
  SchDocumentView *view;   /* not owned */
  GtkWidget *parent;       /* not owned */

  SchSpan *span;  /* that is dragged, or was, while a menu asks for the type */
  char *relation; /* (nullable): of which an end is dragged */
  gboolean at_to; /* which one */
  gboolean active;
  graphene_point_t from; /* buffer coordinates */
  double x;              /* of the pointer, in the view */
  double y;
  SchSpan *target;     /* (nullable): where it would be dropped now */
  GtkWidget *row;      /* (nullable): the same as a row */
  GHashTable *allowed; /* label -> GINT_TO_POINTER (1 no, 2 yes) */
  GPtrArray *choices;  /* while a menu asks */
  GSimpleActionGroup *actions;
};

/* --- What can be dropped on ------------------------------------------------------------------- */

static gboolean
may_be_end (SchChipDrag *self, SchSpan *other)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchRelation *relation = document != NULL
                              ? sch_layer_document_get_relation (document, self->relation)
                              : NULL;

  return relation != NULL && sch_links_may_end (sch_workspace_get_scheme (self->workspace),
                                                document, relation, self->at_to, other);
}

static gboolean
is_allowed (SchChipDrag *self, SchSpan *other)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  int known;

  if (strcmp (other->record.id, self->span->record.id) == 0)
    return FALSE;
  if (self->relation != NULL)
    return may_be_end (self, other);
  known = GPOINTER_TO_INT (g_hash_table_lookup (self->allowed, other->label));
  if (known == 0)
    {
      known = sch_link_allows (scheme, self->span->label, other->label) ? 2 : 1;
      g_hash_table_insert (self->allowed, (gpointer) other->label, GINT_TO_POINTER (known));
    }
  return known == 2;
}

static gboolean
is_in_view (SchChipDrag *self, double x, double y)
{
  return x >= 0 && y >= 0 && x < gtk_widget_get_width (GTK_WIDGET (self->view)) &&
         y < gtk_widget_get_height (GTK_WIDGET (self->view));
}

/* (transfer full): the innermost that may be an end; a chip before what lies below it. */
static SchSpan *
find_in_text (SchChipDrag *self, double x, double y)
{
  g_autoptr (GPtrArray) spans = sch_document_view_spans_at (self->view, x, y);

  for (guint i = 0; i < spans->len; i++)
    if (is_allowed (self, g_ptr_array_index (spans, i)))
      return sch_record_ref (g_ptr_array_index (spans, i));
  return NULL;
}

static GtkWidget *
find_row (SchChipDrag *self, double x, double y)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->view)));
  GtkWidget *widget;
  double root_x;
  double root_y;

  if (root == NULL ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self->view), root, x, y, &root_x, &root_y))
    return NULL;
  for (widget = gtk_widget_pick (root, root_x, root_y, GTK_PICK_DEFAULT); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (SCH_IS_SPAN_ROW (widget))
        return widget;
      /* The pointer is in the padding of the list's own row. */
      if (SCH_IS_SPAN_ROW (child) && gtk_widget_get_next_sibling (child) == NULL)
        return child;
    }
  return NULL;
}

static void
set_row (SchChipDrag *self, GtkWidget *row)
{
  if (row == self->row)
    return;
  if (self->row != NULL)
    {
      gtk_widget_remove_css_class (self->row, "link-target");
      g_object_remove_weak_pointer (G_OBJECT (self->row), (gpointer *) &self->row);
    }
  self->row = row;
  if (row != NULL)
    {
      gtk_widget_add_css_class (row, "link-target");
      g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &self->row);
    }
}

static void
find_target (SchChipDrag *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  g_autoptr (SchSpan) target = NULL;
  GtkWidget *row = NULL;

  if (is_in_view (self, self->x, self->y))
    target = find_in_text (self, self->x, self->y);
  else
    {
      const char *id;
      SchSpan *span;

      row = find_row (self, self->x, self->y);
      id = row != NULL ? sch_span_row_get_span (SCH_SPAN_ROW (row)) : NULL;
      span = document != NULL && id != NULL ? sch_layer_document_get_span (document, id) : NULL;
      if (span != NULL && is_allowed (self, span))
        target = sch_record_ref (span);
      else
        row = NULL;
    }
  set_row (self, row);
  g_clear_pointer (&self->target, sch_record_unref);
  self->target = g_steal_pointer (&target);
}

/* --- The drag --------------------------------------------------------------------------------- */

SchChipDrag *
sch_chip_drag_new (SchWorkspace *workspace, SchDocumentView *view, GtkWidget *parent)
{
  SchChipDrag *self = g_new0 (SchChipDrag, 1);

  self->workspace = workspace;
  self->view = view;
  self->parent = parent;
  self->allowed = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

static void
forget (SchChipDrag *self)
{
  set_row (self, NULL);
  g_clear_pointer (&self->target, sch_record_unref);
  g_clear_pointer (&self->span, sch_record_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->relation, g_free);
  g_hash_table_remove_all (self->allowed);
}

void
sch_chip_drag_free (SchChipDrag *self)
{
  forget (self);
  if (self->actions != NULL)
    gtk_widget_insert_action_group (self->parent, "link", NULL);
  g_clear_object (&self->actions);
  g_hash_table_unref (self->allowed);
  g_free (self);
}

gboolean
sch_chip_drag_is_active (SchChipDrag *self)
{
  return self->active;
}

/* Where the line starts: the middle of the chip, else where the button went down. */
static graphene_point_t
get_origin (SchChipDrag *self, double x, double y)
{
  SchRect chip;

  if (sch_painter_get_chip (sch_document_view_get_painter (self->view), self->span, &chip))
    return GRAPHENE_POINT_INIT (chip.x + chip.width / 2, chip.y + chip.height / 2);
  return sch_overlay_to_buffer (self->view, x, y);
}

void
sch_chip_drag_begin (SchChipDrag *self, SchSpan *span, double x, double y)
{
  forget (self);
  self->span = sch_record_ref (span);
  self->from = get_origin (self, x, y);
  self->active = TRUE;
  sch_chip_drag_move (self, x, y);
  sch_workspace_announce (self->workspace,
                          _ ("Drop it on another annotation to link the two; Escape cancels"));
}

void
sch_chip_drag_begin_end (SchChipDrag *self, SchRelation *relation, gboolean at_to,
                         const graphene_point_t *from, double x, double y)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *other = sch_layer_document_get_span (document, at_to ? relation->from : relation->to);

  if (other == NULL)
    return;
  forget (self);
  self->span = sch_record_ref (other);
  self->relation = g_strdup (relation->record.id);
  self->at_to = at_to;
  self->from = *from;
  self->active = TRUE;
  sch_chip_drag_move (self, x, y);
  sch_workspace_announce (self->workspace,
                          _ ("Drop this end on another annotation; Escape cancels"));
}

void
sch_chip_drag_move (SchChipDrag *self, double x, double y)
{
  if (!self->active)
    return;
  self->x = x;
  self->y = y;
  find_target (self);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view),
                                   self->target != NULL ? "alias" : "grabbing");
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
end (SchChipDrag *self)
{
  self->active = FALSE;
  set_row (self, NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), "text");
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

void
sch_chip_drag_cancel (SchChipDrag *self)
{
  if (!self->active)
    return;
  end (self);
  sch_workspace_announce (self->workspace, self->relation != NULL ? _ ("The relation is as it was")
                                                                  : _ ("Nothing was linked"));
  forget (self);
}

/* --- The drop --------------------------------------------------------------------------------- */

static void
apply (SchChipDrag *self, guint index)
{
  if (self->choices == NULL || index >= self->choices->len || self->target == NULL)
    return;
  if (sch_link_apply (self->workspace, g_ptr_array_index (self->choices, index),
                      self->span->record.id, self->target->record.id))
    sch_workspace_select_span (self->workspace, self->span->record.id, FALSE);
  forget (self);
}

static void
choose_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  apply (data, g_variant_get_uint32 (parameter));
}

static void
ensure_actions (SchChipDrag *self)
{
  const GActionEntry entries[] = { { "choose", choose_cb, "u", NULL, NULL, { 0 } } };

  if (self->actions != NULL)
    return;
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (self->parent, "link", G_ACTION_GROUP (self->actions));
}

static void
ask (SchChipDrag *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  double x;
  double y;

  ensure_actions (self);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const SchLinkChoice *choice = g_ptr_array_index (self->choices, i);
      g_autoptr (GMenuItem) item = sch_popup_new_item (choice->name, NULL);

      g_menu_item_set_action_and_target (item, "link.choose", "u", i);
      g_menu_append_item (menu, item);
    }
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), self->parent, self->x, self->y, &x,
                                    &y);
  sch_popup_show (self->parent, G_MENU_MODEL (menu), x, y, GTK_WIDGET (self->view));
}

/* The relation stays the selected one. */
static void
drop_end (SchChipDrag *self)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (self->target == NULL)
    sch_workspace_announce (self->workspace, _ ("The relation cannot lead there"));
  else if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  else if (sch_annotate_set_relation_end (&who, self->relation, self->at_to,
                                          self->target->record.id, &error))
    sch_workspace_announce (self->workspace, _ ("Relation changed"));
  else
    sch_workspace_show_error (self->workspace, error);
}

void
sch_chip_drag_drop (SchChipDrag *self, double x, double y)
{
  if (!self->active)
    return;
  sch_chip_drag_move (self, x, y);
  end (self);
  if (self->relation != NULL)
    {
      drop_end (self);
      forget (self);
      return;
    }
  if (self->target == NULL)
    {
      sch_workspace_announce (self->workspace, _ ("Nothing there can be linked with it"));
      forget (self);
      return;
    }
  self->choices = sch_link_list_choices (self->workspace, self->span, self->target);
  if (self->choices->len == 0)
    {
      sch_workspace_announce (self->workspace, _ ("These two are linked already"));
      forget (self);
    }
  else if (self->choices->len == 1)
    apply (self, 0);
  else
    ask (self);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

typedef struct
{
  SchChipDrag *self;
  GtkSnapshot *snapshot;
} Draw;

static gboolean
is_target (SchChipDrag *self, const SchSpan *span)
{
  return self->target != NULL && strcmp (self->target->record.id, span->record.id) == 0;
}

/* Spans that may be dropped on have an outline, the others step back. */
static void
draw_paragraph (SchParagraph *paragraph, gpointer data)
{
  const Draw *draw = data;
  SchChipDrag *self = draw->self;
  SchPainter *painter = sch_document_view_get_painter (self->view);
  const SchPaint *paint = sch_painter_get_paint (painter, paragraph);
  GdkRGBA veil = *sch_painter_get_page (painter);

  veil.alpha = 0.45f;
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < paint->pieces->len; i++)
      {
        const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, i);
        SchSpan *span = g_array_index (paint->spans, SchPaintedSpan, piece->span).span;
        gboolean allowed = is_allowed (self, span);
        gboolean is_own = strcmp (span->record.id, self->span->record.id) == 0;

        if (allowed && pass == 1)
          sch_overlay_draw_outline (draw->snapshot, &piece->rect, paragraph->y,
                                    is_target (self, span) ? 3 : 1.5f,
                                    sch_painter_get_accent (painter));
        else if (!allowed && !is_own && pass == 0)
          gtk_snapshot_append_color (draw->snapshot, &veil,
                                     &GRAPHENE_RECT_INIT (piece->rect.x,
                                                          piece->rect.y + paragraph->y,
                                                          piece->rect.width, piece->rect.height));
      }
}

void
sch_chip_drag_draw (SchChipDrag *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *accent = sch_painter_get_accent (sch_document_view_get_painter (self->view));
  Draw draw = { self, snapshot };
  graphene_point_t to;

  if (!self->active)
    return;
  to = sch_overlay_to_buffer (self->view, self->x, self->y);
  sch_document_layout_foreach_visible (sch_document_view_get_layout (self->view), draw_paragraph,
                                       &draw);
  /* The head is where the relation leads to. */
  if (self->relation != NULL && !self->at_to)
    sch_overlay_draw_arrow (self->view, snapshot, &to, &self->from, accent, self->target == NULL);
  else
    sch_overlay_draw_arrow (self->view, snapshot, &self->from, &to, accent, self->target == NULL);
}
