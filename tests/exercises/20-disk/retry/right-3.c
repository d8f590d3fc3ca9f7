/* SPDX-License-Identifier: GPL-2.0-only */
/* With labels, in one function for all three. */
#include <linux/kernel.h>
#include <linux/errno.h>

typedef struct transfer { u32 sector, left; u32 errors; u32 write; } transfer;

bool disk_begin(transfer *);
void transfer_over(transfer *, int), move_sector(transfer *), drop_sector(void), disk_reset(void);
u8 disk_error(void), disk_status(void);

enum { ANEW, CALLED, TOO_LATE };

static void drive(struct transfer *t, int why)
{
	u8 status, error;
	u32 cost;

	if (why == ANEW)
		goto begin;
	status = disk_status();
	if (!t)
		return;
	if (!(status & 0x80)) {
		if (status & 0x21)
			goto wrong;
		if (!t->write && status & 0x08)
			goto gone;
		if (t->write && (t->left > 1) == !!(status & 0x08))
			goto gone;
	}
	if (why == CALLED)
		return;
deaf:
	cost = t->errors | 3;
	goto count;
wrong:
	if (status & 0x08 && !t->write)
		drop_sector();
	if (status & 0x20)
		goto deaf;
	error = disk_error();
	cost = t->errors;
	if (error & 0x80 ? !(error & 0x04) : error & 0x40)
		goto failed;
count:
	if (cost >= 8)
		goto failed;
	t->errors = cost + 1;
	if (!(t->errors & 3)) {
		disk_reset();
		return;
	}
begin:
	if (!disk_begin(t))
		goto deaf;
	if (t->write)
		move_sector(t);
	return;
gone:
	if (!t->write)
		move_sector(t);
	t->sector++;
	t->errors = 0;
	if (--t->left) {
		if (t->write)
			move_sector(t);
		return;
	}
	transfer_over(t, 0);
	return;
failed:
	transfer_over(t, -EIO);
}

void transfer_begin(struct transfer *t)
{
	drive(t, ANEW);
}

void transfer_intr(struct transfer *t)
{
	drive(t, CALLED);
}

void transfer_late(struct transfer *t)
{
	drive(t, TOO_LATE);
}
