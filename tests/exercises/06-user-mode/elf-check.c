/* SPDX-License-Identifier: MIT */
/* Exercise user-mode/elf-check: whether a file can be loaded, whatever it says of itself. */
#include "machine.h"

enum { SEGMENTS = 17, HEADER = 52, SEGMENT = 32, FILE_SIZE = 1024, LONG = 5120, LIMIT = 0xBFFF8000, ENOEXEC = 8, LOAD = 1 };

struct segment {
	u32 type, offset, vaddr, paddr, filesz, memsz, flags, align;
};

struct file {
	u8 ident[16];
	u32 type_machine, version, entry, phoff, shoff, flags, sizes, counts, rest;
	struct segment s[SEGMENTS];
	u32 size; /* of the file: 1024, or less; or LONG */
};

static u32 base; /* the page of its first segment */

static struct file good(void)
{
	struct file f = { { 0x7F, 'E', 'L', 'F', 1, 1, 1 }, 2 | 3 << 16, 1, base + 0x100, HEADER, 0, 0, HEADER | SEGMENT << 16, 2, 0,
			  { { LOAD, 0, base, 0, 400, 400, 5, 4096 }, { LOAD, 400, base + 0x1190, 0, 100, 3000, 6, 4096 } }, FILE_SIZE };
	return f;
}

static u32 phnum(const struct file *f)
{
	return f->counts & 0xFFFF;
}

static u32 limit;

/* The segment that the table has at that place of the file: only where the table is where good() puts it. */
static bool fits(const struct segment *s, u32 size)
{
	return (u64)s->offset + s->filesz <= size && s->filesz <= s->memsz && s->vaddr >= 4096 && (u64)s->vaddr + s->memsz <= limit &&
	       s->vaddr % 4096 == s->offset % 4096;
}

static bool is_program(const struct file *f)
{
	bool loads = false;

	if (f->size < HEADER || (f->type_machine != (2 | 3 << 16)) || f->version != 1)
		return false;
	for (u32 i = 0; i < 7; i++)
		if (f->ident[i] != ((const u8[]){ 0x7F, 'E', 'L', 'F', 1, 1, 1 })[i])
			return false;
	if (f->sizes >> 16 != SEGMENT || !phnum(f) || phnum(f) > 16 || f->phoff % 4 || (u64)f->phoff + phnum(f) * SEGMENT > f->size)
		return false;
	for (u32 i = 0; i < phnum(f); i++) {
		const struct segment *s = &f->s[i];

		if (s->type != LOAD || !s->memsz)
			continue;
		if (!fits(s, f->size))
			return false;
		for (u32 k = 0; k < i; k++) {
			const struct segment *t = &f->s[k];

			if (t->type == LOAD && t->memsz && s->vaddr / 4096 <= (t->vaddr + t->memsz - 1) / 4096 &&
			    t->vaddr / 4096 <= (s->vaddr + s->memsz - 1) / 4096)
				return false;
		}
		loads = true;
	}
	return loads;
}

/* Memory that ends here, and memory that begins here: each file is laid before the one and behind the other. */
static u32 hole, start;

static void setup(struct machine *m)
{
	hole = buffer_at_end(m, 0);
	start = buffer_at_start(m, LONG);
	limit = LIMIT;
}

static void say(struct machine *m, const struct file *f, const char *what)
{
	struct text table = { 0 };

	for (u32 i = 0; i < phnum(f) && i < 3; i++)
		add(&table, "\nsegment %u, type %u: file 0x%x + 0x%x, memory 0x%x + 0x%x", i, f->s[i].type, f->s[i].offset,
		    f->s[i].filesz, f->s[i].vaddr, f->s[i].memsz);
	input(m, "elf_check of a file of %u bytes, limit 0x%08x: %s\nphoff 0x%x, phnum %u, phentsize %u%s%s", f->size, limit, what, f->phoff,
	      phnum(f), f->sizes >> 16, table.s, phnum(f) > 3 ? "\n..." : "");
}

static void check_at(struct machine *m, u32 at, const struct file *f, const char *what)
{
	u32 answer;
	bool wanted = is_program(f);
	u8 bytes[LONG];

	for (u32 i = 0; i < f->size; i++)
		bytes[i] = i < sizeof *f - 4 ? ((const u8 *)f)[i] : 0;
	/* In place of phoff 52, the table lies where phoff says, if it can. */
	if (f->phoff > HEADER && f->phoff < FILE_SIZE)
		for (u32 i = SEGMENTS * SEGMENT < FILE_SIZE - f->phoff ? SEGMENTS * SEGMENT : FILE_SIZE - f->phoff; i--; )
			bytes[f->phoff + i] = bytes[HEADER + i];
	put(m, at, bytes, f->size);
	say(m, f, what);
	snapshot(m);
	answer = call(m, "elf_check", at, f->size, limit);
	if (wanted)
		same(m, "a good program is refused", answer, 0);
	else if (answer == 0)
		fail(m, "what cannot be loaded is let through");
	else
		same(m, "it is the wrong error", answer, (u32)-ENOEXEC);
	only_changed(m, "it changes the file", 0, 0);
}

static void check(struct machine *m, const struct file *f, const char *what)
{
	check_at(m, hole - ((f->size + 3) & ~3U), f, what);
	check_at(m, start, f, what);
}

/* So that refusing everything is no way to pass, each case asks about a good one too. */
static void begin(struct machine *m)
{
	struct file f;

	base = 0x08000000 + 4096 * below(m, 0x8000);
	f = good();

	check(m, &f, "a good one");
}

#define DAMAGED(m, what, ...) do { struct file f = good(); __VA_ARGS__; check(m, &f, what); } while (0)

static void accepts(struct machine *m)
{
	begin(m);
	DAMAGED(m, "one segment", f.counts = 1);
	DAMAGED(m, "a segment that is not loaded, where another one is", f.s[0].type = 0x6474E551; f.s[0].vaddr = f.s[1].vaddr);
	DAMAGED(m, "a segment that is not loaded, with an offset behind the end", f.s[1].type = 0x6474E551; f.s[1].offset = 0xFFFFFFFF);
	DAMAGED(m, "a first segment without memory, on the second's page", f.s[0].memsz = 0; f.s[0].filesz = 0; f.s[0].vaddr = base + 0x10; f.s[1].vaddr = base + 0x190);
	DAMAGED(m, "behind the table, what looks like another segment", f.s[2] = f.s[0]);
	DAMAGED(m, "an eighth byte of the mark", f.ident[7] = 3);
	DAMAGED(m, "a segment without memory, and with nonsense", f.s[1] = ((struct segment){ LOAD, 0xFFFFFFFF, 0xFFFFFFFF, 0, 0xFFFFFFFF, 0, 0, 0 }));
	DAMAGED(m, "section headers that are not there", f.shoff = 0xFFFFFFF0);
	DAMAGED(m, "a table elsewhere", f.phoff = HEADER + 8);
	DAMAGED(m, "a table at the end of the file", f.phoff = FILE_SIZE - 2 * SEGMENT; f.size = FILE_SIZE);
	DAMAGED(m, "a segment that ends at the limit", f.s[1].vaddr = LIMIT - 3696; f.s[1].memsz = 3696);
	DAMAGED(m, "a segment at 0x1000", f.s[0].vaddr = 0x1000);
	DAMAGED(m, "segments on neighbouring pages", f.s[0].memsz = 4096; f.s[1].vaddr = base + 0x1000; f.s[1].offset = 0);
	DAMAGED(m, "bytes up to the end of the file", f.s[1].filesz = FILE_SIZE - 400);
	DAMAGED(m, "sixteen segments", f.counts = 16; for (u32 i = 2; i < 16; i++) f.s[i] = (struct segment){ LOAD, 0, 0x10000 + i * 4096, 0, 0, 4096, 6, 0 });
}

static void header(struct machine *m)
{
	begin(m);
	for (u32 i = 0; i < 7; i++)
		DAMAGED(m, "a wrong mark", f.ident[i] ^= 2);
	DAMAGED(m, "for another machine", f.type_machine = 2 | 62 << 16);
	DAMAGED(m, "no program but a library", f.type_machine = 3 | 3 << 16);
	DAMAGED(m, "another version", f.version = 2);
	for (u32 n = 0; n < HEADER; n += 3)
		DAMAGED(m, "cut off in the header", f.size = n);
	DAMAGED(m, "only a header", f.size = HEADER);
}

static void table(struct machine *m)
{
	begin(m);
	DAMAGED(m, "segments of another size", f.sizes = HEADER | 56 << 16);
	DAMAGED(m, "no segments, and a table behind the end", f.counts = 0; f.phoff = FILE_SIZE + 4);
	DAMAGED(m, "no segments", f.counts = 0);
	DAMAGED(m, "seventeen segments", f.counts = 17);
	DAMAGED(m, "65535 segments", f.counts = 65535);
	DAMAGED(m, "a table behind the end", f.phoff = FILE_SIZE + 4);
	DAMAGED(m, "a table whose end wraps around", f.phoff = 0xFFFFFFFC);
	DAMAGED(m, "a table at an odd offset", f.phoff = HEADER + 2);
	DAMAGED(m, "a table that is cut off", f.size = HEADER + 2 * SEGMENT - 1; f.s[0].filesz = f.s[1].filesz = 0; f.s[1].offset = 0; f.s[1].vaddr = base + 0x1000);
	DAMAGED(m, "nothing to load", f.s[0].type = f.s[1].type = 2);
	DAMAGED(m, "nothing to load but emptiness", f.s[0].memsz = f.s[1].memsz = 0);
}

static void bytes(struct machine *m)
{
	begin(m);
	DAMAGED(m, "bytes behind the end of the file", f.s[1].filesz = FILE_SIZE - 399);
	DAMAGED(m, "an offset behind the end", f.s[1].offset = FILE_SIZE + 1; f.s[1].vaddr = base + 0x1000 + FILE_SIZE + 1; f.s[1].filesz = 0);
	DAMAGED(m, "an offset at the end, and no bytes", f.s[1].offset = FILE_SIZE; f.s[1].vaddr = base + 0x1000 + FILE_SIZE; f.s[1].filesz = 0);
	DAMAGED(m, "offset and size that wrap around", f.s[1].offset = 0xFFFFFF00; f.s[1].vaddr = base + 0x1F00; f.s[1].filesz = 0x200; f.s[1].memsz = 0x200);
	DAMAGED(m, "more bytes than memory", f.s[0].memsz = 399);
	DAMAGED(m, "a second segment with more bytes than memory", f.s[1].memsz = 99);
}

static void places_within_a_page(struct machine *m)
{
	begin(m);
	DAMAGED(m, "an offset in the middle of a page, and an address at its beginning", f.s[1].vaddr = base + 0x1000);
	DAMAGED(m, "the other way round", f.s[1].offset = 0);
	DAMAGED(m, "they differ by half a page", f.s[1].vaddr += 0x800);
	DAMAGED(m, "they differ by one", f.s[1].vaddr++);
	DAMAGED(m, "a segment without bytes whose offset and address do not agree", f.s[1].offset = 16; f.s[1].filesz = 0);
	DAMAGED(m, "the first segment", f.s[0].offset = 64);
	DAMAGED(m, "they agree, on the file's second page", f.size = LONG; f.s[1].offset += 4096);
	DAMAGED(m, "they do not agree, on the file's second page", f.size = LONG; f.s[1].offset += 4096 + 4);
	for (u32 i = 0; i < 6; i++) {
		u32 offset = below(m, FILE_SIZE - 100), by = 1 + below(m, 1000);

		DAMAGED(m, "they agree", f.s[1].offset = offset; f.s[1].vaddr = base + 0x1000 * between(m, 1, 9) + offset; f.s[1].memsz = 100);
		DAMAGED(m, "they do not agree", f.s[1].offset = offset; f.s[1].vaddr = base + 0x1000 + offset + by; f.s[1].memsz = 100);
	}
}

static void memory(struct machine *m)
{
	begin(m);
	DAMAGED(m, "a segment one byte above the limit", f.s[1].vaddr = LIMIT - 3696; f.s[1].memsz = 3697);
	DAMAGED(m, "a segment that begins at the limit", f.s[1].vaddr = LIMIT; f.s[1].memsz = 1; f.s[1].filesz = f.s[1].offset = 0);
	DAMAGED(m, "a segment in the kernel", f.s[1].vaddr = 0xC0100190);
	DAMAGED(m, "memory that wraps around", f.s[1].memsz = 0xFFFFF000);
	DAMAGED(m, "a segment on page 0", f.s[0].vaddr = f.s[0].offset = FILE_SIZE - 400);
	DAMAGED(m, "a first segment above the limit", f.s[0].vaddr = 0xBFFFF000);
	limit = base + 0xB8000;
	begin(m);
	DAMAGED(m, "a segment up to a lower limit", f.s[1].vaddr = limit - 3696; f.s[1].memsz = 3696);
	DAMAGED(m, "a segment above a lower limit", f.s[1].vaddr = limit - 3696; f.s[1].memsz = 3697);
}

static void collisions(struct machine *m)
{
	begin(m);
	DAMAGED(m, "two segments on one page", f.s[1].vaddr = base + 0x190);
	DAMAGED(m, "the same segment twice", f.s[1] = f.s[0]);
	DAMAGED(m, "a segment around another", f.s[1].vaddr = base - 0xE70; f.s[1].memsz = 0x3000);
	DAMAGED(m, "the first reaches into the second's page", f.s[0].memsz = 4097);
	DAMAGED(m, "the second ends on the first's page", f.s[1].vaddr = base - 0xE70; f.s[1].memsz = 0xE71);
	DAMAGED(m, "the second ends before the first's page", f.s[1].vaddr = base - 0xE70; f.s[1].memsz = 0xE70);
	DAMAGED(m, "the third collides with the first", f.counts = 3; f.s[2] = f.s[0]; f.s[2].filesz = 0; f.s[2].memsz = 1);
	DAMAGED(m, "the third collides with the second", f.counts = 3; f.s[2] = f.s[1]; f.s[2].filesz = 0; f.s[2].memsz = 1);
	DAMAGED(m, "one without memory collides with nobody", f.counts = 3; f.s[2] = f.s[0]; f.s[2].memsz = 0);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	static const u32 edges[] = { 0, 1, 2, 32, 4095, 4096, FILE_SIZE, LIMIT, 0x80000000, 0xFFFFFFFF };

	row[0] = below(m, (HEADER + 2 * SEGMENT) / 4);
	row[1] = below(m, 2) ? edges[below(m, 10)] : any(m) >> below(m, 32);
	row[2] = below(m, 4);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "word %u %s 0x%08x%s", row[0] % 29, row[2] % 4 ? "is" : "gets added", row[1],
	    row[2] % 4 == 3 ? ", and the offsets follow the addresses" : "");
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	struct file f = good();

	begin(m);
	for (u32 i = 0; i < count; i++, rows += 3) {
		u32 *word = (u32 *)&f + rows[0] % 29;

		/* A table elsewhere would be read from bytes that the model does not follow. */
		if (word != &f.phoff)
			*word = rows[2] % 4 ? rows[1] : *word + rows[1];
		for (u32 k = 0; k < 2 && rows[2] % 4 == 3; k++)
			f.s[k].offset = (f.s[k].offset & ~4095U) | (f.s[k].vaddr & 4095);
	}
	check(m, &f, "damaged");
}

static void any_damage(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 120, .rows = 3, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "good programs", 2, accepts, 0 },
	{ "the header", 2, header, "good programs" },
	{ "the table", 2, table, "good programs" },
	{ "bytes in the file", 2, bytes, "good programs" },
	{ "places within a page", 1, places_within_a_page, "good programs" },
	{ "places in memory", 2, memory, "good programs" },
	{ "collisions", 2, collisions, "good programs" },
	{ "any damage", 2, any_damage, "good programs" },
	{ 0 }
};

const struct exercise exercise_user_mode_elf_check = { "user-mode/elf-check", cases, setup, 0 };
