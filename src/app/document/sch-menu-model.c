/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what applies is listed, in an order that does not change: what is done most often first, what
 * takes away last. */

#include "config.h"

#include "sch-menu-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-links.h"
#include "sch-popup.h"
#include "sch-span-row.h"

#define QUOTE_CHARS 40u

static SchSpan *
find_span (SchWorkspace *workspace, const char *id)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (workspace);

  return document != NULL && id != NULL ? sch_layer_document_get_span (document, id) : NULL;
}

static void
append_with_key (GMenu *menu, const char *name, const char *action, const char *key)
{
  g_autoptr (GMenuItem) item = sch_popup_new_item (name, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

/* --- Labels ----------------------------------------------------------------------------------- */

static void
append_label (GMenu *menu, const SchLabel *label, const char *action)
{
  g_autoptr (GMenuItem) item = sch_popup_new_item (label->name, NULL);

  g_menu_item_set_action_and_target (item, action, "s", label->id);
  /* Its key does the same. */
  if (strlen (label->key) == 1 && g_ascii_isalnum (*label->key) &&
      strcmp (action, "text.one-more") != 0)
    g_menu_item_set_attribute (item, "accel", "s", label->key);
  g_menu_append_item (menu, item);
}

static gboolean
is_offered (SchWorkspace *workspace, const SchLabel *label, const char *without)
{
  return !label->retired && g_strcmp0 (label->id, without) != 0;
}

/* Entities in a section of their own: there may be many. */
static GMenu *
new_label_menu (SchWorkspace *workspace, const char *action, const char *without)
{
  SchScheme *scheme = sch_workspace_get_scheme (workspace);
  const char *const *recent = sch_workspace_get_recent_labels (workspace);
  GMenu *menu = g_menu_new ();
  GMenu *sections[] = { g_menu_new (), g_menu_new (), g_menu_new () };

  for (guint i = 0; recent != NULL && recent[i] != NULL; i++)
    {
      const SchLabel *label = sch_scheme_get_label (scheme, recent[i]);

      if (label != NULL && is_offered (workspace, label, without))
        append_label (sections[0], label, action);
    }
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      gboolean is_recent = recent != NULL && g_strv_contains (recent, label->id);

      if (is_offered (workspace, label, without) && !is_recent)
        append_label (sections[label->kind == SCH_KIND_ENTITY ? 1 : 2], label, action);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    sch_popup_take_section (menu, NULL, sections[i]);
  return menu;
}

/* One that is not in the list, or is not there yet. */
static void
append_new_label (GMenu *labels)
{
  GMenu *section = g_menu_new ();

  sch_popup_append (section, _ ("New Label…"), "text.choose-label");
  sch_popup_take_section (labels, NULL, section);
}

static void
append_label_submenu (GMenu *menu, SchWorkspace *workspace, const char *name, const char *action,
                      const char *without)
{
  g_autoptr (GMenu) labels = new_label_menu (workspace, action, without);

  if (strcmp (action, "text.one-more") != 0)
    append_new_label (labels);
  if (g_menu_model_get_n_items (G_MENU_MODEL (labels)) > 0)
    g_menu_append_submenu (menu, name, G_MENU_MODEL (labels));
}

static void
append_visibility (GMenu *menu, SchWorkspace *workspace, const char *id, const char *name)
{
  gboolean shown = sch_visibility_shows (sch_workspace_get_visibility (workspace), id);
  /* Translators: hides, or shows again, all annotations with this label. */
  g_autofree char *hide = g_strdup_printf (shown ? _ ("Hide “%s”") : _ ("Show “%s”"), name);
  /* Translators: hides all annotations but those with this label. */
  g_autofree char *isolate = g_strdup_printf (_ ("Show Only “%s”"), name);

  sch_popup_append_with_target (menu, hide, shown ? "win.hide-label" : "win.show-label", id);
  sch_popup_append_with_target (menu, isolate, "win.isolate-label", id);
}

/* Another label for all spans of one that the scheme does not know. */
static void
append_replacements (GMenu *menu, SchWorkspace *workspace, const char *id)
{
  SchScheme *scheme = sch_workspace_get_scheme (workspace);
  g_autoptr (GMenu) labels = g_menu_new ();

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      g_autoptr (GMenuItem) item = NULL;

      if (label->retired)
        continue;
      item = sch_popup_new_item (label->name, NULL);
      g_menu_item_set_action_and_target (item, "win.replace-label", "(ss)", id, label->id);
      g_menu_append_item (labels, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (labels)) > 0)
    g_menu_append_submenu (menu, _ ("Change All To"), G_MENU_MODEL (labels));
}

/* What can be done about a label that the scheme does not know. */
static GMenu *
new_mend_section (SchWorkspace *workspace, const char *id)
{
  GMenu *section = g_menu_new ();

  sch_popup_append_with_target (section, _ ("Add to the Scheme"), "win.add-label-to-scheme", id);
  append_replacements (section, workspace, id);
  return section;
}

/* --- Spans ------------------------------------------------------------------------------------ */

static char *
dup_span_title (SchWorkspace *workspace, SchSpan *span)
{
  g_autofree char *line = sch_span_dup_line (span, sch_workspace_get_text (workspace), QUOTE_CHARS);

  /* Translators: label and text of an annotation. */
  return g_strdup_printf (_ ("%s: %s"),
                          sch_span_get_label_name (span, sch_workspace_get_scheme (workspace)),
                          line);
}

/* Which of the spans at the place: there is something to choose only among several, or beside the text
 * that is selected. */
static void
append_choice (GMenu *menu, SchWorkspace *workspace, GPtrArray *spans, guint at_least)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; spans != NULL && spans->len >= at_least && i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      g_autofree char *title = NULL;

      if (!sch_visibility_shows_span (sch_workspace_get_visibility (workspace),
                                      sch_workspace_get_scheme (workspace), span))
        continue;
      title = dup_span_title (workspace, span);
      sch_popup_append_with_target (section, title, "text.select-span", span->record.id);
    }
  sch_popup_take_section (menu, C_ ("menu", "Select"), section);
}

static gboolean
is_excluding (SchWorkspace *workspace, SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (sch_workspace_get_scheme (workspace), span->label);

  return label != NULL && strcmp (label->role, "exclude") == 0;
}

/* Enter is the key of the words on offer as a cue while there are such, and else that of the details. */
static void
append_details (GMenu *section, SchWorkspace *workspace)
{
  SchCueOffer offer;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;

  if (!sch_workspace_is_about_claim (workspace) || !sch_workspace_offers_cue (workspace, &offer))
    {
      append_with_key (section, _ ("Attributes"), "win.focus-inspector", "Return");
      return;
    }
  words = sch_text_dup_slice (sch_workspace_get_text (workspace), offer.range.start,
                              offer.range.end);
  /* Translators: %s are words of saying near a claim, such as "said". */
  title = g_strdup_printf (_ ("Make “%s” the Cue"), words);
  append_with_key (section, title, "text.take-cue", "Return");
  sch_popup_append (section, _ ("Attributes"), "win.focus-inspector");
}

static GMenu *
new_link_section (SchWorkspace *workspace, SchSpan *span, gboolean many)
{
  SchKind kind = sch_scheme_get_kind (sch_workspace_get_scheme (workspace), span->label);
  GMenu *section = g_menu_new ();

  append_with_key (section, _ ("Join a Cluster…"), "win.join-cluster", "<Control>j");
  if (span->clusters != NULL && span->clusters[0] != NULL)
    sch_popup_append (section, _ ("Take out of Its Cluster"), "text.leave-cluster");
  if (!many)
    append_with_key (section, _ ("Link…"), "win.link", "<Control>l");
  if (!many && kind == SCH_KIND_CLAIM)
    sch_popup_append (section, _ ("The Author’s Own"), "win.authors-own");
  if (many)
    append_with_key (section, _ ("Merge"), "win.merge-spans", "<Control>m");
  else
    append_with_key (section, _ ("Annotate All Occurrences…"), "win.annotate-all",
                     "<Control><Shift>a");
  return section;
}

static GMenu *
new_end_section (void)
{
  GMenu *section = g_menu_new ();

  append_with_key (section, _ ("Copy Text"), "text.copy", "<Control>c");
  append_with_key (section, _ ("Delete"), "text.delete", "Delete");
  return section;
}

GMenu *
sch_menu_model_new_span (SchWorkspace *workspace, GPtrArray *spans)
{
  const char *const *ids = sch_workspace_get_selected_spans (workspace);
  gboolean many = ids[0] != NULL && ids[1] != NULL;
  SchSpan *span = find_span (workspace, sch_workspace_get_selected_span (workspace));
  const SchLabel *label = span != NULL ? sch_scheme_get_label (sch_workspace_get_scheme (workspace),
                                                               span->label)
                                       : NULL;
  GMenu *menu = g_menu_new ();
  GMenu *labels = g_menu_new ();
  GMenu *details = g_menu_new ();
  GMenu *rest = g_menu_new ();

  if (span != NULL)
    {
      append_label_submenu (labels, workspace, _ ("Change Label"), "text.relabel",
                            many ? NULL : span->label);
      if (!many)
        append_label_submenu (labels, workspace, _ ("One More With"), "text.one-more", span->label);
      append_details (details, workspace);
      append_with_key (details, _ ("Note"), "win.edit-note", "F2");
      append_with_key (details, _ ("In Doubt"), "text.doubt", "F4");
      append_visibility (rest, workspace, label != NULL ? label->id : span->label,
                         sch_span_get_label_name (span, sch_workspace_get_scheme (workspace)));
      if (is_excluding (workspace, span))
        sch_popup_append (rest, _ ("Not Part of the Text in All Documents"),
                          "win.exclude-everywhere");
      else if (!many)
        sch_popup_append (rest, _ ("Add as Example"), "win.add-example");
    }
  sch_popup_take_section (menu, NULL, labels);
  if (span != NULL && label == NULL)
    sch_popup_take_section (menu, NULL, new_mend_section (workspace, span->label));
  sch_popup_take_section (menu, NULL, details);
  if (span != NULL)
    sch_popup_take_section (menu, NULL, new_link_section (workspace, span, many));
  sch_popup_take_section (menu, NULL, rest);
  sch_popup_take_section (menu, NULL, new_end_section ());
  append_choice (menu, workspace, spans, 2);
  return menu;
}

/* --- Text, relations, labels ------------------------------------------------------------------ */

static void
append_parts (GMenu *menu, SchWorkspace *workspace, const char *part_of)
{
  SchSpan *span = find_span (workspace, part_of);
  GMenu *section = g_menu_new ();

  if (span != NULL)
    {
      g_autofree char *title = dup_span_title (workspace, span);
      /* Translators: %s is label and text of the annotation that was selected last. */
      g_autofree char *add = g_strdup_printf (_ ("Add to “%s”"), title);
      /* Translators: %s is label and text of the annotation that was selected last. */
      g_autofree char *take = g_strdup_printf (_ ("Take out of “%s”"), title);

      append_with_key (section, add, "text.add-range", "<Control>r");
      append_with_key (section, take, "text.remove-range", "<Control><Shift>r");
    }
  sch_popup_take_section (menu, NULL, section);
}

GMenu *
sch_menu_model_new_text (SchWorkspace *workspace, gboolean selected, const char *part_of,
                         GPtrArray *spans)
{
  GMenu *menu = g_menu_new ();
  GMenu *labels = g_menu_new ();
  GMenu *search = g_menu_new ();
  GMenu *text = g_menu_new ();

  append_label_submenu (labels, workspace, selected ? _ ("Annotate As") : _ ("Annotate Word As"),
                        "text.annotate", NULL);
  if (selected)
    append_with_key (search, _ ("Annotate All Occurrences…"), "win.annotate-all",
                     "<Control><Shift>a");
  append_with_key (search, _ ("Find"), "win.find", "<Control>f");
  if (selected)
    append_with_key (text, _ ("Copy Text"), "text.copy", "<Control>c");
  sch_popup_append (text, _ ("Select Sentence"), "text.select-sentence");
  sch_popup_take_section (menu, NULL, labels);
  if (selected)
    append_parts (menu, workspace, part_of);
  sch_popup_take_section (menu, NULL, search);
  sch_popup_take_section (menu, NULL, text);
  append_choice (menu, workspace, spans, 1);
  return menu;
}

/* Other types that may lead from one end to the other. */
static GMenu *
new_type_menu (SchWorkspace *workspace, const SchRelation *relation)
{
  SchScheme *scheme = sch_workspace_get_scheme (workspace);
  SchLayerDocument *document = sch_workspace_get_layer_document (workspace);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);
      g_autoptr (GMenuItem) item = NULL;

      if (!sch_links_may_be (scheme, document, relation, type))
        continue;
      item = sch_popup_new_item (type->name, NULL);
      g_menu_item_set_action_and_target (item, "text.retype-relation", "(ss)", relation->record.id,
                                         type->id);
      g_menu_append_item (menu, item);
    }
  return menu;
}

GMenu *
sch_menu_model_new_change (SchWorkspace *workspace, SchRelation *relation)
{
  GMenu *section = g_menu_new ();
  g_autoptr (GMenu) types = new_type_menu (workspace, relation);

  if (sch_links_may_reverse (sch_workspace_get_scheme (workspace),
                             sch_workspace_get_layer_document (workspace), relation))
    sch_popup_append_with_target (section, _ ("Reverse"), "text.reverse-relation",
                                  relation->record.id);
  if (g_menu_model_get_n_items (G_MENU_MODEL (types)) > 0)
    g_menu_append_submenu (section, _ ("Change To"), G_MENU_MODEL (types));
  return section;
}

GMenu *
sch_menu_model_new_relation (SchWorkspace *workspace, SchRelation *relation)
{
  const SchRelationType *type = sch_scheme_get_relation_type (sch_workspace_get_scheme (workspace),
                                                              relation->type);
  const char *const ends[] = { relation->from, relation->to };
  GMenu *menu = g_menu_new ();
  GMenu *section = g_menu_new ();
  GMenu *removal = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      SchSpan *span = find_span (workspace, ends[i]);
      g_autofree char *title = span != NULL ? dup_span_title (workspace, span) : NULL;

      if (title != NULL)
        sch_popup_append_with_target (section, title, "text.select-span", ends[i]);
    }
  sch_popup_append_with_target (removal, _ ("Remove Relation"), "text.remove-relation",
                                relation->record.id);
  sch_popup_take_section (menu, type != NULL ? type->name : relation->type, section);
  sch_popup_take_section (menu, NULL, sch_menu_model_new_change (workspace, relation));
  sch_popup_take_section (menu, NULL, removal);
  return menu;
}

static GMenu *
new_unknown_menu (SchWorkspace *workspace, const char *id)
{
  GMenu *menu = g_menu_new ();
  GMenu *show = g_menu_new ();

  append_visibility (show, workspace, id, id);
  sch_popup_append (show, _ ("Show All Labels"), "win.show-all-labels");
  sch_popup_take_section (menu, NULL, new_mend_section (workspace, id));
  sch_popup_take_section (menu, NULL, show);
  return menu;
}

GMenu *
sch_menu_model_new_label (SchWorkspace *workspace, const char *id)
{
  const SchLabel *label = sch_scheme_get_label (sch_workspace_get_scheme (workspace), id);
  gboolean armed = g_strcmp0 (sch_workspace_get_armed_label (workspace), id) == 0;
  GMenu *menu;
  GMenu *use;
  GMenu *show;
  GMenu *describe;

  if (label == NULL)
    return new_unknown_menu (workspace, id);
  menu = g_menu_new ();
  use = g_menu_new ();
  show = g_menu_new ();
  describe = g_menu_new ();
  sch_popup_append_with_target (use, armed ? _ ("Disarm") : _ ("Arm for Every Drag"), "text.arm",
                                label->id);
  append_visibility (show, workspace, label->id, label->name);
  sch_popup_append (show, _ ("Show All Labels"), "win.show-all-labels");
  sch_popup_append (describe, _ ("Guidelines"), "win.guidelines");
  sch_popup_append_with_target (describe, _ ("Edit Label…"), "win.edit-label", label->id);
  sch_popup_take_section (menu, NULL, use);
  sch_popup_take_section (menu, NULL, show);
  sch_popup_take_section (menu, NULL, describe);
  return menu;
}
