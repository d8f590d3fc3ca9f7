// SPDX-License-Identifier: MIT
// boot: starts a kernel of this book, shows it, and says what its experiments proved.
#include "plan.h"
#include "debug.h"
#include "sabotage.h"
#include "transcript.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <getopt.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
"usage: boot [OPTION]... KERNEL.elf\n"
"Boots a kernel of this book in QEMU. From a terminal you end in its monitor (`halt` or Ctrl-C\n"
"leaves); with RUN=batch, or where standard input is no terminal, it powers off when its\n"
"experiments are over. Then each experiment's predicates are checked.\n"
"\n"
"  --exp=NAME         boot for this experiment alone\n"
"  --append=OPTIONS   more kernel options (wp=off, debug=poison, ...)\n"
"                     hda=1M gives the machine a disk, bad=77 beside it one bad sector\n"
"  --mem=MIB          memory of the machine (64)\n"
"  --expect=DIR       predicate files (src/experiments beside the kernel)\n"
"  --v86=DRIVER       boot under v86 with this node program instead of QEMU; batch only\n"
"  --write=DIR        keep what the last chapter prints as transcripts in DIR\n"
"  --compare=DIR      compare it with the transcripts in DIR\n"
"  --sabotage='EXPERIMENT: OBSERVATION...' --healthy=KERNEL.elf\n"
"                     KERNEL.elf was sabotaged: the experiment must notice, and the observations change\n"
"  --patience=N       billions of instructions after which a kernel counts as hung (6; even, 2 to 30)\n"
"  --debug            stop at the kernel's entry and start gdb\n"
"  --help             this text\n"
"\n"
"Exit status: 0 good; 1 a predicate, transcript or declared end failed; 2 usage; 3 our own fault;\n"
"10 oops, panic or reset; 11 QEMU missing, too old or failed; 12 hung.\n";

enum { O_EXP = 1000, O_APPEND, O_MEM, O_EXPECT, O_V86, O_WRITE, O_COMPARE, O_SABOTAGE, O_HEALTHY, O_PATIENCE, O_DEBUG, O_HELP };

static const struct option options[] = {
	{ "exp", required_argument, NULL, O_EXP }, { "append", required_argument, NULL, O_APPEND },
	{ "mem", required_argument, NULL, O_MEM }, { "expect", required_argument, NULL, O_EXPECT },
	{ "v86", required_argument, NULL, O_V86 }, { "write", required_argument, NULL, O_WRITE },
	{ "compare", required_argument, NULL, O_COMPARE }, { "sabotage", required_argument, NULL, O_SABOTAGE },
	{ "healthy", required_argument, NULL, O_HEALTHY }, { "patience", required_argument, NULL, O_PATIENCE },
	{ "debug", no_argument, NULL, O_DEBUG }, { "help", no_argument, NULL, O_HELP }, { 0 },
};

static unsigned number(const char *option, const char *s, long long low, long long high)
{
	long long v;

	if (!parse_int(s, &v) || v < low || v > high)
		die(STATUS_USAGE, "--%s=%s: a number from %lld to %lld is wanted; see boot --help", option, s, low, high);
	return (unsigned)v;
}

static char *beside(const char *kernel)
{
	char *copy = xstrdup(kernel), *s = format("%s/src/experiments", dirname(copy));

	free(copy);
	return s;
}

static _Noreturn void no_such_experiment(struct image *im, const char *name)
{
	struct buf list = {0};

	for (size_t i = 0; i < im->nexps; i++)
		buf_printf(&list, "%s%s", i ? ", " : "", im->exps[i].name);
	die(STATUS_USAGE, "%s has no experiment %s; it has: %s", im->path, name, list.len ? list.s : "none");
}

int main(int argc, char **argv)
{
	program = "boot";
	struct run r = { .append = "", .mem = 64, .patience = 6 };
	const char *write_dir = NULL, *compare_dir = NULL, *sabotage = NULL, *healthy = NULL;
	struct image *well = NULL;
	char *expect = NULL;
	bool debug = false;
	const char *mode = getenv("RUN");
	int c, st;

	opterr = 0;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (c) {
		case O_EXP: r.only = optarg; break;
		case O_APPEND: r.append = optarg; break;
		case O_MEM: r.mem = number("mem", optarg, 4, 3072); break;
		case O_EXPECT: r.expect = optarg; break;
		case O_V86: r.v86 = optarg; break;
		case O_WRITE: write_dir = optarg; break;
		case O_COMPARE: compare_dir = optarg; break;
		case O_SABOTAGE: sabotage = optarg; break;
		case O_HEALTHY: healthy = optarg; break;
		case O_PATIENCE: r.patience = number("patience", optarg, 2, 30) & ~1U; break;
		case O_DEBUG: debug = true; break;
		case O_HELP: fputs(usage, stdout); return STATUS_GOOD;
		default: die(STATUS_USAGE, "%s is no option of boot, or lacks its value; see boot --help", argv[optind - 1]);
		}
	if (optind != argc - 1)
		die(STATUS_USAGE, "%s; see boot --help", optind == argc ? "which kernel?" : "one kernel at a time");
	if (!sabotage != !healthy)
		die(STATUS_USAGE, "--sabotage and --healthy go together; see boot --help");
	if (mode && *mode && strcmp(mode, "batch"))
		die(STATUS_USAGE, "RUN=%s: only RUN=batch means something; leave RUN out for the monitor", mode);

	machine_signals();
	r.im = image_open(argv[optind]);
	if (r.only && !image_experiment(r.im, r.only))
		no_such_experiment(r.im, r.only);
	if (!r.expect)
		r.expect = expect = beside(healthy ? healthy : argv[optind]);
	if (debug) {
		r.st = (enum status)debug_run(r.im, r.append, r.mem);
	} else if (sabotage) {
		well = image_open(healthy);
		sabotage_run(&r, well, sabotage);
	} else if (!r.v86 && !write_dir && !compare_dir && !(mode && *mode) && isatty(0)) {
		run_interactive(&r);
	} else {
		r.quiet = write_dir || compare_dir;
		run_batch(&r);
		if (write_dir && !r.failed)
			transcripts_write(&r, write_dir);
		if (compare_dir)
			transcripts_compare(&r, compare_dir);
	}
	st = run_close(&r);
	image_close(r.im);
	image_close(well);
	run_free(&r);
	free(expect);
	return st;
}
