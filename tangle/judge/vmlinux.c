/* SPDX-License-Identifier: MIT */
#include "vmlinux.h"
#include "opcodes.h"
#include "tool.h"
#include "lib/file.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KERNEL_MOST = 8 << 20, LISTING_MOST = 8 << 20 };

/* A whole file, malloc'd, with a NUL behind it; NULL with the reason. */
static char *read_ours(const char *folder, const char *name, const char *end, size_t *size, struct text *reason)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s%s", folder, name, end);
	char *bytes = read_file(path, size);
	if (bytes && *size)
		return bytes;
	add(reason, "%s is not there, which the judge links: build the kernels with make kernels", path);
	free(bytes);
	return NULL;
}

static bool copy(const struct sandbox *box, const char *folder, const char *name, const char *end, const char *to, struct text *reason)
{
	size_t size;
	char *bytes = read_ours(folder, name, end, &size, reason);
	bool good = bytes && sandbox_write(box, to, bytes, size);

	if (bytes && !good)
		add(reason, "the judge has no room for %s", name);
	free(bytes);
	return good;
}

/* Every object of the kernel but the one whose place is taken, under a name of its own, and their list for the linker. */
static bool copy_objects(const struct sandbox *box, const struct judge_task *task, struct text *reason)
{
	static const char script[] = "src/arch/i386/kernel/vmlinux.lds";
	char objects[512], *list = NULL, *rest = NULL, name[32];
	bool replaced = !task->replaces, good;
	unsigned count = 0;
	size_t size;
	char *files = read_ours(task->kernel, "src/FILES.txt", "", &size, reason);
	FILE *f = open_memstream(&list, &size);

	snprintf(objects, sizeof objects, "%s/obj", task->kernel);
	good = files && f && copy(box, task->kernel, script, "", "vmlinux.lds", reason);
	for (char *file = good ? strtok_r(files, "\n", &rest) : NULL; file && good; file = strtok_r(NULL, "\n", &rest)) {
		if (ends_with(file, ".o")) /* in a student's copy of the book some files are objects alone */
			file[strlen(file) - 2] = '\0';
		/* user/ holds programs, which are no part of it. */
		if ((!ends_with(file, ".c") && !ends_with(file, ".S")) || strncmp(file, "user/", 5) == 0)
			continue;
		if (task->replaces && strcmp(file, task->replaces) == 0) {
			fputs("kept.o\n", f);
			replaced = true;
			continue;
		}
		snprintf(name, sizeof name, "kernel-%u.o", count++);
		good = copy(box, objects, file, ".o", name, reason);
		fprintf(f, "%s\n", name);
	}
	if (f && !task->replaces)
		fputs("kept.o\n", f);
	if (f)
		fclose(f);
	if (good && !replaced) {
		add(reason, "the exercise takes the place of %s, which %s does not have", task->replaces, task->kernel);
		good = false;
	}
	if (good && !sandbox_write(box, "objects", list, strlen(list))) {
		add(reason, "the judge cannot write the list of objects");
		good = false;
	}
	free(list);
	free(files);
	return good;
}

/* A shell's redirection, because a listing may be longer than what a tool may print. */
static enum verdict audit_instructions(const struct sandbox *box, const struct judge_task *task, const char *object, struct refused *refused, struct sandboxed *run)
{
	char command[128];
	const char *const shell[] = { "sh", "-c", command, NULL };
	size_t size;

	snprintf(command, sizeof command, CROSS "objdump -d -l --no-show-raw-insn %s >listing", object);
	enum verdict verdict = tool_run(box, shell, refused, run);
	if (verdict != PASS)
		return verdict;
	char *listing = sandbox_read(box, "listing", LISTING_MOST, &size);
	if (!listing || strlen(listing) != size) {
		add(&refused->reason, "the listing of its instructions cannot be read");
		free(listing);
		return REJECTED;
	}
	bool good = opcodes_audit(listing, task->services, &refused->reason);
	free(listing);
	return good ? PASS : REJECTED;
}

/* From the listing, once the linker has put its sections somewhere. */
static bool find_instructions(const struct sandbox *box, struct image *image, struct text *reason)
{
	size_t size;
	char *listing = sandbox_read(box, "listing", LISTING_MOST, &size), *map = sandbox_read(box, "map", LISTING_MOST, &size);
	bool good = listing && map && instructions_find(&image->instructions, listing, map, "kept.o");

	if (!good)
		add(reason, "its code cannot be found in the linked kernel: too many sections?");
	free(listing);
	free(map);
	return good;
}

/* The archive of its programs, from the chapter on that has them. */
static bool read_programs(const struct judge_task *task, struct image *image, struct text *reason)
{
	char path[512];

	snprintf(path, sizeof path, "%s/initrd", task->kernel);
	if (access(path, R_OK) < 0)
		return true;
	image->initrd = (u8 *)read_ours(task->kernel, "initrd", "", &image->initrd_size, reason);
	return image->initrd;
}

enum verdict vmlinux_link(const struct sandbox *box, const struct judge_task *task, struct image *image, const char *object,
			  struct refused *refused, struct sandboxed *run)
{
	static const char *const ld[] = { CROSS "ld", "-m", "elf_i386", "-z", "noexecstack", "--build-id=none", "-T", "vmlinux.lds",
					  "-Map=map", "-o", "image.elf", "@objects", NULL };
	enum verdict verdict = image_part(box, "loader.rom", &refused->reason) ? audit_instructions(box, task, object, refused, run) : INTERNAL;

	if (verdict != PASS)
		return verdict;
	if (!copy_objects(box, task, &refused->reason) || !read_programs(task, image, &refused->reason))
		return INTERNAL;
	if ((verdict = tool_run(box, ld, refused, run)) != PASS)
		return verdict;
	image->elf = sandbox_read(box, "image.elf", KERNEL_MOST, &image->elf_size);
	if (!image->elf) {
		add(&refused->reason, "the linked kernel is larger than 8 MiB");
		return REJECTED;
	}
	return find_instructions(box, image, &refused->reason) ? PASS : REJECTED;
}

bool vmlinux_halts(const struct image *image, u32 address)
{
	char command[128], wanted[32];
	const char *const shell[] = { "sh", "-c", command, NULL };
	struct sandboxed *run = malloc(sizeof *run);
	bool halts;

	/* From the start of the code, so that each instruction is one. */
	snprintf(command, sizeof command, CROSS "objdump -d --no-show-raw-insn --stop-address=0x%x image.elf | tail -n 1", address + 1);
	snprintf(wanted, sizeof wanted, "%x:\thlt", address);
	halts = run && !sandbox_run(image->box, shell, run) && strstr(run->output, wanted);
	free(run);
	return halts;
}
