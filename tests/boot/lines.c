// SPDX-License-Identifier: MIT
// Whatever address of the last chapter's kernel is named, as the reader builds it and as he debugs it, the line is one of a chapter:
// in code of a header as well, which has no #line; and the chunk's number is the page's.
#include "kernels.h"
#include "machine/image.h"

enum { CHAPTERS = 30, CHUNKS = 500 };

// begins[N][M]: the line on which chunk N.M begins, or 0.
static unsigned begins[CHAPTERS + 1][CHUNKS + 2];

static void read_chunks(const char *path, unsigned *begin)
{
	FILE *f = fopen(path, "r");
	char line[4096];
	unsigned n = 0, chunk = 0;

	ck_assert_ptr_nonnull(f);
	while (n++, fgets(line, sizeof line, f))
		if (strncmp(line, "<<", 2) == 0 && strstr(line, ">>=\n"))
			begin[chunk < CHUNKS ? ++chunk : 0] = n;
	fclose(f);
}

static const char *const builds[] = { "", "O1/" };

// "CHUNK FILE:LINE": the line is the chapter's, and that chunk is the last to begin before it. An appendix numbers none.
static void check_place(const char *place, uint32_t addr)
{
	char file[64];
	unsigned chapter, chunk, line;

	if (strncmp(place, "chapters/appendix-", 18) == 0)
		return;
	ck_assert_msg(sscanf(place, "%u.%u %63[^:]:%u", &chapter, &chunk, file, &line) == 4, "%08x is at %s", addr, place);
	ck_assert_msg(chapter >= 1 && chapter <= CHAPTERS && strncmp(file, "chapters/", 9) == 0, "%08x is at %s", addr, place);
	if (!begins[chapter][1])
		read_chunks(file, begins[chapter]);
	ck_assert_msg(chunk && begins[chapter][chunk] && begins[chapter][chunk] < line && (!begins[chapter][chunk + 1] || line < begins[chapter][chunk + 1]),
		      "%08x is at %s, but chunk %u begins at line %u, and the next at %u", addr, place, chunk, begins[chapter][chunk], begins[chapter][chunk + 1]);
}

START_TEST(are_the_chapters)
{
	glob_t chapters = files("chapters/[0-9][0-9]-*.nw");
	char path[64], *out;
	unsigned tried = 0, in_headers;
	uint32_t off;

	snprintf(path, sizeof path, "build/%s/%skernel.elf", number(chapters.gl_pathv[chapters.gl_pathc - 1]), builds[_i]);
	ck_assert_int_eq(run(&out, "objdump -d --no-show-raw-insn %s | sed -n 's/^\\(c0[0-9a-f]*\\):.*/\\1/p' | addr2line -e %s | grep -c '/include/.*\\.h:'", path, path), 0);
	in_headers = (unsigned)strtoul(out, NULL, 10);
	ck_assert_uint_ge(in_headers, 50);
	free(out);
	struct image *im = image_open(path);
	for (size_t i = 0; i < im->nsymbols; i++)
		for (uint32_t addr = im->symbols[i].addr; addr < im->symbols[i].addr + im->symbols[i].size; addr += 5) {
			struct place p;

			if (!image_symbol(im, addr, &off))
				continue;
			ck_assert(image_place(im, addr, true, true, &p));
			if (*p.line)
				check_place(p.line, addr);
			tried++;
		}
	ck_assert_uint_ge(tried, 5000);
	image_close(im);
	globfree(&chapters);
}
END_TEST

int main(void)
{
	return run_for_each("boot/lines", are_the_chapters, 2);
}
