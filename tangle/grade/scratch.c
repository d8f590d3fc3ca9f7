/* SPDX-License-Identifier: MIT */
#include "scratch.h"
#include "folder.h"
#include "lib/text.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

char *scratch_name(const char *folder)
{
	return format("%s/%ld-XXXXXX", folder, (long)getpid());
}

void scratch_sweep(const char *folder)
{
	DIR *entries = opendir(folder);

	for (struct dirent *e; entries && (e = readdir(entries)); ) {
		char *end;
		long pid = strtol(e->d_name, &end, 10);

		/* Our own number: an earlier process had it, for we have made nothing yet. */
		if (pid > 0 && *end == '-' && (pid == getpid() || (kill((pid_t)pid, 0) < 0 && errno == ESRCH))) {
			char *path = format("%s/%s", folder, e->d_name);

			folder_remove(path);
			free(path);
		}
	}
	if (entries)
		closedir(entries);
}
