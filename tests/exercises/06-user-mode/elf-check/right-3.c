/* SPDX-License-Identifier: GPL-2.0-only */
/* The segments' pages are put in order, in place, and then only neighbours can collide. The header is words. */
#include <asm/page.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/string.h>

struct pages {
	u32 first, end;
};

static int goes_wrong(struct pages *pages, u32 n)
{
	u32 i, k;

	for (i = 1; i < n; i++)
		for (k = i; k > 0 && pages[k].first < pages[k - 1].first; k--) {
			struct pages lower = pages[k];

			pages[k] = pages[k - 1];
			pages[k - 1] = lower;
		}
	for (i = 1; i < n; i++)
		if (pages[i].first < pages[i - 1].end)
			return 1;
	return n == 0;
}

int elf_check(const void *file, u32 size, u32 limit)
{
	const u32 *word = file;
	const u16 *half = file;
	struct pages pages[16];
	u32 n = 0, end, left;

	if (size / 4 < 13)
		return -ENOEXEC;
	if (word[0] != 0x464c457f || word[1] << 8 != 0x01010100 || word[4] != 0x30002 || word[5] != 1)
		return -ENOEXEC;
	if (half[21] != 32 || half[22] == 0 || half[22] > 16)
		return -ENOEXEC;
	if (word[7] & 3 || __builtin_add_overflow(word[7], half[22] * 32, &end) || end > size)
		return -ENOEXEC;
	for (left = half[22], word += word[7] / 4; left; left--, word += 8) {
		if (word[0] != PT_LOAD || word[5] == 0)
			continue;
		if (__builtin_add_overflow(word[1], word[4], &end) || end > size || word[4] > word[5])
			return -ENOEXEC;
		if (word[2] >> 12 == 0 || __builtin_add_overflow(word[2], word[5], &end) || end > limit)
			return -ENOEXEC;
		if (word[1] << 20 != word[2] << 20)
			return -ENOEXEC;
		pages[n].first = word[2] >> 12;
		pages[n++].end = (end + 4095) >> 12;
	}
	return goes_wrong(pages, n) ? -ENOEXEC : 0;
}
