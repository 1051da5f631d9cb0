/* Strings and their formats: email, uri, binary, uuid. */
#include "stages/schema/cell.h"

#include <glib.h>
#include <string.h>

static void set_text(struct cell *cell, const char *text, uint32_t length)
{
    cell->value = (struct value){.kind = VALUE_TEXT, .length = length, .as.text = text};
}

bool cast_text(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)rule, (void)buffer;
    set_text(cell, text, length);
    return true;
}

static bool is_one_of(char c, const char *others)
{
    return g_ascii_isalnum(c) || (c != '\0' && strchr(others, c) != NULL);
}

/* RFC 5322's dot-atom: words of atom characters with single dots between them. */
static bool is_dot_atom(const char *text, uint32_t length)
{
    char before = '.';
    for (uint32_t i = 0; i < length; before = text[i++])
        if (text[i] == '.' ? before == '.' : !is_one_of(text[i], "!#$%&'*+-/=?^_`{|}~"))
            return false;
    return length > 0 && before != '.';
}

static bool is_quoted(const char *text, uint32_t length)
{
    if (length < 2 || text[0] != '"' || text[length - 1] != '"')
        return false;
    for (uint32_t i = 1; i + 1 < length; i++) {
        if (text[i] == '\\' && i + 2 < length)
            i++;
        else if (text[i] == '"' || text[i] == '\\' || (unsigned char)text[i] < ' ' || (unsigned char)text[i] > '~')
            return false;
    }
    return true;
}

static bool is_domain_label(const char *text, size_t length)
{
    if (length == 0 || length > 63 || text[0] == '-' || text[length - 1] == '-')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_one_of(text[i], "-"))
            return false;
    return true;
}

/* Two labels or more; the last is not a number alone. */
static bool is_domain(const char *text, uint32_t length)
{
    const char *at = text, *end = text + length, *dot;
    guint n = 0;
    for (; (dot = memchr(at, '.', (size_t)(end - at))) != NULL; at = dot + 1, n++)
        if (!is_domain_label(at, (size_t)(dot - at)))
            return false;
    size_t digits = 0;
    while (at + digits < end && g_ascii_isdigit(at[digits]))
        digits++;
    return n > 0 && length <= 253 && digits < (size_t)(end - at) && is_domain_label(at, (size_t)(end - at));
}

/* "[192.0.2.1]" or "[IPv6:…]". */
static bool is_address_literal(const char *text, uint32_t length)
{
    char address[64];
    if (length < 4 || length - 2 >= sizeof address || text[0] != '[' || text[length - 1] != ']')
        return false;
    memcpy(address, text + 1, length - 2);
    address[length - 2] = '\0';
    return g_hostname_is_ip_address(g_str_has_prefix(address, "IPv6:") ? address + 5 : address);
}

bool cast_email(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)rule, (void)buffer;
    set_text(cell, text, length);
    const char *at = text + length;
    while (at > text && *--at != '@')
        ;
    if (length == 0 || *at != '@')
        return false;
    const uint32_t local = (uint32_t)(at - text), domain = length - local - 1;
    return local <= 64 && (is_dot_atom(text, local) || is_quoted(text, local)) &&
           (is_domain(at + 1, domain) || is_address_literal(at + 1, domain));
}

/* Characters of RFC 3986 only, `%` followed by two hex digits; brackets only where `brackets` allows them. */
static bool is_uri_text(const char *text, size_t length, const char *others)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '%') {
            if (i + 2 >= length || !g_ascii_isxdigit(text[i + 1]) || !g_ascii_isxdigit(text[i + 2]))
                return false;
            i += 2;
        } else if (!is_one_of(text[i], "-._~!$&'()*+,;=") && (text[i] == '\0' || strchr(others, text[i]) == NULL)) {
            return false;
        }
    }
    return true;
}

static bool is_port(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]))
            return false;
    return length <= 5;
}

/* "[::1]" or "[v1.x]" up to its bracket; the length with brackets, or 0. */
static size_t ip_literal_length(const char *text, size_t length)
{
    const char *close = memchr(text, ']', length);
    if (close == NULL || close - text < 2 || close - text > 60)
        return 0;
    g_autofree char *address = g_strndup(text + 1, (size_t)(close - text - 1));
    const bool is_address = strchr(address, ':') != NULL && g_hostname_is_ip_address(address);
    const bool is_future = address[0] == 'v' && is_uri_text(address, strlen(address), ":");
    return is_address || is_future ? (size_t)(close - text) + 1 : 0;
}

static bool is_authority(const char *text, size_t length, bool needs_host)
{
    const char *at = memchr(text, '@', length);
    if (at != NULL) {
        if (!is_uri_text(text, (size_t)(at - text), ":"))
            return false;
        length -= (size_t)(at + 1 - text);
        text = at + 1;
    }
    const char *colon = memchr(text, ':', length);
    size_t host = colon == NULL ? length : (size_t)(colon - text);
    if (length > 0 && *text == '[') {
        host = ip_literal_length(text, length);
        if (host == 0 || (host < length && text[host] != ':'))
            return false;
    } else if (!is_uri_text(text, host, "")) {
        return false;
    }
    return (host > 0 || !needs_host) && (host == length || is_port(text + host + 1, length - host - 1));
}

static size_t scheme_length(const char *text, size_t length)
{
    if (length == 0 || !g_ascii_isalpha(text[0]))
        return 0;
    size_t n = 1;
    while (n < length && is_one_of(text[n], "+-."))
        n++;
    return n < length && text[n] == ':' ? n : 0;
}

/* Of the schemes that go to a host, a host is asked. */
static bool scheme_needs_host(const char *scheme, size_t length)
{
    static const char *const schemes[] = {"http", "https", "ftp", "ws", "wss"};
    for (guint i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (length == strlen(schemes[i]) && g_ascii_strncasecmp(scheme, schemes[i], length) == 0)
            return true;
    return false;
}

static size_t span_until(const char *text, size_t length, const char *stops)
{
    size_t n = 0;
    while (n < length && (text[n] == '\0' || strchr(stops, text[n]) == NULL))
        n++;
    return n;
}

/* RFC 3986: an absolute URI, with a scheme. */
bool cast_uri(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)rule, (void)buffer;
    set_text(cell, text, length);
    const size_t scheme = scheme_length(text, length);
    if (scheme == 0)
        return false;
    const bool needs_host = scheme_needs_host(text, scheme);
    const char *at = text + scheme + 1;
    size_t left = length - scheme - 1;
    const bool has_authority = left >= 2 && at[0] == '/' && at[1] == '/';
    if (has_authority) {
        const size_t authority = span_until(at + 2, left - 2, "/?#");
        if (!is_authority(at + 2, authority, needs_host))
            return false;
        at += authority + 2;
        left -= authority + 2;
    }
    const size_t path = span_until(at, left, "?#");
    const size_t query = path + span_until(at + path, left - path, "#");
    const size_t fragment = MIN(query + 1, left);
    return (has_authority || !needs_host) && is_uri_text(at, path, ":@/") &&
           is_uri_text(at + path, query - path, ":@/?") && is_uri_text(at + fragment, left - fragment, ":@/?");
}

/* RFC 4648 base64, padded. */
bool cast_binary(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)rule, (void)buffer;
    set_text(cell, text, length);
    uint32_t n = length;
    while (n > 0 && length - n < 2 && text[n - 1] == '=')
        n--;
    for (uint32_t i = 0; i < n; i++)
        if (!is_one_of(text[i], "+/"))
            return false;
    return length % 4 == 0;
}

/* RFC 4122: 8-4-4-4-12 hex digits. */
bool cast_uuid(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)rule, (void)buffer;
    set_text(cell, text, length);
    if (length != 36)
        return false;
    for (uint32_t i = 0; i < length; i++) {
        const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (is_dash ? text[i] != '-' : !g_ascii_isxdigit(text[i]))
            return false;
    }
    return true;
}
