/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include "lib/arena.h"
#include "lib/file.h"

#include <stdlib.h>
#include <string.h>

/* The kernel's first line, as it was captured. */
static char *first_line(const struct book *b)
{
	char *path = lasting("%s/chapters/transcripts/01-boot.txt", b->in.folder);
	size_t n;
	char *text = keep(read_file(path, &n));

	if (text)
		text[strcspn(text, "\n")] = '\0';
	return text;
}

void table_boot(const struct book *b)
{
	const char *change = a_word_more(b);
	char *line = first_line(b);

	row_head("building and booting");
	row(&b->in, (struct measured){
		.what = lasting("make chapter %d from clean, to the kernel's first line", b->chapters), .before = "make clean",
		.command = lasting("make -j%d chapter %d", b->jobs, b->chapters), .until = line, .budget = 10 });
	row(&b->in, (struct measured){
		.what = lasting("make chapter %d, all built, to the kernel's first line", b->chapters),
		.command = lasting("make chapter %d", b->chapters), .until = line, .budget = 1 });
	if (row_needs(&b->in, "make kernels", lasting("make -j%d kernels", b->jobs))) {
		row(&b->in, (struct measured){
			.what = "make kernels (of every prefix) after a change", .before = change,
			.command = lasting("make -j%d kernels", b->jobs) });
		row(&b->in, (struct measured){
			.what = lasting("the kernel of chapter %d after a change", b->chapters), .before = change,
			.command = lasting("make -j%d build/%02d/kernel.elf", b->jobs, b->chapters) });
	}
}
