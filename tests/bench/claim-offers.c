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

/* The innermost of the claims that it lies in, else everything. */
static SchRange
find_part (const GArray *claims, SchRange claim)
{
  SchRange part = { 0, G_MAXUINT };

  for (guint i = 0; i < claims->len; i++)
    {
      SchRange other = g_array_index (claims, SchRange, i);

      if (other.start <= claim.start && claim.end <= other.end &&
          (other.start != claim.start || other.end != claim.end) &&
          other.end - other.start < part.end - part.start)
        part = other;
    }
  return part;
}

static void
print_offer (SchText *text, const GArray *claims, SchRange claim)
{
  const SchQuotationPlace place = {
    .text = text, .language = "en", .ranges = &claim, .n_ranges = 1
  };
  const char *voice = sch_derive_voice (&place);
  SchRange cue;

  g_print ("%u %u %s", claim.start, claim.end, voice != NULL ? voice : "-");
  if (sch_derive_find_cue (&place, find_part (claims, claim), &cue))
    g_print (" %u %u", cue.start, cue.end);
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SchText) text = NULL;
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (SchRange));
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
    {
      SchRange range;

      if (sscanf (argv[i], "%u-%u", &range.start, &range.end) != 2 || range.start >= range.end ||
          range.end > sch_text_get_char_count (text))
        {
          g_printerr ("%s has no place %s\n", argv[1], argv[i]);
          return 1;
        }
      g_array_append_val (claims, range);
    }
  for (guint i = 0; i < claims->len; i++)
    print_offer (text, claims, g_array_index (claims, SchRange, i));
  return 0;
}
