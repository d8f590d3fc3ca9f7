/* SPDX-License-Identifier: MIT */
/*
 * steps: does the program stand after every chunk of a chapter?
 *
 *     steps FLAGS DIR CHAPTER.nw...
 *
 * The last chapter is cut after each of its code chunks. What is left is tangled into DIR/tree and compiled, and a line is
 * printed:
 *
 *     3.4 compiles                   chapters/03-paging.nw:120 <<name>>
 *     3.5 still promises <<another>> chapters/03-paging.nw:141 <<name>>
 *
 * The second verdict says that a chunk in use has no definition yet. A step that promises
 * nothing and does not compile is a mistake: gcc's words follow it, and the status is 1.
 *
 * FLAGS is the file that kernel.make writes: the compiler's version, and its command line. What compiled once with the same
 * headers is not compiled again. The code is compared without #line: a change in prose compiles nothing.
 */
#include "compile.h"
#include "good.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include "program.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A file of the tree, as it stands at this step. */
struct file {
	size_t name;
	struct buf text; /* with #line, for gcc */
	uint64_t hash;   /* without */
	uint64_t written; /* hash of what DIR/tree holds, with #line */
};

static struct stream s;
static struct program book; /* as far as it has come */

static struct file *files;
static size_t file_count;

static uint64_t command_hash;
static const char *directory;

/* One more chunk of the book. */
static void define(size_t chunk)
{
	const struct chunk *c = &s.chunk[chunk];

	program_define(&book, chunk);
	if (!is_file_root(c->name) || is_workbook(c->name) || strncmp(c->name, "user/", 5) == 0)
		return;
	for (size_t i = 0; i < file_count; i++)
		if (files[i].name == c->number)
			return;
	files = xrealloc(files, (file_count + 1) * sizeof *files);
	files[file_count++] = (struct file){ .name = c->number };
}

static const char *next_line(const char *p)
{
	p = strchr(p, '\n');
	return p ? p + 1 : NULL;
}

/* All files as they stand. Returns the first promise, or NULL. */
static const char *tangle(void)
{
	const char *promise = NULL, *first;

	for (struct file *f = files; f < files + file_count; f++) {
		buf_reset(&f->text);
		first = program_text(&book, f->name, layout_of(s.name[f->name]), NULL, &f->text);
		promise = promise ? promise : first;
		f->hash = FNV_START;
		for (const char *p = f->text.s; p; p = next_line(p))
			if (strncmp(p, "#line ", 6) != 0)
				f->hash = hash_bytes(f->hash, p, strcspn(p, "\n") + 1);
	}
	return promise;
}

static struct file *find_file(const char *path)
{
	for (size_t i = 0; i < file_count; i++)
		if (strcmp(s.name[files[i].name], path) == 0)
			return &files[i];
	return NULL;
}

/*
 * Where p is at an #include, the path of what it includes, as a root is called. False elsewhere.
 * p is at the begin of a line.
 */
static bool include_at(const char *p, const char *path, char *header, size_t room)
{
	size_t n;

	p += strspn(p, " \t");
	if (*p != '#')
		return false;
	p += 1 + strspn(p + 1, " \t");
	if (strncmp(p, "include", 7) != 0)
		return false;
	p += 7 + strspn(p + 7, " \t");
	if (*p != '<' && *p != '"')
		return false;
	n = strcspn(p + 1, ">\"\n");
	if (*p == '<')
		snprintf(header, room, "include/%.*s", (int)n, p + 1);
	else
		snprintf(header, room, "%.*s/%.*s", (int)(strrchr(path, '/') - path), path, (int)n, p + 1);
	return true;
}

/* A header that is included and has no definition is a promise as well. NULL, or its name, static. */
static const char *missing_header(void)
{
	static char header[4096];

	for (size_t i = 0; i < file_count; i++)
		for (const char *p = files[i].text.s; p; p = next_line(p))
			if (include_at(p, s.name[files[i].name], header, sizeof header) && !find_file(header))
				return header;
	return NULL;
}

/* The file and all that it includes, as one hash: the key of its verdict. `seen` is by file. */
static uint64_t key_of(const struct file *f, uint64_t key, bool *seen)
{
	const char *path = s.name[f->name];
	char header[4096];

	if (seen[f - files])
		return key;
	seen[f - files] = true;
	key = hash_bytes(key, path, strlen(path) + 1);
	key = hash_bytes(key, (const char *)&f->hash, sizeof f->hash);
	for (const char *p = f->text.s; p; p = next_line(p))
		if (include_at(p, path, header, sizeof header) && find_file(header))
			key = key_of(find_file(header), key, seen);
	return key;
}

static void write_in_tree(struct file *f)
{
	uint64_t hash = hash_bytes(FNV_START, f->text.s, f->text.len);
	char *path = format("%s/tree/%s", directory, s.name[f->name]);

	if (f->written != hash) {
		make_parents(path);
		save_file(path, f->text.s, f->text.len);
	}
	f->written = hash;
	free(path);
}

static void print_words(FILE *words)
{
	char line[4096];

	rewind(words);
	while (fgets(line, sizeof line, words))
		if (strstr(line, "error") || strstr(line, "Error"))
			printf("    %s", line);
}

/* Compile what is new. False, after gcc's words, where something does not compile. */
static bool check_compiles(FILE *words)
{
	bool *seen = xalloc(file_count * sizeof *seen), all = true;

	for (size_t i = 0; i < file_count; i++) {
		const char *path = s.name[files[i].name];
		uint64_t key;

		if (!ends_with(path, ".c") && !ends_with(path, ".S"))
			continue;
		memset(seen, 0, file_count * sizeof *seen);
		key = key_of(&files[i], command_hash, seen);
		if (!is_good(key)) {
			for (size_t k = 0; k < file_count; k++)
				if (seen[k])
					write_in_tree(&files[k]);
			if (!compile(path, words)) {
				all = false;
				continue;
			}
		}
		remember(key);
	}
	free(seen);
	return all;
}

/* After one more chunk: its verdict, as a line. False for a mistake: the last step keeps every promise. */
static bool step(const struct chunk *c, bool is_last)
{
	const char *promise = tangle();
	char number[32], verdict[4200] = "compiles";
	bool right = true;
	FILE *words = tmpfile();

	if (!words)
		die(STATUS_OURS, "cannot make a temporary file: %s; is /tmp full?", strerror(errno));
	if (!promise)
		promise = missing_header();
	if (promise) {
		right = !is_last;
		snprintf(verdict, sizeof verdict, "still promises <<%s>>", promise);
	} else if (!check_compiles(words)) {
		right = false;
		strcpy(verdict, "DOES NOT COMPILE");
	}
	snprintf(number, sizeof number, "%u.%u", chapter_of(c->file), c->sequence);
	printf("%-6s %-48s %s:%u <<%s>>\n", number, verdict, c->file, c->line, c->name);
	if (!right && promise)
		puts("    this is the chapter's last chunk: define what it promises");
	else if (!right)
		print_words(words);
	fclose(words);
	return right;
}

int main(int argc, char *argv[])
{
	const char *last_file;
	unsigned mistakes = 0;
	size_t last = 0;

	program = "steps";
	if (argc < 4) {
		fprintf(stderr, "usage: steps FLAGS DIR CHAPTER.nw...\n");
		return STATUS_USAGE;
	}
	directory = argv[2];
	if (mkdir(directory, 0777) < 0 && errno != EEXIST)
		die(STATUS_OURS, "cannot make the directory %s: %s; is something else there?", directory, strerror(errno));
	stream_read(&s, argv + 3);
	command_hash = compile_with(argv[1], directory);
	good_read(directory);
	program_begin(&book, &s);
	last_file = argv[argc - 1];
	for (size_t i = 0; i < s.chunks; i++)
		if (s.chunk[i].code)
			last = i;
	for (size_t i = 0; i <= last && s.chunks; i++) {
		if (!s.chunk[i].code)
			continue;
		define(i);
		if (strcmp(s.chunk[i].file, last_file) == 0 && !step(&s.chunk[i], i == last))
			mistakes++;
	}
	good_write(directory);
	for (size_t i = 0; i < file_count; i++)
		buf_free(&files[i].text);
	free(files);
	program_free(&book);
	stream_free(&s);
	if (fflush(stdout) || ferror(stdout))
		die(STATUS_OURS, "cannot write standard output; is the disk full?");
	return mistakes ? STATUS_FAILED : STATUS_GOOD;
}
