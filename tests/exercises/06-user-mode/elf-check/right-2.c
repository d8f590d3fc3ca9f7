/* SPDX-License-Identifier: GPL-2.0-only */
/* The words of the file by their places; a copy of the good segments is kept. */
#include <asm/page.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/string.h>

#define FAIL_UNLESS(holds) do { if (!(holds)) return -ENOEXEC; } while (0)

int elf_check(const void *file, u32 size, u32 limit)
{
	struct { u32 first, last; } used[16];
	u32 n = 0, table, count, i, k, left;
	struct elf_segment s;
	struct elf_header h;

	FAIL_UNLESS(size >= sizeof(h));
	memcpy(&h, file, sizeof(h));
	FAIL_UNLESS(!memcmp(&h, "\177ELF\1\1\1", 7));
	FAIL_UNLESS(h.type == 2 && h.machine == 3 && h.version == 1);
	FAIL_UNLESS(h.phentsize == sizeof(s));
	count = h.phnum;
	table = h.phoff;
	FAIL_UNLESS(count - 1 < 16);
	FAIL_UNLESS(table % 4 == 0 && table <= size);
	left = size - table;
	FAIL_UNLESS(left / sizeof(s) >= count);
	for (i = 0; i < count; i++) {
		memcpy(&s, (const char *)file + table + i * sizeof(s), sizeof(s));
		if (s.type != PT_LOAD || s.memsz == 0)
			continue;
		FAIL_UNLESS(s.offset <= size && size - s.offset >= s.filesz);
		FAIL_UNLESS(s.memsz >= s.filesz);
		FAIL_UNLESS(s.vaddr / PAGE_SIZE && s.vaddr < limit);
		FAIL_UNLESS(limit - s.vaddr >= s.memsz);
		FAIL_UNLESS((s.vaddr ^ s.offset) % PAGE_SIZE == 0);
		used[n].first = s.vaddr / PAGE_SIZE;
		used[n].last = (s.vaddr + s.memsz - 1) / PAGE_SIZE;
		for (k = 0; k < n; k++)
			FAIL_UNLESS(used[k].last < used[n].first ||
				    used[k].first > used[n].last);
		n++;
	}
	return n ? 0 : -ENOEXEC;
}
