/* SPDX-License-Identifier: MIT */
/*
 * Loaded into a program before everything else (LD_PRELOAD): another machine than this one.
 *
 *     NO_BUBBLEWRAP=1  bubblewrap is not installed
 *     ABSENT=NAME      that program is not installed
 *     FAILS=NAME       that program, in or out of a sandbox, only fails
 *     NO_EXCHANGE=1    a disk on which two files cannot change names
 *     KILL_AT=N        kill -9 right before the N-th call that changes a file
 *     NO_I386=1        a Linux that runs no programs for i386
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long kill_at;
static pid_t grader;
static int no_bubblewrap, no_exchange, no_i386;
static const char *absent, *fails;

__attribute__((constructor)) static void begin(void)
{
	const char *n = getenv("KILL_AT");

	kill_at = n ? atol(n) : 0;
	no_bubblewrap = getenv("NO_BUBBLEWRAP") != NULL;
	no_exchange = getenv("NO_EXCHANGE") != NULL;
	absent = getenv("ABSENT");
	fails = getenv("FAILS");
	no_i386 = getenv("NO_I386") != NULL;
	grader = getpid();
	unsetenv("LD_PRELOAD"); /* what it starts is as it is here */
}

static void count(void)
{
	if (kill_at && getpid() == grader && --kill_at == 0)
		kill(grader, SIGKILL);
}

static int is_called(const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	return name && strcmp(slash ? slash + 1 : path, name) == 0;
}

int access(const char *path, int how)
{
	if (is_called(path, absent)) {
		errno = ENOENT;
		return -1;
	}
	return (int)syscall(SYS_faccessat, AT_FDCWD, path, how);
}

static int is_i386(const char *path)
{
	unsigned char head[EI_NIDENT] = { 0 };
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || read(file, head, sizeof head) < 0)
		head[EI_CLASS] = ELFCLASSNONE;
	close(file);
	return head[EI_CLASS] == ELFCLASS32;
}

/* What bubblewrap starts stands among its arguments. */
int execve(const char *path, char *const argv[], char *const environment[])
{
	static const char nowhere[] = "/nowhere", failing[] = "/usr/bin/false";
	const char *words[256] = { 0 };

	if (no_bubblewrap && strcmp(path, "/usr/bin/bwrap") == 0) {
		errno = ENOENT;
		return -1;
	}
	if (no_i386 && is_i386(path)) {
		errno = ENOEXEC;
		return -1;
	}
	for (size_t i = 0; argv[i] && i < sizeof words / sizeof *words - 1; i++)
		words[i] = is_called(argv[i], absent) ? nowhere : is_called(argv[i], fails) ? failing : argv[i];
	path = is_called(path, absent) ? nowhere : is_called(path, fails) ? failing : path;
	return (int)syscall(SYS_execve, path, words, environment);
}

int renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
	count();
	if (no_exchange && flags) {
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from, old, to, new, flags);
}

int rename(const char *old, const char *new)
{
	count();
	return (int)syscall(SYS_renameat2, -100, old, -100, new, 0);
}

int link(const char *old, const char *new)
{
	count();
	return (int)syscall(SYS_linkat, -100, old, -100, new, 0);
}

int unlink(const char *path)
{
	count();
	return (int)syscall(SYS_unlinkat, -100, path, 0);
}

int mkdir(const char *path, mode_t mode)
{
	count();
	return (int)syscall(SYS_mkdirat, -100, path, mode);
}

ssize_t write(int file, const void *bytes, size_t size)
{
	if (file > 2) {
		count();
		/* Half of it, and then the end: a file that is not whole. */
		if (kill_at == 1 && getpid() == grader)
			return syscall(SYS_write, file, bytes, (size + 1) / 2);
	}
	return syscall(SYS_write, file, bytes, size);
}

int fsync(int file)
{
	count();
	return (int)syscall(SYS_fsync, file);
}
