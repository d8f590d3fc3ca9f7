/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* the descriptor is closed, the name deleted; S[1] = 'S':
	   P[1] is */
	TODO,
	/* P[0] = 'P', and then S[1] = 'S': P[1] is */
	TODO,
	/* P[0] is loaded, and then S[1] = 'S': P[1] is */
	TODO,
	/* fork; the child: P[0] = 'P', and S[1] = 'S': the parent's
	   P[1] is */
	TODO,
	/* P[0] = 'P'; P is unmapped, and mapped anew: P[0] is */
	TODO,
	/* opened for reading; mapped shared, for loads and stores: mmap
	   answers (an address: 0) */
	TODO,
	/* opened for reading; mapped shared, for loads: mprotect for loads
	   and stores answers */
	TODO,
	/* the same, but mapped private: mprotect answers */
	TODO,
	/* P[0] = 'P', and the file is cut to nothing: write, of the byte
	   P[0] to a pipe, answers */
	TODO,
	/* S[3] = 'S'; the file is cut to 2 bytes, and grows to 8: P[3] is */
	TODO,
	/* S[0] and P[0] are loaded; fork; the child stores to S[0] and to
	   P[0]: its faults */
	TODO,
	/* S[0] is loaded, P[0] = 'P'; fork: how many hold the file's page
	   while the child lives? */
	TODO,
};
