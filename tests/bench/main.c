/* SPDX-License-Identifier: MIT */
/*
 * bench FOLDER [TABLE]...: builds, boots, weaves, grades and checks a copy of the sources in FOLDER, and prints what that takes beside
 * the budgets; all tables, or those named. Run at the top of the repository.
 *
 * Status: 0 all within budget, 1 something is over, 2 usage, 3 a row could not be measured. No row stops another.
 */
#include "tables.h"

#include "lib/arena.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct table {
	const char *name;
	void (*print)(const struct book *b);
} tables[] = {
	{ "boot", table_boot }, { "book", table_book }, { "costs", table_costs }, { "grade", table_grade }, { "growth", table_growth },
};
enum { TABLES = sizeof tables / sizeof *tables };

static const struct table *table_named(const char *name)
{
	for (int i = 0; i < TABLES; i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i];
	fprintf(stderr, "bench: there is no table `%s`. The tables:", name);
	for (int i = 0; i < TABLES; i++)
		fprintf(stderr, " %s", tables[i].name);
	fputc('\n', stderr);
	exit(STATUS_USAGE);
}

const char *a_word_more(const struct book *b)
{
	return lasting("sed -i '0,/^# /s/^# .*/&\\n\\nA word more./' %s", b->middle);
}

static char *copied(const char *folder, const char *name)
{
	char *command = lasting("set -e; rm -rf '%s'; mkdir -p '%s'; sh tests/bench/copy '%s/%s'", folder, folder, folder, name);
	char path[PATH_MAX];

	if (system(command) != 0 || !realpath(folder, path))
		die(STATUS_OURS, "cannot copy the sources to %s (see above)", folder);
	return copy(path, strlen(path));
}

static void say_load(const char *when)
{
	size_t n;
	char *load = keep(read_file("/proc/loadavg", &n));

	printf("%s: load %.*s\n", when, load ? (int)strcspn(load, "/") - 2 : 1, load ? load : "?");
}

int main(int argc, char *argv[])
{
	glob_t chapters;
	char linux_i386[PATH_MAX];

	program = "bench";
	if (argc < 2 || glob("chapters/[0-9][0-9]-*.nw", 0, NULL, &chapters) != 0) {
		fprintf(stderr, "usage: bench FOLDER [TABLE]..., at the top of the repository\n");
		return STATUS_USAGE;
	}
	for (int i = 2; i < argc; i++)
		table_named(argv[i]);
	/* The make that has called us steers none of those that are measured. */
	unsetenv("MAKEFLAGS"), unsetenv("MFLAGS"), unsetenv("MAKEOVERRIDES"), unsetenv("MAKELEVEL");
	setenv("SETUP", "no", 1);
	setvbuf(stdout, NULL, _IOLBF, 0);

	char *folder = copied(argv[1], "book");
	struct book b = {
		.in = { lasting("%s/book", folder), lasting("%s/log", folder) },
		.linux_i386 = realpath("build/linux-i386/vmlinuz", linux_i386),
		.jobs = (int)sysconf(_SC_NPROCESSORS_ONLN),
		.chapters = (int)chapters.gl_pathc,
		.middle = chapters.gl_pathv[chapters.gl_pathc / 2],
	};

	printf("chapters 1 to %d, %d processors; a change is one at the top of %s\n", b.chapters, b.jobs, b.middle);
	printf("`others`: how many processors something else kept busy; where that is not near 0, seconds say little, and processor seconds are long\n");
	say_load("when it began");
	run_begin();
	for (int i = 0; argc == 2 && i < TABLES; i++)
		tables[i].print(&b);
	for (int i = 2; i < argc; i++)
		table_named(argv[i])->print(&b);
	putchar('\n');
	say_load("when it ended");

	char *away = lasting("rm -rf '%s'", folder);

	if (system(away) != 0)
		fprintf(stderr, "bench: cannot remove %s\n", folder);
	globfree(&chapters);
	free_all();
	return rows_end();
}
