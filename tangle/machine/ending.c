// SPDX-License-Identifier: MIT
#include "process.h"
#include "guard.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	EFLAGS_IF = 0x200,
	NODE_HALTED = 2, NODE_CANNOT = 4, NODE_LATE = 6,	// exit statuses of machine.mjs that are no exit value
};

// Before the kernel has set up its segments or pages, EIP is a physical address.
static char *name_place(struct image *im, uint32_t eip)
{
	struct place p;

	if (image_place(im, eip, true, true, &p) || image_place(im, eip + 0xc0000000u, true, true, &p))
		return format("%s+0x%x%s%s", p.symbol, p.offset, p.line[0] ? "  " : "", p.line);
	return format("%08x, which is outside the kernel", eip);
}

void end_how(struct boot *b, enum ended ended, char *how)
{
	b->ended = ended;
	free(b->how);
	b->how = how;
}

void end_hung(struct machine *m, const char *why)
{
	struct registers r;
	char *place;

	if (m->ctl < 0 || !qmp_registers(&m->qmp, &r)) {
		end_how(m->b, ENDED_HUNG, format("the kernel hung: %s", why));
		return;
	}
	place = name_place(m->b->im, r.halted ? r.eip - 1 : r.eip);	// EIP is past the hlt
	end_how(m->b, ENDED_HUNG, format("the kernel hung: %s at %s", why, place));
	free(place);
}

void end_late(struct machine *m)
{
	struct registers r;
	char why[64];

	snprintf(why, sizeof why, TOO_LATE, m->warned ? 2 * m->b->patience : m->b->patience);
	end_hung(m, why);
	m->b->ended = ENDED_LATE;
	if (m->ctl >= 0 && qmp_registers(&m->qmp, &r)) {
		m->b->eip = r.eip;
		m->b->ring = r.cs.selector & 3;
	}
}

bool end_if_halted(struct machine *m)
{
	struct registers r;

	if (m->ctl < 0 || m->b->gdb || !qmp_registers(&m->qmp, &r) || !r.halted || (r.eflags & EFLAGS_IF))
		return false;
	end_hung(m, "halted with interrupts off");
	return true;
}

// From QEMU 9 on a value on the exit port does that too, and is QEMU's exit status
// once it is told to go; before, QEMU went by itself.
void end_if_reset(struct machine *m)
{
	struct registers r;
	char *place;

	if (strcmp(m->qmp.reason, "guest-reset") || !qmp_registers(&m->qmp, &r)) {
		if (!m->off)
			qmp_command(&m->qmp, "quit");
		m->off = true;
		return;
	}
	place = name_place(m->b->im, r.eip);
	end_how(m->b, ENDED_RESET, format("the kernel reset (a triple fault, or a reset by hand) at %s, CR2 %08x", place, r.cr2));
	free(place);
}

static void judge_exit(struct machine *m, int st)
{
	struct boot *b = m->b;
	int code = WIFEXITED(st) ? WEXITSTATUS(st) : -1;

	if (b->how)			// the end was known before the process went
		return;
	if (!b->v86 && code == 127)		// what execvp left, and no exit value of ours
		end_how(b, ENDED_MACHINE, launch_trouble(m, code));
	else if (code < 0)
		end_how(b, ENDED_MACHINE, format("%s was killed by signal %d: boot again", b->v86 ? "node" : "QEMU", WTERMSIG(st)));
	else if (code == ((0x10 << 1) | 1))
		end_how(b, ENDED_FINISHED, xstrdup("the kernel finished"));
	else if (code == ((0x11 << 1) | 1))
		end_how(b, ENDED_OOPS, xstrdup("the kernel ended in an oops"));
	else if (code == ((0x12 << 1) | 1))
		end_how(b, ENDED_PANIC, xstrdup("the kernel ended in a panic"));
	else if (code == ((0x13 << 1) | 1))
		end_how(b, ENDED_DOUBLE_FAULT, xstrdup("the kernel ended in a double fault"));
	else if (b->v86 && code == 127)
		end_how(b, ENDED_MACHINE, xstrdup("node is not installed, and booting under v86 needs it: "
						  "sudo apt-get install --no-install-recommends nodejs npm"));
	else if (b->v86 && code == NODE_CANNOT)
		end_how(b, ENDED_MACHINE, xstrdup(hear_last_line(m)));
	else if (b->v86 && code == NODE_LATE)
		end_how(b, ENDED_LATE, format("the kernel hung: " TOO_LATE, b->patience));
	else if (b->v86 && code == NODE_HALTED)
		end_how(b, ENDED_HUNG, xstrdup("the kernel hung: halted with interrupts off"));
	else if (code == 0 && m->off)
		end_how(b, ENDED_RESET, format("the kernel switched itself off without saying that it had finished (%s)", m->qmp.reason));
	else if (code == 0)
		end_how(b, ENDED_RESET, xstrdup("the kernel reset (a triple fault, or a reset by hand)"));
	else if (code == 1 || !(code & 1))
		end_how(b, ENDED_MACHINE, b->v86 ? format("node failed: %s", hear_last_line(m))
						  : launch_trouble(m, code));
	else
		end_how(b, ENDED_UNKNOWN, format("the kernel wrote 0x%x to the exit port, which means nothing "
						    "(0x10 finished, 0x11 oops, 0x12 panic, 0x13 double fault)", code >> 1));
}

void end_process(struct machine *m)
{
	int st;

	if (m->b->how)
		kill(-m->pid, SIGKILL);
	// Its channels are closed, so it is on its way out; if not, it has failed.
	for (int tries = 0; waitpid(m->pid, &st, WNOHANG) != m->pid; tries++) {
		if (tries == 500) {
			end_how(m->b, ENDED_MACHINE, xstrdup("QEMU does not answer: boot again"));
			kill(-m->pid, SIGKILL);
		}
		poll(NULL, 0, tries < 50 ? 1 : 10);
	}
	guard_end(m->guard);
	for (int fd = m->con; fd >= 0 && m->con >= 0 && !m->b->con.full; ) {
		size_t before = m->b->con.total;

		hear_console(m);
		if (m->b->con.total == before)
			break;
	}
	for (size_t before = SIZE_MAX; m->data >= 0 && before != m->b->data.total && !m->b->data.full; ) {
		before = m->b->data.total;
		hear_data(m);
	}
	if (m->err >= 0)
		hear_stderr(m);
	judge_exit(m, st);
	if (m->con >= 0)
		close(m->con);
	if (m->data >= 0)
		close(m->data);
	if (m->err >= 0)
		close(m->err);
	if (m->ctl >= 0)
		close(m->ctl);
	if (m->b->stub_fd >= 0)
		close(m->b->stub_fd);
	m->b->stub_fd = -1;
	m->b->machine = NULL;
	m->b->console_fd = -1;
	channel_free(&m->qmp.in);
	buf_free(&m->stderr_text);
}
