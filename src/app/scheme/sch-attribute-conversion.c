/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another type for an attribute. What is set in the corpus is asked for first; where there is something,
 * a person says what becomes of each value, and scheme and annotations change in one step. */

#include "config.h"

#include "sch-attribute-conversion.h"

#include <glib/gi18n-lib.h>

#include "sch-attributes.h"
#include "sch-default-row.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-mapping.h"
#include "sch-scheme-place.h"
#include "sch-survey-text.h"

/* A window with more rows than this helps nobody. */
#define MAX_ROWS 200u
#define KEY "sch-attribute-conversion"

typedef struct
{
  SchWorkspace *workspace;
  SchSchemePlace *place;
  SchAttributeType type;
  GtkWidget *widget; /* weak */
  GtkWidget *window; /* which has this */
  SchAttributeConverted converted;
  gpointer data;
} Conversion;

static void
conversion_free (gpointer data)
{
  Conversion *self = data;

  g_clear_weak_pointer (&self->widget);
  g_object_unref (self->workspace);
  sch_scheme_place_free (self->place);
  g_free (self);
}

static void
tell (Conversion *self, SchAttributeOutcome outcome)
{
  if (self->widget != NULL && self->converted != NULL)
    self->converted (outcome, self->type, self->data);
}

static const SchAttribute *
get_attribute (Conversion *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  return scheme != NULL ? sch_scheme_place_get_attribute (self->place, scheme) : NULL;
}

static gboolean
is_choice (SchAttributeType type)
{
  return type == SCH_ATTRIBUTE_CHOICE || type == SCH_ATTRIBUTE_CHOICES;
}

/* --- The scheme ----------------------------------------------------------------------------- */

/* (nullable): the default as one of the other type */
static char *
dup_default (const SchAttribute *attribute, SchAttributeType type)
{
  SchAttribute target = *attribute;
  g_autoptr (SchAttributes) values = NULL;
  g_autofree char *json = NULL;
  g_autofree char *complaint = NULL;

  if (attribute->derive != NULL)
    return sch_default_row_fits (attribute->derive, type) ? g_strdup (attribute->default_json)
                                                          : NULL;
  if (attribute->default_json == NULL)
    return NULL;
  json = sch_scheme_convert_value (attribute->default_json, type);
  if (json == NULL)
    return NULL;
  target.type = type;
  values = sch_attributes_with_json (NULL, attribute->id, json);
  complaint = sch_attribute_dup_complaint (&target, values);
  return complaint == NULL ? g_steal_pointer (&json) : NULL;
}

void
sch_attribute_conversion_apply (SchSchemeDraft *draft, const SchSchemePlace *place,
                                const SchAttribute *attribute, SchAttributeType type)
{
  g_autofree char *json = dup_default (attribute, type);

  sch_scheme_draft_set_string (draft, place, "type", sch_attribute_type_to_string (type));
  sch_scheme_draft_set_json (draft, place, "default", json, NULL);
  if (!is_choice (type))
    sch_scheme_draft_set_json (draft, place, "values", NULL, NULL);
}

static char *
dup_step (Conversion *self)
{
  const SchAttribute *attribute = get_attribute (self);

  return g_strdup_printf (_ ("Change Type of “%s” to “%s”"), attribute->name,
                          sch_scheme_place_get_type_title (self->type));
}

static void
convert_unused (Conversion *self)
{
  const SchAttribute *attribute = get_attribute (self);
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autofree char *step = NULL;

  if (is_choice (self->type) && attribute->values->len == 0)
    {
      tell (self, SCH_ATTRIBUTE_WANTS_VALUES);
      return;
    }
  draft = sch_scheme_edits_begin (self->workspace);
  if (draft == NULL)
    return;
  step = dup_step (self);
  sch_attribute_conversion_apply (draft, self->place, attribute, self->type);
  tell (self, sch_scheme_edits_commit (self->workspace, draft, step) ? SCH_ATTRIBUTE_CONVERTED
                                                                     : SCH_ATTRIBUTE_LEFT);
}

/* --- With annotations ----------------------------------------------------------------------- */

static void
changed_cb (gboolean done, guint64 n_changed, gpointer data)
{
  Conversion *self = g_object_get_data (data, KEY);

  if (self != NULL)
    tell (self, done ? SCH_ATTRIBUTE_CONVERTED : SCH_ATTRIBUTE_LEFT);
}

/* @values: (nullable): what a person said */
static void
convert_used (Conversion *self, SchSchemeDraft *draft, GHashTable *values)
{
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new ();
  g_autoptr (SchScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *step = dup_step (self);

  scheme = sch_scheme_draft_finish (draft, &error);
  if (scheme == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      tell (self, SCH_ATTRIBUTE_LEFT);
      return;
    }
  sch_scheme_changes_convert (changes, self->place, self->type, values);
  sch_scheme_edits_run_change (self->window, self->workspace, step, scheme, changes, changed_cb,
                               self->window);
}

/* The id of the value with this name, which is made where there is none. */
static char *
dup_value_id (Conversion *self, SchSchemeDraft *draft, GHashTable *made, const char *name)
{
  SchSchemePlace list = *self->place;
  const char *id = g_hash_table_lookup (made, name);
  char *added;

  if (id != NULL)
    return g_strdup (id);
  list.value = "";
  added = sch_scheme_draft_add (draft, &list, name, G_MAXUINT);
  g_hash_table_insert (made, g_strdup (name), g_strdup (added));
  return added;
}

/* @typed: JSON of the name of a value that is made now */
static char *
dup_new_choice (Conversion *self, SchSchemeDraft *draft, GHashTable *made, const char *typed)
{
  g_autoptr (SchAttributes) values = sch_attributes_with_json (NULL, "v", typed);
  g_autofree char *name = sch_attributes_dup_string (values, "v");
  g_autofree char *id = dup_value_id (self, draft, made, g_strstrip (name));
  g_autoptr (SchAttributes) result = NULL;

  if (self->type == SCH_ATTRIBUTE_CHOICE)
    result = sch_attributes_with_string (NULL, "v", id);
  else
    result = sch_attributes_with_strv (NULL, "v", (const char *[]){ id, NULL });
  return g_strdup (sch_attributes_get_json (result, "v"));
}

static void
apply_cb (SchSchemeMapping *mapping, Conversion *self)
{
  const SchAttribute *attribute = get_attribute (self);
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean makes;

  if (draft == NULL || attribute == NULL)
    return;
  makes = is_choice (self->type) && attribute->values->len == 0;
  sch_attribute_conversion_apply (draft, self->place, attribute, self->type);
  for (guint i = 0; i < sch_scheme_mapping_get_length (mapping); i++)
    {
      const char *old = sch_scheme_mapping_get_old (mapping, i);
      g_autofree char *value = NULL;
      SchMappingTarget target = sch_scheme_mapping_get_new (mapping, i, &value);

      if (target == SCH_MAPPING_KEEP)
        g_hash_table_insert (values, g_strdup (old), g_strdup (old));
      else if (target == SCH_MAPPING_REMOVE)
        g_hash_table_insert (values, g_strdup (old), NULL);
      else if (makes)
        g_hash_table_insert (values, g_strdup (old), dup_new_choice (self, draft, made, value));
      else
        g_hash_table_insert (values, g_strdup (old), g_steal_pointer (&value));
    }
  convert_used (self, draft, values);
}

static void
cancel_cb (SchSchemeMapping *mapping, Conversion *self)
{
  tell (self, SCH_ATTRIBUTE_LEFT);
}

/* What people call the old value: of a choice, its name. */
static char *
dup_old_name (const SchAttribute *attribute, const char *json)
{
  g_autoptr (SchAttributes) values = sch_attributes_with_json (NULL, "v", json);
  g_autofree char *id = NULL;
  const SchAttributeValue *value;

  if (!is_choice (attribute->type))
    return NULL;
  id = sch_attributes_dup_string (values, "v");
  value = id != NULL ? sch_attribute_get_value (attribute, id) : NULL;
  return value != NULL ? g_strdup (value->name) : NULL;
}

static void
add_row (Conversion *self, SchSchemeMapping *mapping, const SchSchemeSurvey *survey,
         const char *json)
{
  const SchAttribute *attribute = get_attribute (self);
  gboolean makes = is_choice (self->type) && attribute->values->len == 0;
  g_autofree char *name = dup_old_name (attribute, json);
  g_autofree char *proposal = NULL;

  /* Values that are made now take the text as it is for their name. */
  proposal = sch_scheme_convert_value (json, makes ? SCH_ATTRIBUTE_TEXT : self->type);
  sch_scheme_mapping_add (mapping, json, name, sch_survey_text_get_count (survey, json), proposal,
                          proposal != NULL ? SCH_MAPPING_VALUE : SCH_MAPPING_KEEP);
}

static void
ask (Conversion *self, const SchSchemeSurvey *survey)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchAttribute *attribute = get_attribute (self);
  g_autoptr (GPtrArray) values = sch_survey_text_list_values (survey);
  g_autofree char *used = sch_survey_text_dup_used (survey);
  g_autofree char *title = g_strdup_printf (_ ("Change the Type of “%s”"), attribute->name);
  g_autofree char *text = NULL;
  SchSchemeMapping *mapping;

  text = g_strconcat (used, " ", _ ("Say what becomes of each value."),
                      survey->more_values || values->len > MAX_ROWS ? " " : "",
                      survey->more_values || values->len > MAX_ROWS
                          ? _ ("There are more than can be listed: the others are converted where "
                               "that is possible, and kept where it is not.")
                          : "",
                      NULL);
  mapping = sch_scheme_mapping_new (GTK_WINDOW (self->window), title, text, _ ("_Change"), scheme,
                                    attribute, self->type, NULL);
  for (guint i = 0; i < MIN (values->len, MAX_ROWS); i++)
    add_row (self, mapping, survey, values->pdata[i]);
  g_signal_connect (mapping, "apply", G_CALLBACK (apply_cb), self);
  g_signal_connect (mapping, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_window_present (GTK_WINDOW (mapping));
}

static void
surveyed_cb (SchSchemeSurvey *found, gpointer data)
{
  g_autoptr (SchSchemeSurvey) survey = found;
  Conversion *self = g_object_get_data (data, KEY);
  const SchAttribute *attribute = self != NULL ? get_attribute (self) : NULL;
  g_autoptr (SchSchemeDraft) draft = NULL;

  if (attribute == NULL)
    return;
  if (survey->n == 0)
    convert_unused (self);
  else if (attribute->type == SCH_ATTRIBUTE_CHOICE && self->type == SCH_ATTRIBUTE_CHOICES)
    {
      /* Nothing can get lost, so there is nothing to ask. */
      draft = sch_scheme_edits_begin (self->workspace);
      if (draft == NULL)
        return;
      sch_attribute_conversion_apply (draft, self->place, attribute, self->type);
      convert_used (self, draft, NULL);
    }
  else
    ask (self, survey);
}

void
sch_attribute_conversion_start (GtkWidget *widget, SchWorkspace *workspace,
                                const SchSchemePlace *place, SchAttributeType type,
                                SchAttributeConverted converted, gpointer data)
{
  Conversion *self = g_new0 (Conversion, 1);

  self->workspace = g_object_ref (workspace);
  self->place = sch_scheme_place_copy (place);
  self->type = type;
  self->converted = converted;
  self->data = data;
  self->window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_set_weak_pointer (&self->widget, widget);
  g_object_set_data_full (G_OBJECT (self->window), KEY, self, conversion_free);
  sch_scheme_edits_survey (self->window, workspace, self->place, surveyed_cb, self->window);
}
