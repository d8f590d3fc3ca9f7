/* SPDX-License-Identifier: MIT */
#include "kernel.h"
#include "folder.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- The tree. It is made from others and can be made again: a file that a kill left half written is not the same
 * as its source, and is written anew the next time. What is the same keeps its time, and make compiles it once. */

static void write_if_other(const char *path, const struct bytes *bytes)
{
	struct bytes old;
	char *folder = need(strndup(path, (size_t)(strrchr(path, '/') - path)));
	bool same = !file_read_own(path, &old) && bytes_same(&old, bytes);

	if (!same) {
		folder_make(folder);
		FILE *f = fopen(path, "we");

		if (!f || fwrite(bytes->data, 1, bytes->size, f) != bytes->size || fclose(f) != 0)
			die(STATUS_OURS, "cannot write %s: %s. Is the disk full?", path, strerror(errno));
	}
	bytes_free(&old);
	free(folder);
}

/* In a student's copy of the book the file is there as an object, FILE.o. */
static const struct swap *find_swap(const struct swap *swaps, u32 count, const char *file)
{
	for (u32 i = 0; i < count; i++) {
		size_t n = strlen(swaps[i].file);

		if (strncmp(swaps[i].file, file, n) == 0 && (!file[n] || strcmp(file + n, ".o") == 0))
			return &swaps[i];
	}
	return NULL;
}

/* A file of C may stand in for one of assembly: then it is called so. */
static char *name_in_tree(const char *file, const struct swap *swap)
{
	if (!swap)
		return format("%s", file);
	return format("%.*s%s", (int)(strrchr(swap->file, '.') - swap->file), swap->file, strrchr(swap->name, '.'));
}

/* FILE.o or FILE: the one that an earlier tree had is not to be taken for this one's. */
static void remove_other(const char *to, const char *file, const char *name)
{
	size_t n = strlen(file);

	if (n < 2 || strcmp(file + n - 2, ".o") != 0)
		return;
	bool is_object = strcmp(file, name) == 0;
	char *other = is_object ? format("%s/%.*s", to, (int)n - 2, file) : format("%s/%s", to, file);
	unlink(other);
	free(other);
}

static void copy_file(const char *from, const char *to, const char *file, const struct swap *swap)
{
	char *name = name_in_tree(file, swap), *source = format("%s/%s", from, file), *target = format("%s/%s", to, name);
	struct bytes bytes;

	remove_other(to, file, name);
	if (swap) {
		/* The mark that some editors put before UTF-8 is one at a file's beginning alone. */
		size_t mark = strncmp(swap->text.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

		bytes.data = format("#line 1 \"%s\"\n%s", swap->name, swap->text.data + mark);
		bytes.size = strlen(bytes.data);
	} else {
		const char *why = file_read_own(source, &bytes);

		if (why)
			die(STATUS_OURS, "%s: %s. make clean, then the same again", source, why);
	}
	write_if_other(target, &bytes);
	bytes_free(&bytes);
	free(name);
	free(source);
	free(target);
}

static void make_tree(const char *from, const char *to, const struct swap *swaps, u32 count)
{
	char *list = format("%s/FILES.txt", from), *target = format("%s/FILES.txt", to), *rest, *file;
	struct bytes names, swapped = { 0 };
	FILE *f = need(open_memstream(&swapped.data, &swapped.size));
	const char *why = file_read_own(list, &names);

	if (why)
		die(STATUS_OURS, "%s: %s. make clean, then the same again", list, why);
	for (file = strtok_r(names.data, "\n", &rest); file; file = strtok_r(NULL, "\n", &rest)) {
		const struct swap *swap = find_swap(swaps, count, file);
		char *name = name_in_tree(file, swap);

		copy_file(from, to, file, swap);
		fprintf(f, "%s\n", name);
		free(name);
	}
	fclose(f);
	write_if_other(target, &swapped);
	copy_file(from, to, "LINES.txt", NULL);
	bytes_free(&swapped);
	bytes_free(&names);
	free(target);
	free(list);
}

/* ---- The kernel */

/* Runs it to its end: did all go well? */
static bool run_tool(const char *const argv[])
{
	int status;

	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		/* The outer make's job server is not ours. */
		unsetenv("MAKEFLAGS");
		unsetenv("MFLAGS");
		unsetenv("MAKELEVEL");
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	if (pid < 0)
		die(STATUS_OURS, "cannot start %s: %s", argv[0], strerror(errno));
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status == 0;
}

/* What the reader gave the outer make (OPT, V): it is in the environment as well, and counts as words alone. malloc'd */
static char *word_again(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return format("%s=%s", name, value ? value : otherwise);
}

/* As tangle.mk does it, with what the book's own kernel of this prefix has already: the kernel and its programs, then what these are packed into. */
static bool build(const char *prefix, const char *folder)
{
	cpu_set_t set;
	char *jobs = format("-j%d", sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1);
	char *src = format("SRC=%s/src", folder), *out = format("OUT=%s", folder), *files = format("%s/src/FILES.txt", folder);
	char *say = format("SAY=build/bin/origins %s/src", folder), *twin = format("TWIN=build/bin/twin build/%s %s", prefix, folder), *opt = word_again("OPT", "-O2"), *v = word_again("V", "");
	bool built = run_tool((const char *const[]){ "make", "--no-print-directory", jobs, "-f", "tangle/mk/kernel.make", src, out, say, twin, opt, v, NULL }) &&
		     run_tool((const char *const[]){ "build/bin/initrd", folder, files, NULL });

	free(jobs);
	free(say);
	free(twin);
	free(opt);
	free(v);
	free(src);
	free(out);
	free(files);
	return built;
}

bool kernel_boot(const char *prefix, const char *folder, const struct swap *swaps, u32 count)
{
	char *from = format("build/%s/src", prefix), *to = format("%s/src", folder), *kernel = format("%s/kernel.elf", folder);

	/* Two who try the same at once build it in turn: the lock ends where this program does, or becomes the boot. */
	folder_make(folder);
	int turn = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (turn >= 0 && flock(turn, LOCK_EX) < 0 && errno == EINTR)
		;
	make_tree(from, to, swaps, count);
	if (build(prefix, folder)) {
		fflush(NULL);
		execl("build/bin/boot", "build/bin/boot", kernel, (char *)NULL);
		die(STATUS_OURS, "cannot start build/bin/boot: %s. make chapter 1 builds it", strerror(errno));
	}
	free(from);
	free(to);
	free(kernel);
	return false;
}
