/* SPDX-License-Identifier: MIT */
#pragma once
/*
 * What an author typed: lines, words, numbers, and complaints about them.
 *
 * Every figure starts with its heading lines, in any order:
 *
 *	caption: One sentence.			becomes the SVG's <title>
 *	alt: What one would miss unseen.	becomes its <desc>
 *	id: fig-03-walk				optional
 *
 * then comes the body of its kind. Blank lines and lines that start with # are skipped. Text
 * stands "in double quotes"; \n breaks the line, \" is a quote, `backticks` mean code. Numbers
 * are decimal, with K, M or G behind if wanted, or 0x hexadecimal. A * right before a body line
 * gives what it describes the accent colour.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
	int number;	/* in the input, from 1 */
	bool accent;	/* it started with a star */
	char *at;	/* what is not read yet */
};

struct input {
	struct line *line;	/* the body */
	size_t count;
	const char *caption, *alt, *id;
};

/* Reads all of standard input. KIND is named in every complaint. */
struct input read_input(const char *kind);

/* Says what is wrong in which line and what to write instead; exits with 2. NUMBER 0: no line. */
_Noreturn void complain(int number, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The next word, text (quoted, or a bare word) or number of a line; WHAT it should be goes into
 * the complaint when it is not there. */
char *take_word(struct line *line, const char *what);
char *take_text(struct line *line, const char *what);
uint64_t take_number(struct line *line, const char *what);
/* A hexadecimal number, with or without 0x. */
uint64_t take_hex(struct line *line, const char *what);

/* Is there more on this line? */
bool has_more(struct line *line);
/* Complains if there is. */
void take_end(struct line *line);
