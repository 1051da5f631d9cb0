/* A school census to measure with: census ROWS BAD, where BAD rows in a thousand have a fault, each of one kind. Twenty
 * columns, fourteen of them in schemas/pupilonroll.json. The same arguments give the same bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t seed = 0x9e3779b97f4a7c15u;

/* splitmix64 */
static uint64_t next(void)
{
    uint64_t z = seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static unsigned below(unsigned n)
{
    return (unsigned)(next() % n);
}

enum fault { DATE_FAULT, CODE_FAULT, EMPTY_FAULT, KEY_FAULT, LETTER_FAULT, N_FAULTS, NO_FAULT };

/* Pupil numbers are unique: the serial is the row's. */
static void write_upn(unsigned row, enum fault fault)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
    char digits[24];
    snprintf(digits, sizeof digits, "895%09u", row);
    unsigned sum = fault == LETTER_FAULT;
    for (unsigned i = 0; i < 12; i++)
        sum += (unsigned)(digits[i] - '0') * (i + 2);
    if (fault == EMPTY_FAULT)
        putchar(',');
    else
        printf("%c%s,", letters[sum % 23], digits);
}

static void write_birth(unsigned born, enum fault fault)
{
    const unsigned month = 1 + below(12), day = 1 + below(28);
    if (fault == DATE_FAULT)
        printf("%04u-02-31,", born);
    else
        printf("%04u-%02u-%02u,", born, month, day);
}

static void write_row(unsigned row, unsigned bad)
{
    static const char *const ethnicities[] = {"WBRI", "WBRI", "WBRI", "WOTH", "APKN", "BAFR", "MWBC", "REFU"};
    static const char *const provisions[] = {"E", "K", "N", "N", "N", "N", "N", "N"};
    const enum fault fault = below(1000) < bad ? (enum fault)below(N_FAULTS) : NO_FAULT;
    const unsigned born = 2003 + below(13), provision = below(8);
    printf("%u,895,%u,", fault == KEY_FAULT && row > 0 ? row : row + 1, 110000 + below(4000));
    write_upn(row, fault);
    write_birth(born, fault);
    printf("%s,%s,", fault == CODE_FAULT ? "Q" : below(2) ? "M" : "F", ethnicities[below(8)]);
    printf("%04u-09-%02u,C,%s,%u,", born + 4, 1 + below(28), provisions[provision], 1 + below(11));
    printf("%u,%u,", provision < 2 && below(9) == 0, 0u);
    printf("CW%u %u%c%c,%u,", 1 + below(12), below(10), 'A' + (int)below(20), 'A' + (int)below(20), 100000 + row % 400);
    printf("%u,%u,ENG,N,%u\n", below(2), below(2), 25 + below(8));
}

int main(int n_arguments, char **arguments)
{
    if (n_arguments != 3) {
        fputs("usage: census ROWS BAD\n", stderr);
        return 1;
    }
    const unsigned rows = (unsigned)strtoul(arguments[1], NULL, 10), bad = (unsigned)strtoul(arguments[2], NULL, 10);
    puts("pupilonrolltableid,NativeId,urn,upn,dob,sex,ethnicity,entrydate,enrolstatus,senprovision,ncyearactual,"
         "senunitindicator,resourcedprovisionindicator,postcode,schoolcensustableid,parttime,servicechild,language,"
         "boarder,hoursatsetting");
    for (unsigned row = 0; row < rows; row++)
        write_row(row, bad);
    return 0;
}
