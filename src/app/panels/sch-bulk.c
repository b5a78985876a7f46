/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on the selected spans, for the list, the form and the window. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bulk.h"
#include "sch-span-row.h"

GPtrArray *
sch_bulk_list_spans (SchWorkspace *workspace)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (workspace);
  const char *const *ids = sch_workspace_get_selected_spans (workspace);
  GPtrArray *spans = g_ptr_array_new ();

  for (guint i = 0; layer_document != NULL && ids[i] != NULL; i++)
    {
      SchSpan *span = sch_layer_document_get_span (layer_document, ids[i]);

      if (span != NULL)
        g_ptr_array_add (spans, span);
    }
  return spans;
}

/* (transfer full): ids in document order, so that the first span is the one that stays or leads. */
static GStrv
dup_ids (SchWorkspace *workspace)
{
  g_autoptr (GPtrArray) spans = sch_bulk_list_spans (workspace);
  GStrv ids = g_new0 (char *, spans->len + 1);

  g_ptr_array_sort (spans, sch_span_compare_pointers);
  for (guint i = 0; i < spans->len; i++)
    ids[i] = g_strdup (((SchSpan *) g_ptr_array_index (spans, i))->record.id);
  return ids;
}

static void
say_if_failed (SchWorkspace *workspace, gboolean done, const GError *error)
{
  if (!done && error != NULL)
    sch_workspace_show_error (workspace, error);
}

gboolean
sch_bulk_delete (SchWorkspace *workspace)
{
  g_auto (GStrv) ids = dup_ids (workspace);
  guint n = g_strv_length (ids);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (n == 0)
    return FALSE;
  if (!sch_workspace_get_annotator (workspace, &who))
    return TRUE;
  if (!sch_annotate_delete (&who, (const char *const *) ids, &error))
    {
      sch_workspace_show_error (workspace, error);
      return TRUE;
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Deleted %u annotation",
                                       "Deleted %u annotations", n),
                          n);
  sch_workspace_show_message (workspace, text, _ ("Undo"), "win.undo");
  return TRUE;
}

gboolean
sch_bulk_merge (SchWorkspace *workspace)
{
  g_auto (GStrv) ids = dup_ids (workspace);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (ids[0] == NULL)
    return FALSE;
  if (!sch_workspace_get_annotator (workspace, &who))
    return TRUE;
  if (sch_annotate_merge (&who, (const char *const *) ids, &error))
    sch_workspace_select_span (workspace, ids[0], TRUE);
  else
    sch_workspace_show_error (workspace, error);
  return TRUE;
}

gboolean
sch_bulk_set_doubt (SchWorkspace *workspace, gboolean doubt)
{
  g_auto (GStrv) ids = dup_ids (workspace);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (ids[0] == NULL)
    return FALSE;
  if (!sch_workspace_get_annotator (workspace, &who))
    return TRUE;
  if (ids[1] == NULL)
    say_if_failed (workspace, sch_annotate_set_doubt (&who, ids[0], doubt, &error), error);
  else
    say_if_failed (workspace,
                   sch_annotate_set_doubt_many (&who, (const char *const *) ids, doubt, &error),
                   error);
  return TRUE;
}

gboolean
sch_bulk_toggle_doubt (SchWorkspace *workspace)
{
  g_autoptr (GPtrArray) spans = sch_bulk_list_spans (workspace);
  gboolean all = TRUE;

  for (guint i = 0; i < spans->len && all; i++)
    all = ((SchSpan *) g_ptr_array_index (spans, i))->doubt;
  return sch_bulk_set_doubt (workspace, !all);
}

gboolean
sch_bulk_relabel (SchWorkspace *workspace, const char *label)
{
  g_auto (GStrv) ids = dup_ids (workspace);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (ids[0] == NULL)
    return FALSE;
  if (!sch_workspace_get_annotator (workspace, &who))
    return TRUE;
  if (sch_annotate_relabel_many (&who, (const char *const *) ids, label, &error))
    sch_workspace_note_label_used (workspace, label);
  else
    sch_workspace_show_error (workspace, error);
  return TRUE;
}
