/* SPDX-License-Identifier: MIT */
/* machine.h's memory: reading and writing, what a test asks for, snapshots. */
#include "transport.h"

#include <stdlib.h>
#include <string.h>

enum { POISON = 0xA5, MARGIN = 64, ROOM = 4096 };

bool readable(struct machine *m, u32 address, u32 size)
{
	u8 piece[256];

	while (size) {
		u32 n = size < sizeof piece ? size : sizeof piece;

		if (!m->transport.read(m, address, piece, n))
			return false;
		address += n;
		size -= n;
	}
	return true;
}

void get(struct machine *m, u32 address, void *to, u32 size)
{
	if (size && !m->transport.read(m, address, to, size))
		fail(m, "your function's answer leads to %u byte%s at 0x%08x, where there is no memory", size, size == 1 ? "" : "s", address);
}

/* Tests write where they own memory; a wild address comes from following the learner's pointers. */
void put(struct machine *m, u32 address, const void *from, u32 size)
{
	if (size && !m->transport.write(m, address, from, size))
		fail(m, "your function's answer leads to %u byte%s at 0x%08x, where there is no memory to write", size, size == 1 ? "" : "s", address);
}

void fill(struct machine *m, u32 address, u8 byte, u32 size)
{
	u8 piece[4096];

	memset(piece, byte, sizeof piece);
	while (size) {
		u32 n = size < sizeof piece ? size : sizeof piece;

		put(m, address, piece, n);
		address += n;
		size -= n;
	}
}

void put32(struct machine *m, u32 address, u32 value)
{
	put(m, address, &value, sizeof value);
}

u32 get32(struct machine *m, u32 address)
{
	u32 value;

	get(m, address, &value, sizeof value);
	return value;
}

u8 get8(struct machine *m, u32 address)
{
	u8 value;

	get(m, address, &value, sizeof value);
	return value;
}

void get_string(struct machine *m, u32 address, char *to, u32 size)
{
	for (u32 i = 0; i < size; i++)
		if (!(to[i] = (char)get8(m, address + i)))
			return;
	fail(m, "the string at 0x%08x does not end within %u bytes", address, size);
}

/* A piece of the arena with a poisoned margin behind it. The first piece has one before it too. */
static u32 take(struct machine *m, u32 size, u32 align)
{
	u32 start = (m->used + align - 1) & ~(align - 1);

	if (size > m->transport.arena.size || start > m->transport.arena.size - size - ROOM)
		machine_internal(m, "the test asks for more memory than the arena's %u bytes", m->transport.arena.size);
	fill(m, m->transport.arena.address + m->used, POISON, start + size + MARGIN - m->used);
	m->used = start + size + MARGIN;
	return m->transport.arena.address + start;
}

u32 buffer(struct machine *m, u32 size)
{
	return take(m, size, 16);
}

u32 pages(struct machine *m, u32 count)
{
	return take(m, count * 4096, 4096);
}

u32 string(struct machine *m, const char *text)
{
	u32 size = (u32)strlen(text) + 1, address = buffer(m, size);

	put(m, address, text, size);
	return address;
}

static u32 take_edge(struct machine *m, u32 size)
{
	if (m->edges == m->transport.edge_count || size > m->transport.edges.size)
		machine_internal(m, "the test asks for too many buffers beside holes, or for one over %u bytes", m->transport.edges.size);
	u32 address = m->transport.edges.address + m->edges++ * m->transport.edge_step;
	fill(m, address, POISON, m->transport.edges.size);
	return address;
}

u32 buffer_at_start(struct machine *m, u32 size)
{
	return take_edge(m, size);
}

u32 buffer_at_end(struct machine *m, u32 size)
{
	return take_edge(m, size) + m->transport.edges.size - size;
}

void machine_forget_snapshot(struct machine *m)
{
	for (u32 i = 0; i < m->saved_count; i++)
		free(m->saved[i].bytes);
	free(m->saved);
	m->saved = NULL;
	m->saved_count = 0;
}

void snapshot(struct machine *m)
{
	u32 count = 2 + m->edges;

	machine_forget_snapshot(m);
	m->saved = calloc(count, sizeof *m->saved);
	if (!m->saved)
		machine_internal(m, "no memory for a snapshot");
	for (u32 i = 0; i < count; i++) {
		struct range range = i == 0 ? m->transport.variables :
			i == 1 ? (struct range){ m->transport.arena.address, m->used } :
			(struct range){ m->transport.edges.address + (i - 2) * m->transport.edge_step, m->transport.edges.size };

		if (!range.size)
			continue;
		struct saved *saved = &m->saved[m->saved_count++];
		*saved = (struct saved){ range, malloc(range.size) };
		if (!saved->bytes || !m->transport.read(m, range.address, saved->bytes, range.size))
			machine_internal(m, "cannot take a snapshot of %u bytes at 0x%08x", range.size, range.address);
	}
}

void restore(struct machine *m)
{
	if (!m->saved)
		machine_internal(m, "the test restores without a snapshot");
	for (u32 i = 0; i < m->saved_count; i++)
		put(m, m->saved[i].range.address, m->saved[i].bytes, m->saved[i].range.size);
}

/* The first byte from i on that is in none of the ranges. */
static u32 skip(u32 address, const struct range *ranges, u32 count)
{
	for (u32 i = 0; i < count; i++)
		if (address - ranges[i].address < ranges[i].size) {
			address = ranges[i].address + ranges[i].size;
			i = ~0U; /* the next may begin here: all of them again */
		}
	return address;
}

void only_changed(struct machine *m, const char *cause, const struct range *ranges, u32 count)
{
	if (!m->saved)
		machine_internal(m, "the test compares without a snapshot");
	for (u32 i = 0; i < m->saved_count; i++) {
		struct saved *saved = &m->saved[i];
		u32 start = saved->range.address, size = saved->range.size;
		u8 *now = malloc(size);

		/* The file's own variables may change: they are his. */
		if (start == m->transport.variables.address) {
			free(now);
			continue;
		}
		if (!now || !m->transport.read(m, start, now, size)) {
			free(now);
			machine_internal(m, "cannot compare %u bytes at 0x%08x", size, start);
		}
		u32 at = 0;
		while (at < size && (now[at] == saved->bytes[at] || skip(start + at, ranges, count) != start + at))
			at++;
		if (at < size) {
			u32 from = at & ~15U, n = size - from < 16 ? size - from : 16;

			add(&m->report.expected, "0x%08x ", start + from);
			machine_add_bytes(&m->report.expected, saved->bytes + from, now + from, n, 0);
			add(&m->report.actual, "0x%08x ", start + from);
			machine_add_bytes(&m->report.actual, now + from, saved->bytes + from, n, 0);
		}
		free(now);
		if (at < size)
			fail(m, "%s", cause);
	}
}

void machine_fresh_memory(struct machine *m)
{
	machine_forget_snapshot(m);
	m->used = MARGIN;
	m->edges = 0;
	fill(m, m->transport.arena.address, POISON, MARGIN);
}
