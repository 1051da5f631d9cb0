/* The order of models: each behind those that its text names. */
#include "stages/measure/models_private.h"

#include "pipeline/lib/place.h"
#include "stages/measure/sql_text.h"

#include <string.h>

struct model *models_at(const struct models *models, guint index)
{
    return models->list->pdata[index];
}

static struct model *find_model(const struct models *models, const struct sql_token *token)
{
    for (guint i = 0; i < models->list->len; i++) {
        const char *name = models_at(models, i)->file->name;
        if (strlen(name) == token->length && g_ascii_strncasecmp(name, token->inside, token->length) == 0)
            return models_at(models, i);
    }
    return NULL;
}

/* Finds the models that a model's text names, outside comments and texts. */
static void find_sources(const struct models *models, struct model *model)
{
    const char *at = model->file->text;
    for (struct sql_token token = sql_token_next(&at); token.kind != SQL_END; token = sql_token_next(&at)) {
        const bool is_name = token.kind == SQL_NAME || token.kind == SQL_QUOTED;
        struct model *source = is_name ? find_model(models, &token) : NULL;
        if (source != NULL && !g_ptr_array_find(model->sources, source, NULL))
            g_ptr_array_add(model->sources, source);
    }
}

/* Appends the model behind all it reads. INVALID when that goes round in a circle. */
static bool order_model(struct models *models, struct model *model, GError **error)
{
    if (model->is_ordered)
        return true;
    if (model->is_being_ordered)
        return place_fail(model->file->path, model->file->text, model->file->body, error,
                          "the model reads itself, by way of others or not");
    model->is_being_ordered = true;
    for (guint i = 0; i < model->sources->len; i++) {
        struct model *source = model->sources->pdata[i];
        source->is_read = true;
        if (!order_model(models, source, error))
            return false;
    }
    model->is_ordered = true;
    g_ptr_array_add(models->ordered, model);
    return true;
}

bool models_order(struct models *models, GError **error)
{
    for (guint i = 0; i < models->list->len; i++)
        find_sources(models, models_at(models, i));
    for (guint i = 0; i < models->list->len; i++)
        if (!order_model(models, models_at(models, i), error))
            return false;
    return true;
}
