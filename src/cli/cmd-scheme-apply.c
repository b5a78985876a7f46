/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli scheme apply: another scheme for a corpus, as one step that can be undone in the window.
 * What becomes of annotations that it does not know is said by the options, else nothing is done. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-cli-scheme.h"
#include "sch-corpus-scheme.h"
#include "sch-json-writer.h"
#include "sch-scheme-diff.h"
#include "sch-scheme-lack.h"
#include "sch-store.h"

typedef enum
{
  FATE_UNKNOWN, /* not decided: nothing may be done */
  FATE_KEPT,
  FATE_MAPPED,
  FATE_REMOVED,
} Fate;

static const char *const fates[] = { "undecided", "kept", "mapped", "removed" };

/* A label or a relation type that annotations have; or an attribute or a value that the new scheme lacks,
 * which is told of and kept.
 * @owner: (nullable): interned; of an attribute
 * @value: (nullable): interned
 * @into: (nullable): of FATE_MAPPED
 * @layers: (element-type utf8 uint) */
typedef struct
{
  SchSchemePart part;
  const char *owner;
  const char *id; /* interned */
  const char *value;
  Fate fate;
  const char *into;
  guint n;
  GHashTable *layers;
} Use;

typedef struct
{
  SchCli *cli;
  SchCorpus *corpus;
  SchScheme *current;
  SchScheme *scheme;
  GHashTable *label_map; /* id -> id */
  GHashTable *relation_map;
  gboolean keep;
  gboolean remove;
  GPtrArray *uses;  /* of Use */
  GPtrArray *lacks; /* of SchSchemeLack: in the layer that is read */
} Apply;

static void
use_free (gpointer data)
{
  Use *self = data;

  g_hash_table_unref (self->layers);
  g_free (self);
}

/* --- The options --- */

static void
apply_clear (Apply *self)
{
  g_clear_object (&self->corpus);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_pointer (&self->label_map, g_hash_table_unref);
  g_clear_pointer (&self->relation_map, g_hash_table_unref);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_clear_pointer (&self->lacks, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Apply, apply_clear)

/* OLD=NEW; a label where the new scheme has such a label, else a relation. */
static gboolean
read_pair (Apply *self, const char *pair, SchExit *exit)
{
  const char *sign = strchr (pair, '=');
  g_autofree char *old = sign != NULL ? g_strndup (pair, sign - pair) : g_strdup ("");
  const char *new = sign != NULL ? sign + 1 : "";
  const SchLabel *label = sch_scheme_get_label (self->scheme, new);
  const SchRelationType *type = sch_scheme_get_relation_type (self->scheme, new);
  gboolean is_relation = type != NULL &&
                         (label == NULL ||
                          (sch_scheme_get_relation_type (self->current, old) != NULL &&
                           sch_scheme_get_label (self->current, old) == NULL));

  *exit = SCH_EXIT_USAGE;
  if (*old == '\0' || *new == '\0')
    {
      sch_cli_message (_ ("--map cannot be “%s”; write OLD=NEW, with ids of labels or relations"),
                       pair);
      return FALSE;
    }
  if (label == NULL && type == NULL)
    {
      sch_cli_message (_ ("--map %s: the scheme “%s” has neither a label nor a relation “%s”"),
                       pair, sch_scheme_get_name (self->scheme), new);
      return FALSE;
    }
  g_hash_table_insert (is_relation ? self->relation_map : self->label_map, g_steal_pointer (&old),
                       g_strdup (is_relation ? type->id : label->id));
  return TRUE;
}

static gboolean
read_map (Apply *self, char **pairs, SchExit *exit)
{
  self->label_map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->relation_map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    if (!sch_cli_check_utf8 ("map", pairs[i], exit) || !read_pair (self, pairs[i], exit))
      return FALSE;
  return TRUE;
}

/* --- What annotations there are --- */

static gboolean
is_annotation (SchSchemePart part)
{
  return part == SCH_PART_LABEL || part == SCH_PART_RELATION;
}

/* Attributes and values are here only where the new scheme lacks them. */
static gboolean
is_known (SchScheme *scheme, SchSchemePart part, const char *id)
{
  if (!is_annotation (part))
    return FALSE;
  return part == SCH_PART_LABEL ? sch_scheme_get_label (scheme, id) != NULL
                                : sch_scheme_get_relation_type (scheme, id) != NULL;
}

static Fate
choose_fate (Apply *self, Use *use)
{
  GHashTable *map = use->part == SCH_PART_LABEL ? self->label_map : self->relation_map;

  if (!is_annotation (use->part))
    return FATE_KEPT;
  use->into = g_hash_table_lookup (map, use->id);
  if (use->into != NULL)
    return FATE_MAPPED;
  /* What the scheme does not know now either is no worse than before. */
  if (self->keep || is_known (self->scheme, use->part, use->id) ||
      !is_known (self->current, use->part, use->id))
    return FATE_KEPT;
  return self->remove ? FATE_REMOVED : FATE_UNKNOWN;
}

static void
count (Apply *self, const SchSchemePlace *place, const char *layer, guint n)
{
  Use *use = NULL;

  for (guint i = 0; use == NULL && i < self->uses->len; i++)
    {
      Use *other = g_ptr_array_index (self->uses, i);

      if (other->part == place->part && strcmp (other->id, place->id) == 0 &&
          g_strcmp0 (other->owner, place->owner) == 0 &&
          g_strcmp0 (other->value, place->value) == 0)
        use = other;
    }
  if (use == NULL)
    {
      use = g_new0 (Use, 1);
      use->part = place->part;
      use->owner = g_intern_string (place->owner);
      use->id = g_intern_string (place->id);
      use->value = g_intern_string (place->value);
      use->layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      use->fate = choose_fate (self, use);
      g_ptr_array_add (self->uses, use);
    }
  use->n += n;
  g_hash_table_insert (use->layers, g_strdup (layer),
                       GUINT_TO_POINTER (
                           GPOINTER_TO_UINT (g_hash_table_lookup (use->layers, layer)) + n));
}

static void
count_lacks (Apply *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    sch_scheme_lacks_count (self->lacks, records->pdata[i]);
}

static void
count_document (Apply *self, const char *layer, SchLayerDocument *document)
{
  g_autoptr (GPtrArray) labels = sch_layer_document_list_labels (document);
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (document);
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);

  for (guint i = 0; i < labels->len; i++)
    {
      const SchSchemePlace place = { SCH_PART_LABEL, NULL, labels->pdata[i], NULL };

      count (self, &place, layer, sch_layer_document_count_label (document, place.id));
    }
  for (guint i = 0; i < relations->len; i++)
    {
      const SchSchemePlace place = { SCH_PART_RELATION, NULL,
                                     ((SchRelation *) relations->pdata[i])->type, NULL };

      count (self, &place, layer, 1);
    }
  count_lacks (self, spans);
  count_lacks (self, relations);
  sch_scheme_lacks_count (self->lacks, sch_layer_document_get_state (document));
}

/* What was found in the layer that was read; relation types are among the uses already. */
static void
take_lacks (Apply *self, const char *layer)
{
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (self->corpus, layer);

  count_lacks (self, clusters);
  for (guint i = 0; i < self->lacks->len; i++)
    {
      SchSchemeLack *lack = self->lacks->pdata[i];

      if (lack->n > 0 && !is_annotation (lack->what->place.part))
        count (self, &lack->what->place, layer, lack->n);
      lack->n = 0;
    }
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const Use *first = *(const Use *const *) a;
  const Use *second = *(const Use *const *) b;

  int order = first->part != second->part ? (int) first->part - (int) second->part
                                          : g_strcmp0 (first->owner, second->owner);

  if (order == 0)
    order = strcmp (first->id, second->id);
  return order != 0 ? order : g_strcmp0 (first->value, second->value);
}

/* FALSE where a file cannot be read: what is in it would be passed over without a word. */
static gboolean
count_layer (Apply *self, const char *layer, GError **error)
{
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (self->corpus, layer);
  guint n_paths = g_strv_length (paths);

  for (guint i = 0; i < n_paths; i++)
    {
      SchLayerDocument *document;

      if (g_cancellable_set_error_if_cancelled (self->cli->cancellable, error))
        return FALSE;
      document = sch_corpus_get_layer_document (self->corpus, layer, paths[i], error);
      if (document == NULL)
        return FALSE;
      count_document (self, layer, document);
      sch_corpus_unload_layer_document (self->corpus, layer, paths[i]);
      sch_cli_show_progress (self->cli, layer, i + 1, n_paths);
    }
  take_lacks (self, layer);
  return TRUE;
}

static gboolean
count_all (Apply *self, GError **error)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (self->corpus);

  self->uses = g_ptr_array_new_with_free_func (use_free);
  self->lacks = sch_scheme_list_lacks (self->current, self->scheme);
  for (guint i = 0; layers[i] != NULL; i++)
    if (!count_layer (self, layers[i], error))
      return FALSE;
  g_ptr_array_sort (self->uses, compare_uses);
  return TRUE;
}

static guint
count_fate (Apply *self, Fate fate)
{
  guint n = 0;

  for (guint i = 0; i < self->uses->len; i++)
    if (((Use *) self->uses->pdata[i])->fate == fate)
      n += ((Use *) self->uses->pdata[i])->n;
  return n;
}

/* --- The result --- */

static char *
dup_layers (const Use *use)
{
  g_autoptr (GList)
      names = g_list_sort (g_hash_table_get_keys (use->layers), (GCompareFunc) strcmp);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s: %u", l != names ? ", " : "", (const char *) l->data,
                            GPOINTER_TO_UINT (g_hash_table_lookup (use->layers, l->data)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (transfer full): "person", "person/role", "person/role=chair", "documents/genre" */
static char *
dup_use_name (const Use *use)
{
  const char *owner = use->owner;

  if (is_annotation (use->part))
    return g_strdup (use->id);
  if (use->part == SCH_PART_DOCUMENT_ATTRIBUTE)
    owner = "documents";
  return g_strconcat (use->part == SCH_PART_CLUSTER_ATTRIBUTE ? "clusters/" : "", owner, "/",
                      use->id, use->value != NULL ? "=" : NULL, use->value, NULL);
}

static char *
dup_fate_text (Apply *self, const Use *use)
{
  switch (use->fate)
    {
    case FATE_MAPPED:
      return g_strdup_printf (_ ("become “%s”"), use->into);
    case FATE_REMOVED:
      return g_strdup (_ ("are removed"));
    case FATE_KEPT:
      return g_strdup (is_known (self->scheme, use->part, use->id)
                           ? _ ("stay as they are")
                           : _ ("are kept, unknown to the scheme"));
    case FATE_UNKNOWN:
    default:
      return g_strdup (_ ("would be unknown to the scheme"));
    }
}

static void
print_uses (Apply *self, GString *text)
{
  for (guint i = 0; i < self->uses->len; i++)
    {
      const Use *use = g_ptr_array_index (self->uses, i);
      g_autofree char *name = dup_use_name (use);
      g_autofree char *layers = dup_layers (use);
      g_autofree char *fate = dup_fate_text (self, use);

      if (use->fate != FATE_KEPT || !is_known (self->scheme, use->part, use->id))
        g_string_append_printf (text, "%-20s %8u  %s (%s)\n", name, use->n, fate, layers);
    }
}

static const char *
get_part_name (const Use *use)
{
  switch (use->part)
    {
    case SCH_PART_LABEL:
      return "label";
    case SCH_PART_RELATION:
      return "relation";
    case SCH_PART_LABEL_ATTRIBUTE:
      return "labelAttribute";
    case SCH_PART_RELATION_ATTRIBUTE:
      return "relationAttribute";
    case SCH_PART_DOCUMENT_ATTRIBUTE:
      return "documentAttribute";
    case SCH_PART_CLUSTER_ATTRIBUTE:
      return "clusterAttribute";
    case SCH_PART_RULE:
    default:
      g_return_val_if_reached ("");
    }
}

static void
write_use (SchJsonWriter *writer, const Use *use)
{
  g_autoptr (GList)
      names = g_list_sort (g_hash_table_get_keys (use->layers), (GCompareFunc) strcmp);

  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "part", get_part_name (use));
  sch_json_writer_member_string (writer, "owner", use->owner);
  sch_json_writer_member_string (writer, "id", use->id);
  sch_json_writer_member_string (writer, "value", use->value);
  sch_json_writer_member_string (writer, "fate", fates[use->fate]);
  sch_json_writer_member_string (writer, "into", use->into);
  sch_json_writer_member (writer, "annotations");
  sch_json_writer_int (writer, use->n);
  sch_json_writer_member (writer, "layers");
  sch_json_writer_begin_object (writer);
  for (GList *l = names; l != NULL; l = l->next)
    {
      sch_json_writer_member (writer, l->data);
      sch_json_writer_int (writer, GPOINTER_TO_UINT (g_hash_table_lookup (use->layers, l->data)));
    }
  sch_json_writer_end_object (writer);
  sch_json_writer_end_object (writer);
}

static void
print_json (Apply *self, gboolean applied, guint64 n_changed)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "applied");
  sch_json_writer_boolean (writer, applied);
  sch_json_writer_member_string (writer, "scheme", sch_scheme_get_name (self->scheme));
  sch_json_writer_member (writer, "revision");
  sch_json_writer_int (writer, sch_scheme_get_revision (self->scheme));
  sch_json_writer_member (writer, "changed");
  sch_json_writer_int (writer, (gint64) n_changed);
  sch_json_writer_member (writer, "uses");
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < self->uses->len; i++)
    write_use (writer, g_ptr_array_index (self->uses, i));
  sch_json_writer_end_records (writer);
  sch_json_writer_end_file (writer);
  sch_cli_print (sch_json_writer_peek (writer, NULL));
}

/* --- The step --- */

static void
add_replacement (SchSchemeChanges *changes, SchSchemePart part, const char *id, const char *into)
{
  const SchSchemePlace place = { part, NULL, id, NULL };

  if (strcmp (id, into) != 0)
    sch_scheme_changes_replace (changes, &place, into);
}

/* Changes are made one after the other: where one leads to what another begins with, all go by way of
 * names that nothing has. */
static void
add_replacements (SchSchemeChanges *changes, SchSchemePart part, GHashTable *map)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (map), (GCompareFunc) strcmp);
  gboolean detour = FALSE;
  guint n = 0;

  for (GList *l = ids; l != NULL; l = l->next)
    detour |= g_hash_table_contains (map, g_hash_table_lookup (map, l->data));
  for (GList *l = ids; l != NULL; l = l->next)
    {
      g_autofree char *between = g_strdup_printf ("..%u", n++);

      add_replacement (changes, part, l->data,
                       detour ? between : g_hash_table_lookup (map, l->data));
    }
  n = 0;
  for (GList *l = detour ? ids : NULL; l != NULL; l = l->next)
    {
      g_autofree char *between = g_strdup_printf ("..%u", n++);

      add_replacement (changes, part, between, g_hash_table_lookup (map, l->data));
    }
}

/* What is mapped may also be named by clusters alone. */
static SchSchemeChanges *
build_changes (Apply *self)
{
  SchSchemeChanges *changes = sch_scheme_changes_new ();

  add_replacements (changes, SCH_PART_LABEL, self->label_map);
  add_replacements (changes, SCH_PART_RELATION, self->relation_map);
  for (guint i = 0; i < self->uses->len; i++)
    {
      const Use *use = g_ptr_array_index (self->uses, i);
      const SchSchemePlace place = { use->part, NULL, use->id, NULL };

      /* Attributes and values are kept always. */
      if (use->fate == FATE_REMOVED)
        sch_scheme_changes_remove (changes, &place);
    }
  return changes;
}

static char *
choose_layer (Apply *self, const char *layer, SchExit *exit)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (self->corpus);
  g_autofree char *names = g_strjoinv (", ", layers);

  if (layer != NULL && g_strv_contains ((const char *const *) layers, layer))
    return g_strdup (layer);
  if (layers[0] == NULL && (layer == NULL || sch_layer_name_is_valid (layer)))
    return g_strdup (layer != NULL ? layer : self->cli->environment->user);
  if (layer == NULL && layers[1] == NULL)
    return g_strdup (layers[0]);
  *exit = SCH_EXIT_USAGE;
  if (layer == NULL)
    sch_cli_message (_ ("say by --layer in whose history the step is kept; the layers: %s"), names);
  else
    sch_cli_message (_ ("the corpus has no layer “%s”; its layers: %s"), layer, names);
  return NULL;
}

static gboolean
do_step (Apply *self, const char *layer, guint64 *n_changed, GError **error)
{
  g_autoptr (SchSchemeChanges) changes = build_changes (self);
  g_autoptr (GPtrArray) differences = sch_scheme_diff (self->current, self->scheme);
  g_autofree char *name = g_strdup_printf (_ ("Apply Scheme “%s”"),
                                           sch_scheme_get_name (self->scheme));

  if (differences->len == 0 && sch_scheme_changes_is_empty (changes))
    return TRUE;
  return sch_corpus_change_scheme (self->corpus, layer, name,
                                   differences->len > 0 ? self->scheme : NULL, changes, n_changed,
                                   error);
}

static void
print_text (Apply *self, gboolean applied, guint64 n_changed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  print_uses (self, text);
  sch_cli_print (text->str);
  if (count_fate (self, FATE_UNKNOWN) > 0)
    sch_cli_message (_ ("nothing was changed: give each of these another label by --map OLD=NEW, "
                        "or all by --keep-annotations or --remove-annotations"));
  else if (applied)
    {
      guint n = (guint) MIN (n_changed, G_MAXUINT);

      sch_cli_message (
          g_dngettext (GETTEXT_PACKAGE,
                       "the corpus has the scheme “%s” now; %u annotation was changed",
                       "the corpus has the scheme “%s” now; %u annotations were changed", n),
          sch_scheme_get_name (self->scheme), n);
    }
}

/* @wanted: the layer of the history, or NULL */
static SchExit
apply (Apply *self, const char *wanted, gboolean dry_run, gboolean json)
{
  SchExit exit = SCH_EXIT_DONE;
  g_autofree char *layer = choose_layer (self, wanted, &exit);
  g_autoptr (GError) error = NULL;
  guint64 n_changed = 0;
  gboolean applied = FALSE;

  if (layer == NULL)
    return exit;
  if (!count_all (self, &error))
    return sch_cli_fail (error);
  if (count_fate (self, FATE_UNKNOWN) > 0)
    exit = SCH_EXIT_FINDINGS;
  else if (!dry_run)
    {
      if (!do_step (self, layer, &n_changed, &error) || !sch_corpus_close (self->corpus, &error))
        return sch_cli_fail (error);
      applied = TRUE;
    }
  if (json)
    print_json (self, applied, n_changed);
  else
    print_text (self, applied, n_changed);
  return exit;
}

/* The scheme under a revision that the corpus has not had. */
static gboolean
load (Apply *self, const char *argument, const char *root, gboolean dry_run, SchExit *exit)
{
  g_auto (SchCliScheme) scheme = { 0 };
  guint revision;

  if (!sch_cli_scheme_load (&scheme, self->cli, argument, exit))
    return FALSE;
  self->corpus = sch_cli_open (self->cli, root, dry_run ? SCH_OPEN_READ_ONLY : SCH_OPEN_DEFAULT,
                               exit);
  if (self->corpus == NULL || !sch_cli_scheme_check_corpus (self->corpus, exit) ||
      (!dry_run && !sch_cli_check_writable (self->corpus, exit)))
    return FALSE;
  self->current = sch_corpus_get_scheme (self->corpus);
  revision = MAX (sch_scheme_get_revision (self->current), sch_scheme_get_revision (scheme.scheme));
  self->scheme = sch_scheme_with_revision (scheme.scheme, MIN (revision, G_MAXINT - 1) + 1);
  return TRUE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_autofree char *layer = NULL;
  g_auto (GStrv) map = NULL;
  gboolean dry_run = FALSE;
  gboolean keep = FALSE;
  gboolean remove = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_FILENAME, &layer, N_ ("The layer in whose history the step is"),
      N_ ("LAYER") },
    { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &map,
      N_ ("Annotations with this label or relation get another; may be given several times"),
      N_ ("OLD=NEW") },
    { "keep-annotations", 0, 0, G_OPTION_ARG_NONE, &keep,
      N_ ("Keep the other annotations that the scheme does not know"), NULL },
    { "remove-annotations", 0, 0, G_OPTION_ARG_NONE, &remove,
      N_ ("Remove the other annotations that the scheme does not know"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Report, and write nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (Apply) job = { .cli = self };
  SchExit exit = SCH_EXIT_DONE;

  if (!sch_cli_parse (command, entries, &argv, 2, 2, &exit) ||
      !sch_cli_check_utf8 ("layer", layer, &exit))
    return exit;
  if (keep && remove)
    {
      sch_cli_message (_ ("--keep-annotations and --remove-annotations exclude each other"));
      return SCH_EXIT_USAGE;
    }
  job.keep = keep;
  job.remove = remove;
  if (!load (&job, argv[1], argv[2], dry_run, &exit) || !read_map (&job, map, &exit))
    return exit;
  return apply (&job, layer, dry_run, json);
}

const SchCliCommand sch_cmd_scheme_apply = {
  .name = "scheme apply",
  .arguments = N_ ("SCHEME CORPUS"),
  .summary = N_ ("Give a corpus another scheme, and its annotations other labels"),
  .run = run,
};
