/* SPDX-License-Identifier: MIT */
/*
 * steps: does the program stand after every chunk of a chapter?
 *
 *     markup -t CHAPTERS | steps FLAGS DIR
 *
 * The last chapter of the stream is cut after each of its code chunks. What is left is tangled
 * into DIR/tree and compiled, and a line is printed:
 *
 *     3.4 compiles                   chapters/03-paging.nw:120 <<name>>
 *     3.5 still promises <<another>> chapters/03-paging.nw:141 <<name>>
 *
 * The second verdict says that a chunk in use has no definition yet. A step that promises
 * nothing and does not compile is a mistake: gcc's words follow it, and the status is 1.
 *
 * FLAGS is the file that kernel.make writes: the compiler's version, and its command line.
 * DIR/good remembers, by hash, which files compiled with which headers, so that only what is
 * new is compiled. The code is compared without #line: a change in prose compiles nothing.
 */
#include "lib/fail.h"
#include "stream.h"

#include <errno.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_ARGUMENTS 128
#define MAX_DEPTH 500

extern char **environ;

struct name {
	size_t *chunk; /* its definitions, replaced ones taken out */
	size_t chunks;
};

/* A file of the tree, as it stands at this step. */
struct file {
	size_t name;
	char *text; /* with #line, for gcc */
	size_t size, room;
	uint64_t hash; /* without */
	uint64_t written; /* hash of what DIR/tree holds, with #line */
};

static struct stream s;
static struct name *names; /* by the stream's numbers */

static struct file *files;
static size_t file_count;

static uint64_t *good, *used;
static size_t good_count, used_count;

static char *command[MAX_ARGUMENTS];
static size_t arguments;
static uint64_t command_hash;
static const char *directory;

#define FNV_START 0xcbf29ce484222325u

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t size)
{
	for (; size; size--)
		hash = (hash ^ (unsigned char)*bytes++) * 0x100000001b3u;
	return hash;
}

_Noreturn static void fail(const char *what, const char *name, const char *remedy)
{
	fprintf(stderr, "steps: %s%s: %s; %s\n", what, name, strerror(errno), remedy);
	exit(3);
}

/* One more chunk of the book: append it to its name's definitions, or put it in their place. */
static void define(size_t chunk)
{
	struct name *n = &names[s.chunk[chunk].number];
	const char *text = s.chunk[chunk].name;

	if (s.chunk[chunk].replaces)
		n->chunks = 0;
	n->chunk = xrealloc(n->chunk, (n->chunks + 1) * sizeof *n->chunk);
	n->chunk[n->chunks++] = chunk;
	if (!is_file_root(text) || is_workbook(text) || strncmp(text, "user/", 5) == 0)
		return;
	for (size_t i = 0; i < file_count; i++)
		if (files[i].name == s.chunk[chunk].number)
			return;
	files = xrealloc(files, (file_count + 1) * sizeof *files);
	files[file_count++] = (struct file){ .name = s.chunk[chunk].number };
}

static void append(struct file *f, const char *text, size_t size)
{
	while (f->room < f->size + size + 1)
		f->text = xrealloc(f->text, f->room = f->room * 2 + 4096);
	memcpy(f->text + f->size, text, size);
	f->size += size;
}

static void append_place(struct file *f, const struct event *e)
{
	char line[4200];

	append(f, line, (size_t)snprintf(line, sizeof line, "#line %u \"%s\"\n", e->line, e->file));
}

/* Append all of a chunk to the file. Returns the first name that has no definition, or NULL. */
static const char *expand(struct file *f, size_t name, const char *promise, unsigned depth)
{
	const struct name *n = &names[name];
	bool lines = !ends_with(s.name[f->name], ".lds");

	if (depth == MAX_DEPTH) {
		fprintf(stderr, "steps: <<%s>> is %d chunks deep: a circle; lint says where\n", s.name[name], MAX_DEPTH);
		exit(1);
	}
	if (n->chunks == 0)
		return promise ? promise : s.name[name];
	for (size_t i = 0; i < n->chunks; i++) {
		const struct chunk *c = &s.chunk[n->chunk[i]];
		size_t k = c->first;
		bool place = lines;

		while (s.event[k].keyword != KW_NL && k < c->last)
			k++;
		for (k++; k < c->last; k++) {
			const struct event *e = &s.event[k];

			if (e->keyword == KW_USE) {
				append(f, "\n", 1);
				promise = expand(f, s.event[k].name, promise, depth + 1);
				/* The rest of the use's own line is empty. */
				while (k + 1 < c->last && s.event[k].keyword != KW_NL)
					k++;
				place = lines;
				continue;
			}
			if (place)
				append_place(f, e);
			place = false;
			if (e->keyword == KW_TEXT) {
				append(f, e->arg, strlen(e->arg));
				f->hash = hash_bytes(f->hash, e->arg, strlen(e->arg));
			} else if (e->keyword == KW_NL) {
				append(f, "\n", 1);
				f->hash = hash_bytes(f->hash, "\n", 1);
			}
		}
	}
	return promise;
}

/* All files as they stand. Returns the first promise, or NULL. */
static const char *tangle(void)
{
	const char *promise = NULL;

	for (size_t i = 0; i < file_count; i++) {
		files[i].size = 0;
		files[i].hash = FNV_START;
		promise = expand(&files[i], files[i].name, promise, 0);
		append(&files[i], "", 0);
		files[i].text[files[i].size] = '\0';
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

static const char *next_line(const char *p)
{
	p = strchr(p, '\n');
	return p ? p + 1 : NULL;
}

/* A header that is included and has no definition is a promise as well. NULL, or its name, static. */
static const char *missing_header(void)
{
	static char header[4096];

	for (size_t i = 0; i < file_count; i++)
		for (const char *p = files[i].text; p; p = next_line(p))
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
	for (const char *p = f->text; p; p = next_line(p))
		if (include_at(p, path, header, sizeof header) && find_file(header))
			key = key_of(find_file(header), key, seen);
	return key;
}

static bool is_good(uint64_t key)
{
	for (size_t i = 0; i < used_count; i++)
		if (used[i] == key)
			return true;
	for (size_t i = 0; i < good_count; i++)
		if (good[i] == key)
			return true;
	return false;
}

static void remember(uint64_t key)
{
	for (size_t i = 0; i < used_count; i++)
		if (used[i] == key)
			return;
	used = xrealloc(used, (used_count + 1) * sizeof *used);
	used[used_count++] = key;
}

static void write_file(struct file *f)
{
	uint64_t hash = hash_bytes(FNV_START, f->text, f->size);
	char path[8192];
	FILE *out;

	if (f->written == hash)
		return;
	f->written = hash;
	snprintf(path, sizeof path, "%s/tree/%s", directory, s.name[f->name]);
	for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
		*p = '\0';
		mkdir(path, 0777);
		*p = '/';
	}
	out = fopen(path, "w");
	if (!out)
		fail("cannot write ", path, "is the disk full?");
	fwrite(f->text, 1, f->size, out);
	if (ferror(out) | fclose(out))
		fail("cannot write ", path, "is the disk full?");
}

/* Run the compiler on one file; its words in a new temporary file. */
static bool compile(const struct file *f, FILE *words)
{
	char path[8192], object[8192];
	char *argv[MAX_ARGUMENTS + 8];
	size_t n = arguments;
	posix_spawn_file_actions_t actions;
	pid_t child;
	int state;

	snprintf(path, sizeof path, "%s/tree/%s", directory, s.name[f->name]);
	snprintf(object, sizeof object, "%s/object", directory);
	memcpy(argv, command, n * sizeof *argv);
	if (ends_with(path, ".c")) {
		argv[n++] = "-fsyntax-only";
	} else {
		argv[n++] = "-c";
		argv[n++] = "-o";
		argv[n++] = object;
	}
	argv[n++] = path;
	argv[n] = NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(words), STDERR_FILENO);
	errno = posix_spawnp(&child, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (errno)
		fail("cannot run ", argv[0], "install gcc");
	while (waitpid(child, &state, 0) < 0)
		if (errno != EINTR)
			fail("lost ", argv[0], "run it again");
	if (WIFSIGNALED(state))
		fail(argv[0], " was ended by a signal", "run it again");
	return WEXITSTATUS(state) == 0;
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
	bool *seen = xrealloc(NULL, file_count * sizeof *seen), all = true;

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
					write_file(&files[k]);
			if (!compile(&files[i], words)) {
				all = false;
				continue;
			}
		}
		remember(key);
	}
	free(seen);
	return all;
}

/* Take the command line out of kernel.make's flags file, with our own tree in place of its own. */
static void read_flags(const char *path)
{
	static char include[4200], line[8192];
	FILE *f = fopen(path, "r");

	if (!f)
		fail("cannot read ", path, "build the chapter's kernel first");
	command_hash = FNV_START;
	while (fgets(line, sizeof line, f)) {
		if (strstr(line, " -nostdinc "))
			break;
		command_hash = hash_bytes(command_hash, line, strlen(line));
	}
	fclose(f);
	for (char *word = strtok(line, " \n"); word && arguments < MAX_ARGUMENTS - 2; word = strtok(NULL, " \n"))
		if (strncmp(word, "-I", 2) != 0)
			command[arguments++] = word;
	snprintf(include, sizeof include, "-I%s/tree/include", directory);
	command[arguments++] = include;
	/* A step may call what a later step declares only where a promise says so. */
	command[arguments++] = "-Werror=implicit-function-declaration";
	for (size_t i = 0; i < arguments; i++)
		command_hash = hash_bytes(command_hash, command[i], strlen(command[i]) + 1);
}

static void read_good(void)
{
	char path[4200], line[64];
	FILE *f;

	snprintf(path, sizeof path, "%s/good", directory);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f)) {
		/* A line that an interrupt cut short counts for nothing. */
		if (strlen(line) != 17)
			continue;
		good = xrealloc(good, (good_count + 1) * sizeof *good);
		good[good_count++] = strtoull(line, NULL, 16);
	}
	if (f)
		fclose(f);
}

static void write_good(void)
{
	char path[4200], temporary[4210];
	FILE *f;

	snprintf(path, sizeof path, "%s/good", directory);
	snprintf(temporary, sizeof temporary, "%s.tmp", path);
	f = fopen(temporary, "w");
	if (!f)
		fail("cannot write ", temporary, "is the disk full?");
	for (size_t i = 0; i < used_count; i++)
		fprintf(f, "%016llx\n", (unsigned long long)used[i]);
	if (ferror(f) | fclose(f) || rename(temporary, path) < 0)
		fail("cannot write ", path, "is the disk full?");
}

/* After one more chunk: its verdict, as a line. False for a mistake: the last step keeps every promise. */
static bool step(const struct chunk *c, bool is_last)
{
	const char *promise = tangle();
	char number[32], verdict[4200] = "compiles";
	bool right = true;
	FILE *words = tmpfile();

	if (!words)
		fail("cannot make a temporary file", "", "is /tmp full?");
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

	if (argc != 3) {
		fprintf(stderr, "usage: markup -t CHAPTERS | steps FLAGS DIR\n");
		return 2;
	}
	directory = argv[2];
	if (mkdir(directory, 0777) < 0 && errno != EEXIST)
		fail("cannot make the directory ", directory, "is something else there?");
	stream_read(&s, stdin, "steps");
	if (s.fatal || s.chunks == 0) {
		fprintf(stderr, "steps: the stream holds no chapter (%s); run lint first\n", s.fatal ? s.fatal : "it is empty");
		return 3;
	}
	read_flags(argv[1]);
	read_good();
	stream_number_names(&s);
	names = xrealloc(NULL, (s.names + 1) * sizeof *names);
	memset(names, 0, s.names * sizeof *names);
	last_file = s.chunk[s.chunks - 1].file;
	for (size_t i = 0; i < s.chunks; i++)
		if (s.chunk[i].code)
			last = i;
	for (size_t i = 0; i <= last; i++) {
		if (!s.chunk[i].code)
			continue;
		define(i);
		if (s.chunk[i].file == last_file && !step(&s.chunk[i], i == last))
			mistakes++;
	}
	write_good();
	for (size_t i = 0; i < s.names; i++)
		free(names[i].chunk);
	for (size_t i = 0; i < file_count; i++)
		free(files[i].text);
	free(names);
	free(files);
	free(good);
	free(used);
	stream_free(&s);
	return stream_finish("steps", mistakes ? 1 : 0);
}
