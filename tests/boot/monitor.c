// SPDX-License-Identifier: MIT
// The monitor, typed into as a reader types: what is on the screen after each key is the line, and
// no command crashes the kernel.
#include "run.h"
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <unistd.h>

#define UP "\033[A"
#define DOWN "\033[B"
#define RIGHT "\033[C"
#define LEFT "\033[D"
#define HOME "\033[H"
#define END "\033[F"
#define DELETE "\033[3~"
#define F5 "\033[15~"
#define RUBOUT "\177"

static int pty;
static pid_t boot;

// A terminal: the last rows that the kernel has drawn, and the cursor in the lowest.
enum { ROWS = 64, COLS = 132 };
static char screen[ROWS][COLS + 1];
static int col;

static void draw(char c)
{
	if (c == '\n') {
		memmove(screen[0], screen[1], sizeof screen - sizeof screen[0]);
		memset(screen[ROWS - 1], 0, sizeof screen[0]);
	} else if (c == '\r') {
		col = 0;
	} else if (c == '\b') {
		ck_assert_msg(col > 0, "the cursor went left of the edge");
		col--;
	} else if (c >= ' ' && col < COLS) {
		screen[ROWS - 1][col++] = c;
	}
}

// Draws until the cursor stands behind a prompt with nothing more to come: the kernel waits.
static void settle(void)
{
	struct pollfd p = { .fd = pty, .events = POLLIN };
	char c;

	for (int quiet = 0; quiet < (strncmp(screen[ROWS - 1], "> ", 2) ? 200 : 3);) {
		if (poll(&p, 1, 100) == 0) {
			quiet++;
			continue;
		}
		quiet = 0;
		if (read(pty, &c, 1) != 1)
			break;
		draw(c);
	}
}

static void type(const char *keys)
{
	ck_assert(write(pty, keys, strlen(keys)) == (ssize_t)strlen(keys));
	settle();
}

// A row of the screen without blanks at its end; 0 is the lowest, where the prompt is.
static const char *row(int up)
{
	static char text[COLS + 1];
	size_t n;

	strcpy(text, screen[ROWS - 1 - up]);
	for (n = strlen(text); n && text[n - 1] == ' '; n--)
		text[n - 1] = 0;
	return text;
}

static void start(const char *kernel, const char *experiment)
{
	boot = forkpty(&pty, NULL, NULL, &(struct winsize){ .ws_row = 24, .ws_col = 80 });
	if (boot == 0) {
		unsetenv("RUN");
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		execl("build/bin/boot", "boot", experiment, kernel, (char *)NULL);
		_exit(99);
	}
	settle();
	ck_assert_str_eq(row(0), ">");
}

// The serial port is asked for each byte in one of them, and has a handler in the other.
static void start_03(void)
{
	start("build/03/kernel.elf", "--exp=null");
}

static void start_08(void)
{
	start("build/08/kernel.elf", "--exp=null");
}

static void stop(void)
{
	kill(boot, SIGTERM);
	waitpid(boot, NULL, 0);
	close(pty);
}

static const struct { const char *keys, *line; } edits[] = {
	{ "abc", "> abc" },
	{ "ab" RUBOUT "c", "> ac" },
	{ "ab" RUBOUT RUBOUT RUBOUT "c", "> c" },
	{ "abc" LEFT LEFT "X", "> aXbc" },
	{ "abc" LEFT LEFT RUBOUT, "> bc" },
	{ "abc" LEFT LEFT LEFT LEFT RIGHT "X", "> aXbc" },
	{ "abc" HOME "X" END "Y", "> XabcY" },
	{ "abc" HOME DELETE, "> bc" },
	{ "abc" DELETE, "> abc" },
	{ "abcd" LEFT LEFT "\013", "> ab" },		/* ^K */
	{ "abcd" LEFT LEFT "\025X", "> Xcd" },		/* ^U */
	{ "ab" F5 "c", "> abc" },
	{ "ab" "\033\033[Z" "c", "> abc" },
	{ "ab\tc\001X", "> Xabc" },
	{ "0123456789012345678901234567890123456789012345678901234567890123" "far too long",
	  "> 0123456789012345678901234567890123456789012345678901234567890123" },
};

START_TEST(the_screen_shows_the_line)
{
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		type(edits[i].keys);
		ck_assert_msg(!strcmp(row(0), edits[i].line), "edits[%zu]: the screen shows `%s`, not `%s`",
			      i, row(0), edits[i].line);
		type("\025\013");
		ck_assert_str_eq(row(0), ">");
	}
}
END_TEST

START_TEST(history_comes_back)
{
	type("first\r");
	type("second\r");
	type(UP);
	ck_assert_str_eq(row(0), "> second");
	type(UP);
	ck_assert_str_eq(row(0), "> first");
	type(UP DOWN);
	ck_assert_str_eq(row(0), "> second");
	type(DOWN);
	ck_assert_str_eq(row(0), ">");
	type(UP UP "ly\r");
	ck_assert_str_eq(row(1), "firstly is no command here. Type help.");
}
END_TEST

static const struct { const char *keys, *answer; } commands[] = {
	{ "nonsense\r", "nonsense is no command here. Type help." },
	{ "x 0xc0100000 5\r", "c0100000  02 b0 ad 1b 03  ....." },
	/* An address as the kernel prints it; a number of bytes stays decimal. */
	{ "x c0100000 12\r", "c0100000  02 b0 ad 1b 03 00 00 00 fb 4f 52 e4  .........OR." },
	{ "x C0100000 0x4\r", "c0100000  02 b0 ad 1b  ...." },
	{ "x 00100000 2\r", "00100000  ?? ??  .." },
	{ "x 100000 2\r", "00100000  ?? ??  .." },
	{ "x 0 4\r", "00000000  ?? ?? ?? ??  ...." },
	{ "x 0xfffffff8 8\r", "fffffff8  ?? ?? ?? ?? ?? ?? ?? ??  ........" },
	{ "x\r", "x VA [BYTES]: dump memory, as in x c0100000" },
	{ "x 12z\r", "12z is no address: up to 8 digits, hexadecimal" },
	{ "x 1c0100000\r", "1c0100000 is no address: up to 8 digits, hexadecimal" },
	{ "x 0x\r", "0x is no address: up to 8 digits, hexadecimal" },
	{ "x c010000;\r", "c010000; is no address: up to 8 digits, hexadecimal" },
	{ "x 0 0x:\r", "0x: is no 32-bit number" },
	{ "x 0 c\r", "c is no 32-bit number" },
	{ "x 0 4294967296\r", "4294967296 is no 32-bit number" },
	{ "help\r", "is decimal, or with 0x hexadecimal." },
	{ "frame 0\r", "frame 0: reserved, zone low, count 1" },
	{ "frame 99999\r", "The last frame is 16351." },
	{ "pt 100000\r", "directory entry    0: 00000000  empty" },
	{ "pt 0\r", "directory entry    0: 00000000  empty" },
	{ "poke 0 1\r", "the store was a fault" },
	{ "poke 0\r", "poke VA BYTE: as in poke c00b8000 0x58" },
	/* A stale entry by hand: the old frame is read until somebody flushes. */
	{ "get\r", "frame 16351, count 1" },
	{ "get 16351\r", "frame 16351, count 2" },
	{ "put 16351\r", "frame 16351, count 1" },
	{ "put 16000\r", "frame 16000 is not in use" },
	{ "get\r", "frame 16350, count 1" },
	{ "map 40000000 16350\r", "0" },
	{ "map 40001000 16351 rw\r", "0" },
	{ "poke 40000000 66\r", "> poke 40000000 66" },
	{ "poke 40001000 65\r", "> poke 40001000 65" },
	{ "x 40000000 1\r", "40000000  42  B" },
	{ "repoint 40000000 16351\r", "> repoint 40000000 16351" },
	{ "x 40000000 1\r", "40000000  42  B" },
	{ "flush 40000000\r", "> flush 40000000" },
	{ "x 40000000 1\r", "40000000  41  A" },
	{ "unmap 40001000\r", "0" },
	{ "frame 16350\r", "frame 16350: used, zone high, count 1" },
	{ "frame 16351\r", "frame 16351: used, zone high, count 2" },
	{ "unmap 40000000\r", "0" },
	{ "unmap 40000000\r", "-14" },
	{ "unmap c0000000\r", "not in the kernel's gigabyte" },
	{ "wp off\r", "WP is off" },
	{ "wp on\r", "WP is on" },
	{ "run nothing\r", "No experiment nothing. Type run." },
	{ "run wp-off\r", "wp-off runs in a boot of its own, as part of make chapter 3" },
};

static const struct { const char *keys, *answer; } traps[] = {
	{ "trap 8\r", "  8  double fault         0000850000f80000  task      ring 0      0 times" },
	{ "trap 21\r", " 21  none                 0000000000000000  no gate" },
	{ "trap 200\r", "200                       0000000000000000  no gate" },
	{ "trap 12z\r", "12z is no 32-bit number" },
	{ "trap 256\r", "no such gate: vectors go to 255" },
	/* A program beside the monitor, and its end. */
	{ "exec endless &\r", "1" },
	{ "ps\r", "   1 R endless" },
	{ "pt 1 8048000\r", "          frame 16351: used, count 1" },
	{ "pt 0 8048000\r", "directory entry   32: 00000000  empty" },
	{ "pt 7 8048000\r", "nobody has the number 7: see ps" },
	{ "kill 1\r", "> kill 1" },
	{ "ps\r", "   0 R swapper" },
	{ "kill 1\r", "nobody has the number 1: see ps" },
	{ "irq\r", "spurious                   0" },
};

START_TEST(a_command_answers)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		type(commands[i].keys);
		ck_assert_msg(!strcmp(row(1), commands[i].answer), "%s answers `%s`", commands[i].keys, row(1));
		ck_assert_str_eq(row(0), ">");
	}
}
END_TEST

START_TEST(traps_and_interrupts_are_shown)
{
	for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
		type(traps[i].keys);
		ck_assert_msg(!strcmp(row(1), traps[i].answer), "%s answers `%s`", traps[i].keys, row(1));
	}
	ck_assert_msg(!strncmp(row(2), "line  4  serial", 15), "irq says `%s`", row(2));
	/* Not one for each key: keys that came together are fetched together. */
	ck_assert_msg(atoi(row(2) + 15) > 0, "irq says `%s`", row(2));
	ck_assert_msg(!strncmp(row(3), "line  0  timer", 14) && atoi(row(3) + 14) > 0, "irq says `%s`", row(3));
}
END_TEST

// What is typed while a command prints is not lost.
START_TEST(typing_ahead)
{
	type("x 0xc0100000 1024\rtrap 8\rirq and nothing but the irq");
	ck_assert_str_eq(row(0), "> irq and nothing but the irq");
	ck_assert_str_eq(row(1), traps[0].answer);
}
END_TEST

START_TEST(the_end_of_input_powers_off)
{
	int status;

	ck_assert(write(pty, "\004", 1) == 1);
	ck_assert_int_eq(waitpid(boot, &status, 0), boot);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", status);
}
END_TEST

// The time-stamp counter counts instructions on a terminal too: what a chapter says of costs holds there.
static const struct { const char *kernel, *experiment, *verdict; } costs[] = {
	{ "build/01/kernel.elf", "--exp=line", "holds  line: " },
	{ "build/02/kernel.elf", "--exp=cost", "holds  cost: " },
	{ "build/06/kernel.elf", "--exp=call-cost", "holds  call-cost: " },
};

START_TEST(costs_hold_on_a_terminal)
{
	bool holds = false;

	start(costs[_i].kernel, costs[_i].experiment);
	for (int up = 0; up < ROWS; up++)
		holds |= strstr(row(up), costs[_i].verdict) != NULL;
	stop();
	ck_assert_msg(holds, "%s does not say `%s`", costs[_i].kernel, costs[_i].verdict);
}
END_TEST

// An experiment that needs a boot of its own has one, with nobody in front of it, and then there is a machine that lives: also where
// no other is asked for. That one has the same command line.
START_TEST(the_boot_of_an_experiment_is_its_own)
{
	int boots = 0, holds = 0;

	start("build/05/kernel.elf", "--exp=wp-asked-off");
	for (int up = 0; up < ROWS; up++) {
		boots += strstr(row(up), "Borrowed Pages: ") != NULL;
		holds += strstr(row(up), "holds  wp-asked-off: ") != NULL;
	}
	stop();
	ck_assert_int_eq(boots, 2);
	ck_assert_int_eq(holds, 1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("monitor");
	TCase *t = tcase_create("asked for each byte"), *h = tcase_create("with a handler"), *c = tcase_create("alone");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, start_03, stop);
	tcase_add_test(t, the_screen_shows_the_line);
	tcase_add_test(t, history_comes_back);
	tcase_add_test(t, a_command_answers);
	tcase_add_test(t, the_end_of_input_powers_off);
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(h, start_08, stop);
	tcase_add_test(h, the_screen_shows_the_line);
	tcase_add_test(h, traps_and_interrupts_are_shown);
	tcase_add_test(h, typing_ahead);
	tcase_add_test(h, the_end_of_input_powers_off);
	suite_add_tcase(s, h);
	tcase_add_loop_test(c, costs_hold_on_a_terminal, 0, sizeof costs / sizeof *costs);
	tcase_add_test(c, the_boot_of_an_experiment_is_its_own);
	suite_add_tcase(s, c);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
