/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where annotations are, before something is done to them. */

#include "config.h"

#include "sch-survey-list.h"

#include <glib/gi18n-lib.h>

/* A longer list is not read any more. */
#define MAX_DOCUMENTS 200u

static void
count_places (const SchSchemeSurvey *survey, guint *n_layers, guint *n_documents)
{
  g_autoptr (GHashTable) layers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) documents = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < survey->concerns->len; i++)
    {
      const SchSchemeConcern *concern = g_ptr_array_index (survey->concerns, i);

      g_hash_table_add (layers, concern->layer);
      g_hash_table_add (documents, concern->path);
    }
  *n_layers = g_hash_table_size (layers);
  *n_documents = g_hash_table_size (documents);
}

char *
sch_survey_list_dup_summary (const SchSchemeSurvey *survey)
{
  gulong n = (gulong) survey->n;
  guint n_layers;
  guint n_documents;
  g_autofree char *annotations = NULL;
  g_autofree char *layers = NULL;
  g_autofree char *documents = NULL;

  count_places (survey, &n_layers, &n_documents);
  annotations = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu annotation", "%lu annotations",
                                              n),
                                 n);
  layers = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u layer", "%u layers", n_layers),
                            n_layers);
  documents = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document", "%u documents",
                                            n_documents),
                               n_documents);
  /* Translators: “37 annotations in 2 layers, 5 documents”. */
  return g_strdup_printf (_ ("%s in %s, %s"), annotations, layers, documents);
}

static GtkWidget *
new_count (gulong n)
{
  g_autofree char *text = g_strdup_printf ("%lu", n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "badge");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
add_document (GtkWidget *layer, const char *path, guint n)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), path);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (n > 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_count (n));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (layer), row);
}

/* Concerns are sorted by layer. Returns the index after those of the layer. */
static guint
add_layer (GtkListBox *list, SchWorkspace *workspace, const SchSchemeSurvey *survey, guint start)
{
  const SchSchemeConcern *first = g_ptr_array_index (survey->concerns, start);
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = sch_workspace_dup_layer_title (workspace, first->layer);
  g_autofree char *documents = NULL;
  gulong n = 0;
  guint i;

  for (i = start; i < survey->concerns->len; i++)
    {
      const SchSchemeConcern *concern = g_ptr_array_index (survey->concerns, i);

      if (!g_str_equal (concern->layer, first->layer))
        break;
      n += concern->n;
      if (i - start < MAX_DOCUMENTS)
        add_document (row, concern->path, concern->n);
      else if (i - start == MAX_DOCUMENTS)
        add_document (row, _ ("… and more documents"), 0);
    }
  documents = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document", "%u documents",
                                            i - start),
                               i - start);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), documents);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), new_count (n));
  gtk_list_box_append (list, row);
  return i;
}

static void
add_unread (GtkListBox *list, const SchSchemeSurvey *survey)
{
  GtkWidget *row;

  if (survey->unread->len == 0)
    return;
  row = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Could not be read"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 _ ("What is in these files stays as it is"));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row),
                               gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  for (guint i = 0; i < survey->unread->len; i++)
    add_document (row, ((const SchIssue *) g_ptr_array_index (survey->unread, i))->message, 0);
  gtk_list_box_append (list, row);
}

GtkWidget *
sch_survey_list_new (SchWorkspace *workspace, const SchSchemeSurvey *survey)
{
  GtkWidget *list = gtk_list_box_new ();

  g_return_val_if_fail (SCH_IS_WORKSPACE (workspace) && survey != NULL, NULL);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Layers concerned"), -1);
  for (guint i = 0; i < survey->concerns->len;)
    i = add_layer (GTK_LIST_BOX (list), workspace, survey, i);
  add_unread (GTK_LIST_BOX (list), survey);
  return list;
}
