// SPDX-License-Identifier: MIT
#include "pc.h"
#include "guard.h"
#include "qmp.h"
#include "terminal.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	WALL_MS = 10 * 60 * 1000,	// the last net, far beyond any boot; never the usual judge
	FIRST_LOOK_MS = 500,		// silence after which we look whether the CPU is halted for good
	LAST_LOOK_MS = 4000,
	EFLAGS_IF = 0x200,
	WATCHDOG_MOST = 30,
	NODE_HALTED = 2, NODE_CANNOT = 4, NODE_LATE = 6,	// exit statuses of machine.mjs that are no exit value
};

static long long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

struct machine {
	struct boot *b;
	pid_t pid;
	int guard;
	int con, data, ctl, err;	// -1 = closed, or never there
	struct qmp qmp;
	bool off;			// the kernel has switched the machine off, and QEMU was told to go
	struct buf stderr_text;
};

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

// ---- starting

static const char *qemu(void)
{
	const char *q = getenv("QEMU");

	return q && *q ? q : "qemu-system-i386";
}

static _Noreturn void exec_qemu(const struct boot *b)
{
	char *mem = format("%u", b->mem), *dir = xstrdup(b->im->path), *base = xstrdup(b->im->path);
	const char *args[64];
	int n = 0;

	// The kernel sees its own file name on its command line: give it one that is the same everywhere.
	if (chdir(dirname(dir)))
		_exit(126);
#define ARG(...) do { const char *a[] = { __VA_ARGS__ }; \
		      for (size_t i = 0; i < sizeof a / sizeof *a; i++) args[n++] = a[i]; } while (0)
	ARG(qemu(), "-accel", "tcg", "-M", "pc", "-cpu", "qemu32", "-m", mem, "-nodefaults", "-no-user-config",
	    "-display", "none", "-vga", "std", "-net", "none", "-rtc", "base=2000-01-01,clock=vm",
	    // A triple fault stops the machine instead of ending QEMU, so that we can still ask where.
	    // So does the watchdog, which no kernel knows of: it is how one that never ends is told.
	    "-action", "reboot=shutdown,shutdown=pause,watchdog=pause", "-device", "ib700",
	    // In batch an idle guest skips to its next timer; for a person it must sleep. With both, the time-stamp
	    // counter counts every instruction as one (shift=0): chapters measure with it.
	    "-icount", b->interactive || b->gdb ? "shift=0,sleep=on" : "shift=0,sleep=off",
	    "-S", "-chardev", "socket,id=con,fd=3", "-serial", "chardev:con",
	    "-chardev", "socket,id=data,fd=4", "-device", "isa-debugcon,iobase=0xe9,chardev=data",
	    "-chardev", "socket,id=ctl,fd=5", "-mon", "chardev=ctl,mode=control",
	    "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04",
	    "-kernel", basename(base), "-append", b->append);
	// The programs of the chapters, where there are any, lie beside the kernel.
	if (access("initrd", R_OK) == 0)
		ARG("-initrd", "initrd");
	if (b->gdb)
		ARG("-chardev", "socket,id=gdb,fd=6", "-gdb", "chardev:gdb");
	args[n] = NULL;
	execvp(args[0], (char **)args);
	dprintf(2, "%s: %s\n", args[0], strerror(errno));
	_exit(127);
}

static _Noreturn void exec_node(const struct boot *b)
{
	execlp("node", "node", b->v86, b->im->path, format("%u", b->mem), b->append, format("%u", b->patience), (char *)NULL);
	dprintf(2, "node: %s\n", strerror(errno));
	_exit(127);
}

static int high(int fd)
{
	return fcntl(fd, F_DUPFD_CLOEXEC, 20);
}

static void start(struct machine *m)
{
	struct boot *b = m->b;
	int con[2], data[2], ctl[2], gdb[2], err[2];
	pid_t self = getpid();

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, con) ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, data) ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ctl) ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, gdb) || pipe2(err, O_CLOEXEC))
		die(STATUS_OURS, "cannot make sockets: %s", strerror(errno));
	fflush(stdout);
	fflush(stderr);
	m->pid = fork();
	if (m->pid < 0)
		die(STATUS_OURS, "cannot fork: %s", strerror(errno));
	if (m->pid == 0) {
		int c = high(con[1]), d = high(data[1]), q = high(ctl[1]), e = high(err[1]), g = high(gdb[1]);
		int null = open("/dev/null", O_RDWR | O_CLOEXEC);

		// Its own group: Ctrl-C is for the runner, which then decides. It never outlives us.
		setpgid(0, 0);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != self)
			_exit(126);
		signal(SIGPIPE, SIG_DFL);
		dup2(null, 0);
		dup2(b->v86 ? c : null, 1);
		dup2(e, 2);
		dup2(b->v86 ? d : c, 3);
		if (b->v86)
			exec_node(b);
		dup2(d, 4);
		dup2(q, 5);
		dup2(g, 6);
		exec_qemu(b);
	}
	setpgid(m->pid, m->pid);
	m->guard = guard_start(m->pid);
	close(con[1]);
	close(data[1]);
	close(ctl[1]);
	close(gdb[1]);
	close(err[1]);
	m->con = con[0];
	m->data = data[0];
	m->err = err[0];
	if (b->v86) {
		close(ctl[0]);
		m->ctl = -1;
	} else
		m->ctl = ctl[0];
	if (b->gdb)
		b->stub_fd = gdb[0];
	else
		close(gdb[0]);
	b->console_fd = m->con;
	b->machine = m;
	fcntl(m->con, F_SETFL, O_NONBLOCK);
	fcntl(m->data, F_SETFL, O_NONBLOCK);
	fcntl(m->err, F_SETFL, O_NONBLOCK);
}

// ---- looking

// Before the kernel has set up its segments or pages, EIP is a physical address.
static char *name_place(struct image *im, uint32_t eip)
{
	struct place p;

	if (image_place(im, eip, true, true, &p) || image_place(im, eip + 0xc0000000u, true, true, &p))
		return format("%s+0x%x%s%s", p.symbol, p.offset, p.line[0] ? "  " : "", p.line);
	return format("%08x, which is outside the kernel", eip);
}

static void set_how(struct boot *b, enum ended ended, char *how)
{
	b->ended = ended;
	free(b->how);
	b->how = how;
}

#define TOO_LATE "not through after %u billion instructions"	// or as many nanoseconds of its own clock

static void hung(struct machine *m, const char *why)
{
	struct registers r;
	char *place;

	if (m->ctl < 0 || !qmp_registers(&m->qmp, &r)) {
		set_how(m->b, ENDED_HUNG, format("the kernel hung: %s", why));
		return;
	}
	place = name_place(m->b->im, r.halted ? r.eip - 1 : r.eip);	// EIP is past the hlt
	set_how(m->b, ENDED_HUNG, format("the kernel hung: %s at %s", why, place));
	free(place);
}

// The machine has been silent for a while. Returns true when it will never speak again.
static bool is_halted_for_good(struct machine *m)
{
	struct registers r;

	if (m->ctl < 0 || m->b->gdb || !qmp_registers(&m->qmp, &r) || !r.halted || (r.eflags & EFLAGS_IF))
		return false;
	hung(m, "halted with interrupts off");
	return true;
}

// The machine is paused for good. From QEMU 9 on a value on the exit port does that too, and is QEMU's exit status
// once it is told to go; before, QEMU went by itself.
static void stopped(struct machine *m)
{
	struct registers r;
	char *place;

	if (strcmp(m->qmp.reason, "guest-reset") || !qmp_registers(&m->qmp, &r)) {
		if (!m->off)
			qmp_command(&m->qmp, "quit");
		m->off = true;
		return;
	}
	place = name_place(m->b->im, r.eip);
	set_how(m->b, ENDED_RESET, format("the kernel reset (a triple fault, or a reset by hand) at %s, CR2 %08x", place, r.cr2));
	free(place);
}

// ---- reading

static void take_console(struct machine *m)
{
	char chunk[16384];
	ssize_t n;

	while (m->con >= 0 && (n = read(m->con, chunk, sizeof chunk)) != -1) {
		if (n == 0) {
			close(m->con);
			m->con = -1;
			return;
		}
		console_add(&m->b->con, chunk, (size_t)n);
		if (m->b->on_console)
			m->b->on_console(m->b, chunk, (size_t)n);
		if ((size_t)n < sizeof chunk)
			return;		// give the other channels their turn
	}
}

static void take_data(struct machine *m)
{
	char chunk[16384];
	ssize_t n = read(m->data, chunk, sizeof chunk);

	if (n == 0) {
		close(m->data);
		m->data = -1;
	} else if (n > 0) {
		data_add(&m->b->data, chunk, (size_t)n);
		if (m->b->on_data)
			m->b->on_data(m->b);
	}
}

static void take_stderr(struct machine *m)
{
	char chunk[4096];
	ssize_t n = read(m->err, chunk, sizeof chunk);

	m->stderr_text.limit = 8192;
	if (n > 0)
		buf_add(&m->stderr_text, chunk, (size_t)n);
	else if (n == 0) {
		close(m->err);
		m->err = -1;
	}
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

// ---- ending

static char *last_line(struct buf *b)
{
	char *nl;

	buf_add(b, "", 0);
	while (b->len && b->s[b->len - 1] == '\n')
		b->s[--b->len] = 0;
	nl = strrchr(b->s, '\n');
	return nl ? nl + 1 : b->s;
}

// QEMU did not run: say what is wrong with it and what to do.
static char *qemu_trouble(struct machine *m, int code)
{
	static const char *install = "sudo apt-get install --no-install-recommends qemu-system-x86";
	char *cmd, line[256] = "", *v;
	int major = 0, minor = 0;
	FILE *f;

	if (code == 127)
		return format("%s is not installed, and every boot needs it: %s", qemu(), install);
	cmd = format("'%s' --version 2>/dev/null", qemu());
	if ((f = popen(cmd, "r"))) {
		if (!fgets(line, sizeof line, f))
			line[0] = 0;
		pclose(f);
	}
	free(cmd);
	if ((v = strstr(line, "version ")) && sscanf(v + 8, "%d.%d", &major, &minor) == 2 &&
	    (major < 6 || (major == 6 && minor < 2)))
		return format("%s is version %d.%d, too old: every boot needs 6.2 or later: %s", qemu(), major, minor, install);
	return format("QEMU failed: %s", *last_line(&m->stderr_text) ? last_line(&m->stderr_text)
			 : "it ended without a word; try again with QEMU=/path/to/another/qemu-system-i386");
}

static void judge_exit(struct machine *m, int st)
{
	struct boot *b = m->b;
	int code = WIFEXITED(st) ? WEXITSTATUS(st) : -1;

	if (b->how)			// the end was known before the process went
		return;
	if (!b->v86 && code == 127)		// what execvp left, and no exit value of ours
		set_how(b, ENDED_MACHINE, qemu_trouble(m, code));
	else if (code < 0)
		set_how(b, ENDED_MACHINE, format("%s was killed by signal %d: boot again", b->v86 ? "node" : "QEMU", WTERMSIG(st)));
	else if (code == ((0x10 << 1) | 1))
		set_how(b, ENDED_FINISHED, xstrdup("the kernel finished"));
	else if (code == ((0x11 << 1) | 1))
		set_how(b, ENDED_OOPS, xstrdup("the kernel ended in an oops"));
	else if (code == ((0x12 << 1) | 1))
		set_how(b, ENDED_PANIC, xstrdup("the kernel ended in a panic"));
	else if (code == ((0x13 << 1) | 1))
		set_how(b, ENDED_DOUBLE_FAULT, xstrdup("the kernel ended in a double fault"));
	else if (b->v86 && code == 127)
		set_how(b, ENDED_MACHINE, xstrdup("node is not installed, and booting under v86 needs it: "
						  "sudo apt-get install --no-install-recommends nodejs npm"));
	else if (b->v86 && code == NODE_CANNOT)
		set_how(b, ENDED_MACHINE, xstrdup(last_line(&m->stderr_text)));
	else if (b->v86 && code == NODE_LATE)
		set_how(b, ENDED_HUNG, format("the kernel hung: " TOO_LATE, b->patience));
	else if (b->v86 && code == NODE_HALTED)
		set_how(b, ENDED_HUNG, xstrdup("the kernel hung: halted with interrupts off"));
	else if (code == 0 && m->off)
		set_how(b, ENDED_RESET, format("the kernel switched itself off without saying that it had finished (%s)", m->qmp.reason));
	else if (code == 0)
		set_how(b, ENDED_RESET, xstrdup("the kernel reset (a triple fault, or a reset by hand)"));
	else if (code == 1 || !(code & 1))
		set_how(b, ENDED_MACHINE, b->v86 ? format("node failed: %s", last_line(&m->stderr_text))
						  : qemu_trouble(m, code));
	else
		set_how(b, ENDED_UNKNOWN, format("the kernel wrote 0x%x to the exit port, which means nothing "
						    "(0x10 finished, 0x11 oops, 0x12 panic, 0x13 double fault)", code >> 1));
}

// Reads what is left, bounded, and takes the process away.
static void finish(struct machine *m)
{
	int st;

	if (m->b->how)
		kill(-m->pid, SIGKILL);
	// Its channels are closed, so it is on its way out; if not, it has failed.
	for (int tries = 0; waitpid(m->pid, &st, WNOHANG) != m->pid; tries++) {
		if (tries == 500) {
			set_how(m->b, ENDED_MACHINE, xstrdup("QEMU does not answer: boot again"));
			kill(-m->pid, SIGKILL);
		}
		poll(NULL, 0, tries < 50 ? 1 : 10);
	}
	guard_end(m->guard);
	for (int fd = m->con; fd >= 0 && m->con >= 0 && !m->b->con.full; ) {
		size_t before = m->b->con.total;

		take_console(m);
		if (m->b->con.total == before)
			break;
	}
	for (size_t before = SIZE_MAX; m->data >= 0 && before != m->b->data.total && !m->b->data.full; ) {
		before = m->b->data.total;
		take_data(m);
	}
	if (m->err >= 0)
		take_stderr(m);
	judge_exit(m, st);
	if (m->con >= 0)
		close(m->con);
	if (m->data >= 0)
		close(m->data);
	if (m->err >= 0)
		close(m->err);
	if (m->ctl >= 0)
		close(m->ctl);
	if (m->b->stub_fd >= 0)
		close(m->b->stub_fd);
	m->b->stub_fd = -1;
	m->b->machine = NULL;
	m->b->console_fd = -1;
	channel_free(&m->qmp.in);
	buf_free(&m->stderr_text);
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
			set_how(b, ENDED_INTERRUPTED, xstrdup("interrupted"));
			break;
		}
		if (got > 0) {
			// What the kernel says comes first, then what it reports about it.
			if (p[0].revents)
				take_console(m);
			if (p[1].revents) {
				take_console(m);
				take_data(m);
			}
			if (p[3].revents)
				take_stderr(m);
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
			set_how(b, ENDED_INTERRUPTED, xstrdup("left"));
		else if (m->qmp.watchdog) {
			char why[64];

			snprintf(why, sizeof why, TOO_LATE, b->patience);
			if (!is_halted_for_good(m))	// one that waits for nothing is told by that
				hung(m, why);
		} else if (m->qmp.stopped)
			stopped(m);
		else if (!b->data.monitor && (b->con.full || b->data.full))
			set_how(b, ENDED_FLOOD, format("the kernel wrote more than %d MiB and was stopped", CONSOLE_MAX >> 20));
		else if (now_ms() - looked >= look_ms) {
			looked = now_ms();
			look_ms = look_ms * 2 < LAST_LOOK_MS ? look_ms * 2 : LAST_LOOK_MS;
			if (!is_halted_for_good(m) && !b->gdb && !b->data.monitor && now_ms() - spoke > WALL_MS)
				hung(m, "silent for ten minutes");
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

	start(&m);
	if (m.ctl < 0 || (qmp_open(&m.qmp, m.ctl) && (b->gdb || (watch_over(&m, true) && qmp_command(&m.qmp, "cont")))))
		watch(&m);
	else if (interrupted)
		set_how(b, ENDED_INTERRUPTED, xstrdup("interrupted"));
	finish(&m);
}

void boot_free(struct boot *b)
{
	console_free(&b->con);
	data_free(&b->data);
	free(b->append);
	free(b->how);
}
