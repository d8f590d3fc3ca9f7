/* SPDX-License-Identifier: MIT */
/* grade: everything that has to do with exercises, for learners and for teachers. make calls it; its words are make's. */
#include "verbs.h"
#include "grade/verbs.h"
#include "lib/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *words, *what;
} verbs[] = {
	{ "grade", verb_grade, "[N] [EX=] [SEED=]", "grade what is in work/; N begins a chapter" },
	{ "watch", verb_watch, "[SEED=]", "grade what a saved file reaches" },
	{ "hint", verb_hint, "EX=", "one hint more" },
	{ "try", verb_try, "EX=", "boot the chapter's kernel with the learner's file" },
	{ "mine", verb_mine, "N", "boot chapter N with every file that passes" },
	{ "progress", verb_progress, "", "what is done, and what is not" },
	{ "update", verb_update, "", "bring files in work/ up to new skeletons" },
	{ "reset", verb_reset, "EX=", "the skeleton again; the old file is kept" },
	{ "answer", verb_answer, "EX= [SURE=1]", "the book's answer" },
	{ "submit", verb_submit, "[NAME=]", "pack the files to hand in" },
	{ "grade-all", verb_grade_all, "DIR= OUT= [SECRET=]...", "for teachers: grade a folder of submissions" },
	{ "summary", verb_summary, "OUT=", "for teachers: what all results in a folder come to" },
	{ "grade-one", verb_grade_one, "SUBMISSION= OUT=", "one of them, for a system that grades by itself" },
	{ "classroom", verb_classroom, "OUT=", "what it says, in GitHub Classroom's format" },
};

enum { COUNT = sizeof verbs / sizeof *verbs };

static void usage(FILE *to)
{
	fputs("usage: grade VERB [WORD]...   in the book's folder; the words are those of make\n\n", to);
	for (int i = 0; i < COUNT; i++)
		fprintf(to, "  %s %s\n      %s\n", verbs[i].name, verbs[i].words, verbs[i].what);
	fputs("\nEX is a number (3.2) or a name (paging/walk).\nExit status: 0 all passed; 1 some did not; "
	      "2 usage, or nothing could be\ngraded; 3 our fault. try and mine end as boot does.\n", to);
}

int main(int argc, char **argv)
{
	program = "grade";
	/* make gives UTC; by hand it could be anything, and a zip's times would show it. */
	setenv("TZ", "UTC0", 1);
	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		usage(stdout);
		return STATUS_GOOD;
	}
	for (int i = 0; argc > 1 && i < COUNT; i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(argc - 1, argv + 1);
	usage(stderr);
	die(STATUS_USAGE, "%s%s", argc > 1 ? "there is no verb " : "which verb?", argc > 1 ? argv[1] : "");
}
