/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type-ahead over the clusters of the layer that are of the span's kind. With nothing typed, those
 * whose name is most like the span's text come first. At most MAX_ROWS are listed: who does not
 * see theirs types on. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-cluster-picker.h"
#include "sch-span-row.h"

#define MAX_ROWS 40
#define NAME_CHARS 100

struct _SchClusterPicker
{
  GtkPopover parent_instance;

  GtkSearchEntry *search;
  GtkListBox *list;
  GtkButton *new_button;
  GtkButton *leave_button;

  SchWorkspace *workspace;
  char *span;
  char *text; /* of the span, in one line */
};

G_DEFINE_FINAL_TYPE (SchClusterPicker, sch_cluster_picker, GTK_TYPE_POPOVER)

typedef struct
{
  SchCluster *cluster;
  int score;
} Candidate;

static int
score_name (const char *name, const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (name != NULL ? name : "", -1);

  if (g_str_equal (folded, needle))
    return 3;
  if (g_str_has_prefix (folded, needle) || (*folded != '\0' && g_str_has_prefix (needle, folded)))
    return 2;
  return strstr (folded, needle) != NULL ? 1 : 0;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (left->score != right->score)
    return right->score - left->score;
  return g_utf8_collate (left->cluster->name != NULL ? left->cluster->name : "",
                         right->cluster->name != NULL ? right->cluster->name : "");
}

/* Claims cluster with claims, all other mentions with entities. */
static const char *
get_cluster_kind (SchClusterPicker *self)
{
  SchSpan *span = sch_layer_document_get_span (sch_workspace_get_layer_document (self->workspace),
                                               self->span);

  return span != NULL && sch_scheme_get_kind (sch_workspace_get_scheme (self->workspace),
                                              span->label) == SCH_KIND_CLAIM
             ? "claim"
             : "entity";
}

static GArray *
find_candidates (SchClusterPicker *self, GPtrArray *clusters)
{
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                            -1);
  g_autofree char *text = g_utf8_casefold (self->text, -1);
  const char *kind = get_cluster_kind (self);
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < clusters->len; i++)
    {
      Candidate candidate = { g_ptr_array_index (clusters, i), 0 };

      if (candidate.cluster->merged_into != NULL || g_strcmp0 (candidate.cluster->kind, kind) != 0)
        continue;
      candidate.score = score_name (candidate.cluster->name, *typed != '\0' ? typed : text);
      if (*typed == '\0' || candidate.score > 0)
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

static void
fill_list (SchClusterPicker *self)
{
  g_autoptr (GPtrArray)
      clusters = sch_corpus_list_clusters (sch_workspace_get_corpus (self->workspace),
                                           sch_workspace_get_layer (self->workspace));
  g_autoptr (GArray) candidates = find_candidates (self, clusters);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < candidates->len && i < MAX_ROWS; i++)
    {
      SchCluster *cluster = g_array_index (candidates, Candidate, i).cluster;
      const char *name = cluster->name != NULL && *cluster->name != '\0' ? cluster->name
                                                                         : cluster->record.id;
      GtkWidget *label = gtk_label_new (name);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (self->list, label);
      row = gtk_widget_get_parent (label);
      g_object_set_data_full (G_OBJECT (row), "cluster", g_strdup (cluster->record.id), g_free);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->list),
                                                   GTK_TYPE_SCROLLED_WINDOW),
                          candidates->len > 0);
}

static char *
dup_new_name (SchClusterPicker *self)
{
  char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_strstrip (typed);
  if (*typed != '\0')
    return typed;
  g_free (typed);
  return g_strdup (self->text);
}

static void
search_changed_cb (SchClusterPicker *self)
{
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (self->span == NULL)
    return;
  fill_list (self);
  name = dup_new_name (self);
  label = g_strdup_printf (_ ("New Cluster “%s”"), name);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (self->new_button)), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/* All selected spans, where the picker was opened for one of several. */
static gboolean
is_for_many (SchClusterPicker *self)
{
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);

  return ids[0] != NULL && ids[1] != NULL &&
         g_strcmp0 (sch_workspace_get_selected_span (self->workspace), self->span) == 0;
}

static void
join (SchClusterPicker *self, const char *cluster)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;
  gboolean done;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (is_for_many (self))
    done = sch_annotate_set_cluster_many (&who, sch_workspace_get_selected_spans (self->workspace),
                                          cluster, &error);
  else
    done = sch_annotate_set_cluster (&who, self->span, cluster, &error);
  if (!done)
    sch_workspace_show_error (self->workspace, error);
}

static void
row_activated_cb (SchClusterPicker *self, GtkListBoxRow *row)
{
  g_autofree char *cluster = g_strdup (g_object_get_data (G_OBJECT (row), "cluster"));

  join (self, cluster);
}

static void
new_clicked_cb (SchClusterPicker *self)
{
  g_autofree char *name = dup_new_name (self);
  g_autofree char *cluster = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (is_for_many (self))
    cluster = sch_annotate_new_cluster_many (&who,
                                             sch_workspace_get_selected_spans (self->workspace),
                                             name, &error);
  else
    cluster = sch_annotate_new_cluster (&who, self->span, name, &error);
  if (cluster == NULL)
    sch_workspace_show_error (self->workspace, error);
}

static void
leave_clicked_cb (SchClusterPicker *self)
{
  join (self, NULL);
}

/* Enter takes the best one, or makes a new one where none fits. */
static void
activate_cb (SchClusterPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    row_activated_cb (self, row);
  else
    new_clicked_cb (self);
}

static void
stop_search_cb (SchClusterPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
show_cb (SchClusterPicker *self)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  const char *id = sch_workspace_get_selected_span (self->workspace);
  SchSpan *span = layer_document != NULL && id != NULL
                      ? sch_layer_document_get_span (layer_document, id)
                      : NULL;

  g_clear_pointer (&self->span, g_free);
  g_clear_pointer (&self->text, g_free);
  if (span == NULL)
    return;
  self->span = g_strdup (id);
  self->text = sch_span_dup_line (span, sch_workspace_get_text (self->workspace), NAME_CHARS);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (GTK_WIDGET (self->leave_button),
                          is_for_many (self) ||
                              (span->clusters != NULL && span->clusters[0] != NULL));
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
sch_cluster_picker_finalize (GObject *object)
{
  SchClusterPicker *self = SCH_CLUSTER_PICKER (object);

  g_clear_object (&self->workspace);
  g_free (self->span);
  g_free (self->text);
  G_OBJECT_CLASS (sch_cluster_picker_parent_class)->finalize (object);
}

static void
sch_cluster_picker_class_init (SchClusterPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_cluster_picker_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-cluster-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, SchClusterPicker, search);
  gtk_widget_class_bind_template_child (widget_class, SchClusterPicker, list);
  gtk_widget_class_bind_template_child (widget_class, SchClusterPicker, new_button);
  gtk_widget_class_bind_template_child (widget_class, SchClusterPicker, leave_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
sch_cluster_picker_init (SchClusterPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_cluster_picker_set_workspace (SchClusterPicker *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_CLUSTER_PICKER (self) && self->workspace == NULL);
  self->workspace = g_object_ref (workspace);
}
