/* SPDX-License-Identifier: MIT */
/*
 * All that a test of an exercise knows of the machine under test. The learner's file may run by
 * itself, in a kernel or in a browser's page: a test cannot tell. It includes
 * this file and nothing else, so that it compiles for all of them (C99, no library).
 *
 * Addresses are numbers of 32 bits in the learner's world. A test ends at its first failure;
 * a function here that cannot do its work ends it too, and says why.
 */
#ifndef JUDGE_MACHINE_H
#define JUDGE_MACHINE_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed int s32;
#ifndef __cplusplus
#define bool _Bool
#define true 1
#define false 0
#endif

struct machine;
struct text;

/* ---- An exercise: its cases, in the order in which they run */

struct test_case {
	const char *name;
	u32 points;
	void (*body)(struct machine *m);
	const char *needs; /* an earlier case: if it does not pass, this one is skipped. Or 0 */
};

struct exercise {
	const char *name;               /* slug/name */
	const struct test_case *cases;  /* ended by one without a name */
	void (*setup)(struct machine *m);  /* before each case and each trial of for_all; or 0 */
	void (*ledger)(struct machine *m); /* after each case that has not failed: fails it for a leak; or 0 */
};

/* ---- Calling. A case begins with fresh memory; later calls find what earlier ones left. */

enum { RETURNED, CRASHED, STOPPED };

struct outcome {
	u32 kind;                        /* STOPPED: a service did not return (stop) */
	u32 value, high;                 /* EAX, EDX */
	u32 trap, error, eip, cr2; /* of a crash: trap is the processor's vector */
};

/* Calls an exported function with words of 32 bits (a structure by value is its words) and returns
 * its answer. A crash or an endless loop ends the case. */
#define call(...) machine_call_(__VA_ARGS__, )
#define machine_call_(m, name, ...) machine_call(m, name, MACHINE_WORDS(__VA_ARGS__))
u32 machine_call(struct machine *m, const char *name, const u32 *words, u32 count);

/* The same, where a crash is an answer: struct outcome try_call(m, name, words...). */
#define try_call(...) machine_try_call_(__VA_ARGS__, )
#define machine_try_call_(m, name, ...) machine_try_call(m, name, MACHINE_WORDS(__VA_ARGS__))
struct outcome machine_try_call(struct machine *m, const char *name, const u32 *words, u32 count);

/* A list of words that may be empty, and how many; the first word is not one of them. */
#define MACHINE_WORDS(...) (const u32[]){ 0, __VA_ARGS__ } + 1, sizeof((const u32[]){ 0, __VA_ARGS__ }) / sizeof(u32) - 1

/* Exceptions that the processor took in the last call, those that were survived among them: how many, and the last one
 * (kind CRASHED; RETURNED if there was none). */
u32 faults(struct machine *m, struct outcome *last);
/* Fails unless it took one, and the last was a page fault at an address from begin to before end: whether a byte is there the
 * processor says, and an answer from anywhere else is none. */
void expect_fault(struct machine *m, u32 begin, u32 end);

/* The base of the stack that calls run on, where a kernel keeps what belongs to the thread: current_thread_info(). */
u32 thread(struct machine *m);

/* The address of an exported function or object, or of a data object that the exercise is given. */
u32 symbol(struct machine *m, const char *name);

/* ---- Memory. New memory is filled with 0xA5, and so is a little around it. */

u32 buffer(struct machine *m, u32 size);          /* at a multiple of 16 */
u32 pages(struct machine *m, u32 count);          /* whole pages, one after the other */
u32 buffer_at_end(struct machine *m, u32 size);   /* behind its last byte is no memory; at most 32 KiB, eight of these two */
u32 buffer_at_start(struct machine *m, u32 size); /* before its first byte is no memory */
u32 string(struct machine *m, const char *text);  /* a copy of the text, in a buffer of its size */

bool readable(struct machine *m, u32 address, u32 size);
void put(struct machine *m, u32 address, const void *from, u32 size);
void get(struct machine *m, u32 address, void *to, u32 size);
void get_string(struct machine *m, u32 address, char *to, u32 size); /* fails without a NUL within size */
void fill(struct machine *m, u32 address, u8 byte, u32 size);
void put32(struct machine *m, u32 address, u32 value);
u32 get32(struct machine *m, u32 address);
u8 get8(struct machine *m, u32 address);

/* Remembers all memory that a test has asked for, and the file's variables; puts it back. */
void snapshot(struct machine *m);
void restore(struct machine *m);

struct range {
	u32 address, size;
};
/* Fails with the cause unless every byte outside the ranges is as it was at the last snapshot. */
void only_changed(struct machine *m, const char *cause, const struct range *ranges, u32 count);

/* ---- Services: what the learner's function calls, the judge answers, and counts */

/* Eight words from the stack, of which the service's arguments are the first. Returns EAX. It may read and
 * write memory, call exported functions, fail, or not return (stop). */
typedef u32 service_handler(struct machine *m, const u32 *words, void *context);
void service(struct machine *m, const char *name, service_handler *handler, void *context);
void stop(struct machine *m);
u32 calls(struct machine *m, const char *name);                /* since the case began, or forget_calls */
void at_most(struct machine *m, const char *name, u32 count);  /* the budget: fails if there were more calls */
void forget_calls(struct machine *m); /* the bound on all of them together, 20,000, begins anew as well */

/* ---- Only where the machine under test is a whole kernel: it begins before its first instruction, and goes
 * on by run_until and returns. A crash or an endless loop ends the case. Buffers lie in memory that the kernel
 * has not been told of; it sees them while it is called. Its own variables are in no snapshot. A service's
 * function runs as ever, and is counted, unless the test gives it a handler; a file that brings a copy of it along
 * escapes the count. What the processor does by itself (invlpg, loads of CR3) is not counted at all: a budget of flushes
 * is for the other tier, where those are services. Interrupts are off in a call. Breakpoints move the timer a little:
 * a test states what holds, not when. */

/* Lets it run to the next time that it begins the function. */
void run_until(struct machine *m, const char *name);
/* It stands before a function's first instruction: lets it run until that has returned. Gives the answer. */
u32 returns(struct machine *m);
/* The n-th word (from 0) that a function is called with, before its first instruction. */
u32 argument(struct machine *m, u32 n);

/* Whole pages in which the processor may run what the test puts there: anywhere else, code that was not linked is an attack. */
u32 code_pages(struct machine *m, u32 count);

/* As the processor holds it, whatever memory says. */
struct segment_register {
	u32 selector, base, limit, rights; /* rights: as in the upper word of the descriptor */
};
struct cpu {
	u32 eax, ebx, ecx, edx, esi, edi, ebp, esp, eip, eflags, cr0, cr2, cr3, cr4;
	struct segment_register cs, ss, ds, es, fs, gs;
	struct segment_register gdt, idt; /* base and limit */
};
void read_cpu(struct machine *m, struct cpu *cpu);

/* Physical memory, past all tables. */
void get_physical(struct machine *m, u32 address, void *to, u32 size);

/* What the processor does with a load or a store of a word here and now, with all that it remembers of its
 * page tables: an instruction of the judge's, after which all is as before. It RETURNED, or CRASHED. */
struct outcome try_load(struct machine *m, u32 address);
struct outcome try_store(struct machine *m, u32 address, u32 value);

/* ---- Random numbers, from the printed seed: the same seed, the same numbers */

u32 any(struct machine *m);
u32 below(struct machine *m, u32 limit);           /* 0 to limit - 1 */
u32 between(struct machine *m, u32 low, u32 high); /* both included */
void shuffle(struct machine *m, u32 *words, u32 count);

/* A property that must hold for every list of rows. On a failure rows are left out and words made
 * smaller while it still fails: run must make sense of every value. */
struct property {
	u32 trials, rows, width; /* a row has width words, at most 8 */
	void (*draw)(struct machine *m, u32 *row, u32 index);
	void (*run)(struct machine *m, const u32 *rows, u32 count); /* on a machine as setup left it */
	void (*show)(struct text *text, const u32 *row); /* the row, for the learner; or 0 */
};
void for_all(struct machine *m, const struct property *property);

/* ---- Reports. Formats know %u %d %x %s %c %% and widths. */

#if defined __GNUC__ && !defined __TINYC__
#define MACHINE_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define MACHINE_NORETURN __attribute__((noreturn))
#else
#define MACHINE_PRINTF(f, a)
#define MACHINE_NORETURN
#endif

/* Says what the function is about to be given: shown if the case fails before the next input(). */
void input(struct machine *m, const char *format, ...) MACHINE_PRINTF(2, 3);

void fail(struct machine *m, const char *cause, ...) MACHINE_PRINTF(2, 3) MACHINE_NORETURN;
void expect(struct machine *m, bool holds, const char *cause);
void same(struct machine *m, const char *cause, u32 got, u32 wanted);
void same_hex(struct machine *m, const char *cause, u32 got, u32 wanted);
void same_bytes(struct machine *m, const char *cause, u32 address, const void *wanted, u32 size);
void same_text(struct machine *m, const char *cause, const char *got, const char *wanted); /* by lines */

/* A text that is cut where it is full. Begin with { 0 }. */
struct text {
	u32 length;
	char s[2044];
};
void add(struct text *text, const char *format, ...) MACHINE_PRINTF(2, 3);

/* Adds, in lines, how an i386 finds the page of a virtual address: pgd is the directory's address in
 * the learner's world, frames are found at their number plus 0xC0000000. */
void walk(struct machine *m, struct text *text, u32 pgd, u32 virtual_address);

#endif
