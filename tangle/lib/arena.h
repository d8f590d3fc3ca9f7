// SPDX-License-Identifier: MIT
// Memory that lives as long as the program, for one that builds a model, prints it and ends.
#pragma once
#include <stddef.h>
#include <stdlib.h>

void *alloc(size_t n);		// zeroed
void *keep(void *memory);	// what malloc or one of its kind gave is ours from now on
char *copy(const char *text, size_t n);
char *lasting(const char *format, ...) __attribute__((format(printf, 1, 2)));
void free_all(void);

// A growable array: VEC(int) v = {0}; push(&v, 7); v.at[0], v.n
#define VEC(...) struct { __VA_ARGS__ *at; size_t n, room; }
#define push(v, ...)                                                                      \
	do {                                                                              \
		if ((v)->n == (v)->room)                                                  \
			(v)->at = grow((v)->at, &(v)->room, (v)->n, sizeof *(v)->at);     \
		(v)->at[(v)->n++] = (__VA_ARGS__);                                        \
	} while (0)
void *grow(void *old, size_t *room, size_t n, size_t size);

// qsort() wants no null pointer, not even for nothing.
#define sort(v, compare)                                                                  \
	do {                                                                              \
		if ((v)->n)                                                               \
			qsort((v)->at, (v)->n, sizeof *(v)->at, compare);                 \
	} while (0)
