/* SPDX-License-Identifier: MIT */
/*
 * make grade-all: a folder of submissions, each in a process of its own, as many at once as there are processors.
 * A result depends on files, seed and grader alone; where there is one for the same three, it stands.
 */
#include "escape.h"
#include "grader.h"
#include "json.h"
#include "store.h"
#include "summary.h"
#include "verbs.h"
#include "judge/clean.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_MOST = 256 };

struct job {
	char *path, *name; /* name: clean, for people */
	char *result;      /* below OUT */
	pid_t pid;
};

/* Written by a child for its job. */
struct said {
	bool done, kept, internal;
	char text[400], found[1500]; /* found: lines */
};

/* Results in OUT of what was not graded now. */
struct others {
	u32 count;
	char first[120];
};

static struct batch {
	struct grader grader;
	struct store store;
	struct job *jobs;
	u32 count;
	struct said *said;
} batch;

/* ---- One submission, in a child */

/* Which exercises have that verdict, and why the first one has it; malloc'd. Empty: none. */
static char *say_why(const cJSON *result, const char *verdict)
{
	const cJSON *exercise, *first = NULL;
	u32 more = 0;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(result, "extra_data"), "exercises"))
		if (strcmp(json_text(exercise, "verdict"), verdict) == 0) {
			more += first != NULL;
			first = first ? first : exercise;
		}
	if (!first)
		return format("%s", "");
	char *others = more ? format(" and %u more", more) : format("%s", "");
	/* Some reasons begin with the verdict themselves. */
	const char *reason = json_text(first, "reason");
	bool says_it = strncmp(reason, verdict, strlen(verdict)) == 0;
	char *why = format("%s%s%s%s: %s", says_it ? "" : verdict, says_it ? "" : ": ", json_text(first, "id"), others, reason);
	free(others);
	return why;
}

static void say(struct said *said, const cJSON *result)
{
	const cJSON *score = cJSON_GetObjectItemCaseSensitive(result, "score"), *most = cJSON_GetObjectItemCaseSensitive(result, "max_score");
	const char *verdict = whole_verdict(result), *reason = whole_text(result, "reason");
	bool graded = strcmp(verdict, "graded") == 0;
	char *why = say_why(result, graded ? "rejected" : verdict);

	said->internal = strcmp(verdict, "internal") == 0;
	if (*reason)
		snprintf(said->text, sizeof said->text, "%s: %s", verdict, reason);
	else if (graded)
		snprintf(said->text, sizeof said->text, "%d of %d points%s%s", score ? score->valueint : 0, most ? most->valueint : 0, *why ? "; " : "", why);
	else
		snprintf(said->text, sizeof said->text, "%s", *why ? why : "not gradable: it holds an exercise that this book has not");
	free(why);
	one_line(said->text);
	snprintf(said->found, sizeof said->found, "%s", whole_text(result, "found"));
	clean(said->found); /* a character that was cut */
	said->done = true;
}

/* Takes over the result. */
static void keep(const struct job *job, struct said *said, cJSON *result)
{
	char *text = cJSON_Print(result), *lines = text ? format("%s\n", text) : NULL;
	const char *why = lines ? store_write(&batch.store, job->result, lines) : "no memory";

	say(said, result);
	if (why) {
		said->internal = true;
		snprintf(said->text, sizeof said->text, "internal: cannot write %.50s: %.30s", job->result, why);
	}
	cJSON_Delete(result);
	cJSON_free(text);
	free(lines);
}

static void grade(const struct job *job, struct said *said)
{
	cJSON *old = store_read(&batch.store, job->result);
	cJSON *result = grader_grade(&batch.grader, job->path, job->name, batch.store.scratch, old);

	if (result == old) {
		say(said, old);
		said->kept = true;
	} else {
		keep(job, said, result);
	}
}

/* ---- All of them */

static void start(struct job *job, const sigset_t *mask)
{
	pid_t parent = getpid();

	fflush(NULL);
	job->pid = fork();
	if (job->pid < 0)
		die(STATUS_OURS, "cannot start a process: %s; take fewer JOBS=", strerror(errno));
	if (job->pid)
		return;
	/* Ctrl-C is for the parent: it ends us in order. */
	if (setpgid(0, 0) < 0 || sigprocmask(SIG_SETMASK, mask, NULL) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
		_exit(STATUS_OURS);
	grade(job, &batch.said[job - batch.jobs]);
	_exit(0);
}

/* A child that left no word was ended from outside, or by a mistake of ours. */
static void finish(const struct job *job, int status, u32 done)
{
	struct said *said = &batch.said[job - batch.jobs];

	if (!said->done) {
		char *reason = format("the grader's process ended with %s %d; give the same command again", WIFSIGNALED(status) ? "signal" : "status",
				      WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));

		keep(job, said, whole_internal(&batch.grader.catalogue, &(struct whole_options){ .name = job->name, .grader = batch.grader.hash }, reason));
		free(reason);
	}
	printf("[%u of %u, %u left] %s: %s%s\n", done, batch.count, batch.count - done, job->name, said->text, said->kept ? " (graded before)" : "");
	for (const char *line = said->found; *line; line += strcspn(line, "\n"), line += *line == '\n')
		printf("    %.*s\n", (int)strcspn(line, "\n"), line);
	fflush(stdout);
}

/* Until no process is left that we, or what we started, have started: they die with their parents, and come to us. */
static void end_all(void)
{
	for (u32 i = 0; i < batch.count; i++)
		if (batch.jobs[i].pid > 0)
			kill(batch.jobs[i].pid, SIGKILL);
	while (waitpid(-1, NULL, 0) >= 0 || errno == EINTR)
		;
}

/* 0, or the signal that stopped it. */
static int run_all(u32 at_once)
{
	sigset_t awaited, mask;
	u32 started = 0, done = 0, running = 0;
	int signal = 0;

	sigemptyset(&awaited);
	for (const int *s = (const int[]){ SIGINT, SIGTERM, SIGHUP, SIGCHLD, 0 }; *s; s++)
		sigaddset(&awaited, *s);
	sigprocmask(SIG_BLOCK, &awaited, &mask);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	while (done < batch.count) {
		pid_t pid;
		int status;

		while (running < at_once && started < batch.count) {
			start(&batch.jobs[started++], &mask);
			running++;
		}
		if ((signal = sigwaitinfo(&awaited, NULL)) != SIGCHLD && signal > 0)
			break;
		while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
			for (u32 i = 0; i < started; i++)
				if (batch.jobs[i].pid == pid) {
					batch.jobs[i].pid = 0;
					running--;
					finish(&batch.jobs[i], status, ++done);
				}
	}
	end_all();
	if (done < batch.count) {
		printf("Stopped with %u of %u done; the same command goes on from there.\n", done, batch.count);
		fflush(stdout);
	}
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return done < batch.count ? signal : 0;
}

/* ---- What to do */

static void add_job(const char *path)
{
	const char *end = path + strlen(path);
	struct job *job;

	while (end > path + 1 && end[-1] == '/')
		end--;
	batch.jobs = need(realloc(batch.jobs, (batch.count + 1) * sizeof *batch.jobs));
	job = &batch.jobs[batch.count++];
	*job = (struct job){ .path = format("%.*s", (int)(end - path), path) };
	const char *slash = strrchr(job->path, '/');
	job->name = need(strdup(slash && slash[1] ? slash + 1 : job->path));
	job->result = store_result(job->name);
	one_line(job->name);
}

static int by_result(const void *a, const void *b)
{
	return strcmp(((const struct job *)a)->result, ((const struct job *)b)->result);
}

/* Everything in the folder but what is hidden, and the results where they lie there, too. */
static void add_folder(const char *path, const char *out)
{
	DIR *entries = opendir(path);
	struct stat s, results = { 0 };

	if (!entries)
		die(STATUS_USAGE, "DIR=%s cannot be read: %s", path, strerror(errno));
	stat(out, &results);
	for (struct dirent *e; (e = readdir(entries)); ) {
		char *name = format("%s/%s", path, e->d_name);

		if (e->d_name[0] != '.' && !(stat(name, &s) == 0 && s.st_dev == results.st_dev && s.st_ino == results.st_ino))
			add_job(name);
		free(name);
	}
	closedir(entries);
	if (!batch.count)
		die(STATUS_USAGE, "DIR=%s holds no submission: put one archive or folder a learner there", path);
}

/* What is handed in stays as it is: a result must not be written into it, or over it. */
static void keep_apart(const char *out)
{
	for (u32 i = 0; i < batch.count; i++) {
		const char *name = batch.jobs[i].result;
		char *result = format("%s/%.*s", out, (int)(strrchr(name, '/') - name), name);
		struct stat a, b;

		if (lstat(result, &a) == 0 && lstat(batch.jobs[i].path, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
			die(STATUS_USAGE, "OUT=%s is where the submissions are, and results would be written into them; take another folder", out);
		free(result);
	}
}

/* Chapters where learners are looked for, or what holds them: somebody has named one learner's folder. */
static void expect_a_class(const char *dir)
{
	for (u32 i = 0; i < batch.count; i++)
		for (u32 k = 0; k < batch.grader.catalogue.count; k++)
			if (strcmp(batch.jobs[i].name, batch.grader.catalogue.entries[k].folder) == 0 || strcmp(batch.jobs[i].name, "work") == 0)
				die(STATUS_USAGE, "DIR=%s holds %s: it is one submission, and no folder of them. build/bin/grade grade-all %s OUT=... grades it",
				    dir, batch.jobs[i].name, dir);
}

static void count_other(const char *name, cJSON *result, void *context)
{
	struct others *others = context;
	bool graded = false;

	cJSON_Delete(result);
	for (u32 i = 0; i < batch.count && !graded; i++)
		graded = strncmp(batch.jobs[i].result, name, strlen(name)) == 0 && batch.jobs[i].result[strlen(name)] == '/';
	if (graded)
		return;
	if (!others->count++)
		snprintf(others->first, sizeof others->first, "%s", name);
}

/* Somebody has left the course, or handed in under another name: the summary cannot know. */
static void name_others(const char *dir, const char *out)
{
	struct others others = { 0 };

	store_each(&batch.store, count_other, &others);
	if (!others.count)
		return;
	one_line(others.first);
	printf("\n%u of the results in %s belong%s to nothing in %s: %s%s. Remove the folders of those that are not to be counted,\n"
	       "then: make summary OUT=%s\n", others.count, out, others.count == 1 ? "s" : "", dir, others.first, others.count > 1 ? " and others" : "", out);
}

static u32 processors(const char *word)
{
	cpu_set_t set;
	char *end;
	unsigned long n = word ? strtoul(word, &end, 10) : sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned long)CPU_COUNT(&set) : 1;

	if (word && (*end || n < 1 || n > JOBS_MOST))
		die(STATUS_USAGE, "JOBS=%s: take a number from 1 to %d", word, JOBS_MOST);
	return (u32)n;
}

int verb_grade_all(int argc, char **argv)
{
	const char *dir = NULL, *out = NULL, *secret = NULL, *jobs = NULL, *weak = NULL;
	const struct words { const char *key; const char **to; } table[] = {
		{ "DIR=", &dir }, { "OUT=", &out }, { "SECRET=", &secret }, { "JOBS=", &jobs }, { "WEAK=", &weak }, { NULL, NULL } };

	for (int i = 1; i < argc; i++) {
		const struct words *row = table;

		while (row->key && strncmp(argv[i], row->key, strlen(row->key)) != 0)
			row++;
		if (!row->key)
			add_job(argv[i]);
		else if (argv[i][strlen(row->key)])
			*row->to = argv[i] + strlen(row->key);
	}
	if (!out || !dir == !batch.count)
		die(STATUS_USAGE, "make grade-all takes DIR=, the folder with the submissions, and OUT=, where the results are to lie;\n"
		    "build/bin/grade grade-all takes single submissions in place of DIR=, too");
	u32 at_once = processors(jobs);
	if (dir)
		add_folder(dir, out);
	qsort(batch.jobs, batch.count, sizeof *batch.jobs, by_result);
	for (u32 i = 1; i < batch.count; i++)
		if (strcmp(batch.jobs[i - 1].result, batch.jobs[i].result) == 0)
			die(STATUS_USAGE, "two submissions are called %s; rename one", batch.jobs[i].name);
	keep_apart(out);
	grader_open(&batch.grader, secret, weak);
	if (dir)
		expect_a_class(dir);
	store_open(&batch.store, out);
	batch.said = mmap(NULL, batch.count * sizeof *batch.said, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (batch.said == MAP_FAILED)
		need(NULL);
	int stopped = run_all(at_once);
	bool internal = false;
	for (u32 i = 0; i < batch.count; i++)
		internal = internal || batch.said[i].internal;
	/* Single submissions are a part of a class: make summary speaks of all, once all are done. */
	if (!stopped) {
		summary_write(&batch.store, dir);
		if (dir)
			name_others(dir, out);
	}
	store_close(&batch.store);
	if (stopped) {
		signal(stopped, SIG_DFL);
		raise(stopped);
	}
	return internal ? STATUS_OURS : STATUS_GOOD;
}
