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
#include "drive.h"
#include "enter.h"
#include "object.h"
#include "watch.h"
#include "window.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LOWER = 0x9FC00, MIB = 1 << 20, /* the kernel is told of memory up to the first, and from the second to TOLD */
	LOADER_READY = (int)0xFFFFFFEE, /* where loader.S stays */
	LOADER_INFO = 0x1000,
	LOADER_MAGIC = 0x2BADB002,
};

static struct outcome run_until_address(struct machine *m, u32 address)
{
	return drive_to(m, address, 0);
}

static struct outcome run_until_return(struct machine *m)
{
	struct kernel *k = m->carrier;
	u32 to, esp = k->cpu.esp;

	if (!kernel_read(m, esp, &to, 4))
		fail(m, "the stack pointer (0x%08x) leads to no memory", esp);
	return drive_to(m, to, esp + 4);
}

static bool physical(struct machine *m, u32 address, void *to, u32 size)
{
	return kernel_read_physical(m->carrier, address, to, size);
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

	return kernel_write_physical(k, LOADER_INFO, &info, sizeof info) && kernel_write_physical(k, LOADER_INFO + sizeof info, options, sizeof options) &&
	       (!programs || kernel_write_physical(k, programs, k->image->initrd, (u32)k->image->initrd_size));
}

/* What the file loads, to its place in memory. */
static bool load(struct kernel *k)
{
	struct piece piece;

	for (u32 i = 0; object_segment(k->image->elf, k->image->elf_size, i, &piece); i++)
		if (piece.size && !kernel_write_physical(k, piece.address - OFFSET, piece.bytes, piece.size))
			return false;
	return true;
}

static bool reset(struct machine *m)
{
	struct kernel *k = m->carrier;
	const char *trouble;

	emulator_end(&k->emulator);
	*k = (struct kernel){ .image = k->image, .emulator = k->emulator, .noise = m->random };
	watch_begin(k);
	if ((trouble = emulator_start(&k->emulator, k->image->box, "loader.rom", &k->watch))) {
		m->report.cause.length = 0;
		add(&m->report.cause, "QEMU does not start: %s", trouble);
		return false;
	}
	emulator_break(&k->emulator, (u32)LOADER_READY, true);
	if (drive_note(k, emulator_run(&k->emulator)) != AT_BREAKPOINT)
		return machine_ours(m, "QEMU does not come to the judge's loader");
	emulator_break(&k->emulator, (u32)LOADER_READY, false);
	k->cpu.eip = object_entry(k->image->elf, k->image->elf_size);
	k->cpu.eax = LOADER_MAGIC;
	k->cpu.ebx = LOADER_INFO;
	if (!load(k) || !write_information(k) || !emulator_set_registers(&k->emulator, &k->cpu))
		return machine_ours(m, "the kernel cannot be loaded");
	return true;
}

static bool finish(struct machine *m)
{
	struct kernel *k = m->carrier;
	bool good = m->verdict != PASS || (!k->strange && watch_unharmed(k));

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
		.run_until = run_until_address, .returns = run_until_return, .access = enter_access, .read_cpu = read_processor,
		.physical = physical, .allow_code = allow_code, .describe = describe,
	};
	struct kernel *k = calloc(1, sizeof *k);

	if (!k)
		return machine_ours(m, "no memory");
	k->image = image;
	k->emulator = (struct emulator){ .gdb.fd = -1, .qmp.in.fd = -1, .log = -1 };
	m->carrier = k;
	m->transport = (struct transport){
		.reset = reset, .invoke = enter_function, .faults = enter_faults, .read = kernel_read, .write = kernel_write, .symbol = find_symbol, .place = find_place,
		.finish = finish, .close = close_kernel, .kernel = &of_kernels,
		.arena = arena, .stack = stack, .edges = edges, .edge_step = EDGE_STEP, .edge_count = EDGE_COUNT,
	};
	signal(SIGPIPE, SIG_IGN); /* a QEMU that died is noticed when reading */
	return true;
}
