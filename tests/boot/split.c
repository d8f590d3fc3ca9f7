// SPDX-License-Identifier: MIT
// A split of memory that leaves no room for what the loader has brought is refused, and the one that is named instead works.
#include "kernels.h"
#include <unistd.h>

#define BOOT "cd \"$TMPDIR\" && \"$OLDPWD\"/build/bin/boot --exp=null --append=highmem=%s kernel.elf 2>&1"

static char *boots_with(const char *high, int wanted)
{
	char *out;
	int status = run(&out, "mkdir -p \"$TMPDIR/src\" && ln -sf \"$PWD\"/build/06/src/experiments \"$TMPDIR/src/\" && "
			 "ln -sf \"$PWD\"/build/06/kernel.elf \"$TMPDIR\" && cp build/06/initrd \"$TMPDIR\" && truncate -s 4M \"$TMPDIR/initrd\" && "
			 BOOT, high);

	ck_assert_msg(status == wanted, "highmem=%s: status %d:\n%s", high, status, out);
	return out;
}

START_TEST(a_large_archive)
{
	char *out = boots_with("58M", 10);

	ck_assert_msg(strstr(out, "highmem=58M cannot work with 63 MiB: try highmem=54M"), "%s", out);
	free(out);
	free(boots_with("54M", 0));
}
END_TEST

int main(void)
{
	return run_for_each("boot/split", a_large_archive, 1);
}
