/* SPDX-License-Identifier: MIT */
/*
 * Unpacks an archive into memory. A library for archives is a large program that reads a stranger's bytes, so it
 * runs in a process that can do nothing but read them and write what it found into a pipe.
 */
#include "unpack.h"
#include "grade/submission.h"
#include "lib/fail.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CPU_SECONDS = 10, WALL_SECONDS = 60 };
#define MEMORY_MOST (512UL << 20)

/* What comes through the pipe. */
enum { ENTRY = 1, REFUSED, WHOLE };
enum trouble { FINE, LINK, NO_FILE, LARGE, UNREADABLE, TROUBLES };

static const char *const troubles[TROUBLES] = {
	[LINK] = "is a link", [NO_FILE] = "is no file but a device or pipe", [LARGE] = "is larger than 256 KiB",
	[UNREADABLE] = "is damaged or encrypted in the archive",
};

struct head {
	u32 kind, trouble, path, size; /* then the path's bytes, and the file's */
};

/* ---- The process that unpacks */

static _Noreturn void leave(int status)
{
	syscall(SYS_exit_group, status);
	__builtin_unreachable();
}

static void send(int pipe, const void *bytes, size_t size)
{
	ssize_t n;

	for (const char *p = bytes; size; p += n, size -= (size_t)n)
		if ((n = write(pipe, p, size)) <= 0)
			leave(1);
}

static void send_text(int pipe, u32 kind, u32 trouble, const char *text, const void *bytes, u32 size)
{
	struct head head = { kind, trouble, (u32)strnlen(text, INTAKE_PATH_MOST + 1), size };

	send(pipe, &head, sizeof head);
	send(pipe, text, head.path);
	if (size)
		send(pipe, bytes, size);
}

/* All else is answered with EPERM: the library tries to find out about time zones and character sets. */
static bool lock_up(void)
{
	static const int allowed[] = {
		SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(fstat), SCMP_SYS(fstat64), SCMP_SYS(newfstatat),
		SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
		SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(rt_sigreturn), SCMP_SYS(exit), SCMP_SYS(exit_group),
	};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));

	for (size_t i = 0; filter && i < sizeof allowed / sizeof *allowed; i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) < 0)
			return false;
	return filter && seccomp_load(filter) == 0; /* which sets NO_NEW_PRIVS, too */
}

static bool limit(int what, rlim_t value)
{
	struct rlimit l = { value, value };

	return setrlimit(what, &l) == 0;
}

static const char *path_of(struct archive_entry *entry)
{
	const char *path = archive_entry_pathname(entry);

	return path || (path = archive_entry_pathname_utf8(entry)) ? path : "(a name that cannot be read)";
}

/* One entry. Reads all of it, also what is not wanted, so that what comes out is counted. */
static void unpack_entry(struct archive *a, struct archive_entry *entry, int pipe, u64 *total)
{
	static char bytes[SUBMISSION_FILE_MOST + 1], rest[64 * 1024];
	const char *path = path_of(entry);
	enum trouble trouble = FINE;
	u32 size = 0;

	if (archive_entry_filetype(entry) == AE_IFDIR) /* its path is judged, and it is none of the files */
		trouble = TROUBLES;
	else if (archive_entry_filetype(entry) == AE_IFLNK || archive_entry_hardlink(entry))
		trouble = LINK;
	else if (archive_entry_filetype(entry) != AE_IFREG)
		trouble = NO_FILE;
	for (ssize_t n; trouble != TROUBLES; ) {
		bool fits = size < sizeof bytes;

		n = archive_read_data(a, fits ? bytes + size : rest, fits ? sizeof bytes - size : sizeof rest);
		if (n == 0)
			break;
		if (n < 0) {
			trouble = trouble ? trouble : UNREADABLE;
			break;
		}
		size += fits ? (u32)n : 0;
		*total += (u64)n;
		if (*total > INTAKE_BYTES_MOST) {
			char reason[64];

			snprintf(reason, sizeof reason, "it unpacks to more than %d MiB", INTAKE_BYTES_MOST >> 20);
			send_text(pipe, REFUSED, 1, reason, NULL, 0);
			leave(0);
		}
	}
	if (size == sizeof bytes && !trouble)
		trouble = LARGE;
	send_text(pipe, ENTRY, trouble, path, bytes, trouble ? 0 : size);
}

static _Noreturn void unpack_locked_up(int file, int pipe)
{
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	u64 total = 0;
	int result;

	for (int s = 1; s < 32; s++)
		signal(s, SIG_DFL);
	if (dup2(file, 0) < 0 || dup2(pipe, 1) < 0 || close_range(2, ~0U, 0) < 0)
		leave(1);
	alarm(WALL_SECONDS);
	if (!a || archive_read_support_filter_gzip(a) != ARCHIVE_OK || archive_read_support_format_tar(a) != ARCHIVE_OK ||
	    archive_read_support_format_zip(a) != ARCHIVE_OK || !limit(RLIMIT_CORE, 0) || !limit(RLIMIT_FSIZE, 0) ||
	    !limit(RLIMIT_CPU, CPU_SECONDS) || !limit(RLIMIT_AS, MEMORY_MOST) || !lock_up())
		leave(1);
	if (archive_read_open_fd(a, 0, 64 * 1024) != ARCHIVE_OK) {
		send_text(1, REFUSED, 0, "the archive is damaged", NULL, 0);
		leave(0);
	}
	for (u32 entries = 0; (result = archive_read_next_header(a, &entry)) != ARCHIVE_EOF; ) {
		/* Whole copies of the book come with what was made of it: neither its size nor its number counts. */
		bool left_out = result >= ARCHIVE_WARN && (intake_made(path_of(entry)) || intake_is_hidden(path_of(entry)));

		if (result < ARCHIVE_WARN || (!left_out && ++entries > INTAKE_ENTRIES_MOST + 1)) {
			send_text(1, REFUSED, 0, result < ARCHIVE_WARN ? "the archive is damaged" : "it has too many entries", NULL, 0);
			leave(0);
		}
		if (left_out)
			send_text(1, ENTRY, FINE, path_of(entry), NULL, 0);
		else
			unpack_entry(a, entry, 1, &total);
	}
	send_text(1, WHOLE, 0, "", NULL, 0);
	leave(0);
}

/* ---- The process that asked for it, and believes nothing */

static bool receive(int pipe, void *to, size_t size)
{
	ssize_t n;

	for (char *p = to; size; p += n, size -= (size_t)n)
		while ((n = read(pipe, p, size)) <= 0)
			if (n == 0 || errno != EINTR)
				return false;
	return true;
}

/* True if the end came in order. */
static bool take_all(struct intake *in, int pipe)
{
	char path[INTAKE_PATH_MOST + 2];
	struct head head;
	bool whole = false;
	u8 *bytes = xalloc(SUBMISSION_FILE_MOST);

	while (!whole && receive(pipe, &head, sizeof head) && head.path <= INTAKE_PATH_MOST + 1 && head.size <= SUBMISSION_FILE_MOST &&
	       head.trouble <= TROUBLES && receive(pipe, path, head.path) && receive(pipe, bytes, head.size)) {
		path[head.path] = '\0';
		if (strlen(path) != head.path)
			break;
		for (char *s = path; (s = strchr(s, '\\')); ) /* as some Windows programs write it */
			*s = '/';
		if (head.kind == ENTRY && head.trouble == TROUBLES) {
			if (!intake_add_folder(in, path))
				break;
		} else if (head.kind == ENTRY) {
			if (!intake_add(in, path, bytes, head.size, troubles[head.trouble]))
				break;
		} else {
			if (head.kind == REFUSED)
				intake_refuse(in, "%s", path);
			if (head.kind == REFUSED && head.trouble)
				snprintf(in->attack, sizeof in->attack, "an archive that unpacks to far more than a submission");
			whole = true;
		}
	}
	free(bytes);
	return whole || *in->reason;
}

void unpack(struct intake *in, int file)
{
	int pipe[2], status = 0;
	pid_t parent = getpid(), child = -1;

	if (pipe2(pipe, O_CLOEXEC) == 0 && (child = fork()) == 0) {
		if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
			leave(1);
		unpack_locked_up(file, pipe[1]);
	}
	if (child < 0) {
		intake_refuse(in, "cannot start a process to unpack it");
		in->internal = true;
		return;
	}
	close(pipe[1]);
	bool whole = take_all(in, pipe[0]);
	close(pipe[0]);
	kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (whole)
		return;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 1) {
		intake_refuse(in, "the process that unpacks cannot be locked up");
		in->internal = true;
		return;
	}
	intake_refuse(in, "it cannot be unpacked: the process that tried ended with signal %d", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	snprintf(in->attack, sizeof in->attack, "an archive that ends the process which unpacks it");
}
