/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "weave.h"

static const char usage[] =
	"usage: markup book.md chapters/*.nw | weave -w WORDS -i TAGS -t TRANSCRIPTS -f FIGURE -o DIR\n"
	"  -w WORDS        the book's fixed words, lines `key = text` (tangle/book/words.en)\n"
	"  -i TAGS         what ctags --line-directives says of the tangled files\n"
	"  -t TRANSCRIPTS  folder of the captured transcripts\n"
	"  -f FIGURE       the program that draws\n"
	"  -o DIR          where the Markdown goes, one file a page\n";

struct book book;
const char *transcripts_dir, *figure_program;

struct word {
	const char *key, *text;
};
static VEC(struct word) words;
static const char *words_file;

static void read_words(const char *path)
{
	char *text = slurp(path), *next;
	int number = 1;

	if (!text)
		give_up("there is no file of words %s", path);
	words_file = path;
	for (char *line = text; *line; line = next, number++) {
		char *equals;

		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		if (!*line || *line == '#')
			continue;
		equals = strstr(line, " = ");
		if (!equals) {
			complain((struct place){ path, number }, "no `key = text`: `%s`", line);
			continue;
		}
		*equals = '\0';
		push(&words, (struct word){ line, equals + 3 });
	}
}

const char *word(const char *key)
{
	for (size_t i = 0; i < words.n; i++)
		if (strcmp(words.at[i].key, key) == 0)
			return words.at[i].text;
	give_up("%s has no line `%s = …`; add it", words_file, key);
}

void put_words(struct buf *b)
{
	for (size_t i = 0; i < words.n; i++)
		putf(b, " %s=\"%s\"", words.at[i].key, words.at[i].text);
}

int main(int argc, char **argv)
{
	const char *words_path = NULL, *tags = NULL, *dir = NULL;
	int option, failed;

	while ((option = getopt(argc, argv, "w:i:t:f:o:")) != -1)
		switch (option) {
		case 'w': words_path = optarg; break;
		case 'i': tags = optarg; break;
		case 't': transcripts_dir = optarg; break;
		case 'f': figure_program = optarg; break;
		case 'o': dir = optarg; break;
		default: fputs(usage, stderr); return 2;
		}
	if (!words_path || !tags || !transcripts_dir || !figure_program || !dir || optind < argc) {
		fputs(usage, stderr);
		return 2;
	}
	read_words(words_path);
	read_stream();
	if (!complaints())
		name_everything();
	if (!complaints())
		read_tags(tags);
	if (!complaints()) {
		find_uses();
		write_pages(dir);
	}
	failed = complaints() != 0;
	free_all();
	return failed;
}
