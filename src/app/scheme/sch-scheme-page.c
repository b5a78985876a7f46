/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of the scheme's window share: list and form side by side, and when they follow the
 * scheme. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-scheme-page.h"

#include <adwaita.h>

#define LIST_WIDTH 320
#define FORM_WIDTH 620

typedef struct
{
  SchWorkspace *workspace;
  GtkWidget *content;
  GtkWidget *form;
  gboolean editable;
} SchSchemePagePrivate;

enum
{
  PROP_WORKSPACE = 1,
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SchSchemePage, sch_scheme_page, GTK_TYPE_WIDGET)

static SchSchemePagePrivate *
get_private (SchSchemePage *self)
{
  return sch_scheme_page_get_instance_private (self);
}

static void
real_set_editable (SchSchemePage *self, gboolean editable)
{
  SchSchemePagePrivate *priv = get_private (self);

  if (priv->form != NULL)
    gtk_widget_set_sensitive (priv->form, editable);
}

static void
sch_scheme_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SchSchemePagePrivate *priv = get_private (SCH_SCHEME_PAGE (object));

  if (id == PROP_WORKSPACE)
    priv->workspace = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sch_scheme_page_dispose (GObject *object)
{
  SchSchemePagePrivate *priv = get_private (SCH_SCHEME_PAGE (object));

  priv->form = NULL;
  g_clear_pointer (&priv->content, gtk_widget_unparent);
  g_clear_object (&priv->workspace);
  G_OBJECT_CLASS (sch_scheme_page_parent_class)->dispose (object);
}

static void
sch_scheme_page_class_init (SchSchemePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = sch_scheme_page_set_property;
  object_class->dispose = sch_scheme_page_dispose;
  klass->set_editable = real_set_editable;
  g_object_class_install_property (object_class, PROP_WORKSPACE,
                                   g_param_spec_object ("workspace", NULL, NULL, SCH_TYPE_WORKSPACE,
                                                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY |
                                                            G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_scheme_page_init (SchSchemePage *self)
{
  get_private (self)->editable = TRUE;
}

static GtkWidget *
wrap_form (GtkWidget *form)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_add_css_class (form, "scheme-form");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), FORM_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

void
sch_scheme_page_set_content (SchSchemePage *self, GtkWidget *list, GtkWidget *form)
{
  SchSchemePagePrivate *priv = get_private (self);
  GtkWidget *scrolled;

  g_return_if_fail (SCH_IS_SCHEME_PAGE (self) && priv->content == NULL && GTK_IS_WIDGET (form));

  priv->form = form;
  scrolled = wrap_form (form);
  if (list == NULL)
    {
      priv->content = scrolled;
    }
  else
    {
      priv->content = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_paned_set_start_child (GTK_PANED (priv->content), list);
      gtk_paned_set_end_child (GTK_PANED (priv->content), scrolled);
      gtk_paned_set_resize_start_child (GTK_PANED (priv->content), FALSE);
      gtk_paned_set_shrink_start_child (GTK_PANED (priv->content), FALSE);
      gtk_paned_set_shrink_end_child (GTK_PANED (priv->content), FALSE);
      gtk_paned_set_position (GTK_PANED (priv->content), LIST_WIDTH);
    }
  gtk_widget_set_parent (priv->content, GTK_WIDGET (self));
}

SchWorkspace *
sch_scheme_page_get_workspace (SchSchemePage *self)
{
  g_return_val_if_fail (SCH_IS_SCHEME_PAGE (self), NULL);
  return get_private (self)->workspace;
}

SchScheme *
sch_scheme_page_get_scheme (SchSchemePage *self)
{
  g_return_val_if_fail (SCH_IS_SCHEME_PAGE (self), NULL);
  return sch_workspace_get_scheme (get_private (self)->workspace);
}

gboolean
sch_scheme_page_is_editable (SchSchemePage *self)
{
  g_return_val_if_fail (SCH_IS_SCHEME_PAGE (self), FALSE);
  return get_private (self)->editable;
}

void
sch_scheme_page_update (SchSchemePage *self)
{
  g_return_if_fail (SCH_IS_SCHEME_PAGE (self));

  if (SCH_SCHEME_PAGE_GET_CLASS (self)->update != NULL && sch_scheme_page_get_scheme (self) != NULL)
    SCH_SCHEME_PAGE_GET_CLASS (self)->update (self);
}

void
sch_scheme_page_search (SchSchemePage *self, const char *text)
{
  g_return_if_fail (SCH_IS_SCHEME_PAGE (self) && text != NULL);

  if (SCH_SCHEME_PAGE_GET_CLASS (self)->search != NULL)
    SCH_SCHEME_PAGE_GET_CLASS (self)->search (self, text);
}

gboolean
sch_scheme_page_can_search (SchSchemePage *self)
{
  g_return_val_if_fail (SCH_IS_SCHEME_PAGE (self), FALSE);
  return SCH_SCHEME_PAGE_GET_CLASS (self)->search != NULL;
}

gboolean
sch_scheme_page_select (SchSchemePage *self, const SchSchemePlace *place)
{
  g_return_val_if_fail (SCH_IS_SCHEME_PAGE (self) && place != NULL, FALSE);

  return SCH_SCHEME_PAGE_GET_CLASS (self)->select != NULL &&
         SCH_SCHEME_PAGE_GET_CLASS (self)->select (self, place);
}

void
sch_scheme_page_flush (SchSchemePage *self)
{
  g_return_if_fail (SCH_IS_SCHEME_PAGE (self));

  if (SCH_SCHEME_PAGE_GET_CLASS (self)->flush != NULL)
    SCH_SCHEME_PAGE_GET_CLASS (self)->flush (self);
}

void
sch_scheme_page_set_editable (SchSchemePage *self, gboolean editable)
{
  g_return_if_fail (SCH_IS_SCHEME_PAGE (self));

  get_private (self)->editable = editable;
  SCH_SCHEME_PAGE_GET_CLASS (self)->set_editable (self, editable);
}
