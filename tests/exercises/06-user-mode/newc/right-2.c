/* SPDX-License-Identifier: GPL-2.0-only */
/* What is left shrinks with each piece that is taken from it. */
#include <linux/errno.h>
#include <linux/initrd.h>
#include <linux/string.h>

struct rest {
	const char *at;
	u32 left, taken;
};

/* The next n bytes, or NULL where there are fewer. */
static const char *take(struct rest *rest, u32 n)
{
	const char *piece = rest->at;

	if (n > rest->left)
		return NULL;
	rest->at += n;
	rest->left -= n;
	rest->taken += n;
	return piece;
}

static int digit(char c)
{
	switch (c) {
	case '0' ... '9':
		return c - '0';
	case 'a' ... 'f':
		return c - 'a' + 10;
	case 'A' ... 'F':
		return c - 'A' + 10;
	}
	return -1;
}

static bool number(const char *text, u32 *value)
{
	int i, d;

	for (i = 7, *value = 0; i >= 0; i--) {
		d = digit(text[i]);
		if (d < 0)
			return false;
		*value += (u32)d << 4 * (7 - i);
	}
	return true;
}

int newc_entry(const void *archive, u32 size, u32 at,
	       struct initrd_file *file)
{
	struct rest rest = { (const char *)archive + at, size - at, 0 };
	const char *head;
	u32 name_size;

	if (at >= size)
		return 0;
	head = take(&rest, 110);
	if (!head || memcmp(head, "070701", 6) ||
	    !number(head + 6 + 8, &file->mode) ||
	    !number(head + 6 + 48, &file->size) ||
	    !number(head + 6 + 88, &name_size))
		return -EINVAL;
	file->name = take(&rest, name_size);
	if (!file->name || rest.at == file->name || rest.at[-1])
		return -EINVAL;
	if (name_size == sizeof("TRAILER!!!") &&
	    !memcmp(file->name, "TRAILER!!!", name_size))
		return 0;
	if (!take(&rest, -rest.taken % 4))
		return -EINVAL;
	file->bytes = (const u8 *)take(&rest, file->size);
	if (!file->bytes)
		return -EINVAL;
	file->next = at + rest.taken + -rest.taken % 4;
	return 1;
}
