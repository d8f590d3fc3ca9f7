/* SPDX-License-Identifier: MIT */
#include "guest.h"
#include "emulator.h"
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
	SPIN_NS = 20000,   /* before it sleeps: longer costs more than it gains */
	WALL_MS = 120000,  /* the net, where the whole computer is too busy */
	ROM_SIZE = 65536,
};


/* ---- The mailbox: what the other side may be looking at is written and read as C11's atomics are. Its words are i386's. */

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the judge reads i386's memory as it lies there: it needs a little-endian processor");

struct mailbox *guest_mailbox(const struct guest *g)
{
	return (struct mailbox *)(g->ram + MAILBOX);
}

static unsigned get(const unsigned *word)
{
	return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

static void put(unsigned *word, unsigned value)
{
	__atomic_store_n(word, value, __ATOMIC_SEQ_CST);
}

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void ring(struct guest *g)
{
	while (send(g->line, "j", 1, MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
}

void guest_tell(struct guest *g, unsigned type, unsigned id, const unsigned *words, unsigned count)
{
	struct mailbox *m = guest_mailbox(g);

	m->request = (struct message){ .type = type, .id = id, .count = count };
	if (count)
		memcpy(m->request.words, words, count * sizeof *words);
	put(&m->to_bench, ++g->state->sent);
	bool sleeps = get(&m->bench_sleeps);
	put(&m->rang, g->state->sent << 1 | sleeps);
	if (sleeps)
		ring(g);
}

static bool has_spoken(const struct guest *g)
{
	return get(&guest_mailbox(g)->to_judge) != g->state->seen;
}

static void spin(const struct guest *g)
{
	for (int64_t end = now_ns() + SPIN_NS; !has_spoken(g) && now_ns() < end; )
		;
}

/* Until a bell rings: one may ring for what has been heard already. */
static enum heard sleep_until_bell(struct guest *g, bool patient)
{
	struct pollfd p = { g->bell, POLLIN, 0 };
	enum heard heard = HEARD;
	int64_t end = now_ns() + WALL_MS * 1000000LL;
	char bytes[16];

	put(&guest_mailbox(g)->judge_sleeps, 1);
	while (!has_spoken(g) && heard == HEARD) {
		int ready = poll(&p, 1, 1000);

		if (ready > 0 && recv(g->bell, bytes, sizeof bytes, MSG_DONTWAIT) == 0)
			heard = GONE;
		else if (ready <= 0 && now_ns() > end && !patient)
			heard = TOO_SLOW;
	}
	put(&guest_mailbox(g)->judge_sleeps, 0);
	return heard;
}

enum heard guest_hear(struct guest *g, struct message *message, bool patient)
{
	spin(g);
	enum heard heard = has_spoken(g) ? HEARD : sleep_until_bell(g, patient);

	if (heard != HEARD) {
		g->state->gone = true;
		return heard;
	}
	g->state->seen = get(&guest_mailbox(g)->to_judge);
	*message = guest_mailbox(g)->answer;
	return HEARD;
}

enum heard guest_ask(struct guest *g, unsigned type, const unsigned *words, unsigned count)
{
	struct message message = { 0 };
	enum heard heard;
	unsigned id = g->state->sent + 1;

	guest_tell(g, type, id, words, count);
	while ((heard = guest_hear(g, &message, false)) == HEARD && (message.type != READY || message.id != id))
		;
	return heard;
}

/* ---- Its memory */

void guest_grant(struct guest *g, uint64_t instructions)
{
	guest_mailbox(g)->granted[0] = (unsigned)instructions;
	guest_mailbox(g)->granted[1] = (unsigned)(instructions >> 32);
}

uint64_t guest_granted(const struct guest *g)
{
	return (uint64_t)guest_mailbox(g)->granted[1] << 32 | guest_mailbox(g)->granted[0];
}

const char *guest_room(struct guest *g, unsigned size, unsigned *code)
{
	size = (size + 4095) & ~4095U;
	if (size > RAM_SIZE - g->state->code) { /* all seen: a new one has seen nothing */
		const char *trouble;

		g->state->gone = true;
		if ((trouble = guest_ready(g)))
			return trouble;
	}
	*code = g->state->code;
	g->state->code += size;
	return NULL;
}

/* ---- The process */

#define TEXT(x) TEXT_(x)
#define TEXT_(x) #x

/* Where QEMU waits for a debugger. */
static int open_door(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int door = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (strlen(path) >= sizeof address.sun_path || door < 0)
		return -1;
	strcpy(address.sun_path, path);
	unlink(path);
	return bind(door, (struct sockaddr *)&address, sizeof address) == 0 && listen(door, 1) == 0 ? door : -1;
}

static const char *start_qemu(struct guest *g)
{
	char path[sizeof g->box->folder + 8];
	const struct sandbox_limits limits = { .cpu = 3600, .wall = 7200, .memory = 1UL << 30, .file = 65536, .reads_only = true, .writes = path };
	const char *const argv[] = {
		emulator_program(), "-accel", "tcg,tb-size=32", "-M", "isapc,memory-backend=ram", "-cpu", "qemu32,+nx,-apic", "-m", TEXT(RAM_MIB),
		"-object", "memory-backend-file,id=ram,share=on,mem-path=ram,size=" TEXT(RAM_MIB) "M", "-nodefaults", "-no-user-config",
		"-display", "none", "-vga", "none", "-net", "none", "-no-reboot", "-bios", "bench.rom",
		/* An instruction a nanosecond; who waits does not wait for time to pass. */
		"-icount", "shift=0,sleep=off",
		"-chardev", "socket,id=line,fd=3", "-serial", "chardev:line", "-chardev", "socket,id=bell,fd=4", "-device", "isa-debugcon,chardev=bell,iobase=0xe9",
		"-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
		g->gdb ? "-chardev" : NULL, "socket,id=gdb,fd=5,server=on,wait=off", "-gdb", "chardev:gdb", NULL,
	};
	int line[2], bell[2], door = -1;

	if (!argv[0])
		return EMULATOR_MISSING;
	snprintf(path, sizeof path, "%s/ram", g->box->folder);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line) < 0)
		return "the judge cannot make sockets to talk to QEMU";
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, bell) < 0) {
		close(line[0]), close(line[1]);
		return "the judge cannot make sockets to talk to QEMU";
	}
	/* All zeroes, whatever an earlier one has left there. */
	if (ftruncate(g->log, 0) < 0 || ftruncate(g->file, 0) < 0 || ftruncate(g->file, RAM_SIZE) < 0)
		return "the judge has no room left on its disk";
	if (g->gdb && (door = open_door(g->gdb)) < 0)
		return "the judge cannot make a socket for gdb: its path may be too long, so set TMPDIR to a shorter one";
	*g->state = (struct guest_state){ .code = CODE, .programs = g->state->programs };
	g->owner = getpid();
	g->keeper = sandbox_start(g->box, argv, &limits, (const int[]){ line[1], bell[1], door }, g->gdb ? 3 : 2, g->log);
	close(line[1]), close(bell[1]);
	if (door >= 0)
		close(door);
	g->line = line[0];
	g->bell = bell[0];
	if (g->keeper < 0) {
		g->keeper = 0;
		return "the judge cannot start a process";
	}
	return NULL;
}

static void end_qemu(struct guest *g)
{
	if (g->keeper)
		sandbox_end(g->keeper, get(&guest_mailbox(g)->to_judge) ? ENDS_ASKED : ENDS_KILLED); /* before it has spoken nobody may be there to be asked */
	g->keeper = 0;
	if (g->line >= 0)
		close(g->line), close(g->bell);
	g->line = g->bell = -1;
}

static bool copy_rom(const struct sandbox *box, const char *rom)
{
	size_t n;
	char *bytes = read_file(rom, &n);
	bool good = bytes && n == ROM_SIZE && sandbox_write(box, "bench.rom", bytes, n);

	free(bytes);
	return good;
}

const char *guest_start(struct guest *g, const struct sandbox *box, const char *rom, const char *gdb)
{
	char path[sizeof box->folder + 8];
	void *ram, *state;

	*g = (struct guest){ .box = box, .gdb = gdb, .file = -1, .line = -1, .bell = -1, .log = memfd_create("log", MFD_CLOEXEC) };
	if (!copy_rom(box, rom))
		return "the judge's bench.rom cannot be copied: build it with make build/bin/grade";
	snprintf(path, sizeof path, "%s/ram", box->folder);
	g->file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ram = mmap(NULL, RAM_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, g->file, 0);
	state = mmap(NULL, sizeof *g->state, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	g->ram = ram == MAP_FAILED ? NULL : ram;
	g->state = state == MAP_FAILED ? NULL : state;
	return g->log >= 0 && g->ram && g->state ? start_qemu(g) : "the judge has no memory left";
}

void guest_leave(struct guest *g)
{
	if (g->owner != getpid())
		return;
	end_qemu(g);
	g->state->gone = true;
}

void guest_end(struct guest *g)
{
	if (!g->box) /* never started */
		return;
	end_qemu(g);
	if (g->ram)
		munmap(g->ram, RAM_SIZE);
	if (g->state)
		munmap(g->state, sizeof *g->state);
	if (g->file >= 0)
		close(g->file);
	if (g->log >= 0)
		close(g->log);
	*g = (struct guest){ .box = NULL };
}

/* QEMU's own words, where it does not come up. */
static const char *complaint(const struct guest *g, enum heard heard)
{
	if (heard == TOO_SLOW)
		return "the machine is so busy that QEMU has not started within two minutes";
	return emulator_complaint(g->log);
}

const char *guest_ready(struct guest *g)
{
	struct message message;
	enum heard heard;
	const char *trouble;

	if (g->state->gone) {
		end_qemu(g);
		if ((trouble = start_qemu(g)))
			return trouble;
	}
	if (g->state->ready)
		return NULL;
	if ((heard = guest_hear(g, &message, false)) != HEARD)
		return complaint(g, heard);
	g->state->ready = message.type == READY;
	return g->state->ready ? NULL : "the bench does not come up";
}
