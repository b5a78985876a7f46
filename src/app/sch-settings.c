/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the settings of the program come from: the schema that is installed, else the one in the
 * folder in which the program was built. */

#include "config.h"

#include "sch-settings.h"

static GSettingsSchema *
lookup_schema (GError **error)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) built = NULL;
  g_autoptr (GError) not_built = NULL;
  GSettingsSchema *schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCH_APP_ID, TRUE);
  if (schema != NULL)
    return schema;

  built = g_settings_schema_source_new_from_directory (SCH_BUILD_DATADIR, source, FALSE,
                                                       &not_built);
  if (built != NULL)
    schema = g_settings_schema_source_lookup (built, SCH_APP_ID, FALSE);
  if (schema == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "The settings schema %s is not installed; install the program, or set "
                 "GSETTINGS_SCHEMA_DIR to the folder with its gschemas.compiled",
                 SCH_APP_ID);
  return schema;
}

/**
 * sch_settings_new:
 *
 * Returns: (transfer full) (nullable): the settings of the program, or NULL with an error where
 *   their schema cannot be found
 */
GSettings *
sch_settings_new (GError **error)
{
  g_autoptr (GSettingsSchema) schema = lookup_schema (error);

  if (schema == NULL)
    return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}
