/* SPDX-License-Identifier: MIT */
/*
 * A child for each exercise: the judge must be called from a process of its own, and what it leaves behind when it
 * is killed is found and ended here. The child takes a copy of the learner's files first (the snapshot): what is graded,
 * what the result is filed under and what is put into a kernel are the same bytes, whatever an editor saves meanwhile.
 */
#include "grading.h"
#include "folder.h"
#include "scratch.h"
#include "show.h"
#include "work.h"
#include "judge/collect.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SCRATCH "build/grade/scratch"

enum { WAITING, RUNNING, READY, SHOWN };
enum { AT_ONCE_MOST = 16 };

static volatile sig_atomic_t stopped;

static void note_signal(int signal)
{
	stopped = signal;
}

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

/* A signal that waits counts as well: a terminal sends it to the children too, and what they say after it, or do not
 * say, is no verdict. */
static bool is_stopped(void)
{
	sigset_t waiting;
	bool one = stopped;

	sigpending(&waiting);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		one = one || sigismember(&waiting, signals[i]) == 1;
	return one;
}

static struct grading_item *find(const struct grading *grading, const char *id)
{
	for (u32 i = 0; i < grading->count; i++)
		if (strcmp(grading->items[i].entry->id, id) == 0)
			return &grading->items[i];
	return NULL;
}

/* ---- In the child */

/* Copies the files that the judge would take. NULL where it would refuse: it is to say why. */
static const char *take_snapshot(const struct entry *entry, const char *folder, const char *to)
{
	struct sandbox box = { 0 }; /* only a folder, here */
	struct text reason = { 0 }, ignored = { 0 };

	snprintf(box.folder, sizeof box.folder, "%s", to);
	return collect_files(&box, &entry->task, folder, &reason, &ignored) == PASS ? to : NULL;
}

static _Noreturn void judge_in_child(const struct grading *grading, const struct entry *entry, const char *own, int pipe)
{
	char *copy = format("%s/files", own), *text;
	const char *snapshot = mkdir(copy, 0700) == 0 ? take_snapshot(entry, entry->work, copy) : NULL;

	if (!snapshot)
		folder_remove(copy);
	setenv("TMPDIR", need(realpath(own, NULL)), 1);
	struct judge_result *result = judge_run(&entry->task, &(struct judge_options){
		.folder = snapshot ? snapshot : entry->work, .scratch = own, .seed = grading->seed, .level = LEVEL_BUBBLEWRAP, .hurry = grading->hurry });
	text = need(cJSON_PrintUnformatted(judge_json(result)));
	_exit(write_all(pipe, text, strlen(text)) ? STATUS_GOOD : STATUS_OURS);
}

static void start(struct grading *grading, struct grading_item *item, const sigset_t *mask)
{
	char *own = format("%s/%s-%s", grading->scratch, item->entry->chapter, item->entry->name);
	int ends[2];
	pid_t parent = getpid();

	if (mkdir(own, 0700) < 0 || pipe(ends) < 0)
		die(STATUS_OURS, "cannot prepare to grade in %s: %s. Is the disk full?", own, strerror(errno));
	fflush(NULL);
	item->child = fork();
	if (item->child < 0)
		die(STATUS_OURS, "cannot start a process: %s", strerror(errno));
	if (item->child == 0) {
		close(ends[0]);
		signal(SIGINT, SIG_DFL);
		signal(SIGTERM, SIG_DFL);
		signal(SIGHUP, SIG_DFL);
		sigprocmask(SIG_SETMASK, mask, NULL);
		if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
			_exit(STATUS_OURS);
		judge_in_child(grading, item->entry, own, ends[1]);
	}
	close(ends[1]);
	item->pipe = ends[0];
	item->state = RUNNING;
	item->snapshot = format("%s/files", own);
	free(own);
}

/* ---- In the parent */

static void hear(struct grading_item *item, u64 seed)
{
	char piece[65536];
	ssize_t n = read(item->pipe, piece, sizeof piece);

	if (n > 0) {
		item->heard.data = need(realloc(item->heard.data, item->heard.size + (size_t)n));
		memcpy(item->heard.data + item->heard.size, piece, (size_t)n);
		item->heard.size += (size_t)n;
		return;
	}
	if (n < 0 && errno == EINTR)
		return;
	close(item->pipe);
	int status;
	while (waitpid(item->child, &status, 0) < 0 && errno == EINTR)
		;
	/* Ended as a terminal ends all of its programs: we are told too, but perhaps later. */
	for (size_t i = 0; WIFSIGNALED(status) && i < sizeof signals / sizeof *signals; i++)
		if (WTERMSIG(status) == signals[i])
			stopped = signals[i];
	cJSON *json = status == 0 && item->heard.size ? cJSON_ParseWithLength(item->heard.data, item->heard.size) : NULL;
	if (!json || !result_read(&item->result, item->entry, json)) {
		cJSON_Delete(json);
		result_make(&item->result, item->entry, seed, INTERNAL, "the judge ended without a word; this is not your fault");
	}
	bytes_free(&item->heard);
	char *first = format("%s/%s", item->snapshot, item->entry->files[0]);
	file_read(first, &item->graded);
	free(first);
	if (!file_is_there(item->snapshot)) {
		free(item->snapshot);
		item->snapshot = NULL;
	}
	item->state = READY;
}

/* Are the needed ones through? Then *verdict is what follows from them: PASS, SKIPPED or INTERNAL. */
static bool needs_are_known(const struct grading *grading, const struct entry *entry, enum verdict *verdict, const struct entry **because)
{
	*verdict = PASS;
	for (const char *const *id = entry->needs; *id; id++) {
		const struct grading_item *needed = find(grading, *id);

		if (needed->state < READY)
			return false;
		if (needed->result.verdict != PASS && *verdict == PASS) {
			*verdict = needed->result.verdict == INTERNAL ? INTERNAL : SKIPPED;
			*because = needed->entry;
		}
	}
	return true;
}

/* The next that can be started, or that needs no start because it is skipped; NULL: all others wait. */
static struct grading_item *choose_next(struct grading *grading)
{
	for (u32 i = 0; i < grading->count; i++) {
		struct grading_item *item = &grading->items[i];
		const struct entry *because;
		enum verdict verdict;

		if (item->state != WAITING || !needs_are_known(grading, item->entry, &verdict, &because))
			continue;
		if (verdict != PASS) {
			char *reason = format(verdict == SKIPPED ? "not graded, because it needs %s (%s), which does not pass" :
				"not graded, because it needs %s (%s), and that could not be graded", because->number, because->id);

			result_make(&item->result, item->entry, grading->seed, verdict, reason);
			item->state = READY;
			free(reason);
		}
		return item;
	}
	return NULL;
}

/* Kills every child of ours that the system lists: what a killed child leaves behind comes to us, as the next
 * subreaper, and then stands in the list as well. */
static void kill_children(void)
{
	char *path = format("/proc/self/task/%d/children", (int)getpid());
	FILE *list = fopen(path, "re");
	int pid;

	while (list && fscanf(list, "%d", &pid) == 1)
		kill(pid, SIGKILL);
	if (list)
		fclose(list);
	free(path);
}

/* Until no process is left that we, or what we started, have started. */
static void end_all(struct grading *grading)
{
	pid_t pid;

	for (u32 i = 0; i < grading->count; i++)
		if (grading->items[i].state == RUNNING) {
			kill(grading->items[i].child, SIGKILL);
			close(grading->items[i].pipe);
			bytes_free(&grading->items[i].heard);
		}
	while ((pid = waitpid(-1, NULL, WNOHANG)) >= 0)
		if (pid == 0) {
			kill_children();
			usleep(2000);
		}
}

static u32 processors(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

	return n < AT_ONCE_MOST ? (u32)n : AT_ONCE_MOST;
}

static void wait_for_one(struct grading *grading, const sigset_t *mask)
{
	struct pollfd polls[AT_ONCE_MOST];
	struct grading_item *items[AT_ONCE_MOST];
	nfds_t n = 0;

	for (u32 i = 0; i < grading->count; i++)
		if (grading->items[i].state == RUNNING) {
			items[n] = &grading->items[i];
			polls[n++] = (struct pollfd){ .fd = grading->items[i].pipe, .events = POLLIN };
		}
	if (ppoll(polls, n, NULL, mask) < 0)
		return; /* a signal */
	for (nfds_t i = 0; i < n; i++)
		if (polls[i].revents)
			hear(items[i], grading->seed);
}

static void run_all(struct grading *grading, const sigset_t *mask, void (*done)(const struct grading_item *item))
{
	u32 running = 0, shown = 0, most = processors();

	while (shown < grading->count && !is_stopped()) {
		struct grading_item *next = running < most ? choose_next(grading) : NULL;

		if (next) {
			if (next->state == WAITING)
				start(grading, next, mask);
		} else if (running) {
			wait_for_one(grading, mask);
		} else {
			die(STATUS_OURS, "exercises need each other in a circle");
		}
		running = 0;
		for (u32 i = 0; i < grading->count; i++)
			running += grading->items[i].state == RUNNING;
		for (; shown < grading->count && grading->items[shown].state == READY && !is_stopped(); shown++) {
			if (!grading->hurry)
				result_keep(&grading->items[shown].result, grading->items[shown].snapshot);
			done(&grading->items[shown]);
			fflush(stdout);
			grading->items[shown].state = SHOWN;
		}
	}
}

int grading_run(struct grading *grading, void (*done)(const struct grading_item *item))
{
	struct sigaction note = { .sa_handler = note_signal }, old[3];
	sigset_t blocked, before, mask;

	folder_make(SCRATCH);
	scratch_sweep(SCRATCH);
	grading->scratch = scratch_name(SCRATCH);
	if (!mkdtemp(grading->scratch))
		die(STATUS_OURS, "cannot make a folder in " SCRATCH ": %s. Is the disk full?", strerror(errno));
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	stopped = 0;
	sigemptyset(&blocked);
	for (int i = 0; i < 3; i++) {
		sigaction(signals[i], &note, &old[i]);
		sigaddset(&blocked, signals[i]);
	}
	sigprocmask(SIG_BLOCK, &blocked, &before);
	mask = before;
	for (int i = 0; i < 3; i++) /* make watch has blocked them already, and must not wait for an exercise to end */
		sigdelset(&mask, signals[i]);
	run_all(grading, &mask, done);
	end_all(grading);
	int late = sigtimedwait(&blocked, NULL, &(struct timespec){ 0, 0 });
	if (late > 0)
		stopped = late;
	folder_remove(grading->scratch); /* while signals wait: whatever comes next finds nothing to leave behind */
	free(grading->scratch);
	for (int i = 0; i < 3; i++)
		sigaction(signals[i], &old[i], NULL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return stopped;
}

void grading_close(struct grading *grading)
{
	for (u32 i = 0; i < grading->count; i++) {
		result_free(&grading->items[i].result);
		bytes_free(&grading->items[i].graded);
		free(grading->items[i].snapshot);
	}
	free(grading->items);
	*grading = (struct grading){ 0 };
}

/* ---- Afterwards */

int grading_status(const struct grading *grading)
{
	bool failed = false, graded = false, internal = false;

	for (u32 i = 0; i < grading->count; i++) {
		enum verdict verdict = grading->items[i].result.verdict;

		if (!grading->items[i].asked)
			continue;
		internal |= verdict == INTERNAL;
		failed |= verdict != PASS;
		graded |= verdict != REJECTED && verdict != MISSING && verdict != SKIPPED && verdict != INTERNAL;
	}
	return internal ? STATUS_OURS : !graded ? STATUS_USAGE : failed ? STATUS_FAILED : STATUS_GOOD;
}

_Noreturn void grading_stopped(int signal)
{
	fprintf(stderr, "grade: stopped; your files are as you left them, and what was graded before is kept. Give the same command again.\n");
	fflush(stdout);
	struct sigaction act = { .sa_handler = SIG_DFL };
	sigaction(signal, &act, NULL);
	raise(signal);
	exit(STATUS_OURS);
}
