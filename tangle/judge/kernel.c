/* SPDX-License-Identifier: MIT */
/*
 * A whole kernel, run in QEMU (emulator.c) and looked at from outside. Nothing that it says counts, and nothing
 * that its memory says is believed without a walk of the tables that the processor itself uses. What lies in its
 * memory is data, bounded and compared, never followed further than the entries of a table lead.
 *
 * The judge is the boot loader, and tells the kernel of less memory than there is. The rest is the judge's: a
 * table that maps it, a page of code, a stack for calls, and what tests ask for. Before paging the kernel's segments
 * reach it, at its physical address plus 0xC0000000. With paging on, a call begins by entering the judge's table into the
 * directory for these same addresses, and ends by taking it out.
 */
#include "kernel.h"
#include "emulator.h"
#include "object.h"
#include "vmlinux.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LOWER = 0x9FC00, MIB = 1 << 20, TOLD = 32 << 20, /* the kernel is told of memory up to the first, and between the other two */
	LOADER_READY = (int)0xFFFFFFEE, /* where loader.S stays */
	LOADER_INFO = 0x1000,
	LOADER_MAGIC = 0x2BADB002,
	INTERRUPTS = 0x200, DIRECTION = 0x400, /* in EFLAGS */
	PG = (int)0x80000000, PSE = 0x10, PRESENT = 1, LARGE = 0x80,
	BREAKS = 2 * (SERVICES + 1) * (CALL_DEPTH + 1),
	STOPS = 2000, /* at breakpoints on the way to one place: each costs as much as many thousand instructions */
};
#define OFFSET 0xC0000000u /* from a physical address to the kernel's */

/* The judge's memory, at the kernel's addresses. Its first page is its table, which nothing maps. */
#define WINDOW (OFFSET + TOLD)
#define WINDOW_SIZE (EMULATOR_RAM - TOLD)
static const struct range gate = { WINDOW + 0x1000, 0x1000 }, stack = { WINDOW + 0x10000, 0x2000 /* as the kernel's own */ },
	edges = { WINDOW + 0x100000, 0x8000 }, arena = { WINDOW + 0x200000, WINDOW_SIZE - 0x200000 };
enum {
	EDGE_STEP = 0x10000, EDGE_COUNT = 8,
	LOAD = 0x10, /* in the gate, whose start is where calls return to: a load or a store, before paging */
	HIDDEN_TABLE = TOLD + 0x2000, HIDDEN_CODE = TOLD + 0x3000, /* frames that nothing maps: see hide_access */
	CODE_MOST = 16, RETURN_PLACE = 0, LOAD_PLACE, HIDDEN_PLACE, PLACES /* in the list of what may run */
};

struct kernel {
	const struct image *image;
	struct emulator emulator;
	struct registers cpu;       /* where it stands */
	struct exception exception; /* the last since it was let run */
	bool over;                  /* it ended, as end says */
	struct outcome end;
	u32 depth;                  /* of calls */
	u32 window, window_was;     /* where the judge's table was entered; 0: it is not */
	u32 faults;                 /* in the last call */
	u64 noise;                  /* whatever nobody is to guess comes from it */
	struct watch watch;         /* where there is no code of the kernel's, and where the learner's is */
	struct range may_run[CODE_MOST]; /* of the judge's and the tests' */
	u32 may_count;
	u32 strange;                /* where it has run what was not linked as an instruction; 0: nowhere */
	u32 hidden_was;             /* the directory's entry behind which an access is hidden */
	u32 breaks[BREAKS], break_count;
	u32 cached;                 /* the frame whose bytes are in page; 0: none */
	u8 page[4096];
};

static bool ours(struct machine *m, const char *what)
{
	m->report.cause.length = 0;
	add(&m->report.cause, "%s", what);
	return false;
}

static struct outcome broken(struct machine *m, const char *what)
{
	ours(m, what);
	return (struct outcome){ .kind = BROKEN };
}

/* ---- Memory */

/* Through a frame that is kept: much is read in small pieces. */
static bool read_physical(struct kernel *k, u32 address, void *to, u32 size)
{
	for (u8 *bytes = to; size; ) {
		u32 offset = address & 4095, n = size < 4096 - offset ? size : 4096 - offset;

		if (!k->cached || k->cached != (address & ~4095u)) {
			k->cached = 0;
			if (!emulator_read(&k->emulator, address & ~4095u, k->page, sizeof k->page))
				return false;
			k->cached = address & ~4095u;
		}
		memcpy(bytes, k->page + offset, n);
		bytes += n;
		address += n;
		size -= n;
	}
	return true;
}

static bool write_physical(struct kernel *k, u32 address, const void *from, u32 size)
{
	k->cached = 0;
	return emulator_write(&k->emulator, address, from, size);
}

static bool read_word(struct kernel *k, u32 address, u32 *word)
{
	return read_physical(k, address, word, sizeof *word);
}

/* The physical address behind a linear one, as the processor would find it now. */
static bool translate(struct kernel *k, u32 linear, u32 *physical)
{
	u32 entry;

	*physical = linear < OFFSET ? linear : linear - OFFSET; /* the latter before the kernel loads segments of its own */
	if (!(k->cpu.cr0 & (u32)PG))
		return true;
	if (!read_word(k, (k->cpu.cr3 & ~4095u) + (linear >> 22) * 4, &entry) || !(entry & PRESENT))
		return false;
	if ((entry & LARGE) && (k->cpu.cr4 & PSE)) {
		*physical = (entry & 0xFFC00000) | (linear & 0x003FFFFF);
		return true;
	}
	if (!read_word(k, (entry & ~4095u) + (linear >> 12 & 1023) * 4, &entry) || !(entry & PRESENT))
		return false;
	*physical = (entry & ~4095u) | (linear & 4095);
	return true;
}

static bool has_hole(u32 address)
{
	u32 at = address - WINDOW;

	return at < 0x1000 || (at >= 0x2000 && at < 0x10000) || (at >= 0x12000 && at < 0x100000) ||
	       (at >= 0x100000 && at < 0x200000 && (at - 0x100000 >= EDGE_STEP * EDGE_COUNT || (at & (EDGE_STEP - 1)) >= edges.size));
}

static bool reach(struct kernel *k, u32 address, u32 *physical)
{
	if (address - WINDOW < WINDOW_SIZE) {
		*physical = address - OFFSET;
		return !has_hole(address);
	}
	return translate(k, address + k->cpu.ds.base, physical);
}

static bool move(struct kernel *k, u32 address, void *to, const void *from, u32 size)
{
	for (u32 done = 0, n; done < size; done += n) {
		u32 physical, room = 4096 - ((address + done) & 4095);

		n = size - done < room ? size - done : room;
		if (!reach(k, address + done, &physical) ||
		    !(from ? write_physical(k, physical, (const u8 *)from + done, n) : read_physical(k, physical, (u8 *)to + done, n)))
			return false;
	}
	return true;
}

static bool read_memory(struct machine *m, u32 address, void *to, u32 size)
{
	return move(m->carrier, address, to, NULL, size);
}

static bool write_memory(struct machine *m, u32 address, const void *from, u32 size)
{
	return move(m->carrier, address, NULL, from, size);
}

static bool physical(struct machine *m, u32 address, void *to, u32 size)
{
	return read_physical(m->carrier, address, to, size);
}

/* ---- The judge's memory in the kernel's directory, for the time of a call */

/* The table, and the code. Written anew each time: what runs in a call can reach them. */
static bool fill_window(struct kernel *k)
{
	static const u8 code[] = { 0xF4 }; /* where a call returns to: hlt */
	u32 table[1024] = { 0 };

	for (u32 i = 0; i < 1024; i++)
		if (!has_hole(WINDOW + i * 4096))
			table[i] = (TOLD + i * 4096) | 3;
	return write_physical(k, TOLD, table, sizeof table) && write_physical(k, gate.address - OFFSET, code, sizeof code);
}

static bool open_window(struct machine *m)
{
	struct kernel *k = m->carrier;
	u32 at = (k->cpu.cr3 & ~4095u) + (WINDOW >> 22) * 4, entry = TOLD | 3;

	if (!(k->cpu.cr0 & (u32)PG))
		return fill_window(k);
	if (k->window)
		return true;
	if (!read_word(k, at, &k->window_was))
		fail(m, "the processor's page directory (CR3 is 0x%08x) lies in no memory", k->cpu.cr3);
	k->window = at;
	return fill_window(k) && write_physical(k, at, &entry, 4);
}

static void close_window(struct kernel *k)
{
	if (k->window)
		write_physical(k, k->window, &k->window_was, 4);
	k->window = 0;
}

/* ---- Running */

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

static enum stopped note(struct kernel *k, enum stopped stopped)
{
	k->cached = 0;
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
		enum stopped stopped = note(k, emulator_step(&k->emulator));

		if (stopped != AT_BREAKPOINT || at_break(k))
			return stopped;
	}
	return note(k, emulator_run(&k->emulator));
}

static struct outcome crashed(const struct exception *x)
{
	return (struct outcome){ .kind = CRASHED, .trap = x->vector, .error = x->error, .eip = x->eip, .cr2 = x->cr2 };
}

/* Whether time ran out for a processor that waits, and for nothing: behind a hlt of the kernel's, with interrupts off. */
static bool is_halted(struct machine *m)
{
	struct kernel *k = m->carrier;
	u8 halt;

	return !k->emulator.limit && !(k->emulator.eflags & INTERRUPTS) && read_memory(m, k->emulator.eip - 1, &halt, 1) && halt == 0xF4 &&
	       vmlinux_halts(k->image, k->emulator.eip - 1);
}

/* What it means that the machine will not go on. */
static struct outcome ended(struct machine *m, enum stopped stopped)
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
		k->end = k->exception.found ? crashed(&k->exception) : (struct outcome){ .kind = STOPPED, .eip = k->emulator.eip };
		break;
	case RESET:
		k->end = k->exception.found ? crashed(&k->exception) : (struct outcome){ .kind = CRASHED, .trap = NO_TRAP };
		break;
	default:
		m->slow = true;
		return broken(m, "QEMU does not answer any more");
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
		if (!read_memory(m, k->cpu.esp + 4 * i, &words[i], 4))
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
			*outcome = broken(m, "QEMU does not set registers");
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

/* To address, with that stack pointer (0: any). */
static struct outcome run_to(struct machine *m, u32 address, u32 esp)
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
		return ended(m, stopped);
	outcome.value = k->cpu.eax;
	outcome.high = k->cpu.edx;
	return outcome;
}

static struct outcome run_until_address(struct machine *m, u32 address)
{
	return run_to(m, address, 0);
}

static struct outcome run_until_return(struct machine *m)
{
	struct kernel *k = m->carrier;
	u32 to, esp = k->cpu.esp;

	if (!read_memory(m, esp, &to, 4))
		fail(m, "the stack pointer (0x%08x) leads to no memory", esp);
	return run_to(m, to, esp + 4);
}

/* What a kernel keeps at the base of a stack: the task that runs there, the preemption count. A call takes it along. */
enum { STACK_INFO = 256 };

static bool read_info(struct machine *m, u32 esp, u8 info[STACK_INFO])
{
	return read_memory(m, esp & ~(stack.size - 1), info, STACK_INFO);
}

static void write_info(struct machine *m, u32 esp, const u8 info[STACK_INFO])
{
	write_memory(m, esp & ~(stack.size - 1), info, STACK_INFO);
}

/* Where a call's frame ends: on the judge's stack, or, in a service's, below what is there. Eight words above it can be read. */
static u32 top_of_stack(struct kernel *k)
{
	u32 used = k->cpu.esp - stack.address;

	return (k->depth && used < stack.size ? k->cpu.esp : stack.address + stack.size) - 64;
}

/* What is not as it was when the function was called. */
static u32 find_broken(const struct registers *called, const struct registers *now, u32 esp)
{
	return (now->ebx != called->ebx) * BROKE_EBX | (now->esi != called->esi) * BROKE_ESI | (now->edi != called->edi) * BROKE_EDI |
	       (now->ebp != called->ebp) * BROKE_EBP | (now->esp != esp) * BROKE_ESP | !!(now->eflags & DIRECTION) * BROKE_DIRECTION |
	       (now->ds.selector != called->ds.selector || now->es.selector != called->es.selector || now->fs.selector != called->fs.selector ||
		now->gs.selector != called->gs.selector) * BROKE_SEGMENTS;
}

static struct outcome call_function(struct machine *m, u32 address, const u32 *words, u32 count)
{
	struct kernel *k = m->carrier;
	struct registers before = k->cpu, called;
	u32 frame[9] = { gate.address }, esp;
	u8 info[STACK_INFO], later[STACK_INFO];
	bool opened = !k->window, outermost = !k->depth;

	if (k->over)
		return k->end;
	if (count > 8)
		return broken(m, "the test calls with more than eight words");
	if (k->depth == CALL_DEPTH)
		return broken(m, "the test's services call back too deep");
	esp = ((top_of_stack(k) - 4 * count) & ~15u) - 4;
	memcpy(frame + 1, words, count * sizeof *words);
	if (!open_window(m))
		return broken(m, "QEMU does not take memory");
	if (outermost && (outermost = read_info(m, before.esp, info)))
		write_info(m, esp, info);
	k->cpu.eip = address;
	k->cpu.esp = esp;
	k->cpu.ebx = KEEP_EBX;
	k->cpu.esi = KEEP_ESI;
	k->cpu.edi = KEEP_EDI;
	k->cpu.ebp = 0;
	k->cpu.eflags = 2; /* interrupts off */
	called = k->cpu;
	if (!write_memory(m, esp, frame, (count + 1) * 4) || !emulator_set_registers(&k->emulator, &k->cpu))
		return broken(m, "QEMU does not take a call");
	if (!k->depth++)
		k->faults = 0;
	struct outcome outcome = run_to(m, gate.address, 0);
	k->depth--;
	if (!k->over && outermost && read_info(m, esp, later) && memcmp(info, later, STACK_INFO) != 0)
		write_info(m, before.esp, later);
	if (outcome.kind == RETURNED && (m->broken = find_broken(&called, &k->cpu, esp + 4)))
		outcome.kind = IMPROPER;
	if (k->over)
		return outcome;
	if (opened)
		close_window(k);
	k->cpu = before;
	if (!emulator_set_registers(&k->emulator, &k->cpu) || !emulator_registers(&k->emulator, &k->cpu))
		return broken(m, "QEMU does not set registers");
	return outcome;
}

static u32 kernel_faults(struct machine *m, struct outcome *last)
{
	const struct kernel *k = m->carrier;

	*last = k->faults ? crashed(&k->exception) : (struct outcome){ .kind = RETURNED };
	return k->faults;
}

static u32 draw(struct kernel *k, u32 limit)
{
	return (u32)(machine_next(&k->noise) >> 32) % limit;
}

/* An instruction, a load or a store of a word, at an address that nobody could have prepared the processor's memory of page
 * tables for: at a place in a page that is drawn, under an entry of the directory that is drawn. 0: QEMU does not take it. */
static u32 hide_access(struct machine *m, bool is_store, u32 *entry)
{
	static const u8 instruction[2][2] = { { 0x8B, 0x00 }, { 0x89, 0x10 } }; /* movl (%eax), %eax; movl %edx, (%eax) */
	struct kernel *k = m->carrier;
	u32 page = draw(k, 1024), offset = draw(k, 255) * 16, table[1024] = { 0 }, was, now = HIDDEN_TABLE | 3, at;

	if (!(k->cpu.cr0 & (u32)PG)) {
		*entry = 0;
		at = gate.address + LOAD;
		return write_physical(k, at - OFFSET, instruction[is_store], 2) ? at : 0;
	}
	for (u32 tries = 0; ; tries++) {
		u32 slot = 768 + draw(k, 255);

		*entry = (k->cpu.cr3 & ~4095u) + slot * 4;
		at = slot << 22 | page << 12 | offset;
		if (!read_word(k, *entry, &was))
			return 0;
		if (!(was & PRESENT))
			break;
		if (tries == 4096)
			fail(m, "the processor's page directory (CR3 is 0x%08x) has hardly a free entry left", k->cpu.cr3);
	}
	k->hidden_was = was;
	table[page] = HIDDEN_CODE | 3;
	k->may_run[HIDDEN_PLACE] = (struct range){ at, 1 };
	return write_physical(k, HIDDEN_CODE + offset, instruction[is_store], 2) && write_physical(k, HIDDEN_TABLE, table, sizeof table) &&
	       write_physical(k, *entry, &now, 4) ? at : 0;
}

static struct outcome access_word(struct machine *m, u32 address, bool is_store, u32 value)
{
	struct kernel *k = m->carrier;
	u32 at, entry;
	struct registers before = k->cpu;
	bool opened = !k->window;
	enum stopped stopped;

	if (k->over)
		return k->end;
	if (!open_window(m) || !(at = hide_access(m, is_store, &entry)))
		return broken(m, "QEMU does not take memory");
	k->cpu.eip = at;
	k->cpu.esp = top_of_stack(k);
	k->cpu.eax = address;
	k->cpu.edx = value;
	k->cpu.eflags = 2;
	k->exception.found = false;
	if (!emulator_set_registers(&k->emulator, &k->cpu))
		return broken(m, "QEMU does not set registers");
	stopped = note(k, emulator_step(&k->emulator));
	struct outcome outcome = stopped != AT_BREAKPOINT ? ended(m, stopped) : k->exception.found ? crashed(&k->exception) :
				 (struct outcome){ .kind = RETURNED, .value = k->cpu.eax };
	if (entry && !k->over)
		write_physical(k, entry, &k->hidden_was, 4);
	if (outcome.kind != BROKEN && (k->exception.found ? k->exception.eip != at || (k->exception.vector == 14 && k->exception.cr2 - address > 3)
							  : k->cpu.eip != at + 2)) {
		snprintf(m->attack, sizeof m->attack, "the judge's own instruction does something else");
		outcome.kind = FORGED;
	}
	if (k->over)
		return outcome;
	if (opened)
		close_window(k);
	k->cpu = before;
	if (!emulator_set_registers(&k->emulator, &k->cpu) || !emulator_registers(&k->emulator, &k->cpu))
		return broken(m, "QEMU does not set registers");
	return outcome;
}

/* ---- Looking */

static void take_segment(struct segment_register *to, const struct segment *from)
{
	*to = (struct segment_register){ from->selector, from->base, from->limit, from->rights };
}

static void read_processor(struct machine *m, struct cpu *cpu)
{
	const struct registers *r = &((struct kernel *)m->carrier)->cpu;

	*cpu = (struct cpu){ .eax = r->eax, .ebx = r->ebx, .ecx = r->ecx, .edx = r->edx, .esi = r->esi, .edi = r->edi, .ebp = r->ebp, .esp = r->esp,
			     .eip = r->eip, .eflags = r->eflags, .cr0 = r->cr0, .cr2 = r->cr2, .cr3 = r->cr3, .cr4 = r->cr4 };
	take_segment(&cpu->cs, &r->cs), take_segment(&cpu->ss, &r->ss), take_segment(&cpu->ds, &r->ds), take_segment(&cpu->es, &r->es);
	take_segment(&cpu->fs, &r->fs), take_segment(&cpu->gs, &r->gs), take_segment(&cpu->gdt, &r->gdt), take_segment(&cpu->idt, &r->idt);
}

static u32 find_symbol(struct machine *m, const char *name)
{
	return image_symbol(((struct kernel *)m->carrier)->image, name);
}

static void find_place(struct machine *m, u32 eip, struct text *text)
{
	const struct image *image = ((struct kernel *)m->carrier)->image;

	image_place(image, eip < OFFSET ? eip + OFFSET : eip, text); /* where it runs at its physical address */
}

/* The walk to the address of a page fault, and how the machine ended. */
static void describe(struct machine *m, const struct outcome *outcome)
{
	struct kernel *k = m->carrier;

	if (outcome->kind == CRASHED && outcome->trap == 14 && k->exception.found)
		walk(m, &m->report.actual, (k->exception.cr3 & ~4095u) + OFFSET, outcome->cr2);
	if (outcome->kind == CRASHED && outcome->trap == 14 && outcome->cr2 == k->exception.eip + k->exception.code_base)
		add(&m->report.actual, "\nthe processor was about to read its next instruction there");
	if (outcome->kind == CRASHED && k->emulator.qmp.stopped && strcmp(k->emulator.qmp.reason, "guest-reset") == 0)
		add(&m->report.actual, "%sno handler was reached, and the machine reset", m->report.actual.length ? "\n" : "");
	if (k->emulator.limit == EXCEPTIONS_LOGGED)
		add(&m->report.actual, "one exception after another, without end");
}

static void allow_code(struct machine *m, u32 address, u32 size)
{
	struct kernel *k = m->carrier;

	if (k->may_count == CODE_MOST)
		fail(m, "the test asks for too many pages of code");
	k->may_run[k->may_count++] = (struct range){ address, size };
}

/* ---- Booting */

/* What a boot loader says: the command line, where memory is, and the programs that it has put behind the kernel. */
static bool write_information(struct kernel *k)
{
	static const char options[] = "kernel.elf exp=none";
	const u32 programs = k->image->initrd ? image_symbol(k->image, "_end") - OFFSET : 0;
	struct {
		u32 flags, lower, upper, device, options, modules, module, symbols[4], map_length, map;
		struct __attribute__((packed)) { u32 size; u64 start, length; u32 type; } ranges[3];
		u32 start, end, name, reserved;
	} __attribute__((packed)) info = {
		.flags = 0x4D, .lower = 639, .upper = (TOLD - MIB) / 1024,
		.options = LOADER_INFO + sizeof info, .map_length = sizeof info.ranges, .map = LOADER_INFO + offsetof(__typeof__(info), ranges),
		.ranges = { { 20, 0, LOWER, 1 }, { 20, 0xF0000, 0x10000, 2 }, { 20, MIB, TOLD - MIB, 1 } },
		.modules = programs != 0, .module = LOADER_INFO + offsetof(__typeof__(info), start),
		.start = programs, .end = programs + (u32)k->image->initrd_size, .name = LOADER_INFO + sizeof info,
	};

	return write_physical(k, LOADER_INFO, &info, sizeof info) && write_physical(k, LOADER_INFO + sizeof info, options, sizeof options) &&
	       (!programs || write_physical(k, programs, k->image->initrd, (u32)k->image->initrd_size));
}

/* What the file loads, to its place in memory. */
static bool load(struct kernel *k)
{
	struct piece piece;

	for (u32 i = 0; object_segment(k->image->elf, k->image->elf_size, i, &piece); i++)
		if (piece.size && !write_physical(k, piece.address - OFFSET, piece.bytes, piece.size))
			return false;
	return true;
}

/* ---- What it runs. Before paging its segments lead to the same places, OFFSET below. */

static void see_code(void *context, u32 linear)
{
	struct kernel *k = context;
	const struct instructions *own = &k->image->instructions;
	u32 at = linear < OFFSET ? linear + OFFSET : linear;

	if (k->strange)
		return;
	for (u32 i = 0; i < k->may_count; i++)
		if (at - k->may_run[i].address < k->may_run[i].size)
			return;
	for (u32 i = 0; i < own->section_count; i++)
		if (at - own->sections[i].address < own->sections[i].size && instructions_is_start(own, at))
			return;
	k->strange = linear;
}

/* All addresses but those of the kernel's code, of the loader, and of programs, where there are any; and the learner's code. */
static void watch_code(struct kernel *k)
{
	const struct instructions *own = &k->image->instructions;
	char *where = k->watch.where;
	struct piece piece;
	u32 from = ~0U, to = 0;
	int n;

	for (u32 i = 0; object_code(k->image->elf, k->image->elf_size, i, &piece); i++)
		if (piece.size) {
			from = piece.address < from ? piece.address : from;
			to = piece.address + piece.size > to ? piece.address + piece.size : to;
		}
	n = snprintf(where, sizeof k->watch.where, "0..0x%x,0x%x..0x%x,0x%x..0x%x,0x%x..0xfffeffff", from - OFFSET - 1, to - OFFSET,
		     k->image->initrd ? 0x7FFFFFF : OFFSET - 1, OFFSET, from - 1, to);
	for (u32 i = 0; i < own->section_count; i++)
		for (u32 alias = 0; alias < 2; alias++) {
			u32 start = own->sections[i].address - alias * OFFSET;

			n += snprintf(where + n, sizeof k->watch.where - (size_t)n, ",0x%x..0x%x", start, start + own->sections[i].size - 1);
		}
	k->watch.see = see_code;
	k->watch.context = k;
	k->may_count = PLACES;
	k->may_run[RETURN_PLACE] = (struct range){ gate.address, 1 };
	k->may_run[LOAD_PLACE] = (struct range){ gate.address + LOAD, 1 };
}

static bool reset(struct machine *m)
{
	struct kernel *k = m->carrier;
	const char *trouble;

	emulator_end(&k->emulator);
	*k = (struct kernel){ .image = k->image, .emulator = k->emulator, .noise = m->random };
	watch_code(k);
	if ((trouble = emulator_start(&k->emulator, k->image->box, "loader.rom", &k->watch))) {
		m->report.cause.length = 0;
		add(&m->report.cause, "QEMU does not start: %s", trouble);
		return false;
	}
	emulator_break(&k->emulator, (u32)LOADER_READY, true);
	if (note(k, emulator_run(&k->emulator)) != AT_BREAKPOINT)
		return ours(m, "QEMU does not come to the judge's loader");
	emulator_break(&k->emulator, (u32)LOADER_READY, false);
	k->cpu.eip = object_entry(k->image->elf, k->image->elf_size);
	k->cpu.eax = LOADER_MAGIC;
	k->cpu.ebx = LOADER_INFO;
	if (!load(k) || !write_information(k) || !emulator_set_registers(&k->emulator, &k->cpu))
		return ours(m, "the kernel cannot be loaded");
	return true;
}

/* Whether code is as it was linked, and where. Constants may change: a table of descriptors may be one, and the processor writes there. */
static bool is_unharmed(struct kernel *k)
{
	struct piece piece;
	u32 physical;

	for (u32 i = 0; object_code(k->image->elf, k->image->elf_size, i, &piece); i++)
		for (u32 at = 0, n; at < piece.size; at += n) {
			u8 now[4096];

			n = piece.size - at < sizeof now ? piece.size - at : sizeof now;
			if (!read_physical(k, piece.address - OFFSET + at, now, n) || memcmp(now, piece.bytes + at, n) != 0 ||
			    !translate(k, piece.address + at, &physical) || physical != piece.address - OFFSET + at)
				return false;
		}
	return true;
}

static bool finish(struct machine *m)
{
	struct kernel *k = m->carrier;
	bool good = m->verdict != PASS || (!k->strange && is_unharmed(k));

	if (!good && k->strange)
		snprintf(m->attack, sizeof m->attack, "it runs what is no instruction of its code, at 0x%08x", k->strange);
	else if (!good)
		snprintf(m->attack, sizeof m->attack, "it wrote to the kernel's code, or put other memory in its place");
	emulator_end(&k->emulator);
	return good;
}

static void close_kernel(struct machine *m)
{
	struct kernel *k = m->carrier;

	if (k) {
		emulator_end(&k->emulator);
		free(k);
	}
	m->carrier = NULL;
}

bool kernel_open(struct machine *m, const struct image *image)
{
	static const struct kernel_transport of_kernels = {
		.run_until = run_until_address, .returns = run_until_return, .access = access_word, .read_cpu = read_processor,
		.physical = physical, .allow_code = allow_code, .describe = describe,
	};
	struct kernel *k = calloc(1, sizeof *k);

	if (!k)
		return ours(m, "no memory");
	k->image = image;
	k->emulator = (struct emulator){ .gdb.fd = -1, .qmp.in.fd = -1, .log = -1 };
	m->carrier = k;
	m->transport = (struct transport){
		.reset = reset, .invoke = call_function, .faults = kernel_faults, .read = read_memory, .write = write_memory, .symbol = find_symbol, .place = find_place,
		.finish = finish, .close = close_kernel, .kernel = &of_kernels,
		.arena = arena, .stack = stack, .edges = edges, .edge_step = EDGE_STEP, .edge_count = EDGE_COUNT,
	};
	signal(SIGPIPE, SIG_IGN); /* a QEMU that died is noticed when reading */
	return true;
}
