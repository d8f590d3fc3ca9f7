/* SPDX-License-Identifier: MIT */
/*
 * Exercise swap/holders. The learner's function is a test. The judge has machines in which all is well, and others in which somebody has
 * made a mistake, and an auditor of its own for them; and that auditor can be made to have one of the rules wrong. Machines are drawn until
 * one comes for which that makes a difference, so that whoever has the rule wrong is found out with every seed.
 */
#include "machine.h"

enum { REAL = 14, FRAMES = 64, SLOTS = 64, DIRS = 3, HELD = 14, ENTRIES = 1024, KERNELS = 768, TRIES = 5000, OFFSET = 0xC0000000 };
enum { PRESENT = 1, RW = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, NO_ACCESS = 0x80, NOBODY = FRAMES };

enum what { NOTHING, COUNT, MAPPED, NAMES };

enum role { DATA, ZEROS, DIRECTORY, TABLE, KERNEL_TABLE };

struct numbers {
	u32 count[FRAMES], mapped[FRAMES], names[SLOTS];
};

struct difference {
	u32 what, which, should; /* as the learner has it */
};

static struct {
	u32 memory, at, structs, mem_map, pgds, held_at, cache_at, map_at, answer; /* where things are; at: the first frame's bytes; structs: room for mem_map */
	u32 first; /* its number */
	/* The machine. Frames are counted from 0. */
	u32 frames, slots, dirs, dir[DIRS], helds, held[HELD], cache[SLOTS]; /* cache: a frame, or NOBODY */
	enum role role[FRAMES];
	u32 word[REAL][ENTRIES];
	struct numbers is;
	struct text story;
} w;

/* ---- The auditor, and what it may have wrong */

enum slip {
	NONE,
	/* a false alarm */
	NO_DIRECTORIES, NO_TABLES, CACHE_HOLDS_NOT, HELD_NOT, HELD_ONCE, FIRST_PROGRAM, ENTRY_0, ENTRY_1023, TABLE_0, TABLE_767, NO_ACCESS_NOT, ONE_EACH,
	TABLES_ARE_MAPPED, CACHE_MAPS, HELD_MAPS, CACHE_NAMES_NOT, NAMED_ONCE, ENTRIES_NAME_NOT, RESERVED_TOO, KERNELS_ENTRIES, CACHE_0, SLOT_0,
	/* nothing is seen of a count; of entries; of a slot */
	FREE_NOT_LOOKED_AT, LEAKS_ONLY, FIRST_FRAME, LAST_FRAME, RESERVED_ENDS_IT, UNMAPPED_NOT_LOOKED_AT, ENTRIES_LEFT_OUT,
	FREE_SLOTS_NOT_LOOKED_AT, FIRST_SLOT, LAST_SLOT, SLOTS_LEAKED_ONLY,
	/* another difference is told */
	ENTRIES_FIRST, SLOTS_FIRST, LAST_DIFFERENCE, LAST_OF_FRAMES, ALL_ENTRIES_LATER, HIGHEST_SLOT
};

static void count_entry(struct numbers *n, u32 entry, u32 place, enum slip slip)
{
	u32 frame = entry / 4096 - w.first;

	if (!entry || (place == 0 && slip == ENTRY_0) || (place == ENTRIES - 1 && slip == ENTRY_1023))
		return;
	if (!(entry & (PRESENT | NO_ACCESS))) {
		n->names[entry >> 8] += slip != ENTRIES_NAME_NOT && !(slip == NAMED_ONCE && n->names[entry >> 8]);
		return;
	}
	if (slip == NO_ACCESS_NOT && !(entry & PRESENT))
		return;
	n->count[frame]++;
	n->mapped[frame] += !(slip == ONE_EACH && n->mapped[frame]);
}

static void count_program(struct numbers *n, u32 dir, enum slip slip)
{
	n->count[dir] += slip != NO_DIRECTORIES;
	for (u32 i = 0; i < ENTRIES; i++) {
		u32 table = w.word[dir][i] / 4096 - w.first;

		if (!w.word[dir][i] || (i == 0 && slip == TABLE_0) || (i == KERNELS - 1 && slip == TABLE_767))
			continue;
		if (i < KERNELS) {
			n->count[table] += slip != NO_TABLES;
			n->mapped[table] += slip == TABLES_ARE_MAPPED;
		}
		for (u32 k = 0; k < ENTRIES && (i < KERNELS || slip == KERNELS_ENTRIES); k++)
			count_entry(n, w.word[table][k], k, slip);
	}
}

static void count_all(struct numbers *n, enum slip slip)
{
	bool seen[FRAMES] = { false };

	*n = (struct numbers){ 0 };
	for (u32 i = 0; i < (slip == FIRST_PROGRAM && w.dirs ? 1 : w.dirs); i++)
		count_program(n, w.dir[i], slip);
	for (u32 i = 0; i < w.helds && slip != HELD_NOT; i++) {
		n->count[w.held[i]] += !(slip == HELD_ONCE && seen[w.held[i]]);
		n->mapped[w.held[i]] += slip == HELD_MAPS;
		seen[w.held[i]] = true;
	}
	for (u32 i = slip != CACHE_0; i < w.slots; i++)
		if (w.cache[i] != NOBODY) {
			n->count[w.cache[i]] += slip != CACHE_HOLDS_NOT;
			n->mapped[w.cache[i]] += slip == CACHE_MAPS;
			n->names[i] += slip != CACHE_NAMES_NOT;
		}
}

static bool is_reserved(u32 frame)
{
	return w.role[frame] == ZEROS || w.role[frame] == KERNEL_TABLE;
}

static bool differs(u32 is, u32 should, bool leaks_only)
{
	return leaks_only ? is > should : is != should;
}

static void tell(struct difference *d, enum what what, u32 which, u32 is, u32 should, enum slip slip)
{
	bool last = slip == LAST_DIFFERENCE || (slip == LAST_OF_FRAMES && what != NAMES) || (slip == HIGHEST_SLOT && what == NAMES && d->what == NAMES);

	if (differs(is, should, slip == (what == NAMES ? SLOTS_LEAKED_ONLY : LEAKS_ONLY)) && (!d->what || last))
		*d = (struct difference){ what, which, should };
}

static void compare_frames(struct difference *d, const struct numbers *n, bool counts, bool entries, enum slip slip)
{
	for (u32 i = slip == FIRST_FRAME; i < w.frames - (slip == LAST_FRAME); i++) {
		if (is_reserved(i) && slip == RESERVED_ENDS_IT)
			return;
		if (is_reserved(i) && slip != RESERVED_TOO)
			continue;
		if (entries && slip == ENTRIES_FIRST)
			tell(d, MAPPED, w.first + i, w.is.mapped[i], n->mapped[i], slip);
		if (counts && !(slip == FREE_NOT_LOOKED_AT && !n->count[i]))
			tell(d, COUNT, w.first + i, w.is.count[i], n->count[i], slip);
		if (entries && !(slip == UNMAPPED_NOT_LOOKED_AT && !n->mapped[i]) && slip != ENTRIES_LEFT_OUT)
			tell(d, MAPPED, w.first + i, w.is.mapped[i], n->mapped[i], slip);
	}
}

static void compare_slots(struct difference *d, const struct numbers *n, enum slip slip)
{
	for (u32 i = slip == SLOT_0 ? 0 : slip == FIRST_SLOT ? 2 : 1; i < w.slots - (slip == LAST_SLOT); i++)
		if (!(slip == FREE_SLOTS_NOT_LOOKED_AT && !w.is.names[i]))
			tell(d, NAMES, i, w.is.names[i], n->names[i], slip);
}

static struct difference expected(enum slip slip)
{
	struct difference d = { 0 };
	struct numbers n;

	count_all(&n, slip);
	if (slip == SLOTS_FIRST)
		compare_slots(&d, &n, slip);
	compare_frames(&d, &n, true, slip != ALL_ENTRIES_LATER, slip);
	if (slip == ALL_ENTRIES_LATER)
		compare_frames(&d, &n, false, true, slip);
	compare_slots(&d, &n, slip);
	return d;
}

/* How many numbers are not what they should be. */
static u32 differences(void)
{
	struct numbers n;
	u32 wrong = 0;

	count_all(&n, NONE);
	for (u32 i = 0; i < w.frames; i++)
		wrong += is_reserved(i) ? 0 : (w.is.count[i] != n.count[i]) + (w.is.mapped[i] != n.mapped[i]);
	for (u32 i = 1; i < w.slots; i++)
		wrong += w.is.names[i] != n.names[i];
	return wrong;
}

/* ---- A machine in which all is well */

static u32 any_data(struct machine *m)
{
	u32 frame = below(m, w.frames);

	while (w.role[frame] != DATA && w.role[frame] != ZEROS)
		frame = (frame + 1) % w.frames;
	return frame;
}

/* One with a number of its own; often the first, or the last. */
static u32 any_counted(struct machine *m)
{
	u32 pick = below(m, 10), frame = pick ? pick == 1 ? 0 : below(m, w.frames) : w.frames - 1;

	while (is_reserved(frame))
		frame = (frame + 1) % w.frames;
	return frame;
}

/* Of the few that lie in bytes. */
static u32 take_real(struct machine *m, enum role role)
{
	u32 frame = below(m, REAL);

	while (w.role[frame] != DATA)
		frame = (frame + 1) % REAL;
	w.role[frame] = role;
	for (u32 i = 0; i < ENTRIES; i++)
		w.word[frame][i] = 0;
	return frame;
}

static void draw_directories(struct machine *m)
{
	u32 kernels = take_real(m, KERNEL_TABLE);

	for (u32 i = 0; i < w.frames; i++)
		w.word[kernels][i] = (w.first + i) * 4096 | PRESENT | RW;
	for (u32 i = 0; i < w.dirs; i++) {
		w.dir[i] = take_real(m, DIRECTORY);
		w.word[w.dir[i]][KERNELS] = w.word[w.dir[i]][ENTRIES - 1] = (w.first + kernels) * 4096 | PRESENT | RW;
		for (u32 k = between(m, 1, 3); k; k--) {
			u32 place = k == 1 ? below(m, 2) * (KERNELS - 1) : between(m, 1, KERNELS - 2);

			if (!w.word[w.dir[i]][place])
				w.word[w.dir[i]][place] = (w.first + take_real(m, TABLE)) * 4096 | PRESENT | RW | USER;
		}
	}
}

/* A table of a program's, or NOBODY. */
static u32 any_table(struct machine *m)
{
	u32 frame = below(m, REAL);

	for (u32 i = 0; i < REAL; i++, frame = (frame + 1) % REAL)
		if (w.role[frame] == TABLE)
			return frame;
	return NOBODY;
}

static u32 a_frames_entry(struct machine *m)
{
	static const u32 rights[] = { PRESENT | USER, PRESENT | USER | RW, PRESENT | USER | RW, NO_ACCESS };

	return (w.first + any_data(m)) * 4096 | rights[below(m, 4)] | below(m, 2) * ACCESSED | below(m, 2) * DIRTY;
}

static void draw_entries(struct machine *m)
{
	for (u32 i = between(m, 8, 30); i; i--) {
		u32 table = any_table(m), kind = below(m, 6), place = kind < 2 ? kind * (ENTRIES - 1) : below(m, ENTRIES);

		if (table != NOBODY && !w.word[table][place])
			w.word[table][place] = below(m, 3) ? a_frames_entry(m) : between(m, 1, w.slots - 1) << 8;
	}
}

static void draw_machine(struct machine *m)
{
	bool cached[FRAMES] = { false };

	w.frames = below(m, 4) ? between(m, REAL + 6, REAL + 24) : FRAMES;
	w.slots = below(m, 4) ? between(m, 6, 20) : SLOTS;
	w.dirs = below(m, 12) ? between(m, 1, DIRS) : 0;
	for (u32 i = 0; i < FRAMES; i++)
		w.role[i] = DATA;
	draw_directories(m);
	for (u32 i = 0; i < 3; i++)
		w.role[any_data(m)] = ZEROS; /* reserved, and at least one of them */
	draw_entries(m);
	for (u32 i = 0; i < SLOTS; i++) {
		u32 frame = any_data(m);

		w.cache[i] = i < w.slots && w.role[frame] == DATA && !cached[frame] && !below(m, 3) ? frame : NOBODY;
		cached[frame] = cached[frame] || w.cache[i] == frame;
	}
	w.cache[0] = below(m, 2) ? any_data(m) : NOBODY; /* means nothing */
	w.helds = below(m, HELD - 2);
	for (u32 i = 0; i < w.helds; i++)
		w.held[i] = i && !below(m, 3) ? w.held[below(m, i)] : any_data(m);
	count_all(&w.is, NONE);
	for (u32 i = 0; i < w.frames; i++)
		if (is_reserved(i)) {
			w.is.count[i] = below(m, 4);
			w.is.mapped[i] = below(m, 3);
		}
	w.is.names[0] = below(m, 3);
	w.story.length = 0;
	w.story.s[0] = 0;
}

/* ---- What mistakes leave behind. Each says what was done; what is noted and what there is part. */

static u32 *any_entry(struct machine *m)
{
	u32 table = any_table(m), place = below(m, ENTRIES);

	for (u32 i = 0; i < ENTRIES && table != NOBODY; i++, place = (place + 1) % ENTRIES)
		if (w.word[table][place])
			return &w.word[table][place];
	return 0;
}

static bool change_numbers(struct machine *m, u32 kind)
{
	u32 frame = any_counted(m), pick = below(m, 5), slot = pick ? pick == 1 ? 1 : between(m, 1, w.slots - 1) : w.slots - 1;

	switch (kind) {
	case 0:
		w.is.count[frame]++;
		add(&w.story, "\nsomebody has taken frame %u, and forgotten it", w.first + frame);
		return true;
	case 1:
		w.is.count[frame] -= w.is.count[frame] > 0;
		add(&w.story, "\nsomebody has let go of frame %u once too often", w.first + frame);
		return true;
	case 2:
		w.is.mapped[frame]++;
		add(&w.story, "\nan entry of frame %u was counted twice", w.first + frame);
		return true;
	case 3:
		w.is.mapped[frame] -= w.is.mapped[frame] > 0;
		add(&w.story, "\nan entry of frame %u was counted out, and is there", w.first + frame);
		return true;
	case 4:
		w.is.names[slot]++;
		add(&w.story, "\nslot %u was named, and then it was not used", slot);
		return true;
	default:
		w.is.names[slot] -= w.is.names[slot] > 0;
		add(&w.story, "\nslot %u was let go of once too often", slot);
		return true;
	}
}

static bool change_entries(struct machine *m, u32 kind)
{
	u32 *entry = any_entry(m), *other = any_entry(m), table = any_table(m);

	if (!entry || !other)
		return false;
	switch (kind) {
	case 0:
		add(&w.story, "\nan entry, 0x%08x, was emptied, and that was all", *entry);
		*entry = 0;
		return true;
	case 1:
		for (u32 i = 0; i < ENTRIES; i++)
			if (!w.word[table][i]) {
				w.word[table][i] = *entry;
				add(&w.story, "\na child was born with an entry, 0x%08x, and it was not counted", *entry);
				return true;
			}
		return false;
	case 2:
		add(&w.story, "\nan entry, 0x%08x, has become 0x%08x, and nothing was counted", *other, *entry);
		*other = *entry;
		return true;
	default:
		add(&w.story, "\nfor an entry, 0x%08x, slot 1 was named, and nothing else was counted", *entry);
		*entry = 1 << 8;
		w.is.names[1]++;
		return true;
	}
}

static bool change_holders(struct machine *m, u32 kind)
{
	u32 slot = between(m, 1, w.slots - 1), frame = any_data(m);

	switch (kind) {
	case 0:
		if (w.cache[slot] == NOBODY)
			return false;
		add(&w.story, "\nframe %u left the swap cache, and slot %u %s", w.first + w.cache[slot], slot, slot & 1 ? "is still named for it" : "was freed, and the frame was not let go of");
		if (slot & 1)
			w.is.count[w.cache[slot]] -= w.is.count[w.cache[slot]] > 0;
		else
			w.is.names[slot] -= w.is.names[slot] > 0;
		w.cache[slot] = NOBODY;
		return true;
	case 1:
		if (w.cache[slot] != NOBODY)
			return false;
		for (u32 i = 1; i < w.slots; i++)
			if (w.cache[i] == frame)
				return false;
		w.cache[slot] = frame;
		add(&w.story, "\nframe %u has come into the swap cache, and nobody has counted that", w.first + frame);
		return true;
	case 2:
		if (!w.helds)
			return false;
		w.helds--;
		add(&w.story, "\nwho held frame %u has forgotten it", w.first + w.held[w.helds]);
		return true;
	default:
		if (w.helds == HELD)
			return false;
		w.held[w.helds++] = frame;
		add(&w.story, "\nsomebody holds frame %u, and has taken no reference", w.first + frame);
		return true;
	}
}

static bool change_tables(struct machine *m, u32 kind)
{
	u32 table = any_table(m);

	if (table == NOBODY)
		return false;
	if (kind) {
		w.is.count[table] = 0;
		add(&w.story, "\nframe %u was freed, and a directory leads to it", w.first + table);
		return true;
	}
	for (u32 i = 0; i < w.dirs; i++)
		for (u32 k = 0; k < KERNELS; k++)
			if (w.word[w.dir[i]][k] / 4096 == w.first + table)
				w.word[w.dir[i]][k] = 0;
	add(&w.story, "\nframe %u, a table, was forgotten with all that is in it", w.first + table);
	return true;
}

static void break_machine(struct machine *m)
{
	bool done = false;

	while (!done)
		switch (below(m, 7)) {
		case 0:
		case 1:
		case 2:
			done = change_numbers(m, below(m, 6));
			break;
		case 3:
		case 4:
			done = change_entries(m, below(m, 4));
			break;
		case 5:
			done = change_holders(m, below(m, 4));
			break;
		default:
			done = change_tables(m, below(m, 2));
		}
}
/* ---- Verdicts */

static void lay(struct machine *m)
{
	u8 map[2 * SLOTS];

	w.mem_map = w.structs + (FRAMES - w.frames) * SIZEOF_PAGE; /* behind the last is no memory */
	put32(m, symbol(m, "mem_map"), w.mem_map - w.first * SIZEOF_PAGE);
	for (u32 i = 0; i < REAL; i++)
		if (w.role[i] == DATA || w.role[i] == ZEROS)
			fill(m, w.at + 4096 * i, 0xFF, 4096); /* whoever takes it for a table finds entries */
		else
			put(m, w.at + 4096 * i, w.word[i], 4096);
	for (u32 i = 0; i < w.frames; i++) {
		u32 at = w.mem_map + SIZEOF_PAGE * i;

		put32(m, at + PAGE_FLAGS, (is_reserved(i) ? RESERVED : 0) | below(m, 2) * NOTED_USED | below(m, 2) * NOTED_DIRTY);
		put32(m, at + PAGE_COUNT, w.is.count[i]);
		put32(m, at + PAGE_MAPCOUNT, w.is.mapped[i]);
	}
	for (u32 i = 0; i < DIRS; i++)
		put32(m, w.pgds + 4 * i, i < w.dirs ? w.at + 4096 * w.dir[i] : 0xA5A5A5A5);
	for (u32 i = 0; i < HELD; i++)
		put32(m, w.held_at + 4 * i, i < w.helds ? w.mem_map + SIZEOF_PAGE * w.held[i] : 0xA5A5A5A5);
	for (u32 i = 0; i < w.slots; i++) {
		put32(m, w.cache_at + 4 * i, w.cache[i] == NOBODY ? 0 : w.mem_map + SIZEOF_PAGE * w.cache[i]);
		map[2 * i] = (u8)w.is.names[i];
		map[2 * i + 1] = (u8)(w.is.names[i] >> 8);
	}
	put(m, w.map_at, map, 2 * w.slots);
	put(m, w.memory, (const u32[]){ w.first, w.first + w.frames, w.dirs, w.helds, w.slots, w.pgds, w.held_at, w.cache_at, w.map_at }, 36);
}

static void say(struct text *t, const struct difference *d)
{
	if (d->what == NOTHING)
		add(t, "nothing is wrong");
	else
		add(t, "%s %u should be %u", d->what == COUNT ? "the count of frame" : d->what == MAPPED ? "the entries of frame" : d->what == NAMES ? "the count of slot" : "something of", d->which, d->should);
}

static void show_roles(struct text *t, enum role role, const char *name)
{
	bool first = true;

	for (u32 i = 0; i < w.frames; i++)
		if (w.role[i] == role) {
			add(t, first ? "; %s %u" : "%s %u", first ? name : ",", w.first + i);
			first = false;
		}
}

static void show_machine(struct text *t)
{
	add(t, "%u programs, %u held, %u slots; frames from %u to %u", w.dirs, w.helds, w.slots - 1, w.first, w.first + w.frames - 1);
	show_roles(t, DIRECTORY, "directories:");
	show_roles(t, TABLE, "tables:");
	show_roles(t, ZEROS, "reserved:");
	show_roles(t, KERNEL_TABLE, "the kernel's table:");
	for (u32 i = 0; i < w.dirs; i++)
		for (u32 k = 0; k < KERNELS; k++)
			for (u32 e = 0; e < ENTRIES && w.word[w.dir[i]][k]; e++)
				if (w.word[w.word[w.dir[i]][k] / 4096 - w.first][e])
					add(t, "\nprogram %u, 0x%08x: 0x%08x", i, k << 22 | e << 12, w.word[w.word[w.dir[i]][k] / 4096 - w.first][e]);
	for (u32 i = 0; i < w.helds; i++)
		add(t, i ? ", %u" : "\nheld: %u", w.first + w.held[i]);
	for (u32 i = 1; i < w.slots; i++)
		if (w.cache[i] != NOBODY)
			add(t, "\nslot %u: frame %u", i, w.first + w.cache[i]);
}

static void verdict(struct machine *m)
{
	struct difference want = expected(NONE), got;
	struct text wanted = { 0 }, is = { 0 }, machine = { 0 };

	lay(m);
	show_machine(&machine);
	input(m, "%s%s%s", machine.s, w.story.length ? "\nand then:" : "", w.story.s);
	put(m, w.answer, &(struct difference){ 4 + below(m, 9), any(m), any(m) }, sizeof want);
	snapshot(m);
	call(m, "find_difference", w.memory, w.answer);
	only_changed(m, "it changes what it only has to look at", &(struct range){ w.answer, sizeof got }, 1);
	get(m, w.answer, &got, sizeof got);
	say(&wanted, &want);
	say(&is, &got);
	same_text(m, !want.what ? "a false alarm: in this machine all is well" :
		  !got.what ? "it finds nothing wrong" :
		  got.what != want.what || got.which != want.which ? "it tells another difference than the first" : "it has found the number, and not what it should be", is.s, wanted.s);
}

/*
 * Machines for which slips make a difference, in any order. What is to show must be all that shows, so that whoever has made the mistake
 * is told of that: a false alarm in a machine in which all is well; nothing where one number is wrong; another difference than the first.
 */
typedef bool wanted(enum slip slip, struct difference is, struct difference other);

static bool false_alarm(enum slip slip, struct difference is, struct difference other)
{
	(void)slip;
	return !is.what && other.what;
}

static bool unseen(enum slip slip, struct difference is, struct difference other)
{
	enum what what = slip >= FREE_SLOTS_NOT_LOOKED_AT ? NAMES : slip >= UNMAPPED_NOT_LOOKED_AT ? MAPPED : COUNT;

	return is.what == what && !other.what && differences() == 1;
}

static bool another(enum slip slip, struct difference is, struct difference other)
{
	(void)slip;
	return is.what && other.what && (is.what != other.what || is.which != other.which);
}

static void slips(struct machine *m, enum slip first, enum slip last, wanted *shows)
{
	u32 order[HIGHEST_SLOT + 1], n = 0;

	for (u32 i = first; i <= last; i++)
		order[n++] = i;
	shuffle(m, order, n);
	for (u32 i = 0; i < n; i++) {
		u32 tries = 0;

		do {
			draw_machine(m);
			for (u32 k = shows == false_alarm ? 0 : shows == unseen ? 1 : between(m, 1, 4); k; k--)
				break_machine(m);
		} while (!shows(order[i], expected(NONE), expected(order[i])) && ++tries < TRIES);
		if (tries == TRIES)
			fail(m, "no machine shows slip %u: the test of tests is wrong", order[i]);
		verdict(m);
	}
}

static void setup(struct machine *m)
{
	w.memory = buffer_at_end(m, 36);
	w.at = pages(m, REAL);
	w.first = (w.at - OFFSET) / 4096;
	w.structs = buffer_at_end(m, FRAMES * SIZEOF_PAGE);
	w.pgds = buffer(m, 4 * DIRS);
	w.held_at = buffer(m, 4 * HELD);
	w.cache_at = buffer(m, 4 * SLOTS);
	w.map_at = buffer(m, 2 * SLOTS);
	w.answer = buffer(m, sizeof(struct difference));
}

/* ---- Cases */

/* A page that an entry names; no reserved one comes before it. FRAMES: there is none. */
static u32 first_mapped(void)
{
	struct numbers n;
	u32 frame = 0;

	count_all(&n, NONE);
	while (frame < w.frames - 1 && !n.mapped[frame])
		if (is_reserved(frame++))
			return FRAMES;
	return is_reserved(frame) || !n.mapped[frame] || frame == w.frames - 1 ? FRAMES : frame;
}

/* At the end one reference too many, so that nobody gets points who says nothing. */
static void all_is_well(struct machine *m)
{
	u32 frame;

	slips(m, NO_DIRECTORIES, SLOT_0, false_alarm);
	do {
		draw_machine(m);
		frame = first_mapped();
	} while (frame == FRAMES);
	w.is.count[frame]++;
	add(&w.story, "\nsomebody has taken frame %u, and forgotten it", w.first + frame);
	verdict(m);
}

static void a_count(struct machine *m)
{
	slips(m, FREE_NOT_LOOKED_AT, RESERVED_ENDS_IT, unseen);
}

static void its_entries(struct machine *m)
{
	slips(m, UNMAPPED_NOT_LOOKED_AT, ENTRIES_LEFT_OUT, unseen);
}

static void a_slot(struct machine *m)
{
	slips(m, FREE_SLOTS_NOT_LOOKED_AT, SLOTS_LEAKED_ONLY, unseen);
}

static void the_first(struct machine *m)
{
	slips(m, ENTRIES_FIRST, HIGHEST_SLOT, another);
}

static void any_machine(struct machine *m)
{
	for (u32 i = 0; i < 24; i++) {
		draw_machine(m);
		for (u32 k = below(m, 4); k; k--)
			break_machine(m);
		verdict(m);
	}
}

static const struct test_case cases[] = {
	{ "all is well", 7, all_is_well, 0 },
	{ "a count", 3, a_count, 0 },
	{ "its entries", 2, its_entries, 0 },
	{ "a slot", 3, a_slot, 0 },
	{ "the first", 3, the_first, 0 },
	{ "any machine", 2, any_machine, 0 },
	{ 0 }
};

const struct exercise exercise_swap_holders = { "swap/holders", cases, setup, 0 };
