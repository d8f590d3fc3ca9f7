/* SPDX-License-Identifier: MIT */
/* make answer EX=: the book's answer, for whoever has one of his own; or insists. A kept verdict is not believed:
 * the file is graded as it is. */
#include "grading.h"
#include "report.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_it(const struct entry *entry, const void *context)
{
	return entry == context;
}

static void say_nothing(const struct grading_item *item)
{
	(void)item;
}

/* Ends the program where the file does not pass, and where nobody knows. */
static void must_pass(const struct catalogue *catalogue, const struct entry *entry)
{
	struct grading grading = { .hurry = true, .seed = grading_seed(NULL) };

	grading_choose(&grading, catalogue, is_it, entry);
	int signal = grading_run(&grading, say_nothing);
	if (signal)
		grading_stopped(signal);
	for (u32 i = 0; i < grading.count; i++)
		if (grading.items[i].asked && grading.items[i].result.verdict != PASS) {
			bool judged = grading.items[i].result.verdict != INTERNAL;

			report_row(&grading.items[i].result);
			grading_close(&grading);
			printf("\n");
			if (judged)
				say(0, 4, "Yours does not pass yet, and the answer is worth more afterwards. Before that: make hint EX=%s. "
				    "If you want it all the same: make answer EX=%s SURE=1", entry->number, entry->number);
			else
				say(0, 4, "Nothing has judged yours, and that is not its fault: mend what is named above, then give the same command again. "
				    "If you want the answer now: make answer EX=%s SURE=1", entry->number);
			exit(judged ? STATUS_FAILED : STATUS_OURS);
		}
	grading_close(&grading);
}

int verb_answer(int argc, char **argv)
{
	const char *ex = NULL, *sure = NULL;
	struct catalogue catalogue;

	read_words(argc, argv, (struct word[]){ { "EX", &ex }, { "SURE", &sure }, { 0 } });
	if (sure && strcmp(sure, "1") != 0)
		die(STATUS_USAGE, "SURE=%s: only SURE=1 means something", sure);
	if (file_is_there("KIT.md"))
		die(STATUS_USAGE, "this is a student's copy of the book, and it has no answers. make hint EX= gives hints");
	show_open();
	work_open(&catalogue);
	const struct entry *entry = work_find(&catalogue, ex, "answer");
	char *id = format("ex-%s-%s-answer", entry->chapter, entry->name), *place = report_place(entry, id);

	if (!sure && !work_begun(entry)) {
		say(0, 4, "You have not begun %s %s: make grade EX=%s copies its skeleton to work/. If you want the answer all the "
		    "same: make answer EX=%s SURE=1", entry->number, entry->title, entry->number, entry->number);
		exit(STATUS_FAILED);
	}
	if (!sure)
		must_pass(&catalogue, entry);
	for (const char *const *file = entry->files; *file; file++) {
		char *path = book_answer(entry, *file);
		struct bytes bytes = book_read(path);

		printf("%s%s%s\n\n", ink(BOLD), path, ink(PLAIN));
		fwrite(bytes.data, 1, bytes.size, stdout);
		printf("\n");
		bytes_free(&bytes);
		free(path);
	}
	say(0, 0, "Why it works stands in the chapter, with the exercise: %s", place);
	free(place);
	free(id);
	return STATUS_GOOD;
}
