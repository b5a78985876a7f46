/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SCH_BLOCK_PARAGRAPH,
  SCH_BLOCK_HEADING, /* level: 1-6 */
  SCH_BLOCK_ITEM,    /* level: nesting from 1; marker: "•" or a number */
  SCH_BLOCK_CODE,
  SCH_BLOCK_RULE,
  SCH_BLOCK_ROW, /* of a table: its first cell in bold, then each other one with its heading */
} SchBlockKind;

typedef enum
{
  SCH_INLINE_PLAIN = 0,
  SCH_INLINE_BOLD = 1 << 0,
  SCH_INLINE_ITALIC = 1 << 1,
  SCH_INLINE_CODE = 1 << 2,
  SCH_INLINE_STRIKE = 1 << 3,
} SchInlineStyle;

/* A stretch of text in one style. @url: (nullable): where it leads; http, https or mailto only */
typedef struct
{
  char *text;
  SchInlineStyle style;
  char *url;
} SchInline;

/* @quotes: how deep in quotations; @marker: (nullable) */
typedef struct
{
  SchBlockKind kind;
  guint level;
  guint quotes;
  char *marker;
  GPtrArray *inlines; /* of SchInline */
} SchBlock;

/* Reads Markdown; anything is some Markdown. Raw HTML is left out, images are their texts.
 * (transfer full) (element-type SchBlock) */
GPtrArray *sch_markdown_parse (const char *markdown);

G_END_DECLS
