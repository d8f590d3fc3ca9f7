// SPDX-License-Identifier: MIT
// What mmap, munmap, mprotect and brk must answer and leave behind: a model that knows pages, and no list and no tree.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define TOP 0xc0000000u
enum {
	PAGE = 4096, PAGES = TOP / PAGE, BASE = PAGES / 3,
	NO_VMA = 0xff,			// else a page's rights, VM_ bits
	MAY_STORE = 2, RIGHTS = 7,
	SOME = 1,			// for a frame: there must be one, and which is not known
	BRK = 45, MUNMAP = 91, MPROTECT = 125, MMAP = 192,
};

struct call {
	uint32_t nr, a, b, c, d, offset, answer;
};

extern struct model {
	uint8_t rights[PAGES];
	uint32_t frame[PAGES];		// 0, SOME, or its number
	uint32_t brk;
	uint32_t cache;			// the page at which the next search for a hole begins
} model;

// What must be the answer; and makes it so.
uint32_t model_predict(const struct call *c);
// Gives pages rights, without a call. Those that anybody may touch have frames.
void model_map(uint32_t page, uint32_t count, uint32_t rights);
// Whether no vma has any of them. What lies behind the last page is in none.
bool model_none(uint32_t page, uint32_t count);
// An error number as an answer.
uint32_t model_error(uint32_t number);
