/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question, and how one comes to it. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/types.h>

enum { SECTOR = 512, IN_A_PAGE = PAGE_SIZE / SECTOR };

struct prediction {
	s32 before_the_bad_one, declared, written, not_in_one_page;
	s32 first_refused, behind_the_other, one_a_sector, and_none_at_first;
	s32 changed, waiting, at_once, held;
};

const struct prediction predicted = {
	.before_the_bad_one = 77 - 72, .written = 77 - 76, .not_in_one_page = -EINVAL,
	.first_refused = 231, .behind_the_other = 1231, .one_a_sector = IN_A_PAGE, .and_none_at_first = 3,
	.changed = IN_A_PAGE - 1, .waiting = IN_A_PAGE, .held = 10 * true + false,
};
