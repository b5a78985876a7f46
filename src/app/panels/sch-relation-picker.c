/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First the type of the relation, of those that the scheme allows for the span's label in either
 * direction; then the other end: type-ahead over the spans of the document that may stand there,
 * the nearest first. At most MAX_ROWS are listed: who does not see theirs types on. For an end of a relation
 * there is no type to choose, and the span is the end that stays. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-links.h"
#include "sch-relation-picker.h"
#include "sch-span-row.h"

#define MAX_ROWS 30
#define TEXT_CHARS 120

typedef struct
{
  char *type;
  gboolean outward; /* from the selected span */
} Choice;

struct _SchRelationPicker
{
  GtkPopover parent_instance;

  GtkDropDown *type;
  GtkSearchEntry *search;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *nothing;

  SchWorkspace *workspace;
  GArray *choices; /* of Choice, as the drop-down has them */
  char *span;
  char *relation;  /* (nullable): of which an end is changed */
  gboolean of_end; /* always for an end of the selected relation */
  gboolean at_to;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SchRelationPicker, sch_relation_picker, GTK_TYPE_POPOVER)

static void
clear_choice (gpointer data)
{
  g_free (((Choice *) data)->type);
}

static SchSpan *
get_span (SchRelationPicker *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);

  return document != NULL && self->span != NULL ? sch_layer_document_get_span (document, self->span)
                                                : NULL;
}

/* --- Types ---------------------------------------------------------------------------------- */

static gboolean
allows (SchScheme *scheme, const SchRelationType *type, const char *label, const char *other,
        gboolean outward)
{
  return outward ? sch_relation_type_allows (type, scheme, label, other)
                 : sch_relation_type_allows (type, scheme, other, label);
}

static gboolean
allows_any (SchScheme *scheme, const SchRelationType *type, const char *label, gboolean outward)
{
  if (type->retired || (type->symmetric && !outward))
    return FALSE;
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    if (allows (scheme, type, label, sch_scheme_get_label_at (scheme, i)->id, outward))
      return TRUE;
  return FALSE;
}

static void
add_choices (SchRelationPicker *self, GtkStringList *names, const char *label, gboolean outward)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);
      const char *name = type->name != NULL && *type->name != '\0' ? type->name : type->id;
      Choice choice = { NULL, outward };
      g_autofree char *inward_name = NULL;

      if (!allows_any (scheme, type, label, outward))
        continue;
      /* Translators: a relation that leads here from another annotation; %s is its name. */
      inward_name = g_strdup_printf (_ ("← %s"), name);
      choice.type = g_strdup (type->id);
      g_array_append_val (self->choices, choice);
      gtk_string_list_append (names, outward ? name : inward_name);
    }
}

static void
fill_types (SchRelationPicker *self, SchSpan *span)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->choices, 0);
  add_choices (self, names, span->label, TRUE);
  add_choices (self, names, span->label, FALSE);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->type, 0);
  self->filling = FALSE;
}

static const Choice *
get_choice (SchRelationPicker *self)
{
  guint selected = gtk_drop_down_get_selected (self->type);

  return selected < self->choices->len ? &g_array_index (self->choices, Choice, selected) : NULL;
}

/* --- The other end -------------------------------------------------------------------------- */

static gboolean
is_related (SchLayerDocument *document, SchSpan *span, SchSpan *other, const Choice *choice)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (document, span->record.id);
  const char *from = choice->outward ? span->record.id : other->record.id;
  const char *to = choice->outward ? other->record.id : span->record.id;

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (relations, i);

      if (g_str_equal (relation->type, choice->type) && g_str_equal (relation->from, from) &&
          g_str_equal (relation->to, to))
        return TRUE;
    }
  return FALSE;
}

/* @choice: NULL for an end of the relation */
static gboolean
may_be_chosen (SchRelationPicker *self, SchSpan *span, SchSpan *other, const Choice *choice)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const SchRelationType *type;
  SchRelation *relation;

  if (choice == NULL)
    {
      relation = sch_layer_document_get_relation (document, self->relation);
      return relation != NULL && sch_links_may_end (scheme, document, relation, self->at_to, other);
    }
  type = sch_scheme_get_relation_type (scheme, choice->type);
  return type != NULL && sch_scheme_get_label (scheme, other->label) != NULL &&
         allows (scheme, type, span->label, other->label, choice->outward) &&
         !is_related (document, span, other, choice);
}

static gboolean
fits (SchRelationPicker *self, SchSpan *span, SchSpan *other, const Choice *choice,
      const char *needle)
{
  g_autofree char *line = NULL;
  g_autofree char *folded = NULL;

  if (!may_be_chosen (self, span, other, choice))
    return FALSE;
  if (*needle == '\0')
    return TRUE;
  line = sch_span_dup_line (other, sch_workspace_get_text (self->workspace), TEXT_CHARS);
  folded = g_utf8_casefold (line, -1);
  return strstr (folded, needle) != NULL;
}

static void
add_row (SchRelationPicker *self, SchSpan *span)
{
  GtkWidget *content = sch_span_row_new ();
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  g_object_set_data_full (G_OBJECT (row), "span", g_strdup (span->record.id), g_free);
  sch_span_row_bind (SCH_SPAN_ROW (content), span, sch_workspace_get_scheme (self->workspace),
                     sch_workspace_get_text (self->workspace));
  gtk_list_box_append (self->list, row);
}

/* Walks away from the span in both directions at once. Returns how many fit. */
static guint
add_rows (SchRelationPicker *self, SchSpan *span, const Choice *choice, const char *needle)
{
  SchSpanIndex *index = sch_layer_document_get_index (
      sch_workspace_get_layer_document (self->workspace));
  guint n_spans = sch_span_index_get_n_spans (index);
  guint rank = sch_span_index_rank (index, span);
  guint n_rows = 0;

  for (guint away = 1; away < n_spans && n_rows < MAX_ROWS; away++)
    {
      const gint64 places[] = { (gint64) rank + away, (gint64) rank - away };

      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        {
          SchSpan *other = places[i] >= 0 && places[i] < n_spans
                               ? sch_span_index_get (index, (guint) places[i])
                               : NULL;

          if (other != NULL && fits (self, span, other, choice, needle))
            {
              add_row (self, other);
              n_rows++;
            }
        }
    }
  return n_rows;
}

static void
fill_list (SchRelationPicker *self)
{
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                             -1);
  const Choice *choice = get_choice (self);
  SchSpan *span = get_span (self);
  GtkWidget *row;
  guint n_rows = 0;

  if (self->filling)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  if (span != NULL && (choice != NULL || self->relation != NULL))
    n_rows = add_rows (self, span, choice, needle);
  gtk_widget_set_visible (self->scroller, n_rows > 0);
  gtk_widget_set_visible (self->nothing, n_rows == 0);
}

/* --- What the person does ------------------------------------------------------------------- */

static void
take_end (SchRelationPicker *self, const char *other)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_set_relation_end (&who, self->relation, self->at_to, other, &error))
    sch_workspace_announce (self->workspace, _ ("Relation changed"));
  else
    sch_workspace_show_error (self->workspace, error);
}

static void
row_activated_cb (SchRelationPicker *self, GtkListBoxRow *row)
{
  g_autofree char *other = g_strdup (g_object_get_data (G_OBJECT (row), "span"));
  const Choice *choice = get_choice (self);
  g_autofree char *relation = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (self->relation != NULL)
    {
      take_end (self, other);
      return;
    }
  if (choice == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  relation = sch_annotate_relate (&who, choice->type, choice->outward ? self->span : other,
                                  choice->outward ? other : self->span, &error);
  if (relation != NULL)
    sch_workspace_announce (self->workspace, _ ("Added the relation"));
  else
    sch_workspace_show_error (self->workspace, error);
}

/* Enter takes the first, also when the list still waits for the last key. */
static void
activate_cb (SchRelationPicker *self)
{
  GtkListBoxRow *row;

  fill_list (self);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    row_activated_cb (self, row);
}

static void
stop_search_cb (SchRelationPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The span from which the others are listed: the selected one, or the end that stays. */
static void
follow_selection (SchRelationPicker *self)
{
  SchRelation *relation = self->of_end ? sch_workspace_peek_relation (self->workspace) : NULL;

  g_free (self->span);
  g_free (self->relation);
  self->relation = relation != NULL ? g_strdup (relation->record.id) : NULL;
  if (!self->of_end)
    self->span = g_strdup (sch_workspace_get_selected_span (self->workspace));
  else
    self->span = relation != NULL ? g_strdup (self->at_to ? relation->from : relation->to) : NULL;
}

static void
show_cb (SchRelationPicker *self)
{
  SchSpan *span;

  follow_selection (self);
  span = get_span (self);
  if (span == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->type), !self->of_end);
  if (!self->of_end)
    fill_types (self, span);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_relation_picker_finalize (GObject *object)
{
  SchRelationPicker *self = SCH_RELATION_PICKER (object);

  g_clear_object (&self->workspace);
  g_array_unref (self->choices);
  g_free (self->span);
  g_free (self->relation);
  G_OBJECT_CLASS (sch_relation_picker_parent_class)->finalize (object);
}

static void
sch_relation_picker_class_init (SchRelationPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_relation_picker_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/ui/sch-relation-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, SchRelationPicker, type);
  gtk_widget_class_bind_template_child (widget_class, SchRelationPicker, search);
  gtk_widget_class_bind_template_child (widget_class, SchRelationPicker, scroller);
  gtk_widget_class_bind_template_child (widget_class, SchRelationPicker, list);
  gtk_widget_class_bind_template_child (widget_class, SchRelationPicker, nothing);
  gtk_widget_class_bind_template_callback (widget_class, fill_list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
sch_relation_picker_init (SchRelationPicker *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  g_array_set_clear_func (self->choices, clear_choice);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_relation_picker_set_workspace (SchRelationPicker *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_RELATION_PICKER (self));
  g_set_object (&self->workspace, workspace);
}

void
sch_relation_picker_set_end (SchRelationPicker *self, gboolean at_to)
{
  const char *name = at_to ? _ ("Change where the relation leads to")
                           : _ ("Change where the relation starts");

  g_return_if_fail (SCH_IS_RELATION_PICKER (self));
  self->of_end = TRUE;
  self->at_to = at_to;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * sch_relation_picker_is_of_use:
 * @label: id
 *
 * Returns: whether a span with the label can have relations
 */
gboolean
sch_relation_picker_is_of_use (SchScheme *scheme, const char *label)
{
  g_return_val_if_fail (scheme != NULL && label != NULL, FALSE);

  if (sch_scheme_get_label (scheme, label) == NULL)
    return FALSE;
  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);

      if (allows_any (scheme, type, label, TRUE) || allows_any (scheme, type, label, FALSE))
        return TRUE;
    }
  return FALSE;
}
