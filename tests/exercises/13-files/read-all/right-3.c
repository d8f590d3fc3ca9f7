/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself: what is missing after a part is a smaller task. */
#include <linux/errno.h>
#include <linux/types.h>

s32 read(s32 fd, char *buf, u32 n);

s32 read_all(s32 fd, char *buf, u32 n, u32 *got)
{
	s32 part = n ? read(fd, buf, n) : 0, answer;

	*got = 0;
	if (part == -EINTR)
		return read_all(fd, buf, n, got);
	if (part < 0)
		return part;
	if (part == 0)
		return n != 0;
	answer = read_all(fd, buf + part, n - part, got);
	*got += part;
	return answer;
}
