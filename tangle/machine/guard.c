// SPDX-License-Identifier: MIT
#include "guard.h"
#include "terminal.h"
#include "lib/fail.h"
#include "lib/file.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void guard(int from, pid_t group)
{
	char c;
	ssize_t n;

	setsid();			// out of reach of Ctrl-C and of the terminal's job control
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	for (int fd = 1; fd < 1024; fd++)
		if (fd != from)
			close(fd);
	while ((n = read(from, &c, 1)) < 0 && errno == EINTR)
		;
	if (n != 1) {			// the runner went without saying so
		kill(-group, SIGKILL);
		terminal_restore();
	}
	_exit(0);
}

int guard_start(pid_t group)
{
	int p[2];
	pid_t pid;

	// Two forks, so that nobody has to wait for the guard.
	if (pipe2(p, O_CLOEXEC) || (pid = fork()) < 0) {
		kill(-group, SIGKILL);
		die(STATUS_OURS, "cannot start the guard process: %s", strerror(errno));
	}
	if (pid == 0) {
		if (fork() == 0) {
			close(p[1]);
			guard(p[0], group);
		}
		_exit(0);
	}
	close(p[0]);
	waitpid(pid, NULL, 0);
	return p[1];
}

void guard_end(int guard)
{
	write_all(guard, "q", 1);
	close(guard);
}
