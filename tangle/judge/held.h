/* SPDX-License-Identifier: MIT */
/* A whole kernel in QEMU, as the judge holds it, and its own memory beside the kernel's (kernel.c). */
#ifndef JUDGE_HELD_H
#define JUDGE_HELD_H

#include "emulator.h"
#include "image.h"
#include "transport.h"

enum { TOLD = 32 << 20 }; /* the kernel is told of no memory from here on */
#define OFFSET 0xC0000000u /* from a physical address to the kernel's */

/* The judge's memory, at the kernel's addresses. Its first page is its table, which nothing maps. */
#define WINDOW (OFFSET + TOLD)
#define WINDOW_SIZE (EMULATOR_RAM - TOLD)
static const struct range gate = { WINDOW + 0x1000, 0x1000 }, stack = { WINDOW + 0x10000, 0x2000 /* as the kernel's own */ },
	edges = { WINDOW + 0x100000, 0x8000 }, arena = { WINDOW + 0x200000, WINDOW_SIZE - 0x200000 };
enum {
	EDGE_STEP = 0x10000, EDGE_COUNT = 8,
	LOAD = 0x10, /* in the gate, whose start is where calls return to: a load or a store, before paging */
	PG = (int)0x80000000, /* in CR0 */
	PRESENT = 1,          /* in an entry of a table */
	BREAKS = 2 * (SERVICES + 1) * (CALL_DEPTH + 1),
	CODE_MOST = 16, RETURN_PLACE = 0, LOAD_PLACE, HIDDEN_PLACE, PLACES /* in the list of what may run */
};

struct kernel {
	const struct image *image;
	struct emulator emulator;
	struct registers cpu;       /* where it stands */
	struct exception exception; /* the last since it was let run */
	bool over;                  /* it ended, as end says */
	struct outcome end;
	u32 depth;                  /* of calls */
	u32 window, window_was;     /* where the judge's table was entered; 0: it is not */
	u32 faults;                 /* in the last call */
	u64 noise;                  /* whatever nobody is to guess comes from it */
	struct watch watch;         /* where there is no code of the kernel's, and where the learner's is */
	struct range may_run[CODE_MOST]; /* of the judge's and the tests' */
	u32 may_count;
	u32 strange;                /* where it has run what was not linked as an instruction; 0: nowhere */
	u32 hidden_was;             /* the directory's entry behind which an access is hidden */
	u32 breaks[BREAKS], break_count;
};

#endif
