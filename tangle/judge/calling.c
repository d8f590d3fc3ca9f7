/* SPDX-License-Identifier: MIT */
/* machine.h's calls, and how what came of one is told. */
#include "transport.h"

#include <stdio.h>
#include <string.h>

u32 symbol(struct machine *m, const char *name)
{
	u32 address = m->transport.symbol(m, name);

	if (!address)
		machine_internal(m, "the test asks for %s, which the exercise does not name", name);
	return address;
}

/* What an address that no memory answers is next to. */
static void add_neighbour(struct machine *m, struct text *text, u32 address)
{
	u32 step = m->transport.edge_step, size = m->transport.edges.size;
	u32 offset = address - m->transport.edges.address;

	if (address < 4096)
		add(text, ", which is close to 0: a null pointer, or a sum that passed 4 GiB");
	else if (step && offset < step * m->edges && offset % step - size < 4096)
		add(text, ", %u byte%s behind the end of a buffer", offset % step - size + 1, offset % step == size ? "" : "s");
	else if (step && -(offset + 1) % step < 4096 && (offset + 4096) < step * m->edges + 4096)
		add(text, ", before the start of a buffer");
	else if (m->transport.stack.address - address - 1 < m->transport.stack.size)
		add(text, ": the stack is used up (a recursion that does not end?)");
	else if (address - m->transport.arena.address - m->transport.arena.size < 4096)
		add(text, ", behind the end of all memory");
}

static void add_place(struct machine *m, const struct outcome *o)
{
	m->report.where.length = 0;
	if (m->hurry)
		return;
	if (o->eip)
		m->transport.place(m, o->eip, &m->report.where);
	if (m->transport.kernel)
		m->transport.kernel->describe(m, o);
}

static void describe_crash(struct machine *m, const struct outcome *o)
{
	struct text *text = &m->report.cause;

	text->length = 0;
	if (strncmp(m->said, "BUG: ", 5) == 0 && o->trap == 6) {
		add(text, "the kernel's own check stopped it: %s", m->said);
	} else if (o->trap == 14) {
		add(text, "a page fault: it %s address 0x%08x", o->error & 16 || (m->transport.kernel && o->eip == o->cr2) ? "jumps to" : o->error & 2 ? "writes to" : "reads from", o->cr2);
		add_neighbour(m, text, o->cr2);
	} else if (o->trap == 6) {
		add(text, "undefined behaviour, as an index outside its array, a signed overflow or a shift too far (or an invalid instruction): the compiler's check stopped it here");
	} else if (o->trap == 0) {
		add(text, "a division by zero, or one whose answer does not fit");
	} else if (o->trap == 7) {
		add(text, "an instruction of the floating-point unit, which a kernel does not use");
	} else if (o->trap == 13 && (o->error & IDT_ENTRY)) {
		add(text, "a general protection fault: int $0x%x, which this exercise has no use for", o->error >> 3);
	} else if (o->trap == 13 && m->transport.kernel) {
		add(text, "a general protection fault: a selector or an address that the processor refuses");
	} else if (o->trap == 13) {
		add(text, "a general protection fault: an instruction that only the kernel's own files may use, or a wild jump");
	} else if (o->trap == NO_TRAP) {
		add(text, "it reset the machine");
	} else {
		add(text, "trap %u", o->trap);
	}
	add_place(m, o);
}

/* What a caller counts on, in the order of the bits. */
static void add_broken(struct text *text, u32 broken)
{
	static const char *const registers[] = { "EBX", "ESI", "EDI", "EBP" };
	const char *before = "";

	if (broken & BROKE_ESP) {
		add(text, "the stack pointer is another than before the call (what is pushed is popped again, and ret takes no number)");
		return;
	}
	for (u32 i = 0; i < sizeof registers / sizeof *registers; i++)
		if (broken & 1U << i) {
			add(text, "%s%s", before, registers[i]);
			before = ", ";
		}
	if (*before)
		add(text, " %s not as before the call: a caller may keep a value there", strchr(text->s, ',') ? "are" : "is");
	else if (broken & BROKE_DIRECTION)
		add(text, "the direction flag is set: cld has to follow std before any call or return");
	else
		add(text, "a segment register holds another selector than before the call");
}

void machine_settle(struct machine *m, const char *name, const char *does, const struct outcome *outcome)
{
	switch (outcome->kind) {
	case RAN_OUT:
		m->report.cause.length = 0;
		if (m->total_calls == CALLS)
			add(&m->report.cause, "%s did not %s: %u calls of services, the last of %s", name, does, CALLS, m->said);
		else
			add(&m->report.cause, "%s did not %s: it took too long; an endless loop?", name, does);
		add_place(m, outcome);
		machine_leave(m, TIMEOUT);
	case IMPROPER: {
		struct text what = { 0 };

		add_broken(&what, m->broken);
		fail(m, "%s does not keep the calling convention: %s", name, what.s);
	}
	case FORGED:
		fail(m, "%s did not return as a function does: %s", name, m->attack);
	case BROKEN:
		machine_leave(m, INTERNAL);
	}
}

void machine_settle_all(struct machine *m, const char *name, const char *does, const struct outcome *outcome)
{
	machine_settle(m, name, does, outcome);
	if (outcome->kind == STOPPED) {
		add_place(m, outcome);
		fail(m, "%s stopped the kernel%s%s", name, *m->said ? ": " : "", m->said);
	}
	if (outcome->kind == CRASHED) {
		describe_crash(m, outcome);
		machine_leave(m, CRASH);
	}
}

struct outcome machine_try_call(struct machine *m, const char *name, const u32 *words, u32 count)
{
	m->stopped = false;
	struct outcome outcome = m->transport.invoke(m, symbol(m, name), words, count);

	machine_settle(m, name, "come back", &outcome);
	return outcome;
}

u32 machine_call(struct machine *m, const char *name, const u32 *words, u32 count)
{
	struct outcome outcome = machine_try_call(m, name, words, count);

	machine_settle_all(m, name, "come back", &outcome);
	return outcome.value;
}

u32 faults(struct machine *m, struct outcome *last)
{
	return m->transport.faults(m, last);
}

void expect_fault(struct machine *m, u32 begin, u32 end)
{
	struct outcome last;

	if (!faults(m, &last))
		fail(m, "no byte was asked for that is not there: only a fault tells");
	same(m, "the exception that was survived is no page fault", last.trap, 14);
	expect(m, last.cr2 - begin < end - begin, "the fault that was survived is not at a byte that was asked for");
}
