// SPDX-License-Identifier: MIT
// Files as the model of scribes.c knows them: lists of pages that somebody has asked for; and who has one open, or mapped.
#pragma once
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef int32_t s32;

enum { WRONLY = 1, RDWR = 2, CREATE = 0100, EXCL = 0200, TRUNC = 01000, APPEND = 02000 };
enum { ENOENT = 2, EBADF = 9, ENOMEM = 12, EACCES = 13, EFAULT = 14, EEXIST = 17, EINVAL = 22, EMFILE = 24, EFBIG = 27 };

#include "boot/scribes/steps.h"

enum { DESCRIPTORS = 32, FIRST = 3, LARGEST = 0x7fffffff, PAGE = 4096 };

struct page {
	struct page *next;
	u32 index;
	u8 bytes[PAGE];
};

struct content {
	u32 size, held;			// by its name, by each that has it open, and by each page that maps it
	struct page *pages;		// others are zeros
};

struct opened {
	struct content *content;
	u32 flags, pos, held;		// by descriptors
};

// A page of the window. It may have a copy, which is the process's own.
struct leaf {
	struct content *content;
	u32 index, prot, shared, fixed;	// fixed: it will not be writable
	u8 *copy;
};

static struct content *named[NAMES];
static struct opened *table[SCRIBES][DESCRIPTORS];
static struct leaf leaves[SCRIBES][PAGES];
static u8 memory[MOST];			// its end is at EDGE; each step stores to what it uses

static void *make(size_t size)
{
	void *made = calloc(1, size);

	if (!made)
		abort();
	return made;
}

// ---- Files

// A byte of the file, or one behind its end in its last page.
static u8 *at(struct content *c, u32 pos)
{
	struct page *p = c->pages;

	while (p && p->index != pos / PAGE)
		p = p->next;
	if (!p) {
		p = make(sizeof *p);
		p->index = pos / PAGE;
		p->next = c->pages;
		c->pages = p;
	}
	return p->bytes + pos % PAGE;
}

static u32 pages_of(u32 size)
{
	return (size + PAGE - 1) / PAGE;
}

// What lies behind goes; private copies, too. A file that becomes longer has the rest of its last page as somebody has left it.
static void cut(struct content *c, u32 size)
{
	u32 old = c->size;

	c->size = size;
	if (size > old)
		return;
	for (u32 who = 0; who < SCRIBES; who++)
		for (struct leaf *l = leaves[who]; l < leaves[who] + PAGES; l++)
			if (l->content == c && l->index >= pages_of(size)) {
				free(l->copy);
				l->copy = NULL;
			}
	for (struct page **link = &c->pages, *p; (p = *link); )
		if (p->index >= pages_of(size)) {
			*link = p->next;
			free(p);
		} else {
			link = &p->next;
		}
	if (size % PAGE)
		memset(at(c, size), 0, PAGE - size % PAGE);
}

static void let_go(struct content *c)
{
	if (--c->held)
		return;
	cut(c, 0);
	free(c);
}

static s32 close_it(u32 who, u32 fd)
{
	struct opened *o = table[who][fd];

	if (!o)
		return -EBADF;
	table[who][fd] = NULL;
	if (!--o->held) {
		let_go(o->content);
		free(o);
	}
	return 0;
}

static s32 open_it(const struct step *s)
{
	struct content **c = named + s->name;
	u32 fd = FIRST;

	while (fd < DESCRIPTORS && table[s->who][fd])
		fd++;
	if (fd == DESCRIPTORS)
		return -EMFILE;
	if (!*c && !(s->flags & CREATE))
		return -ENOENT;
	if (*c && s->flags & CREATE && s->flags & EXCL)
		return -EEXIST;
	if (!*c) {
		*c = make(sizeof **c);
		(*c)->held = 1;
	}
	if (s->flags & TRUNC)
		cut(*c, 0);
	(*c)->held++;
	table[s->who][fd] = make(sizeof(struct opened));
	*table[s->who][fd] = (struct opened){ *c, s->flags, 0, 1 };
	return (s32)fd;
}

static s32 unlink_it(u32 name)
{
	if (!named[name])
		return -ENOENT;
	let_go(named[name]);
	named[name] = NULL;
	return 0;
}
