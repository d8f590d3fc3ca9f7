/* SPDX-License-Identifier: MIT */
/* Small things as Markdown. */
#pragma once

#include "model.h"

/* The character N times. */
void put_run(struct buf *b, char c, size_t n);
/* TEXT without markup; `code` in it is code. */
void put_plain(struct buf *b, const char *text);
void put_name(struct buf *b, const struct name *name);
void put_code(struct buf *b, const char *code);

/*
 * Code on its way to a page: what aligns it within a line is written as spaces, for not every reader of books has tab
 * stops where ours are. Tabs that indent stay. Put TEXT behind what came so far; the number of characters that it became.
 */
struct tabs {
	size_t column;             /* on the screen */
	bool past_indent;
};
size_t put_columns(struct buf *b, struct tabs *tabs, const char *text, size_t n);

/* Tabs are written as ␉, which the filter turns back: to keep real ones, pandoc would take six times as long to read a chapter. */
void put_without_tabs(struct buf *b, const char *text);
/* A fenced block of ATTRIBUTES, say "{.c .code}". */
void put_fenced(struct buf *b, const char *attributes, const char *text);

/* " heading="Exercise 3.1. Its title"", for what stands at the back on paper. */
void put_task_heading(struct buf *b, const struct task *task);
