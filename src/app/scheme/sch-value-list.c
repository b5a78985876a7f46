/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of one choice. Shows what its owner tells; each gesture is one step. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-value-list.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-removal.h"
#include "sch-edit-list.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-place.h"
#include "sch-value-form.h"

struct _SchValueList
{
  GtkWidget parent_instance;

  SchEditList *list;
  GtkWidget *form; /* (nullable), weak: of the open value */
  SchWorkspace *workspace;
  SchSchemePlace *place;
  char *pending_type;
};

G_DEFINE_FINAL_TYPE (SchValueList, sch_value_list, GTK_TYPE_WIDGET)

static SchSchemePlace
at (SchValueList *self, const char *value)
{
  return (SchSchemePlace){ self->place->part, self->place->owner, self->place->id, value };
}

static const SchAttribute *
get_attribute (SchValueList *self)
{
  return sch_scheme_place_get_attribute (self->place, sch_workspace_get_scheme (self->workspace));
}

/* --- Gestures ------------------------------------------------------------------------------- */

static gboolean
has_name (const SchAttribute *attribute, const char *name)
{
  for (guint i = 0; i < attribute->values->len; i++)
    if (g_str_equal (((const SchAttributeValue *) attribute->values->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

/* Those that are there already, or twice in what was pasted, are passed over. */
static guint
add_new (SchValueList *self, SchSchemeDraft *draft, char **names)
{
  const SchAttribute *attribute = get_attribute (self);
  SchSchemePlace list = at (self, "");
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean twice = has_name (attribute, names[i]);

      for (guint k = 0; k < i && !twice; k++)
        twice = g_str_equal (names[k], names[i]);
      if (!twice)
        {
          g_free (sch_scheme_draft_add (draft, &list, names[i], G_MAXUINT));
          n++;
        }
    }
  return n;
}

static void
add_cb (SchValueList *self, char **names)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  SchSchemePlace attribute = at (self, NULL);
  g_autofree char *step = NULL;
  guint n;

  if (draft == NULL || get_attribute (self) == NULL)
    return;
  n = add_new (self, draft, names);
  if (n == 0)
    {
      sch_workspace_show_message (self->workspace, _ ("This value is there already"), NULL, NULL);
      return;
    }
  if (self->pending_type != NULL)
    sch_scheme_draft_set_string (draft, &attribute, "type", self->pending_type);
  step = n == 1
             ? g_strdup_printf (_ ("Add Value “%s”"), names[0])
             : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Add %u Value", "Add %u Values", n),
                                n);
  sch_scheme_edits_commit (self->workspace, draft, step);
}

static void
move_cb (SchValueList *self, const char *id, guint position)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  SchSchemePlace place = at (self, id);
  g_autofree char *step = NULL;

  if (draft == NULL)
    return;
  step = g_strdup_printf (_ ("Move Value “%s”"), sch_scheme_draft_get_name (draft, &place));
  if (sch_scheme_draft_move (draft, &place, position))
    sch_scheme_edits_commit (self->workspace, draft, step);
}

static void
remove_cb (SchValueList *self, const char *id)
{
  SchSchemePlace place = at (self, id);

  sch_attribute_removal_start (GTK_WIDGET (self), self->workspace, &place);
}

static GtkWidget *
make_body_cb (const char *id, gpointer data)
{
  SchValueList *self = data;
  SchSchemePlace place = at (self, id);

  g_set_weak_pointer (&self->form, sch_value_form_new (self->workspace, &place));
  return self->form;
}

/* --- Object --------------------------------------------------------------------------------- */

void
sch_value_list_set_attribute (SchValueList *self, const SchAttribute *attribute)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (SchEditItem));

  g_return_if_fail (SCH_IS_VALUE_LIST (self));

  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = attribute->values->pdata[i];
      SchEditItem item = { .id = value->id,
                           .title = value->name,
                           .subtitle = value->description,
                           .color = value->color,
                           .key = value->key };

      g_array_append_val (items, item);
    }
  sch_edit_list_set_items (self->list, (const SchEditItem *) (gpointer) items->data, items->len);
  if (self->form != NULL)
    sch_value_form_refresh (SCH_VALUE_FORM (self->form));
}

void
sch_value_list_set_pending_type (SchValueList *self, const char *type)
{
  g_return_if_fail (SCH_IS_VALUE_LIST (self));
  g_free (self->pending_type);
  self->pending_type = g_strdup (type);
}

void
sch_value_list_focus_add (SchValueList *self)
{
  g_return_if_fail (SCH_IS_VALUE_LIST (self));
  sch_edit_list_focus_add (self->list);
}

static void
sch_value_list_dispose (GObject *object)
{
  SchValueList *self = SCH_VALUE_LIST (object);
  GtkWidget *list = (GtkWidget *) g_steal_pointer (&self->list);

  g_clear_weak_pointer (&self->form);
  if (list != NULL)
    gtk_widget_unparent (list);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_value_list_parent_class)->dispose (object);
}

static void
sch_value_list_finalize (GObject *object)
{
  SchValueList *self = SCH_VALUE_LIST (object);

  sch_scheme_place_free (self->place);
  g_free (self->pending_type);
  G_OBJECT_CLASS (sch_value_list_parent_class)->finalize (object);
}

static void
sch_value_list_class_init (SchValueListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_value_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_value_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_value_list_init (SchValueList *self)
{
  self->list = SCH_EDIT_LIST (
      sch_edit_list_new (_ ("Values"), _ ("Add a Value"), make_body_cb, self));
  sch_edit_list_set_empty_text (
      self->list,
      _ ("No values yet. Type one and press Enter, or paste a list, one on each line."));
  g_signal_connect_swapped (self->list, "add", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->list, "move", G_CALLBACK (move_cb), self);
  g_signal_connect_swapped (self->list, "remove", G_CALLBACK (remove_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

GtkWidget *
sch_value_list_new (SchWorkspace *workspace, const SchSchemePlace *place)
{
  SchValueList *self = g_object_new (SCH_TYPE_VALUE_LIST, NULL);

  self->workspace = g_object_ref (workspace);
  self->place = sch_scheme_place_copy (place);
  return GTK_WIDGET (self);
}
