/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the words: the languages that have rules of their own. All others have the built-in ones. */

#include "config.h"

#include "sch-words-page.h"

#include <glib/gi18n-lib.h>

#include "sch-edit-list.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-rows.h"
#include "sch-words-form.h"

struct _SchWordsPage
{
  SchSchemePage parent_instance;

  SchEditList *list;
  GtkWidget *form; /* (nullable), weak: of the open language */
};

G_DEFINE_FINAL_TYPE (SchWordsPage, sch_words_page, SCH_TYPE_SCHEME_PAGE)

/* Whatever is around it, it is read in its own direction. */
static char *
dup_isolated (char **strings)
{
  g_autofree char *joined = g_strjoinv (" ", strings);

  return *joined != '\0' ? g_strdup_printf ("\u2068%s\u2069", joined) : g_strdup ("");
}

static char *
dup_summary (const SchSnapRules *rules)
{
  g_autofree char *strip = dup_isolated (rules->strip);
  g_autofree char *join = dup_isolated (rules->join);
  GString *text = g_string_new (NULL);

  if (*strip != '\0')
    /* Translators: endings, such as ’s, that are no part of a word. */
    g_string_append_printf (text, _ ("without %s"), strip);
  if (*strip != '\0' && *join != '\0')
    g_string_append (text, " · ");
  if (*join != '\0')
    /* Translators: strings, such as a hyphen, that make one word of two. */
    g_string_append_printf (text, _ ("joined by %s"), join);
  if (text->len == 0)
    g_string_append (text, _ ("words as they stand"));
  return g_string_free (text, FALSE);
}

static void
sch_words_page_update (SchSchemePage *page)
{
  SchWordsPage *self = SCH_WORDS_PAGE (page);
  SchScheme *scheme = sch_scheme_page_get_scheme (page);
  g_auto (GStrv) tags = sch_scheme_dup_snap_languages (scheme);
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (SchEditItem));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      SchEditItem item = { .id = tags[i], .title = sch_words_form_dup_language_name (tags[i]) };

      item.subtitle = dup_summary (sch_scheme_get_snap_rules (scheme, tags[i]));
      g_ptr_array_add (texts, (char *) item.title);
      g_ptr_array_add (texts, (char *) item.subtitle);
      g_array_append_val (items, item);
    }
  sch_edit_list_set_items (self->list, (const SchEditItem *) (gpointer) items->data, items->len);
  if (self->form != NULL)
    sch_words_form_refresh (SCH_WORDS_FORM (self->form));
}

/* --- Gestures ------------------------------------------------------------------------------- */

static char *
read_tag (const char *typed)
{
  if (!g_regex_match_simple ("^[a-z]{2,3}([-_][a-z0-9]{2,8})*$", typed, G_REGEX_CASELESS, 0))
    return NULL;
  return g_strdelimit (g_ascii_strdown (typed, -1), "_", '-');
}

static void
add_cb (SchWordsPage *self, char **names)
{
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  g_autofree char *tag = read_tag (names[0]);
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (SchSnapRules) rules = NULL;
  g_autofree char *json = NULL;
  g_autofree char *step = NULL;
  g_auto (GStrv) tags = NULL;

  if (tag == NULL)
    {
      sch_workspace_show_message (workspace,
                                  _ ("A language is named by its tag, such as de or pt-BR"), NULL,
                                  NULL);
      return;
    }
  tags = sch_scheme_dup_snap_languages (sch_workspace_get_scheme (workspace));
  if (!g_strv_contains ((const char *const *) tags, tag))
    {
      /* What holds now, to be changed. */
      rules = sch_snap_rules_copy (
          sch_scheme_get_snap_rules (sch_workspace_get_scheme (workspace), tag));
      json = sch_words_form_dup_json ((const char *const *) rules->strip,
                                      (const char *const *) rules->join);
      step = g_strdup_printf (_ ("Add Words of “%s”"), tag);
      draft = sch_scheme_edits_begin (workspace);
      if (draft == NULL || !sch_scheme_draft_set_snap (draft, tag, json, NULL) ||
          !sch_scheme_edits_commit (workspace, draft, step))
        return;
    }
  sch_edit_list_open (self->list, tag);
}

static void
remove_cb (SchWordsPage *self, const char *tag)
{
  sch_words_form_reset (sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self)), tag);
}

static GtkWidget *
make_body_cb (const char *tag, gpointer data)
{
  SchWordsPage *self = data;

  g_set_weak_pointer (&self->form,
                      sch_words_form_new (sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self)),
                                          tag));
  return self->form;
}

/* --- Page ----------------------------------------------------------------------------------- */

static void
sch_words_page_flush (SchSchemePage *page)
{
  SchWordsPage *self = SCH_WORDS_PAGE (page);

  if (self->form != NULL)
    sch_words_form_flush (SCH_WORDS_FORM (self->form));
}

static void
sch_words_page_constructed (GObject *object)
{
  SchWordsPage *self = SCH_WORDS_PAGE (object);
  GtkWidget *box = sch_scheme_rows_new_page (_ ("Words"), 6);

  G_OBJECT_CLASS (sch_words_page_parent_class)->constructed (object);
  self->list = SCH_EDIT_LIST (sch_edit_list_new (_ ("Languages"),
                                                 _ ("Add a Language (its tag, such as de)"),
                                                 make_body_cb, self));
  sch_edit_list_set_ordered (self->list, FALSE);
  sch_edit_list_set_empty_text (
      self->list,
      _ ("The built-in rules hold for all languages. Type the tag of a language to change them."));
  g_signal_connect_swapped (self->list, "add", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->list, "remove", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), sch_scheme_rows_new_heading (_ ("Words")));
  gtk_box_append (GTK_BOX (box),
                  sch_scheme_rows_new_text (_ (
                      "What a double click takes and where selections snap to. Elsewhere the "
                      "built-in rules hold: ’s, 's and ’ are no part of the word before them.")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  sch_scheme_page_set_content (SCH_SCHEME_PAGE (self), NULL, box);
}

static void
sch_words_page_dispose (GObject *object)
{
  g_clear_weak_pointer (&SCH_WORDS_PAGE (object)->form);
  G_OBJECT_CLASS (sch_words_page_parent_class)->dispose (object);
}

static void
sch_words_page_class_init (SchWordsPageClass *klass)
{
  SchSchemePageClass *page_class = SCH_SCHEME_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sch_words_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = sch_words_page_dispose;
  page_class->update = sch_words_page_update;
  page_class->flush = sch_words_page_flush;
}

static void
sch_words_page_init (SchWordsPage *self)
{
}
