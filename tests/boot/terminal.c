// SPDX-License-Identifier: MIT
// The reader's side of a boot: typing, leaving, and what is left behind when the runner is killed.
#include "run.h"
#include <dirent.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/prctl.h>
#include <termios.h>
#include <time.h>
#include <stdbool.h>
#include <unistd.h>
#include <utmp.h>

#define KERNEL "build/tests/boot/fixtures/good/kernel.elf"

static pid_t boot;
static int pty, side;			// our end, and the side the runner sees
static struct termios cooked;		// what the terminal was before
static int news;			// from the shell: the runner's process, later how it ended
static char seen[1 << 20];
static size_t nseen;

static long long now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

// Takes in what comes until `text` has come; for 20 s, which nothing here needs.
static void wait_for(const char *text)
{
	long long until = now() + 20000;

	while (!strstr(seen, text)) {
		struct pollfd p = { .fd = pty, .events = POLLIN };
		ssize_t n;

		ck_assert_msg(now() < until, "no `%s` came, only: %s", text, seen);
		if (poll(&p, 1, 100) <= 0)
			continue;
		n = read(pty, seen + nseen, sizeof seen - 1 - nseen);
		if (n > 0)
			nseen += (size_t)n;
		seen[nseen] = 0;
	}
}

static void forget(void)
{
	nseen = 0;
	seen[0] = 0;
}

static void tell(int fd, int what)
{
	if (write(fd, &what, sizeof what) != sizeof what)
		_exit(98);
}

static void start_kernel(const char *kernel, const char *append)
{
	char *option = NULL;
	int told[2];

	ck_assert(asprintf(&option, "--append=%s", append) > 0);
	ck_assert_int_eq(openpty(&pty, &side, NULL, NULL, NULL), 0);
	fcntl(pty, F_SETFD, FD_CLOEXEC);
	tcgetattr(side, &cooked);
	ck_assert(cooked.c_lflag & ICANON);
	forget();
	ck_assert_int_eq(pipe2(told, O_CLOEXEC), 0);
	news = told[0];
	if (fork() == 0) {
		// As a shell does: the terminal is its, and the runner a job in front.
		unsetenv("RUN");
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		login_tty(dup(side));
		signal(SIGTTOU, SIG_IGN);
		boot = fork();
		if (boot != 0) {
			int st;

			tell(told[1], boot);
			waitpid(boot, &st, 0);
			tell(told[1], st);
			for (;;)
				pause();
		}
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		execl("build/bin/boot", "boot", "--expect=tests/boot/data/good", option, kernel, (char *)NULL);
		_exit(99);
	}
	close(told[1]);
	ck_assert_int_eq(read(news, &boot, sizeof boot), sizeof boot);
	free(option);
}

static void start(const char *append)
{
	start_kernel(KERNEL, append);
}

// The runner's exit status, or minus the signal it died of. Its last words may still be on their way: wait_for them.
static int end(void)
{
	long long until = now() + 20000;
	struct pollfd ended = { .fd = news, .events = POLLIN };
	int st;

	while (poll(&ended, 1, 0) == 0) {
		struct pollfd p = { .fd = pty, .events = POLLIN };

		ck_assert_msg(now() < until, "the runner does not end; it said: %s", seen);
		if (poll(&p, 1, 20) > 0) {
			ssize_t n = read(pty, seen + nseen, sizeof seen - 1 - nseen);

			nseen += n > 0 ? (size_t)n : 0;
			seen[nseen] = 0;
		}
	}
	ck_assert_int_eq(read(news, &st, sizeof st), sizeof st);
	return WIFEXITED(st) ? WEXITSTATUS(st) : -WTERMSIG(st);
}

static pid_t child_of(pid_t parent, const char *name)
{
	DIR *proc = opendir("/proc");
	struct dirent *e;
	pid_t found = 0;

	while ((e = readdir(proc))) {
		char path[300], comm[64], text[600] = "";
		int ppid = 0;
		FILE *f;

		snprintf(path, sizeof path, "/proc/%s/stat", e->d_name);
		if (atoi(e->d_name) <= 0 || !(f = fopen(path, "r")))
			continue;
		if (fgets(text, sizeof text, f) && sscanf(text, "%*d (%63[^)]) %*c %d", comm, &ppid) == 2 &&
		    ppid == parent && strstr(comm, name))
			found = atoi(e->d_name);
		fclose(f);
	}
	closedir(proc);
	return found;
}

static bool gone(pid_t pid)
{
	char path[64], text[600] = "", state = 'Z';
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	if (!(f = fopen(path, "r")))
		return true;
	if (fgets(text, sizeof text, f))
		sscanf(strrchr(text, ')') + 1, " %c", &state);
	fclose(f);
	return state == 'Z';		// dead; where nobody adopts orphans, it stays so
}

static void soon_gone(pid_t pid)
{
	for (int i = 0; !gone(pid); i++) {
		ck_assert_msg(i < 500, "QEMU, process %ld, outlives the runner", (long)pid);
		poll(NULL, 0, 10);
	}
}

static void check_cooked(void)
{
	struct termios t;

	for (int i = 0; i < 500; i++) {
		ck_assert_int_eq(tcgetattr(side, &t), 0);
		if (t.c_lflag == cooked.c_lflag && t.c_iflag == cooked.c_iflag && t.c_cc[VSUSP] == cooked.c_cc[VSUSP])
			return;
		poll(NULL, 0, 10);
	}
	ck_abort_msg("the terminal is left raw");
}

static void start_and_look(pid_t *qemu)
{
	start("");
	wait_for("> ");
	*qemu = child_of(boot, "qemu");
	ck_assert_int_gt(*qemu, 0);
}

// What is typed reaches the kernel and its answer comes back; the verdicts stand above the prompt.
START_TEST(relay)
{
	long long typed;

	start("");
	wait_for("--- monitor ---");
	wait_for("holds  good: 6 predicates");
	wait_for("> ");
	wait_for("holds  oopses: 2 predicates");	// from a boot of its own, beside this one
	wait_for("holds  roomy: 1 predicate");
	forget();
	typed = now();
	ck_assert_int_eq(write(pty, "x", 1), 1);
	wait_for("x");
	ck_assert_msg(now() - typed < 2000, "the echo took %lld ms", now() - typed);
	ck_assert_int_eq(write(pty, "yz\r", 3), 3);
	wait_for("yz\r");
	ck_assert_int_eq(write(pty, "q", 1), 1);
	ck_assert_int_eq(end(), 0);
	wait_for("boot: 3 experiments hold");
}
END_TEST

// An experiment run again from the monitor is judged again.
START_TEST(run_again)
{
	start("");
	wait_for("holds  roomy");
	wait_for("> ");
	forget();
	ck_assert_int_eq(write(pty, "r", 1), 1);
	wait_for("is two");
	wait_for("holds  good: 6 predicates");
	ck_assert_int_eq(write(pty, "q", 1), 1);
	ck_assert_int_eq(end(), 0);
}
END_TEST

START_TEST(live_oops)
{
	start("");
	wait_for("> ");
	forget();
	ck_assert_int_eq(write(pty, "o", 1), 1);
	ck_assert_int_eq(end(), 10);
	wait_for(">] culprit+0x4  ");
	wait_for("tests/boot/fixture.c:");
	wait_for("boot: the kernel ended in an oops");
}
END_TEST

START_TEST(live_triple_fault)
{
	start("");
	wait_for("> ");
	ck_assert_int_eq(write(pty, "t", 1), 1);
	ck_assert_int_eq(end(), 10);
	wait_for("at triple_fault+0x");
}
END_TEST

START_TEST(live_hang)
{
	start("do=hang");
	ck_assert_int_eq(end(), 12);
	wait_for("halted with interrupts off at halts_for_good+0x");
}
END_TEST

static long long cpu_ms(pid_t pid)
{
	unsigned long long user = 0, sys = 0;
	char path[64], text[600] = "";
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	f = fopen(path, "r");
	ck_assert_ptr_nonnull(f);
	ck_assert_ptr_nonnull(fgets(text, sizeof text, f));
	fclose(f);
	sscanf(strrchr(text, ')') + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &user, &sys);
	return (long long)((user + sys) * 1000 / (unsigned long long)sysconf(_SC_CLK_TCK));
}

// A reader who thinks at the monitor's prompt pays under 5 % of a core.
START_TEST(idle)
{
	long long cpu, wall;
	glob_t g;
	char *kernel;
	pid_t qemu;

	ck_assert_int_eq(glob("chapters/[0-9][0-9]-*.nw", 0, NULL, &g), 0);
	ck_assert(asprintf(&kernel, "build/%.2s/kernel.elf", g.gl_pathv[_i ? g.gl_pathc - 1 : 0] + strlen("chapters/")) > 0);
	start_kernel(kernel, "exp=none");
	wait_for("\n> ");
	poll(NULL, 0, 1000);		// boots of their own are over, or have their own QEMU
	qemu = child_of(boot, "qemu");
	cpu = cpu_ms(qemu);
	wall = now();
	poll(NULL, 0, 3000);
	cpu = cpu_ms(qemu) - cpu;
	wall = now() - wall;
	ck_assert_msg(cpu * 20 < wall, "%s: waiting for %lld ms cost %lld ms of CPU time", kernel, wall, cpu);
	free(kernel);
	ck_assert_int_eq(write(pty, "\003", 1), 1);
	ck_assert_int_eq(end(), -SIGINT);
}
END_TEST

START_TEST(control_c)
{
	pid_t qemu;

	start_and_look(&qemu);
	ck_assert_int_eq(write(pty, "\003", 1), 1);
	ck_assert_int_eq(end(), -SIGINT);
	soon_gone(qemu);
	check_cooked();
}
END_TEST

static const int deadly[] = { SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGKILL };

START_TEST(killed)
{
	pid_t qemu;

	start_and_look(&qemu);
	kill(boot, deadly[_i]);
	ck_assert_int_eq(end(), -deadly[_i]);
	soon_gone(qemu);
	check_cooked();
}
END_TEST

// Killed while its QEMU is busy and nobody is at a terminal.
START_TEST(killed_in_batch)
{
	pid_t qemu = 0;
	int status;

	boot = fork();
	if (boot == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		signal(deadly[_i], SIG_DFL); /* a shell that runs the tests in the background has it ignored */
		execl("build/bin/boot", "boot", "--expect=tests/boot/data/good", "--append=do=spin", KERNEL, (char *)NULL);
		_exit(99);
	}
	for (int i = 0; !qemu && i < 500; i++, poll(NULL, 0, 10))
		qemu = child_of(boot, "qemu");
	ck_assert_int_gt(qemu, 0);
	kill(boot, deadly[_i]);
	ck_assert_int_eq(waitpid(boot, &status, 0), boot);
	ck_assert_int_eq(WIFSIGNALED(status) ? WTERMSIG(status) : 0, deadly[_i]);
	soon_gone(qemu);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/terminal");
	TCase *tc = tcase_create("terminal");
	SRunner *sr;
	int failed;

	tcase_add_test(tc, relay);
	tcase_add_test(tc, run_again);
	tcase_add_test(tc, live_oops);
	tcase_add_test(tc, live_triple_fault);
	tcase_add_test(tc, live_hang);
	tcase_add_loop_test(tc, idle, 0, 2);
	tcase_add_test(tc, control_c);
	tcase_add_loop_test(tc, killed, 0, sizeof deadly / sizeof *deadly);
	tcase_add_loop_test(tc, killed_in_batch, 0, sizeof deadly / sizeof *deadly);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
