// SPDX-License-Identifier: MIT
#include "process.h"
#include "guard.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *qemu(void)
{
	const char *q = getenv("QEMU");

	return q && *q ? q : "qemu-system-i386";
}

enum { DISK_FD = 7, DISK_FD_V86 = 4 };

static _Noreturn void exec_qemu(const struct boot *b, const struct disk *disk)
{
	bool person = b->interactive || b->gdb;
	char *mem = format("%u", b->mem), *dir = xstrdup(b->im->path), *base = xstrdup(b->im->path);
	const char *args[96];
	int n = 0;

	// The kernel sees its own file name on its command line: give it one that is the same everywhere.
	if (chdir(dirname(dir)))
		_exit(126);
#define ARG(...) do { const char *a[] = { __VA_ARGS__ }; \
		      for (size_t i = 0; i < sizeof a / sizeof *a; i++) args[n++] = a[i]; } while (0)
	ARG(qemu(), "-accel", "tcg", "-M", "pc", "-cpu", "qemu32", "-m", mem, "-nodefaults", "-no-user-config",
	    // Nobody sees a screen in batch, and its firmware takes longer to start than a kernel.
	    "-display", "none", "-vga", person ? "std" : "none", "-net", "none", "-rtc", "base=2000-01-01,clock=vm",
	    // A triple fault stops the machine instead of ending QEMU, so that we can still ask where.
	    // So does the watchdog, which no kernel knows of: it is how one that never ends is told.
	    "-action", "reboot=shutdown,shutdown=pause,watchdog=pause", "-device", "ib700",
	    // In batch an idle guest skips to its next timer; for a person it must sleep. With both, the time-stamp
	    // counter counts every instruction as one (shift=0): chapters measure with it.
	    // A disk takes the time of the host: a clock that skipped would be past every time-out before it has answered.
	    "-icount", person || disk->sectors ? "shift=0,sleep=on" : "shift=0,sleep=off",
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
	if (disk->sectors)
		ARG("-add-fd", format("fd=%d,set=%d", DISK_FD, DISK_FD), "-blockdev", disk_for_qemu(disk, DISK_FD),
		    "-device", "ide-hd,bus=ide.0,unit=0,drive=hda");
	args[n] = NULL;
	execvp(args[0], (char **)args);
	dprintf(2, "%s: %s\n", args[0], strerror(errno));
	_exit(127);
}

static _Noreturn void exec_node(const struct boot *b, const struct disk *disk)
{
	const char **args = xalloc((b->im->nexps + 8) * sizeof *args);
	size_t n = 0;

	for (const char *const *a = (const char *[]){ "node", b->v86, b->im->path, format("%u", b->mem), b->append, format("%u", b->patience),
							   disk_for_v86(disk, DISK_FD_V86), NULL }; *a; a++)
		args[n++] = *a;
	// What v86 cannot run is none of those that share a boot.
	for (size_t i = 0; i < b->im->nexps; i++)
		if (b->im->exps[i].qemu_only)
			args[n++] = format("%zu", b->im->exps[i].mem_at);
	execvp("node", (char **)args);
	dprintf(2, "node: %s\n", strerror(errno));
	_exit(127);
}

static int high(int fd)
{
	return fcntl(fd, F_DUPFD_CLOEXEC, 20);
}

void launch(struct machine *m)
{
	struct boot *b = m->b;
	int con[2], data[2], ctl[2], gdb[2], err[2], disk;
	pid_t self = getpid();

	m->disk = disk_asked(b->append);
	disk = m->disk.sectors ? disk_make(&m->disk) : -1;

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
		int c = high(con[1]), d = high(data[1]), q = high(ctl[1]), e = high(err[1]), g = high(gdb[1]), h = high(disk);
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
		if (b->v86) {
			if (m->disk.sectors)
				dup2(h, DISK_FD_V86);
			exec_node(b, &m->disk);
		}
		dup2(d, 4);
		dup2(q, 5);
		dup2(g, 6);
		if (m->disk.sectors)
			dup2(h, DISK_FD);
		exec_qemu(b, &m->disk);
	}
	setpgid(m->pid, m->pid);
	m->guard = guard_start(m->pid);
	close(con[1]);
	close(data[1]);
	close(ctl[1]);
	close(gdb[1]);
	close(err[1]);
	if (disk >= 0)
		close(disk);
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

char *launch_trouble(struct machine *m, int code)
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
	return format("QEMU failed: %s", *hear_last_line(m) ? hear_last_line(m)
			 : "it ended without a word; try again with QEMU=/path/to/another/qemu-system-i386");
}
