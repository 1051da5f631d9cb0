/* The one pinned font, Liberation Sans (metric-equal to Arial), whatever fonts and settings the machine has: a private
 * fontconfig configuration holds its two files alone. */
#ifndef SCORECARD_RENDER_FONT_H
#define SCORECARD_RENDER_FONT_H

#include <pango/pango.h>
#include <stdbool.h>

/* What texts are laid out in; SYSTEM when the font is not installed or cannot be opened. The caller unrefs. */
PangoContext *font_context_new(GError **error);
/* Regular or bold, without a size; the caller frees. */
PangoFontDescription *font_describe(bool is_bold);
/* Before a text is laid out in a size for the first time: pango measures each by a sample of text, and leaves out how
 * wide characters are where another thread measures one at that moment. It then breaks lines elsewhere. */
void font_measure(PangoContext *context, const PangoFontDescription *description);
/* Whether its files could be opened for all of a laid-out text, at the size that it has. */
bool font_is_open_for(PangoLayout *layout);
/* ASCII without control characters but '\n' and '\t', which the font has whole. */
bool font_has_plain(const char *text);
/* What people write may hold characters that the font has no shape for (pictures, other scripts): each is shown as a
 * question mark; marks that show nothing are left out. The caller frees. */
char *font_showable(PangoContext *context, const char *text);

#endif
