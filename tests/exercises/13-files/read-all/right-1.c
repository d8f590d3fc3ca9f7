/* SPDX-License-Identifier: GPL-2.0-only */
/* A pointer runs to the end. */
#include <linux/errno.h>
#include <linux/types.h>

s32 read(s32 fd, char *buf, u32 n);

s32 read_all(s32 fd, char *buf, u32 n, u32 *got)
{
	char *next = buf, *const end = buf + n;
	s32 answer = 0;

	while (next != end && !answer) {
		const s32 part = read(fd, next, end - next);

		if (part > 0)
			next += part;
		else if (part == 0)
			answer = 1;
		else if (part != -EINTR)
			answer = part;
	}
	*got = next - buf;
	return answer;
}
