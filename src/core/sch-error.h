/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SCH_ERROR (sch_error_quark ())

/**
 * SchError:
 * @SCH_ERROR_FORMAT: the content of a file is not what its format demands
 * @SCH_ERROR_ENCODING: bytes are not UTF-8, or hold a NUL
 * @SCH_ERROR_TOO_LARGE: a limit on size, depth or count is exceeded
 * @SCH_ERROR_VERSION: a file of a newer version; it may be read but not written
 * @SCH_ERROR_RANGE: an offset lies outside the text, or a range is malformed
 * @SCH_ERROR_NOT_FOUND: an id, label, layer or document that does not exist
 * @SCH_ERROR_EXISTS: an id, layer or document that exists already
 * @SCH_ERROR_CONFLICT: the target is not in the state that the edit expects
 * @SCH_ERROR_READ_ONLY: the target may not be changed
 * @SCH_ERROR_LOCKED: another instance holds the corpus
 * @SCH_ERROR_CHANGED: a file was changed by another program since it was read
 * @SCH_ERROR_INVALID: an argument or a name that is not allowed
 * @SCH_ERROR_LOSS: something would be lost and that was forbidden
 */
typedef enum
{
  SCH_ERROR_FORMAT,
  SCH_ERROR_ENCODING,
  SCH_ERROR_TOO_LARGE,
  SCH_ERROR_VERSION,
  SCH_ERROR_RANGE,
  SCH_ERROR_NOT_FOUND,
  SCH_ERROR_EXISTS,
  SCH_ERROR_CONFLICT,
  SCH_ERROR_READ_ONLY,
  SCH_ERROR_LOCKED,
  SCH_ERROR_CHANGED,
  SCH_ERROR_INVALID,
  SCH_ERROR_LOSS,
} SchError;

GQuark sch_error_quark (void);

G_END_DECLS
