/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/io.h>
#include <asm/setup.h>
#include <asm/system.h>
#include <linux/experiment.h>
#include <linux/monitor.h>
#include <linux/string.h>

extern const struct experiment __experiment_start[];
extern const struct experiment __experiment_end[];

void data(const char *text)
{
	while (*text)
		outb(*text++, 0xe9);
}

/* Chapter 1: experiment.c: observations */
/* In any context; nothing comes between the bytes of the line. */
static void line(const char *kind, const char *name,
		 const char *fmt, va_list args)
{
	char value[128], whole[200];
	u32 flags;
	int n = vsnprintf(value, sizeof(value), fmt, args);

	BUG_ON(n >= (int)sizeof(value));
	n = snprintf(whole, sizeof(whole), "%s%s %s\n",
		     kind, name, value);
	BUG_ON(n >= (int)sizeof(whole));
	local_irq_save(flags);
	data(whole);
	local_irq_restore(flags);
}

void obs(const char *name, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	line("@obs ", name, fmt, args);
	va_end(args);
}
/* Chapter 1: experiment.c: observations */
void dat(const char *figure, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	line("@dat ", figure, fmt, args);
	va_end(args);
}
/* Chapter 1: experiment.c: run one */
static void run_one(const struct experiment *e)
{
	printk("--- %s ---\n", e->name);
	data("@begin ");
	data(e->name);
	data("\n");
	e->run();
	data("@end ");
	data(e->name);
	data("\n");
}

static bool own_boot(const struct experiment *e)
{
	return e->cmdline || e->mem || e->variant || e->ends != ENDS_OK;
}
/* Chapter 1: experiment.c: run those asked for */
static u32 last_chapter(void)
{
	const struct experiment *e;
	u32 last = 0;

	for (e = __experiment_start; e < __experiment_end; e++)
		if (e->chapter > last)
			last = e->chapter;
	return last;
}

void do_experiments(void)
{
	const struct experiment *e;
	u32 last = last_chapter();
	char only[32];

	if (!option("exp", only))
		strlcpy(only, "all", sizeof(only));
	for (e = __experiment_start; e < __experiment_end; e++)
		if (!strcmp(e->name, only) ||
		    (!strcmp("all", only) && e->chapter == last &&
		     !own_boot(e)))
			run_one(e);
}
/* Chapter 1: experiment.c: the monitor's run */
static void run(int argc, char **argv)
{
	const struct experiment *e;

	for (e = __experiment_start; e < __experiment_end; e++) {
		if (e->chapter != last_chapter())
			continue;
		if (argc < 2) {
			printk("  %-16s%s\n", e->name, e->title);
		} else if (!strcmp(e->name, argv[1])) {
			/* Chapter 1: run: does it need another boot? */
			if (e->cmdline || e->mem || e->variant || e->ends == ENDS_ENDLESS) {
				printk("%s runs in a boot of its own, as part of"
				       " make chapter %u\n", e->name, e->chapter);
				return;
			}
			run_one(e);
			return;
		}
	}
	if (argc > 1)
		printk("No experiment %s. Type run.\n", argv[1]);
}
monitor_command("run", "[EXPERIMENT]", "list or run experiments", run);
