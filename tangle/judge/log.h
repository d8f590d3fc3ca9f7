/* SPDX-License-Identifier: MIT */
/* What QEMU's log of exceptions and of translated code says. The guest cannot write there. */
#ifndef JUDGE_LOG_H
#define JUDGE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An exception, as the processor took it. */
struct exception {
	bool found;
	uint32_t vector, error, eip, code_base, eflags, cr2, cr3;
};

/* Where a guest is watched: the linear addresses, as QEMU's -dfilter has them, and who is told of an instruction there the first
 * time that it is run (or is about to be). */
struct watch {
	char where[512];
	void (*see)(void *context, uint32_t linear);
	void *context;
};

struct logged {
	struct exception exception; /* the last of a run, or the one that led to it */
	unsigned exceptions;        /* how many there were */
	uint32_t eip, eflags;       /* where the watchdog interrupted it; eip 0: it did not */
};

size_t log_size(int log);
/* Of the last run. */
void log_read(int log, const struct watch *watch, struct logged *said);

#endif
