// SPDX-License-Identifier: MIT
// How a program of ours ends where it cannot go on, and memory, for want of which it does.
#pragma once
#include <stddef.h>

// What build/bin/boot, build/bin/grade and the others end with. make only says zero or 2, and shows our last line.
enum status {
	STATUS_GOOD = 0,
	STATUS_FAILED = 1,	// what was asked about does not hold: a predicate, an exercise
	STATUS_USAGE = 2,	// the words cannot be understood, or nothing that was asked for could be done
	STATUS_OURS = 3,	// our fault, or the machine's: no memory, no such file, a broken build
};

// What die calls the program; its main sets it first.
extern const char *program;

// Prints "PROGRAM: MESSAGE" on stderr and exits.
_Noreturn void die(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

// What malloc and the like gave; dies where they gave nothing.
void *need(void *memory);
void *xalloc(size_t n);		// zeroed
void *xrealloc(void *old, size_t n);
char *xstrdup(const char *s);
