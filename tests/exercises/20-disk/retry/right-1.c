/* SPDX-License-Identifier: GPL-2.0-only */
/* What is to be done is a word, which one function finds and another one does; it goes round until nobody has to wait. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/types.h>

struct transfer {
	u32 sector, left, errors, write;
};

u8 disk_status(void), disk_error(void);
bool disk_begin(struct transfer *t);
void disk_reset(void), drop_sector(void);
void move_sector(struct transfer *t), transfer_over(struct transfer *t, int error);

enum { WAIT, GONE, FAILED, DEAF };

static u32 sees(struct transfer *t, u8 status, u32 otherwise)
{
	u32 asked_for = t->write && t->left == 1 ? 0 : 0x08;

	if (status & 0x80)
		return otherwise;
	if (status & 0x20)
		return DEAF;
	if (status & 0x01)
		return FAILED;
	return (status & 0x08) == asked_for ? GONE : otherwise;
}

static void act(struct transfer *t, u32 what, bool waits)
{
	while (what == FAILED || what == DEAF) {
		if (waits)
			drop_sector();
		waits = false;
		if (what == DEAF) {
			t->errors = t->errors / 4 * 4 + 3;
		} else {
			u8 error = disk_error();

			if ((error & 0x84) != 0x84 && error >= 0x40)
				t->errors = 100;
		}
		if (t->errors > 7)
			return transfer_over(t, -EIO);
		what = WAIT;
		if (++t->errors % 4 == 0)
			return disk_reset();
		if (!disk_begin(t))
			what = DEAF;
		else if (t->write)
			move_sector(t);
	}
	if (what != GONE)
		return;
	if (!t->write)
		move_sector(t);
	t->errors = 0;
	t->sector += 1;
	if (--t->left == 0)
		return transfer_over(t, 0);
	if (t->write)
		move_sector(t);
}

void transfer_begin(struct transfer *t)
{
	if (!disk_begin(t))
		return act(t, DEAF, false);
	if (t->write)
		move_sector(t);
}

static void called(struct transfer *t, u32 otherwise)
{
	u8 status = disk_status();

	if (t)
		act(t, sees(t, status, otherwise), !t->write && (status & 0x88) == 0x08);
}

void transfer_intr(struct transfer *t)
{
	called(t, WAIT);
}

void transfer_late(struct transfer *t)
{
	called(t, DEAF);
}
