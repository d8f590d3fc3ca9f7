/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/sched.h>
#include <linux/signal.h>

LAYOUT(SLOTS, NR_TASKS)
LAYOUT(TASK_PID, offsetof(struct task_struct, pid))
LAYOUT(TASK_MM, offsetof(struct task_struct, mm))
LAYOUT(TASK_STATE, offsetof(struct task_struct, state))
LAYOUT(TASK_PARENT, offsetof(struct task_struct, parent))
LAYOUT(TASK_CHILDREN, offsetof(struct task_struct, wait_chldexit))
LAYOUT(TASK_SIGNAL, offsetof(struct task_struct, signal))
LAYOUT(TASK_EXIT_CODE, offsetof(struct task_struct, exit_code))
LAYOUT(TASK_IGNORED, offsetof(struct task_struct, ignored))
LAYOUT(SIZEOF_TASK, sizeof(struct task_struct))
LAYOUT(THREAD_TASK, offsetof(struct thread_info, task))
LAYOUT(RUNNING, TASK_RUNNING)
LAYOUT(INTERRUPTIBLE, TASK_INTERRUPTIBLE)
LAYOUT(UNINTERRUPTIBLE, TASK_UNINTERRUPTIBLE)
LAYOUT(ZOMBIE, TASK_ZOMBIE)
LAYOUT(FREE, TASK_FREE)
LAYOUT(KILL, SIGKILL)
LAYOUT(SIGNALS, NSIG)
LAYOUT(NOTHING_BY_DEFAULT, SIG_KERNEL_IGNORE)
