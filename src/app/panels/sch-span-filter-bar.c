/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The controls above a list of spans. Always holds: the query is what the controls say; a choice
 * that a new scheme does not have has become "Any". */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-ellipsize.h"
#include "sch-span-filter-bar.h"

typedef enum
{
  CHOICE_LABEL,
  CHOICE_KIND,
  CHOICE_ATTRIBUTE,
  CHOICE_VALUE,
  CHOICE_STATE,
  CHOICE_ORIGIN,
  N_CHOICES,
} Choice;

struct _SchSpanFilterBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *search;
  GtkWidget *filter_button;
  GtkWidget *order_button;
  GtkGrid *grid;
  GtkCheckButton *unclustered;
  GtkCheckButton *hidden;
  GtkWidget *popover_clear;
  GtkWidget *info;
  GtkLabel *count;
  GtkWidget *clear;

  GtkDropDown *choices[N_CHOICES];
  GPtrArray *ids[N_CHOICES]; /* of what is offered, NULL = any */
  GSimpleActionGroup *actions;
  SchScheme *scheme;
  SchVisibility *visibility;
  SchSpanQuery *query;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SchSpanFilterBar, sch_span_filter_bar, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  LEAVE,
  GO_DOWN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *const order_names[] = { "place", "label", "words", "newest" };

/* --- What is offered ------------------------------------------------------------------------ */

static const char *
get_choice (SchSpanFilterBar *self, Choice choice)
{
  guint position = gtk_drop_down_get_selected (self->choices[choice]);

  return position < self->ids[choice]->len ? g_ptr_array_index (self->ids[choice], position) : NULL;
}

static void
offer (SchSpanFilterBar *self, Choice choice, GtkStringList *names, const char *id,
       const char *name)
{
  gtk_string_list_append (names, name);
  g_ptr_array_add (self->ids[choice], g_strdup (id));
}

/* Puts the names into the drop-down; the choice made before stays, where it is still offered. */
static void
set_names (SchSpanFilterBar *self, Choice choice, GtkStringList *names, const char *chosen)
{
  guint position = 0;

  for (guint i = 1; i < self->ids[choice]->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->ids[choice], i), chosen) == 0)
      position = i;
  gtk_drop_down_set_model (self->choices[choice], G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choices[choice], position);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choices[choice]), self->ids[choice]->len > 1);
}

static GtkStringList *
begin_names (SchSpanFilterBar *self, Choice choice)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->ids[choice], 0);
  offer (self, choice, names, NULL, C_ ("filter", "Any"));
  return names;
}

static void
offer_labels (SchSpanFilterBar *self)
{
  g_autofree char *chosen = g_strdup (get_choice (self, CHOICE_LABEL));
  g_autoptr (GtkStringList) names = begin_names (self, CHOICE_LABEL);

  for (guint i = 0; self->scheme != NULL && i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);

      offer (self, CHOICE_LABEL, names, label->id, label->name);
    }
  set_names (self, CHOICE_LABEL, names, chosen);
}

static const SchAttribute *
find_attribute (SchSpanFilterBar *self, const char *id)
{
  for (guint i = 0; id != NULL && i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchAttribute *attribute = sch_label_get_attribute (
          sch_scheme_get_label_at (self->scheme, i), id);

      if (attribute != NULL)
        return attribute;
    }
  return NULL;
}

static gboolean
is_offered (SchSpanFilterBar *self, Choice choice, const char *id)
{
  for (guint i = 1; i < self->ids[choice]->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids[choice], i), id))
      return TRUE;
  return FALSE;
}

static void
offer_attributes (SchSpanFilterBar *self)
{
  g_autofree char *chosen = g_strdup (get_choice (self, CHOICE_ATTRIBUTE));
  g_autoptr (GtkStringList) names = begin_names (self, CHOICE_ATTRIBUTE);

  for (guint i = 0; self->scheme != NULL && i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);

      for (guint j = 0; j < label->attributes->len; j++)
        {
          const SchAttribute *attribute = g_ptr_array_index (label->attributes, j);

          if (!is_offered (self, CHOICE_ATTRIBUTE, attribute->id))
            offer (self, CHOICE_ATTRIBUTE, names, attribute->id,
                   attribute->name != NULL && *attribute->name != '\0' ? attribute->name
                                                                       : attribute->id);
        }
    }
  set_names (self, CHOICE_ATTRIBUTE, names, chosen);
}

static void
offer_values (SchSpanFilterBar *self)
{
  g_autofree char *chosen = g_strdup (get_choice (self, CHOICE_VALUE));
  g_autoptr (GtkStringList) names = begin_names (self, CHOICE_VALUE);
  const SchAttribute *attribute = self->scheme != NULL
                                      ? find_attribute (self, get_choice (self, CHOICE_ATTRIBUTE))
                                      : NULL;

  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (attribute->values, i);

      offer (self, CHOICE_VALUE, names, value->id,
             value->name != NULL && *value->name != '\0' ? value->name : value->id);
    }
  set_names (self, CHOICE_VALUE, names, chosen);
}

static void
offer_fixed (SchSpanFilterBar *self)
{
  static const struct
  {
    Choice choice;
    int value;
    const char *name;
  } fixed[] = {
    { CHOICE_KIND, SCH_KIND_ENTITY, N_ ("Entity") },
    { CHOICE_KIND, SCH_KIND_CLAIM, N_ ("Claim") },
    { CHOICE_KIND, SCH_KIND_SOURCE, N_ ("Source") },
    { CHOICE_KIND, SCH_KIND_CUE, N_ ("Cue") },
    { CHOICE_KIND, SCH_KIND_OTHER, N_ ("Other") },
    { CHOICE_STATE, SCH_SPAN_IN_DOUBT, N_ ("In doubt") },
    { CHOICE_STATE, SCH_SPAN_SUGGESTED, N_ ("Suggested") },
    { CHOICE_STATE, SCH_SPAN_PROJECTED, N_ ("Projected") },
    { CHOICE_STATE, SCH_SPAN_PLACE_DOUBTFUL, N_ ("Place doubtful") },
    { CHOICE_ORIGIN, SCH_ORIGIN_MANUAL, N_ ("By hand") },
    { CHOICE_ORIGIN, SCH_ORIGIN_OCCURRENCES, N_ ("Annotate All") },
    { CHOICE_ORIGIN, SCH_ORIGIN_SUGGESTION, N_ ("Suggestion") },
    { CHOICE_ORIGIN, SCH_ORIGIN_CARRIED, N_ ("Earlier version") },
    { CHOICE_ORIGIN, SCH_ORIGIN_PROJECTED, N_ ("Projection") },
    { CHOICE_ORIGIN, SCH_ORIGIN_IMPORT, N_ ("Import") },
    { CHOICE_ORIGIN, SCH_ORIGIN_MERGE, N_ ("Merge") },
  };
  const Choice choices[] = { CHOICE_KIND, CHOICE_STATE, CHOICE_ORIGIN };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GtkStringList) names = begin_names (self, choices[i]);

      for (guint j = 0; j < G_N_ELEMENTS (fixed); j++)
        if (fixed[j].choice == choices[i])
          {
            g_autofree char *id = g_strdup_printf ("%d", fixed[j].value);

            offer (self, choices[i], names, id, _ (fixed[j].name));
          }
      set_names (self, choices[i], names, NULL);
    }
}

/* --- The query ------------------------------------------------------------------------------ */

static int
get_number (SchSpanFilterBar *self, Choice choice, int none)
{
  const char *id = get_choice (self, choice);

  return id != NULL ? (int) g_ascii_strtoll (id, NULL, 10) : none;
}

static SchSpanOrder
get_order (SchSpanFilterBar *self)
{
  g_autoptr (GVariant)
      state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "order");

  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    if (g_str_equal (order_names[i], g_variant_get_string (state, NULL)))
      return (SchSpanOrder) i;
  return SCH_SPAN_ORDER_PLACE;
}

static SchSpanQuery *
read_query (SchSpanFilterBar *self)
{
  SchSpanQuery *query = sch_span_query_new ();
  const char *text = gtk_editable_get_text (self->search);

  query->text = *text != '\0' ? g_strdup (text) : NULL;
  query->label = g_strdup (get_choice (self, CHOICE_LABEL));
  query->kind = get_number (self, CHOICE_KIND, -1);
  query->attribute = g_strdup (get_choice (self, CHOICE_ATTRIBUTE));
  query->value = g_strdup (get_choice (self, CHOICE_VALUE));
  query->condition = (SchSpanCondition) get_number (self, CHOICE_STATE, SCH_SPAN_ANY_STATE);
  query->origin = get_number (self, CHOICE_ORIGIN, -1);
  query->unclustered = gtk_check_button_get_active (self->unclustered);
  query->hidden = gtk_check_button_get_active (self->hidden);
  query->order = get_order (self);
  if (self->visibility != NULL && sch_visibility_hides_any (self->visibility))
    {
      g_autoptr (GPtrArray) labels = sch_visibility_list_hidden (self->visibility);

      g_ptr_array_add (labels, NULL);
      query->hidden_labels = g_strdupv ((char **) labels->pdata);
    }
  return query;
}

static void
mark_active (GtkWidget *widget, gboolean active)
{
  if (active)
    gtk_widget_add_css_class (widget, "in-use");
  else
    gtk_widget_remove_css_class (widget, "in-use");
}

static void
update_query (SchSpanFilterBar *self)
{
  g_autoptr (SchSpanQuery) query = NULL;

  if (self->filling)
    return;
  query = read_query (self);
  mark_active (self->order_button, query->order != SCH_SPAN_ORDER_PLACE);
  if (sch_span_query_equal (query, self->query))
    return;
  sch_span_query_free (self->query);
  self->query = g_steal_pointer (&query);
  gtk_widget_set_sensitive (self->popover_clear, sch_span_query_is_restricting (self->query));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
criteria_changed_cb (SchSpanFilterBar *self)
{
  update_query (self);
}

/* What is typed in the list arrives here. The keyboard follows at once: the list may have no row left
 * that could keep it. */
static void
search_typed_cb (SchSpanFilterBar *self)
{
  gboolean here = (gtk_widget_get_state_flags (GTK_WIDGET (self->search)) &
                   GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  if (self->filling || here || *gtk_editable_get_text (self->search) == '\0')
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_position (self->search, -1);
}

static void
choice_cb (GtkDropDown *drop_down, GParamSpec *pspec, SchSpanFilterBar *self)
{
  if (self->filling)
    return;
  if (drop_down == self->choices[CHOICE_ATTRIBUTE])
    {
      self->filling = TRUE;
      offer_values (self);
      self->filling = FALSE;
    }
  update_query (self);
}

static void
order_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  update_query (SCH_SPAN_FILTER_BAR (data));
}

static void
search_activate_cb (SchSpanFilterBar *self)
{
  update_query (self);
  g_signal_emit (self, signals[LEAVE], 0);
}

/* Escape empties the entry first, then leaves it. */
static void
stop_search_cb (SchSpanFilterBar *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    {
      gtk_editable_set_text (self->search, "");
      update_query (self);
    }
  g_signal_emit (self, signals[LEAVE], 0);
}

static gboolean
search_down_cb (GtkWidget *search, GVariant *args, gpointer data)
{
  SchSpanFilterBar *self = data;

  update_query (self);
  g_signal_emit (self, signals[GO_DOWN], 0);
  return TRUE;
}

/* Down goes to the rows, not to what else the bar holds. */
static void
add_keys (SchSpanFilterBar *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  const guint keyvals[] = { GDK_KEY_Down, GDK_KEY_KP_Down };

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keyvals[i], 0),
                                                            gtk_callback_action_new (search_down_cb,
                                                                                     self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->search), controller);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
make_choices (SchSpanFilterBar *self)
{
  const char *names[N_CHOICES] = { _ ("Label"), C_ ("of a label", "Kind"),        _ ("Attribute"),
                                   _ ("Value"), C_ ("of an annotation", "State"), _ ("Made by") };

  for (guint i = 0; i < N_CHOICES; i++)
    {
      GtkWidget *name = gtk_label_new (names[i]);
      GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL,
                                                               "string");

      self->ids[i] = g_ptr_array_new_with_free_func (g_free);
      self->choices[i] = GTK_DROP_DOWN (gtk_drop_down_new (NULL, expression));
      gtk_drop_down_set_enable_search (self->choices[i],
                                       i == CHOICE_LABEL || i == CHOICE_ATTRIBUTE);
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_widget_set_hexpand (GTK_WIDGET (self->choices[i]), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, names[i], -1);
      gtk_grid_attach (self->grid, name, 0, (int) i, 1, 1);
      gtk_grid_attach (self->grid, GTK_WIDGET (self->choices[i]), 1, (int) i, 1, 1);
      g_signal_connect_object (self->choices[i], "notify::selected", G_CALLBACK (choice_cb), self,
                               0);
    }
}

static void
sch_span_filter_bar_dispose (GObject *object)
{
  SchSpanFilterBar *self = SCH_SPAN_FILTER_BAR (object);

  if (self->visibility != NULL)
    g_signal_handlers_disconnect_by_data (self->visibility, self);
  g_clear_object (&self->visibility);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_span_filter_bar_parent_class)->dispose (object);
}

static void
sch_span_filter_bar_finalize (GObject *object)
{
  SchSpanFilterBar *self = SCH_SPAN_FILTER_BAR (object);

  for (guint i = 0; i < N_CHOICES; i++)
    g_ptr_array_unref (self->ids[i]);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  sch_span_query_free (self->query);
  G_OBJECT_CLASS (sch_span_filter_bar_parent_class)->finalize (object);
}

static void
sch_span_filter_bar_class_init (SchSpanFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sch_span_filter_bar_dispose;
  object_class->finalize = sch_span_filter_bar_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[GO_DOWN] = g_signal_new ("go-down", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/ui/sch-span-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, order_button);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, grid);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, unclustered);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, hidden);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, popover_clear);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, info);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, count);
  gtk_widget_class_bind_template_child (widget_class, SchSpanFilterBar, clear);
  gtk_widget_class_bind_template_callback (widget_class, criteria_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, sch_span_filter_bar_clear);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_span_filter_bar_init (SchSpanFilterBar *self)
{
  static const GActionEntry entries[] = { { "order", NULL, "s", "'place'", order_cb, { 0 } } };

  self->query = sch_span_query_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "spans", G_ACTION_GROUP (self->actions));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
  make_choices (self);
  offer_fixed (self);
  offer_labels (self);
  offer_attributes (self);
  offer_values (self);
  gtk_widget_set_sensitive (self->popover_clear, FALSE);
  self->filling = FALSE;
}

void
sch_span_filter_bar_set_scheme (SchSpanFilterBar *self, SchScheme *scheme)
{
  g_return_if_fail (SCH_IS_SPAN_FILTER_BAR (self));

  if (self->scheme == scheme)
    return;
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = scheme != NULL ? sch_scheme_ref (scheme) : NULL;
  self->filling = TRUE;
  offer_labels (self);
  offer_attributes (self);
  offer_values (self);
  self->filling = FALSE;
  update_query (self);
}

void
sch_span_filter_bar_set_visibility (SchSpanFilterBar *self, SchVisibility *visibility)
{
  g_return_if_fail (SCH_IS_SPAN_FILTER_BAR (self) && self->visibility == NULL);

  self->visibility = g_object_ref (visibility);
  g_signal_connect_object (visibility, "changed", G_CALLBACK (update_query), self,
                           G_CONNECT_SWAPPED);
  update_query (self);
}

const SchSpanQuery *
sch_span_filter_bar_get_query (SchSpanFilterBar *self)
{
  g_return_val_if_fail (SCH_IS_SPAN_FILTER_BAR (self), NULL);
  return self->query;
}

/**
 * sch_span_filter_bar_clear:
 *
 * Lets everything through; the order stays.
 */
void
sch_span_filter_bar_clear (SchSpanFilterBar *self)
{
  g_return_if_fail (SCH_IS_SPAN_FILTER_BAR (self));

  self->filling = TRUE;
  gtk_editable_set_text (self->search, "");
  for (guint i = 0; i < N_CHOICES; i++)
    gtk_drop_down_set_selected (self->choices[i], 0);
  offer_values (self);
  gtk_check_button_set_active (self->unclustered, FALSE);
  gtk_check_button_set_active (self->hidden, FALSE);
  self->filling = FALSE;
  update_query (self);
}

void
sch_span_filter_bar_set_counts (SchSpanFilterBar *self, guint n_shown, guint n_all, gboolean busy)
{
  g_autofree char *text = NULL;
  gboolean restricting;

  g_return_if_fail (SCH_IS_SPAN_FILTER_BAR (self));

  restricting = sch_span_query_is_restricting (self->query);
  if (busy)
    text = g_strdup (_ ("Searching…"));
  else
    /* Translators: how many annotations of all are listed. */
    text = g_strdup_printf (_ ("%u of %u"), n_shown, n_all);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (self->info, busy || n_shown != n_all || restricting);
  gtk_widget_set_visible (self->clear, restricting);
  mark_active (self->filter_button, restricting);
}

void
sch_span_filter_bar_capture_keys (SchSpanFilterBar *self, GtkWidget *widget)
{
  g_return_if_fail (SCH_IS_SPAN_FILTER_BAR (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), widget);
}
