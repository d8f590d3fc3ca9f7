/* SPDX-License-Identifier: MIT */
/* Calls, memory and services of a learner's program on the bench (guest.h). */
#include "host.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Instructions that a call may use, and all calls of a case together. The book's answers need less than a hundredth. There
 * are fewer after a case that used up all of them. */
#define A_CALL         200000000ULL
#define A_SHORT_CALL    50000000ULL
#define A_CASE        4000000000ULL

struct host {
	const struct image *image;
	struct guest *guest;
	unsigned program; /* its number there */
	u32 depth;  /* of calls */
	u64 left;   /* of the case's instructions */
	bool begun; /* a case */
	u32 resets;
	void (*fresh)(u32 number); /* a debugger's; or NULL */
};

static struct outcome lost(struct machine *m, enum heard heard)
{
	m->slow = heard == TOO_SLOW;
	return machine_broken(m, m->slow ? "the machine is so busy that the bench has not answered within two minutes" : "QEMU has ended");
}

/* ---- Memory */

static u8 *find(struct host *h, u32 address, u32 size, bool write)
{
	const struct image *i = h->image;
	const struct piece {
		u32 address, size, physical;
		bool writable;
	} pieces[] = {
		{ STACK, STACK_SIZE, DATA_STACK, true }, { ARENA, ARENA_SIZE, DATA_ARENA, true },
		{ i->variables, i->end - i->variables, DATA_IMAGE + i->variables - IMAGE, true },
		{ i->constants, i->variables - i->constants, DATA_IMAGE + i->constants - IMAGE, false },
	};

	for (u32 k = 0; k < sizeof pieces / sizeof *pieces; k++) {
		const struct piece *p = &pieces[k];

		if (address >= p->address && address - p->address < p->size && size <= p->size - (address - p->address))
			return p->writable || !write ? h->guest->ram + p->physical + (address - p->address) : NULL;
	}
	u32 edge = (address - EDGES) / EDGE_STEP, offset = (address - EDGES) % EDGE_STEP;
	if (address >= EDGES && edge < EDGE_COUNT && offset < EDGE_SIZE && size <= EDGE_SIZE - offset)
		return h->guest->ram + DATA_EDGES + edge * EDGE_SIZE + offset;
	return NULL;
}

static bool read_memory(struct machine *m, u32 address, void *to, u32 size)
{
	struct host *h = m->carrier;
	u8 *from = find(h, address, size, false);

	if (!from && address >= IMAGE && address < h->image->constants && size <= h->image->constants - address)
		from = h->image->bytes + (address - IMAGE); /* its code, which nobody can change */
	if (from)
		memcpy(to, from, size);
	return from;
}

static bool write_memory(struct machine *m, u32 address, const void *from, u32 size)
{
	struct host *h = m->carrier;
	u8 *to = find(h, address, size, true);

	if (to) {
		size_t at = (size_t)(to - h->guest->ram) - DATA;

		memset(h->guest->state->written + at / GUEST_PAGE, 1, (at + size - 1) / GUEST_PAGE - at / GUEST_PAGE + 1);
		memcpy(to, from, size);
	}
	return to;
}

/* The pages that the judge has written. */
static void clear_written(struct host *h)
{
	struct guest_state *state = h->guest->state;

	for (u32 i = 0; i < sizeof state->written; i++)
		if (state->written[i])
			memset(h->guest->ram + DATA + i * GUEST_PAGE, 0, GUEST_PAGE);
	memset(state->written, 0, sizeof state->written);
}

static u32 find_symbol(struct machine *m, const char *name)
{
	return image_symbol(((struct host *)m->carrier)->image, name);
}

static void find_place(struct machine *m, u32 eip, struct text *text)
{
	image_place(((struct host *)m->carrier)->image, eip, text);
}

/* ---- Calls */

static struct outcome forged(struct machine *m, const char *what)
{
	snprintf(m->attack, sizeof m->attack, "%s", what);
	return (struct outcome){ .kind = FORGED };
}

/* A service's number as the task counts them; SERVICES: there is none. */
static u32 service_number(struct machine *m, u32 number)
{
	const struct image *i = ((struct host *)m->carrier)->image;

	if (number >= PRIVILEGED && number - PRIVILEGED < PRIVILEGED_COUNT)
		number = i->privileged_service[number - PRIVILEGED];
	return number < m->service_count ? number : SERVICES;
}

/* True: *answer is what the service gives, and the function goes on. */
static bool serve(struct machine *m, const struct message *asked, u32 *answer, struct outcome *outcome)
{
	struct host *h = m->carrier;
	u32 number = service_number(m, asked->id);

	if (number == SERVICES) {
		*outcome = forged(m, "it calls a service that there is not");
		return false;
	}
	if (asked->broken) {
		m->broken = asked->broken;
		*outcome = (struct outcome){ .kind = IMPROPER };
		return false;
	}
	if (m->total_calls == CALLS) {
		snprintf(m->said, sizeof m->said, "%s", m->services[number].name);
		*outcome = (struct outcome){ .kind = RAN_OUT };
		return false;
	}
	*answer = machine_service(m, number, asked->words);
	/* A handler's own call may have come to nothing: then this one ends with it. */
	*outcome = (struct outcome){ .kind = STOPPED };
	return !m->stopped && h->depth;
}

/* A call that nobody answers any more: the bench forgets it, and all that it was made in. */
static struct outcome forget(struct host *h, struct outcome outcome)
{
	h->depth = 0;
	guest_ask(h->guest, FORGET, NULL, 0); /* if it has gone, the next call will say so */
	return outcome;
}

static struct outcome call_within(struct machine *m, u32 address, const u32 *words, u32 count)
{
	struct host *h = m->carrier;
	struct outcome outcome;
	struct message said;
	enum heard heard;
	u32 answer;

	if (count > WORDS_MOST)
		return machine_broken(m, "the test calls with more than eight words");
	if (h->depth == CALL_DEPTH)
		return machine_broken(m, "the test's services call back too deep");
	h->depth++;
	guest_tell(h->guest, CALL, address, words, count);
	while ((heard = guest_hear(h->guest, &said, h->fresh)) == HEARD && said.type == SERVICE) {
		if (!serve(m, &said, &answer, &outcome))
			return forget(h, outcome);
		guest_tell(h->guest, ANSWER, 0, &answer, 1);
	}
	if (heard == HEARD && said.type == RETURN) {
		h->depth--;
		m->broken = said.broken;
		return (struct outcome){ .kind = said.broken ? IMPROPER : RETURNED, .value = said.words[0], .high = said.words[1] };
	}
	h->depth = 0;
	if (heard != HEARD)
		return lost(m, heard);
	switch (said.type) {
	case FAULT:
		return (struct outcome){ .kind = CRASHED, .trap = said.words[0], .error = said.words[1], .eip = said.words[2], .cr2 = said.words[3] };
	case USED_UP:
		return (struct outcome){ .kind = RAN_OUT, .eip = said.words[0] };
	default:
		h->guest->state->gone = true;
		m->report.cause.length = 0;
		add(&m->report.cause, "a defect in the bench itself: vector %u, error %x, at 0x%08x (0x%08x)", said.words[0], said.words[1], said.words[2], said.words[3]);
		return (struct outcome){ .kind = BROKEN };
	}
}

static struct outcome call_function(struct machine *m, u32 address, const u32 *words, u32 count)
{
	struct host *h = m->carrier;
	u64 granted = m->timeouts ? A_SHORT_CALL : A_CALL;

	if (h->depth)
		return call_within(m, address, words, count);
	if (granted > h->left)
		granted = h->left;
	guest_grant(h->guest, h->fresh ? 0 : granted); /* while a debugger looks on, time passes as it likes */
	struct outcome outcome = call_within(m, address, words, count);
	if (!h->fresh)
		h->left -= granted - guest_granted(h->guest);
	return outcome;
}

static u32 survived_faults(struct machine *m, struct outcome *last)
{
	const struct mailbox *box = guest_mailbox(((struct host *)m->carrier)->guest);

	*last = (struct outcome){ .kind = box->survived ? CRASHED : RETURNED, .trap = box->last[0], .error = box->last[1], .eip = box->last[2], .cr2 = box->last[3] };
	return box->survived;
}

/* ---- Cases */

/* Where the guest has gone with an earlier case, there is a new one, which does not know the program. */
static const char *load(struct host *h)
{
	const struct image *i = h->image;
	const char *trouble = guest_ready(h->guest);
	struct program program = { i->constants, i->variables, i->end, 0, i->table, i->table_end, i->privileged };

	if (trouble || h->guest->state->program == h->program)
		return trouble;
	if ((trouble = guest_room(h->guest, i->constants - IMAGE, &program.code)))
		return trouble;
	memcpy(h->guest->ram + program.code, i->bytes, i->constants - IMAGE);
	if (guest_ask(h->guest, PROGRAM, (const unsigned *)&program, sizeof program / sizeof(unsigned)) != HEARD)
		return "the bench does not take a program";
	h->guest->state->program = h->program;
	return NULL;
}

/* Cleared memory, and in it what the program's own begins with. */
static bool reset(struct machine *m)
{
	struct host *h = m->carrier;
	const struct image *i = h->image;
	const char *trouble;
	enum heard heard = GONE;

	h->depth = 0;
	for (int tries = 0; tries < 2 && heard == GONE; tries++) {
		if ((trouble = load(h)))
			return machine_ours(m, trouble);
		heard = guest_ask(h->guest, CLEAR, NULL, 0);
	}
	if (heard != HEARD)
		return lost(m, heard), false;
	clear_written(h);
	memcpy(h->guest->ram + DATA_IMAGE + i->constants - IMAGE, i->bytes + i->constants - IMAGE, i->end - i->constants);
	memset(h->guest->ram + DATA_STACK, 0xA5, STACK_SIZE);
	/* The trials of a case share what it has; those that make an input smaller each have all of it. */
	if (!h->begun || m->shrinking)
		h->left = A_CASE;
	h->begun = true;
	h->resets++;
	if (h->fresh)
		h->fresh(h->resets);
	return true;
}

static bool finish(struct machine *m)
{
	(void)m; /* It waits for the next call: there is nothing to end. */
	return true;
}

static void close_host(struct machine *m)
{
	free(m->carrier);
	m->carrier = NULL;
}

bool host_open(struct machine *m, const struct image *image, struct guest *guest)
{
	struct host *h = calloc(1, sizeof *h);

	if (!h)
		return machine_ours(m, "the judge has no memory left");
	h->image = image;
	h->guest = guest;
	h->program = ++guest->state->programs;
	m->carrier = h;
	m->transport = (struct transport){
		.reset = reset, .invoke = call_function, .faults = survived_faults, .read = read_memory, .write = write_memory,
		.symbol = find_symbol, .place = find_place, .finish = finish, .close = close_host,
		.arena = { ARENA, ARENA_SIZE },
		.variables = { image->variables, image->end - image->variables },
		.stack = { STACK, STACK_SIZE },
		.edges = { EDGES, EDGE_SIZE }, .edge_step = EDGE_STEP, .edge_count = EDGE_COUNT,
	};
	return true;
}

u32 host_resets(const struct machine *m)
{
	return ((const struct host *)m->carrier)->resets;
}

void host_debug(struct machine *m, void (*fresh)(u32 number))
{
	((struct host *)m->carrier)->fresh = fresh;
}
