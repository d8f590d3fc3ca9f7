/* SPDX-License-Identifier: MIT */
#include "ring0.h"

enum { TABLES = 16, ENTRIES = 512, PAGE = 4096 };
#define PRESENT 1ULL
#define USER    4ULL
#define DIRTY   64ULL
#define NO_RUN  (1ULL << 63)

static u64 tables[TABLES][ENTRIES] __attribute__((aligned(PAGE)));
static u64 roots[4] __attribute__((aligned(32)));
static u32 tables_used;
static u8 gate[PAGE] __attribute__((aligned(PAGE)));

u64 gdt[6], idt[VECTORS];
struct { unsigned short limit; u32 base; } __attribute__((packed)) gdtr, idtr;
static struct { u32 link, esp0, ss0, unused[22]; unsigned short debug, map; } tss;
struct program program;

extern const char handlers[];

static u32 physical(const void *p)
{
	return (u32)p - BENCH;
}

/* Only the uppermost gibibyte has tables. */
#define UPPERMOST 0xC0000000

static u64 *entry_of(u32 address)
{
	u64 *directory = tables[0], *upper = &directory[address >> 21 & (ENTRIES - 1)];

	if (!*upper)
		*upper = physical(tables[++tables_used]) | PRESENT | WRITE | USER;
	return (u64 *)(((u32)*upper & -PAGE) + BENCH) + (address >> 12 & (ENTRIES - 1));
}

static void map(u32 address, u32 size, u64 entry)
{
	for (; size; size -= PAGE, address += PAGE, entry += PAGE)
		*entry_of(address) = entry;
}

static void make_gate(u32 vector)
{
	u32 handler = (u32)handlers + 16 * vector;
	int open = vector == BREAKPOINT || vector == OVERFLOW || vector == ASK || vector == COME_BACK;

	idt[vector] = (u64)(handler & 0xFFFF0000) << 32 | (u64)(open ? 0xEE00 : 0x8E00) << 32 | RING0_CODE << 16 | (handler & 0xFFFF);
}

/* Before paging. Returns what belongs into CR3. */
u32 make_tables(void)
{
	static const u8 ask[] = { 0xCD, ASK, 0xC3 /* ret */ }, come_back[] = { 0xCD, COME_BACK };

	roots[3] = physical(tables[0]) | PRESENT;
	map(BENCH, 0xA0000, PRESENT | WRITE | NO_RUN);
	map(0xFFFF0000, 0x10000, 0xFFFF0000 | PRESENT);
	map(STACK, STACK_SIZE, DATA_STACK | PRESENT | WRITE | USER | NO_RUN);
	for (u32 i = 0; i < EDGE_COUNT; i++)
		map(EDGES + i * EDGE_STEP, EDGE_SIZE, (DATA_EDGES + i * EDGE_SIZE) | PRESENT | WRITE | USER | NO_RUN);
	map(ARENA, ARENA_SIZE, DATA_ARENA | PRESENT | WRITE | USER | NO_RUN);
	map(GATE, PAGE, physical(gate) | PRESENT | USER);
	*(u32 *)gate = GATE + 16;
	__builtin_memcpy(gate + 16, ask, sizeof ask);
	__builtin_memcpy(gate + 32, come_back, sizeof come_back);

	gdt[RING0_CODE / 8] = 0x00CF9B000000FFFF;
	gdt[RING0_DATA / 8] = 0x00CF93000000FFFF;
	gdt[RING3_CODE / 8] = 0x00CFFB000000FFFF;
	gdt[RING3_DATA / 8] = 0x00CFF3000000FFFF;
	gdt[TSS / 8] = (u64)((u32)&tss >> 24) << 56 | 0x0000890000000000 | (u64)((u32)&tss & 0xFFFFFF) << 16 | (sizeof tss - 1);
	gdtr.limit = sizeof gdt - 1;
	gdtr.base = (u32)gdt;
	for (u32 vector = 0; vector < VECTORS; vector++)
		make_gate(vector);
	idtr.limit = sizeof idt - 1;
	idtr.base = (u32)idt;
	tss.ss0 = RING0_DATA;
	tss.map = sizeof tss; /* no port for ring 3 */
	return physical(roots);
}

static void forget_translations(void)
{
	u32 root;

	__asm__ volatile("movl %%cr3, %0; movl %0, %%cr3" : "=r"(root) : : "memory");
}

void map_program(const u32 *words)
{
	__builtin_memcpy(&program, words, sizeof program);
	for (u32 at = IMAGE; at < IMAGE + IMAGE_SIZE; at += PAGE) {
		u64 frame = DATA_IMAGE + (at - IMAGE);

		*entry_of(at) = at < program.constants ? (program.code + (at - IMAGE)) | PRESENT | USER :
			at < program.variables ? frame | PRESENT | USER | NO_RUN :
			at < program.end ? frame | PRESENT | WRITE | USER | NO_RUN : 0;
	}
	forget_translations();
}

/* (Writing them sets the bit once more, so it goes afterwards.) */
void clear_data(void)
{
	for (u32 i = 0; i < ENTRIES; i++) {
		u64 *table = (u64 *)(((u32)tables[0][i] & -PAGE) + BENCH);

		for (u32 k = 0; tables[0][i] && k < ENTRIES; k++)
			if ((table[k] & (USER | DIRTY)) == (USER | DIRTY)) {
				u32 *page = (u32 *)(UPPERMOST + (i << 21) + (k << 12));

				for (u32 w = 0; w < PAGE / sizeof *page; w++)
					page[w] = 0;
				table[k] &= ~DIRTY;
			}
	}
	forget_translations();
}

static int may_use(u32 address, u64 rights)
{
	u64 upper = address < UPPERMOST ? 0 : tables[0][address >> 21 & (ENTRIES - 1)];

	return upper && (((const u64 *)(((u32)upper & -PAGE) + BENCH))[address >> 12 & (ENTRIES - 1)] & rights) == rights;
}

int is_users(u32 address, u32 size, u64 write)
{
	u32 last = address + size - 1;

	return last >= address && may_use(address, PRESENT | USER | write) && may_use(last, PRESENT | USER | write);
}

void trap_stack(void *top)
{
	tss.esp0 = (u32)top;
}
