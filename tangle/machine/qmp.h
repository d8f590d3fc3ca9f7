// SPDX-License-Identifier: MIT
// QEMU's control channel: JSON lines over a private socket pair.
#pragma once
#include "channel.h"
#include <stdint.h>

struct qmp {
	struct channel in;
	unsigned id;
	bool stopped;		// a SHUTDOWN event came: the machine is paused and will not go on
	char reason[32];	// its reason ("guest-reset", "guest-shutdown")
	bool watchdog;		// a WATCHDOG event came
};

// Takes the channel over: waits for QEMU's greeting. False when QEMU did not come up.
bool qmp_open(struct qmp *q, int fd);
// Reads what has come without waiting; events are noted in q. False at end of file.
bool qmp_read(struct qmp *q);
// Runs a command without arguments ("cont", "quit"); false when it failed or QEMU is gone.
bool qmp_command(struct qmp *q, const char *name);
// Runs a command of the human monitor; the text is the caller's to free, NULL on failure.
char *qmp_human(struct qmp *q, const char *line);

struct segment {
	uint32_t selector, base, limit, rights;
};

struct registers {
	uint32_t eax, ebx, ecx, edx, esi, edi, ebp, esp, eip, eflags;
	struct segment es, cs, ss, ds, fs, gs;
	struct segment gdt, idt;	// base and limit
	uint32_t cr0, cr2, cr3, cr4;
	bool halted;
};
bool qmp_registers(struct qmp *q, struct registers *r);
// The same from a text of QEMU's that shows a processor's registers.
bool registers_parse(const char *text, struct registers *r);
