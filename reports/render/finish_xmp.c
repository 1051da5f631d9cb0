#include "reports/render/finish.h"

#include "pipeline/lib/date.h"
#include "reports/render/clean.h"

static const char *const PACKET =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
    "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n"
    "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n"
    "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>\n"
    "<pdf:Keywords>%s</pdf:Keywords>\n"
    "<xmp:CreatorTool>scorecard</xmp:CreatorTool>\n"
    "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate><xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n"
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n";

static char *escape(const char *text)
{
    g_autofree char *clean = clean_text(text == NULL ? "" : text);
    return g_markup_escape_text(clean, -1);
}

/* The placeholders stand in the packet in this order. */
char *finish_xmp(struct canvas_metadata metadata)
{
    char day[DATE_TEXT_SIZE];
    date_format_iso(metadata.date, day);
    g_autofree char *title = escape(metadata.title), *author = escape(metadata.author);
    g_autofree char *subject = escape(metadata.subject), *keywords = escape(metadata.keywords);
    const char *const values[] = {title, author, subject, keywords, day, day};
    g_auto(GStrv) parts = g_strsplit(PACKET, "%s", -1);
    GString *packet = g_string_new(parts[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        g_string_append_printf(packet, "%s%s", values[i], parts[i + 1]);
    return g_string_free(packet, FALSE);
}

char *finish_date(int32_t date)
{
    const struct date_parts parts = date_to_parts(date);
    return g_strdup_printf("D:%04d%02d%02d000000Z", parts.year, parts.month, parts.day);
}
