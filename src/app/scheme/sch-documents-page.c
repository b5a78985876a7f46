/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what is recorded of documents as a whole, and of clusters of each kind. The lists follow
 * the scheme by themselves. */

#include "config.h"

#include "sch-documents-page.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-list.h"
#include "sch-scheme-rows.h"

struct _SchDocumentsPage
{
  SchSchemePage parent_instance;

  GtkWidget *documents;
  GtkWidget *clusters[SCH_N_KINDS];
  GtkWidget *cluster_boxes[SCH_N_KINDS];
};

G_DEFINE_FINAL_TYPE (SchDocumentsPage, sch_documents_page, SCH_TYPE_SCHEME_PAGE)

static GtkWidget *
add_list (SchDocumentsPage *self, GtkWidget *form, const SchSchemePlace *place, const char *heading,
          const char *text)
{
  SchWorkspace *workspace = sch_scheme_page_get_workspace (SCH_SCHEME_PAGE (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = sch_attribute_list_new (workspace, place, heading);

  gtk_box_append (GTK_BOX (box), sch_scheme_rows_new_heading (heading));
  gtk_box_append (GTK_BOX (box), sch_scheme_rows_new_text (text));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (form), box);
  return list;
}

static void
add_clusters (SchDocumentsPage *self, GtkWidget *form, SchKind kind, const char *heading)
{
  const SchSchemePlace place = { SCH_PART_CLUSTER_ATTRIBUTE, sch_kind_to_string (kind), NULL,
                                 NULL };

  self->clusters[kind] = add_list (
      self, form, &place, heading,
      _ ("Recorded once for all annotations that mean the same, in all documents."));
  self->cluster_boxes[kind] = gtk_widget_get_last_child (form);
}

static void
sch_documents_page_constructed (GObject *object)
{
  SchDocumentsPage *self = SCH_DOCUMENTS_PAGE (object);
  const SchSchemePlace documents = { SCH_PART_DOCUMENT_ATTRIBUTE, NULL, NULL, NULL };
  GtkWidget *form = sch_scheme_rows_new_page (_ ("Documents"), 24);

  G_OBJECT_CLASS (sch_documents_page_parent_class)->constructed (object);
  self->documents = add_list (self, form, &documents, _ ("Attributes of Documents"),
                              _ ("Recorded of a document as a whole, in its properties."));
  add_clusters (self, form, SCH_KIND_ENTITY, _ ("Attributes of Entities"));
  add_clusters (self, form, SCH_KIND_CLAIM, _ ("Attributes of Claims"));
  add_clusters (self, form, SCH_KIND_SOURCE, _ ("Attributes of Sources"));
  add_clusters (self, form, SCH_KIND_CUE, _ ("Attributes of Cues"));
  add_clusters (self, form, SCH_KIND_OTHER, _ ("Attributes of Others"));
  sch_scheme_page_set_content (SCH_SCHEME_PAGE (self), NULL, form);
}

/* Of cues and others there are hardly ever clusters. */
static void
sch_documents_page_update (SchSchemePage *page)
{
  SchDocumentsPage *self = SCH_DOCUMENTS_PAGE (page);
  SchScheme *scheme = sch_scheme_page_get_scheme (page);

  for (int kind = SCH_KIND_CUE; kind < SCH_N_KINDS; kind++)
    {
      GPtrArray *attributes = sch_scheme_get_cluster_attributes (scheme, sch_kind_to_string (kind));

      gtk_widget_set_visible (self->cluster_boxes[kind], attributes != NULL && attributes->len > 0);
    }
}

static gboolean
sch_documents_page_select (SchSchemePage *page, const SchSchemePlace *place)
{
  SchDocumentsPage *self = SCH_DOCUMENTS_PAGE (page);
  SchKind kind;

  if (place->part == SCH_PART_DOCUMENT_ATTRIBUTE)
    sch_attribute_list_open (SCH_ATTRIBUTE_LIST (self->documents), place->id);
  else if (place->part == SCH_PART_CLUSTER_ATTRIBUTE && place->owner != NULL &&
           sch_kind_from_string (place->owner, &kind))
    sch_attribute_list_open (SCH_ATTRIBUTE_LIST (self->clusters[kind]), place->id);
  else
    return FALSE;
  return TRUE;
}

static void
sch_documents_page_flush (SchSchemePage *page)
{
  sch_scheme_rows_flush (GTK_WIDGET (page));
}

static void
sch_documents_page_class_init (SchDocumentsPageClass *klass)
{
  SchSchemePageClass *page_class = SCH_SCHEME_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sch_documents_page_constructed;
  page_class->update = sch_documents_page_update;
  page_class->select = sch_documents_page_select;
  page_class->flush = sch_documents_page_flush;
}

static void
sch_documents_page_init (SchDocumentsPage *self)
{
}
