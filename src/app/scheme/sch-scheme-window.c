/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the scheme's editor: its pages, undo and redo, the search, what was done and why
 * something cannot be done. Pages are made when they are shown first; those that are not on show
 * follow the scheme when they are.
 *
 * Always holds: nothing here knows what is on a page. */

#include "config.h"

#include "sch-scheme-window.h"

#include <glib/gi18n-lib.h>

#include "sch-announce.h"
#include "sch-bar.h"
#include "sch-documents-page.h"
#include "sch-labels-page.h"
#include "sch-message.h"
#include "sch-relations-page.h"
#include "sch-rules-page.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-entry.h"
#include "sch-scheme-page.h"
#include "sch-words-page.h"

/* A page, by name, and the lists of the scheme that it shows. */
typedef struct
{
  const char *name;
  const char *title;
  GType (*get_type) (void);
  guint parts;
} Page;

#define PART(part) (1u << SCH_PART_##part)

static const Page pages[] = {
  { "labels", N_ ("Labels"), sch_labels_page_get_type, PART (LABEL) | PART (LABEL_ATTRIBUTE) },
  { "relations", N_ ("Relations"), sch_relations_page_get_type,
    PART (RELATION) | PART (RELATION_ATTRIBUTE) },
  { "documents", N_ ("Documents"), sch_documents_page_get_type,
    PART (DOCUMENT_ATTRIBUTE) | PART (CLUSTER_ATTRIBUTE) },
  { "rules", N_ ("Rules"), sch_rules_page_get_type, PART (RULE) },
  { "words", N_ ("Words"), sch_words_page_get_type, 0 },
};

struct _SchSchemeWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkButton *undo_button;
  GtkButton *redo_button;
  GtkToggleButton *pages_toggle;
  GtkToggleButton *search_toggle;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  SchBar *bar;
  GtkListBox *sidebar;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *status;

  SchWorkspace *workspace;
  SchCorpus *corpus;
  guint stale; /* pages that do not show the scheme as it is */
  AdwToast *toast;
};

G_DEFINE_FINAL_TYPE (SchSchemeWindow, sch_scheme_window, ADW_TYPE_WINDOW)

/* --- Pages ---------------------------------------------------------------------------------- */

static guint
find_page (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      return i;
  return 0;
}

static guint
get_current (SchSchemeWindow *self)
{
  return find_page (gtk_stack_get_visible_child_name (self->stack));
}

/* (nullable): one that was not shown yet */
static SchSchemePage *
get_page (SchSchemeWindow *self, guint index)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, pages[index].name);

  return page != NULL ? SCH_SCHEME_PAGE (page) : NULL;
}

static gboolean
is_editable (SchSchemeWindow *self)
{
  g_autofree char *reason = sch_scheme_edits_dup_reason (self->workspace);

  return reason == NULL;
}

static SchSchemePage *
ensure_page (SchSchemeWindow *self, guint index)
{
  SchSchemePage *page = get_page (self, index);

  if (page == NULL)
    {
      page = g_object_new (pages[index].get_type (), "workspace", self->workspace, NULL);
      gtk_stack_add_named (self->stack, GTK_WIDGET (page), pages[index].name);
      sch_scheme_page_set_editable (page, is_editable (self));
      self->stale |= 1u << index;
    }
  if ((self->stale & 1u << index) != 0)
    sch_scheme_page_update (page);
  self->stale &= ~(1u << index);
  return page;
}

static void
flush_page (SchSchemeWindow *self)
{
  SchSchemePage *page = get_page (self, get_current (self));

  if (page != NULL)
    sch_scheme_page_flush (page);
}

/* Where a page has nothing to search, the button says so, and the search ends. */
static void
update_search (SchSchemeWindow *self, SchSchemePage *page)
{
  gboolean can = sch_scheme_page_can_search (page);

  if (!can)
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scheme.search", can);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_toggle), can);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->search_toggle),
                               can ? _ ("Search (Ctrl+F)")
                                   : _ ("Labels, relations and rules can be searched"));
}

static void
show_page (SchSchemeWindow *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, (int) index);
  SchSchemePage *page;

  if (gtk_stack_get_visible_child (self->stack) != NULL && index != get_current (self))
    flush_page (self);
  page = ensure_page (self, index);
  update_search (self, page);
  sch_scheme_page_search (page, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  if (gtk_list_box_get_selected_row (self->sidebar) != row)
    gtk_list_box_select_row (self->sidebar, row);
}

static void
page_selected_cb (SchSchemeWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_page (self, (guint) gtk_list_box_row_get_index (row));
}

static void
fill_sidebar (SchSchemeWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *label = gtk_label_new (_ (pages[i].title));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 12);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
      gtk_list_box_append (self->sidebar, label);
    }
}

/* --- What is so ----------------------------------------------------------------------------- */

/* @tip: with the name of the step; @bare: without one */
static void
update_history_button (GtkButton *button, const char *tip, const char *bare, const char *name)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), name != NULL ? tip : bare);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name != NULL ? name : "", -1);
}

static void
update_history (SchSchemeWindow *self)
{
  const char *layer = sch_workspace_get_layer (self->workspace);
  gboolean can = self->corpus != NULL && layer != NULL && is_editable (self);
  const char *undo_name = can ? sch_corpus_get_undo_name (self->corpus, layer) : NULL;
  const char *redo_name = can ? sch_corpus_get_redo_name (self->corpus, layer) : NULL;
  /* Translators: %s is the step that would be undone, such as “Tag “Person””. */
  g_autofree char *undo = g_strdup_printf (_ ("Undo: %s"), undo_name != NULL ? undo_name : "");
  /* Translators: %s is the step that would be done again. */
  g_autofree char *redo = g_strdup_printf (_ ("Redo: %s"), redo_name != NULL ? redo_name : "");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 can && sch_corpus_can_undo (self->corpus, layer));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                 can && sch_corpus_can_redo (self->corpus, layer));
  update_history_button (self->undo_button, undo, _ ("Undo"), undo_name);
  update_history_button (self->redo_button, redo, _ ("Redo"), redo_name);
}

static void
update_reason (SchSchemeWindow *self)
{
  g_autofree char *reason = sch_scheme_edits_dup_reason (self->workspace);
  gboolean locked = sch_workspace_is_layer_locked (self->workspace) &&
                    !sch_workspace_is_reading (self->workspace);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), reason != NULL);
  if (reason != NULL)
    sch_bar_set_text (self->bar, reason);
  /* Somebody else's layer has the history that the steps would belong to. */
  sch_bar_set_button (self->bar, locked ? _ ("Edit Anyway") : NULL, "win.edit-anyway");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scheme.rename", reason == NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      SchSchemePage *page = get_page (self, i);

      if (page != NULL && sch_scheme_page_is_editable (page) != (reason == NULL))
        sch_scheme_page_set_editable (page, reason == NULL);
    }
}

void
sch_scheme_window_update (SchSchemeWindow *self)
{
  g_return_if_fail (SCH_IS_SCHEME_WINDOW (self));

  update_history (self);
  update_reason (self);
}

static void
scheme_changed_cb (SchSchemeWindow *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const char *name = scheme != NULL ? sch_scheme_get_name (scheme) : NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;

  if (scheme == NULL)
    return;
  self->stale = (1u << G_N_ELEMENTS (pages)) - 1;
  if (gtk_stack_get_visible_child (self->stack) != NULL)
    ensure_page (self, get_current (self));
  /* Translators: %u is a number that grows with each change of the scheme. */
  subtitle = g_strdup_printf (_ ("Revision %u"), sch_scheme_get_revision (scheme));
  adw_window_title_set_title (self->title, name != NULL && *name != '\0' ? name : _ ("Scheme"));
  adw_window_title_set_subtitle (self->title, subtitle);
  /* Translators: the title of the window; %s is the name of a scheme. */
  title = g_strdup_printf (_ ("Scheme: %s"), name != NULL ? name : "");
  gtk_window_set_title (GTK_WINDOW (self), title);
  update_history (self);
}

/* The scheme goes with the corpus. */
static void
corpus_changed_cb (SchSchemeWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What was being typed shows in the document when the person turns to it. */
static void
active_changed_cb (SchSchemeWindow *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->workspace == NULL ||
      sch_workspace_get_corpus (self->workspace) != self->corpus)
    return;
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    flush_page (self);
  sch_scheme_window_update (self);
}

/* --- What happened -------------------------------------------------------------------------- */

void
sch_scheme_window_announce (SchSchemeWindow *self, const char *text)
{
  g_return_if_fail (SCH_IS_SCHEME_WINDOW (self) && text != NULL);
  sch_announce (self->status, text);
}

void
sch_scheme_window_add_toast (SchSchemeWindow *self, const char *text, const char *action_label,
                             const char *action_name)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  g_return_if_fail (SCH_IS_SCHEME_WINDOW (self));

  toast = adw_toast_new (escaped);
  if (action_label != NULL && action_name != NULL)
    {
      adw_toast_set_button_label (toast, action_label);
      adw_toast_set_detailed_action_name (toast, action_name);
    }
  adw_toast_set_timeout (toast, 10);
  /* The last word counts: what came before does not keep it waiting. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
  sch_scheme_window_announce (self, text);
}

/* --- Actions -------------------------------------------------------------------------------- */

static void
dismiss_toast (SchSchemeWindow *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchSchemeWindow *self = SCH_SCHEME_WINDOW (widget);

  flush_page (self);
  dismiss_toast (self);
  sch_workspace_undo (self->workspace);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchSchemeWindow *self = SCH_SCHEME_WINDOW (widget);

  dismiss_toast (self);
  sch_workspace_redo (self->workspace);
}

static void
edit_anyway_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchSchemeWindow *self = SCH_SCHEME_WINDOW (widget);

  sch_workspace_unlock_layer (self->workspace);
  sch_scheme_window_update (self);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchSchemeWindow *self = SCH_SCHEME_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
search_changed_cb (SchSchemeWindow *self)
{
  SchSchemePage *page = get_page (self, get_current (self));

  if (page != NULL)
    sch_scheme_page_search (page, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

typedef struct
{
  SchWorkspace *workspace;
  GtkEditable *entry;
} Naming;

static void
named_cb (const char *answer, gpointer data)
{
  Naming *naming = data;
  g_autofree char *name = g_strdup (gtk_editable_get_text (naming->entry));
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autofree char *step = NULL;

  if (g_str_equal (answer, "rename") && *g_strstrip (name) != '\0')
    draft = sch_scheme_edits_begin (naming->workspace);
  if (draft != NULL)
    {
      /* Translators: a step of the history; %s is the new name of the scheme. */
      step = g_strdup_printf (_ ("Rename Scheme to “%s”"), name);
      sch_scheme_draft_set_name (draft, name);
      sch_scheme_edits_commit (naming->workspace, draft, step);
    }
  g_object_unref (naming->workspace);
  g_free (naming);
}

/* Schemes that come in or go out are the business of the corpus's window: @parameter is its action. */
static void
exchange_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  flush_page (SCH_SCHEME_WINDOW (widget));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), g_variant_get_string (parameter, NULL), NULL);
}

static void
rename_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SchSchemeWindow *self = SCH_SCHEME_WINDOW (widget);
  const SchAnswer answers[] = { { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
                                { "rename", _ ("_Rename"), SCH_ANSWER_SUGGESTED } };
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const char *name = scheme != NULL ? sch_scheme_get_name (scheme) : NULL;
  Naming *naming = g_new0 (Naming, 1);
  GtkWidget *entry = gtk_entry_new ();

  naming->workspace = g_object_ref (self->workspace);
  naming->entry = GTK_EDITABLE (entry);
  gtk_editable_set_text (naming->entry, name != NULL ? name : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the scheme"), -1);
  sch_message_ask (GTK_WINDOW (self), _ ("Rename Scheme"), NULL, entry, answers,
                   G_N_ELEMENTS (answers), named_cb, naming);
  gtk_widget_grab_focus (entry);
}

/* --- Keys ----------------------------------------------------------------------------------- */

/* Undo and redo are the scheme's, but where something is being typed. */
static gboolean
key_pressed_cb (SchSchemeWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint modifiers = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  guint key = gdk_keyval_to_lower (keyval);
  gboolean undo = key == GDK_KEY_z && modifiers == GDK_CONTROL_MASK;
  gboolean redo = (key == GDK_KEY_z && modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) ||
                  (key == GDK_KEY_y && modifiers == GDK_CONTROL_MASK);

  if ((!undo && !redo) || sch_scheme_entry_is_typing (gtk_window_get_focus (GTK_WINDOW (self))))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), undo ? "win.undo" : "win.redo", NULL);
  return GDK_EVENT_STOP;
}

static void
add_keys (SchSchemeWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- Object --------------------------------------------------------------------------------- */

static gboolean
sch_scheme_window_close_request (GtkWindow *window)
{
  SchSchemeWindow *self = SCH_SCHEME_WINDOW (window);
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  int width;
  int height;

  if (sch_workspace_get_corpus (self->workspace) == self->corpus)
    flush_page (self);
  gtk_window_get_default_size (window, &width, &height);
  if (width >= 300 && height >= 200)
    g_settings_set (settings, "scheme-window-size", "(ii)", width, height);
  g_settings_set_string (settings, "scheme-page", pages[get_current (self)].name);
  return GTK_WINDOW_CLASS (sch_scheme_window_parent_class)->close_request (window);
}

static void
sch_scheme_window_dispose (GObject *object)
{
  SchSchemeWindow *self = SCH_SCHEME_WINDOW (object);

  g_clear_object (&self->toast);
  G_OBJECT_CLASS (sch_scheme_window_parent_class)->dispose (object);
  g_clear_object (&self->corpus);
  g_clear_object (&self->workspace);
}

static void
sch_scheme_window_class_init (SchSchemeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_scheme_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sch_scheme_window_close_request;
  g_type_ensure (SCH_TYPE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-scheme-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, pages_toggle);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, search_toggle);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SchSchemeWindow, status);
  gtk_widget_class_bind_template_callback (widget_class, page_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.edit-anyway", NULL, edit_anyway_action);
  gtk_widget_class_install_action (widget_class, "scheme.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "scheme.exchange", "s", exchange_action);
  gtk_widget_class_install_action (widget_class, "scheme.rename", NULL, rename_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "scheme.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
sch_scheme_window_init (SchSchemeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  fill_sidebar (self);
  add_keys (self);
}

static void
follow_workspace (SchSchemeWindow *self)
{
  g_signal_connect_object (self->workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::layer", G_CALLBACK (sch_scheme_window_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "scheme-changed", G_CALLBACK (scheme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "edited", G_CALLBACK (update_history), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->corpus, "issues-changed", G_CALLBACK (sch_scheme_window_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sch_scheme_window_new:
 * @workspace: with an open corpus
 *
 * Returns: (transfer none): the window, with the page that was shown last
 */
GtkWidget *
sch_scheme_window_new (GtkWindow *parent, SchWorkspace *workspace)
{
  GSettings *settings = sch_workspace_get_settings (workspace);
  SchSchemeWindow *self;
  g_autofree char *page = g_settings_get_string (settings, "scheme-page");
  int width;
  int height;

  g_return_val_if_fail (sch_workspace_get_corpus (workspace) != NULL, NULL);

  g_settings_get (settings, "scheme-window-size", "(ii)", &width, &height);
  self = g_object_new (SCH_TYPE_SCHEME_WINDOW, "transient-for", parent, "default-width", width,
                       "default-height", height, NULL);
  self->workspace = g_object_ref (workspace);
  self->corpus = g_object_ref (sch_workspace_get_corpus (workspace));
  follow_workspace (self);
  show_page (self, find_page (page));
  scheme_changed_cb (self);
  update_reason (self);
  return GTK_WIDGET (self);
}

void
sch_scheme_window_focus_page (SchSchemeWindow *self)
{
  SchSchemePage *page;

  g_return_if_fail (SCH_IS_SCHEME_WINDOW (self));

  page = get_page (self, get_current (self));
  if (page != NULL && !gtk_widget_grab_focus (GTK_WIDGET (page)))
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

void
sch_scheme_window_show_page (SchSchemeWindow *self, const char *name)
{
  g_return_if_fail (SCH_IS_SCHEME_WINDOW (self) && name != NULL);
  show_page (self, find_page (name));
}

void
sch_scheme_window_show_place (SchSchemeWindow *self, const SchSchemePlace *place)
{
  g_return_if_fail (SCH_IS_SCHEME_WINDOW (self) && place != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if ((pages[i].parts & 1u << place->part) != 0)
      {
        show_page (self, i);
        sch_scheme_page_select (get_page (self, i), place);
        return;
      }
}
