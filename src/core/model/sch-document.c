/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the list of documents: file, metadata, summary of the active layer. Changed by the
 * corpus only; every change is notified, and only when it is one. */

#include "config.h"

#include "sch-document-private.h"

#include <string.h>

#include "sch-native-files.h"

struct _SchDocument
{
  GObject parent_instance;

  GRefString *root; /* one for all documents of a corpus */
  char *path;
  char *file_name; /* (nullable): made when somebody asks for it */
  char *subtitle;  /* (nullable): none */
  char *problem;
  gboolean missing;
  SchTree *metadata;
  guint64 size;
  SchStatus status;
  guint n_spans;
  guint n_problems;
  guint n_doubts;
  gint64 changed;
  guint version;
};

enum
{
  PROP_0,
  PROP_PATH,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_PROBLEM,
  PROP_STATUS,
  PROP_N_SPANS,
  PROP_N_PROBLEMS,
  PROP_N_DOUBTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SchDocument, sch_document, G_TYPE_OBJECT)

static void
sch_document_finalize (GObject *object)
{
  SchDocument *self = SCH_DOCUMENT (object);

  g_ref_string_release (self->root);
  g_free (self->path);
  g_free (self->file_name);
  g_free (self->subtitle);
  g_free (self->problem);
  sch_record_unref (self->metadata);
  G_OBJECT_CLASS (sch_document_parent_class)->finalize (object);
}

static void
sch_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SchDocument *self = SCH_DOCUMENT (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_TITLE:
      g_value_set_string (value, sch_document_get_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, sch_document_get_subtitle (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_STATUS:
      g_value_set_int (value, self->status);
      break;
    case PROP_N_SPANS:
      g_value_set_uint (value, self->n_spans);
      break;
    case PROP_N_PROBLEMS:
      g_value_set_uint (value, self->n_problems);
      break;
    case PROP_N_DOUBTS:
      g_value_set_uint (value, self->n_doubts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sch_document_class_init (SchDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sch_document_finalize;
  object_class->get_property = sch_document_get_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, SCH_STATUS_DONE, 0, flags);
  properties[PROP_N_SPANS] = g_param_spec_uint ("n-spans", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_PROBLEMS] = g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0,
                                                   flags);
  properties[PROP_N_DOUBTS] = g_param_spec_uint ("n-doubts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sch_document_init (SchDocument *self)
{
}

static void
update_subtitle (SchDocument *self)
{
  const char *outlet = self->metadata != NULL ? sch_tree_get_string (self->metadata, "outlet") : "";
  const char *published = self->metadata != NULL ? sch_tree_get_string (self->metadata, "published")
                                                 : "";

  g_clear_pointer (&self->subtitle, g_free);
  if (*outlet != '\0' && *published != '\0')
    self->subtitle = g_strconcat (outlet, " · ", published, NULL);
  else if (*outlet != '\0' || *published != '\0')
    self->subtitle = g_strdup (*outlet != '\0' ? outlet : published);
}

/**
 * sch_document_new:
 * @root: folder of the corpus
 * @path: within the corpus
 * @file_name: (nullable): absolute, in file system encoding, where it is not @path within @root
 * @size: bytes
 * @problem: (nullable): why it cannot be opened
 *
 * Returns: (transfer full): a document nobody has annotated
 */
SchDocument *
sch_document_new (GRefString *root, const char *path, const char *file_name, guint64 size,
                  const char *problem)
{
  SchDocument *self = g_object_new (SCH_TYPE_DOCUMENT, NULL);

  self->root = g_ref_string_acquire (root);
  self->path = g_strdup (path);
  self->file_name = g_strdup (file_name);
  self->size = size;
  self->problem = g_strdup (problem);
  return self;
}

void
sch_document_set_metadata (SchDocument *self, SchTree *metadata)
{
  SchTree *old = self->metadata;

  self->metadata = sch_record_ref (metadata);
  sch_record_unref (old);
  self->version++;
  update_subtitle (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

void
sch_document_set_changed (SchDocument *self, gint64 seconds)
{
  self->changed = seconds;
}

void
sch_document_set_missing (SchDocument *self, gboolean missing)
{
  self->missing = missing;
}

/* The same document at another place. */
void
sch_document_set_path (SchDocument *self, const char *path)
{
  g_free (self->path);
  g_clear_pointer (&self->file_name, g_free);
  self->path = g_strdup (path);
  self->version++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
sch_document_set_file (SchDocument *self, guint64 size, const char *problem)
{
  self->size = size;
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_count (SchDocument *self, guint *field, guint value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
sch_document_set_summary (SchDocument *self, SchStatus status, guint n_spans, guint n_problems,
                          guint n_doubts)
{
  if (self->status != status)
    {
      self->status = status;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
    }
  set_count (self, &self->n_spans, n_spans, PROP_N_SPANS);
  set_count (self, &self->n_problems, n_problems, PROP_N_PROBLEMS);
  set_count (self, &self->n_doubts, n_doubts, PROP_N_DOUBTS);
}

const char *
sch_document_get_path (SchDocument *self)
{
  return self->path;
}

const char *
sch_document_get_title (SchDocument *self)
{
  const char *title = self->metadata != NULL ? sch_tree_get_string (self->metadata, "title") : "";
  const char *base = strrchr (self->path, '/');

  return *title != '\0' ? title : base != NULL ? base + 1 : self->path;
}

const char *
sch_document_get_subtitle (SchDocument *self)
{
  return self->subtitle != NULL ? self->subtitle : "";
}

const char *
sch_document_get_problem (SchDocument *self)
{
  return self->problem;
}

gboolean
sch_document_is_missing (SchDocument *self)
{
  return self->missing;
}

const char *
sch_document_get_file_name (SchDocument *self)
{
  if (self->file_name == NULL)
    self->file_name = g_build_filename (self->root, self->path, NULL);
  return self->file_name;
}

guint64
sch_document_get_size (SchDocument *self)
{
  return self->size;
}

SchStatus
sch_document_get_status (SchDocument *self)
{
  return self->status;
}

guint
sch_document_get_n_spans (SchDocument *self)
{
  return self->n_spans;
}

guint
sch_document_get_n_problems (SchDocument *self)
{
  return self->n_problems;
}

guint
sch_document_get_n_doubts (SchDocument *self)
{
  return self->n_doubts;
}

gint64
sch_document_get_changed (SchDocument *self)
{
  return self->changed;
}

SchTree *
sch_document_get_metadata (SchDocument *self)
{
  return self->metadata;
}

guint
sch_document_get_version (SchDocument *self)
{
  return self->version;
}

const char *
sch_document_get_direction (SchDocument *self)
{
  return self->metadata != NULL ? sch_tree_get_string (self->metadata, "direction") : "";
}

const char *
sch_document_get_language (SchDocument *self)
{
  return self->metadata != NULL ? sch_tree_get_string (self->metadata, "language") : "";
}
