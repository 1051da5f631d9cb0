#include "stages/check/check.h"

#include "pipeline/lib/number.h"
#include "stages/warehouse/warehouse_private.h"

#define MASK "***"

/* Tells the sink whose findings follow, when they are another file's. */
static bool begin_load(struct check_pass *pass, int64_t load_id, GError **error)
{
    if (pass->options->begin == NULL || load_id == pass->load_id)
        return true;
    GError *fault = NULL;
    pass->load_id = load_id;
    statement_bind(pass->load, "l", load_id);
    if (statement_step(pass->load, &fault)) {
        struct load_result result = {.file = g_strdup(statement_text(pass->load, 0)),
                                     .extract = g_strdup(statement_text(pass->load, 1)),
                                     .path = g_strdup(statement_text(pass->load, 3)),
                                     .load_id = load_id,
                                     .status = LOAD_LOADED};
        g_strlcpy(result.sha256, statement_text(pass->load, 2), sizeof result.sha256);
        pass->options->begin(&result, pass->options->sink_data);
        load_result_clear(&result);
    }
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static char *key_sql(const struct schema *schema)
{
    GString *sql = g_string_new("select ");
    for (guint i = 0; i < schema->primary_key.n_fields; i++) {
        const struct field *field = &schema->fields[schema->primary_key.fields[i]];
        g_string_append(sql, i == 0 ? "" : " || '/' || ");
        g_string_append(sql, field->is_personal ? "'" MASK "'" : "coalesce(");
        if (!field->is_personal) {
            db_add_name(sql, field->name);
            g_string_append(sql, ", '')");
        }
    }
    g_string_append(sql, " from main.");
    db_add_name(sql, schema->name);
    g_string_append(sql, " where row_id = ?");
    return g_string_free(sql, FALSE);
}

/* One statement a schema, made when its first hit needs it. */
static struct statement *key_statement(struct check_pass *pass, const struct schema *schema, GError **error)
{
    struct statement *statement = g_hash_table_lookup(pass->keys, schema->name);
    if (statement != NULL)
        return statement;
    g_autofree char *sql = key_sql(schema);
    statement = db_prepare(pass->db, NULL, sql, error);
    if (statement != NULL)
        g_hash_table_insert(pass->keys, g_strdup(schema->name), statement);
    return statement;
}

/* The row's primary key as people look it up, until the next hit; NULL without one. */
static bool find_key(struct check_pass *pass, const struct check_hit *hit, const char **key, GError **error)
{
    if (!hit->schema->has_primary_key)
        return true;
    struct statement *statement = key_statement(pass, hit->schema, error);
    if (statement == NULL)
        return false;
    GError *fault = NULL;
    statement_bind(statement, "l", hit->row_id);
    if (statement_step(statement, &fault))
        *key = statement_text(statement, 0);
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool insert_hit(struct check_pass *pass, const struct check_hit *hit, const struct finding *finding,
                       GError **error)
{
    if (pass->insert == NULL)
        return true;
    statement_bind(pass->insert, "llssssssss", hit->row_id >> 32, (int64_t)finding->line, finding->field, finding->code,
                   severity_name(finding->severity), finding->message, finding->action, finding->value, finding->key,
                   hit->name);
    return statement_run(pass->insert, error);
}

/* A value as people know it: hidden where it is personal, money in pounds, of which the warehouse holds pence. */
static const char *show_value(const struct check_hit *hit, char text[static NUMBER_TEXT_SIZE])
{
    gint64 pence;
    if (hit->field == NULL || hit->value == NULL)
        return hit->value;
    if (hit->field->is_personal)
        return MASK;
    if (hit->field->is_money && g_ascii_string_to_signed(hit->value, 10, G_MININT64, G_MAXINT64, &pence, NULL))
        return money_format(pence, text);
    return hit->value;
}

bool check_hit(struct check_pass *pass, const struct check_hit *hit, GError **error)
{
    const char *key = NULL;
    if (!find_key(pass, hit, &key, error) || !begin_load(pass, hit->row_id >> 32, error))
        return false;
    char text[NUMBER_TEXT_SIZE];
    const struct finding finding = {
        .line = (uint64_t)(hit->row_id & G_MAXUINT32),
        .field = hit->field == NULL ? NULL : hit->field->name,
        .code = hit->code,
        .severity = hit->severity,
        .message = hit->message,
        .action = hit->action,
        .value = show_value(hit, text),
        .key = key,
    };
    if (pass->options->sink != NULL)
        pass->options->sink(&finding, pass->options->sink_data);
    return insert_hit(pass, hit, &finding, error);
}

void check_hits_init(struct check_hits *hits)
{
    hits->list = g_array_new(FALSE, FALSE, sizeof(struct check_hit));
    hits->texts = g_string_chunk_new(256);
}

void check_hits_clear(struct check_hits *hits)
{
    g_array_unref(hits->list);
    g_string_chunk_free(hits->texts);
}

static const char *keep(struct check_hits *hits, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert_const(hits->texts, text);
}

void check_hits_add(struct check_hits *hits, const struct check_hit *hit)
{
    struct check_hit kept = *hit;
    kept.message = keep(hits, hit->message);
    kept.action = keep(hits, hit->action);
    kept.value = keep(hits, hit->value);
    g_array_append_val(hits->list, kept);
}

bool check_hits_record(const struct check_hits *hits, struct check_pass *pass, GError **error)
{
    for (guint i = 0; i < hits->list->len; i++)
        if (!check_hit(pass, &g_array_index(hits->list, struct check_hit, i), error))
            return false;
    return true;
}
