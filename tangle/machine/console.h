// SPDX-License-Identifier: MIT
// The two channels of a kernel: text for people (COM1) and lines for programs (port 0xE9).
#pragma once
#include "image.h"

enum {
	CONSOLE_MAX = 1 << 20,		// bytes of text kept (and accepted before the monitor)
	DATA_LINE_MAX = 4096,
	DATA_MAX = 1 << 20,		// bytes of observations kept
};

// ---- text, cut into sections at lines `--- NAME ---`; what precedes the first is "boot"

struct section {
	char *name;
	struct buf text;		// without the header; "\n" line ends
};

struct console {
	struct section *sections;
	size_t n;
	struct buf line;		// the line that is being received
	size_t total;
	bool full;			// more came than is kept
};
void console_add(struct console *c, const char *s, size_t n);
struct section *console_section(struct console *c, const char *name);
void console_free(struct console *c);

// `text` as a transcript: `[<c0101234>]` becomes `[<........>] symbol`. Add to out.
void console_mask(struct image *im, const char *text, size_t n, struct buf *out);
// The address where a section says the end was: the first on a line with EIP, which is exact, else the first. 0 = none.
uint32_t console_fault_address(const struct section *s, bool *exact);

// ---- the live display: passes text on at once and adds symbol and line behind each address

struct display {
	struct image *im;
	struct buf line;		// what has been shown since the last line end, for redrawing
	char match[16];			// how much of `[<xxxxxxxx>]` has just gone by
	size_t matched;
	bool eip;			// the line said EIP before the address
};
// Appends to out what to show for n bytes from the guest.
void display_add(struct display *d, const char *s, size_t n, struct buf *out);
// Appends to out what puts `text` (whole lines) above the line being shown, which is then redrawn.
void display_insert(struct display *d, const char *text, struct buf *out);

// ---- data lines

struct observation {
	char *name, *value;
	bool twice;			// observed again with another value
};

struct record {				// what one experiment said
	char *name;
	bool ended;
	struct observation *obs;
	size_t n;
};

struct data {
	struct record *records;
	size_t n;
	struct section *dats;		// @dat lines by file name
	size_t ndats;
	struct buf line;
	struct record *open;
	size_t total;
	bool full;
	bool monitor;			// @monitor was seen
	char *error;			// the first malformed line, described
	void (*on_end)(void *arg, const char *name);	// called at every @end, if set
	void *arg;
};
void data_add(struct data *d, const char *s, size_t n);
struct record *data_record(struct data *d, const char *name);
const char *record_value(struct record *r, const char *name, bool *twice);
void data_free(struct data *d);
