/* SPDX-License-Identifier: MIT */
#include "image.h"
#include "object.h"
#include "bench/bench.h"
#include "lib/file.h"
#include "lib/origins.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool image_part(const struct sandbox *box, const char *name, struct text *reason)
{
	char path[256];
	size_t size;

	snprintf(path, sizeof path, JUDGE_PARTS "/%s", name);
	char *bytes = read_file(path, &size);
	bool good = bytes && size && sandbox_write(box, name, bytes, size);

	if (!good)
		add(reason, "the judge's %s cannot be copied: build it with make build/bin/grade", path);
	free(bytes);
	return good;
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
static void add_lines(const struct image *image, const struct origins *origins, char *lines, struct text *text)
{
	char *inner = NULL;

	for (char *line; (line = strsep(&lines, "\n")) && *line; ) {
		line[strcspn(line, " ")] = '\0';
		const char *place = short_place(line);

		if (inner && !is_learners(image, place))
			continue;
		if (inner) {
			add(text, "%s, in what it calls there (%s)", place, inner);
			free(inner);
			return;
		}
		inner = origins_number(origins, place);
		if (is_learners(image, place))
			break;
	}
	add(text, "%s", inner ? inner : "");
	free(inner);
}

/* Of the tree whose headers the sandbox has. */
static struct origins origins_of(const struct sandbox *box)
{
	char *tree = format("%.*s", (int)(strrchr(box->headers, '/') - box->headers), box->headers);
	struct origins origins = origins_read(tree);

	free(tree);
	return origins;
}

void image_place(const struct image *image, u32 eip, struct text *text)
{
	char address[16];
	struct sandboxed *run = malloc(sizeof *run);
	const char *const addr2line[] = { CROSS "addr2line", "-i", "-e", "image.elf", address, NULL };

	snprintf(address, sizeof address, "0x%x", eip);
	if (run && (image->elf || eip - IMAGE < image->constants - IMAGE) && !sandbox_run(image->box, addr2line, run) && run->status == 0 && run->output[0] != '?' && !strstr(run->output, ":?")) {
		struct origins origins = origins_of(image->box);
		char *lines = origins_say(&origins, run->output);

		add_lines(image, &origins, lines, text);
		free(lines);
		origins_free(&origins);
	}
	free(run);
}

char *in_chapters(const struct sandbox *box, const char *said)
{
	struct origins origins = origins_of(box);
	char *text = origins_say(&origins, said);

	origins_free(&origins);
	return text;
}
