/* SPDX-License-Identifier: MIT */
/*
 * paging/flush. Beside the table stands the worst processor there could be: it remembers each entry that it has ever
 * seen present, until it is told to forget, and looks again at once. What it then believes is compared with the truth.
 */
#include "machine.h"

enum { P = 1, RW = 2, US = 4, PWT = 8, PCD = 16, A = 32, D = 64, BIT7 = 128, G = 256, OURS = 0xE00, FRAME = 4096 };
enum { MOST = 48, RELOAD = 8, CR3 = 0x00123000, PGD = 0xC0123000, VA = 0x40005000, EFAULT = 14, NEIGHBOUR = 0x00BAD067 };

static struct {
	u32 pte, n;                   /* where the entries stand, and how many */
	u32 list;                     /* room for the new ones, behind which there is no memory */
	u32 before[MOST], after[MOST];
	bool knows[MOST];
	u32 believed[MOST];           /* as it was when the processor saw it */
	bool early[MOST];             /* it was told to forget, and has seen the old entry again */
	bool told;                    /* by invlpg or CR3 since it last looked */
	u32 pages, reloads;
} s;

static u32 entry_at(struct machine *m, u32 i)
{
	return get32(m, s.pte + 4 * i);
}

/* ---- In words */

static void add_entry(struct text *text, u32 entry)
{
	static const struct {
		u32 bit;
		const char *name;
	} flags[] = { { P, "P" }, { RW, "RW" }, { US, "US" }, { PWT, "PWT" }, { PCD, "PCD" }, { A, "A" }, { D, "D" }, { BIT7, "bit 7" }, { G, "G" },
		      { 512, "bit 9" }, { 1024, "bit 10" }, { 2048, "bit 11" } };

	if (!entry) {
		add(text, "nothing");
		return;
	}
	add(text, "frame %u", entry / FRAME);
	for (u32 i = 0; i < sizeof flags / sizeof *flags; i++)
		if (entry & flags[i].bit)
			add(text, " %s", flags[i].name);
	if (!(entry & P))
		add(text, " (not present)");
}

static void differ(struct machine *m, const char *cause, u32 i, u32 wanted, u32 got)
{
	struct text expected = { 0 }, actual = { 0 };

	add(&expected, "0x%08x: ", VA + FRAME * i);
	add(&actual, "0x%08x: ", VA + FRAME * i);
	add_entry(&expected, wanted);
	add_entry(&actual, got);
	same_text(m, cause, actual.s, expected.s);
	fail(m, "%s", cause);
}

/* ---- The processor */

static void look(struct machine *m)
{
	for (u32 i = 0; i < s.n; i++) {
		u32 entry = entry_at(m, i);

		if (entry != s.before[i] && entry != s.after[i])
			differ(m, "the processor can see an entry that is neither the old one nor the new one", i, s.after[i], entry);
		if (s.knows[i] || !(entry & P))
			continue;
		s.knows[i] = true;
		s.believed[i] = entry;
		s.early[i] = s.told && entry != s.after[i];
	}
	s.told = true;
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	u32 i = (words[0] - VA) / FRAME;

	(void)context;
	look(m);
	if (i < s.n)
		s.knows[i] = false;
	s.pages++;
	look(m);
	return 0;
}

static u32 read_cr3(struct machine *m, const u32 *words, void *context)
{
	(void)m, (void)words, (void)context;
	return CR3;
}

static u32 write_cr3(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	same_hex(m, "it loads another directory into CR3", words[0], CR3);
	look(m);
	for (u32 i = 0; i < s.n; i++)
		if (!(s.believed[i] & G))
			s.knows[i] = false;
	s.reloads++;
	look(m);
	return 0;
}

static u32 lookup_address(struct machine *m, const u32 *words, void *context)
{
	same_hex(m, "it asks for another directory's entry", words[0], PGD);
	same_hex(m, "it asks for the entry of another address", words[1], VA);
	return *(const u32 *)context;
}

/* ---- What is untrue? */

struct harm {
	u32 bit;
	const char *said;
};

/* By losing the bit. */
static const struct harm losses[] = {
	{ P, "the processor still finds a page where there is none any more" },
	{ RW, "the processor still lets a page be written that is read-only now" },
	{ US, "the processor still lets user mode use a page that is the kernel's now" },
	{ A, "the processor believes that A is set, and will not set it again" },
	{ D, "the processor believes that D is set, and will not set it again" },
	{ G, "the processor keeps as global what is not, and will do so over any reload of CR3" },
};

/* 0, or what harm it does to believe the one entry where the other stands. */
static const char *harm(u32 believed, u32 truth)
{
	for (u32 i = 0; i < sizeof losses / sizeof *losses; i++)
		if (believed / losses[i].bit % 2 > truth / losses[i].bit % 2)
			return losses[i].said;
	if (believed / FRAME != truth / FRAME)
		return "the processor still goes to the old frame";
	if (believed / 8 % 4 != truth / 8 % 4 || believed / BIT7 % 2 != truth / BIT7 % 2)
		return "the processor still caches the page as before";
	return 0;
}

static u32 best_price(void)
{
	u32 global = 0, other = 0;

	for (u32 i = 0; i < s.n; i++)
		if ((s.before[i] & P) && harm(s.before[i], s.after[i])) {
			if (s.before[i] & G)
				global++;
			else
				other++;
		}
	return global + (other < RELOAD ? other : RELOAD);
}

/* ---- A call, and what is left of it */

static void setup(struct machine *m)
{
	s.pte = pages(m, 1) + 4 * 5;
	s.list = buffer_at_end(m, 4 * MOST);
	s.n = 0;
}

static void add_change(u32 before, u32 after)
{
	s.before[s.n] = before;
	s.after[s.n++] = after;
}

static void check_beliefs(struct machine *m)
{
	for (u32 i = 0; i < s.n; i++) {
		const char *cause = s.knows[i] ? harm(s.believed[i], s.after[i]) : 0;

		if (!cause)
			continue;
		if (s.early[i])
			cause = "it flushes before it stores: the processor looks again, and remembers the old entry";
		else if (s.reloads && (s.believed[i] & G))
			cause = "a reload of CR3 does not make the processor forget a global page";
		differ(m, cause, i, s.after[i], s.believed[i]);
	}
}

static void check_price(struct machine *m)
{
	u32 best = best_price(), price = s.pages + RELOAD * s.reloads;
	struct text expected = { 0 }, actual = { 0 };

	if (price <= best)
		return;
	add(&expected, "a price of %u", best);
	add(&actual, "a price of %u: pages flushed %u, reloads of CR3 %u", price, s.pages, s.reloads);
	same_text(m, "correct, but wasteful: the flushes cost more than they need to", actual.s, expected.s);
}

static void begin(struct machine *m)
{
	s.pages = s.reloads = 0;
	s.told = false;
	for (u32 i = 0; i < s.n; i++) {
		put32(m, s.pte + 4 * i, s.before[i]);
		s.knows[i] = s.early[i] = false;
	}
	put32(m, s.pte - 4, NEIGHBOUR);
	put32(m, s.pte + 4 * s.n, NEIGHBOUR);
	service(m, "invlpg", invlpg, 0);
	service(m, "read_cr3", read_cr3, 0);
	service(m, "write_cr3", write_cr3, 0);
	look(m);
	snapshot(m);
}

/* How far a case goes: right entries; nothing untrue believed; at the least price. */
enum { STORED, BELIEVED, PAID };

static void end(struct machine *m, u32 level)
{
	for (u32 i = 0; i < s.n; i++)
		if (entry_at(m, i) != s.after[i])
			differ(m, "an entry is not what it should be", i, s.after[i], entry_at(m, i));
	only_changed(m, "it changes something else than the entries", (struct range[]){ { s.pte, 4 * s.n } }, 1);
	if (level >= BELIEVED)
		check_beliefs(m);
	if (level >= PAID)
		check_price(m);
	s.n = 0;
}

/* The changes that add_change has gathered. */
static void change(struct machine *m, u32 level)
{
	struct text text = { 0 };
	u32 new = s.list + 4 * (MOST - s.n);

	add(&text, "change_entries(pte, 0x%08x, new, %u)", VA, s.n);
	for (u32 i = 0; i < s.n; i++) {
		put32(m, new + 4 * i, s.after[i]);
		add(&text, "\n0x%08x: ", VA + FRAME * i);
		add_entry(&text, s.before[i]);
		add(&text, "  ->  ");
		add_entry(&text, s.after[i]);
	}
	input(m, "%s", text.s);
	begin(m);
	call(m, "change_entries", s.pte, VA, new, s.n);
	end(m, level);
}

/* The function that the skeleton has, by means of the learner's. lookup_address is told to answer with table. */
static void protect(struct machine *m, u32 table, u32 before, u32 prot, u32 after)
{
	bool mapped = table && before & P;
	struct text text = { 0 };

	service(m, "lookup_address", lookup_address, &table);
	add(&text, "protect_page(pgd, 0x%08x, rights 0x%x), where there is ", VA, prot);
	if (table)
		add_entry(&text, before);
	else
		add(&text, "no table");
	input(m, "%s", text.s);
	add_change(before, after);
	begin(m);
	same(m, mapped ? "protect_page does not say that it is done" : "protect_page does not say that nothing is there",
	     call(m, "protect_page", PGD, VA, prot), mapped ? 0 : -(u32)EFAULT);
	end(m, STORED);
}

/* ---- Cases */

enum { SHARED = P | RW | US };

static u32 page, other; /* two frames' places in an entry */

static void draw_frames(struct machine *m)
{
	page = FRAME * between(m, 1, 50000);
	other = FRAME * between(m, 60000, 1000000);
}

static void stores(struct machine *m)
{
	draw_frames(m);
	add_change(0, page | SHARED);
	change(m, STORED);
	for (u32 i = 0; i < 5; i++)
		add_change(i % 2 ? 0 : page | US | RW, other + FRAME * i + (SHARED | G));
	change(m, STORED);
	change(m, STORED);

	protect(m, s.pte, page | P | US | A | D, SHARED, page | SHARED | A | D);
	protect(m, s.pte, other | SHARED | G | PWT, P, other | P);
	protect(m, s.pte, other | SHARED | A, 0, other | A);
	protect(m, s.pte, other | RW, SHARED, other | RW);
	protect(m, 0, other | P, SHARED, other | P);
}

static void lost_rights(struct machine *m)
{
	draw_frames(m);
	add_change(page | SHARED, page | P | US);
	change(m, BELIEVED);
	add_change(page | SHARED, page | P | RW);
	change(m, BELIEVED);
	add_change(page | SHARED, 0);
	change(m, BELIEVED);
	add_change(page | SHARED, page | RW | US);
	change(m, BELIEVED);
	add_change(page | P, other | SHARED);
	change(m, BELIEVED);
	for (u32 i = 0; i < 5; i++)
		add_change(page | SHARED, i % 2 ? page | SHARED : page | P);
	change(m, BELIEVED);
	for (u32 i = 0; i < 20; i++)
		add_change(page + FRAME * i + SHARED, page + FRAME * i + P);
	change(m, BELIEVED);
}

static void notes_and_caches(struct machine *m)
{
	static const u32 flips[] = { A, D, PWT, PCD, BIT7, PWT | PCD };

	draw_frames(m);
	for (u32 i = 0; i < sizeof flips / sizeof *flips; i++) {
		add_change(page | SHARED | A | D | flips[i], (page | SHARED | A | D) & ~flips[i]);
		change(m, BELIEVED);
		add_change((page | SHARED) & ~flips[i], page | SHARED | flips[i]);
		change(m, BELIEVED);
	}
}

static void global_pages(struct machine *m)
{
	u32 turn = below(m, 5);

	draw_frames(m);
	add_change(page | SHARED | G, page | P | G);
	change(m, BELIEVED);
	add_change(page | SHARED | G, page | SHARED);
	change(m, BELIEVED);
	for (u32 i = 0; i < 20; i++)
		add_change(page | SHARED | ((i + turn) % 5 ? 0 : G), 0);
	change(m, BELIEVED);
	for (u32 i = 0; i < 20; i++)
		add_change(page | SHARED | ((i + turn) % 5 ? G : 0), other | SHARED | (i % 3 ? G : 0));
	change(m, BELIEVED);
}

static void nothing_to_forget(struct machine *m)
{
	draw_frames(m);
	add_change(0, page | SHARED);
	add_change(page | RW | US | G, other | SHARED);
	change(m, PAID);
	add_change(page | P, page | P | RW);
	add_change(page | P, page | P | US | A);
	add_change(page | P, page | P | D | G);
	change(m, PAID);
	add_change(page | SHARED | OURS, page | SHARED);
	add_change(page | SHARED, page | SHARED | OURS);
	add_change(other | P, other | P);
	change(m, PAID);
	for (u32 i = 0; i < 20; i++)
		add_change(0, page | SHARED);
	change(m, PAID);
}

static void the_cheaper_way(struct machine *m)
{
	u32 turn = 4 * below(m, 5);

	draw_frames(m);
	for (u32 harmful = 1; harmful < 12; harmful++) {
		for (u32 i = 0; i < 12; i++)
			add_change(page | SHARED, (i + turn) % 12 < harmful ? page | P | US : page | SHARED);
		change(m, PAID);
	}
	for (u32 global = 1; global < 20; global++) {
		for (u32 i = 0; i < 20; i++)
			add_change(page | SHARED | ((i + turn) % 20 < global ? G : 0), i % 4 ? 0 : page | SHARED | ((i + turn) % 20 < global ? G : 0));
		change(m, PAID);
	}
}

/* A row: an entry's frame and flags, and which of them change. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 4);
	row[1] = (any(m) & 0xEFF) | (below(m, 3) ? 0 : G) | (below(m, 5) ? P : 0);
	row[2] = below(m, 2) ? 0 : below(m, 2) ? 1U << below(m, 13) : any(m) % 8192;
	(void)index;
}

static void from_row(const u32 *row, u32 *before, u32 *after)
{
	*before = row[0] % 4 * FRAME + row[1] % FRAME;
	*after = *before ^ row[2] % 8192;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (u32 i = 0; i < count; i++) {
		u32 before, after;

		from_row(rows + 3 * i, &before, &after);
		add_change(before, after);
	}
	change(m, PAID);
}

static void show(struct text *text, const u32 *row)
{
	u32 before, after;

	from_row(row, &before, &after);
	add_entry(text, before);
	add(text, "  ->  ");
	add_entry(text, after);
}

static void any_change(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 1, .width = 3, .draw = draw, .run = run, .show = show });
	for_all(m, &(struct property){ .trials = 60, .rows = 24, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "stores", 1, stores, 0 },
	{ "lost rights", 2, lost_rights, "stores" },
	{ "notes and caches", 1, notes_and_caches, "stores" },
	{ "global pages", 2, global_pages, "stores" },
	{ "nothing to forget", 2, nothing_to_forget, "stores" },
	{ "the cheaper way", 2, the_cheaper_way, "lost rights" },
	{ "any change", 2, any_change, "stores" },
	{ 0 }
};

const struct exercise exercise_paging_flush = { "paging/flush", cases, setup, 0 };
