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
