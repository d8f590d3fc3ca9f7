/* SPDX-License-Identifier: MIT */
/* What is said of the files of a submission: where those of exercises were found, and what became of the others. */
#ifndef GRADE_FOUND_H
#define GRADE_FOUND_H

#include "place.h"

#include <stdio.h>

struct found {
	const struct catalogue *catalogue;
	const struct intake *in;
	struct place *places; /* for each exercise */
	bool *used;           /* for each file that was handed in: it is graded, or the manifest */
	char *notes, *screen; /* lines: all, and those that whoever grades should see at once */
	size_t notes_size, screen_size;
	FILE *notes_file, *screen_file;
};

/* in: or NULL. The lines are there after a fflush. */
void found_open(struct found *found, const struct catalogue *catalogue, const struct intake *in);
void found_close(struct found *found);

void found_note(struct found *found, const char *format, ...) MACHINE_PRINTF(2, 3);
/* Finds the places. False: there is none. */
bool found_places(struct found *found);
/* Of all that is not used. */
void found_unused(struct found *found);
/* The first names of what is not used, C before the rest, and how many more there are; malloc'd. */
char *found_names(const struct found *found);

#endif
