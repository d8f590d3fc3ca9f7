/* SPDX-License-Identifier: MIT */
#include "enter.h"
#include "drive.h"
#include "window.h"

#include <stdio.h>
#include <string.h>

enum {
	DIRECTION = 0x400, /* in EFLAGS */
	HIDDEN_TABLE = TOLD + 0x2000, HIDDEN_CODE = TOLD + 0x3000, /* frames that nothing maps: see hide_access */
};

/* What a kernel keeps at the base of a stack: the task that runs there, the preemption count. A call takes it along. */
enum { STACK_INFO = 256 };

static bool read_info(struct machine *m, u32 esp, u8 info[STACK_INFO])
{
	return kernel_read(m, esp & ~(stack.size - 1), info, STACK_INFO);
}

static void write_info(struct machine *m, u32 esp, const u8 info[STACK_INFO])
{
	kernel_write(m, esp & ~(stack.size - 1), info, STACK_INFO);
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

struct outcome enter_function(struct machine *m, u32 address, const u32 *words, u32 count)
{
	struct kernel *k = m->carrier;
	struct registers before = k->cpu, called;
	u32 frame[9] = { gate.address }, esp;
	u8 info[STACK_INFO], later[STACK_INFO];
	bool opened = !k->window, outermost = !k->depth;

	if (k->over)
		return k->end;
	if (count > 8)
		return machine_broken(m, "the test calls with more than eight words");
	if (k->depth == CALL_DEPTH)
		return machine_broken(m, "the test's services call back too deep");
	esp = ((top_of_stack(k) - 4 * count) & ~15u) - 4;
	memcpy(frame + 1, words, count * sizeof *words);
	if (!window_open(m))
		return machine_broken(m, "QEMU does not take memory");
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
	if (!kernel_write(m, esp, frame, (count + 1) * 4) || !emulator_set_registers(&k->emulator, &k->cpu))
		return machine_broken(m, "QEMU does not take a call");
	if (!k->depth++)
		k->faults = 0;
	struct outcome outcome = drive_to(m, gate.address, 0);
	k->depth--;
	if (!k->over && outermost && read_info(m, esp, later) && memcmp(info, later, STACK_INFO) != 0)
		write_info(m, before.esp, later);
	if (outcome.kind == RETURNED && (m->broken = find_broken(&called, &k->cpu, esp + 4)))
		outcome.kind = IMPROPER;
	if (k->over)
		return outcome;
	if (opened)
		window_close(k);
	k->cpu = before;
	if (!emulator_set_registers(&k->emulator, &k->cpu) || !emulator_registers(&k->emulator, &k->cpu))
		return machine_broken(m, "QEMU does not set registers");
	return outcome;
}

u32 enter_faults(struct machine *m, struct outcome *last)
{
	const struct kernel *k = m->carrier;

	*last = k->faults ? drive_crash(&k->exception) : (struct outcome){ .kind = RETURNED };
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
		return kernel_write_physical(k, at - OFFSET, instruction[is_store], 2) ? at : 0;
	}
	for (u32 tries = 0; ; tries++) {
		u32 slot = 768 + draw(k, 255);

		*entry = (k->cpu.cr3 & ~4095u) + slot * 4;
		at = slot << 22 | page << 12 | offset;
		if (!kernel_read_word(k, *entry, &was))
			return 0;
		if (!(was & PRESENT))
			break;
		if (tries == 4096)
			fail(m, "the processor's page directory (CR3 is 0x%08x) has hardly a free entry left", k->cpu.cr3);
	}
	k->hidden_was = was;
	table[page] = HIDDEN_CODE | 3;
	k->may_run[HIDDEN_PLACE] = (struct range){ at, 1 };
	return kernel_write_physical(k, HIDDEN_CODE + offset, instruction[is_store], 2) && kernel_write_physical(k, HIDDEN_TABLE, table, sizeof table) &&
	       kernel_write_physical(k, *entry, &now, 4) ? at : 0;
}

struct outcome enter_access(struct machine *m, u32 address, bool is_store, u32 value)
{
	struct kernel *k = m->carrier;
	u32 at, entry;
	struct registers before = k->cpu;
	bool opened = !k->window;
	enum stopped stopped;

	if (k->over)
		return k->end;
	if (!window_open(m) || !(at = hide_access(m, is_store, &entry)))
		return machine_broken(m, "QEMU does not take memory");
	k->cpu.eip = at;
	k->cpu.esp = top_of_stack(k);
	k->cpu.eax = address;
	k->cpu.edx = value;
	k->cpu.eflags = 2;
	k->exception.found = false;
	if (!emulator_set_registers(&k->emulator, &k->cpu))
		return machine_broken(m, "QEMU does not set registers");
	stopped = drive_note(k, emulator_step(&k->emulator));
	struct outcome outcome = stopped != AT_BREAKPOINT ? drive_end(m, stopped) : k->exception.found ? drive_crash(&k->exception) :
				 (struct outcome){ .kind = RETURNED, .value = k->cpu.eax };
	if (entry && !k->over)
		kernel_write_physical(k, entry, &k->hidden_was, 4);
	if (outcome.kind != BROKEN && (k->exception.found ? k->exception.eip != at || (k->exception.vector == 14 && k->exception.cr2 - address > 3)
							  : k->cpu.eip != at + 2)) {
		snprintf(m->attack, sizeof m->attack, "the judge's own instruction does something else");
		outcome.kind = FORGED;
	}
	if (k->over)
		return outcome;
	if (opened)
		window_close(k);
	k->cpu = before;
	if (!emulator_set_registers(&k->emulator, &k->cpu) || !emulator_registers(&k->emulator, &k->cpu))
		return machine_broken(m, "QEMU does not set registers");
	return outcome;
}
