/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/types.h>

/* the status */
#define BUSY_STAT	0x80
#define WRERR_STAT	0x20		/* the drive is broken */
#define DRQ_STAT	0x08		/* a sector, please */
#define ERR_STAT	0x01
/* the error register */
#define BBD_ERR		0x80		/* a bad block; or see below */
#define UNC_ERR		0x40		/* cannot be read, ever */
#define ABRT_ERR	0x04		/* with BBD_ERR: disturbed */

struct transfer {
	u32 sector;		/* the next to go by */
	u32 left;		/* that one, and those behind it */
	u32 errors;		/* what it has cost so far */
	u32 write;		/* or 0 */
};

u8 disk_status(void);
u8 disk_error(void);
bool disk_begin(struct transfer *t);
void disk_reset(void);
void move_sector(struct transfer *t);
void drop_sector(void);
void transfer_over(struct transfer *t, int error);

void transfer_begin(struct transfer *t);	/* yours */

/*
 * Each of them makes of it what there is to be made: goes on, tries
 * again, up to eight times for a sector, resets, or gives up. After
 * transfer_over t is another's.
 */
void transfer_begin(struct transfer *t)
{
}

/* t is NULL if nothing is under way, or a reset is. */
void transfer_intr(struct transfer *t)
{
}

void transfer_late(struct transfer *t)
{
}
