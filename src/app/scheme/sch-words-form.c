/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of the words of one language. The line to try them shows each word in a box of its own, as a
 * double click would take it. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-words-form.h"

#include <glib/gi18n-lib.h>
#include <unicode/uloc.h>

#include "sch-attributes.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-rows.h"
#include "sch-strings-editor.h"
#include "sch-wrap-layout.h"

/* More words than these are not shown. */
#define MAX_WORDS 80u
#define MAX_NAME 128

struct _SchWordsForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  SchStringsEditor *strip;
  SchStringsEditor *join;
  GtkWidget *line;
  GtkWidget *words_row;
  GtkWidget *words;
  SchWorkspace *workspace;
  char *language;
};

G_DEFINE_FINAL_TYPE (SchWordsForm, sch_words_form, GTK_TYPE_WIDGET)

static const SchSnapRules *
get_rules (SchWordsForm *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  return scheme != NULL ? sch_scheme_get_snap_rules (scheme, self->language) : NULL;
}

/* --- Changes -------------------------------------------------------------------------------- */

char *
sch_words_form_dup_json (const char *const *strip, const char *const *join)
{
  g_autoptr (SchAttributes) with_join = NULL;
  g_autoptr (SchAttributes) all = NULL;
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  if (join != NULL && join[0] != NULL)
    with_join = sch_attributes_with_strv (NULL, "join", join);
  all = sch_attributes_with_strv (with_join, "strip", strip);
  sch_attributes_write (all, writer);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}

/* @strip, @join: (nullable): NULL = as they are */
static void
change (SchWordsForm *self, const char *const *strip, const char *const *join)
{
  const SchSnapRules *rules = get_rules (self);
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *step = NULL;

  if (rules == NULL)
    return;
  draft = sch_scheme_edits_begin (self->workspace);
  if (draft == NULL)
    return;
  json = sch_words_form_dup_json (strip != NULL ? strip : (const char *const *) rules->strip,
                                  join != NULL ? join : (const char *const *) rules->join);
  /* Translators: a step of the history; %s is the tag of a language, such as “de”. */
  step = g_strdup_printf (_ ("Change Words of “%s”"), self->language);
  if (!sch_scheme_draft_set_snap (draft, self->language, json, &error))
    sch_workspace_show_error (self->workspace, error);
  else if (!sch_scheme_edits_commit (self->workspace, draft, step))
    sch_words_form_refresh (self);
}

static void
strip_cb (SchWordsForm *self, char **strings)
{
  change (self, (const char *const *) strings, NULL);
}

static void
join_cb (SchWordsForm *self, char **strings)
{
  change (self, NULL, (const char *const *) strings);
}

void
sch_words_form_reset (SchWorkspace *workspace, const char *language)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (workspace);
  g_autofree char *step = g_strdup_printf (_ ("Reset Words of “%s”"), language);
  g_autofree char *message = NULL;

  if (draft == NULL || !sch_scheme_draft_set_snap (draft, language, NULL, NULL) ||
      !sch_scheme_edits_commit (workspace, draft, step))
    return;
  message = g_strdup_printf (_ ("The built-in rules hold for “%s” again"), language);
  sch_workspace_show_message (workspace, message, _ ("Undo"), "win.undo");
}

static void
reset_cb (SchWordsForm *self)
{
  sch_words_form_reset (self->workspace, self->language);
}

/* --- Trying --------------------------------------------------------------------------------- */

static void
add_word (SchWordsForm *self, const char *text, guint start, guint end, GString *all)
{
  const char *from = g_utf8_offset_to_pointer (text, start);
  const char *to = g_utf8_offset_to_pointer (text, end);
  g_autofree char *word = g_strndup (from, to - from);
  GtkWidget *label = gtk_label_new (word);

  gtk_widget_add_css_class (label, "smart-word");
  gtk_widget_set_parent (label, self->words);
  g_string_append_printf (all, "%s%s", all->len > 0 ? " | " : "", word);
}

static void
show_words (SchWordsForm *self)
{
  const char *line = gtk_editable_get_text (GTK_EDITABLE (self->line));
  g_autoptr (SchText) text = sch_text_new_from_string (line);
  SchSegmenter *segmenter = sch_segmenter_new (text, self->language, get_rules (self));
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *name = NULL;
  guint n_chars = sch_text_get_char_count (text);
  guint n_words = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->words)) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < n_chars && n_words < MAX_WORDS; i++)
    {
      guint start, end;

      if (!sch_segmenter_word_at (segmenter, i, &start, &end) || start != i)
        continue;
      add_word (self, line, start, end, all);
      n_words++;
      i = end - 1;
    }
  sch_segmenter_free (segmenter);
  gtk_widget_set_visible (self->words_row, n_words > 0);
  name = g_strdup_printf (_ ("Words: %s"), all->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* --- What is shown -------------------------------------------------------------------------- */

void
sch_words_form_refresh (SchWordsForm *self)
{
  const SchSnapRules *rules;

  g_return_if_fail (SCH_IS_WORDS_FORM (self));

  rules = get_rules (self);
  if (rules == NULL)
    return;
  sch_strings_editor_show (self->strip, (const char *const *) rules->strip);
  sch_strings_editor_show (self->join, (const char *const *) rules->join);
  show_words (self);
}

void
sch_words_form_flush (SchWordsForm *self)
{
  g_return_if_fail (SCH_IS_WORDS_FORM (self));
  sch_strings_editor_flush (self->strip);
  sch_strings_editor_flush (self->join);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_words_form_dispose (GObject *object)
{
  SchWordsForm *self = SCH_WORDS_FORM (object);
  GtkWidget *child;

  while (self->words != NULL && (child = gtk_widget_get_first_child (self->words)) != NULL)
    gtk_widget_unparent (child);
  self->words = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_words_form_parent_class)->dispose (object);
}

static void
sch_words_form_finalize (GObject *object)
{
  g_free (SCH_WORDS_FORM (object)->language);
  G_OBJECT_CLASS (sch_words_form_parent_class)->finalize (object);
}

static void
sch_words_form_class_init (SchWordsFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_words_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_words_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_test (SchWordsForm *self)
{
  GtkWidget *list = sch_scheme_rows_new_list (_ ("Try it"));

  self->words_row = gtk_list_box_row_new ();
  self->line = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->line), _ ("A Sentence to Try It"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_editable_get_delegate (GTK_EDITABLE (self->line))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("A sentence to try it"), -1);
  self->words = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_layout_manager (self->words, g_object_new (SCH_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_set_tooltip_text (self->words, _ ("What a double click takes"));
  gtk_widget_add_css_class (self->words, "smart-words");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->words_row), self->words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->words_row), FALSE);
  gtk_widget_set_focusable (self->words_row, FALSE);
  g_signal_connect_swapped (self->line, "changed", G_CALLBACK (show_words), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->line);
  gtk_list_box_append (GTK_LIST_BOX (list), self->words_row);
  return list;
}

static void
sch_words_form_init (SchWordsForm *self)
{
  GtkWidget *reset = sch_scheme_rows_new_delete (_ ("Reset to the Built-In Rules"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->strip = SCH_STRINGS_EDITOR (
      sch_strings_editor_new (_ ("Endings"),
                              _ ("Not part of a word where they stand at its end, such as ’s."),
                              _ ("Ending")));
  self->join = SCH_STRINGS_EDITOR (sch_strings_editor_new (
      _ ("Joints"), _ ("Make one word of those on both sides, such as a hyphen."), _ ("Joint")));
  g_signal_connect_swapped (self->strip, "changed", G_CALLBACK (strip_cb), self);
  g_signal_connect_swapped (self->join, "changed", G_CALLBACK (join_cb), self);
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (reset_cb), self);
  gtk_box_append (GTK_BOX (self->box), make_test (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->join));
  gtk_box_append (GTK_BOX (self->box), sch_scheme_rows_new_foot (reset, NULL));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sch_words_form_new (SchWorkspace *workspace, const char *language)
{
  SchWordsForm *self = g_object_new (SCH_TYPE_WORDS_FORM, NULL);

  self->workspace = g_object_ref (workspace);
  self->language = g_strdup (language);
  sch_words_form_refresh (self);
  return GTK_WIDGET (self);
}

char *
sch_words_form_dup_language_name (const char *tag)
{
  UChar buffer[MAX_NAME];
  UErrorCode status = U_ZERO_ERROR;
  int length = uloc_getDisplayName (tag, tag, buffer, MAX_NAME, &status);
  g_autofree char *name = U_SUCCESS (status) ? g_utf16_to_utf8 (buffer, length, NULL, NULL, NULL)
                                             : NULL;

  return name != NULL && !g_str_equal (name, tag) ? g_strdup_printf ("%s (%s)", name, tag)
                                                  : g_strdup (tag);
}
