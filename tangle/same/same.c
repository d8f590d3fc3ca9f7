/* SPDX-License-Identifier: MIT */
/*
 * same: run a chapter's programs on this Linux, and compare what they print with what they printed in our kernel.
 *
 *     same DIR SAID NN
 *
 * DIR/src/user/same.txt has a line for each experiment: its name, a colon, and the commands that it ran, with
 * semicolons between them. The programs are in DIR/user; what the kernel printed is in SAID/NN-NAME.txt. A program
 * runs as a plain user, in the address space that an i386 Linux would give it, with one variable, HOME=/.
 *
 * Status: 0 the same, 1 not the same, 2 usage, or this machine cannot run programs for i386, 3 our fault.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT_MOST = 1 << 16, WORDS = 16, NOBODY = 65534, CANNOT = 126, SECONDS = 10 };

struct text {
	char s[OUTPUT_MOST];
	size_t size;
};

_Noreturn static void die(int status, const char *what, const char *name, const char *why)
{
	fprintf(stderr, "same: %s %s: %s\n", what, name, why);
	exit(status);
}

/* The command's first word is the program. Does not return. */
_Noreturn static void become(const char *directory, char *command, int out)
{
	char *argv[WORDS], *const environment[] = { "HOME=/", NULL }, *rest;
	int n = 0, nothing = open("/dev/null", O_RDWR);

	for (char *word = strtok_r(command, " ", &rest); word && n < WORDS - 1; word = strtok_r(NULL, " ", &rest))
		argv[n++] = word;
	argv[n] = NULL;
	if (!n || chdir(directory) < 0)
		_exit(CANNOT);
	int program = open(argv[0], O_RDONLY | O_CLOEXEC);
	if (program < 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0)
		_exit(CANNOT);
	if (geteuid() == 0 && (setgroups(0, NULL) < 0 || setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
		_exit(CANNOT);
	personality(ADDR_LIMIT_3GB | ADDR_NO_RANDOMIZE);
	alarm(SECONDS);
	fexecve(program, argv, environment);
	_exit(errno == ENOEXEC ? CANNOT + 1 : CANNOT);
}

/* Runs a command and appends what it prints. */
static void run(const char *directory, char *command, struct text *said)
{
	int ends[2], status;
	ssize_t n;

	if (pipe2(ends, O_CLOEXEC) < 0)
		die(3, "cannot make a pipe for", command, strerror(errno));
	pid_t child = fork();
	if (child == 0)
		become(directory, command, ends[1]);
	close(ends[1]);
	if (child < 0)
		die(3, "cannot start", command, strerror(errno));
	while ((n = read(ends[0], said->s + said->size, sizeof said->s - 1 - said->size)) > 0)
		said->size += (size_t)n;
	said->s[said->size] = '\0';
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT + 1)
		die(2, "cannot run", command, "this Linux does not run programs for i386, so there is nothing to compare with");
	if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT)
		die(3, "cannot run", command, "is it built? make kernels builds it");
	if (WIFSIGNALED(status))
		die(1, "on Linux, it did not end by itself:", command, strsignal(WTERMSIG(status)));
}

static void read_file(const char *path, struct text *text)
{
	FILE *f = fopen(path, "re");

	if (!f)
		die(3, "cannot read", path, strerror(errno));
	text->size = fread(text->s, 1, sizeof text->s - 1, f);
	text->s[text->size] = '\0';
	fclose(f);
}

static size_t line_length(const char *s)
{
	return strcspn(s, "\n");
}

/* Says the first line that differs. */
static bool compare(const char *name, const char *linux, const char *ours)
{
	unsigned lines = 0;

	for (;; lines++) {
		size_t n = line_length(linux), k = line_length(ours);

		if (n != k || memcmp(linux, ours, n) != 0 || linux[n] != ours[k]) {
			printf("not the same: %s, line %u\n  on Linux   %.*s\n  in our kernel %.*s\n", name, lines + 1, (int)n, linux, (int)k, ours);
			return false;
		}
		if (!linux[n])
			break;
		linux += n + 1;
		ours += k + 1;
	}
	printf("the same: %s, %u lines\n", name, lines);
	return true;
}

int main(int argc, char *argv[])
{
	static struct text linux, ours;
	char path[4096], programs[4096], line[512], *rest;
	bool good = true;

	if (argc != 4) {
		fprintf(stderr, "usage: same DIR SAID NN\n");
		return 2;
	}
	snprintf(path, sizeof path, "%s/src/user/same.txt", argv[1]);
	snprintf(programs, sizeof programs, "%s/user", argv[1]);
	FILE *list = fopen(path, "re");
	if (!list)
		die(2, "chapter", argv[3], "it has no programs to compare; chapter 6 is the first that has");
	while (fgets(line, sizeof line, list)) {
		line[line_length(line)] = '\0';
		char *name = strtok_r(line, ":", &rest);
		if (!name)
			continue;
		linux.size = 0;
		for (char *command = strtok_r(NULL, ";", &rest); command; command = strtok_r(NULL, ";", &rest))
			run(programs, command, &linux);
		snprintf(path, sizeof path, "%s/%s-%s.txt", argv[2], argv[3], name);
		read_file(path, &ours);
		good = compare(name, linux.s, ours.s) && good;
	}
	fclose(list);
	return good ? 0 : 1;
}
