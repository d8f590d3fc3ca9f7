/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Appendix (console) */
#include <linux/console.h>
#include <linux/readline.h>
#include <linux/serial.h>
#include <linux/string.h>

#define CTRL(c) ((c) & 0x1f)
enum { LEFT = CTRL('b'), RIGHT = CTRL('f'), UP = CTRL('p'),
       DOWN = CTRL('n'), HOME = CTRL('a'), END = CTRL('e'),
       ERASE = CTRL('h'), DELETE = CTRL('g') };

/* Appendix: readline.c: one key */
static char read_key(void)
{
	char c = serial_getc();

	if (c == 0x7f)
		return ERASE;
	if (c != 0x1b)
		return c;
	do
		c = serial_getc();
	while (c == 0x1b);
	if (c != '[' && c != 'O')
		return 0;
	c = serial_getc();
	switch (c) {
	case 'A': return UP;
	case 'B': return DOWN;
	case 'C': return RIGHT;
	case 'D': return LEFT;
	case 'H': return HOME;
	case 'F': return END;
	}
	/* Appendix: readline.c: a sequence with a number */
	if (c >= '0' && c <= '9') {
		int key = 0;

		for (; (c >= '0' && c <= '9') || c == ';'; c = serial_getc())
			key = c == ';' ? -1 : key * 10 + c - '0';
		return c != '~' ? 0 : key == 3 ? DELETE : key == 1 ? HOME :
		       key == 4 ? END : 0;
	}
	return 0;
}
/* Appendix: readline.c: the history */
#define HISTORY 8
static char history[HISTORY][LINE_MAX + 1];
static u32 history_end;

static void remember(const char *line)
{
	if (*line)
		strlcpy(history[history_end++ % HISTORY], line,
			LINE_MAX + 1);
}

/* The line `ago` lines before now; "" for 0; or NULL. */
static const char *recall(u32 ago)
{
	if (ago > history_end || ago > HISTORY)
		return NULL;
	return ago ? history[(history_end - ago) % HISTORY] : "";
}
/* Appendix: readline.c: redraw */
static void show(const char *text, int n)
{
	console_write(text, n);
}

static void left(int n)
{
	while (n-- > 0)
		show("\b", 1);
}

/* The screen shows old characters, cursor at from; show line. */
static void redraw(const char *line, int from, int length, int old,
		   int cursor)
{
	int blank;

	show(line + from, length - from);
	for (blank = length; blank < old; blank++)
		show(" ", 1);
	left((old > length ? old : length) - cursor);
}
/* Appendix: readline.c: the editor */
struct line {
	char text[LINE_MAX + 1];
	int length, cursor;
};

static void replace(struct line *l, int from, int to,
		    const char *with, int n)
{
	int old = l->length;

	if (old - (to - from) + n > LINE_MAX)
		return;
	memmove(l->text + from + n, l->text + to, old - to);
	memcpy(l->text + from, with, n);
	l->length += n - (to - from);
	if (l->cursor < from)
		show(l->text + l->cursor, from - l->cursor);
	left(l->cursor - from);
	l->cursor = from + n;
	redraw(l->text, from, l->length, old, l->cursor);
}

/* Appendix: readline.c: a key changes the line */
static void edit(struct line *l, char key)
{
	int at = l->cursor, n = l->length;

	if (key == LEFT && at)
		left(1), l->cursor--;
	else if (key == RIGHT && at < n)
		show(l->text + l->cursor++, 1);
	else if (key == HOME)
		left(at), l->cursor = 0;
	else if (key == END)
		show(l->text + at, n - at), l->cursor = n;
	else if (key == ERASE && at)
		replace(l, at - 1, at, "", 0);
	else if (key == DELETE && at < n)
		replace(l, at, at + 1, "", 0);
	else if (key == CTRL('u'))
		replace(l, 0, at, "", 0);
	else if (key == CTRL('k'))
		replace(l, at, n, "", 0);
	else if (key >= ' ' && key < 0x7f)
		replace(l, at, at, &key, 1);
}
/* Appendix: readline.c: readline */
const char *readline(const char *prompt)
{
	static struct line l;
	u32 up = 0;
	char key;

	l.length = l.cursor = 0;
	show(prompt, strlen(prompt));
	while ((key = read_key()) != '\r' && key != '\n') {
		if (key == CTRL('d') && !l.length)
			return NULL;
		if (key == UP && recall(up + 1))
			up++;
		else if (key == DOWN && up)
			up--;
		else {
			edit(&l, key);	/* ignores the other keys */
			continue;
		}
		replace(&l, 0, l.length, recall(up),
			strlen(recall(up)));
	}
	show("\n", 1);
	l.text[l.length] = '\0';
	remember(l.text);
	return l.text;
}
