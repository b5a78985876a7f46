/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kills a process that edits a corpus, again and again, and looks at what is left.
 *
 * The editing process says for each step that it is about to make it, what the corpus holds after
 * it, and when it was said to be saved. It is killed at a random moment. Then the corpus is opened:
 * it must hold the state after a step that is not older than the last one that was saved; undo and
 * redo must lead away and back; closed and opened again it must hold the same, without a message
 * about a broken file. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sch-corpus.h"
#include "sch-store.h"

#define KILLS_PER_CORPUS 12u
#define MAX_STEPS 60u

static const char *const paths[] = { "a.txt", "b.txt", "deep/c.txt", "deep/d.txt" };
static const char *const layers[] = { "dana", "second" };
static const char *const labels[] = { "person", "organization", "claim", "source" };

typedef struct
{
  char *base;
  char *root;
  GRand *rand;
  guint n_kills;
  guint n_lost;
  guint n_corrupt;
  guint n_instances;
} Run;

/* What the editing process said: the digest after each step, "" where it could not say it any more. */
typedef struct
{
  GPtrArray *digests; /* of char * */
  guint saved;        /* the last step that was saved; 0 = what was there at the start */
} Said;

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static SchCorpus *
open_corpus (Run *run, GError **error)
{
  g_autoptr (SchEnvironment) environment = g_new0 (SchEnvironment, 1);

  environment->now = now;
  environment->user = g_strdup ("dana");
  environment->host = g_strdup ("host");
  environment->boot_id = g_strdup ("boot");
  environment->machine_id = g_strdup ("machine");
  environment->instance = g_strdup_printf ("%08x%u", g_rand_int (run->rand), run->n_instances++);
  environment->state_dir = g_build_filename (run->base, "state", NULL);
  environment->runtime_dir = g_build_filename (run->base, "run", NULL);
  environment->data_dir = g_strdup (SCH_SOURCE_DATADIR);
  g_mkdir_with_parents (environment->runtime_dir, 0700);
  return sch_corpus_open (run->root, environment, SCH_OPEN_DEFAULT, NULL, error);
}

static void
new_corpus (Run *run)
{
  remove_tree (run->base);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = g_build_filename (run->root, paths[i], NULL);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GString) text = g_string_new (NULL);

      g_mkdir_with_parents (folder, 0755);
      for (guint k = 0; k < 40; k++)
        g_string_append (text, "Ada — “Überall” 😀 met Charles.\r\n");
      g_file_set_contents (path, text->str, text->len, NULL);
    }
}

/* --- What a corpus holds --- */

static void
add_records (GString *all, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *json = sch_record_dup_json (g_ptr_array_index (records, i), NULL);

      g_string_append (all, json);
      g_string_append_c (all, '\n');
    }
  g_ptr_array_unref (records);
}

static char *
dup_digest (SchCorpus *corpus)
{
  g_autoptr (GString) all = g_string_new (NULL);
  char sha256[65];

  for (guint l = 0; l < G_N_ELEMENTS (layers); l++)
    {
      for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
        {
          SchLayerDocument *document = sch_corpus_get_layer_document (corpus, layers[l], paths[p],
                                                                      NULL);

          add_records (all, sch_layer_document_list_spans (document));
          add_records (all, sch_layer_document_list_relations (document));
          g_string_append_printf (all, "%d\n", sch_layer_document_get_status (document));
        }
      add_records (all, sch_corpus_list_clusters (corpus, layers[l]));
      add_records (all, sch_corpus_list_cluster_links (corpus, layers[l]));
    }
  sch_store_sha256 (all->str, all->len, sha256);
  return g_strdup (sha256);
}

/* --- The editing process --- */

typedef struct
{
  SchCorpus *corpus;
  GRand *rand;
  int fd;
  guint n_steps;
  guint n_saved;
} Editor;

static void say (Editor *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (Editor *self, const char *format, ...)
{
  va_list args;
  g_autofree char *line = NULL;
  gssize n;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  n = write (self->fd, line, strlen (line));
  if (n != (gssize) strlen (line))
    _exit (9);
}

static void
say_saved (Editor *self)
{
  if (sch_corpus_get_saved_state (self->corpus) == SCH_SAVED && self->n_saved < self->n_steps)
    {
      self->n_saved = self->n_steps;
      say (self, "S %u\n", self->n_saved);
    }
}

static const char *
pick (Editor *self, const char *const *names, guint n_names)
{
  return names[g_rand_int_range (self->rand, 0, n_names)];
}

static void
add_span (Editor *self, SchEditGroup *group, const char *layer)
{
  const char *path = pick (self, paths, G_N_ELEMENTS (paths));
  guint start = g_rand_int_range (self->rand, 0, 1000);
  const SchRange ranges[] = { { start, start + 3 }, { start + 10, start + 20 } };
  g_autofree char *id = sch_id_new_random ();
  g_autoptr (SchSpan) span = sch_span_new (id, pick (self, labels, G_N_ELEMENTS (labels)), ranges,
                                           g_rand_int_range (self->rand, 1, 3));

  sch_record_stamp (span, "dana", now ());
  sch_edit_group_add (group, SCH_RECORD_SPAN, layer, path, NULL, span);
}

/* Changes or removes a span that is there, and its relations with it. */
static void
change_span (Editor *self, SchEditGroup *group, const char *layer)
{
  const char *path = pick (self, paths, G_N_ELEMENTS (paths));
  SchLayerDocument *document = sch_corpus_get_layer_document (self->corpus, layer, path, NULL);
  guint n_spans = sch_layer_document_get_n_spans (document);
  SchSpan *before;
  SchSpan *after = NULL;

  if (n_spans == 0)
    return;
  before = sch_span_index_get (sch_layer_document_get_index (document),
                               g_rand_int_range (self->rand, 0, n_spans));
  if (g_rand_boolean (self->rand))
    {
      after = sch_record_copy (before);
      sch_span_set_label (after, pick (self, labels, G_N_ELEMENTS (labels)));
      after->doubt = !after->doubt;
    }
  else
    {
      GPtrArray *relations = sch_layer_document_get_relations_of (document, before->record.id);

      for (guint i = 0; relations != NULL && i < relations->len; i++)
        sch_edit_group_add (group, SCH_RECORD_RELATION, layer, path,
                            g_ptr_array_index (relations, i), NULL);
    }
  sch_edit_group_add (group, SCH_RECORD_SPAN, layer, path, before, after);
  sch_record_unref (after);
}

static void
relate (Editor *self, SchEditGroup *group, const char *layer)
{
  const char *path = pick (self, paths, G_N_ELEMENTS (paths));
  SchLayerDocument *document = sch_corpus_get_layer_document (self->corpus, layer, path, NULL);
  SchSpanIndex *index = sch_layer_document_get_index (document);
  guint n_spans = sch_layer_document_get_n_spans (document);
  g_autofree char *id = sch_id_new_random ();
  g_autoptr (SchRelation) relation = NULL;

  if (n_spans < 2)
    return;
  relation = sch_relation_new (
      SCH_RECORD_RELATION, id, "attributed-to",
      sch_span_index_get (index, g_rand_int_range (self->rand, 0, n_spans))->record.id,
      sch_span_index_get (index, g_rand_int_range (self->rand, 0, n_spans))->record.id);
  sch_edit_group_add (group, SCH_RECORD_RELATION, layer, path, NULL, relation);
}

static void
add_cluster (Editor *self, SchEditGroup *group, const char *layer)
{
  g_autofree char *id = sch_id_new_random ();
  g_autoptr (SchCluster) cluster = sch_cluster_new (id, "entity", "Ada");

  sch_edit_group_add (group, SCH_RECORD_CLUSTER, layer, NULL, NULL, cluster);
  add_span (self, group, layer);
}

static void
set_status (Editor *self, SchEditGroup *group, const char *layer)
{
  const char *path = pick (self, paths, G_N_ELEMENTS (paths));
  SchLayerDocument *document = sch_corpus_get_layer_document (self->corpus, layer, path, NULL);
  SchState *before = sch_layer_document_get_state (document);
  g_autoptr (SchState) after = sch_record_copy (before);

  after->status = (before->status + 1) % (SCH_STATUS_DONE + 1);
  sch_edit_group_add (group, SCH_RECORD_STATE, layer, path, before, after);
}

static gboolean
do_group (Editor *self, const char *layer, guint kind)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Step", layer);
  g_autoptr (GError) error = NULL;

  switch (kind)
    {
    case 0:
      relate (self, group, layer);
      break;
    case 1:
      add_cluster (self, group, layer);
      break;
    case 2:
      set_status (self, group, layer);
      break;
    case 3:
    case 4:
    case 5:
      change_span (self, group, layer);
      break;
    default:
      for (guint n = g_rand_int_range (self->rand, 1, 4); n > 0; n--)
        add_span (self, group, layer);
    }
  if (sch_edit_group_is_empty (group))
    return FALSE;
  say (self, "P\n");
  if (sch_corpus_apply (self->corpus, group, &error))
    return TRUE;
  fprintf (stderr, "a step was refused: %s\n", error->message);
  _exit (8);
}

static gboolean
do_step (Editor *self)
{
  const char *layer = layers[g_rand_int_range (self->rand, 0, 4) == 0];
  guint kind = g_rand_int_range (self->rand, 0, 14);
  gboolean redo = kind == 13;
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (GError) error = NULL;

  if (kind < 11)
    return do_group (self, layer, kind);
  if (redo ? !sch_corpus_can_redo (self->corpus, layer)
           : !sch_corpus_can_undo (self->corpus, layer))
    return FALSE;
  say (self, "P\n");
  group = redo ? sch_corpus_redo (self->corpus, layer, &error)
               : sch_corpus_undo (self->corpus, layer, &error);
  if (group != NULL)
    return TRUE;
  fprintf (stderr, "undo or redo was refused: %s\n", error->message);
  _exit (8);
}

static void
edit (Run *run, guint32 seed, gboolean only_open, int fd)
{
  Editor self = { .rand = g_rand_new_with_seed (seed), .fd = fd };
  g_autoptr (GError) error = NULL;

  self.corpus = open_corpus (run, &error);
  if (self.corpus == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      _exit (8);
    }
  if (only_open && !sch_corpus_flush (self.corpus, &error))
    fprintf (stderr, "%s\n", error->message);
  while (!only_open && self.n_steps < MAX_STEPS)
    {
      guint rest = g_rand_int_range (self.rand, 0, 10);

      if (do_step (&self))
        {
          g_autofree char *digest = dup_digest (self.corpus);

          self.n_steps++;
          say (&self, "A %s\n", digest);
        }
      if (rest == 0)
        sch_corpus_write_files (self.corpus);
      if (rest == 1 && !sch_corpus_flush (self.corpus, &error))
        _exit (7);
      if (rest == 2)
        g_usleep (2000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      say_saved (&self);
    }
  for (;;)
    pause ();
}

/* --- Killing and looking --- */

static void
take_line (Said *said, const char *line)
{
  if (line[0] == 'P')
    g_ptr_array_add (said->digests, g_strdup (""));
  else if (line[0] == 'A')
    {
      g_ptr_array_remove_index (said->digests, said->digests->len - 1);
      g_ptr_array_add (said->digests, g_strdup (line + 2));
    }
  else if (line[0] == 'S')
    said->saved = atoi (line + 2);
}

/* Reads what there is; after a kill, to the end. */
static void
read_said (Said *said, FILE *file, guint n_steps)
{
  char line[128];

  while ((n_steps == 0 || said->digests->len <= n_steps) && fgets (line, sizeof line, file) != NULL)
    {
      char *end = strchr (line, '\n');

      if (end == NULL)
        return; /* torn by the kill */
      *end = '\0';
      take_line (said, line);
    }
}

/* Returns FALSE if the process ended by itself, which it never should. */
static gboolean
run_and_kill (Run *run, Said *said)
{
  gboolean only_open = g_rand_int_range (run->rand, 0, 5) == 0;
  guint n_steps = g_rand_int_range (run->rand, 1, MAX_STEPS);
  guint delay = g_rand_int_range (run->rand, 0, g_rand_boolean (run->rand) ? 500 : 20000);
  guint32 seed = g_rand_int (run->rand);
  int fds[2];
  FILE *file;
  pid_t child;
  int status;

  if (pipe (fds) != 0 || (child = fork ()) < 0)
    g_error ("%s", g_strerror (errno));
  if (child == 0)
    {
      close (fds[0]);
      edit (run, seed, only_open, fds[1]);
    }
  run->n_instances++;
  close (fds[1]);
  file = fdopen (fds[0], "r");
  if (!only_open)
    read_said (said, file, n_steps);
  g_usleep (delay);
  kill (child, SIGKILL);
  read_said (said, file, 0);
  fclose (file);
  while (waitpid (child, &status, 0) < 0 && errno == EINTR)
    ;
  run->n_kills++;
  return WIFSIGNALED (status);
}

static const char *
find_trouble (SchCorpus *corpus)
{
  GPtrArray *issues = sch_corpus_get_issues (corpus);

  return issues->len > 0 ? ((SchIssue *) g_ptr_array_index (issues, 0))->message : NULL;
}

/* The step with this digest that is the latest; -1 = none. */
static int
find_step (Said *said, const char *digest)
{
  for (guint i = said->digests->len; i-- > 0;)
    if (strcmp (g_ptr_array_index (said->digests, i), digest) == 0)
      return i;
  return -1;
}

/* There and back in both layers; @seen gets the state in between. */
static const char *
try_history (SchCorpus *corpus, const char *digest, GPtrArray *seen)
{
  for (guint l = 0; l < G_N_ELEMENTS (layers); l++)
    for (guint redo = 0; redo < 2; redo++)
      {
        g_autoptr (SchEditGroup) there = NULL;
        g_autoptr (SchEditGroup) back = NULL;
        g_autofree char *after = NULL;

        if (redo ? !sch_corpus_can_redo (corpus, layers[l])
                 : !sch_corpus_can_undo (corpus, layers[l]))
          continue;
        there = redo ? sch_corpus_redo (corpus, layers[l], NULL)
                     : sch_corpus_undo (corpus, layers[l], NULL);
        if (there == NULL)
          return "a step of the history cannot be taken";
        g_ptr_array_add (seen, dup_digest (corpus));
        back = redo ? sch_corpus_undo (corpus, layers[l], NULL)
                    : sch_corpus_redo (corpus, layers[l], NULL);
        after = dup_digest (corpus);
        if (back == NULL || strcmp (after, digest) != 0)
          return "undo and redo do not lead back";
      }
  return NULL;
}

/* Whether the last step, of which only its beginning was said, is what is there: then the history
 * leads back to the step before. */
static gboolean
is_last_step (Said *said, GPtrArray *seen)
{
  const char *before;

  if (said->digests->len < 2 ||
      *(char *) g_ptr_array_index (said->digests, said->digests->len - 1) != '\0')
    return FALSE;
  before = g_ptr_array_index (said->digests, said->digests->len - 2);
  for (guint i = 0; i < seen->len; i++)
    if (strcmp (g_ptr_array_index (seen, i), before) == 0)
      return TRUE;
  return FALSE;
}

static const char *
check_again (Run *run, const char *digest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchCorpus) corpus = open_corpus (run, &error);
  g_autofree char *after = NULL;

  if (corpus == NULL)
    return "the corpus cannot be opened again";
  after = dup_digest (corpus);
  if (find_trouble (corpus) != NULL)
    return "there is trouble after closing";
  if (sch_corpus_has_unwritten_files (corpus))
    return "there is a journal left after closing";
  return strcmp (after, digest) == 0 ? NULL : "closing changes what is there";
}

/* Returns what is wrong, or NULL; @digest gets what is there. */
static const char *
look (Run *run, Said *said, char **digest, gboolean *lost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchCorpus) corpus = open_corpus (run, &error);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  const char *wrong = NULL;
  gboolean known;
  int step;

  if (corpus == NULL)
    {
      g_printerr ("%s\n", error->message);
      return "the corpus cannot be opened";
    }
  *digest = dup_digest (corpus);
  if (find_trouble (corpus) != NULL)
    {
      fprintf (stderr, "%s\n", find_trouble (corpus));
      return "there is trouble after the kill";
    }
  step = find_step (said, *digest);
  known = step >= 0 && (guint) step >= said->saved;
  /* Trying the history writes a journal: not before every look at it. */
  if (!known || g_rand_boolean (run->rand))
    wrong = try_history (corpus, *digest, seen);
  if (wrong == NULL && !known && !is_last_step (said, seen))
    {
      *lost = step >= 0;
      wrong = *lost ? "a saved step is missing" : "what is there is no state that ever was";
    }
  if (!sch_corpus_close (corpus, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return "the corpus cannot be closed";
    }
  return wrong != NULL ? wrong : check_again (run, *digest);
}

static gboolean
run_kill (Run *run, char **digest)
{
  Said said = { .digests = g_ptr_array_new_with_free_func (g_free) };
  gboolean lost = FALSE;
  const char *wrong;

  g_ptr_array_add (said.digests, g_strdup (*digest));
  wrong = run_and_kill (run, &said) ? NULL : "the editing process failed";
  g_clear_pointer (digest, g_free);
  if (wrong == NULL)
    wrong = look (run, &said, digest, &lost);
  run->n_lost += lost;
  run->n_corrupt += wrong != NULL && !lost;
  if (wrong != NULL)
    fprintf (stderr, "kill %u: %s (%u steps, %u saved); see %s\n", run->n_kills, wrong,
             said.digests->len - 1, said.saved, run->root);
  g_ptr_array_unref (said.digests);
  return wrong == NULL;
}

/* Kills in one corpus, until one leaves something wrong: then the folder is kept. */
static void
run_corpus (Run *run, guint n_kills)
{
  g_autofree char *digest = NULL;
  gboolean good = TRUE;

  new_corpus (run);
  {
    g_autoptr (SchCorpus) corpus = open_corpus (run, NULL);

    digest = dup_digest (corpus);
  }
  for (guint i = 0; good && i < n_kills; i++)
    good = run_kill (run, &digest);
  if (good)
    remove_tree (run->base);
}

int
main (int argc, char **argv)
{
  int seed = 1;
  int n_kills = 100;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Start of the random numbers", "N" },
    { "kills", 0, 0, G_OPTION_ARG_INT, &n_kills, "How many kills", "K" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Run run = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_kills < 1)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "--kills must be at least 1");
      return 2;
    }
  run.rand = g_rand_new_with_seed (seed);
  while (run.n_kills < (guint) n_kills && run.n_lost + run.n_corrupt < 5)
    {
      run.base = g_dir_make_tmp ("sch-crash-XXXXXX", NULL);
      run.root = g_build_filename (run.base, "corpus", NULL);
      run_corpus (&run, MIN (KILLS_PER_CORPUS, (guint) n_kills - run.n_kills));
      g_clear_pointer (&run.base, g_free);
      g_clear_pointer (&run.root, g_free);
    }
  g_rand_free (run.rand);
  printf ("%u kills, %u lost, %u corrupt\n", run.n_kills, run.n_lost, run.n_corrupt);
  return run.n_lost + run.n_corrupt > 0;
}
