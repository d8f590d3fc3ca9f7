/* SPDX-License-Identifier: MIT */
#include "pipeline.h"
#include "object.h"
#include "vmlinux.h"
#include "bench/bench.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOURCE_MOST = 256 * 1024, OBJECT_MOST = 8 << 20, SHOWN = 20, ARGUMENTS = 64, FILES = 8 };

/* Where build/judge lies: the judge's parts of an image. Given by the Makefile. */
static const char *const parts[] = { JUDGE_PARTS "/runtime.o", JUDGE_PARTS "/image.lds", JUDGE_PARTS "/loader.rom" };

const char *const pipeline_flags[] = {
	"-m32", "-march=i486", "-mno-80387", "-mpreferred-stack-boundary=2", "-std=gnu11", "-ffreestanding",
	"-fno-pic", "-fno-pie", "-fno-common", "-fno-strict-aliasing", "-fno-delete-null-pointer-checks",
	"-fno-stack-protector", "-fno-asynchronous-unwind-tables", "-fno-omit-frame-pointer", "-fcf-protection=none",
	"-gdwarf-4", "-nostdinc", "-Iinclude", "-O2", "-Wall", "-Wextra", "-Wno-unused-parameter",
	"-Werror=implicit-function-declaration", "-Werror=implicit-int", "-Werror=int-conversion", "-Werror=incompatible-pointer-types",
	"-Werror=return-type", NULL,
};

/* The judge's own: undefined behaviour traps where it happens, and what was never set is never a lucky zero.
 * Not the checks of alignment and null: a kernel reads odd addresses, and page 0 faults by itself. */
static const char *const judge_flags[] = {
	"-pipe", "-fmax-errors=10", "-fdiagnostics-color=never", "-fno-diagnostics-show-caret",
	"-fsanitize=shift-exponent,integer-divide-by-zero,signed-integer-overflow,bounds,unreachable,return,vla-bound,bool,enum",
	"-fsanitize-undefined-trap-on-error",
	"-fno-crossjumping", "-fno-tree-tail-merge", /* a trap of its own for each line */
#if __GNUC__ >= 12 && !defined __clang__
	"-ftrivial-auto-var-init=pattern",
#endif
	NULL,
};

static const char *const privileged_names[PRIVILEGED_COUNT] = {
	"cli", "sti", "invlpg", "read_cr0", "write_cr0", "read_cr3", "write_cr3",
};

void clean(char *text)
{
	for (unsigned char *s = (unsigned char *)text; *s; ) {
		unsigned n = *s < 0x80 ? 1 : *s >= 0xC2 && *s < 0xE0 ? 2 : *s >= 0xE0 && *s < 0xF0 ? 3 : *s >= 0xF0 && *s < 0xF5 ? 4 : 0;
		bool good = n != 0 && (*s >= 0x20 || *s == '\n' || *s == '\t') && *s != 0x7F;

		for (unsigned i = 1; good && i < n; i++)
			good = (s[i] & 0xC0) == 0x80;
		/* Overlong forms, halves of pairs, C1 controls, and marks that turn the direction of writing. */
		if (good && ((n == 3 && *s == 0xE0 && s[1] < 0xA0) || (n == 3 && *s == 0xED && s[1] >= 0xA0) || (n == 2 && *s == 0xC2 && s[1] < 0xA0) ||
			     (n == 4 && *s == 0xF0 && s[1] < 0x90) || (n == 4 && *s == 0xF4 && s[1] >= 0x90) ||
			     (n == 3 && *s == 0xE2 && (s[1] == 0x80 || s[1] == 0x81) && s[2] >= 0xA6)|| (n == 3 && *s == 0xE2 && s[1] == 0x80 && s[2] >= 0x8B && s[2] <= 0x8F)))
			good = false;
		if (good) {
			s += n;
		} else {
			*s++ = '?';
		}
	}
}

/* ---- Collect */

/* With its mark; or without, where every other byte of what is mostly ASCII is zero. */
static bool is_utf_16(const unsigned char *bytes, size_t size)
{
	size_t zeros[2] = { 0, 0 };

	if (size >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
		return true;
	for (size_t i = 0; i < size; i++)
		zeros[i & 1] += !bytes[i];
	return !zeros[0] != !zeros[1] && 4 * (zeros[0] + zeros[1]) >= size;
}

const char *pipeline_no_text(const void *bytes, size_t size)
{
	if (is_utf_16(bytes, size))
		return "is saved as UTF-16, which no compiler reads: save it as UTF-8";
	return memchr(bytes, '\0', size) ? "is not a text: it has a NUL byte" : NULL;
}

static enum verdict collect_file(const struct sandbox *box, int folder, const char *name, struct text *reason)
{
	struct stat s;
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	enum verdict verdict = REJECTED;
	const char *no_text;
	char *bytes = NULL;
	ssize_t n = 0;
	size_t got = 0;

	if (file < 0 && errno == ENOENT) {
		add(reason, "%s is not there", name);
		return MISSING;
	}
	if (file < 0) {
		add(reason, "%s cannot be read: %s", name, errno == ELOOP ? "it is a symbolic link" : strerror(errno));
		return REJECTED;
	}
	if (fstat(file, &s) < 0 || !S_ISREG(s.st_mode)) {
		add(reason, "%s is no file but a %s", name, S_ISDIR(s.st_mode) ? "folder" : "device, pipe or socket");
	} else if (s.st_size > SOURCE_MOST) {
		add(reason, "%s is larger than 256 KiB", name);
	} else if (!(bytes = malloc(SOURCE_MOST + 1))) {
		add(reason, "no memory");
		verdict = INTERNAL;
	} else {
		while (got <= SOURCE_MOST && (n = read(file, bytes + got, SOURCE_MOST + 1 - got)) > 0)
			got += (size_t)n;
		if (n < 0)
			add(reason, "%s cannot be read: %s", name, strerror(errno));
		else if (got > SOURCE_MOST)
			add(reason, "%s is larger than 256 KiB", name);
		else if (!got)
			add(reason, "%s is empty", name);
		else if ((no_text = pipeline_no_text(bytes, got)))
			add(reason, "%s %s", name, no_text);
		else if (!sandbox_write(box, name, bytes, got))
			add(reason, "the judge cannot copy %s: %s", name, strerror(errno)), verdict = INTERNAL;
		else
			verdict = PASS;
	}
	free(bytes);
	close(file);
	return verdict;
}

static bool is_in(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_ignored(int folder, const struct judge_task *task, struct text *ignored)
{
	char *names[SHOWN];
	size_t count = 0, more = 0;
	int copy = dup(folder);
	DIR *entries = copy < 0 ? NULL : fdopendir(copy);

	for (struct dirent *e; entries && (e = readdir(entries)); ) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || is_in(e->d_name, task->files))
			continue;
		if (count < SHOWN && (names[count] = strdup(e->d_name)))
			count++;
		else
			more++;
	}
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
	qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < count; i++) {
		add(ignored, "%s%s", i ? "\n" : "", names[i]);
		free(names[i]);
	}
	if (more)
		add(ignored, "\nand %u more", (u32)more);
	clean(ignored->s);
}

enum verdict pipeline_collect(const struct sandbox *box, const struct judge_task *task, const char *folder,
			      struct text *reason, struct text *ignored)
{
	int at = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	enum verdict verdict = PASS;

	if (at < 0) {
		add(reason, "the folder cannot be read: %s", errno == ELOOP || errno == ENOTDIR ? "it is none, or a symbolic link" : strerror(errno));
		return errno == ENOENT ? MISSING : REJECTED;
	}
	for (const char *const *name = task->files; *name && verdict == PASS; name++)
		verdict = collect_file(box, at, *name, reason);
	list_ignored(at, task, ignored);
	close(at);
	return verdict;
}

/* ---- Compile */

/* A list of arguments that grows; one too many is a mistake of ours. */
struct arguments {
	const char *argv[ARGUMENTS];
	size_t count;
};

static void give(struct arguments *a, const char *argument)
{
	if (a->count == ARGUMENTS - 1)
		abort();
	a->argv[a->count++] = argument;
}

static void give_all(struct arguments *a, const char *const *list)
{
	while (*list)
		give(a, *list++);
}

static bool is_c(const char *name)
{
	size_t n = strlen(name);

	return n > 2 && strcmp(name + n - 2, ".c") == 0;
}

/* What the compiler and the assembler have read: nothing but the exercise's files and our headers. Where
 * the sandbox is weak, this is what keeps `#include "/home/…/answer.c"` and .incbin out. */
static bool reads_only_ours(const char *dependencies, const struct judge_task *task, struct text *reason)
{
	char *copy = strdup(dependencies), *rest = NULL;
	bool good = copy;

	for (char *name = copy ? strtok_r(copy, " \n", &rest) : NULL; name && good; name = strtok_r(NULL, " \n", &rest)) {
		if (strcmp(name, "\\") == 0 || name[strlen(name) - 1] == ':' || strcmp(name, "{standard") == 0 || strcmp(name, "input}") == 0)
			continue;
		good = is_in(name, task->files) || (strncmp(name, "include/", 8) == 0 && !strstr(name, "..") && !strchr(name, '\\'));
		if (!good)
			add(reason, "it reads a file that is not the kernel's: %s", name);
	}
	free(copy);
	return good;
}

/* The first line with an error, for the table; all of it is in the log. */
static void add_first_error(struct text *reason, const char *log)
{
	const char *error = strstr(log, "error: "), *assembler = strstr(log, ": Error: "), *line;

	if (!error || (assembler && assembler < error))
		error = assembler;
	line = error;
	while (line && line > log && line[-1] != '\n')
		line--;
	add(reason, "it does not compile: %.*s", line ? (int)strcspn(line, "\n") : 60, line ? line : "the compiler gave up");
}

/* False: the tool could not do its work, and that says nothing of what it should work on. */
static bool runs(const struct sandbox *box, const char *const *argv, struct sandboxed *run, struct text *reason)
{
	const char *trouble = sandbox_run(box, argv, run);

	if (!trouble && run->timed_out)
		trouble = "is on a machine that is so busy that a tool had not finished after three minutes";
	if (!trouble && strstr(run->output, "No space left on device"))
		trouble = "has no room left on its disk";
	if (trouble)
		add(reason, "the judge %s", trouble);
	return !trouble;
}

static enum verdict compile(const struct sandbox *box, const struct judge_task *task, const char *name, const char *object,
			    struct text *reason, struct sandboxed *run)
{
	struct arguments gcc = { .count = 0 };
	char map[sizeof box->folder + 32];

	snprintf(map, sizeof map, "-ffile-prefix-map=%s=.", box->folder);
	give(&gcc, CROSS "gcc");
	give_all(&gcc, pipeline_flags);
	give_all(&gcc, judge_flags);
	give_all(&gcc, (const char *const[]){ map, "-MD", "-MF", "read-by-gcc", "-Wa,--MD,read-by-as", "-c", "-o", object, name, NULL });

	if (!runs(box, gcc.argv, run, reason))
		return INTERNAL;
	if (run->status >= 128) {
		add(reason, "it does not compile: the compiler had not finished after 15 seconds of processor time, or wanted too much memory");
		return REJECTED;
	}
	if (run->status != 0) {
		add_first_error(reason, run->output);
		return REJECTED;
	}
	enum verdict verdict = PASS;
	const char *const lists[] = { "read-by-gcc", "read-by-as" };
	for (int i = 0; i < 2 && verdict == PASS; i++) {
		size_t size;
		char *list = sandbox_read(box, lists[i], OBJECT_MOST, &size);

		if (!list) {
			add(reason, "the compiler did not say what it read");
			verdict = INTERNAL;
		} else if (!reads_only_ours(list, task, reason)) {
			verdict = REJECTED;
		}
		free(list);
	}
	return verdict;
}

/* ---- Link */

static bool copy_part(const struct sandbox *box, const char *path, struct text *reason)
{
	static char bytes[65536 + 1];
	FILE *file = fopen(path, "rbe");
	size_t n = file ? fread(bytes, 1, sizeof bytes, file) : 0;

	if (file)
		fclose(file);
	if (n == 0 || n == sizeof bytes || !sandbox_write(box, strrchr(path, '/') + 1, bytes, n)) {
		add(reason, "the judge's %s cannot be copied: build it with make build/bin/grade", path);
		return false;
	}
	return true;
}

/* The names of the task's lists, and what goes with them: services with their numbers, exports and data in the header's order. */
static bool gather_names(const struct judge_task *task, struct image *image, struct text *reason)
{
	static const char *const always[] = { "printk", "panic", NULL };
	const char *const *lists[] = { task->services, always };
	size_t used = 0;

	for (int i = 0; i < 2; i++)
		for (const char *const *name = lists[i]; *name; name++) {
			if (image->service_count == SERVICES)
				return add(reason, "the exercise has more than %d services", SERVICES), false;
			for (u32 k = 0; k < PRIVILEGED_COUNT; k++)
				if (strcmp(*name, privileged_names[k]) == 0) {
					image->privileged |= 1U << k;
					image->privileged_service[k] = image->service_count;
				}
			if (i == 0 || !is_in(*name, task->services))
				image->services[image->service_count++] = *name;
		}
	for (const char *const *name = task->exports; *name && image->count < 128; name++)
		image->names[image->count++] = *name;
	for (const char *const *name = task->data; *name && image->count < 128; name++) {
		size_t n = strcspn(*name, ":");

		if (used + n + 1 > sizeof image->own)
			return add(reason, "the exercise has too much data"), false;
		memcpy(image->own + used, *name, n);
		image->names[image->count++] = image->own + used;
		used += n + 1;
	}
	return true;
}

/* The three files that image.lds includes. */
static bool write_scripts(const struct sandbox *box, const struct judge_task *task, const struct image *image)
{
	char script[16384];
	int n = 0;

	for (u32 i = 0; i < image->service_count; i++)
		n += snprintf(script + n, sizeof script - (size_t)n, "%s = services + %u;\n", image->services[i], 16 * i);
	if (!sandbox_write(box, "services.lds", script, (size_t)n))
		return false;
	n = snprintf(script, sizeof script, "LONG(%u)\n", image->count);
	for (u32 i = 0; i < image->count; i++)
		n += snprintf(script + n, sizeof script - (size_t)n, "LONG(%s)\n", image->names[i]);
	if (!sandbox_write(box, "exports.lds", script, (size_t)n))
		return false;
	n = snprintf(script, sizeof script, ". = ALIGN(4);\n");
	for (const char *const *name = task->data; *name; name++)
		n += snprintf(script + n, sizeof script - (size_t)n, "%.*s = .;\n. += %lu;\n. = ALIGN(4);\n", (int)strcspn(*name, ":"), *name,
			      strtoul(*name + strcspn(*name, ":") + strspn(*name + strcspn(*name, ":"), ":"), NULL, 0));
	return sandbox_write(box, "data.lds", script, (size_t)n);
}

static bool read_header(struct image *image)
{
	struct image_header header;

	memcpy(&header, image->bytes, sizeof header);
	if (header.magic != IMAGE_MAGIC || header.exports != image->count || header.constants < IMAGE + sizeof header + 4 * image->count ||
	    header.constants > header.variables || header.variables > header.end || header.end - IMAGE > IMAGE_SIZE ||
	    ((header.constants | header.variables | header.end) & 4095))
		return false;
	memcpy(image->addresses, image->bytes + sizeof header, 4 * image->count);
	image->constants = header.constants;
	image->variables = header.variables;
	image->end = header.end;
	image->table = header.table;
	image->table_end = header.table_end;
	return true;
}

enum verdict pipeline_tool(const struct sandbox *box, const char *const *argv, struct text *reason, struct sandboxed *run)
{
	if (!runs(box, argv, run, reason))
		return INTERNAL;
	if (run->status) {
		add(reason, "it cannot be linked: %.*s", (int)strcspn(run->output, "\n"), run->output);
		return REJECTED;
	}
	return PASS;
}

static enum verdict audit(const struct sandbox *box, const struct judge_task *task, const struct image *image, const char *object, struct text *reason)
{
	static const char *const builtin[] = { "memcpy", "memset", "memmove", "memcmp" };
	const char *allowed[SERVICES + 128 + 8];
	size_t n = 0, size;

	for (; n < sizeof builtin / sizeof *builtin; n++)
		allowed[n] = builtin[n];
	for (u32 i = 0; i < image->service_count; i++)
		allowed[n++] = image->services[i];
	for (u32 i = 0; i < image->count; i++)
		if (!is_in(image->names[i], task->exports))
			allowed[n++] = image->names[i];
	allowed[n] = NULL;

	u8 *bytes = sandbox_read(box, object, OBJECT_MOST, &size);
	if (!bytes) {
		add(reason, "the object file is larger than 8 MiB, or missing");
		return REJECTED;
	}
	bool good = object_audit(bytes, size, &(struct audit){ task->exports, allowed, task->ex_table }, reason);
	free(bytes);
	return good ? PASS : REJECTED;
}

/* Whatever else it defines is its own affair, and no name of ours: from now on the object is kept.o. */
static enum verdict keep_exports(const struct sandbox *box, const struct judge_task *task, const char *object, struct text *reason, struct sandboxed *run)
{
	const char *const objcopy[] = { CROSS "objcopy", "--keep-global-symbols=exports", object, "kept.o", NULL };
	char *list = NULL;
	size_t size;
	FILE *f = open_memstream(&list, &size);

	for (const char *const *name = task->exports; f && *name; name++)
		fprintf(f, "%s\n", *name);
	bool written = f && fclose(f) == 0 && sandbox_write(box, "exports", list, size);
	free(list);
	if (!written) {
		add(reason, "the judge cannot write the list of exports");
		return INTERNAL;
	}
	return pipeline_tool(box, objcopy, reason, run);
}

static enum verdict link_image(const struct sandbox *box, const struct judge_task *task, struct image *image,
			       struct text *reason, struct sandboxed *run)
{
	enum verdict verdict;
	size_t size;

	if (!copy_part(box, parts[0], reason) || !copy_part(box, parts[1], reason) || !write_scripts(box, task, image))
		return INTERNAL;
	const char *const ld[] = { CROSS "ld", "-m", "elf_i386", "-z", "noexecstack", "-z", "max-page-size=4096", "--build-id=none", "-T", "image.lds",
				   "-o", "image.elf", "kept.o", "runtime.o", NULL };
	if ((verdict = pipeline_tool(box, ld, reason, run)) != PASS)
		return verdict;

	u8 *elf = sandbox_read(box, "image.elf", OBJECT_MOST, &size);
	image->bytes = calloc(1, IMAGE_SIZE);
	bool good = elf && image->bytes && object_flatten(elf, size, IMAGE, image->bytes, IMAGE_SIZE) && read_header(image);
	free(elf);
	if (!good)
		add(reason, "the linked image is not one");
	return good ? PASS : REJECTED;
}

enum verdict pipeline_build(const struct sandbox *box, const struct judge_task *task, struct image *image,
			    struct text *reason, char **log)
{
	struct sandboxed *run = malloc(sizeof *run);
	struct arguments together = { .count = 0 };
	char objects[FILES][32];
	unsigned count = 0;
	enum verdict verdict = INTERNAL;

	*image = (struct image){ .box = box, .files = task->files };
	*log = NULL;
	if (!run || !gather_names(task, image, reason))
		goto out;
	give_all(&together, (const char *const[]){ CROSS "ld", "-m", "elf_i386", "-r", "-o", "all.o", NULL });
	verdict = PASS;
	for (const char *const *name = task->files; *name && verdict == PASS; name++) {
		if (!is_c(*name))
			continue;
		if (count == FILES) {
			add(reason, "the exercise has more than %d files", FILES);
			verdict = INTERNAL;
			break;
		}
		snprintf(objects[count], sizeof objects[count], "part-%u.o", count);
		verdict = compile(box, task, *name, objects[count], reason, run);
		char *more = NULL;
		if (asprintf(&more, "%s%s", *log ? *log : "", run->output) < 0)
			more = NULL;
		free(*log);
		*log = more;
		give(&together, objects[count++]);
	}
	if (verdict == PASS && count > 1)
		verdict = pipeline_tool(box, together.argv, reason, run);
	const char *object = count > 1 ? "all.o" : objects[0];
	if (verdict == PASS)
		verdict = audit(box, task, image, object, reason);
	if (verdict == PASS)
		verdict = keep_exports(box, task, object, reason, run);
	if (verdict == PASS && task->kernel)
		verdict = copy_part(box, parts[2], reason) ? vmlinux_link(box, task, image, "kept.o", reason, run) : INTERNAL;
	else if (verdict == PASS)
		verdict = link_image(box, task, image, reason, run);
	image->slow = verdict == INTERNAL && run->timed_out;
out:
	if (*log)
		clean(*log);
	clean(reason->s);
	free(run);
	return verdict;
}

void image_free(struct image *image)
{
	free(image->bytes);
	free(image->elf);
	free(image->initrd);
	free(image->instructions.starts);
	image->instructions = (struct instructions){ 0 };
	image->bytes = image->elf = image->initrd = NULL;
}

u32 image_symbol(const struct image *image, const char *name)
{
	if (image->elf)
		return object_symbol(image->elf, image->elf_size, name);
	for (u32 i = 0; i < image->count; i++)
		if (strcmp(image->names[i], name) == 0)
			return image->addresses[i];
	return 0;
}

/* A place as addr2line has it, and shorter: in a chapter, or in a file that goes by its name alone. */
static const char *short_place(const char *line)
{
	const char *slash = strrchr(line, '/'), *chapter = strstr(line, "chapters/");

	return chapter ? chapter : slash ? slash + 1 : line;
}

static bool is_learners(const struct image *image, const char *place)
{
	size_t length = strcspn(place, ":");

	for (const char *const *file = image->files; *file; file++)
		if (strlen(*file) == length && memcmp(*file, place, length) == 0)
			return true;
	return false;
}

/* addr2line names the innermost function first, and behind it those that it is inlined in. A learner looks for the
 * line of his own: where that is not the first, it comes first here. */
static void add_lines(const struct image *image, char *lines, struct text *text)
{
	const char *inner = NULL;

	for (char *line; (line = strsep(&lines, "\n")) && *line; ) {
		line[strcspn(line, " ")] = '\0';
		const char *place = short_place(line);

		if (inner && !is_learners(image, place))
			continue;
		if (inner) {
			add(text, "%s, in what it calls there (%s)", place, inner);
			return;
		}
		inner = place;
		if (is_learners(image, place))
			break;
	}
	add(text, "%s", inner ? inner : "");
}

void image_place(const struct image *image, u32 eip, struct text *text)
{
	char address[16];
	struct sandboxed *run = malloc(sizeof *run);
	const char *const addr2line[] = { CROSS "addr2line", "-i", "-e", "image.elf", address, NULL };

	snprintf(address, sizeof address, "0x%x", eip);
	if (run && (image->elf || eip - IMAGE < image->constants - IMAGE) && !sandbox_run(image->box, addr2line, run) && run->status == 0 && run->output[0] != '?' && !strstr(run->output, ":?"))
		add_lines(image, run->output, text);
	free(run);
}
