/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static u32 touched(u32 at, u32 store)
{
	if (store)
		*(volatile char *)at = 7;
	else
		(void)*(volatile char *)at;
	return at;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const char *const what[] = {
		"a file's, shared, stored to", "opened for reading",
		"shared, no file's",
		"a file's, private, loaded from", "stored to" };
	s32 fd = file_of("letters", "abcdef", 6), was[5];
	u32 at[5], i;

	at[0] = touched(map_file(fd, 6, RW, SHARED), 1);
	at[1] = open("letters", 0);
	at[1] = touched(map_file(at[1], 6, READ, SHARED), 0);
	at[2] = touched(mmap(0, PAGE, RW, SHARED | ANON), 1);
	at[3] = touched(map_file(fd, 6, RW, PRIVATE), 0);
	at[4] = touched(map_file(fd, 6, RW, PRIVATE), 1);
	/* Chapter 16: which_shared: before and after */
	for (i = 0; i < 5; i++)
		was[i] = call(516, at[i], 0, 0);
	if (fork() == 0)
		return 0;
	for (i = 0; i < 5; i++) {
		say(what[i]);
		say(was[i] == call(516, at[i], 0, 0) ? ": as before\n" :
						       ": changed\n");
	}
	waitpid(-1, 0, 0);
	call(UNLINK, (u32)"letters", 0, 0);
	return 0;
}
