/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes attributes and values away, and merges values. What nobody uses goes at once; else a person says
 * what becomes of what is set, and scheme and annotations change in one step. */

#include "config.h"

#include "sch-attribute-removal.h"

#include <glib/gi18n-lib.h>

#include "sch-attributes.h"
#include "sch-dialog.h"
#include "sch-message.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-mapping.h"
#include "sch-scheme-place.h"
#include "sch-survey-text.h"

#define KEY "sch-attribute-removal"

typedef struct
{
  SchWorkspace *workspace;
  SchSchemePlace *place;
  GtkWidget *window; /* which has this */
} Removal;

static void
removal_free (gpointer data)
{
  Removal *self = data;

  g_object_unref (self->workspace);
  sch_scheme_place_free (self->place);
  g_free (self);
}

static char *
dup_step (Removal *self, SchSchemeDraft *draft)
{
  const char *name = sch_scheme_draft_get_name (draft, self->place);

  return self->place->value != NULL ? g_strdup_printf (_ ("Delete Value “%s”"), name)
                                    : g_strdup_printf (_ ("Delete Attribute “%s”"), name);
}

static char *
dup_gone (Removal *self, SchSchemeDraft *draft)
{
  const char *name = sch_scheme_draft_get_name (draft, self->place);

  return self->place->value != NULL ? g_strdup_printf (_ ("Value “%s” deleted"), name)
                                    : g_strdup_printf (_ ("Attribute “%s” deleted"), name);
}

/* --- The scheme alone ----------------------------------------------------------------------- */

static void
remove_from_scheme (Removal *self)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  g_autofree char *step = NULL;
  g_autofree char *gone = NULL;

  if (draft == NULL)
    return;
  step = dup_step (self, draft);
  gone = dup_gone (self, draft);
  if (sch_scheme_draft_remove (draft, self->place) &&
      sch_scheme_edits_commit (self->workspace, draft, step))
    sch_workspace_show_message (self->workspace, gone, _ ("Undo"), "win.undo");
}

/* --- With annotations ----------------------------------------------------------------------- */

static void
run (Removal *self, SchSchemeDraft *draft, SchSchemeChanges *changes, const char *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) scheme = sch_scheme_draft_finish (draft, &error);

  if (scheme == NULL)
    sch_workspace_show_error (self->workspace, error);
  else
    sch_scheme_edits_run_change (self->window, self->workspace, step, scheme, changes, NULL, NULL);
}

static void
remove_everywhere (Removal *self)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autofree char *step = NULL;

  if (draft == NULL)
    return;
  step = dup_step (self, draft);
  sch_scheme_changes_remove (changes, self->place);
  if (sch_scheme_draft_remove (draft, self->place))
    run (self, draft, changes, step);
}

static void
merge (Removal *self, const char *into)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *step = NULL;
  SchSchemePlace target = *self->place;

  if (draft == NULL)
    return;
  target.value = into;
  step = g_strdup_printf (_ ("Merge Value “%s” into “%s”"),
                          sch_scheme_draft_get_name (draft, self->place),
                          sch_scheme_draft_get_name (draft, &target));
  sch_scheme_changes_replace (changes, self->place, into);
  if (sch_scheme_draft_merge (draft, self->place, into, &error))
    run (self, draft, changes, step);
  else
    sch_workspace_show_error (self->workspace, error);
}

static void
mapped_cb (SchSchemeMapping *mapping, Removal *self)
{
  g_autofree char *value = NULL;
  g_autofree char *id = NULL;
  g_autoptr (SchAttributes) values = NULL;
  g_auto (GStrv) list = NULL;

  switch (sch_scheme_mapping_get_new (mapping, 0, &value))
    {
    case SCH_MAPPING_KEEP:
      remove_from_scheme (self);
      break;
    case SCH_MAPPING_REMOVE:
      remove_everywhere (self);
      break;
    case SCH_MAPPING_VALUE:
    default:
      values = sch_attributes_with_json (NULL, "v", value);
      list = sch_attributes_dup_strv (values, "v");
      id = *value == '[' ? g_strdup (list[0]) : sch_attributes_dup_string (values, "v");
      merge (self, id);
      break;
    }
}

static void
ask_value (Removal *self, const SchAttribute *attribute, const SchSchemeSurvey *survey)
{
  const SchAttributeValue *value = sch_attribute_get_value (attribute, self->place->value);
  g_autoptr (SchAttributes) old = sch_attributes_with_string (NULL, "v", value->id);
  g_autofree char *title = g_strdup_printf (_ ("Delete the Value “%s”"), value->name);
  g_autofree char *used = sch_survey_text_dup_used (survey);
  g_autofree char *text = g_strconcat (used, " ", _ ("Say what becomes of it."), NULL);
  SchSchemeMapping *mapping;

  mapping = sch_scheme_mapping_new (GTK_WINDOW (self->window), title, text, _ ("_Delete"),
                                    sch_workspace_get_scheme (self->workspace), attribute,
                                    attribute->type, value->id);
  sch_dialog_warn (ADW_WINDOW (mapping));
  sch_scheme_mapping_add (mapping, sch_attributes_get_json (old, "v"), value->name,
                          (guint) MIN (survey->n, G_MAXUINT), NULL, SCH_MAPPING_REMOVE);
  g_signal_connect (mapping, "apply", G_CALLBACK (mapped_cb), self);
  gtk_window_present (GTK_WINDOW (mapping));
}

static void
answered_cb (const char *answer, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  Removal *self = g_object_get_data (G_OBJECT (window), KEY);

  if (self == NULL)
    return;
  if (g_str_equal (answer, "keep"))
    remove_from_scheme (self);
  else if (g_str_equal (answer, "delete"))
    remove_everywhere (self);
}

static void
ask_attribute (Removal *self, const SchAttribute *attribute, const SchSchemeSurvey *survey)
{
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "keep", _ ("_Keep What Is Set"), SCH_ANSWER_PLAIN },
    { "delete", _ ("_Delete It Everywhere"), SCH_ANSWER_DESTRUCTIVE },
  };
  g_autofree char *heading = g_strdup_printf (_ ("Delete the Attribute “%s”?"), attribute->name);
  g_autofree char *used = sch_survey_text_dup_used (survey);
  g_autofree char *body = g_strconcat (
      used, " ",
      _ ("What is set can be taken away with it, or stay in the files, where it is not shown any "
         "more. Both can be undone."),
      NULL);

  sch_message_ask (GTK_WINDOW (self->window), heading, body, NULL, answers, G_N_ELEMENTS (answers),
                   answered_cb, g_object_ref (self->window));
}

/* Nothing was found, but not everything could be read. */
static void
ask_unread (Removal *self, const char *name, const SchSchemeSurvey *survey)
{
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "keep", _ ("_Delete"), SCH_ANSWER_DESTRUCTIVE },
  };
  g_autofree char *heading = g_strdup_printf (self->place->value != NULL
                                                  ? _ ("Delete the Value “%s”?")
                                                  : _ ("Delete the Attribute “%s”?"),
                                              name);
  g_autofree char *used = sch_survey_text_dup_used (survey);

  sch_message_ask (GTK_WINDOW (self->window), heading, used, NULL, answers, G_N_ELEMENTS (answers),
                   answered_cb, g_object_ref (self->window));
}

static void
surveyed_cb (SchSchemeSurvey *found, gpointer data)
{
  g_autoptr (SchSchemeSurvey) survey = found;
  Removal *self = g_object_get_data (data, KEY);
  SchScheme *scheme = self != NULL ? sch_workspace_get_scheme (self->workspace) : NULL;
  const SchAttribute *attribute = scheme != NULL
                                      ? sch_scheme_place_get_attribute (self->place, scheme)
                                      : NULL;
  const SchAttributeValue *value = attribute != NULL
                                       ? sch_scheme_place_get_value (self->place, scheme)
                                       : NULL;

  if (attribute == NULL || (self->place->value != NULL && value == NULL))
    return;
  if (survey->n == 0 && survey->unread->len == 0)
    remove_from_scheme (self);
  else if (survey->n == 0)
    ask_unread (self, value != NULL ? value->name : attribute->name, survey);
  else if (self->place->value == NULL)
    ask_attribute (self, attribute, survey);
  else
    ask_value (self, attribute, survey);
}

/* --- Public --------------------------------------------------------------------------------- */

static Removal *
begin (GtkWidget *widget, SchWorkspace *workspace, const SchSchemePlace *place)
{
  Removal *self = g_new0 (Removal, 1);

  self->workspace = g_object_ref (workspace);
  self->place = sch_scheme_place_copy (place);
  self->window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_object_set_data_full (G_OBJECT (self->window), KEY, self, removal_free);
  return self;
}

void
sch_attribute_removal_start (GtkWidget *widget, SchWorkspace *workspace,
                             const SchSchemePlace *place)
{
  SchScheme *scheme = sch_workspace_get_scheme (workspace);
  const SchAttribute *attribute = scheme != NULL ? sch_scheme_place_get_attribute (place, scheme)
                                                 : NULL;
  Removal *self;

  if (attribute == NULL)
    return;
  if (place->value != NULL && attribute->values->len == 1)
    {
      sch_workspace_show_message (
          workspace, _ ("A choice needs a value: add another one first, or change the type"), NULL,
          NULL);
      return;
    }
  self = begin (widget, workspace, place);
  sch_scheme_edits_survey (self->window, workspace, self->place, surveyed_cb, self->window);
}

void
sch_attribute_removal_merge (GtkWidget *widget, SchWorkspace *workspace,
                             const SchSchemePlace *place, const char *into)
{
  merge (begin (widget, workspace, place), into);
}
