// SPDX-License-Identifier: MIT
// One boot of one kernel: what it is to be, and what became of it.
#pragma once
#include "console.h"

enum ended {
	ENDED_FINISHED,			// it said so: exit value 0x10
	ENDED_OOPS, ENDED_PANIC, ENDED_DOUBLE_FAULT,	// 0x11, 0x12, 0x13
	ENDED_RESET,			// triple fault or power-off by other means: never a success
	ENDED_HUNG,
	ENDED_LATE,			// it still ran after all the instructions that it was given
	ENDED_FLOOD,			// wrote more than anyone will read
	ENDED_UNKNOWN,			// an exit value that is none of ours
	ENDED_MACHINE,			// QEMU or node failed
	ENDED_INTERRUPTED,		// Ctrl-C, or told to stop
};

struct boot {
	// in
	struct image *im;
	const char *v86;		// the node driver, or NULL for QEMU
	char *append;			// kernel options
	unsigned mem;			// MiB
	bool interactive;
	bool gdb;			// the machine waits for a debugger on stub_fd
	unsigned patience;		// a billion instructions each, and then we call it hung: 2, 4, ... 30
	int extra;			// one more descriptor to watch (-1: none)
	void (*on_console)(struct boot *b, const char *s, size_t n);
	void (*on_data)(struct boot *b);	// after data lines were taken in
	void (*on_extra)(struct boot *b);	// extra is readable or at its end
	void (*on_stub)(struct boot *b);	// stub_fd likewise
	bool leave;			// a callback sets it: end the machine
	void *arg;
	// out
	int console_fd;			// while it runs: where typed characters go
	int stub_fd;			// while it runs with gdb: QEMU's side of the debugger's protocol
	struct machine *machine;	// while it runs
	struct console con;
	struct data data;
	enum ended ended;
	char *how;			// one line for people: how it ended, and where
	uint32_t eip, ring;		// ENDED_LATE: where it was
};
