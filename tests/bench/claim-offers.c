/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints what the program does by itself for each of the claims of a text: a line "START END VOICE", with "author" where it
 * takes the claim for the author's own and "-" where not, followed by the start and the end of the cue that it
 * offers. What tests/bench/actions plans with.
 */

#include "config.h"

#include <gio/gio.h>
#include <stdio.h>

#include "sch-derive-beside.h"
#include "sch-derive-voice.h"

static gboolean
print_offer (SchText *text, const char *claim)
{
  SchRange range;
  SchRange cue;
  const char *voice;
  const SchQuotationPlace place = {
    .text = text, .language = "en", .ranges = &range, .n_ranges = 1
  };

  if (sscanf (claim, "%u-%u", &range.start, &range.end) != 2 || range.start >= range.end ||
      range.end > sch_text_get_char_count (text))
    return FALSE;
  voice = sch_derive_voice (&place);
  g_print ("%u %u %s", range.start, range.end, voice != NULL ? voice : "-");
  if (sch_derive_find_cue (&place, &cue))
    g_print (" %u %u", cue.start, cue.end);
  g_print ("\n");
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SchText) text = NULL;
  gsize byte_len;

  if (argc < 2)
    {
      g_printerr ("usage: claim-offers FILE START-END...\n");
      return 2;
    }
  if (!g_file_get_contents (argv[1], &data, &byte_len, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&data), byte_len);
  text = sch_text_new (bytes, &error);
  if (text == NULL)
    {
      g_printerr ("%s: %s\n", argv[1], error->message);
      return 1;
    }
  for (int i = 2; i < argc; i++)
    if (!print_offer (text, argv[i]))
      {
        g_printerr ("%s has no place %s\n", argv[1], argv[i]);
        return 1;
      }
  return 0;
}
