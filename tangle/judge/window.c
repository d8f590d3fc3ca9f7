/* SPDX-License-Identifier: MIT */
#include "window.h"

#include <string.h>

enum { PSE = 0x10, LARGE = 0x80 };

bool kernel_read_physical(struct kernel *k, u32 address, void *to, u32 size)
{
	return emulator_read(&k->emulator, address, to, size);
}

bool kernel_write_physical(struct kernel *k, u32 address, const void *from, u32 size)
{
	return emulator_write(&k->emulator, address, from, size);
}

bool kernel_read_word(struct kernel *k, u32 address, u32 *word)
{
	return kernel_read_physical(k, address, word, sizeof *word);
}

bool kernel_translate(struct kernel *k, u32 linear, u32 *physical)
{
	u32 entry;

	*physical = linear < OFFSET ? linear : linear - OFFSET; /* the latter before the kernel loads segments of its own */
	if (!(k->cpu.cr0 & (u32)PG))
		return true;
	if (!kernel_read_word(k, (k->cpu.cr3 & ~4095u) + (linear >> 22) * 4, &entry) || !(entry & PRESENT))
		return false;
	if ((entry & LARGE) && (k->cpu.cr4 & PSE)) {
		*physical = (entry & 0xFFC00000) | (linear & 0x003FFFFF);
		return true;
	}
	if (!kernel_read_word(k, (entry & ~4095u) + (linear >> 12 & 1023) * 4, &entry) || !(entry & PRESENT))
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
	return kernel_translate(k, address + k->cpu.ds.base, physical);
}

static bool move(struct kernel *k, u32 address, void *to, const void *from, u32 size)
{
	for (u32 done = 0, n; done < size; done += n) {
		u32 physical, room = 4096 - ((address + done) & 4095);

		n = size - done < room ? size - done : room;
		if (!reach(k, address + done, &physical) ||
		    !(from ? kernel_write_physical(k, physical, (const u8 *)from + done, n) : kernel_read_physical(k, physical, (u8 *)to + done, n)))
			return false;
	}
	return true;
}

bool kernel_read(struct machine *m, u32 address, void *to, u32 size)
{
	return move(m->carrier, address, to, NULL, size);
}

bool kernel_write(struct machine *m, u32 address, const void *from, u32 size)
{
	return move(m->carrier, address, NULL, from, size);
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
	return kernel_write_physical(k, TOLD, table, sizeof table) && kernel_write_physical(k, gate.address - OFFSET, code, sizeof code);
}

bool window_open(struct machine *m)
{
	struct kernel *k = m->carrier;
	u32 at = (k->cpu.cr3 & ~4095u) + (WINDOW >> 22) * 4, entry = TOLD | 3;

	if (!(k->cpu.cr0 & (u32)PG))
		return fill_window(k);
	if (k->window)
		return true;
	if (!kernel_read_word(k, at, &k->window_was))
		fail(m, "the processor's page directory (CR3 is 0x%08x) lies in no memory", k->cpu.cr3);
	k->window = at;
	return fill_window(k) && kernel_write_physical(k, at, &entry, 4);
}

void window_close(struct kernel *k)
{
	if (k->window)
		kernel_write_physical(k, k->window, &k->window_was, 4);
	k->window = 0;
}
