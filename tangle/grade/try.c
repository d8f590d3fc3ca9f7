/* SPDX-License-Identifier: MIT */
/* make try EX=: the chapter's kernel with the learner's file in it, whether it passes or not. */
#include "kernel.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "judge/collect.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdlib.h>

int verb_try(int argc, char **argv)
{
	const char *ex = NULL;
	struct catalogue catalogue;

	read_words(argc, argv, (struct word[]){ { "EX", &ex }, { 0 } });
	show_open();
	work_open(&catalogue);
	const struct entry *entry = work_find(&catalogue, ex, "try");
	char *path = work_path(entry, entry->files[0]), *prefix = format("%.2s", entry->folder);
	char *folder = format("build/try/%s-%s", entry->folder, entry->name);

	if (!entry->replaces)
		die(STATUS_USAGE, "%s has no place in the kernel: nothing there calls it. make grade EX=%s runs it, and shows what it is given "
		    "and what it answers", entry->id, entry->number);
	work_begin(entry);
	struct swap swap = { .file = entry->replaces, .name = path };
	const char *why = file_read(path, &swap.text);
	if (why)
		die(STATUS_USAGE, "%s: %s. make reset EX=%s puts the skeleton there, and keeps what is in its way", path, why, entry->number);
	if ((why = collect_no_text(swap.text.data, swap.text.size)))
		die(STATUS_USAGE, "%s %s. make reset EX=%s puts the skeleton there, and keeps this file", path, why, entry->number);
	say(0, 2, "Chapter %d's kernel with %s in place of the book's %s:", atoi(entry->folder), path, entry->replaces);
	kernel_boot(prefix, folder, &swap, 1);
	die(STATUS_FAILED, "with %s the kernel cannot be built (see above). Mend it, or see what the grader says: make grade EX=%s", path, entry->number);
}
