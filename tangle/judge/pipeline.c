/* SPDX-License-Identifier: MIT */
#include "pipeline.h"
#include "clean.h"
#include "compile.h"
#include "object.h"
#include "program.h"
#include "tool.h"
#include "vmlinux.h"
#include "bench/bench.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OBJECT_MOST = 8 << 20, FILES = 8 };

static const char *const privileged_names[PRIVILEGED_COUNT] = {
	"cli", "sti", "invlpg", "read_cr0", "write_cr0", "read_cr3", "write_cr3",
};

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

static enum verdict audit(const struct sandbox *box, const struct judge_task *task, const struct image *image, const char *object, struct refused *refused)
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
		add(&refused->reason, "the object file is larger than 8 MiB, or missing");
		return REJECTED;
	}
	bool good = object_audit(bytes, size, &(struct audit){ task->exports, allowed, task->ex_table }, refused);
	free(bytes);
	return good ? PASS : REJECTED;
}

/* Whatever else it defines is its own affair, and no name of ours: from now on the object is kept.o. */
static enum verdict keep_exports(const struct sandbox *box, const struct judge_task *task, const char *object, struct refused *refused, struct sandboxed *run)
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
		add(&refused->reason, "the judge cannot write the list of exports");
		return INTERNAL;
	}
	return tool_run(box, objcopy, refused, run);
}

enum verdict pipeline_build(const struct sandbox *box, const struct judge_task *task, struct image *image,
			    struct refused *refused, char **log)
{
	struct sandboxed *run = malloc(sizeof *run);
	struct arguments together = { .count = 0 };
	char objects[FILES][32];
	unsigned count = 0;
	enum verdict verdict = INTERNAL;

	*image = (struct image){ .box = box, .files = task->files };
	*log = NULL;
	if (!run || !gather_names(task, image, &refused->reason))
		goto out;
	give_all(&together, (const char *const[]){ CROSS "ld", "-m", "elf_i386", "-r", "-o", "all.o", NULL });
	verdict = PASS;
	for (const char *const *name = task->files; *name && verdict == PASS; name++) {
		if (!ends_with(*name, ".c"))
			continue;
		if (count == FILES) {
			add(&refused->reason, "the exercise has more than %d files", FILES);
			verdict = INTERNAL;
			break;
		}
		snprintf(objects[count], sizeof objects[count], "part-%u.o", count);
		verdict = compile(box, task, *name, objects[count], refused, run);
		char *more = format("%s%s", *log ? *log : "", run->output);
		free(*log);
		*log = more;
		give(&together, objects[count++]);
	}
	if (verdict == PASS && count > 1)
		verdict = tool_run(box, together.argv, refused, run);
	const char *object = count > 1 ? "all.o" : objects[0];
	if (verdict == PASS)
		verdict = audit(box, task, image, object, refused);
	if (verdict == PASS)
		verdict = keep_exports(box, task, object, refused, run);
	if (verdict == PASS && task->kernel)
		verdict = vmlinux_link(box, task, image, "kept.o", refused, run);
	else if (verdict == PASS)
		verdict = program_link(box, task, image, refused, run);
	image->slow = verdict == INTERNAL && run->timed_out;
out:
	if (*log)
		clean(*log);
	clean(refused->reason.s);
	free(run);
	return verdict;
}
