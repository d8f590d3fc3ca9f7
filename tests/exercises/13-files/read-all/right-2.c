/* SPDX-License-Identifier: GPL-2.0-only */
/* What is left is counted down; one read that no signal ends is a function. */
#include <linux/errno.h>
#include <linux/types.h>

s32 read(s32 fd, char *buf, u32 n);

static s32 read_once(s32 fd, char *buf, u32 n)
{
	s32 part;

	do
		part = read(fd, buf, n);
	while (part == -EINTR);
	return part;
}

s32 read_all(s32 fd, char *buf, u32 n, u32 *got)
{
	u32 left = n;
	s32 part = 1;

	for (; left; left -= part) {
		part = read_once(fd, buf + (n - left), left);
		if (part < 1)
			break;
	}
	*got = n - left;
	if (left == 0)
		return 0;
	return part < 0 ? part : 1;
}
