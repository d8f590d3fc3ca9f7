/* SPDX-License-Identifier: MIT */
/*
 * Exercise disk/partitions. The test is the disk: it makes the tables, plays them, and knows by numbers of 64 bits what they say.
 */
#include "machine.h"

enum { SECTOR = 512, TABLES = 24, MOST = 16, EMPTY = 0, EIO = -5, EINVAL = -22, LINUX = 0x83 };
enum { USABLE, AT_TABLE, BEHIND_END, OVERLAPS };

struct entry {
	u32 type, first, sectors;
};

/* A sector with a table; the others have none. */
struct table {
	u32 sector;
	struct entry e[4];
	u32 mark;       /* its last two bytes */
	u32 flag, flag_of; /* the byte that one of the entries begins with */
	bool fails, seen;
};

struct found {
	u32 number, first, sectors, state;
};

static struct {
	u32 disk, p, sectors;
	struct table t[TABLES];
	u32 count;
	/* What must be found, and which sectors may be asked for, in their order */
	struct found f[MOST];
	u32 wanted, asked, may_ask[TABLES * 4], last_read;
} s;

static bool is_extended(const struct entry *e)
{
	return e->sectors && (e->type == 5 || e->type == 0x0F || e->type == 0x85);
}

static struct table *table_at(u32 sector)
{
	for (u32 i = 0; i < s.count; i++)
		if (s.t[i].sector == sector)
			return &s.t[i];
	return 0;
}

static bool is_table(const struct table *t)
{
	return t && !t->fails && t->mark == 0xAA55 && !(t->flag & 0x7F);
}

static void find(u32 number, const struct entry *e, u64 table, u64 end)
{
	struct found f = { number, (u32)table + e->first, e->sectors, USABLE };
	u64 first = table + e->first;

	if (!e->first)
		f.state = AT_TABLE;
	else if (first + e->sectors > end)
		f.state = BEHIND_END;
	for (u32 i = 0; i < s.wanted && !f.state; i++)
		if (!s.f[i].state && first < (u64)s.f[i].first + s.f[i].sectors && s.f[i].first < first + f.sectors)
			f.state = OVERLAPS;
	s.f[s.wanted++] = f;
}

static void ask(u32 sector)
{
	s.may_ask[s.asked++] = sector;
}

/* What the tables say: the answer. */
static u32 model(void)
{
	const struct table *first = table_at(0);
	u32 number = 5;

	s.wanted = s.asked = 0;
	ask(0);
	if (first && first->fails)
		return (u32)EIO;
	if (!is_table(first))
		return (u32)EINVAL;
	for (u32 i = 0; i < 4; i++)
		if (first->e[i].sectors && !is_extended(&first->e[i]))
			find(i + 1, &first->e[i], 0, s.sectors);
	for (u32 i = 0; i < 4; i++) {
		const struct entry *room = &first->e[i];
		u64 end = (u64)room->first + room->sectors;

		if (!is_extended(room) || !room->first || end > s.sectors)
			continue;
		for (u32 at = 0; s.wanted < MOST; ) {
			const struct table *t = table_at(room->first + at);

			ask(room->first + at);
			if (!is_table(t))
				break;
			if (t->e[0].sectors && !is_extended(&t->e[0]))
				find(number++, &t->e[0], room->first + at, end);
			if (!is_extended(&t->e[1]) || t->e[1].first <= at || t->e[1].first >= room->sectors)
				break;
			at = t->e[1].first;
		}
	}
	return s.wanted;
}

/* ---- The disk */

static u32 read_sector(struct machine *m, const u32 *words, void *context)
{
	u8 bytes[SECTOR] = { 0 };
	const struct table *t = table_at(words[1]);

	(void)context;
	same_hex(m, "it reads from another disk", words[0], s.disk);
	if (words[1] >= s.sectors)
		fail(m, "it reads sector %u of a disk of %u", words[1], s.sectors);
	if (s.last_read == s.asked) {
		if (s.wanted == MOST)
			fail(m, "it reads sector %u, and p is full", words[1]);
		fail(m, "it reads sector %u, where no chain leads", words[1]);
	}
	if (words[1] != s.may_ask[s.last_read])
		fail(m, "it reads sector %u, and sector %u has the next table", words[1], s.may_ask[s.last_read]);
	s.last_read++;
	if (t && t->fails)
		return (u32)EIO;
	for (u32 i = 0; i < SECTOR; i++)
		bytes[i] = (u8)(words[1] * 7 + i) | 1; /* what stands in no field */
	for (u32 i = 0; t && i < 4; i++) {
		u8 *b = bytes + 446 + 16 * i;
		const u32 numbers[] = { t->e[i].first, t->e[i].sectors };

		b[0] = i == t->flag_of ? (u8)t->flag : i % 2 ? 0x80 : 0;
		b[4] = (u8)t->e[i].type;
		for (u32 k = 0; k < 8; k++)
			b[8 + k] = (u8)(numbers[k / 4] >> 8 * (k % 4));
	}
	if (t) {
		bytes[510] = (u8)t->mark;
		bytes[511] = (u8)(t->mark >> 8);
	}
	put(m, words[2], bytes, SECTOR);
	return 0;
}

/* ---- Asking */

static void setup(struct machine *m)
{
	s.count = 0;
	s.sectors = between(m, 0x100000, 0x200000);
	s.disk = buffer(m, SIZEOF_DISK);
	s.p = buffer(m, MOST * 16);
	service(m, "read_sector", read_sector, 0);
}

static struct table *new_table(u32 sector)
{
	struct table *t = &s.t[s.count++];

	*t = (struct table){ .sector = sector, .mark = 0xAA55, .flag_of = 4 };
	return t;
}

static void say(struct machine *m, const char *what)
{
	struct text text = { 0 };

	for (u32 i = 0; i < s.count && i < 6; i++) {
		const struct table *t = &s.t[i];

		add(&text, "\nsector %u%s:", t->sector, t->fails ? " cannot be read" : t->mark != 0xAA55 ? " has another mark" : t->flag & 0x7F ?
		    " has an entry with another flag" : " is a table");
		for (u32 k = 0; k < 4; k++)
			if (t->e[k].sectors)
				add(&text, " [%u] type 0x%02x from %u, %u sectors;", k, t->e[k].type, t->e[k].first, t->e[k].sectors);
			else
				add(&text, " [%u] empty;", k);
	}
	input(m, "find_partitions of a disk of %u sectors: %s%s%s", s.sectors, what, text.s, s.count > 6 ? "\n..." : "");
}

static void show_found(struct text *text, const struct found *f)
{
	static const char *const states[] = { "usable", "at its table", "behind the end", "overlapping" };

	add(text, "partition %u, from %u, %u sectors, %s", f->number, f->first, f->sectors, f->state < 4 ? states[f->state] : "and no state at all");
}

static void check(struct machine *m, const char *what)
{
	u32 wanted = model(), answer;

	put32(m, s.disk + DISK_SECTORS, s.sectors);
	say(m, what);
	s.last_read = 0;
	/* What was there before is the whole disk, and usable. */
	for (u32 i = 0; i < MOST; i++)
		put(m, s.p + 16 * i, &(struct found){ i, 0, 0xFFFFFFFF, USABLE }, 16);
	snapshot(m);
	answer = call(m, "find_partitions", s.disk, s.p);
	if (answer != wanted && (s32)wanted < 0)
		same(m, "the answer is another", answer, wanted);
	/* Of two lists that differ, the first difference says more than their lengths. */
	for (u32 i = 0; (s32)wanted >= 0 && i < wanted && (i < answer || (s32)answer < 0); i++) {
		struct found f;
		struct text got = { 0 }, right = { 0 };

		get(m, s.p + 16 * i, &f, sizeof f);
		show_found(&got, &f);
		show_found(&right, &s.f[i]);
		if ((s32)answer >= 0)
			same_text(m, "a partition is another", got.s, right.s);
	}
	if ((s32)answer >= 0 && s.last_read != s.asked)
		fail(m, "it does not read sector %u, which has the next table", s.may_ask[s.last_read]);
	same(m, "the answer is another", answer, wanted);
	only_changed(m, "it changes what is not its own", &(struct range){ s.p, (s32)wanted < 0 ? MOST * 16 : wanted * 16 }, 1);
}

#define LIES(e, ...) (e) = (struct entry){ __VA_ARGS__ }

/* A disk with two partitions; what follows changes it. */
static struct table *ordinary(struct machine *m)
{
	struct table *t;

	s.count = 0;
	t = new_table(0);
	LIES(t->e[0], LINUX, between(m, 1, 500), between(m, 1000, 5000));
	LIES(t->e[2], 7, between(m, 10000, 20000), between(m, 1, 50000));
	return t;
}

/* The same with a room, whose first table is empty, from 100000 on. */
static struct table *with_room(struct machine *m, u32 sectors)
{
	struct table *t = ordinary(m);

	LIES(t->e[3], 5, 100000, sectors);
	return new_table(100000);
}

static void plain(struct machine *m)
{
	struct table *t;

	ordinary(m);
	check(m, "two partitions");
	t = ordinary(m);
	LIES(t->e[1], 0, between(m, 6000, 7000), between(m, 1, 1000));
	LIES(t->e[3], 0xEE, between(m, 100000, 200000), 0x12345);
	check(m, "four, one of them of type 0");
	t = ordinary(m);
	LIES(t->e[0], LINUX, 6, 0);
	check(m, "an empty one that has a type and a first sector");
	t = ordinary(m);
	LIES(t->e[0], 5, 6, 0);
	check(m, "an empty one that is extended");
	t = ordinary(m);
	t->e[0].sectors = t->e[2].sectors = 0;
	check(m, "none at all");
	t = ordinary(m);
	LIES(t->e[2], LINUX, 0x10203, 0x40506);
	check(m, "each byte of a number");
	t = ordinary(m);
	s.sectors = 0xF1000000;
	LIES(t->e[2], LINUX, 0x81020304, 0x6A6B6C6D);
	check(m, "numbers with the highest bit");
}

static void no_table(struct machine *m)
{
	static const u32 marks[] = { 0x55AA, 0, 0xAA54, 0x2A55, 0xAB55, 0xAAAA, 0x5555 };
	struct table *t;

	ordinary(m);
	check(m, "a good one");
	s.count = 0;
	check(m, "a sector of anything");
	for (u32 i = 0; i < sizeof marks / sizeof *marks; i++) {
		t = ordinary(m);
		t->mark = marks[i];
		check(m, "its end is no table's");
	}
	for (u32 i = 0; i < 4; i++) {
		t = ordinary(m);
		t->flag = 1 + below(m, 127) + (i % 2) * 128;
		t->flag_of = i;
		check(m, "it begins an entry as no table does");
	}
	for (u32 i = 0; i < 7; i++) {
		t = ordinary(m);
		t->flag = 1 << i | (i % 2 ? 0x80 : 0);
		t->flag_of = 3 - i % 4;
		check(m, "an entry begins with a bit too many");
	}
	t = ordinary(m);
	t->fails = true;
	check(m, "it cannot be read");
}

static void ends(struct machine *m)
{
	struct table *t;

	ordinary(m);
	check(m, "a good one");
	t = ordinary(m);
	t->e[2].sectors = s.sectors - t->e[2].first;
	check(m, "one that ends with the disk");
	t->e[2].sectors++;
	check(m, "one that ends a sector later");
	t = ordinary(m);
	LIES(t->e[2], LINUX, s.sectors - 1, 1);
	check(m, "the last sector alone");
	LIES(t->e[2], LINUX, s.sectors, 1);
	check(m, "the sector behind it");
	LIES(t->e[2], LINUX, s.sectors + between(m, 1, 1000), 1);
	check(m, "one far behind it");
	LIES(t->e[2], LINUX, 40000, 0xFFFFFFFF);
	check(m, "one so long that its end is before its beginning");
	LIES(t->e[2], LINUX, 0xFFFFFFFF, 5);
	check(m, "one that begins at the last number, and ends near 0");
	LIES(t->e[2], LINUX, 0xFFFFFFFF, 1);
	check(m, "one that ends at 0");
	LIES(t->e[2], LINUX, 0, 1);
	check(m, "the table's own sector");
	LIES(t->e[2], LINUX, 0, 0xFFFFFFFF);
	check(m, "the table's own sector, and more than there is");
	LIES(t->e[0], LINUX, 0, s.sectors);
	check(m, "the whole disk");
	s.sectors = 1;
	check(m, "a disk of a sector");
}

static void overlaps(struct machine *m)
{
	struct table *t;
	u32 first, sectors;

	ordinary(m);
	check(m, "a good one");
	t = ordinary(m);
	first = t->e[0].first, sectors = t->e[0].sectors;
	LIES(t->e[1], 0, first + sectors, 1);
	check(m, "the second begins where the first one ends");
	LIES(t->e[1], 0, first + sectors - 1, 1);
	check(m, "the second has the last sector of the first");
	LIES(t->e[1], 0, first, 1);
	check(m, "the second has the first sector of the first");
	LIES(t->e[1], 0, first + 5, sectors - 10);
	check(m, "the second is within the first");
	t->e[1] = t->e[0];
	check(m, "the same again");
	t->e[0].first += 600, first += 600;
	LIES(t->e[1], 0, first - 10, 10);
	check(m, "the second ends where the first begins");
	LIES(t->e[1], 0, first - 10, 11);
	check(m, "the second reaches into the first");
	LIES(t->e[1], 0, first - 10, sectors + 20);
	check(m, "the second is around the first");
	t = ordinary(m);
	LIES(t->e[1], 0, 3, 20000);
	LIES(t->e[2], 0, 15000, 100);
	check(m, "the third overlaps only with the second, which is no good");
	t = ordinary(m);
	LIES(t->e[1], 0, 30000, 0xFFFFFFF0);
	LIES(t->e[2], 0, 40000, 100);
	check(m, "the third overlaps only with one that reaches behind the end");
	t = ordinary(m);
	LIES(t->e[0], 0, 0, 0x100000);
	check(m, "the third overlaps only with one that has the table's sector");
	t = ordinary(m);
	LIES(t->e[3], 0, t->e[0].first, 0xFFFFFFFF);
	check(m, "the last one is behind the end, and overlaps");
}

static void a_room(struct machine *m)
{
	static const u32 types[] = { 5, 0x0F, 0x85 };
	struct table *t;

	for (u32 i = 0; i < 3; i++) {
		t = with_room(m, 50000);
		s.t[0].e[3].type = types[i];
		LIES(t->e[0], LINUX, between(m, 1, 63), between(m, 1, 9000));
		check(m, "a room with one partition");
	}
	t = with_room(m, 50000);
	s.t[0].e[3].type = 0x8F;
	check(m, "what is no room, but looks like one");
	t = with_room(m, 50000);
	check(m, "a room with nothing in it");
	t = with_room(m, 50000);
	LIES(t->e[0], 5, 63, 100);
	new_table(100063);
	check(m, "a first entry that is a room within the room");
	t = with_room(m, 50000);
	LIES(t->e[0], LINUX, 63, 100);
	LIES(t->e[2], LINUX, 1000, 100);
	LIES(t->e[3], 5, 2000, 100);
	new_table(102000);
	check(m, "third and fourth entries");
	t = with_room(m, 50000);
	LIES(t->e[0], LINUX, 1, 49999);
	check(m, "up to the room's end");
	t->e[0].sectors++;
	check(m, "a sector more than the room");
	LIES(t->e[0], LINUX, 0, 1);
	check(m, "at its own table");
	LIES(t->e[0], LINUX, 0u - 100000, 100);
	check(m, "at sector 0, by a number that wraps");
	LIES(t->e[0], LINUX, 50000, 1);
	check(m, "behind the room");
	t = with_room(m, 50000);
	s.t[0].e[1] = (struct entry){ LINUX, 100100, 50 };
	LIES(t->e[0], LINUX, 120, 100);
	check(m, "it overlaps with one of the first table's, which comes before it");
	t = with_room(m, 50000);
	s.t[0].e[3] = (struct entry){ 0 };
	s.t[0].e[1] = (struct entry){ 5, 100000, 50000 };
	LIES(t->e[0], LINUX, 63, 100);
	check(m, "a room in the middle of the table: its partitions come last");
	t = with_room(m, 50000);
	t->fails = true;
	LIES(t->e[0], LINUX, 63, 100);
	check(m, "its table cannot be read");
	t = with_room(m, 50000);
	t->mark = 0;
	LIES(t->e[0], LINUX, 63, 100);
	check(m, "its first sector is no table");
}

static void rooms(struct machine *m)
{
	struct table *t;

	with_room(m, s.sectors - 100000);
	check(m, "a room up to the end of the disk");
	with_room(m, s.sectors - 99999);
	check(m, "a room that is too long");
	with_room(m, 0xFFFFFFFF);
	check(m, "a room whose end wraps");
	with_room(m, 50000);
	s.t[0].e[3].first = 0;
	check(m, "a room with the table's own sector");
	with_room(m, 1);
	check(m, "a room of a sector");
	t = with_room(m, 50000);
	LIES(t->e[0], LINUX, 63, 100);
	LIES(s.t[0].e[1], 0x0F, 300000, 1000);
	t = new_table(300000);
	LIES(t->e[0], LINUX, 1, 999);
	check(m, "two rooms: the numbers go on");
	t = with_room(m, 50000);
	LIES(t->e[0], LINUX, 63, 100);
	LIES(s.t[0].e[1], 0x0F, 100000, 1000);
	check(m, "the same room twice");
	with_room(m, 50000)->fails = true;
	LIES(s.t[0].e[1], 0x0F, 90000, 1000);
	LIES(new_table(90000)->e[0], LINUX, 1, 999);
	LIES(s.t[0].e[2], 0x85, 300000, 1000);
	LIES(new_table(300000)->e[0], LINUX, 1, 999);
	check(m, "three rooms, and the last cannot be read");
}

/* A chain of tables in one room, each with a partition behind it. */
static void chain_of(struct machine *m, u32 count)
{
	struct table *t = with_room(m, 100000);

	for (u32 i = 0; ; i++) {
		LIES(t->e[0], LINUX, 63, between(m, 1, 900));
		if (i + 1 == count)
			return;
		LIES(t->e[1], 5, 1000 * (i + 1), between(m, 1, 5000));
		t = new_table(100000 + 1000 * (i + 1));
	}
}

static void chains(struct machine *m)
{
	chain_of(m, 2);
	check(m, "a chain of two");
	chain_of(m, between(m, 5, 9));
	check(m, "a longer chain");
	chain_of(m, 14);
	check(m, "a chain that fills p to its end");
	chain_of(m, 15);
	check(m, "a chain with one more than fits into p");
	chain_of(m, 22);
	check(m, "a chain with many more than fit into p");
	chain_of(m, 4);
	s.t[2].e[0].sectors = 0;
	check(m, "a table in the middle names no partition");
	chain_of(m, 4);
	s.t[2].e[0].sectors = 1000000;
	check(m, "one in the middle is behind the end of the room");
	chain_of(m, 4);
	s.t[3].e[0].sectors = 100000 - 2000 - 63;
	check(m, "one in the middle reaches to the end of the room, and over those that follow");
	chain_of(m, 3);
	s.t[3].e[0].sectors = 100000 - 2000 - 62;
	check(m, "one in the middle reaches a sector further");
	chain_of(m, 4);
	s.t[2].fails = true;
	check(m, "one in the middle cannot be read");
	chain_of(m, 4);
	s.t[2].mark = 0xAA56;
	check(m, "one in the middle is no table");
	chain_of(m, 4);
	s.t[2].flag = 0x40, s.t[2].flag_of = 1;
	check(m, "one in the middle has another flag");
	chain_of(m, 4);
	s.t[2].e[1].type = LINUX;
	check(m, "a second entry that leads nowhere");
	chain_of(m, 4);
	s.t[2].e[1].sectors = 0;
	check(m, "a second entry that is empty");
	chain_of(m, 4);
	LIES(s.t[0].e[1], 0x85, 400000, 100);
	LIES(new_table(400000)->e[0], LINUX, 5, 5);
	check(m, "another room before it: its numbers come first");
}

static void nowhere(struct machine *m)
{
	chain_of(m, 3);
	s.t[2].e[1].first = 1000;
	check(m, "a table that leads to itself");
	chain_of(m, 3);
	s.t[2].e[1].first = 0;
	check(m, "a table that leads to the first one");
	chain_of(m, 4);
	s.t[3].e[1].first = 1000;
	check(m, "a table that leads to the one before it");
	chain_of(m, 4);
	s.t[3].e[1].first = 2000 - between(m, 1, 1500);
	LIES(new_table(100000 + s.t[3].e[1].first)->e[0], LINUX, 1, 1);
	check(m, "a table that leads back, to a new one");
	chain_of(m, 3);
	s.t[2].e[1].first = 1001;
	LIES(new_table(101001)->e[0], LINUX, 1, 1);
	check(m, "a table that leads to the next sector");
	chain_of(m, 3);
	s.t[2].e[1].first = 99999;
	LIES(new_table(199999)->e[0], LINUX, 1, 1);
	check(m, "a table in the room's last sector");
	chain_of(m, 3);
	s.t[2].e[1].first = 100000;
	LIES(new_table(200000)->e[0], LINUX, 1, 1);
	check(m, "a table behind the room");
	chain_of(m, 3);
	s.t[2].e[1].first = 0u - 100000;
	check(m, "a table that leads to sector 0, by a number that wraps");
	chain_of(m, 3);
	s.t[2].e[1].first = 0xFFFFFFFF;
	check(m, "a table that leads before the room, by a number that wraps");
}

/* ---- Any disk: small numbers, so that things meet, and edges. */

static u32 number(u32 word, u32 limit)
{
	static const u32 edges[] = { 0, 1, 0xFFFFFFFF, 0xFFFFFFF0, 0x80000000 };

	return word % 16 < 5 ? edges[word % 16] : word / 16 % limit;
}

/* A table in the room, or in sector 0, which first and length belong to. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	(void)index;
	for (u32 i = 0; i < 5; i++)
		row[i] = any(m);
}

static void show(struct text *text, const u32 *row)
{
	add(text, "a table at %u; 0x%x, 0x%x", row[0] % 40, row[1], row[2]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	static const u8 types[] = { 5, LINUX, 0x0F, 0x85 };
	struct table *t;

	s.count = 0;
	s.sectors = 60;
	t = new_table(0);
	LIES(t->e[0], LINUX, 50, 3);
	LIES(t->e[1], 5, 10, 35);
	for (u32 i = 0; i < count; i++, rows += 5) {
		u32 k = rows[4] % 4, sector = rows[0] % 4 ? 10 + rows[0] / 4 % 35 : 0;

		t = table_at(sector);
		if (!t)
			t = new_table(sector);
		LIES(t->e[k], types[rows[1] % 4], number(rows[2], 40), number(rows[3], 20));
		if (sector && rows[4] / 4 % 4)
			LIES(t->e[1], 5, number(rows[4] / 16, 40), 1);
		t->fails = sector && rows[1] / 4 % 16 == 0;
	}
	check(m, "anything");
}

static void any_disk(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 150, .rows = 12, .width = 5, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "plain", 4, plain, 0 },
	{ "no table", 3, no_table, "plain" },
	{ "ends", 3, ends, "plain" },
	{ "overlaps", 3, overlaps, "plain" },
	{ "a room", 3, a_room, "plain" },
	{ "rooms", 2, rooms, "a room" },
	{ "chains", 2, chains, "a room" },
	{ "nowhere", 2, nowhere, "chains" },
	{ "any disk", 3, any_disk, "chains" },
	{ 0 }
};

const struct exercise exercise_disk_partitions = { "disk/partitions", cases, setup, 0 };
