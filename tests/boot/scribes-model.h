// SPDX-License-Identifier: MIT
// A kernel that knows files as lists of pages, and memories as a window of pages, and nothing of tables, frames or locks. It takes
// the steps of scribes/steps.h as Linux 2.6.9 would.
#pragma once
#include "boot/scribes-files.h"

// ---- Memories

// The signal that a touch of this byte brings; or 0.
static s32 signal_of(u32 who, u32 va, bool write)
{
	const struct leaf *l;

	if (va >= EDGE - MOST)
		return va < EDGE ? 0 : SIGSEGV;
	if (va >= WINDOW + PAGES * PAGE)
		return SIGSEGV;
	l = &leaves[who][(va - WINDOW) / PAGE];
	if (!l->content || !(l->prot & (write ? 2 : 1)))
		return SIGSEGV;
	return l->index < pages_of(l->content->size) ? 0 : SIGBUS;
}

// Where a byte of a memory is; there is one. A store to a private page makes a copy.
static u8 *byte(u32 who, u32 va, bool write)
{
	struct leaf *l;

	if (va >= EDGE - MOST)
		return memory + MOST - (EDGE - va);
	l = &leaves[who][(va - WINDOW) / PAGE];
	if (write && !l->shared && !l->copy) {
		l->copy = make(PAGE);
		memcpy(l->copy, at(l->content, l->index * PAGE), PAGE);
	}
	return l->copy ? l->copy + va % PAGE : at(l->content, l->index * PAGE + va % PAGE);
}

static void unmap(u32 who, u32 page, u32 n)
{
	for (; n; n--, page++) {
		struct leaf l = leaves[who][page];

		leaves[who][page] = (struct leaf){ 0 };
		free(l.copy);
		if (l.content)
			let_go(l.content);
	}
}

static s32 map(const struct step *s)
{
	const struct opened *o = table[s->who][s->fd];
	bool shared = s->kind == 1;

	if (!o)
		return -EBADF;
	if ((o->flags & 3) == WRONLY || (shared && s->prot & 2 && !(o->flags & 3)))
		return -EACCES;
	o->content->held++;		// it may be what is unmapped
	unmap(s->who, s->page, s->pages);
	for (u32 i = 0; i < s->pages; i++, o->content->held++)
		leaves[s->who][s->page + i] = (struct leaf){ o->content, s->pgoff + i, s->prot, shared, shared && !(o->flags & 3), NULL };
	let_go(o->content);
	return WINDOW + (s32)s->page * PAGE;
}

static s32 protect(const struct step *s)
{
	for (u32 i = 0; i < s->pages; i++) {
		struct leaf *l = &leaves[s->who][s->page + i];

		if (!l->content)
			return -ENOMEM;
		if (l->fixed && s->prot & 2)
			return -EACCES;
		l->prot = s->prot;
	}
	return 0;
}

static s32 touch(const struct step *s, u8 *bytes)
{
	bool write = s->what == STORES;

	for (u32 i = 0; i < s->n; i++)
		if (signal_of(s->who, s->from + i, write))
			return signal_of(s->who, s->from + i, write);
	for (u32 i = 0; i < s->n; i++)
		if (write)
			*byte(s->who, s->from + i, true) = bytes[i];
		else
			bytes[i] = *byte(s->who, s->from + i, false);
	return 0;
}

// ---- Between the two. Memory and file may be the same bytes, so it matters in which order they are copied.

struct move {
	struct content *c;
	u32 pos, who, va;
	bool in;			// into the file
};

static bool by_pages;			// on a machine that does not protect pages from the kernel, it stores to programs so

// How many bytes come together: a word, where it is stored to a multiple of 4, or, by pages, where the page has room for it.
static u32 unit_at(const struct move *m, u32 done, u32 n)
{
	u32 head = -(m->in ? m->pos : m->va) % 4, rest = PAGE - (m->va + done) % PAGE;

	if (by_pages && !m->in)
		return rest < 4 || n - done < 4 ? 1 : 4;
	return n < 8 || done < head || n - done < 4 ? 1 : 4;
}

// How many of n bytes, at most to the end of a page of the file, are not copied.
static u32 copy(const struct move *m, u32 n)
{
	u32 done = 0, unit;
	u8 word[4];

	for (; done < n; done += unit) {
		unit = unit_at(m, done, n);
		for (u32 i = 0; i < unit; i++)
			if (signal_of(m->who, m->va + done + i, !m->in))
				return n - done;
		for (u32 i = 0; i < unit; i++)
			word[i] = m->in ? *byte(m->who, m->va + done + i, false) : *at(m->c, m->pos + done + i);
		for (u32 i = 0; i < unit; i++)
			*(m->in ? at(m->c, m->pos + done + i) : byte(m->who, m->va + done + i, true)) = word[i];
	}
	return 0;
}

// Touched by storing zeros, and copied, once more if there is something left.
static u32 copy_out(const struct move *m, u32 n)
{
	u32 last = m->va + n - 1;
	bool there = !signal_of(m->who, m->va, true);

	if (there)
		*byte(m->who, m->va, true) = 0;
	if (there && m->va / PAGE != last / PAGE) {
		there = !signal_of(m->who, last, true);
		if (there)
			*byte(m->who, last, true) = 0;
	}
	return there && !copy(m, n) ? 0 : copy(m, n);
}

// Copied, and once more if there is something left; what is left is zeros.
static u32 copy_in(const struct move *m, u32 n)
{
	u32 left = n;

	for (u32 tries = 2; left && tries; tries--) {
		left = copy(m, n);
		for (u32 i = n - left; i < n; i++)
			*at(m->c, m->pos + i) = 0;
	}
	return left;
}

static s32 read_at(const struct opened *o, const struct step *s, u32 *pos)
{
	struct content *c = o->content;
	u32 done = 0, left = 0, some;

	if ((o->flags & 3) == WRONLY)
		return -EBADF;
	for (; !left && done < s->n && *pos < c->size; done += some - left, *pos += some - left) {
		some = PAGE - *pos % PAGE < s->n - done ? PAGE - *pos % PAGE : s->n - done;
		some = some < c->size - *pos ? some : c->size - *pos;
		left = copy_out(&(struct move){ c, *pos, s->who, s->from + done, false }, some);
	}
	return left && !done ? -EFAULT : (s32)done;
}

// The file is as long as if all of a piece had come.
static s32 write_at(const struct opened *o, const struct step *s, u32 *pos)
{
	struct content *c = o->content;
	u32 done = 0, left = 0, some;

	if (!(o->flags & 3))
		return -EBADF;
	if (o->flags & APPEND)
		*pos = c->size;
	for (; !left && done < s->n; done += some - left, *pos += some - left) {
		some = PAGE - *pos % PAGE < s->n - done ? PAGE - *pos % PAGE : s->n - done;
		if (*pos > LARGEST - some)
			return done ? (s32)done : -EFBIG;
		left = copy_in(&(struct move){ c, *pos, s->who, s->from + done, true }, some);
		c->size = *pos + some > c->size ? *pos + some : c->size;
	}
	return done ? (s32)done : -EFAULT;
}

static s32 seek(struct opened *o, const struct step *s)
{
	u32 pos = (u32)s->offset + (s->whence == 0 ? 0 : s->whence == 1 ? o->pos : o->content->size);

	if ((s32)pos < 0)
		return -EINVAL;
	return (s32)(o->pos = pos);
}

// ---- All of them

static void leave(u32 who)
{
	unmap(who, 0, PAGES);
	for (u32 fd = FIRST; fd < DESCRIPTORS; fd++)
		close_it(who, fd);
}

// What a parent has open it and its child have open together; what it has mapped each has for itself.
static s32 bear(u32 who)
{
	leave(who);
	for (u32 fd = FIRST; fd < DESCRIPTORS; fd++) {
		table[who][fd] = table[0][fd];
		if (table[who][fd])
			table[who][fd]->held++;
	}
	for (u32 i = 0; i < PAGES; i++) {
		struct leaf *l = &leaves[who][i];

		*l = leaves[0][i];
		if (l->content)
			l->content->held++;
		if (l->copy)
			l->copy = memcpy(make(PAGE), l->copy, PAGE);
	}
	return 0;
}

static s32 take(const struct step *s, u8 *bytes)
{
	struct opened *o = table[s->who][s->fd];
	u32 there = (u32)s->offset;

	switch (s->what) {
	case OPENS:
		return open_it(s);
	case CLOSES:
		return close_it(s->who, s->fd);
	case UNLINKS:
		return unlink_it(s->name);
	case BEARS:
		return bear(s->name);
	case READS:
		return o ? read_at(o, s, &o->pos) : -EBADF;
	case WRITES:
		return o ? write_at(o, s, &o->pos) : -EBADF;
	case READS_AT:
		return o ? read_at(o, s, &there) : -EBADF;
	case WRITES_AT:
		return o ? write_at(o, s, &there) : -EBADF;
	case SEEKS:
		return o ? seek(o, s) : -EBADF;
	case CUTS:
		if (s->offset < 0 || !o || !(o->flags & 3))
			return s->offset < 0 || o ? -EINVAL : -EBADF;
		cut(o->content, there);
		return 0;
	case MAPS:
		return map(s);
	case UNMAPS:
		unmap(s->who, s->page, s->pages);
		return 0;
	case PROTECTS:
		return protect(s);
	default:
		return touch(s, bytes);
	}
}
