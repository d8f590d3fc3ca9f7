/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading and writing are functions of their own; the clock does what the interrupt does, and looks what has come of it. */
#include <linux/types.h>
#include <linux/errno.h>

struct transfer {
	u32 sector;
	u32 left, errors;
	u32 write;
};

extern u8 disk_error(void);
extern u8 disk_status(void);
extern void disk_reset(void);
extern bool disk_begin(struct transfer *);
extern void drop_sector(void);
extern void move_sector(struct transfer *);
extern void transfer_over(struct transfer *, int);

#define OVER(t, how) do { transfer_over(t, how); return true; } while (0)

static bool retry(struct transfer *t)
{
	bool reset = (t->errors & 3) == 3;

	if (t->errors & ~7U)
		OVER(t, -EIO);
	t->errors++;
	if (reset) {
		disk_reset();
	} else if (!disk_begin(t)) {
		t->errors |= 3;
		return retry(t);
	} else if (t->write) {
		move_sector(t);
	}
	return true;
}

static bool step_on(struct transfer *t)
{
	*t = (struct transfer){ t->sector + 1, t->left - 1, 0, t->write };
	if (!t->left)
		OVER(t, 0);
	return true;
}

static bool read_intr(struct transfer *t, u8 status)
{
	if (!(status & 8))
		return false;
	move_sector(t);
	return step_on(t);
}

static bool write_intr(struct transfer *t, u8 status)
{
	bool last = t->left == 1;

	if (last ^ !(status & 8))
		return false;
	step_on(t);
	if (!last)
		move_sector(t);
	return true;
}

/* Has anything happened? */
static bool intr(struct transfer *t, u8 status)
{
	if (!t)
		return true;
	if (status & 0x80)
		return false;
	if (!(status & 0x21))
		return t->write ? write_intr(t, status) : read_intr(t, status);
	if (!t->write && status & 8)
		drop_sector();
	if (status & 0x20) {
		t->errors |= 3;
	} else {
		switch (disk_error() & 0xC4) {
		case 0x40: case 0x44: case 0x80: case 0xC0:
			t->errors |= 8;
		}
	}
	return retry(t);
}

void transfer_begin(struct transfer *t)
{
	if (disk_begin(t)) {
		if (t->write)
			move_sector(t);
		return;
	}
	t->errors |= 3;
	retry(t);
}

void transfer_intr(struct transfer *t)
{
	intr(t, disk_status());
}

void transfer_late(struct transfer *t)
{
	if (!intr(t, disk_status())) {
		t->errors |= 3;
		retry(t);
	}
}
