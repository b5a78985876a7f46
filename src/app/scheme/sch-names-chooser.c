/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses some of many names. The check buttons are made when the list is opened first. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-names-chooser.h"

#include <glib/gi18n-lib.h>

#include "sch-scheme-place.h"

#define MANY 12u
#define MAX_HEIGHT 340

struct _SchNamesChooser
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *popover;
  GtkWidget *search;
  GtkWidget *box;
  GtkWidget *nothing_found;
  char *name;
  char *none;
  GPtrArray *ids;      /* of utf8 */
  GPtrArray *names;    /* of utf8 */
  GPtrArray *headings; /* of utf8, "" = none */
  GPtrArray *checks;   /* of GtkCheckButton, while the list is open */
  char **chosen;
};

G_DEFINE_FINAL_TYPE (SchNamesChooser, sch_names_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *
get_name (SchNamesChooser *self, const char *id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_str_equal (self->ids->pdata[i], id))
      return self->names->pdata[i];
  return id;
}

static void
show_chosen (SchNamesChooser *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *shown = NULL;
  g_autofree char *accessible = NULL;

  for (guint i = 0; self->chosen[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", get_name (self, self->chosen[i]));
  if (text->len == 0)
    g_string_append (text, self->none);
  shown = g_string_free (text, FALSE);
  gtk_label_set_text (GTK_LABEL (self->label), shown);
  accessible = g_strdup_printf ("%s: %s", self->name, shown);
  gtk_widget_set_tooltip_text (self->button, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible, -1);
}

/* --- The list ------------------------------------------------------------------------------- */

static void
append_heading (SchNamesChooser *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
append_check (SchNamesChooser *self, const char *id, const char *name)
{
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_strv_contains ((const char *const *) self->chosen, id));
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  g_ptr_array_add (self->checks, check);
  gtk_box_append (GTK_BOX (self->box), check);
}

static void
fill (SchNamesChooser *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->checks, 0);
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (*(const char *) self->headings->pdata[i] != '\0')
        append_heading (self, self->headings->pdata[i]);
      append_check (self, self->ids->pdata[i], self->names->pdata[i]);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (self->search, self->ids->len > MANY);
  gtk_widget_set_visible (self->nothing_found, self->ids->len == 0);
}

static void
search_cb (SchNamesChooser *self)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                             -1);
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *name = NULL;
      gboolean fits = *wanted == '\0';

      if (GTK_IS_CHECK_BUTTON (child))
        {
          name = g_utf8_casefold (gtk_check_button_get_label (GTK_CHECK_BUTTON (child)), -1);
          fits = strstr (name, wanted) != NULL;
          any |= fits;
        }
      gtk_widget_set_visible (child, fits);
    }
  gtk_widget_set_visible (self->nothing_found, !any);
}

static char **
read_checks (SchNamesChooser *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_strv_builder_add (builder, g_object_get_data (self->checks->pdata[i], "id"));
  /* What is no choice was not taken out by anybody. */
  for (guint i = 0; self->chosen[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->ids, self->chosen[i], g_str_equal, NULL))
      g_strv_builder_add (builder, self->chosen[i]);
  return g_strv_builder_end (builder);
}

static gboolean
are_same (char **a, char **b)
{
  guint n = g_strv_length (a);

  if (n != g_strv_length (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_strv_contains ((const char *const *) b, a[i]))
      return FALSE;
  return TRUE;
}

static void
closed_cb (SchNamesChooser *self)
{
  g_auto (GStrv) chosen = read_checks (self);

  if (are_same (chosen, self->chosen))
    return;
  sch_names_chooser_set_chosen (self, (const char *const *) chosen);
  g_signal_emit (self, signals[CHANGED], 0, chosen);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_names_chooser_dispose (GObject *object)
{
  SchNamesChooser *self = SCH_NAMES_CHOOSER (object);

  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->popover, self);
  self->popover = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_names_chooser_parent_class)->dispose (object);
}

static void
sch_names_chooser_finalize (GObject *object)
{
  SchNamesChooser *self = SCH_NAMES_CHOOSER (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->headings);
  g_ptr_array_unref (self->checks);
  g_strfreev (self->chosen);
  g_free (self->name);
  g_free (self->none);
  G_OBJECT_CLASS (sch_names_chooser_parent_class)->finalize (object);
}

static void
sch_names_chooser_class_init (SchNamesChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_names_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_names_chooser_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static GtkWidget *
make_popover (SchNamesChooser *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->search = gtk_search_entry_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->nothing_found = gtk_label_new (_ ("Nothing to choose from"));
  gtk_widget_add_css_class (self->nothing_found, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_box_append (GTK_BOX (all), self->search);
  gtk_box_append (GTK_BOX (all), self->nothing_found);
  gtk_box_append (GTK_BOX (all), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), all);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill), self);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), self);
  return popover;
}

static void
sch_names_chooser_init (SchNamesChooser *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->headings = g_ptr_array_new_with_free_func (g_free);
  self->checks = g_ptr_array_new ();
  self->chosen = g_new0 (char *, 1);
  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  self->popover = make_popover (self);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 28);
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
sch_names_chooser_new (const char *name, const char *none)
{
  SchNamesChooser *self = g_object_new (SCH_TYPE_NAMES_CHOOSER, NULL);

  self->name = g_strdup (name);
  self->none = g_strdup (none);
  show_chosen (self);
  return GTK_WIDGET (self);
}

void
sch_names_chooser_set_choices (SchNamesChooser *self, const SchNamesChoice *choices,
                               guint n_choices)
{
  g_return_if_fail (SCH_IS_NAMES_CHOOSER (self));
  g_ptr_array_set_size (self->ids, 0);
  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->headings, 0);
  for (guint i = 0; i < n_choices; i++)
    {
      g_ptr_array_add (self->ids, g_strdup (choices[i].id));
      g_ptr_array_add (self->names, g_strdup (choices[i].name));
      g_ptr_array_add (self->headings,
                       g_strdup (choices[i].heading != NULL ? choices[i].heading : ""));
    }
  show_chosen (self);
}

void
sch_names_chooser_set_labels (SchNamesChooser *self, SchScheme *scheme, gboolean with_kinds)
{
  g_autoptr (GArray) choices = g_array_new (FALSE, TRUE, sizeof (SchNamesChoice));
  gboolean first = TRUE;

  for (int kind = 0; with_kinds && kind < SCH_N_KINDS; kind++)
    {
      SchNamesChoice choice = { sch_kind_to_string (kind), sch_scheme_place_get_kind_title (kind),
                                kind == 0 ? _ ("All of a Kind") : NULL };

      g_array_append_val (choices, choice);
    }
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      SchNamesChoice choice = { label->id, label->name, first ? _ ("Labels") : NULL };

      if (label->retired)
        continue;
      first = FALSE;
      g_array_append_val (choices, choice);
    }
  sch_names_chooser_set_choices (self, (const SchNamesChoice *) (gpointer) choices->data,
                                 choices->len);
}

void
sch_names_chooser_set_values (SchNamesChooser *self, const SchAttribute *attribute)
{
  g_autoptr (GArray) choices = g_array_new (FALSE, TRUE, sizeof (SchNamesChoice));

  if (attribute->type == SCH_ATTRIBUTE_BOOLEAN)
    {
      const SchNamesChoice truths[] = { { "true", _ ("Yes"), NULL }, { "false", _ ("No"), NULL } };

      sch_names_chooser_set_choices (self, truths, G_N_ELEMENTS (truths));
      return;
    }
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = attribute->values->pdata[i];
      SchNamesChoice choice = { value->id, value->name, NULL };

      g_array_append_val (choices, choice);
    }
  sch_names_chooser_set_choices (self, (const SchNamesChoice *) (gpointer) choices->data,
                                 choices->len);
}

void
sch_names_chooser_set_chosen (SchNamesChooser *self, const char *const *ids)
{
  char **copy;

  g_return_if_fail (SCH_IS_NAMES_CHOOSER (self));
  copy = ids != NULL ? g_strdupv ((char **) ids) : g_new0 (char *, 1);
  g_strfreev (self->chosen);
  self->chosen = copy;
  show_chosen (self);
}
