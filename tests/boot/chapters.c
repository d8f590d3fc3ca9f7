// SPDX-License-Identifier: MIT
// Each chapter's kernel boots, its experiments hold, and it prints what the book prints:
// as the reader builds it, and those that make has drawn at -O1 (build/check/closely).
#include "kernels.h"

static char *kernels[200];

START_TEST(prints_what_the_book_prints)
{
	char arguments[200];

	snprintf(arguments, sizeof arguments, "--compare=chapters/transcripts %s", kernels[_i]);
	boots(arguments);
}
END_TEST

int main(void)
{
	char *list;
	int n = 0, status = run(&list, "for c in chapters/[0-9][0-9]-*.nw; do c=${c#*/}; echo build/${c%%%%-*}/kernel.elf; done; "
				"for n in $(cat build/check/closely); do echo build/$n/O1/kernel.elf; done");

	if (status) {
		fputs("build/check/closely: no such file: run this from the top of the repository, by make check\n", stderr);
		return EXIT_FAILURE;
	}
	for (char *line = strtok(list, "\n"); line; line = strtok(NULL, "\n"))
		kernels[n++] = line;
	return run_for_each("boot/chapters", prints_what_the_book_prints, n);
}
