// SPDX-License-Identifier: MIT
// Each chapter's kernel boots, its experiments hold, and it prints what the book prints:
// as the reader builds it, and at -O1.
#include "kernels.h"

static glob_t chapters;

START_TEST(prints_what_the_book_prints)
{
	static const char *const builds[] = { "", "O1/" };
	const char *n = number(chapters.gl_pathv[_i / 2]);
	char arguments[200];

	snprintf(arguments, sizeof arguments, "--expect=build/%s/src/experiments --compare=chapters/transcripts build/%s/%skernel.elf",
		 n, n, builds[_i % 2]);
	boots(arguments);
}
END_TEST

int main(void)
{
	chapters = files("chapters/[0-9][0-9]-*.nw");
	return run_for_each("boot/chapters", prints_what_the_book_prints, 2 * (int)chapters.gl_pathc);
}
