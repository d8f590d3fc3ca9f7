/* SPDX-License-Identifier: MIT */
#include "sandbox.h"
#include "lib/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS = 160, FILES_MOST = 8, PATIENCE = 180 };

#define NO_TOOL "cannot start a tool: are gcc and binutils installed?"

/* For what reads a learner's file and ends. */
static const struct sandbox_limits tool_limits = { .cpu = 15, .memory = 1UL << 30, .file = 8UL << 20 };

const char *sandbox_level_name(enum sandbox_level level)
{
	static const char *const names[] = { "limits", "landlock", "bubblewrap" };

	return names[level];
}

/* What is to run, and with what. */
struct program {
	const char *const *argv; /* argv[0]: a path, or a name in /usr/bin */
	struct sandbox_limits limits;
	const int *files; /* become 3, 4... */
	unsigned count;
	int output; /* becomes 1 and 2 */
};

/* ---- Landlock */

static bool allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = access, .parent_fd = open(path, O_PATH | O_CLOEXEC) };

	if (rule.parent_fd < 0)
		return errno == ENOENT;
	long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
	return result == 0;
}

/* Everything that version 1 knows; later versions add kinds of access that are then not restricted. */
static bool restrict_files(const struct sandbox *box, const struct program *program)
{
	const uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
	const uint64_t see = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
	const struct landlock_ruleset_attr attributes = { .handled_access_fs = all };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);

	return rules >= 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       allow(rules, "/usr/bin", see | LANDLOCK_ACCESS_FS_EXECUTE) && allow(rules, "/usr/lib", see | LANDLOCK_ACCESS_FS_EXECUTE) &&
	       allow(rules, "/usr/lib64", see | LANDLOCK_ACCESS_FS_EXECUTE) && allow(rules, "/usr/libexec", see | LANDLOCK_ACCESS_FS_EXECUTE) &&
	       allow(rules, "/lib", see | LANDLOCK_ACCESS_FS_EXECUTE) && allow(rules, "/lib64", see | LANDLOCK_ACCESS_FS_EXECUTE) &&
	       allow(rules, box->headers, see) && allow(rules, box->folder, program->limits.reads_only ? see : all) &&
	       (!program->limits.reads_only || allow(rules, "/usr/share", see)) &&
	       (!program->limits.writes || allow(rules, program->limits.writes, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)) &&
	       syscall(SYS_landlock_restrict_self, rules, 0) == 0;
}

/* ---- One program */

static void kill_all(int signal)
{
	(void)signal;
	kill(0, SIGKILL);
}

/* What listens ends by itself, as QEMU does, and what would wait for it is still there: a process that is killed together with the
 * first one of bubblewrap's is in nobody's account of processor time. */
static void end_all(int number)
{
	signal(number, SIG_IGN);
	kill(0, number);
	alarm(1); /* for who does not listen */
}

/* more: over which the kernel kills without a word. Who has less than that himself gives what he has. */
static void limit(int what, rlim_t value, rlim_t more)
{
	struct rlimit l;

	if (getrlimit(what, &l) < 0)
		_exit(125);
	if (l.rlim_max > value + more)
		l.rlim_max = value + more;
	l.rlim_cur = l.rlim_max - more;
	if (setrlimit(what, &l) < 0)
		_exit(125);
}

/* bubblewrap's arguments, then the program's. Without --new-session: the keeper has begun one, and in another its signal would not
 * reach bubblewrap's inner process, which asks only some time after its start to die with its parent. */
static void add_bubblewrap(const struct sandbox *box, const struct program *program, const char **argv)
{
	const char *const wrap[] = {
		"/usr/bin/bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL",
		"--ro-bind", "/usr/bin", "/usr/bin", "--ro-bind", "/usr/lib", "/usr/lib", "--ro-bind-try", "/usr/lib64", "/usr/lib64",
		"--ro-bind-try", "/usr/libexec", "/usr/libexec", "--ro-bind-try", "/lib", "/lib", "--ro-bind-try", "/lib64", "/lib64",
		"--tmpfs", "/tmp", "--ro-bind", box->headers, box->headers, program->limits.reads_only ? "--ro-bind" : "--bind", box->folder, box->folder,
		"--chdir", box->folder,
	}, *const share[] = { "--ro-bind-try", "/usr/share", "/usr/share" }, *const writes[] = { "--bind", program->limits.writes, program->limits.writes };
	size_t n = sizeof wrap / sizeof *wrap;

	memcpy(argv, wrap, sizeof wrap);
	if (program->limits.reads_only) {
		memcpy(argv + n, share, sizeof share);
		n += sizeof share / sizeof *share;
	}
	if (program->limits.writes) {
		memcpy(argv + n, writes, sizeof writes);
		n += sizeof writes / sizeof *writes;
	}
	argv[n++] = "--";
	for (size_t i = 0; n < ARGUMENTS - 1 && (argv[n] = program->argv[i]); i++)
		n++;
}

static _Noreturn void become(const struct sandbox *box, const struct program *program)
{
	static char *const environment[] = { "PATH=/usr/bin:/bin", "LC_ALL=C", "TMPDIR=.", NULL };
	const char *argv[ARGUMENTS] = { 0 };
	char path[128];

	snprintf(path, sizeof path, "%s%s", *program->argv[0] == '/' ? "" : "/usr/bin/", program->argv[0]);
	limit(RLIMIT_CPU, program->limits.cpu, 1);
	limit(RLIMIT_AS, program->limits.memory, 0);
	limit(RLIMIT_FSIZE, program->limits.file, 0);
	limit(RLIMIT_CORE, 0, 0);
	signal(SIGTERM, SIG_IGN); /* QEMU has a handler of its own; bubblewrap and the tools wait for the kill */
	signal(SIGALRM, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	if (chdir(box->folder) < 0)
		_exit(125);
	if (box->level == LEVEL_LANDLOCK && !restrict_files(box, program))
		_exit(125);
	if (box->level == LEVEL_BUBBLEWRAP) {
		add_bubblewrap(box, program, argv);
		execve(argv[0], (char *const *)argv, environment);
		_exit(126); /* it is not there: never the tool without it */
	}
	execve(path, (char *const *)program->argv, environment);
	_exit(127);
}

/* Puts the program's files to their places: from copies above all of them. */
static bool place_files(const struct program *program, int input)
{
	int copies[FILES_MOST + 2], count = (int)program->count;

	for (int i = 0; i < count + 2; i++)
		if ((copies[i] = fcntl(i == 0 ? input : i == 1 ? program->output : program->files[i - 2], F_DUPFD, 64)) < 0)
			return false;
	for (int i = 0; i < count; i++)
		if (dup2(copies[i + 2], 3 + i) < 0)
			return false;
	return dup2(copies[0], 0) >= 0 && dup2(copies[1], 1) >= 0 && dup2(copies[1], 2) >= 0 && close_range((unsigned)(3 + count), ~0U, 0) == 0;
}

/* Keeps the program and what it starts in one group, and kills them all: at the wall's time, or when the judge is gone (even
 * killed). Its own status is the program's. */
static _Noreturn void keep(const struct sandbox *box, const struct program *program, pid_t parent)
{
	const struct sigaction ending = { .sa_handler = end_all }, killing = { .sa_handler = kill_all };
	int status, nothing = open("/dev/null", O_RDONLY);

	setsid(); /* a group of its own, and no terminal to read from */
	sigaction(SIGTERM, &ending, NULL);
	sigaction(SIGALRM, &killing, NULL);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (prctl(PR_SET_PDEATHSIG, SIGALRM) < 0 || getppid() != parent || !place_files(program, nothing))
		_exit(125);
	alarm(program->limits.wall);
	pid_t pid = fork();
	if (pid < 0)
		_exit(125);
	if (pid == 0)
		become(box, program);
	while (waitpid(pid, &status, 0) < 0)
		;
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

/* Its keeper's id, or -1. Signals wait until the keeper has handlers of its own: those that it inherits may be a test runner's. */
static pid_t start(const struct sandbox *box, const struct program *program)
{
	pid_t parent = getpid(), keeper;
	sigset_t all, before;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	keeper = fork();
	if (keeper == 0)
		keep(box, program, parent);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return keeper;
}

const char *sandbox_run(const struct sandbox *box, const char *const argv[], struct sandboxed *result)
{
	struct program program = { .argv = argv, .limits = tool_limits };
	int pipe[2], status;
	char rest[4096], path[128];

	/* bubblewrap's status would be the tool's own, which had found the learner's file wrong. */
	snprintf(path, sizeof path, "/usr/bin/%s", argv[0]);
	if (access(path, X_OK) < 0)
		return NO_TOOL;
	memset(result, 0, offsetof(struct sandboxed, output) + 1);
	if (pipe2(pipe, O_CLOEXEC) < 0)
		return "cannot make a pipe";
	program.limits.wall = box->patience;
	program.output = pipe[1];
	pid_t keeper = start(box, &program);
	close(pipe[1]);
	if (keeper < 0) {
		close(pipe[0]);
		return "cannot start a process";
	}
	for (;;) {
		size_t room = sizeof result->output - 1 - result->length;
		ssize_t n = read(pipe[0], room ? result->output + result->length : rest, room ? room : sizeof rest);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (room)
			result->length += (size_t)n;
	}
	result->output[result->length] = '\0';
	close(pipe[0]);
	while (waitpid(keeper, &status, 0) < 0 && errno == EINTR)
		;
	result->timed_out = WIFSIGNALED(status);
	result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 125)
		return "cannot lock a tool up";
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return NO_TOOL;
	return NULL;
}

int sandbox_start(const struct sandbox *box, const char *const argv[], const struct sandbox_limits *limits,
		  const int *files, unsigned count, int output)
{
	return start(box, &(struct program){ .argv = argv, .limits = *limits, .files = files, .count = count, .output = output });
}

int sandbox_end(int keeper, enum sandbox_end how)
{
	int status = 0;
	siginfo_t info = { 0 };

	for (int i = 0; how == ENDS_ITSELF && i < 1000 && waitid(P_PID, (id_t)keeper, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && !info.si_pid; i++)
		usleep(1000);
	kill(keeper, how == ENDS_ASKED ? SIGTERM : SIGALRM);
	while (waitpid(keeper, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- The folder */

const char *sandbox_open(struct sandbox *box, const char *parent, const char *headers, enum sandbox_level most)
{
	static const char *const nothing[] = { "true", NULL };
	char link[sizeof box->folder + 16];

	if (!parent && !(parent = getenv("TMPDIR")))
		parent = "/tmp";
	box->patience = PATIENCE;
	char *absolute = realpath(parent, NULL), *real = realpath(headers, NULL);
	int n = absolute ? snprintf(box->folder, sizeof box->folder, "%s/judge-XXXXXX", absolute) : 0;
	int k = real ? snprintf(box->headers, sizeof box->headers, "%s", real) : 0;
	free(absolute);
	free(real);
	if (k <= 0 || (size_t)k >= sizeof box->headers)
		return "cannot find the kernel's headers: build the kernel first";
	if (n <= 0 || (size_t)n >= sizeof box->folder || !mkdtemp(box->folder))
		return "cannot make a folder to work in: set TMPDIR to one that can be written";
	snprintf(link, sizeof link, "%s/include", box->folder);
	if (symlink(box->headers, link) < 0)
		return "cannot link the kernel's headers";

	struct sandboxed *probe = malloc(sizeof *probe);
	if (!probe)
		return "no memory";
	static bool works[LEVEL_BUBBLEWRAP + 1]; /* once a process: a probe costs as much as a link */

	for (box->level = most; box->level > LEVEL_LIMITS; box->level--)
		if (works[box->level] || (works[box->level] = !sandbox_run(box, nothing, probe) && probe->status == 0))
			break;
	free(probe);
	return NULL;
}

/* Files and folders of one level below: nothing of ours lies deeper, and gcc makes none. */
void sandbox_close(struct sandbox *box)
{
	DIR *folder = *box->folder ? opendir(box->folder) : NULL;

	for (struct dirent *e; folder && (e = readdir(folder)); )
		unlinkat(dirfd(folder), e->d_name, 0);
	if (folder)
		closedir(folder);
	if (*box->folder)
		rmdir(box->folder);
	*box->folder = '\0';
}

bool sandbox_write(const struct sandbox *box, const char *name, const void *bytes, size_t size)
{
	char path[sizeof box->folder + 256];

	snprintf(path, sizeof path, "%s/%s", box->folder, name);
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0)
		return false;
	bool good = write_all(file, bytes, size);
	return close(file) == 0 && good;
}

void *sandbox_read(const struct sandbox *box, const char *name, size_t limit, size_t *size)
{
	char path[sizeof box->folder + 256], *bytes = NULL;
	struct stat s;

	snprintf(path, sizeof path, "%s/%s", box->folder, name);
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file >= 0 && fstat(file, &s) == 0 && S_ISREG(s.st_mode) && (size_t)s.st_size <= limit && (bytes = malloc((size_t)s.st_size + 1))) {
		ssize_t n = 0, got = 0;

		while (got < s.st_size && (n = read(file, bytes + got, (size_t)(s.st_size - got))) > 0)
			got += n;
		bytes[got] = '\0';
		*size = (size_t)got;
	}
	if (file >= 0)
		close(file);
	return bytes;
}
