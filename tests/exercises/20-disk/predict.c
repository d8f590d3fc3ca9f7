/* SPDX-License-Identifier: MIT */
/*
 * disk/predict. What has come of the errands is not believed because it stands here: tests/exercises/measured.c holds it against what
 * this chapter's kernel has found in the experiment `errands`.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 5, "a page is read from hda's sector 72 on, and 77 is bad: sectors of it that have come into memory",
	  "the disk gives one sector after the other, and those before the bad one have been moved: read `Begin, go on, end` again" },
	{ 0, "ram0's sector 77 is declared bad for reading, and a page read from 72 on: sectors that have come into memory",
	  "what is declared bad is refused by the block layer, and the driver is not asked at all: read `What a disk is` again" },
	{ 1, "four sectors are written from hda's sector 76 on, and 77 is bad: how many of the four have new bytes",
	  "a transfer ends where a sector fails, and what is behind it has not been given to the disk: read `Begin, go on, end` again" },
	{ -22, "block_rw of 1,024 bytes at byte 3,584 of a page: the answer", "what is not whole sectors of one page is the caller's mistake, and none of the disk's: read the last function of `What a disk is` again" },
	{ 231, "held off: 1 reads hda's sector 5, 2 reads hda's sector 5000, 3 reads ram0's sector 5: the order",
	  "what is behind the end, and what goes to the RAM disk, is over before submit_bio returns: read `What a disk is` and `A disk in memory` again" },
	{ 1231, "held off: 1, 2 and 3 read from hda; the first time that 1 is over, bi_end_io asks for it once more: the order",
	  "a bio leaves the queue before its owner is told, and who asks again comes to the queue's end: read what stands above the end, in `Begin, go on, end`" },
	{ 8, "a page is read from hda: interrupts of line 14", "the disk interrupts once for each sector that is ready to be fetched: read about the interrupt again, in `Begin, go on, end`" },
	{ 3, "three sectors are written to hda: interrupts of line 14",
	  "the first sector is asked for without an interrupt, and then there is one for each that has been taken: read the beginning of `Begin, go on, end` again" },
	{ 7, "held off: a page of ones is to be written to eight sectors of hda; then it is filled with twos: sectors of the disk with twos",
	  "a sector is moved when the disk asks for it, and it asks for the first one at once: read the beginning of `Begin, go on, end` again" },
	{ 8, "the same, but before that a sector of hda was asked for, to another page: sectors of the disk with twos",
	  "a bio that has to wait for its turn has moved nothing yet: read `Begin, go on, end` again" },
	{ 0, "the same as the first, with ram0: sectors with twos", "the RAM disk copies all of it before submit_bio returns: read `A disk in memory` again" },
	{ 10, "a page that one holds is read into from hda: ten times its count while that is under way, plus 1 if it is noted as dirty then",
	  "the page is held by whoever asks, the driver takes no reference, and stores by its window without a note: read the comments in `What a disk is` again, and `What now holds`" },
};

s32 disk_predict_model(u32 row);
s32 disk_predict_model(u32 row)
{
	return rows[row].is;
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++) {
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * i);
		struct text expected = { 0 }, actual = { 0 };

		input(m, "number %u: %s?", i + 1, rows[i].question);
		expect(m, got != TODO, "no prediction yet: this is still TODO");
		expect(m, got >= -4095 && got <= 4096, "it is no number of sectors or interrupts, no order and no error");
		add(&expected, "%d", rows[i].is);
		add(&actual, "%d", got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void cannot_be(struct machine *m)
{
	check(m, 1, 4);
}

static void told(struct machine *m)
{
	check(m, 5, 8);
}

static void lent(struct machine *m)
{
	check(m, 9, 12);
}

static const struct test_case cases[] = {
	{ "what cannot be", 4, cannot_be, 0 },
	{ "who is told", 4, told, 0 },
	{ "who has lent a page", 4, lent, 0 },
	{ 0 }
};

const struct exercise exercise_disk_predict = { "disk/predict", cases, 0, 0 };
