/* SPDX-License-Identifier: MIT */
/* make progress: what is done, from the last verdicts. Nothing is graded here, and a verdict counts only while the
 * files, the contract and the tests are those that it was about. */
#include "hint.h"
#include "report.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BAR = 20, TITLE = 42 };

struct sum {
	u32 score, points, passed, count;
};

static void add_up(struct sum *sum, const struct entry *entry, const struct result *result, enum standing standing)
{
	sum->count++;
	sum->points += entry->points;
	if (standing == STANDS) {
		sum->score += result->score < entry->points ? result->score : entry->points;
		sum->passed += result->verdict == PASS;
	}
}

static void print_heading(const struct entry *entry, const struct sum *sum)
{
	u32 full = sum->points ? sum->score * BAR / sum->points : 0;

	fputs(ink(BOLD), stdout);
	printf("%2d ", atoi(entry->folder));
	pad(entry->chapter, 20);
	fputs(ink(PLAIN), stdout);
	for (u32 i = 0; i < BAR; i++)
		putchar(i < full ? '#' : '.');
	printf("  %u of %u passed, %u of %u points\n", sum->passed, sum->count, sum->score, sum->points);
}

static void print_entry(const struct entry *entry, const struct result *result, enum standing standing)
{
	u32 hints = hints_shown(entry);

	printf("   ");
	pad(entry->number, 5);
	pad(entry->title, TITLE);
	printf(" ");
	if (standing == STANDS)
		report_verdict(result->verdict, 0);
	else if (!work_begun(entry))
		printf("not begun");
	else
		printf(standing == CHANGED ? "changed since" : "not graded");
	if (hints)
		printf(", %u hint%s", hints, hints == 1 ? "" : "s");
	printf("\n");
}

int verb_progress(int argc, char **argv)
{
	struct catalogue catalogue;
	struct sum all = { 0 };
	bool changed = false;

	read_words(argc, argv, (struct word[]){ { 0 } });
	show_open();
	work_open(&catalogue);
	struct result *results = need(calloc(catalogue.count + 1, sizeof *results));
	enum standing *standings = need(calloc(catalogue.count + 1, sizeof *standings));

	for (u32 i = 0, next; i < catalogue.count; i = next) {
		struct sum sum = { 0 };

		for (next = i; next < catalogue.count && strcmp(catalogue.entries[next].folder, catalogue.entries[i].folder) == 0; next++) {
			const struct entry *entry = &catalogue.entries[next];

			standings[next] = result_load(&results[next], entry);
			changed |= standings[next] == CHANGED || (standings[next] == NEVER && work_begun(entry));
			add_up(&sum, entry, &results[next], standings[next]);
			add_up(&all, entry, &results[next], standings[next]);
		}
		print_heading(&catalogue.entries[i], &sum);
		for (u32 k = i; k < next; k++)
			print_entry(&catalogue.entries[k], &results[k], standings[k]);
	}
	printf("\n%u of %u passed, %u of %u points\n", all.passed, all.count, all.score, all.points);
	if (changed)
		say(0, 8, "Next:   make grade   (some files are not graded as they are now)");
	for (u32 i = 0; i < catalogue.count; i++)
		result_free(&results[i]);
	free(results);
	free(standings);
	return STATUS_GOOD;
}
