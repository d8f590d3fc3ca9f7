/* SPDX-License-Identifier: GPL-2.0-only */
/* A switch over the answers, and gotos. */
#include <linux/errno.h>
#include <linux/types.h>

s32 read(s32 fd, char *buf, u32 n);

s32 read_all(s32 fd, char *buf, u32 n, u32 *got)
{
	s32 part;
	u32 have = 0;

again:
	if (have == n) {
		part = 0;
		goto out;
	}
	part = read(fd, &buf[have], n - have);
	switch (part) {
	case 0:
		part = 1;
		goto out;
	case -EINTR:
		goto again;
	default:
		if (part < 0)
			goto out;
		have += (u32)part;
		goto again;
	}
out:
	*got = have;
	return part;
}
