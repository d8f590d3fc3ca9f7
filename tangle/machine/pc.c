// SPDX-License-Identifier: MIT
#include "pc.h"
#include "process.h"
#include "terminal.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	WALL_MS = 10 * 60 * 1000,	// the last net, far beyond any boot; never the usual judge
	FIRST_LOOK_MS = 500,		// silence after which we look whether the CPU is halted for good
	LAST_LOOK_MS = 4000,
	WATCHDOG_MOST = 30,
};

static long long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static volatile sig_atomic_t interrupted;
static int wake[2] = { -1, -1 };	// written by the handler, so that no poll sleeps over a signal

static void on_signal(int sig)
{
	if (interrupted) {		// twice: do not wait for anything; the guard cleans up
		terminal_restore();
		signal(sig, SIG_DFL);
		raise(sig);
	}
	interrupted = sig;
	if (write(wake[1], "!", 1) < 0)
		return;			// full: it is awake already
}

void machine_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal };

	if (pipe2(wake, O_CLOEXEC | O_NONBLOCK))
		die(STATUS_OURS, "cannot make a pipe: %s", strerror(errno));
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGHUP, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int machine_interrupted(void)
{
	return interrupted;
}

static void take_keys(struct machine *m, bool *keys)
{
	char chunk[1024];
	ssize_t n = read(0, chunk, sizeof chunk);

	if (n > 0) {
		struct pollfd p = { .fd = m->con, .events = POLLOUT };

		// A kernel that does not read loses what is typed; the runner never waits for it.
		if (m->con >= 0 && poll(&p, 1, 0) > 0 && write(m->con, chunk, (size_t)n) < 0 && errno == EPIPE)
			*keys = false;
	} else if (n == 0 || errno != EINTR)
		*keys = false;
}

// ---- the loop

// The watchdog interrupts what is not through in time. A person in the monitor has all the time there is.
static bool watch_over(struct machine *m, bool on)
{
	char line[32], *said;

	// 2 to 30 seconds, as 14 to 0.
	snprintf(line, sizeof line, on ? "o /b 0x443 %u" : "o /b 0x441 0", (WATCHDOG_MOST - m->b->patience) / 2);
	said = qmp_human(&m->qmp, line);
	free(said);
	return said;
}

// With a disk an idle machine's clock is the host's, and jumps when the host was put to sleep: the watchdog must come twice.
static bool let_go_on(struct machine *m)
{
	if (!m->disk.sectors || m->warned)
		return false;
	m->warned = true;
	m->qmp.watchdog = false;
	// It may have ended meanwhile: then nobody answers.
	if (watch_over(m, true))
		qmp_command(&m->qmp, "cont");
	return true;
}

static void watch(struct machine *m)
{
	struct boot *b = m->b;
	bool keys = b->interactive;
	long long spoke = now_ms(), looked = spoke;
	bool watched = !b->gdb && m->ctl >= 0;
	int look_ms = FIRST_LOOK_MS;

	while (!b->how && (m->con >= 0 || m->data >= 0)) {
		struct pollfd p[] = {
			{ .fd = m->con, .events = POLLIN }, { .fd = m->data, .events = POLLIN },
			{ .fd = m->ctl, .events = POLLIN }, { .fd = m->err, .events = POLLIN },
			{ .fd = keys ? 0 : -1, .events = POLLIN }, { .fd = b->extra, .events = POLLIN },
			{ .fd = wake[0], .events = POLLIN }, { .fd = b->gdb ? b->stub_fd : -1, .events = POLLIN },
		};
		int got = poll(p, sizeof p / sizeof *p, look_ms);

		if (interrupted) {
			end_how(b, ENDED_INTERRUPTED, xstrdup("interrupted"));
			break;
		}
		if (got > 0) {
			// What the kernel says comes first, then what it reports about it.
			if (p[0].revents)
				hear_console(m);
			if (p[1].revents) {
				hear_console(m);
				hear_data(m);
			}
			if (p[3].revents)
				hear_stderr(m);
			if (p[2].revents && !qmp_read(&m->qmp)) {
				close(m->ctl);
				m->ctl = -1;
			}
			if (p[4].revents)
				take_keys(m, &keys);
			if (p[5].revents && b->on_extra)
				b->on_extra(b);
			if (p[7].revents)
				b->on_stub(b);
			if (p[0].revents || p[1].revents) {
				spoke = looked = now_ms();
				look_ms = FIRST_LOOK_MS;
			}
		}
		if (b->data.monitor && watched && m->ctl >= 0)
			watched = !watch_over(m, false);
		if (b->leave)
			end_how(b, ENDED_INTERRUPTED, xstrdup("left"));
		else if (m->qmp.watchdog) {
			if (!end_if_halted(m) && !let_go_on(m))	// one that waits for nothing is told by that
				end_late(m);
		} else if (m->qmp.stopped)
			end_if_reset(m);
		else if (!b->data.monitor && (b->con.full || b->data.full))
			end_how(b, ENDED_FLOOD, format("the kernel wrote more than %d MiB and was stopped", CONSOLE_MAX >> 20));
		else if (now_ms() - looked >= look_ms) {
			looked = now_ms();
			look_ms = look_ms * 2 < LAST_LOOK_MS ? look_ms * 2 : LAST_LOOK_MS;
			if (!end_if_halted(m) && !b->gdb && !b->data.monitor && now_ms() - spoke > WALL_MS)
				end_hung(m, "silent for ten minutes");
		}
	}
}

bool machine_addressing(struct boot *b, uint32_t *base, bool *paging)
{
	struct registers r;

	if (!b->machine || b->machine->ctl < 0 || !qmp_registers(&b->machine->qmp, &r))
		return false;
	*base = r.cs.base;
	*paging = r.cr0 >> 31;
	return true;
}

bool machine_is_off(struct boot *b)
{
	struct machine *m = b->machine;

	return m && m->ctl >= 0 && qmp_read(&m->qmp) && m->qmp.stopped && strcmp(m->qmp.reason, "guest-reset");
}

char *machine_human(struct boot *b, const char *line)
{
	return b->machine && b->machine->ctl >= 0 ? qmp_human(&b->machine->qmp, line) : NULL;
}

void machine_run(struct boot *b)
{
	struct machine m = { .b = b, .pid = -1, .con = -1, .data = -1, .ctl = -1, .err = -1 };

	launch(&m);
	if (m.ctl < 0 || (qmp_open(&m.qmp, m.ctl) && (b->gdb || (watch_over(&m, true) && qmp_command(&m.qmp, "cont")))))
		watch(&m);
	else if (interrupted)
		end_how(b, ENDED_INTERRUPTED, xstrdup("interrupted"));
	end_process(&m);
}

void boot_free(struct boot *b)
{
	console_free(&b->con);
	data_free(&b->data);
	free(b->append);
	free(b->how);
}
