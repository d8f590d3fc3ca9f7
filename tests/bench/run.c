/* SPDX-License-Identifier: MIT */
#include "run.h"

#include "lib/fail.h"
#include "lib/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void run_begin(void)
{
	prctl(PR_SET_CHILD_SUBREAPER, 1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds of processor time that this machine has used for anything; what waits for a disk uses none. */
static double busy(void)
{
	unsigned long long user = 0, nice = 0, system = 0, idle, waiting, irq = 0, softirq = 0, steal = 0;
	FILE *stat = fopen("/proc/stat", "r");

	if (!stat || fscanf(stat, "cpu %llu %llu %llu %llu %llu %llu %llu %llu", &user, &nice, &system, &idle, &waiting, &irq, &softirq, &steal) != 8)
		die(STATUS_OURS, "/proc/stat: its first line is not what Linux writes there; mount /proc");
	fclose(stat);
	return (double)(user + nice + system + irq + softirq + steal) / (double)sysconf(_SC_CLK_TCK);
}

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static _Noreturn void become(const char *folder, const char *command, int out)
{
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (nothing < 0 || chdir(folder) || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) {
		dprintf(out, "%s: %s\n", folder, strerror(errno));
		_exit(127);
	}
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Hands on what comes until the last writer has gone; the moment when a line held this, or 0. */
static double listen_for(int in, const char *until, FILE *log)
{
	FILE *said = fdopen(in, "r");
	char *line = NULL;
	size_t room = 0;
	double when = 0;

	if (!said)
		die(STATUS_OURS, "no stream: %s", strerror(errno));
	for (ssize_t n; (n = getline(&line, &room, said)) >= 0; ) {
		if (until && !when && strstr(line, until))
			when = now();
		fwrite(line, 1, (size_t)n, log);
	}
	free(line);
	fclose(said);
	return when;
}

struct run run_command(const char *folder, const char *command, const char *until, const char *log)
{
	FILE *out = fopen(log, "we");
	int pipe_ends[2], how = 0, status = 0;
	struct rusage used;
	struct run run = { 0 };

	if (!out || pipe2(pipe_ends, O_CLOEXEC))
		die(STATUS_OURS, "%s: %s", log, strerror(errno));
	setvbuf(out, NULL, _IOLBF, 0);
	fflush(NULL);

	double began = now(), busy_before = busy(), ended = 0;
	pid_t child = fork();

	if (child < 0)
		die(STATUS_OURS, "no process: %s", strerror(errno));
	if (child == 0)
		become(folder, command, pipe_ends[1]);
	close(pipe_ends[1]);

	double heard = listen_for(pipe_ends[0], until, out);

	/* What a child has used and waited for comes with the child; what it has left behind comes to us after it. */
	for (pid_t pid; (pid = wait4(-1, &how, 0, &used)) >= 0 || errno == EINTR; ) {
		if (pid < 0)
			continue;
		if (pid == child) {
			status = how;
			ended = now();
		}
		run.processor += seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
		if ((double)used.ru_maxrss > run.peak)
			run.peak = (double)used.ru_maxrss;
	}
	run.others = (busy() - busy_before - run.processor) / (now() - began);
	if (run.others < 0) /* the clock of /proc/stat is a coarse one */
		run.others = 0;
	run.good = WIFEXITED(status) && WEXITSTATUS(status) == 0 && (!until || heard);
	run.seconds = (heard ? heard : ended) - began;
	fclose(out);
	return run;
}
