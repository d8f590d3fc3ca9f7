/* SPDX-License-Identifier: MIT */
/*
 * init: runs a chapter's programs under Linux, and says what they print and how they end. It is a file for i386 that takes
 * nothing but system calls, as they are. So it runs as a plain program where Linux takes such files, and where Linux does
 * not, as the first program of another Linux in QEMU.
 *
 * LIST, a file's name, is user/same.txt. It has a line for each experiment: its name, a colon, and the commands that it ran,
 * with semicolons between them; each behind the name of what the experiment observed of its end, and an equals sign. A
 * program runs as a plain user, in the address space that an i386 Linux would give it, with one variable, HOME=/. It may
 * make files in the folder that it begins in.
 *
 * It prints the kernel's version; for each experiment a line `--- NAME ---`, what its programs print, and behind each
 * a line `--- WHAT == N ---`, where N is a signal or 256 times an exit status; and `--- end ---`.
 */
#include <stddef.h>

asm("	.data\n"
    "list:	.incbin \"" LIST "\"\n"
    "	.byte 0\n"
    "	.text\n");

extern char list[];

enum { EXIT = 1, FORK = 2, WRITE = 4, OPEN = 5, WAITPID = 7, CHMOD = 15, GETPID = 20, ALARM = 27, IOCTL = 54, REBOOT = 88, UNAME = 122,
       PERSONALITY = 136, GETEUID = 201, SETGROUPS = 206, SETUID = 213, SETGID = 214, EXECVEAT = 358 };
enum { WORDS = 16, NOBODY = 65534, SECONDS = 10, CLOSE_ON_EXEC = 02000000, EMPTY_PATH = 0x1000, DRAIN = 0x5409,
       I386_ADDRESSES = 0x08000000 | 0x00040000 };

static int call(int nr, long a, long b, long c, long d, long e)
{
	int answer;

	asm volatile("int $0x80" : "=a"(answer) : "0"(nr), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e) : "memory");
	return answer;
}

static void say(const char *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	while (n) {
		int wrote = call(WRITE, 1, (long)text, n, 0, 0);
		if (wrote <= 0)
			break;
		text += wrote;
		n -= wrote;
	}
}

static void say_number(unsigned n)
{
	char digits[12], *at = digits + sizeof digits - 1;

	*at = '\0';
	do
		*--at = '0' + n % 10;
	while (n /= 10);
	say(at);
}

/* What stands before the next `end`, without the spaces in front of it. NULL: there is no more. */
static char *cut(char **rest, char end)
{
	while (**rest == ' ')
		++*rest;
	char *text = *rest, *at = text;

	while (*at && *at != end)
		at++;
	*rest = *at ? at + 1 : at;
	*at = '\0';
	return *text ? text : NULL;
}

/* The command's first word is the program. It is opened as who we are: the folders above may be closed to others. */
static void become(char *command)
{
	char *argv[WORDS + 1], *const environment[] = { "HOME=/", NULL };
	int n = 0;

	while (n < WORDS && (argv[n] = cut(&command, ' ')))
		n++;
	argv[n] = NULL;
	int program = call(OPEN, (long)argv[0], CLOSE_ON_EXEC, 0, 0, 0);
	if (call(GETEUID, 0, 0, 0, 0, 0) == 0) {
		call(SETGROUPS, 0, 0, 0, 0, 0);
		call(SETGID, NOBODY, 0, 0, 0, 0);
		call(SETUID, NOBODY, 0, 0, 0, 0);
	}
	call(PERSONALITY, I386_ADDRESSES, 0, 0, 0, 0);
	call(ALARM, SECONDS, 0, 0, 0, 0);
	int error = call(EXECVEAT, program, (long)"", (long)argv, (long)environment, EMPTY_PATH);
	say("--- cannot run ");
	say(argv[0]);
	say(", error ");
	say_number(-error);
	say(" ---\n");
	call(EXIT, 1, 0, 0, 0, 0);
}

static unsigned run(char *command)
{
	unsigned status = 0;
	int child = call(FORK, 0, 0, 0, 0, 0);

	if (child == 0)
		become(command);
	call(WAITPID, child, (long)&status, 0, 0, 0);
	return status & 0x7f ? status & 0x7f : status & 0xff00;
}

static void say_version(void)
{
	char name[6][65];

	call(UNAME, (long)name, 0, 0, 0, 0);
	say(name[0]);
	say(" ");
	say(name[2]);
	say(" ");
	say(name[3]);
	say("\n");
}

__attribute__((noreturn, force_align_arg_pointer)) void _start(void)
{
	char *lines = list, *line, *command;

	say_version();
	call(CHMOD, (long)".", 0777, 0, 0, 0);
	while ((line = cut(&lines, '\n'))) {
		say("--- ");
		say(cut(&line, ':'));
		say(" ---\n");
		while ((command = cut(&line, ';'))) {
			char *what = cut(&command, ' ');
			cut(&command, '=');
			unsigned end = run(command);

			say("--- ");
			say(what);
			say(" == ");
			say_number(end);
			say(" ---\n");
		}
	}
	say("--- end ---\n");
	if (call(GETPID, 0, 0, 0, 0, 0) == 1) {
		call(IOCTL, 1, DRAIN, 1, 0, 0);
		call(REBOOT, 0xfee1dead, 672274793, 0x01234567, 0, 0);
	}
	for (;;)
		call(EXIT, 0, 0, 0, 0, 0);
}
