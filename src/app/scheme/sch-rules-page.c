/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the rules: each as a sentence, with what it finds in the open document now. */

#include "config.h"

#include "sch-rules-page.h"

#include <glib/gi18n-lib.h>

#include "sch-edit-list.h"
#include "sch-later.h"
#include "sch-rule-form.h"
#include "sch-rule-members.h"
#include "sch-rule-text.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-rows.h"

struct _SchRulesPage
{
  SchSchemePage parent_instance;

  SchEditList *list;
  GtkWidget *add;
  GtkWidget *form; /* (nullable), weak: of the open rule */
  char *search;    /* case-folded */
  GListModel *problems;
  guint count_source;
};

G_DEFINE_FINAL_TYPE (SchRulesPage, sch_rules_page, SCH_TYPE_SCHEME_PAGE)

/* --- Rows ----------------------------------------------------------------------------------- */

/* (element-type utf8 uint): rule -> problems in the open document */
static GHashTable *
count_problems (SchRulesPage *self)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = self->problems != NULL ? g_list_model_get_n_items (self->problems) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (self->problems, i);
      const char *rule = sch_problem_get_rule (problem);
      guint so_far = GPOINTER_TO_UINT (g_hash_table_lookup (counts, rule));

      g_hash_table_insert (counts, g_strdup (rule), GUINT_TO_POINTER (so_far + 1));
    }
  return counts;
}

static char *
dup_summary (SchRulesPage *self, const SchRule *rule, guint n)
{
  g_autofree char *found = NULL;

  if (self->problems == NULL)
    return g_strdup (rule->message);
  if (n == 0)
    found = g_strdup (_ ("no problem in this document"));
  else
    found = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u problem in this document",
                                          "%u problems in this document", n),
                             n);
  return g_strconcat (rule->message, " · ", found, NULL);
}

static gboolean
is_wanted (SchRulesPage *self, const char *sentence, const char *message)
{
  g_autofree char *all = g_strconcat (sentence, " ", message, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  return self->search == NULL || strstr (folded, self->search) != NULL;
}

static void
show_rules (SchRulesPage *self)
{
  SchScheme *scheme = sch_scheme_page_get_scheme (SCH_SCHEME_PAGE (self));
  GPtrArray *rules = sch_scheme_get_rules (scheme);
  g_autoptr (GHashTable) counts = count_problems (self);
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (SchEditItem));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = rules->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, rule->id));
      SchEditItem item = { .id = rule->id,
                           .icon = sch_rule_text_get_icon (rule->severity),
                           .icon_text = sch_rule_text_get_severity (rule->severity) };

      item.title = sch_rule_text_dup (rule, scheme);
      item.subtitle = dup_summary (self, rule, n);
      g_ptr_array_add (texts, (char *) item.title);
      g_ptr_array_add (texts, (char *) item.subtitle);
      if (is_wanted (self, item.title, rule->message))
        g_array_append_val (items, item);
    }
  sch_edit_list_set_empty_text (self->list,
                                self->search != NULL
                                    ? _ ("No rule matches the search.")
                                    : _ ("No rules yet. Add one with the button above."));
  sch_edit_list_set_items (self->list, (const SchEditItem *) (gpointer) items->data, items->len);
}

static void
fill_menu (SchRulesPage *self)
{
  SchScheme *scheme = sch_scheme_page_get_scheme (SCH_SCHEME_PAGE (self));
  g_autoptr (GMenu) menu = g_menu_new ();

  for (SchRuleKind kind = 0; kind < SCH_N_RULE_KINDS; kind++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!sch_rule_members_can_add (scheme, kind))
        continue;
      item = g_menu_item_new (sch_rule_text_get_kind (kind), NULL);
      g_menu_item_set_action_and_target (item, "rules.add", "s", sch_rule_kind_to_string (kind));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add), G_MENU_MODEL (menu));
}

static void
sch_rules_page_update (SchSchemePage *page)
{
  SchRulesPage *self = SCH_RULES_PAGE (page);

  show_rules (self);
  fill_menu (self);
  if (self->form != NULL)
    sch_rule_form_refresh (SCH_RULE_FORM (self->form));
}

/* --- Problems of the open document ---------------------------------------------------------- */

static gboolean
count_later_cb (gpointer data)
{
  SchRulesPage *self = data;

  self->count_source = 0;
  if (sch_scheme_page_get_scheme (SCH_SCHEME_PAGE (self)) != NULL)
    show_rules (self);
  return G_SOURCE_REMOVE;
}

static void
queue_count (SchRulesPage *self)
{
  if (self->count_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->count_source = sch_later_add (count_later_cb, self);
}

static void
problems_cb (SchRulesPage *self)
{
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  SchProblemList *problems = sch_workspace_get_problems (workspace);

  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_func (self->problems, queue_count, self);
  g_clear_object (&self->problems);
  if (problems != NULL)
    self->problems = g_object_ref (G_LIST_MODEL (problems));
  if (self->problems != NULL)
    g_signal_connect_object (self->problems, "items-changed", G_CALLBACK (queue_count), self,
                             G_CONNECT_SWAPPED);
  queue_count (self);
}

/* --- Gestures ------------------------------------------------------------------------------- */

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchRulesPage *self = data;
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  g_autofree char *id = NULL;
  g_autofree char *step = NULL;
  SchRuleKind kind;

  if (draft == NULL || !sch_rule_kind_from_string (g_variant_get_string (parameter, NULL), &kind))
    return;
  id = sch_rule_members_add (draft, sch_workspace_get_scheme (workspace), kind);
  /* Translators: a step of the history; %s is a kind of rules, such as “No overlap”. */
  step = g_strdup_printf (_ ("Add Rule “%s”"), sch_rule_text_get_kind (kind));
  if (id != NULL && sch_scheme_edits_commit (workspace, draft, step))
    sch_edit_list_open (self->list, id);
}

static void
move_cb (SchRulesPage *self, const char *id, guint position)
{
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  const SchSchemePlace place = { SCH_PART_RULE, NULL, id, NULL };
  const SchRule *rule = sch_rule_form_find (workspace, id);
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autofree char *step = NULL;

  /* Places among what was found say nothing of the list. */
  if (self->search != NULL || rule == NULL)
    return;
  draft = sch_scheme_edits_begin (workspace);
  step = g_strdup_printf (_ ("Move Rule “%s”"), rule->message);
  if (draft != NULL && sch_scheme_draft_move (draft, &place, position))
    sch_scheme_edits_commit (workspace, draft, step);
}

static void
remove_cb (SchRulesPage *self, const char *id)
{
  sch_rule_form_delete (sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self)), id);
}

static GtkWidget *
make_body_cb (const char *id, gpointer data)
{
  SchRulesPage *self = data;
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  const SchRule *rule = sch_rule_form_find (workspace, id);

  if (rule == NULL)
    return NULL;
  g_set_weak_pointer (&self->form, sch_rule_form_new (workspace, rule));
  return self->form;
}

/* --- Page ----------------------------------------------------------------------------------- */

static void
sch_rules_page_search (SchSchemePage *page, const char *text)
{
  SchRulesPage *self = SCH_RULES_PAGE (page);

  g_free (self->search);
  self->search = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  show_rules (self);
}

static gboolean
sch_rules_page_select (SchSchemePage *page, const SchSchemePlace *place)
{
  if (place->part != SCH_PART_RULE)
    return FALSE;
  sch_edit_list_open (SCH_RULES_PAGE (page)->list, place->id);
  return TRUE;
}

static void
sch_rules_page_flush (SchSchemePage *page)
{
  sch_scheme_rows_flush (GTK_WIDGET (page));
}

static GtkWidget *
make_head (SchRulesPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->add = sch_scheme_rows_new_menu (_ ("Add Rule"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), sch_scheme_rows_new_heading (_ ("Rules")));
  gtk_box_append (GTK_BOX (texts),
                  sch_scheme_rows_new_text (_ ("What breaks a rule is listed as a problem. Rules "
                                               "forbid nothing.")));
  gtk_box_append (GTK_BOX (head), texts);
  gtk_box_append (GTK_BOX (head), self->add);
  return head;
}

static void
sch_rules_page_constructed (GObject *object)
{
  SchRulesPage *self = SCH_RULES_PAGE (object);
  const GActionEntry entries[] = { { "add", add_cb, "s", NULL, NULL, { 0 } } };
  GtkWidget *box = sch_scheme_rows_new_page (_ ("Rules"), 6);

  G_OBJECT_CLASS (sch_rules_page_parent_class)->constructed (object);
  self->list = SCH_EDIT_LIST (sch_edit_list_new (_ ("Rules"), NULL, make_body_cb, self));
  g_signal_connect_swapped (self->list, "move", G_CALLBACK (move_cb), self);
  g_signal_connect_swapped (self->list, "remove", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  sch_scheme_page_set_content (SCH_SCHEME_PAGE (self), NULL, box);
  sch_scheme_rows_add_actions (GTK_WIDGET (self), "rules", entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self, "map", G_CALLBACK (queue_count), NULL);
  g_signal_connect_object (sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self)),
                           "notify::problems", G_CALLBACK (problems_cb), self, G_CONNECT_SWAPPED);
  problems_cb (self);
}

static void
sch_rules_page_dispose (GObject *object)
{
  SchRulesPage *self = SCH_RULES_PAGE (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  g_clear_weak_pointer (&self->form);
  g_clear_object (&self->problems);
  G_OBJECT_CLASS (sch_rules_page_parent_class)->dispose (object);
}

static void
sch_rules_page_finalize (GObject *object)
{
  g_free (SCH_RULES_PAGE (object)->search);
  G_OBJECT_CLASS (sch_rules_page_parent_class)->finalize (object);
}

static void
sch_rules_page_class_init (SchRulesPageClass *klass)
{
  SchSchemePageClass *page_class = SCH_SCHEME_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sch_rules_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = sch_rules_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_rules_page_finalize;
  page_class->update = sch_rules_page_update;
  page_class->search = sch_rules_page_search;
  page_class->select = sch_rules_page_select;
  page_class->flush = sch_rules_page_flush;
}

static void
sch_rules_page_init (SchRulesPage *self)
{
}
