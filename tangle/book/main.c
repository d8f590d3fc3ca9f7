/* SPDX-License-Identifier: MIT */
/*
 * The weaver: from chapters to one Markdown file a page.
 *
 *     weave -w words.en -i build/tags -t chapters/transcripts -f build/bin/figure -o build/book/md book.md chapters/NN-slug.nw ...
 *
 * Everything a page shows is computed here: pandoc and its filter only lay it out.
 */
#include "captured.h"
#include "idents.h"
#include "lib/fail.h"
#include "names.h"
#include "read.h"
#include "scan.h"
#include "source/report.h"
#include "words.h"
#include "write.h"

#include <stdio.h>
#include <unistd.h>

static const char usage[] =
	"usage: weave -w WORDS -i TAGS -t TRANSCRIPTS -f FIGURE -o DIR book.md chapters/*.nw\n"
	"  -w WORDS        the book's fixed words, lines `key = text` (tangle/book/words.en)\n"
	"  -i TAGS         what ctags --line-directives says of the tangled files\n"
	"  -t TRANSCRIPTS  folder of the captured transcripts\n"
	"  -f FIGURE       the program that draws\n"
	"  -o DIR          where the Markdown goes, one file a page\n";

int main(int argc, char **argv)
{
	const char *words_path = NULL, *tags = NULL, *dir = NULL;
	struct exercises exercises;
	struct stream s;
	int option;

	program = "weave";
	while ((option = getopt(argc, argv, "w:i:t:f:o:")) != -1)
		switch (option) {
		case 'w': words_path = optarg; break;
		case 'i': tags = optarg; break;
		case 't': transcripts_dir = optarg; break;
		case 'f': figure_program = optarg; break;
		case 'o': dir = optarg; break;
		default: fputs(usage, stderr); return 2;
		}
	if (!words_path || !tags || !transcripts_dir || !figure_program || !dir || optind == argc) {
		fputs(usage, stderr);
		return 2;
	}
	read_words(words_path);
	stream_read(&s, argv + optind);
	exercises = exercises_read(&s);
	read_pages(&s);
	if (!reports())
		name_everything(&exercises);
	if (!reports())
		read_tags(tags);
	if (!reports()) {
		find_uses();
		write_pages(dir);
	}
	free_all();
	exercises_free(&exercises);
	stream_free(&s);
	return reports() ? STATUS_FAILED : STATUS_GOOD;
}
