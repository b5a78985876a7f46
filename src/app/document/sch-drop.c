/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drops from other programs. What is dragged within the window belongs to its own widgets. Nothing is
 * written here: the window's actions ask for what a new document needs. */

#include "config.h"

#include "sch-drop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Why nothing can be added now; NULL = it can. */
static char *
dup_reason (SchWorkspace *workspace)
{
  SchCorpus *corpus = sch_workspace_get_corpus (workspace);

  if (corpus == NULL)
    return g_strdup (_ ("Open a folder first, then drop texts to add them to it"));
  return g_strdup (sch_corpus_get_read_only_reason (corpus));
}

static gboolean
can_add (SchWorkspace *workspace)
{
  g_autofree char *reason = dup_reason (workspace);

  if (reason != NULL)
    sch_workspace_show_message (workspace, reason, NULL, NULL);
  return reason == NULL;
}

static gboolean
is_folder (GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;
}

/* A link dragged from a web browser names a page, not a file. */
static gboolean
is_file (GFile *file)
{
  return !g_file_has_uri_scheme (file, "http") && !g_file_has_uri_scheme (file, "https");
}

static gboolean
drop_files (GtkWidget *widget, SchWorkspace *workspace, GSList *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) uris = NULL;

  if (files != NULL && files->next == NULL && is_file (files->data) && is_folder (files->data))
    {
      g_autofree char *uri = g_file_get_uri (files->data);

      return gtk_widget_activate_action (widget, "app.open-uri", "s", uri);
    }
  for (GSList *l = files; l != NULL; l = l->next)
    if (is_file (l->data) && !is_folder (l->data))
      {
        g_autofree char *uri = g_file_get_uri (l->data);

        g_strv_builder_add (builder, uri);
      }
  uris = g_strv_builder_end (builder);
  if (uris[0] == NULL)
    {
      sch_workspace_show_message (workspace, _ ("Drop text files, one folder, or text"), NULL,
                                  NULL);
      return FALSE;
    }
  return can_add (workspace) && gtk_widget_activate_action (widget, "win.add-files", "^as", uris);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  SchWorkspace *workspace = data;
  const char *text;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return drop_files (widget, workspace, g_value_get_boxed (value));
  text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;
  return text != NULL && *text != '\0' && can_add (workspace) &&
         gtk_widget_activate_action (widget, "win.add-text", "s", text);
}

static gboolean
accept_cb (GtkDropTarget *target, GdkDrop *drop, gpointer data)
{
  return gdk_drop_get_drag (drop) == NULL &&
         gdk_content_formats_match (gdk_drop_get_formats (drop),
                                    gtk_drop_target_get_formats (target));
}

void
sch_drop_attach (GtkWidget *widget, SchWorkspace *workspace)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before the text and the entries below, which take text for themselves. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "accept", G_CALLBACK (accept_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), workspace, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_css_class (widget, "drop-area");
}
