/* SPDX-License-Identifier: GPL-2.0-only */
/* By a table of what a number of errors leads to; the status is read twice where it is doubted. */
#include <linux/errno.h>
#include <linux/types.h>

struct transfer { u32 sector, left, errors, write; };

void transfer_over(struct transfer *t, int error);
void move_sector(struct transfer *t);
void drop_sector(void), disk_reset(void);
bool disk_begin(struct transfer *t);
u8 disk_status(void), disk_error(void);

enum { BEGIN, RESET, GIVE_UP };

static const u8 then[12] = { BEGIN, BEGIN, BEGIN, RESET, BEGIN, BEGIN, BEGIN, RESET, GIVE_UP, GIVE_UP, GIVE_UP, GIVE_UP };
static const u8 deaf[12] = { 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11 };

static void next(struct transfer *t, u32 errors)
{
	u8 what = then[errors];

	while (what != GIVE_UP) {
		t->errors = errors + 1;
		if (what == RESET) {
			disk_reset();
			return;
		}
		if (disk_begin(t)) {
			if (t->write)
				move_sector(t);
			return;
		}
		errors = deaf[t->errors];
		what = then[errors];
	}
	transfer_over(t, -EIO);
}

void transfer_begin(struct transfer *t)
{
	if (!disk_begin(t))
		next(t, deaf[t->errors]);
	else if (t->write)
		move_sector(t);
}

static bool disturbed_or_curable(u8 error)
{
	return (error & 0x80 && error & 0x04) || error < 0x40;
}

static bool done(struct transfer *t, u8 status)
{
	status &= 0xA9;
	return status == (t->write && t->left < 2 ? 0 : 0x08);
}

static void take(struct transfer *t)
{
	struct transfer now = *t;

	if (!now.write)
		move_sector(t);
	now.sector++;
	now.left--;
	now.errors = 0;
	*t = now;
	if (now.left == 0)
		transfer_over(t, 0);
	else if (now.write)
		move_sector(t);
}

static void look(struct transfer *t, u8 status)
{
	if (done(t, status)) {
		take(t);
		return;
	}
	if ((status & 0x88) == 0x08 && !t->write)
		drop_sector();
	if ((status & 0xA1) == 0x01)
		next(t, disturbed_or_curable(disk_error()) ? t->errors : 8);
	else
		next(t, deaf[t->errors]);
}

void transfer_intr(struct transfer *t)
{
	u8 status = disk_status();

	if (!t || status & 0x80)
		return;
	status = disk_status();
	if (done(t, status) || status & 0x21)
		look(t, status);
}

void transfer_late(struct transfer *t)
{
	look(t, disk_status());
}
