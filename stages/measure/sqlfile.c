#include "stages/measure/sqlfile.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/hash.h"
#include "pipeline/lib/place.h"
#include "pipeline/lib/project.h"
#include "pipeline/lib/slip.h"
#include "stages/measure/sql_text.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define CONTINUED 3 /* spaces after "--" that make a comment line go on with the value above it */

/* Length of "key:" at the start of a comment, without the colon; 0 when the comment is plain words. */
static size_t key_length(const char *comment)
{
    size_t length = 0;
    while (g_ascii_islower(comment[length]) || comment[length] == '_')
        length++;
    return comment[length] == ':' ? length : 0;
}

static void add_entry(struct sql_file *file, const char *comment, const char *end, size_t length)
{
    const char *value = comment + length + 1;
    while (value < end && *value == ' ')
        value++;
    g_autofree char *text = g_strstrip(g_strndup(value, (gsize)(end - value)));
    const struct sql_head_entry entry = {
        .key = g_string_chunk_insert_len(file->pool, comment, (gssize)length),
        .value = g_string_chunk_insert(file->pool, text),
        .key_offset = (size_t)(comment - file->text),
        .offset = (size_t)(value - file->text),
    };
    g_array_append_val(file->head, entry);
}

static void continue_entry(struct sql_file *file, const char *comment, const char *end)
{
    struct sql_head_entry *last = &g_array_index(file->head, struct sql_head_entry, file->head->len - 1);
    g_autofree char *more = g_strstrip(g_strndup(comment, (gsize)(end - comment)));
    g_autofree char *joined = g_strconcat(last->value, *last->value == '\0' ? "" : " ", more, NULL);
    last->value = g_string_chunk_insert(file->pool, joined);
}

/* One comment line of the head, from behind its "--". Returns whether the next line may continue its value. */
static bool take_comment(struct sql_file *file, const char *line, const char *end, bool may_continue)
{
    const char *comment = line;
    while (comment < end && *comment == ' ')
        comment++;
    const bool is_indented = comment - line >= CONTINUED && comment < end && *comment != '\r';
    const size_t length = key_length(comment);
    if (may_continue && is_indented)
        continue_entry(file, comment, end);
    else if (length > 0)
        add_entry(file, comment, end, length);
    return length > 0 || (may_continue && is_indented);
}

static void read_head(struct sql_file *file)
{
    bool may_continue = false;
    const char *line = file->text;
    while (g_str_has_prefix(line, "--")) {
        const char *end = line + strcspn(line, "\n");
        may_continue = take_comment(file, line + 2, end, may_continue);
        line = *end == '\0' ? end : end + 1;
    }
    file->body = (size_t)(line - file->text);
}

/* Editors of Windows begin a file with it. */
static void drop_byte_order_mark(char *text, gsize *length)
{
    if (!g_str_has_prefix(text, BYTE_ORDER_MARK))
        return;
    *length -= strlen(BYTE_ORDER_MARK);
    memmove(text, text + strlen(BYTE_ORDER_MARK), *length + 1);
}

struct sql_file *sql_file_load(const char *path, GError **error)
{
    gsize length = 0;
    const char *bad = NULL;
    char *text = file_read(path, &length, error);
    if (text == NULL)
        return NULL;
    char sha256[HASH_TEXT_SIZE];
    hash_bytes(text, length, sha256);
    drop_byte_order_mark(text, &length);
    if (!g_utf8_validate(text, (gssize)length, &bad)) {
        place_fail(path, text, (size_t)(bad - text), error, "this is not UTF-8");
        g_free(text);
        return NULL;
    }
    g_autofree char *stem = project_stem(path, ".sql");
    if (!project_check_stem(path, stem, error)) {
        g_free(text);
        return NULL;
    }
    struct sql_file *file = g_new0(struct sql_file, 1);
    file->name = g_steal_pointer(&stem);
    file->path = g_strdup(path);
    file->text = text;
    g_strlcpy(file->sha256, sha256, sizeof file->sha256);
    file->head = g_array_new(FALSE, FALSE, sizeof(struct sql_head_entry));
    file->pool = g_string_chunk_new(1024);
    read_head(file);
    return file;
}

void sql_file_free(struct sql_file *file)
{
    if (file == NULL)
        return;
    g_free(file->name);
    g_free(file->path);
    g_free(file->text);
    g_array_unref(file->head);
    g_string_chunk_free(file->pool);
    g_free(file);
}

static const struct sql_head_entry *find_entry(const struct sql_file *file, const char *key)
{
    for (guint i = 0; i < file->head->len; i++) {
        const struct sql_head_entry *entry = &g_array_index(file->head, struct sql_head_entry, i);
        if (g_str_equal(entry->key, key))
            return entry;
    }
    return NULL;
}

const char *sql_file_head(const struct sql_file *file, const char *key)
{
    const struct sql_head_entry *entry = find_entry(file, key);
    return entry == NULL ? NULL : entry->value;
}

char **sql_file_list(const struct sql_file *file, const char *key)
{
    const char *value = sql_file_head(file, key);
    if (value == NULL)
        return NULL;
    char **parts = g_strsplit(value, ",", -1);
    for (char **part = parts; *part != NULL; part++)
        g_strstrip(*part);
    return parts;
}

bool sql_file_fail(const struct sql_file *file, const char *key, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const struct sql_head_entry *entry = find_entry(file, key);
    return place_fail(file->path, file->text, entry == NULL ? 0 : entry->offset, error, "%s", message);
}

/* Of the query's first quoted text that is `text`; NULL when it is made otherwise. */
static const char *find_quoted(const struct sql_file *file, const char *text)
{
    const char *at = file->text;
    for (struct sql_token token = sql_token_next(&at); token.kind != SQL_END; token = sql_token_next(&at))
        if (token.kind == SQL_TEXT && token.length == strlen(text) && memcmp(token.inside, text, token.length) == 0)
            return token.inside;
    return NULL;
}

bool sql_file_quotes(const struct sql_file *file, const char *text)
{
    return find_quoted(file, text) != NULL;
}

bool sql_file_fail_text(const struct sql_file *file, const char *text, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const char *at = find_quoted(file, text);
    const size_t offset = at == NULL ? file->body : (size_t)(at - file->text);
    return place_fail(file->path, file->text, offset, error, "%s", message);
}

static bool fail_key(const struct sql_file *file, const struct sql_head_entry *entry, const char *const *allowed,
                     GError **error)
{
    struct slip slip = slip_begin(entry->key);
    for (; *allowed != NULL; allowed++)
        slip_consider(&slip, *allowed);
    g_autofree char *hint = slip_hint(&slip);
    return place_fail(file->path, file->text, entry->key_offset, error, "unknown head key '%s'%s", entry->key, hint);
}

static bool check_entry(const struct sql_file *file, guint index, const char *const *allowed, GError **error)
{
    const struct sql_head_entry *entry = &g_array_index(file->head, struct sql_head_entry, index);
    if (!g_strv_contains(allowed, entry->key))
        return fail_key(file, entry, allowed, error);
    if (find_entry(file, entry->key) != entry)
        return place_fail(file->path, file->text, entry->key_offset, error, "head key '%s' stands twice", entry->key);
    return true;
}

bool sql_file_check_head(const struct sql_file *file, const char *const *required, const char *const *allowed,
                         GError **error)
{
    for (guint i = 0; i < file->head->len; i++)
        if (!check_entry(file, i, allowed, error))
            return false;
    for (; *required != NULL; required++) {
        const char *value = sql_file_head(file, *required);
        if (value == NULL || *value == '\0')
            return sql_file_fail(file, *required, error, "the head lacks '%s'", *required);
    }
    return true;
}

static struct sql_token first_token(const struct sql_file *file)
{
    const char *at = file->text;
    return sql_token_next(&at);
}

bool sql_file_has_body(const struct sql_file *file)
{
    return first_token(file).kind != SQL_END;
}

static bool is_select(const struct sql_file *file, GError **error)
{
    static const char *const selects[] = {"select", "with", "values", NULL};
    const struct sql_token first = first_token(file);
    g_autofree char *word = g_ascii_strdown(first.inside, (gssize)first.length);
    return g_strv_contains(selects, word) || place_fail(file->path, file->text, (size_t)(first.at - file->text), error,
                                                        "not a single read-only SELECT: it begins with '%s'", word);
}

/* Nothing is ever bound to a parameter: it would be null without a word. */
static bool refuse_parameters(const struct sql_file *file, struct statement *statement, GError **error)
{
    if (statement_n_parameters(statement) == 0)
        return true;
    const char *at = file->text;
    struct sql_token token = sql_token_next(&at);
    while (token.kind != SQL_END && (token.kind != SQL_SIGN || strchr("?:@$#", *token.at) == NULL))
        token = sql_token_next(&at);
    return place_fail(file->path, file->text, (size_t)(token.at - file->text), error,
                      "a parameter: nothing is bound to it, so write the value, or join the table that holds it");
}

/* With what the authorizer cannot know, while it still knows the names. */
static bool refuse_slip(const struct sql_file *file, const struct db *db, GError **error)
{
    const struct sql_slip slip = sql_text_find_slip(file->text, db);
    return slip.fault == NULL ||
           place_fail(file->path, file->text, (size_t)(slip.at - file->text), error, "%s", slip.fault);
}

struct statement *sql_file_prepare(const struct sql_file *file, struct db *db, GHashTable *reads, GError **error)
{
    if (!is_select(file, error) || !db_guard(db, reads, error))
        return NULL;
    struct statement *statement = db_prepare(db, file->path, file->text, error);
    const bool is_taken = statement != NULL && refuse_slip(file, db, error);
    db_unguard(db);
    if (is_taken && refuse_parameters(file, statement, error))
        return statement;
    statement_free(statement);
    return NULL;
}
