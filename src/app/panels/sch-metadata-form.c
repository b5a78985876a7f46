/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The metadata of a document as rows. A row that cannot be stored as it is has the class "error", and
 * the label above says why; nothing is changed but by who owns the form. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-metadata-form.h"

#include <glib/gi18n-lib.h>

#include "sch-native-files.h"

struct _SchMetadataForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *list;
  GtkLabel *complaint;
  GHashTable *rows; /* member -> row */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SchMetadataForm, sch_metadata_form, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef enum
{
  FIELD_TEXT,
  FIELD_DATE,
  FIELD_LANGUAGE,
  FIELD_DIRECTION,
} FieldKind;

static const struct
{
  const char *member;
  const char *title;
  FieldKind kind;
  gboolean brief;
} fields[] = {
  { "title", N_ ("Title"), FIELD_TEXT, TRUE },
  { "outlet", N_ ("Outlet"), FIELD_TEXT, TRUE },
  { "author", N_ ("Author"), FIELD_TEXT, TRUE },
  { "published", N_ ("Published"), FIELD_DATE, TRUE },
  { "url", N_ ("Address"), FIELD_TEXT, TRUE },
  { "retrieved", N_ ("Retrieved"), FIELD_DATE, FALSE },
  { "language", N_ ("Language"), FIELD_LANGUAGE, FALSE },
  { "direction", N_ ("Direction of the Text"), FIELD_DIRECTION, FALSE },
  { "story", N_ ("Story"), FIELD_TEXT, FALSE },
  { "split", N_ ("Split (train, dev, test)"), FIELD_TEXT, FALSE },
};

/* Each by its own name: who looks for a language reads it. */
static const char *const languages[][2] = {
  { "ar", "العربية" },    { "bg", "Български" },  { "bn", "বাংলা" },      { "ca", "Català" },
  { "cs", "Čeština" },    { "da", "Dansk" },      { "de", "Deutsch" },    { "el", "Ελληνικά" },
  { "en", "English" },    { "es", "Español" },    { "et", "Eesti" },      { "fa", "فارسی" },
  { "fi", "Suomi" },      { "fr", "Français" },   { "he", "עברית" },      { "hi", "हिन्दी" },
  { "hr", "Hrvatski" },   { "hu", "Magyar" },     { "id", "Indonesia" },  { "it", "Italiano" },
  { "ja", "日本語" },     { "ko", "한국어" },     { "lt", "Lietuvių" },   { "lv", "Latviešu" },
  { "nl", "Nederlands" }, { "no", "Norsk" },      { "pl", "Polski" },     { "pt", "Português" },
  { "ro", "Română" },     { "ru", "Русский" },    { "sk", "Slovenčina" }, { "sl", "Slovenščina" },
  { "sr", "Српски" },     { "sv", "Svenska" },    { "ta", "தமிழ்" },       { "th", "ไทย" },
  { "tr", "Türkçe" },     { "uk", "Українська" }, { "ur", "اردو" },       { "vi", "Tiếng Việt" },
  { "zh", "中文" },
};

static const char *const directions[] = { "", "ltr", "rtl" };

/* --- Values --------------------------------------------------------------------------------- */

static void
check (SchMetadataForm *self)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *row = g_hash_table_lookup (self->rows, fields[i].member);
      g_autofree char *complaint = NULL;

      if (!ADW_IS_ENTRY_ROW (row))
        continue;
      complaint = sch_metadata_dup_complaint (fields[i].member,
                                              sch_metadata_form_get (self, fields[i].member));
      if (complaint != NULL)
        gtk_widget_add_css_class (row, "error");
      else
        gtk_widget_remove_css_class (row, "error");
      if (first == NULL)
        first = g_steal_pointer (&complaint);
    }
  gtk_label_set_text (self->complaint, first != NULL ? first : "");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), first != NULL);
}

static void
changed_cb (SchMetadataForm *self)
{
  if (self->filling)
    return;
  check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose (AdwComboRow *row, const char *value)
{
  GtkStringList *values = g_object_get_data (G_OBJECT (row), "values");
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (row));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (values));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (values, i), value))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  /* A value that is not in the list is kept. */
  gtk_string_list_append (values, value);
  gtk_string_list_append (names, value);
  adw_combo_row_set_selected (row, n);
}

void
sch_metadata_form_set (SchMetadataForm *self, const char *member, const char *value)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, member);

  self->filling = TRUE;
  if (ADW_IS_COMBO_ROW (row))
    choose (ADW_COMBO_ROW (row), value);
  else if (row != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), value);
  self->filling = FALSE;
  check (self);
}

const char *
sch_metadata_form_get (SchMetadataForm *self, const char *member)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, member);

  if (ADW_IS_COMBO_ROW (row))
    return gtk_string_list_get_string (g_object_get_data (G_OBJECT (row), "values"),
                                       adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
  return row != NULL ? gtk_editable_get_text (GTK_EDITABLE (row)) : "";
}

void
sch_metadata_form_fill (SchMetadataForm *self, SchTree *metadata)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    sch_metadata_form_set (self, fields[i].member,
                           metadata != NULL ? sch_tree_get_string (metadata, fields[i].member)
                                            : "");
}

SchTree *
sch_metadata_form_build (SchMetadataForm *self, SchTree *base)
{
  SchTree *tree = sch_record_ref (base);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = NULL;
      SchTree *next;

      if (!g_hash_table_contains (self->rows, fields[i].member))
        continue;
      value = g_strstrip (g_strdup (sch_metadata_form_get (self, fields[i].member)));
      /* Nothing chosen and "auto" say the same; what is there stays. */
      if (fields[i].kind == FIELD_DIRECTION && *value == '\0' &&
          g_str_equal (sch_tree_get_string (tree, "direction"), "auto"))
        continue;
      next = sch_metadata_with_text (tree, fields[i].member, value);
      sch_record_unref (tree);
      tree = next;
    }
  return tree;
}

gboolean
sch_metadata_form_is_valid (SchMetadataForm *self)
{
  return !gtk_widget_get_visible (GTK_WIDGET (self->complaint));
}

void
sch_metadata_form_focus (SchMetadataForm *self)
{
  gtk_widget_grab_focus (g_hash_table_lookup (self->rows, "title"));
}

/* --- Rows ----------------------------------------------------------------------------------- */

static void
day_selected_cb (GtkCalendar *calendar, GtkEditable *row)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (row, text);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* The calendar opens at the date that is typed. */
static void
calendar_shown_cb (GtkWidget *popover, GtkEditable *row)
{
  GtkCalendar *calendar = GTK_CALENDAR (gtk_popover_get_child (GTK_POPOVER (popover)));
  g_autofree char *text = g_strdup_printf ("%.10sT00:00:00Z", gtk_editable_get_text (row));
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, NULL);

  g_signal_handlers_block_by_func (calendar, day_selected_cb, row);
  if (date != NULL)
    gtk_calendar_select_day (calendar, date);
  g_signal_handlers_unblock_by_func (calendar, day_selected_cb, row);
}

static void
add_calendar (GtkWidget *row)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), row, 0);
  g_signal_connect_object (popover, "show", G_CALLBACK (calendar_shown_cb), row, 0);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
new_entry (SchMetadataForm *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_combo (SchMetadataForm *self, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "values", gtk_string_list_new (NULL), g_object_unref);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
add_choice (GtkWidget *row, const char *value, const char *name)
{
  gtk_string_list_append (g_object_get_data (G_OBJECT (row), "values"), value);
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row))), name);
}

static GtkWidget *
new_languages (SchMetadataForm *self, const char *title)
{
  GtkWidget *row = new_combo (self, title);

  add_choice (row, "", _ ("That of the corpus"));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s (%s)", languages[i][1], languages[i][0]);

      add_choice (row, languages[i][0], name);
    }
  return row;
}

static GtkWidget *
new_directions (SchMetadataForm *self, const char *title)
{
  const char *names[] = { _ ("Automatic"), _ ("Left to right"), _ ("Right to left") };
  GtkWidget *row = new_combo (self, title);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    add_choice (row, directions[i], names[i]);
  return row;
}

static void
add_rows (SchMetadataForm *self, gboolean brief)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *title = _ (fields[i].title);
      GtkWidget *row;

      if (brief && !fields[i].brief)
        continue;
      if (fields[i].kind == FIELD_LANGUAGE)
        row = new_languages (self, title);
      else if (fields[i].kind == FIELD_DIRECTION)
        row = new_directions (self, title);
      else
        row = new_entry (self, title);
      if (fields[i].kind == FIELD_DATE)
        add_calendar (row);
      g_hash_table_insert (self->rows, (char *) fields[i].member, row);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_metadata_form_dispose (GObject *object)
{
  SchMetadataForm *self = SCH_METADATA_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (sch_metadata_form_parent_class)->dispose (object);
}

static void
sch_metadata_form_class_init (SchMetadataFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_metadata_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_metadata_form_init (SchMetadataForm *self)
{
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = gtk_list_box_new ();
  self->complaint = GTK_LABEL (gtk_label_new (NULL));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Metadata"), -1);
  gtk_label_set_xalign (self->complaint, 0);
  gtk_label_set_wrap (self->complaint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->complaint), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->complaint), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->complaint));
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sch_metadata_form_new (gboolean brief)
{
  SchMetadataForm *self = g_object_new (SCH_TYPE_METADATA_FORM, NULL);

  add_rows (self, brief);
  return GTK_WIDGET (self);
}
