// SPDX-License-Identifier: MIT
// A crash before there are tasks is reported as what it is: the report asks whose it is and whose tables were walked, and the
// first task has the answers from the linker.
#include "kernels.h"

START_TEST(a_report_before_there_are_tasks)
{
	char *out;
	int status = run(&out, "build/bin/boot --exp=nesting build/tests/boot/early-kernel/kernel.elf 2>&1");
	const char *eip = strstr(out, "EIP "), *name = eip ? strstr(eip, "] ") : NULL;

	ck_assert_msg(status && name && strncmp(name, "] sched_init", 12) == 0, "status %d, and the crash is not the one that came first:\n%s", status, out);
	free(out);
}
END_TEST

int main(void)
{
	return run_for_each("boot/early", a_report_before_there_are_tasks, 1);
}
