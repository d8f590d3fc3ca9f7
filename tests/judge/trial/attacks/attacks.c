/* SPDX-License-Identifier: MIT */
/* What a program can try in ring 3, a function for each. What comes of it stands in judge_test.c. */
#include <trial.h>

/* A function of these instructions, which returns what is in EAX. */
#define TRY(name, text) \
	void name(void); \
	asm(".text; .globl " #name "; " #name ": " text "; ret")

u32 sane(u32 x)
{
	return x + 1;
}

u32 variable[16] = { 1 };

/* Instructions that are ring 0's. */
TRY(try_cli, "cli");
TRY(try_sti, "sti");
TRY(try_hlt, "hlt");
TRY(try_in, "inb $0x60, %al");
TRY(try_out, "outb %al, $0xE9");
TRY(try_outs, "movl $0xE9, %edx; movl $variable, %esi; outsb");
TRY(try_rdtsc, "rdtsc");
TRY(try_rdpmc, "rdpmc");
TRY(try_rdmsr, "rdmsr");
TRY(try_wrmsr, "wrmsr");
TRY(try_lgdt, "lgdt (%esp)");
TRY(try_lidt, "lidt (%esp)");
TRY(try_lldt, "xorl %eax, %eax; lldt %ax");
TRY(try_ltr, "movl $0x28, %eax; ltr %ax");
TRY(try_clts, "clts");
TRY(try_lmsw, "lmsw %ax");
TRY(try_read_cr0, "movl %cr0, %eax");
TRY(try_write_cr0, "movl %eax, %cr0");
TRY(try_read_cr3, "movl %cr3, %eax");
TRY(try_write_cr3, "movl %eax, %cr3");
TRY(try_write_cr4, "movl %eax, %cr4");
TRY(try_debug, "movl %eax, %dr7");
TRY(try_invlpg, "invlpg (%esp)");
TRY(try_sysenter, "sysenter");
TRY(try_sysexit, "sysexit");

/* Instructions that are nobody's here. */
TRY(try_syscall, "syscall");
TRY(try_ud2, "ud2");
TRY(try_lock, ".byte 0xF0, 0x90");
TRY(try_fpu, "fld1; fstp %st");
TRY(try_sse, "xorps %xmm0, %xmm0");
TRY(try_divide, "xorl %edx, %edx; xorl %ecx, %ecx; divl %ecx");
TRY(try_bound, "movl $99, %eax; boundl %eax, variable");

/* Other ways up. */
TRY(try_int3, "int3");
TRY(try_into, "movl $0x7FFFFFFF, %eax; addl $1, %eax; into");
TRY(try_int8, "int $8");
TRY(try_int_timer, "int $0x20");
TRY(try_int_bell, "int $0x24");
TRY(try_int80, "int $0x80");
TRY(try_int_last, "int $0xFF");
TRY(try_far_jump, "ljmp $0x08, $0xFFFF0100");
TRY(try_far_call, "lcall $0x08, $0xFFFF0100");
TRY(try_far_return, "pushl $0x08; pushl $0xFFFF0100; lret");
TRY(try_interrupt_return, "pushl $0x202; pushl $0x08; pushl $0xFFFF0100; iret");
TRY(try_task, "ljmp $0x28, $0");
TRY(try_load_ss, "movl $0x10, %eax; movl %eax, %ss");
TRY(try_load_ds, "movl $0x28, %eax; movl %eax, %ds");
TRY(try_iopl, "pushfl; orl $0x3000, (%esp); popfl; cli");
TRY(try_nested_task, "pushfl; orl $0x4000, (%esp); popfl; iret");
TRY(try_trap_flag, "pushfl; orl $0x100, (%esp); popfl; nop; nop");

/* Memory. */
TRY(try_read_bench, "movl 0xFFF10000, %eax");
TRY(try_write_bench, "movl %eax, 0xFFF10000");
TRY(try_write_gate, "movl %eax, 0xC0300000");
TRY(try_write_code, "movl %eax, sane");
TRY(try_run_data, "movb $0xC3, variable; movl $variable, %eax; call *%eax");
TRY(try_run_arena, "movb $0xC3, 0xC1000000; movl $0xC1000000, %eax; call *%eax");
TRY(try_run_bench, "movl $0xFFFF0100, %eax; call *%eax");
TRY(try_null, "movl 0, %eax");
TRY(try_recursion, "1: pushl %eax; jmp 1b");
TRY(try_no_stack, "xorl %esp, %esp; pushl %eax");
TRY(try_no_stack_service, "movl $0x1000, %esp; xorl %eax, %eax; int $0x30");
TRY(try_bench_stack_service, "movl $0xFFF10000, %esp; xorl %eax, %eax; int $0x30");
TRY(try_high_stack_service, "movl $0xFFFFFFF0, %esp; xorl %eax, %eax; int $0x30");
TRY(try_wild_service, "movl $999, %eax; int $0x30");

/* What a caller counts on. */
TRY(keep_none, "movl $9, %ebx; movl %ebx, %esi; movl %ebx, %edi; movl %ebx, %ebp");
TRY(keep_no_edi, "xorl %edi, %edi");
TRY(keep_no_direction, "std");
TRY(keep_no_segments, "xorl %eax, %eax; movl %eax, %es");
TRY(keep_no_stack, "popl %eax; pushl %eax; pushl %eax");
TRY(keep_pops_all, "ret $24");
TRY(keep_leaves_early, "pushl %eax; int $0x31");
TRY(keep_backward_service, "std; pushl $0; call first; popl %ecx; cld");

/* What it may do, and what comes of it is no harm. */
TRY(may_leave, "addl $4, %esp; movl $77, %eax; int $0x31");
TRY(may_set_flags, "pushfl; orl $0x240000, (%esp); andl $~0x200, (%esp); popfl; movl $77, %eax");
TRY(may_ask_cpu, "pushl %ebx; xorl %eax, %eax; cpuid; popl %ebx; movl $77, %eax");
TRY(may_look, "subl $8, %esp; sgdt (%esp); addl $8, %esp; str %ax; movl $77, %eax");
TRY(may_lose_segments, "xorl %eax, %eax; movl %eax, %fs; movl %eax, %gs; movl $0x23, %eax; movl %eax, %fs; movl %eax, %gs; movl $77, %eax");
TRY(may_survive, "xorl %eax, %eax; 1: movl 0, %ecx; 2: movl $77, %eax; .section __ex_table, \"a\"; .long 1b, 2b; .text");

/* What never ends. */
TRY(never_loop, "1: jmp 1b");
TRY(never_string, "1: movl $0xC1000000, %esi; movl $0x1000000, %ecx; rep lodsb; jmp 1b");
TRY(never_fix_up, "1: movl 0, %eax; .section __ex_table, \"a\"; .long 1b, 1b; .text");
