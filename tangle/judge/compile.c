/* SPDX-License-Identifier: MIT */
#include "compile.h"
#include "tool.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_MOST = 8 << 20 };

const char *const compile_flags[] = {
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

/* What the compiler and the assembler have read: nothing but the exercise's files and our headers. Where
 * the sandbox is weak, this is what keeps `#include "/home/…/answer.c"` and .incbin out. */
static bool reads_only_ours(const char *dependencies, const struct judge_task *task, struct refused *refused)
{
	char *copy = strdup(dependencies), *rest = NULL;
	bool good = copy;

	for (char *name = copy ? strtok_r(copy, " \n", &rest) : NULL; name && good; name = strtok_r(NULL, " \n", &rest)) {
		if (strcmp(name, "\\") == 0 || name[strlen(name) - 1] == ':' || strcmp(name, "{standard") == 0 || strcmp(name, "input}") == 0)
			continue;
		good = is_in(name, task->files) || (strncmp(name, "include/", 8) == 0 && !strstr(name, "..") && !strchr(name, '\\'));
		if (!good) {
			refused->kind = AS_ATTACK;
			add(&refused->reason, "it reads a file that is not the kernel's: %s", name);
		}
	}
	free(copy);
	return good;
}

/* A path of the machine's: an include that a well-locked compiler, or an assembler, did not find. */
static bool seeks_a_path(const char *reason)
{
	static const char *const paths[] = { ": fatal error: /", ": Error: can't open /", ": Error: file not found: /" };

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (strstr(reason, paths[i]))
			return true;
	return false;
}

/* The first line with an error, for the table; all of it is in the log. */
static void add_first_error(struct refused *refused, const char *log)
{
	const char *error = strstr(log, "error: "), *assembler = strstr(log, ": Error: "), *line;

	if (!error || (assembler && assembler < error))
		error = assembler;
	line = error;
	while (line && line > log && line[-1] != '\n')
		line--;
	add(&refused->reason, "it does not compile: %.*s", line ? (int)strcspn(line, "\n") : 60, line ? line : "the compiler gave up");
	if (seeks_a_path(refused->reason.s))
		refused->kind = AS_ATTACK;
}

enum verdict compile(const struct sandbox *box, const struct judge_task *task, const char *name, const char *object,
			    struct refused *refused, struct sandboxed *run)
{
	struct arguments gcc = { .count = 0 };
	char map[sizeof box->folder + 32];

	snprintf(map, sizeof map, "-ffile-prefix-map=%s=.", box->folder);
	give(&gcc, CROSS "gcc");
	give_all(&gcc, compile_flags);
	give_all(&gcc, judge_flags);
	give_all(&gcc, (const char *const[]){ map, "-MD", "-MF", "read-by-gcc", "-Wa,--MD,read-by-as", "-c", "-o", object, name, NULL });

	if (!tool_runs(box, gcc.argv, run, &refused->reason))
		return INTERNAL;
	char *said = in_chapters(box, run->output);
	snprintf(run->output, sizeof run->output, "%s", said);
	free(said);
	if (run->status >= 128) {
		add(&refused->reason, "it does not compile: the compiler had not finished after 15 seconds of processor time, or wanted too much memory");
		return REJECTED;
	}
	if (run->status != 0) {
		add_first_error(refused, run->output);
		return REJECTED;
	}
	enum verdict verdict = PASS;
	const char *const lists[] = { "read-by-gcc", "read-by-as" };
	for (int i = 0; i < 2 && verdict == PASS; i++) {
		size_t size;
		char *list = sandbox_read(box, lists[i], LIST_MOST, &size);

		if (!list) {
			add(&refused->reason, "the compiler did not say what it read");
			verdict = INTERNAL;
		} else if (!reads_only_ours(list, task, refused)) {
			verdict = REJECTED;
		}
		free(list);
	}
	return verdict;
}
