#include "stages/schema/codes_private.h"

#include "pipeline/lib/space.h"

#include <string.h>

struct entry {
    const char *key; /* folded */
    uint32_t length;
    uint32_t code; /* index + 1; 0: empty slot */
};

/* A code as it is spelled, when it is short: the common cell is one, and needs no folding. */
struct short_code {
    uint64_t text; /* packed; 0: empty slot */
    uint32_t code; /* index */
};

struct code_list {
    GStringChunk *texts;
    GArray *codes; /* struct code */
    struct entry *slots;
    uint32_t mask, used;
    struct short_code *shorts;
    uint32_t shorts_mask;
    GPtrArray *rows; /* const struct code_row *: where each code stands; for the time of reading */
};

#define LONGEST_KEY 256 /* bytes; longer text is no code */

static bool is_whole_number(const char *text, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return length > 0;
}

/* Lower case (ASCII; other letters as they are), no space around, no `.0`. Returns the length, 0 when it is too long.
 */
static uint32_t fold(const char *text, uint32_t length, char folded[static LONGEST_KEY])
{
    size_t left = length;
    space_trim(&text, &left);
    length = (uint32_t)left;
    if (length > 2 && text[length - 2] == '.' && text[length - 1] == '0' && is_whole_number(text, length - 2))
        length -= 2;
    if (length > LONGEST_KEY)
        return 0;
    for (uint32_t i = 0; i < length; i++)
        folded[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i]);
    return length;
}

/* Up to eight bytes as a number; 0 for an empty text and for a longer one. No text that is stored holds a NUL. */
static uint64_t pack(const char *text, uint32_t length)
{
    uint64_t packed = 0;
    if (length <= sizeof packed)
        for (uint32_t i = 0; i < length; i++)
            packed = packed << 8 | (unsigned char)text[i];
    return packed;
}

static uint32_t short_slot(const struct code_list *list, uint64_t packed)
{
    uint32_t i = (uint32_t)(packed * UINT64_C(0x9e3779b97f4a7c15) >> 32) & list->shorts_mask;
    while (list->shorts[i].text != 0 && list->shorts[i].text != packed)
        i = (i + 1) & list->shorts_mask;
    return i;
}

void code_list_finish(struct code_list *list)
{
    g_ptr_array_set_size(list->rows, 0);
    guint size = 16;
    while (size < list->codes->len * 4) /* so that most codes stand where they are looked for first */
        size *= 2;
    list->shorts_mask = size - 1;
    list->shorts = g_new0(struct short_code, size);
    for (guint i = 0; i < list->codes->len; i++) {
        const struct code *code = code_list_at(list, i);
        const uint64_t packed = pack(code->code, code->length);
        if (packed != 0)
            list->shorts[short_slot(list, packed)] = (struct short_code){packed, i};
    }
}

static const struct code *find_short(const struct code_list *list, const char *text, uint32_t length)
{
    const uint64_t packed = pack(text, length);
    const struct short_code *found = &list->shorts[short_slot(list, packed)];
    return packed == 0 || found->text == 0 ? NULL : code_list_at(list, found->code);
}

static uint32_t hash(const char *text, uint32_t length)
{
    uint32_t value = 2166136261u;
    for (uint32_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)text[i]) * 16777619u;
    return value ^ value >> 15;
}

static struct entry *find_slot(const struct code_list *list, const char *key, uint32_t length)
{
    uint32_t i = hash(key, length) & list->mask;
    while (list->slots[i].code != 0 &&
           (list->slots[i].length != length || memcmp(list->slots[i].key, key, length) != 0))
        i = (i + 1) & list->mask;
    return &list->slots[i];
}

static void grow(struct code_list *list)
{
    struct entry *old = list->slots;
    const uint32_t n = old == NULL ? 0 : list->mask + 1;
    list->mask = n == 0 ? 63 : n * 2 - 1;
    list->slots = g_new0(struct entry, list->mask + 1);
    for (uint32_t i = 0; i < n; i++)
        if (old[i].code != 0)
            *find_slot(list, old[i].key, old[i].length) = old[i];
    g_free(old);
}

/* Of two codes that share a word the one that a project's changes brought, else the later. */
static const struct code_row *blame(const struct code_list *list, uint32_t earlier, uint32_t later)
{
    const struct code_row *first = list->rows->pdata[earlier], *second = list->rows->pdata[later];
    return first->is_change && !second->is_change ? first : second;
}

/* A word of two rows: what it stands for would be a matter of chance. */
static bool refuse_shared(const struct code_list *list, const char *text, uint32_t length, uint32_t earlier,
                          uint32_t later, GError **error)
{
    const char *first = code_list_at(list, earlier)->code, *second = code_list_at(list, later)->code;
    const struct code_row *row = blame(list, earlier, later);
    if (g_str_equal(first, second))
        return code_row_fail(row, error, "the code \"%s\" stands in the list twice: leave one of its rows out", first);
    return code_row_fail(row, error, "\"%.*s\" stands for two codes, \"%s\" and \"%s\"", (int)length, text, first,
                         second);
}

/* A code or synonym of the code added last. */
static bool add_key(struct code_list *list, const char *text, uint32_t length, uint32_t code, GError **error)
{
    char folded[LONGEST_KEY];
    const uint32_t n = fold(text, length, folded);
    if (n == 0)
        return true;
    if (list->used * 2 >= list->mask)
        grow(list);
    struct entry *slot = find_slot(list, folded, n);
    if (slot->code == code)
        return true;
    if (slot->code != 0)
        return refuse_shared(list, text, length, slot->code - 1, code - 1, error);
    *slot = (struct entry){g_string_chunk_insert_len(list->texts, folded, (gssize)n), n, code};
    list->used++;
    return true;
}

bool code_list_add(struct code_list *list, const struct code_row *row, const struct code *code, GError **error)
{
    const struct code own = {
        .code = g_string_chunk_insert_len(list->texts, code->code, (gssize)code->length),
        .label = g_string_chunk_insert(list->texts, code->label),
        .length = code->length,
    };
    g_ptr_array_add(list->rows, (void *)(uintptr_t)row);
    g_array_append_val(list->codes, own);
    return add_key(list, code->code, code->length, list->codes->len, error);
}

bool code_list_add_synonym(struct code_list *list, const char *text, uint32_t length, GError **error)
{
    return add_key(list, text, length, list->codes->len, error);
}

struct code_list *code_list_new(void)
{
    struct code_list *list = g_new0(struct code_list, 1);
    list->texts = g_string_chunk_new(1024);
    list->rows = g_ptr_array_new();
    list->codes = g_array_new(FALSE, FALSE, sizeof(struct code));
    grow(list);
    return list;
}

void code_list_free(struct code_list *list)
{
    if (list == NULL)
        return;
    g_string_chunk_free(list->texts);
    g_array_unref(list->codes);
    g_ptr_array_unref(list->rows);
    g_free(list->slots);
    g_free(list->shorts);
    g_free(list);
}

guint code_list_count(const struct code_list *list)
{
    return list->codes->len;
}

const struct code *code_list_at(const struct code_list *list, guint index)
{
    return &g_array_index(list->codes, struct code, index);
}

const struct code *code_list_find(const struct code_list *list, const char *text, uint32_t length)
{
    const struct code *found = find_short(list, text, length);
    if (found != NULL)
        return found;
    char folded[LONGEST_KEY];
    const uint32_t n = fold(text, length, folded);
    if (n == 0)
        return NULL;
    const struct entry *slot = find_slot(list, folded, n);
    return slot->code == 0 ? NULL : code_list_at(list, slot->code - 1);
}
