/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/monitor.h>
#include <linux/sched.h>

/* Chapter 16: vmas.c: where it comes from */
#include <linux/fs.h>

static const char *origin(const struct vm_area_struct *vma)
{
	static char text[NAME_MAX + 10];

	if (!vma->vm_file)
		return "";
	snprintf(text, sizeof(text), " %s %s",
		 vma->vm_flags & VM_SHARED ? "shared" : "private",
		 vma->vm_file->f_dentry->d_name);
	return text;
}

void show_vmas(struct mm_struct *mm)
{
	const struct vm_area_struct *vma;

	for (vma = mm->mmap; vma; vma = vma->vm_next)
		printk("%08x-%08x %c%c%c%s\n", vma->vm_start,
		       vma->vm_end,
		       vma->vm_flags & VM_READ ? 'r' : '-',
		       vma->vm_flags & VM_WRITE ? 'w' : '-',
		       vma->vm_flags & VM_EXEC ? 'x' : '-',
		       origin(vma));
}

/* Chapter 9: vmas.c: the monitor's command */
static void vmas(int argc, char **argv)
{
	u32 pid, i;

	if (argc < 2 || !parse_number(argv[1], &pid)) {
		printk("vmas PID: see ps for the numbers\n");
		return;
	}
	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].pid == pid && tasks[i].mm) {
			down_read(&tasks[i].mm->mmap_sem);
			show_vmas(tasks[i].mm);
			up_read(&tasks[i].mm->mmap_sem);
			return;
		}
	printk("no program has the number %u: see ps\n", pid);
}
monitor_command("vmas", "PID", "what a program may do", vmas);
