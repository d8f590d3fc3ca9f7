/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include <linux/mm.h>
#include <linux/vma_tree.h>

static struct vm_area_struct *skew(struct vm_area_struct *top)
{
	struct vm_area_struct *left = top ? top->vm_left : NULL;

	if (!left || left->vm_level != top->vm_level)
		return top;
	top->vm_left = left->vm_right;
	left->vm_right = top;
	return left;
}

static struct vm_area_struct *split(struct vm_area_struct *top)
{
	struct vm_area_struct *right = top ? top->vm_right : NULL;

	if (!right || !right->vm_right ||
	    right->vm_right->vm_level != top->vm_level)
		return top;
	top->vm_right = right->vm_left;
	right->vm_left = top;
	right->vm_level++;
	return right;
}

/* Chapter 9: vma_tree.c: insert */

struct vm_area_struct *vma_insert(struct vm_area_struct *top,
				  struct vm_area_struct *vma)
{
	if (!top) {
		vma->vm_left = vma->vm_right = NULL;
		vma->vm_level = 1;
		return vma;
	}
	if (vma->vm_start < top->vm_start)
		top->vm_left = vma_insert(top->vm_left, vma);
	else
		top->vm_right = vma_insert(top->vm_right, vma);
	return split(skew(top));
}
/* Chapter 9: vma_tree.c: erase */

/* Chapter 9: vma_tree.c: after something is gone */
static u32 level(const struct vm_area_struct *vma)
{
	return vma ? vma->vm_level : 0;
}

static struct vm_area_struct *repaired(struct vm_area_struct *top)
{
	u32 left = level(top->vm_left), right = level(top->vm_right);
	u32 should = (left < right ? left : right) + 1;

	if (should < top->vm_level) {
		top->vm_level = should;
		if (should < right)
			top->vm_right->vm_level = should;
	}
	top = skew(top);
	top->vm_right = skew(top->vm_right);
	if (top->vm_right)
		top->vm_right->vm_right = skew(top->vm_right->vm_right);
	top = split(top);
	top->vm_right = split(top->vm_right);
	return top;
}

struct vm_area_struct *vma_erase(struct vm_area_struct *top,
				 struct vm_area_struct *vma)
{
	struct vm_area_struct *next = vma->vm_right;

	if (vma->vm_start < top->vm_start) {
		top->vm_left = vma_erase(top->vm_left, vma);
	} else if (vma != top) {
		top->vm_right = vma_erase(top->vm_right, vma);
	} else if (!vma->vm_left || !next) {
		return vma->vm_left ? vma->vm_left : next;
	} else {
		while (next->vm_left)
			next = next->vm_left;
		next->vm_right = vma_erase(vma->vm_right, next);
		next->vm_left = vma->vm_left;
		next->vm_level = vma->vm_level;
		top = next;
	}
	return repaired(top);
}
