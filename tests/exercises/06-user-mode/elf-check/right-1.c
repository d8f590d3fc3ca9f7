/* SPDX-License-Identifier: GPL-2.0-only */
/* With 64 bits; the pages are compared as ranges. */
#include <linux/elf.h>
#include <linux/errno.h>

static bool is_for_us(const struct elf_header *h)
{
	static const char mark[] = "\177ELF\1\1\1";
	int i;

	for (i = 0; i < 7; i++)
		if (h->ident[i] != mark[i])
			return false;
	return h->type == 2 && h->machine == 3 && h->version == 1 &&
	       h->phentsize == 32 && h->phnum <= 16 && !(h->phoff & 3);
}

static bool is_loaded(const struct elf_segment *s)
{
	return s->type == PT_LOAD && s->memsz;
}

static bool collide(const struct elf_segment *a, const struct elf_segment *b)
{
	u64 a_end = ((u64)a->vaddr + a->memsz + 4095) & ~4095ULL;
	u64 b_end = ((u64)b->vaddr + b->memsz + 4095) & ~4095ULL;

	return (a->vaddr & ~4095u) < b_end && (b->vaddr & ~4095u) < a_end;
}

int elf_check(const void *file, u32 size, u32 limit)
{
	const struct elf_header *h = file;
	const struct elf_segment *first, *end, *s, *other;
	int answer = -ENOEXEC;

	if (size < 52 || !is_for_us(h) ||
	    (u64)h->phoff + 32 * h->phnum > size)
		return -ENOEXEC;
	first = (const void *)((const char *)file + h->phoff);
	end = first + h->phnum;
	for (s = first; s < end; s++) {
		if (!is_loaded(s))
			continue;
		if ((u64)s->offset + s->filesz > size || s->filesz > s->memsz ||
		    s->vaddr < 4096 || (u64)s->vaddr + s->memsz > limit ||
		    (s->vaddr - s->offset) & 4095)
			return -ENOEXEC;
		for (other = s + 1; other < end; other++)
			if (is_loaded(other) && collide(s, other))
				return -ENOEXEC;
		answer = 0;
	}
	return answer;
}
