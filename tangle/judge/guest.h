/* SPDX-License-Identifier: MIT */
/*
 * The judge's side of the bench (bench/bench.h): a QEMU whose memory is a file that is mapped here, and the two
 * bells. What the learner's code can reach there is data, bounded and compared, never followed.
 *
 * A guest may be started in one process and used in its children, one after the other: Check runs each case in one.
 */
#ifndef JUDGE_GUEST_H
#define JUDGE_GUEST_H

#include "bench/bench.h"
#include "sandbox.h"

#include <stdint.h>
#include <sys/types.h>

enum { GUEST_PAGE = 4096 };

struct guest {
	const struct sandbox *box; /* where its files are: the ROM, and its memory */
	int keeper;                /* 0: there is none */
	pid_t owner;               /* the process that has started it */
	int file, line, bell, log;
	const char *gdb;           /* the path of a socket for a debugger; or NULL */
	uint8_t *ram;              /* the file's bytes: its memory */
	/* Shared by all processes that use it. */
	struct guest_state {
		unsigned sent, seen; /* numbers of messages */
		unsigned code;       /* where the next program's code may lie */
		unsigned programs, program; /* how many there have been, and the number of the one that it has */
		bool ready, gone;
		uint8_t written[(CODE - DATA) / GUEST_PAGE]; /* pages, by the judge: the bench knows those that ring 3 has written */
	} *state;
};

/* Starts it and does not wait. NULL, or what is wrong. rom: a file. gdb: the path of a socket to make, or NULL. */
const char *guest_start(struct guest *g, const struct sandbox *box, const char *rom, const char *gdb);
void guest_end(struct guest *g);
/* In a child that ends: one that was started here, because the parent's had gone, goes as well. */
void guest_leave(struct guest *g);

/* Waits until it is ready, or starts it again if it has gone. NULL, or what is wrong: then it said so, or is too slow. */
const char *guest_ready(struct guest *g);

enum heard { HEARD, GONE, TOO_SLOW };

void guest_tell(struct guest *g, unsigned type, unsigned id, const unsigned *words, unsigned count);
/* The next message. patient: for as long as it takes. */
enum heard guest_hear(struct guest *g, struct message *message, bool patient);
/* Asks what is answered by READY; forgets what comes before that. */
enum heard guest_ask(struct guest *g, unsigned type, const unsigned *words, unsigned count);

/* Where code of that size may lie, which TCG has not seen before. NULL, or what is wrong. */
const char *guest_room(struct guest *g, unsigned size, unsigned *code);

struct mailbox *guest_mailbox(const struct guest *g);
/* Instructions that ring 3 may use; 0: without a limit. */
void guest_grant(struct guest *g, uint64_t instructions);
uint64_t guest_granted(const struct guest *g);

#endif
