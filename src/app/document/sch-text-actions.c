/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.*: what menus do to the selected text and the selected spans, one undo step each. The window has
 * the group, so that menus of rows in panels find it too. Nothing is disabled here: menus list what
 * applies, and what may not be changed says so. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-page-private.h"
#include "sch-later.h"

static SchSpan *
get_leading (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const char *id = sch_workspace_get_selected_span (self->workspace);

  return document != NULL && id != NULL ? sch_layer_document_get_span (document, id) : NULL;
}

static gboolean
are_many (SchDocumentPage *self)
{
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);

  return ids[0] != NULL && ids[1] != NULL;
}

static char **
dup_selected (SchDocumentPage *self)
{
  return g_strdupv ((char **) sch_workspace_get_selected_spans (self->workspace));
}

/* --- Labels ----------------------------------------------------------------------------------- */

static void
annotate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_document_page_use_label (data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
relabel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  const char *label = g_variant_get_string (parameter, NULL);
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = dup_selected (self);

  if (!are_many (self))
    {
      sch_document_page_use_label (self, label, FALSE);
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_relabel_many (&who, (const char *const *) ids, label, &error))
    sch_workspace_note_label_used (self->workspace, label);
  else
    sch_workspace_show_error (self->workspace, error);
}

static gboolean
show_labels_cb (gpointer data)
{
  SchDocumentPage *self = data;

  self->popover_timeout = 0;
  sch_document_page_show_popover (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* After the menu has closed and given the keyboard back. */
static void
choose_label_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;

  g_clear_handle_id (&self->popover_timeout, g_source_remove);
  self->popover_timeout = sch_later_add (show_labels_cb, self);
}

static void
one_more_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_document_page_use_label (data, g_variant_get_string (parameter, NULL), TRUE);
}

static void
arm_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  const char *label = g_variant_get_string (parameter, NULL);
  gboolean armed = g_strcmp0 (label, sch_workspace_get_armed_label (self->workspace)) == 0;

  sch_workspace_set_armed_label (self->workspace, armed ? NULL : label);
  sch_document_page_focus_text (self);
}

/* --- Spans ------------------------------------------------------------------------------------ */

static void
select_span_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL
                      ? sch_layer_document_get_span (document,
                                                     g_variant_get_string (parameter, NULL))
                      : NULL;

  if (span != NULL)
    sch_document_page_select_span (self, span);
}

static void
doubt_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchDocumentPage *self = data;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = dup_selected (self);

  if (ids[0] == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!(are_many (self)
            ? sch_annotate_set_doubt_many (&who, (const char *const *) ids,
                                           g_variant_get_boolean (value), &error)
            : sch_annotate_set_doubt (&who, ids[0], g_variant_get_boolean (value), &error)))
    sch_workspace_show_error (self->workspace, error);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  SchSpan *leading = get_leading (self);
  guint start = leading != NULL ? sch_span_get_start (leading) : 0;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = dup_selected (self);

  if (leading == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_delete (&who, (const char *const *) ids, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_document_view_set_caret (self->view, start);
  sch_workspace_announce (self->workspace, g_strv_length (ids) > 1 ? _ ("Annotations removed")
                                                                   : _ ("Annotation removed"));
}

static void
leave_cluster_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = dup_selected (self);

  if (ids[0] == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!(are_many (self)
            ? sch_annotate_set_cluster_many (&who, (const char *const *) ids, NULL, &error)
            : sch_annotate_set_cluster (&who, ids[0], NULL, &error)))
    sch_workspace_show_error (self->workspace, error);
}

static void
remove_relation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_unrelate (&who, g_variant_get_string (parameter, NULL), &error))
    sch_workspace_announce (self->workspace, _ ("Relation removed"));
  else
    sch_workspace_show_error (self->workspace, error);
}

static void
reverse_relation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  const char *id = g_variant_get_string (parameter, NULL);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchRelation *relation = document != NULL ? sch_layer_document_get_relation (document, id) : NULL;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  if (relation == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_change_relation (&who, id, NULL, relation->to, relation->from, &error))
    sch_workspace_announce (self->workspace, _ ("Relation reversed"));
  else
    sch_workspace_show_error (self->workspace, error);
}

static void
retype_relation_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  const char *id;
  const char *type;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &id, &type);
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_change_relation (&who, id, type, NULL, NULL, &error))
    sch_workspace_announce (self->workspace, _ ("Relation changed"));
  else
    sch_workspace_show_error (self->workspace, error);
}

static void
take_cue_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_document_page_take_cue (data);
}

/* --- Text ------------------------------------------------------------------------------------- */

static void
add_range_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_document_page_change_ranges (data, TRUE);
}

static void
remove_range_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_document_page_change_ranges (data, FALSE);
}

static void
select_sentence_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentPage *self = data;
  guint start;
  guint end;

  if (!sch_segmenter_sentence_at (sch_workspace_get_segmenter (self->workspace),
                                  sch_document_view_get_caret (self->view), &start, &end))
    return;
  sch_workspace_select_span (self->workspace, NULL, FALSE);
  sch_document_view_select (self->view, start, end);
}

/* One line a span, in the order of the text. */
static char *
dup_spans_text (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchText *text = sch_workspace_get_text (self->workspace);
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);
  g_autoptr (GPtrArray) spans = g_ptr_array_new ();
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; document != NULL && ids[i] != NULL; i++)
    {
      SchSpan *span = sch_layer_document_get_span (document, ids[i]);

      if (span != NULL)
        g_ptr_array_add (spans, span);
    }
  g_ptr_array_sort (spans, sch_span_compare_pointers);
  for (guint i = 0; i < spans->len; i++)
    {
      g_autofree char *covered = sch_span_dup_covered (g_ptr_array_index (spans, i), text);

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", covered);
    }
  return g_string_free (g_steal_pointer (&lines), spans->len == 0);
}

/**
 * sch_document_page_copy:
 *
 * Puts the selected text, or what the selected spans cover, on the clipboard. The document's own text:
 * where the view breaks a long paragraph into lines, no line end is copied.
 */
void
sch_document_page_copy (SchDocumentPage *self)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  g_autofree char *copied = NULL;
  guint start;
  guint end;

  if (text == NULL)
    return;
  if (sch_document_view_get_selection (self->view, &start, &end))
    {
      gsize byte_len;
      const char *slice = sch_text_peek_slice (text, start, end, &byte_len);

      copied = g_strndup (slice, byte_len);
    }
  else
    copied = dup_spans_text (self);
  if (copied != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), copied);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_document_page_copy (data);
}

/* --- The group -------------------------------------------------------------------------------- */

/* What the menus show as ticked. */
void
sch_document_page_update_text_actions (SchDocumentPage *self)
{
  GAction *doubt = g_action_map_lookup_action (G_ACTION_MAP (self->text_actions), "doubt");
  SchSpan *span = get_leading (self);

  g_simple_action_set_state (G_SIMPLE_ACTION (doubt),
                             g_variant_new_boolean (span != NULL && span->doubt));
}

void
sch_document_page_make_text_actions (SchDocumentPage *self)
{
  const GActionEntry entries[] = {
    { "annotate", annotate_cb, "s", NULL, NULL, { 0 } },
    { "relabel", relabel_cb, "s", NULL, NULL, { 0 } },
    { "choose-label", choose_label_cb, NULL, NULL, NULL, { 0 } },
    { "one-more", one_more_cb, "s", NULL, NULL, { 0 } },
    { "arm", arm_cb, "s", NULL, NULL, { 0 } },
    { "select-span", select_span_cb, "s", NULL, NULL, { 0 } },
    { "doubt", NULL, NULL, "false", doubt_cb, { 0 } },
    { "delete", delete_cb, NULL, NULL, NULL, { 0 } },
    { "leave-cluster", leave_cluster_cb, NULL, NULL, NULL, { 0 } },
    { "remove-relation", remove_relation_cb, "s", NULL, NULL, { 0 } },
    { "reverse-relation", reverse_relation_cb, "s", NULL, NULL, { 0 } },
    { "retype-relation", retype_relation_cb, "(ss)", NULL, NULL, { 0 } },
    { "take-cue", take_cue_cb, NULL, NULL, NULL, { 0 } },
    { "add-range", add_range_cb, NULL, NULL, NULL, { 0 } },
    { "remove-range", remove_range_cb, NULL, NULL, NULL, { 0 } },
    { "select-sentence", select_sentence_cb, NULL, NULL, NULL, { 0 } },
    { "copy", copy_cb, NULL, NULL, NULL, { 0 } },
  };

  self->text_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->text_actions), entries,
                                   G_N_ELEMENTS (entries), self);
}
