/* SPDX-License-Identifier: MIT */
#include "drive.h"
#include "vmlinux.h"
#include "window.h"

#include <stdio.h>
#include <string.h>

enum {
	INTERRUPTS = 0x200, /* in EFLAGS */
	STOPS = 2000, /* at breakpoints on the way to one place: each costs as much as many thousand instructions */
};

/* At both linear addresses: before paging the segments add a gibibyte. */
static void set_break(struct kernel *k, u32 address)
{
	for (u32 i = 0; i < 2 && k->break_count < BREAKS; i++) {
		u32 linear = address - i * OFFSET;

		emulator_break(&k->emulator, linear, true);
		k->breaks[k->break_count++] = linear;
	}
}

static void clear_breaks(struct kernel *k, u32 from)
{
	while (k->break_count > from)
		emulator_break(&k->emulator, k->breaks[--k->break_count], false);
}

static bool at_break(struct kernel *k)
{
	for (u32 i = 0; i < k->break_count; i++)
		if (k->breaks[i] == k->cpu.cs.base + k->cpu.eip)
			return true;
	return false;
}

enum stopped drive_note(struct kernel *k, enum stopped stopped)
{
	k->faults += k->emulator.exceptions;
	if (k->emulator.exception.found)
		k->exception = k->emulator.exception;
	if (stopped != LOST && !k->emulator.limit && !emulator_registers(&k->emulator, &k->cpu))
		return LOST;
	return stopped;
}

/* To the next breakpoint, past one that it stands at. */
static enum stopped go_on(struct kernel *k)
{
	if (at_break(k)) {
		enum stopped stopped = drive_note(k, emulator_step(&k->emulator));

		if (stopped != AT_BREAKPOINT || at_break(k))
			return stopped;
	}
	return drive_note(k, emulator_run(&k->emulator));
}

struct outcome drive_crash(const struct exception *x)
{
	return (struct outcome){ .kind = CRASHED, .trap = x->vector, .error = x->error, .eip = x->eip, .cr2 = x->cr2 };
}

/* Whether time ran out for a processor that waits, and for nothing: behind a hlt of the kernel's, with interrupts off. */
static bool is_halted(struct machine *m)
{
	struct kernel *k = m->carrier;
	u8 halt;

	return !k->emulator.limit && !(k->emulator.eflags & INTERRUPTS) && kernel_read(m, k->emulator.eip - 1, &halt, 1) && halt == 0xF4 &&
	       vmlinux_halts(k->image, k->emulator.eip - 1);
}

struct outcome drive_end(struct machine *m, enum stopped stopped)
{
	struct kernel *k = m->carrier;

	switch (stopped) {
	case OUT_OF_TIME:
		if (!is_halted(m)) {
			if (k->emulator.limit == PROCESSOR_TIME)
				snprintf(m->attack, sizeof m->attack, "it takes processor time behind the back of the judge's clock");
			k->end = (struct outcome){ .kind = RAN_OUT, .eip = k->emulator.eip };
			break;
		}
		/* A kernel with nothing left to do has switched itself off as well as it can. */
		/* fall through */
	case SWITCHED_OFF:
		k->end = k->exception.found ? drive_crash(&k->exception) : (struct outcome){ .kind = STOPPED, .eip = k->emulator.eip };
		break;
	case RESET:
		k->end = k->exception.found ? drive_crash(&k->exception) : (struct outcome){ .kind = CRASHED, .trap = NO_TRAP };
		break;
	default:
		m->slow = true;
		return machine_broken(m, "QEMU does not answer any more");
	}
	k->over = true;
	return k->end;
}

/* It stands before a function that the exercise names. True: it goes on as if nothing were. */
static bool serve(struct machine *m, u32 number, struct outcome *outcome)
{
	struct kernel *k = m->carrier;
	struct service *s = &m->services[number];
	u32 words[9]; /* the return address first */

	for (u32 i = 0; i < 9; i++)
		if (!kernel_read(m, k->cpu.esp + 4 * i, &words[i], 4))
			words[i] = 0;
	if (!s->handler && strcmp(s->name, "panic") != 0 && strcmp(s->name, "printk") != 0) {
		s->calls++;
		m->total_calls++;
		return true;
	}
	struct registers before = k->cpu;
	u32 answer = machine_service(m, number, words + 1);
	if (m->stopped || k->over) {
		*outcome = (struct outcome){ .kind = STOPPED };
		return false;
	}
	if (s->handler) { /* it has answered in the function's place */
		k->cpu = before;
		k->cpu.eax = answer;
		k->cpu.eip = words[0];
		k->cpu.esp += 4;
		if (!emulator_set_registers(&k->emulator, &k->cpu)) {
			*outcome = machine_broken(m, "QEMU does not set registers");
			return false;
		}
	}
	return true;
}

/* The service that it stands before, or SERVICES. */
static u32 at_service(struct machine *m)
{
	struct kernel *k = m->carrier;
	u32 i = 0;

	while (i < m->service_count && image_symbol(k->image, m->services[i].name) != k->cpu.eip)
		i++;
	return i < m->service_count && k->cpu.eip ? i : SERVICES;
}

static void break_at_services(struct machine *m)
{
	struct kernel *k = m->carrier;

	for (u32 i = 0; i < m->service_count; i++) {
		u32 address = image_symbol(k->image, m->services[i].name);

		/* A kernel prints much while it boots, and nobody asks what. */
		if (address && (k->depth || m->services[i].handler || strcmp(m->services[i].name, "printk") != 0))
			set_break(k, address);
	}
}

struct outcome drive_to(struct machine *m, u32 address, u32 esp)
{
	struct kernel *k = m->carrier;
	u32 breaks = k->break_count, stops = 0;
	struct outcome outcome = { .kind = RETURNED };
	enum stopped stopped;

	if (k->over)
		return k->end;
	k->exception.found = false;
	m->stopped = false;
	set_break(k, address);
	break_at_services(m);
	while ((stopped = go_on(k)) == AT_BREAKPOINT) {
		u32 service = at_service(m);

		if (k->cpu.eip == address && (!esp || k->cpu.esp == esp))
			break;
		if (++stops == STOPS) {
			outcome = (struct outcome){ .kind = RAN_OUT, .eip = k->cpu.eip };
			break;
		}
		if (service < SERVICES && !serve(m, service, &outcome))
			break;
	}
	clear_breaks(k, breaks);
	if (stopped != AT_BREAKPOINT)
		return drive_end(m, stopped);
	outcome.value = k->cpu.eax;
	outcome.high = k->cpu.edx;
	return outcome;
}
