// SPDX-License-Identifier: MIT
// No frame of highmem is reached by the kernel but through the windows of kmap_atomic, the pool of kmap, and the slot of page
// poisoning: a plugin of QEMU's (audit/plugin.c) sees every load and store of some boots of the last kernel. The kernel's own
// audit looks at page tables, now and then; here a mapping counts that is used and taken away at once. Kernels with one such
// access more (audit/*.edit) are noticed, and the function is named.
#include "kernels.h"
#include "machine/image.h"

enum { LOWMEM = 4096, HIGHMEM = 12256, PAGE = 4096 };	/* frames of the usual machine, bytes of each */

enum { WINDOW = 1, POOL = 2, POISON = 4 };
static const struct { const char *name; unsigned bit; } ways[] = { { "window", WINDOW }, { "pool", POOL }, { "poison", POISON } };

// What is booted, and the ways that it must have gone.
static const struct { const char *kernel, *options; unsigned through; } boots_of[] = {
	{ "last", "--exp=audit", WINDOW },
	{ "last", "--exp=audit --append=debug=highmem", WINDOW },
	{ "last", "--exp=audit --append=debug=poison", WINDOW | POISON },
	{ "last", "--exp=twenty", WINDOW },
	{ "last", "--exp=pool", POOL },
	{ "last", "--exp=cache-fails", WINDOW | POOL },
	{ "calls", "--exp=calls --append='calls=20000 ramdisk=2M swap=ram0'", WINDOW | POOL },
};

static const char *last_kernel(void)
{
	glob_t chapters = files("chapters/[0-9][0-9]-*.nw");
	static char path[64];

	snprintf(path, sizeof path, "build/%s/kernel.elf", number(chapters.gl_pathv[chapters.gl_pathc - 1]));
	globfree(&chapters);
	return path;
}

// What the plugin has seen, or NULL: this QEMU takes no plugins. The caller frees it.
static char *seen_in(const char *kernel, const char *options)
{
	char *out, *seen;
	int status = run(&out, "rm -f \"$TMPDIR/seen\"; AUDITED=\"$QEMU\" QEMU=\"$PWD/tests/boot/audit/qemu\" "
			 "AUDIT=\"$PWD/build/tests/boot/audit.so,from=%d,to=%d,out=$TMPDIR/seen\" "
			 "build/bin/boot --patience=30 %s %s 2>&1", LOWMEM * PAGE, (LOWMEM + HIGHMEM) * PAGE, options, kernel);

	if (strstr(out, "-plugin: invalid option")) {
		puts("skipped: boot/audit, for this QEMU takes no plugins");
		free(out);
		return NULL;
	}
	ck_assert_msg(!status, "%s %s: status %d; the last words:\n%s", kernel, options, status, strlen(out) > 1000 ? out + strlen(out) - 1000 : out);
	ck_assert_msg(strstr(out, "lowmem 4096 frames, highmem 12256,"), "%s: lowmem does not end where this suite believes:\n%s", kernel, out);
	free(out);
	ck_assert_msg(!run(&seen, "cat \"$TMPDIR/seen\""), "%s %s: the plugin was not asked at the end", kernel, options);
	return seen;
}

static unsigned long long count_of(const char *seen, const char *way)
{
	char line[32];
	const char *at;

	snprintf(line, sizeof line, "%s ", way);
	at = strncmp(seen, line, strlen(line)) ? strstr(seen, line) : seen;
	ck_assert_ptr_nonnull(at);
	return strtoull(at + strlen(line), NULL, 10);
}

// The function of each place, one a line, with the chunk: "__copy_user 5.35 chapters/05-exception-tables.nw:660, 12 times".
static char *places_of(const char *kernel, const char *seen)
{
	struct image *im = image_open(kernel);
	char *places = NULL;
	size_t n;
	FILE *f = open_memstream(&places, &n);
	uint32_t eip, va, pa;
	struct place p;
	unsigned long long times;

	for (const char *at = strstr(seen, "\nat "); at; at = strstr(at + 1, "\nat ")) {
		ck_assert_int_eq(sscanf(at, "\nat %x %x %x %llu", &eip, &va, &pa, &times), 4);
		if (image_place(im, eip, true, true, &p))
			fprintf(f, "%s+0x%x %s", p.symbol, p.offset, p.line);
		else
			fprintf(f, "%08x", eip);
		fprintf(f, ": %llu times, first %08x, which is %08x\n", times, va, pa);
	}
	fclose(f);
	image_close(im);
	return places;
}

START_TEST(in_no_other_way)
{
	const char *kernel = strcmp(boots_of[_i].kernel, "last") ? "build/calls/healthy/kernel.elf" : last_kernel();
	char *seen = seen_in(kernel, boots_of[_i].options);

	if (!seen)
		return;
	printf("%s:", boots_of[_i].options);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		unsigned long long count = count_of(seen, ways[i].name);

		printf(" %s %llu", ways[i].name, count);
		ck_assert_msg(count || !(boots_of[_i].through & ways[i].bit), "%s: nothing went through %s: what does this prove?\n%s", boots_of[_i].options,
			      ways[i].name, seen);
	}
	puts("");
	ck_assert_msg(count_of(seen, "elsewhere") > 100000, "%s", seen);
	ck_assert_msg(!count_of(seen, "other") && !count_of(seen, "unknown"), "%s: %llu accesses to highmem by no way, %llu that nobody knows:\n%s",
		      boots_of[_i].options, count_of(seen, "other"), count_of(seen, "unknown"), places_of(kernel, seen));
	free(seen);
}
END_TEST

static glob_t broken;

// The kernel's own audit sees nothing: the boot ends well.
START_TEST(is_noticed)
{
	const char *file = broken.gl_pathv[_i], *name = strrchr(file, '/') + 1;
	char *breaks, *seen, *places, *at, kernel[128];

	ck_assert_msg(!run(&breaks, "build/bin/edit breaks %s", file) && !strncmp(breaks, "audit: ", 7), "%s: %s", file, breaks);
	breaks[strcspn(breaks, "\n")] = '\0';
	snprintf(kernel, sizeof kernel, "build/audit/%.*s/kernel.elf", (int)(strlen(name) - strlen(".edit")), name);
	seen = seen_in(kernel, "--exp=audit");
	if (!seen)
		return;
	places = places_of(kernel, seen);
	at = strstr(places, breaks + 7);
	ck_assert_msg(count_of(seen, "other") && at, "%s: nobody noticed, or not in %s:\n%s%s", file, breaks + 7, seen, places);
	printf("%s: %.*s\n", name, (int)strcspn(places, "\n"), places);
	free(breaks);
	free(seen);
	free(places);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/audit");
	TCase *tc = tcase_create("audit");
	SRunner *sr;
	int failed;

	broken = files("tests/boot/audit/*.edit");
	tcase_add_loop_test(tc, in_no_other_way, 0, sizeof boots_of / sizeof *boots_of);
	tcase_add_loop_test(tc, is_noticed, 0, (int)broken.gl_pathc);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
