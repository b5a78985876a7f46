/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place that could be annotated like another: made by SchOccurrences, ticked by a person. */

#include "config.h"

#include "sch-occurrence-private.h"

G_DEFINE_FINAL_TYPE (SchOccurrence, sch_occurrence, G_TYPE_OBJECT)

enum
{
  PROP_TICKED = 1,
};

static void
sch_occurrence_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TICKED)
    g_value_set_boolean (value, SCH_OCCURRENCE (object)->ticked);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sch_occurrence_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TICKED)
    sch_occurrence_set_ticked (SCH_OCCURRENCE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sch_occurrence_finalize (GObject *object)
{
  SchOccurrence *self = SCH_OCCURRENCE (object);

  g_ref_string_release (self->path);
  g_free (self->before);
  g_free (self->text);
  g_free (self->after);
  g_free (self->key);
  G_OBJECT_CLASS (sch_occurrence_parent_class)->finalize (object);
}

static void
sch_occurrence_class_init (SchOccurrenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sch_occurrence_get_property;
  object_class->set_property = sch_occurrence_set_property;
  object_class->finalize = sch_occurrence_finalize;
  g_object_class_install_property (object_class, PROP_TICKED,
                                   g_param_spec_boolean ("ticked", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE |
                                                             G_PARAM_EXPLICIT_NOTIFY |
                                                             G_PARAM_STATIC_STRINGS));
}

static void
sch_occurrence_init (SchOccurrence *self)
{
}

const char *
sch_occurrence_get_path (SchOccurrence *self)
{
  return self->path;
}

SchRange
sch_occurrence_get_range (SchOccurrence *self)
{
  return self->range;
}

const char *
sch_occurrence_get_before (SchOccurrence *self)
{
  return self->before;
}

const char *
sch_occurrence_get_text (SchOccurrence *self)
{
  return self->text;
}

const char *
sch_occurrence_get_after (SchOccurrence *self)
{
  return self->after;
}

gboolean
sch_occurrence_is_ticked (SchOccurrence *self)
{
  return self->ticked;
}

void
sch_occurrence_set_ticked (SchOccurrence *self, gboolean ticked)
{
  g_return_if_fail (SCH_IS_OCCURRENCE (self));

  ticked = ticked != FALSE;
  if (self->ticked == ticked)
    return;
  self->ticked = ticked;
  g_object_notify (G_OBJECT (self), "ticked");
}

gboolean
sch_occurrence_was_left_out (SchOccurrence *self)
{
  return self->left_out;
}

const char *
sch_occurrence_get_key (SchOccurrence *self)
{
  return self->key;
}
