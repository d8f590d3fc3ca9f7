// SPDX-License-Identifier: MIT
// gdb speaks of the addresses the kernel is linked at. QEMU's stub wants linear ones, and until
// chapter 3 turns paging on the two differ: the boot descriptors' base does the translation. So the
// runner stands between them and rewrites the addresses in memory and breakpoint packets, and the
// EIP of the first instructions, which run where the kernel was loaded.
#include "debug.h"
#include "outcome.h"
#include "machine/disk.h"
#include "machine/packet.h"
#include "machine/pc.h"
#include "lib/fail.h"
#include "lib/file.h"
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
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HIGH = (int)0xc0000000, ANSWER_MS = 30000, EIP_DIGIT = 8 * 8 };

struct proxy {
	struct image *im;
	struct display d;
	struct channel gdb, stub;	// gdb's connection, QEMU's
	bool running;			// the kernel runs: the next packet is a stop reply
	uint32_t base;
	bool paging;
};

// ---- packets

// Takes one packet's text out of c; false when none has come whole. *interrupt is set at a ^C.
static bool take_packet(struct channel *c, struct buf *packet, bool *interrupt)
{
	size_t n;
	char *text = packet_take(c, &n, interrupt);

	if (!text)
		return false;
	buf_reset(packet);
	buf_add(packet, text, n);
	free(text);
	return true;
}

// The stub's next packet. False when QEMU is gone or silent.
static bool answer(struct boot *b, struct buf *packet)
{
	struct proxy *x = b->arg;
	bool ignored = false;

	x->stub.fd = b->stub_fd;
	while (!take_packet(&x->stub, packet, &ignored))
		if (!channel_fill(&x->stub, ANSWER_MS))
			return false;
	return write_all(b->stub_fd, "+", 1);
}

static bool ask(struct boot *b, const char *s, size_t n, struct buf *packet)
{
	packet_send(b->stub_fd, s, n);
	return answer(b, packet);
}

// ---- addresses

static uint32_t linear(const struct proxy *x, uint32_t addr)
{
	if (!x->base && !x->paging && addr >= (uint32_t)HIGH)
		return addr - (uint32_t)HIGH;
	return addr + x->base;
}

// Before the first far jump EIP is where the kernel was loaded; to gdb it is where it was linked.
static void raise_eip(const struct proxy *x, struct buf *regs, size_t at)
{
	uint32_t eip = 0, off;
	char hex[9];

	if (x->base || x->paging || regs->len < at + 8)
		return;
	for (int i = 3; i >= 0; i--) {
		char two[3] = { regs->s[at + 2 * (size_t)i], regs->s[at + 2 * (size_t)i + 1], 0 };

		eip = eip << 8 | (uint32_t)strtoul(two, NULL, 16);
	}
	if (eip >= (uint32_t)HIGH || !image_symbol(x->im, eip + (uint32_t)HIGH, &off))
		return;
	eip += (uint32_t)HIGH;
	snprintf(hex, sizeof hex, "%02x%02x%02x%02x", eip & 255, eip >> 8 & 255, eip >> 16 & 255, eip >> 24);
	memcpy(regs->s + at, hex, 8);
}

// ---- what gdb asks

static bool resumes(const char *s)
{
	return strchr("cCsS", *s) || (!strncmp(s, "vCont", 5) && s[5] == ';');
}

// `monitor say TEXT` types a line to the kernel.
static bool say(struct boot *b, const char *hex)
{
	struct buf text = {0};
	bool ours;

	buf_add(&text, "", 0);
	for (; hex[0] && hex[1]; hex += 2) {
		char two[3] = { hex[0], hex[1], 0 }, c = (char)strtoul(two, NULL, 16);

		buf_add(&text, &c, 1);
	}
	ours = !strncmp(text.s, "say ", 4);
	if (ours) {
		buf_puts(&text, "\r");
		write_all(b->console_fd, text.s + 4, text.len - 4);
	}
	buf_free(&text);
	return ours;
}

// A breakpoint must work before and after paging: at both linear addresses.
static bool breakpoint(struct boot *b, const struct buf *in, struct buf *out)
{
	char *comma = strchr(in->s, ','), *low;
	uint32_t addr = comma ? (uint32_t)strtoul(comma + 1, NULL, 16) : 0;
	bool ok;

	if (addr < (uint32_t)HIGH)
		return ask(b, in->s, in->len, out);
	low = format("%.2s,%x%s", in->s, addr - (uint32_t)HIGH, comma + 1 + strcspn(comma + 1, ","));
	ok = ask(b, low, strlen(low), out) && ask(b, in->s, in->len, out);
	free(low);
	return ok;
}

static void serve(struct boot *b, struct buf *in)
{
	struct proxy *x = b->arg;
	struct buf out = {0};
	bool ok = true;
	char c = in->s[0];

	// Whoever leaves gdb leaves the kernel: it does not run on to the end of the sentence.
	if (!write_all(x->gdb.fd, "+", 1) || c == 'k' || c == 'D') {
		packet_send(x->gdb.fd, "OK", 2);
		b->leave = true;
		return;
	}
	if (resumes(in->s)) {
		x->running = true;
		packet_send(b->stub_fd, in->s, in->len);
		return;
	}
	buf_add(&out, "", 0);
	if (c == 'm' || c == 'M' || c == 'X') {
		size_t digits = strspn(in->s + 1, "0123456789abcdefABCDEF");
		struct buf moved = {0};

		buf_printf(&moved, "%c%x", c, linear(x, (uint32_t)strtoul(in->s + 1, NULL, 16)));
		buf_add(&moved, in->s + 1 + digits, in->len - 1 - digits);
		ok = ask(b, moved.s, moved.len, &out);
		buf_free(&moved);
	} else if (c == 'Z' || c == 'z')
		ok = breakpoint(b, in, &out);
	else if (!strncmp(in->s, "qRcmd,", 6) && say(b, in->s + 6))
		buf_puts(&out, "OK");
	else {
		ok = ask(b, in->s, in->len, &out);
		// A monitor command's text comes in packets of its own before the answer.
		while (ok && out.s[0] == 'O' && strcmp(out.s, "OK")) {
			packet_send(x->gdb.fd, out.s, out.len);
			ok = answer(b, &out);
		}
		if (!strcmp(in->s, "g"))
			raise_eip(x, &out, EIP_DIGIT);
		else if (!strcmp(in->s, "p8"))
			raise_eip(x, &out, 0);
	}
	if (ok)
		packet_send(x->gdb.fd, out.s, out.len);
	else
		b->leave = true;
	buf_free(&out);
}

static void on_gdb(struct boot *b)
{
	struct proxy *x = b->arg;
	struct buf packet = {0};
	bool interrupt = false;

	if (!channel_fill(&x->gdb, 0))
		b->leave = true;
	while (!b->leave && take_packet(&x->gdb, &packet, &interrupt))
		serve(b, &packet);
	if (interrupt && x->running)
		write_all(b->stub_fd, "\003", 1);
	buf_free(&packet);
}

static void on_stub(struct boot *b)
{
	struct proxy *x = b->arg;
	struct buf packet = {0};
	bool ignored = false;

	x->stub.fd = b->stub_fd;
	if (!channel_fill(&x->stub, 0)) {
		close(b->stub_fd);	// QEMU has gone; gdb has heard so
		b->stub_fd = -1;
		return;
	}
	while (x->running && take_packet(&x->stub, &packet, &ignored)) {
		write_all(b->stub_fd, "+", 1);
		if (machine_is_off(b))	// to QEMU it has only stopped; gdb is told otherwise
			continue;
		x->running = false;
		if (packet.s[0] != 'W' && packet.s[0] != 'X' && !machine_addressing(b, &x->base, &x->paging))
			b->leave = true;
		packet_send(x->gdb.fd, packet.s, packet.len);
	}
	buf_free(&packet);
}

static void on_console(struct boot *b, const char *s, size_t n)
{
	struct proxy *x = b->arg;
	struct buf out = {0};

	display_add(&x->d, s, n, &out);
	write_all(1, out.s, out.len);
	buf_free(&out);
}

// ---- gdb itself

static pid_t start_gdb(const struct image *im, const char *socket)
{
	char *target = format("target remote %s", socket);
	char *entry = format("tbreak *0x%x", image_entry(im));
	// A header has no #line: gdb shows it as it was tangled.
	char *kernel = xstrdup(im->path), *headers = format("directory %s/src", dirname(kernel));
	pid_t pid = fork(), self = getpid();

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() == 1 && self != 1)
			_exit(126);
		// The terminal is gdb's: its Ctrl-C stops the kernel, not make and not us.
		setpgid(0, 0);
		if (isatty(0))
			tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		execlp(GDB, GDB, "-q", im->path, "-ex", "set confirm off", "-ex", headers, "-ex", target, "-ex", entry,
		       "-ex", "continue", (char *)NULL);
		dprintf(2, "boot: " GDB " is not installed, and `make debug` needs it: "
			"sudo apt-get install --no-install-recommends " GDB "\n");
		_exit(127);
	}
	if (pid < 0)
		die(STATUS_OURS, "cannot fork: %s", strerror(errno));
	setpgid(pid, pid);
	free(target);
	free(entry);
	free(headers);
	free(kernel);
	return pid;
}

static int listen_at(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (strlen(path) >= sizeof a.sun_path)
		die(STATUS_OURS, "%s is too long for a socket: set TMPDIR to a shorter directory", path);
	strcpy(a.sun_path, path);
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) || listen(fd, 1))
		die(STATUS_OURS, "cannot listen at %s: %s", path, strerror(errno));
	return fd;
}

// gdb's connection, or -1 with its status in *st when it ended before it came.
static int wait_for_gdb(int listener, pid_t gdb, int *st)
{
	struct pollfd p = { .fd = listener, .events = POLLIN };

	while (!machine_interrupted()) {
		if (poll(&p, 1, 100) > 0)
			return accept4(listener, NULL, NULL, SOCK_CLOEXEC);
		if (waitpid(gdb, st, WNOHANG) == gdb)
			return -1;
	}
	kill(gdb, SIGTERM);
	waitpid(gdb, st, 0);
	return -1;
}

// QEMU leaves without a word that helps when the kernel powers off; gdb wants one, and time to acknowledge it.
static void say_goodbye(struct boot *b)
{
	struct proxy *x = b->arg;

	packet_send(x->gdb.fd, b->ended == ENDED_FINISHED ? "W00" : "W01", 3);
	while (channel_fill(&x->gdb, 1000))
		;
}

int debug_run(struct image *im, const char *append, unsigned mem)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = format("%s/boot-XXXXXX", tmp && *tmp ? tmp : "/tmp"), *path;
	struct proxy x = { .im = im, .d = { .im = im } };
	struct boot b = { .im = im, .append = format("run=monitor%s%s", *append ? " " : "", append), .mem = mem,
			  .gdb = true, .console_fd = -1, .stub_fd = -1, .on_console = on_console,
			  .on_extra = on_gdb, .on_stub = on_stub, .arg = &x };
	int listener, st = 0;
	pid_t gdb;

	disk_asked(append);		// words that make no sense are said before gdb has the terminal
	if (!mkdtemp(dir))
		die(STATUS_OURS, "cannot make %s: %s", dir, strerror(errno));
	path = format("%s/gdb", dir);
	listener = listen_at(path);
	signal(SIGTTOU, SIG_IGN);	// we write while gdb has the terminal, and take it back
	puts("step, next and break follow the chapter's lines; `continue` runs on, `monitor say help` types\n"
	     "a line to the kernel's monitor, `quit` ends both.");
	fflush(stdout);
	gdb = start_gdb(im, path);
	b.extra = x.gdb.fd = wait_for_gdb(listener, gdb, &st);
	close(listener);
	unlink(path);
	rmdir(dir);
	free(path);
	free(dir);
	if (x.gdb.fd >= 0) {
		machine_run(&b);
		if (x.running)
			say_goodbye(&b);
		close(x.gdb.fd);
		if (b.ended == ENDED_MACHINE)
			fprintf(stderr, "boot: %s\n", b.how);
		while (waitpid(gdb, &st, 0) < 0 && errno == EINTR)
			;
	}
	if (isatty(0))
		tcsetpgrp(0, getpgrp());
	st = x.gdb.fd >= 0 && b.ended == ENDED_MACHINE ? STATUS_QEMU : WIFEXITED(st) && WEXITSTATUS(st) == 0 ? STATUS_GOOD : STATUS_OURS;
	channel_free(&x.gdb);
	channel_free(&x.stub);
	buf_free(&x.d.line);
	boot_free(&b);
	return st;
}
