/* SPDX-License-Identifier: MIT */
/*
 * What judge and bench agree on. The bench (serve.c) is a tiny guest in QEMU: in ring 0 are we, in ring 3
 * is the learner's code. QEMU's memory is a file that the judge maps: an offset there is a physical address.
 */
#ifndef BENCH_H
#define BENCH_H

#include "../convention.h"

/* The learner's addresses. The image lies where a kernel does, the arena where the kernel sees memory from 16 MiB on. */
#define IMAGE       0xC0100000 /* the linked file: code, constants, variables */
#define IMAGE_SIZE  0x00100000
#define GATE        0xC0300000 /* one page; its first word is where services are asked for */
#define STACK       0xC0400000 /* holes on both sides */
#define STACK_SIZE  0x00010000
#define EDGES       0xC0808000 /* pieces with holes on both sides */
#define EDGE_STEP   0x00010000
#define EDGE_SIZE   0x00008000
#define EDGE_COUNT  8
#define ARENA       0xC1000000
#define ARENA_SIZE  0x01000000
#define BENCH       0xFFF00000 /* plus a physical address below 640 KiB: ring 0's alone */

/* Physical. TCG, which translates code once, does not notice when the judge writes over it: each program's code lies
 * in frames of its own, from CODE on. */
#define MAILBOX     0x00010000
#define DATA        0x00100000 /* from here to CODE: the learner's */
#define DATA_IMAGE  DATA
#define DATA_STACK  (DATA_IMAGE + IMAGE_SIZE)
#define DATA_EDGES  (DATA_STACK + STACK_SIZE)
#define DATA_ARENA  (DATA_EDGES + EDGE_COUNT * EDGE_SIZE)
#define CODE        (DATA_ARENA + ARENA_SIZE)
#define RAM_MIB     32
#define RAM_SIZE    (RAM_MIB << 20)

/* Selectors, and the vectors that there are handlers for. */
#define RING0_CODE  0x08
#define RING0_DATA  0x10
#define RING3_CODE  0x1B
#define RING3_DATA  0x23
#define TSS         0x28
#define VECTORS     64

#ifndef __ASSEMBLER__

/* At IMAGE; image.lds writes it. Then the exports' addresses follow, in the manifest's order. */
#define IMAGE_MAGIC 0x4D495042
struct image_header {
	unsigned magic, constants, variables, end; /* addresses at which the parts begin; whole pages */
	unsigned table, table_end; /* __ex_table */
	unsigned exports;
};

enum message_type {
	/* The judge's. */
	PROGRAM, /* words: struct program. Answered by READY */
	FORGET,  /* all calls. Answered by READY */
	CLEAR,   /* the same, and all that ring 3 has written is zeroes again. Answered by READY */
	CALL,    /* id: the function's address; words: its arguments */
	ANSWER,  /* to a service: words: EAX */
	/* The bench's. */
	READY,   /* id: the request's */
	RETURN,  /* words: EAX, EDX; broken: what of the convention */
	SERVICE, /* id: its number; words: eight from the stack; broken: the same */
	FAULT,   /* words: vector, error, EIP, CR2. All calls are forgotten */
	USED_UP, /* words: EIP. The instructions granted are; all calls are forgotten */
	DEFECT,  /* in the bench itself: words: vector, error, EIP, CR2 */
};

enum { WORDS_MOST = 8 };
struct message {
	unsigned type, id, count, broken, words[WORDS_MOST];
};

struct program {
	unsigned constants, variables, end; /* addresses at which the parts begin; whole pages */
	unsigned code;                      /* the physical address of the first part */
	unsigned table, table_end;          /* exception table; the same: none is granted */
	unsigned privileged;                /* bits: instructions that become services */
};

/* Privileged instructions that become services, numbered from PRIVILEGED on. */
enum { PRIVILEGED_CLI, PRIVILEGED_STI, PRIVILEGED_INVLPG, PRIVILEGED_READ_CR0, PRIVILEGED_WRITE_CR0,
       PRIVILEGED_READ_CR3, PRIVILEGED_WRITE_CR3, PRIVILEGED_COUNT };
#define PRIVILEGED 1000

/* One side writes the message, then the number; the other looks for a new number for a moment, then sleeps
 * until a bell rings: a byte, into the guest's serial line or out of its debug port. */
struct mailbox {
	unsigned to_bench;     /* the judge's number */
	unsigned rang;         /* by the judge: that number, doubled, and one more if there is a bell with it */
	unsigned to_judge;     /* the bench's number */
	unsigned judge_sleeps, bench_sleeps;
	unsigned granted[2];   /* instructions still to be used in ring 3, low word first. 0: no limit */
	unsigned survived, last[4]; /* exceptions of the last call that the program's table has fixed; the last: as in FAULT */
	struct message request, answer;
};

#endif
#endif
