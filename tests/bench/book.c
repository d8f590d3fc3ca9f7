/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include "lib/arena.h"


#include <glob.h>
#include <sys/stat.h>

static double largest_page(const struct book *b)
{
	glob_t pages;
	struct stat page;
	double most = 0;

	if (glob(lasting("%s/build/book/html/[0-9][0-9]-*.html", b->in.folder), 0, NULL, &pages) != 0)
		return 0;
	for (size_t i = 0; i < pages.gl_pathc; i++)
		if (stat(pages.gl_pathv[i], &page) == 0 && (double)page.st_size > most)
			most = (double)page.st_size;
	globfree(&pages);
	return most;
}

void table_book(const struct book *b)
{
	row_head("the book (MiB: of html pandoc's, of the whole the PDF's)");
	row(&b->in, (struct measured){
		.what = "make html from clean", .before = "make clean", .command = lasting("make -j%d html", b->jobs), .budget = 60 });
	row(&b->in, (struct measured){
		.what = "make html after a change", .before = a_word_more(b), .command = lasting("make -j%d html", b->jobs), .budget = 5 });
	if (largest_page(b))
		row_value("the largest page", largest_page(b) / 1024, "KiB", 300);
	row(&b->in, (struct measured){
		.what = "make book (with PDF and EPUB) from clean", .before = "make clean", .command = lasting("make -j%d book", b->jobs), .budget = 90 });
}
