/* SPDX-License-Identifier: MIT */
/* machine.h's functions for a whole kernel. */
#include "transport.h"

#include <stdio.h>

enum { STACK_OF_A_THREAD = 8192 /* THREAD_SIZE */ };

static const struct kernel_transport *kernel(struct machine *m)
{
	if (!m->transport.kernel)
		machine_internal(m, "the test asks for what only a kernel can do, but the machine under test is none");
	return m->transport.kernel;
}

void run_until(struct machine *m, const char *name)
{
	struct outcome outcome = kernel(m)->run_until(m, symbol(m, name));
	char does[64];

	snprintf(does, sizeof does, "come to %s", name);
	machine_settle_all(m, "the kernel", does, &outcome);
	snprintf(m->at, sizeof m->at, "%s", name);
}

u32 returns(struct machine *m)
{
	struct outcome outcome = kernel(m)->returns(m);

	machine_settle_all(m, m->at, "come back", &outcome);
	return outcome.value;
}

void read_cpu(struct machine *m, struct cpu *cpu)
{
	kernel(m)->read_cpu(m, cpu);
}

u32 thread(struct machine *m)
{
	u32 esp = m->transport.stack.address + m->transport.stack.size - 1;
	struct cpu cpu;

	if (m->transport.kernel) { /* a call takes along what is there, and brings it back */
		read_cpu(m, &cpu);
		esp = cpu.esp;
	}
	return esp & ~(STACK_OF_A_THREAD - 1);
}

u32 argument(struct machine *m, u32 n)
{
	struct cpu cpu;

	read_cpu(m, &cpu);
	return get32(m, cpu.esp + 4 + 4 * n);
}

u32 code_pages(struct machine *m, u32 count)
{
	u32 address = pages(m, count);

	kernel(m)->allow_code(m, address, count * 4096);
	return address;
}

void get_physical(struct machine *m, u32 address, void *to, u32 size)
{
	if (!kernel(m)->physical(m, address, to, size))
		fail(m, "the kernel's tables lead to %u byte%s at physical address 0x%08x, where there is no memory", size, size == 1 ? "" : "s", address);
}

static struct outcome access(struct machine *m, u32 address, bool is_store, u32 value)
{
	struct outcome outcome = kernel(m)->access(m, address, is_store, value);

	machine_settle(m, is_store ? "a store" : "a load", "end", &outcome);
	return outcome;
}

struct outcome try_load(struct machine *m, u32 address)
{
	return access(m, address, false, 0);
}

struct outcome try_store(struct machine *m, u32 address, u32 value)
{
	return access(m, address, true, value);
}
