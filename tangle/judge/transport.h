/* SPDX-License-Identifier: MIT */
/*
 * Between what gives tests their machine (machine.h), and what carries it: the bench (host.c), or a whole
 * kernel (kernel.c). A transport moves calls and bytes and judges nothing.
 */
#ifndef JUDGE_TRANSPORT_H
#define JUDGE_TRANSPORT_H

#include "convention.h"
#include "machine.h"

#include <setjmp.h>
#include <stddef.h>

enum verdict { PASS, FAIL, CRASH, TIMEOUT, REJECTED, MISSING, SKIPPED, INTERNAL };

/* What a transport may answer to a call beside machine.h's three. */
enum {
	RAN_OUT = STOPPED + 1, /* of processor time, or of calls of services */
	FORGED,  /* something that no function can do by returning: m->attack says what */
	IMPROPER, /* it does not keep the calling convention: m->broken says in what */
	BROKEN,  /* our fault: m->report.cause says what */
};

/* Of a crash: no exception led to it, the machine was reset; and, in the error code, that int was refused. */
#define NO_TRAP ~0U
enum { IDT_ENTRY = 2 };

/* What only a kernel can be asked. An outcome that is not RETURNED says why it came to nothing. */
struct kernel_transport {
	struct outcome (*run_until)(struct machine *m, u32 address);
	struct outcome (*returns)(struct machine *m);
	struct outcome (*access)(struct machine *m, u32 address, bool store, u32 value);
	void (*read_cpu)(struct machine *m, struct cpu *cpu);
	bool (*physical)(struct machine *m, u32 address, void *to, u32 size);
	void (*allow_code)(struct machine *m, u32 address, u32 size);
	/* Adds what else is known of an outcome that is not RETURNED to the report. */
	void (*describe)(struct machine *m, const struct outcome *outcome);
};

struct transport {
	/* Fresh memory, the program as at its start. False: our fault, m->report.cause says which. */
	bool (*reset)(struct machine *m);
	/* Calls the function at address. The services it calls go to machine_service. */
	struct outcome (*invoke)(struct machine *m, u32 address, const u32 *words, u32 count);
	u32 (*faults)(struct machine *m, struct outcome *last); /* of the last invocation */
	bool (*read)(struct machine *m, u32 address, void *to, u32 size); /* false: not all of it is memory */
	bool (*write)(struct machine *m, u32 address, const void *from, u32 size);
	u32 (*symbol)(struct machine *m, const char *name); /* 0: there is none */
	/* Adds "file:line" of an address in the program, or nothing. */
	void (*place)(struct machine *m, u32 eip, struct text *text);
	/* Ends the program. After a case that passed so far, one that does not end in order is the learner's doing:
	 * then false, m->attack says what. */
	bool (*finish)(struct machine *m);
	void (*close)(struct machine *m);
	const struct kernel_transport *kernel; /* NULL: the machine under test is none */
	struct range arena;    /* for buffers */
	struct range variables; /* the program's data; taken into snapshots */
	struct range stack;
	/* Memory with holes on both sides, at edges.address + i * edge_step. */
	struct range edges;    /* size: of each */
	u32 edge_step, edge_count;
};

/* What a case reports: texts in the learner's words, made of his bytes as well. Clean them before printing. */
struct report {
	struct text input, cause, expected, actual, where;
};

enum { SERVICES = 64, CALLS = 20000 };

struct service {
	const char *name;
	service_handler *handler;
	void *context;
	u32 calls;
};

struct machine {
	struct transport transport;
	void *carrier; /* the transport's own */
	const struct exercise *exercise;

	u64 random;
	u32 drawn; /* random numbers, since the case's body began */
	u32 used, edges; /* of the arena, of the edges */
	struct service services[SERVICES]; /* in the manifest's order, which is that of their numbers */
	u32 service_count, total_calls;
	bool stopped; /* by a handler */
	char said[128]; /* the last format given to printk */
	char at[64]; /* the function that run_until came to */

	struct saved {
		struct range range;
		u8 *bytes;
	} *saved; /* the snapshot */
	u32 saved_count;

	struct report report;
	char attack[128];
	u32 broken; /* what a function has left otherwise than it found it: bits (convention.h) */
	bool slow;  /* the computer is too busy: what is BROKEN would perhaps not be another time */
	enum verdict verdict;
	jmp_buf *leave; /* where a case, or a trial, ends */
	bool hurry;     /* a verdict is wanted, and no explanation */
	u32 timeouts;   /* of earlier cases */
	bool shrinking;
	u32 replays; /* plays left for making a failing input smaller */
};

/* Makes ready for a case: fresh memory, numbers from the seed and the names. Runs setup. */
void machine_begin(struct machine *m, u64 seed, const char *name);
/* The next random number of a row (splitmix64). */
u64 machine_next(u64 *state);
/* A service was called; returns its answer, or sets m->stopped. */
u32 machine_service(struct machine *m, u32 number, const u32 *words);
/* Ends the case. */
void machine_leave(struct machine *m, enum verdict verdict) MACHINE_NORETURN;
/* Ends it for a mistake in a test or in the judge. */
void machine_internal(struct machine *m, const char *cause, ...) MACHINE_PRINTF(2, 3) MACHINE_NORETURN;
/* For a transport, whose fault or ours it is: the cause into the report. */
bool machine_ours(struct machine *m, const char *what); /* false */
struct outcome machine_broken(struct machine *m, const char *what);
/* Ends the case for what is no answer of a function's. does: what it was to do, and did not. */
void machine_settle(struct machine *m, const char *name, const char *does, const struct outcome *outcome);
/* The same where neither a stop nor a crash is an answer. */
void machine_settle_all(struct machine *m, const char *name, const char *does, const struct outcome *outcome);
/* Adds lines of sixteen bytes around a place; a bar before each byte that differs. */
void machine_add_bytes(struct text *text, const u8 *bytes, const u8 *other, u32 size, u32 around);
void machine_forget_snapshot(struct machine *m);
/* Once the transport has reset the machine: what a test has asked for is forgotten. */
void machine_fresh_memory(struct machine *m);
void machine_free(struct machine *m);

#endif
