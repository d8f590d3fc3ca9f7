/* SPDX-License-Identifier: GPL-2.0-only */
/* With 64 bits and offsets in the archive; a table of digits. */
#include <linux/errno.h>
#include <linux/initrd.h>
#include <linux/string.h>

/* Eight digits, or a number that none has. */
static u64 number(const u8 *digits)
{
	static const char small[] = "0123456789abcdef";
	static const char capital[] = "0123456789ABCDEF";
	u64 value = 0;
	u32 i, v;

	for (i = 0; i < 8; i++) {
		for (v = 0; v < 16; v++)
			if (digits[i] == small[v] || digits[i] == capital[v])
				break;
		if (v == 16)
			return ~0ULL;
		value = value * 16 + v;
	}
	return value;
}

int newc_entry(const void *archive, u32 size, u32 at,
	       struct initrd_file *file)
{
	const u8 *bytes = archive;
	u64 end = at, mode, length, name_size;

	if (at >= size)
		return 0;
	end += 110;
	if (end > size || memcmp(bytes + at, "070701", 6))
		return -EINVAL;
	mode = number(bytes + at + 14);
	length = number(bytes + at + 54);
	name_size = number(bytes + at + 94);
	if (mode >> 32 || length >> 32 || name_size >> 32 || !name_size)
		return -EINVAL;
	file->name = (const char *)bytes + at + 110;
	end += name_size;
	if (end > size || bytes[(u32)end - 1])
		return -EINVAL;
	if (name_size == 11 && !memcmp(file->name, "TRAILER!!!", 11))
		return 0;
	end = (end + 3) / 4 * 4;
	file->bytes = bytes + (u32)end;
	file->size = length;
	file->mode = mode;
	end += length;
	if (end > size)
		return -EINVAL;
	file->next = (u32)((end + 3) / 4 * 4);
	return 1;
}
