// SPDX-License-Identifier: MIT
#include "terminal.h"
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static volatile sig_atomic_t raw;

void terminal_restore(void)
{
	if (raw) {
		raw = 0;
		tcsetattr(0, TCSADRAIN, &saved);
	}
}

// A crash of our own must not leave the reader with a dead terminal.
static void crashed(int sig)
{
	terminal_restore();
	signal(sig, SIG_DFL);
	raise(sig);
}

bool terminal_raw(void)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT };
	struct termios t;

	if (!isatty(0) || tcgetattr(0, &saved))
		return false;
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		signal(crashes[i], crashed);
	atexit(terminal_restore);
	t = saved;
	t.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
	t.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON | ISTRIP);
	t.c_cc[VSUSP] = _POSIX_VDISABLE;	// a stopped runner would leave the terminal raw
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	raw = 1;
	if (tcsetattr(0, TCSADRAIN, &t)) {
		raw = 0;
		return false;
	}
	return true;
}

