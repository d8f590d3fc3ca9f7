// SPDX-License-Identifier: MIT
// Whatever address of the last chapter's kernel is named, as the reader builds it and as he debugs it, the line is one of a chapter:
// in code of a header as well, which has no #line.
#include "kernels.h"
#include "machine/image.h"

static const char *const builds[] = { "", "O1/" };

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
			ck_assert_msg(!*p.line || !strncmp(p.line, "chapters/", 9), "%08x is at %s", addr, p.line);
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
