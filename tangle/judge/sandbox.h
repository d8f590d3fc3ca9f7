/* SPDX-License-Identifier: MIT */
/* Runs the tools that read a learner's file (gcc, objcopy, ld, addr2line), and the emulator that runs his kernel, where they see little else. */
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
	unsigned patience; /* with a tool, in seconds on the wall's clock; long, because it is no verdict */
};

const char *sandbox_level_name(enum sandbox_level level);

/* Makes a new folder in parent (NULL: the system's place for such) and finds the strongest level up to most that works here.
 * Returns NULL or what went wrong. */
const char *sandbox_open(struct sandbox *box, const char *parent, const char *headers, enum sandbox_level most);
/* Removes the folder. */
void sandbox_close(struct sandbox *box);

struct sandboxed {
	int status;     /* exit status, or 128 + the signal */
	bool timed_out; /* on the wall's clock: the computer was too busy, or it slept */
	size_t length;
	char output[64 * 1024 + 1]; /* both outputs, cut, NUL-ended */
};

/* Runs argv[0], found in /usr/bin. Returns NULL or what went wrong on our side. */
const char *sandbox_run(const struct sandbox *box, const char *const argv[], struct sandboxed *result);

struct sandbox_limits {
	unsigned cpu, wall;         /* seconds */
	unsigned long memory, file; /* bytes; of each file that it writes */
	bool reads_only;            /* the folder too; then it sees /usr/share as well */
	const char *writes;         /* the path of a file that it may write to all the same; or NULL */
};

/* Starts a program that goes on running, argv[0] a path: files (at most eight) become its 3, 4..., output what it prints to.
 * It ends with us, however we end. Returns its keeper's id, or -1. */
int sandbox_start(const struct sandbox *box, const char *const argv[], const struct sandbox_limits *limits,
		  const int *files, unsigned count, int output);
/* How it ends: by itself, and is about to; asked to, as QEMU can be once it is up, and killed if it has not within a second; killed. */
enum sandbox_end { ENDS_ITSELF, ENDS_ASKED, ENDS_KILLED };
/* Returns its exit status, or 128 + the signal. */
int sandbox_end(int keeper, enum sandbox_end how);

/* A file of the folder: write whole, read whole (at most limit bytes, malloc'd, NUL behind them; NULL where that fails). */
bool sandbox_write(const struct sandbox *box, const char *name, const void *bytes, size_t size);
void *sandbox_read(const struct sandbox *box, const char *name, size_t limit, size_t *size);

#endif
