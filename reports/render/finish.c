#include "reports/render/finish.h"

#include "pipeline/lib/error.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

struct finished {
    qpdf_data qpdf;
};

struct finisher {
    qpdf_data qpdf;
    const struct finish_request *request;
    guint figure; /* next */
    GError *error;
};

static void fail(struct finisher *finisher, const char *what)
{
    if (finisher->error == NULL)
        finisher->error = g_error_new(SCORECARD_ERROR, SCORECARD_ERROR_FAULT, "finishing the PDF: %s", what);
}

static qpdf_oh name(struct finisher *finisher, const char *text)
{
    return qpdf_oh_new_name(finisher->qpdf, text);
}

static void set(struct finisher *finisher, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(finisher->qpdf, dictionary, key, value);
}

static qpdf_oh get(struct finisher *finisher, qpdf_oh dictionary, const char *key)
{
    return qpdf_oh_get_key(finisher->qpdf, dictionary, key);
}

static qpdf_oh new_attributes(struct finisher *finisher, const char *owner)
{
    const qpdf_oh attributes = qpdf_oh_new_dictionary(finisher->qpdf);
    set(finisher, attributes, "/O", name(finisher, owner));
    return attributes;
}

static qpdf_oh new_box(struct finisher *finisher, struct box box)
{
    const double bottom = finisher->request->page_height - box_bottom(box);
    const double corners[] = {box.x, bottom, box_right(box), bottom + box.height};
    const qpdf_oh array = qpdf_oh_new_array(finisher->qpdf);
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
        qpdf_oh_append_item(finisher->qpdf, array, qpdf_oh_new_real_from_double(finisher->qpdf, corners[i], 2));
    return array;
}

static void finish_figure(struct finisher *finisher, qpdf_oh element)
{
    if (finisher->figure >= finisher->request->figures->len) {
        fail(finisher, "more figures than were drawn");
        return;
    }
    const struct canvas_figure *figure =
        &g_array_index(finisher->request->figures, struct canvas_figure, finisher->figure++);
    const qpdf_oh attributes = new_attributes(finisher, "/Layout");
    set(finisher, attributes, "/BBox", new_box(finisher, figure->box));
    set(finisher, element, "/A", attributes);
    set(finisher, element, "/Alt", qpdf_oh_new_unicode_string(finisher->qpdf, figure->alt));
}

static void finish_heading_cell(struct finisher *finisher, qpdf_oh element, bool is_first_row)
{
    const qpdf_oh attributes = new_attributes(finisher, "/Table");
    set(finisher, attributes, "/Scope", name(finisher, is_first_row ? "/Column" : "/Row"));
    set(finisher, element, "/A", attributes);
}

static int n_kids(struct finisher *finisher, qpdf_oh kids)
{
    if (qpdf_oh_is_array(finisher->qpdf, kids))
        return qpdf_oh_get_array_n_items(finisher->qpdf, kids);
    return qpdf_oh_is_null(finisher->qpdf, kids) ? 0 : 1;
}

static qpdf_oh kid(struct finisher *finisher, qpdf_oh kids, int i)
{
    return qpdf_oh_is_array(finisher->qpdf, kids) ? qpdf_oh_get_array_item(finisher->qpdf, kids, i) : kids;
}

static void finish_element(struct finisher *finisher, qpdf_oh element, bool is_first_row);

/* `is_table`: only its first kid is in the first row. */
static void finish_kids(struct finisher *finisher, qpdf_oh kids, bool is_table, bool is_first_row)
{
    if (!qpdf_oh_is_array(finisher->qpdf, kids)) {
        finish_element(finisher, kids, is_table || is_first_row);
        return;
    }
    const int n = qpdf_oh_get_array_n_items(finisher->qpdf, kids);
    for (int i = 0; i < n; i++) {
        const qpdf_oh item = qpdf_oh_get_array_item(finisher->qpdf, kids, i);
        finish_element(finisher, item, is_table ? i == 0 : is_first_row);
        qpdf_oh_release(finisher->qpdf, item);
    }
}

/* Figures come in the order of drawing. `is_first_row`: within the first row of a table. Handles are given back, since
 * the table of those that are not grows with every cell. */
static void finish_element(struct finisher *finisher, qpdf_oh element, bool is_first_row)
{
    if (!qpdf_oh_is_dictionary(finisher->qpdf, element))
        return;
    const qpdf_oh type = get(finisher, element, "/S"), kids = get(finisher, element, "/K");
    if (qpdf_oh_is_name(finisher->qpdf, type)) {
        const char *text = qpdf_oh_get_name(finisher->qpdf, type);
        const bool is_table = g_str_equal(text, "/Table");
        if (g_str_equal(text, "/Figure"))
            finish_figure(finisher, element);
        else if (g_str_equal(text, "/TH"))
            finish_heading_cell(finisher, element, is_first_row);
        finish_kids(finisher, kids, is_table, is_first_row);
    }
    qpdf_oh_release(finisher->qpdf, type);
    qpdf_oh_release(finisher->qpdf, kids);
}

/* All elements move under one Document element, as PDF/UA readers expect. */
static void add_document_element(struct finisher *finisher, qpdf_oh tree)
{
    qpdf_oh kids = get(finisher, tree, "/K");
    const qpdf_oh element = qpdf_make_indirect_object(finisher->qpdf, new_attributes(finisher, "/x"));
    if (!qpdf_oh_is_array(finisher->qpdf, kids))
        kids = qpdf_oh_wrap_in_array(finisher->qpdf, kids);
    for (int i = 0; i < n_kids(finisher, kids); i++)
        set(finisher, kid(finisher, kids, i), "/P", element);
    qpdf_oh_remove_key(finisher->qpdf, element, "/O");
    set(finisher, element, "/Type", name(finisher, "/StructElem"));
    set(finisher, element, "/S", name(finisher, "/Document"));
    set(finisher, element, "/P", tree);
    set(finisher, element, "/K", kids);
    set(finisher, tree, "/K", element);
}

static void finish_structure(struct finisher *finisher)
{
    const qpdf_oh tree = get(finisher, qpdf_get_root(finisher->qpdf), "/StructTreeRoot");
    if (!qpdf_oh_is_dictionary(finisher->qpdf, tree)) {
        fail(finisher, "there is no structure tree");
        return;
    }
    const qpdf_oh kids = get(finisher, tree, "/K");
    for (int i = 0; i < n_kids(finisher, kids); i++)
        finish_element(finisher, kid(finisher, kids, i), false);
    if (finisher->figure != finisher->request->figures->len)
        fail(finisher, "fewer figures than were drawn");
    add_document_element(finisher, tree);
}

static void finish_content(struct finisher *finisher, qpdf_oh page)
{
    unsigned char *data = NULL;
    size_t length = 0;
    const qpdf_oh contents = get(finisher, page, "/Contents"), none = qpdf_oh_new_null(finisher->qpdf);
    if (qpdf_oh_get_page_content_data(finisher->qpdf, page, &data, &length) & QPDF_ERRORS) {
        fail(finisher, "a page cannot be read");
        return;
    }
    GString *marked = content_mark_artifacts((const char *)data, length);
    free(data);
    qpdf_oh_replace_stream_data(finisher->qpdf, contents, (const unsigned char *)marked->str, marked->len, none, none);
    g_string_free(marked, TRUE);
}

static void finish_links(struct finisher *finisher, qpdf_oh page, guint *link)
{
    const qpdf_oh links = get(finisher, page, "/Annots");
    const int n = qpdf_oh_is_array(finisher->qpdf, links) ? n_kids(finisher, links) : 0;
    for (int i = 0; i < n && *link < finisher->request->links->len; i++) {
        const char *description = g_ptr_array_index(finisher->request->links, (*link)++);
        set(finisher, kid(finisher, links, i), "/Contents", qpdf_oh_new_unicode_string(finisher->qpdf, description));
    }
}

static void finish_pages(struct finisher *finisher)
{
    guint link = 0;
    for (int i = 0; i < qpdf_get_num_pages(finisher->qpdf); i++) {
        const qpdf_oh page = qpdf_get_page_n(finisher->qpdf, (size_t)i);
        finish_content(finisher, page);
        finish_links(finisher, page, &link);
        set(finisher, page, "/Tabs", name(finisher, "/S"));
    }
}

static void add_metadata(struct finisher *finisher, qpdf_oh root)
{
    g_autofree char *packet = finish_xmp(finisher->request->metadata);
    const qpdf_oh stream = qpdf_oh_new_stream(finisher->qpdf), none = qpdf_oh_new_null(finisher->qpdf);
    const qpdf_oh dictionary = qpdf_oh_get_dict(finisher->qpdf, stream);
    qpdf_oh_replace_stream_data(finisher->qpdf, stream, (const unsigned char *)packet, strlen(packet), none, none);
    set(finisher, dictionary, "/Type", name(finisher, "/Metadata"));
    set(finisher, dictionary, "/Subtype", name(finisher, "/XML"));
    set(finisher, root, "/Metadata", stream);
}

static void finish_catalogue(struct finisher *finisher)
{
    const qpdf_oh root = qpdf_get_root(finisher->qpdf), preferences = qpdf_oh_new_dictionary(finisher->qpdf);
    set(finisher, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(finisher->qpdf, QPDF_TRUE));
    set(finisher, root, "/ViewerPreferences", preferences);
    const qpdf_oh marked = qpdf_oh_new_dictionary(finisher->qpdf);
    set(finisher, marked, "/Marked", qpdf_oh_new_bool(finisher->qpdf, QPDF_TRUE));
    set(finisher, root, "/MarkInfo", marked);
    set(finisher, root, "/Lang", qpdf_oh_new_unicode_string(finisher->qpdf, "en-GB"));
    add_metadata(finisher, root);
    g_autofree char *date = finish_date(finisher->request->metadata.date);
    qpdf_set_info_key(finisher->qpdf, "/CreationDate", date);
    qpdf_set_info_key(finisher->qpdf, "/ModDate", date);
}

static bool write_out(struct finisher *finisher)
{
    qpdf_data qpdf = finisher->qpdf;
    if (qpdf_init_write_memory(qpdf) & QPDF_ERRORS)
        return false;
    qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
    qpdf_set_stream_data_mode(qpdf, qpdf_s_compress);
    qpdf_set_minimum_pdf_version(qpdf, "1.7");
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    return !(qpdf_write(qpdf) & QPDF_ERRORS);
}

static bool finish_read(struct finisher *finisher, GBytes *pdf)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(pdf, &length);
    qpdf_set_suppress_warnings(finisher->qpdf, QPDF_TRUE);
    if (qpdf_read_memory(finisher->qpdf, "scorecard.pdf", data, length, NULL) & QPDF_ERRORS)
        return false;
    finish_structure(finisher);
    finish_pages(finisher);
    finish_catalogue(finisher);
    return finisher->error == NULL && write_out(finisher);
}

struct finished *finish_pdf(GBytes *pdf, const struct finish_request *request, GError **error)
{
    struct finished *finished = g_new(struct finished, 1);
    struct finisher finisher = {.qpdf = finished->qpdf = qpdf_init(), .request = request};
    if (finish_read(&finisher, pdf))
        return finished;
    if (finisher.error == NULL) {
        const char *text = qpdf_has_error(finisher.qpdf)
                               ? qpdf_get_error_full_text(finisher.qpdf, qpdf_get_error(finisher.qpdf))
                               : "unknown";
        finisher.error = g_error_new(SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "finishing the PDF: %s", text);
    }
    finished_free(finished);
    g_propagate_error(error, finisher.error);
    return NULL;
}

const unsigned char *finished_bytes(const struct finished *finished, size_t *length)
{
    *length = qpdf_get_buffer_length(finished->qpdf);
    return qpdf_get_buffer(finished->qpdf);
}

void finished_free(struct finished *finished)
{
    if (finished != NULL)
        qpdf_cleanup(&finished->qpdf);
    g_free(finished);
}
