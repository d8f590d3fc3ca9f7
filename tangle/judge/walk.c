/* SPDX-License-Identifier: MIT */
/* machine.h's page walks. */
#include "transport.h"

static void add_entry(struct text *text, const char *what, u32 index, u32 entry)
{
	static const struct { u32 bit; const char *name; } flags[] = {
		{ 1, "P" }, { 2, "RW" }, { 4, "US" }, { 8, "PWT" }, { 16, "PCD" }, { 32, "A" }, { 64, "D" }, { 128, "PS" }, { 256, "G" },
	};

	add(text, "\n%s[%u] = 0x%08x ", what, index, entry);
	for (u32 i = 0; i < sizeof flags / sizeof *flags; i++)
		if (entry & flags[i].bit)
			add(text, " %s", flags[i].name);
	if (!(entry & 1))
		add(text, " not present");
}

/* An entry. Where the machine is a kernel its tables are found by their frames: what it maps there is its own affair. */
static bool read_entry(struct machine *m, u32 address, u32 *entry)
{
	if (m->transport.kernel)
		return m->transport.kernel->physical(m, address - 0xC0000000, entry, sizeof *entry);
	return m->transport.read(m, address, entry, sizeof *entry);
}

void walk(struct machine *m, struct text *text, u32 pgd, u32 virtual_address)
{
	u32 entry = 0, pde = virtual_address >> 22, pte = virtual_address >> 12 & 1023;

	add(text, "%s0x%08x in the directory at 0x%08x:", text->length ? "\n" : "", virtual_address, pgd);
	if (!read_entry(m, pgd + pde * 4, &entry)) {
		add(text, "\nno memory there");
		return;
	}
	add_entry(text, "pgd", pde, entry);
	if (!(entry & 1))
		return;
	if (entry & 128) {
		add(text, "\nphysical 0x%08x", (entry & 0xFFC00000) | (virtual_address & 0x003FFFFF));
		return;
	}
	if (!read_entry(m, (entry & 0xFFFFF000) + 0xC0000000 + pte * 4, &entry)) {
		add(text, "\nno table there");
		return;
	}
	add_entry(text, "pte", pte, entry);
	if (entry & 1)
		add(text, "\nphysical 0x%08x", (entry & 0xFFFFF000) | (virtual_address & 0xFFF));
}
