/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchSchemeEntry:
 * @id: the name of the file without ".json"; what a person types
 * @name: as people see it; the id where the file cannot be read
 * @description: for whom it is, in a sentence or two; "" = not said
 * @path: the file
 * @n_labels: that are in use
 * @own: saved by the person; else it came with the program
 * @error: (nullable): why the file is no scheme; it is listed all the same
 */
typedef struct
{
  char *id;
  char *name;
  char *description;
  char *path;
  guint n_labels;
  gboolean own;
  GError *error;
} SchSchemeEntry;

/**
 * SchSchemeCatalog:
 *
 * The schemes that a corpus can begin with: those that came with the program, and the person's own,
 * which are files in a folder of theirs. As the folders were when they were read. Not for several
 * threads.
 */
typedef struct _SchSchemeCatalog SchSchemeCatalog;

/* @data_dir: that of the environment; the bundled schemes are in its folder "schemes"
 * @own_folder: (nullable): environment->schemes_dir; need not be there; NULL = the bundled ones only */
SchSchemeCatalog *sch_scheme_catalog_new (const char *data_dir, const char *own_folder);
void sch_scheme_catalog_free (SchSchemeCatalog *self);
/* Reads the folders again; what was got from the catalog is gone. */
void sch_scheme_catalog_refresh (SchSchemeCatalog *self);

/* (element-type SchSchemeEntry): the bundled ones, News first, then the person's own, each by name. An
 * own one with the id of a bundled one stands in its stead. */
GPtrArray *sch_scheme_catalog_get_entries (SchSchemeCatalog *self);
/* (nullable): why a folder could not be listed. */
const GError *sch_scheme_catalog_get_error (SchSchemeCatalog *self);
const SchSchemeEntry *sch_scheme_catalog_find (SchSchemeCatalog *self, const char *id);
/* "news, argument, …": those that can be read, for messages. */
char *sch_scheme_catalog_dup_ids (SchSchemeCatalog *self);

SchScheme *sch_scheme_catalog_load (SchSchemeCatalog *self, const char *id, GError **error);
/* The id of a scheme, else a file; another name is SCH_ERROR_NOT_FOUND with the names there are. */
SchScheme *sch_scheme_catalog_load_any (SchSchemeCatalog *self, const char *id_or_path,
                                        GError **error);
SchScheme *sch_scheme_catalog_read_file (const char *path, GError **error);

/* Writes the scheme into the person's folder, under @name (nullable: its own), which gives the file its
 * name. Where that id is in the catalog it is SCH_ERROR_EXISTS, unless @replace.
 * @id: (out) (optional) (transfer full) */
gboolean sch_scheme_catalog_save (SchSchemeCatalog *self, SchScheme *scheme, const char *name,
                                  gboolean replace, char **id, GError **error);
/* Takes one of the person's own away. */
gboolean sch_scheme_catalog_remove (SchSchemeCatalog *self, const char *id, GError **error);
/* (transfer full): the id under which a scheme of this name is saved. */
char *sch_scheme_catalog_dup_id_for (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSchemeCatalog, sch_scheme_catalog_free)

G_END_DECLS
