/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <asm/pgtable.h>
#include <linux/mm.h>
#include <linux/sched.h>

LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(PAGE_COUNT, offsetof(struct page, _count))
LAYOUT(PAGE_MAPCOUNT, offsetof(struct page, _mapcount))
LAYOUT(PAGE_MAPPING, offsetof(struct page, mapping))
LAYOUT(RESERVED, PG_reserved)
LAYOUT(HIGH, PG_highmem)
LAYOUT(NOTED_DIRTY, PG_dirty)
LAYOUT(NOTED_USED, PG_referenced)
LAYOUT(VMA_START, offsetof(struct vm_area_struct, vm_start))
LAYOUT(VMA_END, offsetof(struct vm_area_struct, vm_end))
LAYOUT(VMA_FLAGS, offsetof(struct vm_area_struct, vm_flags))
LAYOUT(VMA_PROT, offsetof(struct vm_area_struct, vm_page_prot))
LAYOUT(SIZEOF_VMA, sizeof(struct vm_area_struct))
LAYOUT(MAY_WRITE, VM_WRITE)
LAYOUT(COULD_WRITE, VM_MAYWRITE)
LAYOUT(FOR_ALL, VM_SHARED)
LAYOUT(MAY_READ, VM_READ)
LAYOUT(COULD_READ, VM_MAYREAD)
LAYOUT(MAY_EXEC, VM_EXEC)
LAYOUT(COULD_EXEC, VM_MAYEXEC)
LAYOUT(VMA_MM, offsetof(struct vm_area_struct, vm_mm))
LAYOUT(VMA_FILE, offsetof(struct vm_area_struct, vm_file))
LAYOUT(SIZEOF_MM, sizeof(struct mm_struct))
LAYOUT(MINOR, VM_FAULT_MINOR)
LAYOUT(OOM, VM_FAULT_OOM)
LAYOUT(SIGBUS, VM_FAULT_SIGBUS)
LAYOUT(VMA_NEXT, offsetof(struct vm_area_struct, vm_next))
