// SPDX-License-Identifier: MIT
// What is asked of a kernel's experiments, and what came of them.
#pragma once
#include "machine/pc.h"

// How build/bin/boot ends, beside lib/fail.h's.
enum {
	STATUS_OOPS = 10,	// the kernel oopsed, panicked or reset and had not said it would
	STATUS_QEMU = 11,	// QEMU (or node) is missing, too old or failed
	STATUS_HUNG = 12,	// the kernel stopped making progress
};

struct run {
	// in
	struct image *im;
	const char *v86;		// node driver, or NULL
	const char *only;		// one experiment, or NULL
	const char *append;		// more kernel options, or ""
	unsigned mem;
	const char *expect;		// where the predicates are
	unsigned patience;
	bool quiet;			// do not show the console
	bool mute;			// nor the line for each experiment
	// out
	int st;				// the worst so far
	int held, failed;
	char *first;			// the first failure, for the last line
	struct section *captures;	// transcripts ("01-boot.txt") and figure data ("02-frames.dat")
	size_t ncaptures;
	struct buf observed;		// what made each predicate hold, of the boots that have ended
	void (*each)(struct run *r, struct boot *b, struct experiment *e);	// after each judged one, if set
	void *arg;
};

// Notes a failure that is no experiment's (a transcript that differs).
void run_fail(struct run *r, int st, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
// What a program ends with whose boot ended so.
int run_status(enum ended e);
// Judges one experiment of a boot that has ended (or, `live`, reached the monitor).
// True when it holds; the line for the reader goes to `out` either way.
bool run_judge(struct run *r, struct boot *b, struct experiment *e, bool live, struct buf *out);
// The same, printed.
void run_judge_and_print(struct run *r, struct boot *b, struct experiment *e);
// What the book keeps: what an experiment printed, and the data of a boot.
void run_capture(struct run *r, struct boot *b, const char *name);
void run_capture_data(struct run *r, struct boot *b);
// All that was observed, when all experiments have run.
void run_capture_observed(struct run *r);
// Prints the last line and returns the exit status.
int run_close(struct run *r);
// Frees what a run has gathered (not its image).
void run_free(struct run *r);
