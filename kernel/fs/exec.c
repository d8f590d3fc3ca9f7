/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/net.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/tlbflush.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>

/* Chapter 16: exec.c: pages for a program */
static int load_segment(struct mm_struct *mm, struct file *file,
			const struct elf_segment *s)
{
	u32 start = s->vaddr & PAGE_MASK, middle = start;
	u32 end = PAGE_ALIGN(s->vaddr + s->memsz);
	u32 flags = segment_flags(s->flags);
	struct vm_area_struct *vma;

	if (s->filesz)
		middle = PAGE_ALIGN(s->vaddr + s->filesz);
	if (start < middle) {
		vma = insert_vma(mm, start, middle, flags);
		if (!vma)
			return -ENOMEM;
		vma_set_file(vma, file, s->offset / PAGE_SIZE);
	}
	return middle == end || insert_vma(mm, middle, end, flags) ?
	       0 : -ENOMEM;
}

/* Chapter 10: exec.c: the stack, as far as it is needed */

#define FIRST_STACK (TASK_SIZE - 2 * PAGE_SIZE)

static int first_stack(struct mm_struct *mm)
{
	struct vm_area_struct *vma =
		insert_vma(mm, FIRST_STACK, TASK_SIZE,
			   VM_READ | VM_WRITE | VM_GROWSDOWN);

	return vma ? make_pages_present(vma, FIRST_STACK, TASK_SIZE) :
		     -ENOMEM;
}
/* Chapter 16: exec.c: all segments, once more */
static bool padzero(const struct elf_segment *s)
{
	u32 end = s->vaddr + s->filesz;

	return !s->filesz || s->memsz == s->filesz ||
	       !clear_user((void *)end, PAGE_ALIGN(end) - end);
}

static int load_elf(struct mm_struct *mm, struct file *file,
		    const struct elf_header *h)
{
	const struct elf_segment *s = (const void *)((const u8 *)h +
						      h->phoff);
	int error = 0;
	u32 i;

	for (i = 0; i < h->phnum && !error; i++)
		if (s[i].type == PT_LOAD && s[i].memsz) {
			error = load_segment(mm, file, &s[i]);
			/* Chapter 9: load_elf: where the code ends */
			if (s[i].flags & PF_X && s[i].vaddr + s[i].filesz > mm->end_code)
				mm->end_code = s[i].vaddr + s[i].filesz;
			if (s[i].vaddr + s[i].memsz > mm->brk)
				mm->brk = PAGE_ALIGN(s[i].vaddr + s[i].memsz);
		}
	return error ? error : first_stack(mm);
}
/* Chapter 6: exec.c: the stack */
enum { AT_NULL, AT_PAGESZ = 6, AT_UID = 11, AT_EUID, AT_GID, AT_EGID,
       AT_SECURE = 23, WORDS = 128 };

static u32 strings_at(const struct bin_strings *b)
{
	return (TASK_SIZE - 4 - b->size) & ~15;
}

/* How many words, or -E2BIG. */
static int plan_stack(u32 *words, const struct bin_strings *b)
{
	static const u32 auxv[7][2] = {
		{ AT_PAGESZ, PAGE_SIZE }, { AT_UID, 0 }, { AT_EUID, 0 },
		{ AT_GID, 0 }, { AT_EGID, 0 }, { AT_SECURE, 0 },
		{ AT_NULL, 0 } };

	return entry_words(words, WORDS, b, strings_at(b), auxv, 7);
}

static u32 put_stack(const u32 *words, u32 n,
		     const struct bin_strings *b)
{
	u32 strings = strings_at(b), esp = (strings - n * 4) & ~15;

	BUG_ON(copy_to_user((void *)strings, b->bytes, b->size) ||
	       copy_to_user((void *)esp, words, n * 4));
	return esp;
}
/* Chapter 6: exec.c: its first registers */
static void start_thread(struct pt_regs *regs, u32 eip, u32 esp)
{
	*regs = (struct pt_regs){
		.eip = eip, .esp = esp, .orig_eax = -1,
		.xcs = __USER_CS, .xss = __USER_DS,
		.xds = __USER_DS, .xes = __USER_DS,
		.eflags = X86_EFLAGS_IF | 2 };
}
/* Chapter 16: exec.c: do_execve */
/* Chapter 16: exec.c: open_exec */
#include <linux/err.h>
#include <linux/fs.h>

static struct file *open_exec(const char *name)
{
	struct file *file = ERR_PTR(-EACCES);
	struct nameidata nd;
	int error;
	u32 mode;

	down_read(&tree_sem);
	error = path_lookup(name, &nd);
	mode = !error && nd.dentry ? nd.dentry->d_inode->i_mode : 0;
	if (error || !mode)
		file = ERR_PTR(error ? error : -ENOENT);
	else if (S_ISREG(mode) && mode & 0111)
		file = open_dentry(nd.dentry, 0);
	up_read(&tree_sem);
	return file ? file : ERR_PTR(-ENOMEM);
}
/* Chapter 6: exec.c: exec_mmap */
static void exec_mmap(struct mm_struct *mm)
{
	struct mm_struct *old = current->mm;

	current->mm = mm;
	load_cr3(mm->pgd);
	/* Chapter 6: exec_mmap: whose tables are walked now? */
	/* Chapter 7: exec_mmap: whose tables are walked now? */
	current->active_mm = mm;
	/* Chapter 11: exec_mmap: whose tables are walked now? */
	mm_release(current);
	/* Chapter 13: exec_mmap: whose tables are walked now? */
	flush_old_files();
	if (old)
		mmput(old);
}
/* Chapter 16: exec.c: the first page */
static s32 kernel_read(struct file *file, void *to, u32 n)
{
	mm_segment_t old = get_fs();
	u32 pos = 0;
	s32 done;

	set_fs(KERNEL_DS);
	done = file->f_op->read(file, to, n, &pos);
	set_fs(old);
	return done;
}

static int read_head(struct file *file, struct elf_header *h)
{
	s32 n = kernel_read(file, h, PAGE_SIZE);

	if (n < 0)
		return n;
	if (n < (s32)sizeof(*h) || h->phoff > (u32)n ||
	    h->phnum * sizeof(struct elf_segment) > n - h->phoff)
		return -ENOEXEC;
	return elf_check(h, file->f_dentry->d_inode->i_size,
			 STACK_BOTTOM);
}
/* Chapter 16: exec.c: a new memory */

static int become(const char *name, struct file *file,
		  struct elf_header *h, const struct bin_strings *b,
		  struct pt_regs *regs)
{
	const struct elf_segment *s;
	int n, error = read_head(file, h);
	u32 words[WORDS], i;
	struct mm_struct *mm;

	if (error)
		return error;
	n = plan_stack(words, b);
	if (n < 0)
		return n;
	mm = mm_alloc();
	error = mm ? load_elf(mm, file, h) : -ENOMEM;
	if (error && mm)
		mmput(mm);
	if (error)
		return error;
	/* Chapter 6: do_execve: the point of no return */
	exec_mmap(mm);
	set_fs(USER_DS);
	stts();
	asm volatile("movl %0, %%fs; movl %0, %%gs" : : "r"(0));
	strlcpy(current->comm, name, sizeof(current->comm));
	/* Chapter 16: become: what the file has no bytes for */
	s = (const void *)((const u8 *)h + h->phoff);
	for (i = 0; i < h->phnum; i++)
		if (s[i].type == PT_LOAD && s[i].memsz && !padzero(&s[i])) {
			force_sig(SIGKILL, current);
			return -EFAULT;
		}
	start_thread(regs, h->entry, put_stack(words, n, b));
	return 0;
}

/* The strings are the kernel's copy. Fills in regs on success. */
static int do_execve(const char *name, const struct bin_strings *b,
		     struct pt_regs *regs)
{
	struct file *file = open_exec(name);
	struct page *page;
	int error = -ENOMEM;

	if (IS_ERR(file))
		return PTR_ERR(file);
	page = alloc_page(GFP_KERNEL);
	if (page) {
		error = become(name, file, page_address(page), b, regs);
		put_page(page);
	}
	fput(file);
	return error;
}
/* Chapter 6: exec.c: execve */
static int copy_strings(struct bin_strings *b, const char **list,
			u32 *count)
{
	const char *from;
	long n;

	for (*count = 0; list; (*count)++) {
		if (get_user(from, &list[*count]))
			return -EFAULT;
		if (!from)
			break;
		n = strncpy_from_user(b->bytes + b->size, from,
				      PAGE_SIZE - b->size);
		if (n < 0)
			return n;
		if (n == (long)(PAGE_SIZE - b->size))
			return -E2BIG;
		b->size += n + 1;
	}
	return 0;
}
/* Chapter 6: exec.c: execve */

static int execve(const char *name, const char **argv,
		  const char **envp, struct pt_regs *regs)
{
	struct page *page = alloc_page(GFP_KERNEL);
	struct bin_strings b = { .size = 0 };
	char path[64];
	long n;

	if (!page)
		return -ENOMEM;
	b.bytes = page_address(page);
	n = strncpy_from_user(path, name, sizeof(path));
	if (n == sizeof(path))
		n = -ENOENT;
	if (n >= 0)
		n = copy_strings(&b, argv, &b.argc);
	if (n >= 0)
		n = copy_strings(&b, envp, &b.envc);
	if (n >= 0)
		n = do_execve(path, &b, regs);
	put_page(page);
	return n;
}
/* Chapter 6: exec.c: execve */

static long sys_execve(const char *name, const char **argv,
		       const char **envp)
{
	return execve(name, argv, envp,
		      (struct pt_regs *)init_tss.esp0 - 1);
}
syscall(11, sys_execve);
/* Chapter 6: exec.c: the first program */
static void become_program(void *arg)
{
	static const char *home[] = { "HOME=/", NULL };
	const char **argv = arg;
	struct pt_regs regs;
	int error;

	set_fs(KERNEL_DS);
	/* Chapter 6: become_program: what it finds open */
	/* Chapter 13: become_program: what it finds open */
	error = open_console();
	if (error)
		do_exit(error);
	error = execve(argv[0], argv, home, &regs);
	if (error)
		do_exit(error);
	enter_user_mode(&regs);
}
/* Chapter 7: exec.c: run_program */
struct task_struct *new_program(const char *const *argv)
{
	return kthread_create(become_program, (void *)argv, argv[0]);
}

s32 run_program(const char *const *argv)
{
	struct task_struct *task = new_program(argv);

	if (!task)
		return -ENOMEM;
	wake_up_process(task);
	return wait_task(task);
}
