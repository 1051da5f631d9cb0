/* An attack on hidden numbers: whole numbers, none below 0 unless said, of which some are known, and equations between
 * them. Finds numbers that are the same in every solution: by narrowing what each can be, equation by equation, until
 * nothing changes, and by elimination of all equations at once. What it finds is certain; what takes narrowing and
 * elimination together it may miss. Knows nothing of figures. */
#ifndef SCORECARD_STAGES_DISCLOSE_ATTACK_H
#define SCORECARD_STAGES_DISCLOSE_ATTACK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct attack_term {
    guint number;
    gint64 coefficient;
};

struct attack;

struct attack *attack_new(void);
void attack_free(struct attack *attack);
/* A number that is not known: its index, from 0 on. */
guint attack_add_number(struct attack *attack);
void attack_set(struct attack *attack, guint number, gint64 value);
/* It may be below 0. */
void attack_unbound(struct attack *attack, guint number);
/* The terms add up to 0. Copied. What is known of its numbers has been set before: of numbers that are all known it is
 * not kept, since it tells nothing more. */
void attack_add_equation(struct attack *attack, const struct attack_term *terms, guint n_terms);
/* An attack on the same numbers, without the equations: some can be set up there, by another thread. The caller frees.
 */
struct attack *attack_branch(const struct attack *attack);
/* What the branch has come by since: its equations, and numbers of its own. */
void attack_join(struct attack *attack, const struct attack *branch);
void attack_run(struct attack *attack);
/* After the run. */
bool attack_knows(const struct attack *attack, guint number);

#endif
