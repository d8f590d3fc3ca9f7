/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: sizes that are lies: a bad entry is let through */
/* The sum of the sizes wraps. */
#include <linux/errno.h>
#include <linux/initrd.h>
#include <linux/string.h>

#define HEADER 110
#define ROUND4(n) (((n) + 3) & ~3u)

static bool number_at(const char *head, u32 index, u32 *value)
{
	const char *digit = head + 6 + 8 * index;
	u32 i;

	*value = 0;
	for (i = 0; i < 8; i++) {
		char c = digit[i];
		u32 v = c >= '0' && c <= '9' ? c - '0' :
			c >= 'a' && c <= 'f' ? c - 'a' + 10 :
			c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;

		if (v == 16)
			return false;
		*value = *value << 4 | v;
	}
	return true;
}

int newc_entry(const void *archive, u32 size, u32 at,
	       struct initrd_file *file)
{
	const char *head = (const char *)archive + at;
	u32 name_size, room;

	if (at >= size)
		return 0;
	room = size - at;
	if (room < HEADER || memcmp(head, "070701", 6))
		return -EINVAL;
	if (!number_at(head, 1, &file->mode) ||
	    !number_at(head, 6, &file->size) ||
	    !number_at(head, 11, &name_size))
		return -EINVAL;
	if (!name_size || name_size > room - HEADER ||
	    head[HEADER + name_size - 1])
		return -EINVAL;
	file->name = head + HEADER;
	if (name_size == 11 && !memcmp(file->name, "TRAILER!!!", 11))
		return 0;
	name_size = ROUND4(HEADER + name_size);
	if (name_size > room || name_size + file->size > room)
		return -EINVAL;
	file->bytes = (const u8 *)head + name_size;
	file->next = at + name_size + ROUND4(file->size);
	return 1;
}
