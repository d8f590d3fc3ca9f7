/* SPDX-License-Identifier: MIT */
/* make grade, make grade N, make grade EX= */
#include "grading.h"
#include "report.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct entry *only; /* EX= */
static const char *last_chapter; /* whose heading stands */

static bool is_asked(const struct entry *entry, const void *context)
{
	return entry == only || (!only && work_begun(entry) && (!context || strcmp(entry->chapter, context) == 0));
}

/* The first of its exercises. */
static const struct entry *find_chapter(const struct catalogue *catalogue, const char *word)
{
	for (u32 i = 0; i < catalogue->count; i++)
		if (work_is_of(&catalogue->entries[i], word))
			return &catalogue->entries[i];
	die(STATUS_USAGE, "chapter %s has no exercises", word);
}

static void print_row(const struct grading_item *item)
{
	if (!item->asked || only)
		return;
	if (!last_chapter || strcmp(last_chapter, item->entry->chapter) != 0)
		say(0, 0, "%s%d %s%s", ink(BOLD), atoi(item->entry->folder), item->entry->chapter, ink(PLAIN));
	last_chapter = item->entry->chapter;
	report_row(&item->result);
}

/* ---- What to do next */

static void print_sum(const struct grading *grading, const struct entry *chapter)
{
	u32 score = 0, points = 0, passed = 0, count = 0, ours = 0;

	for (u32 i = 0; i < grading->count; i++) {
		const struct grading_item *item = &grading->items[i];

		if (!item->asked)
			continue;
		count++;
		ours += item->result.verdict == INTERNAL;
		if (item->result.verdict != INTERNAL)
			points += item->entry->points;
		score += item->result.score;
		passed += item->result.verdict == PASS;
	}
	printf("\n");
	say(0, 4, "%u of %u exercise%s passed, %u of %u points.", passed, count, count == 1 ? "" : "s", score, points);
	if (ours)
		say(0, 4, "%u could not be graded through our fault, and %s not counted.", ours, ours == 1 ? "is" : "are");
	say(0, 8, "Again:  make grade%s%s SEED=%llx   (the same numbers)", chapter ? " " : "", chapter ? chapter->chapter : "", grading->seed);
}

/* Chapters of which not everything lies in work/. Returns the first. */
static const struct entry *print_others(const struct catalogue *catalogue)
{
	const struct entry *first = NULL;

	for (u32 i = 0; i < catalogue->count; ) {
		const struct entry *entry = &catalogue->entries[i];
		u32 all = 0, count = 0, points = 0;

		for (; i < catalogue->count && strcmp(catalogue->entries[i].folder, entry->folder) == 0; i++, all++)
			if (!work_begun(&catalogue->entries[i])) {
				points += catalogue->entries[i].points;
				count++;
			}
		if (!count)
			continue;
		say(0, 4, "%s%d %s%s: not begun: %u exercise%s%s, %u points. make grade %d copies the skeleton%s to work/%s/.",
		    ink(BOLD), atoi(entry->folder), entry->chapter, ink(PLAIN), count, count == 1 ? "" : "s", count < all ? " more" : "", points,
		    atoi(entry->folder), count == 1 ? "" : "s", entry->folder);
		first = first ? first : entry;
	}
	return first;
}

static void print_updates(const struct grading *grading)
{
	for (u32 i = 0; i < grading->count; i++)
		if (work_outdated(grading->items[i].entry))
			say(0, 4, "%s is another one in the book now than when you began it: make update", grading->items[i].entry->number);
}

static void print_next(const struct grading *grading, const struct entry *new_chapter)
{
	const struct result *next = NULL;

	for (u32 i = 0; i < grading->count && !next; i++) {
		enum verdict verdict = grading->items[i].result.verdict;

		if (grading->items[i].asked && verdict != PASS && verdict != SKIPPED)
			next = &grading->items[i].result;
	}
	for (u32 i = 0; i < grading->count && !next; i++)
		if (grading->items[i].result.verdict != PASS)
			next = &grading->items[i].result;
	if (next && next->verdict == FAIL && work_untouched(next->entry, next->entry->files[0]))
		say(0, 8, "Next:   read %s/%s, write it, then make grade EX=%s", next->entry->work, next->entry->files[0], next->entry->number);
	else if (next)
		say(0, 8, "Next:   make grade EX=%s   (%s: everything about it)", next->entry->number, next->entry->title);
	else if (new_chapter)
		say(0, 8, "Next:   make grade %d", atoi(new_chapter->folder));
	else
		say(0, 8, "Next:   make submit");
}

/* ---- The verb */

int verb_grade(int argc, char **argv)
{
	const char *ex = NULL, *seed = NULL, *word = NULL;
	const struct entry *chapter = NULL, *new_chapter = NULL;
	struct catalogue catalogue;
	struct grading grading = { 0 };

	read_words(argc, argv, (struct word[]){ { "EX", &ex }, { "SEED", &seed }, { NULL, &word }, { 0 } });
	if (ex && word)
		die(STATUS_USAGE, "make grade takes a chapter or EX=, not both");
	show_open();
	grading.seed = grading_seed(seed);
	work_open(&catalogue);
	if (ex)
		work_begin(only = work_find(&catalogue, ex, "grade"));
	if (word)
		chapter = find_chapter(&catalogue, word);
	for (u32 i = 0; i < catalogue.count; i++)
		if (chapter ? strcmp(catalogue.entries[i].folder, chapter->folder) == 0 : !only && work_begun(&catalogue.entries[i]))
			work_begin(&catalogue.entries[i]);
	grading_choose(&grading, &catalogue, is_asked, chapter ? chapter->chapter : NULL);
	if (!grading.count) {
		print_others(&catalogue);
		die(STATUS_USAGE, "nothing is begun yet: make grade %d", catalogue.count ? atoi(catalogue.entries[0].folder) : 1);
	}
	int signal = grading_run(&grading, print_row);
	if (signal)
		grading_stopped(signal);
	for (u32 i = 0; i < grading.count && only; i++)
		if (grading.items[i].asked)
			report_whole(&grading.items[i].result, grading.seed);
	if (!only && !chapter)
		new_chapter = print_others(&catalogue);
	if (!only)
		print_sum(&grading, chapter);
	report_level(&grading);
	print_updates(&grading);
	if (!only)
		print_next(&grading, new_chapter);
	int status = grading_status(&grading);
	grading_close(&grading);
	return status;
}
