/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings are recognised and converted without loss; what is no text is said to be none. */

#include <string.h>

#include "sch-encoding.h"
#include "sch-error.h"
#include "sch-text.h"

static const char *const english =
    "The café’s owner said “we will go” — and the naïve façade of the Zürich résumé fell.\n";
static const char *const french =
    "Le ministère a déclaré hier que les élèves étaient arrivés à l'école très tôt. À côté.\r\n";
static const char *const
    german = "Die Bürgermeisterin erklärte, daß über fünf Häuser größere Schäden aufwiesen.\n";
static const char *const
    russian = "Министр заявил в понедельник, что корабль затонул у побережья и все люди спасены.\n";
static const char *const arabic =
    "قال الوزير يوم الاثنين إن السفينة غرقت قبالة الساحل وإن جميع من كانوا على متنها نجوا.\n";
static const char *const
    japanese = "大臣は月曜日に、船が海岸沖で沈没したが全員が救助されたと述べた。カタカナもある。\n";
static const char *const chinese = "部长星期一表示，该船在海岸附近沉没，但船上所有人员均已获救。\n";

/* Bytes of @string, several times, in @encoding. */
static GBytes *
encode (const char *string, const char *encoding, const char *mark, gsize mark_len)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize len = 0;

  for (guint i = 0; i < 6; i++)
    g_string_append (text, string);
  g_autofree char *data = g_convert (text->str, text->len, encoding, "UTF-8", NULL, &len, &error);
  g_assert_no_error (error);
  GByteArray *array = g_byte_array_new ();
  g_byte_array_append (array, (const guint8 *) mark, mark_len);
  g_byte_array_append (array, (const guint8 *) data, len);
  return g_byte_array_free_to_bytes (array);
}

static void
test_round_trips (void)
{
  const struct
  {
    const char *string;
    const char *encoding;
    const char *mark;
    gsize mark_len;
    const char *guessed;
  } cases[] = {
    { english, "UTF-16LE", "\xFF\xFE", 2, "UTF-16LE" },
    { english, "UTF-16BE", "\xFE\xFF", 2, "UTF-16BE" },
    { english, "UTF-16LE", "", 0, "UTF-16LE" },
    { english, "UTF-16BE", "", 0, "UTF-16BE" },
    { russian, "UTF-16LE", "", 0, "UTF-16LE" },
    { arabic, "UTF-16BE", "", 0, "UTF-16BE" },
    { english, "UTF-32LE", "\xFF\xFE\0\0", 4, "UTF-32LE" },
    { english, "UTF-32BE", "\0\0\xFE\xFF", 4, "UTF-32BE" },
    { english, "UTF-32LE", "", 0, "UTF-32LE" },
    { english, "WINDOWS-1252", "", 0, "windows-1252" },
    { french, "ISO-8859-1", "", 0, "ISO-8859-1" },
    { german, "ISO-8859-1", "", 0, "ISO-8859-1" },
    { russian, "WINDOWS-1251", "", 0, "windows-1251" },
    { russian, "KOI8-R", "", 0, "KOI8-R" },
    { arabic, "WINDOWS-1256", "", 0, "windows-1256" },
    { arabic, "ISO-8859-6", "", 0, "ISO-8859-6" },
    { japanese, "SHIFT_JIS", "", 0, "Shift_JIS" },
    { japanese, "EUC-JP", "", 0, "EUC-JP" },
    { chinese, "GB18030", "", 0, "GB18030" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes)
          bytes = encode (cases[i].string, cases[i].encoding, cases[i].mark, cases[i].mark_len);
      g_autofree char *guessed = sch_text_guess_encoding (g_bytes_get_data (bytes, NULL),
                                                          g_bytes_get_size (bytes));
      g_assert_cmpstr (guessed, ==, cases[i].guessed);
      g_autoptr (GBytes) converted = sch_text_convert (bytes, guessed, &error);
      g_assert_no_error (error);
      g_autoptr (GBytes) expected = encode (cases[i].string, "UTF-8", "", 0);
      g_assert_cmpmem (g_bytes_get_data (converted, NULL), g_bytes_get_size (converted),
                       g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
      g_autoptr (SchText) text = sch_text_new (converted, &error);
      g_assert_no_error (error);
    }
}

/* What tells the encoding may stand far behind plain ASCII. */
static void
test_late_letters (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  gsize len = 0;

  for (guint i = 0; i < 5000; i++)
    g_string_append (string, "Plain words only. ");
  for (guint i = 0; i < 5; i++)
    g_string_append (string, russian);
  g_autofree char *data = g_convert (string->str, string->len, "WINDOWS-1251", "UTF-8", NULL, &len,
                                     NULL);
  g_autofree char *guessed = sch_text_guess_encoding (data, len);
  g_assert_cmpstr (guessed, ==, "windows-1251");
}

static void
test_damaged_utf8 (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n_replaced = 0;

  for (guint i = 0; i < 5; i++)
    g_string_append (string, russian);
  g_string_append (string, "x\xFFy \xD0z");
  g_autoptr (GBytes) bytes = g_bytes_new (string->str, string->len);
  g_autofree char *guessed = sch_text_guess_encoding (string->str, string->len);
  g_assert_cmpstr (guessed, ==, "UTF-8");

  g_assert_null (sch_text_convert (bytes, guessed, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
  g_assert_nonnull (strstr (error->message, "bytes FF at"));
  g_autofree char *place = g_strdup_printf ("byte %u ", (guint) string->len - 5);
  g_assert_nonnull (strstr (error->message, place));
  g_clear_error (&error);

  g_autoptr (GBytes) converted = sch_text_convert_lossy (bytes, guessed, &n_replaced, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_replaced, ==, 2);
  g_autoptr (SchText) text = sch_text_new (converted, &error);
  g_assert_no_error (error);
  g_autofree char *end = sch_text_dup_slice (text, sch_text_get_char_count (text) - 6, G_MAXUINT);
  g_assert_cmpstr (end, ==, "x\xEF\xBF\xBDy \xEF\xBF\xBDz");
}

static void
test_errors (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc\0def", 7);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (sch_text_guess_encoding ("\x7F"
                                          "ELF\0\1\2\0\0\0\3\0>\0\1\0\0",
                                          17));
  g_assert_null (sch_text_guess_encoding ("", 0));
  g_assert_null (sch_text_convert (bytes, "no-such-thing", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (sch_text_convert (bytes, "ISO-8859-1", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
  g_assert_nonnull (strstr (error->message, "NUL"));
  g_clear_error (&error);
  g_autoptr (GBytes) converted = sch_text_convert (empty, "UTF-16LE", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (converted), ==, 0);

  /* An odd number of bytes. */
  g_autoptr (GBytes) odd = g_bytes_new_static ("a\0b\0c", 5);
  g_assert_null (sch_text_convert (odd, "UTF-16LE", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
}

static void
test_random_bytes (void)
{
  for (guint round = 0; round < 300; round++)
    {
      gsize len = g_test_rand_int_range (0, 3000);
      g_autofree char *data = g_malloc (len + 1);
      for (gsize i = 0; i < len; i++)
        data[i] = g_test_rand_int_range (round % 2, 256);
      g_autofree char *guessed = sch_text_guess_encoding (data, len);
      if (guessed == NULL)
        continue;
      g_autoptr (GBytes) bytes = g_bytes_new (data, len);
      guint n_replaced = 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) converted = sch_text_convert_lossy (bytes, guessed, &n_replaced, &error);
      g_assert_true ((converted == NULL) == (error != NULL));
      if (converted == NULL)
        continue;
      g_autoptr (SchText) text = sch_text_new (converted, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/round-trips", test_round_trips);
  g_test_add_func ("/encoding/late-letters", test_late_letters);
  g_test_add_func ("/encoding/damaged-utf8", test_damaged_utf8);
  g_test_add_func ("/encoding/errors", test_errors);
  g_test_add_func ("/encoding/random-bytes", test_random_bytes);
  return g_test_run ();
}
