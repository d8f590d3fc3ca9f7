/* SPDX-License-Identifier: MIT */
#include "folder.h"
#include "lib/fail.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void folder_make(const char *path)
{
	char *copy = need(strdup(path));

	for (char *slash = copy; slash; ) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(copy, 0777) < 0 && errno != EEXIST)
			die(STATUS_USAGE, "cannot make the folder %s: %s. Make room for it, or mend its rights, and try again", copy, strerror(errno));
		if (slash)
			*slash = '/';
	}
	free(copy);
}

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *where)
{
	(void)s, (void)kind, (void)where;
	remove(path);
	return 0;
}

void folder_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
