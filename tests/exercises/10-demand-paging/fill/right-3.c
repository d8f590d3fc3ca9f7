/* SPDX-License-Identifier: GPL-2.0-only */
/* Three kinds of page, each with its own way out. */
#include <linux/highmem.h>
#include <linux/mm.h>

static const u8 *byte_at(const struct vm_area_struct *vma, u32 address)
{
	return vma->vm_file + (address - vma->vm_file_start);
}

void fill_from_file(struct page *page, const struct vm_area_struct *vma, u32 va)
{
	u32 start = vma->vm_file_start, end = start + vma->vm_file_len, next = va + PAGE_SIZE;

	if (end <= va || start >= next || start == end)
		return;
	if (start <= va && end >= next)
		copy_to_highpage(page, 0, byte_at(vma, va), PAGE_SIZE);
	else if (start <= va)
		copy_to_highpage(page, 0, byte_at(vma, va), end - va);
	else
		copy_to_highpage(page, start - va, vma->vm_file, end < next ? end - start : next - start);
}
