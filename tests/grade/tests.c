/* SPDX-License-Identifier: MIT */
/* The tests of home.c's book: the judge's trial exercises, and one whose own test is at fault. */
#include "grade/catalogue.h"

#include <string.h>

extern const struct exercise trial_number, trial_frames, trial_faults;
extern const char grade_version[];
const char grade_version[] = "0000000000000000000000000000000000000000000000000000000000000000";

static void asks_for_what_is_not_there(struct machine *m)
{
	symbol(m, "nothing");
}

static const struct test_case broken_cases[] = {
	{ "broken", 1, asks_for_what_is_not_there, 0 },
	{ 0 }
};
static const struct exercise broken = { "three/broken", broken_cases, 0, 0 };

const struct exercise *tests_of(const char *id)
{
	const char *name = strchr(id, '/') + 1;

	return strcmp(name, "frames") == 0 ? &trial_frames : strcmp(name, "faults") == 0 ? &trial_faults :
	       strcmp(name, "broken") == 0 ? &broken : &trial_number;
}
