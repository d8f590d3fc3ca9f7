/* SPDX-License-Identifier: GPL-2.0-only */
/* A bit for every page of the program's memory, marked by each segment; the marks are taken away again before the answer. */
#include <asm/page.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/string.h>

static u8 taken[1 << 20 >> 3];

/* Whether all the pages of a segment were free; those from the first on that were are marked, or given back. */
static u32 mark(const struct elf_segment *s, u32 pages, bool give_back)
{
	u32 first = PFN_DOWN(s->vaddr), i;

	for (i = 0; i < pages; i++)
		if (give_back)
			taken[(first + i) >> 3] &= ~(1 << ((first + i) & 7));
		else if (taken[(first + i) >> 3] >> ((first + i) & 7) & 1)
			break;
		else
			taken[(first + i) >> 3] |= 1 << ((first + i) & 7);
	return i;
}

/* The segments [s, end), where some before them were loaded or not. */
static int check_from(const struct elf_segment *s, const struct elf_segment *end, u32 size, u32 limit, int answer)
{
	u32 pages, free;

	for (; s < end && (s->type != PT_LOAD || !s->memsz); s++)
		;
	if (s == end)
		return answer;
	if (size < s->offset || size - s->offset < s->filesz || s->memsz < s->filesz ||
	    s->vaddr < 0x1000 || limit < s->vaddr || limit - s->vaddr < s->memsz)
		return -ENOEXEC;
	if (s->vaddr - (s->vaddr & -PAGE_SIZE) != (s->offset & (PAGE_SIZE - 1)))
		return -ENOEXEC;
	pages = PFN_DOWN(s->vaddr + s->memsz - 1) - PFN_DOWN(s->vaddr) + 1;
	free = mark(s, pages, false);
	answer = free == pages ? check_from(s + 1, end, size, limit, 0) : -ENOEXEC;
	mark(s, free, true);
	return answer;
}

int elf_check(const void *file, u32 size, u32 limit)
{
	static const struct elf_header wanted = { .ident = "\177ELF\1\1\1", .type = 2, .machine = 3, .version = 1 };
	struct elf_header header;

	if (size < sizeof(header))
		return -ENOEXEC;
	memcpy(&header, file, sizeof(header));
	memcpy(header.ident + 7, wanted.ident + 7, sizeof(wanted.ident) - 7);
	if (memcmp(&header, &wanted, 24) || header.phentsize != sizeof(struct elf_segment))
		return -ENOEXEC;
	if (header.phnum - 1u >= 16 || header.phoff & 3)
		return -ENOEXEC;
	if (header.phoff > size || header.phnum > (size - header.phoff) >> 5)
		return -ENOEXEC;
	return check_from(file + header.phoff, file + header.phoff + 32 * header.phnum, size, limit, -ENOEXEC);
}
