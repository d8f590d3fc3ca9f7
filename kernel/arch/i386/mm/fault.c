/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#include <asm/net.h>
#include <asm/page.h>
#include <asm/system.h>
#include <asm/traps.h>
#include <linux/kernel.h>

/* Chapter 4: fault.c: what later chapters need */
/* Chapter 7: fault.c: what later chapters need */
/* Interrupts may be on: two who copy the entry copy the same. */
static bool table_made_later(struct mm_struct *mm, u32 address)
{
	pgd_t *pgd = pgd_offset(mm, address);
	pgd_t *pgd_k = pgd_offset_k(address);

	if (pgd_present(*pgd) || !pgd_present(*pgd_k))
		return false;
	*pgd = *pgd_k;
	return true;
}
/* Chapter 10: fault.c: what later chapters need */

#include <asm/uaccess.h>
#include <linux/extable.h>
#include <linux/mm.h>

/* Chapter 10: fault.c: may the stack grow there? */
static bool grows(struct vm_area_struct *vma,
		  const struct pt_regs *regs, u32 address)
{
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return false;
	if (user_mode(regs) && address + 32 < regs->esp)
		return false;
	/* Chapter 11: grows: extend it */
	bool enough;

	spin_lock(&vma->vm_mm->page_table_lock);
	enough = address >= vma->vm_start || !expand_stack(vma, address);
	spin_unlock(&vma->vm_mm->page_table_lock);
	return enough;
}
/* Chapter 10: fault.c: does the vma allow it? */
static bool allows(const struct vm_area_struct *vma, u32 error_code)
{
	if (error_code & 2)
		return vma->vm_flags & VM_WRITE;
	if (error_code & 1)
		return false;
	return vma->vm_flags & (VM_READ | VM_EXEC);
}
/* Chapter 10: fault.c: heal */
static bool heal(struct pt_regs *regs, u32 error_code, u32 address)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	int done = VM_FAULT_SIGSEGV;
	bool mapped;

	/* Chapter 10: heal: take the lock, or do not wait for it */
	if (!down_read_trylock(&mm->mmap_sem)) {
		if (!user_mode(regs) && !search_exception_tables(regs->eip))
			return false;
		down_read(&mm->mmap_sem);
	}
	vma = find_vma(mm, address);
	mapped = vma && (address >= vma->vm_start ||
			 grows(vma, regs, address));
	current->thread.si_code = mapped ? SEGV_ACCERR : SEGV_MAPERR;
	if (mapped && allows(vma, error_code))
		done = handle_mm_fault(mm, vma, address,
				       error_code & 2);
	up_read(&mm->mmap_sem);
	/* Chapter 10: heal: there was no page to be had */
	if (done == VM_FAULT_OOM) {
		/* Chapter 10: heal: pid 1 waits */
		if (current->pid == 1) {
			schedule();
			return true;
		}
		if (!user_mode(regs))
			return false;
		printk("VM: killing process %s\n", current->comm);
		do_exit(SIGKILL);
	}
	/* Chapter 16: heal: there was no page to be had */
	/* Chapter 21: heal: nothing is there */
	if (done == VM_FAULT_SIGBUS) {
		bool empty = pte_none(*lookup_address(current->mm->pgd,
						      address));

		if (!user_mode(regs))
			return false;
		printk("%s: page fault at %08x, %s: signal %u\n", current->comm,
		       address, empty ? "behind the end of its file" :
					"and its slot cannot be read", SIGBUS);
		do_exit(SIGBUS);
	}
	return done != VM_FAULT_SIGSEGV;
}

void do_page_fault(struct pt_regs *regs, u32 error_code)
{
	u32 address = read_cr2();

	trap_count[14]++;
	/* Chapter 4: do_page_fault: CR2 is safe now */
	if (regs->eflags & X86_EFLAGS_IF)
		local_irq_enable();
	/* Chapter 4: do_page_fault: whose address, and may it be asked for? */
	/* Chapter 7: do_page_fault: whose address, and may it be asked for? */
	if (address >= PAGE_OFFSET && !user_mode(regs) && !(error_code & 1) &&
	    table_made_later(current->active_mm, address))
		return;
	/* Chapter 8: do_page_fault: whose address, and may it be asked for? */
	if (address < PAGE_OFFSET && current->mm && !in_atomic()) {
		might_sleep();
		/* Chapter 8: do_page_fault: ask the memory */
		/* Chapter 10: do_page_fault: ask the memory */
		if (heal(regs, error_code, address))
			return;
	}
	/* Chapter 4: do_page_fault: heal it */
	/* Chapter 4: do_page_fault: user mode, a signal */
	/* Chapter 6: do_page_fault: user mode, a signal */
	if (user_mode(regs))
		kill_program(14, regs, error_code, address);
	/* Chapter 4: do_page_fault: kernel mode, is there a fixup? */
	/* Chapter 5: do_page_fault: kernel mode, is there a fixup? */
	if (fixup_exception(regs, 14))
		return;
	probe_caught(14, error_code, regs->eip, address);
	/* Chapter 4: do_page_fault: oops */
	printk("Unable to handle kernel %s at virtual address %08x\n",
	       address < PAGE_SIZE ? "NULL pointer dereference" :
				     "paging request", address);
	die(14, regs, error_code);
}
