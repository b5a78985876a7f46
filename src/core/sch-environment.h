/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SchEnvironment:
 * @now: the clock, seconds since 1970 UTC
 * @user: name written as annotator ("by") and shown to others in messages; [a-z0-9][a-z0-9._-]* folded
 * @host, @boot_id, @machine_id: of this machine
 * @instance: random id of this program instance
 * @state_dir: where journal and history go when the corpus cannot be written
 * @cache_dir: (nullable): for what can be made anew at any time
 * @runtime_dir: (nullable): for liveness files
 * @data_dir: where the bundled schemes and the sample corpus are
 * @schemes_dir: (nullable): where the person's own schemes are kept
 *
 * All that the core is told about the outside. Only sch_environment_new_system(), called by the
 * main programs, reads clock, host and environment; tests build their own.
 */
typedef struct
{
  gint64 (*now) (void);
  char *user;
  char *host;
  char *boot_id;
  char *machine_id;
  char *instance;
  char *state_dir;
  char *cache_dir;
  char *runtime_dir;
  char *data_dir;
  char *schemes_dir;
} SchEnvironment;

SchEnvironment *sch_environment_new_system (void);
SchEnvironment *sch_environment_copy (const SchEnvironment *self);
void sch_environment_free (SchEnvironment *self);
/* A name folded to what a layer may be called: "Dana K." -> "dana-k." */
char *sch_environment_fold_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchEnvironment, sch_environment_free)

G_END_DECLS
