// SPDX-License-Identifier: MIT
// What a boot shows while it runs.
#pragma once
#include "outcome.h"

struct view {
	struct run *r;
	struct display d;
	struct boot *b;
	const char *section;		// show from this section on; NULL = everything
	bool showing;
	size_t shown;			// how much of the raw text has been shown
	struct buf raw;
	// interactive only
	bool reported;
};

// As new as a boot can be; `append` is taken over. mem: or 0, for the run's own.
struct boot view_boot(struct run *r, char *append, unsigned mem);
void view_console(struct boot *b, const char *s, size_t n);	// a boot's on_console, with the view as its arg
void view_insert(struct view *v, const char *text);
void view_end(struct view *v);
// Boots to the end. section: show from there on; NULL: everything.
void view_run(struct run *r, struct boot *b, const char *section);
// Ends the program where a signal has asked for it.
void stop_if_interrupted(void);
