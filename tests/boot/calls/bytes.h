/* SPDX-License-Identifier: MIT */
/* The calls that move bytes, and pipes. */
#pragma once
#include "files.h"

enum { HERE, AT_PLACE, PIECES };

/* One of the six calls. before: what the first of two pieces adds. */
static s32 ask_to_move(u32 i, u32 n, u32 write, u32 how, u32 before)
{
	static u32 pieces[4];
	static const u32 numbers[] = { READ_, PREAD64, READV, WRITE, PWRITE64, WRITEV };
	u32 nr = numbers[how + write * 3];

	pieces[0] = (u32)much, pieces[1] = before, pieces[2] = (u32)room.at, pieces[3] = n;
	if (how == PIECES)
		return ask_for(nr, i, (u32)pieces, 2, 0);
	if (how == HERE)
		return ask_for(nr, i, (u32)room.at, n, 0);
	arg[0] = nr, arg[1] = i, arg[2] = (u32)room.at, arg[3] = n, arg[4] = below(24000);
	return call6(nr, i, (u32)room.at, n, arg[4], 0, 0);
}

/* What a call says that is not right to begin with; or 0. */
static s32 refusal(const struct fd *f, u32 write, u32 how)
{
	if (!f->kind)
		return -EBADF;
	if (how == AT_PLACE && f->kind == AN_END)
		return -ESPIPE;
	if ((f->flags & 3) == (write ? 0 : WRONLY))
		return -EBADF;
	return 0;
}

/* Of n some can be moved, good ones if the room has them all. What is copied word by word may come up to three bytes short of a hole. */
static s32 has_moved(s32 answer, const struct fd *f, u32 n, u32 good, u32 sure, u32 write)
{
	u32 most = n < good ? n : good;

	if (answer == -EFAULT && n > sure && (sure < 4 || f->kind == AN_END))
		return answer;
	if (f->kind == AN_END && (answer == -EAGAIN || (write && answer == -EPIPE && ignores(SIGPIPE))))
		return n ? answer : must(answer, 0);
	if (f->kind == A_FILE && write && answer == -EFBIG)
		return n ? answer : must(answer, 0);
	if (f->kind == A_FILE && write && n && !answer)
		wrong("the answer", answer, most);
	if (f->kind == AN_END && write && n == most && n <= PAGE)
		return must(answer, n);
	return up_to(answer, most);
}

static s32 move_bytes(u32 write, u32 how)
{
	u32 i = find_fd(A_FILE | AN_END), n = below(4) ? below(600) : below(6000), before = how == PIECES ? 4 + below(100) : 0, k;
	const struct fd *f;
	s32 answer, should;

	for (k = 0; k < 3 && refusal(known(i), write, how); k++)
		i = find_fd(A_FILE | AN_END);
	f = known(i);
	should = refusal(f, write, how);
	if (write && root && f->kind == AN_END && !ignores(SIGPIPE))
		return AGAIN;
	for (k = 0; k < before; k++)
		much[k] = f->letter;
	n = find_room(n, f->letter, write);
	if (how == PIECES && room.at == much)
		room.at += before, room.good -= before, room.sure -= before;
	for (k = 0; room.at == much + before && write && k < n; k++)
		room.at[k] = f->letter;
	answer = ask_to_move(i, n, write, how, before);
	if (should)
		return must(answer, should);
	if (f->kind == A_FOLDER)
		return among(answer, -EISDIR, room.good ? -EISDIR : -EFAULT, -EISDIR);
	if (how == PIECES && f->kind == AN_END && write)	/* two writes: between them there may be no room, and nobody */
		return answer == -EAGAIN || answer == -EPIPE ? answer : up_to(answer, before + (n < room.good ? n : room.good));
	has_moved(answer, f, n + before, room.good + before, room.sure + before, write);
	if (!write && answer > 0) {
		all_are(much, (u32)answer < before ? (u32)answer : before, f);
		if ((u32)answer > before && (u32)answer - before <= room.sure)
			all_are(room.at, answer - before, f);
	}
	return answer;
}

static s32 read_some(void) { return move_bytes(0, HERE); }
static s32 read_there(void) { return move_bytes(0, AT_PLACE); }
static s32 write_there(void) { return move_bytes(1, AT_PLACE); }

/* A page's last word and the next one's first, of those that were stored to. */
static s32 copy_in(void)
{
	u32 i = find(READ | EXEC), here = allows(i, READ | EXEC), there = allows(i + 1, READ | EXEC), fd = below(8) ? 1 : FDS + below(9);
	u32 n = here && !page[i].value ? 0 : there && !page[i + 1].value ? 4 : 8;

	return must(ask_for(WRITE, fd, at(i) + PAGE - 4, n, 0), fd != 1 ? -EBADF : n && !here ? -EFAULT : n == 8 && !there ? 4 : (s32)n);
}

static s32 write_some(void)
{
	return below(4) ? move_bytes(1, HERE) : copy_in();
}

static s32 bad_vector(u32 nr, u32 i)
{
	u32 n = below(2) ? 1 + below(9) : 1025;

	return must(ask_for(nr, i, below(2) ? KERNEL : 16, n, 0), n > 1024 ? -EINVAL : -EFAULT);
}

static s32 read_pieces(void)
{
	return below(10) ? move_bytes(0, PIECES) : bad_vector(READV, 0);
}

static s32 write_pieces(void)
{
	return below(10) ? move_bytes(1, PIECES) : bad_vector(WRITEV, 1);
}

/* ---- Pipes. No end that is kept makes anybody wait. */

static s32 make_pipe(void)
{
	u32 ends[2], odd = below(6), i;
	s32 from = lowest(0), to = from < 0 ? from : lowest(from + 1), answer = ask_for(PIPE, odd ? (u32)ends : KERNEL, 0, 0, 0);

	if (to < 0)
		return must(answer, -EMFILE);
	must(answer, odd ? 0 : -EFAULT);
	for (i = 0; i < 2; i++) {
		fd[i ? to : from] = (struct fd){ AN_END, NONBLOCK | (i ? WRONLY : 0), 'a' + pid % 26, 0, 0 };
		if (odd)
			must(ends[i], i ? to : from);
		must(call(FCNTL64, i ? to : from, F_SETFL, NONBLOCK), 0);
	}
	if (!odd) {
		closed(call(CLOSE, from, 0, 0), from);
		closed(call(CLOSE, to, 0, 0), to);
	}
	return answer;
}

/*
 * A child that writes n bytes of which only some can be read, so that it writes should of them, and ends when it has heard. If
 * its parent is killed it hears the end.
 */
static void __attribute__((noreturn)) speak(u32 out, u32 in, const u8 *from, u32 n, u32 should)
{
	u32 answer = call(WRITE, out, (u32)from, n), heard;

	if (call(READ_, in, (u32)&heard, 1) == 1)
		must(answer, should);
	leave(EXIT);
}

/* With one read, or one of two pieces: it goes on as long as the child has more. */
static void listen(u32 in, u32 out, u32 should, u8 letter)
{
	u32 first = below(3) ? below(2) ? should : 1 + below(should) : 0, pieces[4] = { (u32)much, first, (u32)much + first, MUCH - first }, i;

	must(first ? call(READV, in, (u32)pieces, 2) : call(READ_, in, (u32)much, MUCH), should);
	for (i = 0; i < should; i++)
		must(much[i], letter);
	must(call(WRITE, out, (u32)&letter, 1), 1);
}

/* The ring is full when the child comes to where it cannot be read. */
static s32 talk(void)
{
	u32 hole = below(2), good = hole ? PAGE + below(PAGE + 1) : 1 + below(MUCH), should = hole ? good / PAGE * PAGE : good;
	u32 there[2], back[2], letter = 'a' + below(26), i;
	u8 *from = (u8 *)(EDGE_END - good);
	s32 answer = ask_for(PIPE, (u32)there, 0, 0, 0), child;

	if (answer || call(PIPE, (u32)back, 0, 0)) {
		if (!answer)
			call(CLOSE, there[0], 0, 0), call(CLOSE, there[1], 0, 0);
		return answer;
	}
	for (i = 0; i < good; i++)
		from[i] = letter;
	child = call(FORK, 0, 0, 0);
	call(CLOSE, there[!child ? 0 : 1], 0, 0);
	call(CLOSE, back[!child ? 1 : 0], 0, 0);
	if (!child)
		speak(there[1], back[0], from, good + (hole ? 1 + below(3000) : 0), should);
	adopt(child);
	if (child > 0)
		listen(there[0], back[1], should, letter);
	call(CLOSE, there[0], 0, 0);
	call(CLOSE, back[1], 0, 0);
	return answer;
}

static s32 make_pipe_or_talk(void)
{
	return below(4) ? make_pipe() : talk();
}
