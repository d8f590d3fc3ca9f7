// SPDX-License-Identifier: MIT
#include "areas-model.h"

enum {
	MUCH = 0x10000,			// so many pages are more than the machine has
	SHARED = 1, PRIVATE = 2, KINDS = 15, FIXED = 16, ANONYMOUS = 32, SEM = 8,
	EPERM = 1, EBADF = 9, ENOMEM = 12, ENODEV = 19, EINVAL = 22,
};

struct model model;

uint32_t model_error(uint32_t number)
{
	return -number;
}

static uint32_t in_pages(uint32_t bytes)	// rounded up, and round 4 GiB
{
	return ((bytes + PAGE - 1) & 0xffffffff) / PAGE;
}

bool model_none(uint32_t page, uint32_t count)
{
	for (; count && page < PAGES; count--, page++)
		if (model.rights[page] != NO_VMA)
			return false;
	return true;
}

void model_map(uint32_t page, uint32_t count, uint32_t rights)
{
	for (; count; count--, page++) {
		model.rights[page] = (uint8_t)rights;
		if (rights && !model.frame[page])
			model.frame[page] = SOME;
	}
}

static uint32_t unmap(uint32_t start, uint32_t len)
{
	if (start % PAGE || start > TOP || len > TOP - start || !len)
		return model_error(EINVAL);
	for (uint32_t page = start / PAGE, n = in_pages(len); n; n--, page++) {
		if (model.rights[page] != NO_VMA && page >= BASE && page < model.cache)
			model.cache = page;
		model.rights[page] = NO_VMA;
		model.frame[page] = 0;
	}
	return 0;
}

static uint32_t map(uint32_t page, uint32_t count, uint32_t rights)
{
	if (count > MUCH)
		return model_error(ENOMEM);
	model_map(page, count, rights);
	return 0;
}

// The lowest hole from there on, or 0.
static uint32_t hole(uint32_t from, uint32_t count)
{
	for (uint32_t page = from, run = 0; page < PAGES; page++) {
		run = model.rights[page] == NO_VMA ? run + 1 : 0;
		if (run == count)
			return page + 1 - count;
	}
	return 0;
}

static uint32_t where(uint32_t address, uint32_t count, uint32_t flags)
{
	uint32_t page;

	if (flags & FIXED)
		return address > TOP - count * PAGE ? model_error(ENOMEM) : address % PAGE ? model_error(EINVAL) : address < PAGE ? model_error(EPERM) : address;
	page = in_pages(address);
	if (page && page + count <= PAGES && model_none(page, count))
		return page * PAGE;
	page = hole(model.cache, count);
	if (!page)
		page = hole(BASE, count);
	if (!page)
		return model_error(ENOMEM);
	model.cache = page + count;
	return page * PAGE;
}

static uint32_t predict_mmap(const struct call *c)
{
	uint32_t count = in_pages(c->b), address, failed;

	if (!(c->d & ANONYMOUS))
		return model_error(EBADF);
	if (!c->b)
		return c->a;
	if (!count || count > PAGES || c->offset + count < count)
		return model_error(EINVAL);
	address = where(c->a, count, c->d);
	if (address % PAGE)
		return address;
	if ((c->d & KINDS) != PRIVATE)
		return model_error((c->d & KINDS) == SHARED ? ENODEV : EINVAL);
	unmap(address, count * PAGE);
	failed = map(address / PAGE, count, c->c & RIGHTS);
	return failed ? failed : address;
}

static uint32_t predict_mprotect(const struct call *c)
{
	uint32_t end = c->a + in_pages(c->b) * PAGE;

	if (c->a % PAGE)
		return model_error(EINVAL);
	if (end < c->a)
		return model_error(ENOMEM);
	if (c->c & ~(uint32_t)(RIGHTS | SEM))
		return model_error(EINVAL);
	for (uint32_t page = c->a / PAGE; page < end / PAGE; page++) {
		if (page >= PAGES || model.rights[page] == NO_VMA)
			return model_error(ENOMEM);
		model_map(page, 1, c->c & RIGHTS);
	}
	return 0;
}

static uint32_t predict_brk(const struct call *c)
{
	uint32_t old = in_pages(model.brk), new = in_pages(c->a);

	if (c->a < PAGE || c->a > TOP)	// there is code between the first page and the heap, and storm asks for none of that
		return model.brk;
	if (new < old)
		unmap(new * PAGE, (old - new) * PAGE);
	if (new > old && (!model_none(old, new + 1 - old) || map(old, new - old, RIGHTS)))
		return model.brk;
	return model.brk = c->a;
}

uint32_t model_predict(const struct call *c)
{
	return c->nr == MMAP ? predict_mmap(c) : c->nr == MUNMAP ? unmap(c->a, c->b) : c->nr == MPROTECT ? predict_mprotect(c) : predict_brk(c);
}
