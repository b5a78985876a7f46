/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Link mode: the source is fixed, the target is looked for by stepping, by clicking or by its text, and the ways to
 * link both are offered, the best first.
 *
 * Always holds: the target is a span that may be linked to the source, or there is none. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-link-mode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-span-row.h"
#include "sch-swatch.h"

#define TEXT_CHARS 60
#define SEARCH_CHARS 200
#define SEARCH_STEP 400

struct _SchLinkMode
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *own;
  GtkWidget *entry;
  GtkWidget *swatch;
  GtkWidget *target_label;
  GtkWidget *types;

  SchWorkspace *workspace;
  SchLayerDocument *document; /* in which the mode began */
  char *source;               /* NULL: the mode is off */
  char *target;
  GHashTable *labels; /* that a target may have */
  GArray *links;      /* of SchLink, for the target */
  gboolean fresh;     /* nothing was done yet */
  guint search_source;
  guint searched; /* how far from the source */
};

enum
{
  TARGET_CHANGED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchLinkMode, sch_link_mode, GTK_TYPE_WIDGET)

static SchSpan *
get_span (SchLinkMode *self, const char *id)
{
  return self->document != NULL && id != NULL ? sch_layer_document_get_span (self->document, id)
                                              : NULL;
}

static SchScheme *
get_scheme (SchLinkMode *self)
{
  return sch_workspace_get_scheme (self->workspace);
}

static GArray *
list_links (SchLinkMode *self, SchSpan *other)
{
  SchSpan *source = get_span (self, self->source);

  if (source == NULL || other == NULL || !g_hash_table_contains (self->labels, other->label))
    return g_array_new (FALSE, FALSE, sizeof (SchLink));
  return sch_links_between (get_scheme (self), self->document, source, other);
}

static gboolean
is_allowed (SchLinkMode *self, SchSpan *other)
{
  g_autoptr (GArray) links = list_links (self, other);

  return links->len > 0 &&
         sch_visibility_shows_span (sch_workspace_get_visibility (self->workspace),
                                    get_scheme (self), other);
}

static gboolean
has_exemption (SchLinkMode *self)
{
  SchSpan *source = get_span (self, self->source);
  const SchAttribute *attribute;
  const SchAttributeValue *value;

  return source != NULL &&
         sch_links_find_exemption (get_scheme (self), source->label, &attribute, &value);
}

/* --- What the bar says ---------------------------------------------------------------------- */

static void
type_clicked_cb (SchLinkMode *self, GtkWidget *button)
{
  sch_link_mode_accept (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "nth")));
}

static char *
dup_type_name (const SchLink *link)
{
  const char *name = *link->type->name != '\0' ? link->type->name : link->type->id;

  /* Translators: a relation that leads here from another annotation; %s is its name. */
  return link->outward ? g_strdup (name) : g_strdup_printf (_ ("← %s"), name);
}

static GtkWidget *
make_type_button (SchLinkMode *self, guint nth)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = dup_type_name (&g_array_index (self->links, SchLink, nth));
  g_autofree char *number = g_strdup_printf ("%u", nth + 1);
  GtkWidget *key = gtk_label_new (number);

  gtk_widget_add_css_class (key, "keycap");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  if (nth < 9)
    gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, nth == 0 ? "suggested-action" : "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "nth", GUINT_TO_POINTER (nth));
  g_signal_connect_object (button, "clicked", G_CALLBACK (type_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
fill_types (SchLinkMode *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->types)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->types), child);
  for (guint i = 0; self->links != NULL && i < self->links->len; i++)
    {
      gtk_flow_box_append (GTK_FLOW_BOX (self->types), make_type_button (self, i));
      child = gtk_widget_get_last_child (self->types);
      gtk_widget_set_focusable (child, FALSE);
    }
  gtk_widget_set_visible (self->types, self->links != NULL && self->links->len > 0);
}

static void
update_target (SchLinkMode *self)
{
  SchSpan *target = get_span (self, self->target);
  SchText *text = sch_workspace_get_text (self->workspace);
  g_autofree char *line = target != NULL ? sch_span_dup_line (target, text, TEXT_CHARS) : NULL;
  g_autofree char *said = NULL;

  gtk_widget_set_visible (self->own, has_exemption (self));
  gtk_widget_set_visible (self->swatch, target != NULL);
  fill_types (self);
  if (target == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->target_label),
                          *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0'
                              ? _ ("No annotation that may be linked has this text")
                              : _ ("Tab or click: to which annotation? Or select text and press a "
                                   "label’s key."));
      return;
    }
  sch_swatch_set_label (SCH_SWATCH (self->swatch),
                        sch_scheme_get_label (get_scheme (self), target->label));
  said = g_strdup_printf ("%s: %s", sch_span_get_label_name (target, get_scheme (self)), line);
  gtk_label_set_text (GTK_LABEL (self->target_label), said);
  sch_workspace_announce (self->workspace, said);
}

static void
set_target (SchLinkMode *self, SchSpan *target)
{
  g_clear_pointer (&self->links, g_array_unref);
  g_free (self->target);
  self->target = target != NULL ? g_strdup (target->record.id) : NULL;
  self->links = target != NULL ? list_links (self, target) : NULL;
  self->fresh = FALSE;
  update_target (self);
  g_signal_emit (self, signals[TARGET_CHANGED], 0, self->target);
}

/* --- Finding the target --------------------------------------------------------------------- */

void
sch_link_mode_step (SchLinkMode *self, int direction)
{
  SchSpanIndex *index;
  SchSpan *from = get_span (self, self->target != NULL ? self->target : self->source);
  gint64 n_spans;
  gint64 position;

  g_return_if_fail (SCH_IS_LINK_MODE (self));

  if (from == NULL)
    return;
  index = sch_layer_document_get_index (self->document);
  n_spans = sch_span_index_get_n_spans (index);
  position = sch_span_index_rank (index, from);
  for (gint64 away = 1; away < n_spans; away++)
    {
      gint64 next = (position + direction * away + n_spans) % n_spans;
      SchSpan *span = sch_span_index_get (index, (guint) next);

      if (is_allowed (self, span))
        {
          set_target (self, span);
          return;
        }
    }
  if (self->target == NULL)
    sch_workspace_announce (self->workspace, _ ("No annotation here may be linked to this one"));
}

static gboolean
has_text (SchLinkMode *self, SchSpan *span, const char *needle)
{
  g_autofree char *line = sch_span_dup_line (span, sch_workspace_get_text (self->workspace),
                                             SEARCH_CHARS);
  g_autofree char *folded = g_utf8_casefold (line, -1);

  return strstr (folded, needle) != NULL;
}

/* The nearest to the source on both sides, a stretch at a time. Returns whether the search is over. */
static gboolean
search_on (SchLinkMode *self, guint n_steps)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *needle = g_utf8_casefold (typed, -1);
  SchSpan *source = get_span (self, self->source);
  SchSpanIndex *index = source != NULL ? sch_layer_document_get_index (self->document) : NULL;
  gint64 n_spans = index != NULL ? sch_span_index_get_n_spans (index) : 0;
  gint64 rank = index != NULL ? sch_span_index_rank (index, source) : 0;

  for (guint i = 0; i < n_steps && self->searched < n_spans; i++, self->searched++)
    {
      const gint64 places[] = { rank + self->searched, rank - self->searched };

      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        {
          SchSpan *span = places[j] >= 0 && places[j] < n_spans
                              ? sch_span_index_get (index, (guint) places[j])
                              : NULL;

          if (span == NULL || !g_hash_table_contains (self->labels, span->label) ||
              !has_text (self, span, needle) || !is_allowed (self, span))
            continue;
          set_target (self, span);
          return TRUE;
        }
    }
  if (self->searched < n_spans)
    return FALSE;
  set_target (self, NULL);
  return TRUE;
}

static gboolean
search_cb (gpointer data)
{
  SchLinkMode *self = data;

  if (!search_on (self, SEARCH_STEP))
    return G_SOURCE_CONTINUE;
  self->search_source = 0;
  return G_SOURCE_REMOVE;
}

static void
finish_search (SchLinkMode *self)
{
  if (self->search_source == 0)
    return;
  g_clear_handle_id (&self->search_source, g_source_remove);
  search_on (self, G_MAXUINT);
}

static void
entry_changed_cb (SchLinkMode *self)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  if (self->source == NULL)
    return;
  self->searched = 1;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    set_target (self, NULL);
  else if (!search_on (self, SEARCH_STEP))
    self->search_source = g_idle_add (search_cb, self);
}

void
sch_link_mode_type (SchLinkMode *self, const char *typed)
{
  g_return_if_fail (SCH_IS_LINK_MODE (self));

  gtk_widget_grab_focus (self->entry);
  if (*typed == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
sch_link_mode_take (SchLinkMode *self, GPtrArray *spans)
{
  g_return_if_fail (SCH_IS_LINK_MODE (self));

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      if (!is_allowed (self, span))
        continue;
      set_target (self, span);
      if (self->links->len == 1)
        sch_link_mode_accept (self, 0);
      return;
    }
  sch_workspace_announce (self->workspace, _ ("This annotation may not be linked to it"));
}

/* --- Linking -------------------------------------------------------------------------------- */

gboolean
sch_link_mode_accept (SchLinkMode *self, guint nth)
{
  const SchLink *link;
  SchAnnotator who;
  g_autofree char *relation = NULL;
  g_autofree char *said = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SCH_IS_LINK_MODE (self), FALSE);

  finish_search (self);
  if (self->links == NULL || nth >= self->links->len)
    {
      if (self->target == NULL)
        sch_workspace_announce (self->workspace, _ ("Choose the other annotation first"));
      return FALSE;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return FALSE;
  link = &g_array_index (self->links, SchLink, nth);
  name = dup_type_name (link);
  relation = sch_annotate_relate (&who, link->type->id, link->outward ? self->source : self->target,
                                  link->outward ? self->target : self->source, &error);
  if (relation == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      return FALSE;
    }
  /* Translators: %s is the name of the type of a relation that was made. */
  said = g_strdup_printf (_ ("Linked: %s"), name);
  sch_link_mode_end (self);
  sch_workspace_announce (self->workspace, said);
  return TRUE;
}

gboolean
sch_link_mode_make (SchLinkMode *self, const char *label, SchRange range)
{
  SchSpan *source = get_span (self, self->source);
  g_autoptr (GArray) links = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;
  const SchLink *link;
  SchAnnotator who;

  g_return_val_if_fail (SCH_IS_LINK_MODE (self), FALSE);

  if (source == NULL)
    return FALSE;
  links = sch_links_with_label (get_scheme (self), self->document, source, label);
  if (links->len == 0)
    {
      sch_workspace_announce (self->workspace, _ ("The scheme has no relation to this label"));
      return FALSE;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return FALSE;
  link = &g_array_index (links, SchLink, 0);
  made = sch_annotate_tag_linked (&who, label, &range, 1, self->source, link->type->id,
                                  link->outward, &error);
  if (made == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      return FALSE;
    }
  sch_workspace_note_label_used (self->workspace, label);
  sch_link_mode_end (self);
  return TRUE;
}

gboolean
sch_link_mode_can_be_own (SchLinkMode *self)
{
  return self->fresh && has_exemption (self);
}

void
sch_link_mode_set_own (SchLinkMode *self)
{
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SCH_IS_LINK_MODE (self));

  if (self->source == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_exempt (&who, self->source, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_link_mode_end (self);
  sch_workspace_announce (self->workspace, _ ("The author’s own"));
}

/* --- The mode ------------------------------------------------------------------------------- */

gboolean
sch_link_mode_begin (SchLinkMode *self, SchSpan *span)
{
  g_autoptr (GHashTable) labels = NULL;
  g_autofree char *line = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (SCH_IS_LINK_MODE (self) && span != NULL, FALSE);

  labels = sch_links_list_labels (get_scheme (self), span);
  if (g_hash_table_size (labels) == 0)
    {
      sch_workspace_announce (self->workspace, _ ("The scheme has no relation for this label"));
      return FALSE;
    }
  g_set_object (&self->document, sch_workspace_get_layer_document (self->workspace));
  g_clear_pointer (&self->labels, g_hash_table_unref);
  self->labels = g_steal_pointer (&labels);
  g_free (self->source);
  self->source = g_strdup (span->record.id);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->links, g_array_unref);
  self->fresh = TRUE;
  line = sch_span_dup_line (span, sch_workspace_get_text (self->workspace), TEXT_CHARS);
  title = g_strdup_printf (_ ("Link “%s” to"), line);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  self->fresh = TRUE;
  update_target (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  sch_workspace_announce (self->workspace, title);
  return TRUE;
}

void
sch_link_mode_end (SchLinkMode *self)
{
  g_return_if_fail (SCH_IS_LINK_MODE (self));

  if (self->source == NULL)
    return;
  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->links, g_array_unref);
  g_clear_object (&self->document);
  g_signal_emit (self, signals[TARGET_CHANGED], 0, NULL);
  g_signal_emit (self, signals[LEFT], 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
sch_link_mode_is_active (SchLinkMode *self)
{
  g_return_val_if_fail (SCH_IS_LINK_MODE (self), FALSE);
  return self->source != NULL;
}

static void
activate_cb (SchLinkMode *self)
{
  sch_link_mode_accept (self, 0);
}

/* In the entry Tab steps through the targets, as in the text; Down goes to the types. */
static gboolean
key_pressed_cb (SchLinkMode *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & GDK_CONTROL_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      finish_search (self);
      sch_link_mode_step (self,
                          keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return gtk_widget_child_focus (self->types, GTK_DIR_TAB_FORWARD);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Escape and the button, wherever in the bar. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  sch_link_mode_end (SCH_LINK_MODE (data));
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_first_line (SchLinkMode *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->title = gtk_label_new ("");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  self->own = gtk_button_new_with_mnemonic (_ ("_Author’s Own"));
  gtk_widget_set_tooltip_text (self->own, _ ("The author answers for it: it needs no source (A)"));
  gtk_widget_set_tooltip_text (close, _ ("Leave link mode (Escape)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Leave link mode"), -1);
  gtk_widget_add_css_class (close, "flat");
  g_signal_connect_object (self->own, "clicked", G_CALLBACK (sch_link_mode_set_own), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (close, "clicked", G_CALLBACK (sch_link_mode_end), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->own);
  gtk_box_append (GTK_BOX (line), close);
  return line;
}

static GtkWidget *
make_second_line (SchLinkMode *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Its text"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 14);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text of the annotation to link"), -1);
  self->swatch = sch_swatch_new ();
  gtk_widget_set_valign (self->swatch, GTK_ALIGN_CENTER);
  self->target_label = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->target_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->target_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->target_label), 0);
  gtk_widget_set_hexpand (self->target_label, TRUE);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->swatch);
  gtk_box_append (GTK_BOX (line), self->target_label);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  /* Not "search-changed", which comes late: Enter takes what was typed, however fast. */
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (sch_link_mode_end), self);
  return line;
}

static void
sch_link_mode_dispose (GObject *object)
{
  SchLinkMode *self = SCH_LINK_MODE (object);

  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_link_mode_parent_class)->dispose (object);
}

static void
sch_link_mode_finalize (GObject *object)
{
  SchLinkMode *self = SCH_LINK_MODE (object);

  g_free (self->source);
  g_free (self->target);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->links, g_array_unref);
  G_OBJECT_CLASS (sch_link_mode_parent_class)->finalize (object);
}

static void
sch_link_mode_class_init (SchLinkModeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_link_mode_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_link_mode_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[TARGET_CHANGED] = g_signal_new ("target-changed", SCH_TYPE_LINK_MODE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", SCH_TYPE_LINK_MODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
sch_link_mode_init (SchLinkMode *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "mode-bar");
  gtk_box_append (GTK_BOX (self->box), make_first_line (self));
  gtk_box_append (GTK_BOX (self->box), make_second_line (self));
  self->types = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->types), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->types), 12);
  gtk_widget_set_halign (self->types, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->types), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Types of relation"), -1);
  gtk_box_append (GTK_BOX (self->box), self->types);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Link mode"), -1);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
sch_link_mode_new (SchWorkspace *workspace)
{
  SchLinkMode *self = g_object_new (SCH_TYPE_LINK_MODE, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
