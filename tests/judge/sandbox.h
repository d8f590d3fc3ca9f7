/* SPDX-License-Identifier: MIT */
/* Runs the tools that read a learner's file (gcc, objcopy, ld, addr2line) where they see little else. */
#ifndef JUDGE_SANDBOX_H
#define JUDGE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* From weak to strong. Each has what the one before has. */
enum sandbox_level {
	LEVEL_LIMITS,     /* processor time, memory, size of files, an empty environment */
	LEVEL_LANDLOCK,   /* no file but the tools, our headers and the folder */
	LEVEL_BUBBLEWRAP, /* name spaces: no other process, no network either */
};

struct sandbox {
	enum sandbox_level level;
	char folder[512];  /* where a tool runs, the only place where it writes */
	char headers[512]; /* seen in the folder as "include" */
};

const char *sandbox_level_name(enum sandbox_level level);

/* Makes a new folder in parent (NULL: the system's place for such) and finds the strongest level up to most that works here.
 * Returns NULL or what went wrong. */
const char *sandbox_open(struct sandbox *box, const char *parent, const char *headers, enum sandbox_level most);
/* Removes the folder. */
void sandbox_close(struct sandbox *box);

struct sandboxed {
	int status;     /* exit status, or 128 + the signal */
	bool timed_out; /* on the wall clock */
	size_t length;
	char output[64 * 1024 + 1]; /* both outputs, cut, NUL-ended */
};

/* Runs argv[0], found in /usr/bin. Returns NULL or what went wrong on our side. */
const char *sandbox_run(const struct sandbox *box, const char *const argv[], struct sandboxed *result);

/* A file of the folder: write whole, read whole (at most limit bytes, malloc'd, NUL behind them; NULL where that fails). */
bool sandbox_write(const struct sandbox *box, const char *name, const void *bytes, size_t size);
void *sandbox_read(const struct sandbox *box, const char *name, size_t limit, size_t *size);

#endif
