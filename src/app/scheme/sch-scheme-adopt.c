/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From one scheme to another: which labels in use the new one lacks, and what becomes of their
 * annotations; which relation types, attributes and values in use it lacks as well. What is kept as it is stays in the files, and is shown as not in the scheme. */

#include "config.h"

#include "sch-scheme-adopt.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-labels.h"
#include "sch-dialog.h"
#include "sch-label-suggest.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-lack.h"
#include "sch-task-dialog.h"

/* A label in use that the new scheme does not have. */
typedef struct
{
  char *id;
  char *name;
  guint n;
  AdwComboRow *row;
} Missing;

typedef struct
{
  gatomicrefcount refs;
  SchWorkspace *workspace;
  SchScheme *scheme;
  SchTaskDialog *task; /* (nullable): while labels are counted */
  GtkWidget *widget;   /* weak: in the window that waits */
  SchSchemeChanges
      *changes;       /* that need no question: merged labels by what they were merged into */
  GPtrArray *missing; /* of Missing */
  GPtrArray *lacks;   /* (nullable): of SchSchemeLack */
  GPtrArray *targets; /* of SchLabel: of the new scheme, in use */
  GtkWindow *window;  /* weak */
} Adoption;

static void
free_missing (gpointer data)
{
  Missing *missing = data;

  g_free (missing->id);
  g_free (missing->name);
  g_free (missing);
}

static void
free_adoption (gpointer data)
{
  Adoption *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_weak_pointer (&self->widget);
  g_clear_weak_pointer (&self->window);
  sch_scheme_changes_unref (self->changes);
  g_ptr_array_unref (self->missing);
  g_clear_pointer (&self->lacks, g_ptr_array_unref);
  g_ptr_array_unref (self->targets);
  sch_scheme_unref (self->scheme);
  g_object_unref (self->workspace);
  g_free (self);
}

/* --- Changing ------------------------------------------------------------------------------- */

static void
changed_cb (gboolean done, guint64 n_changed, gpointer data)
{
  Adoption *self = data;
  g_autofree char *text = NULL;

  if (done)
    {
      /* Translators: %s is the name of a scheme. */
      text = g_strdup_printf (_ ("The scheme is “%s” now"), sch_scheme_get_name (self->scheme));
      sch_workspace_show_message (self->workspace, text, _ ("Undo"), "win.undo");
    }
  free_adoption (self);
}

static void
change (Adoption *self, GtkWidget *widget)
{
  SchScheme *current = sch_workspace_get_scheme (self->workspace);
  g_autoptr (SchScheme)
      next = sch_scheme_with_revision (self->scheme, sch_scheme_get_revision (current) + 1);
  /* Translators: %s is the name of a scheme. */
  g_autofree char *name = g_strdup_printf (_ ("Change Scheme to “%s”"),
                                           sch_scheme_get_name (self->scheme));

  g_atomic_ref_count_inc (&self->refs);
  sch_scheme_edits_run_change (widget, self->workspace, name, next, self->changes, changed_cb,
                               self);
}

/* --- What becomes of labels ------------------------------------------------------------------ */

static void
apply_cb (Adoption *self)
{
  if (sch_workspace_get_corpus (self->workspace) == NULL)
    return;
  for (guint i = 0; i < self->missing->len; i++)
    {
      const Missing *missing = g_ptr_array_index (self->missing, i);
      guint selected = adw_combo_row_get_selected (missing->row);
      const SchSchemePlace place = { .part = SCH_PART_LABEL, .id = missing->id };

      if (selected > 0 && selected <= self->targets->len)
        sch_scheme_changes_replace (
            self->changes, &place,
            ((SchLabel *) g_ptr_array_index (self->targets, selected - 1))->id);
    }
  if (self->widget != NULL)
    change (self, self->widget);
  gtk_window_close (self->window);
}

/* The one of the same name, 0 = none. */
static guint
propose (Adoption *self, const Missing *missing)
{
  const SchLabel *label = sch_scheme_find_label_by_name (self->scheme, missing->name);

  for (guint i = 0; label != NULL && i < self->targets->len; i++)
    if (g_ptr_array_index (self->targets, i) == label)
      return i + 1;
  return 0;
}

static GtkWidget *
make_row (Adoption *self, Missing *missing, GListModel *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation",
                                                         "%u annotations", missing->n),
                                            missing->n);

  missing->row = ADW_COMBO_ROW (row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), missing->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), choices);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), propose (self, missing));
  return row;
}

static GListModel *
make_choices (Adoption *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Keep as it is"));
  for (guint i = 0; i < self->targets->len; i++)
    gtk_string_list_append (names, ((SchLabel *) g_ptr_array_index (self->targets, i))->name);
  return G_LIST_MODEL (names);
}

static GtkWidget *
add_list (GtkWidget *box, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), list);
  return list;
}

static GtkWidget *
add_text (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_labels (Adoption *self, GtkWidget *box)
{
  g_autoptr (GListModel) choices = make_choices (self);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "“%s” does not have %u label that annotations have. Choose what it becomes.",
                   "“%s” does not have %u labels that annotations have. Choose what they become.",
                   self->missing->len),
      sch_scheme_get_name (self->scheme), self->missing->len);
  GtkWidget *list;

  add_text (box, text);
  list = add_list (box, _ ("Labels that the scheme does not have"));
  for (guint i = 0; i < self->missing->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         make_row (self, g_ptr_array_index (self->missing, i), choices));
}

static GtkWidget *
make_lack_row (const SchSchemeLack *lack)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = sch_scheme_difference_dup_place_text (lack->what);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "used %u time",
                                                         "used %u times", lack->n),
                                            lack->n);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  return row;
}

static void
add_lacks (Adoption *self, GtkWidget *box)
{
  /* Translators: %s is the name of a scheme; a list of relations, attributes and values follows. */
  g_autofree char *text = g_strdup_printf (_ ("“%s” does not have these, which are in use:"),
                                           sch_scheme_get_name (self->scheme));
  GtkWidget *list;

  add_text (box, text);
  list = add_list (box, _ ("Relations, attributes and values that the scheme does not have"));
  for (guint i = 0; i < self->lacks->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_lack_row (g_ptr_array_index (self->lacks, i)));
}

static GtkWidget *
make_content (Adoption *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  if (self->missing->len > 0)
    add_labels (self, box);
  if (self->lacks->len > 0)
    add_lacks (self, box);
  gtk_widget_add_css_class (
      add_text (box, _ ("What is kept as it is stays in the files, and is shown as not in the "
                        "scheme. Relations and attributes stay too.")),
      "dim-label");
  return box;
}

static void
ask (Adoption *self, GtkWindow *parent)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "default-width", 520,
                                    NULL);
  GtkWidget *button = sch_dialog_set_up (ADW_WINDOW (window), _ ("Change the Scheme"),
                                         _ ("_Change Scheme"), make_content (self));

  sch_dialog_fit (ADW_WINDOW (window), 120, 460);
  g_set_weak_pointer (&self->window, GTK_WINDOW (window));
  g_object_set_data_full (G_OBJECT (window), "adoption", self, free_adoption);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (apply_cb), self);
  gtk_widget_grab_focus (button);
  gtk_window_present (GTK_WINDOW (window));
}

/* --- Which are missing ----------------------------------------------------------------------- */

static int
compare_missing (gconstpointer a, gconstpointer b)
{
  const Missing *one = *(Missing *const *) a;
  const Missing *other = *(Missing *const *) b;

  return one->n != other->n ? (one->n < other->n ? 1 : -1) : strcmp (one->id, other->id);
}

static void
find_missing (Adoption *self, GHashTable *counts)
{
  SchScheme *current = sch_workspace_get_scheme (self->workspace);
  GHashTableIter iter;
  gpointer id;
  gpointer n;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &id, &n))
    {
      const SchLabel *known = sch_scheme_get_label (current, id);
      const SchSchemePlace place = { .part = SCH_PART_LABEL, .id = id };
      Missing *missing;

      if (sch_scheme_get_label (self->scheme, id) != NULL)
        continue;
      if (known != NULL && sch_scheme_get_label (self->scheme, known->id) != NULL)
        {
          sch_scheme_changes_replace (self->changes, &place, known->id);
          continue;
        }
      missing = g_new0 (Missing, 1);
      missing->id = g_strdup (id);
      missing->name = g_strdup (known != NULL ? known->name : id);
      missing->n = GPOINTER_TO_UINT (n);
      g_ptr_array_add (self->missing, missing);
    }
  g_ptr_array_sort (self->missing, compare_missing);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Adoption *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable)
      counts = sch_corpus_count_labels_finish (SCH_CORPUS (source), result, &self->lacks, &error);
  GtkRoot *root = self->widget != NULL ? gtk_widget_get_root (self->widget) : NULL;

  g_clear_pointer (&self->task, sch_task_dialog_free);
  if (counts == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sch_workspace_show_error (self->workspace, error);
  if (counts != NULL && GTK_IS_WINDOW (root) &&
      sch_workspace_get_corpus (self->workspace) == SCH_CORPUS (source))
    {
      find_missing (self, counts);
      if (self->missing->len > 0 || self->lacks->len > 0)
        {
          ask (self, GTK_WINDOW (root));
          return;
        }
      change (self, self->widget);
    }
  free_adoption (self);
}

static gboolean
is_same (SchScheme *scheme, SchScheme *current)
{
  g_autoptr (SchScheme) same = sch_scheme_with_revision (scheme, sch_scheme_get_revision (current));

  return sch_record_equal (sch_scheme_get_tree (same), sch_scheme_get_tree (current));
}

void
sch_scheme_adopt (GtkWidget *widget, SchWorkspace *workspace, SchScheme *scheme)
{
  SchCorpus *corpus = sch_workspace_get_corpus (workspace);
  g_autofree char *reason = sch_scheme_edits_dup_reason (workspace);
  Adoption *self;

  g_return_if_fail (GTK_IS_WIDGET (widget) && scheme != NULL);

  if (reason != NULL)
    {
      sch_workspace_show_message (workspace, reason, NULL, NULL);
      return;
    }
  if (sch_corpus_has_scheme (corpus) && is_same (scheme, sch_corpus_get_scheme (corpus)))
    {
      sch_workspace_show_message (workspace, _ ("The corpus has this scheme already"), NULL, NULL);
      return;
    }
  self = g_new0 (Adoption, 1);
  g_atomic_ref_count_init (&self->refs);
  self->workspace = g_object_ref (workspace);
  self->scheme = sch_scheme_ref (scheme);
  self->changes = sch_scheme_changes_new ();
  self->missing = g_ptr_array_new_with_free_func (free_missing);
  self->targets = g_ptr_array_new ();
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    if (!sch_scheme_get_label_at (scheme, i)->retired)
      g_ptr_array_add (self->targets, (gpointer) sch_scheme_get_label_at (scheme, i));
  g_set_weak_pointer (&self->widget, widget);
  self->task = sch_task_dialog_new (widget, _ ("Counting Annotations"));
  sch_corpus_count_labels_async (corpus, scheme, sch_task_dialog_get_progress (self->task),
                                 sch_task_dialog_get_cancellable (self->task), counted_cb, self);
}
