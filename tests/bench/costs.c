/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include "lib/arena.h"
#include "lib/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The number behind these words where they are said first, or NAN. */
static double number_behind(const char *said, const char *words)
{
	const char *at = said ? strstr(said, words) : NULL;

	return at ? strtod(at + strlen(words), NULL) : NAN;
}

/* What a command says, or NULL. Whether its experiments hold does not matter: what counts is what they measured. */
static char *said_by(const struct book *b, const char *command)
{
	size_t n;

	run_command(b->in.folder, command, NULL, b->in.log);
	return keep(read_file(b->in.log, &n));
}

static void sizes(const struct book *b)
{
	char *said = said_by(b, lasting("%ssize build/%02d/kernel.elf", CROSS, b->chapters)), *behind_head = said ? strchr(said, '\n') : NULL;
	double text, data, bss;

	if (!behind_head || sscanf(behind_head, "%lf %lf %lf", &text, &data, &bss) != 3) {
		row_failed(&b->in, "the kernel's size");
	} else {
		row_value(lasting("the kernel of chapter %d, what is loaded of it", b->chapters), (text + data) / 1024, "KiB", 260);
		row_value("  and its bss", bss / 1024, "KiB", 0);
	}
}

static const char *whole(double x)
{
	return isnan(x) ? "-" : lasting("%.0f", x);
}

/* At most half of what Linux takes, where that is known, and the budget, where there is one. What moves bytes is in both numbers. */
static void cost(const struct book *b, const char *what, double here, double on_linux, double budget, double moving)
{
	double allowed = fmin(budget ? budget : NAN, moving + (on_linux - moving) / 2); /* of a number and none the number */
	const char *theirs = whole(on_linux), *most = whole(allowed);

	if (isnan(here)) {
		row_failed(&b->in, what);
	} else {
		printf("%-62s %9.0f %10s %9s%s\n", what, here, theirs, most, here > allowed ? "  OVER" : "");
		if (here > allowed)
			row_over(what);
	}
}

/* What the chapters' own programs measure, from the chapter on that has the program. */
static void measured(const struct book *b, const char *here, const char *there)
{
	enum { PAGE = 1024 };	/* instructions that copy or clear one */
	static const struct { const char *program, *what, *words; double budget, moving; } rows[] = {
		{ "touch_cost", "a first touch by a store, 1024 of them to clear the page", "a first store: ~", 1550, PAGE },
		{ "touch_cost", "a first touch by a load: the page of zeros", "a first load: ~", 400, 0 },
		{ "touch_cost", "a store to the page of zeros", "a store after it: ~", 0, PAGE },
		{ "touch_cost", "mmap of a page, a store, munmap", "mmap, a store, munmap: ~", 0, PAGE },
		{ "touch_cost", "mprotect of a page, there and back", "mprotect there and back: ~", 0, 0 },
		{ "touch_cost", "a first touch by a load, among 100 vmas", "\n100 vmas, a first load: ~", 0, 0 },
		{ "touch_cost", "  among 1,000", "\n1000 vmas, a first load: ~", 0, 0 },
		{ "touch_cost", "  among 10,000", "\n10000 vmas, a first load: ~", 0, 0 },
		{ "touch_cost", "brk up by a page, and down", "brk up and down: ~", 0, 0 },
		{ "cow_price", "a store that copies a page, 1024 of them to copy it", "a copy: ~", 1550, PAGE },
		{ "cow_price", "a store of the last one who has the page", "a page reused: ~", 400, 0 },
		{ "cow_price", "fork, exit, wait", "\n0 MiB: ~", 40000, 0 },
		{ "cow_price", "  with 1 MiB touched", "\n1 MiB: ~", 40000 + 30000, 0 },
		{ "cow_price", "  with 4", "\n4 MiB: ~", 40000 + 4 * 30000, 0 },
		{ "cow_price", "  with 16", "\n16 MiB: ~", 40000 + 16 * 30000, 0 },
		{ "cow_price", "  with 64", "\n64 MiB: ~", 40000 + 64 * 30000, 0 },
		{ "file_cost", "open of a file, close", "open and close: ~", 0, 0 },
		{ "cache_cost", "a read of 64 bytes of a cached file", "read 64 bytes: ~", 0, 16 },
		{ "cache_cost", "a read of a page", "read 4 KiB: ~", 1900, PAGE },
		{ "cache_cost", "a read of 64 KiB", "read 64 KiB: ~", 0, 16 * PAGE },
		{ "cache_cost", "a read of 1 MiB", "read 1 MiB: ~", 0, 256 * PAGE },
		{ "cache_cost", "a read of 100 bytes to 16 before a hole", "read 16 bytes of 100: ~", 0, 4 },
		{ "cache_cost", "a write of a page to a cached file", "write 4 KiB: ~", 0, PAGE },
		{ "cache_cost", "a write of 1 MiB", "write 1 MiB: ~", 0, 256 * PAGE },
		{ "mapped_cost", "a first touch of a file's page by a load", "load, a file's page: ~", 0, 0 },
		{ "mapped_cost", "a first touch of a shared page by a store", "store, shared: ~", 0, 0 },
		{ "mapped_cost", "a first touch of a private page by a store, which copies it", "store, private, at once: ~", 0, PAGE },
		{ "file_cost", "a read to an address of the kernel's", "read to a kernel address: ~", 1000, 0 },
		{ "pipe_cost", "a byte through a pipe to oneself", "a byte to oneself: ~", 0, 0 },
		{ "pipe_cost", "a page through a pipe to oneself, copied twice", "a page to oneself: ~", 0, 2 * PAGE },
		{ "pipe_cost", "a byte to another process, and back", "\nthere and back: ~", 5000, 0 },
		{ "gup_cost", "a neighbour's page read by process_vm_readv", "process_vm_readv of 4 KiB: ~", 0, PAGE },
		{ "gup_cost", "  of 1 MiB", "process_vm_readv of 1 MiB: ~", 0, 256 * PAGE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (access(lasting("build/%02d/user/%s", b->chapters, rows[i].program), F_OK) == 0)
			cost(b, rows[i].what, number_behind(here, rows[i].words), number_behind(there, rows[i].words), rows[i].budget,
			     rows[i].moving);
}

/* What a window to highmem costs, alone and in a call: the page cache moved there in its chapter, and lay in lowmem in the one before. */
static void windows(const struct book *b, const char *here)
{
	static const char before[] = "n=$(ls chapters | sed -n '/^[0-9][0-9]-kmap-atomic/q; s/^\\([0-9][0-9]\\)-.*/\\1/p' | tail -n 1); "
				     "make -j%d build/$n/kernel.elf && build/bin/boot --exp=cache-cost build/$n/kernel.elf";
	static const struct { const char *what, *words; } pages[] = {
		{ "a page read of 1 MiB in highmem, more than in lowmem", "read 1 MiB: ~" }, { "a page written, more than in lowmem", "write 1 MiB: ~" },
	};
	const char *lowmem = said_by(b, lasting(before, b->jobs));

	cost(b, "kmap_atomic, kunmap_atomic", number_behind(here, "\nkmap_atomic: ~"), NAN, 100, 0);
	cost(b, "kmap of a new page, kunmap, a flush in 1,024", number_behind(here, "\nkmap, a flush in 1024: ~"), NAN, 250, 0);
	cost(b, "kmap of a page that is mapped, kunmap", number_behind(here, "\nkmap, it is there: ~"), NAN, 200, 0);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		cost(b, pages[i].what, (number_behind(here, pages[i].words) - number_behind(lowmem, pages[i].words)) / 256, NAN, 140, 0);
}

/* What no program can ask of Linux: our program asks a call of the experiment's, that Linux has not. */
static void holds(const struct book *b, const char *here)
{
	cost(b, "a page held and let go, with a system call", number_behind(here, "\na page held: ~"), NAN, 500, 0);
	cost(b, "  each of 16", number_behind(here, "\n16 pages held, each: ~"), NAN, 200, 0);
	cost(b, "  each of 256", number_behind(here, "\n256 pages held, each: ~"), NAN, 200, 0);
}

/* Pages that go to a RAM disk and come back. The budgets are half of what Linux 6.1 needs beside the copy, and the copy. */
static void swaps(const struct book *b)
{
	const char *said = said_by(b, lasting("build/bin/boot --exp=swap-cost build/%02d/kernel.elf", b->chapters));

	cost(b, "a page out, to a RAM disk", number_behind(said, "\na page goes: ~"), NAN, (11808 - 1024) / 2 + 1024, 0);
	cost(b, "a page in, from there", number_behind(said, "\nand comes: ~"), NAN, (9012 - 1024) / 2 + 1024, 0);
	cost(b, "a page out that is clean", number_behind(said, "\ngoes, and is clean: ~"), NAN, 0, 0);
	cost(b, "a page out, in 1 entry", number_behind(said, "\ngoes, in 1 entry: ~"), NAN, 0, 0);
	cost(b, "  in 4", number_behind(said, "\ngoes, in 4 entries: ~"), NAN, 0, 0);
	cost(b, "  in 16", number_behind(said, "\ngoes, in 16 entries: ~"), NAN, 0, 0);
}

/* Beside `bare`, rep movsl of the same bytes; goal: how many times that it may be, or NAN. */
static void ratio(const struct book *b, const char *what, double here, double bare, double goal)
{
	if (isnan(here) || isnan(bare)) {
		row_failed(&b->in, what);
	} else {
		printf("%-62s %9.0f %10.2f %9s%s\n", what, here, here / bare, isnan(goal) ? "-" : lasting("%.2f", goal),
		       here / bare > goal ? "  OVER" : "");
		if (here / bare > goal)
			row_over(what);
	}
}

/* Copies to a program, on a machine whose processor protects its pages and on one whose does not. */
static void copies(const struct book *b)
{
	static const struct { const char *experiment, *way; double goal; } ways[] = {
		{ "copy-cost", "by the address", 1.1 }, { "pages-cost", "by the frames", 1.6 },
	};
	static const struct { const char *bytes, *what; bool goal; } sizes[] = {
		{ "64", "64 bytes", false }, { "512", "512 bytes", false }, { "4096", "4 KiB", true }, { "65536", "64 KiB", true }, { "1048576", "1 MiB", true },
	};

	printf("\n%-62s %9s %10s %9s\n", "instructions, and times those of rep movsl", "here", "times", "goal");
	for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
		char *said = said_by(b, lasting("build/bin/boot --exp=%s build/%02d/kernel.elf", ways[w].experiment, b->chapters));

		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			const char *line = said ? strstr(said, lasting("\n%s bytes: ", sizes[i].bytes)) : NULL;
			double bare = number_behind(line, "bare ~");

			ratio(b, lasting("copy_to_user of %s, %s", sizes[i].what, ways[w].way), number_behind(line, "copy_to_user ~"), bare,
			      sizes[i].goal ? ways[w].goal : NAN);
			ratio(b, "  to an odd address", number_behind(line, "odd address ~"), bare, NAN);
		}
		cost(b, lasting("a copy that is refused, %s", ways[w].way), number_behind(said, "refused after ~"), NAN, 500, 0);
	}
}

void table_costs(const struct book *b)
{
	static const char boot[] = "for e in line call-cost switch-cost touch-cost cow-price cow-cost cache-cost mapped-cost file-cost pipe-cost kmap-cost gup-cost; do "
				   "build/bin/boot --exp=$e build/%02d/kernel.elf; done";
	int n = b->chapters;
	char *here, *there = NULL, *command = lasting("make -j%d build/%02d/kernel.elf build/bin/boot && sh tests/bench/guest/build %02d", b->jobs, n, n);

	printf("\n%-62s %20s %18s\n", "the kernel", "measured", "budget");
	if (row_needs(&b->in, "the programs that measure", command)) {
		sizes(b);
		here = said_by(b, lasting(boot, n));
		if (b->linux_i386)
			there = said_by(b, lasting("tangle/boot/same/boot-linux %s build/cost/initrd", b->linux_i386));
		printf("\n%-62s %9s %10s %9s\n", "instructions", "here", "Linux", "budget");
		cost(b, "a null system call", number_behind(here, "\nnull: ~"), number_behind(there, "null: ~"), 100, 0);
		cost(b, "a write from nowhere: a fault fixed by the table", number_behind(here, "\nfault: ~"), number_behind(there, "fault: ~"), 0, 0);
		cost(b, "a yield to another program, and back", number_behind(here, "\nswitch: ~"), NAN, 0, 0);
		cost(b, "execve of a small program, to its first line", number_behind(here, "\nexecve: ~"), number_behind(there, "execve: ~"), 50000, 0);
		cost(b, "a line of 48 characters on screen and serial line, log apart", number_behind(here, "\ntook ~"), number_behind(there, "console: ~"), 2000, 0);
		measured(b, here, there);
		windows(b, here);
		holds(b, here);
		swaps(b);
		copies(b);
		if (!b->linux_i386)
			printf("(make linux-i386 fetches a Linux to compare with)\n");
		else if (isnan(number_behind(there, "console: ~")))
			row_failed(&b->in, "the same under Linux");
	}
}
