/* SPDX-License-Identifier: MIT */
/* What the bench's files share: the machine's words and ports, and who does what. */
#ifndef BENCH_RING0_H
#define BENCH_RING0_H

#include "bench.h"

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

#define NORETURN __attribute__((noreturn))

/* As start.S pushes it, and resume takes it back. */
struct frame {
	u32 gs, fs, es, ds, edi, esi, ebp, unused, ebx, edx, ecx, eax, vector, error, eip, cs, eflags, esp, ss;
};

enum { DIVIDE, DEBUG, BREAKPOINT = 3, OVERFLOW, GENERAL_PROTECTION = 13, PAGE_FAULT,
       TIMER = 0x20, BELL = 0x24, STRAY_MASTER = 0x27, STRAY_SLAVE = 0x2F, ASK = 0x30, COME_BACK = 0x31 };
enum { SERIAL = 0x3F8, DEBUG_PORT = 0xE9, MASTER = 0x20, SLAVE = 0xA0, TIMER_0 = 0x40, TIMER_MODE = 0x43, NOWHERE = 0x3FF };

static inline void outb(u32 port, u32 value)
{
	__asm__ volatile("outb %b0, %w1" : : "a"(value), "d"(port) : "memory");
}

static inline u32 inb(u32 port)
{
	u8 value;

	__asm__ volatile("inb %w1, %0" : "=a"(value) : "d"(port) : "memory");
	return value;
}

/* ---- tables.c: what lies where, and for whom */

#define WRITE 2ULL /* a right in a table's entry */
extern struct program program;
/* Code, constants, variables; nothing behind them. */
void map_program(const u32 *words);
/* Zeroes what ring 3 has written. */
void clear_data(void);
/* Whether ring 3 may use so little memory there that it lies in two pages at most. write: WRITE, or 0. */
int is_users(u32 address, u32 size, u64 write);
/* The stack that the processor takes when it leaves ring 3. */
void trap_stack(void *top);

/* ---- messages.c */

static inline struct mailbox *mailbox(void)
{
	return (struct mailbox *)(BENCH + MAILBOX);
}

void tell(u32 type, u32 id, u32 broken, const u32 *words, u32 count);
/* The judge's next message. */
const struct message *hear(void);
/* Counts the bells that have rung. */
void take_bell(void);
void acknowledge(void);

/* ---- privileged.c: a few instructions that ring 3 may not use, and the kernel's headers do */

/* Whether what ring 3 has failed at is one that the exercise allows: then which it is and its operand's word, what its answer belongs
 * into (or none), and f is behind it. */
int is_allowed(struct frame *f, u32 *which, u32 *word, u32 **answer);

#endif
