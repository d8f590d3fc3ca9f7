/* SPDX-License-Identifier: MIT */
/* The learner's tree (paths.h). Nothing there is overwritten or deleted. */
#ifndef GRADE_WORK_H
#define GRADE_WORK_H

#include "files.h"
#include "paths.h"

struct hash {
	char hex[65];
};

/* The book's exercises, and the learner's tree made fit: a chapter that has a new number keeps its folder, and
 * what was edited in exercises/ comes to work/. Ends the program where that is not possible. */
void work_prepare(struct catalogue *catalogue);
/* The same; and says of exercises that have moved which place counts. */
void work_open(struct catalogue *catalogue);
/* The one that EX names; ends the program if there is none. */
const struct entry *work_find(const struct catalogue *catalogue, const char *word, const char *verb);

/* Is it of that chapter, by number, with or without a zero, or by slug? */
bool work_is_of(const struct entry *entry, const char *chapter);

/* Reads one of the book's own files; ends the program if it cannot be read. */
struct bytes book_read(const char *path);

bool work_begun(const struct entry *entry);
/* Copies the skeletons that were never copied, and says so. */
void work_begin(const struct entry *entry);
/* Is the file what it began as? */
bool work_untouched(const struct entry *entry, const char *file);
/* Has the book another skeleton, or contract, than the one that was begun? */
bool work_outdated(const struct entry *entry);
/* The contract that was begun, in hex. */
struct hash work_contract(const struct entry *entry);
/* The file's base is the book's skeleton now; with the last of its files the contract is the book's, too. */
void work_rebase(const struct entry *entry, const char *file);

#endif
