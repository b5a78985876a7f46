/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentence is the markup of one label, whose links are "span:ID", "cue:", "add:" and "own:". It
 * follows the claim a moment behind. */

#include "config.h"

#include "sch-attribution-strip.h"

#include <glib/gi18n-lib.h>

#include "sch-attribution.h"
#include "sch-later.h"
#include "sch-links.h"
#include "sch-span-row.h"

#define CLAIM_CHARS 60
#define PART_CHARS 40
#define MIN_HEIGHT 48
/* Words of the document have their own direction within the sentence. */
#define FSI "\u2068"
#define PDI "\u2069"
#define LRM "\u200e"
#define RLM "\u200f"

struct _SchAttributionStrip
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *sentence;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  char *claim;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchAttributionStrip, sch_attribution_strip, GTK_TYPE_WIDGET)

/* --- The sentence --------------------------------------------------------------------------- */

static char *
dup_link (SchAttributionStrip *self, SchSpan *span, guint n_chars)
{
  g_autofree char *text = sch_span_dup_line (span, sch_workspace_get_text (self->workspace),
                                             n_chars);
  g_autofree char *uri = g_strconcat ("span:", span->record.id, NULL);

  return g_markup_printf_escaped ("<a href=\"%s\">" FSI "%s" PDI "</a>", uri, text);
}

/* Links, between which it says "and". */
static char *
dup_links (SchAttributionStrip *self, GPtrArray *spans)
{
  g_autoptr (GString) links = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      g_autofree char *link = dup_link (self, spans->pdata[i], PART_CHARS);

      if (i > 0)
        /* Translators: between the last two of several people or words, such as "Ada and Bert". */
        g_string_append (links, i + 1 < spans->len ? _ (", ") : _ (" and "));
      g_string_append (links, link);
    }
  return g_string_free (g_steal_pointer (&links), FALSE);
}

static const char *
get_language (SchAttributionStrip *self)
{
  return sch_corpus_get_language (sch_workspace_get_corpus (self->workspace),
                                  sch_layer_document_get_path (self->layer_document));
}

/* The words of saying in the sentence, if there are any, to be taken as they are. */
static char *
dup_cues (SchAttributionStrip *self, SchAttribution *attribution)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  SchCueOffer cue;
  g_autofree char *words = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *take = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *other = NULL;

  if (attribution->cues->len > 0)
    return dup_links (self, attribution->cues);
  if (!sch_cue_offer_find (sch_workspace_get_scheme (self->workspace), self->layer_document,
                           attribution, get_language (self), &cue))
    /* Translators: stands where the words that hand over a claim ("said") are missing; leads to adding them. */
    return g_markup_printf_escaped ("<a href=\"add:\">%s</a>", _ ("add cue"));
  words = sch_text_dup_slice (text, cue.range.start, cue.range.end);
  /* Translators: %s are words of saying near a claim, such as "said"; makes them its cue. */
  isolated = g_strconcat (FSI, words, PDI, NULL);
  take = g_strdup_printf (_ ("add “%s”"), isolated);
  offer = g_markup_printf_escaped ("<a href=\"cue:\">%s</a>", take);
  /* Translators: after "add “said” or". */
  other = g_markup_printf_escaped ("<a href=\"add:\">%s</a>", _ ("another cue"));
  return g_strdup_printf (_ ("%s or %s"), offer, other);
}

static char *
dup_sources (SchAttributionStrip *self, SchAttribution *attribution)
{
  g_autofree char *add = NULL;
  g_autofree char *own = NULL;

  if (attribution->sources->len > 0)
    return dup_links (self, attribution->sources);
  if (attribution->is_own && !attribution->own_is_derived)
    return g_markup_escape_text (_ ("the author"), -1);
  /* Translators: stands where it is missing who says a claim; leads to adding who does. */
  add = g_markup_printf_escaped ("<a href=\"add:\">%s</a>", _ ("add source"));
  if (attribution->own_is_derived)
    /* Translators: the program took the claim for the author's own; %s is "add source". */
    return g_strdup_printf (_ ("the author (derived) or %s"), add);
  if (!attribution->may_be_own)
    return g_steal_pointer (&add);
  /* Translators: after "add source or"; leads to saying that the author makes the claim. */
  own = g_markup_printf_escaped ("<a href=\"own:\">%s</a>", _ ("the author’s own"));
  /* Translators: "add source or the author's own". */
  return g_strdup_printf (_ ("%s or %s"), add, own);
}

static char *
dup_sentence (SchAttributionStrip *self, SchAttribution *attribution)
{
  g_autofree char *claim = dup_link (self, attribution->claim, CLAIM_CHARS);
  g_autofree char *cues = dup_cues (self, attribution);
  g_autofree char *sources = dup_sources (self, attribution);
  g_autofree char *reporters = dup_links (self, attribution->reporters);
  g_autoptr (GString) sentence = g_string_new (NULL);

  /* The sentence has the direction of the window, whatever it begins with. */
  g_string_append (sentence,
                   gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? RLM : LRM);
  /* Translators: a claim, quoted. The sentence goes on with what follows: "“It works” — said — by Ada, as reported by the Gazette". */
  g_string_append_printf (sentence, _ ("“%s”"), claim);
  if (attribution->may_have_cue && !(attribution->is_own && attribution->cues->len == 0))
    /* Translators: after the claim: the words that hand it over, such as "said". */
    g_string_append_printf (sentence, _ (" — %s"), cues);
  if (attribution->may_have_source)
    /* Translators: after the claim: who says it. */
    g_string_append_printf (sentence, _ (" — by %s"), sources);
  if (attribution->reporters->len > 0)
    /* Translators: after who says it: through whom it came. */
    g_string_append_printf (sentence, _ (", as reported by %s"), reporters);
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

static gboolean
update_cb (gpointer data)
{
  SchAttributionStrip *self = data;
  const char *claim = sch_workspace_get_current_claim (self->workspace);
  g_autoptr (SchAttribution) attribution = NULL;
  g_autofree char *sentence = NULL;

  self->update_source = 0;
  if (self->layer_document != NULL && claim != NULL &&
      sch_workspace_get_text (self->workspace) != NULL)
    attribution = sch_attribution_new (sch_workspace_get_scheme (self->workspace),
                                       self->layer_document, claim);
  g_free (self->claim);
  self->claim = attribution != NULL ? g_strdup (claim) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), attribution != NULL);
  if (attribution == NULL)
    return G_SOURCE_REMOVE;
  sentence = dup_sentence (self, attribution);
  if (g_strcmp0 (sentence, gtk_label_get_label (self->sentence)) != 0)
    gtk_label_set_markup (self->sentence, sentence);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchAttributionStrip *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_cb, self);
}

/* Nothing of it is shown while there is no current claim. */
static void
record_changed_cb (SchAttributionStrip *self)
{
  if (self->claim != NULL)
    queue_update (self);
}

/* Kinds and relation types are those of the scheme. */
static void
corpus_changed_cb (SchAttributionStrip *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    {
      g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
layer_document_changed_cb (SchAttributionStrip *self)
{
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  if (self->layer_document != NULL)
    {
      g_signal_connect_object (self->layer_document, "record-changed",
                               G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
  queue_update (self);
}

/* --- What its parts do ------------------------------------------------------------------------ */

static void
declare_own (SchAttributionStrip *self)
{
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (sch_workspace_get_annotator (self->workspace, &who) &&
      !sch_annotate_exempt (&who, self->claim, &error))
    sch_workspace_show_error (self->workspace, error);
}

static gboolean
activate_link_cb (SchAttributionStrip *self, const char *uri)
{
  if (g_str_has_prefix (uri, "span:"))
    {
      sch_workspace_select_span (self->workspace, uri + strlen ("span:"), TRUE);
    }
  else if (self->claim != NULL && g_str_equal (uri, "cue:"))
    {
      sch_workspace_take_cue (self->workspace);
    }
  else if (self->claim != NULL && g_str_equal (uri, "add:"))
    {
      sch_workspace_select_span (self->workspace, self->claim, TRUE);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.link", NULL);
    }
  else if (self->claim != NULL && g_str_equal (uri, "own:"))
    {
      declare_own (self);
    }
  return GDK_EVENT_STOP;
}

static void
forget_clicked_cb (SchAttributionStrip *self)
{
  sch_workspace_forget_current_claim (self->workspace);
}

/* A sentence that gets longer does not move the divider below the inspector: it may be cut off. */
static void
sch_attribution_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *minimum, int *natural, int *minimum_baseline,
                               int *natural_baseline)
{
  SchAttributionStrip *self = SCH_ATTRIBUTION_STRIP (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MIN (*minimum, MIN_HEIGHT);
}

static void
sch_attribution_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchAttributionStrip *self = SCH_ATTRIBUTION_STRIP (widget);
  int minimum;

  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (self->box, width, MAX (height, minimum), baseline, NULL);
}

static GtkSizeRequestMode
sch_attribution_strip_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sch_attribution_strip_dispose (GObject *object)
{
  SchAttributionStrip *self = SCH_ATTRIBUTION_STRIP (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->layer_document);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->claim, g_free);
  G_OBJECT_CLASS (sch_attribution_strip_parent_class)->dispose (object);
}

static void
sch_attribution_strip_class_init (SchAttributionStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_attribution_strip_dispose;
  widget_class->measure = sch_attribution_strip_measure;
  widget_class->size_allocate = sch_attribution_strip_size_allocate;
  widget_class->get_request_mode = sch_attribution_strip_get_request_mode;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/ui/sch-attribution-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SchAttributionStrip, box);
  gtk_widget_class_bind_template_child (widget_class, SchAttributionStrip, sentence);
  gtk_widget_class_bind_template_callback (widget_class, activate_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked_cb);
}

static void
sch_attribution_strip_init (SchAttributionStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
sch_attribution_strip_set_workspace (SchAttributionStrip *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_ATTRIBUTION_STRIP (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::current-claim", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  layer_document_changed_cb (self);
}
