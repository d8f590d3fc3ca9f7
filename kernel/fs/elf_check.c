/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/page.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/string.h>

/* Chapter 6: elf_check.c: one segment */
static bool segment_fits(const struct elf_segment *s, u32 size,
			 u32 limit)
{
	return s->offset <= size && s->filesz <= size - s->offset &&
	       s->filesz <= s->memsz && s->vaddr >= PAGE_SIZE &&
	       s->vaddr <= limit && s->memsz <= limit - s->vaddr &&
	       s->vaddr % PAGE_SIZE == s->offset % PAGE_SIZE;
}

/* Whether the memory of s[i] has a page with an earlier one. */
static bool shares_a_page(const struct elf_segment *s, u32 i)
{
	u32 first = PFN_DOWN(s[i].vaddr), k;
	u32 last = PFN_DOWN(s[i].vaddr + s[i].memsz - 1);

	for (k = 0; k < i; k++)
		if (s[k].type == PT_LOAD && s[k].memsz &&
		    first <= PFN_DOWN(s[k].vaddr + s[k].memsz - 1) &&
		    PFN_DOWN(s[k].vaddr) <= last)
			return true;
	return false;
}

int elf_check(const void *file, u32 size, u32 limit)
{
	static const u8 ident[] = { 0x7f, 'E', 'L', 'F', 1, 1, 1 };
	const struct elf_header *h = file;
	const struct elf_segment *s;
	u32 i, loads = 0;

	if (size < sizeof(*h) || memcmp(h->ident, ident, 7) ||
	    h->type != 2 || h->machine != 3 || h->version != 1)
		return -ENOEXEC;
	/* Chapter 6: elf_check: the table */
	if (h->phentsize != sizeof(*s) || !h->phnum || h->phnum > 16 ||
	    h->phoff % 4 || h->phoff > size ||
	    h->phnum * sizeof(*s) > size - h->phoff)
		return -ENOEXEC;
	s = (const struct elf_segment *)((const char *)file + h->phoff);
	for (i = 0; i < h->phnum; i++) {
		if (s[i].type != PT_LOAD || !s[i].memsz)
			continue;
		if (!segment_fits(&s[i], size, limit) ||
		    shares_a_page(s, i))
			return -ENOEXEC;
		loads++;
	}
	return loads ? 0 : -ENOEXEC;
}
