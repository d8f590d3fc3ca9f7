/* SPDX-License-Identifier: MIT */
#include "emulator.h"
#include "machine/packet.h"
#include "lib/file.h"
#include "lib/text.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	ANSWER_MS = 120000,
	PIECE = 1984,        /* of memory in one packet: QEMU takes no more than 4096 letters */
	ORDERS = 32,         /* under way */
	LOG_MOST = 4 << 20,  /* of one run */
	LOOK_MS = 100,       /* at the log's size */
};

/* ---- gdb's protocol. An answer needs no acknowledgement: the next packet is one. */

static char *next_answer(struct emulator *e)
{
	bool interrupt;
	size_t n;
	char *answer;

	while (!(answer = packet_take(&e->gdb, &n, &interrupt)))
		if (!channel_fill(&e->gdb, ANSWER_MS))
			return NULL;
	return answer;
}

/* Reads what was answered to orders. */
static bool obeyed(struct emulator *e)
{
	for (; e->orders && !e->refused; e->orders--) {
		char *answer = next_answer(e);

		e->refused = !answer || strcmp(answer, "OK") != 0;
		free(answer);
	}
	return !e->refused;
}

/* Sends what has no other answer than OK, and waits for that only before something is asked. */
static bool order(struct emulator *e, const char *packet)
{
	if (!e->keeper || (e->orders == ORDERS && !obeyed(e)) || !packet_send(e->gdb.fd, packet, strlen(packet)))
		return false;
	e->orders++;
	return !e->refused;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Has QEMU's monitor do something, which answers OK in the end. Not by QMP, which reads letter by letter, a dozen system calls each. */
static bool order_monitor(struct emulator *e, const char *command)
{
	char packet[128] = "qRcmd,";
	int at = (int)strlen(packet);

	for (; *command && at < (int)sizeof packet - 3; command++)
		at += snprintf(packet + at, 3, "%02x", (unsigned char)*command);
	return order(e, packet);
}

/* What it says comes in pieces before the answer. */
static bool ask_monitor(struct emulator *e, const char *command, struct buf *said)
{
	char *answer = NULL;

	if (!e->keeper || !obeyed(e) || !order_monitor(e, command))
		return false;
	e->orders--;
	while ((answer = next_answer(e)) && answer[0] == 'O' && answer[1] != 'K') {
		for (const char *hex = answer + 1; digit(hex[0]) >= 0 && digit(hex[1]) >= 0; hex += 2)
			buf_add(said, &(char){ (char)(digit(hex[0]) << 4 | digit(hex[1])) }, 1);
		free(answer);
	}
	bool good = answer && strcmp(answer, "OK") == 0;
	free(answer);
	return good;
}

bool emulator_break(struct emulator *e, uint32_t linear, bool set)
{
	char packet[32];

	snprintf(packet, sizeof packet, "%c0,%x,1", set ? 'Z' : 'z', linear);
	return order(e, packet);
}

bool emulator_registers(struct emulator *e, struct registers *r)
{
	struct buf said = { .limit = 8192 };
	bool good = ask_monitor(e, "info registers", &said) && said.s && registers_parse(said.s, r);

	buf_free(&said);
	return good;
}

bool emulator_set_registers(struct emulator *e, const struct registers *r)
{
	const uint32_t words[] = { r->eax, r->ecx, r->edx, r->ebx, r->esp, r->ebp, r->esi, r->edi, r->eip, r->eflags };
	char packet[1 + 2 * sizeof words + 1] = "G";

	/* Those that do not follow keep their values. */
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		snprintf(packet + 1 + 8 * i, 9, "%08x", __builtin_bswap32(words[i]));
	return order(e, packet);
}

/* ---- The process */

/* What /usr/bin has may be a script, and the sandbox has no shell for it. */
const char *emulator_program(void)
{
	static const char *const paths[] = { "/usr/libexec/qemu-system-i386", "/usr/bin/qemu-system-i386", NULL };

	for (const char *const *path = paths; *path; path++)
		if (access(*path, X_OK) == 0)
			return *path;
	return NULL;
}

#define TEXT(x) TEXT_(x)
#define TEXT_(x) #x

static int start(const struct sandbox *box, const char *memory, const char *firmware, const char *where, const int *files, int log)
{
	/* A run takes a tenth of a second of a processor. The rest is for a guest that has disarmed the watchdog. */
	const struct sandbox_limits limits = { .cpu = 20, .wall = 600, .memory = 1UL << 30, .file = LOG_MOST, .reads_only = true, .writes = memory };
	const char *const argv[] = {
		emulator_program(), "-accel", "tcg,tb-size=32", "-M", "pc,memory-backend=ram", "-cpu", "qemu32,-apic", "-m", TEXT(EMULATOR_MIB),
		"-object", "memory-backend-file,id=ram,share=on,mem-path=ram,size=" TEXT(EMULATOR_MIB) "M", "-nodefaults", "-no-user-config",
		"-display", "none", "-vga", "none", "-net", "none", "-rtc", "base=2000-01-01,clock=vm",
		/* 128 ns an instruction; an idle guest skips to its next timer. */
		"-icount", "shift=7,sleep=off",
		/* Whatever the guest does to end, QEMU stays to be asked. */
		"-action", "reboot=shutdown,shutdown=pause,watchdog=inject-nmi", "-device", "ib700", "-S", "-d", "int,in_asm", "-dfilter", where,
		"-chardev", "ringbuf,id=console,size=64K", "-serial", "chardev:console",
		"-chardev", "socket,id=control,fd=3", "-mon", "chardev=control,mode=control",
		"-chardev", "socket,id=gdb,fd=4", "-gdb", "chardev:gdb",
		"-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
		"-bios", firmware, NULL,
	};

	return argv[0] ? sandbox_start(box, argv, &limits, files, 2, log) : -1;
}

const char *emulator_complaint(int log)
{
	static char said[300];
	char text[256], *start;
	ssize_t n = pread(log, text, sizeof text - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	start = strstr(text, ": ");
	snprintf(said, sizeof said, "QEMU does not start: %s", n > 0 ? start ? start + 2 : text : "it ends at once");
	return said;
}

/* The guest's memory is a file that is mapped here and there: new for each machine, and so all zeroes. */
static bool open_memory(struct emulator *e, const char *path)
{
	unlink(path);
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	void *ram = file >= 0 && ftruncate(file, EMULATOR_RAM) == 0 ? mmap(NULL, EMULATOR_RAM, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;

	if (file >= 0)
		close(file);
	e->ram = ram == MAP_FAILED ? NULL : ram;
	return e->ram;
}

const char *emulator_start(struct emulator *e, const struct sandbox *box, const char *firmware, const struct watch *watch)
{
	int control[2] = { -1, -1 }, gdb[2] = { -1, -1 };
	const char *trouble = NULL;
	char path[sizeof box->folder + 8];

	snprintf(path, sizeof path, "%s/ram", box->folder);

	*e = (struct emulator){ .gdb.fd = -1, .qmp.in.fd = -1, .log = memfd_create("log", MFD_CLOEXEC), .watch = watch };
	if (!emulator_program())
		return EMULATOR_MISSING;
	if (e->log < 0 || fcntl(e->log, F_SETFL, O_APPEND) < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, control) < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, gdb) < 0)
		trouble = "the judge cannot make sockets to talk to QEMU";
	else if (!open_memory(e, path))
		trouble = "the judge has no memory left";
	else if ((e->keeper = start(box, path, firmware, watch->where, (const int[]){ control[1], gdb[1] }, e->log)) < 0)
		trouble = "the judge cannot start a process";
	if (e->keeper < 0)
		e->keeper = 0;
	close(control[1]);
	close(gdb[1]);
	e->gdb.fd = gdb[0];
	e->qmp.in.fd = control[0];
	if (!trouble && (!qmp_open(&e->qmp, control[0]) || !order(e, "Qqemu.PhyMemMode:1") || !obeyed(e)))
		trouble = emulator_complaint(e->log);
	return trouble;
}

void emulator_end(struct emulator *e)
{
	if (e->keeper)
		sandbox_end(e->keeper, ENDS_ASKED);
	if (e->gdb.fd >= 0)
		close(e->gdb.fd);
	if (e->qmp.in.fd >= 0)
		close(e->qmp.in.fd);
	if (e->log >= 0)
		close(e->log);
	if (e->ram)
		munmap(e->ram, EMULATOR_RAM);
	channel_free(&e->gdb);
	channel_free(&e->qmp.in);
	*e = (struct emulator){ .gdb.fd = -1, .qmp.in.fd = -1, .log = -1 };
}

/* ---- Memory */

/* No device lies there: reading one has effects. */
static bool is_ram(uint32_t address, uint32_t size)
{
	uint32_t end = address < 0xA0000 ? 0xA0000 : EMULATOR_RAM;

	return (address < 0xA0000 || address >= 1 << 20) && address < end && size <= end - address;
}

bool emulator_read(struct emulator *e, uint32_t address, void *to, uint32_t size)
{
	if (!e->keeper || !is_ram(address, size))
		return false;
	memcpy(to, e->ram + address, size);
	return true;
}

/* Tells QEMU what now stands there, so that it forgets what it has translated of these bytes. */
static bool tell(struct emulator *e, uint32_t address, const uint8_t *bytes, uint32_t size)
{
	char packet[2 * PIECE + 32];

	for (uint32_t n; size; address += n, bytes += n, size -= n) {
		n = size < PIECE ? size : PIECE;
		int at = snprintf(packet, sizeof packet, "M%x,%x:", address, n);
		for (uint32_t i = 0; i < n; i++) {
			packet[at++] = "0123456789abcdef"[bytes[i] >> 4];
			packet[at++] = "0123456789abcdef"[bytes[i] & 15];
		}
		packet[at] = '\0';
		if (!order(e, packet))
			return false;
	}
	return true;
}

bool emulator_write(struct emulator *e, uint32_t address, const void *from, uint32_t size)
{
	const uint8_t *bytes = from;

	/* What it was told before, it has written by now, and not over this. */
	if (!e->keeper || !is_ram(address, size) || !obeyed(e))
		return false;
	uint8_t *to = e->ram + address;
	/* Most of what is written stands there already: a table is written whole for one entry of it. */
	for (; size && *to == *bytes; size--, address++, to++)
		bytes++;
	while (size && to[size - 1] == bytes[size - 1])
		size--;
	memcpy(to, bytes, size);
	return !e->ran || tell(e, address, bytes, size);
}

/* ---- Running */

/* QEMU has gone. Processor time is a limit that only a guest can make it reach. */
static enum stopped gone(struct emulator *e)
{
	int status = e->keeper ? sandbox_end(e->keeper, ENDS_ITSELF) : 0;

	e->keeper = 0;
	e->limit = status == 128 + SIGXCPU ? PROCESSOR_TIME : NO_LIMIT;
	return e->limit ? OUT_OF_TIME : LOST;
}

/* Waits for the answer to c or s. */
static enum stopped wait_stop(struct emulator *e)
{
	struct pollfd p[] = { { e->gdb.fd, POLLIN, 0 }, { e->qmp.in.fd, POLLIN, 0 } };
	bool interrupted = false, interrupt;
	struct logged said;
	char *answer;
	size_t n;

	while (!(answer = packet_take(&e->gdb, &n, &interrupt))) {
		if (poll(p, 2, LOOK_MS) < 0)
			return gone(e);
		if ((p[1].revents && !qmp_read(&e->qmp)) || (p[0].revents && !channel_fill(&e->gdb, 0)))
			return gone(e);
		if ((e->qmp.watchdog || log_size(e->log) >= LOG_MOST) && !interrupted) {
			interrupted = true;
			if (!write_all(e->gdb.fd, "\003", 1))
				return gone(e);
		}
	}
	bool trap = strncmp(answer, "T05", 3) == 0;
	free(answer);
	/* Events were sent before the machine stopped: they are there. */
	if (!qmp_read(&e->qmp))
		return gone(e);
	if (log_size(e->log) >= LOG_MOST) {
		e->limit = EXCEPTIONS_LOGGED;
		return OUT_OF_TIME;
	}
	log_read(e->log, e->watch, &said);
	e->exception = said.exception;
	e->exceptions = said.exceptions;
	e->eip = said.eip;
	e->eflags = said.eflags;
	/* Before the clock is asked: what has switched itself off waits, and time passes until QEMU has taken note. */
	if (e->qmp.stopped)
		return strcmp(e->qmp.reason, "guest-reset") == 0 ? RESET : SWITCHED_OFF;
	if (e->qmp.watchdog) {
		struct registers r;

		/* The interrupt may not have been taken yet: then it stands where it would be. */
		if (!e->eip && emulator_registers(e, &r)) {
			e->eip = r.eip;
			e->eflags = r.eflags;
		}
		return OUT_OF_TIME;
	}
	return trap ? AT_BREAKPOINT : LOST;
}

static enum stopped go(struct emulator *e, const char *how)
{
	if (!e->keeper || e->qmp.stopped || e->qmp.watchdog || e->limit || !obeyed(e) || ftruncate(e->log, 0) < 0 || !packet_send(e->gdb.fd, how, 1))
		return LOST;
	e->ran = true;
	return wait_stop(e);
}

/* The watchdog is wound up anew each time: where a processor stops for a debugger, QEMU takes it for idle, and lets the
 * time until its next timer pass. From here to the interrupt it is the same number of instructions all the same. */
enum stopped emulator_run(struct emulator *e)
{
	return order_monitor(e, "o /b 0x443 14") ? go(e, "c") : LOST; /* in two seconds */
}

enum stopped emulator_step(struct emulator *e)
{
	return go(e, "s");
}
