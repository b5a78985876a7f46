/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How problems, ignored problems and documents with problems are told in rows and to screen
 * readers. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-problem-fix.h"
#include "sch-problem-rows.h"
#include "sch-span-row.h"

#define QUOTE_CHARS 60

/* --- Ignored problems as items -------------------------------------------------------------- */

struct _SchIgnoredItem
{
  GObject parent_instance;

  SchIgnored ignored;
};

G_DEFINE_FINAL_TYPE (SchIgnoredItem, sch_ignored_item, G_TYPE_OBJECT)

static void
sch_ignored_item_finalize (GObject *object)
{
  SchIgnored *ignored = &SCH_IGNORED_ITEM (object)->ignored;

  g_free (ignored->rule);
  g_free (ignored->id);
  g_free (ignored->reason);
  G_OBJECT_CLASS (sch_ignored_item_parent_class)->finalize (object);
}

static void
sch_ignored_item_class_init (SchIgnoredItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_ignored_item_finalize;
}

static void
sch_ignored_item_init (SchIgnoredItem *self)
{
}

SchIgnoredItem *
sch_ignored_item_new (const SchIgnored *ignored)
{
  SchIgnoredItem *self = g_object_new (SCH_TYPE_IGNORED_ITEM, NULL);

  self->ignored.rule = g_strdup (ignored->rule);
  self->ignored.id = g_strdup (ignored->id);
  self->ignored.reason = g_strdup (ignored->reason);
  return self;
}

const SchIgnored *
sch_ignored_item_get (SchIgnoredItem *self)
{
  g_return_val_if_fail (SCH_IS_IGNORED_ITEM (self), NULL);
  return &self->ignored;
}

/* --- Rules ---------------------------------------------------------------------------------- */

static const struct
{
  const char *id;
  const char *name;
} built_in[] = {
  { "range", N_ ("Outside the text") },
  { "text", N_ ("Text differs") },
  { "dangling-relation", N_ ("Relation without an end") },
  { "dangling-cluster", N_ ("Cluster that is not there") },
  { "unknown-label", N_ ("Unknown label") },
  { "unknown-relation", N_ ("Unknown relation") },
  { "relation-ends", N_ ("Relation between wrong labels") },
  { "attribute-value", N_ ("Value that is not allowed") },
  { "attribute-required", N_ ("Missing value") },
};

void
sch_problem_rows_list_rules (SchScheme *scheme, GPtrArray *ids, GtkStringList *names)
{
  GPtrArray *rules = scheme != NULL ? sch_scheme_get_rules (scheme) : NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);

      g_ptr_array_add (ids, g_strdup (rule->id));
      gtk_string_list_append (names, rule->message != NULL && *rule->message != '\0' ? rule->message
                                                                                     : rule->id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      g_ptr_array_add (ids, g_strdup (built_in[i].id));
      gtk_string_list_append (names, _ (built_in[i].name));
    }
}

static const char *
get_rule_name (SchScheme *scheme, const char *id)
{
  GPtrArray *rules = scheme != NULL ? sch_scheme_get_rules (scheme) : NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);

      if (g_str_equal (rule->id, id) && rule->message != NULL && *rule->message != '\0')
        return rule->message;
    }
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (built_in[i].id, id))
      return _ (built_in[i].name);
  return id;
}

static const char *
get_icon_name (SchSeverity severity)
{
  switch (severity)
    {
    case SCH_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case SCH_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case SCH_SEVERITY_INFO:
    default:
      return "dialog-information-symbolic";
    }
}

static const char *
get_severity_class (SchSeverity severity)
{
  switch (severity)
    {
    case SCH_SEVERITY_ERROR:
      return "error";
    case SCH_SEVERITY_WARNING:
      return "warning";
    case SCH_SEVERITY_INFO:
    default:
      return "accent";
    }
}

static const char *
get_severity_name (SchSeverity severity)
{
  switch (severity)
    {
    case SCH_SEVERITY_ERROR:
      return C_ ("problem", "Error");
    case SCH_SEVERITY_WARNING:
      return C_ ("problem", "Warning");
    case SCH_SEVERITY_INFO:
    default:
      return C_ ("problem", "Hint");
    }
}

/* --- Places --------------------------------------------------------------------------------- */

static SchSpan *
find_span_of (SchLayerDocument *layer_document, const char *span_id, const char *relation_id)
{
  SchRelation *relation = sch_layer_document_get_relation (layer_document, relation_id);

  if (span_id == NULL && relation != NULL)
    span_id = sch_layer_document_get_span (layer_document, relation->from) != NULL ? relation->from
                                                                                   : relation->to;
  return span_id != NULL ? sch_layer_document_get_span (layer_document, span_id) : NULL;
}

SchSpan *
sch_problem_rows_find_span (SchWorkspace *workspace, gpointer item)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (workspace);
  const char *id;

  if (layer_document == NULL)
    return NULL;
  if (SCH_IS_PROBLEM (item))
    return find_span_of (layer_document, sch_problem_get_span (item),
                         sch_problem_get_relation (item));
  id = sch_ignored_item_get (item)->id;
  return sch_layer_document_get_span (layer_document, id) != NULL
             ? sch_layer_document_get_span (layer_document, id)
             : find_span_of (layer_document, NULL, id);
}

static char *
dup_quote (SchWorkspace *workspace, gpointer item)
{
  SchSpan *span = sch_problem_rows_find_span (workspace, item);

  return span != NULL ? sch_span_dup_line (span, sch_workspace_get_text (workspace), QUOTE_CHARS)
                      : NULL;
}

/* --- Rows ----------------------------------------------------------------------------------- */

GtkWidget *
sch_problem_rows_make (void)
{
  static const char *const parts[] = { "icon", "message", "place", "fix", "button" };
  g_autoptr (GtkBuilder)
      builder = gtk_builder_new_from_resource ("/org/scholiast/Scholiast/ui/sch-problem-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_object_set_data (G_OBJECT (row), parts[i], gtk_builder_get_object (builder, parts[i]));
  return g_object_ref_sink (row);
}

static void
name_row (GtkWidget *row, const char *name)
{
  GtkWidget *item = gtk_widget_get_parent (row);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_button (GtkWidget *row, const char *icon, const char *tip)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "button");

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static void
set_icon (GtkWidget *row, const char *icon_name, const char *css_class, const char *tip)
{
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "icon");

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_name);
  for (SchSeverity other = SCH_SEVERITY_ERROR; other <= SCH_SEVERITY_INFO; other++)
    gtk_widget_remove_css_class (icon, get_severity_class (other));
  gtk_widget_add_css_class (icon, css_class);
  gtk_widget_set_tooltip_text (icon, tip);
}

/* @name: (nullable): what the button would do; NULL = it is not there */
static void
set_fix (GtkWidget *row, const char *name)
{
  GtkWidget *fix = g_object_get_data (G_OBJECT (row), "fix");

  gtk_widget_set_visible (fix, name != NULL);
  gtk_widget_set_tooltip_text (fix, name);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (fix), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_problem (GtkWidget *row, SchProblem *problem, SchWorkspace *workspace)
{
  SchSeverity severity = sch_problem_get_severity (problem);
  const char *message = sch_problem_get_message (problem);
  g_autofree char *line = g_strdup_printf (_ ("line %u"), sch_problem_get_line (problem));
  g_autofree char *quote = dup_quote (workspace, problem);
  g_autofree char *place = NULL;
  g_autofree char *fix = sch_problem_dup_fix_name (problem,
                                                   sch_workspace_get_layer_document (workspace),
                                                   sch_workspace_get_scheme (workspace));
  /* Translators: what is wrong, and in which line of the text. */
  g_autofree char *name = g_strdup_printf (_ ("%s, line %u"), message,
                                           sch_problem_get_line (problem));

  if (quote != NULL)
    /* Translators: the place of a problem, such as “line 12”, and the text there. */
    place = g_strdup_printf (_ ("%s · “%s”"), line, quote);
  set_icon (row, get_icon_name (severity), get_severity_class (severity),
            get_severity_name (severity));
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "message"), message);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "place"), place != NULL ? place : line);
  set_button (row, "view-conceal-symbolic", _ ("Ignore This Problem…"));
  set_fix (row, fix);
  name_row (row, name);
}

static void
bind_ignored (GtkWidget *row, SchIgnoredItem *item, SchWorkspace *workspace)
{
  const SchIgnored *ignored = sch_ignored_item_get (item);
  const char *message = get_rule_name (sch_workspace_get_scheme (workspace), ignored->rule);
  g_autofree char *quote = dup_quote (workspace, item);
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;

  if (*ignored->reason != '\0')
    /* Translators: the text that is annotated, and why its problem is ignored. */
    place = g_strdup_printf (_ ("“%s” · %s"), quote != NULL ? quote : "", ignored->reason);
  else
    place = g_strdup_printf (_ ("“%s”"), quote != NULL ? quote : "");
  set_icon (row, "view-conceal-symbolic", "dim-label", _ ("Ignored"));
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "message"), message);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "place"), place);
  set_button (row, "edit-undo-symbolic", _ ("Stop Ignoring This Problem"));
  set_fix (row, NULL);
  /* Translators: a problem that is ignored, and the text and reason. */
  name = g_strdup_printf (_ ("%s, ignored, %s"), message, place);
  name_row (row, name);
}

void
sch_problem_rows_bind (GtkWidget *row, gpointer item, SchWorkspace *workspace)
{
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "icon");

  gtk_widget_remove_css_class (icon, "dim-label");
  if (SCH_IS_PROBLEM (item))
    bind_problem (row, item, workspace);
  else
    bind_ignored (row, item, workspace);
}

GtkWidget *
sch_problem_rows_make_document (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "badge");
  gtk_widget_add_css_class (count, "warning");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), count);
  return row;
}

void
sch_problem_rows_bind_document (GtkWidget *row, SchDocument *document)
{
  GtkWidget *title = gtk_widget_get_first_child (row);
  guint n = sch_document_get_n_problems (document);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *problems = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u problem",
                                                            "%u problems", n),
                                               n);
  /* Translators: a document and how many problems it has. */
  g_autofree char *name = g_strdup_printf (_ ("%s, %s"), sch_document_get_title (document),
                                           problems);

  gtk_label_set_text (GTK_LABEL (title), sch_document_get_title (document));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), count);
  name_row (row, name);
}
