/* SPDX-License-Identifier: GPL-2.0-only */
/* Eight digits at once in a number of 64 bits; all three are read into *file before anything is believed, and one jump leads out. */
#include <linux/errno.h>
#include <linux/initrd.h>
#include <linux/string.h>

#define ALL(byte) (0x0101010101010101ULL * (byte))

/* The highest bit of each byte of text that is n or more; no byte of either has it set itself. */
static u64 from(u64 text, u8 n)
{
	return (text + ALL(0x80 - n)) & ALL(0x80);
}

static bool number(const void *at, u32 *value)
{
	u64 text, small, digit, letter;
	u32 i;

	memcpy(&text, at, 8);
	if (text & ALL(0x80))
		return false;
	digit = from(text, '0') & ~from(text, '9' + 1);
	small = text | ALL(0x20);
	letter = from(small, 'a') & ~from(small, 'f' + 1);
	if ((digit ^ letter) != ALL(0x80))
		return false;
	text = (text & ALL(15)) + (letter >> 7) * 9;
	for (*value = 0, i = 0; i < 8; i++, text >>= 8)
		*value = *value << 4 | (u8)text;
	return true;
}

int newc_entry(const void *archive, u32 size, u32 at,
	       struct initrd_file *file)
{
	static const u32 trailer[] = { 0x49415254, 0x2152454c, 0x2121 };
	u64 needed;

	if (size <= at)
		goto end;
	if (size - at < 110)
		goto bad;
	archive += at;
	size -= at;
	if (!number(archive + 94, &file->next) || !number(archive + 54, &file->size) || !number(archive + 14, &file->mode))
		goto bad;
	if (*(const u32 *)archive != 0x37303730 || *(const u16 *)(archive + 4) != 0x3130)
		goto bad;
	file->name = archive + 110;
	needed = 110ULL + file->next;
	if (!file->next || needed > size || *(const char *)(archive + (u32)needed - 1))
		goto bad;
	if (file->next == 11 && memcmp(file->name, trailer, 11) == 0)
		goto end;
	while (needed % 4)
		needed++;
	file->bytes = archive + (u32)needed;
	if ((needed += file->size) > size)
		goto bad;
	file->next = at + (u32)needed;
	file->next += -file->next & 3;
	return 1;
bad:	return -EINVAL;
end:	return 0;
}
