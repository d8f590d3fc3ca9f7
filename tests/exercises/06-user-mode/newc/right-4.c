/* SPDX-License-Identifier: GPL-2.0-only */
/* A reader of single bytes, which is told what to do with the next ones and gets -1 behind the end; nothing else looks at the archive. */
#include <linux/errno.h>
#include <linux/initrd.h>

struct reader {
	const u8 *at, *end, *start;
};

static int next_byte(struct reader *r)
{
	return r->at == r->end ? -1 : *r->at++;
}

/* Whether the bytes of a text are what comes; with its zero byte if that is asked for. */
static int is_next(struct reader *r, const char *text, int zero)
{
	for (; *text || zero; text++) {
		if (next_byte(r) != *text)
			return 0;
		if (*text == 0)
			return 1;
	}
	return 1;
}

/* The next eight digits as a number, or -1. Numbers that nobody needs are skipped. */
static long long number_behind(struct reader *r, int skipped)
{
	static const signed char value[256] = {
		['1'] = 1, ['2'] = 2, ['3'] = 3, ['4'] = 4, ['5'] = 5, ['6'] = 6, ['7'] = 7, ['8'] = 8, ['9'] = 9,
		['a'] = 10, ['b'] = 11, ['c'] = 12, ['d'] = 13, ['e'] = 14, ['f'] = 15,
		['A'] = 10, ['B'] = 11, ['C'] = 12, ['D'] = 13, ['E'] = 14, ['F'] = 15,
	};
	long long number = 0;
	int i, byte;

	for (i = 0; i < 8 * skipped; i++)
		if (next_byte(r) < 0)
			return -1;
	for (i = 0; i < 8; i++) {
		byte = next_byte(r);
		if (byte < 0 || (byte != '0' && value[byte] == 0))
			return -1;
		number = number * 16 + value[byte];
	}
	return number;
}

static int skip(struct reader *r, long long n)
{
	for (; n > 0; n--)
		if (next_byte(r) < 0)
			return 0;
	return 1;
}

int newc_entry(const void *archive, u32 size, u32 at,
	       struct initrd_file *file)
{
	struct reader r = { (const u8 *)archive + at, (const u8 *)archive + size, (const u8 *)archive + at }, name;
	long long mode, bytes, name_size;

	if (at >= size)
		return 0;
	if (!is_next(&r, "070701", 0) || (mode = number_behind(&r, 1)) < 0 || (bytes = number_behind(&r, 4)) < 0 ||
	    (name_size = number_behind(&r, 4)) < 0 || !skip(&r, 8))
		return -EINVAL;
	name = r;
	if (name_size == 0 || !skip(&r, name_size - 1) || next_byte(&r) != 0)
		return -EINVAL;
	if (name_size == 11 && is_next(&name, "TRAILER!!!", 1))
		return 0;
	file->name = (const char *)r.start + 110;
	if (!skip(&r, (r.start - r.at) & 3))
		return -EINVAL;
	file->bytes = r.at;
	if (!skip(&r, bytes))
		return -EINVAL;
	file->mode = mode;
	file->size = bytes;
	file->next = at + (((r.at - r.start) + 3) & ~3);
	return 1;
}
