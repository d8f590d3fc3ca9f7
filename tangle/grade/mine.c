/* SPDX-License-Identifier: MIT */
/* make chapter N MINE=1: the kernel with every file of the learner's that passes. A kept verdict is not believed: each
 * file is graded as it is now, and the very bytes that passed are built in. */
#include "grading.h"
#include "kernel.h"
#include "report.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

/* A file that can stand in the kernel of that prefix, and that the learner has changed. */
static bool can_stand(const struct entry *entry, const void *prefix)
{
	return entry->replaces && strncmp(entry->folder, prefix, 2) <= 0 && work_begun(entry) && !work_untouched(entry, entry->files[0]);
}

static void say_nothing(const struct grading_item *item)
{
	(void)item;
}

/* Does a later chapter append to the file? Then the learner's would lack that. */
static bool grows_later(const struct entry *entry, const char *prefix)
{
	char *own = format("build/%.2s/src/%s", entry->folder, entry->replaces), *later = format("build/%s/src/%s", prefix, entry->replaces);
	struct bytes a, b;
	bool same = !file_read_own(own, &a) && !file_read_own(later, &b) && bytes_same(&a, &b);

	bytes_free(&a);
	bytes_free(&b);
	free(own);
	free(later);
	return !same;
}

/* The reason why it stays out, malloc'd; or NULL, and the swap is filled in. */
static char *choose(const struct grading_item *item, const char *prefix, const struct swap *swaps, u32 count, struct swap *swap)
{
	const struct entry *entry = item->entry;

	if (item->result.verdict == INTERNAL)
		return format("nothing has judged it: %s", item->result.reason);
	if (item->result.verdict != PASS)
		return format("it does not pass (%s): make grade EX=%s", verdict_name(item->result.verdict), entry->number);
	if (grows_later(entry, prefix))
		return format("a chapter after %d adds to %s, and yours would lack that", atoi(entry->folder), entry->replaces);
	for (u32 i = 0; i < count; i++)
		if (strcmp(swaps[i].file, entry->replaces) == 0)
			return format("%s stands in place of %s already", swaps[i].name, entry->replaces);
	if (!item->graded.data)
		return format("it could not be read");
	*swap = (struct swap){ .file = entry->replaces, .name = work_path(entry, entry->files[0]) };
	swap->text.data = need(strndup(item->graded.data, item->graded.size));
	swap->text.size = item->graded.size;
	return NULL;
}

int verb_mine(int argc, char **argv)
{
	const char *prefix = NULL;
	struct catalogue catalogue;
	struct grading grading = { .hurry = true, .seed = grading_seed(NULL) };
	u32 count = 0;

	read_words(argc, argv, (struct word[]){ { NULL, &prefix }, { 0 } });
	if (!prefix || strlen(prefix) != 2 || strspn(prefix, "0123456789") != 2)
		die(STATUS_USAGE, "which chapter? make chapter 1 MINE=1");
	show_open();
	work_open(&catalogue);
	grading_choose(&grading, &catalogue, can_stand, prefix);
	int signal = grading_run(&grading, say_nothing);
	if (signal)
		grading_stopped(signal);
	struct swap *swaps = need(calloc(grading.count + 1, sizeof *swaps));
	for (u32 i = 0; i < grading.count; i++) {
		const struct grading_item *item = &grading.items[i];

		if (!item->asked)
			continue;
		char *path = work_path(item->entry, item->entry->files[0]), *why = choose(item, prefix, swaps, count, &swaps[count]);
		if (why)
			say(0, 2, "The book's %s, not %s: %s", item->entry->replaces, path, why);
		else
			say(0, 2, "Yours: %s in place of %s", path, swaps[count++].file);
		free(path);
		free(why);
	}
	if (!count)
		say(0, 2, "No file of yours is in this kernel: none that passes can stand in place of one of the book's.");
	grading_close(&grading);
	char *folder = format("build/mine/%s", prefix);
	kernel_boot(prefix, folder, swaps, count);
	die(STATUS_FAILED, "with your files the kernel cannot be built (see above). make try EX= boots with one of them; without MINE=1 it is the book's kernel");
}
