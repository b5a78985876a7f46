/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading records in several threads at once: values that threads make and drop must not meet. */

#include <string.h>

#include "sch-layer-document.h"

#define N_THREADS 4
#define N_ROUNDS 300

static const char json[] =
    "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1,\n"
    " \"document\": {\"path\": \"a.txt\", \"length\": 11, \"sha256\": \"\"},\n"
    " \"spans\": [\n"
    "  {\"id\": \"s1\", \"label\": \"thread-person\", \"ranges\": [[0, 5]], \"by\": \"thread-dana\",\n"
    "   \"attributes\": {\"thread-mention\": \"name\"}},\n"
    "  {\"id\": \"s2\", \"label\": \"thread-place\", \"ranges\": [[6, 11]], \"by\": \"thread-omar\"}],\n"
    " \"relations\": [{\"id\": \"r1\", \"type\": \"thread-part\", \"from\": \"s1\", \"to\": \"s2\"}]}\n";

static gpointer
read_often (gpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SchText) text = sch_text_new_from_string ("hello world");
      g_autoptr (SchLayerDocument)
          document = sch_layer_document_new_from_json ("dana", "a.txt", text, bytes, "a.txt.json",
                                                       &error);

      g_assert_no_error (error);
      g_assert_cmpuint (sch_layer_document_get_n_spans (document), ==, 2);
      g_assert_cmpuint (sch_layer_document_count_label (document, "thread-person"), ==, 1);
    }
  return NULL;
}

static void
test_read_together (void)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("reader", read_often, NULL);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/threads/read-together", test_read_together);
  return g_test_run ();
}
