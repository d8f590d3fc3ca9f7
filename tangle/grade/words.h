/* SPDX-License-Identifier: MIT */
/* The words behind a verb. */
#ifndef GRADE_WORDS_H
#define GRADE_WORDS_H

/* A verb's words are those of make: EX=3.2 SEED=... and at most one without a key, a chapter. The table
 * says where each goes (key NULL: the word without one) and ends with a row without `to`. Empty is as good as absent: NULL. */
struct word {
	const char *key;
	const char **to;
};
void read_words(int argc, char **argv, const struct word *table);

#endif
