/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Font and size of the text, as CSS. */

#include "config.h"

#include "sch-document-style.h"

char *
sch_document_style_dup_css (const char *font, double zoom)
{
  g_autoptr (GString) css = g_string_new (".sch-document { ");
  char size[G_ASCII_DTOSTR_BUF_SIZE];

  if (font == NULL || *font == '\0')
    g_string_append (
        css,
        "font-family: \"Source Serif 4\", \"Noto Serif\", \"Charis SIL\", \"DejaVu Serif\", serif; ");
  else
    {
      PangoFontDescription *description = pango_font_description_from_string (font);
      const char *family = pango_font_description_get_family (description);

      if (family != NULL)
        g_string_append_printf (css, "font-family: \"%s\"; ", family);
      pango_font_description_free (description);
    }
  g_ascii_formatd (size, sizeof size, "%.2f", 1.22 * zoom);
  g_string_append_printf (css, "font-size: %sem; }", size);
  return g_string_free (g_steal_pointer (&css), FALSE);
}
