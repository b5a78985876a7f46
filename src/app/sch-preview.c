/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the preferences of reading do, shown on a few words by the view that shows documents. Nothing
 * in it can be selected or changed. */

#include "config.h"

#include "sch-preview.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-document-view.h"
#include "sch-environment.h"
#include "sch-native-files.h"
#include "sch-store.h"

#define HEIGHT 132

static void
style_changed_cb (GSettings *settings, const char *key, gpointer data)
{
  SchDocumentView *view = data;
  g_autofree char *font = g_settings_get_string (settings, "font");

  sch_document_view_set_style (view, font, g_settings_get_double (settings, "text-zoom"),
                               g_settings_get_int (settings, "measure"),
                               (g_settings_get_double (settings, "line-spacing") - 1.3) * 20);
  sch_document_view_set_chip_mode (view, (SchChipMode) g_settings_get_enum (settings, "chips"));
}

/* (nullable): the bundled scheme, whose colours the words have */
static SchScheme *
load_scheme (void)
{
  SchEnvironment *environment = sch_environment_new_system ();
  g_autofree char *path = g_build_filename (environment->data_dir, "schemes", "news.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_store_read (path, G_MAXUINT32, NULL, &error);
  SchScheme *scheme = NULL;
  gsize byte_len;

  if (bytes != NULL)
    {
      const char *data = g_bytes_get_data (bytes, &byte_len);

      scheme = sch_scheme_new_from_json (data, byte_len, path, &error);
    }
  if (error != NULL)
    g_info ("%s", error->message);
  sch_environment_free (environment);
  return scheme;
}

/* Takes the braces out; what the first and second pair held are a person and a place. */
static char *
take_braces (const char *marked, guint starts[2], guint ends[2])
{
  GString *plain = g_string_new (NULL);
  guint offset = 0, n = 0;

  for (const char *p = marked; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '{' && n < 2)
        starts[n] = offset;
      else if (*p == '}' && n < 2)
        ends[n++] = offset;
      else
        {
          g_string_append_unichar (plain, g_utf8_get_char (p));
          offset++;
        }
    }
  return g_string_free (plain, FALSE);
}

static SchLayerDocument *
make_document (SchText *text, const guint starts[2], const guint ends[2])
{
  g_autofree char *person = sch_text_dup_slice (text, starts[0], ends[0]);
  g_autofree char *place = sch_text_dup_slice (text, starts[1], ends[1]);
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1, "
      "\"document\": {\"path\": \"preview\", \"length\": %u, \"sha256\": \"%s\"}, "
      "\"annotator\": \"preview\", \"status\": \"todo\", \"spans\": ["
      "{\"id\": \"a\", \"label\": \"person\", \"ranges\": [[%u, %u]], \"text\": \"%s\"}, "
      "{\"id\": \"b\", \"label\": \"place\", \"ranges\": [[%u, %u]], \"text\": \"%s\"}]}",
      sch_text_get_char_count (text), sch_text_get_sha256 (text), starts[0], ends[0], person,
      starts[1], ends[1], place);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  SchLayerDocument *document = sch_layer_document_new_from_json ("preview", "preview", text, bytes,
                                                                 "preview", &error);

  if (document == NULL)
    g_info ("%s", error->message);
  return document;
}

static void
fill (SchDocumentView *view)
{
  /* Translators: a text to try the preferences on. Keep both pairs of braces: around the name of a
   * person and, after it, that of a place. */
  const char *marked = _ ("“We lost the north quay”, said {Ada Quint}, who owns two ferries "
                          "in {Kessel}.");
  guint starts[2] = { 0, 0 };
  guint ends[2] = { 0, 0 };
  g_autofree char *plain = take_braces (marked, starts, ends);
  g_autoptr (SchText) text = sch_text_new_from_string (plain);
  g_autoptr (SchScheme) scheme = load_scheme ();
  g_autoptr (SchLayerDocument) document = NULL;

  if (scheme != NULL && ends[0] > starts[0] && ends[1] > starts[1])
    document = make_document (text, starts, ends);
  sch_document_view_set_document (view, text, document, document != NULL ? scheme : NULL,
                                  _ ("Preview"));
}

GtkWidget *
sch_preview_new (GSettings *settings)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = sch_document_view_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_set_focusable (view, FALSE);
  gtk_widget_set_can_target (view, FALSE);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  fill (SCH_DOCUMENT_VIEW (view));
  style_changed_cb (settings, NULL, view);
  g_signal_connect_object (settings, "changed", G_CALLBACK (style_changed_cb), view, 0);
  return scroller;
}
