#include "stages/validate/keyset.h"

#include "stages/validate/key_pack.h"
#include "stages/validate/key_run.h"

#include <glib.h>
#include <string.h>

#define N_TABLES 256
#define FIRST_CAPACITY 16
#define LARGE_CAPACITY 8192 /* of some two million keys in all */
#define ARENA_CHUNK (1u << 20)

/* Of an arena slot: part of the hash, so that few other keys are read, and the key's offset. */
#define TAG_BITS 22
#define OFFSET_BITS 40
#define OFFSET_MASK (((uint64_t)1 << OFFSET_BITS) - 1)

struct table {
    uint64_t *slots;
    uint32_t *lines;
    uint32_t capacity, used;
};

struct keyset {
    struct key_run run; /* packed keys that came in ascending order: the tables hold none above its last */
    struct table tables[N_TABLES];
    GPtrArray *chunks; /* of ARENA_CHUNK bytes; a key never crosses chunks, unless it is longer than one */
    size_t chunk_used;
};

/* A key as it is looked for. */
struct probe {
    const void *bytes;
    size_t length;
    uint64_t packed; /* 0: it lies in the arena */
    uint64_t hash;
};

static struct probe probe_of(const void *key, size_t length, uint64_t packed)
{
    return (struct probe){.bytes = key,
                          .length = length,
                          .packed = packed,
                          .hash = packed != 0 ? key_hash_packed(packed) : key_hash(key, length)};
}

static const unsigned char *arena_at(const struct keyset *set, uint64_t offset)
{
    const unsigned char *chunk = g_ptr_array_index(set->chunks, (guint)(offset / ARENA_CHUNK));
    return chunk + offset % ARENA_CHUNK;
}

/* In the arena a key follows its length (4 bytes). */
static uint64_t arena_add(struct keyset *set, const void *key, size_t length)
{
    const uint32_t stored = (uint32_t)length;
    const size_t needed = sizeof stored + length;
    if (set->chunks->len == 0 || set->chunk_used + needed > ARENA_CHUNK) {
        g_ptr_array_add(set->chunks, g_malloc(MAX(needed, ARENA_CHUNK)));
        set->chunk_used = 0;
    }
    unsigned char *at = g_ptr_array_index(set->chunks, set->chunks->len - 1);
    at += set->chunk_used;
    memcpy(at, &stored, sizeof stored);
    memcpy(at + sizeof stored, key, length);
    const uint64_t offset = (uint64_t)(set->chunks->len - 1) * ARENA_CHUNK + set->chunk_used;
    set->chunk_used += needed;
    g_assert(offset <= OFFSET_MASK);
    return offset;
}

static uint64_t tag_of(uint64_t hash)
{
    return (hash & (((uint64_t)1 << TAG_BITS) - 1)) << OFFSET_BITS;
}

static bool slot_is(const struct keyset *set, uint64_t slot, const struct probe *probe)
{
    if (probe->packed != 0)
        return slot == probe->packed;
    if ((slot & ~OFFSET_MASK) != (KEY_ARENA | tag_of(probe->hash)))
        return false;
    const unsigned char *at = arena_at(set, slot & OFFSET_MASK);
    uint32_t length;
    memcpy(&length, at, sizeof length);
    return length == probe->length && memcmp(at + sizeof length, probe->bytes, length) == 0;
}

static uint64_t slot_hash(const struct keyset *set, uint64_t slot)
{
    if ((slot & KEY_KIND) != KEY_ARENA)
        return key_hash_packed(slot);
    const unsigned char *at = arena_at(set, slot & OFFSET_MASK);
    uint32_t length;
    memcpy(&length, at, sizeof length);
    return key_hash(at + sizeof length, length);
}

/* The table is chosen by the highest byte of the hash, the cache line by the 32 bits below it, the slot by the lowest.
 */
static guint table_index(uint64_t hash)
{
    return (guint)(hash >> 56);
}

static uint32_t first_slot(const struct table *table, uint64_t hash)
{
    const uint64_t line = (hash >> 24 & 0xffffffffu) * (table->capacity / KEY_LINE_SLOTS) >> 32;
    return (uint32_t)(line * KEY_LINE_SLOTS + hash % KEY_LINE_SLOTS);
}

/* Index of the key's slot, or of the empty slot it would take. */
static uint32_t find_slot(const struct keyset *set, const struct table *table, const struct probe *probe)
{
    uint32_t i = first_slot(table, probe->hash);
    while (table->slots[i] != 0 && !slot_is(set, table->slots[i], probe))
        i = i + 1 == table->capacity ? 0 : i + 1;
    return i;
}

static uint32_t find_empty(const struct table *table, uint64_t hash)
{
    uint32_t i = first_slot(table, hash);
    while (table->slots[i] != 0)
        i = i + 1 == table->capacity ? 0 : i + 1;
    return i;
}

/* By half, which costs least time; of a large set by a quarter, which leaves less room empty. */
static uint32_t next_capacity(uint32_t capacity)
{
    if (capacity == 0)
        return FIRST_CAPACITY;
    const uint32_t wanted = capacity + capacity / (capacity < LARGE_CAPACITY ? 2 : 4);
    return (wanted + KEY_LINE_SLOTS - 1) / KEY_LINE_SLOTS * KEY_LINE_SLOTS;
}

static void grow(const struct keyset *set, struct table *table)
{
    const struct table old = *table;
    table->capacity = next_capacity(old.capacity);
    table->slots = g_new0(uint64_t, table->capacity);
    table->lines = g_new(uint32_t, table->capacity);
    for (uint32_t i = 0; i < old.capacity; i++) {
        if (old.slots[i] == 0)
            continue;
        const uint32_t at = find_empty(table, slot_hash(set, old.slots[i]));
        table->slots[at] = old.slots[i];
        table->lines[at] = old.lines[i];
    }
    g_free(old.slots);
    g_free(old.lines);
}

struct keyset *keyset_new(void)
{
    struct keyset *set = g_new0(struct keyset, 1);
    set->chunks = g_ptr_array_new_with_free_func(g_free);
    return set;
}

void keyset_free(struct keyset *set)
{
    if (set == NULL)
        return;
    for (guint i = 0; i < N_TABLES; i++) {
        g_free(set->tables[i].slots);
        g_free(set->tables[i].lines);
    }
    g_ptr_array_unref(set->chunks);
    key_run_clear(&set->run);
    g_free(set);
}

static bool table_add(struct keyset *set, const struct probe *probe, uint32_t line, uint64_t *first)
{
    struct table *table = &set->tables[table_index(probe->hash)];
    if ((uint64_t)table->used * 5 >= (uint64_t)table->capacity * 4)
        grow(set, table);
    const uint32_t i = find_slot(set, table, probe);
    if (table->slots[i] != 0) {
        *first = table->lines[i];
        return false;
    }
    table->slots[i] = probe->packed != 0
                          ? probe->packed
                          : KEY_ARENA | tag_of(probe->hash) | arena_add(set, probe->bytes, probe->length);
    table->lines[i] = line;
    table->used++;
    return true;
}

bool keyset_add(struct keyset *set, const void *key, size_t length, uint64_t line, uint64_t *first)
{
    const uint64_t packed = key_pack(key, length);
    const uint32_t kept = (uint32_t)MIN(line, UINT32_MAX);
    uint32_t found = 0;
    if (packed != 0 && key_run_add(&set->run, packed, kept))
        return true;
    if (packed != 0 && key_run_find(&set->run, packed, &found)) {
        *first = found;
        return false;
    }
    const struct probe probe = probe_of(key, length, packed);
    return table_add(set, &probe, kept, first);
}

void keyset_expect(const struct keyset *set, const void *key, size_t length)
{
    const uint64_t packed = key_pack(key, length);
    if (packed != 0 && key_run_is_above(&set->run, packed))
        return;
    const uint64_t hash = probe_of(key, length, packed).hash;
    const struct table *table = &set->tables[table_index(hash)];
    if (table->capacity == 0)
        return;
    const uint32_t i = first_slot(table, hash);
    __builtin_prefetch(&table->slots[i]);
    __builtin_prefetch(&table->lines[i], 1);
}

bool keyset_has(const struct keyset *set, const void *key, size_t length)
{
    const uint64_t packed = key_pack(key, length);
    uint32_t line;
    if (packed != 0 && key_run_find(&set->run, packed, &line))
        return true;
    const struct probe probe = probe_of(key, length, packed);
    const struct table *table = &set->tables[table_index(probe.hash)];
    return table->capacity > 0 && table->slots[find_slot(set, table, &probe)] != 0;
}
