/* SPDX-License-Identifier: MIT */
/*
 * QEMU, locked up, with a kernel in it that may be anybody's. It is driven from outside: its memory is mapped here, gdb's
 * protocol is for breakpoints, the processor's registers and QEMU's monitor, and QMP says how a machine ended. What the
 * guest prints is thrown away, and it has no port by which to end QEMU.
 *
 * Time is counted in instructions, so that the same kernel stops at the same one whatever else the computer
 * does. When a run has used up its time, a watchdog that is no part of the guest interrupts it, and QEMU's
 * log of exceptions says where that was. The log is also what knows of a crash, and of code that was never linked: the guest
 * cannot write there.
 */
#ifndef JUDGE_EMULATOR_H
#define JUDGE_EMULATOR_H

#include "log.h"
#include "sandbox.h"
#include "machine/qmp.h"

#define EMULATOR_MIB 36
enum { EMULATOR_RAM = EMULATOR_MIB << 20 }; /* physical memory without holes from 1 MiB to here */

enum stopped {
	AT_BREAKPOINT,
	OUT_OF_TIME,  /* eip says where, 0 where nobody knows */
	SWITCHED_OFF, /* by the guest, as a kernel does */
	RESET,        /* by the guest, or by a triple fault */
	LOST,         /* QEMU is gone, and it is not the guest's doing */
};

/* Only a guest can reach one. */
enum limit { NO_LIMIT, PROCESSOR_TIME, EXCEPTIONS_LOGGED };

/* Where QEMU is; NULL: nowhere. And what is to be said then. */
const char *emulator_program(void);
#define EMULATOR_MISSING "there is no QEMU, which the judge runs everything in: sudo apt-get install --no-install-recommends qemu-system-x86"
/* That it does not come up, and its own words in its log (a file); for the time until the next call. */
const char *emulator_complaint(int log);

struct emulator {
	int keeper;               /* 0: there is none */
	uint8_t *ram;             /* the guest's memory: a file's bytes */
	bool ran;                 /* so QEMU may have translated something */
	struct channel gdb;
	unsigned orders;          /* whose answers are not read yet */
	bool refused;             /* one of them */
	struct qmp qmp;
	int log;                  /* QEMU's, of the last run: a file in memory */
	enum limit limit;         /* of the process, that it ran into: there is nothing more to ask it */
	uint32_t eip, eflags;     /* of OUT_OF_TIME */
	struct exception exception; /* the last of the last run, or the one that led to it */
	unsigned exceptions;        /* how many there were */
	const struct watch *watch;
};

/* Starts it, stopped before its first instruction, which is firmware's (a file in the sandbox's folder). NULL, or what is wrong. */
const char *emulator_start(struct emulator *e, const struct sandbox *box, const char *firmware, const struct watch *watch);
void emulator_end(struct emulator *e);

/* To a breakpoint; for at most 15.6 million instructions, or as long as an idle processor waits for two seconds. The book's
 * kernels need less than two million. */
enum stopped emulator_run(struct emulator *e);
/* One instruction; where it faults, the first of the handler is next. */
enum stopped emulator_step(struct emulator *e);

/* What is set here and below, and QEMU does not take, ends the next run before it begins. */

/* At linear addresses. The guest cannot see them. */
bool emulator_break(struct emulator *e, uint32_t linear, bool set);

bool emulator_registers(struct emulator *e, struct registers *r);
/* The general ones, EIP and EFLAGS from r. */
bool emulator_set_registers(struct emulator *e, const struct registers *r);

/* Physical memory; false where it is not all RAM. */
bool emulator_read(struct emulator *e, uint32_t address, void *to, uint32_t size);
bool emulator_write(struct emulator *e, uint32_t address, const void *from, uint32_t size);

#endif
