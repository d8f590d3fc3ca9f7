/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Appendix (library) */
#include <linux/kernel.h>
#include <linux/string.h>

/* Appendix: vsprintf.c: a string, padded */
/* How many of n characters have room from p on. */
static int room(const char *p, const char *end, int n)
{
	return p >= end ? 0 : n < end - p ? n : end - p;
}

static char *string(char *p, char *end, const char *s, int length,
		    int width)
{
	int left = width > length ? width - length : 0;
	int right = -width > length ? -width - length : 0;

	memset(p, ' ', room(p, end, left));
	p += left;
	memcpy(p, s, room(p, end, length));
	p += length;
	memset(p, ' ', room(p, end, right));
	return p + right;
}

int vsnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	char *p = buf, *end = buf + size;

	for (; *fmt; fmt++) {
		struct format format = { .base = 10 };

		if (*fmt == '%') {
			fmt++;
			/* Appendix: vsnprintf: flags and width */
			for (; *fmt == '-' || *fmt == '0'; fmt++)
				format.flags |= *fmt == '-' ? FMT_LEFT : FMT_ZERO;
			for (; *fmt >= '0' && *fmt <= '9'; fmt++)
				format.width = format.width * 10 + *fmt - '0';
			/* Appendix: vsnprintf: the conversion */
			switch (*fmt) {
			case 'd':
				format.flags |= FMT_SIGNED;
				p = number(p, end, va_arg(args, u32), format);
				break;
			case 'p':
			case 'x':
				format.base = 16;
				/* fall through */
			case 'u':
				p = number(p, end, va_arg(args, u32), format);
				break;
			/* Appendix: vsnprintf: characters and strings */
			case 'c': {
				char c = va_arg(args, int);

				p = string(p, end, &c, 1, 0);
				break;
			}
			case 's': {
				const char *s = va_arg(args, const char *);
				int length = 0;

				if (!s)
					s = "(null)";
				while (s[length])
					length++;
				p = string(p, end, s, length, format.flags & FMT_LEFT ?
					   -format.width : format.width);
				break;
			}
			case '\0':
				fmt--;
				break;
			default:
				p = string(p, end, fmt, 1, 0);
			}
		} else {
			/* Appendix: vsnprintf: what is no directive */
			int n = 1;

			while (fmt[n] && fmt[n] != '%')
				n++;
			p = string(p, end, fmt, n, 0);
			fmt += n - 1;
		}
	}
	if (size)
		*(p < end ? p : end - 1) = '\0';
	return p - buf;
}

/* Appendix: vsprintf.c: snprintf */
int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int length;

	va_start(args, fmt);
	length = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return length;
}
