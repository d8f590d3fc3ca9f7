/* SPDX-License-Identifier: MIT */
/* What judge and worker agree on: where memory lies in the worker, and the records in their pipes. */
#ifndef JUDGE_RECORD_H
#define JUDGE_RECORD_H

/* In the worker. The image lies where a kernel does, the arena where the kernel sees memory from 16 MiB on. */
#define IMAGE       0xC0100000 /* the linked file: code, constants, variables */
#define IMAGE_SIZE  0x00100000
#define GATE        0xC0300000 /* one page; its first word is where services enter the worker */
#define STACK       0xC0400000 /* holes on both sides */
#define STACK_SIZE  0x00010000
#define EDGES       0xC0808000 /* pieces with holes on both sides */
#define EDGE_STEP   0x00010000
#define EDGE_SIZE   0x00008000
#define EDGE_COUNT  8
#define ARENA       0xC1000000
#define ARENA_SIZE  0x01000000

/* In the file that both sides map. */
#define FILE_IMAGE  0
#define FILE_STACK  (FILE_IMAGE + IMAGE_SIZE)
#define FILE_EDGES  (FILE_STACK + STACK_SIZE)
#define FILE_ARENA  (FILE_EDGES + EDGE_COUNT * EDGE_SIZE)
#define FILE_SIZE   (FILE_ARENA + ARENA_SIZE)

#ifndef __ASSEMBLER__
/* At IMAGE; image.lds writes it. Then the exports' addresses follow, in the manifest's order. */
#define IMAGE_MAGIC 0x4D495042
struct image_header {
	unsigned magic, constants, variables, end; /* addresses at which the parts begin; whole pages */
	unsigned table, table_end; /* __ex_table */
	unsigned exports;
};

enum record_type {
	LAYOUT, /* judge: the worker's first; words: constants, variables, end, table, table_end, privileged services */
	READY,  /* worker: locked up */
	CALL,   /* judge: id is the function's address */
	RETURN, /* worker: words: EAX, EDX */
	SERVICE, /* worker: id is the service's number */
	ANSWER, /* judge: words: EAX */
	FAULT,  /* worker, its last: words: signal, trap, error, eip, cr2 */
};

#define RECORD_WORDS 8
struct record {
	unsigned type, sequence, id, count, words[RECORD_WORDS];
};

/* Privileged instructions that the worker turns into services. Numbers from the end of the services' range. */
enum { PRIVILEGED_CLI, PRIVILEGED_STI, PRIVILEGED_INVLPG, PRIVILEGED_READ_CR0, PRIVILEGED_WRITE_CR0,
       PRIVILEGED_READ_CR3, PRIVILEGED_WRITE_CR3, PRIVILEGED_COUNT };
#define PRIVILEGED 1000 /* id of the first of them in a SERVICE record */

#endif
#endif
