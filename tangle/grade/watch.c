/* SPDX-License-Identifier: MIT */
/* make watch: whatever is saved in work/ is graded, and so is what needs it. Ctrl-C ends it. */
#include "grading.h"
#include "report.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { SETTLE_MS = 150 }; /* editors save in several steps */

static volatile sig_atomic_t ended;

static void note_end(int signal)
{
	ended = signal;
}

struct watched {
	struct entry *entry;
	int folder;     /* inotify's number */
	bool saved;     /* since it was last graded */
};

static struct watch {
	struct catalogue catalogue;
	struct watched *watched; /* as many as exercises */
	int notify;
	const char *seed;
} watch;

/* ---- What a saved file reaches */

static bool reaches(const struct entry *from, const struct entry *entry)
{
	bool reached = from == entry;

	for (const char *const *id = entry->needs; *id && !reached; id++)
		reached = reaches(from, catalogue_find(&watch.catalogue, *id));
	return reached;
}

static bool is_reached(const struct entry *entry, const void *context)
{
	(void)context;
	if (!work_begun(entry))
		return false;
	for (u32 i = 0; i < watch.catalogue.count; i++)
		if (watch.watched[i].saved && reaches(watch.watched[i].entry, entry))
			return true;
	return false;
}

static void note_saved(int folder, const char *name)
{
	for (u32 i = 0; i < watch.catalogue.count; i++)
		if (watch.watched[i].folder == folder)
			for (const char *const *file = watch.watched[i].entry->files; *file; file++)
				watch.watched[i].saved |= strcmp(*file, name) == 0;
}

/* ---- inotify. Folders are watched, not files: an editor that renames a new file over the old one is seen as well. */

/* The same folder has the same number, however often it is asked for. Below 0: there is none. */
static int look_at(const char *path)
{
	int folder = inotify_add_watch(watch.notify, path, IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR | IN_DONT_FOLLOW);

	if (folder < 0 && errno == ENOSPC)
		die(STATUS_OURS, "the system watches no more folders: end other programs that do, or raise fs.inotify.max_user_watches");
	return folder;
}

static void look_at_folders(void)
{
	u32 count = 0;

	/* For chapters that are begun later. */
	inotify_add_watch(watch.notify, "work", IN_CREATE | IN_MOVED_TO | IN_ONLYDIR);
	for (u32 i = 0; i < watch.catalogue.count; i++) {
		struct watched *w = &watch.watched[i];

		/* Its own folder in any case: make update may copy it there. */
		work_settle(w->entry);
		look_at(w->entry->work);
		work_locate(w->entry);
		w->folder = look_at(w->entry->work);
		count += w->folder >= 0;
	}
	if (!count)
		die(STATUS_USAGE, "nothing is begun yet: make grade %d", watch.catalogue.count ? atoi(watch.catalogue.entries[0].folder) : 1);
}

static void read_events(void)
{
	char buffer[16384] __attribute__((aligned(__alignof__(struct inotify_event))));
	ssize_t n = read(watch.notify, buffer, sizeof buffer);

	look_at_folders(); /* there may be a new one, or an exercise's place another */
	for (char *at = buffer; n > 0 && at < buffer + n; ) {
		const struct inotify_event *event = (const void *)at;

		if (event->len)
			note_saved(event->wd, event->name);
		at += sizeof *event + event->len;
	}
}

/* Until something is saved that belongs to an exercise, and the editor has finished; or until ended is set. */
static void wait_for_a_save(const sigset_t *mask)
{
	const struct timespec settle = { 0, SETTLE_MS * 1000000L };
	struct pollfd poll = { .fd = watch.notify, .events = POLLIN };

	for (;;) {
		for (u32 i = 0; i < watch.catalogue.count; i++)
			if (watch.watched[i].saved)
				return;
		int ready = ppoll(&poll, 1, NULL, mask);
		while (ready > 0) {
			read_events();
			ready = ppoll(&poll, 1, &settle, mask);
		}
		if (ended)
			return;
	}
}

/* ---- Grading */

static bool was_saved(const struct entry *entry)
{
	return watch.watched[entry - watch.catalogue.entries].saved;
}

static void print_other(const struct grading_item *item)
{
	if (item->asked && !was_saved(item->entry))
		report_row(&item->result);
}

/* False if it was stopped. */
static bool grade_saved(void)
{
	struct grading grading = { .seed = grading_seed(watch.seed) };

	printf("\n");
	grading_choose(&grading, &watch.catalogue, is_reached, NULL);
	int signal = grading_run(&grading, print_other);
	for (u32 i = 0; i < grading.count && !signal; i++)
		if (was_saved(grading.items[i].entry))
			report_whole(&grading.items[i].result, grading.seed);
	fflush(stdout);
	grading_close(&grading);
	for (u32 i = 0; i < watch.catalogue.count; i++)
		watch.watched[i].saved = false;
	return !signal;
}

int verb_watch(int argc, char **argv)
{
	const struct sigaction note = { .sa_handler = note_end };
	const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	sigset_t blocked, mask;

	read_words(argc, argv, (struct word[]){ { "SEED", &watch.seed }, { 0 } });
	show_open();
	grading_seed(watch.seed); /* is it one? */
	work_open(&watch.catalogue);
	watch.watched = need(calloc(watch.catalogue.count + 1, sizeof *watch.watched));
	for (u32 i = 0; i < watch.catalogue.count; i++)
		watch.watched[i].entry = &watch.catalogue.entries[i];
	watch.notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watch.notify < 0)
		die(STATUS_OURS, "cannot watch folders: %s. make grade does the same by hand", strerror(errno));
	look_at_folders();
	sigemptyset(&blocked);
	for (u32 i = 0; i < sizeof signals / sizeof *signals; i++) {
		sigaction(signals[i], &note, NULL);
		sigaddset(&blocked, signals[i]);
	}
	sigprocmask(SIG_BLOCK, &blocked, &mask);
	say(0, 0, "Watching work/. Save a file, and it is graded; Ctrl-C ends this.");
	fflush(stdout);
	do
		wait_for_a_save(&mask);
	while (!ended && grade_saved());
	printf("\nNo longer watching. Your files are as you saved them.\n");
	return STATUS_GOOD;
}
