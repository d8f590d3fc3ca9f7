// SPDX-License-Identifier: MIT
// A plugin for QEMU that sees every load and store of a boot. Those to the kernel's half of the address space are counted by
// what they reach and which way they went. Those that reached highmem, which lies between the two physical addresses, in no way
// that there is are told, with the instruction's address. What the processor reads when it walks page tables is no access. One
// that crosses into another page counts for the page where it begins.
//
//     -plugin audit.so,out=FILE,from=ADDRESS,to=ADDRESS
//
// FILE gets `WAY COUNT` for each way, and `at EIP VIRTUAL PHYSICAL COUNT` for the first places of the last one.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- Of QEMU, which packs no header: what 7.2 and 10 have in common.

struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_plugin_hwaddr;
typedef void on_translation(uint64_t plugin, struct qemu_plugin_tb *block);
typedef void on_access(unsigned cpu, uint32_t info, uint64_t va, void *insn);
typedef void on_end(uint64_t plugin, void *arg);

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t plugin, on_translation *call);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn, on_access *call, int registers, int loads_and_stores, void *arg);
void qemu_plugin_register_atexit_cb(uint64_t plugin, on_end *call, void *arg);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t i);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
struct qemu_plugin_hwaddr *qemu_plugin_get_hwaddr(uint32_t info, uint64_t va);
bool qemu_plugin_hwaddr_is_io(const struct qemu_plugin_hwaddr *address);
uint64_t qemu_plugin_hwaddr_phys_addr(const struct qemu_plugin_hwaddr *address);
// Gone with version 2 of the interface, which is the least that QEMU 9 takes; QEMU 8 and those before know no other than 1.
__attribute__((weak)) int qemu_plugin_n_vcpus(void);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;
__attribute__((visibility("default"))) int qemu_plugin_install(uint64_t plugin, const void *qemu, int argc, char **argv);

__attribute__((constructor))
static void find_version(void)
{
	if (!qemu_plugin_n_vcpus)
		qemu_plugin_version = 2;
}

// ---- What is seen.

enum { KERNEL_HALF = 0xc0000000, PLACES = 16, NO_REGISTERS = 0, LOADS_AND_STORES = 3 };

enum way { ELSEWHERE, WINDOW, POOL, POISON, UNKNOWN, OTHER, WAYS };
static const char *const names[WAYS] = { "elsewhere", "window", "pool", "poison", "unknown", "other" };

static struct {
	uint64_t count[WAYS], from, to;
	struct { uint64_t eip, va, pa, count; } place[PLACES];
	char *out;
} seen;

static bool within(uint64_t va, uint32_t from, uint32_t to)
{
	return va >= from && va < to;
}

static enum way way_of(uint64_t va, uint64_t pa)
{
	return pa < seen.from || pa >= seen.to	     ? ELSEWHERE
	     : within(va, WINDOWS_FROM, WINDOWS_TO) ? WINDOW
	     : within(va, POOL_FROM, POOL_TO)	     ? POOL
	     : within(va, POISON_FROM, POISON_TO)   ? POISON
						     : OTHER;
}

// The first PLACES are kept.
static void keep_place(uint64_t eip, uint64_t va, uint64_t pa)
{
	size_t i = 0;

	while (i < PLACES && seen.place[i].count && seen.place[i].eip != eip)
		i++;
	if (i == PLACES)
		return;
	if (!seen.place[i].count++)
		seen.place[i].eip = eip, seen.place[i].va = va, seen.place[i].pa = pa;
}

static void see(unsigned cpu, uint32_t info, uint64_t va, void *insn)
{
	struct qemu_plugin_hwaddr *address;
	enum way way = UNKNOWN;
	uint64_t pa = 0;

	(void)cpu;
	if (va < KERNEL_HALF)
		return;
	address = qemu_plugin_get_hwaddr(info, va);
	if (address && qemu_plugin_hwaddr_is_io(address))
		return;
	if (address) {
		pa = qemu_plugin_hwaddr_phys_addr(address);
		way = way_of(va, pa);
	}
	seen.count[way]++;
	if (way >= UNKNOWN)
		keep_place((uintptr_t)insn, va, pa);
}

static void look_into(uint64_t plugin, struct qemu_plugin_tb *block)
{
	(void)plugin;
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(block, i);

		qemu_plugin_register_vcpu_mem_cb(insn, see, NO_REGISTERS, LOADS_AND_STORES, (void *)(uintptr_t)qemu_plugin_insn_vaddr(insn));
	}
}

static void tell(uint64_t plugin, void *arg)
{
	FILE *f = fopen(seen.out, "w");

	(void)plugin;
	(void)arg;
	if (!f) {
		perror(seen.out);
		return;
	}
	for (size_t i = 0; i < WAYS; i++)
		fprintf(f, "%s %llu\n", names[i], (unsigned long long)seen.count[i]);
	for (size_t i = 0; i < PLACES && seen.place[i].count; i++)
		fprintf(f, "at %08llx %08llx %08llx %llu\n", (unsigned long long)seen.place[i].eip, (unsigned long long)seen.place[i].va,
			(unsigned long long)seen.place[i].pa, (unsigned long long)seen.place[i].count);
	fclose(f);
}

int qemu_plugin_install(uint64_t plugin, const void *qemu, int argc, char **argv)
{
	(void)qemu;
	for (int i = 0; i < argc; i++) {
		if (strncmp(argv[i], "out=", 4) == 0)
			seen.out = strdup(argv[i] + 4);
		if (strncmp(argv[i], "from=", 5) == 0)
			seen.from = strtoull(argv[i] + 5, NULL, 0);
		if (strncmp(argv[i], "to=", 3) == 0)
			seen.to = strtoull(argv[i] + 3, NULL, 0);
	}
	if (!seen.out || !seen.to)
		return 1;
	qemu_plugin_register_vcpu_tb_trans_cb(plugin, look_into);
	qemu_plugin_register_atexit_cb(plugin, tell, NULL);
	return 0;
}
