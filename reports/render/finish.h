/* The last step of a PDF: what cairo 1.16 cannot write and PDF/UA-1 asks for. libqpdf lives here.
 *
 * Language, title in the title bar, XMP, alternative texts and boxes of figures, scopes of heading cells, descriptions
 * of links, tab order, dates with their "D:", a Document element over all, painting outside the structure marked as
 * artifact, PDF 1.7, an identifier that depends on the contents alone. */
#ifndef SCORECARD_RENDER_FINISH_H
#define SCORECARD_RENDER_FINISH_H

#include "reports/render/canvas.h"

struct finish_request {
    struct canvas_metadata metadata;
    const GArray *figures;  /* struct canvas_figure, in order of drawing */
    const GPtrArray *links; /* char *, in order of drawing */
    double page_height;
};

/* A finished file, and what libqpdf keeps of it until it is freed. */
struct finished;

/* FAULT when the file is not as cairo writes it, SYSTEM when libqpdf fails. */
struct finished *finish_pdf(GBytes *pdf, const struct finish_request *request, GError **error);
/* The file's bytes, owned by `finished`. */
const unsigned char *finished_bytes(const struct finished *finished, size_t *length);
/* Takes as long as a tenth of finishing. */
void finished_free(struct finished *finished);

/* A page's content stream with every painting outside marked content wrapped as an artifact. */
GString *content_mark_artifacts(const char *content, size_t length);
/* The XMP packet; the caller frees. */
char *finish_xmp(struct canvas_metadata metadata);
/* "D:20210121000000Z"; the caller frees. */
char *finish_date(int32_t date);

#endif
