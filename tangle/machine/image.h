// SPDX-License-Identifier: MIT
// What the runner reads from a kernel's ELF file: symbols, lines, the experiment set.
#pragma once
#include "lib/origins.h"
#include "lib/text.h"
#include <stdint.h>

enum end { END_OK, END_OOPS, END_PANIC, END_DOUBLE_FAULT, END_ENDLESS };

// One entry of the kernel's experiment set. It is EXPERIMENT_WORDS there, and the first of them says by EXPERIMENT_VERSION which they are.
enum { EXPERIMENT_VERSION = 1, EXPERIMENT_WORDS = 13 };
struct experiment {
	char *name, *title;
	uint32_t chapter;
	char *cmdline;			// or NULL
	uint32_t mem;			// MiB; 0 = the usual 64
	size_t mem_at;			// where that stands in the file
	char *variant;			// it runs in kernel-VARIANT.elf, beside this one; or NULL
	enum end ends;
	char *where;			// the symbol it must end in, or NULL; "PROGRAM SYMBOL" for one of a program's
	char *qemu_only;		// why v86 cannot run it, or NULL
	uint32_t bound, ring;		// one that never ends: for so many billion instructions, and where it is then
};

struct symbol {
	uint32_t addr, size;
	char *name;
};

struct image {
	char *path;
	uint8_t *bytes;
	size_t size;
	struct symbol *symbols;		// code symbols, sorted by address
	size_t nsymbols;
	struct experiment *exps;	// in the set's order
	size_t nexps;
	uint32_t last;			// the highest chapter in the set; 0 when the set is empty
	struct lines *lines;		// the running addr2line, once one was needed
	struct origins origins;		// read with it
};

// Reads a kernel. Dies with a message when it is not an i386 ELF file or its set makes no sense.
struct image *image_open(const char *path);
void image_close(struct image *im);
struct experiment *image_experiment(struct image *im, const char *name);

// Where it starts, as linked (the file says where it is loaded, 3 GiB lower).
uint32_t image_entry(const struct image *im);

// An entry that asks for a command line, a memory size, a variant or a fatal end cannot share a boot.
bool needs_own_boot(const struct experiment *e);

// The code symbol that holds addr, or NULL; *off is the offset in it.
const struct symbol *image_symbol(struct image *im, uint32_t addr, uint32_t *off);

// Where an address is, for a reader. A return address belongs to the call before it:
// unless `exact` (a faulting EIP), an address right behind a call instruction is looked up one byte
// earlier, so that a call at a function's very end is not blamed on the next function.
// Returns false when no code symbol holds it. `line` ("1.23 chapters/01-boot.nw:123", the chunk first) is "" if unknown.
struct place {
	char symbol[80];		// without the compiler's ".part.0"
	uint32_t offset;
	char line[1024];
};
bool image_place(struct image *im, uint32_t addr, bool exact, bool want_line, struct place *p);
