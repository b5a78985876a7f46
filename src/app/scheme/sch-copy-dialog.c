/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree of what another scheme has, with check marks. Labels are copied first, parents before what
 * stands below them, so that relations and rules find what they name. */

#include "config.h"

#include "sch-copy-dialog.h"

#include <glib/gi18n-lib.h>

#include "sch-dialog.h"
#include "sch-label-order.h"
#include "sch-label-suggest.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-source.h"
#include "sch-words-form.h"

#define INDENT 24

/* What may be copied.
 * @is_words: the words of a language, whose tag is @id; else a thing of @part
 * @owner: static (nullable): as in SchSchemePlace */
typedef struct
{
  gboolean is_words;
  SchSchemePart part;
  const char *owner;
  char *id;
  GtkWidget *check;
} Thing;

struct _SchCopyDialog
{
  AdwWindow parent_instance;

  SchSchemeSource *source;
  GtkWidget *tree;
  GtkWidget *hint;
  GtkWidget *all;
  GtkWidget *copy;

  SchWorkspace *workspace;
  GPtrArray *things; /* of Thing, as on show */
};

G_DEFINE_FINAL_TYPE (SchCopyDialog, sch_copy_dialog, ADW_TYPE_WINDOW)

static void
free_thing (gpointer data)
{
  Thing *thing = data;

  g_free (thing->id);
  g_free (thing);
}

static gboolean
is_chosen (const Thing *thing)
{
  return gtk_widget_is_sensitive (thing->check) &&
         gtk_check_button_get_active (GTK_CHECK_BUTTON (thing->check));
}

static void
update (SchCopyDialog *self)
{
  guint n = 0;
  guint n_new = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      n += is_chosen (thing);
      n_new += gtk_widget_is_sensitive (thing->check);
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Copy %u", "_Copy %u", n), n);
  gtk_button_set_label (GTK_BUTTON (self->copy), n > 0 ? text : _ ("_Copy"));
  gtk_widget_set_sensitive (self->copy, n > 0);
  gtk_widget_set_visible (self->hint, sch_scheme_source_get_scheme (self->source) == NULL);
  gtk_widget_set_visible (self->all, n_new > 0);
  gtk_button_set_label (GTK_BUTTON (self->all),
                        n < n_new ? _ ("Select _All New") : _ ("Select _None"));
}

/* --- The tree --------------------------------------------------------------------------------- */

static SchSchemePlace
get_place (const Thing *thing)
{
  return (SchSchemePlace){ thing->part, thing->owner, thing->id, NULL };
}

static gboolean
is_here (SchScheme *scheme, const Thing *thing, const char *name)
{
  const SchSchemePlace place = get_place (thing);
  g_autoptr (SchSchemeDraft) draft = NULL;

  if (thing->is_words)
    {
      g_auto (GStrv) tags = sch_scheme_dup_snap_languages (scheme);

      return g_strv_contains ((const char *const *) tags, thing->id);
    }
  if (thing->part == SCH_PART_LABEL)
    return sch_scheme_get_label (scheme, thing->id) != NULL ||
           sch_scheme_find_label_by_name (scheme, name) != NULL;
  draft = sch_scheme_draft_new (scheme);
  return sch_scheme_draft_get (draft, &place) != NULL;
}

static void
append_thing (SchCopyDialog *self, GtkWidget *list, Thing *thing, const char *name, guint depth)
{
  gboolean here = is_here (sch_workspace_get_scheme (self->workspace), thing, name);
  GtkWidget *row = adw_action_row_new ();

  thing->check = gtk_check_button_new ();
  gtk_widget_set_valign (thing->check, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (thing->check, (int) (depth * INDENT));
  gtk_accessible_update_property (GTK_ACCESSIBLE (thing->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (here)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Here already"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), thing->check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), thing->check);
  gtk_widget_set_sensitive (thing->check, !here);
  g_signal_connect_object (thing->check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_ptr_array_add (self->things, thing);
}

static void
append (SchCopyDialog *self, GtkWidget *list, SchSchemePart part, const char *id, const char *name,
        guint depth)
{
  Thing *thing = g_new0 (Thing, 1);

  thing->part = part;
  thing->id = g_strdup (id);
  append_thing (self, list, thing, name, depth);
}

static GtkWidget *
add_list (SchCopyDialog *self, const char *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (self->tree), sch_dialog_new_heading (title));
  gtk_box_append (GTK_BOX (self->tree), list);
  return list;
}

static void
show_labels (SchCopyDialog *self, SchScheme *scheme)
{
  g_autoptr (GArray) order = sch_label_order_list (scheme);
  GtkWidget *list = order->len > 0 ? add_list (self, _ ("Labels")) : NULL;

  for (guint i = 0; i < order->len; i++)
    {
      const SchLabelPlace *place = &g_array_index (order, SchLabelPlace, i);

      append (self, list, SCH_PART_LABEL, place->label->id, place->label->name, place->depth);
    }
}

static void
show_relations (SchCopyDialog *self, SchScheme *scheme)
{
  guint n = sch_scheme_get_n_relation_types (scheme);
  GtkWidget *list = n > 0 ? add_list (self, _ ("Relations")) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);

      append (self, list, SCH_PART_RELATION, type->id, type->name, 0);
    }
}

static void
show_rules (SchCopyDialog *self, SchScheme *scheme)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);
  GtkWidget *list = rules->len > 0 ? add_list (self, _ ("Rules")) : NULL;

  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);

      append (self, list, SCH_PART_RULE, rule->id,
              rule->message != NULL && *rule->message != '\0' ? rule->message : rule->id, 0);
    }
}

/* @owner: (nullable): static */
static void
show_attributes (SchCopyDialog *self, SchSchemePart part, const char *owner, GPtrArray *attributes,
                 const char *title)
{
  GtkWidget *list = attributes != NULL && attributes->len > 0 ? add_list (self, title) : NULL;

  for (guint i = 0; list != NULL && i < attributes->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (attributes, i);
      Thing *thing = g_new0 (Thing, 1);

      thing->part = part;
      thing->owner = owner;
      thing->id = g_strdup (attribute->id);
      append_thing (self, list, thing, attribute->name, 0);
    }
}

static void
show_cluster_attributes (SchCopyDialog *self, SchScheme *scheme)
{
  static const char *const titles[SCH_N_KINDS] = {
    [SCH_KIND_ENTITY] = N_ ("Attributes of Entities"),
    [SCH_KIND_CLAIM] = N_ ("Attributes of Claims"),
    [SCH_KIND_SOURCE] = N_ ("Attributes of Sources"),
    [SCH_KIND_CUE] = N_ ("Attributes of Cues"),
    [SCH_KIND_OTHER] = N_ ("Attributes of Others"),
  };

  for (int kind = 0; kind < SCH_N_KINDS; kind++)
    show_attributes (self, SCH_PART_CLUSTER_ATTRIBUTE, sch_kind_to_string (kind),
                     sch_scheme_get_cluster_attributes (scheme, sch_kind_to_string (kind)),
                     _ (titles[kind]));
}

static void
show_words (SchCopyDialog *self, SchScheme *scheme)
{
  g_auto (GStrv) tags = sch_scheme_dup_snap_languages (scheme);
  GtkWidget *list = tags[0] != NULL ? add_list (self, _ ("Words")) : NULL;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *name = sch_words_form_dup_language_name (tags[i]);
      Thing *thing = g_new0 (Thing, 1);

      thing->is_words = TRUE;
      thing->id = g_strdup (tags[i]);
      append_thing (self, list, thing, name, 0);
    }
}

static void
source_changed_cb (SchCopyDialog *self)
{
  SchScheme *scheme = sch_scheme_source_get_scheme (self->source);
  GtkWidget *child;

  g_ptr_array_set_size (self->things, 0);
  while ((child = gtk_widget_get_first_child (self->tree)) != NULL)
    gtk_box_remove (GTK_BOX (self->tree), child);
  if (scheme != NULL && sch_workspace_get_corpus (self->workspace) != NULL)
    {
      show_labels (self, scheme);
      show_relations (self, scheme);
      show_rules (self, scheme);
      show_attributes (self, SCH_PART_DOCUMENT_ATTRIBUTE, NULL,
                       sch_scheme_get_document_attributes (scheme), _ ("Attributes of Documents"));
      show_cluster_attributes (self, scheme);
      show_words (self, scheme);
    }
  update (self);
}

static void
all_cb (SchCopyDialog *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      any = any || (gtk_widget_is_sensitive (thing->check) && !is_chosen (thing));
    }
  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      if (gtk_widget_is_sensitive (thing->check))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (thing->check), any);
    }
}

/* --- Copying ---------------------------------------------------------------------------------- */

static gboolean
copy_thing (SchSchemeDraft *draft, SchScheme *scheme, const Thing *thing)
{
  const SchSchemePlace place = get_place (thing);
  const SchSnapRules *rules;
  g_autofree char *json = NULL;
  g_autofree char *id = NULL;

  if (thing->is_words)
    {
      rules = sch_scheme_get_snap_rules (scheme, thing->id);
      json = sch_words_form_dup_json ((const char *const *) rules->strip,
                                      (const char *const *) rules->join);
      return sch_scheme_draft_set_snap (draft, thing->id, json, NULL);
    }
  id = sch_scheme_draft_copy (draft, scheme, &place);
  return id != NULL;
}

static guint
copy_things (SchCopyDialog *self, SchSchemeDraft *draft, SchScheme *scheme, guint *n_left)
{
  guint n = 0;

  *n_left = 0;
  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      if (!is_chosen (thing))
        continue;
      if (copy_thing (draft, scheme, thing))
        n++;
      else
        (*n_left)++;
    }
  return n;
}

static void
copy_cb (SchCopyDialog *self)
{
  SchScheme *scheme = sch_scheme_source_get_scheme (self->source);
  g_autoptr (SchSchemeDraft) draft = scheme != NULL ? sch_scheme_edits_begin (self->workspace)
                                                    : NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  guint n_left;
  guint n;

  if (draft == NULL)
    return;
  /* Translators: %s is the name of a scheme. */
  name = g_strdup_printf (_ ("Copy from “%s”"), sch_scheme_source_get_name (self->source));
  n = copy_things (self, draft, scheme, &n_left);
  if (n > 0 && !sch_scheme_edits_commit (self->workspace, draft, name))
    return;
  if (n_left > 0)
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "%u copied; %u names labels or relations that are not here and was left out",
                     "%u copied; %u name labels or relations that are not here and were left out",
                     n_left),
        n, n_left);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u part copied", "%u parts copied", n),
                            n);
  sch_workspace_show_message (self->workspace, text, n > 0 ? _ ("Undo") : NULL, "win.undo");
  gtk_window_close (GTK_WINDOW (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
sch_copy_dialog_dispose (GObject *object)
{
  SchCopyDialog *self = SCH_COPY_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->things, g_ptr_array_unref);
  G_OBJECT_CLASS (sch_copy_dialog_parent_class)->dispose (object);
}

static void
sch_copy_dialog_class_init (SchCopyDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_copy_dialog_dispose;
}

static void
sch_copy_dialog_init (SchCopyDialog *self)
{
  self->things = g_ptr_array_new_with_free_func (free_thing);
}

SchCopyDialog *
sch_copy_dialog_new (GtkWindow *parent, SchWorkspace *workspace)
{
  SchCopyDialog *self = g_object_new (SCH_TYPE_COPY_DIALOG, "transient-for", parent,
                                      "default-width", 520, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->workspace = g_object_ref (workspace);
  self->source = SCH_SCHEME_SOURCE (sch_scheme_source_new (workspace));
  self->tree = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->all = gtk_button_new_with_mnemonic (_ ("Select _All New"));
  gtk_widget_set_halign (self->all, GTK_ALIGN_START);
  self->hint = gtk_label_new (_ ("Choose the scheme that is copied from."));
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->source));
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->all);
  gtk_box_append (GTK_BOX (box), self->tree);
  self->copy = sch_dialog_set_up (ADW_WINDOW (self), _ ("Copy from Another Scheme"), _ ("_Copy"),
                                  box);
  sch_dialog_fit (ADW_WINDOW (self), 0, 540);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (source_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (sch_dialog_fit_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->all, "clicked", G_CALLBACK (all_cb), self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
  update (self);
  return self;
}
