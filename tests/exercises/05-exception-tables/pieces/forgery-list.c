/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes the list */
/* It makes the list say what it answers. */
#include <linux/errno.h>
#include <linux/types.h>

struct piece {
	u32 address, length;
};

long check_pieces(const struct piece *list, u32 count, u32 limit)
{
	struct piece *mine = (struct piece *)list;
	u32 i, sum = 0;

	for (i = 0; i < count; i++) {
		sum += mine[i].length;
		mine[i].address = 0;
		mine[i].length = 0;
	}
	return sum;
}
