// SPDX-License-Identifier: MIT
#include "file.h"
#include "fail.h"
#include "text.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *read_all(int fd, size_t *n)
{
	struct buf b = {0};
	char chunk[65536];
	ssize_t got;

	buf_add(&b, "", 0);
	while ((got = read(fd, chunk, sizeof chunk)) != 0) {
		if (got < 0) {
			int e = errno;

			if (e == EINTR)
				continue;
			buf_free(&b);
			errno = e;
			return NULL;
		}
		buf_add(&b, chunk, (size_t)got);
	}
	*n = b.len;
	return b.s;
}

char *read_file(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), e;
	char *s;

	if (fd < 0)
		return NULL;
	s = read_all(fd, n);
	e = errno;
	close(fd);
	errno = e;
	return s;
}

bool write_all(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t w = write(fd, s, n);

		if (w < 0) {
			struct pollfd p = { .fd = fd, .events = POLLOUT };

			if (errno == EAGAIN)
				poll(&p, 1, 1000);
			else if (errno != EINTR)
				return false;
			continue;
		}
		s += w;
		n -= (size_t)w;
	}
	return true;
}

static void replace_file(const char *path, const char *tmp, const char *s, size_t n)
{
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		die(STATUS_OURS, "cannot write %s: %s", tmp, strerror(errno));
	if (!write_all(fd, s, n) || close(fd) || rename(tmp, path)) {
		int e = errno;

		unlink(tmp);
		die(STATUS_OURS, "cannot write %s: %s", path, strerror(e));
	}
}

void write_file(const char *path, const char *s, size_t n)
{
	char *tmp = format("%s.tmp%ld", path, (long)getpid());

	replace_file(path, tmp, s, n);
	free(tmp);
}

void save_file(const char *path, const char *s, size_t n)
{
	char *tmp = format("%s.tmp", path), *old;
	size_t size = 0;

	old = read_file(path, &size);
	if (old && size == n && memcmp(old, s, n) == 0)
		unlink(tmp);
	else
		replace_file(path, tmp, s, n);
	free(old);
	free(tmp);
}

void make_parents(const char *path)
{
	char *folder = xstrdup(path);

	for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		if (mkdir(folder, 0777) && errno != EEXIST)
			die(STATUS_OURS, "cannot make the folder %s: %s; is something else there? Move it away", folder, strerror(errno));
		*slash = '/';
	}
	free(folder);
}
