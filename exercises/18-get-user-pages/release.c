/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/mm.h>

/*
 * Lets go of the got pages that were held for a transfer; got < 0:
 * none. moved bytes, from byte offset of the first page on, have
 * come into them if stored, or else were taken from there; moved <
 * 0: none. offset is below PAGE_SIZE. Those which bytes have come
 * into are noted as dirty, while they are held. Takes no lock.
 */
void release_user_pages(struct page **pages, int got, u32 offset,
			s32 moved, bool stored)
{
}
