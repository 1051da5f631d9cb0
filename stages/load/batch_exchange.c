#include "stages/load/batch_private.h"

#include <pthread.h>

#define N_BATCHES 4

/* A ring. passed[s] counts the batches that stage s has passed on; the next batch of stage s is the passed[s]-th, there
 * as soon as the stage before has passed it on, or, for the first stage, as soon as the last stage has given it back.
 */
struct exchange {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct batch batches[N_BATCHES];
    guint64 passed[EXCHANGE_N_STAGES];
    bool is_finished[EXCHANGE_N_STAGES];
};

struct exchange *exchange_new(void)
{
    struct exchange *exchange = g_new0(struct exchange, 1);
    pthread_mutex_init(&exchange->lock, NULL);
    pthread_cond_init(&exchange->changed, NULL);
    for (guint i = 0; i < N_BATCHES; i++)
        batch_init(&exchange->batches[i]);
    return exchange;
}

void exchange_free(struct exchange *exchange)
{
    for (guint i = 0; i < N_BATCHES; i++)
        batch_clear(&exchange->batches[i]);
    pthread_cond_destroy(&exchange->changed);
    pthread_mutex_destroy(&exchange->lock);
    g_free(exchange);
}

static bool is_ready(const struct exchange *exchange, enum exchange_stage stage)
{
    if (stage == EXCHANGE_READ)
        return exchange->passed[EXCHANGE_READ] - exchange->passed[EXCHANGE_INSERT] < N_BATCHES;
    return exchange->passed[stage] < exchange->passed[stage - 1];
}

/* The stage before passes nothing more, or a stage behind wants nothing more. */
static bool is_over(const struct exchange *exchange, enum exchange_stage stage)
{
    for (guint i = stage + 1; i < EXCHANGE_N_STAGES; i++)
        if (exchange->is_finished[i])
            return true;
    return stage != EXCHANGE_READ && exchange->is_finished[stage - 1] && !is_ready(exchange, stage);
}

struct batch *exchange_get(struct exchange *exchange, enum exchange_stage stage)
{
    pthread_mutex_lock(&exchange->lock);
    while (!is_ready(exchange, stage) && !is_over(exchange, stage))
        pthread_cond_wait(&exchange->changed, &exchange->lock);
    const bool has_batch = !is_over(exchange, stage);
    struct batch *batch = &exchange->batches[exchange->passed[stage] % N_BATCHES];
    pthread_mutex_unlock(&exchange->lock);
    if (!has_batch)
        return NULL;
    if (stage == EXCHANGE_READ)
        batch_empty(batch);
    return batch;
}

void exchange_pass(struct exchange *exchange, enum exchange_stage stage)
{
    pthread_mutex_lock(&exchange->lock);
    exchange->passed[stage]++;
    pthread_cond_broadcast(&exchange->changed);
    pthread_mutex_unlock(&exchange->lock);
}

void exchange_finish(struct exchange *exchange, enum exchange_stage stage)
{
    pthread_mutex_lock(&exchange->lock);
    exchange->is_finished[stage] = true;
    pthread_cond_broadcast(&exchange->changed);
    pthread_mutex_unlock(&exchange->lock);
}
