/* SPDX-License-Identifier: MIT */
#include "program.h"
#include "object.h"
#include "tool.h"
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINKED_MOST = 8 << 20 };

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

enum verdict program_link(const struct sandbox *box, const struct judge_task *task, struct image *image, struct refused *refused, struct sandboxed *run)
{
	enum verdict verdict;
	size_t size;

	if (!image_part(box, "runtime.o", &refused->reason) || !image_part(box, "image.lds", &refused->reason) || !write_scripts(box, task, image))
		return INTERNAL;
	const char *const ld[] = { CROSS "ld", "-m", "elf_i386", "-z", "noexecstack", "-z", "max-page-size=4096", "--build-id=none", "-T", "image.lds",
				   "-o", "image.elf", "kept.o", "runtime.o", NULL };
	if ((verdict = tool_run(box, ld, refused, run)) != PASS)
		return verdict;

	u8 *elf = sandbox_read(box, "image.elf", LINKED_MOST, &size);
	image->bytes = calloc(1, IMAGE_SIZE);
	bool good = elf && image->bytes && object_flatten(elf, size, IMAGE, image->bytes, IMAGE_SIZE) && read_header(image);
	free(elf);
	if (!good)
		add(&refused->reason, "the linked image is not one");
	return good ? PASS : REJECTED;
}
