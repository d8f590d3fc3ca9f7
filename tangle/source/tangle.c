/* SPDX-License-Identifier: MIT */
/*
 * tangle: write every file root of some chapters below a directory: the kernel, or its exercises.
 *
 *     tangle [-r | -x] DIR FILE.nw...
 *
 * The chapters are checked (traps, lint) and parsed once; then noweb's nt runs once for each
 * root. C and assembly carry #line, so that gcc, gdb and an oops speak of chapters. With -r
 * (for reading) they carry their chunks' names as comments instead, and indentation.
 *
 * Roots below exercises/ and answers/ are no files of the kernel. With -x they are what is written, and
 * plain: each skeleton as exercises/NN-slug/FILE, the answer to it as answers/NN-slug/FILE (where no chunk
 * has that name, the answer is the kernel file that the exercise replaces), and catalogue.json, what the
 * descriptions say. A student's copy of the book has no answers.
 *
 * A file is replaced only where its contents changed, by renaming, so make rebuilds nothing
 * needless and an interrupt leaves no half-written file. DIR/FILES.txt lists the roots, one a line;
 * a file that stood there and is no root any more is deleted. Nothing else in DIR is touched.
 *
 * Status: 0 good, 1 the chapters are at fault, 2 usage, 3 our fault or the machine's.
 */
#include "catalogue.h"
#include "lib/fail.h"
#include "stream.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOWEB "/usr/lib/noweb"

extern char **environ;

static char own_directory[4096]; /* where this program lies, and the filters beside it */

struct text {
	char *bytes;
	size_t size;
};

struct names {
	char **name;
	size_t count;
};

_Noreturn static void fail(int status, const char *what, const char *name, const char *remedy)
{
	fprintf(stderr, "tangle: %s%s: %s; %s\n", what, name, strerror(errno), remedy);
	exit(status);
}

/* The path of a filter beside this program, or of one of noweb's own. In a static buffer. */
static const char *tool(const char *name, bool of_noweb)
{
	static char path[sizeof own_directory + 64];

	snprintf(path, sizeof path, "%s/%s", of_noweb ? NOWEB : own_directory, name);
	return path;
}

static int new_temporary(void)
{
	int fd = memfd_create("tangle", MFD_CLOEXEC);

	if (fd < 0)
		fail(3, "cannot make a temporary file", "", "free some memory and try again");
	return fd;
}

/*
 * Run argv[0] with `in` (rewound; -1: nothing) as its input; its output as a new temporary.
 * A stage that fails ends us with its status: the stages have said what is wrong.
 */
static int run(char *const argv[], int in)
{
	int out = new_temporary(), state;
	posix_spawn_file_actions_t actions;
	pid_t child;

	posix_spawn_file_actions_init(&actions);
	if (in >= 0) {
		lseek(in, 0, SEEK_SET);
		posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	}
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	errno = posix_spawn(&child, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (errno)
		fail(3, "cannot run ", argv[0], "install noweb (apt-get install noweb), then run make again");
	while (waitpid(child, &state, 0) < 0)
		if (errno != EINTR)
			fail(3, "lost ", argv[0], "run it again");
	errno = 0;
	if (WIFSIGNALED(state)) {
		fprintf(stderr, "tangle: %s was ended by signal %d; run it again\n", argv[0], WTERMSIG(state));
		exit(3);
	}
	if (WEXITSTATUS(state) != 0) {
		fprintf(stderr, "tangle: %s stopped with status %d; nothing was written. Mend what it says above.\n",
			argv[0], WEXITSTATUS(state));
		exit(WEXITSTATUS(state) == 3 ? 3 : 1);
	}
	return out;
}

static int run_filter(const char *name, int in)
{
	char *argv[] = { xstrdup(tool(name, false)), NULL };
	int out = run(argv, in);

	free(argv[0]);
	close(in);
	return out;
}

/* Run a program that takes the chapters as arguments after `option` (or NULL). */
static int run_on_chapters(const char *path, const char *option, char *const files[])
{
	size_t n = 0, count = 0;
	char **argv;
	int out;

	while (files[count])
		count++;
	argv = xrealloc(NULL, (count + 3) * sizeof *argv);
	argv[n++] = xstrdup(path);
	if (option)
		argv[n++] = (char *)option;
	memcpy(argv + n, files, (count + 1) * sizeof *argv);
	out = run(argv, -1);
	free(argv[0]);
	free(argv);
	return out;
}

static struct text read_text(int fd)
{
	struct text t = { 0 };
	struct stat st;
	size_t got = 0;

	if (fstat(fd, &st) == 0) {
		t.size = (size_t)st.st_size;
		t.bytes = xrealloc(NULL, t.size + 1);
		while (got < t.size) {
			ssize_t n = pread(fd, t.bytes + got, t.size - got, (off_t)got);

			if (n <= 0)
				break;
			got += (size_t)n;
		}
	}
	if (!t.bytes || got < t.size)
		fail(3, "cannot read back what was written", "", "run it again");
	t.bytes[t.size] = '\0';
	return t;
}

static bool same_as_file(const struct text *t, const char *path)
{
	FILE *f = fopen(path, "r");
	char block[8192];
	size_t at = 0, n;
	bool same = f != NULL;

	while (same && (n = fread(block, 1, sizeof block, f)) > 0) {
		same = n <= t->size - at && memcmp(block, t->bytes + at, n) == 0;
		at += n;
	}
	if (f)
		fclose(f);
	return same && at == t->size;
}

static void make_parents(char *path)
{
	for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(path, 0777) < 0 && errno != EEXIST)
			fail(3, "cannot make the directory ", path, "is something else there? Move it away");
		*p = '/';
	}
	errno = 0;
}

/* Give directory/name these contents: by renaming, and only where they are new. */
static void write_if_changed(const char *directory, const char *name, const struct text *t)
{
	char path[8192], temporary[8200];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	snprintf(temporary, sizeof temporary, "%s.tmp", path);
	if (same_as_file(t, path)) {
		unlink(temporary); /* of a run that was killed */
		errno = 0;
		return;
	}
	make_parents(path);
	f = fopen(temporary, "w");
	if (!f)
		fail(3, "cannot write ", temporary, "is the directory yours, and is the disk full?");
	fwrite(t->bytes, 1, t->size, f);
	if (ferror(f) | fclose(f))
		fail(3, "cannot write ", temporary, "is the disk full?");
	if (rename(temporary, path) < 0)
		fail(3, "cannot rename to ", path, "move away what is there");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has(const struct names *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->name[i], name) == 0)
			return true;
	return false;
}

static void add(struct names *list, const char *name)
{
	if (has(list, name))
		return;
	list->name = xrealloc(list->name, (list->count + 1) * sizeof *list->name);
	list->name[list->count++] = xstrdup(name);
}

static void free_names(struct names *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->name[i]);
	free(list->name);
}

enum mode { KERNEL, READING, WORKBOOK };

static struct stream stream_of(int fd)
{
	struct stream s;
	FILE *f = fdopen(dup(fd), "r");

	if (!f)
		fail(3, "cannot read the stream", "", "run it again");
	rewind(f);
	stream_read(&s, f, "tangle");
	fclose(f);
	return s;
}

/* The file roots in the order of the chapters. */
static struct names roots_of(const struct stream *s)
{
	struct names roots = { 0 };

	for (size_t i = 0; i < s->chunks; i++) {
		const struct chunk *c = &s->chunk[i];

		if (!c->code || !is_file_root(c->name))
			continue;
		if (!is_safe_path(c->name)) {
			fprintf(stderr, "%s:%u: <<%s>>= is no path below the kernel's directory; rename the chunk\n",
				c->file, c->line, c->name);
			exit(1);
		}
		add(&roots, c->name);
	}
	return roots;
}

/* The paths that DIR/FILES.txt lists; what could not be one of ours is passed over. */
static struct names files_before(const char *directory)
{
	char path[8192], line[4096];
	struct names list = { 0 };
	FILE *f;

	snprintf(path, sizeof path, "%s/FILES.txt", directory);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		if (is_safe_path(line))
			add(&list, line);
	}
	if (f)
		fclose(f);
	errno = 0;
	return list;
}

static void write_list(const char *directory, const struct names *list)
{
	struct text t = { 0 };

	for (size_t i = 0; i < list->count; i++) {
		size_t n = strlen(list->name[i]);

		t.bytes = xrealloc(t.bytes, t.size + n + 1);
		memcpy(t.bytes + t.size, list->name[i], n);
		t.bytes[t.size + n] = '\n';
		t.size += n + 1;
	}
	write_if_changed(directory, "FILES.txt", &t);
	free(t.bytes);
}

static struct text tangle_root(const char *root, int stream, enum mode mode)
{
	bool lines = mode == KERNEL && (ends_with(root, ".c") || ends_with(root, ".h") || ends_with(root, ".S"));
	char *nt = xstrdup(tool("nt", true)), option[4100];
	char *argv[] = { nt, lines ? "-t" : "-t8", option, lines ? "-L" : NULL, NULL };
	struct text t;
	int out;

	snprintf(option, sizeof option, "-R%s", root);
	out = run(argv, stream);
	t = read_text(out);
	free(nt);
	close(out);
	return t;
}

/* ---- What is to be written: names (sorted) and their texts */

struct outputs {
	struct names names;
	struct text *text;
};

static void put(struct outputs *outputs, const char *name, struct text text)
{
	if (has(&outputs->names, name)) {
		free(text.bytes);
		return;
	}
	add(&outputs->names, name);
	outputs->text = xrealloc(outputs->text, outputs->names.count * sizeof *outputs->text);
	outputs->text[outputs->names.count - 1] = text;
}

/* The same, with the licence in front; the chapters say it once. */
static void put_licensed(struct outputs *outputs, const char *name, struct text text)
{
	static const char licence[] = "SPDX-License-Identifier: GPL-2.0-only";
	bool is_code = ends_with(name, ".c") || ends_with(name, ".h") || ends_with(name, ".S");
	struct text whole = { xrealloc(NULL, text.size + sizeof licence + 8), 0 };

	whole.size = (size_t)sprintf(whole.bytes, is_code ? "/* %s */\n" : "# %s\n", licence);
	memcpy(whole.bytes + whole.size, text.bytes, text.size + 1);
	whole.size += text.size;
	free(text.bytes);
	put(outputs, name, whole);
}

static struct outputs kernel_outputs(int stream, enum mode mode)
{
	struct stream s = stream_of(stream);
	struct names roots = roots_of(&s);
	struct outputs outputs = { 0 };

	qsort(roots.name, roots.count, sizeof *roots.name, by_name);
	for (size_t i = 0; i < roots.count; i++)
		if (!is_workbook(roots.name[i]))
			put(&outputs, roots.name[i], tangle_root(roots.name[i], stream, mode));
	free_names(&roots);
	stream_free(&s);
	return outputs;
}

/* ---- The workbook: skeletons, answers, the catalogue */

_Noreturn static void missing(const char *exercise, const char *what, const char *chunk)
{
	fprintf(stderr, "tangle: <<%s>>= names a file without %s; write a chunk <<%s>>=\n", exercise, what, chunk);
	exit(1);
}

/* The skeleton and the answer of one file of the exercise `root` (exercises/NN-slug/NAME.exercise). */
static void put_file(struct outputs *outputs, const struct names *roots, const char *root, const char *folder,
		     const char *file, const char *replaces, int stream)
{
	char skeleton[4096], answer[4096];
	const char *from = answer;

	snprintf(skeleton, sizeof skeleton, "exercises/%s/%s", folder, file);
	snprintf(answer, sizeof answer, "answers/%s/%s", folder, file);
	if (!has(roots, skeleton))
		missing(root, "a skeleton", skeleton);
	put_licensed(outputs, skeleton, tangle_root(skeleton, stream, WORKBOOK));
	if (is_students_copy())
		return;
	if (!has(roots, answer) && !has(roots, from = replaces))
		missing(root, "an answer", answer);
	put_licensed(outputs, answer, tangle_root(from, stream, WORKBOOK));
}

static void put_exercise(struct outputs *outputs, const struct names *roots, const struct exercise *ex, int stream)
{
	const char *next = exercise_text(ex, "files");
	char *file;

	for (; (file = next_word(&next)); free(file))
		put_file(outputs, roots, ex->chunk->name, ex->folder, file, exercise_text(ex, "replaces"), stream);
}

static struct outputs workbook_outputs(int stream)
{
	struct stream s = stream_of(stream);
	struct exercises exercises = exercises_read(&s);
	struct names roots = roots_of(&s);
	struct outputs outputs = { 0 };
	struct buf catalogue = { 0 };

	for (size_t i = 0; i < exercises.count; i++)
		put_exercise(&outputs, &roots, &exercises.at[i], stream);
	catalogue_write(&catalogue, &exercises);
	put(&outputs, "catalogue.json", (struct text){ catalogue.s, catalogue.len });
	free_names(&roots);
	exercises_free(&exercises);
	stream_free(&s);
	return outputs;
}

static void delete_stale(const char *directory, const struct names *before, const struct names *roots)
{
	for (size_t i = 0; i < before->count; i++) {
		char path[8192], *slash;

		if (has(roots, before->name[i]))
			continue;
		/* What a killed run left half-written would keep its directory alive. */
		snprintf(path, sizeof path, "%s/%s.tmp", directory, before->name[i]);
		unlink(path);
		path[strlen(path) - 4] = '\0';
		if (unlink(path) < 0 && errno != ENOENT)
			fail(3, "cannot delete ", path, "it is tangled no more; delete it by hand");
		/* Directories that are empty now go too, up to DIR itself. */
		while ((slash = strrchr(path, '/')) > path + strlen(directory)) {
			*slash = '\0';
			if (rmdir(path) < 0)
				break;
		}
		errno = 0;
	}
}

static void find_own_directory(void)
{
	ssize_t n = readlink("/proc/self/exe", own_directory, sizeof own_directory - 1);
	char *slash;

	if (n < 0)
		fail(3, "cannot find the filters beside this program", "", "mount /proc");
	own_directory[n] = '\0';
	slash = strrchr(own_directory, '/');
	*slash = '\0';
}

/* What stood there before and is not named now goes; what is new or changed is written. */
static void write_outputs(const char *directory, const struct outputs *outputs)
{
	struct names before = files_before(directory), both = { 0 };

	/* Until all is done the list holds old and new: after an interrupt nothing is forgotten. */
	for (size_t i = 0; i < before.count; i++)
		add(&both, before.name[i]);
	for (size_t i = 0; i < outputs->names.count; i++)
		add(&both, outputs->names.name[i]);
	if (both.count > before.count)
		write_list(directory, &both);
	for (size_t i = 0; i < outputs->names.count; i++)
		write_if_changed(directory, outputs->names.name[i], &outputs->text[i]);
	delete_stale(directory, &before, &outputs->names);
	write_list(directory, &outputs->names);
	free_names(&before);
	free_names(&both);
}

int main(int argc, char *argv[])
{
	enum mode mode = argc < 2 ? KERNEL : strcmp(argv[1], "-r") == 0 ? READING : strcmp(argv[1], "-x") == 0 ? WORKBOOK : KERNEL;
	char **operand = argv + 1 + (mode != KERNEL), *directory = *operand;
	struct outputs outputs;
	int stream;

	if (argc < 3 + (mode != KERNEL)) {
		fprintf(stderr, "usage: tangle [-r | -x] DIR FILE.nw...\n");
		return 2;
	}
	errno = 0;
	find_own_directory();
	close(run_on_chapters(tool("traps", false), NULL, operand + 1));
	stream = run_on_chapters(tool("markup", true), "-t", operand + 1);
	stream = run_filter("lint", stream);
	stream = run_filter("replace", stream);
	if (mode == READING)
		stream = run_filter("comments", stream);
	/* All of it in memory first: where one root fails, nothing is written. */
	outputs = mode == WORKBOOK ? workbook_outputs(stream) : kernel_outputs(stream, mode);
	close(stream);
	write_outputs(directory, &outputs);
	for (size_t i = 0; i < outputs.names.count; i++)
		free(outputs.text[i].bytes);
	free(outputs.text);
	free_names(&outputs.names);
	return 0;
}
