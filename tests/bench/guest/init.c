/* SPDX-License-Identifier: MIT */
/* Linux's first program: runs the others, one after another. To boot a Linux takes longer than all that they do. */
#include "user.h"

enum { FORK = 2, WAITPID = 7 };

static char *const runs[][4] = {
	{ "/cost", "null" }, { "/cost", "fault" }, { "/execve", "execve" }, { "/console", "console" },
	/* where the chapter has them: */
	{ "/touch_cost", "touch_cost" }, { "/cow_price", "cow_price" }, { "/fork_cost", "fork_cost", "64" },
	{ "/cache_cost", "cache_cost" }, { "/mapped_cost", "mapped_cost" }, { "/file_cost", "file_cost" }, { "/pipe_cost", "pipe_cost" },
	{ "/gup_cost", "gup_cost" },
};

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	for (u32 i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
		s32 child = call(FORK, 0, 0, 0);

		if (child == 0) {
			call(EXECVE, (u32)runs[i][0], (u32)runs[i], (u32)envp);
			call(EXIT, 1, 0, 0);
		}
		call(WAITPID, (u32)child, 0, 0);
	}
	say("--- end ---\n");
	return 0;
}
