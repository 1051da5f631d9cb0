#include "stages/validate/key_pack.h"

#include <string.h>

/* A bijection, so that packed keys that differ differ in hash. */
static uint64_t mix(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

/* Keys that follow each other, as most ids in a file do, share a cache line of the table: their last bits stay as they
 * are. */
uint64_t key_hash_packed(uint64_t packed)
{
    return (mix(packed / KEY_LINE_SLOTS) & ~(uint64_t)(KEY_LINE_SLOTS - 1)) | packed % KEY_LINE_SLOTS;
}

uint64_t key_hash(const void *key, size_t length)
{
    const unsigned char *bytes = key;
    uint64_t hash = 0x9e3779b97f4a7c15u ^ length;
    for (; length >= 8; bytes += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = mix(hash ^ word);
    }
    uint64_t rest = 0;
    memcpy(&rest, bytes, length);
    return mix(hash ^ rest ^ (uint64_t)length << 56);
}

/* A leading 1 keeps leading zeros apart: "007" is 1007. */
static uint64_t pack_digits(const unsigned char *bytes, size_t length)
{
    uint64_t value = 1;
    if (length > 18)
        return 0;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < '0' || bytes[i] > '9')
            return 0;
        value = value * 10 + (bytes[i] - '0');
    }
    return KEY_DIGITS | value;
}

/* 1 to 63, or 0 for a character that does not pack. */
static unsigned letter_code(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0' + 1u;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 11u;
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 37u;
    return c == '-' ? 63 : 0;
}

static uint64_t pack_letters(const unsigned char *bytes, size_t length)
{
    uint64_t value = 0;
    if (length > 10)
        return 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned code = letter_code(bytes[i]);
        if (code == 0)
            return 0;
        value = value << 6 | code;
    }
    return KEY_LETTERS | value;
}

uint64_t key_pack(const void *key, size_t length)
{
    const uint64_t digits = pack_digits(key, length);
    return digits != 0 ? digits : pack_letters(key, length);
}
