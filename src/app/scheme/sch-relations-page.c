/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the types of relations: a list, in which the form of a type opens below its row. */

#include "config.h"

#include "sch-relations-page.h"

#include <glib/gi18n-lib.h>

#include "sch-edit-list.h"
#include "sch-relation-form.h"
#include "sch-relation-removal.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-place.h"
#include "sch-scheme-rows.h"

struct _SchRelationsPage
{
  SchSchemePage parent_instance;

  SchEditList *list;
  GtkWidget *form; /* (nullable), weak: of the open type */
  char *search;    /* case-folded */
};

G_DEFINE_FINAL_TYPE (SchRelationsPage, sch_relations_page, SCH_TYPE_SCHEME_PAGE)

/* --- Rows ----------------------------------------------------------------------------------- */

static char *
dup_end (SchScheme *scheme, char **names)
{
  GString *text = g_string_new (NULL);

  if (names == NULL || names[0] == NULL)
    g_string_append (text, _ ("anything"));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = sch_scheme_place_dup_name (scheme, names[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_summary (SchScheme *scheme, const SchRelationType *type)
{
  g_autofree char *from = dup_end (scheme, type->from);
  g_autofree char *to = dup_end (scheme, type->to);
  /* Translators: what a relation starts and ends at; between them an arrow. */
  GString *text = g_string_new (NULL);

  if (type->symmetric)
    g_string_append_printf (text, _ ("between %s and %s"), from, to);
  else
    g_string_append_printf (text, _ ("from %s to %s"), from, to);
  if (type->attributes->len > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u attribute", "%u attributes",
                                           type->attributes->len),
                              type->attributes->len);
    }
  if (type->retired)
    g_string_append_printf (text, " · %s", _ ("retired"));
  return g_string_free (text, FALSE);
}

static gboolean
is_wanted (SchRelationsPage *self, const SchRelationType *type, const char *summary)
{
  g_autofree char *all = g_strconcat (type->name, " ", type->description, " ", summary, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  return self->search == NULL || strstr (folded, self->search) != NULL;
}

static void
sch_relations_page_update (SchSchemePage *page)
{
  SchRelationsPage *self = SCH_RELATIONS_PAGE (page);
  SchScheme *scheme = sch_scheme_page_get_scheme (page);
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (SchEditItem));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);
      char *summary = dup_summary (scheme, type);
      SchEditItem item = { .id = type->id,
                           .title = type->name,
                           .subtitle = summary,
                           .color = type->color,
                           .is_dim = type->retired };

      g_ptr_array_add (texts, summary);
      if (is_wanted (self, type, summary))
        g_array_append_val (items, item);
    }
  sch_edit_list_set_empty_text (
      self->list, self->search != NULL
                      ? _ ("No type of relations matches the search.")
                      : _ ("Nothing can be related yet. Type a name, such as “attributed to”, and "
                           "press Enter."));
  sch_edit_list_set_items (self->list, (const SchEditItem *) (gpointer) items->data, items->len);
  if (self->form != NULL)
    sch_relation_form_refresh (SCH_RELATION_FORM (self->form));
}

/* --- Gestures ------------------------------------------------------------------------------- */

static void
add_cb (SchRelationsPage *self, char **names)
{
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  const SchSchemePlace list = { SCH_PART_RELATION, NULL, NULL, NULL };
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
  step = n == 1 ? g_strdup_printf (_ ("Add Relation Type “%s”"), names[0])
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Add %u Relation Type",
                                                "Add %u Relation Types", n),
                                   n);
  if (sch_scheme_edits_commit (workspace, draft, step) && n == 1)
    sch_edit_list_open (self->list, id);
}

static void
move_cb (SchRelationsPage *self, const char *id, guint position)
{
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  g_autoptr (SchSchemeDraft) draft = NULL;
  const SchSchemePlace place = { SCH_PART_RELATION, NULL, id, NULL };
  g_autofree char *step = NULL;

  /* Places among what was found say nothing of the list. */
  if (self->search != NULL)
    return;
  draft = sch_scheme_edits_begin (workspace);
  if (draft == NULL)
    return;
  step = g_strdup_printf (_ ("Move Relation Type “%s”"), sch_scheme_draft_get_name (draft, &place));
  if (sch_scheme_draft_move (draft, &place, position))
    sch_scheme_edits_commit (workspace, draft, step);
}

static void
remove_cb (SchRelationsPage *self, const char *id)
{
  sch_relation_removal_start (GTK_WIDGET (self),
                              sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self)), id);
}

static GtkWidget *
make_body_cb (const char *id, gpointer data)
{
  SchRelationsPage *self = data;

  g_set_weak_pointer (&self->form,
                      sch_relation_form_new (sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self)),
                                             id));
  return self->form;
}

/* --- Page ----------------------------------------------------------------------------------- */

static void
sch_relations_page_search (SchSchemePage *page, const char *text)
{
  SchRelationsPage *self = SCH_RELATIONS_PAGE (page);

  g_free (self->search);
  self->search = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  sch_scheme_page_update (page);
}

static gboolean
sch_relations_page_select (SchSchemePage *page, const SchSchemePlace *place)
{
  SchRelationsPage *self = SCH_RELATIONS_PAGE (page);

  if (place->part != SCH_PART_RELATION && place->part != SCH_PART_RELATION_ATTRIBUTE)
    return FALSE;
  sch_edit_list_open (self->list, place->part == SCH_PART_RELATION ? place->id : place->owner);
  if (place->part == SCH_PART_RELATION_ATTRIBUTE && place->id != NULL && self->form != NULL)
    sch_relation_form_open_attribute (SCH_RELATION_FORM (self->form), place->id);
  return TRUE;
}

static void
sch_relations_page_flush (SchSchemePage *page)
{
  sch_scheme_rows_flush (GTK_WIDGET (page));
}

static void
sch_relations_page_constructed (GObject *object)
{
  SchRelationsPage *self = SCH_RELATIONS_PAGE (object);
  GtkWidget *box = sch_scheme_rows_new_page (_ ("Relations"), 6);

  G_OBJECT_CLASS (sch_relations_page_parent_class)->constructed (object);
  self->list = SCH_EDIT_LIST (
      sch_edit_list_new (_ ("Relation types"), _ ("Add a Relation Type"), make_body_cb, self));
  g_signal_connect_swapped (self->list, "add", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->list, "move", G_CALLBACK (move_cb), self);
  g_signal_connect_swapped (self->list, "remove", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), sch_scheme_rows_new_heading (_ ("Relation Types")));
  gtk_box_append (GTK_BOX (box),
                  sch_scheme_rows_new_text (
                      _ ("What may lead from one annotation of a document to another.")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  sch_scheme_page_set_content (SCH_SCHEME_PAGE (self), NULL, box);
}

static void
sch_relations_page_dispose (GObject *object)
{
  SchRelationsPage *self = SCH_RELATIONS_PAGE (object);

  g_clear_weak_pointer (&self->form);
  G_OBJECT_CLASS (sch_relations_page_parent_class)->dispose (object);
}

static void
sch_relations_page_finalize (GObject *object)
{
  g_free (SCH_RELATIONS_PAGE (object)->search);
  G_OBJECT_CLASS (sch_relations_page_parent_class)->finalize (object);
}

static void
sch_relations_page_class_init (SchRelationsPageClass *klass)
{
  SchSchemePageClass *page_class = SCH_SCHEME_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sch_relations_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = sch_relations_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_relations_page_finalize;
  page_class->update = sch_relations_page_update;
  page_class->search = sch_relations_page_search;
  page_class->select = sch_relations_page_select;
  page_class->flush = sch_relations_page_flush;
}

static void
sch_relations_page_init (SchRelationsPage *self)
{
}
