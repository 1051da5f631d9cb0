#include "reports/render/zip_check.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"

#include <string.h>

/* PKWARE's APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16. */
#define LOCAL_SIZE 30
#define ENTRY_SIZE 46
#define END_SIZE 22
#define LOCAL_MARK 0x04034b50u
#define ENTRY_MARK 0x02014b50u
#define END_MARK 0x06054b50u
#define SHARED 24 /* bytes from flags to the length of the extra field, alike in both heads */

struct zip {
    const guint8 *bytes;
    gsize length;
};

static guint64 number_at(const struct zip *zip, gsize offset, guint size)
{
    guint64 number = 0;
    for (guint i = size; i-- > 0;)
        number = number << 8 | (offset + i < zip->length ? zip->bytes[offset + i] : 0);
    return number;
}

static bool is_marked(const struct zip *zip, gsize offset, gsize size, guint32 mark)
{
    return offset + size <= zip->length && number_at(zip, offset, 4) == mark;
}

/* The entry's head lies at `local`; where the next one has to lie, or 0 when the two tell different things. */
static gsize check_entry(const struct zip *zip, gsize entry, gsize local)
{
    if (!is_marked(zip, entry, ENTRY_SIZE, ENTRY_MARK) || number_at(zip, entry + 42, 4) != local ||
        !is_marked(zip, local, LOCAL_SIZE, LOCAL_MARK))
        return 0;
    const gsize name = (gsize)number_at(zip, entry + 28, 2), extra = (gsize)number_at(zip, local + 28, 2);
    const gsize next = local + LOCAL_SIZE + name + extra + (gsize)number_at(zip, entry + 20, 4);
    if (next > zip->length || entry + ENTRY_SIZE + name > zip->length)
        return 0;
    const bool is_alike = memcmp(zip->bytes + entry + 6, zip->bytes + local + 4, SHARED) == 0 &&
                          memcmp(zip->bytes + entry + ENTRY_SIZE, zip->bytes + local + LOCAL_SIZE, name) == 0;
    return is_alike ? next : 0;
}

static bool is_whole(const struct zip *zip)
{
    if (zip->length < END_SIZE || !is_marked(zip, zip->length - END_SIZE, END_SIZE, END_MARK))
        return false;
    const gsize end = zip->length - END_SIZE, directory = (gsize)number_at(zip, end + 16, 4);
    gsize entry = directory, local = 0;
    for (guint64 n = number_at(zip, end + 10, 2); n > 0; n--) {
        local = check_entry(zip, entry, local);
        if (local == 0)
            return false;
        entry += ENTRY_SIZE + (gsize)number_at(zip, entry + 28, 2) + (gsize)number_at(zip, entry + 30, 2) +
                 (gsize)number_at(zip, entry + 32, 2);
    }
    return local == directory && entry == end;
}

bool zip_check(const char *path, GError **error)
{
    gsize length = 0;
    g_autofree char *bytes = file_read(path, &length, error);
    if (bytes == NULL)
        return false;
    const struct zip zip = {(const guint8 *)bytes, length};
    if (is_whole(&zip))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: the workbook was not written whole", path);
    return false;
}
