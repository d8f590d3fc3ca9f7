/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "process.h"
#include "file.h"

static u32 stack[1024];
static char *buf, seen[5];

static int look(void)
{
	u32 i;

	for (i = 0; i < 4; i++)
		seen[i] = buf[i] ? buf[i] : '0';
	return 0;
}

static int replace(void)
{
	mmap((u32)buf, PAGE, RW, PRIVATE | ANON | FIXED);
	return 0;
}

/* Chapter 15: flash: main */
static void beside(s32 fd, int (*other)(void))
{
	s32 pid;

	stack[0] = stack[1023] = buf[5] = 1;
	call(513, (u32)"child", 0, 0);
	pid = clone(CLONE_VM | SIGCHLD, stack + 1024, other);
	call(513, (u32)"reader", 0, 0);
	call(528, 0, 0, 0);
	ask("read", call6(PREAD64, fd, (u32)buf, 4, 0, 0, 0));
	waitpid(pid, 0, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = open("f", CREATE | RDWR);

	buf = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	call(WRITE, fd, (u32)"new!", 4);
	call(UNLINK, (u32)"f", 0, 0);
	buf[0] = 'o', buf[1] = 'l', buf[2] = 'd', buf[3] = '!';
	beside(fd, look);
	say("what the other saw: ");
	say(seen);
	/* Chapter 15: flash: and once more */
	say("\n");
	beside(fd, replace);
	say("what has come: ");
	say(buf);
	say("\n");
	return 0;
}
