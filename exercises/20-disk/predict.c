/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* a page is read from hda's sector 72 on: sectors of it that
	   have come into memory */
	TODO,
	/* ram0's sector 77 is declared bad for reading, and a page read
	   from 72 on: sectors that have come into memory */
	TODO,
	/* four sectors are written from hda's sector 76 on: how many of
	   the four have new bytes */
	TODO,
	/* block_rw of 1,024 bytes at byte 3,584 of a page: answers */
	TODO,
	/* held off: 1 reads hda's sector 5, 2 reads hda's sector 5000,
	   3 reads ram0's sector 5: the order */
	TODO,
	/* held off: 1, 2 and 3 read from hda; the first time that 1 is over,
	   bi_end_io asks for it once more: the order */
	TODO,
	/* a page is read from hda: interrupts of line 14 */
	TODO,
	/* three sectors are written to hda: interrupts of line 14 */
	TODO,
	/* held off: the page is to be written to eight sectors of hda; then
	   it is filled with twos: sectors of the disk with twos */
	TODO,
	/* the same, but before that a sector of hda was asked for, to
	   another page: sectors of the disk with twos */
	TODO,
	/* the same as the first, with ram0: sectors with twos */
	TODO,
	/* a page that one holds is read into from hda: ten times its count
	   while that is under way, plus 1 if it is noted as dirty then */
	TODO,
};
