/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one rule. Its rows are those that the kind of the rule has; a rule never changes its kind.
 * Every change is one step; a rule that is gone is shown no more and changes nothing. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-rule-form.h"

#include <glib/gi18n-lib.h>

#include "sch-attributes.h"
#include "sch-choice-row.h"
#include "sch-condition-editor.h"
#include "sch-names-chooser.h"
#include "sch-rule-text.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-rows.h"

/* Those that the kind of the rule does not have are NULL. */
struct _SchRuleForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *list;
  SchNamesChooser *labels;
  SchChoiceRow *relation;
  SchChoiceRow *direction;
  GtkWidget *min;
  GtkWidget *max;
  SchNamesChooser *from;
  SchNamesChooser *to;
  SchChoiceRow *reach;
  SchChoiceRow *attribute;
  GtkWidget *values_row;
  SchNamesChooser *values;
  GtkWidget *values_entry;
  SchNamesChooser *others;
  SchChoiceRow *marks;
  SchChoiceRow *severity;
  GtkWidget *message;
  SchConditionEditor *when;
  SchConditionEditor *unless;
  SchWorkspace *workspace;
  char *id;
};

G_DEFINE_FINAL_TYPE (SchRuleForm, sch_rule_form, GTK_TYPE_WIDGET)

const SchRule *
sch_rule_form_find (SchWorkspace *workspace, const char *id)
{
  SchScheme *scheme = sch_workspace_get_scheme (workspace);
  GPtrArray *rules = scheme != NULL ? sch_scheme_get_rules (scheme) : NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (g_str_equal (((const SchRule *) rules->pdata[i])->id, id))
      return rules->pdata[i];
  return NULL;
}

static const SchRule *
get_rule (SchRuleForm *self)
{
  return sch_rule_form_find (self->workspace, self->id);
}

static SchSchemePlace
at (SchRuleForm *self)
{
  return (SchSchemePlace){ SCH_PART_RULE, NULL, self->id, NULL };
}

/* --- Changes -------------------------------------------------------------------------------- */

static char *
dup_step (SchRuleForm *self)
{
  const SchRule *rule = get_rule (self);

  /* Translators: a step of the history; %s is what the rule says, such as “This claim has no source”. */
  return g_strdup_printf (_ ("Change Rule “%s”"), rule->message);
}

static void
set_strv (SchRuleForm *self, const char *member, char **values)
{
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (get_rule (self) == NULL)
    return;
  step = dup_step (self);
  if (!sch_scheme_edits_set_strv (self->workspace, &place, member, (const char *const *) values,
                                  step))
    sch_rule_form_refresh (self);
}

static gboolean
set_string (SchRuleForm *self, const char *member, const char *value)
{
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (get_rule (self) == NULL)
    return TRUE;
  step = dup_step (self);
  return sch_scheme_edits_set_string (self->workspace, &place, member, value, step);
}

static gboolean
set_json (SchRuleForm *self, const char *member, const char *json)
{
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (get_rule (self) == NULL)
    return TRUE;
  draft = sch_scheme_edits_begin (self->workspace);
  if (draft == NULL)
    return FALSE;
  step = dup_step (self);
  if (sch_scheme_draft_set_json (draft, &place, member, json, &error))
    return sch_scheme_edits_commit (self->workspace, draft, step);
  sch_workspace_show_error (self->workspace, error);
  return FALSE;
}

static const char *
get_member (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "member");
}

static void
names_cb (GtkWidget *chooser, char **names, SchRuleForm *self)
{
  set_strv (self, get_member (chooser), names);
}

static void
choice_cb (GtkWidget *row, const char *key, SchRuleForm *self)
{
  if (!set_string (self, get_member (row), key))
    sch_rule_form_refresh (self);
}

/* Another attribute has other values. */
static void
attribute_cb (SchRuleForm *self, const char *key)
{
  g_autoptr (SchSchemeDraft) draft = NULL;
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (get_rule (self) == NULL || g_strcmp0 (get_rule (self)->attribute, key) == 0)
    return;
  draft = sch_scheme_edits_begin (self->workspace);
  if (draft == NULL)
    return;
  step = dup_step (self);
  sch_scheme_draft_set_string (draft, &place, "attribute", key);
  sch_scheme_draft_set_strv (draft, &place, "values", NULL);
  sch_scheme_edits_commit (self->workspace, draft, step);
}

static gboolean
count_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchRuleForm *self = data;
  const SchRule *rule = get_rule (self);
  const char *member = get_member (editable);
  gboolean is_min = g_str_equal (member, "min");
  guint64 number = 0;
  guint64 min;
  guint64 max;
  g_autofree char *json = NULL;

  if (rule == NULL)
    return TRUE;
  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 0, 10000, &number, NULL))
    *complaint = g_strdup (_ ("A whole number from 0 to 10000"));
  min = is_min ? (*text != '\0' ? number : 1) : rule->min;
  max = is_min ? rule->max : number;
  if (*complaint == NULL && max > 0 && min > max)
    *complaint = g_strdup (_ ("There cannot be more at least than at most"));
  if (*complaint != NULL)
    return FALSE;
  if (*text != '\0' && (is_min || number > 0))
    json = g_strdup_printf ("%u", (guint) number);
  return set_json (self, member, json);
}

static gboolean
values_typed_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchRuleForm *self = data;
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  values = g_strv_builder_end (builder);
  set_strv (self, "values", values);
  return TRUE;
}

static gboolean
message_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  return set_string (data, "message", text);
}

static void
condition_cb (GtkWidget *editor, const char *json, SchRuleForm *self)
{
  if (!set_json (self, get_member (editor), json))
    sch_rule_form_refresh (self);
}

static void
delete_cb (SchRuleForm *self)
{
  sch_rule_form_delete (self->workspace, self->id);
}

void
sch_rule_form_delete (SchWorkspace *workspace, const char *id)
{
  const SchRule *rule = sch_rule_form_find (workspace, id);
  const SchSchemePlace place = { SCH_PART_RULE, NULL, id, NULL };
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autofree char *step = NULL;

  if (rule == NULL)
    return;
  draft = sch_scheme_edits_begin (workspace);
  if (draft == NULL)
    return;
  step = g_strdup_printf (_ ("Delete Rule “%s”"), rule->message);
  if (sch_scheme_draft_remove (draft, &place) && sch_scheme_edits_commit (workspace, draft, step))
    sch_workspace_show_message (workspace, _ ("Rule deleted"), _ ("Undo"), "win.undo");
}

/* --- What is shown -------------------------------------------------------------------------- */

static void
offer_relations (SchRuleForm *self, SchScheme *scheme)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);

      g_ptr_array_add (keys, type->id);
      g_ptr_array_add (titles, type->name);
    }
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (titles, NULL);
  sch_choice_row_set_choices (self->relation, (const char *const *) keys->pdata,
                              (const char *const *) titles->pdata);
}

static const SchAttribute *
offer_attributes (SchRuleForm *self, const SchRule *rule, GPtrArray *attributes)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  const SchAttribute *chosen = NULL;

  for (guint i = 0; i < attributes->len; i++)
    {
      const SchAttribute *attribute = attributes->pdata[i];

      g_ptr_array_add (keys, attribute->id);
      g_ptr_array_add (titles, attribute->name);
      if (g_str_equal (attribute->id, rule->attribute))
        chosen = attribute;
    }
  /* One that none of the labels has any more is shown as it is. */
  if (chosen == NULL)
    {
      g_ptr_array_add (keys, rule->attribute);
      g_ptr_array_add (titles, rule->attribute);
    }
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (titles, NULL);
  sch_choice_row_set_choices (self->attribute, (const char *const *) keys->pdata,
                              (const char *const *) titles->pdata);
  sch_choice_row_choose (self->attribute, rule->attribute);
  return chosen;
}

static void
show_attribute (SchRuleForm *self, const SchRule *rule, GPtrArray *attributes)
{
  const SchAttribute *attribute = offer_attributes (self, rule, attributes);
  gboolean chosen = attribute != NULL &&
                    (attribute->values->len > 0 || attribute->type == SCH_ATTRIBUTE_BOOLEAN);
  g_autofree char *text = g_strjoinv (", ", rule->values);

  gtk_widget_set_visible (self->values_row, chosen);
  gtk_widget_set_visible (self->values_entry, !chosen);
  if (chosen)
    sch_names_chooser_set_values (self->values, attribute);
  sch_names_chooser_set_chosen (self->values, (const char *const *) rule->values);
  sch_scheme_entry_show (GTK_EDITABLE (self->values_entry), text);
}

static void
show_names (SchNamesChooser *chooser, SchScheme *scheme, char **names)
{
  if (chooser == NULL)
    return;
  sch_names_chooser_set_labels (chooser, scheme, TRUE);
  sch_names_chooser_set_chosen (chooser, (const char *const *) names);
}

static void
show_counts (SchRuleForm *self, const SchRule *rule)
{
  g_autofree char *min = g_strdup_printf ("%u", rule->min);
  g_autofree char *max = rule->max > 0 ? g_strdup_printf ("%u", rule->max) : g_strdup ("");

  sch_scheme_entry_show (GTK_EDITABLE (self->min), min);
  sch_scheme_entry_show (GTK_EDITABLE (self->max), max);
  sch_choice_row_choose (self->direction, rule->at_from ? "" : "to");
}

static void
show_conditions (SchRuleForm *self, SchScheme *scheme, const SchRule *rule, GPtrArray *attributes)
{
  sch_condition_editor_set (self->when, scheme, attributes, rule->when);
  sch_condition_editor_set (self->unless, scheme, attributes, rule->unless);
  gtk_widget_set_visible (GTK_WIDGET (self->when), attributes->len > 0 || rule->when != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->unless), attributes->len > 0 || rule->unless != NULL);
}

void
sch_rule_form_refresh (SchRuleForm *self)
{
  SchScheme *scheme;
  const SchRule *rule;
  const SchRelationType *type;
  g_autoptr (GPtrArray) attributes = NULL;

  g_return_if_fail (SCH_IS_RULE_FORM (self));

  scheme = sch_workspace_get_scheme (self->workspace);
  rule = get_rule (self);
  if (rule == NULL)
    return;
  type = sch_scheme_get_relation_type (scheme, rule->relation);
  attributes = rule->kind == SCH_RULE_RELATION && type != NULL
                   ? g_ptr_array_ref (type->attributes)
                   : sch_rule_text_list_attributes (scheme, rule->labels);
  show_names (self->labels, scheme, rule->labels);
  show_names (self->from, scheme, rule->from);
  show_names (self->to, scheme, rule->to);
  show_names (self->others, scheme, rule->others);
  if (self->relation != NULL)
    {
      offer_relations (self, scheme);
      sch_choice_row_choose (self->relation, rule->relation);
    }
  if (self->min != NULL)
    show_counts (self, rule);
  if (self->reach != NULL)
    sch_choice_row_choose (self->reach, sch_reach_to_string (rule->reach));
  if (self->attribute != NULL)
    show_attribute (self, rule, attributes);
  if (self->marks != NULL)
    sch_choice_row_choose (self->marks, sch_marks_to_string (rule->marks));
  sch_choice_row_choose (self->severity, sch_severity_to_string (rule->severity));
  sch_scheme_entry_show (GTK_EDITABLE (self->message), rule->is_own_message ? rule->message : "");
  show_conditions (self, scheme, rule, attributes);
}

/* --- Rows ----------------------------------------------------------------------------------- */

static SchNamesChooser *
add_chooser (SchRuleForm *self, const char *member, const char *title, const char *none)
{
  GtkWidget *chooser = sch_names_chooser_new (title, none);

  g_object_set_data (G_OBJECT (chooser), "member", (gpointer) member);
  g_signal_connect (chooser, "changed", G_CALLBACK (names_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list),
                       sch_scheme_rows_new_action (title, NULL, chooser));
  return SCH_NAMES_CHOOSER (chooser);
}

static SchChoiceRow *
add_choice (SchRuleForm *self, const char *member, const char *title, const char *const *keys,
            const char *const *titles)
{
  GtkWidget *row = sch_choice_row_new (title);

  if (keys != NULL)
    sch_choice_row_set_choices (SCH_CHOICE_ROW (row), keys, titles);
  g_object_set_data (G_OBJECT (row), "member", (gpointer) member);
  g_signal_connect (row, "chosen", G_CALLBACK (choice_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return SCH_CHOICE_ROW (row);
}

static GtkWidget *
add_entry (SchRuleForm *self, const char *member, const char *title, SchSchemeTyped typed)
{
  GtkWidget *row = sch_scheme_rows_new_entry (title, typed, self);

  g_object_set_data (G_OBJECT (row), "member", (gpointer) member);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return row;
}

static void
add_requires (SchRuleForm *self)
{
  static const char *const keys[] = { "", "to", NULL };
  const char *titles[] = { _ ("It starts here"), _ ("It ends here"), NULL };

  self->relation = add_choice (self, "requires", _ ("Relation"), NULL, NULL);
  self->direction = add_choice (self, "direction", _ ("Direction"), keys, titles);
  self->min = add_entry (self, "min", _ ("At Least"), count_cb);
  self->max = add_entry (self, "max", _ ("At Most (empty: any number)"), count_cb);
}

static void
add_relation (SchRuleForm *self)
{
  static const char *const keys[] = { "", "paragraph", "sentence", NULL };
  const char *titles[] = { _ ("The document"), _ ("A paragraph"), _ ("A sentence"), NULL };

  self->relation = add_choice (self, "relation", _ ("Relation"), NULL, NULL);
  self->from = add_chooser (self, "from", _ ("Starts Only At"), _ ("Anything"));
  self->to = add_chooser (self, "to", _ ("Ends Only At"), _ ("Anything"));
  self->reach = add_choice (self, "within", _ ("Within"), keys, titles);
}

static void
add_attribute (SchRuleForm *self)
{
  self->attribute = SCH_CHOICE_ROW (sch_choice_row_new (_ ("Attribute")));
  g_signal_connect_swapped (self->attribute, "chosen", G_CALLBACK (attribute_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (self->attribute));
  self->values = add_chooser (self, "values", _ ("Allowed Values"), _ ("Any"));
  self->values_row = gtk_widget_get_ancestor (GTK_WIDGET (self->values), GTK_TYPE_LIST_BOX_ROW);
  self->values_entry = add_entry (self, "values",
                                  _ ("Allowed Values (separated by commas; empty: any)"),
                                  values_typed_cb);
}

static void
add_marks (SchRuleForm *self)
{
  static const char *const keys[] = { "quotes", "brackets", NULL };
  const char *titles[] = { _ ("Quotation marks"), _ ("Brackets"), NULL };

  self->marks = add_choice (self, "balanced", _ ("Marks"), keys, titles);
}

static void
add_kind_rows (SchRuleForm *self, SchRuleKind kind)
{
  const char *member = sch_rule_kind_to_string (kind);

  switch (kind)
    {
    case SCH_RULE_REQUIRES:
      add_requires (self);
      break;
    case SCH_RULE_RELATION:
      add_relation (self);
      break;
    case SCH_RULE_ATTRIBUTE:
      add_attribute (self);
      break;
    case SCH_RULE_BALANCED:
      add_marks (self);
      break;
    case SCH_RULE_NO_OVERLAP:
      self->others = add_chooser (self, member, _ ("Does Not Overlap With"), _ ("Nothing"));
      break;
    case SCH_RULE_NO_CROSSING:
      self->others = add_chooser (self, member, _ ("Does Not Cross"), _ ("Nothing"));
      break;
    case SCH_RULE_INSIDE:
      self->others = add_chooser (self, member, _ ("Lies Inside"), _ ("Nothing"));
      break;
    case SCH_RULE_OUTSIDE:
      self->others = add_chooser (self, member, _ ("Lies Outside"), _ ("Nothing"));
      break;
    case SCH_RULE_WHOLE_WORDS:
    case SCH_N_RULE_KINDS:
    default:
      break;
    }
}

static SchConditionEditor *
add_condition (SchRuleForm *self, const char *member, const char *title, const char *help)
{
  GtkWidget *editor = sch_condition_editor_new (title, help);

  g_object_set_data (G_OBJECT (editor), "member", (gpointer) member);
  g_signal_connect (editor, "changed", G_CALLBACK (condition_cb), self);
  gtk_box_append (GTK_BOX (self->box), editor);
  return SCH_CONDITION_EDITOR (editor);
}

static void
make_rows (SchRuleForm *self, SchRuleKind kind)
{
  static const char *const keys[] = { "error", "warning", "info", NULL };
  const char *titles[] = { sch_rule_text_get_severity (SCH_SEVERITY_ERROR),
                           sch_rule_text_get_severity (SCH_SEVERITY_WARNING),
                           sch_rule_text_get_severity (SCH_SEVERITY_INFO), NULL };
  GtkWidget *delete = sch_scheme_rows_new_delete (_ ("Delete Rule"));

  self->list = sch_scheme_rows_new_list (_ ("Rule"));
  gtk_box_append (GTK_BOX (self->box), self->list);
  if (kind != SCH_RULE_RELATION)
    self->labels = add_chooser (self, "labels", _ ("About"), _ ("Nothing"));
  add_kind_rows (self, kind);
  self->severity = add_choice (self, "severity", _ ("Severity"), keys, titles);
  self->message = add_entry (self, "message", _ ("Message (empty: made from the rule)"),
                             message_cb);
  self->when = add_condition (self, "when", _ ("Only If"),
                              _ ("An attribute has one of some values"));
  self->unless = add_condition (self, "unless", _ ("Unless"),
                                _ ("An attribute has one of some values"));
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_cb), self);
  gtk_box_append (GTK_BOX (self->box), sch_scheme_rows_new_foot (delete, NULL));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_rule_form_dispose (GObject *object)
{
  SchRuleForm *self = SCH_RULE_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_rule_form_parent_class)->dispose (object);
}

static void
sch_rule_form_finalize (GObject *object)
{
  g_free (SCH_RULE_FORM (object)->id);
  G_OBJECT_CLASS (sch_rule_form_parent_class)->finalize (object);
}

static void
sch_rule_form_class_init (SchRuleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_rule_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_rule_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_rule_form_init (SchRuleForm *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sch_rule_form_new (SchWorkspace *workspace, const SchRule *rule)
{
  SchRuleForm *self = g_object_new (SCH_TYPE_RULE_FORM, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (rule->id);
  make_rows (self, rule->kind);
  sch_rule_form_refresh (self);
  return GTK_WIDGET (self);
}
