/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#pragma once

struct vm_area_struct;

/*
 * Each gets the top of a tree, NULL for an empty one, and returns
 * the new top. vma overlaps none that is there; or it is there.
 */
struct vm_area_struct *vma_insert(struct vm_area_struct *top,
				  struct vm_area_struct *vma);
struct vm_area_struct *vma_erase(struct vm_area_struct *top,
				 struct vm_area_struct *vma);
