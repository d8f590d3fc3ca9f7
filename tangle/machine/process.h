// SPDX-License-Identifier: MIT
// QEMU, or node, as it runs: what launch.c, hear.c, ending.c and pc.c share.
#pragma once
#include "boot.h"
#include "disk.h"
#include "qmp.h"
#include <sys/types.h>

struct machine {
	struct boot *b;
	pid_t pid;
	int guard;
	int con, data, ctl, err;	// -1 = closed, or never there
	struct qmp qmp;
	bool off;			// the kernel has switched the machine off, and QEMU was told to go
	struct disk disk;		// what it has been given
	bool warned;			// the watchdog has come once, and the machine was let go on
	struct buf stderr_text;
};

// Starts it.
void launch(struct machine *m);
// What to install, or to build, where it did not start; `code` is its exit status. The caller frees it.
char *launch_trouble(struct machine *m, int code);

// What it has said, into the boot's console and data.
void hear_console(struct machine *m);
void hear_data(struct machine *m);
void hear_stderr(struct machine *m);
// The last line of what it has said on stderr.
char *hear_last_line(struct machine *m);

// How a boot ended, in one line. The line is taken over.
void end_how(struct boot *b, enum ended ended, char *how);
#define TOO_LATE "not through after %u billion instructions"	// or as many nanoseconds of its own clock
// It hung, and where.
void end_hung(struct machine *m, const char *why);
// It has had all its instructions, and is not through.
void end_late(struct machine *m);
// The machine has been silent for a while. Returns true when it will never speak again.
bool end_if_halted(struct machine *m);
// The machine is paused for good.
void end_if_reset(struct machine *m);
// Reads what is left, bounded, and takes the process away.
void end_process(struct machine *m);
