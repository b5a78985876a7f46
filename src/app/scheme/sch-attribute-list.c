/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of the attributes of one owner. Shows the scheme as it is, whoever changed it. */

#include "config.h"

#include "sch-attribute-list.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-editor.h"
#include "sch-attribute-removal.h"
#include "sch-bin-layout.h"
#include "sch-edit-list.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-place.h"

#define MAX_VALUES_SHOWN 6u

struct _SchAttributeList
{
  GtkWidget parent_instance;

  SchWorkspace *workspace;
  SchCorpus *corpus; /* whose signals are listened to */
  SchSchemePlace *place;
  SchEditList *list;
};

G_DEFINE_FINAL_TYPE (SchAttributeList, sch_attribute_list, GTK_TYPE_WIDGET)

static SchSchemePlace
at (SchAttributeList *self, const char *id)
{
  return (SchSchemePlace){ self->place->part, self->place->owner, id, NULL };
}

/* --- Rows ----------------------------------------------------------------------------------- */

static void
append_values (GString *text, const SchAttribute *attribute)
{
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = attribute->values->pdata[i];

      g_string_append (text, i == 0 ? ": " : ", ");
      if (i == MAX_VALUES_SHOWN)
        {
          g_string_append (text, "…");
          break;
        }
      g_string_append (text, value->name);
    }
}

/* "One of several values: none, direct · required · only if …" */
static char *
dup_summary (const SchAttribute *attribute, GPtrArray *attributes)
{
  GString *text = g_string_new (sch_scheme_place_get_type_title (attribute->type));
  GHashTableIter iter;
  gpointer id;

  if (attribute->type == SCH_ATTRIBUTE_CHOICE || attribute->type == SCH_ATTRIBUTE_CHOICES)
    append_values (text, attribute);
  if (attribute->required)
    g_string_append_printf (text, " · %s", _ ("required"));
  if (attribute->when == NULL)
    return g_string_free (text, FALSE);
  g_hash_table_iter_init (&iter, attribute->when);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    for (guint i = 0; i < attributes->len; i++)
      {
        const SchAttribute *other = attributes->pdata[i];

        if (!g_str_equal (other->id, id))
          continue;
        g_string_append (text, " · ");
        /* Translators: %s is the name of another attribute, on which it depends. */
        g_string_append_printf (text, _ ("depends on %s"), other->name);
      }
  return g_string_free (text, FALSE);
}

static void
refresh (SchAttributeList *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GPtrArray *attributes = scheme != NULL ? sch_scheme_place_get_attributes (self->place, scheme)
                                         : NULL;
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (SchEditItem));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      const SchAttribute *attribute = attributes->pdata[i];
      SchEditItem item = { .id = attribute->id, .title = attribute->name };

      item.subtitle = dup_summary (attribute, attributes);
      g_ptr_array_add (texts, (char *) item.subtitle);
      g_array_append_val (items, item);
    }
  sch_edit_list_set_items (self->list, (const SchEditItem *) (gpointer) items->data, items->len);
}

/* --- Gestures ------------------------------------------------------------------------------- */

static void
add_cb (SchAttributeList *self, char **names)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  SchSchemePlace list = at (self, NULL);
  guint n = g_strv_length (names);
  g_autofree char *id = NULL;
  g_autofree char *step = NULL;

  if (draft == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_free (id);
      id = sch_scheme_draft_add (draft, &list, names[i], G_MAXUINT);
    }
  step = n == 1 ? g_strdup_printf (_ ("Add Attribute “%s”"), names[0])
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Add %u Attribute",
                                                "Add %u Attributes", n),
                                   n);
  if (sch_scheme_edits_commit (self->workspace, draft, step) && n == 1)
    sch_edit_list_open (self->list, id);
}

static void
move_cb (SchAttributeList *self, const char *id, guint position)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  SchSchemePlace place = at (self, id);
  g_autofree char *step = NULL;

  if (draft == NULL)
    return;
  step = g_strdup_printf (_ ("Move Attribute “%s”"), sch_scheme_draft_get_name (draft, &place));
  if (sch_scheme_draft_move (draft, &place, position))
    sch_scheme_edits_commit (self->workspace, draft, step);
}

static void
remove_cb (SchAttributeList *self, const char *id)
{
  SchSchemePlace place = at (self, id);

  sch_attribute_removal_start (GTK_WIDGET (self), self->workspace, &place);
}

static GtkWidget *
make_body_cb (const char *id, gpointer data)
{
  SchAttributeList *self = data;
  SchSchemePlace place = at (self, id);

  return sch_attribute_editor_new (self->workspace, &place);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_attribute_list_dispose (GObject *object)
{
  SchAttributeList *self = SCH_ATTRIBUTE_LIST (object);
  GtkWidget *list = (GtkWidget *) g_steal_pointer (&self->list);

  if (list != NULL)
    gtk_widget_unparent (list);
  g_clear_object (&self->corpus);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_attribute_list_parent_class)->dispose (object);
}

static void
sch_attribute_list_finalize (GObject *object)
{
  sch_scheme_place_free (SCH_ATTRIBUTE_LIST (object)->place);
  G_OBJECT_CLASS (sch_attribute_list_parent_class)->finalize (object);
}

static void
sch_attribute_list_class_init (SchAttributeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_attribute_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_attribute_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_attribute_list_init (SchAttributeList *self)
{
}

GtkWidget *
sch_attribute_list_new (SchWorkspace *workspace, const SchSchemePlace *list, const char *name)
{
  SchAttributeList *self = g_object_new (SCH_TYPE_ATTRIBUTE_LIST, NULL);

  self->workspace = g_object_ref (workspace);
  self->place = sch_scheme_place_copy (list);
  self->list = SCH_EDIT_LIST (sch_edit_list_new (name, _ ("Add an Attribute"), make_body_cb, self));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  sch_edit_list_set_empty_text (self->list,
                                _ ("No attributes yet. Type the name of one and press Enter."));
  g_signal_connect_swapped (self->list, "add", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->list, "move", G_CALLBACK (move_cb), self);
  g_signal_connect_swapped (self->list, "remove", G_CALLBACK (remove_cb), self);
  if (g_set_object (&self->corpus, sch_workspace_get_corpus (workspace)))
    g_signal_connect_object (self->corpus, "scheme-changed", G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

void
sch_attribute_list_open (SchAttributeList *self, const char *id)
{
  g_return_if_fail (SCH_IS_ATTRIBUTE_LIST (self));
  sch_edit_list_open (self->list, id);
}
