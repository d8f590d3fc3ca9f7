/* SPDX-License-Identifier: MIT */
/*
 * The judge's side of the worker (worker.c). Whatever comes out of the pipe or stands in the shared
 * memory was perhaps made by the learner's code: it is data, bounded and compared, never followed.
 */
#include "host.h"
#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	CPU_MS = 1000,   /* of processor time in one case: the verdict */
	HURRY_MS = 200,  /* without an answer, for whoever is in a hurry */
	ASLEEP_MS = 3000, /* no answer, and no time used either: it waits for something that never comes */
	WALL_MS = 60000, /* the net: our fault */
	DEPTH = 8,       /* of calls within services */
};

struct host {
	const struct image *image;
	const char *worker;
	int file;
	u8 *memory; /* the file, mapped */
	pid_t pid;  /* 0: none */
	int to, from;
	u32 sequence, depth;
	u32 used_ms; /* by this case's earlier workers */
	u32 silent_ms; /* that it may use without an answer */
	u32 copies;  /* of the worker, so far */
	void (*started)(int pid, u32 number); /* a debugger's; or NULL */
};

static const struct piece {
	u32 address, size, file;
	bool writable;
} stack = { STACK, STACK_SIZE, FILE_STACK, true }, arena = { ARENA, ARENA_SIZE, FILE_ARENA, true };

static bool ours(struct machine *m, const char *what)
{
	m->report.cause.length = 0;
	add(&m->report.cause, "the judge cannot %s: %s", what, strerror(errno));
	return false;
}

/* ---- Memory */

static u8 *find(struct host *h, u32 address, u32 size, bool write)
{
	const struct image *i = h->image;
	struct piece pieces[4 + EDGE_COUNT] = { stack, arena,
		{ i->variables, i->end - i->variables, FILE_IMAGE + i->variables - IMAGE, true },
		{ IMAGE, i->variables - IMAGE, FILE_IMAGE, false } };

	for (u32 k = 0; k < EDGE_COUNT; k++)
		pieces[4 + k] = (struct piece){ EDGES + k * EDGE_STEP, EDGE_SIZE, FILE_EDGES + k * EDGE_SIZE, true };
	for (u32 k = 0; k < sizeof pieces / sizeof *pieces; k++) {
		const struct piece *p = &pieces[k];

		if (address >= p->address && address - p->address < p->size && size <= p->size - (address - p->address))
			return p->writable || !write ? h->memory + p->file + (address - p->address) : NULL;
	}
	return NULL;
}

static bool read_memory(struct machine *m, u32 address, void *to, u32 size)
{
	u8 *from = find(m->carrier, address, size, false);

	if (from)
		memcpy(to, from, size);
	return from;
}

static bool write_memory(struct machine *m, u32 address, const void *from, u32 size)
{
	u8 *to = find(m->carrier, address, size, true);

	if (to)
		memcpy(to, from, size);
	return to;
}

static u32 find_symbol(struct machine *m, const char *name)
{
	return image_symbol(((struct host *)m->carrier)->image, name);
}

static void find_place(struct machine *m, u32 eip, struct text *text)
{
	image_place(((struct host *)m->carrier)->image, eip, text);
}

/* ---- The process */

static u32 cpu_ms(pid_t pid)
{
	clockid_t clock;
	struct timespec t;

	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) < 0)
		return 0;
	return (u32)(t.tv_sec * 1000 + t.tv_nsec / 1000000);
}

static u64 now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (u64)t.tv_sec * 1000 + (u64)t.tv_nsec / 1000000;
}

static void limit(int what, rlim_t value)
{
	struct rlimit l = { value, value };

	if (setrlimit(what, &l) < 0)
		_exit(40);
}

/* In the child: three files, an empty environment, and nothing of ours. */
static _Noreturn void become_worker(const char *worker, int requests, int answers, int file, pid_t parent)
{
	char *const argv[] = { "worker", NULL }, *const environment[] = { NULL };

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
		_exit(41);
	/* Copies above the places that they are to have. */
	requests = fcntl(requests, F_DUPFD, 16);
	answers = fcntl(answers, F_DUPFD, 16);
	file = fcntl(file, F_DUPFD, 16);
	int program = open(worker, O_RDONLY | O_CLOEXEC);
	if (requests < 0 || answers < 0 || file < 0 || program < 0)
		_exit(42);
	program = fcntl(program, F_DUPFD_CLOEXEC, 16);
	if (dup2(requests, 0) < 0 || dup2(answers, 1) < 0 || dup2(file, 3) < 0 || dup2(program, 4) < 0)
		_exit(42);
	close(2);
	if (fcntl(4, F_SETFD, FD_CLOEXEC) < 0 || close_range(5, ~0U, 0) < 0 || chdir("/") < 0)
		_exit(43);
	for (int s = 1; s < 32; s++)
		signal(s, SIG_DFL);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_AS, 64 << 20);
	limit(RLIMIT_FSIZE, 0);
	/* First a signal that a debugger sees, a second later one that nobody survives. */
	if (setrlimit(RLIMIT_CPU, &(struct rlimit){ CPU_MS / 1000 + 1, CPU_MS / 1000 + 2 }) < 0)
		_exit(40);
	syscall(SYS_execveat, 4, "", argv, environment, 0x1000 /* AT_EMPTY_PATH */);
	_exit(44);
}

/* Ends it, in whatever state it is. Returns how it ended. */
static int reap(struct host *h)
{
	int status = 0;
	struct rusage usage;

	if (!h->pid)
		return 0;
	close(h->to);
	close(h->from);
	kill(h->pid, SIGKILL);
	while (wait4(h->pid, &status, 0, &usage) < 0 && errno == EINTR)
		;
	h->used_ms += (u32)((usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000);
	h->pid = 0;
	return status;
}

/* ---- Records */

enum received { GOT, ENDED, OUT_OF_TIME, ASLEEP, TOO_SLOW };

/* A whole record. Only processor time makes a verdict: the clock on the wall is for what sleeps. */
static enum received receive(struct host *h, struct record *record)
{
	u64 start = now_ms(), moved = start;
	u32 first = h->silent_ms < CPU_MS ? cpu_ms(h->pid) : 0, had = 0, got = 0;
	struct pollfd p = { h->from, POLLIN, 0 };

	while (got < sizeof *record) {
		int ready = poll(&p, 1, (int)h->silent_ms / 5);

		if (ready < 0 && errno != EINTR)
			return ENDED;
		if (ready > 0) {
			ssize_t n = read(h->from, (u8 *)record + got, sizeof *record - got);

			if (n <= 0)
				return ENDED;
			got += (u32)n;
			continue;
		}
		if (h->started)
			continue;
		u32 used = cpu_ms(h->pid);
		u64 now = now_ms();
		if (used != had)
			moved = now;
		had = used;
		if (h->used_ms + used > CPU_MS || used - first > h->silent_ms)
			return OUT_OF_TIME;
		if (now - moved > ASLEEP_MS && used < CPU_MS) {
			char path[64], state[256] = "";
			snprintf(path, sizeof path, "/proc/%d/stat", (int)h->pid);
			int stat = open(path, O_RDONLY | O_CLOEXEC);
			if (stat >= 0 && read(stat, state, sizeof state - 1) < 0)
				state[0] = '\0';
			if (stat >= 0)
				close(stat);
			const char *end = strrchr(state, ')');
			if (end && end[1] == ' ' && end[2] == 'S')
				return ASLEEP;
		}
		if (now - start > WALL_MS)
			return TOO_SLOW;
	}
	return GOT;
}

/* False: the worker is gone, which the next receive will notice. */
static bool send(struct host *h, u32 type, u32 id, const u32 *words, u32 count)
{
	struct record record = { .type = type, .sequence = h->sequence, .id = id, .count = count };

	memcpy(record.words, words, count * sizeof *words);
	return write(h->to, &record, sizeof record) == sizeof record;
}

/* How a process is locked up: 0 not, 1 strictly, more: that many filters (and one). */
static u32 locks(pid_t pid)
{
	char path[40], line[128];
	u32 mode = 0, filters = 0;
	FILE *status;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	status = fopen(path, "re");
	while (status && fgets(line, sizeof line, status)) {
		sscanf(line, "Seccomp:\t%u", &mode);
		sscanf(line, "Seccomp_filters:\t%u", &filters);
	}
	if (status)
		fclose(status);
	return mode == 1 ? 1 : mode == 2 && filters ? filters + 1 : 0;
}

/* Whether a worker is in strict mode, or has a filter that we have not; by the kernel's word and not by its own. */
static bool is_locked(pid_t pid)
{
	u32 its = locks(pid);

	return its == 1 || (its > 1 && its > (locks(getpid()) ? locks(getpid()) : 1));
}

static bool start(struct machine *m)
{
	struct host *h = m->carrier;
	const struct image *i = h->image;
	int requests[2], answers[2];
	pid_t parent = getpid();

	if (pipe2(requests, O_CLOEXEC) < 0 || pipe2(answers, O_CLOEXEC) < 0)
		return ours(m, "make a pipe");
	h->pid = fork();
	if (h->pid == 0)
		become_worker(h->worker, requests[0], answers[1], h->file, parent);
	close(requests[0]);
	close(answers[1]);
	h->to = requests[1];
	h->from = answers[0];
	h->sequence = h->depth = 0;
	if (h->pid < 0) {
		close(h->to);
		close(h->from);
		h->pid = 0;
		return ours(m, "start a process");
	}
	struct record ready;
	send(h, LAYOUT, 0, (u32[]){ i->constants, i->variables, i->end, i->table, i->table_end, i->privileged }, 6);
	if (receive(h, &ready) != GOT || ready.type != READY || ready.sequence != ++h->sequence) {
		int status = reap(h);

		m->report.cause.length = 0;
		add(&m->report.cause, "the worker (%s) does not start: %s %d", h->worker,
		    WIFSIGNALED(status) ? "signal" : "status", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
		return false;
	}
	if (!is_locked(h->pid)) {
		reap(h);
		m->report.cause.length = 0;
		add(&m->report.cause, "the worker (%s) is not locked up, so nothing of the submission was run", h->worker);
		return false;
	}
	h->copies++;
	if (h->started)
		h->started(h->pid, h->copies);
	return true;
}

static struct outcome broken(struct machine *m, const char *cause)
{
	m->report.cause.length = 0;
	add(&m->report.cause, "%s", cause);
	return (struct outcome){ .kind = BROKEN };
}

static struct outcome forged(struct machine *m, const char *what)
{
	snprintf(m->attack, sizeof m->attack, "%s", what);
	return (struct outcome){ .kind = FORGED };
}

/* The pipe was closed without a FAULT record. */
static struct outcome explain_end(struct machine *m)
{
	struct host *h = m->carrier;
	u32 earlier = h->used_ms;
	siginfo_t info = { 0 };

	/* It has closed its pipe by ending: let it, so that the status is its own. */
	for (u32 i = 0; i < 100 && waitid(P_PID, (id_t)h->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && !info.si_pid; i++)
		usleep(1000);
	int status = reap(h);
	if (WIFEXITED(status))
		return forged(m, "it ended the process (exit)");
	if (WTERMSIG(status) == SIGXCPU || h->used_ms - earlier > CPU_MS)
		return (struct outcome){ .kind = RAN_OUT };
	if (WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGSYS)
		return forged(m, "it made a system call, which nothing in a kernel can do");
	return (struct outcome){ .kind = CRASHED, .signal = (u32)WTERMSIG(status), .trap = ~0U };
}

static struct outcome call_function(struct machine *m, u32 address, const u32 *words, u32 count)
{
	struct host *h = m->carrier;
	struct record record;

	if (count > RECORD_WORDS)
		return broken(m, "the test calls with more than eight words");
	if (h->depth == DEPTH)
		return broken(m, "the test's services call back too deep");
	if (!h->pid && !start(m))
		return (struct outcome){ .kind = BROKEN };
	h->depth++;
	send(h, CALL, address, words, count);
	for (;;) {
		switch (receive(h, &record)) {
		case GOT:
			break;
		case ENDED:
			return explain_end(m);
		case OUT_OF_TIME:
			reap(h);
			return (struct outcome){ .kind = RAN_OUT };
		case ASLEEP:
			reap(h);
			snprintf(m->attack, sizeof m->attack, "it sleeps in a system call");
			return (struct outcome){ .kind = RAN_OUT };
		case TOO_SLOW:
			reap(h);
			return broken(m, "the machine is so busy that the function did not get a second of processor time in a minute");
		}
		if (record.sequence != ++h->sequence) {
			reap(h);
			return forged(m, "it wrote to the judge's pipe (an answer out of turn)");
		}
		switch (record.type) {
		case RETURN:
			if (record.id != address) {
				reap(h);
				return forged(m, "it wrote to the judge's pipe (an answer to another call)");
			}
			h->depth--;
			return (struct outcome){ .kind = RETURNED, .value = record.words[0], .high = record.words[1] };
		case FAULT:
			reap(h);
			return (struct outcome){ .kind = CRASHED, .signal = record.words[0], .trap = record.words[1],
						 .error = record.words[2], .eip = record.words[3], .cr2 = record.words[4] };
		case SERVICE: {
			u32 number = record.id;

			if (number >= PRIVILEGED && number - PRIVILEGED < PRIVILEGED_COUNT)
				number = h->image->privileged_service[number - PRIVILEGED];
			if (number >= m->service_count) {
				reap(h);
				return forged(m, "it wrote to the judge's pipe (a service that there is not)");
			}
			if (m->total_calls == CALLS) {
				snprintf(m->said, sizeof m->said, "%s", m->services[number].name);
				reap(h);
				return (struct outcome){ .kind = RAN_OUT };
			}
			u32 answer = machine_service(m, number, record.words);
			if (m->stopped) {
				reap(h);
				return (struct outcome){ .kind = STOPPED };
			}
			/* A handler's own call may have crashed, and the worker be gone: then this one ends with it. */
			if (!h->pid)
				return (struct outcome){ .kind = STOPPED };
			send(h, ANSWER, 0, &answer, 1);
			break;
		}
		default:
			reap(h);
			return forged(m, "it wrote to the judge's pipe (no record of the worker's)");
		}
	}
}

static bool reset(struct machine *m)
{
	struct host *h = m->carrier;

	reap(h);
	h->used_ms = m->shrinking ? 0 : h->used_ms;
	if (ftruncate(h->file, 0) < 0 || ftruncate(h->file, FILE_SIZE) < 0)
		return ours(m, "clear the memory");
	memcpy(h->memory + FILE_IMAGE, h->image->bytes, h->image->end - IMAGE);
	memset(h->memory + FILE_STACK, 0xA5, STACK_SIZE);
	return true;
}

static bool finish(struct machine *m)
{
	struct host *h = m->carrier;
	struct record rest;
	siginfo_t info = { 0 };

	if (!h->pid)
		return true;
	/* No more calls: it ends by itself, and leaves nothing. */
	close(h->to);
	h->to = open("/dev/null", O_WRONLY | O_CLOEXEC);
	bool quiet = receive(h, &rest) == ENDED;
	for (u32 i = 0; quiet && i < 1000 && waitid(P_PID, (id_t)h->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && !info.si_pid; i++)
		usleep(1000);
	int status = reap(h);
	if (quiet && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	snprintf(m->attack, sizeof m->attack, "%s", quiet ? "it ended the process behind the judge's back" : "it wrote to the judge's pipe (bytes left at the end)");
	return false;
}

static void close_host(struct machine *m)
{
	struct host *h = m->carrier;

	if (!h)
		return;
	reap(h);
	munmap(h->memory, FILE_SIZE);
	close(h->file);
	free(h);
	m->carrier = NULL;
}

bool host_open(struct machine *m, const struct image *image, const char *worker)
{
	struct host *h = calloc(1, sizeof *h);

	if (!h)
		return ours(m, "get memory");
	h->image = image;
	h->worker = worker;
	h->silent_ms = m->hurry ? HURRY_MS : CPU_MS;
	h->file = memfd_create("memory", MFD_CLOEXEC | 0x10 /* MFD_EXEC: the image is mapped from it */);
	if (h->file < 0 && errno == EINVAL) /* before Linux 6.3 */
		h->file = memfd_create("memory", MFD_CLOEXEC);
	if (h->file < 0 || ftruncate(h->file, FILE_SIZE) < 0) {
		free(h);
		return ours(m, "make shared memory");
	}
	h->memory = mmap(NULL, FILE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, h->file, 0);
	if (h->memory == MAP_FAILED) {
		close(h->file);
		free(h);
		return ours(m, "map shared memory");
	}
	m->carrier = h;
	m->transport = (struct transport){
		.reset = reset, .invoke = call_function, .read = read_memory, .write = write_memory,
		.symbol = find_symbol, .place = find_place, .finish = finish, .close = close_host,
		.arena = { ARENA, ARENA_SIZE },
		.variables = { image->variables, image->end - image->variables },
		.stack = { STACK, STACK_SIZE },
		.edges = { EDGES, EDGE_SIZE }, .edge_step = EDGE_STEP, .edge_count = EDGE_COUNT,
	};
	signal(SIGPIPE, SIG_IGN); /* a worker that died is noticed when reading */
	return true;
}

u32 host_copies(const struct machine *m)
{
	return ((const struct host *)m->carrier)->copies;
}

void host_debug(struct machine *m, void (*started)(int pid, u32 number))
{
	((struct host *)m->carrier)->started = started;
}
