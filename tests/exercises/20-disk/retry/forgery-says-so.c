/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it says that the transfer is over */
/* Everything has gone well, it says. */
#include <linux/types.h>

struct transfer;

void transfer_over(struct transfer *t, int error);

void transfer_begin(struct transfer *t)
{
	transfer_over(t, 0);
}

void transfer_intr(struct transfer *t)
{
}

void transfer_late(struct transfer *t)
{
}
