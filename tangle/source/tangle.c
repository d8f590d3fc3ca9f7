/* SPDX-License-Identifier: MIT */
/*
 * tangle: from chapters to all that is made of their chunks. They are checked, and read once; where a check fails, nothing is
 * written.
 *
 *     tangle -a BUILD FILE.nw...   BUILD/NN/src, the kernel as it stands after chapter NN, for each, with the appendices
 *                                  that stand before it; BUILD/exercises
 *     tangle DIR FILE.nw...        the kernel of all these files
 *     tangle -r DIR FILE.nw...     the same for reading
 *     tangle -s DIR FILE.nw...     the chapters without their exercises' answers; on standard output what the kernel lacks then
 *     tangle -l FILE.nw...         nothing: the checks alone
 *     tangle -j FILE.nw...         a list of the joints on standard output
 *
 * Status: 0 good, 1 the chapters are at fault, 2 usage, 3 our fault or the machine's.
 */
#include "joints.h"
#include "lib/fail.h"
#include "lint.h"
#include "report.h"
#include "strip.h"
#include "traps.h"
#include "trees.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(struct stream *s, char *const files[])
{
	traps_check(files);
	/* What traps finds, markup may die of. */
	if (!reports())
		stream_read(s, files);
	if (!reports())
		lint(s);
	if (reports())
		exit(STATUS_FAILED);
}

static void write_all_prefixes(const struct stream *s, const char *build)
{
	struct program p;
	char *folder;

	program_begin(&p, s);
	for (size_t i = 0; i < s->chunks; i++) {
		program_define(&p, i);
		if ((i + 1 < s->chunks && s->chunk[i + 1].file == s->chunk[i].file) || !chapter_of(s->chunk[i].file))
			continue;
		folder = format("%s/%02u/src", build, chapter_of(s->chunk[i].file));
		write_kernel(&p, folder);
		free(folder);
	}
	folder = format("%s/exercises", build);
	write_exercises(s, folder);
	free(folder);
	program_free(&p);
}

static void write_one(const struct stream *s, const char *folder, void (*write)(const struct program *, const char *))
{
	struct program p;

	program_begin(&p, s);
	for (size_t i = 0; i < s->chunks; i++)
		program_define(&p, i);
	write(&p, folder);
	program_free(&p);
}

int main(int argc, char *argv[])
{
	char option = argc > 1 && argv[1][0] == '-' && argv[1][1] && !argv[1][2] && strchr("arslj", argv[1][1]) ? argv[1][1] : '\0';
	char **operand = argv + 1 + (option != '\0'), *folder = option == 'l' || option == 'j' ? NULL : *operand;
	struct stream s = { 0 };

	program = "tangle";
	if (operand + (folder != NULL) >= argv + argc || (!folder && option != 'l' && option != 'j')) {
		fputs("usage: tangle [-a | -r | -s] DIR FILE.nw..., or tangle -l | -j FILE.nw...\n", stderr);
		return STATUS_USAGE;
	}
	check(&s, operand + (folder != NULL));
	switch (option) {
	case 'a': write_all_prefixes(&s, folder); break;
	case 'j': joints_print(&s); break;
	case 'l': break;
	case 'r': write_one(&s, folder, write_reading); break;
	case 's': strip(&s, folder); break;
	default: write_one(&s, folder, write_kernel); break;
	}
	stream_free(&s);
	if (fflush(stdout) || ferror(stdout))
		die(STATUS_OURS, "cannot write standard output; is the disk full?");
	return reports() ? STATUS_FAILED : STATUS_GOOD;
}
